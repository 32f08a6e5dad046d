"""Prompts of all three forms against golden files; lore, placeholders and samplings."""

from __future__ import annotations

from pathlib import Path

import pytest

from companion.engine.llm.base import as_messages
from companion.errors import CompanionError
from companion.messages import Line, LoreEntry, Persona, Sampling
from companion.mind.lorebook import active_lore
from companion.mind.macros import fill
from companion.mind.prompt import ChatMessage, PromptFormat, build_prompt, prompt_format, stop_texts, taking_turns
from companion.mind.sampling import clamped, for_persona, list_presets, read_preset

GOLDENS = Path(__file__).parent / "goldens"
AMELIE = Persona(
    "Amelie",
    '[Character("{{char}}") { Likes("Roses" + "Pink") Pen-pal("{{user}}") }]',
    (Line("user", "How are you?"), Line("assistant", "Blooming, {{user}}.")),
    personality="sarcastic",
    scenario="{{char}} lives behind the Blackwall.",
    lorebook=(
        LoreEntry("Roses need water.", keys=("rose",), order=5),
        LoreEntry("The Blackwall is high.", constant=True, order=1, before=False),
        LoreEntry("Never seen.", keys=("whale",)),
    ),
)
HISTORY = (Line("user", "Hi."), Line("assistant", "Oh, you again."))


def words(text: str) -> int:
    return len(text.split())


@pytest.mark.parametrize("form", ["raw", "pygmalion"])
def test_text_prompt_is_the_golden_file(form: PromptFormat) -> None:
    prompt = build_prompt(AMELIE, HISTORY, "Did the ROSES grow?", words, 1000, form=form)
    assert prompt == (GOLDENS / f"prompt_{form}.txt").read_text(encoding="utf-8")


def test_chat_prompt_has_the_same_in_messages() -> None:
    prompt = build_prompt(AMELIE, HISTORY, "Did the ROSES grow?", words, 1000, user_name="Kim")
    assert prompt == [
        ChatMessage(
            "system",
            'Roses need water.\n[Character("Amelie") { Likes("Roses" + "Pink") Pen-pal("Kim") }]\n'
            "Amelie's personality: sarcastic\nScenario: Amelie lives behind the Blackwall.\nThe Blackwall is high.",
        ),
        ChatMessage("user", "How are you?"),
        ChatMessage("assistant", "Blooming, Kim."),
        ChatMessage("user", "Hi."),
        ChatMessage("assistant", "Oh, you again."),
        ChatMessage("user", "Did the ROSES grow?"),
    ]


def test_window_of_2000_tokens_holds_persona_and_samples_always() -> None:
    persona = Persona("Mia", "I am Mia. " * 100, tuple(Line("user", f"sample {n}") for n in range(10)))
    history = [Line("user" if n % 2 == 0 else "assistant", f"line {n} " + "word " * 30) for n in range(400)]
    for form in ("chat", "raw", "pygmalion"):
        prompt = build_prompt(persona, history, "the question", words, 2000, form=form)  # type: ignore[arg-type]
        text = prompt if isinstance(prompt, str) else "\n".join(message.text for message in prompt)
        assert words(text) <= 2000
        assert words(text) > 1600, "the window is used"
        assert text.count("I am Mia.") == 100
        assert all(f"sample {n}" in text for n in range(10))
        assert "line 399 " in text
        assert "line 0 " not in text
        assert "the question" in text


def test_form_is_the_models_best_unless_the_persona_insists() -> None:
    insists = Persona("Mia", prompt_format="raw")
    assert prompt_format(AMELIE, ("chat", "text")) == "chat"
    assert prompt_format(AMELIE, ("text",)) == "raw"
    assert prompt_format(insists, ("chat", "text")) == "raw"
    with pytest.raises(CompanionError, match="chat model only"):
        prompt_format(insists, ("chat",))
    with pytest.raises(CompanionError, match="choose one of"):
        prompt_format(Persona("Mia", prompt_format="xml"), ("chat",))


def test_a_near_sighted_model_gets_the_last_exchange_and_the_nearest_sample_last() -> None:
    samples = tuple(Line(role, text) for role, text in (
        ("user", "Where do you live?"), ("assistant", "Here."), ("user", "Hi there, old friend"), ("assistant", "Yo"),
    ))  # fmt: skip
    persona = Persona("Mia", "I am Mia.", samples)
    history = [Line("user" if n % 2 == 0 else "assistant", f"line {n}") for n in range(8)]
    sees = {
        "And where do you live?": ["Where do you live?", "Here."],  # answered by a sample: no history
        "Hi, I was on the sea today.": ["line 6", "line 7", "Hi there, old friend", "Yo"],
        "Blue.": ["line 6", "line 7"],
    }
    for text, seen in sees.items():
        prompt = build_prompt(persona, history, text, words, 1000, near_sighted=True)
        assert not isinstance(prompt, str)
        said = [message.text for message in prompt]
        assert said[:5] == ["I am Mia.", "Where do you live?", "Here.", "Hi there, old friend", "Yo"], (
            "all samples stay, in place"
        )
        assert said[5:] == [*seen, text]


@pytest.mark.parametrize(("what", "shown"), [("mood", "Hi there\n\n({})"), ("facts", "({})\n\nHi there")])
@pytest.mark.parametrize("form", ["chat", "raw"])
def test_moods_and_facts_leave_what_was_read_before_as_it_was(what: str, shown: str, form: PromptFormat) -> None:
    one, other = "She is glad.", "She is sad of late."

    def asked(sentence: str, near_sighted: bool = False) -> list[str]:
        told = {"mood": sentence} if what == "mood" else {"facts": (sentence,)}
        prompt = build_prompt(AMELIE, HISTORY, "Hi there", words, 1000, form=form, near_sighted=near_sighted, **told)  # type: ignore[arg-type]
        return prompt.splitlines() if isinstance(prompt, str) else [message.text for message in prompt]

    def same(prompt: list[str], than: list[str]) -> int:
        return next(place for place, (left, right) in enumerate(zip(prompt, than, strict=True)) if left != right)

    glad, sad = asked(one), asked(other)
    said = "\n".join(glad)
    assert shown.format(one) in said
    assert same(glad, sad) >= len(glad) - 4, "the whole talk before it is the same"
    near, far = asked(one, near_sighted=True), asked(other, near_sighted=True)
    place = same(near, far)
    assert near[place] == one
    assert "Blooming" in near[place - 1], "behind the samples, which are always the same"
    assert "sad" not in far[-1]


def test_reminder_comes_last_and_stops_know_the_user() -> None:
    persona = Persona("Mia", reminder="Stay {{char}}.", stop=("THE END",))
    assert build_prompt(persona, (), "Hi", words, 100) == [ChatMessage("user", "Hi\n\nStay Mia.")]
    assert {"THE END", "\nKim:", "Human:", "\nMia:", "<START>"} <= set(stop_texts(persona, "pygmalion", "Kim"))


@pytest.mark.parametrize(
    ("entry", "spoken", "called"),
    [
        (LoreEntry("x", keys=("rose",)), ["I like ROSES"], True),
        (LoreEntry("x", keys=("Rose",), case_sensitive=True), ["I like roses"], False),
        (LoreEntry("x", keys=("rose",), secondary_keys=("red",)), ["a rose"], False),
        (LoreEntry("x", keys=("rose",), secondary_keys=("red",)), ["a rose", "so red"], True),
        (LoreEntry("x", keys=("rose",)), ["a rose", "1", "2", "3", "4"], False),
        (LoreEntry("x", keys=("", " ")), ["anything"], False),
        (LoreEntry("x", constant=True), [], True),
        (LoreEntry("  ", constant=True), [], False),
    ],
)
def test_lore_is_called_by_its_keys(entry: LoreEntry, spoken: list[str], called: bool) -> None:
    assert active_lore(Persona("Mia", lorebook=(entry,)), spoken, words) == ((entry,) if called else ())


def test_lore_keeps_to_its_budget_and_order() -> None:
    book = (
        LoreEntry("late " * 6, keys=("a",), order=9),
        LoreEntry("early " * 6, keys=("a",), order=1),
        LoreEntry("always " * 3, constant=True, order=5),
    )
    kept = active_lore(Persona("Mia", lorebook=book, lore_tokens=10), ["a"], words)
    assert [entry.order for entry in kept] == [1, 5]


def test_placeholders_and_nothing_else_are_filled_in() -> None:
    text = "{{Char}} <BOT> {{user}} <user> {{// no}}{{comment: no}}{{hidden_key:no}}{{reverse:abc}} {x} {{other}}"
    assert fill(text, "A\\1", "B") == "A\\1 A\\1 B B cba {x} {{other}}"


def test_the_article_preset() -> None:
    preset = read_preset(list_presets()["Article 2023"])
    assert (preset.temperature, preset.top_p, preset.max_tokens, preset.frequency_penalty) == (0.5, 0.3, 50, 0.5)
    assert preset.stop == ("Human:",)
    assert (preset.presence_penalty, preset.repetition_penalty) == (0.0, 1.0)


def test_a_presets_mistakes_are_told(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    for text, words_ in (
        ("temperature = 'hot'", "must be a number"),
        ("heat = 1", "unknown field 'heat'"),
        ("stop = 'x'", "list of texts"),
        ("temperature =", "cannot be read"),
    ):
        file.write_text(text, encoding="utf-8")
        with pytest.raises(CompanionError, match=words_):
            read_preset(file)
    file.write_text("temperature = 7\ntop_p = 2\nmax_tokens = 1", encoding="utf-8")
    assert read_preset(file) == Sampling(temperature=2.0, top_p=1.0, max_tokens=8)


def test_the_persona_replaces_single_fields() -> None:
    drawn = for_persona(Sampling(top_p=0.4), Persona("Mia", sampling=(("temperature", 1.2), ("top_k", 7.0))))
    assert drawn == Sampling(temperature=1.2, top_p=0.4, top_k=7)
    assert clamped(Sampling(n=0)).n == 1


def test_numbers_that_are_none_change_nothing() -> None:
    spoilt = Persona("Mia", sampling=(("top_k", float("nan")), ("max_tokens", float("inf")), ("temperature", 0.2)))
    assert for_persona(Sampling(), spoilt) == Sampling(temperature=0.2)


def test_a_lorebook_bigger_than_the_window_leaves_room_for_the_talk() -> None:
    book = tuple(LoreEntry(f"fact {n} " * 20, constant=True, order=n) for n in range(20))
    mia = Persona("Mia", "I am Mia.", lorebook=book, lore_tokens=2000)
    prompt = build_prompt(mia, HISTORY, "Hello", words, 150)
    assert "fact 0" in prompt[0].text and "fact 5" not in prompt[0].text
    assert [message.text for message in prompt[1:]] == ["Hi.", "Oh, you again.", "Hello"]
    assert sum(words(message.text) + 6 for message in prompt) <= 150


def test_speakers_take_turns() -> None:
    history = (Line("user", "One"), Line("user", "Two"), Line("assistant", "A"), Line("assistant", "B"))
    mia = Persona("Mia", "I am Mia.")
    assert taking_turns(build_prompt(mia, history, "Three", words, 1000))[1:] == [
        ChatMessage("user", "One\n\nTwo"),
        ChatMessage("assistant", "A\n\nB"),
        ChatMessage("user", "Three"),
    ]
    assert as_messages(build_prompt(mia, history[:1], "Two", words, 1000))[1:] == [
        {"role": "user", "content": "One\n\nTwo"}
    ]
    two = [ChatMessage("system", "Who she is."), ChatMessage("system", "What is now.")]
    assert taking_turns(two) == two
