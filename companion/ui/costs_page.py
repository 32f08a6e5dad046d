"""The page of costs: live meters for each engine, prices to edit, and when a machine of one's own would be cheaper."""

from __future__ import annotations

import sqlite3
import time
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QLocale, Qt, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from companion.costs.break_even import DAYS_A_MONTH, request_cost, typical_request
from companion.costs.meter import Meter
from companion.costs.prices import EnginePrice, Prices, ensure_prices, load_prices, save_prices
from companion.costs.report import Report, Row, make_report
from companion.errors import CompanionError
from companion.ui.complaint import Complaint
from companion.ui.cost_chart import CostChart
from companion.ui.plain_text import Label

LIVE_MS = 1500
EVER = 36500.0
"""Days that are longer than anybody has counted."""

_NUMBERS = ("tokens_read", "tokens_written", "letters", "minutes")
_ARTICLE = (EnginePrice("openai", tokens_written=0.002), EnginePrice("azure", letters=16.0))


class CostsPage(QWidget):
    """Reads the counter while it is shown; prices hold as soon as they are typed."""

    def __init__(self, usage: Path, folder: Path, parent: QWidget | None = None) -> None:
        """``usage``: the counter's file; ``folder``: where the price table is kept."""
        super().__init__(parent)
        self._usage = usage
        self._folder = folder
        self._prices = Prices()
        self.report: Report | None = None
        self.period = QComboBox(self)
        self.period.setAccessibleName(self.tr("Period"))
        for days, words in (
            (1.0, self.tr("Last 24 hours")),
            (7.0, self.tr("Last 7 days")),
            (30.0, self.tr("Last 30 days")),
            (EVER, self.tr("Since the beginning")),
        ):
            self.period.addItem(words, days)
        self.period.setCurrentIndex(2)
        self.period.currentIndexChanged.connect(self.refresh)
        self.meters = _table(self, (self.tr("Engine"), self.tr("Used"), self.tr("Work"), self.tr("Cost")))
        self.meters.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.total = Label(self)
        self.total.setWordWrap(True)
        self.kind = QComboBox(self)
        self.kind.setAccessibleName(self.tr("What a reply costs"))
        for key, words in (
            ("mine", self.tr("A reply as yours cost")),
            ("en", self.tr("A long English reply, rented")),
            ("ru", self.tr("A long Russian reply, rented")),
        ):
            self.kind.addItem(words, key)
        self.kind.currentIndexChanged.connect(self._show_chart)
        self.chart = CostChart(self)
        self.sentence = _help(self)
        self.complaint = Complaint(self)
        self.prices = _table(
            self,
            (
                self.tr("Engine"), self.tr("Model"), self.tr("1,000 read"), self.tr("1,000 written"),
                self.tr("Million letters"), self.tr("Minute heard"),
            ),
        )  # fmt: skip
        self.others = _table(self, (self.tr("Besides"), self.tr("Value")))
        tabs = QTabWidget(self)
        tabs.addTab(self._meter_tab(), self.tr("Used"))
        tabs.addTab(self._chart_tab(), self.tr("Rent or own"))
        tabs.addTab(self._price_tab(), self.tr("Prices"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(tabs, 1)
        column.addWidget(self.complaint)
        self._timer = QTimer(self)
        self._timer.setInterval(LIVE_MS)
        self._timer.timeout.connect(self.refresh)
        self._load_prices()
        self.refresh()
        self.prices.itemChanged.connect(self._save)
        self.others.itemChanged.connect(self._save)

    def _meter_tab(self) -> QWidget:
        tab, column = _tab(self)
        column.addWidget(self.period)
        column.addWidget(self.meters, 1)
        column.addWidget(self.total)
        return tab

    def _chart_tab(self) -> QWidget:
        tab, column = _tab(self)
        column.addWidget(self.kind)
        column.addWidget(self.chart, 1)
        column.addWidget(self.sentence)
        return tab

    def _price_tab(self) -> QWidget:
        tab, column = _tab(self)
        note = _help(self)
        note.setText(
            self.tr(
                "Double-click a value. Names may hold * and ?; the first row that fits an engine counts, and what fits "
                "none costs only current. Without watts no current is counted."
            )
        )
        add, remove = QPushButton(self.tr("Add"), self), QPushButton(self.tr("Remove"), self)
        add.clicked.connect(self._add)
        remove.clicked.connect(self._remove)
        buttons = QHBoxLayout()
        buttons.addWidget(add)
        buttons.addWidget(remove)
        buttons.addStretch()
        column.addWidget(self.prices, 2)
        column.addLayout(buttons)
        column.addWidget(self.others, 2)
        column.addWidget(note)
        return tab

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()

    # ---- what was used

    def refresh(self) -> None:
        """Read the counter anew."""
        try:
            meter = Meter(self._usage)
            try:
                self.report = make_report(meter, self._prices, time.time(), self.period.currentData())
            finally:
                meter.close()
        except (CompanionError, sqlite3.Error) as error:
            self.complaint.setText(str(error))
            return
        report = self.report
        self.meters.setRowCount(len(report.rows))
        for number, row in enumerate(report.rows):
            cost = self._money(row.cost) if row.cost or row.rented else self.tr("free")
            for place, text in enumerate((self._engine(row), self._used(row), self._seconds(row), cost)):
                self.meters.setItem(number, place, QTableWidgetItem(text))
        self.meters.resizeRowsToContents()
        if not report.rows:
            self.total.setText(self.tr("Nothing was used in this time."))
        else:
            replies = self.tr("%n replies", "", report.requests)
            text = self.tr("{replies}: {cost}, {each} a reply; a month at this pace: {month}.")
            self.total.setText(
                text.format(
                    replies=replies,
                    cost=self._money(report.cost),
                    each=self._money(report.cost_per_request),
                    month=self._money(report.month),
                )
            )
        self._show_chart()

    def _engine(self, row: Row) -> str:
        kinds = {"text": self.tr("Text"), "speech": self.tr("Voice"), "hearing": self.tr("Ears")}
        used = row.total.usage
        return f"{kinds[used.kind]}: {used.engine}\n{used.model}"

    def _used(self, row: Row) -> str:
        used, count = row.total.usage, QLocale().toString
        parts = []
        if used.tokens_read or used.tokens_written:
            text = self.tr("{read} tokens read,\n{written} written")
            parts.append(text.format(read=count(used.tokens_read), written=count(used.tokens_written)))
        if used.letters:
            parts.append(self.tr("{letters} letters").format(letters=count(used.letters)))
        if used.sound_seconds:
            parts.append(self.tr("{seconds} s of sound").format(seconds=count(round(used.sound_seconds))))
        return ", ".join(parts)

    def _seconds(self, row: Row) -> str:
        return self.tr("{seconds} s").format(seconds=QLocale().toString(round(row.total.usage.busy_seconds)))

    def _money(self, value: float) -> str:
        digits = 2 if value >= 1 or value == 0 else 4
        return f"{QLocale().toString(value, 'f', digits)} {self._prices.currency}"

    def _show_chart(self) -> None:
        report = self.report
        if report is None:
            return
        reply = report.cost_per_request
        language = self.kind.currentData()
        if language != "mine":
            text = self._prices.of_engine("openai", "*") or _ARTICLE[0]
            voice = self._prices.of_engine("azure", "*") or _ARTICLE[1]
            reply = request_cost(typical_request(language), text, voice)
        self.chart.show_costs(
            reply=reply,
            budget=report.budget,
            pace=report.requests / report.days * DAYS_A_MONTH,
            currency=report.currency,
        )
        each = self.tr("A reply costs {cost}. The dot on the line below is your present pace.")
        self.sentence.setText(f"{self.chart.words()} {each.format(cost=self._money(reply))}")

    # ---- prices

    def _load_prices(self) -> None:
        try:
            self._prices = load_prices(ensure_prices(self._folder))
        except (CompanionError, OSError) as error:
            self.complaint.setText(str(error))
        prices = self._prices
        for table in (self.prices, self.others):
            table.blockSignals(True)
        self.prices.setRowCount(len(prices.engines))
        for number, row in enumerate(prices.engines):
            self.prices.setItem(number, 0, QTableWidgetItem(row.engine))
            self.prices.setItem(number, 1, QTableWidgetItem(row.model))
            for place, name in enumerate(_NUMBERS, start=2):
                self.prices.setItem(number, place, QTableWidgetItem(_number(getattr(row, name))))
        rows = (
            (self.tr("Currency"), prices.currency),
            (self.tr("Watts this computer draws while she works"), _number(prices.watts)),
            (self.tr("Price of a kilowatt-hour"), _number(prices.kilowatt_hour)),
            (self.tr("A machine of your own, a month"), _number(prices.machine_month)),
            (self.tr("Of that, what you would pay anyway"), _number(prices.kept_anyway)),
        )
        self.others.setRowCount(len(rows))
        for number, (words, value) in enumerate(rows):
            label = QTableWidgetItem(words)
            label.setFlags(label.flags() & ~Qt.ItemFlag.ItemIsEditable)
            self.others.setItem(number, 0, label)
            self.others.setItem(number, 1, QTableWidgetItem(value))
        for table in (self.prices, self.others):
            table.blockSignals(False)

    def _typed(self) -> Prices:
        """Return what stands in the tables. Raises CompanionError for what is no number."""

        def text(table: QTableWidget, row: int, place: int) -> str:
            item = table.item(row, place)
            return item.text().strip() if item is not None else ""

        def number(table: QTableWidget, row: int, place: int) -> float:
            raw = text(table, row, place)
            value, good = QLocale.c().toDouble(raw.replace(",", ".").replace(" ", "") or "0")
            if not good or not 0 <= value < 1e9:
                raise CompanionError(self.tr("“{text}” is no price: write a number from 0 upwards.").format(text=raw))
            return value

        engines = tuple(
            EnginePrice(
                text(self.prices, row, 0) or "*",
                text(self.prices, row, 1) or "*",
                *(number(self.prices, row, place) for place in range(2, 6)),
            )
            for row in range(self.prices.rowCount())
        )
        watts, kilowatt_hour, month, kept = (number(self.others, row, 1) for row in range(1, 5))
        return Prices(text(self.others, 0, 1) or "USD", engines, watts, kilowatt_hour, month, kept)

    def _save(self) -> None:
        try:
            typed = self._typed()
            save_prices(ensure_prices(self._folder), typed)
        except (CompanionError, OSError) as error:
            self._load_prices()
            self.complaint.setText(str(error))
            return
        self.complaint.clear()
        self._prices = typed
        self.refresh()

    def _add(self) -> None:
        self._put_rows((*self._prices.engines, EnginePrice("*")))
        self.prices.setCurrentCell(self.prices.rowCount() - 1, 0)

    def _remove(self) -> None:
        chosen = self.prices.currentRow()
        if chosen >= 0:
            self._put_rows(tuple(row for place, row in enumerate(self._prices.engines) if place != chosen))

    def _put_rows(self, engines: tuple[EnginePrice, ...]) -> None:
        try:
            save_prices(ensure_prices(self._folder), replace(self._prices, engines=engines))
        except (CompanionError, OSError) as error:
            self.complaint.setText(str(error))
            return
        self._load_prices()
        self.refresh()


def _tab(parent: QWidget) -> tuple[QWidget, QVBoxLayout]:
    tab = QWidget(parent)
    column = QVBoxLayout(tab)
    column.setContentsMargins(0, 12, 0, 0)
    column.setSpacing(10)
    return tab, column


def _help(parent: QWidget) -> Label:
    label = Label(parent)
    label.setObjectName("help")
    label.setWordWrap(True)
    return label


def _table(parent: QWidget, titles: tuple[str, ...]) -> QTableWidget:
    table = QTableWidget(0, len(titles), parent)
    table.setHorizontalHeaderLabels(list(titles))
    table.verticalHeader().hide()
    table.setShowGrid(False)
    table.setTabKeyNavigation(False)  # Tab leads on to the next control, arrows from cell to cell
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setAccessibleName(titles[0])
    header = table.horizontalHeader()
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    many = len(titles) > 4  # then the first is as wide as its names and the others share the rest
    whole, shared = QHeaderView.ResizeMode.ResizeToContents, QHeaderView.ResizeMode.Stretch
    header.setSectionResizeMode(shared if many else whole)
    header.setSectionResizeMode(0 if many or len(titles) == 2 else 1, whole if many else shared)
    return table


def _number(value: float) -> str:
    return f"{value:g}"
