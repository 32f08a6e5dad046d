"""The process in which a Cubism 2 model is moved and drawn, by live2d-py's own model class.

That class wants a compatibility context, symbols bound before any other GL context exists, and prints to standard
output; a damaged .moc can end its process. So it lives in a child with an EGL context of its own and hands whole
pictures over in shared memory. One child, one model; it ends with its pipe.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import signal
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.shared_memory import SharedMemory
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from companion.avatar.cubism2_settings import Cubism2Settings
from companion.avatar.portrait import Face, find_face
from cubism_binding.core.errors import CubismError
from cubism_binding.core.model import Canvas
from cubism_binding.rendering.framing import Framing
from cubism_binding.rendering.pictures import read_picture

LARGEST_SIDE = 2048
"""Pixels of the pictures handed over; a larger stage shows them enlarged."""

_IDLE_PRIORITY = 1
_SETTLE_STEPS = 30

How = Literal["set", "add", "multiply"]
Change = tuple[str, How, float]
"""What is done to a parameter after the motions, for one frame."""


@dataclass(frozen=True)
class Loaded:
    """Child to parent: the model stands. ``parameters``: name -> (minimum, default, maximum)."""

    canvas: Canvas
    face: Face | None
    parameters: dict[str, tuple[float, float, float]]


@dataclass(frozen=True)
class Refused:
    """Child to parent: no model, and one sentence why."""

    reason: str


@dataclass(frozen=True)
class Move:
    """Parent to child: let ``dt`` seconds pass, then change parameters in this order until the next move."""

    dt: float
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class Show:
    """Parent to child: fade to an expression, None for the model's own face."""

    expression: str | None


@dataclass(frozen=True)
class Play:
    """Parent to child: start a motion; priority 1 idle, 2 normal, 3 force."""

    group: str
    number: int
    priority: int


@dataclass(frozen=True)
class Draw:
    """Parent to child: draw into the shared memory, rows from the bottom; answered by ``Drawn``."""

    width: int
    height: int
    framing: Framing


@dataclass(frozen=True)
class Drawn:
    """Child to parent: the picture is there."""


@dataclass(frozen=True)
class Touch:
    """Parent to child: what is at this place of the canvas (y up)? Answered by ``Touched``."""

    x: float
    y: float


@dataclass(frozen=True)
class Touched:
    """Child to parent: the hit area there, or None; and whether any part of her is there."""

    area: str | None
    on_her: bool


def run(connection: Connection, memory_name: str, settings: Cubism2Settings, seed: int, folder: str) -> None:
    """Serve one model until the pipe ends: the main function of the child. ``folder`` is for files while it loads."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole process group; the parent decides
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(nowhere, stream)
    memory = SharedMemory(memory_name)
    try:
        _serve(connection, memory, Cubism2Stage(settings, seed, Path(folder)))
    except CubismError as error:
        connection.send(Refused(str(error)))
    except (EOFError, OSError):
        pass  # the parent has gone
    except Exception as error:  # noqa: BLE001 - whatever the package raises becomes words for the user
        with contextlib.suppress(OSError):
            connection.send(Refused(f"{settings.path} cannot be shown: {error}"))
    # The package's own end wants a context that is gone by then: leave without it.
    os._exit(0)


def _serve(connection: Connection, memory: SharedMemory, stage: Cubism2Stage) -> None:
    connection.send(stage.loaded())
    answers: Mapping[type, Callable[[Any], object]] = {
        Move: stage.move,
        Show: lambda wish: stage.show(wish.expression),
        Play: stage.play,
        Draw: lambda wish: stage.draw(wish, memory),
        Touch: stage.touch,
    }
    while True:
        wish = connection.recv()
        answer = answers[type(wish)](wish)
        if answer is not None:
            connection.send(answer)


class Cubism2Stage:
    """One model in its own GL context; only to be made in a process that has no other."""

    def __init__(self, settings: Cubism2Settings, seed: int, folder: Path) -> None:
        # Bound to itself: else its functions mix with those of the graphics driver and it aborts.
        sys.setdlopenflags(os.RTLD_NOW | os.RTLD_DEEPBIND)
        import live2d

        from cubism_binding.rendering import gl
        from cubism_binding.rendering.offscreen import OffscreenContext

        self._gl, self._settings, self._rng = gl, settings, random.Random(seed)
        self._context = OffscreenContext(LARGEST_SIDE, LARGEST_SIDE, compatible=True)
        live2d.enableLog(False)
        live2d.init()
        live2d.glInit()
        self._model = model = live2d.Model()
        textures = _bled_textures(settings.textures, folder)
        text = json.dumps(settings.as_json(textures), indent=1)  # its reader wants one value a line
        model.LoadFromJsonString(text, True, f"{settings.path.parent}/")
        if not model.IsV2() or not model.GetParamCount() or not model.GetDrawableIds():
            raise CubismError(f"{settings.moc} is damaged, or no moc of Cubism 2.")
        model.SetAutoBlink(False)
        model.SetAutoBreath(False)
        self._drawables = {name: index for index, name in enumerate(model.GetDrawableIds())}
        self._names = set(model.GetParamIds())
        width, height = model.GetCanvasSizePixel()
        self.canvas = Canvas(width, height, 0.0, height, 1.0)
        self._changed: list[tuple[str, float]] = []

    def loaded(self) -> Loaded:
        """Describe the model."""
        model = self._model
        ranges = {
            name: (model.GetParamMinById(name), model.GetParamDefaultById(name), model.GetParamMaxById(name))
            for name in model.GetParamIds()
            if not name.startswith("VISIBLE:")  # motions switch parts with these
        }
        face = find_face(_Posed(self, ranges))
        # Motions choose which arms are seen: the first picture has to be a whole one.
        for _ in range(_SETTLE_STEPS):
            self.move(Move(1 / 30, ()))
        return Loaded(self.canvas, face, ranges)

    def move(self, wish: Move) -> None:
        """Let time pass. Changes hold for one frame: what the motions see next is what they left."""
        model = self._model
        for name, value in self._changed:
            model.SetParamById(name, value)
        if self._settings.motions.get("idle") and model.IsMotionFinished():
            self.play(Play("idle", self._rng.randrange(len(self._settings.motions["idle"])), _IDLE_PRIORITY))
        model.Update(wish.dt)
        changes = [change for change in wish.changes if change[0] in self._names]
        self._changed = [(name, model.GetParamValueById(name)) for name in {name: None for name, _how, _by in changes}]
        for name, how, value in changes:
            if how != "set":
                now = model.GetParamValueById(name)
                value = now + value if how == "add" else now * value  # noqa: PLW2901
            model.SetParamById(name, min(max(value, model.GetParamMinById(name)), model.GetParamMaxById(name)))

    def show(self, expression: str | None) -> None:
        """Fade to an expression."""
        if expression is None:
            self._model.ResetExpressions()
        else:
            self._model.SetExpression(expression)

    def play(self, wish: Play) -> None:
        """Start a motion."""
        self._model.StartMotion(wish.group, wish.number, wish.priority)

    def draw(self, wish: Draw, memory: SharedMemory) -> Drawn:
        """Draw into ``memory``, (height, width, 4), premultiplied, bottom row first."""
        gl = self._gl
        self._frame(wish)
        self._clear(wish.width, wish.height)
        self._model.Draw()
        self._context.make_current()
        assert memory.buf is not None
        pixels: NDArray[np.uint8] = np.frombuffer(memory.buf, np.uint8, wish.width * wish.height * 4)
        gl.glPixelStorei(gl.GL_PACK_ALIGNMENT, 4)
        gl.glReadPixels(0, 0, wish.width, wish.height, gl.GL_RGBA, gl.GL_UNSIGNED_BYTE, pixels.ctypes.data)
        return Drawn()

    def touch(self, wish: Touch) -> Touched:
        """Say what is there: the first hit area whose box holds the place, as Live2D counts it."""
        for name, drawable in self._settings.hit_areas.items():
            index = self._drawables.get(drawable)
            if index is not None and _in_box(self.vertices(index), wish.x, wish.y):
                return Touched(name, True)
        return Touched(None, any(_in_box(self.vertices(index), wish.x, wish.y) for index in self._drawables.values()))

    def vertices(self, index: int) -> NDArray[np.float32]:
        """Return where the vertices of a drawable were in the last picture, (n, 2), y up."""
        places = np.array(self._model.GetDrawableVertices(index), np.float32).reshape(-1, 2)
        places[:, 1] = self.canvas.height - places[:, 1]
        return places

    def pose(self, values: Mapping[str, float]) -> NDArray[np.float32]:
        """Set parameters and return all vertices."""
        for name, value in values.items():
            self._model.SetParamById(name, value)
        self._clear(64, 64)
        self._model.Draw()  # only drawing derives the vertices
        return np.concatenate([self.vertices(index) for index in self._drawables.values()])

    def _frame(self, wish: Draw) -> None:
        """Bring the canvas where ``framing`` wants it, by scale and offset over the package's own placement."""
        model = self._model
        model.Resize(wish.width, wish.height)
        for place in (model.SetOffsetX, model.SetOffsetY):
            place(0.0)
        for enlarge in (model.SetScaleX, model.SetScaleY):
            enlarge(1.0)
        own = model.GetMvp()
        scale_x, scale_y, x, y = wish.framing.transform(self.canvas, wish.width, wish.height)
        y += self.canvas.height * scale_y  # its vertices have y down
        times_x, times_y = scale_x / own[0], -scale_y / own[5]
        model.SetScaleX(times_x)
        model.SetScaleY(times_y)
        model.SetOffsetX(x - own[12] * times_x)
        model.SetOffsetY(y - own[13] * times_y)

    def _clear(self, width: int, height: int) -> None:
        gl = self._gl
        self._context.make_current()  # the package leaves another framebuffer bound
        gl.glBindVertexArray(0)
        gl.glViewport(0, 0, width, height)
        gl.glScissor(0, 0, width, height)  # the rest of the large framebuffer is not looked at
        gl.glEnable(gl.GL_SCISSOR_TEST)
        gl.glClearColor(0.0, 0.0, 0.0, 0.0)
        gl.glClear(gl.GL_COLOR_BUFFER_BIT)
        gl.glDisable(gl.GL_SCISSOR_TEST)


class _Posed:
    """A model as ``find_face`` wants it."""

    def __init__(self, stage: Cubism2Stage, ranges: Mapping[str, tuple[float, float, float]]) -> None:
        self._stage = stage
        self.canvas = stage.canvas
        self.parameter_index = {name: index for index, name in enumerate(ranges)}
        table = np.array(list(ranges.values()), np.float32)
        self.parameter_minimums, self.parameter_defaults, self.parameter_maximums = table.T
        self.parameter_values = self.parameter_defaults.copy()
        self.positions = np.empty((0, 2), np.float32)

    def update(self) -> None:
        """Derive the positions."""
        self.positions = self._stage.pose(
            {name: float(self.parameter_values[index]) for name, index in self.parameter_index.items()}
        )


def _in_box(places: NDArray[np.float32], x: float, y: float) -> bool:
    if not len(places):
        return False
    (left, bottom), (right, top) = places.min(axis=0), places.max(axis=0)
    return bool(left <= x <= right and bottom <= y <= top)


def _bled_textures(textures: tuple[Path, ...], folder: Path) -> tuple[Path, ...]:
    """Write the pictures anew into ``folder``, with their colours carried over their edges.

    The package filters straight colours, so the black of transparent pixels would draw a dark line at every edge.
    """
    written = []
    for number, texture in enumerate(textures):
        file = folder / f"{number}.png"
        Image.fromarray(bled(read_picture(texture))).save(file, compress_level=0)
        written.append(file)
    return tuple(written)


def bled(picture: NDArray[np.uint8], pixels: int = 4) -> NDArray[np.uint8]:
    """Return a straight RGBA picture whose transparent ``pixels`` next to visible ones have their mean colour."""
    result = picture.copy()
    known = result[..., 3] > 0
    for _ in range(pixels):
        total = np.zeros((*known.shape, 3), np.float32)
        count = np.zeros(known.shape, np.float32)
        colours = np.where(known[..., None], result[..., :3], 0).astype(np.float32)
        for down, right in ((-1, 0), (1, 0), (0, -1), (0, 1)):
            into, out_of = _shifted(down, right)
            total[into] += colours[out_of]
            count[into] += known[out_of]
        new = ~known & (count > 0)
        result[new, :3] = np.rint(total[new] / count[new][:, None]).astype(np.uint8)
        known |= new
    return result


def _shifted(down: int, right: int) -> tuple[tuple[slice, slice], tuple[slice, slice]]:
    """Return the slices that pair each pixel with its neighbour."""

    def axis(step: int) -> tuple[slice, slice]:
        if step == 0:
            return slice(None), slice(None)
        return (slice(1, None), slice(None, -1)) if step > 0 else (slice(None, -1), slice(1, None))

    (into_row, from_row), (into_column, from_column) = axis(down), axis(right)
    return (into_row, into_column), (from_row, from_column)
