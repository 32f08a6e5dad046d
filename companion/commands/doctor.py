"""``companion doctor``: what works here, what does not, and what to do about it."""

from __future__ import annotations

import argparse
import json
import sys

from companion import doctor
from companion.redaction import redacted

_MARKS = {"ok": "ok     ", "limited": "limited", "missing": "MISSING"}


def run(arguments: argparse.Namespace) -> int:
    """Print one line a part as it is tried; return 1 when something indispensable is missing."""
    findings = []
    for finding in doctor.examine(arguments.only):
        findings.append(finding)
        if not arguments.json:
            sys.stdout.write(f"{_MARKS[finding.level]}  {finding.name:<12} {redacted(finding.text)}\n")
            sys.stdout.flush()
    if arguments.json:
        report = [{"name": f.name, "level": f.level, "text": redacted(f.text)} for f in findings]
        sys.stdout.write(json.dumps(report, indent=1, ensure_ascii=False) + "\n")
    return 1 if any(finding.level == "missing" for finding in findings) else 0
