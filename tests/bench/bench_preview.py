"""The preview: opening a PDF and each of its pages at a sharp screen, and a chart on screen."""

import os
from io import BytesIO
from statistics import median

from edudesk.base.chart import Chart, ChartKind, Point, Series
from tests.bench.figure import Figure, seconds
from tests.bench.paper_roster import roster

_SHARP = 96 / 72 * 1.5  # pixels for a point at 100 % on a screen scaled to 150 %


def figures() -> list[Figure]:
    """Milliseconds of the slowest page of a dense roster and of opening it; the largest chart as a ratio."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from edudesk.papers.pages import PdfPages
    from edudesk.papers.pdf import write_report

    memory = BytesIO()
    written = write_report(roster(400), memory)
    pdf = memory.getvalue()
    opening = seconds(lambda: PdfPages(pdf).close())
    with PdfPages(pdf) as pages:
        times = [seconds(lambda n=number: pages.picture(n, _SHARP)) for number in range(len(pages))]
    note = f"{written.pages} pages of 20 columns; median {median(times) * 1000:.0f} ms"
    return [
        Figure("preview: a page at 100 % on a sharp screen", max(times) * 1000, 100, "ms", note),
        Figure("preview: opening a PDF", opening * 1000, 100, "ms"),
        _chart(),
    ]


def _chart() -> Figure:
    """A chart against the words in it alone, written by Qt."""
    from PySide6.QtCore import QPointF
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtWidgets import QApplication

    from edudesk.kit.chart_paint import picture_of
    from edudesk.kit.theme import ui_font

    app = QApplication.instance() or QApplication(["bench"])
    names = tuple(f"第{number}教研组" for number in range(30))
    series = tuple(
        Series(name, tuple(Point(float((row * column) % 97)) for column in range(30)))
        for row, name in enumerate(names)
    )
    chart = Chart("c", ChartKind.HEAT, "教研组 × 检查", names, series)
    picture_of(chart)  # fonts are measured once
    assert app is not None
    ours = seconds(lambda: picture_of(chart), runs=7)

    def words() -> None:
        image = QImage(1344, 1400, QImage.Format.Format_RGB32)
        painter = QPainter(image)
        painter.setFont(ui_font(24))
        for number in range(962):
            painter.drawText(QPointF(number % 30 * 44, number // 30 * 40), f"{number % 97}")
        painter.end()

    bare = seconds(words, runs=7)
    note = f"{ours * 1000:.0f} ms against {bare * 1000:.0f} ms"
    return Figure(
        "chart: 30 × 30 heat map laid out and painted / its words alone", ours / bare, 10, note=note
    )
