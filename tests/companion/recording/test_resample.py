"""Resampling keeps tones, lengths and places, and lets nothing fold back."""

from __future__ import annotations

import numpy as np
import pytest

from companion.recording.resample import resample


@pytest.mark.parametrize(("source", "target"), [(24000, 48000), (22050, 48000), (44100, 48000), (48000, 24000)])
def test_a_tone_stays_the_same_tone_at_the_same_place(source: int, target: int) -> None:
    tone = np.sin(2 * np.pi * 1000 * np.arange(source // 2) / source)
    out = resample(tone, source, target)
    expected = np.sin(2 * np.pi * 1000 * np.arange(target // 2) / target)
    assert len(out) == target // 2
    assert np.abs(out - expected)[200:-200].max() < 1e-3


def test_what_the_lower_rate_cannot_hold_is_removed() -> None:
    tone = np.sin(2 * np.pi * 18000 * np.arange(48000) / 48000)
    assert np.abs(resample(tone, 48000, 24000))[200:-200].max() < 1e-2


def test_same_rate_and_nothing_at_all() -> None:
    sound = np.array([0.1, -0.2], np.float32)
    assert np.array_equal(resample(sound, 24000, 24000), sound)
    assert len(resample(np.zeros(0, np.float32), 8000, 48000)) == 0
