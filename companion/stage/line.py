"""One line of ``companion play``: a letter and what follows it."""

from __future__ import annotations

import math
from dataclasses import dataclass

from companion.errors import CompanionError

LONGEST_LINE = 10_000
"""Bytes in a line, its end not counted."""

HELP = (
    "e<expression or emotion>, s<wav file>, t<text>, m<motion group>[,<number>], p<parameter>=<value> (empty: free), "
    "l<x>,<y> (alone: wherever she likes), r<file.mp4> (alone: stop recording), w<seconds> (alone: until she has "
    "finished), q, ?"
)


@dataclass(frozen=True, slots=True)
class Command:
    """A command: its ``letter``, and the text after it without blanks around it."""

    letter: str
    argument: str


def parse(line: bytes) -> Command:
    """Return the command in ``line``, with or without its end. Raises CompanionError with one sentence."""
    line = line.rstrip(b"\r\n")
    if len(line) > LONGEST_LINE:
        raise CompanionError(f"a line has at most {LONGEST_LINE} bytes")
    try:
        text = line.decode("utf-8").strip()
    except UnicodeDecodeError as error:
        raise CompanionError("this line is no UTF-8 text") from error
    if not text:
        raise CompanionError("the line is empty; ? lists the commands")
    command = Command(text[0], text[1:].strip())
    if command.letter not in "estmplrwq?":
        raise CompanionError(f"there is no command {command.letter!a}; ? lists them")
    if command.letter in "estm" and not command.argument:
        raise CompanionError(f"{command.letter} needs something after it; ? lists the commands")
    if command.letter in "q?" and command.argument:
        raise CompanionError(f"{command.letter} stands alone")
    return command


def place(argument: str) -> tuple[float | None, float | None]:
    """Return the place in "x,y"; (None, None) for an empty argument."""
    if not argument:
        return None, None
    across, comma, up = argument.partition(",")
    if not comma:
        raise CompanionError("l needs two numbers, as in l0.5,-0.2")
    return number(across), number(up)


def number(text: str) -> float:
    """Return a finite number."""
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise CompanionError(f"{text[:40]!a} is no number")
    return value
