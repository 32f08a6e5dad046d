"""Take the pictures of the window that README and docs show, from the real window with the real engines.

    python docs/pictures/take.py [NAME ...]        needs a display; without one: xvfb-run -s "-screen 0 1280x900x24" ...

She answers what is asked here with the default engines, in a home of its own. Names: window, dark, settings, face,
mood, first-run, russian. Look at them before they are committed.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1]))

from companion import settings as s  # noqa: E402
from companion.bench.opened_window import Wait, ask, opened_window  # noqa: E402

TALK = ("Hello! Who are you?", "I feel a little sad today.", "What do you think of roses?")
SIZE = (1120, 760)


class Photographer:
    """Takes pictures of windows as they stand on the screen: OpenGL is on no picture that a widget makes of itself."""

    def __init__(self, program, wait: Wait) -> None:  # type: ignore[no-untyped-def]
        self.program = program
        self._wait = wait
        self._talked = False

    def rest(self, seconds: float) -> None:
        """Let the program run."""
        end = time.monotonic() + seconds
        self._wait(seconds + 60, lambda: time.monotonic() >= end)

    def take(self, widget, name: str) -> None:  # type: ignore[no-untyped-def]
        """Save what the screen shows where a window stands."""
        from PySide6.QtGui import QGuiApplication

        self.program.window.chat.notices.withdraw("sound")  # nobody's picture needs to say that no card was there
        self.rest(1.5)
        place = widget.geometry()
        screen = QGuiApplication.primaryScreen()
        picture = screen.grabWindow(0, place.x(), place.y(), place.width(), place.height())
        file = HERE / f"{name}.png"
        picture.toImage().convertToFormat(picture.toImage().Format.Format_RGB888).save(str(file))
        print(file)

    def talk(self) -> None:
        """Have a little talk, once."""
        if not self._talked:
            self._talked = True
            for line in TALK:
                ask(self.program, self._wait, line)

    def settings_page(self, number: int, name: str) -> None:
        """Take one page of the settings."""
        self.program.open_settings()
        dialog = self.program.dialog
        dialog.resize(900, 680)
        dialog.move(100, 60)
        dialog.pages.setCurrentRow(number)
        self.take(dialog, name)
        self.program.settings_session.close()


def main() -> int:
    """Take all pictures, or those named."""
    with opened_window() as (program, wait):
        camera = Photographer(program, wait)
        window = program.window
        window.resize(*SIZE)
        window.move(60, 40)

        def plain() -> None:
            camera.talk()
            camera.take(window, "window")

        def dark() -> None:
            camera.talk()
            program.settings[s.THEME] = "dark"
            camera.take(window, "window-dark")
            program.settings[s.THEME] = "light"

        def mood() -> None:
            camera.talk()
            program.mood_view.open()
            camera.take(window, "mood")

        def russian() -> None:
            camera.talk()
            program.settings[s.LANGUAGE] = "ru"
            camera.take(window, "window-russian")
            program.settings[s.LANGUAGE] = "en"
            camera.rest(1.0)

        def first_run() -> None:
            program.welcome.open()
            camera.rest(2.0)
            camera.take(program.welcome.dialog, "first-run")
            program.welcome.close()

        pictures: dict[str, Callable[[], None]] = {
            "window": plain,
            "dark": dark,
            "settings": lambda: camera.settings_page(0, "settings"),
            "face": lambda: camera.settings_page(1, "settings-face"),
            "mood": mood,
            "russian": russian,
            "first-run": first_run,
        }
        program.settings[s.LANGUAGE] = "en"
        program.settings[s.THEME] = "light"
        for name in sys.argv[1:] or pictures:
            pictures[name]()
    return 0


if __name__ == "__main__":
    sys.exit(main())
