"""Short messages in words above the talk: what failed and what to do. One for each subject, the newest first."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from companion.ui import theme
from companion.ui.announcement import announce
from companion.ui.plain_text import Label
from companion.ui.sentences import translated


class Notice(QFrame):
    """One sentence with an icon, perhaps one thing to do, and a way to put it aside."""

    def __init__(self, text: str, icon: str, *, quiet: bool, parent: QWidget | None = None) -> None:
        """``quiet``: good news in the accent's colour; otherwise a warning."""
        super().__init__(parent)
        self.setObjectName("notice")
        self.setProperty("quiet", quiet)
        colours = theme.palette()
        picture = Label(self)
        tint = colours.accent if quiet else colours.warning
        picture.setPixmap(theme.pixmap(icon, tint, 20, self.devicePixelRatio()))
        self.label = Label(text, self)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setWordWrap(True)
        self.label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.close_button = QToolButton(self)
        self.close_button.setFixedSize(24, 24)
        self.close_button.setIcon(theme.icon("close", colours.soft_text, 14))
        self.close_button.setIconSize(QSize(14, 14))
        self.close_button.setAccessibleName(self.tr("Close this notice"))
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(12, 9, 8, 9)
        self._row.setSpacing(10)
        self._row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(4)
        self._bar.setRange(0, 100)
        self._bar.hide()
        words = QVBoxLayout()
        words.setSpacing(6)
        words.addWidget(self.label)
        words.addWidget(self._bar)
        self._row.addLayout(words, 1)
        self._row.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)

    def show_progress(self, text: str, fraction: float | None) -> None:
        """Say how far it has come; ``fraction`` 0..1, None: nobody knows."""
        self.label.setText(text)
        self._bar.setVisible(fraction is not None)
        self._bar.setValue(round(100 * min(1.0, fraction or 0.0)))

    def add_action(self, text: str, act: Callable[[], None]) -> None:
        """Offer one thing to do."""
        button = QPushButton(text, self)
        button.setObjectName("link")
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.clicked.connect(act)
        self._row.insertWidget(2, button, 0, Qt.AlignmentFlag.AlignVCenter)


class Notices(QWidget):
    """The notices that hold now, at most one for each subject."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty and take no room."""
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 12, 16, 0)
        self._column.setSpacing(8)
        self._shown: dict[str, Notice] = {}
        self.hide()

    def tell(
        self,
        subject: str,
        text: str,
        *,
        icon: str = "warning",
        quiet: bool = False,
        action: tuple[str, Callable[[], None]] | None = None,
        seconds: float = 0.0,
    ) -> None:
        """Show ``text`` about ``subject`` in place of what was said about it; for ``seconds``, 0: until put aside.

        A sentence of the rooms below is shown in the window's language as it is now.
        """
        self.withdraw(subject)
        text = translated(text)
        notice = Notice(text, icon, quiet=quiet, parent=self)
        if action is not None:
            notice.add_action(*action)
        notice.close_button.clicked.connect(lambda: self.withdraw(subject))
        self._shown[subject] = notice
        self._column.insertWidget(0, notice)
        self.show()
        announce(notice, text, urgent=not quiet)
        if seconds:
            QTimer.singleShot(int(seconds * 1000), notice, lambda: self._expire(subject, notice))

    def show_progress(self, subject: str, text: str, fraction: float | None) -> None:
        """Say how far that has come which was told of as ``subject``; what can be done about it stays."""
        notice = self._shown.get(subject)
        if notice is not None:
            notice.show_progress(text, fraction)

    def withdraw(self, subject: str) -> None:
        """Take back what was said about ``subject``."""
        notice = self._shown.pop(subject, None)
        if notice is not None:
            self._column.removeWidget(notice)
            notice.hide()
            notice.deleteLater()
        self.setVisible(bool(self._shown))

    def text(self, subject: str) -> str:
        """Return what is shown about ``subject``, empty when nothing is."""
        notice = self._shown.get(subject)
        return notice.label.text() if notice else ""

    def _expire(self, subject: str, notice: Notice) -> None:
        if self._shown.get(subject) is notice:
            self.withdraw(subject)
