"""Cards of all three versions in all their files: read, kept whole, written again; hostile ones refused."""

from __future__ import annotations

import base64
import io
import json
import struct
import zipfile
import zlib
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from companion.cli import main
from companion.errors import CompanionError
from companion.messages import Line, LoreEntry, Persona, Temperament
from companion.mind.card_files import read_card_file
from companion.mind.character_card import card_of, persona_of
from companion.mind.persona import list_personas, load_persona, save_persona
from companion.mind.persona_exchange import export_persona, import_persona

WPP = '[Character("Amelie") { Species("Human") Mind("Sarcastic" + "Witty") Likes("Roses", "Pink") }]'
V1 = {
    "name": "Amelie",
    "description": WPP,
    "personality": "sarcastic",
    "scenario": "Behind the Blackwall, {{user}} knocks.",
    "first_mes": "*looks up* Oh, <USER>.",
    "mes_example": "<START>\n{{user}}: Hi.\n{{char}}: You again.\n*sighs*\n<START>\n{{user}}: Bye\n{{char}}: Finally.",
}
V2: dict[str, Any] = {
    "spec": "chara_card_v2",
    "spec_version": "2.0",
    "data": {
        **V1,
        "alternate_greetings": ["Hm?", "What now?"],
        "system_prompt": "Be {{char}}. {{original}}",
        "post_history_instructions": "Short!",
        "creator": "someone",
        "tags": ["roses"],
        "extensions": {"other_program": {"depth": [1, {"deep": None}]}},
        "character_book": {
            "name": "roses",
            "scan_depth": 7,
            "token_budget": 99,
            "extensions": {"x": 1},
            "entries": [
                {"keys": ["rose"], "content": "Roses are red.", "insertion_order": 3, "enabled": True,
                 "position": "after_char", "selective": True, "secondary_keys": ["red"], "extensions": {"id": 5}},
                {"keys": ["("], "content": "never", "use_regex": True, "insertion_order": 1, "enabled": True},
                {"keys": ["off"], "content": "off", "enabled": False, "insertion_order": 2},
                {"keys": [], "content": "@@depth 4\nAlways.", "constant": True, "insertion_order": 0},
            ],
        },
    },
}  # fmt: skip
V3 = {
    **V2,
    "spec": "chara_card_v3",
    "spec_version": "3.0",
    "data": {**V2["data"], "group_only_greetings": ["All!"], "nickname": "Ame", "assets": []},
}


def png(*texts: tuple[bytes, bytes]) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (3, 2), "pink").save(made, "PNG")
    raw = made.getvalue()
    chunks = b"".join(
        struct.pack(">I", len(key) + 1 + len(text)) + b"tEXt" + key + b"\0" + text
        + struct.pack(">I", zlib.crc32(b"tEXt" + key + b"\0" + text))
        for key, text in texts
    )  # fmt: skip
    return raw[:33] + chunks + raw[33:]


def coded(card: dict[str, Any]) -> bytes:
    return base64.b64encode(json.dumps(card).encode())


def write(folder: Path, name: str, content: bytes) -> Path:
    (folder / name).write_bytes(content)
    return folder / name


@pytest.mark.parametrize("card", [V1, V2, V3], ids=["v1", "v2", "v3"])
def test_every_version_becomes_the_persona(card: dict[str, Any]) -> None:
    persona = persona_of(card)
    assert (persona.name, persona.description, persona.personality) == ("Amelie", WPP, "sarcastic")
    assert persona.greeting == "*looks up* Oh, <USER>."
    assert persona.sample_dialogue == (
        Line("user", "Hi."),
        Line("assistant", "You again.\n*sighs*"),
        Line("user", "Bye"),
        Line("assistant", "Finally."),
    )
    if card is V1:
        return
    assert persona.other_greetings == ("Hm?", "What now?")
    assert (persona.system_prompt, persona.reminder) == ("Be {{char}}. {{original}}", "Short!")
    assert (persona.lore_depth, persona.lore_tokens) == (7, 99)
    assert persona.lorebook == (
        LoreEntry("Roses are red.", ("rose",), ("red",), order=3, before=False),
        LoreEntry("Always.", constant=True),
    )


def test_what_was_not_changed_is_written_as_it_was() -> None:
    again = card_of(persona_of(V3), V3)
    assert again["spec"] == "chara_card_v3"
    assert again["data"] == {**V3["data"], "creator_notes": "", "character_version": ""}


def test_changes_are_written_and_the_rest_is_kept() -> None:
    persona = persona_of(V2)
    changed = Persona(
        **{
            **{name: getattr(persona, name) for name in Persona.__slots__},
            "greeting": "New.",
            "voice": "heart",
            "lorebook": persona.lorebook[:1],
            "sampling": (("temperature", 0.5),),
            "expressions": (("joy", "F05"),),
            "stop": ("END",),
            "temperament": Temperament(-0.3, 0.4, 120.0),
        }
    )
    card = card_of(changed, V2)
    assert persona_of(card).temperament == changed.temperament
    assert card["data"]["first_mes"] == "New."
    assert card["data"]["extensions"]["other_program"] == {"depth": [1, {"deep": None}]}
    assert card["data"]["mes_example"] == V1["mes_example"]
    entries = card["data"]["character_book"]["entries"]
    assert [entry["content"] for entry in entries] == ["Roses are red.", "never", "off"]
    assert persona_of(card) == changed
    assert V2["data"]["first_mes"] == V1["first_mes"], "the card read is left alone"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.json", json.dumps(V3).encode()),
        ("bom.json", b"\xef\xbb\xbf" + json.dumps(V1).encode()),
        ("v2.png", png((b"chara", coded(V2)))),
        ("v3.png", png((b"chara", coded({"name": "Old"})), (b"ccv3", coded(V3)))),
    ],
)
def test_cards_are_read_from_their_files(tmp_path: Path, name: str, content: bytes) -> None:
    assert persona_of(read_card_file(write(tmp_path, name, content)).card).description == WPP


def charx(members: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return made.getvalue()


def test_charx_brings_its_live2d_model(tmp_path: Path, private_home: Path) -> None:
    members = {
        "card.json": json.dumps(V3).encode(),
        "assets/icon/image/main.png": png(),
        "assets/live2d/mia/mia.model3.json": b"{}",
        "assets/live2d/mia/textures/0.png": b"t",
        "assets/live2d/mia/../../../../evil": b"e",
        "assets/live2d/other.txt": b"o",
    }
    key = import_persona(write(tmp_path, "a.charx", charx(members)))
    avatar = Path(load_persona(key).avatar)
    assert avatar.read_bytes() == b"{}"
    assert (avatar.parent / "textures" / "0.png").read_bytes() == b"t"
    files = {file.name for file in private_home.rglob("*") if file.is_file()}
    assert not {"evil", "other.txt"} & files


@pytest.mark.parametrize("kind", ["JPEG", "WEBP", "none at all"])
def test_a_picture_that_is_no_png_can_be_exported_as_one(tmp_path: Path, kind: str) -> None:
    drawn = io.BytesIO()
    if kind == "none at all":
        drawn.write(b"nothing")
    else:
        Image.new("RGB", (40, 30), "red").save(drawn, kind)
    members = {"card.json": json.dumps(V3).encode(), "assets/icon/image/main.png": drawn.getvalue()}
    key = import_persona(write(tmp_path, "a.charx", charx(members)))
    export_persona(key, tmp_path / "out.png")
    with Image.open(tmp_path / "out.png") as picture:
        assert (picture.format, picture.size) == ("PNG", (400, 600) if kind == "none at all" else (40, 30))
    assert persona_of(read_card_file(tmp_path / "out.png").card).name == "Amelie"


@pytest.mark.parametrize("kind", ["png", "json", "charx"])
def test_a_card_goes_in_and_comes_out_with_all_it_had(tmp_path: Path, kind: str) -> None:
    key = import_persona(write(tmp_path, "in.png", png((b"ccv3", coded(V3)))))
    assert key == "amelie-2"
    out = tmp_path / f"out.{kind}"
    export_persona(key, out)
    card = read_card_file(out).card
    assert card["data"]["extensions"] == V3["data"]["extensions"]
    assert card["data"]["nickname"] == "Ame"
    assert persona_of(card) == persona_of(V3)
    if kind == "png":
        with Image.open(out) as picture:
            assert picture.size == (3, 2)
        chunks = dict(line.split(b"\0", 1) for line in _texts(out.read_bytes()))
        assert json.loads(base64.b64decode(chunks[b"chara"]))["spec"] == "chara_card_v2"
        assert json.loads(base64.b64decode(chunks[b"ccv3"]))["spec"] == "chara_card_v3"


def _texts(raw: bytes) -> list[bytes]:
    found, place = [], 8
    while place < len(raw):
        length = struct.unpack(">I", raw[place : place + 4])[0]
        if raw[place + 4 : place + 8] == b"tEXt":
            found.append(raw[place + 8 : place + 8 + length])
        place += 12 + length
    return found


def test_presets_and_own_files_travel_too(tmp_path: Path) -> None:
    export_persona("amelie", tmp_path / "a.png")
    assert persona_of(read_card_file(tmp_path / "a.png").card).sample_dialogue == load_persona("amelie").sample_dialogue
    export_persona("amelie", tmp_path / "a.toml")
    assert load_persona(import_persona(tmp_path / "a.toml")) == load_persona("amelie")


def test_persona_files_hold_everything(private_home: Path) -> None:
    persona = Persona(
        **{
            **{name: getattr(persona_of(V3), name) for name in Persona.__slots__},
            "sampling": (("temperature", 0.5), ("top_k", 3.0)),
            "expressions": (("joy", "F05"),),
            "stop": ("\n\n", "END"),
            "temperament": Temperament(-0.3, 0.4, 120.0),
            "prompt_format": "raw",
            "avatar": "/x.model3.json",
        }
    )
    save_persona("mia", persona)
    assert load_persona("mia") == persona


@pytest.mark.parametrize("wrong", ["a text", {"valence": "high"}, {"valence": 9.0, "half_life": -1}, {"x": 1}])
def test_a_strange_temperament_of_a_card_does_no_harm(wrong: object) -> None:
    card = card_of(persona_of(V2), V2)
    card["data"]["extensions"]["companion"] = {"temperament": wrong}
    read = persona_of(card).temperament
    assert -1.0 <= read.valence <= 1.0
    assert read.half_life >= 1.0


def bomb() -> bytes:
    return charx({"card.json": b" " * (40 << 20)})


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.json", b"[" * 100_000, "no character card"),
        ("a.json", b"{\"name\": 5}", "no character card"),
        ("a.json", b"\xff\xfe\x00", "no character card"),
        ("a.json", b"null", "no character card"),
        ("a.json", json.dumps({"name": " "}).encode(), "gives no name"),
        ("a.png", png(), "holds no character card"),
        ("a.png", png((b"chara", b"!")), "damaged|no character card"),
        ("a.png", png((b"chara", coded(V2)))[:60], "cut off"),
        ("a.charx", charx({"x": b""}), "no card.json"),
        ("a.charx", bomb(), "too big"),
        ("a.charx", charx({f"{n}": b"" for n in range(4100)}), "too big"),
    ],
)  # fmt: skip
def test_hostile_files_are_refused_in_words(tmp_path: Path, name: str, content: bytes, words: str) -> None:
    before = list_personas()
    with pytest.raises(CompanionError, match=words):
        import_persona(write(tmp_path, name, content))
    assert list_personas() == before


def test_a_picture_bomb_is_never_decoded(tmp_path: Path) -> None:
    raw = png((b"chara", coded(V2)))
    huge = raw[:16] + struct.pack(">II", 2**31 - 1, 2**31 - 1) + raw[24:]
    assert persona_of(read_card_file(write(tmp_path, "huge.png", huge)).card).name == "Amelie"


def test_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = write(tmp_path, "card.json", json.dumps({**V1, "name": "Zoë / 2"}).encode())
    assert main(["persona", "import", str(file)]) == 0
    assert "Zoë / 2 is imported as zoë-2." in capsys.readouterr().out
    assert main(["persona", "list"]) == 0
    listed = capsys.readouterr().out
    assert "* amelie" in listed
    assert "zoë-2" in listed
    assert main(["persona", "export", "zoë-2", str(tmp_path / "out.json")]) == 0
    assert json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["data"]["name"] == "Zoë / 2"
    for wrong in (["import"], ["import", "nowhere.png"], ["export", "amelie"], ["export", "amelie", "x.gif"]):
        assert main(["persona", *wrong]) == 1
        assert capsys.readouterr().err.count("\n") == 1
