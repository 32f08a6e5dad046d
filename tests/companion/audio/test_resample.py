"""Another sample rate, the same sound."""

from __future__ import annotations

import numpy as np
import pytest

from companion.audio.resample import resample


@pytest.mark.parametrize(("rate", "wanted"), [(24000, 48000), (22050, 48000), (48000, 16000), (24000, 44100)])
def test_a_tone_stays_itself(rate: int, wanted: int) -> None:
    seconds, hertz = 0.5, 440.0
    swell = np.hanning(int(rate * seconds))
    tone = (0.5 * np.sin(2 * np.pi * hertz * np.arange(int(rate * seconds)) / rate) * swell).astype(np.float32)
    there = resample(tone, rate, wanted)
    assert there.dtype == np.float32
    assert len(there) == round(len(tone) * wanted / rate)
    place = np.arange(len(there)) / wanted
    expected = 0.5 * np.sin(2 * np.pi * hertz * place) * np.interp(place, np.arange(len(tone)) / rate, swell)
    assert np.abs(there - expected).max() < 2e-3


def test_an_hour_is_resampled_piece_by_piece_and_sounds_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    tone = (0.5 * np.sin(2 * np.pi * 440 * np.arange(3 * 48000) / 48000)).astype(np.float32)
    whole = resample(tone, 48000, 16000)
    monkeypatch.setattr("companion.audio.resample._AT_ONCE", 1)
    pieces = resample(tone, 48000, 16000)
    assert len(pieces) == len(whole)
    np.testing.assert_allclose(pieces[100:-100], whole[100:-100], atol=0.003)


def test_nothing_and_nonsense() -> None:
    assert len(resample(np.zeros(0, np.float32), 24000, 48000)) == 0
    with pytest.raises(ValueError, match="positive"):
        resample(np.zeros(5, np.float32), 0, 48000)
