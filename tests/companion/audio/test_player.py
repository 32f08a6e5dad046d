"""The player on a real sound server: what a microphone in the room hears, and when the player says so."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import nullcontext

import numpy as np
import pytest

from companion.audio.microphone import Heard, Microphone, microphones
from companion.audio.output import STALLED, SoundCard
from companion.audio.player import Player
from companion.audio.port_audio import loudspeakers
from companion.messages import NEUTRAL, SentenceReady
from sound_server import RATE, Ear, SoundServer


def sentence(index: int, seconds: float, hertz: float = 440.0) -> SentenceReady:
    t = np.arange(int(24000 * seconds)) / 24000
    pcm = (0.5 * np.sin(2 * np.pi * hertz * t)).astype(np.float32)
    return SentenceReady(1, index, "text", "text", NEUTRAL, pcm, 24000)


class Log:
    """Keeps what the player reports."""

    def __init__(self, player: Player) -> None:
        self.events: list[tuple[str, int, float]] = []
        self.reasons: list[str] = []
        player.on_started = lambda spoken, at: self.events.append(("started", spoken.index, at))
        player.on_finished = lambda spoken, at: self.events.append(("finished", spoken.index, at))
        player.on_held_up = lambda at: self.events.append(("held up", -1, at))
        player.on_resumed = lambda spoken, at, _from: self.events.append(("resumed", spoken.index, at))
        player.on_stopped = lambda at: self.events.append(("stopped", -1, at))
        player.on_silent = self.reasons.append

    @property
    def names(self) -> list[tuple[str, int]]:
        return [(name, index) for name, index, _at in self.events if name not in ("held up", "resumed")]


@pytest.fixture
def player() -> Iterator[Player]:
    player = Player()
    yield player
    player.close()


def poll_until(player: Player, done: Callable[[], bool], seconds: float = 8.0) -> None:
    deadline = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < deadline, "the player did not get there"
        player.poll()
        time.sleep(0.005)


def loudness(sound: np.ndarray) -> np.ndarray:
    """Return the peak of each 10 ms."""
    step = RATE // 100
    return np.abs(sound[: len(sound) // step * step]).reshape(-1, step).max(axis=1)


def pitch(sound: np.ndarray) -> float:
    return float(np.argmax(np.abs(np.fft.rfft(sound))) * RATE / len(sound))


def test_two_sentences_are_heard_one_after_the_other(sound_card: SoundServer, player: Player) -> None:
    log = Log(player)
    with Ear() as ear:
        player.play(sentence(0, 0.8, 440))
        player.play(sentence(1, 0.8, 880))
        drift = []
        while player.speaking:
            player.poll()
            if player.current is not None and 0.1 < player.position < 0.7:
                drift.append(time.perf_counter() - player.position - player.current.index * 0.8)
            time.sleep(0.005)
        time.sleep(0.3)
        heard = ear.samples
    assert log.names == [("started", 0), ("finished", 0), ("started", 1), ("finished", 1)]
    assert log.events[2][2] - log.events[0][2] == pytest.approx(0.8, abs=0.06)
    assert np.std(drift) < 0.02, "the position runs evenly with the clock"
    loud = np.flatnonzero(loudness(heard) > 0.1)
    assert len(loud) == pytest.approx(160, abs=6), "1.6 seconds of sound"
    begin = loud[0] * RATE // 100
    assert pitch(heard[begin + RATE // 10 : begin + RATE // 2]) == pytest.approx(440, abs=6)
    assert pitch(heard[begin + RATE : begin + RATE * 3 // 2]) == pytest.approx(880, abs=6)
    assert np.abs(heard).max() == pytest.approx(0.5, abs=0.05)
    assert player.silent_reason == ""
    assert player.position == 0.0
    assert loudspeakers()


def test_a_starved_card_holds_her_up_and_nothing_is_lost(sound_card: SoundServer, player: Player) -> None:
    log = Log(player)
    positions: list[float] = []
    player.play(sentence(0, 3.0))
    poll_until(player, lambda: player.position > 0.8)
    sound_card.hold()
    before = len(log.events)  # a busy machine may starve the card by itself
    stop = time.monotonic() + 0.9
    while player.speaking:
        player.poll()
        if stop and time.monotonic() > stop:
            stop = 0.0
            assert player.held_up
            sound_card.go_on()
        if player.current is not None:
            positions.append(player.position)
        time.sleep(0.005)
    names = [name for name, _index, _at in log.events[before:]]
    assert names[:2] == ["held up", "resumed"]
    assert names[-1] == "finished"
    starts = [at for name, _index, at in log.events if name in ("started", "resumed")]
    later = starts[names.count("resumed") * -1] - starts[names.count("resumed") * -1 - 1]
    assert later > 0.3, "from then on she is later by the gap"
    assert log.events[-1][2] == pytest.approx(starts[-1] + 3.0, abs=0.06)
    assert np.diff(positions).min() > -0.001, "the lips never start over; the card's clock is corrected by microseconds"
    assert positions[-1] == pytest.approx(3.0, abs=0.1)


def test_stop_is_silence_at_once_and_tells_what_was_heard(sound_card: SoundServer, player: Player) -> None:
    log = Log(player)
    with Ear() as ear:
        player.play(sentence(0, 3.0))
        player.play(sentence(1, 3.0))
        poll_until(player, lambda: player.position > 1.0)
        part = player.stop()
        assert not player.speaking
        assert player.current is None
        time.sleep(0.5)
        player.poll()
        heard = ear.samples
    assert part == pytest.approx(1.1 / 3, abs=0.05)
    assert log.names == [("started", 0), ("stopped", -1)], "what was queued is never heard"
    assert 90 < np.count_nonzero(loudness(heard) > 0.1) < 125
    tail = heard[np.flatnonzero(np.abs(heard) > 0.05)[-1] - 240 :]
    assert np.abs(np.diff(tail)).max() < 0.1, "it fades, it does not click"


def test_a_sentence_after_stop_is_heard_whole_and_volume_counts(sound_card: SoundServer, player: Player) -> None:
    log = Log(player)
    player.volume = 0.25
    with Ear() as ear:
        player.play(sentence(0, 2.0))
        poll_until(player, lambda: player.position > 0.2)
        player.stop()
        player.play(sentence(1, 0.5, 880))
        poll_until(player, lambda: not player.speaking)
        time.sleep(0.3)
        heard = ear.samples
    assert log.names[-2:] == [("started", 1), ("finished", 1)]
    assert np.abs(heard).max() == pytest.approx(0.125, abs=0.02)
    last = np.flatnonzero(np.abs(heard) > 0.02)[-1]
    assert pitch(heard[last - RATE * 2 // 5 : last]) == pytest.approx(880, abs=6)


@pytest.mark.parametrize("plugged", [True, False])
def test_a_pause_holds_her_and_she_goes_on_where_she_was(player: Player, plugged: bool) -> None:
    with SoundServer() as server:
        if not plugged:
            server.kill()
        log = Log(player)
        assert not player.pause(), "she says nothing"
        with Ear() if plugged else nullcontext() as ear:
            player.play(sentence(0, 1.2))
            player.play(sentence(1, 0.4, 880))
            poll_until(player, lambda: player.position > 0.4)
            assert player.pause()
            held = player.position
            begin = time.perf_counter()
            while time.perf_counter() - begin < 1.0:
                player.poll()
                assert player.position == held
                time.sleep(0.01)
            quiet = ear.samples[-RATE // 3 :] if ear else np.zeros(1)
            player.resume()
            assert player.position == pytest.approx(held, abs=0.15)
            poll_until(player, lambda: not player.speaking)
            time.sleep(0.3)
            sound = ear.samples if ear else np.zeros(1)
    assert log.names == [("started", 0), ("finished", 0), ("started", 1), ("finished", 1)]
    assert log.events[-1][2] - log.events[0][2] == pytest.approx(1.6 + 1.0, abs=0.4)
    if plugged:
        assert np.abs(quiet).max() < 0.01
        said = np.count_nonzero(loudness(sound) > 0.1) / 100
        assert said == pytest.approx(1.6, abs=0.05), "nothing is lost, nothing said twice"


def test_a_stop_ends_a_pause(sound_card: SoundServer, player: Player) -> None:
    player.play(sentence(0, 2.0))
    poll_until(player, lambda: player.position > 0.5)
    player.pause()
    assert player.stop() == pytest.approx(0.25, abs=0.1)
    assert not player.paused
    player.play(sentence(1, 0.3))
    poll_until(player, lambda: not player.speaking)


def modules(word: str) -> list[str]:
    listed = subprocess.run(["pactl", "list", "short", "modules"], capture_output=True, text=True, check=True).stdout
    return [line.split()[0] for line in listed.splitlines() if word in line]


@pytest.mark.parametrize("another", [True, False])
def test_a_loudspeaker_unplugged_while_she_speaks_and_plugged_in_again(player: Player, another: bool) -> None:
    with SoundServer():
        log = Log(player)
        player.play(sentence(0, 1.5))
        player.play(sentence(1, 0.5, 880))
        poll_until(player, lambda: player.position > 0.3)
        gone = modules("sink_name=speaker") if another else [*modules("remap"), *modules("null-sink")]
        for module in gone:
            subprocess.run(["pactl", "unload-module", module], check=True)
        poll_until(player, lambda: not player.speaking)
        assert log.names == [("started", 0), ("finished", 0), ("started", 1), ("finished", 1)]
        assert ("without sound" in player.silent_reason) is not another, "the other one takes over"
        subprocess.run(["pactl", "load-module", "module-null-sink", "sink_name=speaker"], check=True)
        subprocess.run(["pactl", "set-default-sink", "speaker"], check=True)
        player.device = ""  # asks again at once, not only after some seconds
        with Ear() as ear:
            player.play(sentence(2, 0.5))
            poll_until(player, lambda: not player.speaking)
            time.sleep(0.3)
            heard = ear.samples
        assert np.count_nonzero(loudness(heard) > 0.1) == pytest.approx(50, abs=6)
        assert player.silent_reason == ""


def test_a_sentence_without_sound_passes_at_once(sound_card: SoundServer, player: Player) -> None:
    log = Log(player)
    player.play(sentence(0, 0.0))
    player.play(sentence(1, 0.2))
    poll_until(player, lambda: not player.speaking)
    assert log.names == [("started", 0), ("finished", 0), ("started", 1), ("finished", 1)]


def test_a_vanished_card_leaves_her_silent_in_time_until_it_is_back(player: Player) -> None:
    with SoundServer() as server:
        log = Log(player)
        player.play(sentence(0, 1.0))
        player.play(sentence(1, 0.5))
        poll_until(player, lambda: player.position > 0.3)
        server.kill()
        begin = log.events[0][2]
        poll_until(player, lambda: not player.speaking)
        assert log.names == [("started", 0), ("finished", 0), ("started", 1), ("finished", 1)]
        assert 1.4 < log.events[-1][2] - begin < 1.5 + STALLED + 0.7, "she goes on where it went silent"
        assert "without sound" in player.silent_reason
        assert log.reasons == [player.silent_reason]
        # Nothing to open: the next sentence passes in its time too.
        player.device = ""
        player.play(sentence(2, 0.4))
        poll_until(player, lambda: not player.speaking)
        assert log.events[-1][2] - log.events[-2][2] == pytest.approx(0.4, abs=0.02)
        assert "cannot be opened" in player.silent_reason


def test_a_card_is_not_dead_because_the_computer_slept(
    sound_card: SoundServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    card = SoundCard()
    try:
        sound_card.hold()  # no callback comes
        assert card.alive
        clock = time.perf_counter
        monkeypatch.setattr("companion.audio.output.time.perf_counter", lambda: clock() + 1000.0)
        assert card.alive, "all that happened is that a long time went by"
        deadline = time.monotonic() + 60
        while card.alive:
            assert time.monotonic() < deadline
            time.sleep(0.05)
    finally:
        monkeypatch.undo()
        sound_card.go_on()
        card.close()


def test_a_chosen_loudspeaker_that_is_gone_is_replaced_by_the_default(sound_card: SoundServer) -> None:
    player = Player("Headphones of yesterday")
    log = Log(player)
    with Ear() as ear:
        player.play(sentence(0, 0.5))
        poll_until(player, lambda: not player.speaking)
        time.sleep(0.3)
        heard = ear.samples
    player.close()
    assert np.abs(heard).max() > 0.4
    assert len(log.reasons) == 1
    assert "Headphones of yesterday cannot be opened. The system's default plays instead." in log.reasons[0]


def test_a_loudspeaker_unplugged_in_the_middle_stalls_nothing(player: Player) -> None:
    with SoundServer():
        log = Log(player)
        player.play(sentence(0, 1.0))
        player.play(sentence(1, 0.5))
        poll_until(player, lambda: player.position > 0.3)
        subprocess.run(["pactl", "unload-module", "module-null-sink"], check=True)
        poll_until(player, lambda: not player.speaking)
        assert log.names == [("started", 0), ("finished", 0), ("started", 1), ("finished", 1)]
        assert 1.4 < log.events[-1][2] - log.events[0][2] < 1.5 + STALLED + 0.7
        assert len(log.reasons) <= 1, "one notice at most: a server may move the sound to another device by itself"


def test_a_prepared_card_says_at_once_why_it_is_silent(player: Player) -> None:
    with SoundServer() as server:
        log = Log(player)
        server.kill()
        player.prepare()
        poll_until(player, lambda: bool(log.reasons))
        assert "cannot be opened" in log.reasons[0]
        assert not player.speaking
        assert log.events == []


def test_a_stream_that_does_not_close_is_left_to_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    import atexit
    import threading

    import sounddevice

    from companion.audio.port_audio import close_stream

    class StuckStream:
        active = True

        def __init__(self) -> None:
            self.freed = threading.Event()

        def abort(self, *, ignore_errors: bool) -> None:
            self.freed.wait()

        def close(self, *, ignore_errors: bool) -> None:
            pass

    left: list[object] = []
    monkeypatch.setattr(atexit, "unregister", left.append)
    stream = StuckStream()
    close_stream(stream, limit=0.1)
    assert left == [sounddevice._exit_handler], "PortAudio's end would wait for the stream"
    stream.freed.set()


def test_of_devices_with_one_name_the_first_is_opened() -> None:
    with SoundServer() as server:
        server.list_also("twin", "TWIN")  # one name to PortAudio, as those that Windows lists twice
        assert {"twin", "TWIN"} <= set(loudspeakers())
        card = SoundCard("twin")
        assert card.alive
        card.close()
        microphone = Microphone("twin")
        failures: list[str] = []
        heard: list[Heard] = []
        microphone.on_failed, microphone.on_sound = failures.append, heard.append
        deadline = time.monotonic() + 20
        while not (failures or heard) and time.monotonic() < deadline:
            microphone.poll()
            time.sleep(0.01)
        microphone.close()
        microphone.join()
    assert failures == []
    assert heard


def test_devices_asked_for_while_portaudio_starts_anew_are_none() -> None:
    import sounddevice

    with SoundServer():
        assert loudspeakers()
        assert microphones()
        sounddevice._terminate()  # what opening a loudspeaker does where there was none
        try:
            assert loudspeakers() == microphones() == []
            microphone = Microphone()
            failures: list[str] = []
            microphone.on_failed = failures.append
            microphone.join()
            microphone.poll()
        finally:
            sounddevice._initialize()
    assert failures == ["There is no microphone: plug one in and try again. You can go on writing."]
