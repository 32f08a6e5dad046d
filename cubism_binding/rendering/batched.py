"""Draw a model with OpenGL 3.3: one upload, one pass for all masks, few calls for all drawables.

The picture is premultiplied alpha. Colours, blending and masks follow the reference's formulas, so that the pixels
agree with the official renderer; the folding into few calls is this module's own.

A frame costs few GL calls whatever the model: vertices are uploaded as the Core's one block, colours and mask
transforms go through a small buffer texture. The calls that draw are the same from frame to frame, so they are recorded
with their arguments and only replayed.

For a graphics card that is all: one program draws everything in one call, and the time left to save is the caller's.
Where a processor draws, each pixel counts instead: simple drawables get a simpler program, triangles that show nothing
are left out, and where the framebuffer has a depth buffer, those that hide all behind them are put into it first: what
lies behind is then not drawn. None of this changes a pixel.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Callable, Sequence
from functools import partial
from typing import Protocol

import numpy as np

from cubism_binding.core.errors import CubismError
from cubism_binding.core.model import ConstantFlag, Model
from cubism_binding.rendering import gl, scenes
from cubism_binding.rendering.coverage import coverages
from cubism_binding.rendering.draw_list import CHANNEL_SHIFT, DOUBLE_SIDED, INVERTED, LAYER_SHIFT, MASKED, DrawList
from cubism_binding.rendering.framing import Framing
from cubism_binding.rendering.mask_geometry import MaskGeometry
from cubism_binding.rendering.mask_pass import (
    FAST_SIZE,
    MASKS,
    PARITY_SIZE,
    PICTURES,
    POSITIONS,
    TABLE,
    UVS,
    MaskPass,
)
from cubism_binding.rendering.masks import ClippingSets
from cubism_binding.rendering.pictures import Picture
from cubism_binding.rendering.textures import TexturePlace, Textures

Color = tuple[float, float, float, float]


class Drawable(Protocol):
    """What a renderer needs of a model: the Core's model and where its pictures are."""

    @property
    def native(self) -> Model:
        """The Core's model, updated before each draw."""

    def take_pictures(self) -> Sequence[Picture | None]:
        """Return the decoded pictures by texture index, None where the model names none; called once a renderer."""


class BatchedRenderer:
    """Own everything one model of classic blending needs on the graphics card; see ``renderer`` for any model.

    Needs a current context of OpenGL 3.3 or newer. After the context was lost call :meth:`forget` and make a new
    renderer in the new context.
    ``smooth_masks`` filters mask edges instead of matching the reference's pixels. ``fast`` does so too, draws masks
    at half the size, and reads each picture's nearest mipmap instead of blending two: nearly the same picture, a
    third cheaper where a processor draws. ``by_processor`` says whether one does; None asks the driver.
    """

    def __init__(
        self, model: Drawable, *, smooth_masks: bool = False, fast: bool = False, by_processor: bool | None = None
    ) -> None:
        self._native = native = model.native
        if (version := gl.version()) < (3, 3):
            raise CubismError(f"Drawing needs OpenGL 3.3; the graphics driver offers {version[0]}.{version[1]}.")
        self._objects = gl.GlObjects()
        self._placed: tuple[int, int, Framing | None] | None = None
        self._background: Color | None = None
        self._fill: list[Callable[[], object]] = []
        self._draws: list[Callable[[], object]] = []
        try:
            pictures = model.take_pictures()
            self._textures = Textures(self._objects, pictures, blend_mipmaps=not fast)
            self._sets = ClippingSets(native)
            self._drawn = self._drawable_places()
            self._by_processor = gl.draws_by_processor() if by_processor is None else by_processor
            self._coverages = coverages(native, pictures) if self._by_processor else None
            self._list = DrawList(native, self._drawn, self._sets, self._coverages)
            self._make_table()
            self._make_geometry()
            self._make_programs()
            self._make_mask_pass(FAST_SIZE if fast else PARITY_SIZE, smooth_masks or fast)
            self._record_set_up()
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
        state it uses, keeps only the framebuffer, but not what its depth buffer holds; leaves blending, culling,
        scissor, depth and stencil test off, no program and no vertex array, texture unit 0 active.
        """
        if (width, height, framing) != self._placed:
            self._place(width, height, framing)
        if background != self._background:
            self._background = background
            self._fill = [] if background is None else [_filling(background)]
        hide = self._by_processor and gl.has_depth(gl.integer(gl.GL_DRAW_FRAMEBUFFER_BINDING))
        gl.glBindVertexArray(self._vertex_array)
        self._follow_list()
        self._upload()
        for call in self._set_up:
            call()
        if self._masks is not None:
            target = gl.integer(gl.GL_DRAW_FRAMEBUFFER_BINDING)
            if self._masks.draw(self._list.shown, self._transforms):
                scenes.bind_framebuffer(gl.GL_FRAMEBUFFER, target)
            gl.glBindVertexArray(self._vertex_array)
        gl.glViewport(0, 0, width, height)
        for call in self._fill:
            call()
        if hide:
            self._draw_hiding()
        for call in self._draws:
            call()
        if hide:
            gl.glDisable(gl.GL_DEPTH_TEST)
            gl.glDepthMask(1)
        for call in self._tear_down:
            call()

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
        pairs, sets = self._sets.pairs, self._sets.count
        self._table = np.zeros((max(1, 2 * count + 2 * pairs + sets), 4), np.float32)
        transforms = self._table[2 * count : 2 * (count + pairs)].reshape(2, 2 * pairs, 2)
        self._transforms = transforms[:, :sets]
        self._sets.keep_in(self._transforms)
        self._table[2 * (count + pairs) : 2 * (count + pairs) + sets] = self._sets.rectangles
        self._colours: tuple[bytes, ...] = ()
        self._visibility = b""
        self._table_buffer = self._objects.filled_buffer(gl.GL_TEXTURE_BUFFER, self._table, gl.GL_STREAM_DRAW)
        self._table_texture = self._objects.buffer_texture(self._table_buffer, gl.GL_RGBA32F)
        self._upload_table = gl.filling(gl.GL_ARRAY_BUFFER, self._table, gl.GL_STREAM_DRAW)

    def _make_geometry(self) -> None:
        native, objects = self._native, self._objects
        rows = max(1, len(native.positions))
        uvs, traits = np.zeros((rows, 2), np.float32), np.zeros((rows, 4), np.uint32)
        for drawable, first in enumerate(native.vertex_firsts):
            own = slice(first, first + native.vertex_counts[drawable])
            uvs[own] = native.drawable_uvs[drawable]
            traits[own] = self._traits(drawable)
        nowhere = np.zeros((rows, 2), np.float32)
        self._vertex_array = objects.vertex_array()
        gl.glBindVertexArray(self._vertex_array)
        self._position_buffer = objects.filled_buffer(gl.GL_ARRAY_BUFFER, nowhere, gl.GL_STREAM_DRAW)
        gl.glVertexAttribPointer(0, 2, gl.GL_FLOAT, 0, 8, ctypes.c_void_p(0))
        if len(native.positions):
            self._upload_positions = gl.filling(gl.GL_ARRAY_BUFFER, native.positions, gl.GL_STREAM_DRAW)
        self._uv_buffer = objects.filled_buffer(gl.GL_ARRAY_BUFFER, uvs, gl.GL_STATIC_DRAW)
        gl.glVertexAttribPointer(1, 2, gl.GL_FLOAT, 0, 8, ctypes.c_void_p(0))
        objects.filled_buffer(gl.GL_ARRAY_BUFFER, traits, gl.GL_STATIC_DRAW)
        gl.glVertexAttribIPointer(2, 4, gl.GL_UNSIGNED_INT, 16, ctypes.c_void_p(0))
        for attribute in range(3):
            gl.glEnableVertexAttribArray(attribute)
        nothing = np.zeros(1, np.uint32)
        self._hiding_buffer = objects.filled_buffer(gl.GL_ELEMENT_ARRAY_BUFFER, nothing, gl.GL_DYNAMIC_DRAW)
        self._index_buffer = objects.filled_buffer(gl.GL_ELEMENT_ARRAY_BUFFER, nothing, gl.GL_DYNAMIC_DRAW)

    def _make_programs(self) -> None:
        vertex, fragment = gl.shader("model.vert"), gl.shader("model.frag")
        units = {"pictures": PICTURES, "table": TABLE, "drawable_count": self._count}
        self._general = self._objects.program(vertex, fragment if self._by_processor else _defining("FOLDED", fragment))
        gl.set_uniforms(self._general, masks=MASKS, set_pairs=self._sets.pairs, **units)
        programs = [self._general]
        if self._by_processor:
            self._plain = self._objects.program(_defining("PLAIN", vertex), _defining("PLAIN", fragment))
            gl.set_uniforms(self._plain, **units)
            self._hiding = self._objects.program(gl.shader("hiding.vert"), gl.shader("hiding.frag"))
            gl.set_uniforms(self._hiding, table=TABLE, drawable_count=self._count)
            gl.glUseProgram(self._hiding)
            gl.glUniform1f(gl.uniform_location(self._hiding, "behind"), float(self._list.step) / 2)
            programs += self._plain, self._hiding
        self._views = [(program, gl.uniform_location(program, "view")) for program in programs]

    def _record_set_up(self) -> None:
        """Record what a frame begins with, whatever state the host left, and what it ends with."""
        bound = [(TABLE, gl.GL_TEXTURE_BUFFER, self._table_texture)]
        if self._masks is not None:
            bound += (
                (POSITIONS, gl.GL_TEXTURE_BUFFER, self._position_texture),
                (UVS, gl.GL_TEXTURE_BUFFER, self._uv_texture),
                (MASKS, gl.GL_TEXTURE_2D_ARRAY, self._masks.texture),
            )
        bound += ((PICTURES, gl.GL_TEXTURE_2D_ARRAY, array) for array in self._textures.arrays[:1])
        tests = (gl.GL_CULL_FACE, gl.GL_DEPTH_TEST, gl.GL_STENCIL_TEST, gl.GL_SCISSOR_TEST)
        self._set_up: list[Callable[[], object]] = [
            *(partial(gl.glDisable, test) for test in tests),
            partial(gl.glColorMask, 1, 1, 1, 1),
            partial(gl.glFrontFace, gl.GL_CCW),
            partial(gl.glCullFace, gl.GL_BACK),
            partial(gl.glBlendEquation, gl.GL_FUNC_ADD),
            partial(gl.glEnable, gl.GL_BLEND),
        ]
        if gl.version() >= (4, 4) and self._masks is not None:
            units = {unit: texture for unit, _, texture in bound}
            self._set_up.append(gl.binding([units.get(unit, 0) for unit in range(UVS + 1)]))
        else:
            for unit, target, texture in bound:
                self._set_up += (
                    partial(gl.glActiveTexture, gl.GL_TEXTURE0 + unit),
                    partial(gl.glBindTexture, target, texture),
                )
        self._set_up.append(partial(gl.glActiveTexture, gl.GL_TEXTURE0))
        self._tear_down: list[Callable[[], object]] = [
            partial(gl.glBindVertexArray, 0),
            partial(gl.glUseProgram, 0),
            partial(gl.glDisable, gl.GL_BLEND),
        ]

    def _traits(self, drawable: int) -> tuple[int, int, int, int]:
        flags = int(self._native.drawable_constant_flags[drawable])
        bits = int(self._native.drawable_blend_modes[drawable])
        bits |= DOUBLE_SIDED if flags & ConstantFlag.DOUBLE_SIDED else 0
        bits |= INVERTED if flags & ConstantFlag.INVERTED_MASK else 0
        clipped_by = self._sets.set_of[drawable]
        if clipped_by >= 0:
            place = self._sets.places[clipped_by]
            bits |= MASKED | place.channel << CHANNEL_SHIFT | place.layer << LAYER_SHIFT
        texture = self._drawn[drawable]
        return drawable, max(0, clipped_by), texture.layer if texture else 0, bits

    def _make_mask_pass(self, size: int, smooth: bool) -> None:
        self._masks: MaskPass | None = None
        if self._sets.count:
            objects = self._objects
            self._position_texture = objects.buffer_texture(self._position_buffer, gl.GL_RG32F)
            self._uv_texture = objects.buffer_texture(self._uv_buffer, gl.GL_RG32F)
            masks = MaskGeometry(self._native, self._sets, self._drawn, self._coverages)
            self._masks = MaskPass(
                objects, masks, self._sets, self._textures.arrays, drawable_count=self._count, size=size, smooth=smooth
            )

    def _place(self, width: int, height: int, framing: Framing | None) -> None:
        """Tell the programs where the model stands: they remember it."""
        self._placed = width, height, framing
        view = (framing or Framing()).transform(self._native.canvas, width, height)
        self._pixels = max(1.0, abs(view[1]) * height / 2)  # a model unit
        # Whole steps of the scale, rounded to the finer side of the pictures: a growing window is no new list a frame.
        self._scale = math.floor(math.log2(self._pixels))
        for program, place in self._views:
            gl.glUseProgram(program)
            gl.glUniform4f(place, *view)

    def _follow_list(self) -> None:
        """Bring the list of triangles up to date; the vertex array is bound."""
        if self._list.update(self._scale):
            self._table[self._count : 2 * self._count, 3] = self._list.depths
            gl.fill(gl.GL_ELEMENT_ARRAY_BUFFER, self._list.indices, gl.GL_DYNAMIC_DRAW)
            self._draws = self._recorded()
            self._colours = ()  # the table is out of date

    def _recorded(self) -> list[Callable[[], object]]:
        """Return the calls that draw the present runs."""
        calls: list[Callable[[], object]] = []
        state: tuple[bool, bool] | None = None
        group = -1 if len(self._textures.arrays) > 1 else 0
        for run in self._list.runs:
            if (run.plain, run.one_sided) != state:
                state = run.plain, run.one_sided
                calls += (
                    partial(gl.glUseProgram, self._plain if run.plain else self._general),
                    # In general: destination times the shader's second colour, the three blend modes in one state.
                    partial(gl.glBlendFunc, gl.GL_ONE, gl.GL_ONE_MINUS_SRC_ALPHA if run.plain else gl.GL_SRC1_COLOR),
                    partial(gl.glEnable if run.one_sided else gl.glDisable, gl.GL_CULL_FACE),
                )
            if run.group != group:
                group = run.group
                calls.append(partial(gl.glBindTexture, gl.GL_TEXTURE_2D_ARRAY, self._textures.arrays[group]))
            calls.append(gl.drawing(run.first, run.length))
        calls.append(partial(gl.glDisable, gl.GL_CULL_FACE))
        return calls

    def _upload(self) -> None:
        """Send this frame's positions, colours and mask transforms; new storage each time, so no draw is waited for."""
        native, table, count = self._native, self._table, self._count
        multiply, screen, opacities = (
            native.drawable_multiply_colors,
            native.drawable_screen_colors,
            native.drawable_opacities,
        )
        colours = multiply.tobytes(), screen.tobytes()
        visibility = opacities.tobytes()
        changed = False
        if colours != self._colours:
            self._colours, changed = colours, True
            table[:count, :3] = multiply[:, :3]
            table[count : 2 * count, :3] = screen[:, :3]
        if visibility != self._visibility:
            self._visibility, changed = visibility, True
            table[:count, 3] = opacities
        if self._sets.count:
            self._sets.transforms(native.positions)
            changed = True
        if changed:
            gl.glBindBuffer(gl.GL_ARRAY_BUFFER, self._table_buffer)
            self._upload_table()
        if len(native.positions):
            gl.glBindBuffer(gl.GL_ARRAY_BUFFER, self._position_buffer)
            self._upload_positions()
        gl.glBindBuffer(gl.GL_ARRAY_BUFFER, 0)

    def _draw_hiding(self) -> None:
        """Fill the depth buffer with what hides all behind it; from then on only what is not hidden is drawn."""
        gl.glBindBuffer(gl.GL_ELEMENT_ARRAY_BUFFER, self._hiding_buffer)
        if self._list.update_hiding(self._pixels):
            gl.fill(gl.GL_ELEMENT_ARRAY_BUFFER, self._list.hiding, gl.GL_DYNAMIC_DRAW)
        gl.glEnable(gl.GL_DEPTH_TEST)
        gl.glDepthMask(1)
        gl.glDepthRange(0.0, 1.0)
        gl.glClearDepth(1.0)
        gl.glClear(gl.GL_DEPTH_BUFFER_BIT)
        gl.glDepthFunc(gl.GL_LESS)
        gl.glColorMask(0, 0, 0, 0)
        gl.glUseProgram(self._hiding)
        gl.drawing(0, len(self._list.hiding))()
        gl.glColorMask(1, 1, 1, 1)
        gl.glDepthMask(0)
        gl.glBindBuffer(gl.GL_ELEMENT_ARRAY_BUFFER, self._index_buffer)


def _filling(background: Color) -> Callable[[], object]:
    red, green, blue, alpha = background
    return gl.clearing(red * alpha, green * alpha, blue * alpha, alpha)


def _defining(word: str, shader: str) -> str:
    return shader.replace("core\n", f"core\n#define {word}\n", 1)
