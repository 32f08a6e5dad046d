"""Read a .moc3 file into named arrays."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from cubism_binding.core.errors import CubismError
from cubism_binding.moc3 import layout

Table = npt.NDArray[Any]


class Moc3FormatError(CubismError):
    """Say why bytes are not a .moc3 file that can be read."""


@dataclass(frozen=True)
class Canvas:
    """Hold the canvas: sizes and origin in pixels, `pixels_per_unit` pixels to one unit of the root space."""

    pixels_per_unit: float
    origin_x: float
    origin_y: float
    width: float
    height: float
    flags: int = 0


@dataclass
class Moc3:
    """Hold a whole file: `tables` maps a section's name (layout.py) to its array; runtime slots are left out."""

    version: int
    canvas: Canvas
    tables: dict[str, Table] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Table:
        return self.tables[name]

    def ids(self, table: str) -> list[str]:
        """Return the ids of a table ("part", "deformer", "mesh", "param", "glue") as text."""
        return [bytes(raw).split(b"\0")[0].decode("utf-8", "replace") for raw in self.tables[f"{table}.ids"]]


def read_version(data: bytes) -> int:
    """Return the file version 1..6; raise Moc3FormatError for anything else."""
    if len(data) < layout.HEADER_SIZE or data[:4] != layout.MAGIC:
        raise Moc3FormatError("This is not a .moc3 file: it does not begin with MOC3.")
    version = data[4]
    if not 1 <= version <= layout.LATEST_VERSION:
        raise Moc3FormatError(f"The .moc3 file has version {version}; versions 1 to {layout.LATEST_VERSION} are known.")
    if data[5] != 0:
        raise Moc3FormatError("The .moc3 file is big-endian; only little-endian files are supported.")
    return version


def read_moc(data: bytes) -> Moc3:
    """Parse the bytes of a .moc3 file; arrays are copies.

    Only the structure is checked (lint.py judges the content). Raises Moc3FormatError when a table does not fit.
    """
    version = read_version(data)
    sections = layout.sections(version)
    if len(data) < layout.count_table_offset(version) + layout.count_table_size(version) + layout.CANVAS_SIZE:
        raise Moc3FormatError("The .moc3 file is cut off: its tables are missing.")
    offsets = struct.unpack_from(f"<{len(sections) + 2}I", data, layout.HEADER_SIZE)
    names = layout.counters(version)
    if offsets[0] + 4 * len(names) > len(data) or offsets[1] + layout.CANVAS_SIZE > len(data):
        raise Moc3FormatError("The .moc3 file is cut off: the count table or the canvas lies beyond its end.")
    counts = dict(zip(names, struct.unpack_from(f"<{len(names)}I", data, offsets[0]), strict=True))
    canvas = Canvas(*struct.unpack_from("<5fB", data, offsets[1]))
    moc = Moc3(version, canvas)
    for section, offset in zip(sections, offsets[2:], strict=True):
        count = counts[section.counter]
        if offset + count * section.dtype.itemsize > len(data):
            raise Moc3FormatError(f"The .moc3 file is cut off: the table {section.name} lies beyond its end.")
        if section.kind != "rt8":
            moc.tables[section.name] = np.frombuffer(data, section.dtype, count, offset).copy()
    return moc
