"""In which order drawables are drawn and offscreens opened and composited: the plan of a picture in layers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from cubism_binding.core.model import Model


class Act(Enum):
    """What a step does."""

    DRAW = "draw"
    OPEN = "open"
    CLOSE = "close"


@dataclass(frozen=True, slots=True)
class Step:
    """Draw drawable ``index``, or open or close offscreen ``index``; ``depth`` layers are open while it is drawn."""

    act: Act
    index: int
    depth: int


def part_and_ancestors(parents: Sequence[int], part: int) -> Iterator[int]:
    """Yield a part and what it lies in, innermost first; nothing for -1."""
    seen: set[int] = set()
    while 0 <= part < len(parents) and part not in seen:
        seen.add(part)
        yield part
        part = int(parents[part])


def descendants(model: Model, offscreen: int) -> list[int]:
    """Return the drawables anywhere below the part that owns an offscreen."""
    owner = int(model.offscreen_owners[offscreen])
    parents = [int(parent) for parent in model.part_parents]
    return [
        drawable
        for drawable, part in enumerate(model.drawable_parents)
        if owner in part_and_ancestors(parents, int(part))
    ]


def plan(model: Model, shown: NDArray[np.bool_]) -> list[Step]:
    """Return the steps of one picture, back to front; ``shown`` tells by drawable which are seen.

    An offscreen is closed as soon as something comes up that does not lie below its part. One without opacity shows
    nothing, so neither it nor what lies in it is drawn.
    """
    drawables = len(shown)
    parents = [int(parent) for parent in model.part_parents]
    steps: list[Step] = []
    open_layers: list[int] = []
    unseen = 0  # how many of the open layers cannot be seen

    def close_down_to(part: int) -> None:
        nonlocal unseen
        around = set(part_and_ancestors(parents, part))
        while open_layers and int(model.offscreen_owners[open_layers[-1]]) not in around:
            offscreen = open_layers.pop()
            if unseen:
                unseen -= 1
            else:
                steps.append(Step(Act.CLOSE, offscreen, len(open_layers)))

    for place in np.argsort(model.render_orders, kind="stable"):
        index = int(place)
        if index < drawables:
            if shown[index]:
                close_down_to(int(model.drawable_parents[index]))
                if not unseen:
                    steps.append(Step(Act.DRAW, index, len(open_layers)))
            continue
        offscreen = index - drawables
        owner = int(model.offscreen_owners[offscreen])
        close_down_to(parents[owner] if 0 <= owner < len(parents) else -1)
        open_layers.append(offscreen)
        if unseen or model.offscreen_opacities[offscreen] <= 0.0:
            unseen += 1
        else:
            steps.append(Step(Act.OPEN, offscreen, len(open_layers)))
    close_down_to(-1)
    return steps
