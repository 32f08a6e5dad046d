"""Build Amelie from her source: python assets/avatars/amelie/source/build.py [OUT_DIR]. Same source, same bytes."""

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
import rig as amelie  # noqa: E402

from cubism_binding.moc3.writer import write_moc  # noqa: E402
from cubism_binding.rigging import json_files  # noqa: E402
from cubism_binding.rigging.atlas import pack_rig  # noqa: E402
from cubism_binding.rigging.compiler import compile_rig  # noqa: E402


def build(folder: Path) -> None:
    """Write the whole model into a folder."""
    rig = amelie.build_rig()
    atlas = pack_rig(rig, amelie.TEXTURE_SIZE)
    folder.mkdir(parents=True, exist_ok=True)
    atlas.save(folder / "textures" / "texture_00.png")
    (folder / "amelie.moc3").write_bytes(write_moc(compile_rig(rig, atlas)))
    for name, document in expressions.EXPRESSIONS.items():
        json_files.save(folder / "expressions" / f"{name}.exp3.json", document)
    for group in motions.MOTIONS.values():
        for name, document in group.items():
            json_files.save(folder / "motions" / f"{name}.motion3.json", document)
    json_files.save(folder / "amelie.physics3.json", physics.PHYSICS)
    pairs = [("ParamAngleX", "ParamAngleY"), ("ParamEyeBallX", "ParamEyeBallY"), ("ParamMouthForm", "ParamMouthOpenY")]
    json_files.save(folder / "amelie.cdi3.json", json_files.cdi3(rig.parameters, rig.parts, pairs))
    json_files.save(
        folder / "amelie.model3.json",
        {
            "Version": 3,
            "FileReferences": {
                "Moc": "amelie.moc3",
                "Textures": ["textures/texture_00.png"],
                "Physics": "amelie.physics3.json",
                "DisplayInfo": "amelie.cdi3.json",
                "Expressions": [
                    {"Name": name, "File": f"expressions/{name}.exp3.json"} for name in expressions.EXPRESSIONS
                ],
                "Motions": {
                    group: [{"File": f"motions/{name}.motion3.json"} for name in items]
                    for group, items in motions.MOTIONS.items()
                },
            },
            "Groups": [
                {"Target": "Parameter", "Name": "EyeBlink", "Ids": ["ParamEyeLOpen", "ParamEyeROpen"]},
                {"Target": "Parameter", "Name": "LipSync", "Ids": ["ParamMouthOpenY"]},
            ],
            "HitAreas": [{"Id": f"HitArea{name}", "Name": name} for name in ("Head", "Body", "Hair", "Face")],
        },
    )


if __name__ == "__main__":
    build(Path(sys.argv[1]) if len(sys.argv) > 1 else SOURCE.parent)
