"""``companion speak``: the voice alone, into a wav file."""

from __future__ import annotations

import argparse
import sys

import numpy as np

from companion.commands.progress_line import ProgressLine
from companion.configuration import keyed_config
from companion.engine.registry import create_speaker
from companion.engine.speech.wav import write_wav
from companion.errors import CompanionError
from companion.messages import EngineConfig
from companion.mind.persona import load_persona
from companion.mind.sentences import split_sentences
from companion.mind.spoken_text import SpokenText
from companion.mind.thinking import without_thoughts
from companion.paths import config_dir
from companion.settings import PERSONA, Settings


def run(arguments: argparse.Namespace) -> int:
    """Speak the text as she would in a turn, sentence by sentence; print the path."""
    settings = Settings(config_dir() / "settings.toml")
    config = keyed_config(settings, arguments.engine or "")
    voice = arguments.voice or ("" if arguments.engine else load_persona(settings[PERSONA]).voice)
    spoken = SpokenText()
    if arguments.voice == "?":
        return _list_voices(config)
    if arguments.out is None:
        raise CompanionError("There is no file to write to; add --out FILE.wav.")
    parts = [said for sentence in split_sentences([without_thoughts(arguments.text)]) if (said := spoken.of(sentence))]
    if not parts:
        raise CompanionError("There is nothing to say in this text; give it words.")
    with ProgressLine() as line:
        engine = create_speaker(config, line.show)
        try:
            sounds = [engine.speak(part, voice) for part in parts]
        finally:
            engine.close()
    pcm = np.concatenate([sound.pcm for sound in sounds])
    if not len(pcm):
        raise CompanionError(f"The voice {engine.name} cannot read this text; choose another voice in the settings.")
    write_wav(arguments.out, pcm, sounds[0].rate)
    sys.stdout.write(f"{arguments.out}\n")
    return 0


def _list_voices(config: EngineConfig) -> int:
    with ProgressLine() as line:
        engine = create_speaker(config, line.show)
        voices = engine.voices
        engine.close()
    sys.stdout.writelines(f"{name}\n" for name in voices if name)
    return 0
