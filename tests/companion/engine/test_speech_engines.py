"""Voices beside the default one: what each makes of text, and what it says when it cannot."""

from __future__ import annotations

import os
import pickle
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from tiny_tacotron import write_tiny_tacotron

from companion.audio.resample import resample
from companion.engine.registry import create_engine, create_speaker
from companion.engine.speech.base import Utterance
from companion.engine.speech.festival import FestivalVoice
from companion.engine.speech.hibari import HibariVoice
from companion.engine.speech.letters import letter_phones
from companion.engine.speech.openai_server import SpeechServer
from companion.engine.speech.speaker import RATE, normalised
from companion.engine.speech.tacotron import TacotronVoice, _letter_times
from companion.errors import CompanionError
from companion.lips.phones import Phone
from companion.messages import EngineConfig, Progress
from openai_compatible import ChatServer, chat_server


def quiet(_: Progress) -> None:
    """Drop progress."""


@pytest.fixture
def server() -> Iterator[ChatServer]:
    with chat_server() as running:
        yield running


def speech_server(server: ChatServer, **options: str) -> SpeechServer:
    chosen = tuple({"speech_base_url": server.base_url, "timeout": "5", **options}.items())
    return SpeechServer(EngineConfig(options=chosen, api_key="secret"), quiet)


# ---- a server


@pytest.mark.parametrize("kind", ["wav", "pcm"])
def test_a_server_speaks_wav_or_pcm(server: ChatServer, kind: str) -> None:
    voice = speech_server(server, speech_format=kind)
    said = voice.speak("Good morning to you.", "alba")
    voice.close()
    assert said.seconds == pytest.approx(1.2, abs=0.01)
    assert 0.2 < np.abs(said.pcm).max() < 0.26
    assert server.requests == [
        {"model": "tts-1", "voice": "alba", "input": "Good morning to you.", "response_format": kind}
    ]
    assert server.keys == ["Bearer secret"]


def test_a_server_that_knows_moods_is_told_them(server: ChatServer) -> None:
    voice = speech_server(server, speech_server_model="gpt-4o-mini-tts")
    voice.speak("Hurrah!", "", "joy")
    voice.speak("Well.", "", "neutral")
    voice.close()
    assert "cheerful" in server.requests[0]["instructions"]
    assert "instructions" not in server.requests[1]


@pytest.mark.parametrize(
    ("status", "sound", "kind", "words"),
    [
        (401, b"", "", "refuses the key"),
        (404, b"", "", "does not know the model 'tts-1' or the voice 'nova'"),
        (200, b"ID3 and so on", "audio/mpeg", "is audio/mpeg, not wav or pcm"),
        (200, b"<html>", "text/html", "is text/html, not wav or pcm"),
        (200, b"noise", "audio/x-raw", "is no sound"),
        (200, b"RIFF\0\0\0\0WAVEfmt ", "audio/wav", "broken wav"),
    ],
)
def test_a_server_that_fails_is_told_in_words(
    server: ChatServer, status: int, sound: bytes, kind: str, words: str
) -> None:
    server.status, server.sound, server.sound_kind = status, sound, kind
    voice = speech_server(server)
    with pytest.raises(CompanionError, match=words):
        voice.speak("Hello.")
    voice.close()


@pytest.mark.parametrize("kind", ["audio/mp3", "audio/aac", "audio/ogg; codecs=opus"])
def test_compressed_sound_is_not_played_as_noise(server: ChatServer, kind: str) -> None:
    server.sound, server.sound_kind = b"\xff\xf3\x84\xc4" * 999, kind
    voice = speech_server(server, speech_format="pcm")
    with pytest.raises(CompanionError, match=f"is {kind}, not wav or pcm"):
        voice.speak("Hello.")
    voice.close()


def test_offline_mode_asks_no_server() -> None:
    with pytest.raises(CompanionError, match="Offline mode is on, and the voice"):
        SpeechServer(EngineConfig(offline=True), quiet)


# ---- Tacotron2


def test_attention_goes_forward_and_gives_each_letter_its_time() -> None:
    looks = [0, 0, 1, 1, 1, 0, 2, 2, 4, 4]  # once back, and over the fourth letter
    times = _letter_times(np.eye(5, dtype=np.float32)[looks], 5, 1.0)
    assert times == [pytest.approx(pair) for pair in ((0, 0.2), (0.2, 0.6), (0.6, 0.8), (0.8, 0.8), (0.8, 1.0))]


def test_letters_become_sounds() -> None:
    letters = list("the moon, late~")
    phones = letter_phones(letters, [(n / 10, (n + 1) / 10) for n in range(len(letters))])
    assert [phone.symbol for phone in phones] == ["θ", "ɛ", "m", "u", "n", "", "l", "æ", "t", ""]
    assert phones[3] == Phone("u", 0.5, 0.7)


def tacotron(folder: Path, told: list[Progress]) -> TacotronVoice:
    options = (("speech_model", str(folder / "tacotron")), ("vocoder", str(folder / "hifigan")))
    return TacotronVoice(EngineConfig(options=options, offline=True), told.append)


def test_a_folder_in_the_layout_of_the_hub_speaks_and_tells_how_far_it_is(tmp_path: Path) -> None:
    write_tiny_tacotron(tmp_path, steps=40)
    told: list[Progress] = []
    voice = tacotron(tmp_path, told)
    said = voice.speak("Mary had a little lamb.")
    voice.close()
    assert said.rate == 22_050
    assert said.seconds == pytest.approx(50 * 256 / 22_050, abs=0.02)
    assert said.phones
    fractions = [progress.fraction for progress in told if progress.fraction is not None]
    assert fractions == sorted(fractions)
    assert fractions[-1] == 1.0


class _Bomb:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.system, ("touch exploded",)


def test_weights_that_run_code_are_not_loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write_tiny_tacotron(tmp_path)
    (tmp_path / "tacotron" / "model.ckpt").write_bytes(pickle.dumps(_Bomb()))
    with pytest.raises(CompanionError, match=r"model\.ckpt holds no plain weights"):
        tacotron(tmp_path, [])
    assert not (tmp_path / "exploded").exists()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda text: text + "\nx: !apply:os.system [touch exploded]\n", "would run code .*!apply:os.system"),
        (lambda text: text.replace("n_symbols: 148", "n_symbols: 12"), "could not be loaded"),
        (lambda text: "just: text", "could not be loaded"),
    ],
)
def test_a_yaml_that_runs_code_or_fits_nothing_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: object, words: str
) -> None:
    monkeypatch.chdir(tmp_path)
    yaml = write_tiny_tacotron(tmp_path)[0] / "hyperparams.yaml"
    yaml.write_text(change(yaml.read_text()))  # type: ignore[operator]
    with pytest.raises(CompanionError, match=words):
        tacotron(tmp_path, [])
    assert not (tmp_path / "exploded").exists()


@pytest.mark.parametrize(
    ("name", "words"),
    [("/no/such/folder", "There is no folder"), ("somebody/some-voice", "offline mode is on")],
)
def test_a_missing_voice_is_told(name: str, words: str) -> None:
    with pytest.raises(CompanionError, match=words):
        TacotronVoice(EngineConfig(options=(("speech_model", name),), offline=True), quiet)


# ---- Russian


def test_each_sentence_is_spoken_by_a_voice_that_reads_it() -> None:
    told: list[Progress] = []
    with_russian = create_speaker(EngineConfig(), told.append)
    english, russian = with_russian.speak("The sea is calm."), with_russian.speak("Море спокойно.")
    with_russian.close()
    without = create_speaker(EngineConfig(options=(("russian_voice", "none"),)), told.append)
    assert without.speak("Море спокойно.").seconds == 0
    without.close()
    assert english.seconds > 0.7
    assert russian.seconds > 0.7
    assert [phone.symbol for phone in russian.phones if phone.symbol][:3] == ["m", "o", "r"]
    assert len(told) == 1, "only the one without a Russian voice has something to tell"


def test_without_festival_the_last_resort_speaks_and_is_said_to_be_one(monkeypatch: pytest.MonkeyPatch) -> None:
    def lacking(self: FestivalVoice, *_: object) -> None:
        raise CompanionError("The program festival is not installed: sudo apt-get install festival festvox-ru")

    monkeypatch.setattr(FestivalVoice, "__init__", lacking)
    told: list[Progress] = []
    speaker = create_speaker(EngineConfig(), told.append)
    said = speaker.speak("Море спокойно.")
    speaker.close()
    assert said.seconds > 0.5
    assert "apt-get install festival festvox-ru" in told[0].text
    assert "eSpeak NG (robotic) speaks Russian, hard to understand" in told[0].text


def test_festival_survives_what_it_cannot_read() -> None:
    told: list[Progress] = []
    voice = FestivalVoice(EngineConfig(), told.append)
    assert voice.speak("No Cyrillic here.").seconds == 0
    usual = voice.speak("Скажи да.")
    assert usual.seconds > 0.5
    for text in ('Скажи: "\\)(quit)".', "Скажи — да…", "Тест 😀 .", "Дом № 5!", "100 %"):
        assert 0.3 < voice.speak(text).seconds != usual.seconds, text
    process = voice._process
    assert process is not None
    process.kill()
    process.wait()
    assert voice.speak("Раз.").seconds == 0, "it died with this sentence"
    assert voice.speak("Два.").seconds > 0.2, "and is back for the next"
    assert len(told) == 1
    voice.close()


def test_an_unknown_voice_of_a_program_is_replaced_and_told_once() -> None:
    told: list[Progress] = []
    voice = create_engine("companion.speech", EngineConfig(speech="espeak"), told.append)
    assert all(voice.speak("Hello.", "heart").seconds > 0.3 for _ in range(2))
    assert len(told) == 1
    assert "en-us" in voice.voices


# ---- the default voice, and the one format of all


def test_the_default_voice_tells_when_it_makes_which_sound() -> None:
    said = HibariVoice(EngineConfig(), quiet).speak("Bob, may I?")
    assert [phone.symbol for phone in said.phones] == ["b", "ɑ", "b", "", "m", "eɪ", "aɪ", ""]
    level = np.abs(said.pcm)
    for phone in said.phones:
        if phone.symbol in {"ɑ", "eɪ", "aɪ"}:
            assert level[int(phone.start * said.rate) : int(phone.end * said.rate)].max() > 0.5 * level.max()


def test_a_voice_of_another_make_gives_its_phonemes_instead(monkeypatch: pytest.MonkeyPatch) -> None:
    usual = HibariVoice(EngineConfig(), quiet).speak("Bob, may I?")
    monkeypatch.setattr("companion.engine.speech.hibari._DURATIONS", b"/no/such/tensor")
    said = HibariVoice(EngineConfig(), quiet).speak("Bob, may I?")
    assert np.array_equal(said.pcm, usual.pcm)
    assert said.phones == ()
    assert said.phonemes.startswith("bˈɑb")


def test_all_sound_is_brought_to_one_format() -> None:
    rate = 16_000
    tone = np.sin(2 * np.pi * 200 * np.arange(rate) / rate)
    loud = np.concatenate([np.zeros(rate), 1.5 * tone, np.zeros(rate)]).astype(np.float32)
    phones = (Phone("", 0.0, 1.0), Phone("a", 1.0, 2.0), Phone("", 2.0, 3.0))
    said = normalised(Utterance(loud, rate, phones))
    assert said.rate == RATE
    assert np.abs(said.pcm).max() <= 1.0
    assert said.seconds == pytest.approx(1.3, abs=0.02), "long silence around the words is cut"
    assert said.phones[1].start == pytest.approx(0.05, abs=0.01)
    assert said.phones[1].end == pytest.approx(1.05, abs=0.01)
    empty = normalised(Utterance(np.zeros(0, np.float32), rate))
    assert (len(empty.pcm), empty.rate) == (0, RATE)
    silence = normalised(Utterance(np.zeros(rate, np.float32), rate))
    assert silence.seconds == 1.0, "silence on purpose keeps its length"
    assert len(resample(silence.pcm, RATE, rate)) == rate
