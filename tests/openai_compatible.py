"""A small server with OpenAI's protocols on loopback: streamed chat, transcriptions, speech, and errors on demand."""

from __future__ import annotations

import json
import struct
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import numpy as np


class ChatServer(ThreadingHTTPServer):
    """Answers with ``pieces``; ``status`` makes it refuse, ``breaks_off`` makes it hang up in the middle."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answer)
        self.pieces = ["Hello", " there.", " I am", " well."]
        self.finish = "stop"
        self.status = 200
        self.breaks_off = False
        self.spoils = False  # sends what is no JSON in the middle of its answer
        self.pause = 0.0
        self.requests: list[dict[str, Any]] = []
        self.transcript = " The sea is calm today. "
        self.uploads: list[bytes] = []
        self.sound = b""  # what audio.speech answers; empty: a murmur as long as the text, in the format asked for
        self.sound_kind = "audio/wav"
        self.keys: list[str] = []
        self.paths: list[str] = []
        self.unknown_fields: set[str] = set()  # refused by name, as strict servers do
        self.hint = ""
        self.body = b""  # sent as it is instead of any answer
        self.body_kind = "text/event-stream"

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"


@contextmanager
def chat_server() -> Iterator[ChatServer]:
    server = ChatServer()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _Answer(BaseHTTPRequestHandler):
    server: ChatServer

    def log_message(self, format: str, *args: Any) -> None:
        """Keep the test's output clean."""

    def do_GET(self) -> None:
        if self._refused():
            return
        self._json(200, {"object": "list", "data": [{"id": "first-model", "object": "model"}]})

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        body = self.rfile.read(length)
        if self.path.endswith("/audio/transcriptions"):
            self.server.uploads.append(body)
        else:
            self.server.requests.append(json.loads(body))
        self.server.keys.append(self.headers["Authorization"])
        self.server.paths.append(self.path)
        if self._refused():
            return
        unknown = self.server.unknown_fields & self.server.requests[-1].keys() if self.server.requests else set()
        if unknown:
            complaint = f"Unknown fields: {sorted(unknown)}; {self.server.hint}"
            self._json(400, {"error": {"message": complaint, "type": "invalid_request_error"}})
            return
        if self.server.body:
            self._body(self.server.body, self.server.body_kind)
            return
        if self.path.endswith("/audio/transcriptions"):
            self._json(200, {"text": self.server.transcript})
            return
        if self.path.endswith("/audio/speech"):
            asked = self.server.requests[-1]
            self._body(self.server.sound or murmur(asked["input"], asked["response_format"]), self.server.sound_kind)
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        if self.server.breaks_off:
            self.send_header("Content-Length", "100000")  # promises more than will come
        self.end_headers()
        for piece in self.server.pieces:
            self._chunk({"content": piece}, None)
            if self.server.spoils:
                self.wfile.write(b'data: {"choices": [{"delta": \n\n')
            time.sleep(self.server.pause)
        if self.server.breaks_off:
            return
        self._chunk({}, self.server.finish)
        self.wfile.write(b"data: [DONE]\n\n")

    def _chunk(self, delta: dict[str, str], finish: str | None) -> None:
        legacy = not self.path.endswith("/chat/completions")
        part = {"text": delta.get("content", "")} if legacy else {"delta": delta}
        chunk = {
            "id": "1",
            "object": "text_completion" if legacy else "chat.completion.chunk",
            "created": 1,
            "model": "first-model",
            "choices": [{"index": 0, **part, "finish_reason": finish}],
        }
        try:
            self.wfile.write(b"data: " + json.dumps(chunk).encode() + b"\n\n")
            self.wfile.flush()
        except OSError:  # the client hung up: a cancelled turn
            self.close_connection = True

    def _refused(self) -> bool:
        if self.server.status == 200:
            return False
        if self.server.body:
            self._body(self.server.body, self.server.body_kind, self.server.status)
            return True
        self._json(self.server.status, {"error": {"message": "refused for the test", "type": "test"}})
        return True

    def _json(self, status: int, value: Any) -> None:
        self._body(json.dumps(value).encode(), "application/json", status)

    def _body(self, body: bytes, kind: str, status: int = 200) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def murmur(text: str, kind: str) -> bytes:
    """Return 24 kHz sound, 60 ms for each letter: wav with the endless length that streaming servers write, or pcm."""
    t = np.arange(24_000 * 6 * len(text) // 100) / 24_000
    raw = (8000 * np.sin(2 * np.pi * 180 * t) * np.sin(2 * np.pi * 2 * t) ** 2).astype("<i2").tobytes()
    if kind == "pcm":
        return raw
    header = struct.pack("<4sI4s4sIHHIIHH", b"RIFF", 0xFFFFFFFF, b"WAVE", b"fmt ", 16, 1, 1, 24_000, 48_000, 2, 16)
    return header + b"data" + struct.pack("<I", 0xFFFFFFFF) + raw
