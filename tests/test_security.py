"""Rules that every line of the program keeps: no pickles, no shell, and text from strangers is never markup."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCES = sorted(path for room in ("companion", "cubism_binding") for path in (ROOT / room).rglob("*.py"))


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def calls(name: str) -> Iterator[tuple[str, ast.Call]]:
    """Yield each call of ``name`` (as a name or an attribute) and where it is."""
    for path in SOURCES:
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call):
                function = node.func
                called = function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")
                if called == name:
                    yield f"{path.relative_to(ROOT)}:{node.lineno}", node


def arguments(call: ast.Call) -> dict[str | None, str]:
    return {keyword.arg: ast.unparse(keyword.value) for keyword in call.keywords}


def test_no_pickles_and_no_code_from_text() -> None:
    forbidden = {"pickle", "cPickle", "marshal", "shelve", "dill", "joblib", "cloudpickle", "yaml", "hyperpyyaml"}
    found = []
    for path in SOURCES:
        for node in ast.walk(tree(path)):
            names = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                names = [node.module or ""]
            found += [f"{path}:{node.lineno}" for name in names if name.split(".")[0] in forbidden]
    assert not found
    for name in ("eval", "exec"):  # Qt's and a model's methods of these names take no text
        assert not [where for where, call in calls(name) if isinstance(call.func, ast.Name)]


def test_arrays_and_weights_load_as_data_only() -> None:
    loads = list(calls("load"))
    arrays = [(where, call) for where, call in loads if ast.unparse(call.func) == "np.load"]
    weights = [(where, call) for where, call in loads if ast.unparse(call.func) == "torch.load"]
    assert arrays, "the test looks at something"
    assert weights
    assert [where for where, call in arrays if arguments(call).get("allow_pickle") != "False"] == []
    assert [where for where, call in weights if arguments(call).get("weights_only") != "True"] == []
    trusting = [where for name in ("from_pretrained",) for where, call in calls(name)
                if arguments(call).get("trust_remote_code", "False") != "False"]  # fmt: skip
    assert trusting == []


def test_no_text_reaches_a_shell() -> None:
    for name in ("run", "Popen", "call", "check_call", "check_output"):
        assert [where for where, call in calls(name) if "shell" in arguments(call)] == []
    for name in ("system", "popen", "getoutput", "getstatusoutput"):
        called = [where for where, call in calls(name) if ast.unparse(call.func).startswith(("os.", "subprocess."))]
        assert called == []
    for name in ("create_subprocess_shell", "startCommand"):
        assert list(calls(name)) == []


def test_programs_are_started_with_a_list_of_words() -> None:
    started = [(where, call) for name in ("run", "Popen") for where, call in calls(name)
               if ast.unparse(call.func).startswith("subprocess.")]  # fmt: skip
    assert started, "the test looks at something"
    texts = (ast.Constant, ast.JoinedStr, ast.BinOp)
    assert [where for where, call in started if isinstance(call.args[0], texts)] == []


def test_archives_are_unpacked_by_our_own_checks_only() -> None:
    for name in ("extractall", "extract", "unpack_archive"):
        assert [where for where, _call in calls(name)] == []
    imported = {alias.name for path in SOURCES for node in ast.walk(tree(path)) if isinstance(node, ast.Import)
                for alias in node.names}  # fmt: skip
    assert "zipfile" in imported, "the test looks at something"
    assert "tarfile" not in imported


def test_nobody_listens_on_a_port() -> None:
    for name in ("create_server", "start_server", "QTcpServer", "QUdpSocket", "QWebSocketServer"):
        assert [where for where, _call in calls(name)] == []
    # Textures and framebuffers are bound as well, but to no address.
    assert [where for where, call in calls("bind") if any(isinstance(one, ast.Tuple) for one in call.args)] == []
    servers = {"socketserver", "http.server", "xmlrpc.server", "wsgiref.simple_server"}
    modules = {getattr(node, "module", None) or alias.name for path in SOURCES for node in ast.walk(tree(path))
               if isinstance(node, ast.Import | ast.ImportFrom) for alias in node.names}  # fmt: skip
    assert not servers & modules


def test_labels_show_text_as_it_stands() -> None:
    made = [where for where, _call in calls("QLabel")]
    assert made == [], "use companion.ui.plain_text.Label, which takes nothing for HTML"
    bases = [
        f"{path}:{node.lineno}"
        for path in SOURCES
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ClassDef) and "QLabel" in map(ast.unparse, node.bases) and node.name != "Label"
    ]
    assert bases == []


@pytest.mark.parametrize("name", ["setHtml", "insertHtml", "appendHtml"])
def test_nothing_is_set_as_html(name: str) -> None:
    assert [where for where, _call in calls(name)] == []
