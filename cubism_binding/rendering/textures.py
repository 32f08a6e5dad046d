"""A model's pictures on the graphics card, equal sizes together in one texture array."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from cubism_binding.rendering import gl
from cubism_binding.rendering.pictures import Picture, fitted


@dataclass(frozen=True)
class TexturePlace:
    """Where one picture of the model lies: ``group`` is a texture array, ``layer`` its layer."""

    group: int
    layer: int


class Textures:
    """Upload pictures into arrays grouped by size, so that models with one size need no switch between draws.

    Filtered straight (not premultiplied) with mipmaps and repeated at the edges, as the reference renderer does: the
    pixels then agree with it. ``pictures`` holds None where the model names none.
    """

    def __init__(
        self, objects: gl.GlObjects, pictures: Sequence[Picture | None], *, blend_mipmaps: bool = True
    ) -> None:
        """Upload ``pictures``; without ``blend_mipmaps`` each pixel is read from the nearest mipmap only."""
        largest = gl.integer(gl.GL_MAX_TEXTURE_SIZE)
        sizes: dict[tuple[int, int], list[int]] = {}
        # What this graphics driver does not take at full size is drawn a little coarser instead of not at all.
        pictures = [None if picture is None else fitted(picture, largest) for picture in pictures]
        for index, picture in enumerate(pictures):
            if picture is not None:
                sizes.setdefault((picture.shape[1], picture.shape[0]), []).append(index)
        self.places: list[TexturePlace | None] = [None] * len(pictures)
        self.arrays: list[int] = []
        for group, ((width, height), members) in enumerate(sizes.items()):
            for layer, index in enumerate(members):
                self.places[index] = TexturePlace(group, layer)
            layers = [picture for index in members if (picture := pictures[index]) is not None]
            self.arrays.append(_upload(objects, width, height, layers, blend_mipmaps))


def _upload(objects: gl.GlObjects, width: int, height: int, layers: list[Picture], blend_mipmaps: bool) -> int:
    name = objects.texture()
    target = gl.GL_TEXTURE_2D_ARRAY
    gl.glBindTexture(target, name)
    gl.glPixelStorei(gl.GL_UNPACK_ALIGNMENT, 4)  # the default, which Qt's own uploads rely on too
    gl.glTexImage3D(
        target, 0, gl.GL_RGBA8, width, height, len(layers), 0, gl.GL_RGBA, gl.GL_UNSIGNED_BYTE, ctypes.c_void_p(0)
    )
    for layer, picture in enumerate(map(np.ascontiguousarray, layers)):
        pixels = ctypes.c_void_p(picture.ctypes.data)
        gl.glTexSubImage3D(target, 0, 0, 0, layer, width, height, 1, gl.GL_RGBA, gl.GL_UNSIGNED_BYTE, pixels)
    gl.glGenerateMipmap(target)
    for setting, value in (
        (gl.GL_TEXTURE_MAG_FILTER, gl.GL_LINEAR),
        (gl.GL_TEXTURE_MIN_FILTER, gl.GL_LINEAR_MIPMAP_LINEAR if blend_mipmaps else gl.GL_LINEAR_MIPMAP_NEAREST),
        (gl.GL_TEXTURE_WRAP_S, gl.GL_REPEAT),
        (gl.GL_TEXTURE_WRAP_T, gl.GL_REPEAT),
    ):
        gl.glTexParameteri(target, setting, value)
    gl.glBindTexture(target, 0)
    return name
