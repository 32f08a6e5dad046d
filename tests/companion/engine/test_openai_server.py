"""The OpenAI-compatible engine against a real server on loopback."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from dataclasses import replace

import pytest

from companion.engine.llm.openai_server import OpenAIServer, server_models
from companion.errors import CompanionError
from companion.messages import EngineConfig, Progress, Sampling
from companion.mind.prompt import ChatMessage
from companion.server_address import is_private
from openai_compatible import ChatServer, chat_server

ASK = [ChatMessage("system", "Be Mia."), ChatMessage("user", "Hi")]


@pytest.fixture
def server() -> Iterator[ChatServer]:
    with chat_server() as running:
        yield running


def config(base_url: str, model: str = "", **options: str) -> EngineConfig:
    chosen = (("base_url", base_url), ("server_model", model), *options.items())
    return EngineConfig(llm="openai", options=chosen, api_key="key-1234")


def quiet(_: Progress) -> None:
    """Drop progress."""


def read(engine: OpenAIServer, sampling: Sampling | None = None) -> tuple[list[str], str]:
    pieces = []
    stream = engine.stream(ASK, sampling or Sampling(), lambda: False)
    while True:
        try:
            pieces.append(next(stream))
        except StopIteration as end:
            return pieces, end.value


def test_streams_and_sends_what_was_set(server: ChatServer) -> None:
    engine = OpenAIServer(config(server.base_url), quiet)
    assert engine.name == "first-model"
    assert read(engine, Sampling(temperature=0.5, top_p=0.3, max_tokens=50, frequency_penalty=0.5, seed=7)) == (
        server.pieces,
        "stop",
    )
    engine.close()
    request = server.requests[0]
    expected = {"model": "first-model", "temperature": 0.5, "top_p": 0.3, "max_tokens": 50, "seed": 7, "stream": True}
    assert {key: request[key] for key in expected} == expected
    assert request["frequency_penalty"] == 0.5
    assert request["messages"][0] == {"role": "system", "content": "Be Mia."}
    assert server.keys == ["Bearer key-1234"]


def test_cut_by_the_limit_is_told(server: ChatServer) -> None:
    server.finish = "length"
    engine = OpenAIServer(config(server.base_url, "m"), quiet)
    assert read(engine)[1] == "length"
    engine.close()


@pytest.mark.parametrize(
    ("status", "words"), [(401, "refuses the key"), (404, "does not know the model 'm'"), (400, "refused for the test")]
)
def test_errors_are_in_words_without_the_key(server: ChatServer, status: int, words: str) -> None:
    engine = OpenAIServer(config(server.base_url, "m"), quiet)
    server.status = status
    with pytest.raises(CompanionError, match=words) as caught:
        read(engine)
    assert "key-1234" not in str(caught.value)
    engine.close()


def test_no_server_is_told() -> None:
    with socket.socket() as taken:  # bound and not listening: a connection is refused
        taken.bind(("127.0.0.1", 0))
        with pytest.raises(CompanionError, match="No server answers"):
            OpenAIServer(config(f"http://127.0.0.1:{taken.getsockname()[1]}/v1"), quiet)


def test_silence_is_told(server: ChatServer) -> None:
    server.pause = 2.0
    engine = OpenAIServer(config(server.base_url, "m", timeout="0.2"), quiet)
    with pytest.raises(CompanionError, match=r"did not answer in time|broke off"):
        read(engine)
    engine.close()


def test_broken_stream_is_told(server: ChatServer) -> None:
    server.breaks_off = True
    engine = OpenAIServer(config(server.base_url, "m"), quiet)
    with pytest.raises(CompanionError, match="broke off"):
        read(engine)
    engine.close()


def test_bad_address_is_told() -> None:
    with pytest.raises(CompanionError, match="no server address"):
        OpenAIServer(config("localhost:8080"), quiet)


def test_offline_opens_no_socket(server: ChatServer, monkeypatch: pytest.MonkeyPatch) -> None:
    def guard(*_: object, **__: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket.socket, "connect", guard)
    monkeypatch.setattr(socket, "getaddrinfo", guard)
    with pytest.raises(CompanionError, match="Offline mode"):
        OpenAIServer(replace(config(server.base_url), offline=True), quiet)


def test_offline_a_server_on_this_computer_is_asked_where_that_is_allowed(server: ChatServer) -> None:
    engine = OpenAIServer(replace(config(server.base_url), offline=True, own_servers=True), quiet)
    assert read(engine)[0] == server.pieces
    engine.close()
    with pytest.raises(CompanionError, match="elsewhere"):
        OpenAIServer(replace(config("http://192.168.1.5/v1"), offline=True, own_servers=True), quiet)


def test_legacy_completions_send_the_text_prompt(server: ChatServer) -> None:
    engine = OpenAIServer(config(server.base_url, "curie", endpoint="completions"), quiet)
    assert engine.takes == ("text",)
    stream = engine.stream("Human: Hi\nMia:", Sampling(max_tokens=50), lambda: False)
    assert "".join(stream) == "".join(server.pieces)
    assert server.requests[0]["prompt"] == "Human: Hi\nMia:"
    assert "messages" not in server.requests[0]
    assert server.paths[-1].endswith("/v1/completions")
    engine.close()


def test_fields_a_server_does_not_know_are_left_out_from_then_on(server: ChatServer) -> None:
    engine = OpenAIServer(config(server.base_url, "m"), quiet)
    server.unknown_fields = {"top_k", "repeat_penalty", "max_tokens"}
    server.hint = "use max_completion_tokens"
    assert read(engine, Sampling(max_tokens=33))[0] == server.pieces
    accepted = server.requests[-1]
    assert accepted["max_completion_tokens"] == 33
    assert "repetition_penalty" in accepted
    assert not server.unknown_fields & accepted.keys()
    asked = len(server.requests)
    assert read(engine)[0] == server.pieces
    assert len(server.requests) == asked + 1, "it is remembered"
    engine.close()


def test_the_models_are_listed_and_errors_told(server: ChatServer) -> None:
    assert server_models(config(server.base_url, "any")) == ("first-model",)
    server.status = 401
    with pytest.raises(CompanionError, match="refuses the key"):
        server_models(config(server.base_url, "any"))
    with pytest.raises(CompanionError, match="Offline mode"):
        server_models(replace(config(server.base_url), offline=True))


@pytest.mark.parametrize(
    ("address", "private"),
    [
        ("http://127.0.0.1:8080/v1", True), ("http://localhost/v1", True), ("http://[::1]:5001", True),
        ("http://192.168.1.5:5001/v1", True), ("http://10.1.2.3", True), ("http://box.local/v1", True),
        ("http://nas/v1", True), ("https://api.openai.com/v1", False), ("https://oai.aihorde.example/v1", False),
        ("http://8.8.8.8/v1", False), ("nonsense", False), ("http://[", False),
    ],
)  # fmt: skip
def test_who_can_read_along_is_known_by_the_address(address: str, private: bool) -> None:
    assert is_private(address) is private


ODD_STREAM = (
    b": waiting\r\n\r\n"
    b'data: {"type": "ping"}\r\n\r\n'
    b'data: {"id": "1", "choices": null}\r\n\r\n'
    b'data: {"choices": [{"index": 0, "delta": {"role": "assistant", "content": null}}]}\r\n\r\n'
    b'data: {"choices": [{"delta": {"content": [{"type": "thinking", "thinking": "hm"}, '
    b'{"type": "text", "text": "Hello"}]}}]}\r\n\r\n'
    b'data: {"choices": [{"delta": {"content": " there.", "tool_calls": null}, "finish_reason": ""}]}\r\n\r\n'
    b'data: {"choices": [{"delta": null, "finish_reason": "length"}]}\r\n\r\n'
    b'data: {"choices": [], "usage": null}\r\n\r\n'
)


def test_an_odd_stream_is_read(server: ChatServer) -> None:
    server.body = ODD_STREAM
    engine = OpenAIServer(config(server.base_url, "m"), quiet)
    pieces, ending = read(engine)
    engine.close()
    assert ("".join(pieces), ending) == ("Hello there.", "length")


def test_a_server_without_streams_is_read_as_a_whole(server: ChatServer) -> None:
    server.body_kind = "application/json; charset=utf-8"
    engine = OpenAIServer(config(server.base_url, "m"), quiet)
    server.body = (
        b'{"choices": [{"message": {"role": "assistant", "content": "All at once."}, "finish_reason": "stop"}]}'
    )
    assert read(engine) == (["All at once."], "stop")
    server.body = b'{"error": "the model is being loaded"}'
    with pytest.raises(CompanionError, match="answered with an error: the model is being loaded"):
        read(engine)
    engine.close()


PAGE = b"<html>\r\n<head><title>502 Bad Gateway</title><style>p {}</style></head>\r\n<body><h1>nginx</h1></body></html>"


def test_a_web_page_is_no_answer_and_none_is_shown(server: ChatServer) -> None:
    server.body, server.body_kind = PAGE, "text/html"
    engine = OpenAIServer(config(server.base_url, "m"), quiet)
    with pytest.raises(CompanionError, match=r"answers with a web page; is the address complete"):
        read(engine)
    server.status = 422  # 502 would be asked for again and again
    with pytest.raises(CompanionError) as told:
        read(engine)
    assert str(told.value).endswith("answered with an error (422): 502 Bad Gateway nginx")
    engine.close()


def test_a_list_of_models_without_names_is_told(server: ChatServer) -> None:
    server.status, server.body, server.body_kind = 201, b'{"data": [{"name": "x"}]}', "application/json"
    with pytest.raises(CompanionError, match="lists no model; load one there"):
        OpenAIServer(config(server.base_url), quiet)
