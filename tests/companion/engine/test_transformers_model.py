"""Causal models of transformers: loading, precision, the converted copy, memory, stops, sampling, reading once."""

from __future__ import annotations

import os
import pickle
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tiny_models import make_model

from companion.engine import memory_room
from companion.engine.attempt import write_reply
from companion.engine.llm import converted
from companion.engine.llm.transformers_model import TransformersModel
from companion.errors import CompanionError
from companion.messages import EngineConfig, Line, Persona, Progress, Sampling, StartTurn
from companion.mind.prompt import ChatMessage
from no_room import room_for

ASK = [ChatMessage("system", "the sea is calm"), ChatMessage("user", "the ship is old")]


def quiet(_: Progress) -> None:
    """Drop progress."""


@pytest.fixture(autouse=True)
def own_models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Converted weights of tests must not stay."""
    monkeypatch.setattr(converted, "models_dir", lambda: tmp_path / "models")


def load(folder: Path, tell: Any = quiet, **options: str) -> TransformersModel:
    chosen = (("hub_model", str(folder)), *options.items())
    return TransformersModel(EngineConfig(llm="transformers", options=chosen, threads=1, offline=True), tell)


@pytest.fixture(scope="module")
def llama(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_model(tmp_path_factory.mktemp("llama"))


@pytest.fixture
def model(llama: Path) -> Iterator[TransformersModel]:
    engine = load(llama)
    yield engine
    engine.close()


def read(engine: TransformersModel, sampling: Sampling, prompt: Any = ASK) -> tuple[list[str], str]:
    pieces = []
    stream = engine.stream(prompt, sampling, lambda: False)
    while True:
        try:
            pieces.append(next(stream))
        except StopIteration as end:
            return pieces, end.value


@pytest.mark.parametrize("kind", ["llama", "gptj", "opt"])
@pytest.mark.parametrize("form", ["safetensors", "bin"])
def test_a_folder_of_any_architecture_loads(tmp_path: Path, kind: str, form: str) -> None:
    told: list[Progress] = []
    engine = load(make_model(tmp_path / kind, kind, chat=kind == "llama", pickle=form == "bin"), told.append)
    assert engine.name == kind
    assert engine.takes == (("chat", "text") if kind == "llama" else ("text",))
    assert any("Loading" in one.text and one.fraction is not None for one in told)
    pieces, ending = read(engine, Sampling(max_tokens=12, seed=1), "the sea is")
    assert "".join(pieces)
    assert ending in ("stop", "length")
    engine.close()


def test_second_load_reads_the_converted_copy_only(tmp_path: Path) -> None:
    folder = make_model(tmp_path / "opt", "opt", pickle=True)
    first = load(folder, dtype="bfloat16")
    said = read(first, Sampling(max_tokens=9, seed=1), "the sea")
    kept = converted.converted_folder(converted.find_source(str(folder), True, quiet), "bfloat16")
    assert sorted(file.suffix for file in kept.iterdir() if "model" in file.name) == [".safetensors"]
    # The weights are gone but for their name, size and date: a load that reads them fails.
    weights = folder / "pytorch_model.bin"
    state = weights.stat()
    weights.write_bytes(bytes(state.st_size))
    os.utime(weights, ns=(state.st_atime_ns, state.st_mtime_ns))
    assert read(load(folder, dtype="bfloat16"), Sampling(max_tokens=9, seed=1), "the sea") == said
    weights.write_bytes(bytes(state.st_size))  # another date is another file
    with pytest.raises(CompanionError, match="could not be loaded"):
        load(folder, dtype="bfloat16")


def test_weights_that_cannot_be_kept_cost_only_the_next_start(tmp_path: Path) -> None:
    folder = make_model(tmp_path / "opt", "opt", pickle=True)
    with room_for(16_000):  # enough for all but the weights
        model = load(folder, dtype="bfloat16")
    assert model.count_tokens("the sea") > 0
    model.close()
    kept = converted.converted_folder(converted.find_source(str(folder), True, quiet), "bfloat16")
    assert list(kept.parent.iterdir()) == []


def test_a_converted_copy_that_was_spoilt_is_made_anew(tmp_path: Path) -> None:
    folder = make_model(tmp_path / "old", pickle=True)
    load(folder, dtype="bfloat16").close()
    (copy,) = (tmp_path / "models" / "converted").iterdir()
    whole = (copy / "model.safetensors").read_bytes()
    (copy / "model.safetensors").write_bytes(b"")  # a power cut
    load(folder, dtype="bfloat16").close()
    assert (copy / "model.safetensors").read_bytes() == whole


def test_weights_as_they_are_wanted_are_not_copied(llama: Path, tmp_path: Path) -> None:
    load(llama, dtype="float32").close()
    assert not (tmp_path / "models").exists()
    engine = load(llama, dtype="float16")
    assert str(engine._model.dtype) == "torch.float16"
    assert (tmp_path / "models" / "converted").is_dir()


class Evil:
    """Pickles as a call that leaves a mark."""

    def __init__(self, mark: Path) -> None:
        self.mark = mark

    def __reduce__(self) -> tuple[Any, ...]:
        return (Path.touch, (self.mark,))


def test_a_pickle_runs_no_code(tmp_path: Path) -> None:
    folder = make_model(tmp_path / "opt", "opt", pickle=True)
    mark = tmp_path / "ran"
    (folder / "pytorch_model.bin").write_bytes(pickle.dumps(Evil(mark), protocol=2))
    with pytest.raises(CompanionError, match="could not be loaded"):
        load(folder)
    assert not mark.exists()


def test_too_big_a_model_is_refused_with_a_suggestion(llama: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory_room, "free_memory", lambda: 1_000_000)
    with pytest.raises(CompanionError, match=r"needs about .* GB of memory .* bfloat16 needs .*GGUF"):
        load(llama)


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda folder: folder, "config.json is missing"),
        (lambda folder: folder / "nowhere" / "x", "give a Hugging Face id"),
        (lambda folder: "nobody/no-such-model", "offline mode is on"),
        (lambda folder: "", "Choose a model"),
    ],
)
def test_a_wrong_name_is_told(tmp_path: Path, make: Any, words: str) -> None:
    with pytest.raises(CompanionError, match=words):
        load(make(tmp_path))


def test_damaged_weights_are_told(tmp_path: Path) -> None:
    folder = make_model(tmp_path / "llama")
    (folder / "model.safetensors").write_bytes(b"nonsense")
    with pytest.raises(CompanionError, match="could not be loaded"):
        load(folder)
    (folder / "config.json").write_text('{"model_type": "riddle"}', encoding="utf-8")
    with pytest.raises(CompanionError, match="could not be loaded"):
        load(folder)


def test_what_was_read_is_not_read_again(model: TransformersModel) -> None:
    read_lengths: list[int] = []
    inner = model._scores

    def scores(unread: list[int]) -> Any:
        read_lengths.append(len(unread))
        return inner(unread)

    model._scores = scores  # type: ignore[method-assign]
    whole, _ = read(model, Sampling(max_tokens=8, temperature=0))
    first = read_lengths[0]
    read_lengths.clear()
    longer = [*ASK, ChatMessage("assistant", "".join(whole)), ChatMessage("user", "you")]
    with_cache, _ = read(model, Sampling(max_tokens=8, temperature=0), longer)
    assert 0 < read_lengths[0] < first
    model._cache, model._read = None, []
    assert read(model, Sampling(max_tokens=8, temperature=0), longer)[0] == with_cache


def test_stops_act_on_the_text_of_tokens(model: TransformersModel, monkeypatch: pytest.MonkeyPatch) -> None:
    def says(*words: str) -> None:
        tokens = [model._tokenizer.convert_tokens_to_ids(word) for word in words]
        left = iter(tokens)
        monkeypatch.setattr(
            "companion.engine.llm.transformers_model.choose_token", lambda *_: next(left, model._tokenizer.eos_token_id)
        )

    def answer(stop: tuple[str, ...]) -> str:
        turn = StartTurn(1, "you", Persona("Mia"), (Line("user", "I"),), Sampling(stop=stop))
        return "".join(write_reply(model, turn, lambda: False))

    says("the", " ", "sea", " ", "Human", ":", " ", "old")  # "Human:" is two tokens
    assert answer(("Human:",)) == "the sea "
    says("the", " ", "Human", " ", "is", " ", "calm")
    assert answer(("Human:",)) == "the Human is calm"
    says("sea", "\n", "\n", "old")
    assert answer(("\n\n",)) == "sea"


def test_a_template_without_a_system_role_gets_it_with_the_first_message(llama: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(llama, tmp_path / "strict")
    template = (
        "{% for m in messages %}{% if m['role'] == 'system' %}{{ raise_exception('no system') }}{% endif %}"
        "{{ 'Human' if m['role'] == 'user' else 'sea' }} {{ m['content'] }}\n{% endfor %}"
    )
    (folder / "chat_template.jinja").write_text(template, encoding="utf-8")
    engine = load(folder)
    assert engine.show(ASK)[0] == "Human the sea is calm\n\nthe ship is old\n"
    calm, old = ASK
    she = ChatMessage("assistant", "is calm")
    assert (
        engine.show([calm, she, calm, old])[0]
        == "Human the sea is calm\nsea is calm\nHuman the sea is calm\n\nthe ship is old\n"
    )
    assert engine.show([old, she, calm])[0] == "Human the ship is old\nsea is calm\nHuman the sea is calm\n"


def test_a_template_that_begins_a_thought_says_so(llama: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(llama, tmp_path / "thinker")
    template = (
        "{% for m in messages %}{{ m['content'] }}\n{% endfor %}{% if add_generation_prompt %}<think>\n{% endif %}"
    )
    (folder / "chat_template.jinja").write_text(template, encoding="utf-8")
    engine = load(folder)
    assert read(engine, Sampling(max_tokens=3))[0][0] == "<think>"
    assert "<think>" not in read(engine, Sampling(max_tokens=3), "the sea")[0]
    engine.close()


def test_compression_without_its_package_is_told(llama: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import importlib.util

    monkeypatch.setattr(importlib.util, "find_spec", lambda *_: None)
    with pytest.raises(CompanionError, match="need the package bitsandbytes"):
        load(llama, quantization="4-bit")
