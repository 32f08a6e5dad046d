"""The parameters while a frame is put together: real ones of the moc and virtual ones beside them.

Section by section the frame's updaters write here; only at its end the values go to the Core.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from cubism_binding.core.model import Model
from cubism_binding.framework.standard_parameters import plain

Values = NDArray[np.float64]


class Parameters:
    """Values by index. Indices below ``real`` are the moc's; above are virtual: they start at 0 and know no range.

    Virtual parameters exist because motions and the pose talk through parameters named like parts, which the moc
    usually lacks. ``save`` and ``load`` cover the real ones only.
    """

    def __init__(self, model: Model) -> None:
        self._model = model
        self.real = len(model.parameter_ids)
        self._index = dict(model.parameter_index)
        self._own_spelling = {plain(own): own for own in reversed(model.parameter_ids)}
        # The Core would clamp a reversed range to nonsense; order it here once.
        self.minimums: Values = np.minimum(model.parameter_minimums, model.parameter_maximums).astype(np.float64)
        self.maximums: Values = np.maximum(model.parameter_minimums, model.parameter_maximums).astype(np.float64)
        # The same once more as lists: reading one number from an array takes three times as long.
        self._low: list[float] = self.minimums.tolist()
        self._high: list[float] = self.maximums.tolist()
        self.values: Values = model.parameter_values.astype(np.float64)
        self._own: Values = self.values[:]  # those of the moc
        self._saved: Values = self.values.copy()

    def has(self, name: str) -> bool:
        """Say whether the moc has a parameter ``name``."""
        return self._index.get(name, self.real) < self.real

    def spelt_like(self, name: str) -> str | None:
        """Return the moc's own spelling of a standard id (``PARAM_ANGLE_X`` for ``ParamAngleX``), None without one."""
        return name if self.has(name) else self._own_spelling.get(plain(name))

    def index(self, name: str) -> int:
        """Return the index of ``name``; an unknown one becomes a virtual parameter with value 0."""
        found = self._index.get(name)
        if found is None:
            found = self._index[name] = len(self.values)
            self.values = np.append(self.values, 0.0)
            self._own = self.values[: self.real]
            self.minimums = np.append(self.minimums, -np.inf)
            self.maximums = np.append(self.maximums, np.inf)
            self._low.append(-math.inf)
            self._high.append(math.inf)
        return found

    def get(self, index: int) -> float:
        """Return the value at ``index``."""
        return self.values.item(index)

    def set(self, index: int, value: float, weight: float = 1.0) -> None:
        """Mix towards ``value``, which is clamped into the parameter's range before it is mixed."""
        low, high = self._low[index], self._high[index]
        if value < low:
            value = low
        elif value > high:
            value = high
        if weight != 1.0:
            value = self.values.item(index) * (1.0 - weight) + value * weight
        self.values[index] = value

    def add(self, index: int, value: float, weight: float = 1.0) -> None:
        """Add ``value * weight``, clamped into the range."""
        self.set(index, self.values.item(index) + value * weight)

    def multiply(self, index: int, factor: float, weight: float = 1.0) -> None:
        """Multiply by ``factor`` in the degree of ``weight``, clamped into the range."""
        self.set(index, self.values.item(index) * (1.0 + (factor - 1.0) * weight))

    def save(self) -> None:
        """Keep the real values as what the next frame starts from."""
        self._saved[:] = self._own

    def load(self) -> None:
        """Go back to the saved values: what came after ``save`` in the last frame is undone."""
        self._own[:] = self._saved

    def write_to_core(self) -> None:
        """Hand the real values to the Core, which clamps them in its own memory."""
        self._model.parameter_values[:] = self._own
