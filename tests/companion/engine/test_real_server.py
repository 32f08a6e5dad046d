"""The OpenAI-compatible engine against a real server on loopback that serves the real small model."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator

import pytest

from companion.engine.attempt import write_reply
from companion.engine.llm.openai_server import OpenAIServer, server_models
from companion.messages import EngineConfig, Persona, Sampling, StartTurn
from companion.mind.persona import load_persona
from companion.models.download import path_of


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    import xllamacpp

    params = xllamacpp.CommonParams()
    params.model.path = str(path_of("smollm2-135m"))
    params.n_ctx, params.n_parallel, params.verbosity = 2048, 1, -1
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = 1
    params.hostnames, params.port, params.ui = ["127.0.0.1"], 0, False
    with tempfile.TemporaryDirectory():
        server = xllamacpp.Server(params)
        yield f"{server.listening_address}/v1"
    del server


def config(address: str, **options: str) -> EngineConfig:
    return EngineConfig(llm="openai", options=(("base_url", address), *options.items()))


def answer(engine: OpenAIServer, persona: Persona, text: str) -> str:
    turn = StartTurn(1, text, persona, (), Sampling(seed=3, max_tokens=40))
    return "".join(write_reply(engine, turn, lambda: False))


@pytest.mark.parametrize("endpoint", ["chat", "completions"])
def test_she_answers_through_both_kinds_of_request(address: str, endpoint: str) -> None:
    engine = OpenAIServer(config(address, endpoint=endpoint), lambda _: None)
    assert "SmolLM2" in engine.name
    said = answer(engine, load_persona("amelie"), "Hello, who are you?")
    assert "Amelie" in said
    assert "Human:" not in said
    engine.close()


def test_its_models_are_listed(address: str) -> None:
    assert len(server_models(config(address))) == 1
