"""Live2D for Python: a runtime over the Cubism Core, and a renderer in OpenGL 3.3. No Qt, no display needed."""

from typing import TYPE_CHECKING, Any

from cubism_binding.core.errors import CubismError
from cubism_binding.live2d_model import Live2DModel
from cubism_binding.rendering.framing import Framing

if TYPE_CHECKING:
    from cubism_binding.rendering.offscreen import OffscreenContext
    from cubism_binding.rendering.renderer import Renderer

__all__ = ["CubismError", "Framing", "Live2DModel", "OffscreenContext", "Renderer"]


def __getattr__(name: str) -> Any:
    """Import what needs OpenGL only when it is asked for: models can be read and moved without it."""
    if name == "Renderer":
        from cubism_binding.rendering.renderer import Renderer

        return Renderer
    if name == "OffscreenContext":
        from cubism_binding.rendering.offscreen import OffscreenContext

        return OffscreenContext
    raise AttributeError(name)
