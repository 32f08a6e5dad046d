"""Rig Amelie: which layers there are, what hangs on what, and how it moves."""

from __future__ import annotations

from collections.abc import Callable

import body
import eyes
import face
import face_rig
import hair
import numpy as np
import rose
from brush import Ink

from cubism_binding.rigging.compiler import HIT_LAYER
from cubism_binding.rigging.meshes import grid, quad
from cubism_binding.rigging.rig import Axis, Layer, Mesh, Move, Parameter, Part, Points, Pose, Rig, Rotation, Warp

MOC_VERSION = 3
TEXTURE_SIZE = 4096
SCALE, FINE = 2.0, 3.0  # texels per canvas pixel; eyes and mouth are drawn finer
CENTRE = np.array([512.0, 430.0])
BODY_RISE = 26.0  # the clothes are drawn on a figure with a longer neck
NECK, PELVIS = (512.0, 648.0), (512.0, 1060.0)
ROSE, AHOGE = (672.0, 240.0), (541.0, 164.0)
HEAD_RECT = (150.0, 0.0, 874.0, 1080.0)
FACE_RECT = (300.0, 180.0, 724.0, 720.0)

PARAMETERS = [
    Parameter("ParamAngleX", -30, 0, 30, "Angle X", "Head"),
    Parameter("ParamAngleY", -30, 0, 30, "Angle Y", "Head"),
    Parameter("ParamAngleZ", -30, 0, 30, "Angle Z", "Head"),
    *(Parameter(f"ParamEye{s}{kind}", 0, default, top, f"Eye {s} {kind.lower()}", "Eyes")
      for s in "LR" for kind, default, top in (("Open", 1.0, 1.3), ("Smile", 0.0, 1.0))),
    Parameter("ParamEyeBallX", -1, 0, 1, "Gaze X", "Eyes"),
    Parameter("ParamEyeBallY", -1, 0, 1, "Gaze Y", "Eyes"),
    Parameter("ParamEyeBallForm", -1, 0, 1, "Iris size", "Eyes"),
    *(Parameter(f"ParamBrow{s}{kind}", -1, 0, 1, f"Brow {s} {kind.lower()}", "Brows")
      for s in "LR" for kind in ("Y", "Angle", "Form")),
    Parameter("ParamMouthForm", -1, 0, 1, "Mouth form", "Mouth"),
    Parameter("ParamMouthOpenY", 0, 0, 1, "Mouth open", "Mouth"),
    Parameter("ParamMouthWave", 0, 0, 1, "Mouth wave", "Mouth"),
    Parameter("ParamCheek", 0, 0, 1, "Blush", "Feelings"),
    Parameter("ParamTear", 0, 0, 1, "Tears", "Feelings"),
    Parameter("ParamSweat", 0, 0, 1, "Sweat drop", "Feelings"),
    Parameter("ParamAngerMark", 0, 0, 1, "Anger mark", "Feelings"),
    Parameter("ParamShock", 0, 0, 1, "Rays of surprise", "Feelings"),
    Parameter("ParamGloom", 0, 0, 1, "Gloom", "Feelings"),
    Parameter("ParamBodyAngleX", -10, 0, 10, "Body X", "Body"),
    Parameter("ParamBodyAngleY", -10, 0, 10, "Body Y", "Body"),
    Parameter("ParamBodyAngleZ", -10, 0, 10, "Body Z", "Body"),
    Parameter("ParamBreath", 0, 0, 1, "Breath", "Body"),
    *(Parameter(f"ParamHair{kind}", -1, 0, 1, f"Hair {kind.lower()}", "Sway") for kind in ("Front", "Side", "Back")),
    Parameter("ParamRose", -1, 0, 1, "Rose", "Sway"),
    Parameter("ParamRibbon", -1, 0, 1, "Ribbon", "Sway"),
]  # fmt: skip

PARTS = [
    Part("PartCore", "Hit areas"), Part("PartHairBack", "Back hair"), Part("PartBody", "Body"),
    Part("PartFace", "Face"), Part("PartEyeR", "Eye R", "PartFace"), Part("PartEyeL", "Eye L", "PartFace"),
    Part("PartMouth", "Mouth", "PartFace"),
    Part("PartBrows", "Brows", "PartFace"), Part("PartFeelings", "Marks of feeling", "PartFace"),
    Part("PartHairFront", "Front hair"), Part("PartRose", "Rose"),
]  # fmt: skip


def _raised(ink: Ink, paint: Callable[[Ink], None]) -> None:
    ink.canvas.save()
    ink.canvas.translate(0, -BODY_RISE)
    paint(ink)
    ink.canvas.restore()


def _shaded_torso(ink: Ink) -> None:
    body.torso(ink)
    ink.canvas.translate(0, BODY_RISE)
    hair.shoulder_shadow(ink)


def draw_layers() -> dict[str, Layer]:
    """Paint every layer."""
    drawings: dict[str, tuple[float, Callable[[Ink], None]]] = {
        "HairBack": (1.5, hair.back),
        **{
            name: (SCALE, lambda ink, paint=paint: _raised(ink, paint))
            for name, paint in (
                ("Neck", body.neck),
                ("Choker", body.choker),
                ("Torso", _shaded_torso),
                ("Collar", body.collar),
                ("Bow", body.bow),
            )
        },
        "Face": (SCALE, face.skin),
        "FringeShadow": (1.0, hair.fringe_shadow),
        "Gloom": (1.0, face.gloom),
        "Nose": (FINE, face.nose),
        "MouthInterior": (FINE, face.mouth_interior),
        "Tongue": (FINE, face.tongue),
        "Teeth": (FINE, face.teeth),
        "LipLower": (FINE, lambda ink: face.lip_line(ink, True)),
        "LipUpper": (FINE, lambda ink: face.lip_line(ink, False)),
        "Crown": (SCALE, hair.crown),
        "Fringe": (SCALE, hair.fringe),
        "Ahoge": (SCALE, hair.ahoge),
        "Rose": (SCALE, lambda ink: rose.rose(ink, *ROSE, 54)),
        "Sweat": (SCALE, face.sweat),
        "AngerMark": (SCALE, face.anger_mark),
        "Shock": (SCALE, face.shock),
    }
    for name, side in face_rig.SIDES.items():
        for layer, scale, paint in (
            ("EyeWhite", FINE, eyes.white), ("Iris", FINE, eyes.iris), ("Shine", FINE, eyes.shine),
            ("Lash", FINE, eyes.lashes), ("LashShut", FINE, eyes.shut_lashes),
            ("LidLower", FINE, eyes.lower_line), ("Crease", FINE, eyes.crease),
            ("Brow", FINE, face.brow), ("Blush", 1.0, face.blush), ("Tear", SCALE, face.tear),
            ("TearPool", SCALE, face.tear_pool),
        ):  # fmt: skip
            drawings[f"{layer}{name}"] = (scale, lambda ink, paint=paint, side=side: paint(ink, side))
        drawings[f"Side{name}"] = (SCALE, lambda ink, side=side: hair.side(ink, side, False))
        drawings[f"SideInner{name}"] = (SCALE, lambda ink, side=side: hair.side(ink, side, True))
    layers: dict[str, Layer] = {}
    for name, (scale, paint) in drawings.items():
        ink = Ink(scale)
        paint(ink)
        layers[name] = ink.layer(name)
    return layers


HEAD_AXES = (Axis("ParamAngleX", (-30.0, 0.0, 30.0)), Axis("ParamAngleY", (-30.0, 0.0, 30.0)))


def head_turn(depth: float, curve: float, hang: float = 0.0) -> Move:
    """Return the turn of a shallow dome before the face's centre; `hang` 0..1 is how far long hair stays behind."""

    def move(points: Points, pose: Pose) -> Points:
        yaw, pitch = np.radians(0.85 * pose["ParamAngleX"]), np.radians(0.70 * pose["ParamAngleY"])
        x, y = (points - CENTRE).T
        z = depth + curve * (1 - np.clip((x / 230) ** 2 + (y / 290) ** 2, 0, 1.6))
        new_x = x * np.cos(yaw) + z * np.sin(yaw)
        new_y = y * np.cos(pitch) - (z * np.cos(yaw) - x * np.sin(yaw)) * np.sin(pitch)
        turned = CENTRE + np.stack([new_x, new_y], 1)
        below = np.clip((points[:, 1] - 560) / 420, 0, 1)[:, None]
        weight = 1 - hang * below * below * (3 - 2 * below)
        return points + (turned - points) * weight

    return move


CHEEK_Y = 500.0
TILT = 0.5  # how many degrees the head tilts for one of ParamAngleZ


def sway(parameter: str, top: float, length: float, amount: float, power: float = 1.6) -> Move:
    """Return a pendulum-like bend below `top`: `amount` pixels to the right at `top` + `length` for +1.

    Keyed on ParamAngleZ too, it lets long hair hang down while the head tilts.
    """

    def move(points: Points, pose: Pose) -> Points:
        value = pose[parameter]
        fall = np.maximum(points[:, 1] - top, 0.0)
        t = np.clip(fall / length, 0, 1.3) ** power
        tilt = np.radians(TILT * pose.get("ParamAngleZ", 0.0))
        loose = np.maximum(points[:, 1] - CHEEK_Y, 0.0)  # above, hair lies on the head
        points[:, 0] += value * amount * t + 0.9 * np.sin(tilt) * loose * np.clip(loose / 240, 0, 1)
        points[:, 1] -= abs(value) * amount * 0.12 * t
        return points

    return move


def body_move(points: Points, pose: Pose) -> Points:
    """Lean and turn the trunk; shoulders rise with the breath."""
    bx, by, breath = pose["ParamBodyAngleX"] / 10, pose["ParamBodyAngleY"] / 10, pose["ParamBreath"]
    x, y = points.T.copy()
    t = np.clip((1060 - y) / 760, 0, 1.3)
    points[:, 0] += 26 * bx * t + 0.014 * (x - 512) * breath * np.exp(-(((y - 850) / 130) ** 2))
    points[:, 1] -= 7 * breath * t + 12 * by * t + 3 * bx**2 * t
    points[:, 1] += 10 * bx * (x - 512) / 400 * np.exp(-(((y - 860) / 160) ** 2))
    return points


def neck_move(points: Points, pose: Pose) -> Points:
    """Let the neck's top follow a third of the head's turn."""
    t = np.clip((770 - points[:, 1]) / 150, 0, 1.2)
    points[:, 0] += t * 0.45 * pose["ParamAngleX"]
    points[:, 1] -= t * 0.22 * pose["ParamAngleY"]
    return points


def _deformers() -> list[Warp | Rotation]:
    sways = (-1.0, 0.0, 1.0)
    tilt = Axis("ParamAngleZ", (-30.0, 0.0, 30.0))
    body_rect = (-100.0, -60.0, 1124.0, 1160.0)
    body_axes = (Axis("ParamBodyAngleX", (-10.0, 0.0, 10.0)), Axis("ParamBodyAngleY", (-10.0, 0.0, 10.0)),
                 Axis("ParamBreath", (0.0, 1.0)))  # fmt: skip
    result: list[Warp | Rotation] = [
        Rotation("RotBody", "PartBody", None, PELVIS, (Axis("ParamBodyAngleZ", (-10.0, 0.0, 10.0)),),
                 lambda pose: 0.8 * pose["ParamBodyAngleZ"]),
        Warp("WarpBody", "PartBody", "RotBody", body_rect, 8, 8, body_axes, body_move),
        Warp("WarpNeck", "PartBody", "WarpBody", (340, 560, 684, 920), 5, 4, HEAD_AXES, neck_move),
        Warp("WarpBow", "PartBody", "WarpBody", (380, 780, 644, 1000), 5, 3, (Axis("ParamRibbon", sways),),
             sway("ParamRibbon", 834, 110, 12)),
        Rotation("RotHead", "PartFace", "WarpBody", NECK, (tilt,), lambda pose: TILT * pose["ParamAngleZ"]),
    ]  # fmt: skip
    for name, part, rect, depth, curve, hang in (
        ("HairBack", "PartHairBack", HEAD_RECT, -12, 30, 0.8), ("Face", "PartFace", FACE_RECT, 40, 70, 0.0),
        ("Eyes", "PartFace", FACE_RECT, 58, 72, 0.0), ("Mouth", "PartMouth", FACE_RECT, 60, 76, 0.0),
        ("Nose", "PartFace", FACE_RECT, 82, 90, 0.0), ("Brows", "PartBrows", FACE_RECT, 62, 74, 0.0),
        ("HairFront", "PartHairFront", HEAD_RECT, 36, 106, 0.0), ("HairSide", "PartHairFront", HEAD_RECT, 44, 48, 0.6),
    ):  # fmt: skip
        rows, columns = (9, 6) if rect == HEAD_RECT else (6, 6)
        result.append(
            Warp(f"Warp{name}", part, "RotHead", rect, rows, columns, HEAD_AXES, head_turn(depth, curve, hang))
        )
    for name, part, parent, key, top, length, amount in (
        ("SwayBack", "PartHairBack", "WarpHairBack", "ParamHairBack", 330, 660, 46),
        ("SwayFront", "PartHairFront", "WarpHairFront", "ParamHairFront", 230, 240, 20),
        ("SwaySide", "PartHairFront", "WarpHairSide", "ParamHairSide", 360, 560, 46),
        ("SwayShadow", "PartFace", "WarpFace", "ParamHairFront", 230, 240, 20),
    ):  # fmt: skip
        rect = FACE_RECT if name == "SwayShadow" else HEAD_RECT
        axes = (Axis(key, sways), tilt) if name in ("SwayBack", "SwaySide") else (Axis(key, sways),)
        result.append(Warp(name, part, parent, rect, 9, 4, axes, sway(key, top, length, amount)))
    result.append(Rotation("RotRose", "PartRose", "WarpHairFront", ROSE, (Axis("ParamRose", sways),),
                           lambda pose: 7 * pose["ParamRose"]))  # fmt: skip
    result.append(Rotation("RotAhoge", "PartHairFront", "WarpHairFront", AHOGE, (Axis("ParamHairFront", sways),),
                           lambda pose: 9 * pose["ParamHairFront"]))  # fmt: skip
    return result


def jaw(points: Points, pose: Pose) -> Points:
    """Let the chin go down with the mouth."""
    below = np.clip((points[:, 1] - 570) / 90, 0, 1.2) ** 1.4
    points[:, 1] += 10 * pose["ParamMouthOpenY"] * below * np.exp(-(((points[:, 0] - 512) / 105) ** 2))
    return points


def _appear(name: str, part: str, parent: str, order: float, key: str, layers: dict[str, Layer], low: float = 0.0,
            masks: tuple[str, ...] = ()) -> Mesh:  # fmt: skip
    return Mesh(name, part, parent, name, grid(layers[name], 40), order, (Axis(key, (0.0, 1.0)),), None,
                lambda pose: low + (1 - low) * pose[key], masks)  # fmt: skip


def build_rig() -> Rig:
    """Return the whole character."""
    layers = draw_layers()
    rig = Rig(1024, 1024, 1024, MOC_VERSION, list(PARAMETERS), list(PARTS), _deformers(), [], layers)

    def plain(name: str, part: str, parent: str, order: float, cell: float, masks: tuple[str, ...] = ()) -> Mesh:
        return Mesh(name, part, parent, name, grid(layers[name], cell), order, masks=masks)

    warps, eye_meshes = face_rig.eye_meshes(layers)
    rig.deformers += warps
    rig.meshes = [
        Mesh("HitAreaHead", "PartCore", "RotHead", HIT_LAYER, quad(320, 130, 704, 670), 0),
        Mesh("HitAreaHair", "PartCore", "WarpHairFront", HIT_LAYER, quad(310, 130, 716, 400), 0),
        Mesh("HitAreaFace", "PartCore", "RotHead", HIT_LAYER, quad(352, 400, 672, 656), 0),
        Mesh("HitAreaBody", "PartCore", "WarpBody", HIT_LAYER, quad(240, 760, 784, 1020), 0),
        plain("HairBack", "PartHairBack", "SwayBack", 300, 60),
        plain("Neck", "PartBody", "WarpNeck", 340, 50),
        plain("Choker", "PartBody", "WarpNeck", 345, 30),
        plain("Torso", "PartBody", "WarpBody", 350, 80),
        plain("Collar", "PartBody", "WarpBody", 360, 50),
        plain("Bow", "PartBody", "WarpBow", 370, 40),
        Mesh(
            "Face",
            "PartFace",
            "WarpFace",
            "Face",
            grid(layers["Face"], 30),
            400,
            (Axis("ParamMouthOpenY", (0.0, 1.0)),),
            jaw,
        ),
        plain("FringeShadow", "PartFace", "SwayShadow", 410, 50, ("Face",)),
        *(_appear(f"Blush{s}", "PartFace", "WarpFace", 420, "ParamCheek", layers, 0.3) for s in "RL"),
        _appear("Gloom", "PartFeelings", "WarpFace", 425, "ParamGloom", layers),
        plain("Nose", "PartFace", "WarpNose", 428, 20),
        *eye_meshes,
        *face_rig.mouth_meshes(),
        *face_rig.inner_mouth_meshes(layers),
        *(
            _appear(f"TearPool{s}", "PartFeelings", "WarpEyes", 435, "ParamTear", layers, masks=(f"EyeWhite{s}",))
            for s in "RL"
        ),
        *(_appear(f"Tear{s}", "PartFeelings", "WarpEyes", 450, "ParamTear", layers) for s in "RL"),
        *(plain(f"SideInner{s}", "PartHairFront", "SwaySide", 590, 45) for s in "RL"),
        *(plain(f"Side{s}", "PartHairFront", "SwaySide", 600, 45) for s in "RL"),
        plain("Crown", "PartHairFront", "WarpHairFront", 610, 50),
        plain("Fringe", "PartHairFront", "SwayFront", 620, 40),
        plain("Ahoge", "PartHairFront", "RotAhoge", 605, 40),
        plain("Rose", "PartRose", "RotRose", 630, 60),
        *face_rig.brow_meshes(layers),
        _appear("Sweat", "PartFeelings", "WarpHairFront", 650, "ParamSweat", layers),
        _appear("AngerMark", "PartFeelings", "WarpHairFront", 650, "ParamAngerMark", layers),
        _appear("Shock", "PartFeelings", "WarpHairFront", 655, "ParamShock", layers),
    ]
    return rig
