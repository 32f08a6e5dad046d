"""What is said of what is shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.mind.spoken_text import SpokenText, spoken_text
from companion.mind.thinking import ThoughtFilter, without_thoughts


@pytest.mark.parametrize(
    ("shown", "said"),
    [
        ("*sighs* Fine, have a rose.", "Fine, have a rose."),
        ("I *really* mean it.", "I really mean it."),
        ("Well, I *do*.", "Well, I do."),
        ("Hello there *waves*", "Hello there"),
        ("**Never** do that.", "Never do that."),
        ("Good morning ☀️🌹!", "Good morning!"),
        ("👩‍👩‍👧 A family 👍🏽.", "A family."),
        ("See [my garden](https://example.com/x) now.", "See my garden now."),
        ("Look at https://www.example.com/a?b=1.", "Look at www.example.com."),
        ("Use `print` here.", "Use print here."),
        ("# A title", "A title"),
        ("- one thing", "one thing"),
        ("2 * 3 is 6", "two times three is six"),
        ("| Name | Age |", "Name, Age."),
        ("|---|:-:|", ""),
        ("***", ""),
        ("Write to ann.lee@example.org, please.", "Write to ann dot lee at example dot org, please."),
        ("Go to www.example.com/garden now.", "Go to www.example.com now."),
        ("Fish &amp; chips & peas :-) <3", "Fish and chips and peas"),
        ("It is so[1], they say[^2].", "It is so, they say."),
        ("I am 5 :) and it is 7:30.", "I am five and it is seven thirty."),
        ("今日は100円です。", "今日は100円です。"),
        ("Кошка & 2 собаки, 21 минута.", "Кошка и две собаки, двадцать одна минута."),
        ("snake_case_name stays", "snake_case_name stays"),
        ("<b>bold</b> words", "bold words"),
        ("...", ""),
        ("🌹🌹", ""),
        ("*she smiles*", ""),
        ("Привет, *машет рукой* как дела?", "Привет, как дела?"),
        ("***Both*** at once.", "Both at once."),
        ("[laughs] Oh dear, ~waves~", "Oh dear,"),
        ("See https://en.example.org/wiki/Rose_(flower)#Use, please.", "See en.example.org, please."),
        ("Get it at example.com/download.", "Get it at example.com."),
        ("Meet @ann, #roses", "Meet ann, roses"),
        ("How are you?I am fine.", "How are you? I am fine."),
        ("zero\u200bwidth \u202emarks\u202c", "zerowidth marks"),
        ("C++, C#, .NET and 2 > 1", "C++, C#, .NET and two is more than one"),
        ("On Jan. 3, i.e. soon", "On January third, that is, soon"),
        ("No. 5, ½ cup, 1½ cups, 24/7", "number five, one half cup, one and one half cups, twenty-four seven"),
        ("E=mc², 2^3", "E equals mc squared, two to the power of three"),
        (
            "~10, ≈20, ±2, ≤5, .5, +4",
            "about ten, about twenty, plus or minus two, at most five, zero point five, plus four",
        ),
        ("Живёт на ул. Ленина, д. 5, кв. 12", "Живёт на улице Ленина, дом пять, квартира двенадцать"),
        ("т.е. дома и т.д. и т.п. Потом", "то есть дома и так далее и тому подобное. Потом"),
        ("См. стр. 3 и № 7", "Смотри страница три и номер семь"),
        ("Open http://[your-ip]:8080/x now, or http://[broken", "Open now, or"),
    ],
)
def test_what_is_said(shown: str, said: str) -> None:
    assert spoken_text(shown) == said


def test_code_block_is_silent_over_several_sentences() -> None:
    speech = SpokenText()
    said = [speech.of(part) for part in ("Try this:\n```python\n", "print(1)\n", "```\nThat is all.")]
    assert said == ["Try this:", "", "That is all."]


@pytest.mark.parametrize("size", [1, 2, 5, 100])
def test_thoughts_are_dropped_however_the_stream_is_cut(size: int) -> None:
    text = "A<think>secret <b> plan</think>B < <Reasoning>x</think></reasoning>C<think>never closed"
    thoughts = ThoughtFilter()
    shown = "".join(thoughts.feed(text[start : start + size]) for start in range(0, len(text), size)) + thoughts.flush()
    assert shown == "AB < C"


def test_letters_that_grow_when_they_are_made_small_take_nothing_away() -> None:
    assert without_thoughts("İİİİ İyi. <THINK>hm</THINK>Evet.") == "İİİİ İyi. Evet."


def test_a_beginning_of_a_tag_at_the_end_is_shown() -> None:
    thoughts = ThoughtFilter()
    assert thoughts.feed("1 <th") + thoughts.flush() == "1 <th"


@given(
    st.lists(st.sampled_from([*"ab 1.,|*_`<>&[]()~-#\n😀Я", "<think>", "</think>", "```", "https://a.b/"])).map("".join)
)
def test_any_text_gives_something_that_can_be_said(text: str) -> None:
    said = spoken_text(text)
    assert "\n" not in said
    assert not set(said) & set("*`😀")
    assert said == "" or any(character.isalnum() for character in said)
