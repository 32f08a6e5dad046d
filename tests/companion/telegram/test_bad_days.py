"""Bad days: floods, broken servers, lost networks, ends in the middle; nothing is lost and nothing comes twice."""

from __future__ import annotations

import logging
import socket

from bot_api_server import TOKEN, BotApiServer, Fault
from companion.commands.telegram import logged
from companion.paths import log_dir
from no_room import room_for
from running_bot import GatedStudio, RunningBot


def test_flood_limits_are_waited_for_and_hold_nobody_else(running: RunningBot, server) -> None:
    server.fail("sendVideoNote", Fault(429, retry_after=2, description="Too Many Requests: retry after 2"))
    server.write("hello")
    server.wait(lambda: any(one.method == "sendVideoNote" for one in server.calls), "a first try")
    server.write("/voice text", chat=2)
    server.write("hi", chat=2)
    server.wait_for(2, chat=2)
    server.wait_for(1)
    first, second = [one.at for one in server.calls if one.method == "sendVideoNote"]
    assert second - first >= 2
    assert len(server.of(1)) == 1


def test_a_broken_server_is_tried_again(running: RunningBot, server) -> None:
    server.fail("sendVideoNote", Fault(502), Fault(0), Fault(500))
    server.fail("getUpdates", Fault(500), Fault(0), Fault(429, retry_after=1))
    server.write("hello")
    assert [one.method for one in server.wait_for(1)] == ["sendVideoNote"]
    server.write("again")
    server.wait_for(2)


def test_what_the_server_never_takes_comes_in_a_plainer_way(running: RunningBot, server) -> None:
    server.fail("sendVideoNote", *[Fault(500)] * 5)
    server.write("hello")
    assert server.wait_for(1)[0].method == "sendVoice"


def test_a_chat_that_blocked_the_bot_stops_nothing(running: RunningBot, server) -> None:
    server.fail("sendVideoNote", Fault(403, description="Forbidden: bot was blocked by the user"))
    server.write("hello")
    server.wait(lambda: any(one.method == "sendVideoNote" for one in server.calls), "a try")
    server.write("hi", chat=2)
    server.wait_for(1, chat=2)
    assert server.of(1) == []


def test_a_bot_that_starts_before_the_network_waits_for_it(bot: RunningBot) -> None:
    with socket.socket() as taken:  # an address nobody listens on yet
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    bot.api = f"http://127.0.0.1:{port}"
    bot.start()
    assert not bot._ready.wait(0.5)
    with BotApiServer(port) as server:
        bot.wait_until_ready()
        server.write("hello")
        server.wait_for(1)
        bot.stop()


def test_an_update_the_library_cannot_read_is_passed_over(writing: RunningBot, server) -> None:
    poll = {"id": "1", "question": "Tea?", "options": [], "type": "regular"}  # of a server older than the library
    server.write("first", poll=poll)
    server.write("second")
    server.wait_for(1)
    assert [turn.text for turn in writing.brain.turns] == ["second"]


def test_a_full_disk_loses_no_message_and_ends_no_bot(writing: RunningBot, server, caplog) -> None:
    with room_for(1):
        server.write("while the disk is full")
        server.wait(lambda: "messages cannot be kept" in caplog.text, "the complaint")
    server.wait_for(1)
    assert [turn.text for turn in writing.brain.turns] == ["while the disk is full"]


def test_unanswered_messages_are_answered_after_a_restart_and_others_not_again(writing: RunningBot, server) -> None:
    server.write("first")
    server.wait_for(1)
    server.repeat_last()
    server.write("wait here")
    server.write("then this")
    server.wait(lambda: len(writing.brain.turns) == 2 and not server.unconfirmed, "the second begun")
    writing.stop()
    writing.brain.go_on.set()
    writing.start()
    server.wait_for(3)
    server.write("last")
    server.wait_for(4)
    assert [turn.text for turn in writing.brain.turns] == ["first", "wait here", "wait here", "then this", "last"]
    assert len(server.sent) == 4


def test_the_second_of_two_notes_comes_after_a_restart_and_the_first_not_again(bot: RunningBot, server, studio) -> None:
    bot.studio = gated = GatedStudio(studio, 1)
    bot.start()
    server.write("long")
    server.wait_for(1)
    server.wait(lambda: server.actions()[-2:] == ["upload_video_note", "record_video_note"], "the second begun")
    bot.stop()
    gated.gate.release()  # for the drawing that was given up
    gated.gate.release()
    bot.start()
    server.wait_for(2)
    again = bot.brain.turns[-1]
    assert (again.verbatim, again.text) == (True, "Part 2. Part 3.")
    server.write("/help")
    server.wait_for(3)
    assert len(bot.brain.turns) == 2


def test_a_wrong_token_is_one_sentence_without_it(bot: RunningBot, server) -> None:
    server.fail("getMe", Fault(401, description="Unauthorized"))
    bot.start()
    bot.join()
    assert "does not know this token" in str(bot.failure)
    assert TOKEN not in str(bot.failure) and bot.failure.__cause__ is None and bot.failure.__suppress_context__


def test_the_token_is_in_no_log(bot: RunningBot, server) -> None:
    level = logging.getLogger().level
    logging.getLogger().setLevel(logging.DEBUG)
    try:
        with logged(TOKEN, debug=True):
            server.fail("getMe", Fault(502))
            server.fail("sendVideoNote", Fault(0), Fault(500))
            bot.start()
            server.write("hello")
            server.wait_for(1)
            logging.getLogger("httpx").error("HTTP Request: POST %s/bot%s/getMe", server.address, TOKEN)
            bot.stop()
    finally:
        logging.getLogger().setLevel(level)
    text = (log_dir() / "telegram.log").read_text("utf-8")
    assert "HTTP Request: POST" in text and "Set Bot API URL" in text, "what would hold it was logged"
    assert TOKEN not in text and TOKEN.partition(":")[2] not in text
