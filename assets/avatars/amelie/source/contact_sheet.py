"""Render sheets to look at: python assets/avatars/amelie/source/contact_sheet.py OUT_DIR [MODEL_DIR [SHEET ...]]."""

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
BUST = Framing(1.38, 0.0, -0.42)  # head and shoulders
EYES, MOUTH = Framing(4.4, 0.0, -1.75), Framing(7.5, 0.0, -1.92)
BACKGROUND = (58, 54, 78)
FEELINGS = ("neutral", "joy", "sadness", "anger", "surprise", "fear", "disgust", "blush", "wink", "sleepy", "thinking")


class Sitter:
    """Pose a model by parameters alone: no motion, no blinking."""

    def __init__(self, folder: Path) -> None:
        path = next(folder.glob("*.model3.json"))
        files = json.loads(path.read_text(encoding="utf-8"))["FileReferences"]
        self.model = Live2DModel.load(path)
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

    def shot(self, values: Pose, expression: str = "", framing: Framing = BUST, caption: str = "",
             background: tuple[int, int, int] | None = BACKGROUND) -> Image.Image:  # fmt: skip
        """Return one picture; without background it keeps its (straight) transparency."""
        self.sitter.pose(values, expression)
        return self.develop(framing, caption, background)

    def develop(self, framing: Framing = BUST, caption: str = "",
                background: tuple[int, int, int] | None = BACKGROUND) -> Image.Image:  # fmt: skip
        """Return a picture of the pose she is in."""
        self.renderer.draw(self.size, self.size, framing)
        size, pixels = (self.size, self.size), self.context.read_rgba()
        picture = Image.frombuffer("RGBa", size, pixels.tobytes(), "raw", "RGBa", 0, 1).convert("RGBA")
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


def stacked(*pages: Image.Image) -> Image.Image:
    """Lay pages below each other."""
    whole = Image.new("RGB", (max(page.width for page in pages), sum(page.height for page in pages)), BACKGROUND)
    y = 0
    for page in pages:
        whole.paste(page, (0, y))
        y += page.height
    return whole


def portrait(folder: Path) -> Image.Image:
    """Return her at rest, head and shoulders beside the whole figure."""
    with studio(folder, 1024) as room:
        return sheet([room.shot({}, "neutral"), room.shot({}, "neutral", Framing())], 2)


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
            for opened in (1, 0.7, 0.45, 0.2, 0)
        ]
        poses += [{"ParamEyeBallX": x, "ParamEyeBallY": y} for x, y in ((-1, 0), (1, 0), (0, 1), (0, -1), (1, 1))]
        return sheet([room.shot(pose, framing=EYES, caption=_caption(pose)) for pose in poses], 5)


def mouths(folder: Path) -> Image.Image:
    """Return the vowels, then the mouth: opening across, form down."""
    with studio(folder, 300) as room:
        poses: list[Pose] = [{f"Param{vowel}": 1} for vowel in "AIUEO"]
        poses += [{f"Param{vowel}": 0.5, "ParamMouthOpenY": 0.5} for vowel in "AIUEO"]
        poses += [{"ParamMouthAjar": 1, "ParamMouthForm": form} for form in (1, 0, -1)]
        poses += [{"ParamMouthWave": 1}, {"ParamMouthOpenY": 1, "ParamA": 1}]
        poses += [
            {"ParamMouthOpenY": opened, "ParamMouthForm": form}
            for form in (1, 0, -1)
            for opened in (0, 0.12, 0.35, 0.65, 1)
        ]
        return sheet([room.shot(pose, framing=MOUTH, caption=_caption(pose)) for pose in poses], 5)


def feelings(folder: Path) -> Image.Image:
    """Return the expressions, silent and speaking, and at 128 pixels as a chat shows them."""
    with studio(folder, 480) as room:
        large = [room.shot({}, name, BUST, name) for name in FEELINGS]
        large.append(room.shot({"ParamMouthOpenY": 0.7}, "joy", BUST, "joy, speaking"))
    with studio(folder, 128) as room:
        small = [room.shot({}, name) for name in FEELINGS]
    return stacked(sheet(large, 4), sheet(small, len(small)))


def strips(folder: Path) -> Image.Image:
    """Return a film strip a motion: eight moments of each, as physics and all make them."""
    with studio(folder, 200) as room:
        model, rows = room.sitter.model, []
        model.blinking = False
        groups = json.loads(next(folder.glob("*.model3.json")).read_text(encoding="utf-8"))["FileReferences"]["Motions"]
        for group, items in groups.items():
            for index, item in enumerate(items):
                document = json.loads((folder / item["File"]).read_text(encoding="utf-8"))
                seconds = document["Meta"]["Duration"]
                model.stop_motions()
                model.start_motion(group, index, 3)
                row = []
                for frame in range(8):
                    for _ in range(round(seconds / 8 * 30)):
                        model.update(1 / 30)
                    row.append(room.develop(BUST, f"{group} {item['File'][8:-13]} {seconds * (frame + 1) / 8:.1f} s"))
                rows.append(sheet(row, 8))
        return stacked(*rows)


def _caption(pose: Pose) -> str:
    return " ".join(f"{name.removeprefix('Param')} {value:g}" for name, value in pose.items())


SHEETS = {"portrait": portrait, "turns": turns, "eyelids": eyelids, "mouths": mouths, "feelings": feelings,
          "strips": strips}  # fmt: skip

if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(f"Say where the sheets should go: contact_sheet.py OUT_DIR [MODEL_DIR [{' '.join(SHEETS)}]]")
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    sitter_folder = Path(sys.argv[2]) if len(sys.argv) > 2 else SOURCE.parent
    for name in sys.argv[3:] or SHEETS:
        SHEETS[name](sitter_folder).save(target / f"{name}.jpg", quality=88)
