"""The motions of one model by group, bound to its parameters, each with the sound that belongs to it."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from cubism_binding.core.errors import CubismError
from cubism_binding.framework.motion import Motion, MotionData, read_motion

IDLE_GROUP = "Idle"


@dataclass(frozen=True)
class ListedMotion:
    """A motion of a group, and the sound that belongs to it."""

    data: MotionData
    sound: Path | None


@dataclass(frozen=True)
class OwnMotion:
    """A motion bound to this model's parameters, and its sound."""

    motion: Motion
    sound: Path | None


class OwnMotions:
    """A file that belongs to no group is a group of its own, by its name, and is read when first asked for."""

    def __init__(
        self,
        model: str,
        listed: Mapping[str, Iterable[ListedMotion]],
        unlisted: Mapping[str, Path],
        bind: Callable[[MotionData], Motion],
    ) -> None:
        """Bind the ``listed`` motions with ``bind``, which is not kept; ``unlisted`` are files by name.

        ``model`` is the model's name for errors.
        """
        self._model = model
        self._unlisted = unlisted
        self._groups = {
            group: [OwnMotion(bind(one.data), one.sound) for one in motions] for group, motions in listed.items()
        }

    @property
    def counts(self) -> dict[str, int]:
        """Groups and how many motions each has."""
        return {group: len(motions) for group, motions in self._groups.items()}

    def idle(self) -> tuple[Motion, ...]:
        """Return what plays when nothing else does: the group Idle, however it is spelt."""
        for group, motions in self._groups.items():
            if group.lower() == IDLE_GROUP.lower() and motions:
                return tuple(own.motion for own in motions)
        return ()

    def choose(
        self, group: str, index: int | None, rng: random.Random, bind: Callable[[MotionData], Motion]
    ) -> OwnMotion:
        """Return a motion of a group, a random one for ``index`` None; ``bind`` is for a file read now.

        CubismError for an unknown group or index.
        """
        motions = self._groups.get(group)
        if motions is None and group in self._unlisted:
            motions = self._groups[group] = [OwnMotion(bind(read_motion(self._unlisted[group])), None)]
        if not motions:
            listed = ", ".join(map(repr, self._groups)) or "none"
            raise CubismError(f"The model {self._model} has no motion group {group!r}; it has {listed}.")
        if index is not None and not 0 <= index < len(motions):
            raise CubismError(f"The motion group {group!r} of {self._model} has motions 0 to {len(motions) - 1}.")
        return rng.choice(motions) if index is None else motions[index]
