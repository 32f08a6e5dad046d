"""How her words felt, beside them: a face for the last sentence, a thin bar with a stretch for each."""

from __future__ import annotations

import html
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRectF, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolTip, QWidget

from companion.history import Felt
from companion.ui import theme


def feeling_name(label: str) -> str:
    """Return the word for a feeling in the current language, empty for none."""
    words = {
        "anger": QCoreApplication.translate("FeelingMark", "Angry"),
        "disgust": QCoreApplication.translate("FeelingMark", "Disgusted"),
        "fear": QCoreApplication.translate("FeelingMark", "Afraid"),
        "joy": QCoreApplication.translate("FeelingMark", "Happy"),
        "neutral": QCoreApplication.translate("FeelingMark", "Calm"),
        "sadness": QCoreApplication.translate("FeelingMark", "Sad"),
        "surprise": QCoreApplication.translate("FeelingMark", "Surprised"),
    }
    return words.get(label, "")


def felt_line(felt: Felt) -> str:
    """Return one sentence and its strongest feeling as a line."""
    label = felt.scores.label
    return f"{feeling_name(label)} {felt.scores.as_dict()[label]:.0%}: {felt.sentence}"


def felt_tip(felt: Felt) -> str:
    """Return one sentence and its seven scores, the strongest first, as rich text: her words are none."""
    scores = sorted(felt.scores.as_dict().items(), key=lambda pair: -pair[1])
    rows = "".join(
        f"<tr><td>{feeling_name(label)}</td><td align=right>&nbsp;{score:.0%}</td></tr>" for label, score in scores
    )
    return f"<qt><b>{html.escape(felt.sentence)}</b><table>{rows}</table></qt>"


def feeling_colour(label: str) -> QColor:
    """Return the colour of a feeling on the palette of now."""
    colour = QColor(theme.FEELING_COLOURS.get(label, theme.FEELING_COLOURS["neutral"]))
    return colour.lighter(130) if theme.is_dark() else colour


class FeelingMark(QWidget):
    """A small round face: what she felt at her last sentence."""

    SIZE = 28

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without a feeling."""
        super().__init__(parent)
        self._feeling = ""
        self._felt: Felt | None = None
        self.setFixedSize(self.SIZE, self.SIZE)

    @property
    def feeling(self) -> str:
        """The label shown, empty for none."""
        return self._feeling

    def show_feeling(self, label: str, felt: Felt | None) -> None:
        """Show a feeling, with the sentence it belongs to where that is known."""
        if (label, felt) != (self._feeling, self._felt):
            self._feeling, self._felt = label, felt
            self.retranslate()
            self.update()

    def retranslate(self) -> None:
        """Take over the current language."""
        words = feeling_name(self._feeling)
        self.setToolTip(felt_tip(self._felt) if self._felt is not None else words)
        self.setAccessibleName(felt_line(self._felt) if self._felt is not None else words)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

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
        room = self.rect() if self._feeling else self.rect().adjusted(5, 5, -5, -5)
        face = feeling_colour(self._feeling).name()
        painter.drawPixmap(room, theme.pixmap(name, face, room.width(), self.devicePixelRatio()))
        painter.end()


class FeelingBar(QWidget):
    """A thin bar below her words, a coloured stretch for each sentence; the tip over one tells its seven scores."""

    HEIGHT, STRETCH, GAP = 12, 4, 3

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start hidden."""
        super().__init__(parent)
        self._feelings: tuple[Felt, ...] = ()
        self.setFixedHeight(self.HEIGHT)
        self.hide()

    def show_feelings(self, feelings: Sequence[Felt]) -> None:
        """Show these, in the order they were felt; one alone is the face's to tell."""
        self._feelings = tuple(feelings) if len(feelings) > 1 else ()
        self.setVisible(bool(self._feelings))
        self.retranslate()
        self.update()

    def retranslate(self) -> None:
        """Take over the current language."""
        self.setAccessibleName(self.tr("How she felt, sentence by sentence"))
        self.setAccessibleDescription("\n".join(map(felt_line, self._feelings)))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def stretches(self) -> list[QRectF]:
        """Return where each sentence is on the bar: as wide as it is long."""
        lengths = [max(len(felt.sentence), 12) for felt in self._feelings]
        room = max(self.width() - self.GAP * (len(lengths) - 1), len(lengths))
        result, left = [], 0.0
        for length in lengths:
            width = room * length / sum(lengths)
            result.append(QRectF(left, (self.HEIGHT - self.STRETCH) / 2, width, self.STRETCH))
            left += width + self.GAP
        return result

    def felt_at(self, place: QPoint) -> Felt | None:
        """Return the sentence whose stretch is above or below a place."""
        pairs = zip(self.stretches(), self._feelings, strict=True)
        return next((felt for stretch, felt in pairs if stretch.left() <= place.x() <= stretch.right()), None)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            felt = self.felt_at(event.pos())
            if felt is not None:
                QToolTip.showText(event.globalPos(), felt_tip(felt), self)
                return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the stretches."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for stretch, felt in zip(self.stretches(), self._feelings, strict=True):
            painter.setBrush(feeling_colour(felt.scores.label))
            painter.drawRoundedRect(stretch, self.STRETCH / 2, self.STRETCH / 2)
        painter.end()
