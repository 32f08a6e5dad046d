"""``companion avatar``: what a character has and lacks, and what it costs; draw one made of pictures."""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import textwrap
import unicodedata
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from companion.avatar.avatar import Avatar, find_avatar
from companion.configuration import engine_config
from companion.engine.portraits import Studio, draw_portraits
from companion.errors import CompanionError
from companion.messages import EMOTIONS
from companion.paths import config_dir
from companion.secrets import load_key
from companion.settings import API_BASE, Settings
from cubism_binding.core.errors import CubismError

if TYPE_CHECKING:
    from companion.avatar.model_report import Driven, ModelReport

_LABEL = 14  # columns
_UNKNOWN_SHOWN = 12


def run(arguments: argparse.Namespace) -> int:
    """Load the character and tell about it; a character that cannot be used ends with its one sentence and code 1."""
    if arguments.action == "draw":
        return _draw(arguments)
    try:
        content, lines = examine(arguments.path)
    except (CompanionError, CubismError) as error:
        if arguments.json:
            _print_json({"usable": False, "reason": str(error)})
        raise
    if arguments.json:
        _print_json(content)
    else:
        sys.stdout.write("\n".join(lines) + "\n")
    return 0


def _draw(arguments: argparse.Namespace) -> int:
    """Draw a portrait for each emotion; print the files as they are finished."""
    settings = Settings(config_dir() / "settings.toml")
    studio = Studio(arguments.server or settings[API_BASE], arguments.model, arguments.size, arguments.edit)
    for file in draw_portraits(arguments.text, arguments.out, studio, engine_config(settings, load_key())):
        sys.stdout.write(f"{file}\n")
        sys.stdout.flush()
    return 0


def examine(path: Path) -> tuple[dict[str, Any], list[str]]:
    """Return the report on the character at ``path`` as JSON data and as lines for the terminal."""
    from companion.avatar.live2d_avatar import Live2DAvatar
    from companion.avatar.model_report import report

    found = find_avatar(path)
    avatar = found.load()
    try:
        avatar.preload()
        if isinstance(avatar, Live2DAvatar):
            told = report(avatar)
            return {"usable": True, "kind": found.kind.name} | asdict(told), _model_lines(told)
        return _plain(found.kind.name, found.path, avatar)
    finally:
        avatar.close()


def _plain(kind: str, path: Path, avatar: Avatar) -> tuple[dict[str, Any], list[str]]:
    """Report on a kind of character that has no more to tell than every character."""
    content = {"usable": True, "kind": kind, "path": str(path), "expressions": list(avatar.expression_names)}
    names = ", ".join(avatar.expression_names) or "none"
    return content, [f"{path.name}: {kind}", "", *_row("expressions", names)]


def _print_json(content: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(content, indent=1, ensure_ascii=False) + "\n")


def _model_lines(told: ModelReport) -> list[str]:
    return [
        f"{told.name}: Live2D, moc version {told.moc_version} (Cubism {told.cubism}), {told.moc_bytes / 1000:,.0f} kB",
        told.path,
        *_shape(told),
        *_life(told),
        *_faces(told),
        *_movement(told),
        *_verdict(told),
    ]


def _shape(told: ModelReport) -> list[str]:
    width, height = told.canvas
    lines = ["", *_row("canvas", f"{width:g} x {height:g} pixels, {told.pixels_per_unit:g} to a unit")]
    lines += _row("made of", ", ".join(f"{number:,} {name}" for name, number in told.counts.items()))
    lines += _row("masks", f"{told.masked} masked drawables, {told.mask_sets} sets" if told.masked else "none")
    for texture in told.textures:
        text = f"{texture.file}, {texture.width} x {texture.height}, {texture.bytes / 2**20:.0f} MB"
        lines += _row("textures" if texture is told.textures[0] else "", text)
    if told.cost is not None:
        move, draw, size = told.cost.update_ms, told.cost.draw_ms, told.cost.size
        text = f"{move + draw:.1f} ms of processor time a frame at {size} x {size} pixels"
        lines += _row("cost", f"{text} ({move:.1f} to move, {draw:.1f} to draw; {told.cost.renderer})")
    return lines


def _life(told: ModelReport) -> list[str]:
    lines = ["", *_row("mouth", _driven(told.mouth)), *_row("blinking", _driven(told.blink))]
    known = [f"{role} ({', '.join(ids)})" for role, ids in told.known_parameters.items()]
    lines += _row("knows", "; ".join(known) or "no standard parameter")
    named = [f"{one.id} {one.name}".strip() if one.name != one.id else one.id for one in told.unknown_parameters]
    more = len(named) - _UNKNOWN_SHOWN
    others = ", ".join(named[:_UNKNOWN_SHOWN]) + (f" and {more} more (--json lists them)" if more > 0 else "")
    return lines + (_row("own", others) if named else [])


def _driven(driven: Driven) -> str:
    how = {"group": "", "standard": " (found by name: the model has no such group)", "": ""}[driven.found]
    return ", ".join(driven.parameters) + how if driven.parameters else "none"


def _faces(told: ModelReport) -> list[str]:
    lines = [""]
    for number, expression in enumerate(told.expressions):
        notes = [*expression.emotions] if not expression.emotions else [f"shows {', '.join(expression.emotions)}"]
        notes += [] if expression.listed else ["not listed in model3.json, used all the same"]
        text = expression.name + (f": {'; '.join(notes)}" if notes else "")
        lines += _row("" if number else "expressions", text)
    if not told.expressions:
        lines += _row("expressions", "none")
    faces = ", ".join(f"{label}: {told.emotions[label] or '-'}" for label in EMOTIONS)
    return lines + _row("emotions", faces)


def _movement(told: ModelReport) -> list[str]:
    lines = [""]
    for number, (group, files) in enumerate(told.motions.items()):
        lines += _row("" if number else "motions", f"{group or '(no name)'}: {', '.join(files) or 'none'}")
    if not told.motions:
        lines += _row("motions", "none")
    if told.unlisted_motions:
        lines += _row("in no group", ", ".join(told.unlisted_motions))
    areas = (f"{area.name} ({area.drawable}{'' if area.there else ', which is missing'})" for area in told.hit_areas)
    lines += _row("hit areas", ", ".join(areas) or "none")
    lines += _row("physics", f"{told.physics} pendulums" if told.physics else "none")
    return lines + _row("pose", f"{told.pose} groups of parts of which one shows" if told.pose else "none")


def _verdict(told: ModelReport) -> list[str]:
    lines = [""]
    for number, finding in enumerate(told.findings):
        lines += _row("" if number else "files", f"{finding.level} {finding.rule}: {finding.text}")
    if not told.findings:
        lines += _row("files", "nothing to object to")
    lines.append("")
    for number, problem in enumerate(told.problems):
        lines += _row("" if number else "advice", problem)
    return lines + (_row("advice", "none: she has all that the program can use") if not told.problems else [])


def _row(label: str, text: str) -> list[str]:
    """Return a labelled text wrapped to the terminal."""
    width = max(40, min(shutil.get_terminal_size((100, 24)).columns, 140) - _LABEL)
    wrapped = list(_wrapped(text, width)) or [""]
    return [f"{label:<{_LABEL}}{wrapped[0]}", *(" " * _LABEL + line for line in wrapped[1:])]


def _wrapped(text: str, width: int) -> Iterable[str]:
    """Wrap to columns, of which East Asian characters take two."""
    wide = sum(unicodedata.east_asian_width(character) in "WF" for character in text)
    narrowed = max(20, width * len(text) // max(1, len(text) + wide))
    return textwrap.wrap(text, narrowed, break_on_hyphens=False, break_long_words=False)
