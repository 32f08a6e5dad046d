"""Azure's neural voices through Microsoft's Speech SDK (extra ``azure``): moods as styles, visemes for the lips.

https://learn.microsoft.com/azure/ai-services/speech-service/ describes the service, its styles and its viseme numbers.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Sequence
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import numpy as np

from companion.engine.offline import refuse_offline
from companion.engine.speech.base import Utterance
from companion.errors import CompanionError
from companion.lips.phones import Phone
from companion.messages import EngineConfig, Progress
from companion.mind.language import language_of
from companion.server_address import azure_address, host_of

DEFAULT_VOICE = "en-US-AriaNeural"
"""Has more styles than most."""
_RATE = 24_000
_TICKS = 10_000_000
"""The service's clock counts 100 ns."""
_PATIENCE = 30.0
"""Seconds after which a sentence is given up."""
_RESOURCES = (".cognitiveservices.azure.com", ".api.cognitive.microsoft.com")
"""Hosts of Azure's own resources; whatever else has an address is a container of one's own."""

_STYLES = {
    "anger": ("angry", "unfriendly", "serious"),
    "disgust": ("disgruntled", "unfriendly", "serious"),
    "fear": ("fearful", "terrified", "depressed"),
    "joy": ("cheerful", "excited", "friendly"),
    "sadness": ("sad", "depressed", "empathetic"),
    "surprise": ("excited", "cheerful", "hopeful"),
}
"""The mood of a sentence -> styles, the best first: a voice has a few of them."""

_VISEMES = (
    "", "æ", "ɑ", "ɔ", "ɛ", "ɝ", "i", "u", "o", "aʊ", "ɔɪ", "aɪ", "h", "ɹ", "l", "s", "ʃ", "ð", "f", "d", "k", "p",
)  # fmt: skip
"""Viseme number -> one of the sounds that look so."""


class AzureVoice:
    """Speaks with one of Azure's voices; option ``azure`` is a region, or the address of a resource or a container.

    Styles are used where the voice has them. Raises CompanionError where the package, the region or the key is missing.
    """

    name = "azure"

    def __init__(self, config: EngineConfig, progress: Callable[[Progress], None]) -> None:
        """Connect, and ask which voices there are: a wrong key or region shows at once."""
        try:
            import azure.cognitiveservices.speech as sdk
        except ImportError as error:
            raise CompanionError(
                "Azure's voices need a package that is not installed:"
                " pip install azure-cognitiveservices-speech (the extra azure of this program)."
            ) from error
        self._sdk = sdk
        self._progress = progress
        self._where = config.option("azure").strip()
        self._synthesiser = _connect(sdk, config, self._where)
        self._styles = self._ask_voices()
        wanted = config.option("voice") or DEFAULT_VOICE
        self._default = wanted if wanted in self._styles else self._replace(wanted)
        self._told: set[str] = set()

    @property
    def languages(self) -> tuple[str, ...]:
        """The default voice's language; a multilingual voice reads whatever it is given."""
        return () if "Multilingual" in self._default else (self._default.partition("-")[0],)

    @property
    def voices(self) -> tuple[str, ...]:
        """The default first, then the others of its language, then all others."""
        locale = self._default[:3]
        others = sorted(self._styles, key=lambda name: (not name.startswith(locale), name))
        return (self._default, *(name for name in others if name != self._default))

    def speak(self, text: str, voice: str = "", emotion: str = "") -> Utterance:
        """Return the sound and when each shape of the mouth begins. Raises CompanionError."""
        if not any(character.isalnum() for character in text):
            return Utterance(np.zeros(0, np.float32), _RATE)
        if voice and voice not in self._styles:
            if voice not in self._told:
                self._told.add(voice)
                self._progress(Progress(f"Azure has no voice {voice!r}. {self._default} speaks instead."))
            voice = ""
        visemes: list[tuple[int, int]] = []
        data = self._synthesise(self._ssml(text, voice or self._default, emotion), visemes)
        pcm = np.frombuffer(data[: len(data) // 2 * 2], "<i2").astype(np.float32) / np.float32(32768)
        return Utterance(pcm, _RATE, viseme_phones(visemes, len(pcm) / _RATE))

    def close(self) -> None:
        """Close the connection."""
        self._synthesiser = None

    def _ssml(self, text: str, voice: str, emotion: str) -> str:
        said = escape(text)
        style = next((one for one in _STYLES.get(emotion, ()) if one in self._styles[voice]), "")
        if style:
            said = f"<mstts:express-as style={quoteattr(style)}>{said}</mstts:express-as>"
        locale = "-".join(voice.split("-")[:2])
        if "Multilingual" in voice and language_of(text) == "ru":
            said, locale = f'<lang xml:lang="ru-RU">{said}</lang>', "ru-RU"
        return (
            '<speak version="1.0" xmlns="http://www.w3.org/2001/10/synthesis"'
            f' xmlns:mstts="https://www.w3.org/2001/mstts" xml:lang="{locale}">'
            f"<voice name={quoteattr(voice)}>{said}</voice></speak>"
        )

    def _synthesise(self, ssml: str, visemes: list[tuple[int, int]]) -> bytes:
        """Return 16-bit sound; note number and time of each viseme. The SDK's own waiting knows no end: ours does."""
        synthesiser, ended = self._synthesiser, threading.Event()
        results: list[Any] = []

        def end(event: Any) -> None:
            results.append(event.result)
            ended.set()

        signals = (
            (synthesiser.viseme_received, lambda event: visemes.append((event.audio_offset, event.viseme_id))),
            (synthesiser.synthesis_completed, end),
            (synthesiser.synthesis_canceled, end),
        )
        for signal, listener in signals:
            signal.connect(listener)
        try:
            waiting = synthesiser.speak_ssml_async(ssml)
            if not ended.wait(_PATIENCE):
                synthesiser.stop_speaking_async()
                raise CompanionError(f"Azure ({self._where}) did not answer in {_PATIENCE:.0f} s; is the network down?")
            del waiting
        finally:
            for signal, _listener in signals:
                signal.disconnect_all()
        result = results[0]
        if result.reason == self._sdk.ResultReason.Canceled:
            details = result.cancellation_details
            raise self._in_words(details.error_code, details.error_details)
        return bytes(result.audio_data)

    def _ask_voices(self) -> dict[str, frozenset[str]]:
        """Return the styles of each voice by name."""
        answer = self._synthesiser.get_voices_async().get()
        if answer.reason != self._sdk.ResultReason.VoicesListRetrieved:
            raise self._in_words(None, answer.error_details)
        return {voice.short_name: frozenset(filter(None, voice.style_list)) for voice in answer.voices}

    def _replace(self, wanted: str) -> str:
        """Return the voice that speaks in place of one there is not; only Azure's own list can tell."""
        instead = DEFAULT_VOICE if DEFAULT_VOICE in self._styles else next(iter(self._styles))
        self._progress(Progress(f"Azure has no voice {wanted!r}. {instead} speaks instead."))
        return instead

    def _in_words(self, code: Any, details: str) -> CompanionError:
        """Return an error of the service as a sentence that says what to do."""
        codes = self._sdk.CancellationErrorCode
        if code in (codes.AuthenticationFailure, codes.Forbidden) or "401" in details or "403" in details:
            text = f"Azure ({self._where}) refuses the key; enter the key of this region in the settings."
        elif code == codes.TooManyRequests or "429" in details:
            text = f"Azure ({self._where}) says: too many requests or no credit left (429); wait or check the account."
        elif code == codes.ConnectionFailure or "onnection" in details:
            text = f"Azure cannot be reached at {self._where}; check the region and the network."
        else:
            first = details.strip().splitlines() or ["no reason given"]
            text = f"Azure ({self._where}) answered with an error: {first[0]}"
        return CompanionError(text)


def viseme_phones(visemes: Sequence[tuple[int, int]], seconds: float) -> tuple[Phone, ...]:
    """Return phones from (ticks of 100 ns, viseme number); each lasts until the next, the last to the sound's end."""
    places = [min(ticks / _TICKS, seconds) for ticks, _number in visemes]
    symbols = [_VISEMES[number] if 0 <= number < len(_VISEMES) else "ə" for _ticks, number in visemes]
    spans = zip(symbols, places, [*places, seconds][1:], strict=True)
    return tuple(Phone(symbol, start, end) for symbol, start, end in spans if end > start)


def _connect(sdk: Any, config: EngineConfig, where: str) -> Any:
    if not where:
        raise CompanionError(
            "Azure's voices need a region such as westeurope, or an address; enter it in the settings."
        )
    if "://" in where and not host_of(where):
        raise CompanionError(
            f"{where!r} is no address; Azure's voices need a region such as westeurope, or an address."
        )
    refuse_offline(azure_address(where), config, "the voice", "a voice on this computer")
    own = "://" in where and not host_of(where).endswith(_RESOURCES)
    if not config.speech_key and not own:
        raise CompanionError(
            "Azure's voices need a key: enter it in the settings (it is kept in the system's keyring)."
        )
    kind = "host" if own else "endpoint" if "://" in where else "region"
    place = re.sub(r"^http", "ws", where) if own else where
    try:
        # A container of one's own wants no key, but the SDK insists on one.
        speech = sdk.SpeechConfig(subscription=config.speech_key or "none", **{kind: place})
        speech.set_speech_synthesis_output_format(sdk.SpeechSynthesisOutputFormat.Raw24Khz16BitMonoPcm)
        return sdk.SpeechSynthesizer(speech_config=speech, audio_config=None)
    except (RuntimeError, ValueError) as error:
        raise CompanionError(f"Azure's voices cannot be set up at {where!r}; correct the region or address.") from error
