"""How the threads of a model wait for each other: asleep, so that a busy machine does not stall them."""

from __future__ import annotations

import os


def wait_asleep() -> None:
    """Let OpenMP's threads sleep at a barrier instead of spinning; call it before a library that uses OpenMP loads.

    A spinning thread burns the processor its sleeping partner is waiting for. With one other program keeping a core of
    two busy, the first word of the default text model takes 3 s with spinning threads and 0.45 s with sleeping ones;
    on a quiet machine there is no difference. What the user has set in the environment stays.
    """
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
