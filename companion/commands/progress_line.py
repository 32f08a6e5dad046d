"""What goes on, on standard error: one line written over on a terminal, plain lines for a log."""

from __future__ import annotations

import sys

from companion.messages import Progress

_BAR = 24


class ProgressLine:
    """Shows Progress messages; a log gets each text once, without the bar's many steps."""

    def __init__(self) -> None:
        self._over = sys.stderr.isatty()
        self._last = ""
        self._open = False

    def show(self, progress: Progress) -> None:
        """Show one message."""
        if not self._over:
            if progress.text != self._last:
                sys.stderr.write(progress.text + "\n")
                sys.stderr.flush()
            self._last = progress.text
            return
        bar = ""
        if progress.fraction is not None:
            done = round(progress.fraction * _BAR)
            bar = f"[{'#' * done}{'.' * (_BAR - done)}] {progress.fraction:4.0%} "
        sys.stderr.write(f"\r\x1b[K{bar}{progress.text}")
        sys.stderr.flush()
        self._open = True

    def end(self) -> None:
        """Clear the line before other output."""
        if self._open:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
            self._open = False

    def __enter__(self) -> ProgressLine:
        return self

    def __exit__(self, *_: object) -> None:
        self.end()
