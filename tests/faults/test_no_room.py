"""No room to write: one sentence names the file, what was there stays whole, nothing is left over."""

from __future__ import annotations

import json
from pathlib import Path

import keyring
import pytest
from keyring.backends import fail

from companion.costs.prices import ensure_prices
from companion.errors import CompanionError
from companion.messages import Persona
from companion.mind.persona import load_persona, save_persona
from companion.mind.persona_exchange import import_persona
from companion.secrets import load_key, save_key
from companion.whole_file import write_whole
from no_room import room_for


def files(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_a_file_is_replaced_whole_or_not_at_all(tmp_path: Path) -> None:
    file = tmp_path / "kept.toml"
    write_whole(file, "what was")
    assert file.stat().st_mode & 0o777 == 0o600
    with room_for(4), pytest.raises(OSError, match="File too large"):
        write_whole(file, "what shall be")
    assert files(tmp_path) == {"kept.toml": b"what was"}
    write_whole(file, "что будет".encode())
    assert files(tmp_path) == {"kept.toml": "что будет".encode()}
    link = tmp_path / "link.toml"  # as those have who keep their settings elsewhere
    link.symlink_to(file)
    write_whole(link, "through the link")
    assert link.is_symlink()
    assert file.read_text() == "through the link"


def test_a_persona_that_cannot_be_saved_stays_as_she_was(private_home: Path) -> None:
    save_persona("mia", Persona("Mia", description="Quiet."))
    before = files(private_home)
    with room_for(64), pytest.raises(CompanionError, match=r"mia\.toml cannot be written \(File too large\)"):
        save_persona("mia", Persona("Mia", description="Loud. " * 100))
    assert files(private_home) == before


def test_a_card_that_cannot_be_brought_in_leaves_nothing(private_home: Path, tmp_path: Path) -> None:
    data = {"name": "Mia", "description": "Quiet.", "first_mes": "Hm. " * 500}
    card = tmp_path / "mia.json"
    card.write_text(json.dumps({"spec": "chara_card_v2", "spec_version": "2.0", "data": data}))
    with room_for(64), pytest.raises(CompanionError, match=r"cannot be written \(File too large\)"):
        import_persona(card)
    assert files(private_home) == {}
    assert load_persona(import_persona(card)).name == "Mia"


def test_a_key_that_cannot_be_kept_leaves_the_old_one(private_home: Path) -> None:
    before = keyring.get_keyring()
    keyring.set_keyring(fail.Keyring())
    try:
        save_key("the old key")
        with room_for(4), pytest.raises(CompanionError, match="The key cannot be kept"):
            save_key("a new key")
        assert load_key() == "the old key"
        assert len(files(private_home)) == 1
    finally:
        keyring.set_keyring(before)


def test_a_price_table_without_room_is_told(tmp_path: Path) -> None:
    with room_for(4), pytest.raises(CompanionError, match=r"The price table .* cannot be written"):
        ensure_prices(tmp_path)
    assert files(tmp_path) == {}
