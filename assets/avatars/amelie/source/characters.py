"""The characters that share this source: each is a palette, a hairstyle and a few choices."""

from __future__ import annotations

from design import Design, EyeShape
from palette import AMELIE as ROSE
from palette import JULIEN as DUSK
from palette import MIU as NIGHT

AMELIE = Design("amelie", "Amelie", ROSE)
MIU = Design("miu", "Miu", NIGHT, hair="bob", rose=False, cat_ears=True)
JULIEN = Design(
    "julien", "Julien", DUSK, hair="short", rose=False, choker=False, trousers=True, brow=1.6,
    eye=EyeShape(
        half=47.0, y=424.0, iris=(31.0, 37.0), lashes=0.62,
        upper=((-1.0, 14), (-0.87, -2), (-0.58, -20), (-0.14, -30), (0.32, -32), (0.74, -24), (1.0, -6)),
        lower=((-1.0, 14), (-0.75, 21), (-0.3, 29), (0.2, 32), (0.65, 26), (0.9, 11), (1.0, -6)),
    ),
)  # fmt: skip
CHARACTERS = {design.name: design for design in (AMELIE, MIU, JULIEN)}
