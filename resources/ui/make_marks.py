"""Paints the arrows and check marks beside this file, for the style sheet, which can only name files.

Run again after a change of the tokens: python resources/ui/make_marks.py
"""

from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter, QPen, QPolygonF

from edudesk.kit.theme import DARK, LIGHT

LINES = {
    "down": ((4.5, 6.5), (8, 10), (11.5, 6.5)),
    "up": ((4.5, 9.5), (8, 6), (11.5, 9.5)),
    "check": ((3.5, 8.2), (6.8, 11.4), (12.5, 5)),
}


def mark(name: str, ink: str, scale: int) -> QImage:
    image = QImage(16 * scale, 16 * scale, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(scale, scale)
    if name == "dot":
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ink))
        painter.drawEllipse(QRectF(5, 5, 6, 6))
    else:
        pen = QPen(QColor(ink), 2.0 if name == "check" else 1.5)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in LINES[name]]))
    painter.end()
    return image


def main() -> None:
    app = QGuiApplication(["-platform", "offscreen"])
    here = Path(__file__).parent
    for tokens in (LIGHT, DARK):
        for name in (*LINES, "dot"):
            ink = tokens.on_brand if name in ("check", "dot") else tokens.muted
            for scale, suffix in ((1, ""), (2, "@2x")):
                mark(name, ink, scale).save(str(here / f"{name}-{tokens.name}{suffix}.png"))
    app.quit()


if __name__ == "__main__":
    main()
