"""The one easing curve of every fade."""

from __future__ import annotations

import math


def ease(x: float) -> float:
    """Return 0 below 0, 1 above 1, and half a cosine wave between."""
    if x <= 0.0:
        return 0.0
    return 1.0 if x >= 1.0 else 0.5 - 0.5 * math.cos(math.pi * x)
