"""``companion costs``: what was used, what it cost, and when a machine of one's own would be cheaper."""

from __future__ import annotations

import argparse
import json
import math
import sys
import time

from companion.costs.counting import FILE_NAME
from companion.costs.meter import Meter
from companion.costs.prices import ensure_prices, load_prices
from companion.costs.report import Report, make_report
from companion.errors import CompanionError
from companion.paths import config_dir, data_dir


def run(arguments: argparse.Namespace) -> int:
    """Print the report of the last ``--days``. Raises CompanionError."""
    if not 0 < arguments.days < math.inf:
        raise CompanionError(f"The days to look back must be a number above 0, for example 30, not {arguments.days:g}.")
    file = ensure_prices(config_dir())
    prices = load_prices(file)
    meter = Meter(data_dir() / FILE_NAME)
    try:
        report = make_report(meter, prices, time.time(), arguments.days)
    finally:
        meter.close()
    if arguments.json:
        sys.stdout.write(json.dumps(report.as_dict(), indent=1) + "\n")
    else:
        sys.stdout.write("\n".join([*lines(report), f"The prices are in {file}; edit them freely."]) + "\n")
    return 0


def lines(report: Report) -> list[str]:
    """Return the report for the terminal."""
    if not report.rows:
        return ["Nothing was used yet: talk to her first."]
    head = f"{'engine':24}{'model':28}{'tokens':>12}{'letters':>10}{'sound s':>9}{'work s':>9}{report.currency:>11}"
    out = [head]
    for row in report.rows:
        used = row.total.usage
        tokens = used.tokens_read + used.tokens_written
        name = f"{used.engine} ({used.kind})"
        out.append(
            f"{name:24}{used.model[-27:]:28}{tokens or '-':>12}{used.letters or '-':>10}"
            f"{used.sound_seconds:9.1f}{used.busy_seconds:9.1f}{row.cost:11.4f}"
        )
    out.append(
        f"{report.requests} replies in {report.days:.0f} days: {report.cost:.4f} {report.currency}, "
        f"{report.cost_per_request:.4f} a reply, {report.month:.2f} a month at this pace."
    )
    if report.break_even is None:
        out.append("Her engines run here and cost nothing but current; no rent to set against a machine.")
    else:
        out.append(
            f"A machine for {report.machine_month:.0f} a month is cheaper from {report.break_even:,.0f} replies "
            f"a month on ({report.break_even / 30:,.0f} a day)."
        )
    return out
