"""No OpenGL, a context that goes, a driver that refuses in the middle: one plain notice, and the talk goes on."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from real_window import QUICK, Open, RealWindow

SPOKEN = QUICK.replace("engine = 'silent'", "engine = 'hibari'")
REFUSE = "(_ for _ in ()).throw(RuntimeError('the graphics driver was reset'))"


def talks(window: RealWindow, text: str) -> None:
    window.say(text)
    assert window.texts[-2:] == [text, f"You said: {text}"]


def test_without_opengl_she_talks_unseen(real_window: Open) -> None:
    window = real_window(settings=SPOKEN, QT_XCB_GL_INTEGRATION="none")
    window.wait("program is not None and program.engine.state.value == 'ready'")
    assert "There is no OpenGL 3.3 here" in window.notice("graphics")
    talks(window, "Are you there?")
    window.ask("program.pet_mode.toggle()")
    assert "she cannot go to the desktop" in window.notice("pet")
    window.ask("program.recording.toggle()")
    talks(window, "And now?")
    window.ask("program.recording.toggle()")
    window.wait("program.recording._thread is None")
    assert window.notice("mistake") == window.notice("recording") == ""
    assert window.end() == 0


@pytest.mark.parametrize(
    "broken",
    ["program.stage.character.draw", "program.stage.character.update", "program.stage._backdrop.draw"],
)
def test_a_driver_that_refuses_in_the_middle_of_the_talk(real_window: Open, private_home: Path, broken: str) -> None:
    owner, name = broken.rsplit(".", 1)
    window = real_window(settings=SPOKEN)
    window.wait_ready()
    window.wait("program.stage._drawable")
    window.ask("program._say('This is being said while the picture goes.')")
    window.wait("program.conversation.state.value == 'speaking'")
    window.ask(f"setattr({owner}, '{name}', lambda *_: {REFUSE})")
    said = window.wait("program.window.chat.notices.text('avatar')")
    assert said == "She cannot be drawn: the graphics driver was reset"
    window.wait("program.conversation.state.value == 'idle'")
    talks(window, "Are you there?")
    assert window.notice("mistake") == window.notice("turn") == ""
    log = private_home / "logs" / "window.log"
    before = log.stat().st_size
    time.sleep(1.0)  # many frames
    assert log.stat().st_size == before, "said once, not in each frame"
    # Chosen again she is back: with objects of her own on a stage of its own.
    window.ask("program.casting._failed(program.casting.chosen, 'gone')")
    window.ask("program.casting.call()")
    window.wait("program.stage._drawable and program.stage._backdrop is not None")
    assert window.end() == 0


def test_a_context_that_goes_with_the_window_and_comes_back(real_window: Open) -> None:
    """The surface of a graphics card loses its context whenever it moves to another window."""
    window = real_window(settings=SPOKEN)
    window.wait_ready()
    window.wait("program.stage._drawable")
    for _ in range(3):
        window.ask("program.pet_mode.toggle()")
        window.wait("program.pet_mode.on and program.stage._drawable and program.stage.surface.isExposed()")
        talks(window, "On the desktop?")
        window.ask("program.pet_mode.toggle()")
        window.wait("not program.pet_mode.on and program.stage._drawable")
        talks(window, "And back?")
    assert window.notice("avatar") == window.notice("mistake") == ""
    assert window.end() == 0
