"""Draw the program's icon in all sizes from icon.svg:  python assets/desktop/build.py"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from companion.desktop import ICON_SIZES

HERE = Path(__file__).resolve().parent


def main() -> None:
    """Write icon-SIZE.png for each size."""
    _application = QGuiApplication(["build", "-platform", "offscreen"])
    drawing = QSvgRenderer(str(HERE / "icon.svg"))
    for size in ICON_SIZES:
        picture = QImage(QSize(size, size), QImage.Format.Format_ARGB32)
        picture.fill(0)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        drawing.render(painter)
        painter.end()
        picture.save(str(HERE / f"icon-{size}.png"))


if __name__ == "__main__":
    main()
