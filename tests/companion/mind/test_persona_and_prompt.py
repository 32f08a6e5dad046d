"""Personas from files, and the prompt made of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from companion.errors import CompanionError
from companion.messages import Line, Persona
from companion.mind.persona import list_personas, load_persona, save_persona
from companion.mind.prompt import ChatMessage, build_prompt

PERSONA = Persona("Mia", "You are Mia.", (Line("user", "Hi"), Line("assistant", "Yo")))


def words(text: str) -> int:
    return len(text.split())


def test_presets_load() -> None:
    assert {"amelie", "assistant"} <= set(list_personas())
    amelie = load_persona("amelie")
    assert amelie.name == "Amelie"
    assert [line.role for line in amelie.sample_dialogue[:2]] == ["user", "assistant"]
    for word in ("sarcastic", "roses", "pink", "Blackwall"):
        assert word in amelie.description


def test_users_file_wins_and_comes_back_the_same(private_home: Path) -> None:
    mine = Persona(
        "Амели",
        'Two lines,\none "quote" and a \\ slash.',
        (Line("user", "Привет"), Line("assistant", "It's *me*.")),
        greeting="Oh.",
        language="ru",
        voice="heart",
        avatar="/tmp/x.model3.json",
    )
    file = save_persona("amelie", mine)
    assert file.is_relative_to(private_home)
    assert load_persona("amelie") == mine


@pytest.mark.parametrize("name", ["nobody", "../settings", "a/b", ""])
def test_unknown_persona_is_told_with_the_choices(name: str) -> None:
    with pytest.raises(CompanionError, match="amelie, assistant"):
        load_persona(name)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("name = ", "cannot be read"),
        ("description = 'x'", "gives no name"),
        ("name = 5", "name must be a text"),
        ("name = 'A'\ndialogue = [{ he = 'x' }]", "dialogue line 1"),
        ("name = 'A'\ndialogue = 'x'", "dialogue line 1"),
        ("name = 'A'\n[lore]\ndepth = 'four'", "depth .* must be a whole number"),
        ("name = 'A'\n[lore]\ntokens = [1]", "tokens .* must be a whole number"),
        ("name = 'A'\n[lore]\nentry = 5", r"\[\[lore.entry\]\]"),
    ],
)
def test_broken_persona_is_told(private_home: Path, text: str, complaint: str) -> None:
    folder = private_home / "config" / "personas"
    folder.mkdir(parents=True)
    (folder / "bad.toml").write_text(text, encoding="utf-8")
    with pytest.raises(CompanionError, match=complaint):
        load_persona("bad")


def test_file_name_cannot_leave_the_folder() -> None:
    with pytest.raises(CompanionError, match="file name"):
        save_persona("../evil", PERSONA)


def test_prompt_holds_all_in_order() -> None:
    history = [Line("user", "one"), Line("assistant", "two")]
    assert build_prompt(PERSONA, history, "three", words, 1000) == [
        ChatMessage("system", "You are Mia."),
        ChatMessage("user", "Hi"),
        ChatMessage("assistant", "Yo"),
        ChatMessage("user", "one"),
        ChatMessage("assistant", "two"),
        ChatMessage("user", "three"),
    ]


def test_oldest_history_is_dropped_first_and_the_persona_never() -> None:
    history = [Line("user" if n % 2 == 0 else "assistant", f"line {n}") for n in range(40)]
    prompt = build_prompt(PERSONA, history, "now", words, 80)
    assert [message.text for message in prompt[:3]] == ["You are Mia.", "Hi", "Yo"]
    kept = [message.text for message in prompt[3:-1]]
    assert kept == [f"line {n}" for n in range(40 - len(kept), 40)]
    assert 0 < len(kept) < 10
    assert prompt[3].role == "user"
    assert sum(words(message.text) + 6 for message in prompt) <= 80


def test_too_long_a_message_is_told() -> None:
    with pytest.raises(CompanionError, match="shorten"):
        build_prompt(PERSONA, [], "word " * 100, words, 50)
