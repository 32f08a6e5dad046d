"""``companion play --stdin``: she acts on commands from standard input, one a line, and answers each with a line."""

from __future__ import annotations

import argparse
import os
import queue
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO

from companion.audio.wav import read_wav
from companion.avatar.avatar import load_avatar
from companion.avatar.backdrop import Backdrop, glow
from companion.configuration import keyed_config
from companion.engine.registry import create_speaker
from companion.engine.speech.speaker import Speaker
from companion.errors import CompanionError
from companion.lips.track import mouth_track
from companion.messages import NEUTRAL, Progress, SentenceReady
from companion.mind.persona import load_persona
from companion.mind.sentences import split_sentences
from companion.mind.spoken_text import SpokenText
from companion.paths import config_dir, default_avatar
from companion.recording.ffmpeg import check_size
from companion.settings import AVATAR, PERSONA, Settings
from companion.stage.line import LONGEST_LINE, parse
from companion.stage.stage import Stage
from cubism_binding.core.errors import CubismError
from cubism_binding.rendering.offscreen import OffscreenContext


def run(arguments: argparse.Namespace) -> int:
    """Act until q or the end of input; with --out film all of it."""
    if not arguments.stdin:
        raise CompanionError("play takes its commands from standard input; add --stdin.")
    size, fps = arguments.size, arguments.fps
    check_size((size, size), fps)
    settings = Settings(config_dir() / "settings.toml")
    named = settings[AVATAR]
    avatar = load_avatar(arguments.avatar or (Path(named).expanduser() if named else default_avatar()))
    for problem in avatar.problems:
        sys.stderr.write(f"companion: {problem}\n")
    with ExitStack() as owned:
        voice = _Voice(settings)
        owned.callback(voice.close)
        stage = Stage(avatar, voice.say, size, fps)
        owned.callback(lambda: _tell(*(f"ok {film}" for film in stage.close() if film != arguments.out)))
        context = owned.enter_context(OffscreenContext(size, size))
        context.make_current()
        avatar.open_gl(fast=True)
        owned.callback(avatar.close_gl)
        backdrop = Backdrop(glow(size, size))
        owned.callback(backdrop.close)
        if arguments.out is not None:
            stage.record("out", arguments.out)
        script = _Script(stage, _lines(os.fdopen(os.dup(sys.stdin.fileno()), "rb")))
        next_at = before = time.perf_counter()
        while not stage.over and not (script.ended and not stage.busy):
            now = time.perf_counter()
            script.step(now - before)
            before = now
            if stage.wants_picture:
                backdrop.draw()
                avatar.draw(size, size, None)
                stage.show(context.read_rgba())
            # A late frame is not made up for by a burst of others.
            next_at = max(next_at + 1 / fps, time.perf_counter())
            script.follow(next_at)
    return 0


class _Script:
    """The commands of a queue of lines, carried out in order and answered."""

    def __init__(self, stage: Stage, lines: queue.Queue[bytes | None]) -> None:
        self._stage = stage
        self._lines = lines
        self._waiting = False
        self.ended = False
        """True after the last line."""

    def step(self, dt: float) -> None:
        """Move the stage on by ``dt`` seconds; answer the command that waited once it is done."""
        try:
            answer = self._stage.step(dt)
        except (CompanionError, CubismError) as error:
            answer = f"error {error}"
        if answer is not None:
            self._waiting = False
            _tell(answer)

    def follow(self, until: float) -> None:
        """Carry out lines until the time ``until``, or sleep where one waits or there are none."""
        while (left := until - time.perf_counter()) > 0:
            if self._waiting or self.ended:
                time.sleep(left)
                return
            if self._stage.over:
                return
            try:
                line = self._lines.get(timeout=left)
            except queue.Empty:
                return
            if line is None:
                self.ended = True
                return
            try:
                answer = self._stage.begin(parse(line))
            except (CompanionError, CubismError) as error:
                answer = f"error {error}"
            self._waiting = answer is None
            if answer is not None:
                _tell(answer)


def _tell(*answers: str) -> None:
    for answer in answers:
        sys.stdout.write(" ".join(answer.split()) + "\n")
    sys.stdout.flush()


def _lines(source: BinaryIO) -> queue.Queue[bytes | None]:
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


class _Voice:
    """What she says: wav files, and texts through the voice engine, which is loaded with the first."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._engine: Speaker | None = None
        self._spoken = SpokenText()

    def say(self, letter: str, argument: str) -> Iterator[SentenceReady]:
        """Yield the sentences of a wav file (s) or a text (t)."""
        if letter == "s":
            pcm, rate = read_wav(Path(argument).expanduser())
            yield SentenceReady(1, 0, "", "", NEUTRAL, pcm, rate, mouth_track(pcm, rate))
            return
        if self._engine is None:
            self._engine = create_speaker(keyed_config(self._settings), _ignore)
        voice = load_persona(self._settings[PERSONA]).voice
        for index, text in enumerate(split_sentences([argument])):
            said = self._spoken.of(text)
            if said:
                sound = self._engine.speak(said, voice)
                yield SentenceReady(
                    1, index, text, said, NEUTRAL, sound.pcm, sound.rate, mouth_track(sound.pcm, sound.rate)
                )

    def close(self) -> None:
        """Free the engine."""
        if self._engine is not None:
            self._engine.close()


def _ignore(_progress: Progress) -> None:
    """Show nothing: standard output is for answers."""
