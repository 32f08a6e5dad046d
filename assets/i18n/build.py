"""Bring the translations up to date: collect the strings of the window, then compile what is translated.

    python assets/i18n/build.py

``companion_LANGUAGE.ts`` is the source to edit, with Qt Linguist or by hand; ``companion_LANGUAGE.qm`` is made from it
and kept beside it, so that a checkout speaks every language without a build step. Prints what lacks a translation and
then ends with 1. English needs its plurals only.
"""

from __future__ import annotations

import subprocess
import sys
import sysconfig
import xml.etree.ElementTree as ET
from pathlib import Path

HERE = Path(__file__).resolve().parent
SOURCES = HERE.parent.parent / "companion"
LANGUAGES = ("en", "ru")


def tool(name: str, *arguments: str) -> None:
    """Run one of PySide6's own programs, quietly unless it fails."""
    program = Path(sysconfig.get_path("scripts")) / name
    done = subprocess.run([program, *arguments], capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{name} failed: {done.stdout}{done.stderr}")


def collect(language: str, file: Path) -> None:
    """Write all strings of the window into ``file``; translations that are there stay."""
    # With line numbers each edit of the program would change this file, too.
    options = ["-no-obsolete", "-locations", "none", "-source-language", "en", "-target-language", language]
    if language == "en":
        options.append("-pluralonly")
    tool("pyside6-lupdate", *options, *map(str, sorted(SOURCES.rglob("*.py"))), "-ts", str(file))


def missing(file: Path) -> list[str]:
    """Return the strings of ``file`` without a translation."""
    return [
        message.findtext("source", "")
        for message in ET.parse(file).iter("message")
        if (translation := message.find("translation")) is None or translation.get("type") == "unfinished"
    ]


def main() -> int:
    """Do both for every language."""
    lacking = False
    for language in LANGUAGES:
        file = HERE / f"companion_{language}.ts"
        collect(language, file)
        tool("pyside6-lrelease", "-silent", str(file), "-qm", str(file.with_suffix(".qm")))
        for text in missing(file):
            lacking = True
            print(f"{language}: {text!r}")
    return int(lacking)


if __name__ == "__main__":
    sys.exit(main())
