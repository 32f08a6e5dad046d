"""Physics: the step response in numbers, fixed steps, rest."""

import json
import time
from pathlib import Path
from typing import Any

import pytest
from synthetic import parameters

from cubism_binding.core.errors import CubismError
from cubism_binding.framework.parameters import Parameters
from cubism_binding.framework.physics import Physics
from cubism_binding.framework.physics_data import read_physics

SPAN = {"Minimum": -10, "Default": 0, "Maximum": 10}


def entry(name: str, kind: str, weight: float, reflect: bool = False) -> dict[str, Any]:
    return {"Source": {"Target": "Parameter", "Id": name}, "Weight": weight, "Type": kind, "Reflect": reflect}


def output(name: str, vertex: int) -> dict[str, Any]:
    target = {"Target": "Parameter", "Id": name}
    return {"Destination": target, "VertexIndex": vertex, "Scale": 10, "Weight": 100, "Type": "Angle", "Reflect": False}


def bead(mobility: float, delay: float, acceleration: float, radius: float) -> dict[str, Any]:
    return {"Mobility": mobility, "Delay": delay, "Acceleration": acceleration, "Radius": radius}


def make(folder: Path, p: Parameters, *inputs: dict[str, Any], fps: float = 0) -> Physics:
    file = folder / "p.physics3.json"
    setting = {
        "Id": "Hair",
        "Input": list(inputs) or [entry("A", "X", 100)],
        "Output": [output("B", 1), output("C", 2)],
        "Vertices": [bead(1, 1, 1, 0), bead(0.95, 0.9, 1.5, 10), bead(0.8, 0.6, 1.2, 8)],
        "Normalization": {"Position": SPAN, "Angle": SPAN},
    }
    file.write_text(json.dumps({"Version": 3, "Meta": {"Fps": fps}, "PhysicsSettings": [setting]}))
    return Physics(p, read_physics(file))


def swing(p: Parameters, physics: Physics, frames: int, dt: float) -> tuple[list[float], list[float]]:
    b, c = [], []
    for frame in range(frames):
        p.load()
        p.set(0, 0 if frame == 0 else 30)
        physics.update(p, dt)
        b.append(p.get(1))
        c.append(p.get(2))
    return b, c


def three() -> Parameters:
    return parameters(A=(-30, 0, 30), B=(-30, 0, 30), C=(-30, 0, 30))


def test_one_step_a_frame_shows_the_step_before(tmp_path: Path) -> None:
    p = three()
    b, c = swing(p, make(tmp_path, p), 12, 1 / 30)
    assert b == pytest.approx(
        [0, 0, -7.2819, -5.0644, -2.7359, -0.5648, 1.2640, 2.6407, 3.5145, 3.8819, 3.7822, 3.2943], abs=1e-3
    )
    assert c == pytest.approx(
        [0, 0, 4.3219, -1.3093, -6.1442, -9.6861, -11.8267, -12.6947, -12.4983, -11.4246, -9.6176, -7.2226], abs=1e-3
    )


def test_fixed_steps_are_interpolated(tmp_path: Path) -> None:
    p = three()
    b, c = swing(p, make(tmp_path, p, fps=30), 10, 1 / 60)
    assert b == pytest.approx([0, 0, -3.6409, -7.2819, -6.1732, -5.0644, -3.9001, -2.7359, -1.6503, -0.5648], abs=1e-3)
    assert c[:8] == pytest.approx([0, 0, 2.1610, 4.3219, 1.5063, -1.3093, -3.7267, -6.1442], abs=1e-3)


def test_position_and_angle_inputs_together(tmp_path: Path) -> None:
    p = three()
    physics = make(tmp_path, p, entry("A", "X", 60), entry("A", "Angle", 100, reflect=True))
    b, c = swing(p, physics, 8, 1 / 30)
    assert b == pytest.approx([0, 0, -5.7377, -5.2012, -4.3775, -3.4009, -2.4024, -1.4929], abs=1e-3)
    assert c == pytest.approx([0, 0, 4.7874, 3.2389, 1.1986, -0.9920, -3.0010, -4.5796], abs=1e-3)


def test_a_stabilised_pendulum_does_not_swing_in(tmp_path: Path) -> None:
    p = three()
    physics = make(tmp_path, p, entry("A", "Angle", 100))
    p.set(0, 30)
    physics.stabilize(p)
    rest = p.get(1), p.get(2)
    assert abs(rest[0]) > 0.5
    for _ in range(20):
        p.set(0, 30)
        physics.update(p, 1 / 30)
        assert (p.get(1), p.get(2)) == pytest.approx(rest, abs=0.05)


def test_no_time_passing_shows_the_same_and_a_long_pause_costs_nothing(tmp_path: Path) -> None:
    p = three()
    physics = make(tmp_path, p, fps=30)
    swing(p, physics, 8, 1 / 30)
    before = p.get(1)
    p.load()
    p.set(0, 30)
    physics.update(p, 0)
    assert p.get(1) == pytest.approx(before)
    physics.update(p, 3600)
    assert p.get(1) == p.get(1)  # not NaN


def test_an_unknown_kind_of_input_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CubismError, match=r"Input 1: Type must be X, Y or Angle"):
        make(tmp_path, three(), entry("A", "Z", 100))


def test_a_file_that_asks_for_the_impossible_costs_no_time(tmp_path: Path) -> None:
    p = three()
    physics = make(tmp_path, p, entry("A", "Angle", 1e12), fps=1e12)
    began = time.process_time()
    for value in (0, 30, -17):
        p.load()
        p.set(0, value)
        physics.update(p, 0.25)
    assert time.process_time() - began < 5.0, "without a limit this takes days"
    assert -30 <= p.get(1) <= 30
