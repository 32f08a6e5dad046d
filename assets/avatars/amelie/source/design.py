"""What makes one character differ from another: colours, hair, eyes, clothes. All share one head and one rig."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from palette import AMELIE as AMELIE_PALETTE
from palette import Palette

CANVAS_WIDTH, CANVAS_HEIGHT = 1024.0, 1400.0
MIDDLE = 512.0

Profile = tuple[tuple[float, float], ...]


def through(profile: Profile, x: np.ndarray) -> np.ndarray:
    """Return the height at x of the smooth curve through (x, y) points, ascending in x."""
    px, py = np.array(profile).T
    slope = np.gradient(py, px)
    i = np.clip(np.searchsorted(px, x) - 1, 0, len(px) - 2)
    h = px[i + 1] - px[i]
    t = np.clip((x - px[i]) / h, 0, 1)
    return np.asarray(
        py[i] * (1 + 2 * t) * (1 - t) ** 2
        + h * slope[i] * t * (1 - t) ** 2
        + py[i + 1] * t * t * (3 - 2 * t)
        + h * slope[i + 1] * t * t * (t - 1)
    )


@dataclass(frozen=True)
class EyeShape:
    """Say where the lids run: one pair of curves serves the drawing and the rig.

    Profiles are (X, pixels below the eye's middle); X runs from -1 at the inner corner to 1 at the outer one.
    """

    half: float = 49.0  # half the width
    offset: float = 79.0  # from the middle of the face to the middle of an eye
    y: float = 421.0
    iris: tuple[float, float] = (37.0, 45.0)
    upper: Profile = ((-1.0, 15), (-0.87, -7), (-0.58, -30), (-0.14, -41), (0.32, -42), (0.74, -30.5), (1.0, -7))
    lower: Profile = ((-1.0, 15), (-0.75, 25), (-0.3, 35), (0.2, 38), (0.65, 31), (0.9, 13), (1.0, -7))
    shut: Profile = ((-1.0, 18), (-0.5, 31), (0.1, 36), (0.6, 30), (1.0, 14))
    happy: Profile = ((-1.0, 26), (-0.6, 4), (-0.1, -9), (0.4, -6), (0.8, 10), (1.0, 24))
    lashes: float = 1.0  # their thickness

    def centre(self, side: int) -> tuple[float, float]:
        """Return the middle of an eye; side is -1 on the screen's left, 1 on its right."""
        return MIDDLE + side * self.offset, self.y

    def closing(self, x: np.ndarray, smile: float) -> np.ndarray:
        """Return where the lids meet: hanging when the eye is shut, arched up when it smiles."""
        return self.y + through(self.shut, x) * (1 - smile) + through(self.happy, x) * smile

    def upper_lid(self, x: np.ndarray, opened: float, smile: float) -> np.ndarray:
        """Return the upper lid's height; half shut it stays an arch, for the corners come down last."""
        wide = self.y + through(self.upper, x)
        shut = self.closing(x, smile)
        share = opened
        if 0 < opened < 1:
            share = opened + 0.85 * opened * (1 - opened) * (1 - np.abs(x) ** 2.5)
        return shut + (wide - shut) * share

    def lower_lid(self, x: np.ndarray, opened: float, smile: float) -> np.ndarray:
        """Return the lower lid's height; a smile pushes it up."""
        shut = self.closing(x, smile)
        if opened <= 0:
            return shut
        wide = self.y + through(self.lower, x)
        lift = smile * (1 - x**2) * (19 + 16 * max(1 - opened, 0.0)) * min(opened / 0.3, 1.0)
        raised = shut + (wide - shut) * min(0.45 + 0.55 * opened, 1.04) - lift
        return np.maximum(raised, self.upper_lid(x, opened, smile))


@dataclass(frozen=True)
class Design:
    """Describe one character."""

    name: str
    title: str
    palette: Palette = AMELIE_PALETTE
    eye: EyeShape = field(default_factory=EyeShape)
    hair: str = "long"  # a name of layers.STYLES
    rose: bool = True
    choker: bool = True
    cat_ears: bool = False
    trousers: bool = False
    brow: float = 1.0  # thickness
    texture_size: int = 4096
