"""A moc3 file in memory, checked and revived by the Core."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from cubism_binding.core.api import CoreApi, quiet_standard_output
from cubism_binding.core.errors import CubismError
from cubism_binding.core.library import load_core
from cubism_binding.core.memory import MOC_ALIGNMENT, Block
from cubism_binding.moc3.lint import harmful, lint

if TYPE_CHECKING:
    from cubism_binding.probe import Probe

VERSION_NAMES = {1: "3.0", 2: "3.3", 3: "4.0", 4: "4.2", 5: "5.0", 6: "5.3"}
_SMALLEST = 64  # the header alone


class Moc:
    """The constant part of a model: meshes, keyforms, ids. Several models may be made from one moc.

    ``data`` is the whole file. It is linted before the Core sees it, with ``texture_count`` textures to name (None:
    not known), and tried in a process of its own when there is a ``probe``. Raises CubismError, naming ``name``, for a
    file the Core cannot or must not read.
    """

    def __init__(
        self,
        data: bytes,
        name: str = "the moc3 file",
        core: CoreApi | None = None,
        texture_count: int | None = None,
        probe: Probe | None = None,
    ) -> None:
        self.core = core or load_core()
        self.name = name
        if not data:
            raise CubismError(f"{name} is empty.")
        if len(data) < _SMALLEST or data[:4] != b"MOC3":
            raise CubismError(f"{name} is not a moc3 file.")
        self.version = data[4]
        if self.version > self.core.latest_moc_version and self.version in VERSION_NAMES:
            raise CubismError(
                f"{name} was made with Cubism {VERSION_NAMES[self.version]}; the Cubism Core {self.core.version} in "
                "use is older. Install a newer Core or export the model for an older version."
            )
        if bad := harmful(lint(data, texture_count, self.core.latest_moc_version)):
            first, others = bad[0], len(bad) - 1
            said = (
                f"{first.text} (rule {first.rule}; {others} more faults)"
                if others
                else f"{first.text} (rule {first.rule})"
            )
            raise CubismError(
                f"{name} does not fit its model3.json: {said}." if first.rule == "M8" else f"{name} is damaged: {said}."
            )
        if probe is not None:
            probe.check(data, name, self.core)
        self.block = Block(len(data), MOC_ALIGNMENT)
        self.block.data[:] = memoryview(data)
        address, size = self.block.address, self.block.size
        if self.core.has("csmHasMocConsistency") and not self.core.csmHasMocConsistency(address, size):
            raise CubismError(f"{name} is damaged: the Cubism Core finds it inconsistent.")
        with quiet_standard_output():
            self.handle = self.core.csmReviveMocInPlace(address, size)
        if not self.handle:
            raise CubismError(f"{name} cannot be read by the Cubism Core {self.core.version}.")

    @classmethod
    def from_file(
        cls,
        path: str | os.PathLike[str],
        core: CoreApi | None = None,
        texture_count: int | None = None,
        probe: Probe | None = None,
    ) -> Moc:
        """Read, check and revive the moc3 file at ``path``."""
        try:
            data = Path(path).read_bytes()
        except OSError as error:
            raise CubismError(f"{path} cannot be read: {error.strerror}.") from error
        return cls(data, str(path), core, texture_count, probe)
