"""Words at the time they are heard, and long talks cut between sentences."""

from __future__ import annotations

import numpy as np
import pytest

from companion.messages import EmotionScores, MouthTrack, SentenceReady
from companion.recording.caption_painter import CaptionPainter
from companion.recording.captions import captions_of, subtitle_text, words_of
from companion.recording.parts import Parts

RATE = 16000


def said(text: str, *pieces: tuple[float, float]) -> SentenceReady:
    """A sentence made of pieces of (seconds, loudness)."""
    noise = np.random.default_rng(0)
    pcm = np.concatenate([level * noise.uniform(-1, 1, round(seconds * RATE)) for seconds, level in pieces])
    steps = np.arange(len(pcm) * 100 // RATE, dtype=np.float32)[:, None].repeat(6, axis=1)
    return SentenceReady(1, 0, text, text, EmotionScores.only("joy"), pcm.astype(np.float32), RATE, MouthTrack(steps))


def test_words_are_timed_by_what_is_heard_and_not_by_pauses() -> None:
    words = words_of(said("Good, dear.", (0.5, 0.0), (0.5, 0.5), (2.0, 0.001), (0.5, 0.5), (0.3, 0.0)))
    assert [word.text for word in words] == ["Good,", "dear."]
    assert words[0].start == pytest.approx(0.5, abs=0.03)
    assert words[0].end == pytest.approx(1.0, abs=0.03)
    assert words[1].start == pytest.approx(3.0, abs=0.03)
    assert words[1].end == pytest.approx(3.5, abs=0.03)
    assert words_of(said("", (0.5, 0.5))) == []
    assert len(words_of(said("Not a sound.", (0.5, 0.0)))) == 3


def test_long_sentences_become_several_captions_cut_at_commas() -> None:
    text = "This is the first part of it, and here is the rest of what I wanted to say to you."
    captions = captions_of(said(text, (6.0, 0.5)), longest=50)
    assert captions[0].text == "This is the first part of it,"
    assert " ".join(caption.text for caption in captions) == text
    assert [caption.current(0.0) for caption in captions[:2]] == [0, -1]


def test_subtitle_files_have_their_own_clocks() -> None:
    captions = captions_of(said("Hello --> you.", (1.5, 0.5)))
    assert subtitle_text(captions, ".srt") == "1\n00:00:00,000 --> 00:00:01,500\nHello → you.\n"
    assert subtitle_text(captions, ".vtt").startswith("WEBVTT\n\n1\n00:00:00.000 --> ")


@pytest.mark.parametrize("text", ["Hello there, my dear.", "Здравствуй, мой милый друг.", "Donaudampfschiff" * 5])
def test_captions_stay_within_the_picture(text: str) -> None:
    frame = np.zeros((200, 200, 4), np.uint8)
    frame[..., 3] = 255
    painter = CaptionPainter(200, 200)
    caption = captions_of(said(text, (1.0, 0.5)))[0]
    painter.draw(frame, caption, 0.5)
    rows, columns = np.nonzero(frame[..., 0] > 128)
    assert len(rows) > 50
    assert rows.min() > 100
    assert columns.min() > 2
    assert columns.max() < 197
    early, late = frame.copy(), frame.copy()
    painter.draw(early, caption, 0.0)
    painter.draw(late, caption, 0.99)
    assert len(caption.words) == 1 or np.any(early != late), "the word being said does not stand out"


def test_a_long_talk_is_cut_between_sentences() -> None:
    sentences = [said(f"Number {n}.", (20.0, 0.5)) for n in range(5)]
    parts = [[sentence.text for sentence in part] for part in Parts(sentences, 60.0, 1.0, 0.2)]
    assert parts == [["Number 0.", "Number 1."], ["Number 2.", "Number 3."], ["Number 4."]]
    assert [len(list(part)) for part in Parts(sentences, None, 1.0, 0.2)] == [5]


def test_a_sentence_longer_than_a_film_is_cut_where_it_is_quiet() -> None:
    long = said("one two three four five six", (9.0, 0.5), (0.5, 0.0), (8.0, 0.5))
    parts = [list(part) for part in Parts([long], 12.0, 1.0, 0.2)]
    first, second = parts[0][0], parts[1][0]
    assert first.seconds == pytest.approx(9.25, abs=0.3)
    assert np.array_equal(np.concatenate((first.pcm, second.pcm)), long.pcm)
    assert len(first.mouth.steps) == pytest.approx(first.seconds * 100, abs=1)
    assert second.mouth.steps[0, 0] == len(first.mouth.steps)
    assert (first.text, second.text) == ("one two three", "four five six")
