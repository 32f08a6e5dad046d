"""``companion bench``: measure and print, as ratios in one run."""

from __future__ import annotations

import argparse
import importlib
import json
import os
import platform
import sys

from companion.bench.measurement import Figure
from companion.errors import CompanionError

MEASUREMENTS = ("first_sound", "window_start", "frame_pace", "note", "small_talk", "second_load")


def run(arguments: argparse.Namespace) -> int:
    """Run all measurements, or those named by --only, one after the other."""
    names = tuple(arguments.only) or MEASUREMENTS
    for name in names:
        if name not in MEASUREMENTS:
            raise CompanionError(f"There is no measurement {name}; there are {', '.join(MEASUREMENTS)}.")
    machine = f"{platform.machine()}, {os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"
    if not arguments.json:
        sys.stdout.write(f"{machine}\n")
    report: dict[str, list[dict[str, object]]] = {}
    for name in names:
        figures: list[Figure] = importlib.import_module(f"companion.bench.{name}").measure()
        report[name] = [
            {"name": f.name, "value": f.value, "unit": f.unit, "anchor": f.anchor, "anchor_name": f.anchor_name}
            | {"ratio": f.ratio, "goal": f.goal}
            for f in figures
        ]
        if not arguments.json:
            for figure in figures:
                sys.stdout.write(_line(figure) + "\n")
            sys.stdout.flush()
    if arguments.json:
        sys.stdout.write(json.dumps({"machine": machine, "figures": report}, indent=1) + "\n")
    return 0


def _line(figure: Figure) -> str:
    text = f"{figure.name:<34} {figure.value:9.2f} {figure.unit:<4}"
    if figure.ratio is not None:
        text += f" = {figure.ratio:.2f} of {figure.anchor:.2f} {figure.unit} ({figure.anchor_name})"
    return text + (f"   goal {figure.goal}" if figure.goal else "")
