"""Our pictures and movements against those of Live2D's own runtime."""

import json
import os
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from cubism_binding import Live2DModel, OffscreenContext, Renderer

ORACLE = Path(__file__).with_name("oracle.py")
ROOT = Path(__file__).parents[2]
SIZE = 512
Pose = tuple[list[float], list[float]]


def official(model: Live2DModel, folder: Path, **job: Any) -> np.ndarray:
    """Let the official runtime do a job and return what it saved."""
    order, out = folder / "job.json", folder / "out.npy"
    order.write_text(json.dumps({"model": str(model.settings.path), "size": SIZE, "out": str(out), **job}))
    done = subprocess.run(
        [sys.executable, str(ORACLE), str(order)], cwd=ROOT, capture_output=True, text=True, timeout=200, check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    result: np.ndarray = np.load(out)
    return result


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


def draw(model: Live2DModel, wanted: list[Pose], by_processor: bool) -> np.ndarray:
    pictures = []
    with OffscreenContext(SIZE, SIZE) as context:
        renderer = Renderer(model, by_processor=by_processor)
        for parameters, parts in wanted:
            model.native.parameter_values[:] = parameters
            model.native.part_opacities[:] = parts
            model.native.update()
            renderer.draw(SIZE, SIZE)
            pictures.append(context.read_rgba())
        renderer.close()
    return np.stack(pictures)


@pytest.mark.parametrize("name", ["Haru", "Rice"])
def test_pictures_equal_the_official_renderers(name: str, sample_models: Path, tmp_path: Path) -> None:
    with Live2DModel.load(sample_models / name) as model:
        wanted = poses(model, 8)
        theirs = official(model, tmp_path, poses=wanted).astype(int)
        assert theirs[..., 3].mean() > 10, "the official renderer drew next to nothing: the comparison is worthless"
        for by_processor in (True, False):
            difference = np.abs(draw(model, wanted, by_processor).astype(int) - theirs)
            print(f"{name}, {by_processor=}: largest {difference.max()}, mean {difference.mean():.5f}")
            assert difference.max() <= 4
            assert difference.mean() <= 0.02


@pytest.mark.parametrize("name", ["Haru", "Rice"])
def test_motions_expressions_and_physics_move_like_the_official_runtimes(
    name: str, sample_models: Path, tmp_path: Path
) -> None:
    frames: list[list[tuple[Any, ...]]] = [[] for _ in range(120)]
    frames[0] = [("motion", "TapBody", 1)]
    frames[40] = [("motion", "TapBody", 0)]  # cuts in: cross-fade
    with Live2DModel.load(sample_models / name) as model:
        if model.expression_names:
            frames[20], frames[60] = [("expression", "F05")], [("expression", "F02")]
        model.blinking = model.breathing = False
        ours = []
        for acts in frames:
            for act, *arguments in acts:
                if act == "motion":
                    model.start_motion(arguments[0], arguments[1], 3)
                else:
                    model.set_expression(arguments[0])
            model.update(1 / 60)
            ours.append(model.native.parameter_values.copy())
        theirs = official(model, tmp_path, frames=frames, dt=1 / 60)
        span = model.native.parameter_maximums - model.native.parameter_minimums
    difference = np.abs(np.stack(ours) - theirs) / span
    assert np.ptp(theirs, axis=0).max() > 1, "nothing moved: the comparison is worthless"
    print(f"{name}: largest {difference.max():.2e} of a parameter's range")
    assert difference.max() <= 1e-3


@pytest.mark.parametrize("name", ["Haru", "Rice"])
def test_every_motion_and_expression_moves_every_parameter_like_the_official_runtime(
    name: str, sample_models: Path, tmp_path: Path
) -> None:
    dt, seconds = 1 / 30, 3
    with Live2DModel.load(sample_models / name) as model:
        length = round(seconds / dt)
        motions = [(group, index) for group, count in model.motion_groups.items() for index in range(count)]
        frames: list[list[tuple[Any, ...]]] = [[] for _ in range(length * len(motions))]
        for number, motion in enumerate(motions):
            frames[number * length].append(("motion", *motion))  # cuts into the one before
        for number, expression in enumerate(model.expression_names):
            # Every other one cuts into the one before while that still fades in.
            frames[10 + 60 * number - 50 * (number % 2)].append(("expression", expression))
        model.blinking = model.breathing = False
        ours = []
        for acts in frames:
            for act, *arguments in acts:
                if act == "motion":
                    model.start_motion(arguments[0], arguments[1], 3)
                else:
                    model.set_expression(arguments[0])
            model.update(dt)
            ours.append(model.native.parameter_values.copy())
        theirs = official(model, tmp_path, frames=frames, dt=dt)
        span = model.native.parameter_maximums - model.native.parameter_minimums
        difference = np.abs(np.stack(ours) - theirs) / span
        worst = np.unravel_index(difference.argmax(), difference.shape)
        print(f"{name}: largest {difference.max():.2e}, {model.parameter_ids[worst[1]]} in frame {worst[0]}")
    assert difference.max() <= 1e-3
