"""Azure's voices: the real Speech SDK against a service on loopback."""

from __future__ import annotations

import builtins
import sys
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from azure_service import AzureService, azure_service

from companion import settings as s
from companion.configuration import keyed_config
from companion.engine.registry import create_engine
from companion.engine.speech import azure
from companion.engine.speech.azure import AzureVoice, viseme_phones
from companion.errors import CompanionError
from companion.lips.phones import Phone
from companion.lips.track import mouth_track
from companion.messages import EngineConfig, Progress
from companion.privacy import what_leaves
from companion.secrets import AZURE_KEY, load_key, save_key
from companion.settings import Settings


@pytest.fixture
def service() -> Iterator[AzureService]:
    with azure_service() as running:
        yield running


def voice_at(place: str, told: list[Progress] | None = None, **options: Any) -> AzureVoice:
    offline = options.pop("offline", False)
    config = EngineConfig(
        speech="azure",
        options=(("azure", place), *options.items()),
        speech_key="azure-secret",
        offline=offline,
        own_servers=options.get("own_servers", False),
    )
    return create_engine("companion.speech", config, (told if told is not None else []).append)  # type: ignore[no-any-return]


def test_a_sentence_comes_with_its_mood_and_its_mouth(service: AzureService) -> None:
    voice = voice_at(service.address)
    assert voice.voices == ("en-US-AriaNeural", "en-US-AvaMultilingualNeural", "ru-RU-SvetlanaNeural")
    assert voice.languages == ("en",)
    said = voice.speak("Roses & <thorns>.", "", "joy")
    voice.speak("Well.", "", "neutral")
    voice.speak("Oh.", "en-US-AvaMultilingualNeural", "joy")
    voice.close()
    assert said.rate == 24_000
    assert said.seconds == pytest.approx(1.0)
    assert 0.2 < np.abs(said.pcm).max() < 0.3
    assert said.phones == (
        Phone("", 0.0, 0.1), Phone("ɑ", 0.1, 0.3), Phone("p", 0.3, 0.4), Phone("u", 0.4, 0.6), Phone("", 0.6, 1.0),
    )  # fmt: skip
    mouth = mouth_track(said.pcm, said.rate, said.phones)
    assert mouth.at(0.35).opening < 0.05, "the lips meet"
    assert mouth.at(0.2).vowels[0] > 0.9
    assert mouth.at(0.5).vowels[2] > 0.9
    first, second, third = service.ssml
    assert '<mstts:express-as style="cheerful">Roses &amp; &lt;thorns&gt;.</mstts:express-as>' in first
    assert '<voice name="en-US-AriaNeural">Well.</voice>' in second
    assert '<voice name="en-US-AvaMultilingualNeural">Oh.</voice>' in third, "a voice without that style has none"
    assert set(service.keys) == {"azure-secret"}


def test_a_multilingual_voice_reads_everything_and_is_told_the_language(service: AzureService) -> None:
    voice = voice_at(service.address, voice="en-US-AvaMultilingualNeural")
    assert voice.languages == ()
    voice.speak("Доброе утро.")
    assert voice.speak("…").seconds == 0.0
    voice.close()
    assert len(service.ssml) == 1
    assert '<lang xml:lang="ru-RU">Доброе утро.</lang>' in service.ssml[0]


def test_a_voice_there_is_not_is_replaced_and_told_once(service: AzureService) -> None:
    told: list[Progress] = []
    voice = voice_at(service.address, told, voice="heart")
    assert voice.voices[0] == "en-US-AriaNeural"
    for _ in range(2):
        assert voice.speak("Hello.", "nova").seconds > 0
    voice.close()
    assert [progress.text for progress in told] == [
        "Azure has no voice 'heart'. en-US-AriaNeural speaks instead.",
        "Azure has no voice 'nova'. en-US-AriaNeural speaks instead.",
    ]


def test_a_refused_key_is_told_when_loading_and_when_speaking(service: AzureService) -> None:
    voice = voice_at(service.address)
    service.status = 401
    with pytest.raises(CompanionError, match="refuses the key"):
        voice.speak("Hello.")
    voice.close()
    with pytest.raises(CompanionError, match="refuses the key"):
        voice_at(service.address)


def test_a_service_that_falls_silent_is_given_up(service: AzureService, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(azure, "_PATIENCE", 0.5)
    voice = voice_at(service.address)
    service.silent = True
    with pytest.raises(CompanionError, match="did not answer"):
        voice.speak("Hello.")
    voice.close()


def test_no_service_at_the_address() -> None:
    with azure_service() as gone:
        address = gone.address
    with pytest.raises(CompanionError, match="cannot be reached at"):
        voice_at(address)


@pytest.mark.parametrize(
    ("place", "key", "says"),
    [
        ("", "k", "need a region such as westeurope"),
        ("ftp://somewhere", "k", "is no address"),
        ("westeurope", "", "need a key"),
    ],
)
def test_what_is_missing_is_said(place: str, key: str, says: str) -> None:
    config = EngineConfig(options=(("azure", place),), speech_key=key)
    with pytest.raises(CompanionError, match=says):
        AzureVoice(config, lambda _told: None)


def test_offline_mode_asks_nobody(service: AzureService) -> None:
    for place in ("westeurope", service.address):
        with pytest.raises(CompanionError, match="Offline mode is on"):
            voice_at(place, offline=True)
    assert service.keys == []


def test_without_the_package_the_way_to_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith("azure.cognitiveservices")]:
        monkeypatch.delitem(sys.modules, name)
    real = builtins.__import__

    def lacking(name: str, *arguments: Any, **more: Any) -> Any:
        if name.startswith("azure"):
            raise ImportError(name)
        return real(name, *arguments, **more)

    monkeypatch.setattr(builtins, "__import__", lacking)
    with pytest.raises(CompanionError, match="pip install azure-cognitiveservices-speech"):
        AzureVoice(EngineConfig(options=(("azure", "westeurope"),), speech_key="k"), lambda _told: None)


def test_visemes_beyond_the_sound_or_the_table() -> None:
    assert viseme_phones([(0, 21), (5_000_000, 99), (20_000_000, 1)], 1.0) == (
        Phone("p", 0.0, 0.5),
        Phone("ə", 0.5, 1.0),
    )
    assert viseme_phones([], 1.0) == ()


def test_the_key_goes_from_the_keyring_to_the_engine_only() -> None:
    settings = Settings()
    settings[s.SPEECH], settings[s.VOICE_AZURE] = "azure", "westeurope"
    save_key("very-secret", AZURE_KEY)
    assert load_key() == "", "the key of another service is another one"
    config = keyed_config(settings)
    assert (config.speech_key, config.api_key) == (load_key(AZURE_KEY), "") == ("very-secret", "")
    assert config.option("azure") == "westeurope"
    assert "very-secret" not in repr(config)
    assert keyed_config(settings, speech="hibari").speech_key == ""
    assert [leaving.host for leaving in what_leaves(settings)] == ["westeurope.tts.speech.microsoft.com"]
