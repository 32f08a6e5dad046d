"""The lines of ``companion play``: read one at a time, carried out in order, each answered with one line."""

from __future__ import annotations

import queue
import sys
import threading
import time
from pathlib import Path
from typing import BinaryIO

from companion.errors import CompanionError
from companion.stage.line import LONGEST_LINE, parse
from companion.stage.stage import Stage
from cubism_binding.core.errors import CubismError

# The reading thread needs so long to hand over the next line.
_BREATH = 0.001


class Script:
    """The commands of a queue of lines, carried out in order and answered."""

    def __init__(self, stage: Stage, lines: queue.Queue[bytes | None], film: Path | None = None) -> None:
        """Film all of it as ``film``."""
        self._stage = stage
        self._film = film
        self._lines = lines
        self._waiting = False
        self.ended = False
        """True after the last line."""

    def begin(self) -> None:
        """Begin the film: she can be seen from now on."""
        if self._film is not None:
            self._stage.record("out", self._film)

    def step(self) -> None:
        """Move the stage on; answer the command that waited once it is done."""
        try:
            answer = self._stage.step()
        except (CompanionError, CubismError) as error:
            answer = f"error {error}"
        if answer is not None:
            self._waiting = False
            tell(answer)

    @property
    def over(self) -> bool:
        """True when all that was asked for is done."""
        return self._stage.over or (self.ended and not self._stage.busy)

    def follow(self, until: float) -> None:
        """Carry out lines until the time ``until``, or sleep where one waits or there are none."""
        while (left := until - time.perf_counter()) > 0 and not self._stage.over:
            if self._waiting or self.ended:
                time.sleep(left)
            else:
                self._take(left)

    def follow_ready(self, longest: float) -> None:
        """Carry out the lines that are there, for ``longest`` seconds at most; do not wait for more."""
        until = time.perf_counter() + longest
        while time.perf_counter() < until and not (self._waiting or self.ended or self._stage.over):
            if not self._take(_BREATH):
                return

    def _take(self, patience: float) -> bool:
        """Carry out one line; return whether one came."""
        try:
            line = self._lines.get(timeout=patience)
        except queue.Empty:
            return False
        if line is None:
            self.ended = True
            return True
        try:
            answer = self._stage.begin(parse(line))
        except (CompanionError, CubismError) as error:
            answer = f"error {error}"
        self._waiting = answer is None
        if answer is not None:
            tell(answer)
        return True


def tell(*answers: str) -> None:
    for answer in answers:
        sys.stdout.write(" ".join(answer.split()) + "\n")
    sys.stdout.flush()


def lines(source: BinaryIO) -> queue.Queue[bytes | None]:
    """Return a queue of one line that a thread fills, so the next is read when one is taken; None is the end."""
    lines: queue.Queue[bytes | None] = queue.Queue(1)

    def read() -> None:
        while line := source.readline(LONGEST_LINE + 2):
            lines.put(line)
            while line and not line.endswith(b"\n") and len(line) > LONGEST_LINE:
                line = source.readline(LONGEST_LINE + 2)
        lines.put(None)

    threading.Thread(target=read, name="standard-input", daemon=True).start()
    return lines
