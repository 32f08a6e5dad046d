"""Her mood through the last hour, drawn: how glad she was as a line with its area, how lively as a dotted one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from companion.messages import Temperament
from companion.mind.mood import Sample
from companion.ui import theme

_MARGIN = 12.0
_DOT = 4.0


@dataclass(frozen=True)
class MoodCurves:
    """What the chart shows, in a unit square with y downwards: both curves from left (past) to right (now).

    ``home`` is the height of the gladness she returns to.
    """

    gladness: tuple[tuple[float, float], ...]
    liveliness: tuple[tuple[float, float], ...]
    home: float


def mood_curves(samples: Sequence[Sample], home: Temperament) -> MoodCurves:
    """Return the curves of ``samples``, at least two, equally far apart."""
    last = len(samples) - 1

    def line(values: Sequence[float]) -> tuple[tuple[float, float], ...]:
        return tuple((step / last, _height(value)) for step, value in enumerate(values))

    return MoodCurves(
        line([sample.valence for sample in samples]),
        line([sample.arousal for sample in samples]),
        _height(home.valence),
    )


def _height(value: float) -> float:
    return (1.0 - value) / 2.0


class MoodChart(QWidget):
    """Paints the curves; knows nothing of where they come from."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self.curves: MoodCurves | None = None
        self.setMinimumSize(self.sizeHint())
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def sizeHint(self) -> QSize:
        return QSize(300, 132)

    def show_curves(self, curves: MoodCurves) -> None:
        """Show these from now on."""
        self.curves = curves
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = theme.palette()
        painter.setPen(QPen(QColor(colours.accent if self.hasFocus() else colours.line), 1.0))
        painter.setBrush(QColor(colours.surface))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 10.0, 10.0)
        if self.curves is not None:
            inside = QRectF(self.rect()).adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
            self._paint_curves(painter, self.curves, inside)
        painter.end()

    def _paint_curves(self, painter: QPainter, curves: MoodCurves, inside: QRectF) -> None:
        colours = theme.palette()
        home = inside.top() + curves.home * inside.height()
        painter.setPen(QPen(QColor(colours.line), 1.0))
        painter.drawLine(QPointF(inside.left(), home), QPointF(inside.right(), home))
        gladness = _path(curves.gladness, inside)
        area = QPainterPath(gladness)
        area.lineTo(inside.right(), home)
        area.lineTo(inside.left(), home)
        area.closeSubpath()
        accent = QColor(colours.accent)
        shade = QLinearGradient(inside.topLeft(), inside.bottomLeft())
        for place, strength in ((0.0, 90), (curves.home, 16), (1.0, 90)):
            accent.setAlpha(strength)
            shade.setColorAt(place, accent)
        painter.fillPath(area, shade)
        dotted = QPen(QColor(colours.soft_text), 1.5, Qt.PenStyle.DotLine, Qt.PenCapStyle.RoundCap)
        painter.strokePath(_path(curves.liveliness, inside), dotted)
        line = QPen(QColor(colours.accent), 2.0, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
        painter.strokePath(gladness, line)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.accent))
        painter.drawEllipse(_place(curves.gladness[-1], inside), _DOT, _DOT)


def _path(points: Sequence[tuple[float, float]], inside: QRectF) -> QPainterPath:
    path = QPainterPath(_place(points[0], inside))
    for point in points[1:]:
        path.lineTo(_place(point, inside))
    return path


def _place(point: tuple[float, float], inside: QRectF) -> QPointF:
    return QPointF(inside.left() + point[0] * inside.width(), inside.top() + point[1] * inside.height())
