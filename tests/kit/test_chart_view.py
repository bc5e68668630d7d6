"""Charts on screen: asked by mouse and keys for their records, copied as picture and as table, told to who does not see them."""

from collections.abc import Sequence
from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from edudesk.base.chart import Chart, ChartKind, Point, Series
from edudesk.base.columns import Column, Kind
from edudesk.base.report import Report
from edudesk.kit.bars import BarLine, BarRow, Bars
from edudesk.kit.chart_copy import copy_picture
from edudesk.kit.chart_paint import laid_out, paint, picture_of
from edudesk.kit.chart_rows import ChartRows
from edudesk.kit.chart_view import ChartView
from edudesk.kit.theme import DARK, LIGHT, Tokens, start_theme

CHART = Chart(
    "titles",
    ChartKind.BARS,
    "职称结构",
    ("高级", "一级", "二级"),
    (
        Series("男", (Point(1, ("a",)), Point(2, ("b", "c")), Point(None))),
        Series("女", (Point(3, ("d", "e", "f")), Point(0), Point(1, ("g",)))),
    ),
    unit="人",
    notes=("注：在编。",),
)


@pytest.fixture
def view(qtbot: QtBot) -> ChartView:
    made = ChartView(CHART)
    qtbot.addWidget(made)
    made.resize(480, 260)
    made.show()
    return made


def spot(view: ChartView, series: int, category: int) -> QPoint:
    hit = view._hit_of(series, category)
    assert hit is not None
    return view._place(hit).center().toPoint()


def colours(image: QImage) -> set[str]:
    pixels = memoryview(image.convertToFormat(QImage.Format.Format_RGB32).constBits()).cast("I")
    return {f"#{pixel & 0xFFFFFF:06x}" for pixel in set(pixels)}


@pytest.mark.parametrize(("choice", "theme"), [("light", LIGHT), ("dark", DARK)])
def test_a_chart_has_the_colours_of_the_theme(
    qtbot: QtBot, qapp: QApplication, view: ChartView, choice: str, theme: Tokens
) -> None:
    start_theme(qapp, choice)
    seen = colours(view.grab().toImage())
    assert QColor(theme.brand).name() in seen
    assert QColor(theme.warn_bar).name() in seen


@pytest.mark.parametrize("kind", ChartKind)
def test_every_kind_is_painted_and_copied_on_white(qtbot: QtBot, qapp: QApplication, kind: ChartKind) -> None:
    start_theme(qapp, "dark")
    chart = Chart("c", kind, CHART.title, CHART.categories, CHART.series, unit="人", target=2)
    view = ChartView(chart)
    qtbot.addWidget(view)
    view.resize(480, view.heightForWidth(480))
    view.show()
    assert len(colours(view.grab().toImage())) > 10
    copy_picture(chart)
    image = QGuiApplication.clipboard().image()
    assert image.width() == 2 * (640 + 32)
    assert image.pixelColor(2, 2).name() == "#ffffff"
    assert QColor(LIGHT.ink).name() in colours(image)


def test_a_click_asks_for_the_records_of_a_bar(qtbot: QtBot, view: ChartView) -> None:
    with qtbot.waitSignal(view.opened) as asked:
        qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=spot(view, 0, 1))
    assert asked.args == [0, 1, ("b", "c")]
    with qtbot.assertNotEmitted(view.opened):
        qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=spot(view, 0, 2))  # not known: no records
        qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(2, 2))


def test_arrow_keys_move_over_the_points_and_enter_opens(qtbot: QtBot, view: ChartView) -> None:
    keys = Qt.Key
    told = []
    for key in (keys.Key_Right, keys.Key_Right, keys.Key_Down, keys.Key_End, keys.Key_Up, keys.Key_Right):
        qtbot.keyClick(view, key)
        told.append(view.accessibleName().removeprefix("职称结构，"))
    assert told == [
        "高级 男：1 人",
        "一级 男：2 人",
        "一级 女：0 人",
        "二级 女：1 人",
        "二级 男：未统计",
        "二级 男：未统计",
    ]
    qtbot.keyClick(view, keys.Key_Home)
    with qtbot.waitSignal(view.opened) as asked:
        qtbot.keyClick(view, keys.Key_Return)
    assert asked.args == [0, 0, ("a",)]


def test_the_chosen_point_stays_when_figures_change(qtbot: QtBot, view: ChartView) -> None:
    qtbot.keyClick(view, Qt.Key.Key_End)
    view.show_chart(CHART)
    assert view._point == (0, 2)
    view.show_chart(Chart("c", ChartKind.BARS, "空", (), ()))
    assert view._point is None
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view._point is None


def test_the_mouse_is_told_the_figure(qtbot: QtBot, view: ChartView) -> None:
    hit = view._met(spot(view, 1, 0))
    assert hit is not None
    assert view._tip(hit) == "高级 女：3 人\n单击查看 3 条记录"
    qtbot.mouseMove(view, spot(view, 1, 0))
    assert view.cursor().shape() == Qt.CursorShape.PointingHandCursor
    unknown = view._met(spot(view, 0, 2))
    assert unknown is not None
    assert view._tip(unknown) == "二级 男：未统计"


def test_the_table_is_copied_for_excel_and_for_word(qtbot: QtBot, view: ChartView) -> None:
    qtbot.keyClick(
        view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    copied = QGuiApplication.clipboard().mimeData()
    assert copied.text() == "项目\t男\t女\r\n高级\t1\t3\r\n一级\t2\t0\r\n二级\t未统计\t1\r\n"
    assert "<th>项目</th>" in copied.html()
    assert "<td>未统计</td>" in copied.html()
    qtbot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert not QGuiApplication.clipboard().image().isNull()


def test_the_menu_has_what_the_keys_have(qtbot: QtBot, view: ChartView) -> None:
    words = [action.text() for action in view.menu(view._hit_of(1, 0)).actions() if action.text()]
    assert words == ["查看 3 条记录", "复制图片", "复制表格"]
    menu = view.menu(view._hit_of(0, 2))
    assert not menu.actions()[0].isEnabled()


def test_a_screen_reader_hears_all_figures(view: ChartView) -> None:
    assert view.accessibleDescription() == CHART.description
    assert "二级 未统计" in view.accessibleDescription()


def test_the_records_are_read_beside_the_window(qtbot: QtBot) -> None:
    def rows_of(ids: Sequence[str]) -> Report:
        columns = (Column("name", "姓名", Kind.NAME),)
        return Report("k", "教师", "", date(2025, 10, 12), columns, tuple((one,) for one in ids))

    gone_to: list[str] = []
    view = ChartView(CHART, rows_of=rows_of, open_one=gone_to.append)
    qtbot.addWidget(view)
    view.resize(480, 260)
    view.show()
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=spot(view, 1, 0))
    qtbot.waitUntil(lambda: bool(view.findChildren(ChartRows)))
    window = view.findChildren(ChartRows)[0]
    assert window.windowTitle() == "高级 女：3 人"
    model = window.sheet.table.rows_model()
    assert [model.index(row, 0).data() for row in range(3)] == ["d", "e", "f"]
    window.sheet.table.activated.emit(model.index(1, 0))
    assert gone_to == ["e"]
    assert not window.isVisible()


def test_the_picture_is_the_same_in_every_theme(qapp: QApplication, view: ChartView) -> None:
    start_theme(qapp, "light")
    light = picture_of(CHART)
    start_theme(qapp, "dark")
    assert picture_of(CHART) == light


def test_a_long_note_stays_in_its_place(qapp: QApplication) -> None:
    """Its font would have 10.8 pixels: with 11 the line grows by several and leaves the picture at both sides."""
    note = "按参加工作时间推算的教龄与档案不一致的，以档案为准，" * 2
    chart = Chart("c", ChartKind.BARS, "", ("高级",), (Series("", (Point(1),)),), notes=(note,))
    width, height, margin = 640, 300, 20
    image = QImage(width + 2 * margin, height, QImage.Format.Format_RGB32)
    image.fill(QColor("#FFFFFF"))
    painter = QPainter(image)
    painter.translate(margin, 0)
    paint(painter, laid_out(chart, width, height, False), LIGHT)
    painter.end()
    outside = image.copy(0, 0, margin - 1, height)
    assert colours(outside) == {"#ffffff"}


def test_bars_of_a_page_are_copied_too(qtbot: QtBot) -> None:
    bars = Bars([BarLine("高级", 0.5, "1 人"), BarLine("一级", 0.5, "1 人")])
    qtbot.addWidget(bars)
    bars.show()
    row = bars.findChildren(BarRow)[0]
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QGuiApplication.clipboard().clear()
    qtbot.keyClick(row, Qt.Key.Key_C, both)
    assert QGuiApplication.clipboard().text() == ""
    bars.chart = lambda: Chart(
        "c", ChartKind.BARS, "职称结构", ("高级", "一级"), (Series("", (Point(1), Point(1))),), unit="人"
    )
    qtbot.keyClick(row, Qt.Key.Key_C, both)
    assert QGuiApplication.clipboard().text() == "项目\t人\r\n高级\t1\r\n一级\t1\r\n"
    qtbot.keyClick(row, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert not QGuiApplication.clipboard().image().isNull()
