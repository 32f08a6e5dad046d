"""``companion bench``: measure and print, as ratios in one run."""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
from dataclasses import asdict

from companion.bench.apart import measured
from companion.bench.chart import draw_chart
from companion.bench.measurement import Figure
from companion.errors import CompanionError

MEASUREMENTS = (
    "lips",
    "first_sound",
    "talk",
    "barge_in",
    "window_start",
    "frame_pace",
    "idle_cpu",
    "memory",
    "growth",
    "note",
    "drift",
    "small_talk",
    "second_load",
    "telegram",
    "feelings",
    "recall",
)


def run(arguments: argparse.Namespace) -> int:
    """Run all measurements, or those named by --only, one after the other."""
    if not arguments.frames and (arguments.avatar or arguments.count):
        raise CompanionError("--avatar and --count belong to companion bench --frames.")
    if arguments.count < 0:
        raise CompanionError("--count is a number of frames.")
    names = ("frames",) if arguments.frames else tuple(arguments.only) or MEASUREMENTS
    for name in names:
        if name not in (*MEASUREMENTS, "frames"):
            raise CompanionError(f"There is no measurement {name}; there are {', '.join(MEASUREMENTS)}.")
    machine = f"{platform.machine()}, {os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"
    if not arguments.json:
        sys.stdout.write(f"{machine}\n")
    report: dict[str, list[dict[str, object]]] = {}
    everything: list[Figure] = []
    failed = False
    for name in names:
        report[name] = []
        try:
            for figure in measured(f"companion.bench.{name}", arguments.avatar, arguments.count):
                everything.append(figure)
                report[name].append(asdict(figure) | {"ratio": figure.ratio})
                if not arguments.json:  # each line as soon as it is known: some take a minute
                    sys.stdout.write(_line(figure) + "\n")
                    sys.stdout.flush()
        except CompanionError as error:  # the others count nevertheless
            failed = True
            sys.stderr.write(f"companion: {error}\n")
    if arguments.chart:
        draw_chart(everything, machine, arguments.chart)
    if arguments.json:
        sys.stdout.write(json.dumps({"machine": machine, "figures": report}, indent=1) + "\n")
    return 1 if failed else 0


def _line(figure: Figure) -> str:
    text = f"{figure.name:<34} {figure.value:9.2f} {figure.unit:<4}"
    if figure.ratio is not None:
        text += f" = {figure.ratio:.2f} of {figure.anchor:.2f} {figure.unit} ({figure.anchor_name})"
    return text + (f"   goal {figure.goal}" if figure.goal else "")
