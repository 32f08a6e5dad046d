"""A key is nowhere but where it belongs, and nobody can connect: looked for in all that the real program leaves."""

from __future__ import annotations

from pathlib import Path

from openai_compatible import chat_server
from real_window import QUICK, Open

CANARY = "canary-4711-of-the-coal-mine"


def processes(pid: int) -> list[int]:
    """Return a process and all its descendants."""
    children = [int(p) for task in Path(f"/proc/{pid}/task").glob("*/children") for p in task.read_text().split()]
    return [pid, *(one for child in children for one in processes(child))]


def listening(pids: list[int]) -> list[str]:
    """Return the addresses of the network sockets on which ``pids`` wait for others."""
    held = set()
    for pid in pids:
        for handle in Path(f"/proc/{pid}/fd").iterdir():
            if handle.is_symlink() and "socket:[" in (target := str(handle.readlink())):
                held.add(target[8:-1])
    found = []
    for table in ("tcp", "tcp6", "udp", "udp6"):
        for line in Path(f"/proc/net/{table}").read_text().splitlines()[1:]:
            _number, address, _far, state, *rest = line.split()
            if rest[5] in held and (state == "0A" or table.startswith("udp")):
                found.append(f"{table} {address}")
    return found


def test_a_key_stays_in_its_file(real_window: Open, private_home: Path) -> None:
    (private_home / "config").mkdir()
    key_file = private_home / "config" / "api-key"
    key_file.write_text(CANARY)
    key_file.chmod(0o600)
    with chat_server() as server:
        brain = f"engine = 'openai'\nbase_url = '{server.base_url}'\ntimeout = 2\n"
        window = real_window(
            "--debug",
            settings=QUICK.replace("engine = 'echo'\n", brain, 1),
            PYTHON_KEYRING_BACKEND="keyring.backends.fail.Keyring",
        )
        window.wait_ready()
        window.say("Hello.")
        assert f"Bearer {CANARY}" in server.keys, "the key is used"
        server.status = 401
        window.ask("program._say('And now?')")
        assert "refuses the key" in window.wait("program.window.chat.notices.text('turn')")
        # A mistake with the key in its words, in both processes' logs and in a report.
        window.ask(f"QTimer.singleShot(0, lambda: {{}}['{CANARY}'])")
        window.wait("program.window.chat.notices.text('mistake')")
        window.ask("program.open_settings()")
        report = window.ask("program.settings_session._debug_info()")
        assert "[key]" in report
        # What is given away: settings, persona, talk, memory, a backup.
        for module, export in (
            ("settings_exchange", "export_settings(program.settings, Path(PLACE, 'settings.toml'))"),
            ("mind.persona_exchange", "export_persona(program.conversation.key, Path(PLACE, 'card.json'))"),
            ("transcript", "write_transcript(Path(PLACE, 'talk.json'), program.history.last(1, -1), 'she', 'you')"),
            ("backup", "make_backup(__import__('datetime').datetime.now())"),
        ):
            place = export.replace("PLACE", repr(str(private_home)))
            window.ask(f"__import__('companion.{module}', fromlist=['it']).{place}")
        said = report + str(window.ask("program.window.chat.notices._shown['mistake'].label.text()"))
        everyone = processes(window.process.pid)
        assert len(everyone) >= 2, "window and engine"
        for pid in everyone:
            said += Path(f"/proc/{pid}/cmdline").read_text() + Path(f"/proc/{pid}/environ").read_text()
        assert not listening(everyone)
        window.process.terminate()
        said += "".join(window.process.communicate(timeout=60))
    assert CANARY not in said
    files = [path for path in private_home.rglob("*") if path.is_file() and path != key_file]
    assert {"settings.toml", "card.json", "talk.json", "backups"} <= {path.name for path in private_home.rglob("*")}
    assert [file for file in files if CANARY.encode() in file.read_bytes()] == []


def test_the_default_engines_wait_for_nobody(real_window: Open) -> None:
    window = real_window(settings="version = 2\n[window]\nwelcomed = true\n")
    window.wait_ready()
    window.ask("program._say('Hello.')")
    window.wait("program.conversation.state.value == 'speaking'")
    everyone = processes(window.process.pid)
    assert len(everyone) >= 2
    assert not listening(everyone)
    assert window.end() == 0
