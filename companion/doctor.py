"""Try for real what the program needs on this machine, and say what to do about what is missing."""

from __future__ import annotations

import logging
import os
import platform
import subprocess
import sys
import tempfile
import wave
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Literal

import numpy as np

from companion import paths
from companion.audio.port_audio import sound_library
from companion.errors import CompanionError
from cubism_binding.core.errors import CubismError

_log = logging.getLogger(__name__)

Level = Literal["ok", "limited", "missing"]


@dataclass(frozen=True)
class Finding:
    """One thing tried: ``limited`` still lets the program run, ``missing`` does not."""

    name: str
    level: Level
    text: str


class _LimitedError(Exception):
    """Raised inside a check for what the program can do without."""


_TRIAL = "live2d-companion doctor"
"""What the keyring is given and gives back."""


def _python() -> str:
    return f"Python {platform.python_version()} on {platform.platform()}"


def _core() -> str:
    from cubism_binding.core.library import load_core

    core = load_core()
    return f"Cubism Core {core.version} from {core.path}"


def _graphics() -> str:
    from OpenGL import GL

    from cubism_binding import Framing, Live2DModel, OffscreenContext, Renderer

    with Live2DModel.load(paths.default_avatar()) as model, OffscreenContext(64, 64) as context:
        context.make_current()
        renderer = Renderer(model)
        model.update(1 / 60)
        renderer.draw(64, 64, framing=Framing(), background=(0.0, 0.0, 0.0, 0.0))
        picture = context.read_rgba()
        name = GL.glGetString(GL.GL_RENDERER).decode("utf-8", "replace")
        renderer.close()
    if not picture[..., 3].any():
        raise CompanionError(f"The character was drawn empty by {name}: update the graphics driver.")
    return f"the character drawn by {name}"


# The platform plugin aborts the whole process when a library is missing, so it is tried in one of its own.
_TRY_WINDOW = """
from PySide6.QtGui import QGuiApplication
application = QGuiApplication([])
size = application.primaryScreen().size()
print(f"{application.platformName()}, {size.width()} x {size.height()}")
"""


def _display() -> str:
    if sys.platform == "linux" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        raise _LimitedError("No screen here: the window cannot open, notes and the other commands work.")
    if getattr(sys, "frozen", False):  # a bundle has no interpreter to try it in; the window itself will tell
        return "not tried in a bundle"
    tried = subprocess.run([sys.executable, "-c", _TRY_WINDOW], capture_output=True, text=True, timeout=30, check=False)
    if tried.returncode != 0:
        reason = (tried.stderr.strip().splitlines() or ["no reason given"])[0]
        raise CompanionError(f"Qt cannot open a window ({reason}): ./run installs the libraries it needs.")
    return tried.stdout.strip()


def _sound() -> str:
    library = _port_audio("she speaks silently")
    try:
        device = library.query_devices(kind="output")
        with library.OutputStream(channels=1, latency=0.05) as stream:
            latency = stream.latency
    except (library.PortAudioError, ValueError) as error:
        raise _LimitedError(
            f"No sound card answers, she speaks silently ({error}): plug one in, or start the sound server"
            " (PipeWire or PulseAudio)."
        ) from error
    return f"{device['name']}, latency {latency * 1000:.0f} ms"


def _microphone() -> str:
    library = _port_audio("she cannot hear you")
    try:
        device = library.query_devices(kind="input")
        with library.InputStream(channels=1, device=device["index"]) as stream:
            sound, _overflowed = stream.read(int(stream.samplerate / 10))
    except (library.PortAudioError, ValueError) as error:
        raise _LimitedError(
            f"No microphone answers, she cannot hear you ({error}): plug one in and allow the program to use it."
        ) from error
    return f"{device['name']}, {len(sound)} samples read"


def _port_audio(without: str) -> ModuleType:
    try:
        return sound_library()
    except CompanionError as error:
        raise _LimitedError(f"PortAudio is missing, {without}: install libportaudio2.") from error


def _ffmpeg() -> str:
    from companion.recording.ffmpeg import Encoder, find_ffmpeg

    with tempfile.TemporaryDirectory() as folder:
        encoder = Encoder(Path(folder) / "try.mp4", (64, 64), 30, 48_000)
        try:
            encoder.write_sound(np.zeros(4800, np.float32))
            for _frame in range(3):
                encoder.write_frame(np.zeros((64, 64, 4), np.uint8))
            encoder.finish()
        finally:
            encoder.kill()
    return f"a film written by {find_ffmpeg()}"


def _models() -> str:
    from companion.models.catalogue import catalogue, find
    from companion.models.download import is_installed, verify

    default = find("smollm2-135m").name
    if not is_installed(default):
        raise CompanionError(f"The default text model is not installed: run companion models install {default}.")
    found = [model.name for model in catalogue() if model.files and is_installed(model.name)]
    for name in found:
        verify(name)
    return f"{', '.join(found)}: each sha256 is right"


def _quiet(_progress: object) -> None:
    """Say nothing while loading."""


def _voice() -> str:
    from companion.engine.registry import create_engine
    from companion.messages import EngineConfig

    voice = create_engine("companion.speech", EngineConfig(), _quiet)
    said = voice.speak("Hello.")
    if not len(said.pcm):
        raise CompanionError("The voice stays silent: reinstall hibari-tts.")
    with tempfile.TemporaryFile() as file, wave.open(file, "wb") as out:
        out.setparams((1, 2, said.rate, 0, "NONE", "not compressed"))
        out.writeframes((said.pcm * 32767).astype("<i2").tobytes())
    return f"{said.seconds:.1f} s of sound for one word"


def _feelings() -> str:
    from companion.engine.registry import create_engine
    from companion.messages import EngineConfig

    scores = create_engine("companion.emotions", EngineConfig(), _quiet).scores("I am so happy to see you!")
    return f'"I am so happy to see you!" is {scores.label}'


def _keyring() -> str:
    import keyring
    from keyring.backends import fail
    from keyring.errors import KeyringError

    backend = keyring.get_keyring()
    if isinstance(backend, fail.Keyring):
        raise _LimitedError(
            "No keyring here: keys are read from COMPANION_API_KEY or a file only you can read;"
            " GNOME Keyring or KWallet would keep them."
        )
    try:
        keyring.set_password(_TRIAL, _TRIAL, "tried")
        kept = keyring.get_password(_TRIAL, _TRIAL)
        keyring.delete_password(_TRIAL, _TRIAL)
    except KeyringError as error:
        raise _LimitedError(f"{backend.name} keeps nothing ({error}): unlock it, or use COMPANION_API_KEY.") from error
    if kept != "tried":
        raise _LimitedError(f"{backend.name} forgets what it is given: use COMPANION_API_KEY.")
    return f"{backend.name} keeps a key and gives it back"


def _folders() -> str:
    for folder in (paths.config_dir(), paths.data_dir(), paths.models_dir(), paths.cache_dir(), paths.log_dir()):
        try:
            with tempfile.NamedTemporaryFile(dir=folder):
                pass
        except OSError as error:
            raise CompanionError(f"{folder} cannot be written ({error.strerror}): change its permissions.") from error
    return f"settings in {paths.config_dir()}, data in {paths.data_dir()}"


def _neural() -> str:
    from importlib.util import find_spec

    lacking = [name for name in ("torch", "transformers", "speechbrain") if find_spec(name) is None]
    if lacking:
        raise _LimitedError(f"Not installed, needed for the neural engines only: {', '.join(lacking)}.")
    return "torch, transformers, speechbrain installed"


CHECKS: tuple[tuple[str, Callable[[], str]], ...] = (
    ("system", _python),
    ("folders", _folders),
    ("Cubism Core", _core),
    ("graphics", _graphics),
    ("screen", _display),
    ("sound", _sound),
    ("microphone", _microphone),
    ("ffmpeg", _ffmpeg),
    ("models", _models),
    ("voice", _voice),
    ("feelings", _feelings),
    ("keyring", _keyring),
    ("neural", _neural),
)


def examine(only: Collection[str] = ()) -> Iterator[Finding]:
    """Try each part in turn, or ``only`` some by their names, and yield what was found; never raises."""
    for name, check in CHECKS:
        if only and name not in only:
            continue
        try:
            yield Finding(name, "ok", check())
        except _LimitedError as error:
            yield Finding(name, "limited", str(error))
        except (CompanionError, CubismError) as error:
            yield Finding(name, "missing", str(error))
        except Exception as error:  # noqa: BLE001 - the doctor must report any illness, also one nobody thought of
            _log.debug("check %s failed", name, exc_info=True)
            yield Finding(name, "missing", f"{type(error).__name__}: {error}")
