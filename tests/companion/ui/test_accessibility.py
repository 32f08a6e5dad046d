"""For everyone: each control has a name and a role for a screen reader, and the keyboard reaches it and leaves it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication, QTabWidget, QWidget
from pytestqt.qtbot import QtBot

from companion.app import Program
from companion.conversation import State
from companion.ui import announcement
from companion.ui.chat_panel import ChatPanel
from companion.ui.gallery import Gallery

OpenProgram = Callable[..., Program]
Role = QAccessible.Role
CONTROLS = {
    Role.Button,
    Role.ButtonDropDown,
    Role.ButtonMenu,
    Role.CheckBox,
    Role.RadioButton,
    Role.ComboBox,
    Role.EditableText,
    Role.Slider,
    Role.SpinBox,
    Role.List,
    Role.Table,
    Role.MenuItem,
    Role.PageTab,
    Role.ProgressBar,
}
INNER = ("qt_", "ScrollLeftButton", "ScrollRightButton")
"""Parts of Qt's own controls, named by what they belong to."""
MOST_TABS = 200


@pytest.fixture
def program(qtbot: QtBot, open_program: OpenProgram) -> Program:
    program = open_program()
    program.window.chat.said.emit("Hello")
    qtbot.waitUntil(lambda: program.conversation.state is State.IDLE and len(program.conversation.messages) == 2)
    return program


def tree(interface: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    """Walk what a screen reader sees."""
    if not interface.isValid() or interface.state().invisible:
        return
    yield interface
    for place in range(interface.childCount()):
        child = interface.child(place)
        if child is not None:
            yield from tree(child)


def nameless(window: QWidget) -> list[str]:
    """Return the controls of ``window`` that a screen reader could not tell apart."""
    root = QAccessible.queryAccessibleInterface(window)
    found = []
    for one in tree(root):
        widget = one.object()
        if one.role() not in CONTROLS or not isinstance(widget, QWidget) or not widget.isVisible():
            continue
        if widget.objectName().startswith(INNER) or (widget.parent() and one.parent().role() in CONTROLS):
            continue
        if not one.text(QAccessible.Text.Name).strip():
            found.append(f"{type(widget).__name__} {widget.objectName()} in {type(widget.parent()).__name__}")
    return found


def controls(window: QWidget) -> set[QWidget]:
    """Return what can be used with the pointer and so must be reached by Tab."""
    return {
        widget
        for widget in window.findChildren(QWidget)
        if widget.isVisible()
        and widget.isEnabled()
        and widget.window() is window
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
        and not widget.objectName().startswith(INNER)
    }


def reached(qtbot: QtBot, window: QWidget) -> list[QWidget]:
    """Press Tab until the focus comes round; return where it was."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.setFocus()
    qtbot.keyClick(window, Qt.Key.Key_Tab)
    order: list[QWidget] = []
    for _ in range(MOST_TABS):
        focus = QApplication.focusWidget()
        assert focus is not None
        if focus in order:
            return order
        order.append(focus)
        qtbot.keyClick(focus, Qt.Key.Key_Tab)
    raise AssertionError("Tab does not come round")


def check(qtbot: QtBot, window: QWidget) -> list[QWidget]:
    assert nameless(window) == []
    order = reached(qtbot, window)
    missed = controls(window) - set(order)
    assert not missed, [f"{type(one).__name__} {one.accessibleName()}" for one in missed]
    last = order[-1]
    last.setFocus()
    qtbot.keyClick(last, Qt.Key.Key_Backtab)
    assert QApplication.focusWidget() is not last, "Shift+Tab leads back"
    return order


def test_the_window(qtbot: QtBot, program: Program) -> None:
    order = check(qtbot, program.window)
    chat, stage = program.window.chat, program.window.stage
    wanted = [
        stage.bar.button,
        stage.bar.films_button,
        stage.pet_button,
        chat.talks_button,
        chat.more_button,
        chat.settings_button,
        chat.messages.in_order()[-1],
        chat.composer.field,
        chat.composer.microphone,
    ]
    begin = order.index(wanted[0])
    turned = order[begin:] + order[:begin]
    assert [widget for widget in turned if widget in wanted] == wanted, "from left to right, from top to bottom"
    chat.open_talks()
    check(qtbot, program.window)


def test_messages_have_a_name_and_are_announced(
    qtbot: QtBot, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    chat: ChatPanel = program.window.chat
    names = [QAccessible.queryAccessibleInterface(b).text(QAccessible.Text.Name) for b in chat.messages.in_order()]
    assert names == ["You: Hello", "Amelie: I am glad to see you. But it rains today."]
    described = QAccessible.queryAccessibleInterface(chat.messages.in_order()[1]).text(QAccessible.Text.Description)
    assert described.splitlines() == ["Happy 100%: I am glad to see you.", "Sad 100%: But it rains today."]
    said: list[str] = []
    monkeypatch.setattr(announcement.QAccessible, "updateAccessibility", lambda event: said.append(event.message()))
    chat.said.emit("And now?")
    qtbot.waitUntil(lambda: program.conversation.state is State.IDLE and len(program.conversation.messages) == 4)
    assert said == ["Amelie: I am glad to see you. But it rains today."]


def test_the_settings(qtbot: QtBot, program: Program) -> None:
    program.open_settings()
    dialog = program.dialog
    assert dialog is not None
    for page in range(dialog.pages.count()):
        dialog.pages.setCurrentRow(page)
        qtbot.wait(10)
        for tabs in [one for one in dialog.findChildren(QTabWidget) if one.isVisible()]:
            for tab in range(tabs.count()):
                tabs.setCurrentIndex(tab)
                assert nameless(dialog) == [], f"{dialog.pages.item(page).text()}, {tabs.tabText(tab)}"
        check(qtbot, dialog)


def test_the_first_run(qtbot: QtBot, program: Program) -> None:
    program.welcome.open()
    steps = program.welcome.dialog
    assert steps is not None
    for step in range(steps.steps):
        steps.show_step(step)
        qtbot.wait(10)
        check(qtbot, steps)


def test_the_gallery(qtbot: QtBot, program: Program) -> None:
    program.recording.folder().mkdir(parents=True)
    (program.recording.folder() / "a film.mp4").touch()
    program.films.open_gallery()
    gallery = program.films.gallery
    assert isinstance(gallery, Gallery)
    check(qtbot, gallery)


def test_every_entry_of_the_menus_has_words(qtbot: QtBot, program: Program) -> None:
    program.pet_mode.enter()
    assert program.pet_mode.menu is not None
    program.window.chat.talk_menu.fill()
    for menu in (
        program.pet_mode.menu,
        program.window.chat.talk_menu,
        program.window.chat.messages.in_order()[1].menu(),
    ):
        entries = [entry for entry in menu.actions() if not entry.isSeparator()]
        assert len(entries) > 3
        assert all(entry.text().strip() for entry in entries)
    program.pet_mode.leave()
