"""The lines of ``companion play``."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.errors import CompanionError
from companion.stage.line import LONGEST_LINE, Command, parse, place


def test_letter_and_argument_are_parted() -> None:
    assert parse(b"e Joy \r\n") == Command("e", "Joy")
    assert parse("tПривет".encode()) == Command("t", "Привет")
    assert parse(b"t" + b"x" * (LONGEST_LINE - 1) + b"\r\n").letter == "t"
    assert place("0.5,-1") == (0.5, -1.0)
    assert place("") == (None, None)


@pytest.mark.parametrize(
    "line", [b"", b"\r\n", b"\xff\xfe", b"zoo", b"e", b"q now", b"t" * (LONGEST_LINE + 1), "é".encode()]
)
def test_what_is_no_command_is_refused_in_one_line(line: bytes) -> None:
    with pytest.raises(CompanionError) as refused:
        parse(line)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("argument", ["1", "a,b", "nan,0", "0,inf", "1,2,3"])
def test_a_place_has_two_finite_numbers(argument: str) -> None:
    with pytest.raises(CompanionError):
        place(argument)


@given(st.binary(max_size=200))
def test_any_bytes_are_a_command_or_refused(line: bytes) -> None:
    try:
        command = parse(line)
    except CompanionError:
        return
    assert command.letter in "estmplrwq?"
    assert command.argument == command.argument.strip()
