"""Russian without a network: Festival with Debian's festvox-ru, a recorded voice of Moscow State University."""

from __future__ import annotations

import os
import re
import selectors
import subprocess
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import numpy as np

from companion.audio.wav import parse_wav
from companion.engine.speech.base import Utterance
from companion.engine.speech.program import find_program
from companion.errors import CompanionError
from companion.lips.phones import Phone
from companion.messages import EngineConfig, Progress

VOICE = "msu_ru_nsh_clunits"
_SECONDS = 30.0
"""How long one sentence may take: a slow machine needs two."""
_DONE = "companion-done"
_EMPTY_RATE = 16_000

# The voice's own names of sounds: doubled vowels are stressed, doubled consonants soft.
_IPA = {
    "a": "a", "aa": "a", "ae": "ɪ", "ay": "ɐ", "e": "ɛ", "ee": "ɛ", "i": "i", "ii": "i", "o": "o", "oo": "o",
    "u": "u", "uu": "u", "ur": "u", "y": "ɨ", "yy": "ɨ", "ch": "ʨ", "sh": "ʂ", "sch": "ɕ", "zh": "ʐ", "c": "ʦ",
    "h": "x", "hh": "x", "j": "j", "g": "ɡ", "gg": "ɡ", "pau": "",
}  # fmt: skip
_SPEAKABLE = re.compile(r"[\u0400-\u04ff0-9]")


class FestivalVoice:
    """Speaks Russian; keeps one festival running, for it takes a second to start."""

    name = "Festival (Russian)"
    languages = ("ru",)
    voices = (VOICE,)

    def __init__(self, config: EngineConfig, progress: Callable[[Progress], None]) -> None:
        """Start the program. Raises CompanionError when it or its voice is not installed."""
        self._program = find_program("festival", "festival festvox-ru")
        self._progress = progress
        self._folder = tempfile.TemporaryDirectory(prefix="companion-festival-")
        self._process: subprocess.Popen[bytes] | None = None
        self._told = False
        try:
            self._ask(f"(voice_{VOICE})")
        except CompanionError as error:
            self.close()
            raise CompanionError(
                "Festival is installed, its Russian voice is not: sudo apt-get install festvox-ru"
            ) from error

    def speak(self, text: str, voice: str = "", emotion: str = "") -> Utterance:
        """Return the sound with the time of each of its phones; none for text without Cyrillic letters or digits."""
        silence = Utterance(np.zeros(0, np.float32), _EMPTY_RATE)
        if not _SPEAKABLE.search(text):
            return silence
        wav, segments = (Path(self._folder.name) / name for name in ("said.wav", "said.segs"))
        wav.unlink(missing_ok=True)
        try:
            self._ask(
                f'(set! said nil)(set! said (utt.synth (Utterance Text "{_plain(text)}")))'
                f'(utt.save.wave said "{wav}" \'riff)(utt.save.segs said "{segments}")'
            )
            pcm, rate = parse_wav(wav.read_bytes(), "what Festival says")
        except (CompanionError, OSError):
            self._end()
            if not self._told:
                self._told = True
                self._progress(Progress("Festival cannot read some sentences; they are shown without sound."))
            return silence
        return Utterance(pcm, rate, _phones(segments.read_text(encoding="latin-1")))

    def close(self) -> None:
        """End the program and remove its folder."""
        self._end()
        self._folder.cleanup()

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            for stream in (process.stdin, process.stdout):
                if stream is not None:
                    with suppress(BrokenPipeError):  # what was not written yet has nobody to read it
                        stream.close()

    def _ask(self, command: str) -> None:
        """Let festival evaluate ``command``. Raises CompanionError when it ends or takes too long."""
        if self._process is None:
            self._process = subprocess.Popen(
                [self._program, "--pipe"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                cwd=self._folder.name,
            )
            if "voice_" not in command:
                command = f"(voice_{VOICE}){command}"
        process = self._process
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            process.stdin.write(f'{command}(format t "{_DONE}\\n")(fflush nil)\n'.encode())
            process.stdin.flush()
        except OSError as error:
            raise CompanionError("Festival ended.") from error
        heard = b""
        deadline = time.monotonic() + _SECONDS
        with selectors.DefaultSelector() as selector:
            selector.register(process.stdout, selectors.EVENT_READ)
            while _DONE.encode() not in heard:
                if not selector.select(max(0.0, deadline - time.monotonic())):
                    raise CompanionError("Festival does not answer.")
                piece = os.read(process.stdout.fileno(), 4096)
                if not piece:
                    raise CompanionError("Festival ended.")
                heard += piece


def _plain(text: str) -> str:
    """Return ``text`` in the characters Festival reads: it gives up on a whole sentence for any other.

    A mark that stands alone is such a one too, and a quotation mark would end the string it stands in.
    """
    text = text.replace("…", ".").replace("—", ",").replace("–", ",")
    text = re.sub(r"[^A-Za-z\u0400-\u045f0-9,.!?;: -]", " ", text)
    text = re.sub(r"\s+([,.!?;:])", r"\1", f" {text}")
    return " ".join(re.sub(r"([,.!?;:])[,.!?;:]+", r"\1", text).lstrip(" ,.!?;:-").split())


def _phones(segments: str) -> tuple[Phone, ...]:
    """Read a segment file: after the line "#", each line has an end time, a colour and a name."""
    phones: list[Phone] = []
    start = 0.0
    for line in segments.partition("#")[2].splitlines():
        parts = line.split()
        if len(parts) < 3:
            continue
        end, name = float(parts[0]), parts[2]
        single = name[:1] if len(name) == 2 and name[0] == name[1] else name
        phones.append(Phone(_IPA.get(name, single), start, end))
        start = end
    return tuple(phones)
