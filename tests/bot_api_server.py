"""A small Bot API server on the loopback: what Telegram's does for a bot, and on demand what it does on a bad day.

Tests write to the bot with ``write``, ``record``, ``press`` and so on, and find what it sent in ``sent``.
"""

from __future__ import annotations

import itertools
import json
import threading
import time
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from email import message_from_bytes
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, unquote

TOKEN = "424242:AAsecretsecretsecretsecretsecret-_x"
NAME = "amelie_bot"


@dataclass(frozen=True)
class Sent:
    """One call of the bot: its fields as texts, its files as bytes."""

    method: str
    fields: dict[str, str]
    files: dict[str, bytes] = field(default_factory=dict)
    at: float = 0.0

    @property
    def chat(self) -> int:
        return int(self.fields["chat_id"])

    @property
    def text(self) -> str:
        return self.fields.get("text", "")


@dataclass(frozen=True)
class Fault:
    """An answer other than the right one: a status, and with 429 the seconds to wait; status 0 hangs up."""

    status: int
    retry_after: int = 0
    description: str = "on purpose"


class BotApiServer:
    """Runs while the ``with`` block lasts; ``address`` is for the setting telegram.api."""

    def __init__(self, port: int = 0) -> None:
        """Listen on ``port``; 0: on any that is free."""
        self.sent: list[Sent] = []
        self.calls: list[Sent] = []
        self.offsets: list[int] = []
        self._updates: list[dict[str, Any]] = []
        self._files: dict[str, bytes] = {}
        self._faults: defaultdict[str, deque[Fault]] = defaultdict(deque)
        self._held: dict[str, threading.Event] = {}
        self._numbers = itertools.count(1000)
        self._ids = itertools.count(1)
        self._changed = threading.Condition()
        self._ended = False
        owner = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                owner._serve(self)

            do_GET = do_POST  # noqa: N815

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
        self._server.daemon_threads = True
        self.address = f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> BotApiServer:
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        with self._changed:
            self._ended = True
            self._changed.notify_all()
        for event in self._held.values():
            event.set()
        self._server.shutdown()
        self._server.server_close()

    # ---- what users do

    def write(self, text: str, chat: int = 1, **more: Any) -> int:
        """Send a text; returns the message's number."""
        return self.send(chat, text=text, **more)

    def record(self, data: bytes, chat: int = 1, *, seconds: int = 3, size: int | None = None) -> int:
        """Send a voice message; an MP4 is sent as a round video."""
        file = f"file-{next(self._ids)}"
        self._files[file] = data
        if data[4:8] == b"ftyp":
            video = {"file_id": file, "file_unique_id": file, "duration": seconds, "length": 64}
            return self.send(chat, video_note=video | {"file_size": len(data)})
        voice = {"file_id": file, "file_unique_id": file, "duration": seconds, "mime_type": "audio/ogg"}
        return self.send(chat, voice=voice | {"file_size": len(data) if size is None else size})

    def send(self, chat: int, *, language: str = "en", kind: str = "private", **content: Any) -> int:
        """Send any message; ``content`` are the fields of the Message."""
        number = next(self._ids)
        message = {
            "message_id": number,
            "date": int(time.time()),
            "chat": {"id": chat if kind == "private" else -chat, "type": kind, "first_name": "U"},
            "from": {"id": chat, "is_bot": False, "first_name": "U", "language_code": language},
            **content,
        }
        self._push({"message": message})
        return number

    def edit(self, number: int, text: str, chat: int = 1) -> None:
        """Change a message that was sent."""
        self._push(
            {
                "edited_message": {
                    "message_id": number,
                    "date": int(time.time()),
                    "edit_date": int(time.time()),
                    "chat": {"id": chat, "type": "private", "first_name": "U"},
                    "from": {"id": chat, "is_bot": False, "first_name": "U"},
                    "text": text,
                }
            }
        )

    def press(self, data: str, chat: int = 1, *, number: int = 1, language: str = "en") -> None:
        """Press a button below the bot's message ``number``."""
        user = {"id": chat, "is_bot": False, "first_name": "U", "language_code": language}
        message = {
            "message_id": number,
            "date": int(time.time()),
            "chat": {"id": chat, "type": "private", "first_name": "U"},
            "from": {"id": 424242, "is_bot": True, "first_name": "Amelie"},
            "text": "?",
        }
        press = {"id": str(next(self._ids)), "from": user, "chat_instance": "1", "data": data, "message": message}
        self._push({"callback_query": press})

    def repeat_last(self) -> None:
        """Hand the last update out once more, as if its confirmation had been lost."""
        with self._changed:
            self._updates.append(self._last)
            self._changed.notify_all()

    def _push(self, update: dict[str, Any]) -> None:
        with self._changed:
            self._last = {"update_id": next(self._numbers), **update}
            self._updates.append(self._last)
            self._changed.notify_all()

    # ---- bad days

    def fail(self, method: str, *faults: Fault) -> None:
        """Answer the next calls of ``method`` so."""
        self._faults[method].extend(faults)

    def hold(self, method: str) -> threading.Event:
        """Let calls of ``method`` wait, unanswered and without effect, until the event is set."""
        self._held[method] = threading.Event()
        return self._held[method]

    # ---- what tests see

    def wait(self, true: Callable[[], bool], what: str, seconds: float = 120.0) -> None:
        """Wait until ``true``; fails with what was sent."""
        with self._changed:
            if not self._changed.wait_for(true, seconds):
                sent = [(one.method, one.fields) for one in self.sent]
                raise AssertionError(f"{what} never happened; sent: {sent}; calls: {[c.method for c in self.calls]}")

    def of(self, chat: int, method: str = "") -> list[Sent]:
        """Return what a chat got."""
        return [one for one in self.sent if one.chat == chat and method in ("", one.method)]

    def wait_for(self, count: int, chat: int = 1, method: str = "") -> list[Sent]:
        """Wait until a chat got so much, and return it."""
        self.wait(lambda: len(self.of(chat, method)) >= count, f"{count} x {method or 'anything'} to chat {chat}")
        return self.of(chat, method)

    def actions(self, chat: int = 1) -> list[str]:
        """Return what a chat was shown of the bot's doing, without repetitions."""
        shown = [one.fields["action"] for one in self.calls if one.method == "sendChatAction" and one.chat == chat]
        return [action for action, _ in itertools.groupby(shown)]

    @property
    def unconfirmed(self) -> int:
        """How many updates the bot has not confirmed."""
        return len(self._updates)

    # ---- the protocol

    def _serve(self, request: BaseHTTPRequestHandler) -> None:
        data = request.rfile.read(int(request.headers.get("Content-Length") or 0))
        path = unquote(request.path.split("?")[0])
        if path.startswith(f"/file/bot{TOKEN}/"):
            body = self._files.get(path.rpartition("/")[2])
            self._reply(request, 404 if body is None else 200, body or b"", "application/octet-stream")
            return
        prefix = f"/bot{TOKEN}/"
        if not path.startswith(prefix):
            self._json(request, 401, {"ok": False, "error_code": 401, "description": "Unauthorized"})
            return
        method = path.removeprefix(prefix)
        call = self._parsed(method, request.headers.get("Content-Type") or "", data)
        with self._changed:
            self.calls.append(call)
            self._changed.notify_all()
        held = self._held.get(method)
        if held is not None:
            held.wait(120)
        if self._faults[method]:
            self._fail(request, self._faults[method].popleft())
            return
        if method == "getUpdates":
            result: Any = self._get_updates(call)
        else:
            result = self._do(call)
        self._json(request, 200, {"ok": True, "result": result})

    def _parsed(self, method: str, kind: str, data: bytes) -> Sent:
        if not kind.startswith("multipart/"):
            return Sent(method, dict(parse_qsl(data.decode(), keep_blank_values=True)), at=time.monotonic())
        fields, files = {}, {}
        for part in message_from_bytes(b"Content-Type: " + kind.encode() + b"\r\n\r\n" + data).get_payload():
            name = part.get_param("name", header="content-disposition")
            content = part.get_payload(decode=True)
            if part.get_filename() is None:
                fields[name] = content.decode()
            else:
                files[name] = content
        # A field may point to its file: "attach://NAME".
        for name, value in list(fields.items()):
            if value.startswith("attach://"):
                files[name] = files.pop(value.removeprefix("attach://"))
        return Sent(method, fields, files, time.monotonic())

    def _get_updates(self, call: Sent) -> list[dict[str, Any]]:
        offset = int(call.fields.get("offset") or 0)
        with self._changed:
            self.offsets.append(offset)
            self._updates = [one for one in self._updates if one["update_id"] >= offset]
            self._changed.notify_all()
            self._changed.wait_for(lambda: self._updates or self._ended, float(call.fields.get("timeout") or 0))
            return list(self._updates)

    def _do(self, call: Sent) -> Any:
        if call.method == "getMe":
            return {"id": 424242, "is_bot": True, "first_name": "Amelie", "username": NAME}
        if call.method == "getFile":
            name = call.fields["file_id"]
            size = len(self._files[name])
            return {"file_id": name, "file_unique_id": name, "file_size": size, "file_path": f"voice/{name}"}
        if call.method not in ("sendMessage", "sendVideoNote", "sendVoice", "sendVideo", "editMessageText"):
            return True  # deleteWebhook, setMyCommands, sendChatAction, answerCallbackQuery
        with self._changed:
            self.sent.append(call)
            self._changed.notify_all()
        message: dict[str, Any] = {
            "message_id": next(self._ids),
            "date": int(time.time()),
            "chat": {"id": call.chat, "type": "private", "first_name": "U"},
        }
        return message | ({"text": call.text} if call.text else {})

    def _fail(self, request: BaseHTTPRequestHandler, fault: Fault) -> None:
        if not fault.status:
            request.close_connection = True
            request.connection.close()
            return
        answer: dict[str, Any] = {"ok": False, "error_code": fault.status, "description": fault.description}
        if fault.retry_after:
            answer["parameters"] = {"retry_after": fault.retry_after}
        self._json(request, fault.status, answer)

    def _json(self, request: BaseHTTPRequestHandler, status: int, answer: dict[str, Any]) -> None:
        self._reply(request, status, json.dumps(answer).encode(), "application/json")

    @staticmethod
    def _reply(request: BaseHTTPRequestHandler, status: int, body: bytes, kind: str) -> None:
        try:
            request.send_response(status)
            request.send_header("Content-Type", kind)
            request.send_header("Content-Length", str(len(body)))
            request.end_headers()
            request.wfile.write(body)
        except OSError:  # the bot was killed
            request.close_connection = True
