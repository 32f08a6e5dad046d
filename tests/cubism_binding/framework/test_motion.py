"""Motions: fades on the saved state, effect curves, events, looping, the queue and its priorities."""

import json
from pathlib import Path
from typing import Any

import pytest
from synthetic import parameters

from cubism_binding.core.errors import CubismError
from cubism_binding.framework.motion import Motion, MotionRun, read_motion
from cubism_binding.framework.motion_queue import MotionQueue, Priority
from cubism_binding.framework.parameters import Parameters

CONSTANT = [0, 10, 0, 1, 10]


def curve(name: str, segments: list[float], target: str = "Parameter", **more: float) -> dict[str, Any]:
    return {"Target": target, "Id": name, "Segments": segments, **more}


def make(
    folder: Path,
    p: Parameters,
    *curves: dict[str, Any],
    events: tuple[tuple[float, str], ...] = (),
    blink: tuple[str, ...] = (),
    **meta: Any,
) -> Motion:
    file = folder / "m.motion3.json"
    content = {
        "Version": 3,
        "Meta": {"Duration": 1, "Fps": 30, "AreBeziersRestricted": True, **meta},
        "Curves": list(curves),
        "UserData": [{"Time": time, "Value": text} for time, text in events],
    }
    file.write_text(json.dumps(content))
    return Motion(read_motion(file), p, blink, ())


def play(p: Parameters, queue: MotionQueue, frames: int, dt: float = 0.05) -> list[float]:
    seen = []
    for _ in range(frames):
        p.load()
        queue.update(p, dt)
        p.save()
        seen.append(p.get(0))
    return seen


def test_fading_in_approaches_the_curve_from_the_saved_state_and_the_end_holds(tmp_path: Path) -> None:
    p, queue = parameters(A=(-30, 0, 30)), MotionQueue()
    queue.start(make(tmp_path, p, curve("A", CONSTANT), FadeInTime=0.3, FadeOutTime=0.2), Priority.NORMAL)
    assert play(p, queue, 8) == pytest.approx([0, 0.6699, 3.0024, 6.5012, 9.1253, 9.9414, 10, 10], abs=1e-4)
    assert play(p, queue, 30)[-1] == pytest.approx(10)
    assert queue.finished
    assert queue.priority == 0


def test_a_missing_fade_time_means_one_second_and_zero_means_at_once(tmp_path: Path) -> None:
    p = parameters(A=(-30, 0, 30))
    assert make(tmp_path, p, curve("A", CONSTANT)).data.fade_in == 1.0
    assert make(tmp_path, p, curve("A", CONSTANT), FadeInTime=-2).data.fade_in == 1.0
    queue = MotionQueue()
    queue.start(make(tmp_path, p, curve("A", CONSTANT), FadeInTime=0, FadeOutTime=0), Priority.NORMAL)
    assert play(p, queue, 1) == [10]


def test_a_curve_with_its_own_fade_ignores_the_motions(tmp_path: Path) -> None:
    p, queue = parameters(A=(-30, 0, 30)), MotionQueue()
    queue.start(make(tmp_path, p, curve("A", CONSTANT, FadeInTime=0), FadeInTime=0.5, FadeOutTime=0), Priority.NORMAL)
    assert play(p, queue, 1) == [10]


def test_a_newer_motion_wins_by_its_fade_in(tmp_path: Path) -> None:
    p, queue = parameters(A=(-30, 0, 30)), MotionQueue()
    first = make(tmp_path, p, curve("A", CONSTANT), FadeInTime=0, FadeOutTime=0.2, Duration=9)
    second = make(tmp_path, p, curve("A", [0, -20, 0, 9, -20]), FadeInTime=0.2, FadeOutTime=0, Duration=9)
    queue.start(first, Priority.NORMAL)
    play(p, queue, 3)
    assert not queue.start(second, Priority.NORMAL)  # equal priority does not interrupt
    assert not queue.start(second, Priority.IDLE)
    assert queue.start(second, Priority.FORCE)
    values = play(p, queue, 12)
    assert values[0] == pytest.approx(10)
    assert sorted(values, reverse=True) == values
    assert values[-1] == pytest.approx(-20)


def test_part_opacity_curves_write_virtual_parameters_unfaded(tmp_path: Path) -> None:
    p, queue = parameters(A=(-30, 0, 30)), MotionQueue()
    queue.start(make(tmp_path, p, curve("PartArm", [0, 1, 0, 1, 1], "PartOpacity"), FadeInTime=1), Priority.NORMAL)
    play(p, queue, 1)
    assert p.get(p.index("PartArm")) == 1


def test_model_curves_scale_the_eyelids_and_set_the_opacity(tmp_path: Path) -> None:
    p, queue = parameters(EyeL=(0, 1, 1), EyeR=(0, 1, 1)), MotionQueue()
    motion = make(
        tmp_path, p, curve("EyeBlink", [0, 0.5, 0, 1, 0.5], "Model"), curve("Opacity", [0, 0.25, 0, 1, 0.25], "Model"),
        curve("EyeL", [0, 0.8, 0, 1, 0.8]), blink=("EyeL", "EyeR"), FadeInTime=0, FadeOutTime=0,
    )  # fmt: skip
    assert motion.moves_eyelids()
    queue.start(motion, Priority.NORMAL)
    play(p, queue, 1)
    assert p.get(0) == pytest.approx(0.4)  # its own curve times the effect
    assert p.get(1) == pytest.approx(0.5)  # no curve: the effect itself
    assert queue.opacity == 0.25


def test_every_event_fires_once_a_round_also_across_the_loop(tmp_path: Path) -> None:
    p = parameters(A=(-30, 0, 30))
    motion = make(tmp_path, p, curve("A", CONSTANT), events=((0, "start"), (0.97, "end")), Fps=10)
    run = MotionRun(motion, loop=True)
    fired: list[str] = []
    for frame in range(1, 56):  # 5.4 s after the start: 1.1 s a round, so four rounds and the fifth begun
        fired += run.update(p, frame * 0.1)[1]
    assert fired == ["start", "end"] * 4 + ["start", "end"]


def test_a_looping_motion_never_ends_and_a_finished_one_says_so(tmp_path: Path) -> None:
    p, queue = parameters(A=(-30, 0, 30)), MotionQueue()
    ended: list[bool] = []
    motion = make(tmp_path, p, curve("A", CONSTANT))
    queue.start(motion, Priority.IDLE, loop=True)
    play(p, queue, 100)
    assert not queue.finished
    queue.start(motion, Priority.FORCE, on_finish=lambda: ended.append(True))
    play(p, queue, 100)
    assert queue.finished
    assert ended == [True]


def test_a_file_with_an_unknown_target_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CubismError, match=r"m\.motion3\.json.*Target must be"):
        make(tmp_path, parameters(A=(0, 0, 1)), curve("A", CONSTANT, "Wheel"))
