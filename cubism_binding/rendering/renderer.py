"""Draw a model with OpenGL 3.3: one upload, one pass for all masks, one for all drawables.

The picture is premultiplied alpha. Colours, blending and masks follow the reference's formulas, so that the pixels
agree with the official renderer; the folding into few calls is this module's own.

A frame costs few GL calls whatever the model: vertices are uploaded as the Core's one block, colours and mask
transforms go through a small buffer texture, and dual-source blending lets drawables of all blend modes share a call.
"""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from importlib import resources
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from cubism_binding.core.errors import CubismError
from cubism_binding.core.model import ConstantFlag, DynamicFlag, Model
from cubism_binding.rendering import gl
from cubism_binding.rendering.framing import Framing
from cubism_binding.rendering.masks import ClippingSets
from cubism_binding.rendering.pictures import Picture
from cubism_binding.rendering.textures import TexturePlace, Textures

# Bits each vertex carries to the shaders; blend mode 0..2 takes the two lowest.
_DOUBLE_SIDED, _INVERTED, _MASKED, _CHANNEL_SHIFT, _LAYER_SHIFT = 4, 8, 16, 5, 8
_MASK_SIZE = 256  # as the reference's: the pixel grid of masks shows at their edges

# Texture units: the pictures stay in 0 as everybody expects.
_PICTURES, _MASKS, _TABLE, _POSITIONS, _UVS = range(5)

Color = tuple[float, float, float, float]


class Drawable(Protocol):
    """What a renderer needs of a model: the Core's model and where its pictures are."""

    @property
    def native(self) -> Model:
        """The Core's model, updated before each draw."""

    def take_pictures(self) -> Sequence[Picture | None]:
        """Return the decoded pictures by texture index, None where the model names none; called once a renderer."""


class Renderer:
    """Own everything one model needs on the graphics card; needs a current context of OpenGL 3.3 or newer.

    After the context was lost call :meth:`forget` and make a new renderer in the new context.
    ``smooth_masks`` filters mask edges instead of matching the reference's pixels.
    """

    def __init__(self, model: Drawable, *, smooth_masks: bool = False) -> None:
        self._native = native = model.native
        if native.uses_extended_blending:
            raise CubismError(
                f"{native.moc.name} uses blend modes of Cubism 5.3, which this renderer cannot draw yet. "
                "Export the model for Cubism 5.0 or older."
            )
        major, minor = gl.integer(gl.GL_MAJOR_VERSION), gl.integer(gl.GL_MINOR_VERSION)
        if (major, minor) < (3, 3):
            raise CubismError(f"Drawing needs OpenGL 3.3; the graphics driver offers {major}.{minor}.")
        self._objects = gl.GlObjects()
        try:
            self._textures = Textures(self._objects, model.take_pictures())
            self._sets = ClippingSets(native)
            self._drawn = self._drawable_places()
            self._make_table()
            self._make_model_pass()
            self._make_mask_pass(smooth_masks)
        except BaseException:
            self._objects.release()
            raise
        finally:
            gl.glBindVertexArray(0)
            gl.glBindBuffer(gl.GL_ARRAY_BUFFER, 0)

    def draw(
        self, width: int, height: int, framing: Framing | None = None, background: Color | None = (0.0, 0.0, 0.0, 0.0)
    ) -> None:
        """Draw the model's present state into the framebuffer bound now, ``width`` x ``height`` pixels from (0, 0).

        ``background`` is straight RGBA in 0..1 and fills the picture first; None keeps what is there. Sets all GL
        state it uses, keeps only the framebuffer; leaves blending, culling, scissor, depth and stencil test off,
        no program and no vertex array, texture unit 0 active.
        """
        target = gl.integer(gl.GL_DRAW_FRAMEBUFFER_BINDING)
        self._upload()
        for test in (gl.GL_CULL_FACE, gl.GL_DEPTH_TEST, gl.GL_STENCIL_TEST, gl.GL_SCISSOR_TEST):
            gl.glDisable(test)
        gl.glColorMask(1, 1, 1, 1)
        gl.glFrontFace(gl.GL_CCW)
        gl.glBlendEquation(gl.GL_FUNC_ADD)
        gl.glEnable(gl.GL_BLEND)
        if self._sets.count:
            self._draw_masks()
            gl.glBindFramebuffer(gl.GL_FRAMEBUFFER, target)
        gl.glViewport(0, 0, width, height)
        if background is not None:
            red, green, blue, alpha = background
            gl.glClearColor(red * alpha, green * alpha, blue * alpha, alpha)
            gl.glClear(gl.GL_COLOR_BUFFER_BIT)
        self._draw_model((framing or Framing()).transform(self._native.canvas, width, height))
        gl.glBindVertexArray(0)
        gl.glUseProgram(0)
        gl.glDisable(gl.GL_BLEND)
        gl.glActiveTexture(gl.GL_TEXTURE0)

    def close(self) -> None:
        """Free all GL objects; their context must be current. Harmless the second time."""
        self._objects.release()

    def forget(self) -> None:
        """Give up GL objects that died with a lost context."""
        self._objects.forget()

    def _drawable_places(self) -> list[TexturePlace | None]:
        """Return each drawable's texture; None for those never drawn: no triangles or no picture."""
        places = self._textures.places
        return [
            places[texture] if 0 <= texture < len(places) and len(triangles) else None
            for texture, triangles in zip(self._native.drawable_textures, self._native.drawable_triangles, strict=True)
        ]

    def _make_table(self) -> None:
        """Make the table the shaders look drawables and clipping sets up in (see model.vert)."""
        self._count = count = len(self._native.drawable_ids)
        self._table = np.zeros((max(1, 2 * count + 2 * self._sets.count), 4), np.float32)
        self._table[2 * count + self._sets.count : 2 * count + 2 * self._sets.count] = self._sets.rectangles
        self._table_buffer = self._buffer(gl.GL_TEXTURE_BUFFER, self._table, gl.GL_STREAM_DRAW)
        self._table_texture = self._buffer_texture(self._table_buffer, gl.GL_RGBA32F)

    def _make_model_pass(self) -> None:
        native = self._native
        self._program = self._objects.program(_shader("model.vert"), _shader("model.frag"))
        self._view = gl.uniform_location(self._program, "view")
        self._set_units(self._program, pictures=_PICTURES, masks=_MASKS, table=_TABLE, drawable_count=self._count)
        rows = max(1, len(native.positions))
        uvs, traits = np.zeros((rows, 2), np.float32), np.zeros((rows, 4), np.uint32)
        for drawable, first in enumerate(native.vertex_firsts):
            own = slice(first, first + native.vertex_counts[drawable])
            uvs[own] = native.drawable_uvs[drawable]
            traits[own] = self._traits(drawable)
        self._vertex_array = self._objects.vertex_array()
        gl.glBindVertexArray(self._vertex_array)
        self._position_buffer = self._buffer(gl.GL_ARRAY_BUFFER, np.zeros((rows, 2), np.float32), gl.GL_STREAM_DRAW)
        gl.glVertexAttribPointer(0, 2, gl.GL_FLOAT, 0, 8, ctypes.c_void_p(0))
        self._uv_buffer = self._buffer(gl.GL_ARRAY_BUFFER, uvs, gl.GL_STATIC_DRAW)
        gl.glVertexAttribPointer(1, 2, gl.GL_FLOAT, 0, 8, ctypes.c_void_p(0))
        self._buffer(gl.GL_ARRAY_BUFFER, traits, gl.GL_STATIC_DRAW)
        gl.glVertexAttribIPointer(2, 4, gl.GL_UNSIGNED_INT, 16, ctypes.c_void_p(0))
        for attribute in range(3):
            gl.glEnableVertexAttribArray(attribute)
        self._index_buffer = self._buffer(gl.GL_ELEMENT_ARRAY_BUFFER, np.zeros(1, np.uint32), gl.GL_DYNAMIC_DRAW)
        self._triangles = [
            triangles.astype(np.uint32) + np.uint32(first)
            for triangles, first in zip(native.drawable_triangles, native.vertex_firsts, strict=True)
        ]
        self._shown = b""  # what the list of triangles was made for
        self._runs: list[tuple[int, int, ctypes.c_void_p]] = []

    def _traits(self, drawable: int) -> tuple[int, int, int, int]:
        flags = int(self._native.drawable_constant_flags[drawable])
        bits = int(self._native.drawable_blend_modes[drawable])
        bits |= _DOUBLE_SIDED if flags & ConstantFlag.DOUBLE_SIDED else 0
        bits |= _INVERTED if flags & ConstantFlag.INVERTED_MASK else 0
        clipped_by = self._sets.set_of[drawable]
        if clipped_by >= 0:
            place = self._sets.places[clipped_by]
            bits |= _MASKED | place.channel << _CHANNEL_SHIFT | place.layer << _LAYER_SHIFT
        texture = self._drawn[drawable]
        return drawable, max(0, clipped_by), texture.layer if texture else 0, bits

    def _make_mask_pass(self, smooth: bool) -> None:
        sets = self._sets
        if sets.count == 0:
            return
        self._mask_texture = self._objects.texture()
        _make_mask_texture(self._mask_texture, sets.layers, smooth)
        self._mask_targets = [self._objects.framebuffer() for _ in range(sets.layers)]
        kept = gl.integer(gl.GL_DRAW_FRAMEBUFFER_BINDING)
        for layer, target in enumerate(self._mask_targets):
            gl.glBindFramebuffer(gl.GL_FRAMEBUFFER, target)
            gl.glFramebufferTextureLayer(gl.GL_FRAMEBUFFER, gl.GL_COLOR_ATTACHMENT0, self._mask_texture, 0, layer)
        gl.glBindFramebuffer(gl.GL_FRAMEBUFFER, kept)
        self._mask_program = self._objects.program(_shader("mask.vert"), _shader("mask.frag"))
        self._set_units(
            self._mask_program, pictures=_PICTURES, table=_TABLE, positions=_POSITIONS, uvs=_UVS,
            drawable_count=self._count, set_count=sets.count,
        )  # fmt: skip
        self._position_texture = self._buffer_texture(self._position_buffer, gl.GL_RG32F)
        self._uv_texture = self._buffer_texture(self._uv_buffer, gl.GL_RG32F)
        self._make_mask_geometry()

    def _make_mask_geometry(self) -> None:
        """Lay all mask triangles out, ordered by mask layer and texture array: one call for each such pair."""
        vertices: list[NDArray[np.uint32]] = []
        batches: dict[tuple[int, int], list[NDArray[np.uint32]]] = {}
        total = 0
        for index, masks in enumerate(self._sets.masks):
            place = self._sets.places[index]
            for drawable in masks:
                texture = self._drawn[drawable]
                if texture is None:
                    continue
                double_sided = self._native.drawable_constant_flags[drawable] & ConstantFlag.DOUBLE_SIDED
                count = self._native.vertex_counts[drawable]
                instances = np.empty((count, 4), np.uint32)
                instances[:, 0] = self._native.vertex_firsts[drawable] + np.arange(count)
                instances[:, 1:] = index, texture.layer, place.channel | (_DOUBLE_SIDED if double_sided else 0)
                vertices.append(instances)
                triangles = self._native.drawable_triangles[drawable].astype(np.uint32) + np.uint32(total)
                batches.setdefault((place.layer, texture.group), []).append(triangles)
                total += count
        self._mask_batches: list[tuple[int, int, int, ctypes.c_void_p]] = []
        offset = 0
        for (layer, group), parts in sorted(batches.items(), key=lambda item: item[0]):
            length = sum(len(part) for part in parts)
            self._mask_batches.append((layer, group, length, ctypes.c_void_p(4 * offset)))
            offset += length
        ordered = [part for _, parts in sorted(batches.items(), key=lambda item: item[0]) for part in parts]
        self._mask_array = self._objects.vertex_array()
        gl.glBindVertexArray(self._mask_array)
        nothing = [np.zeros((1, 4), np.uint32)]
        self._buffer(gl.GL_ARRAY_BUFFER, np.concatenate(vertices or nothing), gl.GL_STATIC_DRAW)
        gl.glVertexAttribIPointer(0, 4, gl.GL_UNSIGNED_INT, 16, ctypes.c_void_p(0))
        gl.glEnableVertexAttribArray(0)
        indices = np.concatenate(ordered) if ordered else np.zeros(1, np.uint32)
        self._buffer(gl.GL_ELEMENT_ARRAY_BUFFER, indices, gl.GL_STATIC_DRAW)

    def _buffer(self, target: int, data: NDArray[np.generic], usage: int) -> int:
        name = self._objects.buffer()
        gl.glBindBuffer(target, name)
        data = np.ascontiguousarray(data)
        gl.glBufferData(target, data.nbytes, ctypes.c_void_p(data.ctypes.data), usage)
        return name

    def _buffer_texture(self, buffer: int, form: int) -> int:
        name = self._objects.texture()
        gl.glBindTexture(gl.GL_TEXTURE_BUFFER, name)
        gl.glTexBuffer(gl.GL_TEXTURE_BUFFER, form, buffer)
        gl.glBindTexture(gl.GL_TEXTURE_BUFFER, 0)
        return name

    def _set_units(self, program: int, **values: int) -> None:
        gl.glUseProgram(program)
        for name, value in values.items():
            gl.glUniform1i(gl.uniform_location(program, name), value)
        gl.glUseProgram(0)

    def _upload(self) -> None:
        """Send this frame's positions, colours and mask transforms; new storage each time, so no draw is waited for."""
        native, table, count = self._native, self._table, self._count
        table[:count, :3] = native.drawable_multiply_colors[:, :3]
        table[:count, 3] = native.drawable_opacities
        table[count : 2 * count] = native.drawable_screen_colors
        if self._sets.count:
            table[2 * count : 2 * count + self._sets.count] = self._sets.transforms(native.positions)
        gl.glBindBuffer(gl.GL_ARRAY_BUFFER, self._table_buffer)
        gl.glBufferData(gl.GL_ARRAY_BUFFER, table.nbytes, ctypes.c_void_p(table.ctypes.data), gl.GL_STREAM_DRAW)
        positions = native.positions
        if len(positions):
            gl.glBindBuffer(gl.GL_ARRAY_BUFFER, self._position_buffer)
            address = ctypes.c_void_p(positions.ctypes.data)
            gl.glBufferData(gl.GL_ARRAY_BUFFER, positions.nbytes, address, gl.GL_STREAM_DRAW)
        gl.glBindBuffer(gl.GL_ARRAY_BUFFER, 0)

    def _bind(self, unit: int, target: int, texture: int) -> None:
        gl.glActiveTexture(gl.GL_TEXTURE0 + unit)
        gl.glBindTexture(target, texture)

    def _draw_masks(self) -> None:
        self._bind(_TABLE, gl.GL_TEXTURE_BUFFER, self._table_texture)
        self._bind(_POSITIONS, gl.GL_TEXTURE_BUFFER, self._position_texture)
        self._bind(_UVS, gl.GL_TEXTURE_BUFFER, self._uv_texture)
        self._bind(_MASKS, gl.GL_TEXTURE_2D_ARRAY, 0)
        gl.glActiveTexture(gl.GL_TEXTURE0)
        gl.glUseProgram(self._mask_program)
        gl.glBindVertexArray(self._mask_array)
        gl.glViewport(0, 0, _MASK_SIZE, _MASK_SIZE)
        gl.glClearColor(1.0, 1.0, 1.0, 1.0)
        gl.glBlendFuncSeparate(gl.GL_ZERO, gl.GL_ONE_MINUS_SRC_COLOR, gl.GL_ZERO, gl.GL_ONE_MINUS_SRC_ALPHA)
        for target in self._mask_targets:
            gl.glBindFramebuffer(gl.GL_FRAMEBUFFER, target)
            gl.glClear(gl.GL_COLOR_BUFFER_BIT)
        for layer, group, length, offset in self._mask_batches:
            if len(self._mask_targets) > 1:
                gl.glBindFramebuffer(gl.GL_FRAMEBUFFER, self._mask_targets[layer])
            gl.glBindTexture(gl.GL_TEXTURE_2D_ARRAY, self._textures.arrays[group])
            gl.glDrawElements(gl.GL_TRIANGLES, length, gl.GL_UNSIGNED_INT, offset)

    def _draw_model(self, view: Color) -> None:
        gl.glUseProgram(self._program)
        gl.glUniform4f(self._view, *view)
        gl.glBindVertexArray(self._vertex_array)
        self._order()
        self._bind(_TABLE, gl.GL_TEXTURE_BUFFER, self._table_texture)
        if self._sets.count:
            self._bind(_MASKS, gl.GL_TEXTURE_2D_ARRAY, self._mask_texture)
        gl.glActiveTexture(gl.GL_TEXTURE0)
        # Destination times the shader's second colour: the three blend modes in one state.
        gl.glBlendFunc(gl.GL_ONE, gl.GL_SRC1_COLOR)
        for group, length, offset in self._runs:
            gl.glBindTexture(gl.GL_TEXTURE_2D_ARRAY, self._textures.arrays[group])
            gl.glDrawElements(gl.GL_TRIANGLES, length, gl.GL_UNSIGNED_INT, offset)

    def _order(self) -> None:
        """Rebuild the list of triangles when the order or the set of visible drawables changed; few frames do.

        Compared with what was drawn last, not by the change bits: the model may be updated several times between draws.
        """
        native = self._native
        visible = native.drawable_dynamic_flags & np.uint8(DynamicFlag.VISIBLE)
        orders = native.render_orders[: self._count]
        state = visible.tobytes() + orders.tobytes()
        if state == self._shown:
            return
        self._shown = state
        self._runs = []
        parts: list[NDArray[np.uint32]] = []
        start = end = 0
        group = -1
        for drawable in np.argsort(orders, kind="stable"):
            place = self._drawn[drawable]
            if place is None or not visible[drawable]:
                continue
            if place.group != group:
                if end > start:
                    self._runs.append((group, end - start, ctypes.c_void_p(4 * start)))
                start, group = end, place.group
            parts.append(self._triangles[drawable])
            end += len(self._triangles[drawable])
        if end == start:
            return
        self._runs.append((group, end - start, ctypes.c_void_p(4 * start)))
        indices = np.concatenate(parts)
        address = ctypes.c_void_p(indices.ctypes.data)
        gl.glBufferData(gl.GL_ELEMENT_ARRAY_BUFFER, indices.nbytes, address, gl.GL_DYNAMIC_DRAW)


def _shader(name: str) -> str:
    return (resources.files("cubism_binding.rendering") / "shaders" / name).read_text("utf-8")


def _make_mask_texture(name: int, layers: int, smooth: bool) -> None:
    target = gl.GL_TEXTURE_2D_ARRAY
    gl.glBindTexture(target, name)
    gl.glTexImage3D(
        target, 0, gl.GL_RGBA8, _MASK_SIZE, _MASK_SIZE, layers, 0, gl.GL_RGBA, gl.GL_UNSIGNED_BYTE, ctypes.c_void_p(0)
    )
    filtering, wrapping = (gl.GL_LINEAR, gl.GL_CLAMP_TO_EDGE) if smooth else (gl.GL_NEAREST, gl.GL_REPEAT)
    for setting, value in (
        (gl.GL_TEXTURE_MAG_FILTER, filtering),
        (gl.GL_TEXTURE_MIN_FILTER, filtering),
        (gl.GL_TEXTURE_WRAP_S, wrapping),
        (gl.GL_TEXTURE_WRAP_T, wrapping),
    ):
        gl.glTexParameteri(target, setting, value)
    gl.glBindTexture(target, 0)
