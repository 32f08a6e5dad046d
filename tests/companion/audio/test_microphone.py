"""The microphone on a real sound server: what is played into the room, and without what the loudspeaker plays."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from companion.audio.echo import RATE, EchoCanceller, PlayedSound
from companion.audio.microphone import BLOCK, OLDEST, Heard, Microphone, microphones
from companion.audio.resample import StreamResampler
from companion.engine.speech.wav import write_wav
from sound_server import SoundServer


class Log:
    """Keeps what a microphone hands over."""

    def __init__(self, microphone: Microphone) -> None:
        self.heard: list[Heard] = []
        self.failures: list[str] = []
        microphone.on_sound = self.heard.append
        microphone.on_failed = self.failures.append
        self._microphone = microphone

    @property
    def sound(self) -> np.ndarray:
        return np.concatenate([heard.pcm for heard in self.heard])

    def until(self, done: Callable[[], bool], seconds: float = 10.0) -> None:
        deadline = time.monotonic() + seconds
        while not done():
            assert time.monotonic() < deadline, "the microphone did not get there"
            self._microphone.poll()
            time.sleep(0.01)


@pytest.fixture
def opened() -> Iterator[Callable[..., tuple[Microphone, Log]]]:
    made: list[Microphone] = []

    def make(**how: object) -> tuple[Microphone, Log]:
        microphone = Microphone(**how)  # type: ignore[arg-type]
        made.append(microphone)
        return microphone, Log(microphone)

    yield make
    for microphone in made:
        microphone.close()
        microphone.join()


def test_what_is_played_into_the_room_is_heard(
    sound_card: SoundServer, opened: Callable[..., tuple[Microphone, Log]], tmp_path: Path
) -> None:
    assert microphones()
    chirp = np.sin(2 * np.pi * np.cumsum(np.linspace(300, 3000, 48000)) / 48000) * 0.4
    file = tmp_path / "chirp.wav"
    write_wav(file, chirp.astype(np.float32), 48000)
    _microphone, log = opened(echo="headphones")
    log.until(lambda: bool(log.heard))
    subprocess.run(["paplay", "-d", "room", str(file)], check=True)
    log.until(lambda: len(log.heard) > 90)
    sound = log.sound
    wanted = StreamResampler(48000, RATE)(chirp.astype(np.float32))
    spectra = np.fft.rfft(sound, 1 << 17) * np.conj(np.fft.rfft(wanted, 1 << 17))
    likeness = np.fft.irfft(spectra).max() / np.linalg.norm(wanted) / np.linalg.norm(sound)
    assert likeness > 0.95
    times = [heard.at for heard in log.heard]
    assert np.median(np.diff(times)) == pytest.approx(0.02, abs=0.005)
    assert 0 < time.perf_counter() - times[-1] < 1, "by the clock of this process"
    assert max(heard.level for heard in log.heard) > 0.75
    assert log.heard[0].level < 0.1
    assert log.failures == []


def test_a_vanished_microphone_is_said_once(opened: Callable[..., tuple[Microphone, Log]]) -> None:
    with SoundServer() as server:
        _microphone, log = opened()
        log.until(lambda: bool(log.heard))
        server.kill()
        log.until(lambda: bool(log.failures))
    assert len(log.failures) == 1
    assert log.failures[0].startswith("The microphone stopped")


def test_no_microphone_is_said(opened: Callable[..., tuple[Microphone, Log]]) -> None:
    with SoundServer() as server:
        server.kill()
        _microphone, log = opened(device="nowhere")
        log.until(lambda: bool(log.failures))
        assert "microphone" in log.failures[0]
        assert log.failures[0].endswith("You can go on writing.")


def test_an_age_the_card_cannot_hold_is_not_believed(opened: Callable[..., tuple[Microphone, Log]]) -> None:
    """What PulseAudio told while it started on a busy machine: 0.7 s, then less and less, and not a sample missing."""
    microphone, log = opened(device="no such microphone")
    log.until(lambda: bool(log.failures))
    microphone._ended = False
    placed = []
    for number, told in enumerate((0.68, 0.68, 0.5, 0.3, 0.15, 0.05, 0.03)):
        arrived = 10.0 + BLOCK * number
        clock = SimpleNamespace(currentTime=arrived, inputBufferAdcTime=arrived - told)
        microphone._offset = 0.0
        microphone._take(np.zeros((960, 2), np.float32), 960, clock, None)
        block = microphone._raw.get_nowait()
        assert block is not None
        placed.append(block[1] - arrived - microphone._offset)
    assert placed == pytest.approx([-OLDEST] * 4 + [-0.15, -0.05, -0.03], abs=1e-3)


@pytest.mark.parametrize("rate", [8000, 16000, 44100, 48000, 96000])
def test_a_stream_is_resampled_without_seams(rate: int) -> None:
    sine = np.sin(2 * np.pi * 440 * np.arange(rate) / rate).astype(np.float32)
    resampler = StreamResampler(rate, RATE)
    step = rate // 47
    out = np.concatenate([resampler(sine[place : place + step]) for place in range(0, rate, step)])
    assert len(out) == pytest.approx(RATE, abs=80)
    wanted = np.sin(2 * np.pi * 440 * np.arange(len(out)) / RATE)
    np.testing.assert_allclose(out[100:], wanted[100:], atol=0.002)


def test_high_pitches_do_not_fold_down() -> None:
    sine = np.sin(2 * np.pi * 11000 * np.arange(48000) / 48000).astype(np.float32)
    assert np.abs(StreamResampler(48000, RATE)(sine)[100:]).max() < 0.01


def test_the_echo_goes_and_a_voice_beside_it_stays() -> None:
    random = np.random.default_rng(5)
    rate, seconds = 44100, 8
    syllables = np.repeat(random.random(seconds * 8), rate // 8)[: rate * seconds]
    far = (random.normal(0, 0.1, len(syllables)) * syllables).astype(np.float32)
    # The room: 70 ms later, half as loud, with a second reflection.
    heard = StreamResampler(rate, RATE)(far)
    late = int(0.07 * RATE)
    echo = 0.5 * np.concatenate([np.zeros(late, np.float32), heard])[: len(heard)]
    echo[200:] += 0.2 * echo[:-200]
    voice = np.zeros_like(echo)
    t = np.arange(RATE) / RATE
    voice[6 * RATE : 7 * RATE] = 0.2 * np.sin(2 * np.pi * 300 * t) * np.sin(np.pi * 4 * t) ** 2
    played = PlayedSound()
    canceller = EchoCanceller(played)
    near = (echo + voice)[: len(echo) // 160 * 160].astype(np.float32)
    clean, noted = [], 0
    for place in range(0, len(near), 160):
        while noted < len(far) and noted / rate < place / RATE + 0.1:  # the card gets its sound 0.1 s ahead
            played.note(50.0 + noted / rate, far[noted : noted + 1024], rate)
            noted += 1024
        clean.append(canceller.clean(near[place : place + 160], 50.0 + place / RATE))
    clean = np.concatenate(clean)

    def loud(sound: np.ndarray, begin: float, end: float) -> float:
        return float(np.sqrt(np.mean(sound[int(begin * RATE) : int(end * RATE)] ** 2)))

    assert loud(clean, 4, 6) < 0.15 * loud(near, 4, 6), "16 dB less of it at least"
    assert loud(clean, 6.1, 6.9) > 0.3 * loud(voice, 6.1, 6.9)
