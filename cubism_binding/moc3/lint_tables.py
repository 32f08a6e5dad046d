"""The linter's rules on parameters, keys, the tree and draw order; meshes and colours are in lint_shapes.py."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from cubism_binding.moc3.lint import WARNING, Findings, Mask
from cubism_binding.moc3.reader import Moc3, Table

_PLAIN_ID = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_FURTHEST = 1e5
_MOST_NAMED = 20_000_000  # entries all slices of one table name together
_MOST_AXES = 32
_OVERFLOWING = 1e12  # a few products of such numbers leave the range of float32
Ints = npt.NDArray[np.int64]

# object table -> keyform table, for everything that is keyed
KEYED = {"part": "partKf.drawOrder", "warp": "warpKf.opacity", "rotation": "rotKf.opacity", "mesh": "meshKf.opacity",
         "glue": "glueKf.intensity"}  # fmt: skip


@dataclass
class Context:
    """Give rules the tables as wide integers, so that no hostile sum overflows."""

    moc: Moc3
    findings: Findings
    products: Ints = field(default_factory=lambda: np.zeros(0, np.int64))  # keyforms a band asks for; 0 = broken band

    def ints(self, name: str) -> Ints:
        """Return an integer table as int64."""
        return self.moc[name].astype(np.int64)

    def floats(self, name: str) -> npt.NDArray[np.float64]:
        """Return a float table as float64."""
        return self.moc[name].astype(np.float64)

    def has(self, name: str) -> bool:
        """Return whether the file's version knows a table."""
        return name in self.moc.tables

    def count(self, name: str) -> int:
        """Return the length of a table."""
        return len(self.moc[name])

    def slices(self, rule: str, begin: Ints, count: Ints, limit: int, what: str) -> Mask:
        """Forbid slices that leave a table of `limit` entries; return which are good. Empty ones may begin anywhere."""
        bad = (count < 0) | (count > 0) & ((begin < 0) | (begin + count > limit))
        self.findings.forbid(rule, bad, what)
        return ~bad if self.affordable(rule, count[~bad], what) else np.zeros(len(bad), bool)

    def affordable(self, rule: str, count: Ints, what: str) -> bool:
        """Forbid slices that overlap until they take hours to look at; no model shares so much."""
        if int(count.sum()) <= _MOST_NAMED:
            return True
        self.findings.error(rule, f"{what}, or overlap beyond measure: {int(count.sum())} entries are named")
        return False

    def within(self, rule: str, values: Ints, low: int, high: int, what: str) -> Mask:
        """Forbid values outside low..high-1; return which are good."""
        bad = (values < low) | (values >= high)
        self.findings.forbid(rule, bad, what)
        return ~bad


def check_tables(moc: Moc3, texture_count: int | None, findings: Findings) -> None:
    """Apply every rule beyond the file's structure."""
    from cubism_binding.moc3.lint_shapes import check_shapes

    context = Context(moc, findings)
    _numbers(context)
    _ids(context)
    _parameters(context)
    _keys(context)
    _keyforms(context)
    _tree(context)
    check_shapes(context, texture_count)
    _draw_order(context)


def _numbers(context: Context) -> None:
    for name, table in context.moc.tables.items():
        if table.dtype.kind == "f":
            with np.errstate(invalid="ignore"):
                sane = np.isfinite(table) & (np.abs(table) < _OVERFLOWING)
            context.findings.forbid("N1", ~sane, f"numbers of {name} that are not finite or will overflow")
    with np.errstate(invalid="ignore"):
        far = np.abs(context.moc["pos.xy"]) > _FURTHEST
    context.findings.forbid("N1", far, "positions far beyond any canvas", WARNING)


def _text(raw: bytes) -> str | None:
    """Return an id, or None where it has no end, is no UTF-8 or holds control characters."""
    if len(raw) >= 64:
        return None
    try:
        text = raw.split(b"\0")[0].decode("utf-8")
    except UnicodeDecodeError:
        return None
    return text if text.isprintable() else None


def _ids(context: Context) -> None:
    for table in ("param", "part", "mesh", "deformer", "glue"):
        texts = [_text(bytes(raw)) for raw in context.moc[f"{table}.ids"]]
        findings = context.findings
        findings.forbid("I1", np.array([text is None for text in texts], bool), f"{table} ids that are not clean text")
        odd = np.array([text is not None and not _PLAIN_ID.fullmatch(text) for text in texts], bool)
        findings.forbid("I2", odd, f"{table} ids that are empty or not plain ASCII words", WARNING)
        seen: set[str | None] = set()
        twice = np.zeros(len(texts), bool)
        for i, text in enumerate(texts):
            twice[i] = text in seen
            seen.add(text)
        findings.forbid("I3", twice, f"{table} ids used twice", WARNING if table in ("deformer", "glue") else "error")


def _parameters(context: Context) -> None:
    findings = context.findings
    low, high, default = (context.floats(f"param.{name}") for name in ("min", "max", "default"))
    findings.forbid("P1", ~(low < high), "parameters whose minimum is not below their maximum")
    findings.forbid("P2", ~((low <= default) & (default <= high)), "parameters whose default is out of range")
    decimals = context.ints("param.decimals")
    findings.forbid("P3", ~np.isin(context.ints("param.repeat"), (0, 1)), "parameters whose repeat flag is not 0 or 1")
    findings.forbid("P3", (decimals < 0) | (decimals > 10), "parameters with absurd decimals")
    coarse = (decimals >= 0) & (decimals < 2)
    findings.forbid("P3", coarse, "parameters with fewer than 2 decimals: they jump near their keys", WARNING)
    begin, count = context.ints("param.bindingBegin"), context.ints("param.bindingCount")
    bindings = context.count("binding.keyBegin")
    good = context.slices("P4", begin, count, bindings, "parameters whose bindings leave the table")
    owners = np.zeros(bindings, np.int64)
    for b, n in zip(begin[good & (count > 0)], count[good & (count > 0)], strict=True):
        owners[b : b + n] += 1
    findings.forbid("P4", owners != 1, "bindings that do not belong to exactly one parameter")
    _key_ranges(context, owners, good)


def _key_ranges(context: Context, owners: Ints, good: Mask) -> None:
    """Warn where a parameter can leave its keys: the object is hidden there."""
    key_begin, key_count = context.ints("binding.keyBegin"), context.ints("binding.keyCount")
    keys = context.floats("key.value")
    open_ends = np.zeros(len(key_begin), bool)
    crowded = np.zeros(len(key_begin), bool)
    columns = ("bindingBegin", "bindingCount", "min", "max", "decimals")
    for begin, count, low, high, decimals in zip(*(context.moc[f"param.{n}"][good] for n in columns), strict=True):
        eps = 10.0 ** -max(min(int(decimals), 10), 0)
        for i in range(int(begin), int(begin) + int(count)):
            first, amount = int(key_begin[i]), int(key_count[i])
            if first < 0 or amount < 1 or first + amount > len(keys) or owners[i] != 1:
                continue
            own = keys[first : first + amount]
            open_ends[i] = own[0] > low + eps or own[-1] < high - eps
            with np.errstate(invalid="ignore"):
                crowded[i] = amount < 2 or bool((np.diff(own) <= 2 * eps).any())
    context.findings.forbid(
        "P5", open_ends, "bindings whose keys do not span the parameter: objects hide there", WARNING
    )
    context.findings.forbid("P6", crowded, "bindings with a single key or keys too close together", WARNING)


def _keys(context: Context) -> None:
    findings = context.findings
    key_begin, key_count = context.ints("binding.keyBegin"), context.ints("binding.keyCount")
    keys = context.floats("key.value")
    findings.forbid("K5", key_count < 1, "bindings without keys")
    good = context.slices("K5", key_begin, key_count, len(keys), "bindings whose keys leave the table") & (
        key_count > 0
    )
    unsorted = np.zeros(len(key_begin), bool)
    for i in np.flatnonzero(good):
        own = keys[key_begin[i] : key_begin[i] + key_count[i]]
        unsorted[i] = not bool((own[1:] > own[:-1]).all())
    findings.forbid("K5", unsorted, "bindings whose keys do not ascend")
    entries = context.ints("bandEntry.binding")
    context.within("K1", entries, 0, len(key_begin), "band entries that name no binding")
    begin, count = context.ints("band.begin"), context.ints("band.count")
    whole = context.slices("K1", begin, count, len(entries), "bands whose entries leave the table")
    parameter_of = np.full(len(key_begin), -1, np.int64)
    own_begin, own_count = context.ints("param.bindingBegin"), context.ints("param.bindingCount")
    for number, (b, n) in enumerate(zip(own_begin, own_count, strict=True)):
        if b >= 0 and n > 0:
            parameter_of[b : b + n] = number
    products = np.zeros(len(begin), np.int64)
    repeated = np.zeros(len(begin), bool)
    for i in np.flatnonzero(whole & (count <= _MOST_AXES)):
        axes = entries[begin[i] : begin[i] + count[i]] if count[i] else entries[:0]
        if ((axes < 0) | (axes >= len(key_begin))).any():
            continue
        owners = parameter_of[axes]
        repeated[i] = len(set(axes.tolist())) != len(axes) or len(set(owners.tolist())) != len(owners)
        product = 1
        for axis in axes:
            product = min(product * max(int(key_count[axis]), 0), 1 << 40)
        products[i] = product
    context.products = products
    findings.forbid("K2", repeated, "bands that use a parameter twice")
    findings.forbid("K2", count > _MOST_AXES, "bands with more axes than the Core could ever evaluate")
    findings.forbid("K2", count > 4, "bands with more than four axes", WARNING)


def _keyforms(context: Context) -> None:
    for table, keyforms in KEYED.items():
        bands = context.ints(f"{table}.band")
        known = context.within("K1", bands, 0, len(context.products), f"{table} entries that name no band")
        product = np.where(known, context.products[np.where(known, bands, 0)] if len(context.products) else 0, 0)
        begin, count = context.ints(f"{table}.kfBegin"), context.ints(f"{table}.kfCount")
        limit = context.count(keyforms)
        findings = context.findings
        findings.forbid("K3", known & (count != product), f"{table} entries whose keyforms do not match their keys")
        bad = known & ((begin < 0) | (begin + np.maximum(product, count) > limit))
        findings.forbid("K4", bad, f"{table} entries whose keyforms leave the table")
        context.affordable("K4", count[count > 0], f"{table} entries whose keyforms leave the table")
        order = np.argsort(begin, kind="stable")
        overlap = np.zeros(len(begin), bool)
        overlap[order[1:]] = begin[order[1:]] < (begin + count)[order[:-1]]
        findings.forbid("K4", overlap, f"{table} entries that share keyforms", WARNING)
    for name in ("warpKf.opacity", "rotKf.opacity", "meshKf.opacity"):
        values = context.floats(name)
        with np.errstate(invalid="ignore"):
            bad = (values < -0.01) | (values > 1.01)
        context.findings.forbid("K7", bad, f"entries of {name} outside 0..1", WARNING)


def _flags(context: Context, rule: str, *names: str) -> None:
    for name in names:
        if context.has(name):
            context.findings.forbid(
                rule, ~np.isin(context.ints(name), (0, 1)), f"entries of {name} that are not 0 or 1"
            )


def _tree(context: Context) -> None:
    findings = context.findings
    parts, deformers = context.count("part.ids"), context.count("deformer.ids")
    own = context.ints("part.parentPart")
    findings.forbid("T1", (own < -1) | (own >= np.arange(parts)), "parts whose parent does not come before them")
    for table in ("deformer", "mesh"):
        context.within("T1", context.ints(f"{table}.parentPart"), -1, parts, f"{table} entries in no known part")
    parents = context.ints("deformer.parentDeformer")
    late = (parents < -1) | (parents >= np.arange(deformers))
    findings.forbid("T2", late, "deformers whose parent does not come before them")
    context.within("T2", context.ints("mesh.parentDeformer"), -1, deformers, "meshes below no known deformer")
    kinds, specific = context.ints("deformer.type"), context.ints("deformer.specific")
    findings.forbid("T3", ~np.isin(kinds, (0, 1)), "deformers of an unknown type")
    for kind, table in ((0, "warp"), (1, "rotation")):
        mine = np.flatnonzero(kinds == kind)
        amount = context.count(f"{table}.band")
        if sorted(specific[mine].tolist()) != list(range(amount)):
            what = f"the deformers of type {kind} do not match the {amount} records of {table} one to one"
            findings.error("T3", what)
            continue
        differs = np.zeros(deformers, bool)
        differs[mine] = context.ints("deformer.band")[mine] != context.ints(f"{table}.band")[specific[mine]]
        findings.forbid("T4", differs, f"deformers keyed otherwise than their {table} record")
    _flags(context, "T5", "part.visible", "part.enabled", "deformer.visible", "deformer.enabled", "mesh.visible",
           "mesh.enabled", "rotKf.reflectX", "rotKf.reflectY", "warp.quadTransform")  # fmt: skip
    rows, columns = context.ints("warp.rows"), context.ints("warp.columns")
    wrong = (rows < 1) | (columns < 1) | (context.ints("warp.vertexCount") != (rows + 1) * (columns + 1))
    findings.forbid("W1", wrong, "warps whose lattice does not match its rows and columns")


def _draw_order(context: Context) -> None:
    findings = context.findings
    meshes, parts, groups = (context.count(name) for name in ("mesh.ids", "part.ids", "group.objBegin"))
    if meshes and not groups:
        findings.error("D1", "there is no draw order group")
        return
    begin, count = context.ints("group.objBegin"), context.ints("group.objCount")
    kind, index, inner = (context.ints(f"groupObj.{name}") for name in ("type", "objIndex", "selfGroup"))
    context.slices("D1", begin, count, len(kind), "groups whose objects leave the table")
    findings.forbid("D3", ~np.isin(kind, (0, 1)), "draw order objects of an unknown type")
    limit = np.where(kind == 0, meshes, parts)
    findings.forbid("D3", (index < 0) | (index >= limit), "draw order objects that name nothing")
    findings.forbid("D3", (kind == 1) & ((inner < 0) | (inner >= groups)), "listed parts without a group of their own")
    findings.forbid("D3", (kind == 0) & (inner != -1), "listed meshes with a group", WARNING)
    low, high = context.ints("group.minOrder"), context.ints("group.maxOrder")
    findings.forbid("D4", (low > high) | (low < -10000) | (high > 10000), "groups with an impossible order range")
    if findings.broken("D1", "D3"):
        return
    listed = np.concatenate([np.zeros(0, np.int64), *(np.arange(b, b + n) for b, n in zip(begin, count, strict=True))])
    listed = listed.astype(np.int64)
    mesh_uses = np.bincount(index[listed][kind[listed] == 0], minlength=meshes)
    part_uses = np.bincount(index[listed][kind[listed] == 1], minlength=parts)
    group_uses = np.bincount(inner[listed][kind[listed] == 1], minlength=groups)
    findings.forbid("D2", mesh_uses != 1, "meshes not listed exactly once in the draw order")
    findings.forbid("D2", part_uses > 1, "parts listed twice in the draw order")
    findings.forbid("D2", group_uses != (np.arange(groups) > 0), "groups not used exactly once")
    if findings.broken("D2", "K1", "K3", "K4"):
        return
    _group_orders(context, begin, count, low, high)
    _group_totals(context, begin, count)


def _truncated(orders: Table) -> npt.NDArray[np.float64]:
    result: npt.NDArray[np.float64] = np.trunc(orders.astype(np.float64) + 0.001)
    return result


def _group_orders(context: Context, begin: Ints, count: Ints, low: Ints, high: Ints) -> None:
    bad = np.zeros(len(begin), bool)
    odd = np.zeros(len(begin), bool)
    tables = [(context.ints(f"{t}.kfBegin"), context.ints(f"{t}.kfCount"), _truncated(context.moc[f"{kf}.drawOrder"]))
              for t, kf in (("mesh", "meshKf"), ("part", "partKf"))]  # fmt: skip
    kind, index = context.ints("groupObj.type"), context.ints("groupObj.objIndex")
    for group in range(len(begin)):
        for entry in range(int(begin[group]), int(begin[group] + count[group])):
            first, amount, orders = tables[int(kind[entry])]
            at = int(index[entry])
            own = orders[first[at] : first[at] + amount[at]]
            bad[group] |= not bool(((own >= low[group]) & (own <= high[group])).all())
            odd[group] |= bool(((own < 0) | (own > 1000)).any())
    context.findings.forbid("D5", bad, "groups with an object outside their order range")
    context.findings.forbid("D6", odd, "groups with an order outside 0..1000", WARNING)


def _group_totals(context: Context, begin: Ints, count: Ints) -> None:
    kind, index, inner = (context.ints(f"groupObj.{name}") for name in ("type", "objIndex", "selfGroup"))
    totals = context.ints("group.objTotal")
    owns = context.ints("part.offscreen") >= 0 if context.has("part.offscreen") else np.zeros(0, bool)
    known: dict[int, int] = {}
    pending = [(0, False)] if len(begin) else []
    seen: set[int] = set()
    while pending:  # children first, without recursion: the nesting is the file's choice
        group, ready = pending.pop()
        entries = range(int(begin[group]), int(begin[group] + count[group]))
        children = [int(inner[e]) for e in entries if kind[e] == 1]
        if not ready:
            if group in seen:
                context.findings.error("D2", f"draw order group {group} contains itself")
                return
            seen.add(group)
            pending.append((group, True))
            pending.extend((child, False) for child in children)
            continue
        shown = sum(1 for e in entries if kind[e] == 1 and len(owns) and owns[index[e]])
        known[group] = sum(1 for e in entries if kind[e] == 0) + sum(known[child] for child in children) + shown
    reached = np.array([group in known for group in range(len(begin))], bool)
    context.findings.forbid("D2", ~reached, "draw order groups that hang in a circle")
    wrong = np.array([group > 0 and known.get(group) != totals[group] for group in range(len(begin))], bool)
    context.findings.forbid("D7", wrong & reached, "groups whose total is not what they contain")
