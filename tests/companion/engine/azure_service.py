"""As much of Azure's speech service as the Speech SDK needs, on loopback: the list of voices, sound and visemes.

The real SDK speaks with it: HTTP for the list, a WebSocket (RFC 6455) with the service's messages for the sound.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import socketserver
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np

RATE = 24_000
VISEMES = ((0, 0), (1_000_000, 2), (3_000_000, 21), (4_000_000, 7), (6_000_000, 0))
"""Ticks of 100 ns and number: silence, a, lips together, u, silence."""

_VOICES = (
    ("en-US-AriaNeural", "en-US", ["angry", "cheerful", "sad"]),
    ("en-US-AvaMultilingualNeural", "en-US", []),
    ("ru-RU-SvetlanaNeural", "ru-RU", []),
)
_WEBSOCKET = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
_TEXT, _BINARY, _CLOSE = 1, 2, 8


class AzureService(socketserver.ThreadingTCPServer):
    """Notes ``keys`` and ``ssml``; ``status`` refuses everything, ``silent`` takes the text and never answers."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Connection)
        self.status = 200
        self.silent = False
        self.letters_a_second = 0.0
        """How fast it speaks; 0: every text takes a second."""
        self.keys: list[str] = []
        self.ssml: list[str] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


@contextmanager
def azure_service() -> Iterator[AzureService]:
    with AzureService() as service:
        thread = threading.Thread(target=service.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield service
        finally:
            service.shutdown()
            thread.join()


class _Connection(socketserver.StreamRequestHandler):
    server: AzureService

    def handle(self) -> None:
        # One request after another: the SDK reads no answer of a connection that is closed behind it.
        while lines := [line.decode() for line in iter(lambda: self.rfile.readline().strip(), b"")]:
            self._serve(lines)

    def _serve(self, lines: list[str]) -> None:
        headers = dict(line.split(": ", 1) for line in lines[1:] if ": " in line)
        self.server.keys.append(headers.get("Ocp-Apim-Subscription-Key", ""))
        if self.server.status != 200:
            self._answer(f"{self.server.status} Refused", b"")
        elif "Sec-WebSocket-Key" in headers:
            accepted = hashlib.sha1(headers["Sec-WebSocket-Key"].encode() + _WEBSOCKET).digest()
            self.wfile.write(
                b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                b"Sec-WebSocket-Accept: " + base64.b64encode(accepted) + b"\r\n\r\n"
            )
            self._talk()
        else:
            self._answer("200 OK", json.dumps([_voice(*voice) for voice in _VOICES]).encode())

    def _answer(self, status: str, body: bytes) -> None:
        head = f"HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        self.wfile.write(head.encode() + body)

    def _talk(self) -> None:
        while True:
            kind, data = self._receive()
            if kind in (_CLOSE, None):
                return
            head, _, body = data.decode(errors="replace").partition("\r\n\r\n")
            if kind == _TEXT and "Path:ssml" in head:
                self.server.ssml.append(body)
                if not self.server.silent:
                    self._speak(re.search(r"X-RequestId:(\w+)", head)[1])

    def _speak(self, request: str) -> None:
        self._tell(request, "turn.start", {"context": {"serviceTag": "test"}})
        self._tell(
            request, "response", {"context": {"serviceTag": "test"}, "audio": {"type": "inline", "streamId": "1"}}
        )
        marks = [
            {"Type": "Viseme", "Data": {"Offset": at, "VisemeId": n, "IsLastAnimation": True}} for at, n in VISEMES
        ]
        self._tell(request, "audio.metadata", {"Metadata": marks})
        fast, words = self.server.letters_a_second, re.sub(r"<[^>]*>", "", self.server.ssml[-1])
        length = round(RATE * len(words) / fast) if fast else RATE
        sound = (8000 * np.sin(2 * np.pi * 220 * np.arange(length) / RATE)).astype("<i2").tobytes()
        head = f"X-RequestId:{request}\r\nContent-Type:audio/x-wav\r\nX-StreamId:1\r\nPath:audio\r\n".encode()
        for place in range(0, len(sound) + 1, 9600):  # the last piece, an empty one, ends the sound
            self._send(_BINARY, struct.pack(">H", len(head)) + head + sound[place : place + 9600])
        self._tell(request, "turn.end", {})

    def _tell(self, request: str, path: str, body: object) -> None:
        head = f"X-RequestId:{request}\r\nContent-Type:application/json; charset=utf-8\r\nPath:{path}\r\n\r\n"
        self._send(_TEXT, head.encode() + json.dumps(body).encode())

    def _send(self, kind: int, data: bytes) -> None:
        length = bytes([len(data)]) if len(data) < 126 else b"\x7e" + struct.pack(">H", len(data))
        self.wfile.write(bytes([0x80 | kind]) + length + data)

    def _receive(self) -> tuple[int | None, bytes]:
        head = self.rfile.read(2)
        if len(head) < 2:
            return None, b""
        length = head[1] & 0x7F
        if length >= 126:
            size = 2 if length == 126 else 8
            length = int.from_bytes(self.rfile.read(size), "big")
        mask = self.rfile.read(4)
        data = np.frombuffer(self.rfile.read(length), np.uint8)
        return head[0] & 0x0F, (data ^ np.resize(np.frombuffer(mask, np.uint8), len(data))).tobytes()


def _voice(name: str, locale: str, styles: list[str]) -> dict[str, object]:
    return {
        "Name": f"Microsoft Server Speech Text to Speech Voice ({locale}, {name})",
        "DisplayName": name,
        "LocalName": name,
        "ShortName": name,
        "Gender": "Female",
        "Locale": locale,
        "LocaleName": locale,
        "StyleList": styles,
        "SampleRateHertz": "24000",
        "VoiceType": "Neural",
        "Status": "GA",
        "WordsPerMinute": "150",
    }
