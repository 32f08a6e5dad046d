"""Some hundred of the ten thousand spoilt models of load_mutated.py: each is drawn, or refused in one sentence."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from load_mutated import prepare, run


def test_spoilt_models_are_drawn_or_refused_in_one_sentence(tmp_path: Path) -> None:
    outcomes = list(run(7, 300, prepare(tmp_path)))
    assert [one for one in outcomes if one.kind not in ("drawn", "refused")] == []
    assert len(outcomes) == 300
    assert min(Counter(one.kind for one in outcomes).values()) > 50  # both happen often enough to mean something
