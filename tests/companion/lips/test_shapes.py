"""The mouth by sounds: shapes, closures, alignment and vowels by listening, with the real voices."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from companion.bench.lips import VOWEL_WORDS, dominant, fit, shut_after
from companion.engine.registry import create_engine
from companion.engine.speech.base import SpeechEngine
from companion.engine.speech.speaker import Speaker, normalised
from companion.lips.alignment import align
from companion.lips.phones import Phone, bare, is_vowel
from companion.lips.spectrum import spectrum
from companion.lips.track import mouth_track
from companion.lips.vowels import VowelProfile, general_profile
from companion.messages import VOWELS, EngineConfig, Progress
from companion.paths import cache_dir

RATE = 24_000


def hum(seconds: float) -> np.ndarray:
    return (0.5 * np.sin(2 * np.pi * 150 * np.arange(round(seconds * RATE)) / RATE)).astype(np.float32)


def quiet(_: Progress) -> None:
    """Drop progress."""


@pytest.fixture(scope="module", params=[("hibari", "en"), ("festival", "ru")])
def voice(request: pytest.FixtureRequest) -> Iterator[tuple[SpeechEngine, str]]:
    name, language = request.param
    engine: SpeechEngine = create_engine("companion.speech", EngineConfig(speech=name), quiet)
    yield engine, language
    engine.close()


def test_each_phone_has_its_shape_and_the_lips_meet_for_b() -> None:
    phones = [Phone("a", 0.0, 0.3), Phone("b", 0.3, 0.33), Phone("ˈuː", 0.33, 0.6), Phone("aɪ", 0.6, 1.0)]
    track = mouth_track(hum(1.0), RATE, phones)
    shapes = [VOWELS[int(np.argmax(track.at(moment).vowels))] for moment in (0.15, 0.45, 0.7, 0.95)]
    assert shapes == ["A", "U", "A", "I"]
    assert track.at(0.315).opening == 0.0
    # Seen at any 30 frames a second, whatever the first frame's time.
    assert all(min(track.at(first + n / 30).opening for n in range(30)) < 0.05 for first in (0.0, 0.01, 0.02))
    assert track.at(0.2).opening > 0.9
    assert track.at(0.4).opening > 0.9


def test_shapes_glide_ahead_of_the_sound() -> None:
    track = mouth_track(hum(1.0), RATE, [Phone("a", 0.0, 0.5), Phone("i", 0.5, 1.0)])
    before, at, after = (track.at(moment).vowels[0] for moment in (0.47, 0.5, 0.53))
    assert 1.0 > before > at > after > 0.0
    assert at == pytest.approx(0.5, abs=0.1)


def test_a_consonant_takes_the_shape_of_its_neighbours_and_a_pause_none() -> None:
    track = mouth_track(
        hum(1.0), RATE, [Phone("u", 0.0, 0.3), Phone("k", 0.3, 0.4), Phone("u", 0.4, 0.7), Phone("", 0.7, 1)]
    )
    assert track.at(0.35).vowels[2] > 0.95
    assert sum(track.at(0.9).vowels) == pytest.approx(0.0, abs=1e-6)
    assert (track.steps[:, 1:].sum(axis=1) <= 1.0 + 1e-5).all()


def test_the_right_shape_shows_on_spoken_vowels(voice: tuple[SpeechEngine, str]) -> None:
    engine, language = voice
    said = {vowel: normalised(engine.speak(word)) for vowel, word in VOWEL_WORDS[language].items()}
    shown = {vowel: dominant(mouth_track(one.pcm, one.rate, one.phones)) for vowel, one in said.items()}
    assert sum(vowel == shape for vowel, shape in shown.items()) >= 4, shown


def test_the_mouth_goes_with_the_sound(voice: tuple[SpeechEngine, str]) -> None:
    engine, language = voice
    text = "Today we walk in the garden." if language == "en" else "Сегодня хорошая погода, и дети гуляют в саду."
    said = normalised(engine.speak(text))
    for phones in (said.phones, ()):
        track = mouth_track(said.pcm, said.rate, phones)
        correlation, lag = fit(track, said.pcm, said.rate)
        assert correlation >= (0.75 if phones else 0.9)
        assert abs(lag) <= 20
        assert shut_after(track, said.pcm, said.rate) <= 100
        first = np.flatnonzero(np.abs(said.pcm) > 0.01)[0] / said.rate
        assert track.steps[: int(first * 100) - 1, 0].max(initial=0.0) == 0.0


def test_phonemes_find_their_place_by_listening() -> None:
    engine = create_engine("companion.speech", EngineConfig(), quiet)
    said = engine.speak("The weather is lovely this morning, so come and sit with me.")
    engine.close()
    letters = [letter for phone in said.phones for letter in bare(phone.symbol)]
    truth = [
        phone.start + (phone.end - phone.start) * (place + 0.5) / len(bare(phone.symbol))
        for phone in said.phones
        for place in range(len(bare(phone.symbol)))
    ]
    found = [
        phone for phone in align("".join(letters), spectrum(said.pcm, said.rate), general_profile()) if phone.symbol
    ]
    assert [phone.symbol for phone in found] == letters
    heard = spectrum(said.pcm, said.rate)
    missed = np.abs(np.array([(phone.start + phone.end) / 2 for phone in found]) - truth)
    assert np.median(missed) < 0.1
    assert align("", heard, general_profile()) == ()
    assert align("abab" * 500, heard, general_profile()) == ()


def test_a_voice_without_timings_is_learnt_once_and_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMPANION_HOME", str(tmp_path))
    engine = create_engine("companion.speech", EngineConfig(speech="espeak"), quiet)
    speaker = Speaker(engine)
    first = speaker.perform("We see the moon.")[1]
    speaker.learn_voice()
    files = list((cache_dir() / "voices").glob("*.npz"))
    assert len(files) == 1
    assert set(VowelProfile.load(files[0]).labels.tolist()) == set(range(5))
    changed = files[0].stat().st_mtime_ns
    assert len(speaker.perform("We see the moon.")[1].steps) == len(first.steps)
    speaker.learn_voice()
    assert files[0].stat().st_mtime_ns == changed
    speaker.close()
    files[0].write_bytes(b"broken")
    again = Speaker(create_engine("companion.speech", EngineConfig(speech="espeak"), quiet))
    assert again.perform("We see the moon.")[1].steps.max() > 0.5
    again.learn_voice()
    again.close()
    assert VowelProfile.load(files[0]).means.shape[1] == 12


def test_vowels_and_consonants_are_told_apart() -> None:
    assert all(map(is_vowel, ("a", "ˈiː", "eɪ", "ə")))
    assert not any(map(is_vowel, ("b", "s", "w", "", "ˈ")))


def test_a_profile_that_was_torn_off_or_damaged_is_no_profile(tmp_path: Path) -> None:
    file = tmp_path / "voice.npz"
    known = general_profile()
    known.save(file)
    assert (VowelProfile.load(file).means == known.means).all()
    assert list(tmp_path.glob("*.npz")) == [file]
    whole = file.read_bytes()
    numbers = np.random.default_rng(1)
    refused = 0
    for number in range(300):
        spoilt = bytearray(whole[: int(numbers.integers(len(whole)))] if number % 2 else whole)
        if not number % 2:
            spoilt[int(numbers.integers(len(whole)))] ^= 1 << int(numbers.integers(8))
        file.write_bytes(spoilt)
        try:
            VowelProfile.load(file)
        except (OSError, KeyError, ValueError):
            refused += 1
    assert refused > 200
