"""A Live2D model of Cubism 3 to 5 as a character: it feels, speaks, looks and can be touched."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from pathlib import Path

from companion.avatar.acting import Acting
from companion.avatar.avatar import AvatarKind, Color
from companion.avatar.expression_map import expression_map
from companion.avatar.looks import identity
from companion.avatar.mouth import MouthShapes
from companion.avatar.portrait import find_face, portrait
from companion.avatar.posture import parameter_offsets
from companion.errors import CompanionError
from companion.paths import assets_dir, cache_dir
from cubism_binding.framework.model_settings import find_model_file
from cubism_binding.framework.motion_queue import Priority
from cubism_binding.live2d_model import Live2DModel
from cubism_binding.probe import Probe
from cubism_binding.rendering.framing import Framing
from cubism_binding.rendering.renderer import Renderer


def probe(cancelled: threading.Event | None = None) -> Probe:
    """Return the trial of unknown models, whose verdicts the user's cache keeps."""
    return Probe(cache_dir() / "trials", cancelled)


def _ours(path: Path) -> bool:
    """Return whether a model ships with the program: those were tried out when they were drawn."""
    return path.resolve().is_relative_to((assets_dir() / "avatars").resolve())


class Live2DAvatar(Acting):
    """One character. Owns its model and, between ``open_gl`` and ``close_gl``, its renderer."""

    def __init__(self, path: Path, seed: int = 0, cancelled: threading.Event | None = None) -> None:
        """Load ``path``, a model3.json or the folder that holds one; ``seed`` makes blinks and idle motion repeatable.

        A model the program has never seen is first tried out in a process of its own, which ``cancelled`` cuts short.
        Raises CubismError with one sentence when it is no usable model.
        """
        self.model = Live2DModel.load(path, seed, probe=None if _ours(path) else probe(cancelled))
        native = self.model.native
        self._face = find_face(native)
        placed = self._face is None and bool(self.model.settings.layout)
        self.portrait = self.framing = self.model.framing if placed else portrait(native.canvas, self._face)
        # What ships with the program is redrawn now and then, and stays the same character.
        moc = self.model.settings.moc
        self.identity = moc.stem if _ours(path) else identity((moc,), self.model.name)
        self._mouth_shapes = MouthShapes(self.model.parameter_ids)
        self._mouth_ids = {*self.model.lip_sync.ids, *self._mouth_shapes.vowel_ids}
        self._held: dict[str, float] = {}
        self._spoken = False
        self._size = (1, 1)
        self._renderer: Renderer | None = None
        names = self.model.expression_names
        changes = {name: self.model.expression_changes(name) for name in names}
        super().__init__(names, tuple(self.model.motion_groups), seed, expression_map(names, changes))
        self.problems = self.model.problems

    def show_mix(self, mix: Mapping[str, float]) -> None:
        """Fade to expressions of the model shown together, each with its weight; none: to its own face."""
        super().show_mix(mix)
        self.model.mix_expressions(mix)

    def start_motion(self, group: str, index: int | None = None, *, urgent: bool) -> None:
        """Start a motion of a group, a random one for None, over idle ones; ``urgent``: over any."""
        self.model.start_motion(group, index, priority=Priority.FORCE if urgent else Priority.NORMAL)

    @property
    def parameters(self) -> Mapping[str, tuple[float, float, float]]:
        """All parameters of the model: name -> (minimum, default, maximum)."""
        return {name: self.model.parameter_range(name) for name in self.model.parameter_ids}

    @property
    def parameter_names(self) -> Mapping[str, str]:
        """The display names of the model's cdi3.json."""
        return self.model.display_info.parameters

    @property
    def parameter_values(self) -> Mapping[str, float]:
        """All values of the pose drawn last."""
        return dict(zip(self.model.parameter_ids, map(float, self.model.native.parameter_values), strict=True))

    def override_parameter(self, name: str, value: float | None) -> None:
        """Force a parameter over everything that moves it but speech, until None releases it."""
        if value is None:
            self._held.pop(name, None)
        else:
            self._held[name] = value
        if self.mouth is None or name not in self._mouth_ids:
            self.model.override_parameter(name, value)

    def preload(self) -> None:
        """Decode the textures."""
        self.model.preload_textures()

    @property
    def mouth_value(self) -> float:
        """How far the mouth is open in the pose of the last ``update``, 0..1."""
        ids = self.model.lip_sync.ids
        widest = self.model.parameter_range(ids[0])[2] if ids else 1.0
        plain = max(0.0, self.model.mouth_value / widest) if widest > 0 else 0.0
        values = self.model.native.parameter_values
        index = self.model.native.parameter_index
        shapes = sum(float(values[index[name]]) for name in self._mouth_shapes.vowel_ids if name not in ids)
        return min(1.0, plain + shapes)

    def hit(self, x: float, y: float) -> str | None:
        """Return the name of the hit area at a place on the picture, or None."""
        width, height = self._size
        place = self._fitted(width, height).to_model(
            self.model.native.canvas, width, height, (x + 1) / 2 * width, (1 - y) / 2 * height
        )
        return self.model.hit_test(*place)

    def update(self, dt: float) -> None:
        """Move on by ``dt`` seconds: motion, blink, breath, expression, physics, and last the mouth."""
        posture = self.act(dt)
        self._move_mouth()
        self.model.still = self.life.calm
        self.model.add_to_parameters(parameter_offsets(posture))
        self.model.eyelids = posture.lids
        self.model.update(dt)

    def _move_mouth(self) -> None:
        lips = self.model.lip_sync
        if self._spoken != (self.mouth is not None):  # speech takes the mouth from what is held, and gives it back
            self._spoken = self.mouth is not None
            for name in self._mouth_ids & self._held.keys():
                self.model.override_parameter(name, None if self._spoken else self._held[name])
        if self.mouth is None:
            lips.value = None
            return
        values = self._mouth_shapes.values(self.mouth, self.vowels)
        lips.value, lips.absolute, lips.added = values.opening, values.absolute, values.added

    def open_gl(self, *, fast: bool = False, live: bool = False) -> None:
        """Upload the textures; the context that ``draw`` will use must be current. ``fast``: see ``Renderer``."""
        self.close_gl()
        self._renderer = Renderer(self.model, fast=fast)

    def draw(self, width: int, height: int, background: Color | None = (0.0, 0.0, 0.0, 0.0)) -> None:
        """Draw the present pose into the framebuffer bound now; ``background`` None keeps what is there."""
        if self._renderer is None:
            raise RuntimeError("draw() needs open_gl() first")
        self._size = (width, height)
        self._renderer.draw(width, height, framing=self._fitted(width, height), background=background)

    def close_gl(self) -> None:
        """Free what lives on the graphics card; its context must be current. Harmless the second time."""
        if self._renderer is not None:
            self._renderer.close()
            self._renderer = None

    def close(self) -> None:
        """Free the model; after ``close_gl``."""
        self.model.close()

    def _fitted(self, width: int, height: int) -> Framing:
        """Return the framing for a picture of this shape: the square portrait is always seen whole."""
        part = min(1.0, width / height)
        return Framing(self.framing.zoom * part, self.framing.x * part, self.framing.y * part)

    def _face_on_picture(self) -> tuple[float, float]:
        if self._face is None:
            return 0.0, 0.0
        scale_x, scale_y, offset_x, offset_y = self._fitted(*self._size).transform(
            self.model.native.canvas, *self._size
        )
        return self._face.x * scale_x + offset_x, self._face.y * scale_y + offset_y


def _find(path: Path) -> Path | None:
    # The moc is the file people take for the model.
    folder = path.parent if path.suffix.lower() == ".moc3" and path.is_file() else path
    held = list(folder.iterdir() if folder.is_dir() else (folder,))
    if any(file.name.lower().endswith(".model3.json") for file in held):
        return find_model_file(folder)
    mocs = [file.name for file in held if file.suffix.lower() == ".moc3" and not file.name.startswith(".")]
    if mocs:
        raise CompanionError(
            f"{folder} has {mocs[0]}, but no *.model3.json that goes with it: unpack the model again or export it anew."
        )
    return None


KIND = AvatarKind("Live2D", _find, Live2DAvatar)
