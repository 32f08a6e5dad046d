"""One frame: what moves the model, in the order it does."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field

from cubism_binding.core.model import Model
from cubism_binding.framework.breath import Breath
from cubism_binding.framework.expression import Expressions
from cubism_binding.framework.eye_blink import EyeBlink
from cubism_binding.framework.lip_sync import LipSync
from cubism_binding.framework.look import Look
from cubism_binding.framework.motion import Motion
from cubism_binding.framework.motion_queue import MotionQueue, Priority
from cubism_binding.framework.parameters import Parameters
from cubism_binding.framework.physics import Physics
from cubism_binding.framework.pose import Pose


@dataclass
class Frame:
    """Everything a frame's updaters work on.

    ``manual`` holds values until they are released, as a base for what follows; ``added`` is added on top of motion and
    expression, each frame; ``forced`` values win over all.
    """

    model: Model
    parameters: Parameters
    motions: MotionQueue
    idle_motions: tuple[Motion, ...]
    eye_blink: EyeBlink
    expressions: Expressions
    look: Look
    breath: Breath
    physics: Physics | None
    lip_sync: LipSync
    pose: Pose | None
    rng: random.Random
    manual: dict[int, float] = field(default_factory=dict)
    added: dict[int, float] = field(default_factory=dict)
    forced: dict[int, float] = field(default_factory=dict)
    motion_played: bool = False
    blinking: bool = True
    breathing: bool = True
    still: bool = False
    reference_blink: bool = False

    def update(self, dt: float) -> None:
        """Run all updaters for ``dt`` seconds."""
        for updater in UPDATE_ORDER:
            updater(self, dt)


def load_saved(frame: Frame, dt: float) -> None:
    """Undo what came after the motions in the last frame."""
    frame.parameters.load()


def play_motions(frame: Frame, dt: float) -> None:
    """Play motions; with none left, ask for a random idle one, which begins in the next frame."""
    frame.motion_played = False
    if not frame.motions.finished:
        frame.motion_played = frame.motions.update(frame.parameters, dt)
    elif frame.idle_motions and not frame.still:
        frame.motions.start(frame.rng.choice(frame.idle_motions), Priority.IDLE)


def hold_manual(frame: Frame, dt: float) -> None:
    """Write the host's persistent values."""
    for index, value in frame.manual.items():
        frame.parameters.set(index, value)


def save(frame: Frame, dt: float) -> None:
    """Keep this state: what follows is added on top, anew each frame."""
    frame.parameters.save()


def blink(frame: Frame, dt: float) -> None:
    """Blink, except while a motion moves the eyelids itself.

    The reference never blinks while any motion runs, so with an endless idle motion that has no blinks of its own the
    eyes would stay open; ``reference_blink`` restores that.
    """
    if not frame.blinking:
        return
    if frame.motion_played and (frame.reference_blink or frame.motions.moves_eyelids):
        frame.eye_blink.lower(frame.parameters)
        return
    frame.eye_blink.update(frame.parameters, dt, frozenset(frame.manual))


def express(frame: Frame, dt: float) -> None:
    """Put the face on."""
    frame.expressions.update(frame.parameters, dt)


def look(frame: Frame, dt: float) -> None:
    """Turn towards what she looks at, and as the host adds to that."""
    frame.look.update(frame.parameters, dt)
    for index, value in frame.added.items():
        frame.parameters.add(index, value)


def breathe(frame: Frame, dt: float) -> None:
    """Sway and breathe."""
    if frame.breathing:
        frame.breath.update(frame.parameters, dt, still=frame.still)


def force(frame: Frame, dt: float) -> None:
    """Write the values that win over everything: before physics, so hair follows them, and again at the end."""
    for index, value in frame.forced.items():
        frame.parameters.set(index, value)


def swing(frame: Frame, dt: float) -> None:
    """Let hair and cloth follow all of the above."""
    if frame.physics is not None:
        frame.physics.update(frame.parameters, dt)


def move_lips(frame: Frame, dt: float) -> None:
    """Give the mouth to speech."""
    frame.lip_sync.update(frame.parameters)


def pose(frame: Frame, dt: float) -> None:
    """Choose among parts that exclude each other."""
    if frame.pose is not None:
        frame.pose.update(frame.parameters, dt)


def update_core(frame: Frame, dt: float) -> None:
    """Let the Core derive the picture from the parameters."""
    frame.parameters.write_to_core()
    frame.model.update()


Updater = Callable[[Frame, float], None]

# The order of the reference; it matters. Up to ``save`` values accumulate from frame to frame, after it they do not.
UPDATE_ORDER: tuple[Updater, ...] = (
    load_saved,
    play_motions,
    hold_manual,
    save,
    blink,
    express,
    look,
    breathe,
    force,
    swing,
    move_lips,
    pose,
    force,
    update_core,
)
