"""One message in the chat: a bubble as wide as its text, with the mark of a feeling beside hers."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QFontMetrics, QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QToolButton, QVBoxLayout, QWidget

from companion.conversation import Message
from companion.ui import theme

WIDEST = 0.86
"""Part of the chat's width a bubble may take."""


class FeelingMark(QWidget):
    """A small round face: what she felt at her last sentence."""

    SIZE = 28

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without a feeling."""
        super().__init__(parent)
        self._feeling = ""
        self.setFixedSize(self.SIZE, self.SIZE)

    @property
    def feeling(self) -> str:
        """The label shown, empty for none."""
        return self._feeling

    @feeling.setter
    def feeling(self, label: str) -> None:
        if label == self._feeling:
            return
        self._feeling = label
        self.retranslate()
        self.update()

    def retranslate(self) -> None:
        """Take over the current language."""
        self.setToolTip(self._words(self._feeling))
        self.setAccessibleName(self._words(self._feeling))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _words(self, label: str) -> str:
        words = {
            "anger": self.tr("Angry"),
            "disgust": self.tr("Disgusted"),
            "fear": self.tr("Afraid"),
            "joy": self.tr("Happy"),
            "neutral": self.tr("Calm"),
            "sadness": self.tr("Sad"),
            "surprise": self.tr("Surprised"),
        }
        return words.get(label, "")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a tinted disc with the face on it."""
        colour = QColor(theme.FEELING_COLOURS.get(self._feeling, theme.FEELING_COLOURS["neutral"]))
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        disc = QColor(colour)
        disc.setAlphaF(0.30 if theme.is_dark() else 0.16)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(disc)
        painter.drawEllipse(self.rect())
        name = f"feeling-{self._feeling}" if self._feeling else "rose"
        face = colour.lighter(130) if theme.is_dark() else colour
        room = self.rect() if self._feeling else self.rect().adjusted(5, 5, -5, -5)
        painter.drawPixmap(room, theme.pixmap(name, face.name(), room.width(), self.devicePixelRatio()))
        painter.end()


class Dots(QWidget):
    """Three dots that breathe while she thinks."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Move only while visible."""
        super().__init__(parent)
        self.setFixedSize(QSize(38, 20))
        self._step = 0
        self._timer = QTimer(self)
        self._timer.setInterval(120)
        self._timer.timeout.connect(self._advance)
        self.retranslate()

    def retranslate(self) -> None:
        """Take over the current language."""
        self.setAccessibleName(self.tr("She is thinking"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _advance(self) -> None:
        self._step += 1
        self.update()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show:
            self._timer.start()
        elif event.type() == QEvent.Type.Hide:
            self._timer.stop()
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the dots, one of them lit."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for number in range(3):
            colour = QColor(theme.palette().accent)
            colour.setAlphaF((1.0, 0.65, 0.35, 0.35, 0.35)[(self._step - number) % 5])
            painter.setBrush(colour)
            painter.drawEllipse(4 + number * 12, 7, 7, 7)
        painter.end()


class _Text(QLabel):
    """Wrapped text whose size is decided by the bubble, not negotiated by the layouts (they keep stale heights)."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    def hasHeightForWidth(self) -> bool:
        return False

    def fit(self, widest: int) -> None:
        """Be as wide as the text, up to ``widest`` pixels, and as high as it then needs."""
        self.ensurePolished()
        metrics = QFontMetrics(self.font())
        needed = metrics.boundingRect(QRect(0, 0, widest, 100_000), Qt.TextFlag.TextWordWrap, self.text() or " ")
        width = min(needed.width() + 4, widest)
        self.setMinimumHeight(0)  # an old minimum would enter the answer
        self.setFixedSize(width, max(super().heightForWidth(width), metrics.height()))


class VariantChooser(QWidget):
    """Two arrows and "2/3": the replies there are to choose from."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start hidden, with nothing to choose."""
        super().__init__(parent)
        self._count = 0
        self._place = 0
        self.words = QLabel(self)
        self.words.setObjectName("caption")
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 0, 0, 0)
        row.setSpacing(2)
        self.back = self._arrow("previous", -1)
        self.forth = self._arrow("next", 1)
        self.retranslate()
        for widget in (self.back, self.words, self.forth):
            row.addWidget(widget)
        row.addStretch(1)
        self.hide()

    def _arrow(self, icon: str, step: int) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName("small")
        button.setIcon(theme.icon(icon, theme.palette().soft_text, 14))
        button.setIconSize(QSize(14, 14))
        button.setFixedSize(24, 24)
        button.clicked.connect(lambda: self.chosen.emit((self._place + step) % max(1, self._count)))
        return button

    def retranslate(self) -> None:
        """Take over the current language."""
        for button, name in ((self.back, self.tr("The reply before")), (self.forth, self.tr("Another reply"))):
            button.setToolTip(name)
            button.setAccessibleName(name)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def show_choice(self, place: int, count: int) -> None:
        """Show that the reply ``place`` (from 0) of ``count`` is chosen; hidden when there is only one."""
        self._place, self._count = place, count
        self.words.setText(f"{place + 1}/{count}")
        self.setVisible(count > 1)


class Bubble(QWidget):
    """The view of one message. Text is shown as plain text, never as HTML."""

    note_wanted = Signal()
    """The message shall become a video note."""
    again_wanted = Signal()
    """Another answer shall come in its place."""
    edit_wanted = Signal()
    """The message shall be written once more, differently."""
    remove_wanted = Signal()
    """The message shall be forgotten."""

    def __init__(self, message: Message, parent: QWidget | None = None) -> None:
        """Show ``message``."""
        super().__init__(parent)
        self.message = message
        hers = message.role == "assistant"
        self._frame = QFrame(self)
        self._frame.setObjectName("bubbleHers" if hers else "bubbleUser")
        self._label = _Text(self._frame)
        self._label.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)  # the whole bubble has one
        self._dots = Dots(self._frame)
        inside = QVBoxLayout(self._frame)
        inside.setContentsMargins(14, 9, 14, 10)
        inside.addWidget(self._label)
        inside.addWidget(self._dots)
        self._mark = FeelingMark(self)
        self._mark.setVisible(hers)
        self._caption = QLabel(self)
        self._caption.setObjectName("caption")
        self._caption.setTextFormat(Qt.TextFormat.PlainText)
        self._caption.setWordWrap(True)
        self.chooser = VariantChooser(self)
        column = QVBoxLayout()
        column.setSpacing(3)
        column.addWidget(self._frame, 0, Qt.AlignmentFlag.AlignLeft if hers else Qt.AlignmentFlag.AlignRight)
        column.addWidget(self._caption, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.chooser, 0, Qt.AlignmentFlag.AlignLeft)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        if hers:
            row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
            row.addLayout(column, 1)
        else:
            row.addStretch(1)
            row.addLayout(column)
        self._room = 320
        self.refresh()

    @property
    def text(self) -> str:
        """The text as shown."""
        return self._label.text()

    def menu(self) -> QMenu:
        """Return what can be done with the message."""
        menu = QMenu(self)
        menu.addAction(self.tr("Copy")).triggered.connect(self._copy)
        if self.message.role == "assistant":
            note = menu.addAction(self.tr("Make a video note"))
            note.triggered.connect(self.note_wanted)
            note.setEnabled(bool(self.message.text.strip()))
            menu.addAction(self.tr("Answer differently")).triggered.connect(self.again_wanted)
        else:
            menu.addAction(self.tr("Edit and send again")).triggered.connect(self.edit_wanted)
        menu.addSeparator()
        menu.addAction(self.tr("Delete")).triggered.connect(self.remove_wanted)
        return menu

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.menu()
        menu.exec(event.globalPos())
        menu.deleteLater()

    def _copy(self) -> None:
        """Take what is marked to the clipboard, else the whole message."""
        QGuiApplication.clipboard().setText(self._label.selectedText() or self.message.text.strip())

    def refresh(self) -> None:
        """Show the message as it is now."""
        message = self.message
        empty = not message.text.strip()
        self._dots.setVisible(empty)
        self._label.setVisible(not empty)
        self._label.setText(message.text.strip())
        notes = [self.tr("Stopped here")] if message.stopped else []
        if message.cut and not message.stopped:
            notes.append(self.tr("Cut off by the length limit"))
        if message.remembered:
            notes.append(self.tr("Remembered: {facts}").format(facts=" ".join(message.remembered)))
        self._caption.setText("\n".join(notes))
        self._caption.setVisible(bool(notes) and not empty)
        self.chooser.show_choice(message.chosen, len(message.variants))
        self._mark.feeling = message.emotion
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.refresh()

    def set_room(self, width: int) -> None:
        """Tell how wide the chat is, in pixels."""
        if width != self._room:
            self._room = width
            self._fit()

    def _fit(self) -> None:
        """Make the label as wide as its text, up to the widest a bubble may be."""
        hers = self.message.role == "assistant"
        self._label.fit(int(self._room * WIDEST) - 28 - (FeelingMark.SIZE if hers else 0))
