"""Bring the translations up to date: collect the strings of the window, then compile what is translated.

    python assets/i18n/build.py

``companion_LANGUAGE.ts`` is the source to edit, with Qt Linguist or by hand; ``companion_LANGUAGE.qm`` is made from it
and kept beside it, so that a checkout speaks every language without a build step. Prints what lacks a translation, or
has one without its placeholders, and then ends with 1. English needs its plurals only.

The words of the window itself stand in ``tr``. The sentences of the rooms below are collected as templates (see
``sentences.py``, context "Sentences"), which the window needs to know them again (``sentences.json``); so is what
the catalogue says of text models (context "Models").
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import sysconfig
import tempfile
import tomllib
import xml.etree.ElementTree as ET
from pathlib import Path

import sentences

HERE = Path(__file__).resolve().parent
SOURCES = HERE.parent.parent / "companion"
LANGUAGES = ("en", "ru")
PLACEHOLDER = re.compile(r"\{\w+\}|%n")


def tool(name: str, *arguments: str) -> None:
    """Run one of PySide6's own programs, quietly unless it fails."""
    program = Path(sysconfig.get_path("scripts")) / name
    done = subprocess.run([program, *arguments], capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{name} failed: {done.stdout}{done.stderr}")


def model_words() -> list[str]:
    """Return what the catalogue says of the models a user can choose."""
    catalogue = tomllib.loads((SOURCES / "models" / "catalogue.toml").read_text(encoding="utf-8"))
    models = [one for one in catalogue["model"] if one["kind"] in {"text model", "hearing"}]
    return sorted({one[key] for one in models for key in ("about", "note") if key in one})


def collect(language: str, file: Path, said: list[str]) -> None:
    """Write all strings of the window and the templates ``said`` below into ``file``; translations there stay."""
    # With line numbers each edit of the program would change this file, too.
    options = ["-no-obsolete", "-locations", "none", "-source-language", "en", "-target-language", language]
    if language == "en":
        options.append("-pluralonly")
    words = [("Sentences", text) for text in said] + [("Models", text) for text in model_words()]
    with tempfile.TemporaryDirectory() as folder:
        below = Path(folder) / "below.py"
        lines = (f"QT_TRANSLATE_NOOP({json.dumps(pair[0])}, {_quoted(pair[1])})" for pair in words)
        below.write_text("\n".join(lines), encoding="utf-8")
        tool("pyside6-lupdate", *options, *map(str, sorted(SOURCES.rglob("*.py"))), str(below), "-ts", str(file))


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def missing(file: Path) -> list[str]:
    """Return the strings of ``file`` without a translation, or with one that has other placeholders."""
    lacking = []
    for message in ET.parse(file).iter("message"):
        source, translation = message.findtext("source", ""), message.find("translation")
        if translation is None or translation.get("type") == "unfinished":
            lacking.append(source)
            continue
        forms = [form.text or "" for form in translation.iter("numerusform")] or [translation.text or ""]
        if any(placeholders(form) != placeholders(source) for form in forms):
            lacking.append(source)
    return lacking


def placeholders(text: str) -> set[str]:
    """Return what stands for values in ``text``."""
    return set(PLACEHOLDER.findall(text))


def main() -> int:
    """Do both for every language."""
    lacking = False
    said = sentences.collect()
    (HERE / "sentences.json").write_text(json.dumps(said, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    for language in LANGUAGES:
        file = HERE / f"companion_{language}.ts"
        collect(language, file, said)
        tool("pyside6-lrelease", "-silent", str(file), "-qm", str(file.with_suffix(".qm")))
        for text in missing(file):
            lacking = True
            print(f"{language}: {text!r}")
    return int(lacking)


if __name__ == "__main__":
    sys.exit(main())
