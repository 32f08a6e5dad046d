"""Rig a character: what hangs on what, and how it moves."""

from __future__ import annotations

import cat
import layers as drawn
import rig_eyes
import rig_mouth
from design import CANVAS_HEIGHT, CANVAS_WIDTH, Design
from hair import Hair
from movement import (
    HEAD_AXES,
    PELVIS,
    TILT,
    TILT_AXIS,
    body_move,
    head_turn,
    jaw,
    neck_move,
    sway,
    swing_axis,
)
from parameters import PARAMETERS, PARTS

from cubism_binding.rigging.compiler import HIT_LAYER
from cubism_binding.rigging.meshes import grid, quad
from cubism_binding.rigging.rig import Axis, Layer, Mesh, Rig, Rotation, Warp

MOC_VERSION = 3
NECK, AHOGE = (512.0, 588.0), (552.0, 122.0)
HEAD_RECT = (130.0, 0.0, 894.0, 1240.0)
FACE_RECT = (320.0, 150.0, 704.0, 640.0)
_ENDS = (0.0, 1.0)
_PARTS = {"Ros": "PartRose", "Cho": "PartClothes", "Pen": "PartClothes", "Cat": "PartHairFront"}


def _deformers(look: Hair, cat_ears: bool) -> list[Warp | Rotation]:
    body_axes = (Axis("ParamBodyAngleX", (-10.0, 0.0, 10.0)), Axis("ParamBodyAngleY", (-10.0, 0.0, 10.0)),
                 Axis("ParamBreath", _ENDS), Axis("ParamShoulder", (-1.0, 0.0, 1.0)))  # fmt: skip
    result: list[Warp | Rotation] = [
        Rotation("RotBody", "PartBody", None, PELVIS, (Axis("ParamBodyAngleZ", (-10.0, 0.0, 10.0)),),
                 lambda pose: 0.7 * pose["ParamBodyAngleZ"]),
        Warp("WarpBody", "PartBody", "RotBody", (-100.0, -60.0, 1124.0, 1500.0), 10, 8, body_axes, body_move),
        Warp("WarpNeck", "PartBody", "WarpBody", (340, 470, 684, 800), 5, 4, HEAD_AXES, neck_move),
        Rotation("RotHead", "PartFace", "WarpBody", NECK, (TILT_AXIS,), lambda pose: TILT * pose["ParamAngleZ"]),
    ]  # fmt: skip
    for name, side in drawn.SIDES.items():
        result.append(Rotation(f"RotArm{name}", "PartArms", "WarpBody", (512 + side * 128, 690 - drawn.BODY_RISE),
                               (Axis(f"ParamArm{name}", (-1.0, 0.0, 1.0)),),
                               lambda pose, key=f"ParamArm{name}", side=side: -side * 5 * pose[key]))  # fmt: skip
    for name, part, rect, depth, curve, hang in (
        ("HairBack", "PartHairBack", HEAD_RECT, -46, 20, 0.85), ("Ears", "PartFace", FACE_RECT, 4, 30, 0.0),
        ("Face", "PartFace", FACE_RECT, 46, 62, 0.0), ("Eyes", "PartFace", FACE_RECT, 62, 64, 0.0),
        ("Mouth", "PartMouth", FACE_RECT, 66, 70, 0.0), ("Nose", "PartFace", FACE_RECT, 86, 80, 0.0),
        ("Brows", "PartBrows", FACE_RECT, 68, 68, 0.0), ("HairFront", "PartHairFront", HEAD_RECT, 46, 84, 0.0),
        ("HairCrown", "PartHairFront", HEAD_RECT, 24, 70, 0.0), ("HairSide", "PartHairFront", HEAD_RECT, 48, 40, 0.65),
    ):  # fmt: skip
        rows, columns = (10, 7) if rect == HEAD_RECT else (6, 6)
        result.append(
            Warp(f"Warp{name}", part, "RotHead", rect, rows, columns, HEAD_AXES, head_turn(depth, curve, hang))
        )
    result.append(rig_mouth.wave_warp())
    result += _hair_deformers(look)
    result += [
        Warp("SwayShadow", "PartFace", "WarpFace", FACE_RECT, 6, 4, (swing_axis("HairFront"),),
             sway("HairFront", 220, 200, 8)),
        Rotation("RotRose", "PartRose", "WarpHairFront", drawn.ROSE, (swing_axis("Rose"),),
                 lambda pose: 7 * pose["ParamRose"]),
        Warp("SwayRoseRibbon", "PartRose", "WarpHairFront", (620, 220, 780, 430), 5, 2, (swing_axis("RoseRibbon"),),
             sway("RoseRibbon", 240, 150, 30)),
        Rotation("RotAhoge", "PartHairFront", "WarpHairCrown", AHOGE, (swing_axis("Ahoge"),),
                 lambda pose: 10 * pose["ParamAhoge"]),
        Rotation("RotPendant", "PartClothes", "WarpNeck", (512, 612 - drawn.BODY_RISE), (swing_axis("Pendant"),),
                 lambda pose: -16 * pose["ParamPendant"]),
        Rotation("RotBow", "PartClothes", "WarpBody", (512, 728 - drawn.BODY_RISE), (swing_axis("Ribbon"),),
                 lambda pose: -3 * pose["ParamRibbon"]),
        Warp("SwaySkirt", "PartClothes", "WarpBody", (280, 970, 744, 1500), 6, 4, (swing_axis("Skirt"),),
             sway("Skirt", 1060, 380, 26, 1.3)),
    ]  # fmt: skip
    for name, side in drawn.SIDES.items() if cat_ears else ():
        result.append(
            Rotation(f"RotCatEar{name}", "PartHairFront", "WarpHairCrown", cat.ROOTS[side], (swing_axis("Ahoge"),),
                     lambda pose, side=side: 6 * side * pose["ParamAhoge"])
        )  # fmt: skip
    for name, side in drawn.SIDES.items():
        left = min(500, 500 + side * 70)
        result.append(Warp(f"SwayTail{name}", "PartClothes", "RotBow", (left, 700, left + 94, 870), 5, 2,
                           (swing_axis("RibbonTail"),), sway("RibbonTail", 718, 120, 15 + 4 * side)))  # fmt: skip
    return result


def _hair_deformers(look: Hair) -> list[Warp | Rotation]:
    """Return a warp a lock: neighbours of a group swing alike, but not equally far."""
    result: list[Warp | Rotation] = []
    for number, name in enumerate(look.fringe):
        key = {"3": "HairFrontOuter", "C": "HairFront"}.get(name[-1] if name[-1] == "3" and name[0] != "C" else name[0],
                                                           "HairFrontSide")  # fmt: skip
        points = look.fringe[name].outline()
        low, high = points.min(axis=0) - 14, points.max(axis=0) + 14
        length = float(high[1]) - 240
        result.append(Warp(f"SwayFringe{name}", "PartHairFront", "WarpHairFront", (*low, *high), 6, 3,
                           (swing_axis(key),), sway(key, 240, length, 0.11 * length + 2 * (number % 3))))  # fmt: skip
    for name in look.side:
        key = {"1": f"HairSide{name[0]}", "2": "HairSide", "3": "HairSide"}[name[-1]]
        amount, tip = {"1": (40, 26), "2": (50, 34), "3": (26, 16)}[name[-1]]
        result.append(Warp(f"SwaySide{name}", "PartHairFront", "WarpHairSide", HEAD_RECT, 10, 5,
                           (swing_axis(key), swing_axis("HairSideTip"), TILT_AXIS),
                           sway(key, 360, 620, amount, tip="HairSideTip", tip_amount=tip)))  # fmt: skip
    for number, (key, amount, tip) in {
        "1": ("HairBack", 34, 18), "2": ("HairBackMiddle", 46, 30), "3": ("HairBackOuter", 56, 40),
    }.items():  # fmt: skip
        result.append(Warp(f"SwayBack{number}", "PartHairBack", "WarpHairBack", HEAD_RECT, 10, 5,
                           (swing_axis(key), swing_axis("HairBackTip"), TILT_AXIS),
                           sway(key, 340, 760, amount, tip="HairBackTip", tip_amount=tip)))  # fmt: skip
    return result


def _appear(name: str, parent: str, order: float, key: str, layers: dict[str, Layer], low: float = 0.0,
            part: str = "PartFeelings") -> Mesh:  # fmt: skip
    return Mesh(name, part, parent, name, grid(layers[name], 22), order, (Axis(key, _ENDS),), None,
                lambda pose: low + (1 - low) * pose[key])  # fmt: skip


def build_rig(design: Design) -> Rig:
    """Return the whole character."""
    layers, look = drawn.draw(design), drawn.style(design)
    rig = Rig(
        CANVAS_WIDTH,
        CANVAS_HEIGHT,
        CANVAS_WIDTH,
        MOC_VERSION,
        list(PARAMETERS),
        list(PARTS),
        _deformers(look, design.cat_ears),
        [],
        layers,
    )

    def plain(name: str, part: str, parent: str, order: float, cell: float) -> Mesh:
        return Mesh(name, part, parent, name, grid(layers[name], cell), order)

    warps, eye_meshes = rig_eyes.eye_rig(design.eye, layers)
    rig.deformers += warps
    jaw_axes = (Axis("ParamMouthOpenY", _ENDS), Axis("ParamA", _ENDS), Axis("ParamO", _ENDS))
    rig.meshes = [
        Mesh("HitAreaHead", "PartCore", "RotHead", HIT_LAYER, quad(340, 100, 698, 580), 0),
        Mesh("HitAreaHair", "PartCore", "WarpHairFront", HIT_LAYER, quad(340, 100, 698, 340), 0),
        Mesh("HitAreaFace", "PartCore", "RotHead", HIT_LAYER, quad(382, 340, 642, 576), 0),
        Mesh("HitAreaBody", "PartCore", "WarpBody", HIT_LAYER, quad(320, 640, 704, 1390), 0),
        plain("BackHair", "PartHairBack", "SwayBack1", 200, 45),
        *(plain(f"Back{name}", "PartHairBack", f"SwayBack{name[-1]}", 205 + 5 * i, 34)
          for i, name in enumerate(look.back)),
        *(plain(f"Arm{s}", "PartArms", f"RotArm{s}", 330, 36) for s in "RL"),
        plain("Skirt", "PartClothes", "SwaySkirt", 335, 50),
        plain("Neck", "PartBody", "WarpNeck", 340, 36),
        plain("Torso", "PartClothes", "WarpBody", 345, 40),
        *(plain(f"Coat{s}", "PartClothes", "WarpBody", 350, 30) for s in "RL"),
        plain("Collar", "PartClothes", "WarpBody", 356, 26),
        *(plain(f"BowTail{s}", "PartClothes", f"SwayTail{s}", 360, 20) for s in "RL"),
        *(plain(f"BowLoop{s}", "PartClothes", "RotBow", 364, 22) for s in "RL"),
        plain("Brooch", "PartClothes", "RotBow", 368, 22),
        *(plain(f"Ear{s}", "PartFace", "WarpEars", 390, 24) for s in "RL"),
        Mesh("Face", "PartFace", "WarpFace", "Face", grid(layers["Face"], 24), 400, jaw_axes, jaw),
        plain("FringeShadow", "PartFace", "SwayShadow", 410, 34),
        *(_appear(f"Blush{s}", "WarpFace", 420, "ParamCheek", layers, 0.25, "PartFace") for s in "RL"),
        *(_appear(f"BlushLines{s}", "WarpFace", 422, "ParamBlushLines", layers) for s in "RL"),
        _appear("Gloom", "WarpFace", 425, "ParamGloom", layers),
        plain("Nose", "PartFace", "WarpNose", 428, 20),
        *eye_meshes,
        *rig_mouth.mouth_meshes(layers),
        *(_appear(f"Tear{s}", "WarpEyes", 450, "ParamTear", layers) for s in "RL"),
        *(plain(f"Side{name}", "PartHairFront", f"SwaySide{name}", 590 + i, 30) for i, name in enumerate(look.side)),
        *([plain("Ahoge", "PartHairFront", "RotAhoge", 605, 24)] if look.ahoge else []),
        plain("Crown", "PartHairFront", "WarpHairCrown", 610, 36),
        *(plain(f"Fringe{name}", "PartHairFront", f"SwayFringe{name}", 615 + i, 24)
          for i, name in enumerate(look.fringe)),
        *rig_eyes.brow_meshes(),
        *_accessories(layers),
        *(_appear(name, "RotHead", 660, f"Param{name}", layers)
          for name in ("Sweat", "AngerMark", "Shock", "Sparkles", "Thought", "SleepMark")),
    ]  # fmt: skip
    return rig


def _accessories(layers: dict[str, Layer]) -> list[Mesh]:
    return [
        Mesh(name, _PARTS[name[:3]], parent, name, grid(layers[name], 22), order)
        for name, parent, order in (
            ("RoseRibbon", "SwayRoseRibbon", 632),
            ("RoseLeaves", "RotRose", 634),
            ("Rose", "RotRose", 636),
            ("Choker", "WarpNeck", 352),
            ("Pendant", "RotPendant", 354),
            ("CatEarR", "RotCatEarR", 604),
            ("CatEarL", "RotCatEarL", 604),
        )
        if name in layers
    ]
