"""What comes into the program from outside, and what takes it: one function a kind of input.

Each function makes one spoilt input from the generator's state and gives it to the program's own code. It returns when
the input was taken; CompanionError or CubismError means that it was refused, in one clear sentence. Any other
exception, a crash, more than CASE_SECONDS or CASE_MEMORY is a mistake of the program.
"""

from __future__ import annotations

import base64
import io
import json
import random
import struct
import tomllib
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from mutations import mutate_json
from spoiling import NASTY, any_text, spoil_bytes, spoil_text
from telegram import Update

from companion import paths
from companion.audio.wav import parse_wav
from companion.avatar.archive import unpacked
from companion.avatar.picture_set import read_picture_set
from companion.costs.prices import ensure_prices, load_prices
from companion.errors import CompanionError
from companion.history import History
from companion.lips.track import mouth_track
from companion.messages import Line
from companion.mind.card_files import charx_with_card, png_with_card, read_card_file
from companion.mind.character_card import card_of, persona_of
from companion.mind.dialogue_text import parse_dialogue, parse_pairs
from companion.mind.facts import find_facts
from companion.mind.memory import Memory
from companion.mind.persona import load_persona, read_persona
from companion.mind.persona_exchange import export_persona, import_persona
from companion.mind.prompt import build_prompt
from companion.mind.sentences import SentenceSplitter
from companion.mind.spoken_text import SpokenText
from companion.mind.thinking import without_thoughts
from companion.models.catalogue import find
from companion.models.download import path_of
from companion.settings import TABLE, Settings
from companion.stage.line import number, parse, place
from companion.telegram.intake import Intake, Limits, RefusedError
from companion.telegram.store import Arrived, Store
from companion.transcript import write_transcript
from companion.whole_text import whole_text

Target = Callable[[random.Random, Path], None]


def _tokens(text: str) -> int:
    return len(text) // 4 + 1


def wav(rng: random.Random, folder: Path) -> None:
    """A wav file of any kind, damaged or not; what is read moves the mouth."""
    channels, rate, width = (
        rng.choice((1, 1, 2, 6)),
        rng.choice((8000, 16000, 44100, 96000)),
        rng.choice((1, 2, 3, 4, 8)),
    )
    code = rng.choice((1, 1, 3, 0xFFFE, 0x11))
    sound = rng.randbytes(width * channels * rng.randrange(1200))
    header = struct.pack("<HHIIHH", code, channels, rate, rate * channels * width, channels * width, width * 8)
    if code == 0xFFFE:
        header += struct.pack("<HHIH14x", 22, width * 8, 3, rng.choice((1, 3)))
    body = b"fmt " + struct.pack("<I", len(header)) + header + b"data" + struct.pack("<I", len(sound)) + sound
    data = b"RIFF" + struct.pack("<I", 4 + len(body)) + b"WAVE" + body
    pcm, read_rate = parse_wav(spoil_bytes(data, rng) if rng.random() < 0.8 else data, "a.wav")
    track = mouth_track(pcm[:20_000], read_rate)
    assert track is not None


def _card(rng: random.Random) -> dict[str, Any]:
    entry = {"keys": ["rose"], "content": "Roses are pink.", "enabled": True, "insertion_order": 1, "extensions": {}}
    data: dict[str, Any] = {
        "name": "Ann", "description": "A {{char}} who likes {{user}}.", "personality": "[Age(\"20\")]",
        "scenario": "", "first_mes": "Hi!", "mes_example": "<START>\n{{user}}: Hi\n{{char}}: Hello.",
        "alternate_greetings": ["Hey"], "tags": ["a"], "creator": "x",
        "system_prompt": "", "post_history_instructions": "", "extensions": {"other": {"kept": [1, 2]}},
        "character_book": {"entries": [entry], "scan_depth": 4, "token_budget": 200, "extensions": {}},
    }  # fmt: skip
    kind = rng.choice((1, 2, 3))
    if kind == 1:
        return data
    return {"spec": f"chara_card_v{kind}", "spec_version": f"{kind}.0", "data": data}


def _png(width: int, height: int, rng: random.Random) -> bytes:
    """A grey picture; the size it claims may be far more than it holds."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    rows = zlib.compress(bytes((min(width, 64) + 1) * min(height, 64)))
    head = struct.pack(">IIBBBBB", width, height, 8, rng.choice((0, 2, 6)), 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def card(rng: random.Random, folder: Path) -> None:
    """A character card: PNG, JSON or CHARX; what is read goes into a prompt and out again."""
    content = _card(rng)
    if rng.random() < 0.3:
        data = content.get("data", content)
        data[rng.choice(list(data))] = rng.choice(NASTY)
        raw = json.dumps(content).encode()
    else:
        raw, _ = mutate_json(json.dumps(content).encode(), rng)
    kind = rng.choice((".png", ".json", ".charx"))
    if kind == ".png":
        try:
            picture = png_with_card(_png(8, 8, rng), json.loads(raw))
        except Exception:  # noqa: BLE001 - what was spoilt is no card any more: put it into the picture by hand
            coded = b"chara\0" + base64.b64encode(raw)
            chunk = struct.pack(">I", len(coded)) + b"tEXt" + coded + struct.pack(">I", zlib.crc32(b"tEXt" + coded))
            whole = _png(8, 8, rng)
            picture = whole[:33] + chunk + whole[33:]
        raw = spoil_bytes(picture, rng) if rng.random() < 0.4 else picture
    elif kind == ".charx":
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w") as archive:
            archive.writestr("card.json", raw)
            archive.writestr("assets/icon/image/main.png", _png(8, 8, rng))
            if rng.random() < 0.3:
                archive.writestr(rng.choice(("m/a.model3.json", "../a.model3.json", "/a.model3.json")), b"{}")
                archive.writestr(rng.choice(("m/../../x.png", "m/x.png", "m\\..\\x.png")), b"x")
        raw = spoil_bytes(made.getvalue(), rng) if rng.random() < 0.4 else made.getvalue()
    file = folder / f"card{kind}"
    file.write_bytes(raw)
    if rng.random() < 0.1:
        key = import_persona(file)
        export_persona(key, folder / f"out{rng.choice(('.png', '.json', '.charx', '.toml'))}")
        return
    read = read_card_file(file)
    persona = persona_of(read.card)
    lines = (Line("user", "Roses?"), Line("assistant", any_text(rng)[:500]))
    build_prompt(persona, lines, any_text(rng)[:2000], _tokens, 2000, form=rng.choice(("chat", "raw", "pygmalion")))
    again = card_of(persona, read.card)
    charx_with_card(again, read.picture)
    assert persona_of(again).name == persona.name


def picture(rng: random.Random, folder: Path) -> None:
    """A still picture, damaged, or claiming to be enormous."""
    width, height = rng.choice(((8, 8), (64, 64), (1, 1), (60_000, 60_000), (2**31 - 1, 1), (30_000, 1), (0, 8)))
    raw = _png(width, height, rng)
    file = folder / rng.choice(("neutral.png", "joy.jpg", "a.webp"))
    file.write_bytes(spoil_bytes(raw, rng) if rng.random() < 0.6 else raw)
    read_picture_set(file)


def archive(rng: random.Random, folder: Path) -> None:
    """A zip with a character: names that lead out, links, lies about sizes, damage."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", rng.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))) as packed:
        for _ in range(rng.randrange(5)):
            name = rng.choice(
                (
                    "a.model3.json",
                    "x/b.moc3",
                    "../../evil",
                    "/evil",
                    "C:/evil",
                    "a\\..\\..\\evil",
                    "x" * 300,
                    "ü/ж.png",
                    *NASTY,
                )
            )
            try:
                entry = zipfile.ZipInfo(name)
            except Exception:  # noqa: BLE001 - the library refuses some names itself
                continue
            if rng.random() < 0.2:
                entry.external_attr = 0o120777 << 16  # a symbolic link
            try:
                packed.writestr(entry, rng.choice((b"", b"{}", b"/etc/passwd", bytes(100_000))))
            except (UnicodeEncodeError, ValueError):
                continue
    raw = made.getvalue()
    file = folder / "model.zip"
    file.write_bytes(spoil_bytes(raw, rng) if rng.random() < 0.6 else raw)
    place_of_it = unpacked(file)
    inside = paths.cache_dir().resolve()
    assert not any(found.is_symlink() or not found.resolve().is_relative_to(inside) for found in place_of_it.rglob("*"))
    assert not (folder.parent / "evil").exists()


def settings(rng: random.Random, folder: Path) -> None:
    """A settings file that somebody edited badly."""
    file = folder / "settings.toml"
    lines = [f"version = {rng.choice((1, 2, 3, 99, -1))}"]
    for setting in rng.sample(TABLE, rng.choice((1, 1, 1, 5))):
        section, name = setting.key.split(".")
        value = rng.choice(
            (
                json.dumps(setting.default),
                "-1",
                "1e308",
                "true",
                '"x"',
                "[]",
                "{}",
                "nan",
                "1979-05-27",
                json.dumps(rng.choice(NASTY)),
            )
        )
        lines += [f"[{section}]", f"{name} = {value}"]
    text = "\n".join(lines)
    raw = text.encode("utf-8", "surrogatepass")
    file.write_bytes(spoil_bytes(raw, rng) if rng.random() < 0.3 else raw)
    read = Settings(file)
    for setting in TABLE:
        setting.accept(read[setting])
    read[TABLE[0]] = "amelie2"


def persona(rng: random.Random, folder: Path) -> None:
    """A persona file of somebody else."""
    source = rng.choice(sorted((paths.assets_dir() / "presets").glob("*.toml")))
    file = folder / "her.toml"
    raw = source.read_bytes()
    if rng.random() < 0.5:
        table = tomllib.loads(raw.decode())
        key = rng.choice(list(table))
        raw = (
            spoil_text(raw.decode(), rng).encode("utf-8", "surrogatepass")
            if rng.random() < 0.5
            else raw.replace(key.encode(), b"x", 1)
        )
    else:
        raw = spoil_bytes(raw, rng)
    file.write_bytes(raw)
    read = read_persona(file)
    build_prompt(read, (), "Hello", _tokens, 2000)


def prices(rng: random.Random, folder: Path) -> None:
    """A price table that somebody edited badly."""
    file = ensure_prices(folder)
    file.write_bytes(spoil_bytes(file.read_bytes(), rng))
    load_prices(file)


def command(rng: random.Random, folder: Path) -> None:
    """A line for ``companion play``."""
    line = rng.choice("estmplrwqx?") + rng.choice((any_text(rng), "0.5,-0.2", "ParamAngleX=30", "1e999", "a" * 10_001))
    raw = line.encode("utf-8", "surrogatepass")
    read = parse(spoil_bytes(raw, rng) if rng.random() < 0.5 else raw)
    if read.letter == "l":
        place(read.argument)
    elif read.letter in "pw" and read.argument:
        number(read.argument.rpartition("=")[2])


def talk(rng: random.Random, folder: Path) -> None:
    """What a model or a user may say: split, spoken, remembered, kept as a file; nothing of it may be lost."""
    text = whole_text(any_text(rng))
    splitter = SentenceSplitter(early=rng.random() < 0.5)
    step = rng.choice((1, 3, 17, 10_000))
    sentences = [one for start in range(0, len(text), step) for one in splitter.feed(text[start : start + step])]
    sentences += splitter.flush()
    assert "".join("".join(sentences).split()) == "".join(text.split())
    spoken = SpokenText()
    for sentence in sentences:
        spoken.of(sentence)
    without_thoughts(text)
    find_facts(text)
    if rng.random() < 0.05:
        memory = Memory(folder / "memory.sqlite")
        memory.learn(text, "amelie")
        memory.facts(text[:50])
        memory.export(folder / "facts.json")
        memory.close()
        history = History(folder / "history.sqlite")
        number = history.begin(text[:20])
        history.add(number, "user", text)
        (entry,) = history.last(number, 5)
        assert entry.text == text
        history.rename(number, text[:30])
        history.search(text[:20], 5)
        history.close()
        write_transcript(folder / rng.choice(("a.md", "a.json")), [entry], text[:20], "You")
    if rng.random() < 0.3:
        parse_dialogue(text)


def name(rng: random.Random, folder: Path) -> None:
    """A name of a model or a persona: it finds nothing it should not."""
    wanted = (
        rng.choice(("smollm2-135m", "amelie"))
        if rng.random() < 0.1
        else spoil_text(rng.choice(("smollm2-135m", "amelie", "../amelie", str(folder / "x.gguf"))), rng)
    )
    match rng.choice(("find", "path", "persona", "pairs")):
        case "find":
            find(wanted)
        case "path":
            path_of(wanted)
        case "persona":
            load_persona(wanted)
        case "pairs":
            parse_pairs(wanted, ("joy", "fear"), "expressions")


def telegram(rng: random.Random, folder: Path) -> None:
    """A message to the bot, as Telegram hands it on: texts, commands, buttons, files, odd and enormous values."""
    sender = {"id": 1, "is_bot": False, "first_name": rng.choice(NASTY) or "x"}
    sender["language_code"] = rng.choice(("ru", "", "xx-YY", rng.choice(NASTY)))
    message: dict[str, Any] = {
        "message_id": rng.randrange(9), "date": rng.choice((0, 2**31, 2**34)), "from": sender,
        "chat": {"id": rng.choice((1, -5, 2**52)), "type": rng.choice(("private", "private", "private", "group"))},
    }  # fmt: skip
    recorded = {"file_id": rng.choice(NASTY), "file_unique_id": "u", "length": 9}
    recorded["duration"] = rng.choice((0, 3, 10**9, -1))
    match rng.choice(("text", "text", "order", "voice", "round", "sticker", "nothing")):
        case "text":
            message["text"] = any_text(rng)
        case "order":
            message["text"] = "/" + rng.choice(("start", "persona", "voice", "help", "x")) + " " + any_text(rng)
        case "voice":
            message["voice"] = {**recorded, "file_size": rng.choice((0, 10**12))}
        case "round":
            message["video_note"] = recorded
    kind = rng.choice(("message", "message", "edited_message"))
    update = Update.de_json({"update_id": rng.randrange(2**31), kind: message}, None)
    intake = Intake(lambda user: user == 1, Limits(), lambda _chat: 0)
    try:
        arrived = intake.accept(update)
    except RefusedError as error:
        raise CompanionError(error.told(rng.choice(("en", "ru", "xx")))) from error
    if isinstance(arrived, Arrived):
        store = Store(folder / "telegram.sqlite")
        store.take(arrived.update_id, arrived)
        store.close()


TARGETS: dict[str, Target] = {
    one.__name__: one for one in (wav, card, picture, archive, settings, persona, prices, command, talk, name, telegram)
}
