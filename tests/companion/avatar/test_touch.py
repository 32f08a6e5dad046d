"""Touches: a pat, a stroke, a poke, in which place and how often; and what each model's names mean."""

from __future__ import annotations

import itertools

import pytest

from companion.avatar.reactions import face_map, motion_map
from companion.avatar.touch import COOL_DOWN_SECONDS, Touch, TouchSense, is_allowed, stage_direction, zone_family


def test_a_click_is_a_pat_on_the_head_and_a_poke_elsewhere() -> None:
    hand = TouchSense()
    hand.press("HitAreaHead", 0.0, 0.5)
    assert hand.release(1.0) == Touch("HitAreaHead", "pat")
    hand.press("Face", 0.0, 0.2)
    assert hand.release(1.1) == Touch("Face", "poke")
    hand.press("Body", 0.0, -0.5)
    assert hand.release(1.2) == Touch("Body", "poke")
    hand.press(None, 0.9, 0.9)
    assert hand.release(1.3) is None
    assert hand.release(1.4) is None, "not pressed"


def test_stroking_is_felt_while_the_hand_moves_and_not_again_when_it_lifts() -> None:
    hand = TouchSense()
    hand.press("Hair", -0.3, 0.6)
    felt = [hand.move("Hair", -0.3 + 0.05 * step, 0.6, step * 0.1) for step in range(1, 8)]
    assert felt.count(Touch("Hair", "pat")) == 1
    assert hand.release(1.0) is None
    assert hand.move("Hair", 0.5, 0.6, 1.1) is None, "the hand is up"


def test_a_long_stroke_is_felt_again_but_not_all_the_time() -> None:
    hand = TouchSense()
    hand.press("Head", 0.0, 0.5)
    times = [
        step / 20
        for step in range(200)
        if hand.move("Head", 0.2 * (step % 2), 0.5, step / 20) is not None
    ]  # fmt: skip
    assert 4 <= len(times) <= 10 / COOL_DOWN_SECONDS + 1
    assert min(later - earlier for earlier, later in itertools.pairwise(times)) >= COOL_DOWN_SECONDS


def test_a_hand_that_passes_by_does_not_touch() -> None:
    hand = TouchSense()
    hand.press("Body", 0.0, 0.0)
    assert hand.move(None, 0.9, 0.0, 0.1) is None
    assert hand.release(0.2) is None


def test_the_same_touch_counts_once_within_the_cool_down() -> None:
    hand = TouchSense()
    felt = []
    for now in (0.0, 0.5, COOL_DOWN_SECONDS + 0.1):
        hand.press("Body", 0.0, 0.0)
        felt.append(hand.release(now) is not None)
    assert felt == [True, False, True]


@pytest.mark.parametrize(
    ("zone", "family"),
    [
        ("Head", "Head"),
        ("HitArea_Hair", "Hair"),
        ("TouchCheek", "Face"),
        ("頭", "Head"),
        ("Bust", "Body"),
        ("x", "Body"),
    ],
)
def test_each_models_zones_have_a_family(zone: str, family: str) -> None:
    assert zone_family(zone) == family


def test_zones_can_be_left_alone_by_name_or_family() -> None:
    assert is_allowed("Body", "")
    assert not is_allowed("Body", "body")
    assert not is_allowed("HitAreaBust", "Head, Body")
    assert not is_allowed("Skirt", "skirt")
    assert is_allowed("Head", "Body, Face")


def test_a_touch_is_told_in_the_personas_language() -> None:
    assert stage_direction(Touch("Head", "pat"), "en") == "*pats your head*"
    assert stage_direction(Touch("Bust", "poke"), "en-GB") == "*pokes you*"
    assert stage_direction(Touch("Head", "pat"), "ru") == "*гладит тебя по голове*"
    assert stage_direction(Touch("Face", "poke"), "fr") == "*pokes your cheek*"


def test_motions_are_found_by_the_names_authors_give_them() -> None:
    assert motion_map(["Idle", "Think", "Pat", "Poke", "Sleep", "Wake", "Greeting"]) == {
        "greeting": "Greeting", "think": "Think", "pat": "Pat", "poke": "Poke", "sleep": "Sleep", "wake": "Wake",
    }  # fmt: skip
    shizuku = motion_map(["idle", "tap_body", "pinch_in", "shake", "flick_head"])
    assert shizuku == {"pat": "flick_head", "poke": "tap_body", "annoyed": "shake"}
    assert motion_map(["Idle", "TapBody"]) == {"poke": "TapBody"}
    assert motion_map(["Idle", ""]) == {}


def test_wordless_faces_are_found_or_an_emotion_stands_in() -> None:
    emotions = {"joy": "f05", "surprise": "f02"}
    assert face_map(["f02", "f05"], emotions) == {"blush": ("f05", 0.7), "startled": ("f02", 0.8)}
    own = face_map(["blush", "Sleepy", "exp_thinking"], emotions)
    assert own["blush"] == ("blush", 1.0)
    assert own["sleepy"] == ("Sleepy", 1.0)
    assert own["thinking"] == ("exp_thinking", 1.0)
