"""Judge a .moc3 file before the Core sees it: the Core's own consistency check lets harmful files through.

The rules have ids (F1, K3, ...): F the file's structure, N numbers, I ids, P parameters, K keys and keyforms, T and W
the tree, M meshes, D draw order, G glue, C colours, B blend shapes, O offscreens, S hints at odd places.
"""

from __future__ import annotations

import math
import struct
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from cubism_binding.moc3 import layout
from cubism_binding.moc3.reader import Moc3FormatError, read_moc, read_version

_LARGEST = 64 * 1024 * 1024  # official files: up to 1 MB
_SMALLEST = 2176
_MOST_OBJECTS = 100_000
# Tables that hold numbers and not objects may be as long as the file is.
_NUMBERS = frozenset(
    ("partKeyforms", "warpKeyforms", "rotationKeyforms", "artMeshKeyforms", "positionFloats", "bandEntries", "keys",
     "uvFloats", "vertexIndices", "masks", "glueInfos", "glueKeyforms", "multiplyColors", "screenColors",
     "bsConstraintIndices", "bsConstraintValues", "offscreenKeyforms")
)  # fmt: skip
_NAMED = 4  # how many offenders a finding names
ERROR, WARNING = "error", "warning"
LINT_VERSION = 3
"""Raised with every change of the rules: verdicts on files that were given under other rules no longer count."""
BEARABLE = frozenset({"I3", "M1", "P1", "P2"})
"""Rules whose breach is a mistake in the file but does the Core and the renderer no harm."""

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Finding:
    """Report one broken rule: its id, "error" (do not load) or "warning", and what is wrong where."""

    rule: str
    level: str
    text: str

    def __str__(self) -> str:
        return f"{self.level} {self.rule}: {self.text}"


class Findings:
    """Collect findings; checks of many entries are folded into one that names the first offenders."""

    def __init__(self) -> None:
        self.found: list[Finding] = []

    def error(self, rule: str, text: str) -> None:
        """Report something that must not be loaded."""
        self.found.append(Finding(rule, ERROR, text))

    def warn(self, rule: str, text: str) -> None:
        """Report something odd but harmless."""
        self.found.append(Finding(rule, WARNING, text))

    def forbid(self, rule: str, bad: Mask, what: str, level: str = ERROR) -> None:
        """Report the entries where `bad` is set as one finding: "`what`: 0, 3, 4 and 9 more"."""
        where = np.flatnonzero(bad)
        if len(where):
            named, others = ", ".join(map(str, where[:_NAMED])), len(where) - _NAMED
            self.found.append(
                Finding(rule, level, f"{what}: {named} and {others} more" if others > 0 else f"{what}: {named}")
            )

    def broken(self, *rules: str) -> bool:
        """Return whether any of the rules (or any at all) was broken with an error."""
        return any(item.level == ERROR and (not rules or item.rule in rules) for item in self.found)


def lint(data: bytes, texture_count: int | None = None, latest_version: int = layout.LATEST_VERSION) -> list[Finding]:
    """Check the bytes of a .moc3 file against every rule; never raises for bad bytes.

    `texture_count` is the number of textures in model3.json (None: not known), `latest_version` the newest file
    version the Core reads. Structural errors end the check early: nothing behind them can be trusted.
    """
    from cubism_binding.moc3.lint_tables import check_tables

    findings = Findings()
    _check_structure(data, latest_version, findings)
    if findings.broken():
        return findings.found
    try:
        moc = read_moc(data)
    except Moc3FormatError as error:  # what the structure rules missed is still refused in words
        findings.error("F6", str(error))
        return findings.found
    check_tables(moc, texture_count, findings)
    return findings.found


def errors(findings: list[Finding]) -> list[Finding]:
    """Return only the errors."""
    return [item for item in findings if item.level == ERROR]


def harmful(findings: list[Finding]) -> list[Finding]:
    """Return only the findings that must keep a file from the Core."""
    return [item for item in errors(findings) if item.rule not in BEARABLE]


def _check_structure(data: bytes, latest: int, findings: Findings) -> None:
    size = len(data)
    if size < _SMALLEST or size % layout.ALIGNMENT or size > _LARGEST:
        findings.error("F1", f"the file has {size} bytes: not a multiple of 64 between {_SMALLEST} and {_LARGEST}")
        return
    try:
        version = read_version(data)
    except Moc3FormatError as error:
        findings.error("F3" if data[:4] == layout.MAGIC and data[5] and 1 <= data[4] <= 6 else "F2", str(error))
        return
    if version > latest:
        findings.error("F2", f"the file has version {version}; the Core reads up to {latest}")
        return
    count_start, table_size = layout.count_table_offset(version), layout.count_table_size(version)
    sections = layout.sections(version)
    offsets = struct.unpack_from(f"<{len(sections) + 2}I", data, layout.HEADER_SIZE)
    if offsets[0] < count_start or offsets[0] % 64 or offsets[1] < offsets[0] + table_size:
        findings.error("F4", f"the count table ({offsets[0]}) or the canvas ({offsets[1]}) lies where the Core writes")
        return
    if offsets[1] + layout.CANVAS_SIZE > size:
        findings.error("F6", "the canvas lies beyond the end of the file")
        return
    names = layout.counters(version)
    counts = dict(zip(names, struct.unpack_from(f"<{len(names)}I", data, offsets[0]), strict=True))
    _check_sections(data, version, offsets, counts, findings)
    canvas = struct.unpack_from("<5fB", data, offsets[1])
    if not all(math.isfinite(value) for value in canvas[:5]) or min(canvas[0], canvas[3], canvas[4]) <= 0:
        findings.error("F10", f"pixels per unit {canvas[0]}, width {canvas[3]} and height {canvas[4]} must be above 0")
    if canvas[5]:
        findings.warn("F10", f"the canvas flags are {canvas[5]}, not 0: the picture may be upside down")
    runtime = layout.HEADER_SIZE + 4 * layout.offset_entries(version)
    if any(data[6 : layout.HEADER_SIZE]) or any(data[runtime : offsets[0]]):
        findings.warn("F9", "the header's padding or the runtime area is not zero")


def _check_sections(
    data: bytes, version: int, offsets: tuple[int, ...], counts: dict[str, int], findings: Findings
) -> None:
    size = len(data)
    previous_end, previous = offsets[1] + layout.CANVAS_SIZE, "canvas"
    for section, offset in zip(layout.sections(version), offsets[2:], strict=True):
        width = section.dtype.itemsize
        length = counts[section.counter] * width
        if length > size:
            findings.error("F8", f"{section.name} would hold {counts[section.counter]} entries: more than the file")
            return
        if section.counter not in _NUMBERS and counts[section.counter] > _MOST_OBJECTS:
            findings.error("F8", f"{section.name} holds {counts[section.counter]} entries: more than any model has")
            return
        if offset < previous_end:
            findings.error("F5", f"{section.name} ({offset}) begins before the end of {previous} ({previous_end})")
            return
        if offset + length > size:
            findings.error("F6", f"{section.name} ends at {offset + length}, beyond the file's {size} bytes")
            return
        if offset % (8 if section.kind in ("rt8", "id64") else width):
            findings.error("F7", f"{section.name} begins at {offset}, which is not aligned for its numbers")
        elif offset % 64 and section.kind != "id64":
            findings.warn("F7", f"{section.name} begins at {offset}, not at a multiple of 64")
        if section.kind == "rt8" and any(data[offset : offset + length]):
            findings.warn("F9", f"the pointer slots {section.name} are not zero")
        previous_end, previous = offset + length, section.name
