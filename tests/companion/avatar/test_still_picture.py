"""Pictures on stage: faces fade, the mouth opens in steps without flicker, she breathes; all the same each time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from companion.avatar.avatar import ENTRY_POINTS, Avatar, AvatarKind, find_avatar, load_avatar
from companion.avatar.still_picture import MouthSteps, StillPictureAvatar
from companion.cli import main
from companion.errors import CompanionError
from companion.messages import EmotionScores
from companion.paths import default_avatar
from cubism_binding.core.errors import CubismError
from cubism_binding.rendering import gl
from cubism_binding.rendering.offscreen import OffscreenContext
from drawn_pictures import SKIN, draw_figure

STEP = 1 / 30
SIZE = 96


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A set with four faces; neutral and joy open the mouth."""
    place = tmp_path / "rosa"
    place.mkdir()
    for name, colour in SKIN.items():
        draw_figure(place / f"{name}.png", colour)
    for name in ("neutral", "joy"):
        draw_figure(place / f"{name}_open.png", SKIN[name], mouth=40)
    return place


@contextmanager
def on_stage(avatar: Avatar) -> Iterator[OffscreenContext]:
    before = gl.live_objects()
    with OffscreenContext(SIZE, SIZE) as context:
        avatar.open_gl()
        yield context
        avatar.close_gl()
    avatar.close()
    assert gl.live_objects() == before


def run(avatar: Avatar, seconds: float) -> None:
    for _ in range(round(seconds / STEP)):
        avatar.update(STEP)


def picture(avatar: Avatar, context: OffscreenContext) -> NDArray[np.int64]:
    avatar.draw(SIZE, SIZE)
    return context.read_rgba().astype(np.int64)


def cheek(pixels: NDArray[np.int64]) -> tuple[int, ...]:
    """Return the colour between eyes and mouth."""
    return tuple(int(value) for value in pixels[SIZE * 35 // 100, SIZE // 2, :3])


def near(colour: tuple[int, ...], other: tuple[int, ...], within: int = 3) -> bool:
    return max(abs(a - b) for a, b in zip(colour, other, strict=True)) <= within


def test_each_emotion_shows_its_picture_and_others_the_neutral_one(folder: Path) -> None:
    avatar = StillPictureAvatar(folder)
    with on_stage(avatar) as context:
        for label in ("joy", "anger", "sadness", "fear", "neutral"):
            avatar.express(EmotionScores.only(label))
            run(avatar, 0.5)
            assert near(cheek(picture(avatar, context)), SKIN.get(label, SKIN["neutral"])), label


def test_one_face_fades_into_the_next(folder: Path) -> None:
    avatar = StillPictureAvatar(folder)
    with on_stage(avatar) as context:
        run(avatar, 0.5)
        avatar.show_expression("sadness")
        blues = []
        for _ in range(12):
            blues.append(cheek(picture(avatar, context))[2])
            avatar.update(STEP)
    assert blues == sorted(blues)
    assert blues[0] == SKIN["neutral"][2]
    assert blues[-1] == SKIN["sadness"][2]
    assert len({blue for blue in blues if SKIN["neutral"][2] < blue < SKIN["sadness"][2]}) > 4


def test_the_mouth_opens_with_speech_alone(folder: Path) -> None:
    avatar = StillPictureAvatar(folder)
    with on_stage(avatar) as context:

        def darkness() -> int:
            run(avatar, 0.2)
            pixels = picture(avatar, context)
            return int(((pixels[..., :3].max(axis=2) < 30) & (pixels[..., 3] > 200)).sum())

        avatar.set_mouth(1.0)
        assert darkness() == 0, "not speaking"
        avatar.speaking(True)
        avatar.set_mouth(1.0)
        assert darkness() > 50
        assert avatar.mouth_value == 1.0
        avatar.set_mouth(0.0)
        assert darkness() == 0
        assert avatar.mouth_value == 0.0
        avatar.set_mouth(1.0)
        avatar.show_expression("anger")  # has no open mouth: it just stays shut
        run(avatar, 0.4)
        assert darkness() == 0


def test_the_mouth_does_not_flicker_at_the_edge() -> None:
    mouth, rng = MouthSteps(), np.random.default_rng(1)
    steps = [mouth.update(0.3 + float(rng.uniform(-0.06, 0.06)), 2, STEP) for _ in range(200)]
    assert len(set(steps)) == 1
    mouth = MouthSteps()
    steps = [mouth.update(float(rng.uniform(0.0, 1.0)), 4, 1 / 60) for _ in range(600)]
    changes = np.flatnonzero(np.diff(steps))
    assert set(steps) == {0, 1, 2, 3}
    assert np.diff(changes).min() >= round(MouthSteps.SHORTEST_SECONDS * 60)


@pytest.mark.parametrize("count", [2, 3, 5])
def test_every_mouth_picture_is_reached(count: int) -> None:
    mouth = MouthSteps()
    seen = {mouth.update(opening, count, 1.0) for opening in np.linspace(0, 1, 101)}
    assert seen == set(range(count))
    assert mouth.update(0.0, count, 1.0) == 0


def test_a_single_picture_breathes_and_leans_and_repeats_itself(folder: Path) -> None:
    def frames(seed: int) -> list[NDArray[np.int64]]:
        avatar = load_avatar(folder / "joy.png", seed)
        taken = []
        with on_stage(avatar) as context:
            for _ in range(8):
                run(avatar, 0.6)
                taken.append(picture(avatar, context))
        return taken

    first = frames(1)
    assert np.abs(first[0] - first[3]).max() > 40, "the edge moves with her breath"
    assert all(np.array_equal(a, b) for a, b in zip(first, frames(1), strict=True))

    avatar = load_avatar(folder / "joy.png")
    with on_stage(avatar) as context:
        middles = []
        for x in (-1.0, 1.0):
            avatar.look_at(x, 0.0)
            run(avatar, 3.0)
            top = picture(avatar, context)[SIZE // 8, :, 3] > 128
            middles.append(np.flatnonzero(top).mean())
    assert middles[1] - middles[0] > 2, "she leans towards what she looks at"


def test_the_eyes_blink_where_there_is_a_picture_of_it(folder: Path) -> None:
    draw_figure(folder / "neutral_blink.png", (10, 200, 10), eyes=False)
    avatar = StillPictureAvatar(folder)
    with on_stage(avatar) as context:
        run(avatar, 0.4)
        green = 0
        for _ in range(60 * 20):
            avatar.update(1 / 60)
            green += near(cheek(picture(avatar, context)), (10, 200, 10))
    assert 10 < green < 200, "some blinks of a tenth of a second in twenty seconds"


def test_touches_tell_head_from_body_and_air(folder: Path) -> None:
    avatar = StillPictureAvatar(folder)
    with on_stage(avatar) as context:
        run(avatar, 0.1)
        picture(avatar, context)
        assert avatar.hit(0.0, 0.7) == "Head"
        assert avatar.hit(0.0, -0.8) == "Body"
        assert avatar.hit(-0.97, 0.9) is None


def test_a_tall_figure_is_shown_large_and_a_wide_stage_shows_all(tmp_path: Path) -> None:
    draw_figure(tmp_path / "tall.png", SKIN["joy"], size=(60, 400))
    avatar = load_avatar(tmp_path / "tall.png")
    with on_stage(avatar) as context:
        avatar.update(STEP)
        alpha = picture(avatar, context)[..., 3] > 128
        assert alpha.any(axis=0).sum() > SIZE * 0.5, "not a thin line"
        assert not alpha[:2].any()
        assert alpha[-1].any(), "it stands on the lower edge"


def test_the_kind_is_found_by_what_the_path_holds(folder: Path, tmp_path: Path) -> None:
    assert find_avatar(folder).kind.name == "Still pictures"
    assert find_avatar(folder / "joy.png").kind.name == "Still pictures"
    assert find_avatar(default_avatar().parent).path == default_avatar()
    assert find_avatar(default_avatar()).kind.name == "Live2D"
    (tmp_path / "empty").mkdir()
    with pytest.raises(CompanionError, match=r"no character in .*model3\.json"):
        find_avatar(tmp_path / "empty")
    with pytest.raises(CompanionError, match="check the name"):
        find_avatar(tmp_path / "gone")
    with pytest.raises(CubismError, match="no Live2D model"):
        find_avatar(tmp_path / "gone.model3.json")


def test_commands_take_pictures(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "frame.png"
    given = ["render", "--avatar", str(folder), "--out", str(out), "--size", "96"]
    assert main([*given, "--expression", "joy"]) == 0
    assert out.exists()
    assert main([*given, "--param", "ParamAngleX=3"]) == 1
    assert "has no parameters" in capsys.readouterr().err
    (folder / "joy.png").write_bytes(b"no picture")
    assert main(given) == 1
    assert "joy.png cannot be read" in capsys.readouterr().err


def test_another_package_can_bring_a_kind(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def find(path: Path) -> Path | None:
        return path if path.suffix == ".doll" else None

    kind = AvatarKind("Doll", find, lambda _path, seed, _cancelled: StillPictureAvatar(folder, seed))

    class Announced:
        def load(self) -> AvatarKind:
            return kind

    monkeypatch.setattr("importlib.metadata.entry_points", lambda group: [Announced()] if group == ENTRY_POINTS else [])
    found = find_avatar(folder / "nina.doll")
    assert found.kind is kind
    assert found.load(3).expression_names
    assert find_avatar(folder).kind.name == "Still pictures"
