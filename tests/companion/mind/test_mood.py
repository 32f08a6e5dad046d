"""Her mood follows the closed forms, comes home, and is put in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.messages import EMOTIONS, NEUTRAL, EmotionScores, Temperament
from companion.mind.mood import FEELINGS, GAINS, PLACES, Mood, Sample, feeling_of, load_mood, mood_words


class Clock:
    def __init__(self) -> None:
        self.time = 1000.0

    def __call__(self) -> float:
        return self.time


@pytest.fixture
def clock() -> Clock:
    return Clock()


HOME = Temperament(0.1, -0.2, half_life=60.0)


@pytest.mark.parametrize("label", sorted(PLACES))
@pytest.mark.parametrize("who", ["user", "assistant"])
def test_equal_emotions_lead_where_the_closed_form_says(clock, label, who) -> None:
    mood = Mood(HOME, clock)
    for _ in range(5):
        mood.feel(EmotionScores.only(label), who)
    left = (1 - GAINS[who]) ** 5
    place = PLACES[label]
    assert mood.now().valence == pytest.approx(place[0] - (place[0] - HOME.valence) * left)
    assert mood.now().arousal == pytest.approx(place[1] - (place[1] - HOME.arousal) * left)


def test_half_of_it_is_gone_after_each_half_life(clock) -> None:
    mood = Mood(HOME, clock, (Sample(1000.0, 0.9, 0.6),))
    for halves in range(5):
        clock.time = 1000.0 + halves * 60.0
        assert mood.now().valence == pytest.approx(0.1 + 0.8 * 0.5**halves)
        assert mood.now().arousal == pytest.approx(-0.2 + 0.8 * 0.5**halves)


def test_neutral_words_change_nothing(clock) -> None:
    mood = Mood(HOME, clock)
    mood.feel(NEUTRAL, "assistant")
    assert mood.now() == Sample(1000.0, 0.1, -0.2)


def test_doubt_is_no_feeling(clock) -> None:
    mood = Mood(HOME, clock)
    for _ in range(20):
        mood.feel(_scores(neutral=0.4, fear=0.35, anger=0.1, disgust=0.1, sadness=0.05), "assistant")
    assert mood.now() == Sample(1000.0, HOME.valence, HOME.arousal)


def test_an_emotion_pulls_as_far_as_it_is_likelier_than_none(clock) -> None:
    mood = Mood(HOME, clock)
    mood.feel(_scores(neutral=0.25, joy=0.55, anger=0.2), "user")
    pull = GAINS["user"] * 0.3
    assert mood.now().valence == pytest.approx(HOME.valence + pull * (PLACES["joy"][0] - HOME.valence))
    assert mood.now().arousal == pytest.approx(HOME.arousal + pull * (PLACES["joy"][1] - HOME.arousal))


def _scores(**scores: float) -> EmotionScores:
    return EmotionScores(tuple(scores.get(label, 0.0) for label in EMOTIONS))


def test_a_clock_set_back_takes_no_time_and_stops_no_fading(clock) -> None:
    mood = Mood(HOME, clock, (Sample(900.0, 0.1, 0.1), Sample(1000.0, 0.9, 0.6)))
    clock.time = 10.0
    assert (mood.now().at, mood.now().valence) == (10.0, 0.9)
    assert [sample.at for sample in mood.past] == [-90.0, 10.0], "what was before is as long ago as it was"
    clock.time += HOME.half_life
    assert mood.now().valence == pytest.approx(HOME.valence + (0.9 - HOME.valence) / 2)


@given(st.lists(st.tuples(st.lists(st.floats(0, 1), min_size=7, max_size=7), st.floats(0, 1e6)), max_size=20))
def test_it_never_leaves_its_range(steps) -> None:
    clock = Clock()
    mood = Mood(Temperament(-1.0, 1.0), clock)
    for scores, seconds in steps:
        total = sum(scores)
        if total > 0:
            mood.feel(EmotionScores(tuple(score / total for score in scores)), "user")
        clock.time += seconds
        assert -1.0 <= mood.now().valence <= 1.0
        assert -1.0 <= mood.now().arousal <= 1.0


def test_it_is_put_in_words_only_when_it_differs_from_her_temperament() -> None:
    home = Temperament(0.0, 0.0)
    said = {
        (0.05, 0.05): "", (0.5, 0.4): "cheerful", (0.7, 0.1): "very happy", (-0.5, 0.5): "upset",
        (-0.5, -0.4): "sad", (0.2, -0.2): "a little relaxed", (0.0, -0.9): "very sleepy", (0.05, 0.4): "excited",
    }  # fmt: skip
    for (valence, arousal), words in said.items():
        word, degree = feeling_of(Sample(0.0, valence, arousal), home)
        assert f"{degree} {word}".strip() == words
    assert feeling_of(Sample(0.0, 0.5, 0.4), Temperament(0.5, 0.4)) == ("", "")


def test_the_prompt_gets_a_short_sentence_in_her_language() -> None:
    home = Temperament(0.0, 0.0)
    sad, excited = Sample(0.0, -0.5, -0.4), Sample(0.0, 0.0, 0.9)
    assert mood_words(sad, home, "Mia") == "Right now Mia feels sad."
    assert mood_words(excited, home, "Mia") == "Right now Mia feels very excited."
    assert mood_words(sad, home, "Мия", "ru") == "Сейчас настроение у Мия грустное."
    assert mood_words(excited, home, "Мия", "ru") == "Сейчас настроение у Мия очень взволнованное."
    assert mood_words(Sample(0.0, 0.0, 0.0), home, "Mia") == ""
    for word in FEELINGS:
        place = {"excited": (0, 1), "cheerful": (1, 1), "happy": (1, 0), "relaxed": (1, -1)} | {
            "sleepy": (0, -1), "sad": (-1, -1), "unhappy": (-1, 0), "upset": (-1, 1)
        }  # fmt: skip
        assert word in mood_words(Sample(0.0, *place[word]), home, "Mia")
        assert "  " not in mood_words(Sample(0.0, *place[word]), home, "Мия", "ru")


def test_how_strongly_she_feels_scales_each_step_and_never_overshoots(clock) -> None:
    for depth, part in ((0.0, 0.0), (0.5, 0.125), (1.0, 0.25), (2.0, 0.5), (99.0, 1.0)):
        mood = Mood(HOME, clock)
        mood.feel(EmotionScores.only("joy"), "user", depth)
        assert mood.now().valence == pytest.approx(0.1 + part * (0.9 - 0.1))


def test_the_curve_follows_the_closed_form_between_what_was_said(clock) -> None:
    mood = Mood(HOME, clock, (Sample(1000.0, 0.9, 0.6),))
    clock.time = 1120.0
    curve = mood.curve(240.0, 5)
    assert [sample.at for sample in curve] == [880.0, 940.0, 1000.0, 1060.0, 1120.0]
    assert [sample.valence for sample in curve] == pytest.approx([0.1, 0.1, 0.9, 0.5, 0.3])
    assert curve[-1] == mood.now()


def test_it_survives_a_restart_and_fades_meanwhile(clock, tmp_path) -> None:
    mood = Mood(HOME, clock)
    mood.feel(EmotionScores.only("anger"), "user")
    mood.save(tmp_path / "mood.json")
    before = mood.now()
    clock.time += 60.0
    after = load_mood(tmp_path / "mood.json", HOME, clock).now()
    assert after.valence == pytest.approx(HOME.valence + (before.valence - HOME.valence) / 2)


@pytest.mark.parametrize("text", ["", "{", "[[1,2]]", "[[0, 9, 0]]", "[[0, null, 0]]", '{"a": 1}'])
def test_a_damaged_file_begins_at_home(clock, tmp_path, text) -> None:
    (tmp_path / "mood.json").write_text(text)
    assert load_mood(tmp_path / "mood.json", HOME, clock).now() == Sample(1000.0, 0.1, -0.2)


def test_every_emotion_but_neutral_has_a_place() -> None:
    assert sorted(PLACES) == sorted(set(EMOTIONS) - {"neutral"})
