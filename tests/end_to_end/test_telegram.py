"""The bot as its owner starts it, against a Bot API server on the loopback."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from bot_api_server import NAME, TOKEN, BotApiServer, Fault
from companion.audio.wav import read_wav
from companion.telegram import sound
from decoded_video import decode
from listening import sound_of, words, words_in

Start = Callable[..., "subprocess.Popen[str]"]
ROOT = Path(__file__).parents[2]


@pytest.fixture
def server() -> Iterator[BotApiServer]:
    with BotApiServer() as server:
        yield server


@pytest.fixture
def start(server: BotApiServer, private_home: Path, tmp_path: Path) -> Iterator[Start]:
    """Return a function that starts the bot; what it says goes to ``bot.err``."""
    started: list[subprocess.Popen[str]] = []

    def run(*lines: str, arguments: tuple[str, ...] = ()) -> subprocess.Popen[str]:
        (private_home / "config").mkdir(exist_ok=True)
        told = [f'[telegram]\napi = "{server.address}"\nusers = "1, 2"\nsize = 256\n', *lines]
        (private_home / "config" / "settings.toml").write_text("version = 2\n" + "".join(told))
        env = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
        with (tmp_path / "bot.err").open("a") as errors:
            bot = subprocess.Popen(
                [sys.executable, "-m", "companion", *arguments, "telegram"],
                stdout=errors,
                stderr=errors,
                cwd=ROOT,
                env=env | {"COMPANION_TELEGRAM_TOKEN": TOKEN},
                text=True,
            )
        started.append(bot)
        return bot

    yield run
    for bot in started:
        bot.kill()
        bot.wait()


def test_a_message_becomes_a_note_that_says_the_answer(start: Start, server, private_home, tmp_path) -> None:
    bot = start(arguments=("--debug",))
    server.write("Hello, who are you?")
    note = server.wait_for(1, method="sendVideoNote")[0]
    file = tmp_path / "note.mp4"
    file.write_bytes(note.files["video_note"])
    video = decode(file)
    assert video.codecs == ("h264", "aac")
    assert video.frames.shape[1:] == (256, 256, 3)
    assert abs(video.picture_seconds - video.sound_seconds) < 0.1
    changed = np.any(video.frames[1:] != video.frames[:-1], axis=(1, 2, 3))
    assert changed.mean() > 0.8, "she stands still"
    bot.terminate()
    assert bot.wait(60) == 0
    with sqlite3.connect(private_home / "data" / "telegram-424242.sqlite") as database:
        said = words(database.execute("SELECT reply FROM message").fetchone()[0])
    database.close()
    heard = words_in(sound_of(file))
    missed = [word for word in said if word not in heard]
    assert said and len(missed) <= len(said) // 3, f"said {said}, heard {heard}"
    told = (tmp_path / "bot.err").read_text()
    assert f"@{NAME} answers now" in told
    for written in (told, *(one.read_text("utf-8", "replace") for one in private_home.rglob("*") if one.is_file())):
        assert TOKEN.partition(":")[2] not in written


def test_a_voice_message_is_understood(start: Start, server, companion, tmp_path) -> None:
    wav = tmp_path / "said.wav"
    assert companion("speak", "The weather is lovely this morning.", "--out", str(wav)).returncode == 0
    start('answer = "text"\n[brain]\nengine = "echo"\n')
    server.record(sound.encode(*read_wav(wav)))
    answer = words(server.wait_for(1)[0].text)
    assert {"weather", "lovely", "morning"} <= set(answer), answer


def test_killed_in_the_middle_of_an_answer_it_answers_once_after_the_next_start(start: Start, server) -> None:
    silent = '[brain]\nengine = "echo"\n[voice]\nengine = "silent"\n[feelings]\nengine = "neutral"\n'
    bot = start(silent)
    server.write("first")
    server.wait_for(1)
    uploading = server.hold("sendVideoNote")
    server.write("second")
    server.wait(lambda: [one.method for one in server.calls].count("sendVideoNote") == 2, "an upload")
    bot.kill()
    bot.wait()
    server.fail("sendVideoNote", Fault(0))  # the upload that was cut off came to nothing
    uploading.set()
    start(silent)
    server.write("third")
    assert [one.method for one in server.wait_for(3)] == ["sendVideoNote"] * 3
    server.write("/help")
    assert [one.method for one in server.wait_for(4)] == ["sendVideoNote"] * 3 + ["sendMessage"]


def test_the_token_is_kept_from_standard_input_and_guests_by_number(companion, private_home) -> None:
    def run(*arguments: str, typed: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "companion", "telegram", *arguments],
            input=typed, capture_output=True, text=True, timeout=120, check=False, cwd=ROOT,
            env=os.environ | {"PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"},
        )  # fmt: skip

    missing = run()
    assert missing.returncode == 1 and "@BotFather" in missing.stderr and missing.stderr.count("\n") == 1
    assert run("token", typed="nonsense\n").returncode == 1
    kept = run("token", typed=f"{TOKEN}\n")
    assert kept.returncode == 0 and TOKEN not in kept.stdout + kept.stderr
    file = private_home / "config" / "telegram-token"
    assert file.read_text() == TOKEN and file.stat().st_mode & 0o777 == 0o600
    assert run("allow", "12345").stdout == "Who may write to the bot: 12345\n"
    assert run("allow", "7").stdout == "Who may write to the bot: 7, 12345\n"
    assert run("deny", "12345").stdout == "Who may write to the bot: 7\n"
    assert run("allow", "somebody").returncode == 2
    settings = private_home / "config" / "settings.toml"
    for line, says in (('api = "ftp://x"', "no server address"), ('api = "http://example.org"', "use https")):
        settings.write_text(f"version = 2\n[telegram]\n{line}\n")
        refused = run()
        assert refused.returncode == 1 and says in refused.stderr, refused.stderr
    settings.write_text("version = 2\n[privacy]\noffline = true\n")
    assert "Offline mode is on" in run().stderr
