"""``companion feel``: the seven emotion scores of a text."""

from __future__ import annotations

import argparse
import json
import sys

from companion.commands.progress_line import ProgressLine
from companion.configuration import keyed_config
from companion.engine.registry import emotions_alone
from companion.errors import CompanionError
from companion.paths import config_dir
from companion.settings import Settings

_BAR = 30


def run(arguments: argparse.Namespace) -> int:
    """Print the scores, the strongest first; as JSON in the fixed order."""
    if not arguments.text.strip():
        raise CompanionError("There is no text to feel; write something between the quotes.")
    settings = Settings(config_dir() / "settings.toml")
    with ProgressLine() as line, emotions_alone(keyed_config(settings), line.show) as engine:
        scores = engine.scores(arguments.text, arguments.context).as_dict()
    if arguments.json:
        sys.stdout.write(json.dumps({label: round(score, 4) for label, score in scores.items()}) + "\n")
        return 0
    for label, score in sorted(scores.items(), key=lambda pair: -pair[1]):
        sys.stdout.write(f"{label:<9} {score:6.1%} {'#' * round(score * _BAR)}".rstrip() + "\n")
    return 0
