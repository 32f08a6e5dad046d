"""One window for each home; it ends when told to, whatever is open; failed starts lead to safe mode."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from real_window import QUICK, Open


def test_a_second_start_calls_the_first_window_and_ends(real_window: Open) -> None:
    first = real_window()
    first.wait("program is not None and program.window.isVisible()")
    first.ask("program.window.hide()")
    second = real_window()
    assert second.process.wait(60) == 0
    assert "open already" in second.process.stderr.read()
    first.wait("program.window.isVisible()")
    assert first.end() == 0


def test_of_two_that_start_at_once_one_stays(real_window: Open) -> None:
    both = [real_window(), real_window()]
    both[0].process.poll()
    while all(one.process.poll() is None for one in both):
        pass
    stays = next(one for one in both if one.process.poll() is None)
    gone = next(one for one in both if one is not stays)
    assert gone.process.wait() == 0
    stays.wait("program is not None and program.window.isVisible()")
    assert stays.end() == 0


def test_a_killed_window_is_in_nobodys_way_and_another_home_has_its_own(real_window: Open, tmp_path: Path) -> None:
    killed = real_window()
    killed.wait("program is not None and program.window.isVisible()")
    killed.process.kill()
    killed.process.wait()
    again = real_window()
    again.wait("program is not None and program.window.isVisible()")
    other = real_window(COMPANION_HOME=str(tmp_path / "other"))
    other.wait("program is not None and program.window.isVisible()")
    assert (again.end(), other.end()) == (0, 0)


def test_a_first_window_that_hangs_is_named(real_window: Open) -> None:
    first = real_window()
    first.wait("program is not None and program.window.isVisible()")
    os.kill(first.process.pid, signal.SIGSTOP)
    second = real_window()
    assert second.process.wait(60) == 1
    assert "does not answer; end its process" in second.process.stderr.read()
    os.kill(first.process.pid, signal.SIGCONT)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_over_the_first_steps_and_a_question(real_window: Open, number: signal.Signals) -> None:
    window = real_window(settings="")
    window.wait("'FirstRun' in windows")
    window.ask("QTimer.singleShot(0, lambda: QMessageBox.question(program.window, 'Well?', 'Well?'))")
    window.wait("'QMessageBox' in windows")
    pid = window.ask("program.engine.pid")
    window.process.send_signal(number)
    assert window.process.wait(60) == 0
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_a_signal_ends_it_while_it_asks_for_safe_mode(real_window: Open, private_home: Path) -> None:
    (private_home / "data").mkdir()
    (private_home / "data" / "failed-starts").write_text("2")
    window = real_window()
    window.wait("'SafeModeQuestion' in windows")
    assert window.end() == 0


def test_two_starts_that_did_not_come_through_lead_to_safe_mode(real_window: Open, private_home: Path) -> None:
    settings = QUICK + "[face]\navatar = '/nowhere.model3.json'\n[persona]\nuser_name = 'Rose'\n"
    for _ in range(2):
        window = real_window(settings=settings)
        window.wait("program is not None")
        window.process.kill()
        window.process.wait()
    window = real_window()
    window.wait("'SafeModeQuestion' in windows")
    shown = window.ask("[w.detailedText() for w in application.topLevelWidgets() if hasattr(w, 'detailedText')][0]")
    assert "--- window.log" in shown
    window.ask("[w.safe.click() for w in application.topLevelWidgets() if hasattr(w, 'safe')]")
    window.wait("program is not None and program.window.isVisible()")
    assert "Safe mode" in window.notice("safe")
    assert window.ask("str(program.casting.chosen)").endswith("amelie.model3.json")
    assert window.ask("program.engine._config.llm") == "llama.cpp"
    assert window.ask("program.conversation.user_name") == "Rose"
    window.ask("program.settings.__setitem__(s.THEME, 'dark')")
    assert window.end() == 0
    assert (private_home / "config" / "settings.toml").read_text() == settings
    assert not (private_home / "data" / "failed-starts").exists()
    again = real_window("--safe")
    again.wait("program is not None and program.window.isVisible()")
    assert "Safe mode" in again.notice("safe")
