"""Write the JSON files around a moc, in the dialect that every host can read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from cubism_binding.rigging.rig import Document, Parameter, Part

_Value = object


def _number(value: float) -> str:
    text = f"{value:.4f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def dumps(value: _Value, indent: int = 0) -> str:
    """Serialise with one value a line and fixed-point numbers: native hosts want a line break after a number."""
    if isinstance(value, (dict, list, tuple)):
        return _container(value, indent)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return _number(value)
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    raise TypeError(f"{type(value).__name__} has no place in a model's JSON.")


def _container(value: dict[str, Any] | list[Any] | tuple[Any, ...], indent: int) -> str:
    pad, end = "\t" * (indent + 1), "\t" * indent
    if isinstance(value, dict):
        rows = [f"{pad}{json.dumps(key, ensure_ascii=False)}: {dumps(item, indent + 1)}" for key, item in value.items()]
        return "{\n" + ",\n".join(rows) + f"\n{end}}}" if rows else "{}"
    rows = [pad + dumps(item, indent + 1) for item in value]
    return "[\n" + ",\n".join(rows) + f"\n{end}]" if rows else "[]"


def save(path: Path, document: Document) -> None:
    """Write a document as UTF-8 with line feeds on every system."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(dumps(document) + "\n", encoding="utf-8", newline="\n")


def cdi3(parameters: list[Parameter], parts: list[Part], pairs: list[tuple[str, str]]) -> Document:
    """Return the display names of parameters and parts; `pairs` share a two-dimensional control in editors."""
    groups = list(dict.fromkeys(parameter.group for parameter in parameters if parameter.group))
    group_ids = {name: f"ParamGroup{i + 1}" for i, name in enumerate(groups)}
    return {
        "Version": 3,
        "Parameters": [
            {"Id": item.id, "GroupId": group_ids.get(item.group, ""), "Name": item.name or item.id}
            for item in parameters
        ],
        "ParameterGroups": [{"Id": group_ids[name], "GroupId": "", "Name": name} for name in groups],
        "Parts": [{"Id": item.id, "Name": item.name} for item in parts],
        "CombinedParameters": [list(pair) for pair in pairs],
    }


def exp3(values: dict[str, tuple[str, float]], fade: float = 0.4) -> Document:
    """Return an expression; `values` maps a parameter to (Add, Multiply or Overwrite, value)."""
    return {
        "Type": "Live2D Expression",
        "FadeInTime": fade,
        "FadeOutTime": fade,
        "Parameters": [{"Id": key, "Value": value, "Blend": blend} for key, (blend, value) in values.items()],
    }


def motion3(curves: dict[str, list[tuple[float, float]]], duration: float, loop: bool, fade: float = 0.5) -> Document:
    """Return a motion of smooth curves through (seconds, value) points; each ends at `duration`.

    The curves are restricted Beziers with Catmull-Rom tangents, periodic when `loop` is set.
    """
    rows: list[Document] = []
    segments = 0
    for name, points in curves.items():
        flat: list[float] = [*points[0]]
        slopes = _slopes(points, loop)
        for (t0, v0), (t1, v1), s0, s1 in zip(points, points[1:], slopes, slopes[1:], strict=False):
            step = (t1 - t0) / 3
            flat += [1, t0 + step, v0 + s0 * step, t1 - step, v1 - s1 * step, t1, v1]
            segments += 1
        rows.append({"Target": "Parameter", "Id": name, "Segments": flat})
    return {
        "Version": 3,
        "Meta": {
            "Duration": duration,
            "Fps": 30,
            "Loop": loop,
            "AreBeziersRestricted": True,
            "FadeInTime": fade,
            "FadeOutTime": fade,
            "CurveCount": len(rows),
            "TotalSegmentCount": segments,
            "TotalPointCount": len(rows) + 3 * segments,
            "UserDataCount": 0,
            "TotalUserDataSize": 0,
        },
        "Curves": rows,
    }


def _slopes(points: list[tuple[float, float]], loop: bool) -> list[float]:
    slopes: list[float] = []
    last = len(points) - 1
    for i in range(len(points)):
        (ta, va), (tb, vb) = points[max(i - 1, 0)], points[min(i + 1, last)]
        if loop and i in (0, last):
            span = points[last][0] - points[last - 1][0]
            slopes.append((points[1][1] - points[last - 1][1]) / (points[1][0] - points[0][0] + span))
        elif i in (0, last):
            slopes.append(0.0)
        else:
            slopes.append((vb - va) / (tb - ta))
    return slopes


def physics3(settings: list[Document]) -> Document:
    """Return a physics file; each setting is {name, inputs, outputs, vertices, position, angle}.

    inputs: (parameter, weight, "X" | "Y" | "Angle"); outputs: (parameter, vertex, scale);
    vertices: (radius, mobility, delay, acceleration); position and angle: the range +-n inputs are mapped to.
    """
    rows = [_physics_setting(i, setting) for i, setting in enumerate(settings)]
    return {
        "Version": 3,
        "Meta": {
            "PhysicsSettingCount": len(rows),
            "TotalInputCount": sum(len(row["Input"]) for row in rows),
            "TotalOutputCount": sum(len(row["Output"]) for row in rows),
            "VertexCount": sum(len(row["Vertices"]) for row in rows),
            "EffectiveForces": {"Gravity": {"X": 0, "Y": -1}, "Wind": {"X": 0, "Y": 0}},
            "PhysicsDictionary": [
                {"Id": row["Id"], "Name": setting["name"]} for row, setting in zip(rows, settings, strict=True)
            ],
            "Fps": 60,
        },
        "PhysicsSettings": rows,
    }


def _physics_setting(index: int, setting: Document) -> Document:
    below = 0.0
    vertices: list[Document] = []
    for radius, mobility, delay, acceleration in setting["vertices"]:
        below += radius
        vertices.append({"Position": {"X": 0, "Y": below}, "Mobility": mobility, "Delay": delay,
                         "Acceleration": acceleration, "Radius": radius})  # fmt: skip
    position, angle = setting["position"], setting["angle"]
    return {
        "Id": f"PhysicsSetting{index + 1}",
        "Input": [
            {"Source": {"Target": "Parameter", "Id": name}, "Weight": weight, "Type": kind, "Reflect": False}
            for name, weight, kind in setting["inputs"]
        ],
        "Output": [
            {"Destination": {"Target": "Parameter", "Id": name}, "VertexIndex": vertex, "Scale": scale, "Weight": 100,
             "Type": "Angle", "Reflect": False}
            for name, vertex, scale in setting["outputs"]
        ],
        "Vertices": vertices,
        "Normalization": {
            "Position": {"Minimum": -position, "Default": 0, "Maximum": position},
            "Angle": {"Minimum": -angle, "Default": 0, "Maximum": angle},
        },
    }  # fmt: skip
