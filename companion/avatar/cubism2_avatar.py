"""A Cubism 2 model as a character: moved and drawn in a process of its own, shown here as a picture."""

from __future__ import annotations

import contextlib
import math
import multiprocessing
import random
import sys
import time
from collections.abc import Mapping
from multiprocessing.shared_memory import SharedMemory
from pathlib import Path
from threading import Event
from typing import TypeVar

import numpy as np

from companion.avatar import cubism2_process as process
from companion.avatar.acting import Acting
from companion.avatar.avatar import AvatarKind, Color
from companion.avatar.cubism2_settings import find_cubism2_file, read_cubism2_settings
from companion.avatar.picture_drawing import PictureDrawing, Sheet
from companion.avatar.portrait import portrait
from companion.avatar.posture import cubism2_name, parameter_offsets
from companion.errors import CompanionError
from cubism_binding.core.errors import CubismError
from cubism_binding.framework.breath import DEFAULT_WAVES
from cubism_binding.rendering.framing import Framing

Answer = TypeVar("Answer")

_LOAD_SECONDS, _DRAW_SECONDS = 60.0, 5.0
_POLL_SECONDS = 0.1
_NORMAL_PRIORITY = 2
_WHOLE = Sheet((2.0, 0.0, 0.0, 2.0), (-1.0, -1.0))  # rows from the bottom, as they are handed over
_CONVERT = "open it in Cubism Editor, convert it, and export it for the SDK as model3.json"


class Cubism2Avatar(Acting):
    """One character. Owns its process, the memory between the two and, on stage, one texture."""

    def __init__(self, path: Path, seed: int = 0, cancelled: Event | None = None) -> None:
        """Load a model.json in a process of its own. Raises CubismError or CompanionError with one sentence."""
        if sys.platform != "linux":
            raise CompanionError(f"Cubism 2 models like {path.name} can be shown on Linux only: {_CONVERT}.")
        self._path = path
        settings = read_cubism2_settings(path)
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._memory = SharedMemory(create=True, size=process.LARGEST_SIDE**2 * 4)
        self._child = context.Process(
            target=process.run, args=(theirs, self._memory.name, settings, seed), name="cubism2", daemon=True
        )
        self._open = True
        self._drawing: PictureDrawing | None = None
        self._texture = 0
        self._size = (1, 1)
        self._time = 0.0
        self._forced: dict[str, float] = {}
        try:
            self._child.start()
            theirs.close()
            self._loaded = self._await_loaded(cancelled or Event())
        except BaseException:
            self.close()
            raise
        self.framing = portrait(self._loaded.canvas, self._loaded.face)
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

    def show_expression(self, name: str | None, weight: float = 1.0) -> None:
        """Fade to an expression; Cubism 2 knows no weights, so it shows in full."""
        if name != self.expression:
            self._tell(process.Show(name))
        super().show_expression(name, weight)

    def start_motion(self, group: str) -> None:
        """Start a random motion of a group, over idle ones."""
        self._tell(process.Play(group, self._random.randrange(self._counts[group]), _NORMAL_PRIORITY))

    def look_at(self, x: float | None, y: float | None) -> None:
        """Turn eyes, head and body to a place on the picture; None: she looks at the viewer, as she likes."""
        if x is None or y is None:
            self.life.look_at(None, None)
            return
        face_x, face_y = self._face_on_picture()
        self.life.look_at(x - face_x, y - face_y)

    def hit(self, x: float, y: float) -> str | None:
        """Return the name of the hit area at a place on the picture; Head or Body in a model that names none."""
        width, height = self._size
        canvas_x, canvas_y = self._fitted(width, height).to_model(
            self._loaded.canvas, width, height, (x + 1) / 2 * width, (1 - y) / 2 * height
        )
        touched = self._ask(process.Touch(canvas_x, canvas_y), process.Touched)
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
        self._tell(process.Move(dt, tuple(changes)))

    def open_gl(self, *, fast: bool = False) -> None:
        """Make the texture her pictures go to; ``fast`` changes nothing here."""
        self.close_gl()
        self._drawing = PictureDrawing()
        self._texture = self._drawing.texture(np.zeros((1, 1, 4), np.uint8), changes=True)

    def draw(self, width: int, height: int, background: Color | None = (0.0, 0.0, 0.0, 0.0)) -> None:
        """Draw the present pose into the framebuffer bound now; ``background`` None keeps what is there.

        Raises CubismError when the other process has stopped.
        """
        if self._drawing is None:
            raise RuntimeError("draw() needs open_gl() first")
        self._size = (width, height)
        part = min(1.0, process.LARGEST_SIDE / max(width, height))
        size = max(1, round(width * part)), max(1, round(height * part))
        self._ask(process.Draw(*size, self._fitted(width, height)), process.Drawn)
        assert self._memory.buf is not None
        pixels = np.frombuffer(self._memory.buf, np.uint8, size[0] * size[1] * 4).reshape(size[1], size[0], 4)
        self._drawing.replace(self._texture, pixels)
        self._drawing.draw((width, height), background, _WHOLE, (self._texture, self._texture), 0.0)

    def close_gl(self) -> None:
        """Free what lives on the graphics card; its context must be current. Harmless the second time."""
        if self._drawing is not None:
            self._drawing.close()
            self._drawing = None

    def close(self) -> None:
        """End the process and free the memory. Harmless the second time."""
        if not self._open:
            return
        self._open = False
        self._pipe.close()
        if self._child.pid is not None:
            self._child.kill()  # it holds nothing that would be lost
            self._child.join()
        self._child.close()
        self._memory.close()
        self._memory.unlink()

    def _fitted(self, width: int, height: int) -> Framing:
        part = min(1.0, width / height)
        return Framing(self.framing.zoom * part, self.framing.x * part, self.framing.y * part)

    def _face_on_picture(self) -> tuple[float, float]:
        face = self._loaded.face
        if face is None:
            return 0.0, 0.0
        scale_x, scale_y, x, y = self._fitted(*self._size).transform(self._loaded.canvas, *self._size)
        return face.x * scale_x + x, face.y * scale_y + y

    def _await_loaded(self, cancelled: Event) -> process.Loaded:
        deadline = time.monotonic() + _LOAD_SECONDS
        while time.monotonic() < deadline:
            if cancelled.is_set():
                raise CubismError(f"Loading {self._path.name} was stopped.")
            if self._pipe.poll(_POLL_SECONDS):
                return self._received(process.Loaded)
        raise CubismError(f"{self._path} could not be loaded in {_LOAD_SECONDS:g} seconds.")

    def _tell(self, wish: object) -> None:
        with contextlib.suppress(OSError):  # the next picture asked for says so in words
            self._pipe.send(wish)

    def _ask(self, wish: object, answer: type[Answer]) -> Answer:
        self._tell(wish)
        if not self._pipe.poll(_DRAW_SECONDS):
            raise CubismError(f"{self._path.name} has stopped moving: choose the character again.")
        return self._received(answer)

    def _received(self, answer: type[Answer]) -> Answer:
        try:
            message = self._pipe.recv()
        except (EOFError, OSError):
            raise CubismError(
                f"{self._path} ended the process that draws Cubism 2 models, so one of its files is damaged. "
                f"If you have the model's source, {_CONVERT}."
            ) from None
        if isinstance(message, process.Refused):
            raise CubismError(message.reason)
        assert isinstance(message, answer)
        return message


KIND = AvatarKind("Cubism 2", find_cubism2_file, Cubism2Avatar)
