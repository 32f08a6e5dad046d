"""How it looks: one palette for light, one for dark, one style sheet made of them, one set of measures."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from functools import lru_cache
from string import Template

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from companion import paths


@dataclass(frozen=True)
class Palette:
    """Colours by their job, as ``#rrggbb``."""

    surface: str
    raised: str
    hover: str
    line: str
    edge: str
    text: str
    soft_text: str
    accent: str
    accent_hover: str
    accent_soft: str
    accent_text: str
    on_accent: str
    hers: str
    warning: str
    warning_soft: str
    record: str


LIGHT = Palette(
    surface="#fffdfc", raised="#ffffff", hover="#f8ecef", line="#f0dfe3", edge="#a58d96",
    text="#33222a", soft_text="#735d66",
    accent="#c8426b", accent_hover="#b23459", accent_soft="#fbe3ea", accent_text="#b23459", on_accent="#ffffff",
    hers="#f9edf0", warning="#8a5200", warning_soft="#fdf0d8", record="#d3293d",
)  # fmt: skip

DARK = Palette(
    surface="#1d1519", raised="#291d23", hover="#372730", line="#3a2a32", edge="#8b707b",
    text="#f6eaee", soft_text="#b79ea8",
    accent="#e0668b", accent_hover="#ea7c9e", accent_soft="#452633", accent_text="#ea7c9e", on_accent="#2a0d17",
    hers="#2f2128", warning="#f3c57c", warning_soft="#3c2d17", record="#ff5a6b",
)  # fmt: skip

FEELING_COLOURS = {
    "anger": "#d4453f",
    "disgust": "#6f8f3a",
    "fear": "#7d62c4",
    "joy": "#c97708",
    "neutral": "#b0808f",
    "sadness": "#4a7fc0",
    "surprise": "#c9559b",
}
"""Colour of each feeling's mark; readable on both palettes."""

FONT_FAMILIES = ("Inter", "SF Pro Text", "Segoe UI Variable Text", "Segoe UI", "Noto Sans", "Cantarell", "DejaVu Sans")

_SHEET = Template("""
QWidget { color: $text; font-size: 14px; }
QMainWindow, QDialog, #chat, #page { background: $surface; }
QToolTip { background: $raised; color: $text; border: 1px solid $line; padding: 4px 8px; }
#chat { border-left: 1px solid $line; }
#stage { background: $surface; }
#header { border-bottom: 1px solid $line; }
#name { font-size: 18px; font-weight: 600; }
#status, #hint, #caption, #help { color: $soft_text; font-size: 12px; }
#pageTitle { font-size: 20px; font-weight: 600; }
#section { font-size: 13px; font-weight: 600; color: $soft_text; }
#groupTitle { font-size: 13px; font-weight: 600; color: $soft_text; }
#rowTitle { background: transparent; }
#card { background: $raised; border: 1px solid $line; border-radius: 12px; }
#row { background: transparent; border-top: 1px solid $line; }
#row[first="true"] { border-top: 1px solid transparent; }
#row[found="true"] { background: $accent_soft; border-radius: 11px; }
#row QLabel { background: transparent; }
#undoBar { background: $accent_soft; border-radius: 12px; }
#undoBar QLabel { background: transparent; }
#side { background: $surface; border-right: 1px solid $line; }
#side QListWidget#pages { background: transparent; border-right: none; padding-top: 10px; margin-right: 1px; }
QPushButton#sideButton { background: transparent; border: none; padding: 9px 12px; text-align: left;
  color: $soft_text; }
QPushButton#sideButton:hover, QPushButton#sideButton:focus { color: $accent; }
QToolButton#reset { border-radius: 12px; }
#greeting { font-size: 19px; font-weight: 600; }

QScrollArea, #messages, #emptyState { background: transparent; border: none; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 2px; }
QScrollBar::handle:vertical { background: $line; border-radius: 3px; min-height: 32px; }
QScrollBar::handle:vertical:hover { background: $soft_text; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page { background: none; height: 0; }

#bubbleUser { background: $accent; border-radius: 16px; border-bottom-right-radius: 5px; }
#bubbleHers { background: $hers; border-radius: 16px; border-bottom-left-radius: 5px; }
#bubbleUser, #bubbleHers { border: 1px solid transparent; }
#bubbleUser[focused="true"] { border-color: $text; }
#bubbleHers[focused="true"] { border-color: $accent; }
#bubbleUser QTextBrowser, #bubbleHers QTextBrowser { font-size: 14px; background: transparent; border: none; padding: 0;
  selection-background-color: $accent; selection-color: $on_accent; }
#bubbleUser QTextBrowser { color: $on_accent; selection-background-color: $on_accent; selection-color: $accent; }

#composer { background: $raised; border: 1px solid $edge; border-radius: 22px; }
#composer[focused="true"] { border: 1px solid $accent; }
#composer QPlainTextEdit { background: transparent; border: none; selection-background-color: $accent;
  selection-color: $on_accent; }

QPushButton { background: $raised; border: 1px solid $line; border-radius: 8px; padding: 7px 14px; }
QPushButton:checked { background: $accent_soft; border-color: $accent; }
QPushButton:hover { background: $hover; }
QPushButton:focus { border-color: $accent; }
QPushButton:disabled { color: $soft_text; }
QPushButton#primary { background: $accent; color: $on_accent; border: 1px solid $accent; font-weight: 600; }
QPushButton#primary:disabled { background: $accent_soft; border-color: $accent_soft; color: $soft_text; }
QPushButton#primary:hover { background: $accent_hover; }
QPushButton#folder { text-align: left; }
QPushButton#chip { border-radius: 17px; padding: 8px 16px; background: $raised; text-align: center; }
QPushButton#chip:hover { background: $accent_soft; border-color: $accent; }
QPushButton#link { background: transparent; border: none; color: $accent_text; font-weight: 600; padding: 4px 6px; }
QPushButton#link:hover, QPushButton#link:focus { text-decoration: underline; }
QToolButton { background: transparent; border: none; border-radius: 18px; padding: 0; }
QToolButton::menu-indicator { image: none; width: 0; }
QToolButton:hover { background: $hover; }
QToolButton:focus, QToolButton:checked { background: $accent_soft; }
QToolButton[listens="true"] { background: $accent_soft; border-radius: 17px; }
#listening { background: $accent_soft; border-radius: 12px; }
#listening QLabel { background: transparent; }
QToolButton#send { background: $accent; border-radius: 17px; }
QToolButton#send:hover, QToolButton#send:focus { background: $accent_hover; }
QToolButton#send:disabled { background: $accent_soft; }

#popover { background: $raised; border: 1px solid $line; }
#notice { background: $warning_soft; border-radius: 12px; }
#notice[quiet="true"] { background: $accent_soft; }
#notice QLabel { background: transparent; }

#recordBar { background: $raised; border: 1px solid $line; border-radius: 23px; }
#recordBar QLabel { background: transparent; font-size: 13px; }
#recordBar[recording="true"] { border: 1px solid $record; }
#captionOnStage { font-size: 17px; padding: 6px 24px 0 24px; }
#recordTime { font-weight: 600; }

QLineEdit, QComboBox, QDoubleSpinBox, QSpinBox, QPlainTextEdit#field { background: $raised; border: 1px solid $edge;
  border-radius: 8px; padding: 7px 10px; selection-background-color: $accent; selection-color: $on_accent; }
QLineEdit:focus, QComboBox:focus, QDoubleSpinBox:focus, QSpinBox:focus, QPlainTextEdit#field:focus {
  border: 1px solid $accent; }
QLineEdit:disabled, QComboBox:disabled { color: $soft_text; background: $surface; }
QComboBox::drop-down { border: none; width: 26px; }
QComboBox::down-arrow { image: url($arrow); width: 12px; height: 12px; }
QComboBox QAbstractItemView { background: $raised; border: 1px solid $line; selection-background-color: $accent_soft;
  selection-color: $text; outline: none; padding: 4px; }
QSpinBox, QDoubleSpinBox { padding: 7px 0; }
QSpinBox::up-button, QSpinBox::down-button, QDoubleSpinBox::up-button, QDoubleSpinBox::down-button { width: 0; }
QAbstractSpinBox QLineEdit { background: transparent; border: none; padding: 0; }
QCheckBox { spacing: 8px; }
QCheckBox::indicator { width: 16px; height: 16px; border: 1px solid $soft_text; border-radius: 5px;
  background: $raised; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent; image: url($check); }
QCheckBox#switch { spacing: 0; background: transparent; }
QCheckBox#switch::indicator { width: 34px; height: 20px; border: none; border-radius: 10px;
  background: $soft_text; image: url($off); }
QCheckBox#switch::indicator:checked { background: $accent; image: url($on); }
QCheckBox:focus { color: $accent; }
QSlider { min-height: 24px; }
QSlider::groove:horizontal { height: 4px; border-radius: 2px; background: $line; }
QSlider::sub-page:horizontal { background: $accent; border-radius: 2px; }
QSlider::handle:horizontal { width: 16px; height: 16px; margin: -6px 0; border-radius: 8px; background: $accent; }
#warning { color: $warning; }
#modelRow { background: $raised; border: 1px solid $line; border-radius: 10px; }
#modelRow[used="true"] { border: 1px solid $accent; background: $accent_soft; }
#modelRow QLabel { background: transparent; }
#modelName { font-weight: 600; }
QTabWidget::pane { border: none; border-top: 1px solid $line; }
QTabWidget { background: $surface; }
QTabBar { background: $surface; }
QTabBar::tab { background: transparent; color: $soft_text; padding: 7px 10px; border: none;
  border-bottom: 2px solid transparent; font-size: 13px; font-weight: 600; }
QTabBar::tab:selected { color: $accent; border-bottom: 2px solid $accent; }
QTabBar::tab:hover { color: $text; }
QTabBar::tab:focus { color: $accent; }
QTableWidget { background: transparent; border: 1px solid $line; border-radius: 8px; alternate-background-color: $hover;
  selection-background-color: $accent_soft; selection-color: $text; outline: none; }
QListWidget#facts { background: $raised; border: 1px solid $line; border-radius: 8px; outline: none; padding: 4px; }
QListWidget#facts::item { padding: 5px 8px; border-radius: 6px; }
QListWidget#facts::item:selected { background: $accent_soft; color: $text; }
QTableWidget::item { padding: 5px 8px; border: none; }
QHeaderView { background: transparent; }
QHeaderView::section { background: transparent; color: $soft_text; border: none; border-bottom: 1px solid $line;
  padding: 6px 8px; font-size: 12px; font-weight: 600; }
QMenu { background: $raised; border: 1px solid $line; padding: 4px; }
QMenu::item { padding: 7px 20px; border-radius: 6px; }
QMenu::item:selected { background: $accent_soft; }
QPushButton::menu-indicator { width: 0; }
QListWidget#pages { background: $surface; border: none; border-right: 1px solid $line; outline: none;
  padding: 16px 8px; }
QListWidget#pages::item { border-radius: 8px; padding: 9px 12px; margin: 1px 0; color: $text; }
QListWidget#pages::item:hover { background: $hover; }
QListWidget#pages::item:selected { background: $accent_soft; color: $text; }
QListWidget#talks { background: transparent; border: none; outline: none; }
QListWidget#talks::item { border-radius: 10px; }
QListWidget#talks::item:hover { background: $hover; }
QListWidget#talks::item:selected { background: $accent_soft; }
QListWidget#films { background: transparent; border: none; outline: none; }
QListWidget#films::item { border-radius: 10px; padding: 6px; color: $text; }
QListWidget#films::item:hover { background: $hover; }
QListWidget#films::item:selected { background: $accent_soft; color: $text; }
QProgressBar { background: $line; border: none; border-radius: 1px; max-height: 3px; }
QProgressBar::chunk { background: $accent; border-radius: 1px; }
""")


def is_dark() -> bool:
    """Return whether the user, or else the system, asks for dark colours."""
    chosen = QGuiApplication.instance().property("theme")  # type: ignore[union-attr]
    if chosen in {"light", "dark"}:
        return bool(chosen == "dark")
    return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark


def is_calm() -> bool:
    """Return whether the user asks for less motion."""
    return bool(QGuiApplication.instance().property("calm"))  # type: ignore[union-attr]


def palette() -> Palette:
    """Return the palette asked for."""
    return DARK if is_dark() else LIGHT


def wear(application: QApplication, scheme: str | None = None, text_size: int | None = None) -> None:
    """Dress the program anew; ``scheme``: "system", "light", "dark"; ``text_size`` in percent; None: as before."""
    if scheme is not None:
        application.setProperty("theme", scheme)
    if text_size is not None:
        application.setProperty("textSize", text_size)
    colours = palette()
    application.setPalette(qt_palette(colours))
    application.setStyleSheet(style_sheet(colours, text_size_now()))


def text_size_now() -> int:
    """Return the size of the text in percent."""
    return int(QGuiApplication.instance().property("textSize") or 100)  # type: ignore[union-attr]


def style_sheet(colours: Palette, text_size: int = 100) -> str:
    """Return the style sheet of the whole program; ``text_size`` in percent."""
    tokens = {field.name: getattr(colours, field.name) for field in fields(colours)}
    icons = paths.assets_dir() / "icons"
    pictures = {
        name: (icons / f"{file}.svg").as_posix()
        for name, file in (("arrow", "arrow-down"), ("check", "checked"), ("off", "switch-off"), ("on", "switch-on"))
    }
    sheet = _SHEET.substitute(tokens, **pictures)
    return re.sub(r"font-size: (\d+)px", lambda found: f"font-size: {int(found[1]) * text_size // 100}px", sheet)


def qt_palette(colours: Palette) -> QPalette:
    """Return the colours of the parts a style sheet does not reach."""
    result = QPalette()
    roles = QPalette.ColorRole
    for role, colour in (
        (roles.Window, colours.surface),
        (roles.Base, colours.raised),
        (roles.Text, colours.text),
        (roles.WindowText, colours.text),
        (roles.ButtonText, colours.text),
        (roles.PlaceholderText, colours.soft_text),
        (roles.Highlight, colours.accent),
        (roles.HighlightedText, colours.on_accent),
        (roles.Link, colours.accent),
    ):
        result.setColor(role, QColor(colour))
    return result


def rgb(colour: str) -> tuple[float, float, float]:
    """Return a ``#rrggbb`` colour as three floats in 0..1."""
    value = QColor(colour)
    return value.redF(), value.greenF(), value.blueF()


@lru_cache(maxsize=256)
def pixmap(name: str, colour: str, size: int, ratio: float = 1.0) -> QPixmap:
    """Return an icon of ``assets/icons`` drawn in ``colour``, ``size`` pixels square, for a screen of ``ratio``."""
    source = (paths.assets_dir() / "icons" / f"{name}.svg").read_text(encoding="utf-8").replace("currentColor", colour)
    result = QPixmap(QSize(round(size * ratio), round(size * ratio)))
    result.fill(Qt.GlobalColor.transparent)
    painter = QPainter(result)
    QSvgRenderer(QByteArray(source.encode())).render(painter, QRectF(result.rect()))
    painter.end()
    result.setDevicePixelRatio(ratio)
    return result


def icon(name: str, colour: str, size: int = 24) -> QIcon:
    """Return an icon in ``colour``, sharp at one, two and three times the pixels."""
    result = QIcon()
    for ratio in (1.0, 2.0, 3.0):
        result.addPixmap(pixmap(name, colour, size, ratio))
    return result
