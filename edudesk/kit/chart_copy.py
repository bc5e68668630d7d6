"""A chart on the clipboard: as a picture for Word, as a table for Excel."""

from datetime import date
from functools import partial

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QMenu

from edudesk.base.chart import Chart
from edudesk.kit.clipboard import excel_text, html_table

_PICTURE_KEYS, _TABLE_KEYS = "Ctrl+C", "Ctrl+Shift+C"


def copy_picture(chart: Chart) -> None:
    """A PNG on white, twice as sharp as the screen."""
    from edudesk.kit.chart_paint import picture_of  # paid when somebody copies

    QGuiApplication.clipboard().setImage(picture_of(chart))


def copy_table(chart: Chart) -> None:
    """The figures, as cells and as a table for Word."""
    report = chart.as_report("", date.min, is_printed=True)
    lines = [[column.title for column in report.columns], *(list(map(str, row)) for row in report.rows)]
    copied = QMimeData()
    copied.setText(excel_text(lines))
    copied.setHtml(html_table(lines))
    QGuiApplication.clipboard().setMimeData(copied)


def add_copying(menu: QMenu, chart: Chart) -> None:
    """复制图片 and 复制表格 at the foot of a menu."""
    for word, does, keys in (
        ("复制图片", copy_picture, _PICTURE_KEYS),
        ("复制表格", copy_table, _TABLE_KEYS),
    ):
        action = menu.addAction(word, partial(does, chart))
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)  # shown only: the chart reads the keys


def copies_by_key(event: QKeyEvent, chart: Chart) -> bool:
    """Copy if these are the keys for it; whether they were."""
    pressed = QKeySequence(event.keyCombination())
    if pressed == QKeySequence(_PICTURE_KEYS):
        copy_picture(chart)
    elif pressed == QKeySequence(_TABLE_KEYS):
        copy_table(chart)
    else:
        return False
    return True
