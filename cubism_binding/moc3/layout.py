"""Name every counter and section of a .moc3 file, in file order, with the version that introduced it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

MAGIC = b"MOC3"
LATEST_VERSION = 6
HEADER_SIZE = 64
CANVAS_SIZE = 64
ID_SIZE = 64
ALIGNMENT = 64
POSITION_ALIGNMENT = 16  # floats: what official exports do

DTYPES: dict[str, np.dtype] = {
    "rt8": np.dtype("<u8"),  # a slot the Core fills with a pointer; zero in the file
    "id64": np.dtype("S64"),
    "i32": np.dtype("<i4"),
    "f32": np.dtype("<f4"),
    "u16": np.dtype("<u2"),
    "u8": np.dtype("u1"),
}


@dataclass(frozen=True)
class Section:
    """Describe one array of the file: its element kind and the counter that gives its length."""

    name: str
    kind: str
    counter: str
    since: int

    @property
    def dtype(self) -> np.dtype:
        """Return the little-endian element type."""
        return DTYPES[self.kind]


_COUNTERS = {
    1: """parts deformers warps rotations artMeshes parameters partKeyforms warpKeyforms rotationKeyforms
          artMeshKeyforms positionFloats bandEntries bands bindings keys uvFloats vertexIndices masks drawOrderGroups
          drawOrderObjects glues glueInfos glueKeyforms""",
    4: """multiplyColors screenColors bsBindings bsKeyformBindings bsWarps bsArtMeshes bsConstraintIndices
          bsConstraints bsConstraintValues""",
    5: "bsParts bsRotations bsGlues",
    6: "offscreens offscreenKeyforms bsOffscreens",
}

# Runs of sections: the counter they share, then kind:name pairs.
_SECTIONS = {
    1: """
parts: rt8:part.runtime id64:part.ids i32:part.band i32:part.kfBegin i32:part.kfCount i32:part.visible
    i32:part.enabled i32:part.parentPart
deformers: rt8:deformer.runtime id64:deformer.ids i32:deformer.band i32:deformer.visible i32:deformer.enabled
    i32:deformer.parentPart i32:deformer.parentDeformer i32:deformer.type i32:deformer.specific
warps: i32:warp.band i32:warp.kfBegin i32:warp.kfCount i32:warp.vertexCount i32:warp.rows i32:warp.columns
rotations: i32:rotation.band i32:rotation.kfBegin i32:rotation.kfCount f32:rotation.baseAngle
artMeshes: rt8:mesh.runtime0 rt8:mesh.runtime1 rt8:mesh.runtime2 rt8:mesh.runtime3 id64:mesh.ids i32:mesh.band
    i32:mesh.kfBegin i32:mesh.kfCount i32:mesh.visible i32:mesh.enabled i32:mesh.parentPart i32:mesh.parentDeformer
    i32:mesh.texture u8:mesh.flags i32:mesh.vertexCount i32:mesh.uvBegin i32:mesh.indexBegin i32:mesh.indexCount
    i32:mesh.maskBegin i32:mesh.maskCount
parameters: rt8:param.runtime id64:param.ids f32:param.max f32:param.min f32:param.default i32:param.repeat
    i32:param.decimals i32:param.bindingBegin i32:param.bindingCount
partKeyforms: f32:partKf.drawOrder
warpKeyforms: f32:warpKf.opacity i32:warpKf.posBegin
rotationKeyforms: f32:rotKf.opacity f32:rotKf.angle f32:rotKf.originX f32:rotKf.originY f32:rotKf.scale
    i32:rotKf.reflectX i32:rotKf.reflectY
artMeshKeyforms: f32:meshKf.opacity f32:meshKf.drawOrder i32:meshKf.posBegin
positionFloats: f32:pos.xy
bandEntries: i32:bandEntry.binding
bands: i32:band.begin i32:band.count
bindings: i32:binding.keyBegin i32:binding.keyCount
keys: f32:key.value
uvFloats: f32:uv.uv
vertexIndices: u16:index.index
masks: i32:mask.mesh
drawOrderGroups: i32:group.objBegin i32:group.objCount i32:group.objTotal i32:group.maxOrder i32:group.minOrder
drawOrderObjects: i32:groupObj.type i32:groupObj.objIndex i32:groupObj.selfGroup
glues: rt8:glue.runtime id64:glue.ids i32:glue.band i32:glue.kfBegin i32:glue.kfCount i32:glue.meshA i32:glue.meshB
    i32:glue.infoBegin i32:glue.infoCount
glueInfos: f32:glueInfo.weight u16:glueInfo.vertex
glueKeyforms: f32:glueKf.intensity""",
    2: """
warps: i32:warp.quadTransform""",
    4: """
parameters: rt8:param.runtime2 i32:param.allKeyBegin i32:param.allKeyCount
warps: i32:warp.colorBegin
rotations: i32:rotation.colorBegin
artMeshes: i32:mesh.colorBegin
multiplyColors: f32:mulColor.r f32:mulColor.g f32:mulColor.b
screenColors: f32:scrColor.r f32:scrColor.g f32:scrColor.b
parameters: i32:param.type i32:param.bsBindingBegin i32:param.bsBindingCount
bsBindings: i32:bsBinding.keyBegin i32:bsBinding.keyCount i32:bsBinding.baseKey
bsKeyformBindings: i32:bsKf.bsBinding i32:bsKf.kfBegin i32:bsKf.kfCount i32:bsKf.consBegin i32:bsKf.consCount
bsWarps: i32:bsWarp.target i32:bsWarp.begin i32:bsWarp.count
bsArtMeshes: i32:bsMesh.target i32:bsMesh.begin i32:bsMesh.count
bsConstraintIndices: i32:bsConsIdx.cons
bsConstraints: i32:bsCons.param i32:bsCons.valBegin i32:bsCons.valCount
bsConstraintValues: f32:bsConsVal.key f32:bsConsVal.weight""",
    5: """
warpKeyforms: i32:warpKf.mulColor i32:warpKf.scrColor
rotationKeyforms: i32:rotKf.mulColor i32:rotKf.scrColor
artMeshKeyforms: i32:meshKf.mulColor i32:meshKf.scrColor
bsParts: i32:bsPart.target i32:bsPart.begin i32:bsPart.count
bsRotations: i32:bsRot.target i32:bsRot.begin i32:bsRot.count
bsGlues: i32:bsGlue.target i32:bsGlue.begin i32:bsGlue.count""",
    6: """
parts: i32:part.offscreen
artMeshes: i32:mesh.blend
offscreens: rt8:offscreen.runtime i32:offscreen.ownerPart u8:offscreen.flags i32:offscreen.blend
    i32:offscreen.maskBegin i32:offscreen.maskCount
partKeyforms: i32:partKf.offscreenKf
offscreenKeyforms: f32:offscreenKf.opacity i32:offscreenKf.mulColor i32:offscreenKf.scrColor
bsOffscreens: i32:bsOffscreen.target i32:bsOffscreen.begin i32:bsOffscreen.count""",
}  # fmt: skip


def _parse_sections() -> tuple[Section, ...]:
    sections: list[Section] = []
    for since, text in _SECTIONS.items():
        counter = ""
        for word in text.split():
            if word.endswith(":"):
                counter = word.removesuffix(":")
            else:
                kind, name = word.split(":")
                sections.append(Section(name, kind, counter, since))
    return tuple(sections)


ALL_SECTIONS = _parse_sections()


def counters(version: int) -> tuple[str, ...]:
    """Return the counter names of a file version, in count-table order."""
    return tuple(name for since, names in _COUNTERS.items() if since <= version for name in names.split())


def sections(version: int) -> tuple[Section, ...]:
    """Return the sections of a file version, in offset-table order (its entry 2 is the first)."""
    return tuple(section for section in ALL_SECTIONS if section.since <= version)


def offset_entries(version: int) -> int:
    """Return how many u32 the section offset table reserves."""
    return 480 if version >= 6 else 160


def count_table_offset(version: int) -> int:
    """Return the smallest safe start of the count table: the Core overwrites what lies before it."""
    return 5824 if version >= 6 else 1984


def count_table_size(version: int) -> int:
    """Return the size of the count table in bytes."""
    return 256 if version >= 5 else 128
