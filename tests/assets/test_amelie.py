"""Amelie and those who share her source: rebuilt byte for byte, without fault by the linter, whole at every extreme."""

from __future__ import annotations

import hashlib
import itertools
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from cubism_binding import Framing, Live2DModel, OffscreenContext, Renderer
from cubism_binding.core.moc import Moc
from cubism_binding.core.model import Model
from cubism_binding.moc3.lint import lint

ROOT = Path(__file__).parents[2]
AMELIE = ROOT / "assets" / "avatars" / "amelie"
VOWELS = [f"Param{vowel}" for vowel in "AIUEO"]
CHARACTERS = ("amelie", "miu", "julien")
EMOTIONS = {"anger", "disgust", "fear", "joy", "neutral", "sadness", "surprise"}
MARKS = [
    f"Param{name}"
    for name in (
        "Tear",
        "Sweat",
        "AngerMark",
        "Gloom",
        "Cheek",
        "BlushLines",
        "EyeSparkle",
        "Shock",
        "Sparkles",
        "Thought",
        "SleepMark",
        "MouthAjar",
        "MouthWave",
    )
]
ACTS = {"Greeting", "Nod", "Shake", "Think", "Laugh", "Surprised", "Shy", "Angry", "Pat", "Poke", "Sleep", "Wake"}
SIZE = 256
BUST = Framing(1.38, 0.0, -0.42)  # as the window frames her: head and shoulders


def built_files(folder: Path) -> dict[str, str]:
    paths = (p for p in folder.rglob("*") if p.is_file() and "source" not in p.relative_to(folder).parts)
    return {
        str(p.relative_to(folder)): hashlib.sha256(p.read_bytes()).hexdigest() for p in paths if p.name != "LICENSE.md"
    }


@pytest.mark.parametrize("name", CHARACTERS)
def test_the_linter_finds_no_fault(name: str) -> None:
    found = lint((AMELIE.parent / name / f"{name}.moc3").read_bytes(), texture_count=1)
    # Five vowels, form, opening and ajar are more axes than editors make; the Core reads them all the same.
    assert [(item.rule, item.level) for item in found] == [("K2", "warning")]


@pytest.fixture(scope="module")
def model() -> Model:
    return Model(Moc.from_file(AMELIE / "amelie.moc3"))


def set_pose(model: Model, **values: float) -> None:
    model.parameter_values[:] = model.parameter_defaults
    for name, value in values.items():
        model.parameter_values[model.parameter_index[name]] = value
    model.update()


def test_the_source_builds_the_same_bytes(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(AMELIE / "source" / "build.py"), str(tmp_path)],
        capture_output=True,
        text=True,
        timeout=400,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    for name in CHARACTERS:
        assert built_files(tmp_path / name) == built_files(AMELIE.parent / name)


def test_the_model_file_offers_what_the_program_asks_for() -> None:
    document = json.loads((AMELIE / "amelie.model3.json").read_text(encoding="utf-8"))
    files = document["FileReferences"]
    assert {item["Name"] for item in files["Expressions"]} == EMOTIONS | {"blush", "wink", "sleepy", "thinking"}
    assert set(files["Motions"]) == ACTS | {"Idle"}
    assert len(files["Motions"]["Idle"]) == 3
    assert {area["Name"] for area in document["HitAreas"]} == {"Head", "Hair", "Face", "Body"}
    groups = {group["Name"]: group["Ids"] for group in document["Groups"]}
    assert groups == {"EyeBlink": ["ParamEyeLOpen", "ParamEyeROpen"], "LipSync": ["ParamMouthOpenY"]}


def test_expressions_leave_the_mouth_to_speech_and_the_lids_to_blinking() -> None:
    for name in EMOTIONS:
        document = json.loads((AMELIE / "expressions" / f"{name}.exp3.json").read_text(encoding="utf-8"))
        blends = {item["Id"]: item["Blend"] for item in document["Parameters"]}
        assert not blends.keys() & {"ParamMouthOpenY", *VOWELS}
        assert blends["ParamEyeLOpen"] == blends["ParamEyeROpen"] == "Multiply"


def test_json_files_name_only_parameters_she_has(model: Model) -> None:
    known = set(model.parameter_ids)
    for path in (*AMELIE.glob("expressions/*.json"), *AMELIE.glob("motions/*.json"), AMELIE / "amelie.physics3.json"):
        text = path.read_text(encoding="utf-8")
        named = {value for value in ids(json.loads(text)) if value.startswith("Param")}
        assert named <= known, path.name


def ids(document: object) -> Iterator[str]:
    if isinstance(document, dict):
        if isinstance(document.get("Id"), str):
            yield document["Id"]
        for value in document.values():
            yield from ids(value)
    elif isinstance(document, list):
        for value in document:
            yield from ids(value)


def test_she_has_the_parts_and_parameters_of_a_full_character(model: Model) -> None:
    assert len(model.drawable_ids) >= 80
    wanted = {f"ParamEye{s}{k}" for s in "LR" for k in ("Open", "Smile")} | {f"Param{name}" for name in (
        "AngleX", "AngleY", "AngleZ", "EyeBallX", "EyeBallY", "BrowLY", "BrowRY", "BrowLX", "BrowRX", "BrowLAngle",
        "BrowRAngle", "BrowLForm", "BrowRForm", "MouthOpenY", "MouthForm", *"AIUEO", "Cheek", "BodyAngleX",
        "BodyAngleY", "BodyAngleZ", "Breath", "HairFront", "HairSide", "HairBack", "Ribbon", "Rose", "Shoulder",
        "ArmL", "ArmR")}  # fmt: skip
    assert wanted <= set(model.parameter_ids)


def test_every_extreme_is_finite_visible_and_inside(model: Model) -> None:
    rng = np.random.default_rng(3)
    low, high, default = (
        model.parameter_minimums.copy(),
        model.parameter_maximums.copy(),
        model.parameter_defaults.copy(),
    )
    poses = [default]
    for i, value in itertools.product(range(len(default)), (low, high)):
        pose = default.copy()
        pose[i] = value[i]
        poses.append(pose)
    poses += [np.where(rng.random(len(default)) < 0.5, low, high) for _ in range(200)]
    poses += [low + (high - low) * rng.random(len(default), np.float32) for _ in range(200)]
    for pose in poses:
        model.parameter_values[:] = pose
        model.update()
        assert np.isfinite(model.positions).all()
        assert np.abs(model.positions).max() < 1.2
        assert ((model.drawable_opacities >= 0) & (model.drawable_opacities <= 1.00001)).all()
        assert sorted(model.render_orders.tolist()) == list(range(len(model.drawable_ids)))
        shown = model.drawable_opacities > 0
        assert ((model.drawable_dynamic_flags & 1) == shown).all()  # nothing left its keys


def test_left_and_right_eye_are_mirrored(model: Model) -> None:
    for opened, smile in itertools.product((0.0, 0.3, 1.0, 1.3), (0.0, 1.0)):
        set_pose(model, ParamEyeLOpen=opened, ParamEyeROpen=opened, ParamEyeLSmile=smile, ParamEyeRSmile=smile)
        for name in ("Lash", "LidLower", "Crease"):
            left, right = (vertices(model, name + side) for side in "LR")
            mirrored = right.reshape(3, -1, 2)[:, ::-1].reshape(-1, 2) * (-1, 1)
            np.testing.assert_allclose(left, mirrored, atol=1e-4)


def vertices(model: Model, name: str) -> np.ndarray:
    number = model.drawable_index[name]
    first = model.vertex_firsts[number]
    return model.positions[first : first + model.vertex_counts[number]].copy()


def test_the_mouth_opens_at_every_form(model: Model) -> None:
    for form in (-1.0, -0.5, 0.0, 0.5, 1.0):
        heights = []
        for opened in (0.0, 0.25, 0.5, 0.75, 1.0):
            set_pose(model, ParamMouthOpenY=opened, ParamMouthForm=form)
            heights.append(float(np.ptp(vertices(model, "MouthInterior")[:, 1])) * 1024)
        assert heights == sorted(heights)
        assert heights[-1] > 25  # canvas pixels


@pytest.fixture(scope="module")
def pictures() -> Iterator[tuple[Live2DModel, Renderer, OffscreenContext]]:
    character = Live2DModel.load(AMELIE / "amelie.model3.json")
    with OffscreenContext(SIZE, SIZE) as context:
        renderer = Renderer(character)
        yield character, renderer, context
        renderer.close()
    character.close()


def picture(studio: tuple[Live2DModel, Renderer, OffscreenContext], **values: float) -> np.ndarray:
    character, renderer, context = studio
    context.make_current()
    set_pose(character.native, **values)
    renderer.draw(SIZE, SIZE, BUST)
    return context.read_rgba()


CORNERS = list(itertools.product((-30, 0, 30), (-30, 0, 30), (-30, 0, 30)))


@pytest.mark.parametrize(("x", "y", "z"), CORNERS)
def test_a_turned_head_has_no_holes(
    pictures: tuple[Live2DModel, Renderer, OffscreenContext], x: int, y: int, z: int
) -> None:
    alpha = picture(pictures, ParamAngleX=x, ParamAngleY=y, ParamAngleZ=z)[:, :, 3]
    holes = enclosed(alpha < 128)
    assert holes.sum() <= 6, f"{holes.sum()} pixels are open inside her"


def enclosed(clear: np.ndarray) -> np.ndarray:
    """Return transparent pixels that the picture's border cannot reach: flood from the border, inwards."""
    reached = np.zeros_like(clear)
    for side in np.s_[0], np.s_[-1], np.s_[:, 0], np.s_[:, -1]:
        reached[side] = clear[side]
    while True:
        grown = reached.copy()
        grown[1:] |= reached[:-1]
        grown[:-1] |= reached[1:]
        grown[:, 1:] |= reached[:, :-1]
        grown[:, :-1] |= reached[:, 1:]
        grown &= clear
        if (grown == reached).all():
            result: np.ndarray = clear & ~reached
            return result
        reached = grown


def test_speech_blinks_and_feelings_can_be_seen(pictures: tuple[Live2DModel, Renderer, OffscreenContext]) -> None:
    rest = picture(pictures).astype(int)

    def change(**values: float) -> int:
        return int((np.abs(picture(pictures, **values).astype(int) - rest).max(axis=2) > 20).sum())

    assert change(ParamMouthOpenY=0.5) > 30
    assert change(ParamEyeLOpen=0, ParamEyeROpen=0) > 300
    for name in MARKS:
        assert change(**{name: 1}) > 15, name


def test_every_vowel_has_a_shape_of_its_own(model: Model) -> None:
    shapes = {}
    for vowel in VOWELS:
        set_pose(model, **{vowel: 1.0})
        shapes[vowel[-1]] = np.ptp(vertices(model, "MouthInterior"), axis=0) * 1024  # width, height
    width, height = ({vowel: size[k] for vowel, size in shapes.items()} for k in (0, 1))
    assert height["A"] > height["O"] > height["E"] > height["I"]  # jaws apart
    assert width["I"] > width["E"] > width["A"] > width["O"] > width["U"]  # lips spread or pursed
    set_pose(model, ParamA=1.0, ParamMouthOpenY=1.0)  # both drivers at once: no wider than the widest vowel
    assert np.ptp(vertices(model, "MouthInterior")[:, 1]) * 1024 <= height["A"] + 1


def test_strands_swing_each_in_its_own_time_and_come_to_rest() -> None:
    with Live2DModel.load(AMELIE / "amelie.model3.json") as character:
        character.blinking = character.breathing = False
        names = [f"ParamHair{name}" for name in ("Front", "Side", "SideR", "SideL", "Back", "BackOuter", "BackTip")]
        still = {
            "ParamAngleX": 0.0,
            "ParamAngleY": 0.0,
            "ParamAngleZ": 0.0,
            "ParamBodyAngleX": 0.0,
            "ParamBodyAngleZ": 0.0,
        }
        tracks = []
        for frame in range(60 * 9):
            for name, value in still.items():
                character.override_parameter(name, 12.0 if name == "ParamAngleX" and frame < 120 else value)
            character.update(1 / 60)
            tracks.append([character.parameter(name) for name in names])
        moved = np.array(tracks)
    swing = moved[120:]
    assert (np.ptp(swing, axis=0) > 0.2).all(), "something hangs like a board"
    assert (np.abs(moved[-60:]).max(axis=0) < 0.03).all(), "something still swings seven seconds later"
    back = swing.argmin(axis=0)  # when each has swung furthest to the other side
    assert len(set(back.tolist())) >= 5, f"the strands swing in step: {back}"


def test_idle_loops_close_and_acts_come_home() -> None:
    for path in sorted((AMELIE / "motions").glob("*.json")):
        document = json.loads(path.read_text(encoding="utf-8"))
        for curve in document["Curves"]:
            first, last = curve["Segments"][1], curve["Segments"][-1]
            if path.name.startswith("idle"):
                assert first == last and document["Meta"]["Loop"], path.name
                assert 8 <= document["Meta"]["Duration"] <= 20
            elif not path.name.startswith(("sleep", "wake")):
                assert first == last, f"{path.name} leaves {curve['Id']} behind"
            assert curve["Id"] not in {"ParamMouthOpenY", *VOWELS}


def test_feelings_differ_at_the_size_of_a_chat_picture() -> None:
    faces = {}
    with Live2DModel.load(AMELIE / "amelie.model3.json") as character, OffscreenContext(128, 128) as context:
        character.blinking = character.breathing = False
        renderer = Renderer(character)
        for name in character.expression_names:
            character.set_expression(name)
            character.stop_motions()
            for _ in range(30):
                character.update(1 / 30)
            renderer.draw(128, 128, BUST, background=(0.2, 0.2, 0.3, 1.0))
            faces[name] = context.read_rgba()[..., :3].astype(int)
        renderer.close()
    for one, other in itertools.combinations(sorted(faces), 2):
        differing = (np.abs(faces[one] - faces[other]).max(axis=2) > 40).sum()
        assert differing > 25, f"{one} and {other} look alike: {differing} pixels"


def test_closed_eyes_leave_no_white(pictures: tuple[Live2DModel, Renderer, OffscreenContext]) -> None:
    shut = picture(pictures, ParamEyeLOpen=0, ParamEyeROpen=0).astype(int)
    eyes = shut[97:125, 94:162, :3]
    assert not (eyes.min(axis=2) > 246).any()
    assert not ((eyes[:, :, 1] - eyes[:, :, 0]) > 20).any()  # nor any green of the iris


def test_the_texture_is_square_and_its_transparency_is_coloured() -> None:
    with Image.open(AMELIE / "textures" / "texture_00.png") as texture:
        assert texture.size[0] == texture.size[1]
        assert texture.mode == "RGBA"
        pixels = np.asarray(texture)
    edge = (pixels[:, :, 3] == 0) & (np.roll(pixels[:, :, 3], 1, 0) > 200)
    assert (pixels[edge][:, :3].max(axis=1) > 0).all()  # no black fringe
