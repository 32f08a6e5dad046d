"""Items are made while the reader works; errors arrive in order; closing ends everything."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import pytest

from companion.recording.ahead import Ahead


def test_items_come_in_order_and_are_made_before_they_are_asked_for() -> None:
    made = threading.Semaphore(0)

    def numbers() -> Iterator[int]:
        for number in range(5):
            made.release()
            yield number

    ahead = Ahead(numbers(), 2)
    assert made.acquire(timeout=5)
    assert made.acquire(timeout=5)
    assert list(ahead) == [0, 1, 2, 3, 4]
    assert list(ahead) == []
    ahead.close()


def test_an_error_comes_after_the_items_before_it() -> None:
    def numbers() -> Iterator[int]:
        yield 1
        raise KeyError("two")

    ahead = Ahead(numbers(), 3)
    assert next(ahead) == 1
    with pytest.raises(KeyError, match="two"):
        next(ahead)
    ahead.close()


def test_closing_early_closes_the_source_and_ends_the_thread() -> None:
    closed = []

    def numbers() -> Iterator[int]:
        try:
            while True:
                yield 0
        finally:
            closed.append(True)

    before = threading.active_count()
    ahead = Ahead(numbers(), 2)
    next(ahead)
    began = time.monotonic()
    ahead.close()
    assert time.monotonic() - began < 2.0
    assert closed == [True]
    assert threading.active_count() == before
    assert list(ahead) == []
