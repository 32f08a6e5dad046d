"""Let Live2D's own runtime pose and draw, in a process of its own: ``oracle.py job.json``.

A job with "poses" (parameter values and part opacities each) saves pictures, (poses, size, size, 4) of premultiplied
RGBA. One with "frames" (a list of acts before each frame, and "dt") saves the parameters, (frames, parameters);
blinking and breathing are off. Its peculiarities:

- its symbols must be bound to themselves (RTLD_DEEPBIND) before any GL context exists, else it aborts;
- in a core profile it silently draws nothing;
- ``Draw`` is what updates the Core, so parameters are set between ``Update`` and ``Draw``; it wants no vertex array.
"""

import json
import os
import sys
from pathlib import Path
from typing import Any

import numpy as np


def pictures(live2d: Any, model: Any, context: Any, job: dict[str, Any]) -> np.ndarray:
    from cubism_binding.rendering import gl

    result = []
    for parameters, parts in job["poses"]:
        for index, value in enumerate(parameters):
            model.SetParamByIndex(index, value)
        for index, value in enumerate(parts):
            model.SetPartOpacity(index, value)
        context.make_current()
        gl.glBindVertexArray(0)
        gl.glViewport(0, 0, job["size"], job["size"])
        live2d.clearBuffer(0.0, 0.0, 0.0, 0.0)
        model.Draw()
        result.append(context.read_rgba())
    return np.stack(result)


def parameters(model: Any, job: dict[str, Any]) -> np.ndarray:
    result = []
    for acts in job["frames"]:
        for act, *arguments in acts:
            if act == "motion":
                model.StartMotion(*arguments, 3)
            else:
                model.SetExpression(*arguments)
        model.Update(job["dt"])
        result.append([model.GetParamValueByIndex(index) for index in range(model.GetParamCount())])
        model.Draw()
    return np.array(result)


def main() -> None:
    job = json.loads(Path(sys.argv[1]).read_text())
    sys.setdlopenflags(os.RTLD_NOW | os.RTLD_DEEPBIND)
    import live2d

    from cubism_binding.rendering.offscreen import OffscreenContext

    with OffscreenContext(job["size"], job["size"], compatible=True) as context:
        live2d.enableLog(False)
        live2d.init()
        live2d.glInit()
        model = live2d.Model()
        model.LoadModelJson(job["model"])
        model.Resize(job["size"], job["size"])
        model.SetAutoBlink(False)
        model.SetAutoBreath(False)
        np.save(job["out"], pictures(live2d, model, context, job) if "poses" in job else parameters(model, job))
    # Its own teardown wants a context that is gone by now: leave without it.
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
