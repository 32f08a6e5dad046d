"""The doctor finds each illness, made for real, and says what to do about it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from companion.models.catalogue import find
from sound_server import sound_card

__all__ = ["sound_card"]

ROOT = Path(__file__).parents[2]


def examined(only: str, *, before: str = "", **environment: str) -> dict[str, str]:
    """Return what the doctor finds about one part, in a process where ``before`` was run."""
    code = f"import sys; {before or 'pass'}\nfrom companion.cli import main\nsys.exit(main(sys.argv[1:]))"
    done = subprocess.run(
        [sys.executable, "-c", code, "doctor", "--json", "--only", only],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env=os.environ | environment,
    )
    found: list[dict[str, str]] = json.loads(done.stdout)
    assert [one["name"] for one in found] == [only], done.stderr
    assert done.returncode == (found[0]["level"] == "missing")
    return found[0]


def test_core(tmp_path: Path) -> None:
    assert "Cubism Core " in examined("Cubism Core")["text"]
    absent = examined("Cubism Core", CUBISM_CORE=str(tmp_path / "none.so"))
    assert absent["level"] == "missing"
    assert "There is no Cubism Core library" in absent["text"]
    assert "live2d" in absent["text"].lower()
    (tmp_path / "core.so").write_bytes(b"no library")
    assert "cannot be loaded" in examined("Cubism Core", CUBISM_CORE=str(tmp_path / "core.so"))["text"]
    nothing = examined("Cubism Core", before="sys.modules['live2d'] = None")
    assert "missing" in nothing["text"] or "Run 'pip install" in nothing["text"]


def test_graphics_and_screen() -> None:
    assert "drawn by" in examined("graphics")["text"]
    none = examined("graphics", __EGL_VENDOR_LIBRARY_DIRS="/nowhere")
    assert none["level"] == "missing"
    assert "driver" in none["text"] or "libgl1-mesa-dri" in none["text"]
    assert "xcb, 1280 x 900" in examined("screen")["text"]
    refused = examined("screen", DISPLAY=":9999")
    assert refused["level"] == "missing"
    assert "Qt cannot open a window" in refused["text"]
    assert examined("screen", DISPLAY="", WAYLAND_DISPLAY="")["level"] == "limited"


def test_sound_and_microphone(sound_card: object) -> None:
    assert "latency" in examined("sound")["text"]
    assert "samples read" in examined("microphone")["text"]


def test_no_sound() -> None:
    without = "import ctypes.util; ctypes.util.find_library = lambda name: None"
    for part in ("sound", "microphone"):
        found = examined(part, before=without)
        assert found["level"] == "limited"
        assert "install libportaudio2" in found["text"]
        silent = examined(part, PULSE_SERVER="unix:/nowhere")
        assert silent["level"] == "limited"
        assert "plug one in" in silent["text"]


def test_ffmpeg(tmp_path: Path) -> None:
    assert "a film written by" in examined("ffmpeg")["text"]
    empty = {"PATH": str(tmp_path)}
    absent = examined("ffmpeg", before="sys.modules['imageio_ffmpeg'] = None", **empty)
    assert absent["level"] == "missing"
    assert "apt install ffmpeg" in absent["text"]
    broken = examined("ffmpeg", IMAGEIO_FFMPEG_EXE=str(tmp_path / "gone"), **empty)
    assert broken["level"] == "missing"
    assert "reinstall it" in broken["text"]
    poor = tmp_path / "ffmpeg"
    poor.write_text("#!/bin/sh\necho \"Unknown encoder 'libx264'\" >&2\nexit 1\n")
    poor.chmod(0o755)
    assert "install a full one" in examined("ffmpeg", **empty)["text"]


def test_models(tmp_path: Path) -> None:
    assert "sha256 is right" in examined("models")["text"]
    none = examined("models", COMPANION_MODELS=str(tmp_path))
    assert none["level"] == "missing"
    assert "companion models install smollm2-135m" in none["text"]
    file = find("smollm2-135m").files[0]
    (tmp_path / "smollm2-135m").mkdir()
    with (tmp_path / "smollm2-135m" / file.path).open("wb") as damaged:
        damaged.truncate(file.size)
    assert "was damaged and is removed" in examined("models", COMPANION_MODELS=str(tmp_path))["text"]
    assert not (tmp_path / "smollm2-135m").exists()


_KEYRING = """
import keyring
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked
class Ring(KeyringBackend):
    priority, name, kept = 1, "Ring", {{}}
    def get_password(self, service, user): return self.kept.get(user)
    def set_password(self, service, user, word): {0}
    def delete_password(self, service, user): self.kept.pop(user, None)
keyring.set_keyring(Ring())
"""


@pytest.mark.parametrize(
    ("does", "level", "says"),
    [
        ("self.kept[user] = word", "ok", "Ring keeps a key and gives it back"),
        ("raise KeyringLocked('no')", "limited", "unlock it"),
        ("pass", "limited", "forgets what it is given"),
    ],
)
def test_keyring(does: str, level: str, says: str) -> None:
    found = examined("keyring", before=_KEYRING.format(does))
    assert (found["level"], says in found["text"]) == (level, True), found
    none = examined("keyring", PYTHON_KEYRING_BACKEND="keyring.backends.fail.Keyring")
    assert none["level"] == "limited"
    assert "COMPANION_API_KEY" in none["text"]


def test_folders_and_neural(private_home: Path) -> None:
    assert "settings in" in examined("folders")["text"]
    (private_home / "data").rmdir()
    (private_home / "data").write_text("in the way")
    spoilt = examined("folders")
    assert spoilt["level"] == "missing"
    assert "cannot be written" in spoilt["text"]
    lacking = examined("neural", before="import importlib.util as u; u.find_spec = lambda name: None")
    assert lacking["level"] == "limited"
    assert "torch, transformers, speechbrain" in lacking["text"]


def test_the_home_folder_is_not_told(tmp_path: Path) -> None:
    home = tmp_path / "rosalind"
    home.mkdir()
    text = examined("folders", HOME=str(home), COMPANION_HOME=str(home / "here"))["text"]
    assert "settings in ~/here/config" in text
    assert "rosalind" not in text
