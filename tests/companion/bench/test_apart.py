"""Measurements one after the other, each in a process of its own; one that fails spoils no other."""

from __future__ import annotations

import os

import pytest

from companion import cli
from companion.bench.apart import measured
from companion.commands import bench
from companion.errors import CompanionError


def test_two_that_open_a_window_follow_one_another() -> None:
    processes = {int(figure.value) for _ in range(2) for figure in measured("a_window")}
    assert len(processes - {os.getpid()}) == 2


@pytest.mark.parametrize(("count", "said"), [(1, "There is no loudspeaker."), (2, "a_window broke off")])
def test_what_was_measured_before_it_failed_counts(count: int, said: str) -> None:
    figures = measured("a_window", count=count)
    assert next(figures).value == count
    with pytest.raises(CompanionError, match=said):
        next(figures)


def test_the_others_are_measured_nevertheless(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bench, "MEASUREMENTS", ("no_such_one", "measurement_that_works"))
    monkeypatch.setattr(
        bench,
        "measured",
        lambda module, *_: measured("a_window", count=1) if "no_such" in module else measured("a_window"),
    )
    assert cli.main(["bench"]) == 1
    told = capsys.readouterr()
    assert [line.split()[0] for line in told.out.splitlines()[1:]] == ["before", "process"]
    assert "There is no loudspeaker." in told.err
