"""A whole model alive: the default character, and Haru where her files are."""

import gc
import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from cubism_binding import CubismError, Live2DModel
from cubism_binding.core.memory import live_blocks
from cubism_binding.framework.user_data import UserData
from cubism_binding.moc3.reader import read_moc
from cubism_binding.moc3.writer import write_moc

AMELIE = Path(__file__).parents[2] / "assets" / "avatars" / "amelie"
DT = 1 / 60


def run(model: Live2DModel, seconds: float) -> None:
    for _ in range(round(seconds / DT)):
        model.update(DT)


def test_equal_seeds_and_steps_give_equal_frames_and_others_do_not() -> None:
    states = []
    for seed in (5, 5, 6):
        with Live2DModel.load(AMELIE, seed=seed) as model:
            seen = []
            for frame in range(600):
                if frame == 100:
                    model.look_at(0.7, -0.2)
                    model.set_expression(model.expression_names[0])
                model.update(DT)
                seen.append(model.native.parameter_values.copy())
            states.append(np.stack(seen))
    assert np.array_equal(states[0], states[1])
    assert not np.array_equal(states[0], states[2])


def test_left_alone_she_breathes_and_blinks() -> None:
    with Live2DModel.load(AMELIE) as model:
        eyes, heads = [], []
        for _ in range(60 * 15):
            model.update(DT)
            eyes.append(model.parameter("ParamEyeLOpen"))
            heads.append(model.parameter("ParamAngleX"))
    assert min(eyes) < 0.1
    assert max(eyes) > 0.8
    assert max(heads) - min(heads) > 3


def test_a_gaze_turns_the_head() -> None:
    with Live2DModel.load(AMELIE) as model:
        turned = {}
        for side in (-1.0, 1.0):
            model.look_at(side, 0)
            run(model, 2)
            turned[side] = model.parameter("ParamAngleX")
    assert turned[1.0] - turned[-1.0] > 20


def test_speech_owns_the_mouth_whatever_the_face(sample_models: Path) -> None:
    with Live2DModel.load(sample_models / "Haru") as model:
        run(model, 0.5)
        model.set_expression("F02")  # adds a wide open mouth
        run(model, 2)
        assert model.mouth_value > 0.9
        for level in (0.0, 0.3):
            model.lip_sync.value = level
            model.update(DT)
            assert model.mouth_value == pytest.approx(level, abs=1e-5)
        model.lip_sync.value = None
        model.set_expression(None)
        run(model, 2)
        assert model.mouth_value < 0.1


def test_set_is_a_base_and_override_is_the_last_word() -> None:
    with Live2DModel.load(AMELIE) as model:
        model.set_parameter("ParamAngleZ", 10.0)
        run(model, 1)
        assert 3 < model.parameter("ParamAngleZ") < 17  # breath still sways around it
        model.override_parameter("ParamAngleZ", -4.0)
        run(model, 1)
        assert model.parameter("ParamAngleZ") == -4.0
        model.override_parameter("ParamAngleZ", None)
        model.set_parameter("ParamAngleZ", None)
        run(model, 0.1)
        assert model.parameter("ParamAngleZ") != -4.0


def test_motions_obey_priorities_and_idle_comes_back(sample_models: Path) -> None:
    with Live2DModel.load(sample_models / "Haru") as model:
        assert model.motion_groups == {"Idle": 2, "TapBody": 4}
        model.update(DT)
        model.update(DT)
        assert not model.start_motion("Idle", 0, 1)
        assert model.start_motion("TapBody", 1, 2)
        assert not model.start_motion("TapBody", 0, 2)
        assert model.start_motion("TapBody", None, 3)
        run(model, 12)
        assert not model.start_motion("Idle", 0, 1)  # an idle motion plays again
        assert model.start_motion("TapBody", 0, 2)


def test_a_motion_brings_its_sound_loops_and_tells_of_each_round(sample_models: Path) -> None:
    rounds: list[int] = []
    with Live2DModel.load(sample_models / "Haru") as model:
        assert model.motion_sound is None
        assert model.start_motion("TapBody", 1, 3, loop=True, on_finish=lambda: rounds.append(1))
        assert model.motion_sound is not None
        assert model.motion_sound.suffix == ".wav"
        assert model.motion_sound.is_file()
        run(model, 25)
        assert len(rounds) >= 2
        assert model.start_motion("Idle", 0, 3)
        assert model.motion_sound is None


def test_texts_attached_to_drawables_are_read(sample_models: Path) -> None:
    with Live2DModel.load(sample_models / "Haru") as model:
        assert UserData("ArtMesh", "D_PSD_27", "tai") in model.user_data


def test_the_pose_hides_one_pair_of_arms(sample_models: Path) -> None:
    with Live2DModel.load(sample_models / "Haru") as model:
        native = model.native
        arms = [native.part_opacities[native.part_index[f"Part01Arm{side}001"]] for side in ("RA", "RB")]
        assert sorted(arms) == [0, 1]


def test_touching_names_the_area(sample_models: Path) -> None:
    with Live2DModel.load(sample_models / "Haru") as model:
        run(model, 0.1)
        native = model.native
        head = native.drawable_index["HitArea"]
        own = slice(native.vertex_firsts[head], native.vertex_firsts[head] + native.vertex_counts[head])
        x, y = native.positions[own].mean(axis=0)
        assert model.hit_test(float(x), float(y)) == "Head"
        assert model.hit_test(float(x), -0.3) == "Body"
        assert model.hit_test(9, 9) is None


def test_unknown_names_are_said_in_words() -> None:
    with Live2DModel.load(AMELIE) as model:
        for act, words in (
            (lambda: model.set_parameter("Nose", 1.0), "no parameter Nose"),
            (lambda: model.override_parameter("Nose", 1.0), "no parameter Nose"),
            (lambda: model.parameter("Nose"), "no parameter Nose"),
            (lambda: model.set_expression("Nose"), "no expression Nose; it has"),
            (lambda: model.start_motion("Nose", 0, 2), "no motion group 'Nose'"),
            (lambda: model.start_motion("Idle", 99, 2), "motions 0 to"),
        ):
            with pytest.raises(CubismError, match=words):
                act()


def test_closing_frees_the_cores_memory_and_later_use_is_refused() -> None:
    gc.collect()
    before = live_blocks()
    model = Live2DModel.load(AMELIE)
    model.update(DT)
    assert live_blocks() == before + 2
    model.close()
    model.close()
    assert live_blocks() == before
    with pytest.raises(CubismError, match="closed"):
        model.update(DT)


def test_mouth_and_lids_move_where_groups_are_missing_and_ids_are_the_authors_own(tmp_path: Path) -> None:
    folder = tmp_path / "m"
    shutil.copytree(AMELIE, folder, ignore=shutil.ignore_patterns("source"))
    own = {
        b"ParamMouthOpenY": b"P1",
        b"ParamEyeLOpen": b"P2",
        b"ParamEyeROpen": b"P3",
        b"ParamAngleX": b"PARAM_ANGLE_X",
    }
    moc = read_moc((folder / "amelie.moc3").read_bytes())
    moc.tables["param.ids"][:] = [own.get(bytes(name), bytes(name)) for name in moc["param.ids"]]
    (folder / "amelie.moc3").write_bytes(write_moc(moc))
    settings = json.loads((folder / "amelie.model3.json").read_text("utf-8"))
    settings["Groups"] = []
    (folder / "amelie.model3.json").write_text(json.dumps(settings), "utf-8")
    names = {"P1": "口 開閉", "P2": "左目 開閉", "P3": "右目 開閉"}
    info = {"Parameters": [{"Id": key, "Name": name} for key, name in names.items()]}
    (folder / "amelie.cdi3.json").write_text(json.dumps(info), "utf-8")
    with Live2DModel.load(folder) as model:
        assert model.lip_sync.ids == ("P1",)
        model.lip_sync.value = 0.5
        model.update(DT)
        assert model.mouth_value == pytest.approx(0.5)
        heads, lids = [], []
        for _ in range(60 * 15):
            model.update(DT)
            heads.append(model.parameter("PARAM_ANGLE_X"))
            lids.append(model.parameter("P3"))
    assert max(heads) - min(heads) > 3
    assert min(lids) < 0.1


def test_damaged_extras_are_left_out_and_named(tmp_path: Path) -> None:
    folder = tmp_path / "m"
    shutil.copytree(AMELIE, folder, ignore=shutil.ignore_patterns("source"))
    (folder / "expressions" / "joy.exp3.json").unlink()
    (folder / "motions" / "idle.motion3.json").write_bytes(b"")
    (folder / "amelie.physics3.json").write_text('{"PhysicsSettings": 3}', "utf-8")
    (folder / "amelie.cdi3.json").unlink()
    (folder / "amelie.cdi3.json").mkdir()
    (folder / "wave.motion3.json").write_text("{}", "utf-8")
    with Live2DModel.load(folder) as model:
        assert "joy" not in model.expression_names
        assert "anger" in model.expression_names
        assert len(model.problems) == 4
        for problem, words in zip(
            sorted(model.problems), ("a folder", "joy.exp3.json", "PhysicsSettings", "empty"), strict=True
        ):
            assert words in problem
        model.update(DT)
        assert model.start_motion("wave", 0, 3)  # a file that belongs to no group


def test_a_broken_moc_is_refused_by_name(tmp_path: Path) -> None:
    shutil.copytree(AMELIE, tmp_path / "m", ignore=shutil.ignore_patterns("source"))
    moc = next((tmp_path / "m").glob("*.moc3"))
    moc.write_bytes(moc.read_bytes()[:500])
    with pytest.raises(CubismError, match=moc.name):
        Live2DModel.load(tmp_path / "m")


def test_a_host_adds_to_parameters_each_frame_and_not_ever_more() -> None:
    with Live2DModel.load(AMELIE, seed=1) as model, Live2DModel.load(AMELIE, seed=1) as plain:
        model.add_to_parameters({"ParamAngleX": 7.0, "ParamOfAnotherModel": 1.0})
        for _ in range(30):
            model.update(DT)
            plain.update(DT)
        assert model.parameter("ParamAngleX") - plain.parameter("ParamAngleX") == pytest.approx(7.0, abs=1e-4)
        model.add_to_parameters({})
        model.update(DT)
        plain.update(DT)
        assert model.parameter("ParamAngleX") == pytest.approx(plain.parameter("ParamAngleX"), abs=1e-4)


def test_a_host_can_do_the_blinking() -> None:
    with Live2DModel.load(AMELIE) as model:
        for opening in (0.3, 0.0, 1.0):
            model.eyelids = opening
            model.update(DT)
            assert model.parameter("ParamEyeLOpen") == pytest.approx(opening, abs=0.05)
        assert model.eyelids == 1.0
        model.eyelids = None
        opened = []
        for _ in range(60 * 15):
            model.update(DT)
            opened.append(model.parameter("ParamEyeLOpen"))
        assert min(opened) < 0.1
