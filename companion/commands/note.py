"""``companion note``: video notes of her answers, of texts or of recorded voices, made without a display."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path

from companion.audio.wav import read_wav
from companion.avatar.avatar import find_avatar
from companion.avatar.backdrop import background_of
from companion.commands.progress_line import ProgressLine
from companion.configuration import keyed_config, sampling
from companion.costs.counting import count_turn
from companion.engine.registry import create_engines
from companion.engine.turn import run_turn
from companion.errors import CompanionError
from companion.lips.track import mouth_track
from companion.messages import EmotionScores, Persona, Progress, SentenceReady, StartTurn, TurnDone, TurnFailed
from companion.mind.persona import load_persona
from companion.paths import config_dir, default_avatar, of_user
from companion.recording.ffmpeg import find_ffmpeg
from companion.recording.formats import PRESETS
from companion.recording.note import (
    GAP_SECONDS,
    QUIET_AFTER_SECONDS,
    QUIET_BEFORE_SECONDS,
    Note,
    Style,
    check_note,
    render_notes,
)
from companion.settings import AVATAR, PERSONA, USER_NAME, Settings

_STEP_SECONDS = 0.5


def run(arguments: argparse.Namespace) -> int:
    """Answer (or speak) each text and film it; print the paths of the videos."""
    settings = Settings(config_dir() / "settings.toml")
    # Everything that can be wrong is found out before the models load.
    style = _style(arguments)
    texts = _texts(arguments)
    files = _files(arguments.out, len(texts) if arguments.batch else 0)
    for file in files:
        check_note(file, style)
    find_ffmpeg()
    persona = load_persona(arguments.persona or settings[PERSONA])
    avatar = find_avatar(_avatar(arguments.avatar, persona.avatar, settings)).path
    report = _Report(as_json=arguments.json)
    spoken = None if arguments.wav is None else _recorded(arguments.wav, arguments.text)
    with closing(_Voice(settings, persona, verbatim=arguments.verbatim, show=report.show)) as voice:
        failed = 0
        for text, file in zip(texts, files, strict=True):
            sentences = iter([spoken]) if spoken is not None else voice.sentences(text)
            length = _Length(text if arguments.verbatim or spoken is not None else "")
            tagged = replace(style, tags=_tags(persona, text if arguments.verbatim or spoken else ""))
            try:
                notes = render_notes(
                    avatar,
                    length.watch(sentences),
                    file,
                    tagged,
                    progress=partial(report.step, length),
                )
            except CompanionError as error:
                if not arguments.batch:
                    raise
                failed += 1
                report.failed(f"{file.name}: {error}")
            else:
                report.done(notes)
            finally:
                report.end()
    return 1 if failed else 0


class _Voice:
    """The engines that answer and speak; loaded when the first text is asked for."""

    def __init__(
        self, settings: Settings, persona: Persona, *, verbatim: bool, show: Callable[[Progress], None]
    ) -> None:
        self._settings = settings
        self._persona = persona
        self._verbatim = verbatim
        self._show = show
        self._close: Callable[[], None] = lambda: None
        self._answer: Callable[[StartTurn], Iterator[SentenceReady]] | None = None

    def sentences(self, text: str) -> Iterator[SentenceReady]:
        """Yield what she says. Raises CompanionError with what failed."""
        answer = self._answer or self._load()
        return answer(
            StartTurn(
                1,
                text,
                self._persona,
                sampling=sampling(self._settings, self._persona),
                user_name=self._settings[USER_NAME],
                verbatim=self._verbatim,
            )
        )

    def close(self) -> None:
        """Free the engines."""
        self._close()

    def _load(self) -> Callable[[StartTurn], Iterator[SentenceReady]]:
        config = keyed_config(self._settings)
        if self._verbatim:  # no text model is asked, so none is loaded (or fetched)
            config = replace(config, llm="echo")
        engines = create_engines(config, self._show)
        self._close = engines.close

        def answer(turn: StartTurn) -> Iterator[SentenceReady]:
            for event in run_turn(engines, turn, lambda: False):
                if isinstance(event, SentenceReady):
                    yield event
                elif isinstance(event, TurnFailed):
                    raise CompanionError(event.message)
                elif isinstance(event, TurnDone):
                    count_turn(event)

        self._answer = answer
        return answer


class _Length:
    """How long a film will be, guessed from how much of the text has been spoken so far."""

    def __init__(self, text: str) -> None:
        """Know the whole ``text``; empty: nobody knows what she will say."""
        self._letters = len(text.strip())
        self._spoken = 0
        self._seconds = 0.0

    def watch(self, sentences: Iterator[SentenceReady]) -> Iterator[SentenceReady]:
        """Hand the sentences on."""
        for sentence in sentences:
            self._spoken += len(sentence.text) + 1
            self._seconds += sentence.seconds + GAP_SECONDS
            yield sentence

    @property
    def seconds(self) -> float | None:
        """The guess; None while there is nothing to guess from."""
        if not self._letters or not self._spoken:
            return None
        return self._seconds * max(1.0, self._letters / self._spoken) + QUIET_BEFORE_SECONDS + QUIET_AFTER_SECONDS


class _Report:
    """What the user, or with JSON another program, is told meanwhile and in the end."""

    def __init__(self, *, as_json: bool) -> None:
        self._json = as_json
        self._line = ProgressLine()
        self._told = 0.0

    def show(self, progress: Progress) -> None:
        if self._json:
            self._write({"doing": progress.text})
        elif progress.fraction != 1.0:  # that something is loaded now needs no line of its own
            self._line.show(progress)

    def step(self, length: _Length, seconds: float) -> None:
        of = length.seconds
        if not self._json:
            self._line.step(f"Filming, {seconds:.1f} s", None if of is None else min(1.0, seconds / of))
        elif not self._told <= seconds < self._told + _STEP_SECONDS:
            self._told = seconds
            told: dict[str, object] = {"seconds": round(seconds, 2)}
            self._write(told if of is None else told | {"of": round(max(of, seconds), 1)})

    def failed(self, sentence: str) -> None:
        self.end()
        sys.stderr.write(f"companion: {sentence}\n")

    def done(self, notes: list[Note]) -> None:
        self.end()
        for problem in dict.fromkeys(problem for note in notes for problem in note.problems):
            sys.stderr.write(f"companion: {problem}\n")
        for note in notes:
            beside = [str(file) for file in note.beside]
            if self._json:
                self._write({"file": str(note.file), "length": round(note.seconds, 3), "beside": beside})
            else:
                sys.stdout.write("".join(f"{file}\n" for file in (note.file, *note.beside)))
        sys.stdout.flush()

    def end(self) -> None:
        self._line.end()

    def _write(self, values: dict[str, object]) -> None:
        sys.stdout.write(json.dumps(values, ensure_ascii=False) + "\n")
        sys.stdout.flush()


def _style(arguments: argparse.Namespace) -> Style:
    preset = PRESETS[arguments.preset]
    background = background_of(arguments.background)
    transparent = arguments.transparent or background is None or (preset.sticker and not arguments.background)
    beside = arguments.subtitles or (arguments.captions if arguments.captions in ("srt", "vtt") else "")
    return Style(
        preset.dimensions(arguments.size),
        preset.fps if arguments.fps is None else arguments.fps,
        background=background,
        transparent=transparent,
        sticker=preset.sticker,
        captions=arguments.captions == "burned",
        subtitles=f".{beside}" if beside else "",
        longest=preset.longest,
        thumbnail=preset.thumbnail,
    )


def _texts(arguments: argparse.Namespace) -> list[str]:
    if arguments.batch is not None:
        if arguments.text or arguments.wav:
            raise CompanionError("--batch brings its own texts: leave TEXT and --wav out.")
        try:
            lines = arguments.batch.read_text(encoding="utf-8-sig").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            reason = getattr(error, "strerror", None) or "it is no UTF-8 text"
            raise CompanionError(f"{arguments.batch} cannot be read: {reason}.") from error
        texts = [line.strip() for line in lines if line.strip()]
        if not texts:
            raise CompanionError(f"{arguments.batch} is empty; write one text a line.")
        return texts
    if not arguments.text.strip() and arguments.wav is None:
        raise CompanionError("There is no text to answer; write something between the quotes.")
    return [arguments.text]


def _files(out: Path, count: int) -> list[Path]:
    """Return the films' names: ``out`` itself, or for ``count`` films of a batch numbered ones."""
    if not count:
        return [out]
    digits = len(str(count))
    return [out.with_name(f"{out.stem}-{number:0{digits}d}{out.suffix}") for number in range(1, count + 1)]


def _recorded(file: Path, text: str) -> SentenceReady:
    pcm, rate = read_wav(file)
    return SentenceReady(1, 0, text, text, EmotionScores.only("neutral"), pcm, rate, mouth_track(pcm, rate))


def _tags(persona: Persona, text: str) -> tuple[tuple[str, str], ...]:
    """Return what the file says of itself: who speaks, and what where that is known beforehand."""
    return (("artist", persona.name), *((("comment", text),) if text else ()))


def _avatar(chosen: Path | None, of_persona: str, settings: Settings) -> Path:
    if chosen is not None:
        return chosen
    named = of_persona or settings[AVATAR]
    return of_user(named) if named else default_avatar()
