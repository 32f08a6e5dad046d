"""Which named area of a model lies under a point."""

from __future__ import annotations

from collections.abc import Iterable

from cubism_binding.core.model import Model
from cubism_binding.framework.model_settings import HitArea


def hit_test(model: Model, areas: Iterable[HitArea], x: float, y: float) -> str | None:
    """Return the name of the first area whose drawable's bounding box holds the point (model units), or None.

    Visibility, opacity and triangles do not count: hit areas are usually invisible. Of equal names only the first
    counts.
    """
    seen: set[str] = set()
    for area in areas:
        drawable = model.drawable_index.get(area.drawable)
        if drawable is None or area.name in seen:
            continue
        seen.add(area.name)
        first, count = model.vertex_firsts[drawable], model.vertex_counts[drawable]
        if count == 0:
            continue
        own = model.positions[first : first + count]
        (left, bottom), (right, top) = own.min(axis=0), own.max(axis=0)
        if left <= x <= right and bottom <= y <= top:
            return area.name
    return None
