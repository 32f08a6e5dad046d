"""What Mesa's llvmpipe has drawn is kept until its threads have let go of it.

llvmpipe draws scene by scene; a scene is what went into one framebuffer. Its threads end one by unlocking a fence, and
who asks meanwhile is told without the lock that the scene is done. So the fence may be freed while a thread, off the
processor at this moment, is still about to unlock it: it writes four zero bytes into memory that is somebody else's by
then (seen with Mesa 22.3; the source of 2026 is the same). On a busy machine that ended the program about once an hour.

No thread begins a scene before all have ended the one before, so a fence may go when later scenes are drawn. Until then
it has a second owner here, a sync object. Where a graphics card draws, nothing is kept.
"""

from __future__ import annotations

from collections import deque

from OpenGL.platform import PLATFORM

from cubism_binding.rendering import gl

KEPT = 256
"""Sync objects a context has: llvmpipe lets 64 scenes wait at most, and one may be kept by several."""
_COMMANDS_COMPLETE = 0x9117
_RENDERER = 0x1F01

_kept: dict[int, deque[int] | None] = {}


def bind_framebuffer(target: int, name: int) -> None:
    """Draw into another framebuffer; what was drawn into the one before is kept."""
    keep()
    gl.glBindFramebuffer(target, name)


def keep() -> None:
    """Keep what was drawn last. Where frames are shown by somebody else, call it before each."""
    context = _context()
    if context not in _kept:
        _kept[context] = deque() if context and b"llvmpipe" in (gl.glGetString(_RENDERER) or b"") else None
    syncs = _kept[context]
    if syncs is None:
        return
    sync = gl.glFenceSync(_COMMANDS_COMPLETE, 0)
    if sync:
        syncs.append(sync)
    if len(syncs) > KEPT:
        gl.glDeleteSync(syncs.popleft())


def await_pixels() -> None:
    """Make sure a copy takes what was drawn last; call it before copying from a framebuffer just drawn into.

    Mesa's llvmpipe (seen with 22.3) copies by the processor and sometimes does not wait for its drawing threads: one
    picture in five held the one before. On a graphics card this does nothing.
    """
    if gl.draws_by_processor():
        gl.glFinish()
        keep()


def release() -> None:
    """Free what the current context keeps; call it before the context goes, which waits for its threads by itself."""
    for sync in _kept.pop(_context(), None) or ():
        gl.glDeleteSync(sync)


def _context() -> int:
    current = PLATFORM.GetCurrentContext()
    return int(getattr(current, "value", current) or 0)
