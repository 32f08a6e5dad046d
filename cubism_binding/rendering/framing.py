"""Where the character stands in the picture."""

from __future__ import annotations

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
