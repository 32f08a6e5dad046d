"""What every test shares: a private home, one GL path (EGL) for window and headless, silence about nothing."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

# Before PyOpenGL or Qt is imported by any test: one path for both kinds of context.
if os.name == "posix":
    os.environ.setdefault("PYOPENGL_PLATFORM", "egl")
    os.environ.setdefault("QT_XCB_GL_INTEGRATION", "xcb_egl")


@pytest.fixture(autouse=True)
def private_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give each test its own settings, data and logs; downloaded models stay shared (they cost minutes)."""
    home = tmp_path / "companion-home"
    home.mkdir()
    if "COMPANION_MODELS" not in os.environ:
        from companion import paths

        monkeypatch.setenv("COMPANION_MODELS", str(paths.models_dir()))
    monkeypatch.setenv("COMPANION_HOME", str(home))
    return home


@pytest.fixture(scope="session")
def sample_models() -> Path:
    """Return the folder of Live2D's sample models; skips where COMPANION_TEST_MODELS is not set."""
    folder = os.environ.get("COMPANION_TEST_MODELS")
    if not folder:
        pytest.skip("COMPANION_TEST_MODELS is not set: Live2D's sample models may not be kept in this repository")
    return Path(folder)


@pytest.fixture(autouse=True)
def online_again() -> Iterator[None]:
    """Offline mode holds for the whole process: a test that switches it on must not keep the next one offline."""
    yield
    from companion.network import obey

    obey(offline=False)
