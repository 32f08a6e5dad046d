"""The figures of a run as a picture: a bar a ratio, the anchor as a line at 1."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from companion.bench.measurement import Figure
from companion.errors import CompanionError
from companion.paths import assets_dir

_WIDTH, _ROW, _TOP, _LEFT, _RIGHT = 1400, 34, 90, 430, 420
_DECADES = 2
"""The bars' axis is logarithmic, from a hundredth of the anchor to a hundred times it."""
_INK, _PALE, _BAR, _PAPER = "#2b2330", "#d9cfd6", "#d6497f", "#ffffff"


def draw_chart(figures: Sequence[Figure], machine: str, file: Path) -> None:
    """Draw all figures that have an anchor. Raises CompanionError when the file cannot be written."""
    rows = [(figure, figure.ratio) for figure in figures if figure.ratio]
    picture = Image.new("RGB", (_WIDTH, _TOP + _ROW * len(rows) + 30), _PAPER)
    draw = ImageDraw.Draw(picture)
    face = str(assets_dir() / "fonts" / "DejaVuSans-Bold.ttf")
    large, small = ImageFont.truetype(face, 22), ImageFont.truetype(face, 14)
    draw.text((24, 18), "companion bench", _INK, large)
    draw.text((24, 50), f"{machine}; each bar is a ratio to its anchor (the line), on a logarithmic scale", _INK, small)
    bottom = _TOP + _ROW * len(rows)
    for decade in range(-_DECADES, _DECADES + 1):
        across = _across(10.0**decade)
        draw.line((across, _TOP - 6, across, bottom), _INK if decade == 0 else _PALE, 2 if decade == 0 else 1)
        draw.text((across, bottom + 4), f"{10.0**decade:g}", _INK, small, anchor="ma")
    for number, (figure, ratio) in enumerate(rows):
        middle = _TOP + _ROW * number + _ROW // 2
        draw.text((_LEFT - 14, middle), figure.name[:48], _INK, small, anchor="rm")
        ends = sorted((_across(1.0), _across(ratio)))
        draw.rectangle((ends[0], middle - 9, ends[1], middle + 9), _BAR)
        words = f"{ratio:.2f}   {figure.value:.3g} {figure.unit}" + (f"   goal {figure.goal}" if figure.goal else "")
        draw.text((_WIDTH - _RIGHT + 20, middle), words, _INK, small, anchor="lm")
    try:
        picture.save(file)
    except (OSError, ValueError) as error:
        raise CompanionError(f"The chart {file} cannot be written ({error}); give a path that ends in .png.") from error


def _across(ratio: float) -> float:
    """Return where a ratio stands on the axis, in pixels."""
    exponent = max(-_DECADES, min(_DECADES, math.log10(ratio)))
    return _LEFT + (exponent + _DECADES) / (2 * _DECADES) * (_WIDTH - _LEFT - _RIGHT)
