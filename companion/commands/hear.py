"""``companion hear``: the words in a wav file."""

from __future__ import annotations

import argparse
import dataclasses
import json
import sys
import time

from companion import settings as s
from companion.audio.resample import resample
from companion.audio.wav import read_wav
from companion.commands.progress_line import ProgressLine
from companion.configuration import keyed_config
from companion.engine.hearing.base import RATE, HearingEngine
from companion.engine.registry import create_engine
from companion.paths import config_dir
from companion.settings import Settings


def run(arguments: argparse.Namespace) -> int:
    """Print what is said in the file; with ``--json`` also its segments, the language and the time it took."""
    settings = Settings(config_dir() / "settings.toml")
    pcm, rate = read_wav(arguments.file)
    sound = resample(pcm, rate, RATE)
    with ProgressLine() as line:
        engine: HearingEngine = create_engine("companion.hearing", keyed_config(settings), line.show)
        try:
            begun = time.perf_counter()
            heard = engine.transcribe(sound, arguments.language or settings[s.EARS_LANGUAGE])
            milliseconds = (time.perf_counter() - begun) * 1000
        finally:
            engine.close()
    if arguments.json:
        report = {
            **dataclasses.asdict(heard),
            "engine": engine.name,
            "seconds": round(len(pcm) / rate, 3),
            "ms": round(milliseconds, 1),
        }
        sys.stdout.write(json.dumps(report, indent=1, ensure_ascii=False) + "\n")
    elif heard.text:
        sys.stdout.write(f"{heard.text}\n")
    else:
        sys.stderr.write("companion: nobody speaks in this file.\n")
    return 0
