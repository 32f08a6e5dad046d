"""The single parts of the window."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QColor
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from companion.conversation import Message
from companion.messages import Line
from companion.mind.dialogue_text import dialogue_text, parse_dialogue
from companion.ui import announcement, theme
from companion.ui.bubble import Bubble
from companion.ui.composer import Composer
from companion.ui.dots import Dots
from companion.ui.notices import Notices
from companion.ui.record_bar import RecordBar

_texts = st.lists(st.text("abc :Youher<>é", min_size=1).filter(str.strip), min_size=1, max_size=3).map(
    lambda lines: "\n".join(" ".join(line.split()) for line in lines)
)


@given(st.lists(st.builds(Line, st.sampled_from(["user", "assistant"]), _texts), max_size=5).map(tuple))
def test_a_dialogue_survives_editing(lines: tuple[Line, ...]) -> None:
    assert parse_dialogue(dialogue_text(lines)) == lines


def test_enter_sends_and_shift_enter_begins_a_line(qtbot: QtBot) -> None:
    composer = Composer()
    qtbot.addWidget(composer)
    composer.show()
    sent: list[str] = []
    composer.sent.connect(sent.append)
    assert not composer.button.isEnabled()
    one_line = composer.field.height()
    qtbot.keyClicks(composer.field, "Hello")
    qtbot.keyClick(composer.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClicks(composer.field, "you")
    assert composer.field.height() > one_line
    qtbot.keyClick(composer.field, Qt.Key.Key_Return)
    assert sent == ["Hello\nyou"]
    assert composer.field.toPlainText() == ""
    qtbot.keyClick(composer.field, Qt.Key.Key_Return)
    assert sent == ["Hello\nyou"], "nothing is not sent"
    stops: list[bool] = []
    composer.stopped.connect(lambda: stops.append(True))
    composer.set_busy(True)
    qtbot.mouseClick(composer.button, Qt.MouseButton.LeftButton)
    assert stops == [True]
    qtbot.keyClicks(composer.field, "More")
    qtbot.mouseClick(composer.button, Qt.MouseButton.LeftButton)
    assert sent[-1] == "More", "what is written goes before stopping"


def test_a_bubble_is_as_wide_as_its_text_and_as_high_as_its_lines(qtbot: QtBot) -> None:
    short, long = Bubble(Message("user", "Hi")), Bubble(Message("assistant", "many words " * 30))
    for bubble in (short, long):
        qtbot.addWidget(bubble)
        bubble.set_room(360)
        bubble.show()
    assert short._label.width() < 60
    assert 150 < long._label.width() < 320
    assert long._label.height() > 5 * short._label.height()
    high = long._label.height()
    long.set_room(700)
    assert long._label.height() < high
    waiting = Bubble(Message("assistant", ""))
    qtbot.addWidget(waiting)
    waiting.show()
    assert waiting._dots.isVisible()
    assert not waiting._label.isVisible()


def test_notices_replace_each_other_by_subject_and_go(qtbot: QtBot) -> None:
    notices = Notices()
    qtbot.addWidget(notices)
    done: list[bool] = []
    notices.tell("engine", "First")
    notices.tell("engine", "Second", action=("Try again", lambda: done.append(True)))
    notices.tell("sound", "Quiet", seconds=0.05)
    assert notices.text("engine") == "Second"
    qtbot.waitUntil(lambda: notices.text("sound") == "", timeout=3000)
    assert notices.isVisible()
    notices.withdraw("engine")
    assert not notices.isVisible()


def _contrast(one: str, other: str) -> float:
    """Return the contrast ratio of WCAG 2.1, 1..21."""

    def luminance(name: str) -> float:
        channels = QColor(name).getRgbF()[:3]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("colours", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
def test_text_can_be_read_on_both_palettes(colours: theme.Palette) -> None:
    """WCAG 2.1: 4.5 for text, 3 for icons, marks and the edges of fields."""
    grounds = ("surface", "raised", "hers", "hover", "accent_soft", "warning_soft")
    text = [("text", ground) for ground in grounds]
    text += [(soft, ground) for soft in ("soft_text", "accent_text") for ground in grounds[:5]]
    text += [("accent_text", "warning_soft"), ("accent", "surface"), ("accent", "raised")]
    text += [("on_accent", "accent"), ("on_accent", "accent_hover"), ("warning", "warning_soft")]
    marks = [
        ("edge", "raised"),
        ("edge", "surface"),
        ("record", "raised"),
        ("accent", "hers"),
        ("accent", "accent_soft"),
    ]
    for pairs, least in ((text, 4.5), (marks, 3.0)):
        for front, ground in pairs:
            assert _contrast(getattr(colours, front), getattr(colours, ground)) >= least, (front, ground)
    for feeling, colour in theme.FEELING_COLOURS.items():
        shown = QColor(colour).lighter(130).name() if colours is theme.DARK else colour
        assert _contrast(shown, colours.surface) >= 3.0, feeling


def test_with_less_motion_the_dots_keep_still(qtbot: QtBot) -> None:
    application = QApplication.instance()
    assert application is not None
    moving = []
    for calm in (True, False):
        application.setProperty("calm", calm)
        dots = Dots()
        qtbot.addWidget(dots)
        dots.show()
        moving.append(dots._timer.isActive())
    assert moving == [False, True]


@pytest.mark.parametrize("quiet", [True, False])
def test_a_notice_is_announced(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, quiet: bool) -> None:
    said: list[tuple[str, object]] = []
    monkeypatch.setattr(
        announcement.QAccessible,
        "updateAccessibility",
        lambda event: said.append((event.message(), event.politeness())),
    )
    notices = Notices()
    qtbot.addWidget(notices)
    notices.tell("sound", "No sound.", quiet=quiet)
    kind = QAccessible.AnnouncementPoliteness
    assert said == [("No sound.", kind.Polite if quiet else kind.Assertive)]


def test_a_click_beside_the_text_field_writes_there_and_one_on_the_record_button_leaves_it(qtbot: QtBot) -> None:
    both = QWidget()
    column = QVBoxLayout(both)
    composer, bar = Composer(), RecordBar()
    column.addWidget(composer)
    column.addWidget(bar)
    qtbot.addWidget(both)
    with qtbot.waitActive(both):
        both.show()
        both.activateWindow()
    qtbot.mouseClick(composer, Qt.MouseButton.LeftButton, pos=QPoint(6, composer.height() - 3))
    qtbot.waitUntil(composer.field.hasFocus)
    asked: list[bool] = []
    bar.toggled.connect(asked.append)
    qtbot.mouseClick(bar.button, Qt.MouseButton.LeftButton)
    assert composer.field.hasFocus(), "else the next space would end the recording"
    qtbot.mouseClick(bar.label, Qt.MouseButton.LeftButton)
    assert asked == [True, False], "the word beside the button is as good as the button"
    bar.show_saving()
    qtbot.mouseClick(bar.label, Qt.MouseButton.LeftButton)
    assert asked == [True, False]


def test_the_first_letter_of_a_message_is_told_once(qtbot: QtBot) -> None:
    composer = Composer()
    qtbot.addWidget(composer)
    begun: list[None] = []
    composer.begun.connect(lambda: begun.append(None))
    qtbot.keyClicks(composer.field, "Hi")
    assert len(begun) == 1
    qtbot.keyClick(composer.field, Qt.Key.Key_Return)
    qtbot.keyClicks(composer.field, "You")
    assert len(begun) == 2
