"""The renderer in an offscreen context: what it draws, what it leaves, what it frees."""

import ctypes
import shutil
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from cubism_binding import CubismError, Framing, Live2DModel, OffscreenContext, Renderer
from cubism_binding.rendering import gl

AMELIE = Path(__file__).parents[3] / "assets" / "avatars" / "amelie"
SIZE = 256


@pytest.fixture
def context() -> Iterator[OffscreenContext]:
    with OffscreenContext(SIZE, SIZE) as offscreen:
        yield offscreen


@pytest.fixture
def model() -> Iterator[Live2DModel]:
    with Live2DModel.load(AMELIE) as character:
        character.update(1 / 60)
        yield character


def shoot(context: OffscreenContext, model: Live2DModel, **how: object) -> np.ndarray:
    renderer = Renderer(model)
    renderer.draw(SIZE, SIZE, **how)  # type: ignore[arg-type]
    picture = context.read_rgba()
    assert gl.raw("glGetError")() == 0
    renderer.close()
    return picture


def test_she_is_seen_upright_on_a_transparent_premultiplied_background(
    context: OffscreenContext, model: Live2DModel
) -> None:
    picture = shoot(context, model).astype(int)
    alpha = picture[..., 3]
    assert alpha[0, 0] == 0
    assert (alpha > 250).mean() > 0.1
    assert (picture[..., :3] <= alpha[..., None] + 2).all()  # premultiplied: no colour is brighter than its alpha
    model.override_parameter("ParamMouthOpenY", 1.0)
    model.update(1 / 60)
    changed = np.abs(shoot(context, model).astype(int) - picture).sum(axis=2) > 60
    model.override_parameter("ParamMouthOpenY", None)
    assert changed.any()


def test_the_background_is_filled_or_kept(context: OffscreenContext, model: Live2DModel) -> None:
    assert tuple(shoot(context, model, background=(1.0, 0.5, 0.0, 0.5))[0, 0]) == pytest.approx(
        (128, 64, 0, 128), abs=1
    )
    assert tuple(shoot(context, model, background=None)[0, 0]) == pytest.approx((128, 64, 0, 128), abs=1)


def test_framing_moves_and_enlarges_and_pixels_find_back(context: OffscreenContext, model: Live2DModel) -> None:
    def bounds(framing: Framing) -> tuple[float, float, float]:
        rows, columns = np.nonzero(shoot(context, model, framing=framing)[..., 3] > 128)
        return float(columns.mean()), float(rows.mean()), float(len(rows))

    x, y, area = bounds(Framing(zoom=0.4))
    moved_x, moved_y, _ = bounds(Framing(zoom=0.4, x=0.25, y=0.25))
    assert (moved_x - x, moved_y - y) == pytest.approx((32, -32), abs=0.5)  # a quarter of half the height
    assert bounds(Framing(zoom=0.2))[2] == pytest.approx(area / 4, rel=0.05)
    framing = Framing(1.3, 0.2, -0.1)
    scale_x, scale_y, offset_x, offset_y = framing.transform(model.canvas, 300, 200)
    px, py = (0.1 * scale_x + offset_x + 1) * 150, (1 - (0.2 * scale_y + offset_y)) * 100
    assert framing.to_model(model.canvas, 300, 200, px, py) == pytest.approx((0.1, 0.2))


def test_the_callers_framebuffer_is_bound_again_and_drawn_into(context: OffscreenContext, model: Live2DModel) -> None:
    objects = gl.GlObjects()
    target, colour = objects.framebuffer(), objects.renderbuffer()
    gl.glBindRenderbuffer(gl.GL_RENDERBUFFER, colour)
    gl.glRenderbufferStorage(gl.GL_RENDERBUFFER, gl.GL_RGBA8, SIZE, SIZE)
    renderer = Renderer(model)
    renderer.draw(SIZE, SIZE)
    expected = context.read_rgba()
    gl.glBindFramebuffer(gl.GL_FRAMEBUFFER, target)
    gl.glFramebufferRenderbuffer(gl.GL_FRAMEBUFFER, gl.GL_COLOR_ATTACHMENT0, gl.GL_RENDERBUFFER, colour)
    for state in (gl.GL_CULL_FACE, gl.GL_DEPTH_TEST, gl.GL_SCISSOR_TEST, gl.GL_STENCIL_TEST):
        gl.glEnable(state)  # a careless host
    gl.glColorMask(0, 1, 0, 1)
    renderer.draw(SIZE, SIZE)
    assert gl.integer(gl.GL_DRAW_FRAMEBUFFER_BINDING) == target
    pixels = np.empty((SIZE, SIZE, 4), np.uint8)
    gl.glReadPixels(0, 0, SIZE, SIZE, gl.GL_RGBA, gl.GL_UNSIGNED_BYTE, ctypes.c_void_p(pixels.ctypes.data))
    assert np.array_equal(pixels[::-1], expected)
    # What hosts such as Qt expect to find untouched.
    assert gl.integer(gl.GL_UNPACK_ALIGNMENT) == 4
    assert gl.integer(gl.GL_CURRENT_PROGRAM) == gl.integer(gl.GL_VERTEX_ARRAY_BINDING) == 0
    assert gl.integer(gl.GL_ACTIVE_TEXTURE) == gl.GL_TEXTURE0
    renderer.close()
    objects.release()


def test_everything_is_freed_also_after_a_failure_and_a_lost_context(model: Live2DModel, tmp_path: Path) -> None:
    before = gl.live_objects()
    for lost in (False, True):
        context = OffscreenContext(64, 64)
        context.make_current()
        renderer = Renderer(model)
        assert gl.live_objects() > before
        if lost:
            renderer.forget()
        renderer.close()
        context.close()
        context.close()
        assert gl.live_objects() == before
    shutil.copytree(AMELIE, tmp_path / "m", ignore=shutil.ignore_patterns("source"))
    with Live2DModel.load(tmp_path / "m") as broken, OffscreenContext(64, 64):
        texture = broken.texture_paths[0]
        assert texture is not None
        texture.write_bytes(b"no picture")
        with pytest.raises(CubismError, match=texture.name):
            Renderer(broken)
    assert gl.live_objects() == before


def test_preloaded_pictures_are_used_once_and_read_again_later(context: OffscreenContext, model: Live2DModel) -> None:
    plain = shoot(context, model)
    model.preload_textures()
    assert np.array_equal(shoot(context, model), plain)
    assert np.array_equal(shoot(context, model), plain)


def test_a_new_context_shows_the_same_picture(model: Live2DModel) -> None:
    pictures = []
    for _ in range(2):
        with OffscreenContext(SIZE, SIZE) as context:
            pictures.append(shoot(context, model))
    assert np.array_equal(*pictures)


def test_a_hundred_frames_leave_no_objects(context: OffscreenContext, model: Live2DModel) -> None:
    renderer = Renderer(model)
    made = gl.live_objects()
    for _ in range(100):
        model.update(1 / 30)
        renderer.draw(32, 32)
    assert gl.live_objects() == made
    renderer.close()


def test_textures_of_unequal_sizes_draw_the_same_character(
    context: OffscreenContext, sample_models: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "Haru"
    shutil.copytree(sample_models / "Haru", folder, ignore=shutil.ignore_patterns("sounds"))
    pictures = []
    for smaller in (False, True):
        with Live2DModel.load(folder) as haru:
            if smaller:
                path = haru.texture_paths[0]
                assert path is not None
                with Image.open(path) as image:
                    image.resize((image.width // 2, image.height // 2)).save(path)
            pictures.append(shoot(context, haru).astype(int))
    difference = np.abs(pictures[0] - pictures[1])
    assert difference.max() > 0
    assert difference.mean() < 1.0


def test_more_masks_than_one_texture_holds(context: OffscreenContext, sample_models: Path) -> None:
    with Live2DModel.load(sample_models / "Haru") as haru:
        plain = shoot(context, haru, framing=Framing(zoom=1.2)).astype(int)
        # Each drawable clipped by itself: many sets on several layers, and nearly the same picture if each finds its.
        count = len(haru.native.drawable_ids)
        haru.native.drawable_masks = tuple((drawable,) for drawable in range(count))
        clipped = shoot(context, haru, framing=Framing(zoom=1.2)).astype(int)
        # Each clipped by the next one: most of her is cut away, so clipping does take place.
        haru.native.drawable_masks = tuple(((drawable + 1) % count,) for drawable in range(count))
        wrong = shoot(context, haru, framing=Framing(zoom=1.2)).astype(int)
    assert count > 36
    solid = plain[..., 3] > 250
    assert np.abs(clipped - plain).max(axis=2)[solid].mean() < 8
    assert (clipped[..., 3][solid] > 200).mean() > 0.95
    assert (wrong[..., 3][solid] > 200).mean() < 0.8


def test_smooth_masks_differ_at_edges_only(context: OffscreenContext, sample_models: Path) -> None:
    with Live2DModel.load(sample_models / "Haru") as haru:
        pictures = []
        for smooth in (False, True):
            renderer = Renderer(haru, smooth_masks=smooth)
            renderer.draw(SIZE, SIZE, Framing(zoom=4.0, y=-2.4))
            pictures.append(context.read_rgba().astype(int))
            renderer.close()
    difference = np.abs(pictures[0] - pictures[1]).max(axis=2)
    assert 0 < (difference > 8).mean() < 0.02


def test_a_size_that_cannot_be_is_refused() -> None:
    with pytest.raises(CubismError, match="cannot draw into"):
        OffscreenContext(10**6, 10**6)
