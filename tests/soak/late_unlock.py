"""Does a drawing thread of llvmpipe that is held up at the wrong moment end the program?

    python tests/soak/late_unlock.py [--frames 3000] [--unkept]        needs cc; a minute

Draws her without a screen while ``late_unlock.c`` holds llvmpipe's threads up where they unlock a fence (see
cubism_binding/rendering/scenes.py). ``--unkept`` keeps nothing, to see the driver's fault. Ends with 1 when it crashed.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1]))


def draw(frames: int, *, kept: bool) -> None:
    """Draw so many frames and read every tenth."""
    from companion.avatar.live2d_avatar import Live2DAvatar
    from companion.paths import default_avatar
    from cubism_binding.rendering import gl, scenes
    from cubism_binding.rendering.offscreen import OffscreenContext

    if not kept:
        scenes.keep = lambda: None
    with OffscreenContext(400, 500) as context:
        if b"llvmpipe" not in gl.glGetString(gl.GL_RENDERER):
            raise SystemExit("No llvmpipe draws here: there is nothing to try.")
        avatar = Live2DAvatar(default_avatar(), 1)
        avatar.open_gl(fast=True)
        for number in range(frames):
            avatar.update(1 / 30)
            avatar.draw(400, 500)
            if number % 10 == 0:
                context.read_rgba()
        avatar.close_gl()
        avatar.close()


def main() -> int:
    """Build the library, draw below it, say how it ended."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--frames", type=int, default=3000)
    parser.add_argument("--unkept", action="store_true")
    parser.add_argument("--below", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.below:
        draw(arguments.frames, kept=not arguments.unkept)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        library = Path(folder) / "late_unlock.so"
        source = HERE / "late_unlock.c"
        subprocess.run(["cc", "-O2", "-shared", "-fPIC", "-o", library, source, "-ldl"], check=True)
        ended = subprocess.run(
            [sys.executable, __file__, *sys.argv[1:], "--below"],
            env={**os.environ, "LD_PRELOAD": str(library), "PYOPENGL_PLATFORM": "egl"},
            check=False,
        ).returncode
    print("crashed" if ended < 0 else "all drawn" if ended == 0 else "failed")
    return 1 if ended else 0


if __name__ == "__main__":
    sys.exit(main())
