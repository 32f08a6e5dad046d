"""Idle life: it varies, repeats with its seed, reacts to thinking, waiting, the night and a hand."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from companion.avatar.acting import HOLD_SECONDS, Acting
from companion.avatar.attention import ASLEEP_SECONDS, IGNORED_SECONDS, Attention, night
from companion.avatar.follow import Follower
from companion.avatar.life import Life
from companion.avatar.posture import Posture, parameter_offsets
from companion.avatar.touch import Touch
from companion.messages import EmotionScores

STEP = 1 / 30


def live(life: Life, seconds: float) -> list[Posture]:
    return [life.update(STEP) for _ in range(round(seconds / STEP))]


def in_company(seed: int = 1, hour: float = 14.0) -> Life:
    life = Life(seed)
    life.hour = lambda: hour
    return life


def at_alone(seconds: float, hour: float = 14.0) -> Life:
    """Return a life nobody has cared about for so long, without living through all of it."""
    life = in_company(hour=hour)
    life._attention.alone = seconds / (1.0 + night(hour))
    life.update(STEP)
    return life


def test_the_same_seed_lives_the_same_life() -> None:
    assert live(Life(3), 30) == live(Life(3), 30)
    assert live(Life(3), 30) != live(Life(4), 30)


def test_she_is_never_frozen_and_never_jumps() -> None:
    postures = live(Life(2), 120)
    heads = np.array([posture.head for posture in postures])
    eyes = np.array([posture.eyes for posture in postures])
    weights = np.array([posture.weight for posture in postures])
    for seconds in range(0, 112, 8):
        part = slice(seconds * 30, (seconds + 8) * 30)
        assert np.ptp(eyes[part], axis=0).max() > 0.01, "the eyes rest quite still for 8 seconds"
        assert np.ptp(weights[part], axis=0).max() > 0.01, "the body stands still for 8 seconds"
    assert np.abs(np.diff(heads, axis=0)).max() < 0.05, "the head jerks"
    assert np.abs(np.diff(weights, axis=0)).max() < 0.05
    assert np.abs(eyes).mean() < 0.1, "she looks at you most of the time"


def in_mood(valence: float, arousal: float) -> Life:
    life = Life(2)
    life.mood = lambda: (valence, arousal)
    return life


def moved(postures: list[Posture]) -> float:
    return float(np.abs(np.diff([posture.weight for posture in postures], axis=0)).sum())


def test_her_usual_mood_is_no_mood() -> None:
    assert live(in_mood(0.0, 0.0), 30) == live(Life(2), 30)


def test_excited_she_is_livelier_calm_she_is_slower() -> None:
    calm, usual, excited = (moved(live(in_mood(0.0, arousal), 120)) for arousal in (-0.8, 0.0, 0.8))
    assert calm < 0.8 * usual
    assert excited > 1.2 * usual


def test_unhappy_her_head_hangs() -> None:
    heights = [np.mean([posture.head[1] for posture in live(in_mood(valence, 0.0), 60)]) for valence in (-0.8, 0.0)]
    assert heights[0] < heights[1] - 0.1


@pytest.mark.parametrize(
    ("mood", "resting"),
    [
        ((0.1, 0.9), ("neutral", 1.0)), ((0.2, 0.0), ("joy", 0.1)), ((0.3, 0.0), ("joy", 0.2)),
        ((0.9, 0.0), ("joy", 0.3)), ((-0.4, -0.3), ("sadness", 0.3)), ((-0.4, 0.5), ("anger", 0.3)),
    ],
)  # fmt: skip
def test_a_trace_of_her_mood_stays_in_her_face(mood: tuple[float, float], resting: tuple[str, float]) -> None:
    life = in_mood(*mood)
    life.update(STEP)
    assert life.resting == resting


def test_the_face_at_rest_follows_her_mood_and_gives_way_to_all_else() -> None:
    mood = [0.0, 0.0]
    acting = Acting(("F01", "F05", "F04"), (), 1, {"neutral": "F01", "joy": "F05", "sadness": "F04"})
    acting.life.mood = lambda: (mood[0], mood[1])
    acting.act(STEP)
    assert (acting.expression, acting.weight) == ("F01", 1.0)
    mood[0] = 0.4
    acting.act(STEP)
    assert (acting.expression, acting.weight) == ("F05", 0.3)
    acting.express(EmotionScores.only("sadness"))
    acting.act(STEP)
    assert (acting.expression, acting.weight) == ("F04", 1.0)
    for _ in range(round((HOLD_SECONDS + 0.5) / STEP)):
        acting.act(STEP)
    assert (acting.expression, acting.weight) == ("F05", 0.3)
    acting.show_expression("F04")
    acting.act(STEP)
    assert acting.expression == "F04", "what was shown by hand stays while her mood does not change"
    acting.knows_weights = False  # type: ignore[misc]
    acting.express_neutral()
    assert (acting.expression, acting.weight) == ("F01", 1.0)


def test_the_eyes_are_there_before_the_head() -> None:
    life = Life(1)
    live(life, 0.5)
    life.look_at(0.8, 0.0)
    early = live(life, 0.15)[-1]
    assert early.eyes[0] > 0.5
    assert early.head[0] < 0.3
    late = live(life, 1.5)[-1]
    assert late.head[0] == pytest.approx(np.tanh(0.8), abs=0.01)
    life.look_at(None, None)
    assert abs(live(life, 2.0)[-1].head[0]) < 0.12, "she comes back"


def test_a_pointer_far_away_turns_her_no_further_than_she_can() -> None:
    life = Life(1)
    life.look_at(30.0, -40.0)
    head = live(life, 2.0)[-1].head
    assert np.hypot(*head) == pytest.approx(1.0, abs=0.01)
    assert head[1] / head[0] == pytest.approx(-4 / 3, abs=0.01)


def test_any_frame_rate_gives_the_same_movement() -> None:
    def place(rate: int) -> float:
        follower = Follower(6.0)
        for _ in range(rate):
            follower.update((1.0, 0.0), 0.5 / rate)
        return follower.place[0]

    assert place(15) == pytest.approx(place(240), abs=1e-9)
    follower = Follower(6.0)
    assert max(follower.update((1.0, 0.0), STEP)[0] for _ in range(200)) <= 1.0, "no overshooting"


def test_thinking_looks_up_and_aside_and_a_quick_answer_is_not_thought_about() -> None:
    life = in_company()
    life.look_at(0.0, -1.0)
    live(life, 1.0)
    life.thinking = True
    live(life, 0.3)
    assert life.face is None
    thought = live(life, 2.0)[-1]
    assert life.face == "thinking"
    assert life.take_acts() == ("think",)
    assert thought.head[1] > 0.1, "not at the pointer, which lies below"
    assert abs(thought.head[0]) > 0.1
    assert abs(thought.tilt) > 0.2
    life.thinking = False
    assert live(life, 1.5)[-1].head[1] < -0.3, "at the pointer again"
    assert life.face is None


def test_left_alone_she_looks_about_sighs_falls_asleep_and_wakes() -> None:
    life = in_company()
    wide = np.abs([posture.eyes[0] for posture in live(life, IGNORED_SECONDS - 10)]).max()
    assert life.take_acts() == ()
    bored = np.abs([posture.eyes[0] for posture in live(life, 130)]).max()
    assert bored > 2 * wide
    assert set(life.take_acts()) == {"sigh"}
    life = at_alone(ASLEEP_SECONDS - 20)
    assert life.face == "sleepy"
    heavy = np.median([posture.lids for posture in live(life, 15)])
    assert heavy < 0.7
    slept = live(life, 60)
    assert life.asleep
    assert "sleep" in life.take_acts()
    assert slept[-1].lids == 0.0
    assert slept[-1].head[1] < -0.3
    assert max(abs(a.lids - b.lids) for a, b in itertools.pairwise(slept)) < 0.35, "lids fall shut at once"
    life.attend()
    woken = live(life, 3.0)
    assert life.take_acts() == ("wake",)
    assert max(posture.lids for posture in woken[-30:]) > 0.9


def test_without_a_clock_nobody_is_ever_away() -> None:
    life = Life(1)
    live(life, ASLEEP_SECONDS / 4)
    life._attention.alone = 1e6
    live(life, 60)
    assert not life.asleep
    assert life.take_acts() == ()


@pytest.mark.parametrize(("hour", "dark"), [(12, 0), (21.4, 0), (22.75, 0.5), (23.999, 1), (3, 1), (6, 0.5), (7, 0)])
def test_the_night_comes_and_goes(hour: float, dark: float) -> None:
    assert night(hour) == pytest.approx(dark, abs=0.01)


def test_at_night_she_is_tired_and_sooner_bored() -> None:
    day, late = in_company(hour=15.0), in_company(hour=2.0)
    lids = [np.median([posture.lids for posture in live(life, 40)]) for life in (day, late)]
    assert lids[1] < lids[0] - 0.1
    tired = Attention()
    tired.update(IGNORED_SECONDS * 0.6, 2.0)
    assert tired.bored
    awake = Attention()
    awake.update(IGNORED_SECONDS * 0.6, 15.0)
    assert not awake.bored


def test_she_likes_a_pat_and_starts_at_a_poke_and_is_cross_at_the_third() -> None:
    life = in_company()
    live(life, 1.0)
    life.feel(Touch("Head", "pat"))
    assert life.face == "blush"
    assert life.take_acts() == ("pat",)
    assert min(posture.lids for posture in live(life, 0.8)[-12:]) < 0.75
    live(life, 4.0)
    assert life.face is None
    life.feel(Touch("Body", "poke"))
    assert life.face == "startled"
    assert max(abs(posture.head[0]) for posture in live(life, 0.5)) > 0.05
    life.feel(Touch("Body", "poke"))
    life.feel(Touch("Body", "poke"))
    assert life.face == "annoyed"
    assert life.take_acts() == ("poke", "poke", "annoyed")


def test_a_hand_wakes_her_and_no_more() -> None:
    life = at_alone(ASLEEP_SECONDS + 1)
    assert life.asleep
    life.take_acts()
    life.feel(Touch("Body", "poke"))
    live(life, 0.1)
    assert not life.asleep
    assert life.take_acts() == ("wake",)


def test_a_posture_is_the_standard_parameters() -> None:
    added = parameter_offsets(Posture(head=(0.5, -1.0), eyes=(0.25, 0.0), weight=(1.0, -1.0), tilt=0.5))
    assert added["ParamAngleX"] == 15.0
    assert added["ParamAngleY"] == -30.0
    assert added["ParamAngleZ"] == pytest.approx(15.0 + 6.0)
    assert added["ParamBodyAngleX"] == pytest.approx(5.0 + 5.0)
    assert added["ParamBodyAngleZ"] == -3.5
    assert added["ParamEyeBallX"] == 0.25


def test_with_less_motion_she_does_not_start_back_nor_bend_nor_begin_a_gesture() -> None:
    """What moves at a poke: the head's way and the tilt, against her usual life."""

    def moved(calm: bool) -> tuple[float, float, int]:
        life = in_company()
        life.calm = calm
        life.look_at(0.0, 0.0)
        live(life, 2.0)
        life.take_acts()
        life.feel(Touch("Body", "poke"))
        postures = live(life, 1.5)
        head = np.array([posture.head for posture in postures])
        return float(np.ptp(head, axis=0).max()), float(np.ptp([p.tilt for p in postures])), len(life.take_acts())

    calm, usual = moved(True), moved(False)
    assert calm[0] < 0.02
    assert usual[0] > 0.05
    assert calm[1] < 0.05
    assert usual[1] > 0.2
    assert (calm[2], usual[2]) == (0, 1)
