"""Blend modes and offscreens of Cubism 5.3: every mode against its formula, layers against what they must equal."""

import random
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from layered_model import SIZE, LayeredMoc, stripes

from cubism_binding import Live2DModel, OffscreenContext, Renderer
from cubism_binding.rendering.layers import Act, plan

Colours = np.ndarray  # (..., 3) straight
COLOUR_MODES: dict[int, Callable[[Colours, Colours], Colours]] = {
    0: lambda s, d: s,
    3: lambda s, d: np.minimum(s + d, 1),
    4: lambda s, d: s + d,
    5: np.minimum,
    6: lambda s, d: s * d,
    7: lambda s, d: 1 - np.minimum(1, (1 - d) / s),
    8: lambda s, d: np.maximum(0, s + d - 1),
    9: np.maximum,
    10: lambda s, d: s + d - s * d,
    11: lambda s, d: np.minimum(1, d / (1 - s)),
    12: lambda s, d: np.where(d < 0.5, 2 * s * d, 1 - 2 * (1 - s) * (1 - d)),
    13: lambda s, d: np.where(
        s <= 0.5,
        d - (1 - 2 * s) * d * (1 - d),
        d + (2 * s - 1) * np.where(d <= 0.25, d * ((16 * d - 12) * d + 3), np.sqrt(d) - d),
    ),
    14: lambda s, d: np.where(s < 0.5, 2 * s * d, 1 - 2 * (1 - s) * (1 - d)),
    15: lambda s, d: np.where(s < 0.5, np.maximum(0, 2 * s + d - 1), np.minimum(1, 2 * (s - 0.5) + d)),
    16: lambda s, d: with_luma(with_saturation(s, saturation(d)), luma(d)),
    17: lambda s, d: with_luma(s, luma(d)),
}  # fmt: skip


def luma(c: Colours) -> np.ndarray:
    return np.asarray(c @ np.array([0.30, 0.59, 0.11]))[..., None]


def saturation(c: Colours) -> np.ndarray:
    return np.asarray(np.ptp(c, axis=-1))[..., None]


def with_saturation(c: Colours, wanted: np.ndarray) -> Colours:
    """By sorting the channels, as the formula is given: lowest to 0, highest to ``wanted``."""
    low, high = c.min(axis=-1, keepdims=True), c.max(axis=-1, keepdims=True)
    return np.where(high > low, (c - low) * wanted / np.where(high > low, high - low, 1), 0.0)


def with_luma(c: Colours, wanted: np.ndarray) -> Colours:
    c = c + wanted - luma(c)
    level, low, high = luma(c), c.min(axis=-1, keepdims=True), c.max(axis=-1, keepdims=True)
    with np.errstate(divide="ignore", invalid="ignore"):
        c = np.where(low < 0, level + (c - level) * level / (level - low), c)
        return np.where(high > 1, level + (c - level) * (1 - level) / (high - level), c)


def shares(mode: int, s: np.ndarray, d: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    none = np.zeros_like(s)
    return (
        (s * d, s * (1 - d), d * (1 - s)),
        (s * d, none, d * (1 - s)),
        (none, none, d * (1 - s)),
        (np.minimum(s, d), np.maximum(s - d, 0), np.maximum(d - s, 0)),
        (np.maximum(s + d - 1, 0), np.minimum(s, 1 - d), np.minimum(d, 1 - s)),
    )[mode]


def draw(folder: Path) -> np.ndarray:
    with Live2DModel.load(folder) as model, OffscreenContext(SIZE, SIZE) as context:
        model.update(1 / 60)
        renderer = Renderer(model)
        renderer.draw(SIZE, SIZE)
        renderer.close()
        return context.read_rgba()


def random_stripes(seed: int, vertical: bool) -> np.ndarray:
    rng = random.Random(seed)
    colours = [(*(rng.randrange(12, 244) for _ in range(3)), rng.choice((255, 255, 200, 120))) for _ in range(16)]
    return stripes(colours, vertical)


BEHIND, FRONT = random_stripes(1, True), random_stripes(2, False)


def of_two(folder: Path, mode: int, layer: bool) -> Path:
    """A model of one picture over another with a blend mode, of the drawable or of the offscreen it lies in."""
    moc = LayeredMoc()
    moc.square(moc.part(), 0)
    moc.square(moc.part(blend=mode), 1) if layer else moc.square(moc.part(), 1, mode)
    return moc.save(folder, BEHIND, FRONT)


@pytest.mark.parametrize("layer", [False, True], ids=["drawable", "offscreen"])
def test_every_pair_of_modes_gives_what_its_formula_says(tmp_path: Path, layer: bool) -> None:
    premultiplied = BEHIND / 255
    premultiplied[..., :3] *= premultiplied[..., 3:]
    behind = np.round(premultiplied * 255) / 255  # as the layer holds it
    front = FRONT / 255
    d, da = behind[..., :3] / behind[..., 3:], behind[..., 3:]
    s, sa = front[..., :3], front[..., 3:]
    if layer:
        s = np.round(s * sa * 255) / 255 / sa
    last = 3 | 4 << 8
    with Live2DModel.load(of_two(tmp_path, last, layer)) as model, OffscreenContext(SIZE, SIZE) as context:
        model.update(1 / 60)
        native = model.native
        assert (native.offscreen_blend_modes[0] if layer else native.drawable_blend_modes[1]) == last
        renderer = Renderer(model)
        modes = renderer._painter._modes  # one renderer for all modes: making 160 would take a minute
        place = modes.index(last)
        for alpha_mode in range(5):
            for colour_mode, formula in COLOUR_MODES.items():
                modes[place] = mode = colour_mode | alpha_mode << 8
                if mode == 0:
                    continue  # not extended: the fixed function blends it
                renderer.draw(SIZE, SIZE)
                picture = context.read_rgba() / 255
                p, q, r = shares(alpha_mode, sa, da)
                expected = np.concatenate([formula(s, d) * p + s * q + d * r, p + q + r], axis=-1).clip(0, 1)
                # Light premultiplied colours keep fewer steps in 8 bits, and some formulas divide by them.
                assert np.abs(picture - expected).max() < 6 / 255, f"colour {colour_mode}, alpha {alpha_mode}"
                assert np.abs(picture - expected).mean() < 1 / 255
        renderer.close()


def test_a_layer_fades_as_one_whole_and_takes_colours_masks_and_its_parts_opacity(tmp_path: Path) -> None:
    white, red = stripes([(255, 255, 255, 255)], True), stripes([(255, 0, 0, 255)], True)
    half = stripes([(0, 0, 0, 0), (0, 0, 0, 255)], True)
    moc = LayeredMoc()
    layer = moc.part(blend=0, opacity=0.5, multiply=(1.0, 0.5, 1.0), screen=(0.0, 0.0, 0.25))
    moc.square(layer, 0)
    moc.square(layer, 1)
    picture = draw(moc.save(tmp_path / "a", white, red))[128, 128].astype(int)
    assert np.abs(picture - (128, 0, 32, 128)).max() <= 1  # the white below does not show through
    for flags, seen in ((4, "right"), (12, "left")):
        moc = LayeredMoc()
        mask = moc.square(moc.part(), 1, opacity=0.0)
        moc.square(moc.part(blend=0, masks=(mask,), flags=flags), 0)
        alpha = draw(moc.save(tmp_path / seen, red, half))[128, :, 3]
        left, right = alpha[10:100].astype(int), alpha[150:240].astype(int)  # pictures repeat: not their edges
        inside, outside = (right, left) if seen == "right" else (left, right)
        assert inside.min() >= 254
        assert outside.max() <= 1


def test_nested_layers_close_in_order_and_unseen_ones_are_skipped(tmp_path: Path) -> None:
    moc = LayeredMoc()
    outer = moc.part(blend=0, opacity=0.5)
    moc.square(outer, 0)
    inner = moc.part(outer, blend=0, opacity=0.5)
    moc.square(inner, 0, flags=4)
    moc.square(moc.part(), 0, opacity=0.25)
    folder = moc.save(tmp_path, stripes([(255, 255, 255, 255)], True))
    with Live2DModel.load(folder) as model:
        model.update(1 / 60)
        shown = np.ones(3, np.bool_)
        steps = [(step.act, step.index, step.depth) for step in plan(model.native, shown)]
        assert steps == [
            (Act.OPEN, 0, 1), (Act.DRAW, 0, 1), (Act.OPEN, 1, 2), (Act.DRAW, 1, 2), (Act.CLOSE, 1, 1),
            (Act.CLOSE, 0, 0), (Act.DRAW, 2, 0),
        ]  # fmt: skip
        model.native.part_opacities[outer] = 0.0
        model.native.update()
        assert [(step.act, step.index) for step in plan(model.native, shown)] == [(Act.DRAW, 2)]
    assert draw(folder)[128, 128, 3] == pytest.approx(255 * (0.5 + 0.25 * 0.5), abs=2)


def test_a_fading_model_is_mixed_as_a_whole_with_what_is_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    amelie = Path(__file__).parents[3] / "assets" / "avatars" / "amelie"
    background = (0.2, 0.4, 0.6, 1.0)
    layered = of_two(tmp_path, 6, True)
    for folder in (amelie, *[layered] * 12):  # often: a processor's threads may be late for the copy of what is behind
        with Live2DModel.load(folder) as model, OffscreenContext(SIZE, SIZE) as context:
            model.update(1 / 60)
            renderer = Renderer(model)
            renderer.draw(SIZE, SIZE, background=background)
            full = context.read_rgba().astype(float)
            monkeypatch.setattr(Live2DModel, "opacity", 0.25)
            for kept in (background, None):
                if kept is None:
                    monkeypatch.setattr(Live2DModel, "opacity", 0.0)
                    renderer.draw(SIZE, SIZE, background=background)
                    monkeypatch.setattr(Live2DModel, "opacity", 0.25)
                renderer.draw(SIZE, SIZE, background=kept)
                faded = context.read_rgba().astype(float)
                expected = np.array([51, 102, 153, 255]) * 0.75 + full * 0.25
                assert np.ptp(full[..., 0]) > 50
                assert np.abs(faded - expected).max() <= 2
            renderer.close()
            monkeypatch.undo()


def layered_company(folder: Path) -> Path:
    """A model with nested layers, masks both ways, colours and blend modes of all kinds."""
    moc = LayeredMoc()
    moc.square(moc.part(), 0)
    mask = moc.square(moc.part(), 2)
    outer = moc.part(blend=6, opacity=0.8, multiply=(1.0, 0.7, 0.9), screen=(0.1, 0.0, 0.2))
    moc.square(outer, 1, 12, opacity=0.9, multiply=(0.8, 1.0, 0.6), screen=(0.0, 0.2, 0.0))
    inner = moc.part(outer, blend=13 | 1 << 8, opacity=0.7, masks=(mask,))
    moc.square(inner, 0, 3, (mask,), flags=12)
    moc.square(inner, 1, 16)
    moc.square(moc.part(outer), 2, 17, opacity=0.5)
    moc.square(moc.part(blend=10 | 3 << 8, opacity=0.6), 2, 1)
    moc.square(moc.part(), 1, 2, opacity=0.4)
    soft = stripes([(250, 200, 90, alpha) for alpha in (0, 60, 120, 180, 240, 255, 30, 90)], True)
    return moc.save(folder, BEHIND, FRONT, soft)


def test_nested_masked_and_coloured_layers_equal_the_official_renderers(tmp_path: Path) -> None:
    from test_parity import official

    folder = layered_company(tmp_path / "model")
    ours = draw(folder).astype(int)
    with Live2DModel.load(folder) as model:
        poses = [([], [1.0] * len(model.native.part_ids))]
        theirs = official(model, tmp_path, poses=poses, size=SIZE).astype(int)[0]
    assert theirs[..., :3].std() > 20
    assert np.abs(ours - theirs).max() <= 2


def test_after_a_lost_context_a_new_renderer_draws_the_same(tmp_path: Path) -> None:
    with Live2DModel.load(of_two(tmp_path, 6, True)) as model:
        model.update(1 / 60)
        pictures = []
        for _ in range(2):
            with OffscreenContext(SIZE, SIZE) as context:
                renderer = Renderer(model)
                renderer.draw(SIZE, SIZE)
                pictures.append(context.read_rgba())
                renderer.forget()
    assert pictures[0].any()
    assert np.array_equal(*pictures)
