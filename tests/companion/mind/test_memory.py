"""What she remembers of the user: found in his words, kept, found again by meaning, corrected and forgotten."""

from __future__ import annotations

import json
import sqlite3
from datetime import datetime
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from companion.errors import CompanionError
from companion.mind.events import find_events
from companion.mind.facts import find_facts
from companion.mind.memory import Memory


@pytest.mark.parametrize(
    ("said", "slot", "fact"),
    [
        ("My cat is called Tom.", "cat", "The user's cat is called Tom."),
        ("By the way, I have a black cat named Luna!", "cat", "The user's cat is called Luna."),
        ("my sister's name is Clara", "sister", "The user's sister is called Clara."),
        ("Hi, my name is Anna.", "name", "The user's name is Anna."),
        ("My favorite color is dark blue.", "favourite colour", "The user's favourite color is dark blue."),
        ("I live in New York, you know.", "home", "The user lives in New York."),
        ("I work as a nurse.", "job", "The user works as a nurse."),
        ("I'm 27 and tired.", "age", "The user is 27 years old."),
        ("I love green tea but not today.", "taste green tea", "The user loves green tea."),
        ("I'm allergic to nuts.", "allergy nuts", "The user is allergic to nuts."),
        ("My birthday is on 5th of May.", "birthday", "The user's birthday is 5th of May."),
        (
            "I'm going to visit my aunt tomorrow.",
            "plan visit my aunt tomorrow",
            "The user said: “I'm going to visit my aunt tomorrow”",
        ),
        ("I'm going to Paris next week.", "plan paris next week", "The user said: “I'm going to Paris next week”"),
        ("I love my wife.", "taste my wife", "The user loves their wife."),
        ("I hate myself", "taste myself", "The user hates themself."),
        ("Мою кошку зовут Мурка.", "cat", "Слова пользователя: «Мою кошку зовут Мурка»."),
        ("Меня зовут Анна.", "name", "Слова пользователя: «Меня зовут Анна»."),
        ("Мой любимый цвет — синий.", "favourite colour", "Слова пользователя: «Мой любимый цвет — синий»."),
        ("Я живу в Москве.", "home", "Слова пользователя: «Я живу в Москве»."),
        ("Мне 30 лет.", "age", "Слова пользователя: «Мне 30 лет»."),
    ],
)
def test_rules_find_a_fact(said: str, slot: str, fact: str) -> None:
    [found] = find_facts(said)
    assert (found.slot, found.text) == (slot, fact)


@pytest.mark.parametrize(
    "said",
    [
        "Do I like tea?",
        "What is my cat called?",
        "I like you",
        "I'm tired.",
        "My cat is asleep.",
        "Я люблю тебя",
        "Я люблю вас",
        "Мне 20 лет назад подарили кота.",
        "Мне 5 лет не хватало тебя.",
    ],
)
def test_rules_invent_nothing(said: str) -> None:
    assert find_facts(said) == []


def letters(texts: list[str]) -> NDArray[np.float32]:
    """A stand-in for a sentence encoder: the words a text has, hashed by their letters."""
    vectors = np.zeros((len(texts), 997), np.float32)
    for row, text in enumerate(texts):
        for word in text.lower().replace("'s", "").strip("?.!").split():
            vectors[row, sum(ord(letter) * 31**place for place, letter in enumerate(word)) % 997] = 1
    norms: NDArray[np.float32] = np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors / np.maximum(norms, 1e-6)


def test_newer_fact_replaces_the_older_and_the_same_is_not_news(tmp_path: Path) -> None:
    memory = Memory(tmp_path / "memory.sqlite")
    assert memory.learn("My cat is called Tom.", "Amelie") == ["The user's cat is called Tom."]
    assert memory.learn("As I said, my cat is called Tom.", "Amelie") == []
    assert memory.learn("My kitten is called Luna.", "Amelie") == ["The user's kitten is called Luna."]
    assert [fact.text for fact in memory.facts()] == ["The user's kitten is called Luna."]
    assert memory.facts()[0].source == "My kitten is called Luna."
    memory.close()


def test_facts_are_found_by_meaning_after_a_restart(tmp_path: Path) -> None:
    memory = Memory(tmp_path / "memory.sqlite")
    for said in ("My name is Ben.", "My cat is called Tom.", "I live in York.", "I work as a nurse."):
        memory.learn(said, "Amelie")
    memory.close()
    memory = Memory(tmp_path / "memory.sqlite")
    recalled = memory.recall("What is my cat called?", letters)
    assert recalled[0] == "The user's name is Ben."
    assert recalled[-1] == "The user's cat is called Tom."
    number = next(fact.id for fact in memory.facts() if fact.slot == "cat")
    memory.change(number, "The user has a parrot called Tom.")
    assert memory.recall("tell me of my parrot", letters)[-1] == "The user has a parrot called Tom."
    assert memory.recall("hello", None)[0] == "The user's name is Ben."
    memory.close()


def test_forget_search_and_export(tmp_path: Path) -> None:
    memory = Memory(tmp_path / "memory.sqlite")
    for said in ("My name is Ben.", "My cat is called Tom.", "I live in York."):
        memory.learn(said, "Amelie")
    [cat] = memory.facts("CAT tom")
    memory.forget(cat.id)
    memory.export(tmp_path / "facts.json")
    exported = json.loads((tmp_path / "facts.json").read_text(encoding="utf-8"))
    assert {fact["slot"] for fact in exported} == {"name", "home"}
    with pytest.raises(CompanionError, match="choose another place"):
        memory.export(tmp_path / "nowhere" / "facts.json")
    with pytest.raises(CompanionError, match="forget it instead"):
        memory.change(cat.id, "  ")
    memory.forget_all()
    assert memory.facts() == [] and memory.recall("cat", letters) == ()
    memory.close()


def test_a_file_that_is_no_memory_is_refused_in_words(tmp_path: Path) -> None:
    file = tmp_path / "memory.sqlite"
    file.write_bytes(b"not a database at all, but long enough to be taken for one by its length" * 20)
    with pytest.raises(CompanionError, match="move it away"):
        Memory(file)
    newer = tmp_path / "newer.sqlite"
    database = sqlite3.connect(newer)
    database.execute("PRAGMA user_version = 99")
    database.close()
    with pytest.raises(CompanionError, match="newer version"):
        Memory(newer)


@pytest.mark.parametrize(
    "said",
    [
        "I passed my exam today!",
        "We went to the sea last weekend.",
        "Yesterday my sister visited us.",
        "Вчера мы ездили на дачу.",
        "Я наконец сдала экзамен.",
    ],
)
def test_what_happened_is_kept_as_it_was_said(said: str) -> None:
    [event] = find_events(f"Hello there. {said}", "2026-11-28")
    assert event.text == f"The user said: “{said}”"
    assert event.slot.startswith("event 2026-11-28 ")


@pytest.mark.parametrize(
    "said",
    ["It rained yesterday.", "Did I tell you I passed today?", "I will go there today.", "I like it today.",
     "Сегодня холодно.", "Завтра я поеду домой.", "The shop was closed today."],
)  # fmt: skip
def test_what_is_no_event_of_the_users_is_not_kept(said: str) -> None:
    assert find_events(said, "2026-11-28") == []


def test_events_are_recalled_with_the_time_that_has_gone_by(tmp_path: Path) -> None:
    memory = Memory(tmp_path / "memory.sqlite")
    told = datetime(2026, 11, 28, 12).timestamp()
    assert memory.learn("I passed my exam today!", "Amelie", told) == ["The user said: “I passed my exam today!”"]
    assert memory.learn("I passed my exam today!", "Amelie", told) == []
    for days, when in ((0, "Today"), (1, "Yesterday"), (12, "12 days ago"), (200, "On 28 November 2026")):
        now = told + days * 86400
        assert memory.recall("How was the exam?", letters, now=now) == (
            f"{when}: The user said: “I passed my exam today!”",
        )
    assert memory.recall("How was the exam?", letters, now=told - 5 * 86400)[0].startswith("Today: "), (
        "a clock set back"
    )
    assert [fact.kind for fact in memory.facts()] == ["event"]
    memory.close()


def test_a_fact_of_a_clock_that_was_years_ahead_is_replaced(tmp_path: Path) -> None:
    memory = Memory(tmp_path / "memory.sqlite")
    memory.learn("My cat is called Luna.", "Amelie", datetime.now().timestamp() + 1e9)
    assert memory.learn("My cat is called Tom.", "Amelie") == ["The user's cat is called Tom."]
    assert [fact.text for fact in memory.facts()] == ["The user's cat is called Tom."]
    memory.close()


def test_an_older_word_does_not_replace_a_newer_one(tmp_path: Path) -> None:
    memory = Memory(tmp_path / "memory.sqlite")
    memory.learn("My cat is called Luna.", "Amelie", 2000.0)
    assert memory.learn("My cat is called Tom.", "Amelie", 1000.0) == []
    assert [fact.text for fact in memory.facts()] == ["The user's cat is called Luna."]
    memory.close()


def test_a_memory_of_the_first_version_is_brought_up_to_date(tmp_path: Path) -> None:
    file = tmp_path / "memory.sqlite"
    database = sqlite3.connect(file)
    database.executescript(
        "CREATE TABLE fact (id INTEGER PRIMARY KEY, at REAL NOT NULL, persona TEXT NOT NULL, slot TEXT NOT NULL,"
        " text TEXT NOT NULL, source TEXT NOT NULL, vector BLOB); CREATE UNIQUE INDEX fact_by_slot ON fact (slot);"
        "INSERT INTO fact VALUES (1, 5.0, 'Amelie', 'cat', 'The user''s cat is called Tom.', 'my cat', NULL);"
        "PRAGMA user_version = 1;"
    )
    database.close()
    memory = Memory(file)
    assert [(fact.text, fact.kind) for fact in memory.facts()] == [("The user's cat is called Tom.", "fact")]
    assert memory.slept("amelie", "2026-11-28") == (0, 0)
    memory.close()
