"""Personas in and out of the program: character cards and our own TOML. Weights never travel with them."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

from companion.errors import CompanionError
from companion.mind.card_files import PNG, charx_with_card, json_of_card, png_with_card, read_card_file
from companion.mind.character_card import card_of, persona_of
from companion.mind.persona import list_personas, load_persona, persona_text, read_persona, save_persona
from companion.paths import config_dir, data_dir

_KINDS = (".png", ".json", ".charx", ".toml")


def import_persona(file: Path) -> str:
    """Take a persona over from a character card or a persona file; return the new file name without .toml.

    A Live2D model in the card becomes her avatar. Raises CompanionError for a file that is none, and where the
    persona cannot be written: then nothing of it is left.
    """
    if file.suffix.lower() == ".toml":
        persona = read_persona(file)
        key = new_key(persona.name)
        save_persona(key, persona)
        return key
    read = read_card_file(file)
    persona = persona_of(read.card)
    key = new_key(persona.name)
    settings = next((path for path in read.model if path.endswith(".model3.json")), "")
    files = {_card_file(key): json_of_card(read.card)}
    if read.picture:
        files[_picture_file(key)] = read.picture
    if settings:
        folder = data_dir() / "avatars" / key
        files |= {folder / path: content for path, content in read.model.items()}
        persona = replace(persona, avatar=str(folder / settings))
    try:
        for target, content in files.items():
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        save_persona(key, persona)  # the last: a persona that is listed has all that is hers
    except (OSError, CompanionError) as error:
        for target in files:
            target.unlink(missing_ok=True)
        if isinstance(error, CompanionError):
            raise
        raise CompanionError(f"{target} cannot be written ({error.strerror}).") from error
    return key


def export_persona(key: str, file: Path) -> None:
    """Write the persona as the kind of file its suffix says. Raises CompanionError for another suffix."""
    persona = load_persona(key)
    kind = file.suffix.lower()
    if kind == ".toml":
        content = persona_text(persona).encode()
    elif kind in _KINDS:
        card = card_of(persona, _kept_card(key))
        picture = _picture_file(key).read_bytes() if _picture_file(key).is_file() else b""
        if kind == ".json":
            content = json_of_card(card)
        elif kind == ".charx":
            content = charx_with_card(card, picture)
        else:
            content = png_with_card(_as_png(picture) or _plain_picture(persona.name), card)
    else:
        raise CompanionError(f"A persona is exported to a file that ends in one of: {', '.join(_KINDS)}.")
    try:
        file.write_bytes(content)
    except OSError as error:
        raise CompanionError(f"The file {file} cannot be written ({error.strerror}).") from error


def _card_file(key: str) -> Path:
    return config_dir() / "personas" / f"{key}.card.json"


def _picture_file(key: str) -> Path:
    return config_dir() / "personas" / f"{key}.card.png"


def _kept_card(key: str) -> dict[str, Any] | None:
    try:
        card = json.loads(_card_file(key).read_text(encoding="utf-8"))
        persona_of(card)
    except (OSError, ValueError, CompanionError):  # none, or spoilt by hand: the persona itself is whole
        return None
    return card if isinstance(card, dict) else None


def new_key(name: str) -> str:
    """Return a free file name made of her name."""
    plain = re.sub(r"[^\w-]+", "-", name.lower()).strip("-_")[:40] or "persona"
    taken = set(list_personas())
    key, number = plain, 2
    while key in taken:
        key, number = f"{plain}-{number}", number + 1
    return key


def _as_png(picture: bytes) -> bytes:
    """Return the picture as PNG, empty where it is none: other programs keep JPEG and WebP under that name."""
    from PIL import Image

    if picture.startswith(PNG):
        return picture
    made = io.BytesIO()
    try:
        with Image.open(io.BytesIO(picture), formats=("JPEG", "WEBP")) as opened:
            opened.convert("RGBA").save(made, "PNG")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return b""
    return made.getvalue()


def _plain_picture(name: str) -> bytes:
    """Return a picture to carry a card that has none: her first letter on pink."""
    from PIL import Image, ImageDraw, ImageFont

    picture = Image.new("RGB", (400, 600), "#f7d9e1")
    pen = ImageDraw.Draw(picture)
    pen.text((200, 300), name[:1].upper(), fill="#c8426b", font=ImageFont.load_default(220), anchor="mm")
    made = io.BytesIO()
    picture.save(made, "PNG")
    return made.getvalue()
