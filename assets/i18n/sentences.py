"""The sentences of the rooms below the window, read off their source for the translators.

They are written in English where something goes wrong, by code that knows neither Qt nor a language. Their templates
can be collected: ``CompanionError(f"There is no {path}; check it.")`` says "There is no {1}; check it.".
"""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import TypeAlias

ROOT = Path(__file__).resolve().parents[2]
NOT_IN_THE_WINDOW = {
    "bench", "commands", "telegram", "stage", "doctor.py", "rigging", "writer.py", "model_check.py", "ui",
}  # fmt: skip
"""What only the command line shows; and the window itself, whose words go through ``tr``."""

SPEAKERS = {
    "CompanionError": (0, ""),
    "CubismError": (0, ""),
    "Moc3FormatError": (0, ""),
    "OfflineError": (0, ""),
    "Finding": (2, "text"),
    "Progress": (0, "text"),
    "EngineFailed": (0, "message"),
    "TurnFailed": (1, "message"),
    "ListeningFailed": (1, "message"),
    "PromptShown": (3, "error"),
    "ServerAnswered": (1, "error"),
    "Slept": (4, "note"),
    "SilentOutput": (0, "reason"),
    "ears_failed": (0, "sentence"),
    "AvatarKind": (0, "name"),
}
"""What is called with a sentence for the user -> the place and the name of that argument."""

GATHERED = {"problems", "reasons", "found"}
"""Names of the lists in which sentences for the user are gathered."""

OF_LIBRARIES = (
    "Permission denied",
    "No such file or directory",
    "Is a directory",
    "Not a directory",
    "No space left on device",
    "Read-only file system",
    "Disk quota exceeded",
    "Input/output error",
    "File name too long",
    "Too many open files",
    "File exists",
    "Connection refused",
    "Access is denied",
    "[Errno {1}] {2}",
    "[Errno {1}] {2}: {3}",
    "file is not a database",
    "database disk image is malformed",
    "database is locked",
    "database or disk is full",
    "disk I/O error",
    "unable to open database file",
    "attempt to write a readonly database",
    "{1} (at line {2}, column {3})",
    "{1} (at end of document)",
    "Invalid value",
    "Invalid statement",
    "{1}: line {2} column {3} (char {4})",
    "Expecting value",
    "Extra data",
    "Expecting ',' delimiter",
    "'utf-8' codec can't decode byte {1} in position {2}: {3}",
)
"""What the system, SQLite and Python's readers of TOML and JSON say most often in our sentences."""

Function: TypeAlias = ast.FunctionDef | ast.AsyncFunctionDef
Argument: TypeAlias = tuple[int, str]


class Sentences:
    """All templates that can be shown; a function that hands a parameter on as a sentence becomes a speaker, too."""

    def __init__(self, files: list[Path]) -> None:
        """Read the source ``files``."""
        self.templates: set[str] = set()
        self.speakers: defaultdict[str, set[Argument]] = defaultdict(set)
        for name, argument in SPEAKERS.items():
            self.speakers[name].add(argument)
        sources = [_Source(ast.parse(file.read_text(encoding="utf-8")), self) for file in files]
        known = 0
        while known < (known := sum(map(len, self.speakers.values()))):
            for source in sources:
                source.read()


class _Source:
    """One file: follows a sentence back to the words it is made of."""

    def __init__(self, tree: ast.Module, into: Sentences) -> None:
        self._tree = tree
        self._into = into
        self._functions = {node.name: node for node in ast.walk(tree) if isinstance(node, Function)}
        self._class_of = {
            method: node.name for node in ast.walk(tree) if isinstance(node, ast.ClassDef) for method in node.body
        }
        self._followed: set[tuple[Function | None, str]] = set()

    def read(self) -> None:
        """Take all sentences of the file that are known to be some by now."""
        self._followed.clear()
        self._read(self._tree, None)

    def _read(self, node: ast.AST, function: Function | None) -> None:
        for child in ast.iter_child_nodes(node):
            for said in self._said(child):
                self._take(said, function)
            self._read(child, child if isinstance(child, Function) else function)

    def _said(self, node: ast.AST) -> Iterator[ast.expr]:
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr="append"), args=[said]) if name in GATHERED:
                yield said
            case ast.Call(args=[_, ast.Name(id="WARNING"), *_]) | ast.Call(args=[*_, ast.Name(id="WARNING")]):
                pass  # of the linter: "companion avatar check" alone tells it
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)) if name in self._into.speakers:
                for place, keyword in tuple(self._into.speakers[name]):
                    yield from node.args[place : place + 1]
                    yield from (one.value for one in node.keywords if one.arg == keyword)
            case ast.Assign(targets=[ast.Attribute(attr="problems" | "_silent_reason")]):
                yield node.value

    def _take(self, said: ast.expr | None, function: Function | None) -> None:
        """Take every template ``said`` can be, and what can stand in one in place of a number."""
        parts: list[ast.expr] = []
        match said:
            case ast.Constant(value=str(words)):
                self._keep(words)
            case ast.JoinedStr():
                self._keep(_template(said))
                values = (part for part in said.values if isinstance(part, ast.FormattedValue))
                parts = [part.value for part in values if part.conversion != ord("r")]
            case ast.IfExp():
                parts = [said.body, said.orelse]
            case ast.BoolOp(values=parts) | ast.Dict(values=parts):
                pass
            case ast.Subscript(value=inner) | ast.Call(func=ast.Attribute(value=inner, attr="get")):
                parts = [inner]
            case ast.Call(func=ast.Name(id="tuple"), args=[ast.GeneratorExp(elt=inner)]):
                parts = [inner]
            case ast.Name(id=name):
                self._follow(name, function)
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)):
                self._follow_call(name)
        for part in parts:
            self._take(part, function)

    def _follow(self, name: str, function: Function | None) -> None:
        """Take what a variable can hold; where it is a parameter, its function speaks with it."""
        if (function, name) in self._followed:
            return
        self._followed.add((function, name))
        for node in [*(ast.walk(function) if function else ()), *self._tree.body]:
            match node:
                case ast.Assign(targets=[ast.Name(id=target)]) if target == name:
                    self._take(node.value, function)
                case ast.AnnAssign(target=ast.Name(id=target)) | ast.NamedExpr(target=ast.Name(id=target)):
                    self._take(node.value if target == name else None, function)
        if function is not None:
            arguments = [one.arg for one in function.args.args]
            if name in arguments:
                owner = self._class_of.get(function, "")
                speaker = owner if function.name == "__init__" else function.name
                self._into.speakers[speaker].add((arguments.index(name) - bool(owner), name))

    def _follow_call(self, name: str) -> None:
        """Take what a function of this file returns."""
        function = self._functions.get(name)
        if function is None or (function, "return") in self._followed:
            return
        self._followed.add((function, "return"))
        for node in ast.walk(function):
            if isinstance(node, ast.Return):
                self._take(node.value, function)

    def _keep(self, template: str) -> None:
        """Keep what has words; a single one is a name, which no language changes."""
        if " " in template and any(map(str.isalpha, template)):
            self._into.templates.add(template)


def _template(said: ast.JoinedStr) -> str:
    """Return the text with each value as a number in braces."""
    number = 0
    words = ""
    for part in said.values:
        if isinstance(part, ast.Constant):
            words += str(part.value)
        else:
            number += 1
            words += f"{{{number}}}"
    return words


def collect() -> list[str]:
    """Return the templates of all sentences below the window, sorted."""
    packages = (ROOT / "companion", ROOT / "cubism_binding")
    files = [file for package in packages for file in sorted(package.rglob("*.py"))]
    shown = [one for one in files if not NOT_IN_THE_WINDOW & set(one.relative_to(ROOT).parts)]
    return sorted({*Sentences(shown).templates, *OF_LIBRARIES})
