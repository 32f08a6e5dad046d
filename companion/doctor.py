"""Try for real what the program needs on this machine, and say what to do about what is missing."""

from __future__ import annotations

import logging
import os
import platform
import subprocess
import sys
import tempfile
import wave
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from companion import paths
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
    tried = subprocess.run([sys.executable, "-c", _TRY_WINDOW], capture_output=True, text=True, timeout=30, check=False)
    if tried.returncode != 0:
        reason = (tried.stderr.strip().splitlines() or ["no reason given"])[0]
        raise CompanionError(f"Qt cannot open a window ({reason}): ./run installs the libraries it needs.")
    return tried.stdout.strip()


def _sound() -> str:
    try:
        import sounddevice
    except OSError as error:
        raise _LimitedError("PortAudio is missing, she speaks silently: install libportaudio2.") from error
    try:
        device = sounddevice.query_devices(kind="output")
        with sounddevice.OutputStream(channels=1, latency=0.05) as stream:
            latency = stream.latency
    except (sounddevice.PortAudioError, ValueError) as error:
        raise _LimitedError(f"No sound card answers, she speaks silently ({error}).") from error
    return f"{device['name']}, latency {latency * 1000:.0f} ms"


def _ffmpeg() -> str:
    from companion.recording.ffmpeg import find_ffmpeg

    program = str(find_ffmpeg())
    encoders = subprocess.run(
        [program, "-hide_banner", "-encoders"], capture_output=True, text=True, timeout=30, check=False
    ).stdout
    for encoder in ("libx264", " aac "):
        if encoder not in encoders:
            raise CompanionError(f"{program} has no {encoder.strip()} encoder: install another ffmpeg.")
    return program


def _brain() -> str:
    from companion.models.catalogue import find
    from companion.models.download import is_installed, verify

    model = find("smollm2-135m")
    if not is_installed(model.name):
        raise CompanionError("The default text model is not installed: run companion models install smollm2-135m.")
    verify(model.name)
    return "smollm2-135m, its sha256 is right"


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

    backend = keyring.get_keyring()
    if isinstance(backend, fail.Keyring):
        raise _LimitedError("No keyring here: keys are read from COMPANION_API_KEY or a file only you can read.")
    return str(backend.name)


def _folders() -> str:
    for folder in (paths.config_dir(), paths.data_dir(), paths.models_dir()):
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
    ("ffmpeg", _ffmpeg),
    ("brain", _brain),
    ("voice", _voice),
    ("feelings", _feelings),
    ("keyring", _keyring),
    ("neural", _neural),
)


def examine() -> Iterator[Finding]:
    """Try each part in turn and yield what was found; never raises."""
    for name, check in CHECKS:
        try:
            yield Finding(name, "ok", check())
        except _LimitedError as error:
            yield Finding(name, "limited", str(error))
        except (CompanionError, CubismError) as error:
            yield Finding(name, "missing", str(error))
        except Exception as error:  # noqa: BLE001 - the doctor must report any illness, also one nobody thought of
            _log.debug("check %s failed", name, exc_info=True)
            yield Finding(name, "missing", f"{type(error).__name__}: {error}")


def redacted(text: str) -> str:
    """Return ``text`` with the user's home folder shown as ~, for reports people paste elsewhere."""
    return text.replace(str(Path.home()), "~")
