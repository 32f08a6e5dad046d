"""Draw a model with the blend modes and offscreens of Cubism 5.3: layer by layer, as the reference describes it.

Everything is drawn into a picture of its own, which is laid over the framebuffer at last. An offscreen is one more
picture, drawn into the one around it once all it holds is in it. Extended blend modes read a copy of what lies behind.
"""

from __future__ import annotations

import ctypes
from dataclasses import dataclass

import numpy as np

from cubism_binding.core.errors import CubismError
from cubism_binding.core.model import ConstantFlag, DynamicFlag, Model
from cubism_binding.rendering import gl, scenes
from cubism_binding.rendering.batched import Color, Drawable
from cubism_binding.rendering.framing import Framing
from cubism_binding.rendering.layer_masks import SIZE, LayerMasks
from cubism_binding.rendering.layers import Act, Step, plan
from cubism_binding.rendering.target import Target
from cubism_binding.rendering.textures import Textures

_PICTURES, _MASKS, _TABLE, _BEHIND, _LAYER = range(5)  # texture units
_INVERTED, _MASKED = 8, 16


@dataclass(frozen=True, slots=True)
class _Shape:
    """The triangles of one drawable in the index buffer."""

    first: int
    length: int
    group: int
    one_sided: bool


def extended(mode: int) -> bool:
    """Say whether a blend mode of the Core (colour | alpha << 8) must read what lies behind."""
    return mode != 0 and mode & 255 not in (1, 2)


class LayeredRenderer:
    """Own everything one such model needs on the graphics card; see ``renderer`` for any model."""

    def __init__(self, model: Drawable, *, smooth_masks: bool = False, fast: bool = False) -> None:
        """Take the options of ``Renderer``; raise CubismError if the driver cannot do it."""
        self._native = native = model.native
        if (version := gl.version()) < (3, 3):
            raise CubismError(f"Drawing needs OpenGL 3.3; the graphics driver offers {version[0]}.{version[1]}.")
        self._drawables = len(native.drawable_ids)
        self._count = self._drawables + native.offscreen_count
        self._modes = [int(mode) for mode in (*native.drawable_blend_modes, *native.offscreen_blend_modes)]
        self._objects = gl.GlObjects()
        try:
            self._textures = Textures(self._objects, model.take_pictures(), blend_mipmaps=not fast)
            self._masks = LayerMasks(native, self._objects, smooth_masks or fast)
            self._traits = [self._traits_of(index) for index in range(self._count)]
            self._table = np.zeros((max(1, 2 * self._count + self._masks.count), 4), np.float32)
            self._table_buffer = self._objects.filled_buffer(gl.GL_TEXTURE_BUFFER, self._table, gl.GL_STREAM_DRAW)
            self._table_texture = self._objects.buffer_texture(self._table_buffer, gl.GL_RGBA32F)
            self._make_geometry()
            self._make_programs()
        except BaseException:
            self._objects.release()
            raise
        finally:
            gl.glBindVertexArray(0)
            gl.glBindBuffer(gl.GL_ARRAY_BUFFER, 0)
        self._layers: list[Target] = []
        self._behind = Target(self._objects)

    def draw(self, width: int, height: int, framing: Framing, background: Color | None) -> None:
        """Draw as ``Renderer.draw`` says."""
        native = self._native
        target = gl.integer(gl.GL_DRAW_FRAMEBUFFER_BINDING)
        self._view = framing.transform(native.canvas, width, height)
        self._size = (width, height)
        shown = (native.drawable_dynamic_flags & np.uint8(DynamicFlag.VISIBLE) != 0) & (native.drawable_opacities > 0)
        shown &= np.array([shape is not None for shape in self._shapes], np.bool_)
        steps = plan(native, shown)
        self._upload()
        for test in (gl.GL_CULL_FACE, gl.GL_DEPTH_TEST, gl.GL_STENCIL_TEST, gl.GL_SCISSOR_TEST):
            gl.glDisable(test)
        gl.glColorMask(1, 1, 1, 1)
        gl.glFrontFace(gl.GL_CCW)
        gl.glCullFace(gl.GL_BACK)
        gl.glBlendEquation(gl.GL_FUNC_ADD)
        gl.glActiveTexture(gl.GL_TEXTURE0)
        self._fit(1 + max((step.depth for step in steps), default=0))
        gl.glBindVertexArray(self._vertex_array)
        gl.bind(_TABLE, gl.GL_TEXTURE_BUFFER, self._table_texture)
        gl.bind(_MASKS, gl.GL_TEXTURE_2D_ARRAY, 0)
        self._draw_masks(steps)
        gl.bind(_MASKS, gl.GL_TEXTURE_2D_ARRAY, self._masks.texture)
        gl.glViewport(0, 0, width, height)
        gl.glClearColor(0.0, 0.0, 0.0, 0.0)
        self._begin_layer(0)
        for step in steps:
            if step.act is Act.DRAW:
                self._draw(step.index)
            elif step.act is Act.OPEN:
                self._begin_layer(step.depth)
            else:
                self._composite(self._drawables + step.index, step.depth)
        self._lay_over(target, background)

    def close(self) -> None:
        """Free all GL objects; their context must be current. Harmless the second time."""
        self._objects.release()

    def forget(self) -> None:
        """Give up GL objects that died with a lost context."""
        self._objects.forget()

    def _traits_of(self, index: int) -> tuple[int, int, int, int]:
        native: Model = self._native
        is_layer = index >= self._drawables
        own = index - self._drawables if is_layer else index
        flags = int((native.offscreen_constant_flags if is_layer else native.drawable_constant_flags)[own])
        texture = -1 if is_layer else int(native.drawable_textures[own])
        place = self._textures.places[texture] if 0 <= texture < len(self._textures.places) else None
        clip = self._masks.set_of[index]
        mode = self._modes[index]
        bits = (0 if extended(mode) else mode & 3) | (_INVERTED if flags & ConstantFlag.INVERTED_MASK else 0)
        return index, max(0, clip), place.layer if place else 0, bits | (_MASKED if clip >= 0 else 0)

    def _make_geometry(self) -> None:
        native, objects = self._native, self._objects
        rows = max(1, len(native.positions))
        uvs, traits = np.zeros((rows, 2), np.float32), np.zeros((rows, 4), np.uint32)
        self._shapes: list[_Shape | None] = []
        indices = [np.zeros(0, np.uint32)]
        end = 0
        for drawable, first in enumerate(native.vertex_firsts):
            own = slice(first, first + native.vertex_counts[drawable])
            uvs[own], traits[own] = native.drawable_uvs[drawable], self._traits[drawable]
            texture = int(native.drawable_textures[drawable])
            place = self._textures.places[texture] if 0 <= texture < len(self._textures.places) else None
            triangles = native.drawable_triangles[drawable].astype(np.uint32) + np.uint32(first)
            one_sided = not native.drawable_constant_flags[drawable] & ConstantFlag.DOUBLE_SIDED
            shape = _Shape(end, len(triangles), place.group, one_sided) if place and len(triangles) else None
            self._shapes.append(shape)
            indices.append(triangles)
            end += len(triangles)
        self._vertex_array = objects.vertex_array()
        gl.glBindVertexArray(self._vertex_array)
        nowhere = np.zeros((rows, 2), np.float32)
        self._position_buffer = objects.filled_buffer(gl.GL_ARRAY_BUFFER, nowhere, gl.GL_STREAM_DRAW)
        gl.glVertexAttribPointer(0, 2, gl.GL_FLOAT, 0, 8, ctypes.c_void_p(0))
        objects.filled_buffer(gl.GL_ARRAY_BUFFER, uvs, gl.GL_STATIC_DRAW)
        gl.glVertexAttribPointer(1, 2, gl.GL_FLOAT, 0, 8, ctypes.c_void_p(0))
        objects.filled_buffer(gl.GL_ARRAY_BUFFER, traits, gl.GL_STATIC_DRAW)
        gl.glVertexAttribIPointer(2, 4, gl.GL_UNSIGNED_INT, 16, ctypes.c_void_p(0))
        for attribute in range(3):
            gl.glEnableVertexAttribArray(attribute)
        objects.filled_buffer(gl.GL_ELEMENT_ARRAY_BUFFER, np.concatenate(indices), gl.GL_STATIC_DRAW)

    def _make_programs(self) -> None:
        vertex, fragment = gl.shader("layered.vert"), gl.shader("layered.frag")
        units = {"table": _TABLE, "object_count": self._count}
        self._programs: dict[tuple[bool, bool], int] = {}
        for quad in (False, True):
            for reads in (False, True):
                defined = "core\n" + "#define QUAD\n" * quad + "#define BLENDED\n" * reads
                program = self._objects.program(*(text.replace("core\n", defined, 1) for text in (vertex, fragment)))
                gl.set_uniforms(program, masks=_MASKS, pictures=_PICTURES, layer=_LAYER, behind=_BEHIND, **units)
                self._programs[quad, reads] = program
        self._mask_program = self._objects.program(gl.shader("layered_mask.vert"), gl.shader("layered_mask.frag"))
        gl.set_uniforms(self._mask_program, pictures=_PICTURES, **units)
        self._over_program = self._objects.program(gl.shader("copy.vert"), gl.shader("copy.frag"))
        gl.set_uniforms(self._over_program, picture=_LAYER)

    def _upload(self) -> None:
        native, table = self._native, self._table
        split, end = 2 * self._drawables, 2 * self._count
        table[0:split:2, :3] = native.drawable_multiply_colors[:, :3]
        table[0:split:2, 3] = native.drawable_opacities
        table[1:split:2, :3] = native.drawable_screen_colors[:, :3]
        table[split:end:2, :3] = native.offscreen_multiply_colors[:, :3]
        table[split:end:2, 3] = native.offscreen_opacities
        table[split + 1 : end : 2, :3] = native.offscreen_screen_colors[:, :3]
        if self._masks.count:
            table[end:] = self._masks.transforms()
        for buffer, data in ((self._table_buffer, table), (self._position_buffer, native.positions)):
            if len(data):
                gl.glBindBuffer(gl.GL_ARRAY_BUFFER, buffer)
                gl.fill(gl.GL_ARRAY_BUFFER, data, gl.GL_STREAM_DRAW)
        gl.glBindBuffer(gl.GL_ARRAY_BUFFER, 0)

    def _fit(self, depth: int) -> None:
        while len(self._layers) < depth:
            self._layers.append(Target(self._objects))
        for layer in (*self._layers, self._behind):
            layer.fit(*self._size)

    def _draw_masks(self, steps: list[Step]) -> None:
        objects = [step.index if step.act is Act.DRAW else self._drawables + step.index for step in steps]
        gl.glViewport(0, 0, SIZE, SIZE)
        gl.glClearColor(1.0, 1.0, 1.0, 1.0)
        gl.glEnable(gl.GL_BLEND)
        gl.glBlendFunc(gl.GL_ZERO, gl.GL_ONE_MINUS_SRC_COLOR)
        gl.glUseProgram(self._mask_program)
        place = gl.uniform_location(self._mask_program, "set")
        for number in self._masks.wanted(objects):
            self._masks.begin(number)
            gl.glUniform1i(place, number)
            for drawable in self._masks.masks[number]:
                self._draw_shape(drawable)

    def _draw_shape(self, drawable: int) -> None:
        shape = self._shapes[drawable]
        if shape is None:
            return
        (gl.glEnable if shape.one_sided else gl.glDisable)(gl.GL_CULL_FACE)
        gl.bind(_PICTURES, gl.GL_TEXTURE_2D_ARRAY, self._textures.arrays[shape.group])
        gl.glDrawElements(gl.GL_TRIANGLES, shape.length, gl.GL_UNSIGNED_INT, ctypes.c_void_p(4 * shape.first))

    def _begin_layer(self, depth: int) -> None:
        scenes.bind_framebuffer(gl.GL_FRAMEBUFFER, self._layers[depth].framebuffer)
        gl.glClear(gl.GL_COLOR_BUFFER_BIT)

    def _use(self, index: int, quad: bool) -> int:
        """Choose program and blending for one object; return the program."""
        mode = self._modes[index]
        reads = extended(mode)
        program = self._programs[quad, reads]
        gl.glUseProgram(program)
        gl.glUniform4f(gl.uniform_location(program, "view"), *self._view)
        if reads:
            gl.glDisable(gl.GL_BLEND)
            gl.glUniform2i(gl.uniform_location(program, "modes"), mode & 255, mode >> 8)
        else:
            gl.glEnable(gl.GL_BLEND)
            gl.glBlendFunc(gl.GL_ONE, gl.GL_SRC1_COLOR)
        return program

    def _copy_behind(self, left: int, bottom: int, width: int, height: int) -> None:
        gl.bind(_BEHIND, gl.GL_TEXTURE_2D, self._behind.texture)
        scenes.await_pixels()
        gl.glCopyTexSubImage2D(gl.GL_TEXTURE_2D, 0, left, bottom, left, bottom, width, height)

    def _draw(self, drawable: int) -> None:
        if extended(self._modes[drawable]):
            area = self._covered(drawable)
            if area is None:
                return
            self._copy_behind(*area)
        self._use(drawable, quad=False)
        self._draw_shape(drawable)

    def _covered(self, drawable: int) -> tuple[int, int, int, int] | None:
        """Return the pixels around a drawable: left, bottom, width, height; None where it lies outside."""
        native, first = self._native, self._native.vertex_firsts[drawable]
        own = native.positions[first : first + native.vertex_counts[drawable]]
        clip = own * np.array(self._view[:2], np.float32) + np.array(self._view[2:], np.float32)
        size = np.array(self._size)
        if not np.isfinite(clip).all():
            return 0, 0, *self._size
        low = np.clip(np.floor((clip.min(axis=0) + 1) / 2 * size) - 1, 0, size).astype(int)
        high = np.clip(np.ceil((clip.max(axis=0) + 1) / 2 * size) + 1, 0, size).astype(int)
        width, height = (int(length) for length in high - low)
        return (int(low[0]), int(low[1]), width, height) if width > 0 and height > 0 else None

    def _composite(self, index: int, depth: int) -> None:
        """Draw the finished layer above ``depth`` into the one at ``depth``."""
        scenes.bind_framebuffer(gl.GL_FRAMEBUFFER, self._layers[depth].framebuffer)
        if extended(self._modes[index]):
            self._copy_behind(0, 0, *self._size)
        program = self._use(index, quad=True)
        gl.glUniform4i(gl.uniform_location(program, "object"), *self._traits[index])
        gl.bind(_LAYER, gl.GL_TEXTURE_2D, self._layers[depth + 1].texture)
        gl.glDisable(gl.GL_CULL_FACE)
        gl.glDrawArrays(gl.GL_TRIANGLES, 0, 3)

    def _lay_over(self, target: int, background: Color | None) -> None:
        scenes.bind_framebuffer(gl.GL_FRAMEBUFFER, target)
        gl.glDisable(gl.GL_CULL_FACE)
        if background is not None:
            red, green, blue, alpha = background
            gl.glClearColor(red * alpha, green * alpha, blue * alpha, alpha)
            gl.glClear(gl.GL_COLOR_BUFFER_BIT)
        gl.glUseProgram(self._over_program)
        gl.bind(_LAYER, gl.GL_TEXTURE_2D, self._layers[0].texture)
        gl.glEnable(gl.GL_BLEND)
        gl.glBlendFunc(gl.GL_ONE, gl.GL_ONE_MINUS_SRC_ALPHA)
        gl.glDrawArrays(gl.GL_TRIANGLES, 0, 3)
        gl.glBindVertexArray(0)
        gl.glUseProgram(0)
        gl.glDisable(gl.GL_BLEND)
        gl.glActiveTexture(gl.GL_TEXTURE0)
