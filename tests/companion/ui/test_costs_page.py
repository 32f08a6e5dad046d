"""The page of costs: live meters, prices that are checked, and the chart that crosses where it should."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QTableWidget
from pytestqt.qtbot import QtBot

from companion.costs.meter import Meter
from companion.costs.prices import load_prices
from companion.messages import Usage
from companion.ui import theme
from companion.ui.cost_chart import CostChart
from companion.ui.costs_page import CostsPage


@pytest.fixture
def page(qtbot: QtBot, tmp_path: Path) -> CostsPage:
    made = CostsPage(tmp_path / "usage.sqlite", tmp_path)
    qtbot.addWidget(made)
    made.resize(560, 560)
    made.show()
    return made


def use(tmp_path: Path, *usages: Usage) -> None:
    meter = Meter(tmp_path / "usage.sqlite")
    for usage in usages:
        meter.add(usage)
    meter.close()


def texts(table: QTableWidget, row: int) -> list[str]:
    return [table.item(row, place).text() for place in range(table.columnCount())]


def test_meters_run_while_the_page_is_shown(qtbot: QtBot, page: CostsPage, tmp_path: Path) -> None:
    assert page.meters.rowCount() == 0
    assert "Nothing was used" in page.total.text()
    use(
        tmp_path,
        Usage("text", "openai", "gpt", tokens_read=600, tokens_written=400, busy_seconds=3.0),
        Usage("speech", "hibari", "heart", letters=80, sound_seconds=4.0, busy_seconds=1.0),
        Usage("hearing", "whisper", "tiny", sound_seconds=2.0),
    )
    qtbot.waitUntil(lambda: page.meters.rowCount() == 3, timeout=20_000)
    rows = {texts(page.meters, row)[0].split("\n")[0]: texts(page.meters, row) for row in range(3)}
    assert rows["Text: openai"][1:] == ["600 tokens read,\n400 written", "3 s", "0.0020 USD"]
    assert rows["Voice: hibari"][1:] == ["80 letters, 4 s of sound", "1 s", "free"]
    assert rows["Ears: whisper"][1] == "2 s of sound"
    assert "1 reply: 0.0020 USD" in page.total.text() or "1 replies" in page.total.text()
    page.period.setCurrentIndex(0)
    assert page.meters.rowCount() == 3


def test_a_price_is_kept_in_the_file_and_a_wrong_one_refused(page: CostsPage, tmp_path: Path) -> None:
    file = tmp_path / "prices.toml"
    page.prices.item(0, 3).setText("0,5")
    assert load_prices(file).engines[0].tokens_written == 0.5
    page.others.item(1, 1).setText("65")
    assert load_prices(file).watts == 65.0
    assert "# What engines of this computer draw" in file.read_text(), "comments stay"
    page.prices.item(0, 3).setText("much")
    assert "“much” is no price" in page.complaint.text()
    assert page.prices.item(0, 3).text() == "0.5"
    assert load_prices(file).engines[0].tokens_written == 0.5
    page._add()
    page.prices.item(page.prices.rowCount() - 1, 0).setText("mine")
    assert load_prices(file).engines[-1].engine == "mine"
    page._remove()
    assert "mine" not in {row.engine for row in load_prices(file).engines}


def test_a_broken_price_table_is_told_and_not_written_over(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "prices.toml").write_text("[[machine]\n")
    page = CostsPage(tmp_path / "usage.sqlite", tmp_path)
    qtbot.addWidget(page)
    assert "cannot be read" in page.complaint.text()
    page.others.item(1, 1).setText("65")
    assert (tmp_path / "prices.toml").read_text() == "[[machine]\n"


def test_the_chart_crosses_at_the_articles_results(page: CostsPage, tmp_path: Path) -> None:
    page.prices.item(0, 2).setText("0")  # the article paid for what was written
    page.kind.setCurrentIndex(page.kind.findData("en"))
    assert round(page.chart.crossing, -3) == 71_000
    assert "71023" in page.chart.words().replace(",", "")
    page.kind.setCurrentIndex(page.kind.findData("mine"))
    assert "nothing to set against" in page.chart.words()
    use(tmp_path, *[Usage("text", "openai", "gpt", tokens_written=1000)] * 4)
    page.refresh()
    assert page.chart.crossing == pytest.approx(2500 / 0.002)


def test_the_line_of_the_rent_rises_over_that_of_the_machine(qtbot: QtBot) -> None:
    chart = CostChart()
    qtbot.addWidget(chart)
    chart.resize(400, 300)
    chart.show_costs(reply=1.0, budget=100.0, pace=20.0, currency="USD")
    picture: QImage = chart.grab().toImage()
    accent = QColor(theme.palette().accent)

    def unlike(column: int, row: int) -> int:
        here = picture.pixelColor(column, row)
        return sum(abs(one - other) for one, other in zip(here.getRgb(), accent.getRgb(), strict=True))

    def height(column: int) -> int:
        """Return how far down the accent's line is in a column."""
        return min(range(40, picture.height() - 30), key=lambda row: unlike(column, row))

    assert height(60) > height(200) > height(330)
