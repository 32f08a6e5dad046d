"""Pin everything ./run --light installs, with the hashes of its files:  python packaging/lock.py

Writes requirements.lock, for Linux on x86-64 with Python 3.11 to 3.13. pip decides what belongs in it; the files of
the other Python versions are looked up for the same pins.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "requirements.lock"
PYTHONS = ("3.11", "3.12", "3.13")
HEADER = """\
# Made by: python packaging/lock.py
# Everything ./run --light needs on Linux, x86-64, Python 3.11 to 3.13; pip refuses a file with another hash.
"""


def canonical(name: str) -> str:
    """Return the one form of a package's name."""
    return re.sub(r"[-_.]+", "-", name).lower()


def report(requirements: list[str], *options: str) -> list[dict[str, Any]]:
    """Return what pip would install for ``requirements``."""
    with tempfile.TemporaryDirectory() as folder:
        wanted, said = Path(folder) / "requirements.txt", Path(folder) / "report.json"
        wanted.write_text("\n".join(requirements), encoding="utf-8")
        command = [sys.executable, "-m", "pip", "install", "--dry-run", "--ignore-installed", "--quiet"]
        command += ["--disable-pip-version-check", "--prefer-binary", "--report", str(said), "-r", str(wanted)]
        subprocess.run([*command, *options], check=True, stdout=subprocess.DEVNULL)
        installs: list[dict[str, Any]] = json.loads(said.read_text(encoding="utf-8"))["install"]
        return installs


def main() -> None:
    """Resolve once, then gather the hashes for each Python version."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    found = report(project["dependencies"])
    pins = {canonical(one["metadata"]["name"]): one["metadata"]["version"] for one in found}
    hashes: dict[str, set[str]] = {name: set() for name in pins}
    exact = [f"{name}=={version}" for name, version in pins.items()]
    for python in PYTHONS:
        here = f"{sys.version_info.major}.{sys.version_info.minor}" == python
        options = [] if here else ["--no-deps", "--python-version", python, "--target", tempfile.gettempdir()]
        for one in found if here else report(exact, *options):
            hashes[canonical(one["metadata"]["name"])].add(one["download_info"]["archive_info"]["hashes"]["sha256"])
    lines = [HEADER]
    for name in sorted(pins):
        lines.append(f"{name}=={pins[name]}")
        lines[-1] += "".join(f" \\\n    --hash=sha256:{one}" for one in sorted(hashes[name])) + "\n"
    LOCK.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
