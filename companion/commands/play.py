"""``companion play --stdin``: she acts on commands from standard input, one a line, and answers each with a line."""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack

from companion.audio.wav import read_wav
from companion.avatar.avatar import Avatar, load_avatar
from companion.avatar.backdrop import Backdrop, Background, background_of, painted
from companion.configuration import keyed_config
from companion.engine.registry import create_speaker
from companion.engine.speech.speaker import Speaker
from companion.errors import CompanionError
from companion.lips.track import mouth_track
from companion.messages import NEUTRAL, Progress, SentenceReady
from companion.mind.persona import load_persona
from companion.mind.sentences import split_sentences
from companion.mind.spoken_text import SpokenText
from companion.paths import config_dir, default_avatar, of_user
from companion.recording.ffmpeg import check_output, check_size
from companion.settings import AVATAR, PERSONA, Settings
from companion.stage.script import Script, lines, tell
from companion.stage.stage import Stage
from cubism_binding.rendering.offscreen import OffscreenContext


def run(arguments: argparse.Namespace) -> int:
    """Act until q or the end of input; with --out film all of it."""
    if not arguments.stdin:
        raise CompanionError("play takes its commands from standard input; add --stdin.")
    size, fps = arguments.size, arguments.fps
    check_size((size, size), fps)
    background = background_of(arguments.background)
    if background is None:
        raise CompanionError("play films on a background: leave transparent to “companion note”.")
    painted(background, 1, 1)
    if arguments.out is not None:
        check_output(arguments.out)
    if arguments.window:
        from companion.commands.window import prepare

        prepare()
    settings = Settings(config_dir() / "settings.toml")
    named = settings[AVATAR]
    avatar = load_avatar(arguments.avatar or (of_user(named) if named else default_avatar()))
    for problem in avatar.problems:
        sys.stderr.write(f"companion: {problem}\n")
    with ExitStack() as owned:
        voice = _Voice(settings)
        owned.callback(voice.close)
        stage = Stage(avatar, voice.say, size, fps)
        owned.callback(lambda: tell(*(f"ok {film}" for film in stage.close() if film != arguments.out)))
        script = Script(stage, lines(os.fdopen(os.dup(sys.stdin.fileno()), "rb")), arguments.out)
        if arguments.window:
            from companion.ui.play_window import play

            play(avatar, stage, script, background)
        else:
            _play_unseen(avatar, stage, script, background)
    return 0


def _play_unseen(avatar: Avatar, stage: Stage, script: Script, background: Background) -> None:
    """Drive the stage without a display; draw only what is recorded. Closes ``avatar``."""
    size, fps = stage.size, stage.fps
    with ExitStack() as owned:
        owned.callback(avatar.close)
        context = owned.enter_context(OffscreenContext(size, size))
        context.make_current()
        avatar.open_gl(fast=True)
        owned.callback(avatar.close_gl)
        backdrop = Backdrop()
        owned.callback(backdrop.close)
        script.begin()
        next_at = before = time.perf_counter()
        while not script.over:
            now = time.perf_counter()
            script.step()
            avatar.update(now - before)
            before = now
            if stage.wants_picture:
                backdrop.draw(size, size, background)
                avatar.draw(size, size, None)
                stage.show(context.read_rgba())
            # A late frame is not made up for by a burst of others.
            next_at = max(next_at + 1 / fps, time.perf_counter())
            script.follow(next_at)


class _Voice:
    """What she says: wav files, and texts through the voice engine, which is loaded with the first."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._engine: Speaker | None = None
        self._spoken = SpokenText()

    def say(self, letter: str, argument: str) -> Iterator[SentenceReady]:
        """Yield the sentences of a wav file (s) or a text (t)."""
        if letter == "s":
            pcm, rate = read_wav(of_user(argument))
            yield SentenceReady(1, 0, "", "", NEUTRAL, pcm, rate, mouth_track(pcm, rate))
            return
        if self._engine is None:
            self._engine = create_speaker(keyed_config(self._settings), _ignore)
        voice = load_persona(self._settings[PERSONA]).voice
        for index, text in enumerate(split_sentences([argument])):
            said = self._spoken.of(text)
            if said:
                sound, mouth = self._engine.perform(said, voice)
                yield SentenceReady(1, index, text, said, NEUTRAL, sound.pcm, sound.rate, mouth)

    def close(self) -> None:
        """Free the engine."""
        if self._engine is not None:
            self._engine.close()


def _ignore(_progress: Progress) -> None:
    """Show nothing: standard output is for answers."""
