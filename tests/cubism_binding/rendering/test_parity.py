"""Our pictures against those of Live2D's own renderer, pixel by pixel."""

import json
import os
import random
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from cubism_binding import Live2DModel, OffscreenContext, Renderer

ORACLE = Path(__file__).with_name("oracle.py")
ROOT = Path(__file__).parents[3]
SIZE = 512
Pose = tuple[list[float], list[float]]


def poses(model: Live2DModel, count: int) -> list[Pose]:
    """The rest pose and random ones: parameters anywhere in their range, parts sometimes half transparent."""
    native = model.native
    rng = random.Random(7)
    result: list[Pose] = [([float(v) for v in native.parameter_defaults], [1.0] * len(native.part_ids))]
    for _ in range(count - 1):
        values = [
            rng.uniform(float(low), float(high))
            for low, high in zip(native.parameter_minimums, native.parameter_maximums, strict=True)
        ]
        result.append((values, [rng.choice((1.0, 1.0, 1.0, 0.5)) for _ in native.part_ids]))
    return result


def ours(model: Live2DModel, wanted: list[Pose]) -> np.ndarray:
    pictures = []
    with OffscreenContext(SIZE, SIZE) as context:
        renderer = Renderer(model)
        for parameters, parts in wanted:
            model.native.parameter_values[:] = parameters
            model.native.part_opacities[:] = parts
            model.native.update()
            renderer.draw(SIZE, SIZE)
            pictures.append(context.read_rgba())
        renderer.close()
    return np.stack(pictures)


def theirs(path: Path, wanted: list[Pose], folder: Path) -> np.ndarray:
    job, out = folder / "job.json", folder / "pictures.npy"
    job.write_text(json.dumps({"model": str(path), "size": SIZE, "poses": wanted, "out": str(out)}))
    done = subprocess.run(
        [sys.executable, str(ORACLE), str(job)], cwd=ROOT, capture_output=True, text=True, timeout=200, check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return np.load(out)


@pytest.mark.parametrize("name", ["Haru", "Rice"])
def test_pictures_equal_the_official_renderers(name: str, sample_models: Path, tmp_path: Path) -> None:
    with Live2DModel.load(sample_models / name) as model:
        wanted = poses(model, 8)
        mine = ours(model, wanted).astype(int)
        official = theirs(model.settings.path, wanted, tmp_path).astype(int)
    difference = np.abs(mine - official)
    print(f"{name}: largest {difference.max()}, mean {difference.mean():.5f}")
    assert official[..., 3].mean() > 10, "the official renderer drew next to nothing: the comparison is worthless"
    assert difference.max() <= 4
    assert difference.mean() <= 0.02
