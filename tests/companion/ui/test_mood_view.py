"""The mood in the window: sign, chart and words follow the talk; the body gets it too."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from companion import paths
from companion import settings as s
from companion.app import Program
from companion.messages import EmotionScores, Temperament
from companion.mind.mood import Sample
from companion.ui import theme
from companion.ui.mood_chart import MoodChart, mood_curves

OpenProgram = Callable[..., Program]


def test_the_curves_go_from_the_past_on_the_left_to_now_on_the_right() -> None:
    samples = [Sample(0.0, 1.0, -1.0), Sample(1.0, 0.0, 0.0), Sample(2.0, -1.0, 1.0)]
    curves = mood_curves(samples, Temperament(0.5, 0.0))
    assert curves.gladness == ((0.0, 0.0), (0.5, 0.5), (1.0, 1.0))
    assert curves.liveliness == ((0.0, 1.0), (0.5, 0.5), (1.0, 0.0))
    assert curves.home == 0.25


@pytest.mark.parametrize("valence", [0.8, -0.8])
def test_the_line_is_painted_where_the_mood_is(qtbot: QtBot, valence: float) -> None:
    chart = MoodChart()
    qtbot.addWidget(chart)
    chart.resize(300, 132)
    chart.show_curves(mood_curves([Sample(0.0, valence, 0.0)] * 3, Temperament(0.0, 0.0)))
    image = QImage(chart.size(), QImage.Format.Format_RGB32)
    chart.render(image)
    accent = QColor(theme.palette().accent)
    rows = [row for row in range(image.height()) if image.pixelColor(150, row).rgb() == accent.rgb()]
    assert rows
    wanted = 12 + (1 - valence) / 2 * (132 - 24)
    assert all(abs(row - wanted) <= 2 for row in rows)


def test_what_is_said_shows_on_the_button_in_the_chart_and_in_her(open_program: OpenProgram, qtbot: QtBot) -> None:
    program = open_program()
    button = program.window.chat.mood_button
    assert "as usual" in button.accessibleDescription()
    button.click()
    popover = program.mood_view.popover
    assert popover is not None
    assert popover.isVisible()
    assert "10 minutes ago: as usual" in popover.chart.accessibleDescription()
    program.mood.feel(EmotionScores.only("sadness"), "user")
    program.mood.feel(EmotionScores.only("sadness"), "assistant")
    assert "Now: sad." in popover.chart.accessibleDescription()
    assert popover.heading.text() == f"{program.conversation.persona.name}: sad"
    assert popover.chart.curves is not None
    assert popover.chart.curves.gladness[-1][1] > popover.chart.curves.home
    character = program.stage.character
    assert character is not None
    qtbot.waitUntil(lambda: character.life.resting[0] == "sadness", timeout=20_000)
    qtbot.keyClick(popover, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: program.mood_view.popover is None)
    program.settings[s.FEELING_STRENGTH] = 0.0
    assert program.mood.words() == ""


def test_a_turn_moves_her_and_it_is_kept_for_the_next_start(open_program: OpenProgram, qtbot: QtBot) -> None:
    program = open_program()
    program.window.chat.said.emit("Hello")
    qtbot.waitUntil(lambda: program.mood.away_from_home() != (0.0, 0.0), timeout=60_000)
    qtbot.waitUntil(lambda: program.conversation.state.value == "idle", timeout=60_000)
    assert (paths.moods_dir() / f"{program.conversation.key}.json").is_file()
