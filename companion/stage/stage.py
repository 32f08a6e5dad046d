"""She, her voice and what is recorded of both: the one owner of all that, moved frame by frame by a driver."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from companion.audio.player import Player
from companion.avatar.avatar import Avatar
from companion.errors import CompanionError
from companion.messages import EMOTIONS, EmotionScores, MouthPose, SentenceReady
from companion.paths import of_user
from companion.recording.recorder import Recorder
from companion.stage.line import HELP, Command, number, place

SENTENCES_AHEAD = 2
"""So many sentences may wait behind the one that is heard."""

LONGEST_WAIT_SECONDS = 3600.0

Say = Callable[[str, str], Iterator[SentenceReady]]
"""Makes the sentences for a command's letter, s or t, and its argument; runs in a thread and may be slow."""


class Stage:
    """Carries out commands one at a time. All methods belong to one thread, which calls ``step`` with every frame.

    Whoever drives it updates, draws and closes ``avatar``: a window does that its own way.
    """

    def __init__(self, avatar: Avatar, say: Say, size: int, fps: int) -> None:
        """Let ``avatar`` act; films are ``size`` x ``size`` pixels at ``fps``."""
        self._avatar = avatar
        self._say = say
        self.size = size
        self.fps = fps
        self._player = Player()
        self._player.on_started = self._started
        self._player.on_held_up = self._stopped
        self._player.on_resumed = self._resumed
        self._player.on_finished = lambda _sentence, _at: self._fall_silent()
        self._began = 0.0
        self._moment = time.perf_counter()
        self._queued = 0
        self._recorders: dict[str, Recorder] = {}
        self._thread = ThreadPoolExecutor(1, "companion-stage")
        self._sentences: Iterator[SentenceReady] | None = None
        self._coming: Future[SentenceReady | None] | None = None
        self._until: float | None = None
        self.over = False
        """True after ``q``."""

    @property
    def busy(self) -> bool:
        """True while she speaks or a command waits."""
        return self._player.speaking or self._sentences is not None or self._until is not None

    @property
    def wants_picture(self) -> bool:
        """Whether a picture given to ``show`` now would be recorded."""
        return any(recorder.wants_frame() for recorder in self._recorders.values())

    def begin(self, command: Command) -> str | None:
        """Start a command; return its answer, None when ``step`` will give it. Raises CompanionError or CubismError."""
        argument = command.argument
        match command.letter:
            case "s" | "t":
                self._sentences = self._say(command.letter, argument)
                self._fetch()
                return None
            case "w":
                seconds = number(argument) if argument else np.inf
                if argument and not 0 <= seconds <= LONGEST_WAIT_SECONDS:
                    raise CompanionError(f"she waits 0 to {LONGEST_WAIT_SECONDS:.0f} seconds")
                self._until = time.perf_counter() + seconds
                return None
            case "e":
                self._express(argument)
            case "m":
                self._move(argument)
            case "p":
                self._override(argument)
            case "l":
                self._avatar.look_at(*place(argument))
            case "r":
                return self._record_or_stop(argument)
            case "q":
                self.over = True
            case _:
                return f"ok {HELP}"
        return "ok"

    def step(self) -> str | None:
        """Let the mouth be where the sound is; return the answer of the command that waited, once it is there."""
        self._player.poll()
        self._moment = time.perf_counter()
        current = self._player.current
        if current is not None:
            silent = self._player.held_up
            self._avatar.set_mouth(*MouthPose() if silent else current.mouth.at(self._player.position))
        if self._until is not None:
            forever = np.isinf(self._until)
            if (forever and self._player.speaking) or (not forever and time.perf_counter() < self._until):
                return None
            self._until = None
            return "ok"
        return self._queue_next() if self._sentences is not None else None

    def show(self, rgba: NDArray[np.uint8]) -> None:
        """Give the picture of the last ``step``, (size, size, 4), to all recordings."""
        for recorder in self._recorders.values():
            recorder.add_frame(rgba, self._moment)

    def record(self, name: str, file: Path) -> None:
        """Start the recording ``name`` into ``file``; a sentence that is heard now is in it."""
        self.add_recording(name, Recorder(of_user(file), (self.size, self.size), self.fps, time.perf_counter))

    def add_recording(self, name: str, recorder: Recorder) -> None:
        """Take over ``recorder``, whose clock is perf_counter, as the recording ``name``."""
        self._recorders[name] = recorder
        current = self._player.current
        if current is not None and not self._player.held_up:
            recorder.sentence_started(current, self._began)

    def finish(self, name: str) -> Path:
        """End the recording ``name``; return its file. Raises CompanionError."""
        return self._recorders.pop(name).stop()

    def close(self) -> list[Path]:
        """End everything; return the films that were still being recorded. Raises what broke one off."""
        films: list[Path] = []
        with ExitStack() as owned:
            owned.callback(self._player.close)
            owned.callback(self._thread.shutdown, wait=True, cancel_futures=True)
            if self._player.speaking:
                self._player.on_stopped = self._stopped
                self._player.stop()
            for name in list(self._recorders):
                owned.callback(self._finish_into, films, name)
        return films

    def _finish_into(self, films: list[Path], name: str) -> None:
        films.append(self.finish(name))

    def _express(self, name: str) -> None:
        known = {one.lower(): one for one in self._avatar.expression_names}
        if name.lower() in known:
            self._avatar.show_expression(known[name.lower()])
        elif name.lower() in EMOTIONS:
            self._avatar.show_expression(None)
            self._avatar.express(EmotionScores.only(name.lower()))
        else:
            names = ", ".join((*self._avatar.expression_names, *EMOTIONS))
            raise CompanionError(f"she has no expression {name[:40]!a}; there are {names}")

    def _move(self, argument: str) -> None:
        groups = self._avatar.motion_groups
        group, index = argument, None
        if group not in groups and "," in argument:  # some models have groups with commas in their names
            group, _comma, number_of = (part.strip() for part in argument.rpartition(","))
            if not number_of.isdecimal():
                raise CompanionError(f"{number_of[:40]!a} is no number of a motion; they count from 0")
            index = int(number_of[:9])
        if group not in groups:
            names = f"there are {', '.join(groups)}" if groups else "she has none"
            raise CompanionError(f"there is no motion group {group[:40]!a}; {names}")
        self._avatar.start_motion(group, index, urgent=True)

    def _override(self, argument: str) -> None:
        name, sign, value = argument.partition("=")
        name = name.strip()
        if not sign or name not in self._avatar.parameters:
            raise CompanionError(f"write p<parameter>=<value>; she has no parameter {name[:40]!a}")
        low, _default, high = self._avatar.parameters[name]
        wanted = number(value) if value.strip() else None
        if wanted is not None and not low <= wanted <= high:
            raise CompanionError(f"{name} goes from {low:g} to {high:g}")
        self._avatar.override_parameter(name, wanted)

    def _record_or_stop(self, argument: str) -> str:
        if argument:
            if "r" in self._recorders:
                raise CompanionError("a recording is running; r alone ends it")
            self.record("r", Path(argument))
            return "ok"
        if "r" not in self._recorders:
            raise CompanionError("nothing is being recorded; r<file.mp4> starts")
        return f"ok {self.finish('r')}"

    def _fetch(self) -> None:
        sentences = self._sentences
        self._coming = None if sentences is None else self._thread.submit(next, sentences, None)

    def _queue_next(self) -> str | None:
        coming = self._coming
        if coming is None or not coming.done() or self._queued > SENTENCES_AHEAD:
            return None
        try:
            sentence = coming.result()
        except BaseException:
            self._sentences = self._coming = None
            raise
        if sentence is None:
            self._sentences = self._coming = None
            return "ok"
        if len(sentence.pcm):
            self._queued += 1
            self._player.play(sentence)
        self._fetch()
        return None

    def _started(self, sentence: SentenceReady, at: float) -> None:
        self._began = at
        self._avatar.speaking(True)
        if sentence.emotion.label != "neutral":
            self._avatar.express(sentence.emotion)
        for recorder in self._recorders.values():
            recorder.sentence_started(sentence, at)

    def _resumed(self, sentence: SentenceReady, at: float, heard_from: float) -> None:
        self._began = at
        for recorder in self._recorders.values():
            recorder.sentence_started(sentence, at, heard_from=heard_from)

    def _fall_silent(self) -> None:
        self._queued -= 1
        self._avatar.speaking(False)

    def _stopped(self, at: float) -> None:
        for recorder in self._recorders.values():
            recorder.sound_stopped(at)
