"""What the files beside a moc hold, read once. A damaged file that she can be shown without is left out and named."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from cubism_binding.core.errors import CubismError
from cubism_binding.framework.display_info import DisplayInfo, read_display_info
from cubism_binding.framework.expression import ExpressionData, read_expression
from cubism_binding.framework.model_settings import ModelSettings
from cubism_binding.framework.motion import MotionData, read_motion
from cubism_binding.framework.own_motions import IDLE_GROUP, ListedMotion
from cubism_binding.framework.physics_data import PhysicsData, read_physics
from cubism_binding.framework.pose import PoseData, read_pose
from cubism_binding.framework.user_data import UserData, read_user_data


@dataclass(frozen=True)
class Contents:
    """The files of a model. ``idle`` is a motion to play when nothing else does, where no group is called Idle."""

    display_info: DisplayInfo
    user_data: tuple[UserData, ...]
    motions: dict[str, tuple[ListedMotion, ...]]
    idle: tuple[MotionData, ...]
    expressions: dict[str, ExpressionData]
    physics: PhysicsData | None
    pose: PoseData | None
    problems: tuple[str, ...]


def read_contents(settings: ModelSettings) -> Contents:
    """Read everything a model3.json names but its moc and textures."""
    problems = list(settings.problems)

    def kept(read: Callable[..., _Data], path: Path | None, *arguments: object) -> _Data | None:
        try:
            return read(path, *arguments) if path is not None else None
        except CubismError as error:
            problems.append(str(error))
            return None

    motions = {
        group: tuple(
            ListedMotion(data, entry.sound)
            for entry in entries
            if (data := kept(read_motion, entry.path, entry.fade_in, entry.fade_out)) is not None
        )
        for group, entries in settings.motions.items()
    }
    expressions = {name: kept(read_expression, path) for name, path in settings.expressions.items()}
    # A folder without groups may still hold a file that is called so.
    idle = [path for name, path in settings.unlisted_motions.items() if IDLE_GROUP.lower() in name.lower()]
    found = [] if motions else [kept(read_motion, path) for path in idle]
    return Contents(
        display_info=kept(read_display_info, settings.display_info) or DisplayInfo(),
        user_data=kept(read_user_data, settings.user_data) or (),
        motions=motions,
        idle=tuple(data for data in found if data is not None),
        expressions={name: data for name, data in expressions.items() if data is not None},
        physics=kept(read_physics, settings.physics),
        pose=kept(read_pose, settings.pose),
        problems=tuple(problems),
    )


_Data = TypeVar("_Data")
