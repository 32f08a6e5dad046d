"""The keys of the window, as the settings say; menus and tips follow."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QHelpEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QToolTip, QWidget

from companion import settings as s
from companion.settings import Setting, Settings


class Shortcuts(QObject):
    """One QShortcut for each declared key that is bound. Texts name the defaults; what shows names the keys of now."""

    def __init__(self, settings: Settings, window: QWidget) -> None:
        """Bind nothing yet."""
        super().__init__(window)
        self._settings = settings
        self._window = window
        self._by_key = {setting.key: setting for setting in s.SHORTCUTS}
        self._made: dict[str, QShortcut] = {}
        settings.subscribe(self._follow)

    def bind(self, name: str, act: Callable[[], object]) -> None:
        """Let the key ``shortcuts.NAME`` do something."""
        setting = self._by_key[f"shortcuts.{name}"]
        shortcut = QShortcut(QKeySequence(self._settings[setting]), self._window)
        shortcut.activated.connect(act)
        self._made[setting.key] = shortcut

    def tell_in(self, *widgets: QWidget) -> None:
        """Name the keys of now in the tips of these widgets."""
        for widget in widgets:
            widget.installEventFilter(self)

    def tell_in_menu(self, menu: QMenu) -> None:
        """Name the keys of now in a menu."""
        for action in menu.actions():
            text, tab, keys = action.text().partition("\t")
            if tab:
                action.setText(f"{text}\t{self._now(keys)}")

    def close(self) -> None:
        """Follow the settings no longer."""
        self._settings.unsubscribe(self._follow)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(watched, QWidget) and isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self.tip_of(watched), watched)
            return True
        return super().eventFilter(watched, event)

    def tip_of(self, widget: QWidget) -> str:
        """Return the tip of a widget with the key of now."""
        text, bracket, keys = widget.toolTip().rpartition(" (")
        if not bracket or self._setting_of(keys.removesuffix(")")) is None:
            return widget.toolTip()
        now = self._now(keys.removesuffix(")"))
        return f"{text} ({now})" if now else text

    def _setting_of(self, default: str) -> Setting[str] | None:
        return next((setting for setting in s.SHORTCUTS if setting.default == default), None)

    def _now(self, default: str) -> str:
        setting = self._setting_of(default)
        if setting is None:
            return default
        return QKeySequence(self._settings[setting]).toString(QKeySequence.SequenceFormat.NativeText)

    def _follow(self, setting: Setting[Any]) -> None:
        if setting.key in self._made:
            self._made[setting.key].setKey(QKeySequence(self._settings[setting]))
