"""The linter's rules on meshes, positions, glue, colours, blend shapes and offscreens."""

from __future__ import annotations

import numpy as np

from cubism_binding.moc3.lint import WARNING, Mask
from cubism_binding.moc3.lint_tables import KEYED, Context, Ints

_STANDARD = ("ParamAngleX", "ParamAngleY", "ParamEyeLOpen", "ParamEyeROpen", "ParamMouthOpenY")


def check_shapes(context: Context, texture_count: int | None) -> None:
    """Apply the rules on what is drawn."""
    _meshes(context, texture_count)
    _positions(context)
    _masks(context)
    _glues(context)
    if context.has("mulColor.r"):
        _colours(context)
        _blend_shapes(context)
    if context.has("part.offscreen"):
        _offscreens(context)
    _hints(context)


def _meshes(context: Context, texture_count: int | None) -> None:
    findings = context.findings
    vertices, uv_begin = context.ints("mesh.vertexCount"), context.ints("mesh.uvBegin")
    findings.forbid("M1", (vertices < 3) | (vertices > 65535), "meshes without a sensible number of vertices")
    findings.forbid("M2", (uv_begin < 0) | (uv_begin % 2 != 0), "meshes whose texture coordinates begin oddly")
    context.slices(
        "M2", uv_begin, 2 * vertices, context.count("uv.uv"), "meshes whose texture coordinates leave the table"
    )
    uvs = context.floats("uv.uv")
    with np.errstate(invalid="ignore"):
        findings.forbid("M3", (uvs < -0.05) | (uvs > 1.05), "texture coordinates outside the picture", WARNING)
    begin, count = context.ints("mesh.indexBegin"), context.ints("mesh.indexCount")
    indices = context.ints("index.index")
    good = context.slices("M4", begin, count, len(indices), "meshes whose triangles leave the table")
    findings.forbid("M4", good & (count % 3 != 0), "meshes whose corners do not make whole triangles")
    findings.forbid("M4", count == 0, "meshes without triangles", WARNING)
    beyond = np.zeros(len(begin), bool)
    loose = np.zeros(len(begin), bool)
    for i in np.flatnonzero(good & (count > 0)):
        own = indices[begin[i] : begin[i] + count[i]]
        beyond[i] = own.max() >= vertices[i]
        corners = own[: len(own) // 3 * 3].reshape(-1, 3)
        degenerate = (
            (corners[:, 0] == corners[:, 1]) | (corners[:, 1] == corners[:, 2]) | (corners[:, 0] == corners[:, 2])
        )
        loose[i] = bool(degenerate.any()) or len(np.unique(own)) < vertices[i]
    findings.forbid("M5", beyond, "meshes with a triangle that names a vertex they do not have")
    mixed = _mixed_triangles(begin, count, vertices, indices, good)
    findings.forbid("M5", mixed, "meshes that share triangles with meshes of fewer vertices")
    findings.forbid("M6", loose & ~beyond, "meshes with empty triangles or unused vertices", WARNING)
    limit = 1 << 31 if texture_count is None else texture_count
    context.within("M8", context.ints("mesh.texture"), 0, limit, "meshes whose texture is not in the model")
    flags = context.ints("mesh.flags")
    findings.forbid("M9", flags >= 16, "meshes with unknown flags")
    if context.has("mesh.blend"):
        blend = context.ints("mesh.blend")
        findings.forbid("M9", (blend < 0) | (blend & 255 > 17) | (blend >> 8 > 4), "meshes with an unknown blend mode")
    else:
        findings.forbid("M9", flags & 3 == 3, "meshes both additive and multiplicative")


def _mixed_triangles(begin: Ints, count: Ints, vertices: Ints, indices: Ints, good: Mask) -> Mask:
    """Find meshes whose index slices overlap so that one gets the other's corners.

    The Core turns each mesh's triangles around where they lie: corners then change places across overlapping slices.
    """
    result = np.zeros(len(begin), bool)
    group: list[int] = []
    end = -1
    used = np.flatnonzero(good & (count > 0))
    for i in [*used[np.argsort(begin[used], kind="stable")].tolist(), -1]:
        if i >= 0 and begin[i] < end:
            group.append(i)
            end = max(end, int(begin[i] + count[i]))
            continue
        if len(group) > 1:
            result[group] = indices[begin[group[0]] : end].max() >= vertices[group].min()
        if i >= 0:
            group, end = [i], int(begin[i] + count[i])
    return result


def _positions(context: Context) -> None:
    """Bound every keyform's positions: K6. Blend-shape keyforms are bounded by B3."""
    if context.findings.broken("K4"):
        return  # the keyforms themselves are not known
    limit = context.count("pos.xy")
    for table, keyforms in (("warp", "warpKf.posBegin"), ("mesh", "meshKf.posBegin")):
        start, vertices = context.ints(keyforms), context.ints(f"{table}.vertexCount")
        begin, count = context.ints(f"{table}.kfBegin"), context.ints(f"{table}.kfCount")
        bad = np.zeros(len(vertices), bool)
        for i in np.flatnonzero((begin >= 0) & (count >= 0) & (begin + count <= len(start))):
            own = start[begin[i] : begin[i] + count[i]]
            bad[i] = bool(((own < 0) | (own % 2 != 0) | (own + 2 * max(vertices[i], 0) > limit)).any())
        context.findings.forbid("K6", bad, f"{table} entries whose positions leave the table")


def _masks(context: Context) -> None:
    findings = context.findings
    begin, count = context.ints("mesh.maskBegin"), context.ints("mesh.maskCount")
    masks, meshes = context.ints("mask.mesh"), context.count("mesh.ids")
    good = context.slices("M7", begin, count, len(masks), "meshes whose masks leave the table")
    context.within("M7", masks, -1, meshes, "masks that name no mesh")
    findings.forbid("M7", masks == -1, "empty masks", WARNING)
    own_mask, doubled = np.zeros(len(begin), bool), np.zeros(len(begin), bool)
    for i in np.flatnonzero(good & (count > 0)):
        own = masks[begin[i] : begin[i] + count[i]]
        own_mask[i] = bool((own == i).any())
        named = own[(own >= 0) & (own < meshes)]
        doubled[i] = len(set(own.tolist())) < len(own) or bool((count[named] > 0).any())
    findings.forbid("M7", own_mask, "meshes that mask themselves")
    findings.forbid("M7", doubled, "meshes with a mask named twice or itself masked", WARNING)


def _glues(context: Context) -> None:
    findings = context.findings
    meshes, vertices = context.count("mesh.ids"), context.ints("mesh.vertexCount")
    a, b = context.ints("glue.meshA"), context.ints("glue.meshB")
    known = context.within("G1", a, 0, meshes, "glues of no mesh") & context.within(
        "G1", b, 0, meshes, "glues to no mesh"
    )
    findings.forbid("G1", known & (a == b), "glues of a mesh to itself")
    begin, count = context.ints("glue.infoBegin"), context.ints("glue.infoCount")
    corner = context.ints("glueInfo.vertex")
    good = context.slices("G1", begin, count, len(corner), "glues whose pairs leave the table")
    findings.forbid("G1", count % 2 != 0, "glues with half a pair")
    beyond = np.zeros(len(a), bool)
    for i in np.flatnonzero(good & known & (count > 0)):
        own = corner[begin[i] : begin[i] + count[i]]
        beyond[i] = bool((own[::2] >= vertices[a[i]]).any() or (own[1::2] >= vertices[b[i]]).any())
    findings.forbid("G1", beyond, "glues at vertices that do not exist")
    for name in ("glueInfo.weight", "glueKf.intensity"):
        values = context.floats(name)
        findings.forbid("G2", ~((values >= 0) & (values <= 1)), f"entries of {name} outside 0..1", WARNING)


def _colours(context: Context) -> None:
    findings = context.findings
    amounts = {"mulColor": context.count("mulColor.r"), "scrColor": context.count("scrColor.r")}
    per_keyform = context.has("meshKf.mulColor")
    for table, keyforms in (("warp", "warpKf"), ("rotation", "rotKf"), ("mesh", "meshKf")):
        begin, count = context.ints(f"{table}.colorBegin"), context.ints(f"{table}.kfCount")
        needed = np.zeros_like(count) if per_keyform else count  # v5+ keeps the value only for its range
        bad = (begin < 0) | (begin + needed > min(amounts.values()))
        findings.forbid("C1", bad, f"{table} entries whose colours leave the table")
        for colour, amount in amounts.items():
            if per_keyform:
                context.within(
                    "C1", context.ints(f"{keyforms}.{colour}"), 0, amount, f"{keyforms} entries without {colour}"
                )
    for colour in amounts:
        for channel in "rgb":
            values = context.floats(f"{colour}.{channel}")
            bad = ~((values >= -1e-3) & (values <= 1.001))
            findings.forbid("C1", bad, f"entries of {colour}.{channel} outside 0..1", WARNING)


def _blend_shapes(context: Context) -> None:
    findings = context.findings
    keys = context.floats("key.value")
    merged_begin, merged_count = context.ints("param.allKeyBegin"), context.ints("param.allKeyCount")
    context.slices("B1", merged_begin, merged_count, len(keys), "parameters whose key list leaves the table")
    shapes = context.count("bsBinding.keyBegin")
    kinds, owned = context.ints("param.type"), context.ints("param.bsBindingCount")
    context.slices(
        "B1", context.ints("param.bsBindingBegin"), owned, shapes, "parameters whose blend shapes leave the table"
    )
    findings.forbid("B1", ~np.isin(kinds, (0, 1)), "parameters of an unknown type")
    findings.forbid(
        "B1", (kinds == 1) != (owned > 0), "parameters whose type does not match their blend shapes", WARNING
    )
    begin, count, base = (context.ints(f"bsBinding.{name}") for name in ("keyBegin", "keyCount", "baseKey"))
    good = context.slices("B2", begin, count, len(keys), "blend shapes whose keys leave the table")
    findings.forbid("B2", (count < 1) | (base < 0) | (base >= count), "blend shapes whose base key is not theirs")
    findings.forbid("B2", _unsorted(keys, begin, count, good), "blend shapes whose keys do not ascend")
    _blend_records(context, count)
    points = context.floats("bsConsVal.key")
    context.within(
        "B3", context.ints("bsConsIdx.cons"), 0, context.count("bsCons.param"), "constraint lists that name nothing"
    )
    parameters = context.count("param.ids")
    context.within("B4", context.ints("bsCons.param"), 0, parameters, "constraints on no parameter")
    begin, count = context.ints("bsCons.valBegin"), context.ints("bsCons.valCount")
    good = context.slices("B4", begin, count, len(points), "constraints whose points leave the table")
    findings.forbid("B4", _unsorted(points, begin, count, good), "constraints whose points do not ascend")


def _unsorted(values: np.ndarray, begin: Ints, count: Ints, good: np.ndarray) -> np.ndarray:
    result = np.zeros(len(begin), bool)
    for i in np.flatnonzero(good & (count > 1)):
        own = values[begin[i] : begin[i] + count[i]]
        result[i] = not bool((own[1:] > own[:-1]).all())
    return result


def _blend_records(context: Context, key_counts: Ints) -> None:
    findings = context.findings
    binding = context.ints("bsKf.bsBinding")
    begin, count = context.ints("bsKf.kfBegin"), context.ints("bsKf.kfCount")
    known = context.within("B3", binding, 0, len(key_counts), "blend keyforms of no blend shape")
    asked = key_counts[np.where(known, binding, 0)] if len(key_counts) else np.zeros(len(binding), np.int64)
    findings.forbid("B3", known & (count != asked), "blend keyforms that do not match their keys")
    constraints = context.count("bsConsIdx.cons")
    context.slices("B3", context.ints("bsKf.consBegin"), context.ints("bsKf.consCount"), constraints,
                   "blend keyforms whose constraints leave the table")  # fmt: skip
    limit = context.count("pos.xy")
    base_keys = context.ints("bsBinding.baseKey")
    targets = {"bsWarp": "warp", "bsMesh": "mesh", "bsPart": "part", "bsRot": "rotation", "bsGlue": "glue",
               "bsOffscreen": "offscreen"}  # fmt: skip
    owners_of = {target: f"{target}.band" for target in targets.values()} | {"offscreen": "offscreen.ownerPart"}
    keyforms_of = KEYED | {"offscreen": "offscreenKf.opacity"}
    for table, target in targets.items():
        if not context.has(f"{table}.target"):
            continue
        owner = context.ints(f"{table}.target")
        keyforms = context.count(keyforms_of[target])
        real = context.within("B4", owner, 0, context.count(owners_of[target]), f"{table} records of no {target}")
        first, amount = context.ints(f"{table}.begin"), context.ints(f"{table}.count")
        good = context.slices("B4", first, amount, len(binding), f"{table} records that leave the table")
        outside, misplaced, moved = (np.zeros(len(owner), bool) for _ in range(3))
        for i in np.flatnonzero(real & good & (amount > 0)):
            own = slice(int(first[i]), int(first[i] + amount[i]))
            outside[i] = bool(((begin[own] < 0) | (count[own] < 0) | (begin[own] + count[own] > keyforms)).any())
            if target in ("warp", "mesh") and not outside[i]:
                starts = context.ints(f"{'warpKf' if target == 'warp' else 'meshKf'}.posBegin")
                size = 2 * max(int(context.ints(f"{target}.vertexCount")[owner[i]]), 0)
                for b, n, shape in zip(begin[own], count[own], binding[own], strict=True):
                    block = starts[b : b + n]
                    misplaced[i] |= bool(((block < 0) | (block % 2 != 0) | (block + size > limit)).any())
                    if not misplaced[i] and 0 <= shape < len(base_keys) and 0 <= base_keys[shape] < n:
                        rest = int(block[base_keys[shape]])
                        moved[i] |= bool(context.moc["pos.xy"][rest : rest + size].any())
        findings.forbid("B3", outside, f"{table} records whose keyforms leave the table")
        findings.forbid("B3", misplaced, f"{table} records whose positions leave the table")
        findings.forbid("B3", moved, f"{table} records whose base keyform is not zero", WARNING)


def _offscreens(context: Context) -> None:
    findings = context.findings
    owner, owned = context.ints("offscreen.ownerPart"), context.ints("part.offscreen")
    parts, offscreens = len(owned), len(owner)
    known = context.within("O1", owner, 0, parts, "offscreens of no part")
    linked = context.within("O1", owned, -1, offscreens, "parts with an unknown offscreen")
    back = np.array([known[i] and owned[owner[i]] == i for i in range(offscreens)], bool)
    forth = np.array([not linked[i] or owned[i] < 0 or owner[owned[i]] == i for i in range(parts)], bool)
    findings.forbid("O1", ~back, "offscreens their part does not know")
    findings.forbid("O1", ~forth, "parts whose offscreen belongs to another")
    context.slices("O1", context.ints("offscreen.maskBegin"), context.ints("offscreen.maskCount"),
                   context.count("mask.mesh"), "offscreens whose masks leave the table")  # fmt: skip
    context.within(
        "O1",
        context.ints("partKf.offscreenKf"),
        -1,
        context.count("offscreenKf.opacity"),
        "part keyforms of no offscreen keyform",
    )
    for colour in ("mulColor", "scrColor"):
        context.within(
            "O1",
            context.ints(f"offscreenKf.{colour}"),
            0,
            context.count(f"{colour}.r"),
            f"offscreen keyforms without {colour}",
        )
    blend = context.ints("offscreen.blend")
    findings.forbid("O1", (blend < 0) | (blend & 255 > 17) | (blend >> 8 > 4), "offscreens with an unknown blend mode")


def _hints(context: Context) -> None:
    """Warn about coordinates that are in the wrong space, and about what a host will miss."""
    findings = context.findings
    if findings.broken():
        return  # the hints follow links between tables, which can only be trusted now
    parents, kinds, specific = (context.ints(f"deformer.{n}") for n in ("parentDeformer", "type", "specific"))
    scales, first, amount = (
        context.floats("rotKf.scale"),
        context.ints("rotation.kfBegin"),
        context.ints("rotation.kfCount"),
    )
    below = np.zeros(len(kinds), bool)  # has a rotation above it
    odd = np.zeros(len(kinds), bool)
    for i, parent in enumerate(parents):
        below[i] = parent >= 0 and (below[parent] or kinds[parent] == 1)
        if kinds[i] == 1:
            own = scales[first[specific[i]] : first[specific[i]] + amount[specific[i]]]
            size = np.abs(own[own != 0]) * (1 if below[i] else context.moc.canvas.pixels_per_unit)
            odd[i] = bool(((size < 0.02) | (size > 20)).any())
    findings.forbid(
        "S1", odd, "rotations of an unlikely scale (1/pixels per unit belongs to the first in a chain)", WARNING
    )
    starts, vertices = context.ints("meshKf.posBegin"), context.ints("mesh.vertexCount")
    points, home = context.floats("pos.xy"), context.ints("mesh.parentDeformer")
    strange = np.zeros(len(home), bool)
    for i, begin in enumerate(context.ints("mesh.kfBegin")):
        own = points[starts[begin] : starts[begin] + 2 * vertices[i]]
        if home[i] < 0:
            strange[i] = bool((np.abs(own) > 2.1).any())
        elif kinds[home[i]] == 0:
            strange[i] = bool(((own < -0.6) | (own > 1.6)).any())
        elif len(own):  # below a rotation coordinates are pixels
            strange[i] = bool((np.abs(own) < 2).all())
    findings.forbid("S3", strange, "meshes whose coordinates seem to be in the wrong space", WARNING)
    missing = sorted(set(_STANDARD) - set(context.moc.ids("param")))
    if missing:
        findings.warn("S5", f"standard parameters are missing: {', '.join(missing)}")
