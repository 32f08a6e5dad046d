"""The OpenAI-compatible engine against a real server on loopback that serves the real small model."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator

import pytest

from companion.engine.llm.llama_cpp import LlamaCpp
from companion.engine.llm.openai_server import OpenAIServer, server_models
from companion.messages import EngineConfig, Sampling
from companion.mind.persona import load_persona
from companion.mind.prompt import PromptFormat, build_prompt
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


@pytest.mark.parametrize("endpoint", ["chat", "completions"])
def test_the_server_says_what_the_same_model_says_here(address: str, endpoint: str) -> None:
    server = OpenAIServer(config(address, endpoint=endpoint), lambda _: None)
    assert "SmolLM2" in server.name
    here = LlamaCpp(EngineConfig(threads=1), lambda _: None)
    form: PromptFormat = "chat" if endpoint == "chat" else "raw"
    prompt = build_prompt(load_persona("amelie"), (), "Who are you?", here.count_tokens, 1500, form=form)
    likeliest = Sampling(temperature=0.0, repetition_penalty=1.0, max_tokens=24)
    said = ["".join(model.stream(prompt, likeliest, lambda: False)) for model in (server, here)]
    assert said[0] == said[1]
    assert len(said[0].split()) > 3
    for model in (server, here):
        model.close()


def test_its_models_are_listed(address: str) -> None:
    assert len(server_models(config(address))) == 1
