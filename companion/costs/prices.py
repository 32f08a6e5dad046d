"""The price table: what a token, a letter, a minute and a kilowatt-hour cost. A TOML file the user may edit."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path

import tomlkit
from tomlkit.exceptions import TOMLKitError

from companion.errors import CompanionError
from companion.messages import Usage
from companion.whole_file import write_whole

FILE_NAME = "prices.toml"

_TEMPLATE = """\
# What things cost, in the currency named here. Edit freely; a wrong value is reported and nothing is lost.
currency = "USD"

# Rented engines. "engine" and "model" may hold * and ?; the first row that fits counts, what fits none is free.
# Prices are per 1,000 tokens read and written, per million letters spoken, per minute of sound heard.
[[engine]]
engine = "openai"
model = "*"
tokens_read = 0.002
tokens_written = 0.002

[[engine]]
engine = "openai-speech"
model = "*"
letters = 16.0

[[engine]]
engine = "azure"
model = "*"
letters = 16.0

[[engine]]
engine = "openai-transcriptions"
model = "*"
minutes = 0.006

# What engines of this computer draw while they work; 0 watts counts nothing.
[electricity]
watts = 0.0
kilowatt_hour = 0.30

# The machine that renting is set against, a month.
[machine]
month = 2635.0
kept_anyway = 135.0
"""


@dataclass(frozen=True)
class EnginePrice:
    """What one rented engine costs: per 1,000 tokens, per million letters, per minute of sound."""

    engine: str
    model: str = "*"
    tokens_read: float = 0.0
    tokens_written: float = 0.0
    letters: float = 0.0
    minutes: float = 0.0


@dataclass(frozen=True)
class Prices:
    """The whole table. ``machine_month`` less ``kept_anyway`` is the budget that renting is set against."""

    currency: str = "USD"
    engines: tuple[EnginePrice, ...] = field(default=())
    watts: float = 0.0
    kilowatt_hour: float = 0.0
    machine_month: float = 0.0
    kept_anyway: float = 0.0

    def of_engine(self, engine: str, model: str) -> EnginePrice | None:
        """Return the first row that fits, None for an engine that costs nothing."""
        for row in self.engines:
            if fnmatchcase(engine, row.engine) and fnmatchcase(model, row.model):
                return row
        return None

    def cost(self, usage: Usage) -> float:
        """Return what a piece of use costs: the rent, or the current where the engine is one's own."""
        row = self.of_engine(usage.engine, usage.model)
        if row is None:
            return self.watts / 1000 * usage.busy_seconds / 3600 * self.kilowatt_hour
        return (
            row.tokens_read * usage.tokens_read / 1000
            + row.tokens_written * usage.tokens_written / 1000
            + row.letters * usage.letters / 1e6
            + row.minutes * usage.sound_seconds / 60
        )

    @property
    def budget(self) -> float:
        """What a month of the machine leaves for renting instead."""
        return max(0.0, self.machine_month - self.kept_anyway)


def ensure_prices(folder: Path) -> Path:
    """Return the table's file, written with its defaults where there is none yet. Raises CompanionError."""
    file = folder / FILE_NAME
    if not file.exists():
        try:
            write_whole(file, _TEMPLATE)
        except OSError as error:
            raise CompanionError(f"The price table {file} cannot be written ({error}).") from error
    return file


def load_prices(file: Path) -> Prices:
    """Read a table. Raises CompanionError in words for what cannot be read or is no price."""
    try:
        table = tomlkit.parse(file.read_text(encoding="utf-8")).unwrap()
    except (TOMLKitError, ValueError, RecursionError, OSError) as error:
        raise CompanionError(f"The price table {file} cannot be read ({error}); mend it or move it away.") from error
    rows = table.get("engine", [])
    electricity, machine = table.get("electricity", {}), table.get("machine", {})
    if not isinstance(rows, list) or not all(isinstance(part, dict) for part in (*rows, electricity, machine)):
        raise CompanionError(f"The price table {file} has sections of the wrong kind; compare it with a new one.")
    engines = tuple(
        EnginePrice(
            str(row.get("engine", "*")),
            str(row.get("model", "*")),
            _price(file, row, "tokens_read"),
            _price(file, row, "tokens_written"),
            _price(file, row, "letters"),
            _price(file, row, "minutes"),
        )
        for row in rows
    )
    return Prices(
        str(table.get("currency", "USD")),
        engines,
        _price(file, electricity, "watts"),
        _price(file, electricity, "kilowatt_hour"),
        _price(file, machine, "month"),
        _price(file, machine, "kept_anyway"),
    )


def save_prices(file: Path, prices: Prices) -> None:
    """Write the table; comments of the user's stay where their lines stay. Raises CompanionError for a wrong value.

    The table is written beside and read back before it takes the old one's place: a mistake loses nothing.
    """
    try:
        document = tomlkit.parse(file.read_text(encoding="utf-8"))
    except (TOMLKitError, UnicodeDecodeError, OSError) as error:
        raise CompanionError(f"The price table {file} cannot be read ({error}); mend it or move it away.") from error
    document["currency"] = prices.currency.strip() or "USD"
    rows = tomlkit.aot()
    for row in prices.engines:
        table = tomlkit.table()
        table.update({name: value for name, value in asdict(row).items() if isinstance(value, str) or value})
        rows.append(table)
    if len(document.get("engine", [])) == len(rows):  # changed in place, so that comments between them stay
        for old, new in zip(document["engine"], rows, strict=True):
            for name in [name for name in old if name not in new]:
                del old[name]
            for name, value in new.items():
                old[name] = value
    else:
        document["engine"] = rows
    for section, values in (
        ("electricity", {"watts": prices.watts, "kilowatt_hour": prices.kilowatt_hour}),
        ("machine", {"month": prices.machine_month, "kept_anyway": prices.kept_anyway}),
    ):
        document.setdefault(section, tomlkit.table()).update(values)
    beside = file.with_suffix(".new")
    try:
        beside.write_text(tomlkit.dumps(document), encoding="utf-8")
        load_prices(beside)
        beside.replace(file)
    except OSError as error:
        raise CompanionError(f"The price table {file} cannot be written ({error}).") from error
    finally:
        beside.unlink(missing_ok=True)


def _price(file: Path, table: dict[str, object], name: str) -> float:
    value = table.get(name, 0.0)
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < 1e9:
        raise CompanionError(f"The price table {file}: {name} must be a number from 0 upwards, not {value!r}.")
    return float(value)
