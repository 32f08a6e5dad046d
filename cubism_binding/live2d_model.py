"""A Live2D character: load it, move it, ask it. Drawing it is the renderer's."""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Self

from cubism_binding.contents import read_contents
from cubism_binding.core.errors import CubismError
from cubism_binding.core.library import load_core
from cubism_binding.core.moc import Moc
from cubism_binding.core.model import Canvas, Model
from cubism_binding.framework.breath import Breath
from cubism_binding.framework.expression import ExpressionData, Expressions
from cubism_binding.framework.eye_blink import EyeBlink
from cubism_binding.framework.frame import Frame
from cubism_binding.framework.hit_test import hit_test
from cubism_binding.framework.lip_sync import LipSync
from cubism_binding.framework.look import Look
from cubism_binding.framework.model_settings import ModelSettings, find_model_file, read_model_settings
from cubism_binding.framework.motion import Motion
from cubism_binding.framework.motion_queue import MotionQueue
from cubism_binding.framework.own_motions import OwnMotions
from cubism_binding.framework.parameters import Parameters
from cubism_binding.framework.physics import Physics
from cubism_binding.framework.pose import Pose
from cubism_binding.framework.standard_parameters import EYE_LEFT, EYE_RIGHT, MOUTH, find_effect_parameters
from cubism_binding.probe import Probe
from cubism_binding.rendering.framing import Framing
from cubism_binding.rendering.pictures import Picture, read_pictures


class Live2DModel:
    """One living character. Needs no OpenGL; ``update`` once a frame, then let a ``Renderer`` draw it.

    Equal ``seed`` and equal sequence of ``update`` give equal frames. Not for several threads at once.
    """

    def __init__(self, settings: ModelSettings, native: Model, seed: int = 0) -> None:
        self.settings = settings
        self._native: Model | None = native
        parameters = Parameters(native)
        contents = read_contents(settings)
        self.problems = contents.problems
        """One sentence for each file that is missing or damaged and was left out."""
        self.display_info = contents.display_info
        """The names its author gave to parameters and parts; empty without a cdi3.json."""
        self.user_data = contents.user_data
        """The texts its author attached to drawables and others; they move nothing."""
        lip_sync = LipSync(parameters, self._usable(settings.lip_sync_ids, MOUTH))
        eye_blink = EyeBlink(parameters, self._usable(settings.eye_blink_ids, EYE_LEFT, EYE_RIGHT), random.Random(seed))
        bound = partial(Motion, parameters=parameters, blink_ids=eye_blink.ids, lip_ids=lip_sync.ids)
        self._motions = OwnMotions(self.name, contents.motions, settings.unlisted_motions, bound)
        self._expressions = contents.expressions
        self._frame = Frame(
            model=native,
            parameters=parameters,
            motions=MotionQueue(),
            idle_motions=self._motions.idle() or tuple(map(bound, contents.idle)),
            eye_blink=eye_blink,
            expressions=Expressions(),
            look=Look(parameters),
            breath=Breath(parameters),
            physics=Physics(parameters, contents.physics) if contents.physics else None,
            lip_sync=lip_sync,
            pose=Pose(native, parameters, contents.pose) if contents.pose else None,
            rng=random.Random(seed + 1),
        )
        self._sound: Path | None = None
        self._pictures: tuple[Picture | None, ...] | None = None
        self._mix: dict[str, float] = {}
        self._settle()

    def _usable(self, group: tuple[str, ...], *roles: str) -> tuple[str, ...]:
        """Return the parameters of a group; where it is missing or names nothing the moc has, those with the roles."""
        native = self.native
        named = tuple(name for name in group if name in native.parameter_index)
        if named:
            return named
        return find_effect_parameters(
            {name: self.parameter_range(name) for name in native.parameter_ids}, self.display_info.parameters, *roles
        )

    @classmethod
    def load(
        cls,
        path: str | os.PathLike[str],
        seed: int = 0,
        core: str | os.PathLike[str] | None = None,
        probe: Probe | None = None,
    ) -> Live2DModel:
        """Load a model3.json, or the only one in a folder; ``core`` is the Core library to use, None to find it.

        With a ``probe`` a moc that was never loaded before is first tried out in a process of its own.
        Raises CubismError in plain words: no model there, a file missing, a damaged file, no Core.
        """
        settings = read_model_settings(find_model_file(path))
        moc = Moc.from_file(settings.moc, load_core(core), len(settings.textures), probe)
        return cls(settings, Model(moc), seed)

    def _settle(self) -> None:
        """Show a whole picture before the first frame: parts chosen, hair hanging still."""
        frame = self._frame
        if frame.pose is not None:
            frame.pose.reset(frame.parameters)
        if frame.physics is not None:
            frame.physics.stabilize(frame.parameters)
        frame.parameters.write_to_core()
        frame.model.update()

    @property
    def native(self) -> Model:
        """The Core's model: views of parameters, parts and drawables."""
        if self._native is None:
            raise CubismError("This model was closed.")
        return self._native

    @property
    def texture_paths(self) -> tuple[Path | None, ...]:
        """The pictures, by texture index."""
        return self.settings.textures

    def preload_textures(self) -> None:
        """Decode the pictures now, which takes most of a renderer's making; do it where waiting does no harm."""
        self._pictures = self._read_pictures()

    def take_pictures(self) -> tuple[Picture | None, ...]:
        """Return the decoded pictures and let go of them: the graphics card keeps its own copy."""
        pictures, self._pictures = self._pictures or self._read_pictures(), None
        return pictures

    def _read_pictures(self) -> tuple[Picture | None, ...]:
        return read_pictures(self.texture_paths)

    @property
    def canvas(self) -> Canvas:
        """The size of the drawing area."""
        return self.native.canvas

    @property
    def name(self) -> str:
        """The model's file name without its ending."""
        return self.settings.path.name[: -len(".model3.json")]

    # What it has

    @property
    def parameter_ids(self) -> tuple[str, ...]:
        """Ids of all parameters of the moc."""
        return self.native.parameter_ids

    def parameter_range(self, name: str) -> tuple[float, float, float]:
        """Return (minimum, default, maximum) of a parameter."""
        index, native = self._known(name), self.native
        return (
            float(native.parameter_minimums[index]),
            float(native.parameter_defaults[index]),
            float(native.parameter_maximums[index]),
        )

    @property
    def expression_names(self) -> tuple[str, ...]:
        """Names for ``set_expression``."""
        return tuple(self._expressions)

    def expression_changes(self, name: str) -> dict[str, float]:
        """Return how far an expression alone moves each parameter from its rest, as part of its range, -1..1."""
        changes = {}
        for entry in self._expressions[name].entries:
            if entry.id not in self.native.parameter_index:
                continue
            low, rest, high = self.parameter_range(entry.id)
            wanted = {"Multiply": rest * entry.value, "Overwrite": entry.value}.get(entry.blend, rest + entry.value)
            changes[entry.id] = (min(max(wanted, low), high) - rest) / (high - low) if high > low else 0.0
        return changes

    @property
    def motion_groups(self) -> dict[str, int]:
        """Motion groups and how many motions each has."""
        return self._motions.counts

    # Moving it

    def update(self, dt: float) -> None:
        """Advance by ``dt`` seconds (0 or more) and derive the new picture."""
        if self._native is None:
            raise CubismError("This model was closed.")
        self._frame.update(max(0.0, dt))

    def parameter(self, name: str) -> float:
        """Return the value a parameter has in the present picture."""
        return float(self.native.parameter_values[self._known(name)])

    def set_parameter(self, name: str, value: float | None) -> None:
        """Hold a parameter: breath, gaze and expressions still add to it. Until None releases it."""
        self._hold(self._frame.manual, name, value)

    def override_parameter(self, name: str, value: float | None) -> None:
        """Force a parameter over everything else that moves it, until None releases it."""
        self._hold(self._frame.forced, name, value)

    def add_to_parameters(self, offsets: Mapping[str, float]) -> None:
        """Add to parameters in each frame from now on, over motion and expression, before physics.

        Replaces what was added before. Standard ids may be spelt in any way; what the model lacks is passed over.
        """
        known, spelt = self.native.parameter_index, self._frame.parameters.spelt_like
        self._frame.added = {known[own]: value for name, value in offsets.items() if (own := spelt(name))}

    def _hold(self, values: dict[int, float], name: str, value: float | None) -> None:
        index = self._known(name)
        if value is None:
            values.pop(index, None)
        else:
            values[index] = value

    def _known(self, name: str) -> int:
        index = self.native.parameter_index.get(name)
        if index is None:
            raise CubismError(f"The model {self.name} has no parameter {name}.")
        return index

    @property
    def expression(self) -> str | None:
        """The expression set last; of several the one with most weight."""
        return max(self._mix, key=lambda name: self._mix[name], default=None)

    def set_expression(self, name: str | None, weight: float = 1.0) -> None:
        """Fade to an expression, ``weight`` 0..1 of it; None fades to the neutral face. Repeating it does nothing."""
        self.mix_expressions({name: weight} if name is not None else {})

    def mix_expressions(self, mix: Mapping[str, float]) -> None:
        """Fade to several expressions shown together, name -> weight 0..1; to the neutral face where there are none."""
        if mix == self._mix:
            return
        for name in mix:
            if name not in self._expressions:
                listed = _listed(self._expressions)
                raise CubismError(f"The model {self.name} has no expression {name}; it has {listed}.")
        # The neutral face has no file, hence no fade of its own: it comes as slowly as the last face goes.
        fade = max((self._expressions[name].fade_out for name in self._mix), default=ExpressionData().fade_out)
        parts = [(self._expressions[name], weight) for name, weight in mix.items()]
        self._mix = dict(mix)
        self._frame.expressions.start_mix(
            parts or [(ExpressionData(fade_in=max(0.0, fade)), 1.0)], self._frame.parameters
        )

    def start_motion(
        self,
        group: str,
        index: int | None = None,
        priority: int = 2,
        *,
        loop: bool = False,
        on_finish: Callable[[], None] | None = None,
    ) -> bool:
        """Start a motion of a group, a random one for ``index`` None; ``priority`` 1 idle, 2 normal, 3 force.

        A file that belongs to no group (``settings.unlisted_motions``) is a group of its own, by its name. ``loop``
        goes on until something else is started. ``on_finish`` is called in the ``update`` in which it ends by itself,
        and once a round. ``motion_sound`` then is what is to be heard with it.

        Returns False if something as important is playing. CubismError for an unknown group or index.
        """
        frame = self._frame
        bind = partial(Motion, parameters=frame.parameters, blink_ids=frame.eye_blink.ids, lip_ids=frame.lip_sync.ids)
        chosen = self._motions.choose(group, index, frame.rng, bind)
        started = self._frame.motions.start(chosen.motion, priority, loop, on_finish)
        if started:
            self._sound = chosen.sound
        return started

    @property
    def motion_sound(self) -> Path | None:
        """The sound that belongs to the motion started last; None where it has none."""
        return self._sound

    def stop_motions(self) -> None:
        """Drop all motions at once, holding the pose they reached; an idle motion follows if there is one."""
        self._frame.motions.stop()

    def look_at(self, x: float, y: float) -> None:
        """Look towards a point: -1..1, x right, y up, (0, 0) straight ahead; eyes, head and body follow smoothly."""
        self._frame.look.look_at(x, y)

    @property
    def eye_blink_ids(self) -> tuple[str, ...]:
        """The parameters that blink."""
        return self._frame.eye_blink.ids

    @property
    def lip_sync(self) -> LipSync:
        """The mouth while she speaks: set its ``value``."""
        return self._frame.lip_sync

    @property
    def mouth_value(self) -> float:
        """The value the mouth has in the present picture, 0 for a model whose mouth cannot open."""
        ids = self.lip_sync.ids
        return self.parameter(ids[0]) if ids else 0.0

    @property
    def opacity(self) -> float:
        """The opacity a motion's Opacity curve asks for, 0..1; the renderer fades the whole picture by it."""
        return self._frame.motions.opacity

    @property
    def framing(self) -> Framing:
        """Where its author places it (Layout in model3.json); without that its whole canvas, centred."""
        return Framing.of_layout(self.settings.layout, self.canvas)

    @property
    def motion_events(self) -> tuple[str, ...]:
        """The user-data texts motions passed in the last update."""
        return self._frame.motions.events

    @property
    def blinking(self) -> bool:
        """Whether the eyes blink by themselves."""
        return self._frame.blinking

    @blinking.setter
    def blinking(self, value: bool) -> None:
        self._frame.blinking = value

    @property
    def eyelids(self) -> float | None:
        """How far the eyes are open when the host blinks, 0..1; None: they blink at random."""
        return self._frame.eye_blink.opening

    @eyelids.setter
    def eyelids(self, value: float | None) -> None:
        self._frame.eye_blink.opening = value

    @property
    def breathing(self) -> bool:
        """Whether the body sways and breathes by itself."""
        return self._frame.breathing

    @breathing.setter
    def breathing(self, value: bool) -> None:
        self._frame.breathing = value

    @property
    def still(self) -> bool:
        """Whether to move as little as may be: no idle motion begins, breath lifts the chest and sways nothing."""
        return self._frame.still

    @still.setter
    def still(self, value: bool) -> None:
        self._frame.still = value

    @property
    def reference_blink(self) -> bool:
        """Whether to blink only while no motion plays at all, as the reference does."""
        return self._frame.reference_blink

    @reference_blink.setter
    def reference_blink(self, value: bool) -> None:
        self._frame.reference_blink = value

    def hit_test(self, x: float, y: float) -> str | None:
        """Return the name of the hit area at a point in model units (see ``Framing.to_model``), or None."""
        return hit_test(self.native, self.settings.hit_areas, x, y) if self.opacity >= 1.0 else None

    # Ending it

    def close(self) -> None:
        """Let go of the Core's memory, model first, then moc. Harmless the second time."""
        if self._native is not None:
            self._native = None
            del self._frame

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _listed(names: Iterable[str]) -> str:
    return ", ".join(repr(name) for name in names) or "none of them"
