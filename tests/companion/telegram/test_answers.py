"""What comes back for what was written or said: notes, voice, text, and the plainer one where one fails."""

from __future__ import annotations

import io
import json
import os
import signal
import time
from pathlib import Path

import av
import numpy as np
import pytest
from PIL import Image

from bot_api_server import Fault
from companion.telegram import sound
from decoded_video import decode
from running_bot import GatedStudio, RunningBot


def ogg(loudness: float = 0.4) -> bytes:
    return sound.encode((loudness * np.sin(np.arange(24_000) * 0.1)).astype(np.float32), 24_000)


def test_a_text_is_answered_by_a_square_note_with_sound(running: RunningBot, server, tmp_path: Path) -> None:
    server.write("hello")
    note = server.wait_for(1)[0]
    assert note.method == "sendVideoNote"
    file = tmp_path / "note.mp4"
    file.write_bytes(note.files["video_note"])
    video = decode(file)
    assert video.codecs == ("h264", "aac")
    assert video.frames.shape[1:] == (64, 64, 3)
    assert np.abs(video.sound).max() > 0.1
    assert note.fields["length"] == "64"
    assert note.fields["duration"] == str(round(video.picture_seconds))
    assert len(note.files["thumbnail"]) < 200_000
    thumbnail = Image.open(io.BytesIO(note.files["thumbnail"]))
    assert thumbnail.format == "JPEG" and max(thumbnail.size) <= 320
    assert server.actions() == ["typing", "record_video_note", "upload_video_note"]


def test_a_voice_message_is_heard_and_answered(running: RunningBot, server) -> None:
    server.record(ogg())
    assert server.wait_for(1)[0].method == "sendVideoNote"
    assert running.brain.turns[-1].text == "what was heard"
    assert abs(running.brain.heard[0] - 16_000) < 800


def test_a_round_video_is_heard_too(running: RunningBot, server) -> None:
    server.write("hello")
    server.record(server.wait_for(1)[0].files["video_note"])
    server.wait_for(2)
    assert running.brain.turns[-1].text == "what was heard"


@pytest.mark.parametrize("what", [ogg(0.0), b"no sound at all", b"#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n"])
def test_a_voice_message_without_words_gets_a_sentence(writing: RunningBot, server, what: bytes) -> None:
    server.record(what)
    assert "could not make out" in server.wait_for(1)[0].text
    server.write("hello")
    assert server.wait_for(2)[1].text == "You said hello."


def test_answers_come_as_the_chat_wants_them(running: RunningBot, server) -> None:
    server.write("/voice text")
    server.write("hello")
    assert [one.text for one in server.wait_for(2)] == ["From now on I answer in writing.", "You said hello."]
    server.write("/voice voice")
    server.wait_for(3)
    server.write("again")
    spoken = server.wait_for(4)[-1]
    assert spoken.method == "sendVoice"
    with av.open(io.BytesIO(spoken.files["voice"])) as container:
        assert (container.format.name, container.streams.audio[0].codec_context.name) == ("ogg", "opus")
    server.write("hi", chat=2)
    assert server.wait_for(1, chat=2)[0].method == "sendVideoNote"


def test_a_long_talk_becomes_several_notes(running: RunningBot, server) -> None:
    server.write("long")
    notes = server.wait_for(2)
    assert [one.method for one in notes] == ["sendVideoNote"] * 2
    assert all(float(one.fields["duration"]) <= 60 for one in notes)


def test_where_no_note_can_be_drawn_her_voice_comes(bot: RunningBot, server, caplog) -> None:
    bot.avatar = Path("/nowhere/at/all.model3.json")
    bot.start()
    server.write("hello")
    assert server.wait_for(1)[0].method == "sendVoice"
    assert "voice message instead of a note" in caplog.text
    assert "/nowhere/at/all.model3.json" in caplog.text


def test_where_the_user_forbids_voice_text_comes(running: RunningBot, server) -> None:
    forbidden = Fault(400, description="Bad Request: VOICE_MESSAGES_FORBIDDEN")
    server.fail("sendVideoNote", forbidden)
    server.fail("sendVoice", forbidden)
    server.write("hello")
    assert server.wait_for(1)[0].text == "You said hello."


def test_a_note_whose_process_dies_is_replaced_and_the_next_is_drawn(bot: RunningBot, server, studio) -> None:
    bot.start()
    server.write("hello")
    server.wait_for(1)
    for worker in studio._workers:  # the first call must find a dead one, whichever it takes
        if worker._process is not None:
            os.kill(worker._process.pid, signal.SIGSTOP)
    server.write("are you there")
    server.wait(lambda: server.actions()[-1] == "record_video_note", "a note in the making")
    time.sleep(0.3)
    for worker in studio._workers:
        if worker._process is not None:
            worker._process.kill()
    assert server.wait_for(2)[1].method in ("sendVoice", "sendVideoNote")
    server.write("and now")
    assert server.wait_for(3)[2].method == "sendVideoNote"


def test_a_failure_is_one_sentence_without_the_owners_business(running: RunningBot, server, caplog) -> None:
    server.write("fail please")
    assert "lost my thread" in server.wait_for(1)[0].text
    assert "10.0.0.7" not in server.sent[0].text
    assert "10.0.0.7" in caplog.text
    server.write("bug", language="ru")
    assert "Мысль ускользнула" in server.wait_for(2)[1].text
    server.write("hello")
    assert server.wait_for(3)[2].method == "sendVideoNote"


def test_her_greeting_is_a_note(running: RunningBot, server) -> None:
    server.write("/start")
    assert server.wait_for(1)[0].method == "sendVideoNote"
    assert running.brain.turns[0].verbatim and "roses" in running.brain.turns[0].text


def test_each_chat_has_its_own_memory_until_it_is_reset(writing: RunningBot, server) -> None:
    for text, chat in (("one", 1), ("two", 1), ("other", 2)):
        server.write(text, chat=chat)
        server.wait_for({"one": 1, "two": 2, "other": 1}[text], chat=chat)
    writing.stop()
    writing.start()
    server.write("three")
    server.wait_for(3)
    lines = [line.text for line in writing.brain.turns[-1].history]
    assert lines == ["one", "You said one.", "two", "You said two."]
    server.write("/reset")
    assert server.wait_for(4)[3].text == "Our talk is forgotten."
    server.write("four")
    server.wait_for(5)
    assert writing.brain.turns[-1].history == ()
    writing.stop()
    stored = b"".join(file.read_bytes() for file in writing.file.parent.glob("telegram-*"))
    assert b"You said two" not in stored
    assert b"You said other" in stored


def test_chats_do_not_wait_for_each_other(bot: RunningBot, server, studio) -> None:
    bot.studio = gated = GatedStudio(studio, 0)
    bot.start()
    server.write("/voice text", chat=2)
    server.wait_for(1, chat=2)
    server.write("a note, please")  # its drawing is held
    server.wait(lambda: server.actions()[-1:] == ["record_video_note"], "a note in the making")
    server.write("hello", chat=2)
    assert server.wait_for(2, chat=2)[1].text == "You said hello."
    server.write("/help")  # also in the same chat a command is answered at once
    assert server.wait_for(1)[0].method == "sendMessage"
    shown = len([one for one in server.calls if one.method == "sendChatAction" and one.chat == 1])
    server.wait(
        lambda: len([one for one in server.calls if one.method == "sendChatAction" and one.chat == 1]) > shown,
        "the status kept alive",
    )
    gated.gate.release()
    server.wait_for(1, method="sendVideoNote")


def test_a_chat_is_answered_in_order_and_told_which(writing: RunningBot, server) -> None:
    numbers = [server.write(text) for text in ("wait one", "two", "three")]
    server.wait(lambda: not server.unconfirmed, "all taken in")
    writing.brain.go_on.set()
    notes = server.wait_for(3)
    assert [turn.text for turn in writing.brain.turns] == ["wait one", "two", "three"]
    answered = [json.loads(one.fields.get("reply_parameters", "{}")).get("message_id") for one in notes]
    assert answered == [None, *numbers[1:]]


def test_an_edited_message_is_answered_as_it_is_when_its_turn_comes(writing: RunningBot, server) -> None:
    first, second = server.write("wait"), server.write("tow")
    server.edit(second, "two")
    server.wait(lambda: not server.unconfirmed, "all taken in")
    writing.brain.go_on.set()
    assert [one.text for one in server.wait_for(2)] == ["You said wait.", "You said two."]
    server.edit(first, "too late")
    server.write("end")
    assert server.wait_for(3)[2].text == "You said end."


def test_reset_also_drops_what_is_being_answered(running: RunningBot, server) -> None:
    server.write("wait for me")
    server.wait(lambda: bool(running.brain.turns), "thinking")
    server.write("/reset")
    server.wait_for(1)
    running.brain.go_on.set()
    server.write("hello")
    server.wait_for(1, method="sendVideoNote")
    assert len(server.of(1)) == 2
