"""Offline mode: no network socket by Python, by native code, or by a child; and no port is ever opened."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from companion import network
from companion import settings as s
from companion.paths import config_dir
from companion.privacy import what_leaves
from companion.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
FORBIDDEN = [sys.executable, str(ROOT / "tests" / "no_network.py")]
NAMESPACE = ["unshare", "--map-root-user", "--net"]
only_linux = pytest.mark.skipif(sys.platform != "linux", reason="the kernel's filters are Linux's")


def run(*command: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(command, capture_output=True, text=True, env=environment, timeout=250, check=False)


def companion(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "companion", *arguments]


@only_linux
def test_the_filter_kills_native_sockets_too() -> None:
    assert run(*FORBIDDEN, sys.executable, "-c", "import socket; socket.socket(socket.AF_UNIX)").returncode == 0
    for family in ("AF_INET", "AF_INET6"):
        died = run(*FORBIDDEN, sys.executable, "-c", f"import socket; socket.socket(socket.{family})")
        assert died.returncode == -signal.SIGSYS


@only_linux
@pytest.mark.parametrize("offline", [True, False])
def test_an_answer_makes_no_network_socket_with_the_default_engines(offline: bool) -> None:
    """Online neither: no engine that comes with the program reports to its makers."""
    Settings(config_dir() / "settings.toml")[s.OFFLINE] = offline
    answered = run(*FORBIDDEN, *companion("reply", "Hello, who are you?"))
    assert answered.returncode == 0, answered.stderr
    assert answered.stdout.strip()


@only_linux
def test_a_note_is_made_where_there_is_no_network(tmp_path: Path) -> None:
    Settings(config_dir() / "settings.toml")[s.OFFLINE] = True
    if not shutil.which("unshare") or run(*NAMESPACE, "true").returncode != 0:
        pytest.skip("this system lets nobody make a network namespace")
    film = tmp_path / "note.mp4"
    made = run(*NAMESPACE, *companion("note", "Hello.", "--size", "128", "--out", str(film)))
    assert made.returncode == 0, made.stderr
    assert film.stat().st_size > 1000


def test_offline_no_socket_of_the_internet_is_made_and_no_name_looked_up() -> None:
    network.obey(offline=True)
    with pytest.raises(network.OfflineError, match="no network socket"):
        socket.socket(socket.AF_INET)
    with pytest.raises(network.OfflineError, match="no name"):
        socket.getaddrinfo("localhost", 80)
    first, second = socket.socketpair()  # what processes talk through stays
    first.sendall(b"hello")
    assert second.recv(5) == b"hello"
    first.close()
    second.close()
    assert os.environ["HF_HUB_OFFLINE"] == "1"
    network.obey(offline=False)
    assert "HF_HUB_OFFLINE" not in os.environ
    socket.socket(socket.AF_INET).close()


def test_servers_on_this_computer_can_be_allowed_and_nothing_else() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        network.obey(offline=True, own_servers=True)
        with socket.create_connection(("localhost", server.getsockname()[1]), timeout=10) as asked:
            asked.sendall(b"hello")
        with socket.socket() as other:
            with pytest.raises(network.OfflineError, match=r"192\.0\.2\.1"):
                other.connect(("192.0.2.1", 80))
            with pytest.raises(network.OfflineError, match=r"nobody|connection"):
                other.bind(("0.0.0.0", 0))
        with pytest.raises(network.OfflineError, match=r"example\.com"):
            socket.getaddrinfo(b"example.com", 80)
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as letter, pytest.raises(network.OfflineError):
            letter.sendto(b"hello", ("192.0.2.1", 9))


def test_the_guard_follows_the_settings() -> None:
    settings = Settings()
    network.follow(settings)
    socket.socket().close()
    settings[s.OFFLINE] = True
    with pytest.raises(OSError, match="Offline"):
        socket.socket()
    settings[s.OFFLINE] = False
    socket.socket().close()


def test_what_leaves_is_told_with_its_readers() -> None:
    settings = Settings()
    assert what_leaves(settings) == []
    settings[s.LLM], settings[s.API_BASE] = "openai", "https://api.example.com/v1"
    settings[s.SPEECH], settings[s.VOICE_BASE] = "openai", "http://192.168.0.7:8000/v1"
    settings[s.EARS] = "openai"
    leaving = what_leaves(settings)
    assert [(one.what, one.host, one.reach, one.refused) for one in leaving] == [
        ("talk", "api.example.com", "others", False),
        ("her words", "192.168.0.7", "own network", False),
        ("your voice", "127.0.0.1", "this computer", False),
    ]
    settings[s.OFFLINE] = True
    assert all(one.refused for one in what_leaves(settings))
    settings[s.OWN_SERVERS] = True
    assert [one.refused for one in what_leaves(settings)] == [True, True, False]


def test_names_of_models_are_told_only_to_the_hub_that_sends_them(tmp_path: Path) -> None:
    settings = Settings()
    settings[s.LLM], settings[s.HUB_MODEL] = "transformers", "facebook/opt-1.3b"
    settings[s.SPEECH] = "tacotron"
    assert [(one.what, one.host) for one in what_leaves(settings)] == [
        ("brain", "huggingface.co"),
        ("voice", "huggingface.co"),
    ]
    settings[s.HUB_MODEL] = settings[s.VOICE_MODEL] = settings[s.VOCODER] = str(tmp_path)
    assert what_leaves(settings) == []
