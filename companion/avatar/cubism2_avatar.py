"""A Cubism 2 model as a character: moved and drawn in a process of its own, shown here as a picture."""

from __future__ import annotations

import math
import random
import sys
from collections.abc import Mapping
from pathlib import Path
from threading import Event

import numpy as np
from numpy.typing import NDArray

from companion.avatar import cubism2_process as process
from companion.avatar.acting import Acting
from companion.avatar.avatar import AvatarKind, Color
from companion.avatar.cubism2_link import CONVERT, Cubism2Link
from companion.avatar.cubism2_settings import find_cubism2_file, read_cubism2_settings
from companion.avatar.looks import identity
from companion.avatar.picture_drawing import PictureDrawing, Sheet
from companion.avatar.portrait import portrait
from companion.avatar.posture import cubism2_name, parameter_offsets
from companion.errors import CompanionError
from cubism_binding.framework.breath import DEFAULT_WAVES
from cubism_binding.framework.motion_queue import Priority
from cubism_binding.rendering.framing import Framing

_SIZES = 2  # pictures kept: the window's and a video's
_WHOLE = Sheet((2.0, 0.0, 0.0, 2.0), (-1.0, -1.0))  # rows from the bottom, as they are handed over


class Cubism2Avatar(Acting):
    """One character. Owns its process, the memory between the two and, on stage, one texture."""

    knows_weights = False

    def __init__(self, path: Path, seed: int = 0, cancelled: Event | None = None) -> None:
        """Load a model.json in a process of its own. Raises CubismError or CompanionError with one sentence."""
        if sys.platform != "linux":
            raise CompanionError(f"Cubism 2 models like {path.name} can be shown on Linux only: {CONVERT}.")
        settings = read_cubism2_settings(path)
        self._link = Cubism2Link(path, settings, seed, cancelled or Event())
        self._loaded = self._link.loaded
        self._drawing: PictureDrawing | None = None
        self._textures: dict[tuple[int, int], int] = {}
        self._live = False
        self._size = (1, 1)
        self._time = 0.0
        self._forced: dict[str, float] = {}
        self.portrait = self.framing = portrait(self._loaded.canvas, self._loaded.face)
        self.identity = identity((settings.moc,), path.parent.name)
        self._counts = {group: len(motions) for group, motions in settings.motions.items()}
        self._random = random.Random(seed)
        super().__init__(tuple(settings.expressions), tuple(settings.motions), seed)

    def preload(self) -> None:
        """Do nothing: the other process has the pictures already."""

    @property
    def parameters(self) -> Mapping[str, tuple[float, float, float]]:
        """All parameters of the model: name -> (minimum, default, maximum)."""
        return self._loaded.parameters

    def override_parameter(self, name: str, value: float | None) -> None:
        """Force a parameter over everything that moves it, until None releases it."""
        if value is None:
            self._forced.pop(name, None)
        else:
            self._forced[name] = value

    @property
    def mouth_value(self) -> float:
        """How far speech opens the mouth, 0..1."""
        return self.mouth or 0.0

    def show_mix(self, mix: Mapping[str, float]) -> None:
        """Fade to the expression with most weight; Cubism 2 knows no weights, so it shows in full."""
        before = self.expression
        super().show_mix(mix)
        if self.expression != before:
            self._link.tell(process.Show(self.expression))

    def start_motion(self, group: str, index: int | None = None, *, urgent: bool) -> None:
        """Start a motion of a group, a random one for None, over idle ones; ``urgent``: over any."""
        count = self._counts[group]
        if index is not None and not 0 <= index < count:
            raise CompanionError(f"The group {group!r} has motions 0 to {count - 1}, not {index}.")
        number = self._random.randrange(count) if index is None else index
        self._link.tell(process.Play(group, number, Priority.FORCE if urgent else Priority.NORMAL))

    def hit(self, x: float, y: float) -> str | None:
        """Return the name of the hit area at a place on the picture; Head or Body in a model that names none."""
        width, height = self._size
        canvas_x, canvas_y = self._fitted(width, height).to_model(
            self._loaded.canvas, width, height, (x + 1) / 2 * width, (1 - y) / 2 * height
        )
        touched = self._link.touch(canvas_x, canvas_y)
        if touched.area is not None or not touched.on_her:
            return touched.area
        face = self._loaded.face
        return "Head" if face is not None and canvas_y > 2 * face.y - face.top else "Body"

    def update(self, dt: float) -> None:
        """Move on by ``dt`` seconds."""
        posture = self.act(dt)
        self._time += dt
        changes: list[process.Change] = [
            (cubism2_name(name), "add", value) for name, value in parameter_offsets(posture).items()
        ]
        for wave in DEFAULT_WAVES:
            value = wave.offset + wave.peak * math.sin(2.0 * math.pi * self._time / wave.cycle)
            changes.append((cubism2_name(wave.parameter), "add", value * wave.weight))
        changes += [(f"PARAM_EYE_{side}_OPEN", "multiply", posture.lids) for side in "LR"]
        if self.mouth is not None:
            changes.append(("PARAM_MOUTH_OPEN_Y", "set", self.mouth))
        changes += [(name, "set", value) for name, value in self._forced.items()]
        self._link.tell(process.Move(dt, tuple(changes)))

    def open_gl(self, *, fast: bool = False, live: bool = False) -> None:
        """Get ready to show her pictures; ``fast`` changes nothing here."""
        self.close_gl()
        self._drawing = PictureDrawing()
        self._live = live

    def draw(self, width: int, height: int, background: Color | None = (0.0, 0.0, 0.0, 0.0)) -> None:
        """Draw the present pose into the framebuffer bound now; ``background`` None keeps what is there.

        Raises CubismError when the other process has stopped.
        """
        if self._drawing is None:
            raise RuntimeError("draw() needs open_gl() first")
        self._size = (width, height)
        part = min(1.0, process.LARGEST_SIDE / max(width, height))
        size = max(1, round(width * part)), max(1, round(height * part))
        wish = process.Draw(*size, self._fitted(width, height))
        if self._live and size in self._textures:
            for done, pixels in self._link.pictures(wish):
                self._keep((done.width, done.height), pixels)
        else:
            self._keep(size, self._link.picture(wish))
        texture = self._textures[size]
        self._drawing.draw((width, height), background, _WHOLE, (texture, texture), 0.0)

    def _keep(self, size: tuple[int, int], pixels: NDArray[np.uint8]) -> None:
        """Keep a picture for its size: the window's and the video's take turns."""
        assert self._drawing is not None
        texture = self._textures.pop(size, None)
        if texture is None and len(self._textures) >= _SIZES:
            texture = self._textures.pop(next(iter(self._textures)))  # of a size no longer shown
        if texture is None:
            texture = self._drawing.texture(pixels, changes=True)
        else:
            self._drawing.replace(texture, pixels)
        self._textures[size] = texture

    def close_gl(self) -> None:
        """Free what lives on the graphics card; its context must be current. Harmless the second time."""
        if self._drawing is not None:
            self._drawing.close()
            self._drawing = None
            self._textures.clear()

    def close(self) -> None:
        """End the process and free the memory. Harmless the second time."""
        self._link.close()

    def _fitted(self, width: int, height: int) -> Framing:
        part = min(1.0, width / height)
        return Framing(self.framing.zoom * part, self.framing.x * part, self.framing.y * part)

    def _face_on_picture(self) -> tuple[float, float]:
        face = self._loaded.face
        if face is None:
            return 0.0, 0.0
        scale_x, scale_y, x, y = self._fitted(*self._size).transform(self._loaded.canvas, *self._size)
        return face.x * scale_x + x, face.y * scale_y + y


KIND = AvatarKind("Cubism 2", find_cubism2_file, Cubism2Avatar)
