"""List every layer of a character: its name, texels a pixel, and what paints it, from the furthest to the nearest."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import body
import cat
import clothes
import eyes
import face
import hair
import hair_bob
import hair_long
import hair_short
import marks
import mouth
import rose
from brush import Ink
from design import Design

from cubism_binding.rigging.rig import Layer

SCALE, FINE, SOFT = 1.9, 2.8, 1.0  # texels per canvas pixel; eyes and mouth are drawn finer, blurs coarser
SIDES = {"R": -1, "L": 1}  # the character's right is on the screen's left
Drawing = tuple[float, Callable[[Ink], None]]
STYLES = {"long": hair_long.HAIR, "bob": hair_bob.HAIR, "short": hair_short.HAIR}
ROSE = (668.0, 226.0)
BODY_RISE = 16.0  # the clothes are drawn on a figure with a longer neck


def style(design: Design) -> hair.Hair:
    """Return the hairstyle of a design."""
    return STYLES[design.hair]


def drawings(design: Design) -> dict[str, Drawing]:
    """Return what to paint."""
    look = style(design)
    result: dict[str, Drawing] = {"BackHair": (1.2, look.back_shape)}
    for name, group in look.back.items():
        result[f"Back{name}"] = (1.6, partial(hair.locks, group=group))
    result |= _clothed(design)
    result |= _face(look)
    for name, group in look.side.items():
        result[f"Side{name}"] = (SCALE, partial(hair.locks, group=group))
    if look.ahoge:
        result["Ahoge"] = (SCALE, partial(hair.locks, group=look.ahoge))
    result["Crown"] = (SCALE, partial(hair.crown, hair=look))
    for name in look.fringe:
        result[f"Fringe{name}"] = (SCALE, partial(hair.fringe_lock, hair=look, name=name))
    for name, side in SIDES.items():
        result[f"Brow{name}"] = (FINE, partial(face.brow, side=side))
        if design.cat_ears:
            result[f"CatEar{name}"] = (SCALE, partial(cat.ear, side=side))
    if design.rose:
        result["RoseLeaves"] = (SCALE, partial(rose.leaves, x=ROSE[0], y=ROSE[1], r=48))
        result["RoseRibbon"] = (SCALE, rose.ribbon)
        result["Rose"] = (SCALE, partial(rose.flower, x=ROSE[0], y=ROSE[1], r=48))
    return result | {name: (SCALE, paint) for name, paint in marks.MARKS.items()}


def _clothed(design: Design) -> dict[str, Drawing]:
    """Return neck, arms and clothes."""
    result: dict[str, Drawing] = {
        f"Arm{name}": (SCALE, partial(clothes.arm, side=side)) for name, side in SIDES.items()
    }
    result["Neck"] = (SCALE, body.neck)
    result["Torso"] = (SCALE, clothes.torso)
    result["Skirt"] = (SCALE, clothes.trousers if design.trousers else clothes.skirt)
    result |= {f"Coat{name}": (SCALE, partial(clothes.coat, side=side)) for name, side in SIDES.items()}
    if design.choker:
        result["Choker"] = (SCALE, clothes.choker)
        result["Pendant"] = (FINE, cat.bell if design.cat_ears else clothes.pendant)
    result["Collar"] = (SCALE, clothes.collar)
    result |= {f"BowTail{name}": (SCALE, partial(clothes.bow_tail, side=side)) for name, side in SIDES.items()}
    result |= {f"BowLoop{name}": (SCALE, partial(clothes.bow_loop, side=side)) for name, side in SIDES.items()}
    result["Brooch"] = (SCALE, clothes.brooch if design.rose else clothes.knot)
    return {name: (scale, partial(_raised, paint=paint)) for name, (scale, paint) in result.items()}


def _raised(ink: Ink, paint: Callable[[Ink], None]) -> None:
    ink.canvas.translate(0, -BODY_RISE)
    paint(ink)


def _face(look: hair.Hair) -> dict[str, Drawing]:
    """Return ears, skin, eyes and mouth."""
    result: dict[str, Drawing] = {f"Ear{name}": (SCALE, partial(face.ear, side=side)) for name, side in SIDES.items()}
    result["Face"] = (SCALE, face.skin)
    result["FringeShadow"] = (SOFT, partial(hair.fringe_shadow, hair=look))
    for name, side in SIDES.items():
        result[f"Blush{name}"] = (SOFT, partial(face.blush, side=side))
        result[f"BlushLines{name}"] = (SCALE, partial(face.blush_lines, side=side))
    result["Gloom"] = (SOFT, marks.gloom)
    result["Nose"] = (FINE, face.nose)
    for name, side in SIDES.items():
        for layer, paint in (("EyeWhite", eyes.white), ("Iris", eyes.iris), ("Shine", eyes.shine),
                             ("Sparkle", eyes.sparkle), ("TearPool", marks.tear_pool),
                             ("LidLower", eyes.lower_line), ("Crease", eyes.crease), ("Lash", eyes.lashes),
                             ("LashShut", eyes.shut_lashes)):  # fmt: skip
            result[f"{layer}{name}"] = (FINE, partial(paint, side=side))
    result["LowerLip"] = (FINE, mouth.lower_lip)
    result["MouthInterior"] = (FINE, mouth.interior)
    result["Tongue"] = (FINE, mouth.tongue)
    result["TeethLower"] = (FINE, partial(mouth.teeth, lower=True))
    result["TeethUpper"] = (FINE, partial(mouth.teeth, lower=False))
    result["LipLower"] = (FINE, partial(mouth.lip_line, lower=True))
    result["LipUpper"] = (FINE, partial(mouth.lip_line, lower=False))
    return result | {f"Tear{name}": (SCALE, partial(marks.tear, side=side)) for name, side in SIDES.items()}


def draw(design: Design) -> dict[str, Layer]:
    """Paint every layer."""
    result: dict[str, Layer] = {}
    for name, (scale, paint) in drawings(design).items():
        ink = Ink(scale, design)
        paint(ink)
        result[name] = ink.layer(name)
    return result
