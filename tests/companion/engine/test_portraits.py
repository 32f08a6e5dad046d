"""Portraits drawn by a server on loopback become a character of pictures."""

from __future__ import annotations

import base64
import io
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from PIL import Image

from companion.avatar.avatar import load_avatar
from companion.cli import main
from companion.engine.portraits import Studio, draw_portraits
from companion.errors import CompanionError
from companion.messages import EMOTIONS, EngineConfig


class ImageServer(ThreadingHTTPServer):
    """Answers each request with a picture of another grey, or with what ``answer`` holds."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Images)
        self.requests: list[tuple[str, str, bytes]] = []
        self.answer: bytes | None = None

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"


class _Images(BaseHTTPRequestHandler):
    server: ImageServer

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        self.server.requests.append((self.path, self.headers["authorization"], body))
        picture = io.BytesIO()
        Image.new("RGB", (64, 64), (20 * len(self.server.requests),) * 3).save(picture, "PNG")
        data = picture.getvalue() if self.server.answer is None else self.server.answer
        answer = json.dumps({"created": 1, "data": [{"b64_json": base64.b64encode(data).decode()}]}).encode()
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, format: str, *args: object) -> None:
        """Be quiet."""


@contextmanager
def image_server() -> Iterator[ImageServer]:
    server = ImageServer()
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_seven_portraits_become_a_character(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "nora"
    folder.mkdir()
    monkeypatch.setenv("COMPANION_API_KEY", "key-1234")
    Image.new("RGB", (64, 64), "#ff0000").save(folder / "anger.png")
    with image_server() as server:
        command = ["avatar", "draw", "Nora, silver hair", "--out", str(folder), "--server", server.base_url]
        assert main([*command, "--size", "512x512"]) == 0
        assert main(command) == 0
        assert len(server.requests) == 6, "what is there is neither drawn again nor replaced"
        first = json.loads(server.requests[0][2])
        assert server.requests[0][1] == "Bearer key-1234"
    told = capsys.readouterr()
    assert Path(told.out.splitlines()[0]).stem == "neutral"
    assert "key-1234" not in told.out + told.err
    assert first["size"] == "512x512"
    assert "Nora, silver hair" in first["prompt"]
    assert Image.open(folder / "anger.png").getpixel((5, 5)) == (255, 0, 0)
    avatar = load_avatar(folder)
    assert {name.lower() for name in avatar.expression_names} >= set(EMOTIONS) - {"neutral"}
    avatar.close()


def test_other_faces_can_be_made_out_of_the_first(tmp_path: Path) -> None:
    with image_server() as server:
        studio = Studio(server.base_url, "gpt-image-1", edits=True)
        assert len(list(draw_portraits("Nora", tmp_path / "n", studio, EngineConfig(api_key="k")))) == 7
        paths = [path for path, _key, _body in server.requests]
        assert paths == ["/v1/images/generations", *["/v1/images/edits"] * 6]
        assert (tmp_path / "n" / "neutral.png").stat().st_size > 0
        assert b"PNG" in server.requests[1][2], "the first picture goes with the wish"


def test_what_is_no_picture_leaves_nothing_behind(tmp_path: Path) -> None:
    with image_server() as server:
        server.answer = b"no picture at all"
        with pytest.raises(CompanionError, match=r"no picture"):
            list(draw_portraits("Nora", tmp_path / "n", Studio(server.base_url), EngineConfig()))
        assert list((tmp_path / "n").iterdir()) == []
        with pytest.raises(CompanionError, match=r"Offline"):
            list(draw_portraits("Nora", tmp_path / "n", Studio(server.base_url), EngineConfig(offline=True)))
    with pytest.raises(CompanionError, match=r"who is to be drawn"):
        list(draw_portraits(" ", tmp_path / "n", Studio(server.base_url), EngineConfig()))
