"""Load thousands of spoilt models and draw those that load: every one must be drawn or refused in one sentence.

    python tests/cubism_binding/load_mutated.py [--cases 10000] [--seed 1] [--trials] [--report FILE.json]

Models: Amelie, small mocs of every version with all kinds of objects and JSON files, and what lies in the folder
COMPANION_TEST_MODELS. Cases run in child processes, so that a crash or a hang is counted and not suffered. With
``--trials`` unknown mocs go through the trial process first, as in the program; without, the linter is on its own.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import selectors
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parent / "moc3"), str(Path(__file__).parents[2])]

CASE_SECONDS = 30.0
_BATCH = 100
_AMELIE = Path(__file__).parents[2] / "assets" / "avatars" / "amelie"
_MOTIONS = 2  # of each group: more only cost time


@dataclass(frozen=True)
class Outcome:
    """What became of one case: kind is drawn, refused, wordy (refused, but not in
    one sentence that names a file), mistake (another exception), or crash or hang."""

    case: int
    kind: str
    model: str
    file: str
    change: str
    text: str = ""


@dataclass(frozen=True)
class Originals:
    """The sound models, by ``names`` in ``folder``; ``cache`` keeps verdicts where unknown mocs are tried first."""

    folder: Path
    names: tuple[str, ...]
    cache: Path | None = None


def prepare(folder: Path, cache: Path | None = None) -> Originals:
    """Copy the models to ``folder`` with textures of 16 pixels a side."""
    from PIL import Image

    sources = {"amelie": _AMELIE}
    if named := os.environ.get("COMPANION_TEST_MODELS"):
        sources |= {path.parent.name: path.parent for path in sorted(Path(named).glob("*/*.model3.json"))}
    for name, source in sources.items():
        shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("source", "sounds", "*.md", "*.txt"))
        for picture in (folder / name).rglob("*.png"):
            Image.open(picture).resize((16, 16)).save(picture)
        (settings,) = (folder / name).glob("*.model3.json")
        content = json.loads(settings.read_text("utf-8-sig"))
        for group in content["FileReferences"].get("Motions", {}).values():
            del group[_MOTIONS:]
        settings.write_text(json.dumps(content), "utf-8")
        kept = settings.read_text("utf-8")
        for motion in (folder / name).rglob("*.motion3.json"):
            if motion.name not in kept:
                motion.unlink()
    for version in range(1, 7):
        _write_small(folder / f"small{version}", version)
    return Originals(folder, (*sources, *(f"small{version}" for version in range(1, 7))), cache)


def _write_small(folder: Path, version: int) -> None:
    """Write a complete model around the small moc: every kind of JSON file."""
    from PIL import Image
    from small_moc import rich

    folder.mkdir()
    (folder / "a.moc3").write_bytes(rich(version).bytes())
    Image.new("RGBA", (8, 8), (200, 100, 50, 255)).save(folder / "a.png")
    source = {"Source": {"Target": "Parameter", "Id": "A"}, "Weight": 60, "Type": "X", "Reflect": False}
    goal = {"Destination": {"Target": "Parameter", "Id": "B"}, "VertexIndex": 1, "Scale": 1.5, "Weight": 100,
            "Type": "Angle", "Reflect": False}  # fmt: skip
    swing = {"Position": {"X": 0, "Y": 0}, "Mobility": 1, "Delay": 1, "Acceleration": 1, "Radius": 8}
    span = {"Minimum": -10, "Default": 0, "Maximum": 10}
    files = {
        "a.model3.json": {
            "Version": 3,
            "FileReferences": {
                "Moc": "a.moc3", "Textures": ["a.png"], "Physics": "a.physics3.json", "Pose": "a.pose3.json",
                "UserData": "a.userdata3.json", "DisplayInfo": "a.cdi3.json",
                "Expressions": [{"Name": "smile", "File": "a.exp3.json"}],
                "Motions": {"Idle": [{"File": "a.motion3.json", "FadeInTime": 0.5, "FadeOutTime": 0.5}]},
            },
            "Groups": [{"Target": "Parameter", "Name": "EyeBlink", "Ids": ["A"]},
                       {"Target": "Parameter", "Name": "LipSync", "Ids": ["B"]}],
            "HitAreas": [{"Id": "Mesh0", "Name": "Head"}],
            "Layout": {"width": 2.0, "center_x": 0.1},
        },
        "a.physics3.json": {
            "Version": 3,
            "Meta": {"Fps": 60, "PhysicsSettingCount": 1, "TotalInputCount": 1, "TotalOutputCount": 1, "VertexCount": 2,
                     "EffectiveForces": {"Gravity": {"X": 0, "Y": -1}, "Wind": {"X": 0, "Y": 0}}},
            "PhysicsSettings": [{"Id": "S", "Input": [source], "Output": [goal], "Vertices": [swing, swing],
                                 "Normalization": {"Position": span, "Angle": span}}],
        },
        "a.pose3.json": {"Type": "Live2D Pose",
                         "Groups": [[{"Id": "Part", "Link": []}, {"Id": "P", "Link": ["Part"]}]]},
        "a.userdata3.json": {"Version": 3, "Meta": {"UserDataCount": 1, "TotalUserDataSize": 4},
                             "UserData": [{"Target": "ArtMesh", "Id": "Mesh0", "Value": "head"}]},
        "a.cdi3.json": {"Version": 3, "Parameters": [{"Id": "A", "GroupId": "G", "Name": "Angle"}],
                        "ParameterGroups": [{"Id": "G", "GroupId": "", "Name": "Face"}],
                        "Parts": [{"Id": "P", "Name": "Part"}], "CombinedParameters": [["A", "B"]]},
        "a.exp3.json": {"Type": "Live2D Expression", "FadeInTime": 0.5,
                        "Parameters": [{"Id": "B", "Value": 1, "Blend": "Add"}]},
        "a.motion3.json": {
            "Version": 3,
            "Meta": {"Duration": 2.0, "Fps": 30.0, "Loop": True, "AreBeziersRestricted": True, "CurveCount": 2},
            "Curves": [{"Target": "Parameter", "Id": "A", "Segments": [0, 0, 1, 0.333, 0, 0.667, 1, 1, 1, 0, 2, 0]},
                       {"Target": "PartOpacity", "Id": "P", "Segments": [0, 1, 2, 2, 0.5]}],
            "UserData": [{"Time": 1.0, "Value": "nod"}],
        },
    }  # fmt: skip
    for name, content in files.items():
        (folder / name).write_text(json.dumps(content), "utf-8")


def spoil(folder: Path, rng: random.Random) -> tuple[Path, str]:
    """Spoil one file of the model in ``folder``; return which and how."""
    from mutations import mutate_json, mutate_moc

    files = sorted(file for file in folder.rglob("*") if file.is_file())
    mocs = [file for file in files if file.suffix == ".moc3"]
    texts = [file for file in files if file.suffix == ".json"]
    settings = [file for file in texts if file.name.endswith(".model3.json")]
    kind = rng.choices(("moc", "json", "settings", "file"), (50, 30, 12, 8))[0]
    if kind == "moc":
        file = rng.choice(mocs)
        data, change = mutate_moc(file.read_bytes(), rng)
    elif kind in ("json", "settings"):
        file = rng.choice(texts if kind == "json" else settings)
        data, change = mutate_json(file.read_bytes(), rng)
    else:
        file, data = rng.choice(files), b""
        change = rng.choice(("gone", "a folder", "empty", "a link out", "a link to itself", "other case", "noise"))
        if change == "other case":
            file.rename(file.with_name(file.name.swapcase()))
            return file, change
        if change == "noise":
            data = rng.randbytes(300)
        elif change != "empty":
            file.unlink()
            if change == "a folder":
                file.mkdir()
            elif change.startswith("a link"):
                file.symlink_to("/etc/hostname" if change == "a link out" else file.name)
            return file, change
    file.write_bytes(data)
    return file, change


def _run_cases(seed: int, first: int, count: int, originals: Originals) -> None:
    """Run cases in this process, a line before and after each: the main function of a child."""
    from cubism_binding.rendering.offscreen import OffscreenContext

    with tempfile.TemporaryDirectory() as place, OffscreenContext(64, 64):
        for case in range(first, first + count):
            rng = random.Random(f"{seed} {case}")
            name = rng.choice(originals.names)
            folder = Path(place) / str(case) / name
            shutil.copytree(originals.folder / name, folder)
            file, change = spoil(folder, rng)
            where = {"case": case, "model": name, "file": file.name, "change": change}
            print(json.dumps(where | {"kind": "begins"}), flush=True)
            kind, text = _try(folder, file, rng, originals.cache)
            print(json.dumps(where | {"kind": kind, "text": text.replace(str(folder), "")}), flush=True)
            shutil.rmtree(folder.parent)


def _try(folder: Path, spoilt: Path, rng: random.Random, cache: Path | None) -> tuple[str, str]:
    from cubism_binding.core.errors import CubismError

    try:
        return "drawn", _draw(folder, rng, cache)
    except CubismError as error:
        sentence = str(error)
        named = str(folder) in sentence or spoilt.name in sentence
        clean = named and "\n" not in sentence and sentence.endswith(".") and len(sentence) < 600 + len(str(folder))
        return ("refused" if clean else "wordy"), sentence
    except Exception as error:  # noqa: BLE001 - the very thing that is looked for
        import traceback

        last = traceback.extract_tb(error.__traceback__)[-1]
        return "mistake", f"{type(error).__name__}: {error} at {Path(last.filename).name}:{last.lineno}"[:400]


def _draw(folder: Path, rng: random.Random, cache: Path | None) -> str:
    """Load, move and draw a model as the program does; return its problems."""
    from cubism_binding.live2d_model import Live2DModel
    from cubism_binding.probe import Probe
    from cubism_binding.rendering.renderer import Renderer

    with Live2DModel.load(folder, probe=Probe(cache) if cache else None) as model:
        renderer = Renderer(model)
        try:
            for frame in range(12):
                if frame == 4 and model.expression_names:
                    model.set_expression(rng.choice(model.expression_names))
                if frame == 6 and model.motion_groups:
                    group = rng.choice(list(model.motion_groups))
                    if model.motion_groups[group]:
                        model.start_motion(group, None, 3)
                if frame == 8:
                    model.lip_sync.value = 0.7
                    for name in model.parameter_ids:
                        low, _, high = model.parameter_range(name)
                        model.set_parameter(name, rng.choice((low, high)))
                model.update(rng.choice((0.0, 1 / 60, 1 / 10, 1.0)))
                if frame % 4 == 0:
                    renderer.draw(64, 64)
            model.hit_test(0.0, 0.0)
        finally:
            renderer.close()
        return "; ".join(model.settings.problems)


def run(seed: int, cases: int, originals: Originals) -> Iterator[Outcome]:
    """Yield what becomes of each case; crashed and hanging children are followed by others."""
    first = 0
    while first < cases:
        begun: dict[str, str] = {}
        following = first
        for line in _child(seed, first, min(_BATCH, cases - first), originals):
            following = int(line["case"]) + 1
            if line["kind"] == "begins":
                begun = line
            else:
                begun = {}
                yield Outcome(**line)  # type: ignore[arg-type]
        if begun:
            yield Outcome(**(begun | {"kind": "crash or hang"}))  # type: ignore[arg-type]
        elif following == first:
            raise RuntimeError(f"The child for case {first} does not start.")
        first = following


def _child(seed: int, first: int, count: int, originals: Originals) -> Iterator[dict[str, str]]:
    """Yield the lines of a child; ends early when it crashes, or when it is killed for being silent too long."""
    command = [sys.executable, __file__, "--child", *map(str, (seed, first, count, originals.folder))]
    command += [",".join(originals.names), str(originals.cache or "")]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert process.stdout is not None
    try:
        with selectors.DefaultSelector() as waiting:
            waiting.register(process.stdout, selectors.EVENT_READ)
            while waiting.select(CASE_SECONDS) and (line := process.stdout.readline()):
                if line.startswith("{"):
                    yield json.loads(line)
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def main() -> int:
    if sys.argv[1:2] == ["--child"]:
        seed, first, count, originals, names, cache = sys.argv[2:]
        known = Originals(Path(originals), tuple(names.split(",")), Path(cache) if cache else None)
        _run_cases(int(seed), int(first), int(count), known)
        return 0
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--trials", action="store_true", help="try unknown mocs out in a process first")
    parser.add_argument("--report", type=Path, help="write every outcome as JSON")
    arguments = parser.parse_args()
    outcomes = []
    with tempfile.TemporaryDirectory() as place:
        originals = prepare(Path(place), Path(place) / "verdicts" if arguments.trials else None)
        for outcome in run(arguments.seed, arguments.cases, originals):
            outcomes.append(outcome)
            if outcome.kind not in ("drawn", "refused") or "in a trial" in outcome.text:
                print(outcome, flush=True)
            elif len(outcomes) % 500 == 0:
                print(len(outcomes), dict(Counter(one.kind for one in outcomes)), flush=True)
    print(dict(Counter(outcome.kind for outcome in outcomes)))
    if arguments.report:
        arguments.report.write_text(json.dumps([asdict(outcome) for outcome in outcomes], indent=0), "utf-8")
    return 0 if all(outcome.kind in ("drawn", "refused") for outcome in outcomes) else 1


if __name__ == "__main__":
    sys.exit(main())
