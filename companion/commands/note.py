"""``companion note``: a video note of her answer, or of a text, made without a display."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from companion import secrets
from companion.avatar.avatar import find_avatar
from companion.commands.progress_line import ProgressLine
from companion.configuration import engine_config, sampling
from companion.engine.registry import create_engines
from companion.engine.turn import run_turn
from companion.errors import CompanionError
from companion.messages import SentenceReady, StartTurn, TurnFailed
from companion.mind.persona import load_persona
from companion.paths import config_dir, default_avatar
from companion.recording.ffmpeg import check_output, check_size, find_ffmpeg
from companion.recording.note import render_note
from companion.settings import AVATAR, PERSONA, USER_NAME, Settings


def run(arguments: argparse.Namespace) -> int:
    """Answer (or speak) the text and film it; print the path of the video."""
    settings = Settings(config_dir() / "settings.toml")
    # Everything that can be wrong is found out before the models load.
    check_size((arguments.size, arguments.size), arguments.fps)
    check_output(arguments.out)
    if not arguments.text.strip():
        raise CompanionError("There is no text to answer; write something between the quotes.")
    find_ffmpeg()
    persona = load_persona(arguments.persona or settings[PERSONA])
    avatar = find_avatar(_avatar(arguments.avatar, persona.avatar, settings)).path
    turn = StartTurn(
        1,
        arguments.text,
        persona,
        sampling=sampling(settings, persona),
        user_name=settings[USER_NAME],
        verbatim=arguments.verbatim,
    )
    config = engine_config(settings, secrets.load_key())
    if arguments.verbatim:  # no text model is asked, so none is loaded (or fetched)
        config = replace(config, llm="echo")
    line = ProgressLine()
    engines = create_engines(config, line.show)
    try:

        def sentences() -> Iterator[SentenceReady]:
            for event in run_turn(engines, turn, lambda: False):
                if isinstance(event, SentenceReady):
                    yield event
                elif isinstance(event, TurnFailed):
                    raise CompanionError(event.message)

        note = render_note(
            avatar,
            sentences(),
            arguments.out,
            size=arguments.size,
            fps=arguments.fps,
            progress=lambda seconds: line.step(f"Filming, {seconds:.1f} s"),
        )
    finally:
        line.end()
        engines.close()
    for problem in note.problems:
        sys.stderr.write(f"companion: {problem}\n")
    sys.stdout.write(f"{note.file}\n")
    return 0


def _avatar(chosen: Path | None, of_persona: str, settings: Settings) -> Path:
    if chosen is not None:
        return chosen
    named = of_persona or settings[AVATAR]
    return Path(named).expanduser() if named else default_avatar()
