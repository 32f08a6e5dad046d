"""motion3.json: read a motion, and play it into the parameters with its fades."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from cubism_binding.framework.curves import Curve, CurveCursor, CurveSet, read_curve
from cubism_binding.framework.easing import ease
from cubism_binding.framework.json_file import Node, read_json
from cubism_binding.framework.parameters import Parameters, Values

_DEFAULT_FADE = 1.0  # seconds
_MODEL, _PARAMETER, _PART = "Model", "Parameter", "PartOpacity"


@dataclass(frozen=True)
class Track:
    """One curve and what it moves; ``fade_in`` and ``fade_out`` (s) replace the motion's, None keeps them."""

    id: str
    curve: Curve
    fade_in: float | None
    fade_out: float | None


@dataclass(frozen=True)
class MotionData:
    """The contents of a motion3.json, times in seconds; ``events`` are (time, text).

    The file's own ``Loop`` is not here: the reference ignores it, whoever starts a motion says whether it loops.
    """

    duration: float
    fps: float
    restricted: bool
    fade_in: float
    fade_out: float
    model: tuple[Track, ...]
    parameters: tuple[Track, ...]
    parts: tuple[Track, ...]
    events: tuple[tuple[float, str], ...]


def read_motion(path: Path, fade_in: float | None = None, fade_out: float | None = None) -> MotionData:
    """Read a motion3.json; ``fade_in`` and ``fade_out`` are what model3.json says, None for nothing."""
    root = read_json(path)
    meta = root.node("Meta")
    if meta.number("Duration") < 0:
        raise meta.wrong("Duration", "0 or more")
    tracks: dict[str, list[Track]] = {_MODEL: [], _PARAMETER: [], _PART: []}
    for curve in root.nodes("Curves"):
        target = tracks.get(curve.text("Target"))
        if target is None:
            raise curve.wrong("Target", "Model, Parameter or PartOpacity")
        target.append(
            Track(
                curve.text("Id"),
                read_curve(curve.numbers("Segments"), curve.place),
                curve.optional_duration("FadeInTime"),
                curve.optional_duration("FadeOutTime"),
            )
        )
    return MotionData(
        duration=meta.number("Duration"),
        fps=meta.number("Fps"),
        restricted=meta.flag("AreBeziersRestricted"),
        fade_in=_fade(meta, "FadeInTime", fade_in),
        fade_out=_fade(meta, "FadeOutTime", fade_out),
        model=tuple(tracks[_MODEL]),
        parameters=tuple(tracks[_PARAMETER]),
        parts=tuple(tracks[_PART]),
        events=tuple((event.number("Time"), event.text("Value")) for event in root.nodes("UserData")),
    )


def _fade(meta: Node, key: str, override: float | None) -> float:
    own = meta.optional_duration(key)
    return override if override is not None else _DEFAULT_FADE if own is None else own


class Motion:
    """A motion bound to one model's parameters: which indices its curves write."""

    def __init__(
        self, data: MotionData, parameters: Parameters, blink_ids: tuple[str, ...], lip_ids: tuple[str, ...]
    ) -> None:
        self.data = data
        # Of two curves for one parameter the later one has the last word.
        tracks = list({track.id: track for track in data.parameters}.values())
        parts = list({track.id: track for track in data.parts}.values())
        self.faded = len(tracks)  # parameters fade, the part curves after them do not
        self.indices = np.array([parameters.index(track.id) for track in (*tracks, *parts)], np.intp)
        self.minimums = parameters.minimums[self.indices]
        self.maximums = parameters.maximums[self.indices]
        self._curves = [track.curve for track in (*data.model, *tracks, *parts)]
        self.model_ids = tuple(track.id for track in data.model)
        self.own_fades = [
            (place, track) for place, track in enumerate(tracks)
            if track.fade_in is not None or track.fade_out is not None
        ]  # fmt: skip
        self.blink = _effect(parameters, tracks, blink_ids)
        self.lips = _effect(parameters, tracks, lip_ids)
        self._sets: dict[float | None, CurveSet] = {}

    @property
    def period(self) -> float:
        """Length of one round when looping: one frame longer than the duration, to lead back to the start."""
        return self.data.duration + (1.0 / self.data.fps if self.data.fps > 0 else 0.0)

    def cursor(self, loop: bool) -> CurveCursor:
        """Return a reader of all curves: Model, then Parameter, then PartOpacity."""
        period = self.period if loop else None
        if period not in self._sets:
            self._sets[period] = CurveSet(self._curves, self.data.restricted, period)
        return self._sets[period].cursor()

    def moves_eyelids(self) -> bool:
        """Whether it drives the blink parameters itself, by their own curves or by an EyeBlink curve."""
        return "EyeBlink" in self.model_ids or len(self.blink.tracks) > 0


@dataclass(frozen=True)
class _Effect:
    """Parameters of the EyeBlink or LipSync group: places of those with a curve, indices of those without."""

    tracks: NDArray[np.intp]
    others: tuple[int, ...]


def _effect(parameters: Parameters, tracks: list[Track], ids: tuple[str, ...]) -> _Effect:
    wanted = ids[:64]  # as many as the reference handles
    places = [place for place, track in enumerate(tracks) if track.id in wanted]
    moved = {tracks[place].id for place in places}
    others = tuple(parameters.index(name) for name in wanted if name not in moved)
    return _Effect(np.array(places, np.intp), others)


class MotionRun:
    """One motion being played. Times are on the queue's clock; ``end`` is -1 while none is known."""

    def __init__(self, motion: Motion, loop: bool = False, on_finish: Callable[[], None] | None = None) -> None:
        self.motion = motion
        self.loop = loop
        self.finished = False
        self.started = False
        self.end = -1.0
        self._fade_request: float | None = None
        self._on_finish = on_finish
        self._cursor = motion.cursor(loop)
        self._start = self._fade_in_start = 0.0
        self._events_to = -1.0  # local time up to which events were fired; an event at 0 is due in the first frame

    def request_fade_out(self, duration: float) -> None:
        """Make it end ``duration`` seconds after the next frame; of several requests the earliest end holds."""
        self._fade_request = duration

    def update(self, parameters: Parameters, time: float) -> tuple[float | None, list[str]]:
        """Write this frame's values; return the Opacity curve's value, if there is one, and the events due."""
        data = self.motion.data
        if not self.started:
            self.started = True
            self._start = self._fade_in_start = time
            self.end = -1.0 if self.loop or data.duration <= 0 else time + data.duration
        fade_in = 1.0 if data.fade_in == 0 else ease((time - self._fade_in_start) / data.fade_in)
        fade_out = 1.0 if data.fade_out == 0 or self.end < 0 else ease((self.end - time) / data.fade_out)
        local = max(0.0, time - self._start)
        events: list[str] = []
        wrapped = False
        if self.loop and (period := self.motion.period) > 0 and local >= period:
            wrapped = True
            events += self._events(period)
            self._events_to = -1.0
            local %= period
            self._start = time - local
            self._fade_in_start = self._start
        opacity = self._apply(parameters, local, time, fade_in, fade_out)
        events += self._events(local)
        if wrapped and self._on_finish:
            self._on_finish()
        elif not self.loop and local >= data.duration:
            self.finished = True
            if self._on_finish:
                self._on_finish()
        if self.end > 0 and self.end < time:
            self.finished = True
        if not self.finished and self._fade_request is not None:
            end = time + self._fade_request
            if self.end < 0 or end < self.end:
                self.end = end
        return opacity, events

    def _events(self, until: float) -> list[str]:
        events, since = self.motion.data.events, self._events_to
        self._events_to = until
        return [text for moment, text in events if since < moment <= until] if events else []

    def _apply(
        self, parameters: Parameters, local: float, time: float, fade_in: float, fade_out: float
    ) -> float | None:
        """Write all curves at ``local`` seconds; parameters fade from the saved values, everything else does not."""
        motion, values = self.motion, parameters.values
        target = self._cursor.at(local)
        effects: dict[str, float] = {}
        if motion.model_ids:
            first = len(motion.model_ids)
            effects = dict(zip(motion.model_ids, target[:first].tolist(), strict=True))
            target = target[first:]
        blink, lips = effects.get("EyeBlink"), effects.get("LipSync")
        if blink is not None:
            target[motion.blink.tracks] *= blink
        if lips is not None:
            target[motion.lips.tracks] += lips
        weight = fade_in * fade_out
        if motion.own_fades:
            weights = np.full(motion.faded, weight)
            for place, track in motion.own_fades:
                weights[place] = self._own_fade(track, time, fade_in, fade_out)
            self._fade(target, values, weights)
        elif weight != 1.0:
            self._fade(target, values, weight)
        np.maximum(target, motion.minimums, out=target)
        np.minimum(target, motion.maximums, out=target)
        values[motion.indices] = target
        for effect, value in ((motion.blink, blink), (motion.lips, lips)):
            if value is not None:
                for index in effect.others:
                    now = parameters.get(index)
                    parameters.set(index, now + (value - now) * weight)
        return effects.get("Opacity")

    def _fade(self, target: Values, values: Values, weight: float | Values) -> None:
        """Let what fades in ``target`` start from the present ``values``."""
        motion = self.motion
        source = values.take(motion.indices[: motion.faded])
        faded = target[: motion.faded]
        faded -= source
        faded *= weight
        faded += source

    def _own_fade(self, track: Track, time: float, fade_in: float, fade_out: float) -> float:
        if track.fade_in is not None:
            fade_in = 1.0 if track.fade_in == 0 else ease((time - self._fade_in_start) / track.fade_in)
        if track.fade_out is not None:
            late = track.fade_out == 0 or self.end < 0
            fade_out = 1.0 if late else ease((self.end - time) / track.fade_out)
        return fade_in * fade_out
