"""Tacotron2 and HiFiGAN through SpeechBrain: the voice of LJSpeech, or any checkpoint in the same layout.

A folder holds ``hyperparams.yaml`` and the weights it names (``model.ckpt``; ``generator.ckpt`` for the vocoder), as on
the hub. Such a yaml can build any Python object and such weights can be pickles that run code, so both are looked at
first: the yaml may build only what these models are made of, and the weights must load as plain tensors.
"""

from __future__ import annotations

import logging
import os
import re
import sys
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from companion.engine.speech.base import Utterance
from companion.engine.speech.letters import letter_phones
from companion.engine.torch_import import prepare_torch
from companion.errors import CompanionError
from companion.messages import EngineConfig, Progress
from companion.paths import models_dir, of_user

_SYNTHESISER = "speechbrain/tts-tacotron2-ljspeech"
_VOCODER = "speechbrain/tts-hifigan-ljspeech"
_HYPERPARAMS = "hyperparams.yaml"
_RATE = 22_050
_HUB_NAME = re.compile(r"[\w.-]+/[\w.-]+")
_TAG = re.compile(r"!(?:new|name|apply|module|include|copy|tuple|ref|PLACEHOLDER)?:?[\w.]*")
_ALLOWED_TAGS = frozenset(
    {"!ref", "!tuple"}
    | {
        f"!{kind}:{name}"
        for kind in ("new", "name")
        for name in (
            "speechbrain.lobes.models.Tacotron2.Tacotron2",
            "speechbrain.lobes.models.Tacotron2.infer",
            "speechbrain.lobes.models.HifiGAN.HifiganGenerator",
            "speechbrain.utils.text_to_sequence.text_to_sequence",
            "speechbrain.utils.parameter_transfer.Pretrainer",
        )
    }
)


class TacotronVoice:
    """Speaks English; options ``speech_model`` and ``vocoder``: a hub name or a folder each."""

    languages = ("en",)
    voices = ("ljspeech",)

    def __init__(self, config: EngineConfig, progress: Callable[[Progress], None]) -> None:
        """Load both networks, fetching them first where they are hub names. Raises CompanionError."""
        self._progress = progress
        self._told: set[str] = set()
        wanted = (config.option("speech_model") or _SYNTHESISER, config.option("vocoder") or _VOCODER)
        folders = [_folder(name, config.offline, progress) for name in wanted]
        progress(Progress("Loading torch and SpeechBrain …", 0.1))
        prepare_torch()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of their makers to each other: nothing a user can do
            import torch
            from speechbrain.inference.TTS import Tacotron2
            from speechbrain.inference.vocoders import HIFIGAN

            _forget_old_names()
            logging.getLogger("speechbrain").setLevel(logging.ERROR)
            if config.threads:
                torch.set_num_threads(config.threads)
            self._torch = torch
            progress(Progress("Loading Tacotron2 …", 0.4))
            self._synthesiser = _load(Tacotron2, folders[0])
            progress(Progress("Loading HiFiGAN …", 0.7))
            self._vocoder = _load(HIFIGAN, folders[1])
        progress(Progress("The voice is ready.", 1.0))
        self.name = "Tacotron2 + HiFiGAN"
        self._rate = int(getattr(self._synthesiser.hparams, "sample_rate", _RATE))

    def speak(self, text: str, voice: str = "", emotion: str = "") -> Utterance:
        """Return the sound; its attention says which letter is spoken when."""
        if voice and voice not in self.voices and voice not in self._told:
            self._told.add(voice)
            self._progress(Progress(f"Tacotron2 has no voice {voice!r}. Its only voice speaks instead."))
        letters = self._letters(text)
        if not any(letter.isalnum() for letter in letters):
            return Utterance(np.zeros(0, np.float32), self._rate)
        with self._torch.no_grad():
            spectrum, lengths, attention = self._synthesiser.encode_text(text)
            frames = int(lengths.reshape(-1)[0]) or spectrum.shape[-1]
            sound = self._vocoder.decode_batch(spectrum[..., :frames]).reshape(-1).numpy().astype(np.float32)
        weights = attention.reshape(-1, attention.shape[-1]).numpy()
        times = _letter_times(weights[:frames], len(letters), len(sound) / self._rate)
        return Utterance(np.clip(sound, -1.0, 1.0), self._rate, letter_phones(letters, times))

    def close(self) -> None:
        """Drop the networks."""
        del self._synthesiser, self._vocoder

    def _letters(self, text: str) -> list[str]:
        from speechbrain.utils.text_to_sequence import symbols

        sequence, _length = self._synthesiser.text_to_seq(text)
        return [symbols[number] for number in sequence]


def _forget_old_names() -> None:
    """Take SpeechBrain's redirects of old module names out of the loaded modules.

    Whoever looks at the loaded modules (debuggers, hypothesis) makes them import what is not installed, and fails.
    """
    for name, module in list(sys.modules.items()):
        if name.startswith("speechbrain.") and type(module).__name__ in {"DeprecatedModuleRedirect", "LazyModule"}:
            del sys.modules[name]


def _letter_times(attention: NDArray[np.float32], letters: int, seconds: float) -> list[tuple[float, float]]:
    """Return start and end of each letter by ``attention`` (frames, letters): where the network looks, it speaks.

    The gaze is made to go forward only; letters it passes over have no time.
    """
    frames = len(attention)
    looked_at = np.maximum.accumulate(np.argmax(attention[:, :letters], axis=1)) if frames else np.zeros(0, np.int64)
    edges = np.searchsorted(looked_at, np.arange(letters + 1)) * (seconds / max(1, frames))
    return list(zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True))


def _folder(name: str, offline: bool, progress: Callable[[Progress], None]) -> Path:
    """Return the folder of a model, fetched from the hub when ``name`` is a hub name that is not here yet."""
    folder = of_user(name)
    if folder.is_dir():
        return folder
    if not _HUB_NAME.fullmatch(name):
        raise CompanionError(f"There is no folder {name}; give a hub name such as {_SYNTHESISER}, or a folder.")
    here = models_dir() / name.replace("/", "--")
    if (here / _HYPERPARAMS).is_file():
        return here
    if offline:
        raise CompanionError(f"The voice {name} is not on this machine and offline mode is on.")
    progress(Progress(f"Fetching {name} …"))
    from huggingface_hub import snapshot_download

    try:
        snapshot_download(name, local_dir=here, allow_patterns=["*.yaml", "*.ckpt"])
    except Exception as error:  # the hub's client raises what its transport raises
        raise CompanionError(
            f"The voice {name} could not be fetched from the hub ({type(error).__name__}); check the network, or choose"
            " a folder that holds it."
        ) from error
    return here


def _load(kind: Any, folder: Path) -> Any:
    """Load one network from ``folder`` after looking at what it would run. Raises CompanionError."""
    check_folder(folder)
    try:
        return kind.from_hparams(source=str(folder), savedir=str(folder), run_opts={"device": "cpu"})
    except Exception as error:  # whatever their reader makes of a wrong yaml or of weights of another shape
        first = str(error).strip().splitlines() or [type(error).__name__]
        raise CompanionError(f"The voice in {folder} could not be loaded: {first[0]}") from error


def check_folder(folder: Path) -> None:
    """Raise CompanionError unless the yaml builds only known parts and all weights load as plain tensors."""
    import torch

    hyperparams = folder / _HYPERPARAMS
    try:
        text = hyperparams.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CompanionError(f"{folder} holds no voice: its {_HYPERPARAMS} is missing or unreadable.") from error
    lines = [re.sub(r"(?:^|\s)#.*", "", line) for line in text.splitlines()]
    strange = {tag for line in lines for tag in _TAG.findall(line) if tag not in _ALLOWED_TAGS}
    if strange:
        named = ", ".join(sorted(strange))
        raise CompanionError(f"{hyperparams} would run code that a voice does not need ({named}); it is not loaded.")
    weights = sorted(folder.glob("*.ckpt"))
    if not weights:
        raise CompanionError(f"{folder} holds no weights (*.ckpt); fetch the whole folder of the model.")
    os.environ.pop("TORCH_FORCE_NO_WEIGHTS_ONLY_LOAD", None)  # would let pickles run after all
    for file in weights:
        try:
            torch.load(file, map_location="cpu", weights_only=True)
        except Exception as error:  # torch's own zoo of errors for broken and for dangerous files
            raise CompanionError(f"{file} holds no plain weights; it is not loaded.") from error
