"""``companion render``: one frame of a model as a PNG, the same for the same arguments."""

from __future__ import annotations

import argparse
import difflib
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from companion.avatar.avatar import Avatar, load_avatar
from companion.errors import CompanionError
from companion.paths import config_dir, default_avatar, of_user
from companion.settings import AVATAR, Settings
from cubism_binding.rendering.offscreen import OffscreenContext

_STEP = 1 / 60
_LONGEST_SECONDS = 600.0


def run(arguments: argparse.Namespace) -> int:
    """Draw the model as it is after --time seconds; print the path of the picture."""
    out: Path = arguments.out
    _check(arguments.size, arguments.time, out)
    avatar = load_avatar(arguments.avatar or _own_avatar())
    for problem in avatar.problems:
        sys.stderr.write(f"companion: {problem}\n")
    try:
        if arguments.expression is not None:
            names = avatar.expression_names
            if arguments.expression not in names:
                raise CompanionError(_unknown("expression", arguments.expression, names))
            avatar.show_expression(arguments.expression)
        for name, value in _parameters(arguments.param, avatar):
            avatar.override_parameter(name, value)
        # Without a time the expression has still to be seen, so it gets the time to fade in.
        settle = 1.0 if arguments.expression is not None and arguments.time == 0 else 0.0
        for _ in range(max(1, round((arguments.time + settle) / _STEP))):
            avatar.update(_STEP if arguments.time + settle > 0 else 0.0)
        picture = _drawn(avatar, arguments.size)
    finally:
        avatar.close()
    try:
        Image.fromarray(straight_alpha(picture)).save(out, "PNG")
    except OSError as error:
        raise CompanionError(f"{out} cannot be written ({error.strerror}); choose another place.") from error
    sys.stdout.write(f"{out}\n")
    return 0


def straight_alpha(premultiplied: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return RGBA whose colours are not multiplied by alpha, as PNG wants them."""
    picture = premultiplied.astype(np.float32)
    alpha = picture[..., 3:]
    colors = np.divide(picture[..., :3] * 255.0, alpha, out=np.zeros_like(picture[..., :3]), where=alpha > 0)
    straight: NDArray[np.uint8] = np.rint(np.concatenate([np.clip(colors, 0.0, 255.0), alpha], axis=2)).astype(np.uint8)
    return straight


def _drawn(avatar: Avatar, size: int) -> NDArray[np.uint8]:
    with OffscreenContext(size, size) as context:
        context.make_current()
        avatar.open_gl()
        try:
            avatar.draw(size, size)
            return context.read_rgba()
        finally:
            avatar.close_gl()


def _check(size: int, seconds: float, out: Path) -> None:
    if not 16 <= size <= 4096:
        raise CompanionError(f"A picture cannot have the size {size}: choose 16 to 4096 pixels, for example 512.")
    if not 0 <= seconds <= _LONGEST_SECONDS:
        raise CompanionError(f"The time must lie between 0 and {_LONGEST_SECONDS:.0f} seconds, not {seconds}.")
    if out.suffix.lower() != ".png":
        raise CompanionError(f"Pictures are written as .png: name the file {out.stem or 'picture'}.png.")
    if not out.parent.is_dir():
        raise CompanionError(f"The folder {out.parent} does not exist; create it or choose another one.")


def _parameters(texts: Sequence[str], avatar: Avatar) -> list[tuple[str, float]]:
    known = avatar.parameters
    values = []
    for text in texts:
        name, sign, number = text.partition("=")
        if name not in known:
            raise CompanionError(_unknown("parameter", name, tuple(known)))
        low, _default, high = known[name]
        try:
            value = float(number)
        except ValueError:
            value = float("nan")
        if not sign or not low <= value <= high:
            raise CompanionError(f"--param {text}: write {name}=VALUE with a number from {low:g} to {high:g}.")
        values.append((name, value))
    return values


def _unknown(kind: str, name: str, known: Sequence[str]) -> str:
    if not known:
        return f"This character has no {kind}s, so none named {name!r}."
    near = difflib.get_close_matches(name.lower(), [one.lower() for one in known], n=5, cutoff=0.4)
    nearest = [one for text in near for one in known if one.lower() == text] or list(known)[:8]
    return f"This model has no {kind} {name!r}; the nearest: {', '.join(nearest)}."


def _own_avatar() -> Path:
    named = Settings(config_dir() / "settings.toml")[AVATAR]
    return of_user(named) if named else default_avatar()
