"""A private PulseAudio with null sinks: a loudspeaker and a microphone for tests, with a real clock and no hardware."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

import numpy as np
import pytest
from numpy.typing import NDArray

RATE = 48000

_PULSE = """
load-module module-native-protocol-unix socket={socket} auth-anonymous=1
load-module module-null-sink sink_name=speaker rate={rate} channels=2
load-module module-null-sink sink_name=room rate={rate} channels=1
load-module module-remap-source source_name=microphone master=room.monitor
set-default-sink speaker
set-default-source microphone
"""

_ALSA = """
</usr/share/alsa/alsa.conf>
pcm.!default { type pulse }
ctl.!default { type pulse }
"""


class SoundServer:
    """Runs the server while the ``with`` block lasts; programs find it through the environment."""

    def __init__(self) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="companion-sound-"))
        self._folder.chmod(0o700)
        self._socket = self._folder / "socket"
        self._process: subprocess.Popen[bytes] | None = None
        (self._folder / "default.pa").write_text(_PULSE.format(socket=self._socket, rate=RATE))
        (self._folder / "alsa.conf").write_text(_ALSA)
        self.environment = {
            "PULSE_SERVER": f"unix:{self._socket}",
            "ALSA_CONFIG_PATH": str(self._folder / "alsa.conf"),
        }

    def __enter__(self) -> SoundServer:
        self._before = {name: os.environ.get(name) for name in self.environment}
        os.environ.update(self.environment)
        try:
            self.start()
        except BaseException:
            self.kill()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        from companion.audio.microphone import join_closed

        join_closed()  # PortAudio would wait for ever in one that is opening while its server goes
        self.kill()
        for name, value in self._before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
        shutil.rmtree(self._folder)

    def start(self) -> None:
        """Start the server and let this process's PortAudio find it."""
        private = {**os.environ, "HOME": str(self._folder), "XDG_RUNTIME_DIR": str(self._folder)}
        command = [
            "pulseaudio",
            "-n",
            "--daemonize=no",
            "--exit-idle-time=-1",
            "--disable-shm=yes",
            "--use-pid-file=no",
        ]
        self._process = subprocess.Popen(
            [*command, "-F", str(self._folder / "default.pa")], env=private, stderr=subprocess.DEVNULL
        )
        deadline = time.monotonic() + 20
        while subprocess.run(["pactl", "info"], capture_output=True, check=False).returncode:
            if time.monotonic() > deadline or self._process.poll() is not None:
                raise RuntimeError(
                    "pulseaudio did not start; install pulseaudio, pulseaudio-utils and libasound2-plugins"
                )
            time.sleep(0.05)
        _begin_anew()

    def list_also(self, *names: str) -> None:
        """Let PortAudio list the same devices once more under each of ``names``."""
        more = "".join(f"pcm.{name} {{ type pulse }}\n" for name in names)
        (self._folder / "alsa.conf").write_text(_ALSA + more)
        _begin_anew()

    def hold(self) -> None:
        """Take no sound until ``go_on``: what a machine too busy for its sound does."""
        assert self._process is not None
        self._process.send_signal(signal.SIGSTOP)

    def go_on(self) -> None:
        """End ``hold``."""
        assert self._process is not None
        self._process.send_signal(signal.SIGCONT)

    def kill(self) -> None:
        """Let the sound card vanish."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None


class Ear:
    """Records what the loudspeaker plays. ``samples`` grows while the ``with`` block lasts, mono float32 at RATE."""

    def __init__(self) -> None:
        self._file = tempfile.NamedTemporaryFile(prefix="companion-ear-")  # noqa: SIM115

    def __enter__(self) -> Ear:
        self._process = subprocess.Popen(
            [
                "parec",
                "-d",
                "speaker.monitor",
                "--format=float32le",
                f"--rate={RATE}",
                "--channels=1",
                "--latency-msec=20",
            ],
            stdout=self._file,
        )
        deadline = time.monotonic() + 10
        while Path(self._file.name).stat().st_size == 0:
            if time.monotonic() > deadline:
                raise RuntimeError("parec records nothing")
            time.sleep(0.01)
        return self

    @property
    def samples(self) -> NDArray[np.float32]:
        """What was heard so far."""
        raw = Path(self._file.name).read_bytes()
        return np.frombuffer(raw[: len(raw) // 4 * 4], np.float32)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.terminate()
        self._process.wait()
        self._file.close()


@pytest.fixture(scope="module")
def sound_card() -> Iterator[SoundServer]:
    """Give the module's tests a loudspeaker and a microphone."""
    with SoundServer() as server:
        yield server


def _begin_anew() -> None:
    """Let PortAudio look for devices again, when nobody opens one: a microphone of the test before may still do so."""
    import sounddevice

    from companion.audio import port_audio

    deadline = time.monotonic() + 20
    while True:
        with port_audio._lock:
            if not port_audio._users:
                sounddevice._terminate()
                sounddevice._initialize()
                return
        if time.monotonic() > deadline:
            raise RuntimeError("somebody has been opening a device for 20 seconds")
        time.sleep(0.05)
