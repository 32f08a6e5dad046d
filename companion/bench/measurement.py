"""What a measurement returns."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """One measured value: ``ratio`` is value / anchor where there is an anchor; ``goal`` in words, for the table."""

    name: str
    value: float
    unit: str
    anchor: float | None = None
    anchor_name: str = ""
    goal: str = ""

    @property
    def ratio(self) -> float | None:
        """Value divided by its anchor; None without one."""
        return self.value / self.anchor if self.anchor else None
