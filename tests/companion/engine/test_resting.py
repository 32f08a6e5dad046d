"""A model that rests when idle: gone from memory, back with the next call, never freed while it writes."""

from __future__ import annotations

import threading
import time

from scripted_model import ScriptedModel

from companion.engine.llm.resting import RestingModel
from companion.engine.registry import create_llm
from companion.messages import EngineConfig, Sampling


class Freed(ScriptedModel):
    """Notes that it was freed."""

    def __init__(self) -> None:
        super().__init__(["One", " two"], ["Three"])
        self.freed = False

    def close(self) -> None:
        self.freed = True


def wait_until_resting(model: RestingModel) -> None:
    end = time.monotonic() + 10
    while not model.is_resting:
        assert time.monotonic() < end
        time.sleep(0.005)


def test_it_leaves_memory_when_idle_and_comes_back() -> None:
    made: list[Freed] = []

    def load() -> Freed:
        made.append(Freed())
        return made[-1]

    model = RestingModel(load, 0.02)
    wait_until_resting(model)
    assert [one.freed for one in made] == [True]
    assert list(model.stream([], Sampling(), lambda: False)) == ["One", " two"]
    assert len(made) == 2
    wait_until_resting(model)
    assert model.count_tokens("a b") == 2
    model.close()
    assert all(one.freed for one in made)
    assert not [thread for thread in threading.enumerate() if isinstance(thread, threading.Timer)]


def test_it_stays_while_it_writes() -> None:
    made = Freed()
    model = RestingModel(lambda: made, 0.01)
    stream = model.stream([], Sampling(), lambda: False)
    assert next(stream) == "One"
    time.sleep(0.1)  # ten times as long as it may be idle
    assert not made.freed
    assert next(stream) == " two"
    stream.close()
    wait_until_resting(model)
    assert made.freed
    model.close()


def test_only_local_models_rest() -> None:
    config = EngineConfig(llm="echo", options=(("unload_minutes", "5"),))
    assert not isinstance(create_llm(config, lambda _: None), RestingModel)
