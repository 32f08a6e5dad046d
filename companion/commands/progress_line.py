"""What goes on, on standard error: one line written over on a terminal, plain lines for a log."""

from __future__ import annotations

import sys
import time

from companion.messages import Progress

_BAR = 24
_STEP_SECONDS = 0.1


class ProgressLine:
    """Shows Progress messages; a log gets each text once, without the bar's many steps.

    What is going on ends with an ellipsis or has a fraction and is written over; any other text is a notice and stays.
    """

    def __init__(self) -> None:
        self._over = sys.stderr.isatty()
        self._last = ""
        self._open = False
        self._stepped_at = 0.0

    def show(self, progress: Progress) -> None:
        """Show one message."""
        notice = progress.fraction is None and not progress.text.endswith("…")
        if not self._over or notice:
            self.end()
            if progress.text != self._last:
                sys.stderr.write(progress.text + "\n")
                sys.stderr.flush()
            self._last = progress.text
            return
        self._write_over(_bar(progress.fraction) + progress.text)

    def step(self, text: str, fraction: float | None = None) -> None:
        """Show how far something quick has come: on a terminal only, and not every time."""
        now = time.monotonic()
        if self._over and now - self._stepped_at >= _STEP_SECONDS:
            self._stepped_at = now
            self._write_over(_bar(fraction) + text)

    def end(self) -> None:
        """Clear the line before other output."""
        if self._open:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
            self._open = False

    def _write_over(self, text: str) -> None:
        sys.stderr.write(f"\r\x1b[K{text}")
        sys.stderr.flush()
        self._open = True

    def __enter__(self) -> ProgressLine:
        return self

    def __exit__(self, *_: object) -> None:
        self.end()


def _bar(fraction: float | None) -> str:
    if fraction is None:
        return ""
    done = round(fraction * _BAR)
    return f"[{'#' * done}{'.' * (_BAR - done)}] {fraction:4.0%} "
