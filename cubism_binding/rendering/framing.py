"""Where the character stands in the picture."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cubism_binding.core.model import Canvas


@dataclass(frozen=True)
class Framing:
    """Place a model in the picture; the default shows the whole height of its canvas, centred.

    ``zoom`` enlarges around the canvas centre. ``x`` (right) and ``y`` (up) then move by half picture heights.
    """

    zoom: float = 1.0
    x: float = 0.0
    y: float = 0.0

    @classmethod
    def of_layout(cls, layout: Mapping[str, float], canvas: Canvas) -> Framing:
        """Place a model as the ``Layout`` of its model3.json says; an empty one gives the default.

        The keys count in the order of the file, sizes before places; places mean the canvas origin as if it were the
        left top corner, as in the reference.
        """
        if not layout:
            return cls()
        width, height = canvas.size
        scale, x, y = 2.0 / height, 0.0, 0.0
        for key, value in layout.items():
            if key in ("width", "height") and value > 0:
                scale = value / (width if key == "width" else height)
        for key, value in layout.items():
            if key in ("x", "left", "center_x", "right"):
                x = value - {"center_x": 0.5, "right": 1.0}.get(key, 0.0) * width * scale
            elif key in ("y", "top", "center_y", "bottom"):
                y = value - {"center_y": 0.5, "bottom": 1.0}.get(key, 0.0) * height * scale
        centre_x, centre_y = canvas.centre
        return cls(scale * height / 2.0, x + centre_x * scale, y + centre_y * scale)

    def transform(self, canvas: Canvas, width: int, height: int) -> tuple[float, float, float, float]:
        """Return (scale x, scale y, offset x, offset y): clip = model position * scale + offset.

        In view units (the picture's height is 2): view = (position - centre) * zoom * 2 / canvas height + (x, y);
        clip = (view.x * height / width, view.y).
        """
        scale = 2.0 * self.zoom / canvas.size[1]
        aspect = height / width
        centre_x, centre_y = canvas.centre
        return scale * aspect, scale, (self.x - centre_x * scale) * aspect, self.y - centre_y * scale

    def to_model(self, canvas: Canvas, width: int, height: int, x: float, y: float) -> tuple[float, float]:
        """Turn a pixel (``x`` right, ``y`` down from the top left) into model space, as hit tests want it."""
        scale_x, scale_y, offset_x, offset_y = self.transform(canvas, width, height)
        return (2 * x / width - 1 - offset_x) / scale_x, (1 - 2 * y / height - offset_y) / scale_y
