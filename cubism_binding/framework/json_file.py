"""Read a model's JSON files; wrong shapes become one sentence that names the file and the place."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from cubism_binding.core.errors import CubismError

_GREATEST = 1e12
_LARGEST = 64 * 2**20  # bytes; the largest real motion files are far below 1 MB


def _is_number(value: object) -> bool:
    """Say whether a value is a number a model can mean: not NaN, and small enough never to overflow later."""
    return isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) <= _GREATEST


class Node:
    """A JSON object with typed access; a missing key or null gives the default, a wrong type a CubismError."""

    def __init__(self, data: dict[str, Any], place: str) -> None:
        self.data = data
        self.place = place

    def _given(self, key: str, default: object) -> Any:
        value = self.data.get(key)
        return default if value is None else value

    def number(self, key: str, default: float = 0.0) -> float:
        """Return a finite number."""
        value = self._given(key, default)
        if not _is_number(value):
            raise self.wrong(key, "a number")
        return float(value)

    def optional_number(self, key: str) -> float | None:
        """Return a finite number, or None when the key is missing."""
        return None if self.data.get(key) is None else self.number(key)

    def optional_duration(self, key: str) -> float | None:
        """Return seconds, or None when the key is missing or negative, which the format takes for missing."""
        value = self.optional_number(key)
        return None if value is None or value < 0 else value

    def text(self, key: str, default: str = "") -> str:
        """Return a text."""
        value = self._given(key, default)
        if not isinstance(value, str):
            raise self.wrong(key, "a text")
        return value

    def flag(self, key: str) -> bool:
        """Return a truth value, false when missing."""
        value = self._given(key, False)
        if not isinstance(value, bool):
            raise self.wrong(key, "true or false")
        return value

    def node(self, key: str) -> Node:
        """Return an object, empty when missing."""
        value = self.data.get(key) or {}
        if not isinstance(value, dict):
            raise self.wrong(key, "an object")
        return Node(value, f"{self.place}, {key}")

    def nodes(self, key: str) -> list[Node]:
        """Return a list of objects, empty when missing."""
        items = self.items(key)
        if not all(isinstance(item, dict) for item in items):
            raise self.wrong(key, "a list of objects")
        return [Node(item, f"{self.place}, {key} {number}") for number, item in enumerate(items, 1)]

    def texts(self, key: str) -> list[str]:
        """Return a list of texts, empty when missing."""
        items = self.items(key)
        if not all(isinstance(item, str) for item in items):
            raise self.wrong(key, "a list of texts")
        return items

    def numbers(self, key: str) -> list[float]:
        """Return a list of finite numbers, empty when missing."""
        items = self.items(key)
        if not all(map(_is_number, items)):
            raise self.wrong(key, "a list of numbers")
        return [float(item) for item in items]

    def items(self, key: str) -> list[Any]:
        """Return a list of anything, empty when missing."""
        value = self.data.get(key)
        if value is None:
            return []
        if not isinstance(value, list):
            raise self.wrong(key, "a list")
        return value

    def wrong(self, key: str, expected: str) -> CubismError:
        """Return the error to raise for a value that is not what it must be."""
        return CubismError(f"{self.place}: {key} must be {expected}.")


def read_json(path: Path) -> Node:
    """Read a JSON file whose top is an object, in UTF-8 with or without a byte order mark."""
    try:
        if path.stat().st_size > _LARGEST:
            raise CubismError(f"{path} is too large to be a Live2D JSON file.")
        text = path.read_text("utf-8-sig")
        if not text.strip():
            raise CubismError(f"{path} is empty.")
        data = json.loads(text)
    except OSError as error:
        raise CubismError(f"{path} cannot be read: {error.strerror or error}.") from error
    except (ValueError, RecursionError) as error:
        raise CubismError(f"{path} is not valid JSON: {error}.") from error
    if not isinstance(data, dict):
        raise CubismError(f"{path} is not a Live2D JSON file: its top is not an object.")
    return Node(data, str(path))
