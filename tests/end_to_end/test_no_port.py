"""The program as it is started, under a kernel that kills it at its first network socket: no port is ever open."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from companion import settings as s
from companion.paths import config_dir
from companion.settings import Settings

ROOT = Path(__file__).parents[2]
LISTENING = 1 << 16  # of the flags in /proc/net/unix


def listening_paths(process: psutil.Process) -> list[str]:
    """Return the paths of the unix sockets at which a process waits for callers."""
    opened = set()
    try:
        for entry in Path(f"/proc/{process.pid}/fd").iterdir():
            try:
                opened.add(str(entry.readlink()))
            except FileNotFoundError:  # closed while we looked
                continue
        rows = [line.split() for line in Path(f"/proc/{process.pid}/net/unix").read_text().splitlines()[1:]]
    except (FileNotFoundError, ProcessLookupError):  # the process itself has ended: a child that helped at the start
        return []
    return [row[7] for row in rows if len(row) > 7 and int(row[3], 16) & LISTENING and f"socket:[{row[6]}]" in opened]


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel's filters and /proc are Linux's")
def test_window_and_engine_open_no_port_and_no_network_socket(display: None, tmp_path: Path) -> None:
    settings = Settings(config_dir() / "settings.toml")
    settings[s.WELCOMED] = settings[s.OFFLINE] = True
    command = [sys.executable, str(ROOT / "tests" / "no_network.py"), sys.executable, "-m", "companion"]
    with (tmp_path / "out").open("w+") as out:
        program = subprocess.Popen(command, cwd=ROOT, stdout=out, stderr=subprocess.STDOUT)
        try:
            window = psutil.Process(program.pid)
            deadline = time.monotonic() + 200
            paths: list[str] = []
            # The library behind the text model waits for callers at a socket file of this user; once the model is
            # loaded the file is deleted, and nobody can find it.
            while not paths or any(Path(path).exists() for path in paths):
                assert program.poll() is None, f"ended with {program.returncode}: {(tmp_path / 'out').read_text()}"
                assert time.monotonic() < deadline, "the text model did not load, or can be found"
                time.sleep(0.2)
                paths = [path for child in window.children(recursive=True) for path in listening_paths(child)]
            family = [window, *window.children(recursive=True)]
            assert len(family) > 1
            assert [one for process in family for one in process.net_connections(kind="inet")] == []
            # The window waits for a second start of itself, in a folder that nobody but this user can enter.
            for path in listening_paths(window):
                folder = next(parent for parent in Path(path).parents if parent.exists())
                assert folder.stat().st_uid == os.getuid(), path
                assert folder.stat().st_mode & 0o077 == 0, path
        finally:
            program.send_signal(signal.SIGTERM)
            code = program.wait(60)
    assert code == 0
