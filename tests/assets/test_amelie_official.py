"""Our characters in Live2D's own renderer: they load there, with all their files, and look the same as in ours."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from cubism_binding import Live2DModel, OffscreenContext, Renderer

ROOT = Path(__file__).parents[2]
ORACLE = ROOT / "tests" / "cubism_binding" / "oracle.py"
AVATARS = ROOT / "assets" / "avatars"
SIZE = 512
POSES: list[dict[str, float]] = [
    {},
    {"ParamAngleX": 30, "ParamAngleY": 30, "ParamMouthOpenY": 0.7, "ParamMouthForm": 1},
    {"ParamAngleX": -30, "ParamAngleZ": -30, "ParamEyeLOpen": 0.4, "ParamEyeROpen": 0},
    {"ParamEyeLOpen": 1.3, "ParamEyeBallX": 1, "ParamTear": 1, "ParamGloom": 1, "ParamSweat": 1, "ParamAngerMark": 1},
    {"ParamBodyAngleX": 10, "ParamBodyAngleZ": -10, "ParamHairSide": 1, "ParamHairBack": -1, "ParamMouthWave": 1},
    {
        "ParamA": 0.6,
        "ParamI": 0.3,
        "ParamMouthForm": -0.5,
        "ParamAngleY": -30,
        "ParamHairSideTip": 1,
        "ParamShoulder": 1,
    },
]
EXPRESSIONS = ("joy", "anger", "blush", "sleepy")


def expression_values(folder: Path, name: str, defaults: dict[str, float]) -> dict[str, float]:
    """Return the parameters of an expression shown in full."""
    document = json.loads((folder / "expressions" / f"{name}.exp3.json").read_text(encoding="utf-8"))
    return {
        item["Id"]: defaults[item["Id"]] * item["Value"]
        if item["Blend"] == "Multiply"
        else defaults[item["Id"]] + item["Value"]
        for item in document["Parameters"]
    }


@pytest.mark.skipif(sys.platform != "linux", reason="the official runtime is there only in the Linux wheel")
@pytest.mark.parametrize("name", ["amelie", "miu", "julien"])
def test_they_look_the_same_in_the_official_renderer(name: str, tmp_path: Path) -> None:
    ours, poses = [], []
    path = AVATARS / name / f"{name}.model3.json"
    with Live2DModel.load(path) as model, OffscreenContext(SIZE, SIZE) as context:
        native = model.native
        renderer = Renderer(model)
        defaults = dict(zip(native.parameter_ids, native.parameter_defaults.tolist(), strict=True))
        faces = [expression_values(path.parent, expression, defaults) for expression in EXPRESSIONS]
        for pose in (*POSES, *faces) if name == "amelie" else (*POSES[1:2], *faces[:1]):
            native.parameter_values[:] = native.parameter_defaults
            for parameter, value in pose.items():
                native.parameter_values[native.parameter_index[parameter]] = value
            poses.append((native.parameter_values.tolist(), [1.0] * len(native.part_ids)))
            native.update()
            renderer.draw(SIZE, SIZE)
            ours.append(context.read_rgba().astype(int))
        renderer.close()
    job, out = tmp_path / "job.json", tmp_path / "out.npy"
    job.write_text(json.dumps({"model": str(path), "size": SIZE, "out": str(out), "poses": poses}))
    command, environment = [sys.executable, str(ORACLE), str(job)], {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=200, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    theirs = np.load(out).astype(int)
    assert theirs[..., 3].mean() > 40, "the official renderer drew next to nothing: the comparison is worthless"
    difference = np.abs(np.stack(ours) - theirs)
    print(f"largest {difference.max()}, mean {difference.mean():.5f}")
    assert difference.max() <= 4
    assert difference.mean() <= 0.02
