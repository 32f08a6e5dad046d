"""Her sleep: digested once, broken off and resumed, with and without a good text model; and learning by heart."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from scripted_model import ScriptedModel
from test_worker import FAKES, engine_child, read_until
from tiny_models import make_model

from companion.engine.emotions.neutral import NeutralEmotions
from companion.engine.llm.adapter import adapter_folder
from companion.engine.llm.transformers_model import TransformersModel
from companion.engine.registry import Engines
from companion.engine.sleep import sleep
from companion.engine.speech.silent import SilentVoice
from companion.errors import CompanionError
from companion.messages import (
    Dreaming,
    EngineConfig,
    Line,
    Persona,
    Ready,
    Sleep,
    Slept,
    StartTurn,
    TalkDay,
    TurnDone,
    WakeUp,
)
from companion.mind.memory import Memory
from companion.mind.prompt import ChatMessage
from companion.paths import memory_file

AMELIE = Persona("Amelie")
MONDAY = TalkDay(
    "2026-11-23",
    1_000_000.0,
    2,
    (Line("user", "My cat is called Tom. He is very fond of fish."), Line("assistant", "Sweet.")),
)
TUESDAY = TalkDay(
    "2026-11-24", 1_086_400.0, 4, (Line("user", "I repaired my old bicycle today."), Line("assistant", "Nice!"))
)
ORDER = Sleep(AMELIE, "amelie", (MONDAY, TUESDAY))


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    opened = Memory(tmp_path / "memory.sqlite")
    yield opened
    opened.close()


def engines(model: ScriptedModel, llm: str = "llama.cpp") -> Engines:
    config = EngineConfig(llm=llm)
    tell = lambda _progress: None  # noqa: E731
    return Engines(model, SilentVoice(config, tell), NeutralEmotions(config, tell), config)


def slept(loaded: Engines, memory: Memory, order: Sleep = ORDER, woken_after: int = 10**9) -> Slept:
    asked = 0

    def woken() -> bool:
        nonlocal asked
        asked += 1
        return asked > woken_after

    *dreams, last = sleep(loaded, memory, order, woken)
    assert all(isinstance(dream, Dreaming) and 0 <= dream.part <= 1 for dream in dreams)
    assert isinstance(last, Slept)
    return last


def near_sighted() -> ScriptedModel:
    model = ScriptedModel()
    model.near_sighted = True
    return model


def test_a_small_model_is_not_asked_and_a_second_night_finds_nothing(memory: Memory) -> None:
    with engines(near_sighted()) as loaded:
        night = slept(loaded, memory)
        assert (night.days, night.interrupted, night.note) == (2, False, "")
        assert night.memories == ("The user's cat is called Tom.", "The user said: “I repaired my old bicycle today.”")
        days = {fact.at: fact.text for fact in memory.facts() if fact.kind == "day"}
        assert days[MONDAY.at] == "The user said: “My cat is called Tom.” “He is very fond of fish.”"
        before = memory.facts()
        assert slept(loaded, memory) == Slept()
        assert memory.facts() == before
        more = replace(TUESDAY, last=6, lines=(*TUESDAY.lines, Line("user", "My dog is called Rex.")))
        assert slept(loaded, memory, replace(ORDER, days=(MONDAY, more))).memories == ("The user's dog is called Rex.",)
        assert sum(fact.kind == "day" for fact in memory.facts()) == 2, "the day's summary was replaced"


def test_a_good_model_sums_up_and_its_inventions_are_dropped(memory: Memory) -> None:
    model = ScriptedModel(
        ["They talked ", "about Tom the cat. And th"], ["The user's cat Tom likes fish.\n", "The user lives in Rome."],
        ["They repaired a bicycle."], ["none"],
    )  # fmt: skip
    with engines(model) as loaded:
        night = slept(loaded, memory)
    assert night.memories[:2] == ("The user's cat is called Tom.", "The user's cat Tom likes fish.")
    assert not any("Rome" in fact.text for fact in memory.facts())
    assert {fact.text for fact in memory.facts() if fact.kind == "day"} == {
        "They talked about Tom the cat.",
        "They repaired a bicycle.",
    }


def test_a_server_is_not_asked_while_nobody_looks(memory: Memory) -> None:
    with engines(ScriptedModel(), "openai") as loaded:
        assert slept(loaded, memory).days == 2


def test_broken_off_it_keeps_whole_days_and_goes_on_the_next_time(memory: Memory) -> None:
    answers = [["They met a cat."], ["none"], ["They rode a bicycle."], ["none"]]
    with engines(ScriptedModel(*answers)) as loaded:
        first = slept(loaded, memory, woken_after=4)
    assert (first.days, first.interrupted) == (1, True)
    assert [fact.text for fact in memory.facts() if fact.kind == "day"] == ["They met a cat."]
    assert not any("bicycle" in fact.text for fact in memory.facts())
    with engines(ScriptedModel(*answers[2:])) as loaded:
        assert slept(loaded, memory).days == 1
    assert sum(fact.kind == "day" for fact in memory.facts()) == 2


def test_what_was_forgotten_does_not_come_back_by_sleep(memory: Memory) -> None:
    with engines(near_sighted()) as loaded:
        slept(loaded, memory)
        memory.forget_all()
        slept(loaded, memory)
    assert memory.facts() == []


def test_in_the_engine_process_she_digests_and_a_turn_wakes_her() -> None:
    days = tuple(replace(MONDAY, day=f"2026-10-{number:02}", last=number) for number in range(1, 31))
    with engine_child(FAKES) as (pipe, _):
        read_until(pipe, Ready)
        pipe.send(Sleep(AMELIE, "amelie", days))
        read_until(pipe, Dreaming)
        pipe.send(StartTurn(1, "Hello.", AMELIE))
        night = read_until(pipe, Slept)[-1]
        assert isinstance(night, Slept)
        assert isinstance(read_until(pipe, TurnDone)[-1], TurnDone)
        pipe.send(Sleep(AMELIE, "amelie", days))
        pipe.send(WakeUp())
        woken = read_until(pipe, Slept)[-1]
        pipe.send(Sleep(AMELIE, "amelie", days))
        rest = read_until(pipe, Slept)[-1]
        assert isinstance(woken, Slept) and isinstance(rest, Slept)
        assert night.days + woken.days + rest.days == 30
        pipe.send(Sleep(AMELIE, "amelie", days, learn=True))
        refused = read_until(pipe, Slept)[-1]
        assert isinstance(refused, Slept) and "transformers" in refused.note
    opened = Memory(memory_file())
    assert sum(fact.kind == "day" for fact in opened.facts()) == 30
    opened.close()


# ---- by heart


@pytest.fixture(scope="module")
def llama(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_model(tmp_path_factory.mktemp("llama"))


def load(folder: Path, **options: str) -> TransformersModel:
    chosen = (("hub_model", str(folder)), ("dtype", "float32"), *options.items())
    config = EngineConfig(llm="transformers", options=chosen, threads=1, offline=True)
    return TransformersModel(config, lambda _progress: None)


def hashes(folder: Path) -> dict[str, str]:
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in sorted(folder.iterdir())}


def scores(model: TransformersModel) -> Any:
    """Return the scores of the first token of an answer."""
    import torch

    with torch.no_grad():
        return model._model(torch.tensor([model._ids(ASK)])).logits[0, -1]


LESSON = ["Human: the sea is calm\nMia: I is the old pink rose", "Human: you is calm\nMia: the ship is old"]
ASK = [ChatMessage("user", "the sea is calm")]


def test_learning_lowers_the_loss_keeps_the_base_and_can_be_undone(llama: Path) -> None:
    before = hashes(llama)
    model = load(llama)
    plain = scores(model)
    learned = model.learn(LESSON * 4, lambda: False)
    assert learned is not None and learned.kept
    assert learned.after < 0.9 * learned.before
    assert (scores(model) == plain).all(), "what is loaded answers as before"
    model.close()
    assert hashes(llama) == before
    folder = adapter_folder(llama.name)
    assert sorted(file.suffix for file in folder.iterdir() if "model" in file.name) == [".safetensors"]
    model = load(llama)
    assert (scores(model) == plain).all(), "not wanted, not used"
    model.close()
    model = load(llama, learned="yes")
    assert (scores(model) != plain).any()
    again = model.learn(LESSON * 4, lambda: False)
    assert again is not None and again.before == pytest.approx(learned.after, rel=1e-3), "it goes on where it was"
    model.close()
    for file in folder.iterdir():
        file.unlink()
    model = load(llama, learned="yes")
    assert (scores(model) == plain).all(), "undone"
    model.close()


def test_learning_that_is_broken_off_leaves_what_was_there(llama: Path) -> None:
    model = load(llama)
    plain = scores(model)
    steps = iter([False, False, True])
    assert model.learn(LESSON * 4, lambda: next(steps)) is None
    assert not adapter_folder(llama.name).exists()
    assert (scores(model) == plain).all()
    model.close()


def test_a_night_learns_each_day_once(llama: Path, memory: Memory) -> None:
    model = load(llama)
    config = EngineConfig(llm="transformers")
    tell = lambda _progress: None  # noqa: E731
    with Engines(model, SilentVoice(config, tell), NeutralEmotions(config, tell), config) as loaded:
        night = slept(loaded, memory, replace(ORDER, learn=True))
        assert night.loss is not None and night.loss[1] < night.loss[0]
        assert memory.slept("amelie", MONDAY.day) == (2, 2)
        assert slept(loaded, memory, replace(ORDER, learn=True)).loss is None


def test_of_a_day_too_long_to_read_nothing_is_made_up(memory: Memory) -> None:
    day = replace(MONDAY, lines=(Line("assistant", "Sweet."), Line("user", "I went to the far sea today. " * 300)))
    model = ScriptedModel(["They talked about the stars."], ["none"])
    with engines(model) as loaded:
        slept(loaded, memory, replace(ORDER, days=(day,)))
    assert [fact.text for fact in memory.facts() if fact.kind == "day"] == [
        "The user said: “I went to the far sea today.”"
    ]


def test_a_damaged_adapter_is_named(tmp_path: Path) -> None:
    folder = make_model(tmp_path / "llama")
    kept = adapter_folder(folder.name)
    kept.mkdir(parents=True)
    config = {"peft_type": "LORA", "r": 8, "target_modules": ["q_proj"], "task_type": "CAUSAL_LM"}
    (kept / "adapter_config.json").write_text(json.dumps(config), encoding="utf-8")
    (kept / "adapter_model.safetensors").write_bytes(b"half a file")
    options = (("hub_model", str(folder)), ("learned", "yes"))
    with pytest.raises(CompanionError, match=r"What she learned by heart in .* undo it on the page Memory"):
        TransformersModel(EngineConfig(options=options), lambda _progress: None)


def test_what_was_forgotten_or_corrected_stays_so_in_her_sleep(memory: Memory) -> None:
    words = ("My cat is called Tom.", "My dog is called Rex.", "We went to the sea today.")
    for said in words:
        memory.learn(said, "Amelie")
    by_slot = {fact.slot.split()[0]: fact.id for fact in memory.facts()}
    memory.forget(by_slot["cat"])
    memory.forget(by_slot["event"])
    memory.change(by_slot["dog"], "The user's dog is called Max.")
    now = datetime.now() + timedelta(seconds=1)  # the talk goes on
    lines = tuple(Line("user", said) for said in (*words, "Good night."))
    day = TalkDay(date.today().isoformat(), now.timestamp(), 8, lines)
    with engines(near_sighted()) as loaded:
        assert slept(loaded, memory, replace(ORDER, days=(day,))).memories == ()
    assert [fact.text for fact in memory.facts() if fact.kind != "day"] == ["The user's dog is called Max."]
    assert memory.learn("My cat is called Tom.", "Amelie") == ["The user's cat is called Tom."], "told anew"
    memory.forget_all()
    with engines(near_sighted()) as loaded:
        slept(loaded, memory, replace(ORDER, days=(replace(day, last=9),)))
    assert [fact.text for fact in memory.facts() if fact.kind != "day"] == []
