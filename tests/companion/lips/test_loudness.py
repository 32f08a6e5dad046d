"""The mouth follows loudness: in time, whatever the format and level, and is shut where there is no sound."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from companion.lips.track import mouth_track
from companion.messages import MouthTrack


def value(track: MouthTrack, seconds: float) -> float:
    return track.at(seconds).opening


def syllables(rate: int, level: float = 0.5) -> NDArray[np.float32]:
    """0.5 s of quiet, three vowels of 150 ms with pauses of 150 ms, quiet to 2 s."""
    time = np.arange(2 * rate) / rate
    voice = np.sin(2 * np.pi * 150 * time) + 0.5 * np.sin(2 * np.pi * 300 * time)
    on = np.zeros(len(time))
    for start in (0.5, 0.8, 1.1):
        on += (time >= start) & (time < start + 0.15)
    return (level * voice / 1.5 * on).astype(np.float32)


@pytest.mark.parametrize("rate", [8000, 16000, 22050, 24000, 44100, 96000])
def test_open_in_the_vowels_and_shut_outside_at_any_rate(rate: int) -> None:
    track = mouth_track(syllables(rate), rate)
    for start in (0.5, 0.8, 1.1):
        assert value(track, start + 0.06) > 0.9
        assert value(track, start + 0.28) < 0.05
    assert value(track, 0.0) == value(track, 0.47) == 0.0
    assert value(track, 1.29) == 0.0
    assert value(track, 5.0) == value(track, -1.0) == 0.0


@pytest.mark.parametrize("level", [0.9, 0.1, 0.01])
def test_gain_makes_a_quiet_voice_open_as_far_as_a_loud_one(level: float) -> None:
    assert value(mouth_track(syllables(24000, level), 24000), 0.56) > 0.9


def test_room_noise_alone_does_not_open_the_mouth() -> None:
    noise = np.random.default_rng(1).normal(0, 1e-4, 24000).astype(np.float32)
    assert mouth_track(noise, 24000).steps.max() == 0.0
    with_noise = syllables(24000)
    with_noise[:24000] += noise
    assert value(mouth_track(with_noise, 24000), 0.3) == 0.0


def test_opening_is_faster_than_closing_and_neither_lags() -> None:
    track = mouth_track(syllables(24000), 24000)
    moments = np.arange(0.4, 1.4, 0.001)
    values = np.array([value(track, moment) for moment in moments])
    opened = moments[np.flatnonzero(values > 0.8)[0]] - 0.5
    closed = moments[(values < 0.2) & (moments > 0.65)][0] - 0.65
    assert -0.02 <= opened <= 0.02
    assert opened < closed <= 0.1


def test_integer_and_stereo_sound_gives_the_same_track() -> None:
    sound = syllables(24000)
    expected = mouth_track(sound, 24000).steps[:, 0]
    as_16_bit = (sound * 32767).astype(np.int16)
    as_8_bit = (sound * 127 + 128).astype(np.uint8)
    stereo = np.stack([sound, sound], axis=1)
    assert np.abs(mouth_track(as_16_bit, 24000).steps[:, 0] - expected).max() < 0.02
    assert np.abs(mouth_track(as_8_bit, 24000).steps[:, 0] - expected).max() < 0.05
    assert np.array_equal(mouth_track(stereo, 24000).steps[:, 0], expected)


def test_empty_broken_and_misshaped_sound() -> None:
    assert value(mouth_track(np.zeros(0, np.float32), 24000), 0.0) == 0.0
    broken = syllables(24000)
    broken[100] = np.nan
    assert value(mouth_track(broken, 24000), 0.56) > 0.9
    with pytest.raises(ValueError, match="shape"):
        mouth_track(np.zeros((2, 2, 2), np.float32), 24000)
    with pytest.raises(ValueError, match="rate"):
        mouth_track(np.zeros(10, np.float32), 0)


@given(st.lists(st.floats(-1, 1, width=32), max_size=3000), st.integers(8000, 96000), st.floats(-1, 2))
def test_every_value_is_between_shut_and_open(samples: list[float], rate: int, moment: float) -> None:
    track = mouth_track(np.array(samples, np.float32), rate)
    assert 0.0 <= value(track, moment) <= 1.0
    assert np.all((track.steps >= 0) & (track.steps <= 1))
