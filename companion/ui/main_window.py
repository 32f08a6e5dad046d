"""The window: her stage on the left, the talk on the right, the record button below her."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QEvent, QSettings, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QIcon
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QMainWindow,
    QPushButton,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from companion.conversation import Conversation
from companion.desktop import ICON_SIZES
from companion.paths import assets_dir
from companion.ui import theme
from companion.ui.avatar_view import AvatarView
from companion.ui.chat_panel import ChatPanel
from companion.ui.plain_text import Label
from companion.ui.record_bar import RecordBar

PARTS = ("both", "her", "talk")
"""What of the window shows: her beside the talk, or one of them alone."""


class Stage(QWidget):
    """The character, and below her the bar with the record button."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make both."""
        super().__init__(parent)
        self.setObjectName("stage")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.view = AvatarView(parent=self)
        frame = self.view.surface.hosted(self)
        frame.setMinimumSize(320, 360)
        frame.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._frame = frame
        self.bar = RecordBar(self)
        self.caption = Label(self)
        self.caption.setObjectName("captionOnStage")
        self.caption.setTextFormat(Qt.TextFormat.PlainText)
        self.caption.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.caption.setWordWrap(True)
        self.caption.hide()
        self.pet_button = QToolButton(self)
        self.pet_button.setIcon(theme.icon("desktop", theme.palette().accent, 22))
        self.pet_button.setIconSize(QSize(22, 22))
        self.pet_button.setAutoRaise(True)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 8, 16, 12)
        self.talk_button = QPushButton(self)
        self.talk_button.setObjectName("link")
        self.talk_button.hide()
        foot.addStretch()
        foot.addWidget(self.bar)
        foot.addWidget(self.pet_button)
        foot.addWidget(self.talk_button)
        foot.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(frame, 1)
        column.addWidget(self.caption)
        column.addLayout(foot)
        self.retranslate()

    def show_captions(self, wanted: bool) -> None:
        """Write what she says below her, or no longer; the room is kept, so that she does not jump."""
        self.caption.setVisible(wanted)
        self.caption.setMinimumHeight(3 * self.caption.fontMetrics().height())

    def retranslate(self) -> None:
        """Take over the current language."""
        self.talk_button.setText(self.tr("Show the talk"))
        self._frame.setAccessibleName(self.tr("Character"))
        self.pet_button.setToolTip(self.tr("Put her on the desktop (Ctrl+P)"))
        self.pet_button.setAccessibleName(self.tr("Put her on the desktop"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()


class MainWindow(QMainWindow):
    """Lays the parts out and keeps the window's shape; what happens in them is connected by ``companion.app``."""

    closing = Signal()
    escaped = Signal()
    pause_wanted = Signal()
    """She shall hold her tongue, or go on."""

    def __init__(self, conversation: Conversation, memory: QSettings) -> None:
        """Build everything that is needed for the first picture; ``memory`` keeps the geometry and the draft."""
        super().__init__()
        self._memory = memory
        self.closes = True
        """Whether closing the window ends the program; else it hides."""
        self.stage = Stage(self)
        self.chat = ChatPanel(conversation, self)
        self._splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.addWidget(self.stage)
        self._splitter.addWidget(self.chat)
        self._splitter.setStretchFactor(0, 1)
        self._splitter.setStretchFactor(1, 0)
        self._splitter.setSizes([700, 420])
        self.setCentralWidget(self._splitter)
        self.resize(1120, 760)
        geometry, split = memory.value("geometry"), memory.value("split")
        if isinstance(geometry, QByteArray):
            self.restoreGeometry(geometry)
        if isinstance(split, QByteArray):
            self._splitter.restoreState(split)
        self.chat.parts_wanted.connect(self.show_parts)
        self.stage.talk_button.clicked.connect(lambda: self.show_parts("both"))
        self.show_parts(str(memory.value("parts", "both")))
        self.setAcceptDrops(True)
        self.retranslate()
        self.chat.composer.field.setPlainText(str(memory.value("draft", "")))
        memory.remove("draft")
        self.chat.composer.field.setFocus()

    def escape(self) -> None:
        if not self.chat.close_talks():
            self.escaped.emit()

    def keep_draft(self) -> None:
        """Keep what was written and not sent, or waits, for the next time; it is said no more."""
        texts = (self.chat.waiting.take(), self.chat.composer.field.toPlainText())
        draft = "\n".join(filter(str.strip, texts))
        if draft:
            self._memory.setValue("draft", draft)

    def show_parts(self, parts: str) -> None:
        """Show "both", only "her" or only the "talk"; anything else counts as both."""
        self._parts = parts if parts in PARTS else "both"
        self.stage.setVisible(self._parts != "talk")
        self.chat.setVisible(self._parts != "her")
        self.stage.talk_button.setVisible(self._parts == "her")

    def retranslate(self) -> None:
        """Take over the current language."""
        self.setWindowTitle(self.tr("Companion"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.closes:
            event.ignore()
            self.hide()
            return
        self._memory.setValue("geometry", self.saveGeometry())
        self._memory.setValue("split", self._splitter.saveState())
        self._memory.setValue("parts", self._parts)
        super().closeEvent(event)
        self.closing.emit()


def dress(application: QApplication) -> None:
    """Give the whole program its look, now and whenever the system turns dark or light."""
    application.setStyle("Fusion")
    picture = QIcon()
    for size in ICON_SIZES:
        picture.addFile(str(assets_dir() / "desktop" / f"icon-{size}.png"))
    application.setWindowIcon(picture)
    font = application.font()
    font.setFamilies(list(theme.FONT_FAMILIES))
    application.setFont(font)
    theme.wear(application)
    application.styleHints().colorSchemeChanged.connect(lambda _scheme: theme.wear(application))
