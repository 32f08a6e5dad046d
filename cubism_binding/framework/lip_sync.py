"""The mouth while she speaks."""

from __future__ import annotations

from collections.abc import Mapping

from cubism_binding.framework.parameters import Parameters


class LipSync:
    """Let the host move the mouth: set ``value`` each frame.

    None: the mouth belongs to motion and expression. 0..1: written absolutely, 0 being shut and 1 the parameter's
    maximum, so nothing an expression adds (an open mouth for surprise) leaks into speech. The reference *adds* 0.8
    times a level instead; ``reference_add`` restores that.

    While there is a value, ``absolute`` holds further values by parameter name, written as they are (mouth shapes such
    as ParamA), and ``added`` what goes on top of the face (ParamMouthForm); names the model lacks do nothing.
    """

    def __init__(self, parameters: Parameters, ids: tuple[str, ...]) -> None:
        self.ids = known = tuple(name for name in ids if parameters.has(name))
        self.value: float | None = None
        self.absolute: Mapping[str, float] = {}
        self.added: Mapping[str, float] = {}
        self.reference_add = False
        self._indices = [parameters.index(name) for name in known]

    def update(self, parameters: Parameters) -> None:
        """Write the value, if the host has given one."""
        if self.value is None:
            return
        level = min(max(self.value, 0.0), 1.0)
        for index in self._indices:
            if self.reference_add:
                parameters.add(index, level, 0.8)
            else:
                # Shut is 0 where the range has it (some models go below 0 to press the lips).
                shut = min(max(0.0, parameters.minimums.item(index)), parameters.maximums.item(index))
                parameters.set(index, shut + (parameters.maximums.item(index) - shut) * level)
        for name, value in self.absolute.items():
            if parameters.has(name):
                parameters.set(parameters.index(name), value)
        for name, value in self.added.items():
            if parameters.has(name):
                parameters.add(parameters.index(name), value)
