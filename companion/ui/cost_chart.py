"""The break-even chart: what renting engines and what a machine of one's own cost, by replies a month."""

from __future__ import annotations

import math

from PySide6.QtCore import QLocale, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from companion.costs.break_even import requests_a_month
from companion.ui import theme


class CostChart(QWidget):
    """Two lines that cross where a machine becomes cheaper; a dot stands at the present pace."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start with nothing to compare."""
        super().__init__(parent)
        self.setMinimumHeight(210)
        self._reply = 0.0
        self._budget = 0.0
        self._pace = 0.0
        self._currency = ""

    def show_costs(self, *, reply: float, budget: float, pace: float, currency: str) -> None:
        """Take what a reply costs rented, what the machine costs a month, and the replies a month at this pace."""
        self._reply, self._budget, self._pace, self._currency = reply, budget, pace, currency
        self.setAccessibleName(self.words())
        self.setToolTip(self.words())
        self.update()

    @property
    def crossing(self) -> float:
        """Replies a month from which on the machine is cheaper; infinite where a reply costs nothing."""
        return requests_a_month(self._budget, self._reply)

    def words(self) -> str:
        """Return what the chart shows, in a sentence."""
        if not math.isfinite(self.crossing) or not self._budget:
            return self.tr("There is nothing to set against each other: give prices of an engine and of a machine.")
        sentence = self.tr("From {month} replies a month on ({day} a day) a machine of your own is cheaper.")
        return sentence.format(month=_count(self.crossing), day=_count(self.crossing / 30))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw axes, both lines, their crossing and the present pace."""
        colours = theme.palette()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = painter.font()
        font.setPixelSize(12 * theme.text_size_now() // 100)
        painter.setFont(font)
        high = painter.fontMetrics().height()
        field = QRectF(self.rect()).adjusted(8, high + 10, -8, -high - 8)
        painter.setPen(QPen(QColor(colours.line), 1))
        painter.drawLine(field.bottomLeft(), field.bottomRight())
        painter.drawLine(field.bottomLeft(), field.topLeft())
        crossing = self.crossing
        if not math.isfinite(crossing) or not self._budget:
            painter.setPen(QColor(colours.soft_text))
            painter.drawText(field, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self.words())
            painter.end()
            return
        most = 1.9 * crossing
        top = 1.9 * self._budget

        def place(replies: float, cost: float) -> QPointF:
            return QPointF(
                field.left() + field.width() * min(1.0, replies / most),
                field.bottom() - field.height() * min(1.0, cost / top),
            )

        painter.setPen(QPen(QColor(colours.soft_text), 2, Qt.PenStyle.DashLine))
        painter.drawLine(place(0, self._budget), place(most, self._budget))
        painter.setPen(QPen(QColor(colours.accent), 2.5))
        painter.drawLine(place(0, 0), place(most, self._reply * most))
        meeting = place(crossing, self._budget)
        painter.setPen(QPen(QColor(colours.line), 1, Qt.PenStyle.DotLine))
        painter.drawLine(meeting, QPointF(meeting.x(), field.bottom()))
        painter.setPen(QPen(QColor(colours.surface), 2))
        painter.setBrush(QColor(colours.accent))
        painter.drawEllipse(meeting, 5, 5)
        painter.setBrush(QColor(colours.warning))
        painter.drawEllipse(place(self._pace, self._reply * self._pace), 5, 5)
        self._write(painter, field, meeting)
        painter.end()

    def _write(self, painter: QPainter, field: QRectF, meeting: QPointF) -> None:
        colours = theme.palette()
        metrics = painter.fontMetrics()
        above = int(meeting.y()) - 6
        painter.setPen(QColor(colours.soft_text))
        machine = self.tr("Machine: {cost} {currency} a month")
        painter.drawText(
            int(field.left()) + 8, above, machine.format(cost=_count(self._budget), currency=self._currency)
        )
        crossing = _count(self.crossing)
        painter.drawText(
            int(meeting.x()) - metrics.horizontalAdvance(crossing) // 2,
            int(field.bottom()) + metrics.ascent() + 4,
            crossing,
        )
        painter.drawText(int(field.left()), int(field.top()) - 8, self.tr("Cost a month, by replies a month"))
        painter.setPen(QColor(colours.accent))
        rented = self.tr("Rented engines")
        painter.drawText(int(field.right()) - metrics.horizontalAdvance(rented), int(field.top()) - 8, rented)


def _count(value: float) -> str:
    return QLocale().toString(round(value))
