"""Reading, writing and judging moc files."""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_moc import SmallMoc, rich

from cubism_binding.moc3 import layout
from cubism_binding.moc3.lint import errors, lint
from cubism_binding.moc3.reader import Moc3FormatError, read_moc
from cubism_binding.moc3.writer import write_moc


@pytest.mark.parametrize("version", range(1, 7))
def test_what_is_written_is_read_back(version: int) -> None:
    tables = rich(version).tables()
    data = write_moc(tables)
    again = read_moc(data)
    assert (again.version, again.canvas) == (tables.version, tables.canvas)
    assert again.tables.keys() == tables.tables.keys()
    for name, table in tables.tables.items():
        np.testing.assert_array_equal(again[name], table, name)
    assert write_moc(again) == data
    assert lint(data, 1) == [] or {item.rule for item in lint(data, 1)} <= {"S3", "S5", "D6"}


def test_the_layout_has_the_entries_of_each_version() -> None:
    assert [len(layout.sections(v)) + 2 for v in range(1, 7)] == [101, 102, 102, 137, 152, 167]
    assert [len(layout.counters(v)) for v in range(1, 7)] == [23, 23, 23, 32, 35, 38]


def test_official_files_are_reproduced_and_have_no_errors(sample_models: Path) -> None:
    files = sorted(sample_models.rglob("*.moc3"))
    assert files
    for path in files:
        data = path.read_bytes()
        assert write_moc(read_moc(data)) == data, path.name
        assert errors(lint(data)) == [], path.name


def test_a_long_id_cannot_be_written() -> None:
    small = SmallMoc()
    small.part("x" * 64)
    with pytest.raises(Moc3FormatError, match="63 bytes"):
        small.bytes()


# Each line breaks one table entry; the rule that must catch it stands last.
BREAKS = [
    ("mesh.kfCount", 0, 7, "K3"), ("mesh.kfBegin", 2, 900, "K4"), ("index.index", 0, 30000, "M5"),
    ("mask.mesh", 0, 99, "M7"), ("mask.mesh", 0, 1, "M7"), ("group.minOrder", 0, 2000, "D4"),
    ("meshKf.drawOrder", 0, 5000, "D5"), ("groupObj.objIndex", 0, 1, "D2"), ("group.objTotal", 1, 3, "D7"),
    ("deformer.parentDeformer", 0, 1, "T2"), ("deformer.parentDeformer", 1, 1, "T2"), ("deformer.type", 0, 2, "T3"),
    ("deformer.specific", 0, 1, "T3"), ("deformer.band", 0, 0, "T4"), ("key.value", 1, 5, "K5"),
    ("key.value", 0, np.nan, "N1"), ("param.min", 0, 4, "P1"), ("param.default", 0, 4, "P2"),
    ("param.decimals", 0, -1, "P3"), ("param.bindingCount", 0, 2, "P4"), ("warp.vertexCount", 0, 5, "W1"),
    ("warp.rows", 0, 0, "W1"), ("pos.xy", 3, np.inf, "N1"), ("mesh.texture", 0, 7, "M8"), ("mesh.texture", 0, -1, "M8"),
    ("mesh.ids", 0, b"Mesh1", "I3"), ("mesh.ids", 0, b"\xff\xfe", "I1"), ("mesh.flags", 0, 255, "M9"),
    ("mesh.vertexCount", 0, 0, "M1"), ("mesh.uvBegin", 0, -2, "M2"), ("mesh.indexCount", 0, 2, "M4"),
    ("warpKf.posBegin", 0, -2, "K6"), ("meshKf.posBegin", 0, 1, "K6"), ("meshKf.posBegin", 1, 1 << 30, "K6"),
    ("part.parentPart", 0, 0, "T1"), ("mesh.parentPart", 0, 9, "T1"), ("mesh.visible", 0, 2, "T5"),
    ("band.begin", 1, 900, "K1"), ("bandEntry.binding", 0, 9, "K1"), ("bandEntry.binding", 1, 0, "K2"),
    ("glue.meshB", 0, 0, "G1"), ("glueInfo.vertex", 1, 40, "G1"), ("mesh.colorBegin", 0, 900, "C1"),
    ("param.type", 0, 5, "B1"), ("param.allKeyBegin", 0, 900, "B1"), ("groupObj.selfGroup", 1, 0, "D2"),
]  # fmt: skip


@pytest.mark.parametrize(("table", "index", "value", "rule"), BREAKS)
def test_the_linter_names_the_broken_rule(table: str, index: int, value: object, rule: str) -> None:
    tables = rich(4).tables()
    tables.tables[table][index] = value
    found = lint(write_moc(tables), texture_count=1)
    assert rule in {item.rule for item in errors(found)}, found


def test_a_file_that_lost_its_tail_is_refused() -> None:
    data = rich(3).bytes()
    cut = data[: len(data) - 128]
    assert {item.rule for item in errors(lint(cut))} == {"F6"}


@pytest.mark.parametrize(
    ("offset", "raw", "rule"),
    [
        (0, b"MOCX", "F2"),
        (4, b"\x07", "F2"),
        (5, b"\x01", "F3"),
        (64, struct.pack("<I", 1856), "F4"),
        (72, struct.pack("<I", 8), "F5"),
        (1984 + 16, struct.pack("<I", 0x7FFFFFFF), "F8"),
        (2112, struct.pack("<f", 0), "F10"),
    ],
)
def test_broken_structure_is_refused(offset: int, raw: bytes, rule: str) -> None:
    data = bytearray(rich(3).bytes())
    data[offset : offset + len(raw)] = raw
    assert rule in {item.rule for item in errors(lint(bytes(data)))}


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    version=st.sampled_from([1, 3, 4, 5, 6]),
    edits=st.lists(st.tuples(st.integers(0, 1 << 20), st.binary(min_size=1, max_size=8)), min_size=1, max_size=6),
    cut=st.integers(0, 40),
)
def test_mutated_files_never_crash_the_linter(version: int, edits: list[tuple[int, bytes]], cut: int) -> None:
    data = bytearray(rich(version).bytes())
    for place, raw in edits:
        at = place % (len(data) - 8)
        data[at : at + len(raw)] = raw
    for item in lint(bytes(data[: len(data) - 64 * cut if cut > 30 else len(data)]), 1):
        assert item.rule and item.text


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=4096))
def test_noise_is_refused(noise: bytes) -> None:
    assert errors(lint(noise))


def test_triangles_that_the_core_would_mix_are_refused() -> None:
    small = SmallMoc(3)
    small.mesh([{"points": [(0, 0), (1, 0), (0, 1), (1, 1), (2, 2)]}])
    small.mesh([{"points": [(0, 0), (1, 0), (0, 1)]}])
    tables = small.tables()
    tables.tables["index.index"] = np.array([4, 0, 1, 2, 0, 1, 2], "<u2")
    tables.tables["mesh.indexBegin"][:] = (0, 1)  # 0 1 2 by itself, but 4 comes in when both are turned around
    tables.tables["mesh.indexCount"][:] = 3
    assert {item.rule for item in errors(lint(write_moc(tables), 1))} == {"M5"}
    tables.tables["mesh.indexBegin"][:] = (4, 4)  # the very same triangle does no harm
    assert errors(lint(write_moc(tables), 1)) == []


def test_hostile_counts_and_overlaps_end_soon() -> None:
    """Each file names so many entries that looking at all of them would take hours."""
    whole, amount = rich(3).tables(), 3_000_000
    for table, begin, count, flat, rule in (
        ("mesh", "mesh.indexBegin", "mesh.indexCount", "index.index", "M4"),
        ("band", "band.begin", "band.count", "bandEntry.binding", "K1"),
    ):
        tables = type(whole)(whole.version, whole.canvas, dict(whole.tables))
        for name in [name for name in tables.tables if name.split(".")[0] == table]:
            tables.tables[name] = np.resize(tables.tables[name], 20_000)
        tables.tables[flat] = np.zeros(amount, tables[flat].dtype)
        tables.tables[begin][:], tables.tables[count][:] = 0, amount
        assert rule in {item.rule for item in errors(lint(write_moc(tables), 1))}
    tables = rich(3).tables()
    for name in [name for name in tables.tables if name.split(".")[0] == "mesh"]:
        tables.tables[name] = np.resize(tables.tables[name], 100_001)
    assert {item.rule for item in errors(lint(write_moc(tables), 1))} == {"F8"}
