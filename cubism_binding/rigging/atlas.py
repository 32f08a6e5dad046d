"""Pack layers into one square texture, with gutters and edge colours bled into the transparency."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image

from cubism_binding.rigging.meshes import cover
from cubism_binding.rigging.rig import Layer, Rig

GUTTER = 8  # texels; survives three mipmap levels
_FAINT = 24  # below this alpha a colour is taken from the neighbours
_CLEAR = 16  # a block at the top left stays transparent, for hit areas


@dataclass(frozen=True)
class Atlas:
    """Hold the texture and where each layer's top left texel lies in it."""

    pixels: npt.NDArray[np.uint8]
    places: dict[str, tuple[int, int]]

    @property
    def size(self) -> int:
        """Return the side of the square texture in texels."""
        return int(self.pixels.shape[0])

    def uvs(self, layer: Layer, points: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        """Return texture coordinates 0..1 (origin top left) of canvas points on a layer."""
        x, y = self.places[layer.name]
        texels = (points - (layer.left, layer.top)) * layer.scale + (x, y)
        return texels / self.size

    @property
    def clear_uv(self) -> tuple[float, float]:
        """Return a texture coordinate inside the transparent block."""
        return _CLEAR / 2 / self.size, _CLEAR / 2 / self.size

    def save(self, path: Path) -> None:
        """Write the texture as a PNG; the same pixels give the same bytes."""
        path.parent.mkdir(parents=True, exist_ok=True)
        Image.fromarray(self.pixels).save(path, format="PNG", compress_level=6)


def pack_rig(rig: Rig, size: int) -> Atlas:
    """Pack a rig's layers, each widened to hold the meshes that show it; raise ValueError when `size` is too small."""
    for mesh in rig.meshes:
        if mesh.layer in rig.layers:
            rig.layers[mesh.layer] = cover(rig.layers[mesh.layer], mesh.cut.vertices)
    return pack(list(rig.layers.values()), size)


def pack(layers: list[Layer], size: int) -> Atlas:
    """Place layers on shelves, tallest first; raise ValueError when the texture is too small."""
    pixels = np.zeros((size, size, 4), np.uint8)
    places: dict[str, tuple[int, int]] = {}
    x, y, shelf = _CLEAR + GUTTER, GUTTER, 0
    for layer in sorted(layers, key=lambda item: (-item.pixels.shape[0], item.name)):
        height, width = layer.pixels.shape[:2]
        if x + width + GUTTER > size:
            x, y, shelf = GUTTER, y + shelf + GUTTER, 0
        if y + height + GUTTER > size or x + width + GUTTER > size:
            raise ValueError(f"The layers do not fit a {size} x {size} texture ({layer.name} is left over).")
        pixels[y : y + height, x : x + width] = layer.pixels
        places[layer.name] = (x, y)
        x, shelf = x + width + GUTTER, max(shelf, height)
    return Atlas(_bleed(pixels), places)


def _bleed(pixels: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
    """Give transparent texels the colour of near paint: no dark fringes under filtering and mipmaps.

    Faint texels too: straight colours got from a faint premultiplied drawing are mostly rounding.
    """
    colour = pixels[:, :, :3].astype(np.float32)
    weight = (pixels[:, :, 3] >= _FAINT).astype(np.float32)
    colour *= weight[:, :, None]
    levels = [(colour, weight)]
    while levels[-1][1].shape[0] > 1:  # pull: sum 2 x 2 blocks; push: fill what is empty from the coarser level
        c, w = levels[-1]
        levels.append((c[::2, ::2] + c[1::2, ::2] + c[::2, 1::2] + c[1::2, 1::2],
                       w[::2, ::2] + w[1::2, ::2] + w[::2, 1::2] + w[1::2, 1::2]))  # fmt: skip
    c, w = levels.pop()
    filled = c / np.maximum(w, 1)[:, :, None]
    while levels:
        c, w = levels.pop()
        coarse = filled.repeat(2, axis=0).repeat(2, axis=1)
        filled = np.where((w > 0)[:, :, None], c / np.maximum(w, 1)[:, :, None], coarse)
    result = pixels.copy()
    empty = pixels[:, :, 3] < _FAINT
    result[:, :, :3][empty] = np.rint(filled[empty]).astype(np.uint8)
    return result
