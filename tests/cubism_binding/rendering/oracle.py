"""Draw poses with Live2D's own renderer, in a process of its own: ``oracle.py job.json``.

The job names the model, the size and the poses (a list of parameter values and part opacities each) and where the
pictures go, as one (poses, size, size, 4) array of premultiplied RGBA. Its peculiarities:

- its symbols must be bound to themselves (RTLD_DEEPBIND) before any GL context exists, else it aborts;
- in a core profile it silently draws nothing;
- ``Draw`` is what updates the Core, so parameters are set between ``Update`` and ``Draw``; it wants no vertex array.
"""

import json
import os
import sys
from pathlib import Path

import numpy as np


def main() -> None:
    job = json.loads(Path(sys.argv[1]).read_text())
    sys.setdlopenflags(os.RTLD_NOW | os.RTLD_DEEPBIND)
    import live2d

    from cubism_binding.rendering import gl
    from cubism_binding.rendering.offscreen import OffscreenContext

    size = job["size"]
    pictures = []
    with OffscreenContext(size, size, compatible=True) as context:
        live2d.enableLog(False)
        live2d.init()
        live2d.glInit()
        model = live2d.Model()
        model.LoadModelJson(job["model"])
        model.Resize(size, size)
        model.SetAutoBlink(False)
        model.SetAutoBreath(False)
        for parameters, parts in job["poses"]:
            for index, value in enumerate(parameters):
                model.SetParamByIndex(index, value)
            for index, value in enumerate(parts):
                model.SetPartOpacity(index, value)
            context.make_current()
            gl.glBindVertexArray(0)
            gl.glViewport(0, 0, size, size)
            live2d.clearBuffer(0.0, 0.0, 0.0, 0.0)
            model.Draw()
            pictures.append(context.read_rgba())
    np.save(job["out"], np.stack(pictures))
    # Its own teardown wants a context that is gone by now: leave without it.
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
