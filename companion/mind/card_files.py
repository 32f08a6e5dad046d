"""Files that hold character cards: PNG (text chunks ``chara`` and ``ccv3``), JSON and CHARX (a zip).

They come from strangers: sizes are limited before anything is unpacked, no picture is decoded, no path is followed out
of its folder.
"""

from __future__ import annotations

import base64
import binascii
import io
import json
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from companion.errors import CompanionError
from companion.mind.character_card import as_version_2, card_data

_LARGEST_FILE = 512 << 20
_LARGEST_CARD = 32 << 20
_LARGEST_MODEL = 512 << 20
_MOST_MEMBERS = 4000
PNG = b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True)
class CardFile:
    """A card as read: its table, the picture it came in (PNG bytes, or none), and files of a Live2D model by path."""

    card: dict[str, Any]
    picture: bytes = b""
    model: dict[str, bytes] = field(default_factory=dict)


def read_card_file(file: Path) -> CardFile:
    """Read a card. Raises CompanionError that names the file and what is wrong with it."""
    try:
        if file.stat().st_size > _LARGEST_FILE:
            raise CompanionError(f"The file {file} is too big for a character card.")
        raw = file.read_bytes()
    except OSError as error:
        raise CompanionError(f"The file {file} cannot be read ({error.strerror}).") from error
    try:
        if raw.startswith(PNG):
            return CardFile(_parse(_text_of_png(raw)), raw)
        if zipfile.is_zipfile(io.BytesIO(raw)):
            return _read_charx(raw)
        return CardFile(_parse(raw))
    except CompanionError as error:
        raise CompanionError(f"{file.name}: {error}") from error


def png_with_card(picture: bytes, card: dict[str, Any]) -> bytes:
    """Return the picture with the card in it, for programs of version 2 and of version 3; old cards in it go."""
    head, *rest = list(_chunks(picture))
    kept = [chunk for chunk in rest if not (chunk[0] == b"tEXt" and chunk[1].split(b"\0")[0] in {b"chara", b"ccv3"})]
    new = [
        (b"tEXt", keyword + b"\0" + base64.b64encode(_dumped(one)))
        for keyword, one in ((b"chara", as_version_2(card)), (b"ccv3", card))
    ]
    parts = [PNG]
    for kind, body in (head, *new, *kept):
        parts.append(struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body)))
    return b"".join(parts)


def charx_with_card(card: dict[str, Any], picture: bytes = b"") -> bytes:
    """Return a CHARX file: the card and its picture."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("card.json", _dumped(card))
        if picture:
            archive.writestr("assets/icon/image/main.png", picture)
    return made.getvalue()


def json_of_card(card: dict[str, Any]) -> bytes:
    """Return the card as JSON to read."""
    return json.dumps(card, ensure_ascii=False, indent=2).encode()


def _dumped(card: dict[str, Any]) -> bytes:
    return json.dumps(card, ensure_ascii=False).encode()


def _parse(raw: bytes) -> dict[str, Any]:
    if len(raw) > _LARGEST_CARD:
        raise CompanionError("The character card is too big.")
    try:
        card = json.loads(raw.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise CompanionError("The file holds no character card; cards are PNG, JSON or CHARX files.") from error
    try:
        _dumped(card)
    except UnicodeEncodeError:  # halves of characters: no file, database or window takes them
        card = json.loads(json.dumps(card, ensure_ascii=False).encode("utf-8", "replace"))
    card_data(card)
    assert isinstance(card, dict)
    return card


def _chunks(raw: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield kind and body of each chunk of a PNG; the compressed picture stays compressed."""
    place = len(PNG)
    while place + 12 <= len(raw):
        length, kind = struct.unpack(">I4s", raw[place : place + 8])
        if place + 12 + length > len(raw):
            raise CompanionError("The picture is cut off.")
        yield kind, raw[place + 8 : place + 8 + length]
        place += 12 + length
        if kind == b"IEND":
            return


def _text_of_png(raw: bytes) -> bytes:
    found: dict[bytes, bytes] = {}
    for kind, body in _chunks(raw):
        if kind == b"tEXt":
            keyword, _, text = body.partition(b"\0")
            found[keyword.lower()] = text
    coded = found.get(b"ccv3") or found.get(b"chara")
    if coded is None:
        raise CompanionError("The picture holds no character card.")
    try:
        return base64.b64decode(coded, validate=False)
    except binascii.Error as error:
        raise CompanionError("The character card in the picture is damaged.") from error


def _read_charx(raw: bytes) -> CardFile:
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
            if len(members) > _MOST_MEMBERS or sum(member.file_size for member in members) > _LARGEST_MODEL:
                raise CompanionError("The archive is too big for a character card.")
            names = {member.filename: member for member in members}
            if "card.json" not in names:
                raise CompanionError("The archive holds no card.json.")
            card = _parse(_member(archive, names["card.json"], _LARGEST_CARD))
            picture = next((name for name in names if name.startswith("assets/icon/") and name.endswith(".png")), "")
            return CardFile(
                card,
                _member(archive, names[picture], _LARGEST_CARD) if picture else b"",
                {path: _member(archive, names[name], _LARGEST_MODEL) for path, name in _model_of(list(names)).items()},
            )
    # ValueError and IndexError are what the library makes of places before the file and of empty names.
    except (
        zipfile.BadZipFile,
        zlib.error,
        NotImplementedError,
        RuntimeError,
        EOFError,
        ValueError,
        IndexError,
    ) as error:
        raise CompanionError("The archive is damaged or locked with a password.") from error


def _member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, most: int) -> bytes:
    """Unpack one member, never more than it says."""
    with archive.open(member) as stream:
        content = stream.read(min(most, member.file_size) + 1)
    if len(content) > min(most, member.file_size):
        raise CompanionError("The archive is too big for a character card.")
    return content


def _model_of(names: list[str]) -> dict[str, str]:
    """Return path below the model's folder -> name in the archive, for the Live2D model in it, if there is one."""
    settings = next((name for name in names if name.endswith(".model3.json")), "")
    if not settings:
        return {}
    folder = settings.rpartition("/")[0]
    inside = [name for name in names if name.startswith(f"{folder}/" if folder else "")]
    paths = {name[len(folder) + 1 if folder else 0 :]: name for name in inside}
    return {path: name for path, name in paths.items() if _is_safe(path)}


def _is_safe(path: str) -> bool:
    parts = PurePosixPath(path).parts
    return bool(parts) and ".." not in parts and not path.startswith("/") and ":" not in path and "\\" not in path
