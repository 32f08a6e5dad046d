"""What is installed is pinned with hashes and listed with its licence; what is bundled never holds the Core."""

from __future__ import annotations

import re
import runpy
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LINUX = ("sys_platform == 'linux'", "platform_machine == 'x86_64'")


def test_every_dependency_is_locked_at_its_version_with_a_hash() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    entries = re.findall(r"^(\S+)==(\S+)((?: \\\n    --hash=sha256:[0-9a-f]{64})+)$", lock, re.MULTILINE)
    assert len(entries) == lock.count("==")
    pins = {name.lower(): version for name, version, _hashes in entries}
    for wanted in PROJECT["dependencies"]:
        requirement, _, marker = wanted.partition(";")
        name, _, version = requirement.strip().partition("==")
        if not marker or marker.strip() in {LINUX[0], " and ".join(LINUX)}:
            assert pins[name.lower()] == version, "run packaging/lock.py"


def test_every_package_and_model_has_its_licence_listed() -> None:
    licences = runpy.run_path(str(ROOT / "packaging" / "licences.py"))
    page = (ROOT / "docs" / "licences.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\S+) \| ([^|]*) \| ([^|]+) \|$", page, re.MULTILINE)
    listed = {licences["name_of"](name): licence for name, _version, licence in rows}
    asked = [licences["name_of"](one) for extra in PROJECT["optional-dependencies"].values() for one in extra]
    lacking = {*licences["locked"](), *asked} - listed.keys()
    assert not lacking, "run packaging/licences.py"
    unknown = [name for name, licence in listed.items() if not licence.strip() or licence.strip() == "UNKNOWN"]
    assert not unknown
    for model in licences["catalogue"]():
        assert f"| {model.name} | {model.licence} | {model.upstream} |" in page


def test_the_core_is_in_no_file_of_ours() -> None:
    found = [path for path in ROOT.glob("[!.]*/**/*") if re.search(r"live2dcubismcore|_live2d\.so", path.name, re.I)]
    assert not found
