"""Load mutated mocs that the linter passes into the Core, in a process of its own: a crash is the caller's finding.

Run as ``mutate_and_load.py SEED COUNT``; prints how many files passed the linter and ran.
"""

from __future__ import annotations

import random
import struct
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[3]))

import numpy as np
from test_files import rich

from cubism_binding.core.errors import CubismError
from cubism_binding.core.moc import Moc
from cubism_binding.core.model import Model
from cubism_binding.moc3 import layout
from cubism_binding.moc3.lint import errors, lint

WHOLE = (-1, -2, 0, 1, 2, 3, 5, 17, 255, 1000, 70000, 2**31 - 1, -(2**31))
REAL = (0.0, 1.0, -1.0, 1e9, -1e9, float("nan"), float("inf"), 0.5, 1e-30, 3.4e38)


def mutate(data: bytearray, rng: random.Random) -> None:
    """Overwrite one entry of one table with a nasty value, or any byte with any other."""
    sections = layout.sections(data[4])
    offsets = [*struct.unpack_from(f"<{len(sections) + 2}I", data, 64), len(data)]
    number = rng.randrange(len(sections))
    section, start = sections[number], offsets[number + 2]
    entries = (offsets[number + 3] - start) // section.dtype.itemsize
    if entries < 1 or start >= len(data) or rng.random() < 0.25:
        data[rng.randrange(len(data))] = rng.randrange(256)
        return
    at = start + rng.randrange(entries) * section.dtype.itemsize
    raw = {
        "i32": struct.pack("<i", rng.choice(WHOLE)),
        "f32": struct.pack("<f", rng.choice(REAL)),
        "u16": struct.pack("<H", rng.choice((0, 1, 7, 65535))),
    }.get(section.kind, bytes([rng.randrange(256)]))
    data[at : at + len(raw)] = raw


def main() -> None:
    rng = random.Random(int(sys.argv[1]))
    originals = [rich(version).bytes() for version in (1, 3, 4, 5, 6)]
    ran = 0
    for _ in range(int(sys.argv[2])):
        data = bytearray(rng.choice(originals))
        size = len(data)
        for _ in range(rng.randint(1, 3)):
            mutate(data, rng)
        if len(data) != size or errors(lint(bytes(data), 4)):
            continue
        try:
            model = Model(Moc(bytes(data)))
        except CubismError:
            continue  # refused in words by the Core: fine
        for _ in range(5):
            model.parameter_values[:] = [rng.uniform(-40, 40) for _ in model.parameter_values]
            model.update()
            assert np.isfinite(model.positions).all()
            assert sorted(model.render_orders.tolist()) == list(range(len(model.render_orders)))
        ran += 1
    print(ran)


if __name__ == "__main__":
    main()
