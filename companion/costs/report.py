"""The costs as figures: what was used, what it cost, and what a month at this pace comes to against a machine."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from companion.costs.break_even import DAYS_A_MONTH, requests_a_month
from companion.costs.meter import Meter, Total
from companion.costs.prices import Prices

DAY = 86400.0


@dataclass(frozen=True)
class Row:
    """One engine: its use and what that cost."""

    total: Total
    cost: float
    rented: bool


@dataclass(frozen=True)
class Report:
    """All figures of a span of ``days``. ``break_even`` counts requests a month, None where a request costs nothing."""

    currency: str
    days: float
    rows: tuple[Row, ...]
    requests: int
    cost: float
    budget: float
    machine_month: float

    @property
    def cost_per_request(self) -> float:
        """What a reply costs on average, 0 where there was none."""
        return self.cost / self.requests if self.requests else 0.0

    @property
    def month(self) -> float:
        """What a month at this pace comes to."""
        return self.cost / self.days * DAYS_A_MONTH if self.days > 0 else 0.0

    @property
    def break_even(self) -> float | None:
        """Requests a month from which on the machine is cheaper."""
        return requests_a_month(self.budget, self.cost_per_request) if self.cost_per_request > 0 else None

    def as_dict(self) -> dict[str, object]:
        """Return all figures as JSON values."""
        return {
            "currency": self.currency,
            "days": self.days,
            "engines": [
                {**asdict(row.total.usage), "pieces": row.total.pieces, "rented": row.rented, "cost": row.cost}
                for row in self.rows
            ],
            "requests": self.requests,
            "cost": self.cost,
            "cost_per_request": self.cost_per_request,
            "month_at_this_pace": self.month,
            "machine_month": self.machine_month,
            "budget_month": self.budget,
            "break_even_requests_month": self.break_even,
            "break_even_requests_day": None if self.break_even is None else self.break_even / DAYS_A_MONTH,
        }


def make_report(meter: Meter, prices: Prices, now: float, days: float = DAYS_A_MONTH) -> Report:
    """Return the costs of the last ``days``; a younger counter is taken for its own age, one day at least."""
    since = now - days * DAY
    began = meter.first()
    span = days if began is None else min(days, max(1.0, (now - began) / DAY))
    rows = tuple(
        Row(total, prices.cost(total.usage), prices.of_engine(total.usage.engine, total.usage.model) is not None)
        for total in meter.totals(since)
    )
    cost = sum(row.cost for row in rows)
    return Report(prices.currency, span, rows, meter.requests(since), cost, prices.budget, prices.machine_month)
