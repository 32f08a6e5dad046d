"""Who and what is let in, commands and buttons, and what the others are told."""

from __future__ import annotations

import json
import re
import sqlite3

import pytest

from bot_api_server import Fault
from companion.errors import CompanionError
from companion.telegram.intake import Limits
from companion.telegram.limits import Complaints, Pace
from companion.telegram.store import Store
from companion.telegram.texts import _TEXTS, told
from running_bot import RunningBot


def test_a_stranger_is_told_their_number_once_and_kept_nowhere(writing: RunningBot, server) -> None:
    for text in ("a secret of mine", "/start", "hello?"):
        server.write(text, chat=77, language="ru-RU")
    server.wait(lambda: not server.unconfirmed, "all taken in")
    assert ["77" in one.text and "не знакомы" in one.text for one in server.wait_for(1, chat=77)] == [True]
    writing.users.add(77)
    server.write("hello again", chat=77)
    assert server.wait_for(2, chat=77)[1].text == "You said hello again."
    assert [turn.text for turn in writing.brain.turns] == ["hello again"]
    writing.stop()
    assert b"a secret" not in b"".join(file.read_bytes() for file in writing.file.parent.glob("telegram-*"))


def test_groups_are_told_that_she_talks_one_to_one(running: RunningBot, server) -> None:
    server.send(77, text="/start@amelie_bot", kind="group")
    server.send(1, text="/start@amelie_bot", kind="group")
    server.wait(lambda: bool(server.sent), "a word")
    assert server.sent[0].chat == -1 and "one to one" in server.sent[0].text
    assert running.brain.turns == []


@pytest.mark.parametrize(
    "content",
    [
        {"sticker": {"file_id": "s", "file_unique_id": "s", "type": "regular", "width": 1, "height": 1,
                     "is_animated": False, "is_video": False}},
        {"photo": [{"file_id": "p", "file_unique_id": "p", "width": 1, "height": 1}], "caption": "look"},
        {"location": {"longitude": 1.0, "latitude": 2.0}},
        {"a_field_of_the_future": {"x": 1}},
    ],
)  # fmt: skip
def test_what_is_neither_text_nor_voice_gets_a_sentence(running: RunningBot, server, content) -> None:
    server.send(1, **content)
    assert "text and voice messages" in server.wait_for(1)[0].text
    assert running.brain.turns == []


def test_what_is_too_long_or_too_large_is_not_even_fetched(running: RunningBot, server) -> None:
    server.write("x" * 5000)
    assert "5000 characters" in server.wait_for(1)[0].text and "up to 1000" in server.sent[0].text
    server.record(b"", seconds=61)
    assert "61 seconds" in server.wait_for(2)[1].text
    server.record(b"", size=20_000_001)
    assert "too large" in server.wait_for(3)[2].text
    assert not any(one.method == "getFile" for one in server.calls)
    server.write("я" * 5000, chat=2, language="ru")
    assert "знаков — 5000" in server.wait_for(1, chat=2)[0].text


def test_too_many_and_too_fast_get_one_sentence_each(bot: RunningBot, server) -> None:
    bot.limits, bot.answer = Limits(per_minute=4, waiting=2), "text"
    bot.start()
    for number in range(5):
        server.write(f"wait {number}")
    server.wait(lambda: bool(server.offsets) and not server.unconfirmed, "all taken in")
    assert "still at your earlier" in server.wait_for(1)[0].text
    bot.brain.go_on.set()
    server.wait_for(3)
    for number in range(4):
        server.write(f"more {number}")
        server.wait(lambda: not server.unconfirmed, "taken in")
        server.wait_for(min(4 + number, 6))
    assert "up to 4 messages a minute" in server.wait_for(6)[5].text
    assert [turn.text for turn in bot.brain.turns] == ["wait 0", "wait 1", "more 0", "more 1"]


@pytest.mark.parametrize(
    ("language", "says"), [("en", "do not know the command /dance"), ("ru", "не знаю команды /dance")]
)
def test_unknown_commands_get_a_sentence(running: RunningBot, server, language, says) -> None:
    server.write("/dance with me", language=language)
    assert says in server.wait_for(1)[0].text


def test_help_and_the_menu_are_in_the_users_language(running: RunningBot, server) -> None:
    menus = {
        one.fields.get("language_code", ""): one.fields["commands"]
        for one in server.calls
        if one.method == "setMyCommands"
    }
    assert "forget our talk" in menus[""]
    assert "забыть наш разговор" in {one["description"] for one in json.loads(menus["ru"])}
    server.write("/help", language="de")
    server.write("/help@amelie_bot", language="ru")
    english, russian = (one.text for one in server.wait_for(2))
    assert "Amelie answers" in english and "вам ответит Amelie" in russian
    for command in ("/persona", "/voice", "/reset"):
        assert command in english and command in russian


def test_a_persona_is_chosen_by_button_and_by_name_and_kept(writing: RunningBot, server) -> None:
    server.write("/persona")
    asked = server.wait_for(1)[0]
    buttons = [row[0] for row in json.loads(asked.fields["reply_markup"])["inline_keyboard"]]
    assert {"Amelie", "Caroline"} <= {button["text"] for button in buttons}
    assert all(len(button["callback_data"].encode()) <= 64 for button in buttons)
    caroline = next(button["callback_data"] for button in buttons if button["text"] == "Caroline")
    server.press(caroline, number=5)
    changed = server.wait_for(2)[1]
    assert (changed.method, changed.fields["message_id"]) == ("editMessageText", "5")
    assert changed.text == "From now on you talk with Caroline."
    assert any(one.method == "answerCallbackQuery" for one in server.calls)
    writing.stop()
    writing.start()
    server.write("hello")
    server.wait_for(3)
    assert writing.brain.turns[-1].persona.name == "Caroline"
    server.write("/persona AMELIE")
    assert "Amelie" in server.wait_for(4)[3].text
    server.write("/persona ../../etc/passwd")
    assert "There is nobody named" in server.wait_for(5)[4].text


def test_the_kind_of_answer_is_chosen_by_button(running: RunningBot, server) -> None:
    server.write("/voice", language="ru")
    asked = server.wait_for(1)[0]
    assert "кружком" in asked.text
    rows = json.loads(asked.fields["reply_markup"])["inline_keyboard"]
    assert [row[0]["callback_data"] for row in rows] == ["/voice note", "/voice voice", "/voice text"]
    server.fail("editMessageText", Fault(400, description="Bad Request: message is not modified: the same"))
    server.press("/voice text", language="ru")
    server.press("/voice text", language="ru")
    assert "отвечаю текстом" in server.wait_for(2)[1].text
    server.press("rubbish")
    server.write("hello")
    server.wait(lambda: any(one.text == "You said hello." for one in server.sent), "text")


def test_every_text_has_the_same_places_in_both_languages() -> None:
    for key, (english, russian) in _TEXTS.items():
        assert set(re.findall(r"{\w+}", english)) == set(re.findall(r"{\w+}", russian)), key
        assert re.search("[а-яё]", russian), key
    assert told("ru-RU", "forgotten") != told("pt-br", "forgotten") == told("", "forgotten")


def test_pace_and_complaints_forget_after_a_while() -> None:
    now = [0.0]
    pace, complaints = Pace(2, lambda: now[0]), Complaints(60.0, lambda: now[0])
    assert [pace.allows(1) for _ in range(3)] == [True, True, False]
    assert pace.allows(2)
    assert [complaints.due(1, "x"), complaints.due(1, "x"), complaints.due(1, "y")] == [True, False, True]
    now[0] = 61.0
    assert pace.allows(1) and complaints.due(1, "x")


def test_a_store_that_is_none_or_newer_is_refused(tmp_path) -> None:
    file = tmp_path / "store.sqlite"
    file.write_bytes(b"no database at all, but long enough to be taken for one" * 50)
    with pytest.raises(CompanionError, match="move it away"):
        Store(file)
    newer = tmp_path / "newer.sqlite"
    with sqlite3.connect(newer) as database:
        database.execute("PRAGMA user_version = 99")
    database.close()
    with pytest.raises(CompanionError, match="newer version"):
        Store(newer)
