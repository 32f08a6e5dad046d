"""The page of settings with all keys: changed by pressing another, refused where that is taken."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QKeySequenceEdit, QLineEdit, QWidget

from companion import settings as s
from companion.settings import Setting, Settings
from companion.ui.field_page import FieldPage


class ShortcutsPage(FieldPage):
    """One row a key; an empty one has none."""

    def __init__(
        self, settings: Settings, hot_keys: Callable[[], dict[str, str]], parent: QWidget | None = None
    ) -> None:
        """``hot_keys`` returns the keys of the character on stage and what each does."""
        super().__init__(settings, parent)
        self._hot_keys = hot_keys
        titles = {
            "shortcuts.stop": self.tr("Stop her"),
            "shortcuts.pause": self.tr("Let her pause or go on"),
            "shortcuts.record": self.tr("Begin or end a recording"),
            "shortcuts.record_letter": self.tr("The same, while you are not writing"),
            "shortcuts.films": self.tr("All video notes"),
            "shortcuts.search": self.tr("Search the talk"),
            "shortcuts.talks": self.tr("All talks"),
            "shortcuts.new_talk": self.tr("Begin a new talk"),
            "shortcuts.both": self.tr("Her and the talk"),
            "shortcuts.her": self.tr("Only her"),
            "shortcuts.talk": self.tr("Only the talk"),
            "shortcuts.desktop": self.tr("Put her on the desktop"),
            "shortcuts.settings": self.tr("Settings"),
        }
        self.group(self.tr("Talking"))
        self.edits: dict[str, QKeySequenceEdit] = {}
        self._add(
            s.EARS_KEY,
            self.tr("Key to hold while speaking"),
            self.tr("A key that writes, such as Space, works while nothing is written, and with Ctrl at any time."),
        )
        self.group(self.tr("In the window"), self.tr("Click a key, then press another one."))
        for setting in s.SHORTCUTS:
            self._add(setting, titles[setting.key])
        self.finish()

    def used_in_window(self, keys: str, apart: Setting[str] | None = None) -> str:
        """Return what a key of the window does already, empty for nothing; ``apart`` from one setting."""
        sequence = QKeySequence(keys)
        if sequence.isEmpty():
            return ""
        for setting in (s.EARS_KEY, *s.SHORTCUTS):
            if setting is not apart and QKeySequence(self.settings[setting]) == sequence:
                return self.rows[setting.key].title
        return ""

    def _used_for_her(self, keys: str) -> str:
        own = self._hot_keys().items()
        return next((what for one, what in own if keys and QKeySequence(one) == QKeySequence(keys)), "")

    def _add(self, setting: Setting[str], title: str, note: str = "") -> None:
        edit = self.edits[setting.key] = QKeySequenceEdit(QKeySequence(self.settings[setting]), self)
        edit.setMaximumSequenceLength(1)
        edit.setClearButtonEnabled(True)
        edit.keySequenceChanged.connect(lambda _keys: _show_dash(edit))
        edit.editingFinished.connect(lambda: _show_dash(edit))
        edit.editingFinished.connect(lambda: self._take(setting, edit))

        def show(keys: str) -> None:
            edit.setKeySequence(QKeySequence(keys))
            _show_dash(edit)

        _show_dash(edit)
        self.add(setting, title, edit, note, show=show)

    def _take(self, setting: Setting[str], edit: QKeySequenceEdit) -> None:
        keys = edit.keySequence().toString(QKeySequence.SequenceFormat.PortableText)
        other = self.used_in_window(keys, apart=setting) or self._used_for_her(keys)
        if other:
            sentence = self.tr("{keys} is taken: {other}. Choose another key.")
            self.complaint.setText(sentence.format(keys=keys, other=other))
            edit.setKeySequence(QKeySequence(self.settings[setting]))
            return
        self.put(setting, keys or ("none" if setting is s.EARS_KEY else ""))


def _show_dash(edit: QKeySequenceEdit) -> None:
    """Show a dash where there is no key: Qt's own words need more room, and come back with each change."""
    line = edit.findChild(QLineEdit)
    if line is not None:
        line.setPlaceholderText("–")
