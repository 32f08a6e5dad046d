"""Compare the files of a loaded model with each other, and look at its poses: rules that one file cannot break alone.

Ids continue the linter's: J for JSON files, S for odd shapes. What is found here keeps no model from being shown; it
is for the author, and for other hosts, which may be less forgiving.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

from cubism_binding.core.errors import CubismError
from cubism_binding.core.model import ConstantFlag, Floats, Model
from cubism_binding.framework.json_file import Node, read_json
from cubism_binding.framework.model_settings import ModelSettings
from cubism_binding.moc3.lint import ERROR, WARNING, Finding
from cubism_binding.rendering.pictures import picture_size

_NAMED = 4
# The reader of Live2D's own native framework wants a comma or a line break right behind a number.
_DIALECT = re.compile(r"[-\d.][ \t]*[}\]]|\d[ \t]+,|\d[eE][-+]?\d|\\u[0-9a-fA-F]{4}")
_TURNED = 1e-7  # square units; a smaller triangle has no side that counts


def check_files(settings: ModelSettings, model: Model) -> list[Finding]:
    """Check textures, ids, counts and numbers of all files that a model3.json names (rules J2 to J8)."""
    return [*_textures(settings), *_settings(settings, model), *_folded(_extras(settings, model))]


def check_poses(model: Model) -> list[Finding]:
    """Check the shapes at rest (S2) and at each parameter's ends (S4); the pose is put back."""
    before = model.parameter_values.copy()
    try:
        return [*_far_away(model), *_turned_over(model)]
    finally:
        model.parameter_values[:] = before
        model.update()


def _folded(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Tell what is wrong alike in several files once."""
    files: dict[tuple[str, str, str], list[str]] = {}
    for finding in findings:
        file, verb, rest = finding.text.partition(" names ")
        files.setdefault((finding.rule, finding.level, verb + rest if verb else finding.text), []).append(file)
    for (rule, level, text), names in files.items():
        said = text if not text.startswith(" names ") else f"{_listed(names)}{text}"
        yield Finding(rule, level, said.replace(" names ", " name ", 1) if len(names) > 1 else said)


def _textures(settings: ModelSettings) -> Iterator[Finding]:
    for path in settings.textures:
        if path is None:
            yield Finding("J2", WARNING, "a texture has no file name")
            continue
        try:
            width, height = picture_size(path)
        except CubismError as error:
            yield Finding("J2", ERROR, str(error).rstrip("."))
            continue
        if width != height or width & (width - 1):
            yield Finding("J2", WARNING, f"{path.name} is {width}x{height} pixels, not a square with a power of two")


def _settings(settings: ModelSettings, model: Model) -> Iterator[Finding]:
    root, name = read_json(settings.path), settings.path.name
    yield from _text(settings.path)
    for group in root.nodes("Groups"):
        yield from _unknown(
            f"{name}, group {group.text('Name')}", group.texts("Ids"), model.parameter_ids, "parameters"
        )
    yield from _unknown(name, (area.drawable for area in settings.hit_areas), model.drawable_ids, "drawables")


def _extras(settings: ModelSettings, model: Model) -> Iterator[Finding]:
    motions = {entry.path for entries in settings.motions.values() for entry in entries}
    checks: list[tuple[Iterable[Path | None], Callable[[Node, str, Model], Iterator[Finding]]]] = [
        (sorted(set(settings.expressions.values())), _expression),
        (sorted(motions | set(settings.unlisted_motions.values())), _motion),
        ((settings.physics,), _physics),
        ((settings.pose,), _pose),
        ((settings.user_data,), _user_data),
        ((settings.display_info,), lambda _root, _name, _model: iter(())),
    ]
    for paths, check in checks:
        for path in paths:
            if path is None:
                continue
            try:
                yield from _text(path)
                yield from check(read_json(path), path.name, model)
            except CubismError as error:
                yield Finding("J1", ERROR, str(error).rstrip("."))


def _text(path: Path) -> Iterator[Finding]:
    """Check how the file is written: J4, and that all numbers are finite: J7."""
    try:
        text = path.read_text("utf-8-sig")
        root = json.loads(text)
    except (OSError, ValueError, RecursionError):
        return  # reading it says so
    if _DIALECT.search(re.sub(r'"(?:[^"\\]|\\[^u])*"', '""', text)):
        yield Finding("J4", WARNING, f"{path.name} is written so that Live2D's own native framework may not read it")
    if not _finite(root):
        yield Finding("J7", ERROR, f"{path.name} holds numbers that are not finite")


def _finite(value: Any) -> bool:
    pending = [value]
    while pending:
        item = pending.pop()
        if isinstance(item, float) and not math.isfinite(item):
            return False
        pending.extend(item.values() if isinstance(item, dict) else item if isinstance(item, list) else ())
    return True


def _unknown(
    where: str, names: Iterable[str], known: Iterable[str], kind: str, level: str = WARNING
) -> Iterator[Finding]:
    lost = sorted(set(names) - set(known))
    if lost:
        yield Finding("J5", level, f"{where} names {kind} the moc does not have: {_listed(lost)}")


def _listed(names: list[str]) -> str:
    return ", ".join(names[:_NAMED]) + (f" and {len(names) - _NAMED} more" if len(names) > _NAMED else "")


def _counted(name: str, meta: Node, **actual: int) -> Iterator[Finding]:
    for key, number in actual.items():
        said = meta.optional_number(key)
        if said is not None and said != number:
            yield Finding("J6", WARNING, f"{name} says {key} {said:g}, but there are {number}")


def _expression(root: Node, name: str, model: Model) -> Iterator[Finding]:
    yield from _unknown(name, (node.text("Id") for node in root.nodes("Parameters")), model.parameter_ids, "parameters")


def _motion(root: Node, name: str, model: Model) -> Iterator[Finding]:
    curves = root.nodes("Curves")
    targets = [curve.text("Target") for curve in curves]
    kinds = ("Model", "Parameter", "PartOpacity")
    order = [kinds.index(one) for one in targets if one in kinds]
    if order != sorted(order):
        yield Finding(
            "J8", WARNING, f"{name} has curves out of order, {', '.join(kinds)}: some will not play elsewhere"
        )
    of = {kind: [c.text("Id") for c, target in zip(curves, targets, strict=True) if target == kind] for kind in targets}
    yield from _unknown(name, of.get("Parameter", []), model.parameter_ids, "parameters")
    yield from _unknown(name, of.get("PartOpacity", []), model.part_ids, "parts")
    segments = points = 0
    for curve in curves:
        numbers, at = curve.numbers("Segments"), 2
        points += 1
        while at < len(numbers):
            amount = 3 if numbers[at] == 1 else 1
            segments, points, at = segments + 1, points + amount, at + 1 + 2 * amount
    events = root.nodes("UserData")
    yield from _counted(name, root.node("Meta"), CurveCount=len(curves), TotalSegmentCount=segments,
                        TotalPointCount=points, UserDataCount=len(events))  # fmt: skip


def _physics(root: Node, name: str, model: Model) -> Iterator[Finding]:
    settings = root.nodes("PhysicsSettings")
    inputs = [node for setting in settings for node in setting.nodes("Input")]
    outputs = [node for setting in settings for node in setting.nodes("Output")]
    vertices = sum(len(setting.items("Vertices")) for setting in settings)
    ids = [node.node("Source").text("Id") for node in inputs] + [
        node.node("Destination").text("Id") for node in outputs
    ]
    yield from _unknown(name, ids, model.parameter_ids, "parameters", ERROR)
    yield from _counted(name, root.node("Meta"), PhysicsSettingCount=len(settings), TotalInputCount=len(inputs),
                        TotalOutputCount=len(outputs), VertexCount=vertices)  # fmt: skip
    for setting in settings:
        limit = len(setting.items("Vertices"))
        if any(not 1 <= output.number("VertexIndex") < limit for output in setting.nodes("Output")):
            yield Finding(
                "J8", WARNING, f"{name}, {setting.text('Id')}: an output hangs at no vertex and moves nothing"
            )


def _pose(root: Node, name: str, model: Model) -> Iterator[Finding]:
    parts: list[str] = []
    for group in root.items("Groups"):
        for entry in group if isinstance(group, list) else ():
            if isinstance(entry, dict):
                node = Node(entry, name)
                parts += [node.text("Id"), *node.texts("Link")]
    yield from _unknown(name, parts, model.part_ids, "parts")


def _user_data(root: Node, name: str, model: Model) -> Iterator[Finding]:
    entries = root.nodes("UserData")
    meshes = [entry.text("Id") for entry in entries if entry.text("Target") == "ArtMesh"]
    yield from _unknown(name, meshes, model.drawable_ids, "drawables")
    size = sum(len(entry.text("Value").encode()) for entry in entries)
    yield from _counted(name, root.node("Meta"), UserDataCount=len(entries), TotalUserDataSize=size)


def _visible(model: Model) -> list[int]:
    return [i for i, flags in enumerate(model.drawable_dynamic_flags) if flags & 1 and model.vertex_counts[i]]


def _own(model: Model, drawable: int) -> Floats:
    first = model.vertex_firsts[drawable]
    return model.positions[first : first + model.vertex_counts[drawable]]


def _far_away(model: Model) -> Iterator[Finding]:
    model.parameter_values[:] = model.parameter_defaults
    model.update()
    limit = np.array(model.canvas.size, np.float32)
    far = [model.drawable_ids[i] for i in _visible(model) if bool((np.abs(_own(model, i)) > limit).any())]
    if far:
        yield Finding("S2", WARNING, f"drawables far outside the canvas at rest: {_listed(far)}")


def _turned_over(model: Model) -> Iterator[Finding]:
    """Find single-sided drawables with a triangle that shows its back at some parameter's end: it vanishes there."""
    sided = [i for i in _visible(model) if not model.drawable_constant_flags[i] & ConstantFlag.DOUBLE_SIDED]
    sided = [i for i in sided if len(model.drawable_triangles[i]) and model.drawable_opacities[i] >= 1.0]
    rest = {i: _areas(model, i) for i in sided}
    turned: set[int] = set()
    for index in range(len(model.parameter_ids) if sided else 0):
        for value in (model.parameter_minimums[index], model.parameter_maximums[index]):
            model.parameter_values[:] = model.parameter_defaults
            model.parameter_values[index] = value
            model.update()
            for i in sided:
                now = _areas(model, i)
                if bool(((now * rest[i] < 0) & (np.minimum(np.abs(now), np.abs(rest[i])) > _TURNED)).any()):
                    turned.add(i)
    if turned:
        names = [model.drawable_ids[i] for i in sorted(turned)]
        yield Finding("S4", WARNING, f"single-sided drawables that turn over at a parameter's end: {_listed(names)}")


def _areas(model: Model, drawable: int) -> Floats:
    corners = _own(model, drawable)[model.drawable_triangles[drawable].reshape(-1, 3)]
    a, b = corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]
    result: Floats = a[:, 0] * b[:, 1] - a[:, 1] * b[:, 0]
    return result
