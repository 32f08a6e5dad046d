"""The measured process of ``frames``: one model, one renderer, told by standard input when to draw.

``frame_child ours|live2d-py MODEL SIZE`` prints a line when it is ready, then for each number of frames it reads the
CPU time of one in microseconds, all threads together. ``frame_child growth MODEL COUNT SEED`` prints what ``count``
frames leave behind, as JSON. Both use their own process because whether Mesa computes pixels is settled at its start.
"""

from __future__ import annotations

import gc
import json
import os
import random
import sys
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import TextIO

from cubism_binding import Live2DModel, OffscreenContext, Renderer
from cubism_binding.core.memory import live_blocks
from cubism_binding.framework.model_settings import ModelSettings, read_model_settings
from cubism_binding.rendering import gl

STEP = 1 / 60  # seconds
_WARM_UP = 60  # frames
_MOTION_EVERY = 60  # frames; a motion that still plays is not interrupted
_IDLE = 1  # priority


def main() -> None:
    """Do what the arguments say."""
    # The Core and live2d-py print banners: they go elsewhere, so that only answers are read as answers.
    answers = os.fdopen(os.dup(1), "w", buffering=1)
    os.dup2(2, 1)
    kind, model, *numbers = sys.argv[1:]
    if kind == "growth":
        answers.write(json.dumps(growth(Path(model), int(numbers[0]), int(numbers[1]))) + "\n")
        return
    _answer(our_frame(model, int(numbers[0])) if kind == "ours" else official_frame(model, int(numbers[0])), answers)
    answers.flush()
    # live2d-py's own teardown wants a context that is gone by then: leave without it.
    os._exit(0)


def _answer(frame: Callable[[], None], answers: TextIO) -> None:
    for _ in range(_WARM_UP):
        frame()
    answers.write("ready\n")
    for line in sys.stdin:
        count = int(line)
        start = time.process_time()
        for _ in range(count):
            frame()
        gl.glFinish()  # all pixels count, but as in a window no frame waits for them
        answers.write(f"{(time.process_time() - start) / count * 1e6}\n")


def _group(settings: ModelSettings) -> str | None:
    """Return the motions both play: idle ones if there are any."""
    groups = [name for name, motions in settings.motions.items() if motions]
    return "Idle" if "Idle" in groups else groups[0] if groups else None


def our_frame(path: str, size: int) -> Callable[[], None]:
    """Return a function that moves and draws one frame with this program's own binding."""
    context = OffscreenContext(size, size)
    model = Live2DModel.load(path)
    renderer = Renderer(model)
    group = _group(model.settings)
    number = 0

    def frame() -> None:
        nonlocal number
        if group is not None and group != "Idle" and number % _MOTION_EVERY == 0:
            model.start_motion(group, None, _IDLE)
        number += 1
        model.update(STEP)
        renderer.draw(size, size)

    context.make_current()
    return frame


def official_frame(path: str, size: int) -> Callable[[], None]:
    """Return the same with Live2D's own runtime and renderer, as live2d-py packs them.

    Its symbols must be bound to themselves before any GL context exists, else it aborts; in a core profile it silently
    draws nothing. Only ``Draw`` updates the Core, so a frame is both.
    """
    sys.setdlopenflags(os.RTLD_NOW | os.RTLD_DEEPBIND)
    import live2d

    context = OffscreenContext(size, size, compatible=True)
    live2d.enableLog(False)
    live2d.init()
    live2d.glInit()
    model = live2d.Model()
    model.LoadModelJson(path)
    model.Resize(size, size)
    model.SetAutoBlink(True)
    model.SetAutoBreath(True)
    group = _group(read_model_settings(Path(path)))
    number = 0
    context.make_current()
    gl.glBindVertexArray(0)
    gl.glViewport(0, 0, size, size)

    def frame() -> None:
        nonlocal number
        if group is not None and number % _MOTION_EVERY == 0 and model.IsMotionFinished():
            model.StartRandomMotion(group, _IDLE)
        number += 1
        model.Update(STEP)
        live2d.clearBuffer(0.0, 0.0, 0.0, 0.0)
        model.Draw()

    return frame


def growth(path: Path, count: int, seed: int) -> dict[str, int]:
    """Return bytes gained over ``count`` frames and the objects left after closing everything.

    The frames are lively: motions, faces, looks and sizes change at random. What is made once, at first use, is made
    before: a tenth of the frames, and each motion and expression, go ahead unmeasured.
    """
    rng = random.Random(seed)
    result: dict[str, int] = {}
    with OffscreenContext(256, 256) as context, Live2DModel.load(path) as model:
        renderer = Renderer(model)
        context.make_current()
        for group, count_of_group in model.motion_groups.items():
            for index in range(count_of_group):
                model.start_motion(group, index, 3)
                _play(model, renderer, 2, rng)
        for face in (*model.expression_names, None):
            model.set_expression(face)
            model.update(STEP)
        _play(model, renderer, max(500, count // 10), rng)
        tracemalloc.start()
        _play(model, renderer, 500, rng)
        gc.collect()
        memory, resident, objects = tracemalloc.get_traced_memory()[0], _resident(), gl.live_objects()
        _play(model, renderer, count, rng)
        gc.collect()
        result["python_bytes"] = tracemalloc.get_traced_memory()[0] - memory
        result["resident_bytes"] = _resident() - resident
        result["gl_objects"] = gl.live_objects() - objects
        tracemalloc.stop()
        renderer.close()
    del renderer, model
    gc.collect()
    return result | {"gl_objects_after_close": gl.live_objects(), "core_blocks_after_close": live_blocks()}


def _play(model: Live2DModel, renderer: Renderer, frames: int, rng: random.Random) -> None:
    size = 256
    groups = [group for group, motions in model.motion_groups.items() if motions]
    faces = (None, *model.expression_names)
    for number in range(frames):
        if number % 50 == 0:
            if groups:
                model.start_motion(rng.choice(groups), None, 3)
            model.set_expression(rng.choice(faces), rng.choice((0.5, 1.0)))
            model.look_at(rng.uniform(-1, 1), rng.uniform(-1, 1))
            size = rng.choice((64, 200, 256))
        model.update(rng.choice((STEP, STEP / 2, 0.03)))
        renderer.draw(size, size)
    gl.glFinish()


def _resident() -> int:
    """Return this process's memory in bytes; 0 where the system does not tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
    except OSError:
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")


if __name__ == "__main__":
    main()
