"""Render sheets to look at: python assets/avatars/amelie/source/contact_sheet.py OUT_DIR [SHEET ...]."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

os.environ.setdefault("PYOPENGL_PLATFORM", "egl")
SOURCE = Path(__file__).resolve().parent
sys.path.insert(0, str(SOURCE.parents[3]))

from PIL import Image, ImageDraw  # noqa: E402

from cubism_binding import Framing, Live2DModel, OffscreenContext, Renderer  # noqa: E402

Pose = dict[str, float]
FACE = Framing(zoom=2.3, x=0.0, y=0.0)
BACKGROUND = (58, 54, 78)


class Sitter:
    """Pose a model by parameters alone: no motion, no blinking."""

    def __init__(self, folder: Path) -> None:
        document = json.loads((folder / "amelie.model3.json").read_text(encoding="utf-8"))
        files = document["FileReferences"]
        self.model = Live2DModel.load(folder / "amelie.model3.json")
        self.expressions = {
            item["Name"]: json.loads((folder / item["File"]).read_text(encoding="utf-8"))
            for item in files["Expressions"]
        }

    def pose(self, values: Pose, expression: str = "") -> None:
        """Set every parameter: defaults, then the expression, then the values."""
        native = self.model.native
        native.parameter_values[:] = native.parameter_defaults
        for item in self.expressions[expression]["Parameters"] if expression else []:
            index = native.parameter_index[item["Id"]]
            if item["Blend"] == "Multiply":
                native.parameter_values[index] *= item["Value"]
            else:
                native.parameter_values[index] += item["Value"]
        for name, value in values.items():
            native.parameter_values[native.parameter_index[name]] = value
        native.update()


class Studio:
    """Render poses of one model at one size."""

    def __init__(self, sitter: Sitter, size: int) -> None:
        self.sitter, self.size = sitter, size
        self.context = OffscreenContext(size, size)
        self.renderer = Renderer(sitter.model)

    def shot(self, values: Pose, expression: str = "", framing: Framing | None = None, caption: str = "",
             background: tuple[int, int, int] | None = BACKGROUND) -> Image.Image:  # fmt: skip
        """Return one picture; without background it keeps its (straight) transparency."""
        self.sitter.pose(values, expression)
        self.renderer.draw(self.size, self.size, framing or Framing())
        pixels = self.context.read_rgba()
        picture = Image.frombuffer("RGBa", (self.size, self.size), pixels.tobytes(), "raw", "RGBa", 0, 1).convert(
            "RGBA"
        )
        if background is None:
            return picture
        plain = Image.new("RGB", picture.size, background)
        plain.paste(picture, mask=picture)
        if caption:
            ImageDraw.Draw(plain).text((6, 4), caption, fill=(255, 255, 255))
        return plain

    def close(self) -> None:
        """Free the renderer and its context."""
        self.renderer.close()
        self.context.close()
        self.sitter.model.close()


@contextmanager
def studio(folder: Path, size: int) -> Iterator[Studio]:
    """Open a studio and close it."""
    opened = Studio(Sitter(folder), size)
    try:
        yield opened
    finally:
        opened.close()


def sheet(pictures: list[Image.Image], columns: int) -> Image.Image:
    """Lay pictures of one size out in rows."""
    width, height = pictures[0].size
    rows = -(-len(pictures) // columns)
    page = Image.new("RGB", (columns * width, rows * height), BACKGROUND)
    for i, picture in enumerate(pictures):
        page.paste(picture, ((i % columns) * width, (i // columns) * height))
    return page


def portrait(folder: Path) -> Image.Image:
    """Return her at rest, large."""
    with studio(folder, 1024) as room:
        return room.shot({})


def turns(folder: Path) -> Image.Image:
    """Return head turns: the 3 x 3 extremes of AngleX and AngleY, then tilt and body."""
    with studio(folder, 400) as room:
        poses: list[Pose] = [{"ParamAngleX": x, "ParamAngleY": y} for y in (30, 0, -30) for x in (-30, 0, 30)]
        poses += [{"ParamAngleZ": -30}, {"ParamBodyAngleX": 10, "ParamBodyAngleZ": 10}, {"ParamAngleZ": 30}]
        return sheet([room.shot(pose, caption=_caption(pose)) for pose in poses], 3)


def eyelids(folder: Path) -> Image.Image:
    """Return blinks in five steps (plain and smiling) and the gaze's extremes."""
    with studio(folder, 360) as room:
        poses: list[Pose] = [
            {f"ParamEye{s}{k}": v for s in "LR" for k, v in (("Open", opened), ("Smile", smile))}
            for smile in (0, 1)
            for opened in (1, 0.75, 0.5, 0.25, 0)
        ]
        poses += [{"ParamEyeBallX": x, "ParamEyeBallY": y} for x, y in ((-1, 0), (1, 0), (0, 1), (0, -1), (1, 1))]
        zoom = Framing(2.8, 0, -0.1)
        return sheet([room.shot(pose, framing=zoom, caption=_caption(pose)) for pose in poses], 5)


def mouths(folder: Path) -> Image.Image:
    """Return the mouth: opening across, form down."""
    with studio(folder, 300) as room:
        poses: list[Pose] = [
            {"ParamMouthOpenY": opened, "ParamMouthForm": form}
            for form in (1, 0.5, 0, -0.5, -1)
            for opened in (0, 0.12, 0.35, 0.65, 1)
        ]
        return sheet([room.shot(pose, framing=Framing(4.2, 0, 0.75), caption=_caption(pose)) for pose in poses], 5)


def feelings(folder: Path) -> Image.Image:
    """Return the expressions, silent and speaking, and at 128 pixels as a chat shows them."""
    with studio(folder, 512) as room:
        names = list(room.sitter.expressions)
        large = [room.shot({}, name, FACE, name) for name in names]
        large.append(room.shot({"ParamMouthOpenY": 0.7}, "joy", FACE, "joy, speaking"))
        small = [room.shot({}, name).resize((128, 128), Image.Resampling.LANCZOS) for name in names]
    page = sheet(large, 4)
    strip = sheet(small, len(small))
    whole = Image.new("RGB", (page.width, page.height + strip.height), BACKGROUND)
    whole.paste(page, (0, 0))
    whole.paste(strip, (0, page.height))
    return whole


def _caption(pose: Pose) -> str:
    return " ".join(f"{name.removeprefix('Param')} {value:g}" for name, value in pose.items())


SHEETS = {"portrait": portrait, "turns": turns, "eyelids": eyelids, "mouths": mouths, "feelings": feelings}

if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit("Say where the sheets should go: contact_sheet.py OUT_DIR [portrait turns eyelids mouths feelings]")
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    for name in sys.argv[2:] or SHEETS:
        SHEETS[name](SOURCE.parent).save(target / f"{name}.png")
