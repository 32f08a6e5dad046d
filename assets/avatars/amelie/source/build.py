"""Build the characters from their source; the same source gives the same bytes.

python assets/avatars/amelie/source/build.py [OUT_DIR] [NAME ...]
"""

from __future__ import annotations

import sys
from pathlib import Path

SOURCE = Path(__file__).resolve().parent
for _folder in (SOURCE, SOURCE.parents[3]):
    if str(_folder) not in sys.path:
        sys.path.insert(0, str(_folder))

import expressions  # noqa: E402
import motions  # noqa: E402
import physics  # noqa: E402
from characters import CHARACTERS  # noqa: E402
from design import Design  # noqa: E402
from parameters import PAIRS  # noqa: E402
from rig import build_rig  # noqa: E402

from cubism_binding.moc3.writer import write_moc  # noqa: E402
from cubism_binding.rigging import json_files  # noqa: E402
from cubism_binding.rigging.atlas import pack_rig  # noqa: E402
from cubism_binding.rigging.compiler import compile_rig  # noqa: E402


def build(design: Design, folder: Path) -> None:
    """Write a whole model into a folder."""
    rig, name = build_rig(design), design.name
    atlas = pack_rig(rig, design.texture_size)
    folder.mkdir(parents=True, exist_ok=True)
    atlas.save(folder / "textures" / "texture_00.png")
    (folder / f"{name}.moc3").write_bytes(write_moc(compile_rig(rig, atlas)))
    for feeling, document in expressions.EXPRESSIONS.items():
        json_files.save(folder / "expressions" / f"{feeling}.exp3.json", document)
    for group in motions.MOTIONS.values():
        for act, document in group.items():
            json_files.save(folder / "motions" / f"{act}.motion3.json", document)
    json_files.save(folder / f"{name}.physics3.json", physics.PHYSICS)
    json_files.save(folder / f"{name}.cdi3.json", json_files.cdi3(rig.parameters, rig.parts, PAIRS))
    json_files.save(
        folder / f"{name}.model3.json",
        {
            "Version": 3,
            "FileReferences": {
                "Moc": f"{name}.moc3",
                "Textures": ["textures/texture_00.png"],
                "Physics": f"{name}.physics3.json",
                "DisplayInfo": f"{name}.cdi3.json",
                "Expressions": [
                    {"Name": feeling, "File": f"expressions/{feeling}.exp3.json"} for feeling in expressions.EXPRESSIONS
                ],
                "Motions": {
                    group: [{"File": f"motions/{act}.motion3.json"} for act in items]
                    for group, items in motions.MOTIONS.items()
                },
            },
            "Groups": [
                {"Target": "Parameter", "Name": "EyeBlink", "Ids": ["ParamEyeLOpen", "ParamEyeROpen"]},
                {"Target": "Parameter", "Name": "LipSync", "Ids": ["ParamMouthOpenY"]},
            ],
            "HitAreas": [{"Id": f"HitArea{area}", "Name": area} for area in ("Head", "Body", "Hair", "Face")],
        },
    )


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else SOURCE.parents[1]
    for chosen in sys.argv[2:] or CHARACTERS:
        build(CHARACTERS[chosen], target / chosen)
