"""A long day of hers: does anything grow, drift or fall asleep for good?

    python tests/soak/long_day.py [--simulated-hours 24] [--real-minutes 120] [--seed 1]

First a day on a fast clock: the character with her idle life, moods, talks and touches, at 30 updates a second, drawn
now and then without a screen; ten thousand stored lines. Then the real program with its real engines on the real clock:
a line every half a minute, spoken into a sound server of its own, recordings, settings opened and closed. Both watch
memory, threads, open files and OpenGL objects, and whether she still moves. Ends with 1 when something grew.
"""

from __future__ import annotations

import argparse
import faulthandler
import gc
import json
import math
import os
import random
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import psutil

os.environ.setdefault("PYOPENGL_PLATFORM", "egl")
os.environ.setdefault("QT_XCB_GL_INTEGRATION", "xcb_egl")
sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parents[1])]

if TYPE_CHECKING:
    from companion.app import Program
    from companion.bench.opened_window import Wait
    from companion.messages import Role

_DT = 1 / 30
_SAMPLE_SECONDS = 1800
_GROWTH_PER_SAMPLE = 0.3e6
"""Bytes of resident memory that a sample may add on average: allocators breathe."""


@dataclass(frozen=True)
class Sample:
    """What there is at a moment: simulated or real hours, bytes here and in the engine process, and counts.

    ``resident`` and ``engine`` count memory that only the program can give back. Pages of files it has mapped are left
    out, for the system takes them when it needs room: of the sentence encoder's 72 MB each new word reads some more.
    """

    hour: float
    resident: int
    engine: int
    threads: int
    files: int
    gl_objects: int
    moved: float


def sample(hour: float, moved: float) -> Sample:
    """Measure this process."""
    from cubism_binding.rendering import gl

    gc.collect()
    resident = _private(os.getpid())
    files = len(list(Path("/proc/self/fd").iterdir()))
    children = psutil.Process().children(recursive=True)
    engine = sum(_private(child.pid) for child in children if child.name() != "pulseaudio")
    return Sample(hour, resident, engine, threading.active_count(), files, gl.live_objects(), moved)


def _private(process: int) -> int:
    """Return the bytes of a process's memory that no file stands behind."""
    status = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    sizes = dict(line.split(":", 1) for line in status.splitlines())
    # One that has ended and is not yet waited for has none.
    return sum(int(sizes.get(kind, "0 kB").split()[0]) * 1024 for kind in ("RssAnon", "RssShmem"))


def simulated_day(hours: float, seed: int, every: float = _SAMPLE_SECONDS) -> list[Sample]:
    """Live through ``hours`` on a fast clock; return a sample each ``every`` seconds, the first after warming up."""
    from companion.avatar.live2d_avatar import Live2DAvatar
    from companion.history import History
    from companion.messages import EMOTIONS, EmotionScores
    from companion.paths import data_dir, default_avatar
    from cubism_binding.rendering.offscreen import OffscreenContext

    rng = random.Random(seed)
    history = History(data_dir() / "history.sqlite")
    talk = history.begin("amelie")
    samples: list[Sample] = []
    with OffscreenContext(64, 64):
        avatar = Live2DAvatar(default_avatar(), seed)
        avatar.open_gl(fast=True)
        now, next_sample, next_event = 0.0, every / 2, 0.0
        speaking_until, low, high = 0.0, math.inf, -math.inf
        while now < hours * 3600:
            if now >= next_event:
                next_event = now + rng.expovariate(1 / 25)
                match rng.choice(("speak", "speak", "feel", "look", "away", "attend", "draw")):
                    case "speak":
                        speaking_until = now + rng.uniform(1, 12)
                        history.add(talk, rng.choice(("user", "assistant")), f"It is {now:.0f} seconds past midnight.")
                        history.lines(talk, 40)
                    case "feel":
                        avatar.express(EmotionScores.only(rng.choice(EMOTIONS)))
                    case "look":
                        avatar.look_at(rng.uniform(-1, 1), rng.uniform(-1, 1))
                    case "away":
                        avatar.look_at(None, None)
                    case "attend":
                        avatar.life.attend()
                    case "draw":
                        avatar.draw(64, 64)
            avatar.speaking(now < speaking_until)
            avatar.set_mouth(0.5 + 0.5 * math.sin(now * 9) if now < speaking_until else 0.0)
            avatar.update(_DT)
            now += _DT
            value = avatar.model.parameter("ParamAngleX")
            low, high = min(low, value), max(high, value)
            if now >= next_sample:
                next_sample += every
                samples.append(sample(now / 3600, high - low))
                low, high = math.inf, -math.inf
        avatar.close_gl()
        avatar.close()
    history.close()
    return samples


def real_hours(minutes: float, seed: int) -> list[Sample]:
    """Talk with the real program for ``minutes``; return a sample every 2 minutes, the first after warming up.

    Warm is she when the chat is as long as it gets: of more than ``MOST`` messages the window shows the last ones.
    """
    from companion.bench.opened_window import ask, opened_window
    from companion.ui.messages_area import MOST
    from sound_server import SoundServer

    rng = random.Random(seed)
    samples: list[Sample] = []
    with SoundServer(), opened_window() as (program, wait):
        _fill_the_chat(program, wait, MOST)
        start = time.monotonic()
        while (passed := time.monotonic() - start) < minutes * 60:
            frames: list[float] = []
            program.stage.frame_times = frames
            line = f"It is minute {passed / 60:.0f}. What do you think of the number {rng.randrange(99)}?"
            ask(program, wait, line, seconds=600.0)
            if rng.random() < 0.2:
                program.open_settings()
                _rest(wait, 2.0)
                program.settings_session.close()
            if rng.random() < 0.1:
                program.recording.start()
                _rest(wait, 5.0)
                program.recording.stop()
                wait(60.0, lambda: not program.recording.running and not program.recording.saving_now)
            _rest(wait, 15.0)
            if passed >= 120 * (len(samples) + 1):
                samples.append(sample(passed / 3600, float(len(frames))))
    return samples


def _fill_the_chat(program: Program, wait: Wait, most: int) -> None:
    """Show so many lines of a talk that the next one lets the oldest go."""
    talk = program.history.begin("amelie")
    for number in range(most):
        role: Role = "assistant" if number % 2 else "user"
        program.history.add(talk, role, f"This is line {number} of a talk we had earlier; it is as long as others are.")
    program.conversation.open_talk(talk)
    while program.conversation.more_above and len(program.conversation.messages) < most:
        program.conversation.show_older()
    _rest(wait, 5.0)


def _rest(wait: Callable[[float, Callable[[], object]], None], seconds: float) -> None:
    end = time.monotonic() + seconds
    wait(seconds + 60.0, lambda: time.monotonic() >= end)


def verdict(samples: list[Sample]) -> list[str]:
    """Return what grew since she had settled, in words; nothing for a good day.

    She settles in the first quarter: talks become as long as the text model reads, a sentence the longest so far.
    Of memory the highest of the second quarter is held against the highest of the last: the chat grows until it lets
    its oldest messages go, and a sample may come before or after.
    """
    quarter = len(samples) // 4
    settled = samples[quarter:]
    first, last = settled[0], settled[-1]
    early, late = settled[: max(1, quarter)], settled[-max(1, quarter) :]
    wrong = []
    for name in ("resident", "engine"):
        before, after = (max(getattr(one, name) for one in some) for some in (early, late))
        grown = (after - before) / max(1, len(settled) - len(late))
        if grown > _GROWTH_PER_SAMPLE:
            wrong.append(f"{name} memory grows by {grown / 1e6:.2f} MB a sample ({before / 1e6:.0f} MB at first)")
    for name in ("threads", "files", "gl_objects"):
        before, after = getattr(first, name), getattr(last, name)
        if after > before + 1:
            wrong.append(f"{name}: {before} at first, {after} at the end")
    wrong += [f"she stands still in hour {one.hour:.1f}" for one in samples if one.moved <= 0]
    return wrong


def main() -> int:
    """Live both days and say what grew."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--simulated-hours", type=float, default=24.0)
    parser.add_argument("--real-minutes", type=float, default=120.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--report", type=Path, help="write all samples as JSON")
    arguments = parser.parse_args()
    faulthandler.enable()
    report: dict[str, list[Sample]] = {}
    wrong: list[str] = []
    for name, length, live in (
        ("simulated", arguments.simulated_hours, simulated_day),
        ("real", arguments.real_minutes, real_hours),
    ):
        if not length:
            continue
        from companion.bench.opened_window import fresh_home

        with fresh_home():
            began = time.monotonic()
            samples = report[name] = live(length, arguments.seed)
        print(f"{name}: {len(samples)} samples in {time.monotonic() - began:.0f} s", samples[0], samples[-1], sep="\n")
        wrong += [f"{name}: {one}" for one in verdict(samples)]
    print(*(wrong or ["nothing grew"]), sep="\n")
    if arguments.report:
        lines = {name: [asdict(one) for one in samples] for name, samples in report.items()}
        arguments.report.write_text(json.dumps(lines, indent=1), "utf-8")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
