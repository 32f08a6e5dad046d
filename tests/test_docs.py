"""What the documents say is so: links and pictures are there, commands and their options exist."""

from __future__ import annotations

import argparse
import ast
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from companion.cli import _parser
from companion.commands.bench import MEASUREMENTS

ROOT = Path(__file__).parents[1]
DOCUMENTS = sorted((*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), ROOT / "cubism_binding" / "README.md"))


def _anchor(heading: str) -> str:
    """Return the anchor that a heading gets where Markdown is shown."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_somewhere(document: Path) -> None:
    text = re.sub(r"```.*?```", "", document.read_text(encoding="utf-8"), flags=re.S)
    dead = []
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        file = document.parent / path if path else document
        headings = re.findall(r"^#+ (.*)$", file.read_text(encoding="utf-8"), re.M) if file.suffix == ".md" else []
        if not file.exists() or (anchor and anchor not in map(_anchor, headings)):
            dead.append(target)
    assert dead == []


def _commands(document: Path) -> Iterator[list[str]]:
    """Yield the words after ``companion`` or ``./run`` of each command in a document."""
    for line in document.read_text(encoding="utf-8").splitlines():
        typed = re.match(r"(?:    |\$ )?(?:venv/bin/|\./)?(?:companion|run)(?= (?!=)|$)(.*)", line)
        quoted = re.findall(r"`(?:companion|\./run) ([^`]+)`", line)
        for words in ([typed[1]] if typed and (line.startswith((" ", "c", "v", ".", "$"))) else []) + quoted:
            try:
                yield shlex.split(re.split(r"\s{2,}|\s#\s", words.strip())[0].replace("'?'", "?"))
            except ValueError:
                yield words.split()


def _options(words: list[str]) -> list[str]:
    """Return the command and its actions' parser's complaints about what the words name."""
    parser: argparse.ArgumentParser = _parser()
    known = {option for action in parser._actions for option in action.option_strings}
    wrong = []
    while words:
        below = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
        word, *words = words
        named = re.sub(r"[\[\]…,.]", " ", word).split("|")[0].strip()
        if below and named in below[0].choices:
            parser = below[0].choices[named]
            known |= {option for action in parser._actions for option in action.option_strings}
        elif named == "--light":  # of ./run alone
            continue
        elif named.startswith("--"):
            wrong += [named] if named.split("=")[0] not in known else []
        elif below and re.fullmatch(r"[a-z]{3,}", named) and "|" not in word:
            wrong.append(named)
    return wrong


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_commands_exist_with_their_options(document: Path) -> None:
    assert {" ".join(words): wrong for words in _commands(document) if (wrong := _options(list(words)))} == {}


def test_documents_name_commands_at_all() -> None:
    found = [words[0] for document in DOCUMENTS for words in _commands(document) if words]
    assert {"note", "reply", "speak", "hear", "doctor", "bench", "models", "telegram"} <= set(found)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_measurements_exist(document: Path) -> None:
    named = re.findall(r"bench --only (\w+)", document.read_text(encoding="utf-8"))
    assert set(named) <= {*MEASUREMENTS, "frames"}


def test_every_document_is_reached_from_the_readme() -> None:
    seen, waiting = set(), [ROOT / "README.md"]
    while waiting:
        document = waiting.pop()
        if document in seen or not document.exists():
            continue
        seen.add(document)
        for target in re.findall(r"\]\(([^)#\s]+\.md)", document.read_text(encoding="utf-8")):
            waiting.append((document.parent / target).resolve())
    assert {path for path in DOCUMENTS if path.parent.name == "docs"} - seen == set()


def test_tests_and_files_that_documents_name_exist() -> None:
    missing, named = [], 0
    for document in DOCUMENTS:
        for path, test in re.findall(
            r"`((?:tests|companion|cubism_binding)/[\w/]+\.py)(?:::(\w+))?`", document.read_text()
        ):
            named += 1
            file = ROOT / path
            if not file.exists() or (test and f"def {test}(" not in file.read_text(encoding="utf-8")):
                missing.append(f"{document.name}: {path} {test}")
    assert named > 40
    assert missing == []


def test_every_package_says_why_it_exists() -> None:
    packages = [path for room in ("companion", "cubism_binding") for path in (ROOT / room).rglob("__init__.py")]
    assert len(packages) > 15
    assert [path for path in packages if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))] == []
