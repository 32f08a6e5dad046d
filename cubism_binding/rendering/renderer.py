"""Draw any model: the one place that chooses how."""

from __future__ import annotations

from typing import Protocol

from cubism_binding.rendering.batched import BatchedRenderer, Drawable
from cubism_binding.rendering.fade import Color, Fade
from cubism_binding.rendering.framing import Framing
from cubism_binding.rendering.layered import LayeredRenderer


class Character(Drawable, Protocol):
    """What a renderer needs of a character: its model, its pictures, and how it wants to be seen."""

    @property
    def opacity(self) -> float:
        """How much of it is seen as a whole, 0..1."""

    @property
    def framing(self) -> Framing:
        """Where it stands unless the host says otherwise."""


class Renderer:
    """Own everything one model needs on the graphics card; needs a current context of OpenGL 3.3 or newer.

    Models with the blend modes or offscreens of Cubism 5.3 are drawn layer by layer, all others in few calls.
    After the context was lost call :meth:`forget` and make a new renderer in the new context.
    ``smooth_masks`` filters mask edges instead of matching the reference's pixels. ``fast`` is nearly the same picture,
    a third cheaper where a processor draws. ``by_processor`` says whether one does; None asks the driver.
    """

    def __init__(
        self, model: Character, *, smooth_masks: bool = False, fast: bool = False, by_processor: bool | None = None
    ) -> None:
        """Raise CubismError if the driver cannot do it or a picture cannot be read."""
        self._model = model
        self._painter: LayeredRenderer | BatchedRenderer
        if model.native.uses_extended_blending:
            self._painter = LayeredRenderer(model, smooth_masks=smooth_masks, fast=fast)
        else:
            self._painter = BatchedRenderer(model, smooth_masks=smooth_masks, fast=fast, by_processor=by_processor)
        self._fade = Fade()

    def draw(
        self, width: int, height: int, framing: Framing | None = None, background: Color | None = (0.0, 0.0, 0.0, 0.0)
    ) -> None:
        """Draw the model's present state into the framebuffer bound now, ``width`` x ``height`` pixels from (0, 0).

        ``framing`` None is the model's own. ``background`` is straight RGBA in 0..1 and fills the picture first; None
        keeps what is there. Sets all GL state it uses, keeps only the framebuffer, but not what its depth buffer holds;
        leaves blending, culling, scissor, depth and stencil test off, no program and no vertex array, texture unit 0
        active.
        """
        view = framing or self._model.framing
        opacity = self._model.opacity
        if opacity >= 1.0:
            self._painter.draw(width, height, view, background)
        else:
            self._fade.draw(
                lambda behind: self._painter.draw(width, height, view, behind),
                max(0.0, opacity), width, height, background,
            )  # fmt: skip

    def close(self) -> None:
        """Free all GL objects; their context must be current. Harmless the second time."""
        self._painter.close()
        self._fade.close()

    def forget(self) -> None:
        """Give up GL objects that died with a lost context."""
        self._painter.forget()
        self._fade.forget()
