"""Still pictures as a character: a face fades into another, the mouth opens by pictures, she breathes and leans."""

from __future__ import annotations

import math
from collections.abc import Mapping
from pathlib import Path
from threading import Event
from types import MappingProxyType

import numpy as np

from companion.avatar.acting import Acting
from companion.avatar.avatar import AvatarKind, Color
from companion.avatar.looks import identity
from companion.avatar.picture_drawing import PictureDrawing, Sheet
from companion.avatar.picture_set import SUFFIXES, Face, picture_files, read_picture_set
from companion.avatar.posture import Posture
from cubism_binding.rendering.framing import Framing

FADE_SECONDS = 0.3
"""How long one face takes to become another."""

# A blink picture is shown while the lids are lower than this.
_LIDS_SHUT = 0.5
# What is more transparent than this is not her.
_SOLID = 16
# A figure taller than so many times its width is shown from the head to the hips, not as a thin line.
_TALL, _SHOWN = 1.7, 1.5
_HEAD_PART = 0.38

_NO_PARAMETERS: Mapping[str, tuple[float, float, float]] = MappingProxyType({})


class MouthSteps:
    """Which of several mouth pictures shows an opening; never back and forth within a moment."""

    SLACK = 0.07
    SHORTEST_SECONDS = 0.06

    def __init__(self) -> None:
        self.step = 0
        self._held = 0.0

    def update(self, opening: float, count: int, dt: float) -> int:
        """Return the picture, 0..``count`` - 1, for ``opening`` 0..1 after ``dt`` seconds more."""
        self.step = min(self.step, count - 1)
        self._held += dt
        if self._held < self.SHORTEST_SECONDS:
            return self.step
        edges = [0.3 + 0.5 * number / max(1, count - 2) for number in range(count - 1)]
        wanted = self.step
        while wanted < count - 1 and opening > edges[wanted] + self.SLACK:
            wanted += 1
        while wanted > 0 and opening < edges[wanted - 1] - self.SLACK:
            wanted -= 1
        if wanted != self.step:
            self.step, self._held = wanted, 0.0
        return self.step


class StillPictureAvatar(Acting):
    """A character made of one or more pictures; see ``picture_set`` for their names."""

    knows_weights = False

    def __init__(self, path: Path, seed: int = 0, _cancelled: Event | None = None) -> None:
        """Read a picture or a folder of them. Raises CompanionError with one sentence when that is not possible."""
        self._pictures = read_picture_set(path)
        self.portrait = self.framing = Framing()
        self.identity = identity(picture_files(path) if path.is_dir() else (path,), path.stem)
        self._bounds = _figure(self._pictures.faces[self._pictures.neutral])
        self._from = self._to = self._pictures.neutral
        self._fade = 1.0
        self._mouth = MouthSteps()
        self._time = 0.0
        self._posture = Posture()
        self._size = (1, 1)
        self._drawing: PictureDrawing | None = None
        self._textures: dict[int, int] = {}
        super().__init__(tuple(self._pictures.faces), (), seed)

    def preload(self) -> None:
        """Do nothing: the pictures were decoded when they were read."""

    @property
    def parameters(self) -> Mapping[str, tuple[float, float, float]]:
        """Pictures have none."""
        return _NO_PARAMETERS

    def override_parameter(self, name: str, value: float | None) -> None:
        """Raise KeyError: there is no such parameter."""
        raise KeyError(name)

    def show_mix(self, mix: Mapping[str, float]) -> None:
        """Fade to the face with most weight, in full; none, and a face this set lacks, is the neutral one."""
        super().show_mix(mix)
        name = self.expression
        face = name if name in self._pictures.faces else self._pictures.neutral
        if face != self._to:
            # Halfway through another fade the face seen most is the one to start from.
            self._from = self._to if self._fade >= 0.5 else self._from
            self._to, self._fade = face, 0.0

    @property
    def mouth_value(self) -> float:
        """How far the mouth of the picture shown is open, 0..1."""
        mouths = self._pictures.faces[self._to].mouths
        return self._mouth.step / (len(mouths) - 1) if len(mouths) > 1 else 0.0

    def hit(self, x: float, y: float) -> str | None:
        """Return Head or Body, None where the picture is transparent."""
        width, height = self._pictures.size
        place = _onto(self._sheet(*self._size), x, y)
        column, row = round(place[0] * width - 0.5), round(place[1] * height - 0.5)
        if not (0 <= column < width and 0 <= row < height):
            return None
        if self._shown(self._to)[row, column, 3] <= _SOLID:
            return None
        left, top, right, bottom = self._bounds
        head = min((bottom - top) * _HEAD_PART, (right - left) * 0.9)
        return "Head" if row < top + head else "Body"

    def update(self, dt: float) -> None:
        """Move on by ``dt`` seconds."""
        self._posture = self.act(dt)
        self._time += dt
        self._fade = min(1.0, self._fade + dt / FADE_SECONDS)
        self._mouth.update(self.mouth or 0.0, len(self._pictures.faces[self._to].mouths), dt)

    def open_gl(self, *, fast: bool = False, live: bool = False) -> None:
        """Upload all pictures; ``fast`` changes nothing: a picture is drawn with two triangles."""
        self.close_gl()
        self._drawing = drawing = PictureDrawing()
        for face in self._pictures.faces.values():
            for picture in (*face.mouths, *([] if face.blink is None else [face.blink])):
                self._textures[id(picture)] = drawing.texture(picture)

    def draw(self, width: int, height: int, background: Color | None = (0.0, 0.0, 0.0, 0.0)) -> None:
        """Draw the present moment into the framebuffer bound now; ``background`` None keeps what is there."""
        if self._drawing is None:
            raise RuntimeError("draw() needs open_gl() first")
        self._size = (width, height)
        textures = (self._textures[id(self._shown(self._from))], self._textures[id(self._shown(self._to))])
        share = self._fade * self._fade * (3.0 - 2.0 * self._fade)
        self._drawing.draw((width, height), background, self._sheet(width, height), textures, share)

    def close_gl(self) -> None:
        """Free what lives on the graphics card; its context must be current. Harmless the second time."""
        if self._drawing is not None:
            self._drawing.close()
            self._drawing = None
            self._textures.clear()

    def close(self) -> None:
        """Do nothing more: pictures are memory only."""

    def _shown(self, name: str) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
        face = self._pictures.faces[name]
        if self._posture.lids < _LIDS_SHUT and face.blink is not None:
            return face.blink
        return face.mouths[min(self._mouth.step, len(face.mouths) - 1)]

    def _sheet(self, width: int, height: int) -> Sheet:
        """Return where the pictures lie now: fitted into the square, breathing, leaning towards what she looks at."""
        left, top, right, bottom = self._bounds
        canvas_width, canvas_height = self._pictures.size
        shown = bottom - top
        if shown > _TALL * (right - left):
            shown = round(_SHOWN * (right - left))
        # In view units the square is 2 high and wide; it stands on the lower edge if the figure does.
        scale = min(1.88 / shown, 1.92 / (right - left))
        grounded = shown < bottom - top or bottom > 0.97 * canvas_height
        foot_row = top + shown
        # A little below the edge, so that leaning shows no gap there.
        foot_y = -1.03 if grounded else -shown * scale / 2
        foot_column = (left + right) / 2
        breath = math.sin(2 * math.pi * self._time / 3.7)
        # Without pictures of an open mouth she still nods a little with her voice.
        voice = 0.0 if len(self._pictures.faces[self._to].mouths) > 1 else (self.mouth or 0.0)
        stretch = 1.0 + 0.006 * breath + 0.012 * voice
        posture = self._posture
        turn = math.radians(0.8 * posture.weight[1] - 1.6 * posture.head[0] - 1.5 * posture.tilt)
        slide_x = 0.03 * posture.head[0] + 0.012 * posture.weight[0]
        closer = 1.0 + 0.01 * posture.head[1] + 0.004 * math.sin(2 * math.pi * self._time / 11.9)
        # Columns of the matrix: one picture width to the right, one picture height down, before the aspect.
        across, down = canvas_width * scale * closer, canvas_height * scale * closer * stretch
        cos, sin = math.cos(turn), math.sin(turn)
        a, b, c, d = across * cos, across * sin, down * sin, -down * cos
        foot = (foot_column / canvas_width, foot_row / canvas_height)
        x = slide_x - a * foot[0] - c * foot[1]
        y = foot_y - b * foot[0] - d * foot[1]
        part = min(1.0, width / height)
        aspect = height / width * part
        place = self.framing
        wide, tall = aspect * place.zoom, part * place.zoom
        return Sheet((a * wide, b * tall, c * wide, d * tall), (x * wide + place.x * aspect, y * tall + place.y * part))


def _onto(sheet: Sheet, x: float, y: float) -> tuple[float, float]:
    """Turn a place in clip space into one on the picture, (0, 0) top left to (1, 1)."""
    a, b, c, d = sheet.matrix
    x, y = x - sheet.origin[0], y - sheet.origin[1]
    area = a * d - b * c
    return (x * d - y * c) / area, (y * a - x * b) / area


def _figure(face: Face) -> tuple[int, int, int, int]:
    """Return left, top, right, bottom of what is not transparent."""
    solid = face.mouths[0][..., 3] > _SOLID
    rows, columns = np.flatnonzero(solid.any(axis=1)), np.flatnonzero(solid.any(axis=0))
    if not len(rows):
        return 0, 0, solid.shape[1], solid.shape[0]
    return int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1


def _find(path: Path) -> Path | None:
    if path.is_dir():
        return path if picture_files(path) else None
    return path if path.suffix.lower() in SUFFIXES and path.is_file() else None


KIND = AvatarKind("Still pictures", _find, StillPictureAvatar)
