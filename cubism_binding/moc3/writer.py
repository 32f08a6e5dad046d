"""Write named arrays as a .moc3 file, laid out as official exports are."""

from __future__ import annotations

import struct

import numpy as np

from cubism_binding.moc3 import layout
from cubism_binding.moc3.reader import Moc3, Moc3FormatError


def _aligned(offset: int) -> int:
    return -(-offset // layout.ALIGNMENT) * layout.ALIGNMENT


def table_counts(moc: Moc3) -> dict[str, int]:
    """Return every counter's value from the lengths of the tables; raise Moc3FormatError where they disagree."""
    counts: dict[str, int] = {}
    for section in layout.sections(moc.version):
        if section.kind == "rt8":
            continue
        if section.name not in moc.tables:
            raise Moc3FormatError(f"The table {section.name} is missing: version {moc.version} needs it.")
        length = len(moc.tables[section.name])
        if counts.setdefault(section.counter, length) != length:
            raise Moc3FormatError(
                f"The table {section.name} has {length} entries where its neighbours have {counts[section.counter]}."
            )
    return counts


def write_moc(moc: Moc3) -> bytes:
    """Serialise tables to bytes: sections in order, 64-byte aligned, ids right behind their runtime slots.

    Raises Moc3FormatError when a table is missing, lengths disagree or an id is longer than 63 bytes.
    """
    if not 1 <= moc.version <= layout.LATEST_VERSION:
        raise Moc3FormatError(f"Version {moc.version} cannot be written; choose 1 to {layout.LATEST_VERSION}.")
    counts = table_counts(moc)
    count_start = layout.count_table_offset(moc.version)
    canvas_start = count_start + layout.count_table_size(moc.version)
    offsets = [count_start, canvas_start]
    body = bytearray(canvas_start + layout.CANVAS_SIZE)
    for section in layout.sections(moc.version):
        if section.kind != "id64":
            body.extend(bytes(_aligned(len(body)) - len(body)))
        offsets.append(len(body))
        count = counts.get(section.counter, 0)
        if section.kind == "rt8":
            body.extend(bytes(8 * count))
            continue
        table = np.ascontiguousarray(moc.tables[section.name], dtype=section.dtype)
        raw = table.tobytes()
        if section.kind == "id64" and any(raw[end] for end in range(63, len(raw), 64)):
            raise Moc3FormatError(f"An id in {section.name} is longer than 63 bytes.")
        body.extend(raw)
    body.extend(bytes(_aligned(len(body)) - len(body)))
    struct.pack_into("<4sBB", body, 0, layout.MAGIC, moc.version, 0)
    struct.pack_into(f"<{len(offsets)}I", body, layout.HEADER_SIZE, *offsets)
    names = layout.counters(moc.version)
    struct.pack_into(f"<{len(names)}I", body, count_start, *(counts[name] for name in names))
    canvas = moc.canvas
    struct.pack_into("<5fB", body, canvas_start, canvas.pixels_per_unit, canvas.origin_x, canvas.origin_y,
                     canvas.width, canvas.height, canvas.flags)  # fmt: skip
    return bytes(body)
