"""What a Live2D model has and lacks: everything ``companion avatar check`` tells, as data."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from companion.avatar.live2d_avatar import Live2DAvatar
from companion.messages import EMOTIONS
from cubism_binding.core.errors import CubismError
from cubism_binding.core.moc import VERSION_NAMES
from cubism_binding.framework.physics_data import read_physics
from cubism_binding.framework.pose import read_pose
from cubism_binding.framework.standard_parameters import EYE_LEFT, EYE_RIGHT, MOUTH, ROLES, roles_of
from cubism_binding.live2d_model import Live2DModel
from cubism_binding.moc3.lint import WARNING, Finding, lint
from cubism_binding.model_check import check_files, check_poses
from cubism_binding.rendering.pictures import picture_size

COST_SIZE = 512
_WARM_UP, _FRAMES = 10, 30
_HEAVY_TEXTURES = 512 << 20
_NEEDED = ("head turn", "head nod", "gaze sideways", "gaze up and down", "breath")
"""Roles whose lack shows; mouth and eyelids are judged apart."""


@dataclass(frozen=True)
class Texture:
    """One picture: its size in pixels, and bytes of graphics memory with mipmaps."""

    file: str
    width: int
    height: int
    bytes: int


@dataclass(frozen=True)
class UnknownParameter:
    """A parameter that is none of the standard ones: only motions, expressions and physics move it."""

    id: str
    name: str
    minimum: float
    default: float
    maximum: float


@dataclass(frozen=True)
class Driven:
    """Parameters the program drives itself, and how they were found: "group", "standard" or "" for not at all."""

    parameters: tuple[str, ...]
    found: str


@dataclass(frozen=True)
class Expression:
    """An expression, its file, whether model3.json lists it, and the emotions it shows."""

    name: str
    file: str
    listed: bool
    emotions: tuple[str, ...]


@dataclass(frozen=True)
class HitArea:
    """A place that can be touched; ``there``: whether the moc has the drawable."""

    name: str
    drawable: str
    there: bool


@dataclass(frozen=True)
class Cost:
    """Processor milliseconds a frame of ``size`` x ``size`` pixels: to move her, and to draw her with ``renderer``."""

    size: int
    update_ms: float
    draw_ms: float
    renderer: str


@dataclass(frozen=True)
class ModelReport:
    """All that is told of one model. ``problems`` are sentences with advice, worst first."""

    name: str
    path: str
    moc_version: int
    cubism: str
    moc_bytes: int
    core: str
    canvas: tuple[float, float]
    pixels_per_unit: float
    counts: dict[str, int]
    textures: tuple[Texture, ...]
    known_parameters: dict[str, tuple[str, ...]]
    unknown_parameters: tuple[UnknownParameter, ...]
    mouth: Driven
    blink: Driven
    expressions: tuple[Expression, ...]
    emotions: dict[str, str | None]
    motions: dict[str, tuple[str, ...]]
    unlisted_motions: tuple[str, ...]
    hit_areas: tuple[HitArea, ...]
    masked: int
    mask_sets: int
    physics: int
    pose: int
    findings: tuple[Finding, ...]
    cost: Cost | None
    problems: tuple[str, ...]


def report(avatar: Live2DAvatar, *, measured: bool = True) -> ModelReport:
    """Examine a loaded model; ``measured`` draws it without a display to find out its cost."""
    model = avatar.model
    native, settings = model.native, model.settings
    names = model.display_info.parameters
    found = (*_linted(model), *check_files(settings, native), *check_poses(native))
    findings = tuple(sorted(found, key=lambda finding: finding.level == WARNING))  # errors first
    roles = roles_of(native.parameter_ids, names)
    known = {name for ids in roles.values() for name in ids}
    mouth = _driven(model.lip_sync.ids, settings.lip_sync_ids)
    blink = _driven(model.eye_blink_ids, settings.eye_blink_ids)
    textures = tuple(_texture(path) for path in settings.textures if path is not None)
    try:
        cost = _measured(avatar) if measured else None
        undrawn: tuple[str, ...] = ()
    except CubismError as error:
        cost, undrawn = None, (str(error),)
    masks = [frozenset(own) for own in native.drawable_masks if own]
    return ModelReport(
        name=model.name,
        path=str(settings.path),
        moc_version=native.moc.version,
        cubism=VERSION_NAMES.get(native.moc.version, "?"),
        moc_bytes=settings.moc.stat().st_size,
        core=native.core.version,
        canvas=(native.canvas.width, native.canvas.height),
        pixels_per_unit=native.canvas.pixels_per_unit,
        counts={
            "parameters": len(native.parameter_ids),
            "parts": len(native.part_ids),
            "drawables": len(native.drawable_ids),
            "vertices": sum(native.vertex_counts),
            "triangles": sum(len(own) // 3 for own in native.drawable_triangles),
        },
        textures=textures,
        known_parameters=roles,
        unknown_parameters=tuple(
            UnknownParameter(name, names.get(name, ""), *model.parameter_range(name))
            for name in native.parameter_ids
            if name not in known
        ),
        mouth=mouth,
        blink=blink,
        expressions=_expressions(model, avatar.emotions),
        emotions={label: avatar.emotions.get(label) for label in EMOTIONS},
        motions={group: tuple(entry.path.name for entry in own) for group, own in settings.motions.items()},
        unlisted_motions=tuple(settings.unlisted_motions),
        hit_areas=tuple(
            HitArea(area.name, area.drawable, area.drawable in native.drawable_index) for area in settings.hit_areas
        ),
        masked=len(masks),
        mask_sets=len(set(masks)),
        physics=_count(settings.physics, lambda path: len(read_physics(path).settings)),
        pose=_count(settings.pose, lambda path: len(read_pose(path).groups)),
        findings=findings,
        cost=cost,
        problems=(*undrawn, *model.problems, *_advice(avatar, roles, textures)),
    )


def _count(path: Path | None, count: Callable[[Path], int]) -> int:
    try:
        return count(path) if path is not None else 0
    except CubismError:
        return 0  # the model's problems say why


def _linted(model: Live2DModel) -> list[Finding]:
    data = model.settings.moc.read_bytes()
    return lint(data, len(model.settings.textures), model.native.core.latest_moc_version)


def _texture(path: Path) -> Texture:
    width, height = picture_size(path)
    return Texture(path.name, width, height, width * height * 4 * 4 // 3)


def _driven(used: tuple[str, ...], group: tuple[str, ...]) -> Driven:
    return Driven(used, "" if not used else "group" if set(used) & set(group) else "standard")


def _expressions(model: Live2DModel, emotions: Mapping[str, str]) -> tuple[Expression, ...]:
    return tuple(
        Expression(
            name,
            model.settings.expressions[name].name,
            name not in model.settings.unlisted_expressions,
            tuple(label for label, shown in emotions.items() if shown == name),
        )
        for name in model.expression_names
    )


def _measured(avatar: Live2DAvatar) -> Cost:
    from OpenGL import GL

    from cubism_binding.rendering.offscreen import OffscreenContext

    spent = [0.0, 0.0]
    with OffscreenContext(COST_SIZE, COST_SIZE) as context:
        avatar.open_gl()
        try:
            for frame in range(_WARM_UP + _FRAMES):
                started = time.process_time()
                avatar.update(1 / 60)
                moved = time.process_time()
                avatar.draw(COST_SIZE, COST_SIZE)
                GL.glFinish()
                if frame >= _WARM_UP:
                    spent[0] += moved - started
                    spent[1] += time.process_time() - moved
            name = GL.glGetString(GL.GL_RENDERER).decode("utf-8", "replace")
            context.make_current()
        finally:
            avatar.close_gl()
    return Cost(COST_SIZE, spent[0] / _FRAMES * 1000, spent[1] / _FRAMES * 1000, name)


def _advice(
    avatar: Live2DAvatar, roles: Mapping[str, tuple[str, ...]], textures: tuple[Texture, ...]
) -> tuple[str, ...]:
    """Say what she will not be able to do, and what its author can do about it."""
    model, found = avatar.model, []
    if not model.lip_sync.ids:
        found.append(f"Her mouth will not move: no parameter opens it; name one {ROLES[MOUTH][0]}, or add it to the "
                     "group LipSync.")  # fmt: skip
    if not model.eye_blink_ids:
        lids = " and ".join(ROLES[role][0] for role in (EYE_LEFT, EYE_RIGHT))
        found.append(f"She will not blink: no parameter shuts her eyes; name them {lids}, or add them to the group "
                     "EyeBlink.")  # fmt: skip
    lacking = [f"{role} ({ROLES[role][0]})" for role in _NEEDED if role not in roles]
    if lacking:
        found.append(f"She will look stiffer than others: no parameter for {', '.join(lacking)}.")
    if not model.expression_names:
        found.append("She has one face for all emotions: put *.exp3.json files into her folder.")
    elif silent := [label for label in EMOTIONS if label not in avatar.emotions and label != "neutral"]:
        found.append(f"No expression was found for {', '.join(silent)}: name its file after the emotion.")
    if not model.settings.hit_areas:
        found.append("She has no hit areas: a click means the same wherever it falls.")
    if model.settings.physics is None:
        found.append("She has no physics: hair and clothes stay stiff.")
    memory = sum(texture.bytes for texture in textures)
    if memory > _HEAVY_TEXTURES:
        found.append(f"Her textures take {memory >> 20} MB of graphics memory: half the size would do in a window.")
    return tuple(found)
