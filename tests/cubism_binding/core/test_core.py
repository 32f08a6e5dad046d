"""The Core: found, loaded, quiet; mocs and models made, refused and freed."""

import ctypes
import gc
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from cubism_binding.core import library
from cubism_binding.core.errors import CubismError
from cubism_binding.core.library import load_core
from cubism_binding.core.memory import Block, live_blocks
from cubism_binding.core.moc import Moc
from cubism_binding.core.model import DynamicFlag, Model

AMELIE = Path(__file__).parents[3] / "assets" / "avatars" / "amelie" / "amelie.moc3"


@pytest.fixture
def model() -> Model:
    return Model(Moc.from_file(AMELIE))


def test_the_core_is_found_without_importing_the_wheel_that_carries_it() -> None:
    code = (
        "import sys; from cubism_binding.core.library import load_core; load_core(); assert 'live2d' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parents[3])
    core = load_core()
    assert core.version.split(".")[0].isdigit()
    assert core.latest_moc_version >= 3
    assert load_core() is core


def test_a_named_core_comes_first_and_a_wrong_one_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = load_core().path
    monkeypatch.setenv("CUBISM_CORE", str(real))
    assert load_core().path == real
    monkeypatch.setenv("CUBISM_CORE", str(tmp_path / "nothing.so"))
    with pytest.raises(CubismError, match=r"no Cubism Core library at .*nothing\.so.*CUBISM_CORE"):
        load_core()
    (tmp_path / "text.so").write_text("not a library")
    with pytest.raises(CubismError, match="cannot be loaded"):
        load_core(tmp_path / "text.so")


def test_another_library_is_recognised_as_not_the_core() -> None:
    import _ctypes

    with pytest.raises(CubismError, match="not a Cubism Core"):
        load_core(_ctypes.__file__)


def test_without_the_wheel_the_error_lists_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CUBISM_CORE", raising=False)
    monkeypatch.setattr(library.importlib.util, "find_spec", lambda name: None)
    for platform, advice in (("linux", "pip install"), ("win32", "Live2DCubismCore.dll"), ("darwin", "dylib")):
        monkeypatch.setattr(library.sys, "platform", platform)
        with pytest.raises(CubismError, match=advice):
            load_core()


@pytest.mark.parametrize("alignment", [16, 64])
def test_blocks_are_aligned_and_counted_until_the_last_view_is_gone(alignment: int) -> None:
    gc.collect()
    before = live_blocks()
    block = Block(1000, alignment)
    assert block.address % alignment == 0
    view = block.view(block.address + 8, 3, np.float32)
    view[:] = 5
    del block
    assert live_blocks() == before + 1
    assert list(view) == [5, 5, 5]
    del view
    assert live_blocks() == before


def test_a_model_poses_and_its_views_see_it_without_copies(model: Model) -> None:
    model.update()
    rest = model.positions.copy()
    index = model.parameter_index["ParamAngleX"]
    model.parameter_values[index] = 1e9
    model.update()
    assert model.parameter_values[index] == model.parameter_maximums[index]  # clamped in place
    assert np.abs(model.positions - rest).max() > 0
    assert model.canvas.size[1] > 0
    assert sorted(model.render_orders) == list(range(len(model.drawable_ids)))
    assert (model.drawable_dynamic_flags & DynamicFlag.VISIBLE).any()
    for first, count, uvs in zip(model.vertex_firsts, model.vertex_counts, model.drawable_uvs, strict=True):
        assert len(uvs) == count
        assert first + count <= len(model.positions)


def test_two_models_of_one_moc_are_independent(model: Model) -> None:
    other = Model(model.moc)
    model.parameter_values[:] = model.parameter_maximums
    assert not np.array_equal(model.parameter_values, other.parameter_values)


def test_memory_is_freed_after_the_last_reference() -> None:
    gc.collect()
    before = live_blocks()
    model = Model(Moc.from_file(AMELIE))
    assert live_blocks() == before + 2
    positions = model.positions
    del model
    assert live_blocks() == before + 1  # the view keeps its block
    del positions
    assert live_blocks() == before


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda data: b"", "is empty"),
        (lambda data: b"PK" + data[2:], "not a moc3 file"),
        (lambda data: data[:4] + b"\xee" + data[5:], "older|unknown moc3 version|damaged"),
        (lambda data: data[: len(data) // 2], "damaged"),
    ],
)
def test_bad_mocs_are_refused_in_words(tmp_path: Path, change: object, words: str) -> None:
    file = tmp_path / "bad.moc3"
    file.write_bytes(change(AMELIE.read_bytes()))  # type: ignore[operator]
    with pytest.raises(CubismError, match=words) as caught:
        Moc.from_file(file)
    assert "bad.moc3" in str(caught.value)


def test_reviving_prints_nothing() -> None:
    code = f"from cubism_binding.core.moc import Moc; Moc.from_file({str(AMELIE)!r}); print('only this')"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=AMELIE.parents[3]
    )
    assert done.stdout == "only this\n"


def test_the_cores_complaints_reach_the_log() -> None:
    core = load_core()
    core.messages.clear()
    address = ctypes.create_string_buffer(64)
    assert not core.csmReviveMocInPlace(ctypes.addressof(address) + 1, 60)
    assert core.messages


def test_standard_output_works_again_after_reviving(capfd: pytest.CaptureFixture[str]) -> None:
    Moc.from_file(AMELIE)
    os.write(1, b"still here\n")
    assert capfd.readouterr().out == "still here\n"
