"""Parameters without a model: enough of the Core's model for the framework's arithmetic."""

from types import SimpleNamespace
from typing import cast

import numpy as np

from cubism_binding.core.model import Model
from cubism_binding.framework.parameters import Parameters


def core_model(ranges: dict[str, tuple[float, float, float]], parts: tuple[str, ...] = ()) -> Model:
    """Stand in for the Core's model: ``ranges`` are (minimum, default, maximum) by id."""
    columns = np.array(list(ranges.values()), np.float32).reshape(-1, 3)
    stand_in = SimpleNamespace(
        parameter_ids=tuple(ranges),
        parameter_index={name: index for index, name in enumerate(ranges)},
        parameter_minimums=columns[:, 0],
        parameter_defaults=columns[:, 1],
        parameter_maximums=columns[:, 2],
        parameter_values=columns[:, 1].copy(),
        part_ids=parts,
        part_index={name: index for index, name in enumerate(parts)},
        part_opacities=np.ones(len(parts), np.float32),
    )
    return cast(Model, stand_in)


def parameters(**ranges: tuple[float, float, float]) -> Parameters:
    """Make parameters with ``name=(minimum, default, maximum)``."""
    return Parameters(core_model(ranges))
