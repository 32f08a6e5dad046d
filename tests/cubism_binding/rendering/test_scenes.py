"""What llvmpipe drew is kept for a while, and not for ever."""

from __future__ import annotations

import pytest

from cubism_binding.rendering import gl, scenes
from cubism_binding.rendering.offscreen import OffscreenContext


def test_what_was_drawn_is_kept_until_much_more_was_drawn_and_freed_with_its_context() -> None:
    before = dict(scenes._kept)
    with OffscreenContext(8, 8) as context:
        if b"llvmpipe" not in gl.glGetString(gl.GL_RENDERER):
            pytest.skip("only llvmpipe needs it")
        kept = next(syncs for key, syncs in scenes._kept.items() if key not in before)
        assert kept is not None
        for number in range(scenes.KEPT + 50):
            gl.glClearColor(number % 2, 0.0, 0.0, 1.0)
            gl.glClear(gl.GL_COLOR_BUFFER_BIT)
            first = kept[0]
            scenes.bind_framebuffer(gl.GL_FRAMEBUFFER, gl.integer(gl.GL_DRAW_FRAMEBUFFER_BINDING))
            assert len(kept) <= scenes.KEPT
        assert kept[0] != first, "the oldest goes"
        assert tuple(context.read_rgba()[0, 0]) == (255, 0, 0, 255)
        assert gl.glGetError() == 0
    assert scenes._kept == before


def test_a_graphics_card_keeps_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    with OffscreenContext(8, 8):
        scenes.release()
        monkeypatch.setattr(gl, "glGetString", lambda _name: b"A card")
        for _ in range(3):
            scenes.keep()
        assert scenes._kept[scenes._context()] is None
