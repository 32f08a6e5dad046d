"""pose3.json: of each group of parts exactly one is seen, and changes fade."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from cubism_binding.core.model import Model
from cubism_binding.framework.json_file import read_json
from cubism_binding.framework.parameters import Parameters

_DEFAULT_FADE = 0.5  # seconds
_BACKGROUND = 0.15  # how much of what is behind may show through while two parts cross
_ON = 0.001


@dataclass(frozen=True)
class PosePart:
    """A part and the parts that copy its opacity."""

    part: str
    links: tuple[str, ...]


@dataclass(frozen=True)
class PoseData:
    """The contents of a pose3.json; ``fade`` in seconds."""

    fade: float
    groups: tuple[tuple[PosePart, ...], ...]


def read_pose(path: Path) -> PoseData:
    """Read a pose3.json."""
    root = read_json(path)
    fade = root.optional_number("FadeInTime")
    groups = []
    for number, group in enumerate(root.items("Groups"), 1):
        if not isinstance(group, list) or not all(isinstance(part, dict) for part in group):
            raise root.wrong(f"group {number}", "a list of parts")
        wrapped = type(root)({"Parts": group}, f"{root.place}, group {number}")
        groups.append(tuple(PosePart(p.text("Id"), tuple(p.texts("Link"))) for p in wrapped.nodes("Parts")))
    return PoseData(_DEFAULT_FADE if fade is None or fade < 0 else fade, tuple(groups))


class Pose:
    """Turn control parameters (named like parts, written by motions) into part opacities."""

    def __init__(self, model: Model, parameters: Parameters, data: PoseData) -> None:
        self._model = model
        self._fade = data.fade
        self._absent: list[float] = []  # opacities of parts the moc lacks
        slots: dict[str, int] = {}

        def slot(name: str) -> int:
            """Return the part's index, or -1 - n for the n-th part that the moc lacks."""
            if name in model.part_index:
                return model.part_index[name]
            if name not in slots:
                self._absent.append(0.0)
                slots[name] = -len(self._absent)
            return slots[name]

        self._groups = [
            [(parameters.index(p.part), slot(p.part), [(parameters.index(n), slot(n)) for n in p.links]) for p in group]
            for group in data.groups
            if group
        ]
        self._links = [
            (slot, [link for _, link in links]) for group in self._groups for _, slot, links in group if links
        ]
        self._ready = False

    def reset(self, parameters: Parameters) -> None:
        """Show the first part of each group at once."""
        for group in self._groups:
            for place, (control, slot, links) in enumerate(group):
                shown = 1.0 if place == 0 else 0.0
                parameters.set(control, shown)
                self._write(slot, shown)
                for link_control, _ in links:
                    parameters.set(link_control, 1.0)
        self._ready = True

    def update(self, parameters: Parameters, dt: float) -> None:
        """Fade towards the parts whose control is on; the first update resets."""
        if not self._ready:
            self.reset(parameters)
        for group in self._groups:
            shown = 0  # none on: show the group's first part (the reference mixes the groups up here)
            for place, (control, _, _) in enumerate(group):
                if parameters.get(control) > _ON:
                    shown = place
                    break
            step = max(0.0, dt) / self._fade if self._fade > 0 else 1.0
            opacity = min(1.0, self._read(group[shown][1]) + step)
            covered = _covered(opacity)
            for place, (_, slot, _) in enumerate(group):
                if place == shown:
                    self._write(slot, opacity)
                elif self._read(slot) > covered:
                    self._write(slot, covered)
        for copied, slots in self._links:
            opacity = self._read(copied)
            for slot in slots:
                self._write(slot, opacity)

    def _read(self, slot: int) -> float:
        return self._absent[-1 - slot] if slot < 0 else self._model.part_opacities.item(slot)

    def _write(self, slot: int, value: float) -> None:
        if slot < 0:
            self._absent[-1 - slot] = value
        else:
            self._model.part_opacities[slot] = value


def _covered(shown: float) -> float:
    """Return the largest opacity of a hidden part while the visible one has ``shown``."""
    opacity = 1.0 - shown
    if (1.0 - opacity) * (1.0 - shown) > _BACKGROUND:
        opacity = 1.0 - _BACKGROUND / (1.0 - shown)
    return opacity
