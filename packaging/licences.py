"""List the licence of each package and of each model:  python packaging/licences.py

Writes docs/licences.md from what the installed packages say of themselves: everything in requirements.lock and all that
the extras ask for. Run it in the venv of ./test.
"""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import PackageMetadata, PackageNotFoundError, metadata, requires
from pathlib import Path

from companion.models.catalogue import catalogue

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "licences.md"
HEADER = """\
# Licences

The program itself is MIT (LICENSE). Made by `python packaging/licences.py` from what the packages say of themselves;
each package's own files hold the full texts. A bundle contains the packages of the first table.

**The Live2D Cubism Core** is proprietary software of Live2D Inc. It is in no package and no bundle of this program; the
package `live2d-py`, which ./run installs, carries it under Live2D's own terms. Publishing an application that loads
users' models may need Live2D's consent.

**ffmpeg** is run as a separate program. The one that `imageio-ffmpeg` brings is under the GPL.
"""


def name_of(requirement: str) -> str:
    """Return the normal form of a package's name in a requirement."""
    found = re.match(r"[A-Za-z0-9._-]+", requirement)
    return re.sub(r"[-_.]+", "-", found.group() if found else "").lower()


def locked() -> list[str]:
    """Return the names in requirements.lock."""
    lines = (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()
    return sorted(name_of(line) for line in lines if "==" in line)


def of_extras() -> list[str]:
    """Return the names the extras need, with all that those need, but for what is locked."""
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    waiting = [name_of(one) for wanted in extras.values() for one in wanted]
    found: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        try:
            needs = requires(name) or ()
        except PackageNotFoundError:
            continue
        found.add(name)
        waiting += [name_of(one) for one in needs if "extra ==" not in one]
    return sorted(found - set(locked()))


def licence_of(said: PackageMetadata) -> str:
    """Return the licence in a few words."""
    expression = said.get("License-Expression")
    if expression:
        return str(expression)
    kinds = [
        one.rpartition("::")[2].strip() for one in said.get_all("Classifier") or () if one.startswith("License ::")
    ]
    short = str(said.get("License") or "").strip().splitlines()
    return "; ".join(kinds) or (short[0][:80] if short else "see its files")


def table(names: list[str]) -> str:
    """Return the rows of ``names``, as far as they are installed here."""
    rows = ["| package | version | licence |", "|---|---|---|"]
    for name in names:
        try:
            said = metadata(name)
        except PackageNotFoundError:
            rows.append(f"| {name} | not on this system | see its files |")
            continue
        rows.append(f"| {said['Name']} | {said['Version']} | {licence_of(said).replace('|', '/')} |")
    return "\n".join(rows) + "\n"


def page() -> str:
    """Return the whole page."""
    models = ["| model | licence | from |", "|---|---|---|"]
    models += [f"| {one.name} | {one.licence} | {one.upstream} |" for one in catalogue()]
    parts = (
        HEADER,
        "## Always installed\n\n" + table(locked()),
        "## Only with extras (neural engines, Telegram, Azure, drawing, tests)\n\n" + table(of_extras()),
        "## Models\n\n" + "\n".join(models) + "\n",
    )
    return "\n".join(parts)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
