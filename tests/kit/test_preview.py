"""The preview: real pages, leafed and zoomed by mouse and keys, rendered beside the window; words where there is nothing to see."""

import io
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from edudesk.base.columns import Column, Kind
from edudesk.base.errors import UserError
from edudesk.base.report import Report
from edudesk.kit.page_places import PAGE, TWO, WIDTH, placed
from edudesk.kit.preview import PagePreview
from edudesk.kit.theme import start_theme
from edudesk.papers.canvas import Canvas
from edudesk.papers.fonts import Role, bundled_fonts


def pdf(pages: int = 9, width: float = 595, height: float = 842) -> bytes:
    file = io.BytesIO()
    canvas = Canvas(file, "样张", bundled_fonts())
    for number in range(pages):
        canvas.start_page(width, height)
        canvas.fill(100, 100, 300, 300, 0.0)
        canvas.text(100, 500, f"第{number + 1}页", canvas.lettering(Role.HEI, 36))
    canvas.close()
    return file.getvalue()


@pytest.fixture
def preview(qtbot: QtBot) -> PagePreview:
    made = PagePreview()
    qtbot.addWidget(made)
    made.resize(680, 620)
    made.show()
    return made


def opened(qtbot: QtBot, preview: PagePreview, source: bytes) -> None:
    with qtbot.waitSignal(preview.opened):
        preview.show_bytes(source)
    qtbot.waitUntil(preview.pages.is_sharp)


def words(preview: PagePreview) -> tuple[str, str]:
    return preview.words._text.text(), preview.words._hint.text()


def dark(image: QImage) -> float:
    """Share of the pixels that are black."""
    spots = [(x, y) for x in range(0, image.width(), 4) for y in range(0, image.height(), 4)]
    return sum(image.pixelColor(x, y).lightness() < 40 for x, y in spots) / len(spots)


def test_two_pages_stand_side_by_side_and_are_sharp(qtbot: QtBot, preview: PagePreview) -> None:
    opened(qtbot, preview, pdf())
    area = preview.pages
    first, second, third = area.places.pages[:3]
    assert first.top() == second.top() < third.top()
    assert second.right() <= area.viewport().width()
    assert preview._count.text() == "第 1 / 9 页"
    assert preview.zoom_button.text() == f"{area.places.factor:.0%} ▾"
    assert area.accessibleName() == "预览，第 1 / 9 页"
    assert dark(area.viewport().grab().toImage()) > 0.1
    scale, image = area._pictures[0]
    assert image.width() == first.width()
    assert scale == pytest.approx(first.width() / 595, rel=0.01)


def test_a_page_that_lies_is_as_wide_as_the_window(qtbot: QtBot, preview: PagePreview) -> None:
    opened(qtbot, preview, pdf(3, 842, 595))
    first, second, _ = preview.pages.places.pages
    assert first.width() == pytest.approx(preview.pages.viewport().width(), abs=60)
    assert second.top() > first.bottom()


def test_keys_leaf_through_the_pages(qtbot: QtBot, preview: PagePreview) -> None:
    opened(qtbot, preview, pdf())
    area = preview.pages
    area.set_zoom(WIDTH)
    for key, page in (
        (Qt.Key.Key_PageDown, 2),
        (Qt.Key.Key_PageDown, 3),
        (Qt.Key.Key_PageUp, 2),
        (Qt.Key.Key_End, 9),
        (Qt.Key.Key_PageDown, 9),
        (Qt.Key.Key_Home, 1),
    ):
        qtbot.keyClick(area, key)
        assert preview._count.text() == f"第 {page} / 9 页"
    area.verticalScrollBar().setValue(round(area.places.pages[4].top()))
    qtbot.waitUntil(lambda: preview._count.text() == "第 5 / 9 页")


def test_zoom_by_menu_keys_and_wheel(qtbot: QtBot, preview: PagePreview) -> None:
    opened(qtbot, preview, pdf())
    area = preview.pages
    menu = preview.zoom_button.menu()
    by_word = {action.text(): action for action in menu.actions() if action.text()}
    assert list(by_word) == ["双页", "适合宽度", "整页", "50%", "70%", "85%", "100%", "125%", "150%", "200%"]
    by_word["70%"].trigger()
    assert preview.zoom_button.text() == "70% ▾"
    assert area.places.pages[0].width() == pytest.approx(595 * 96 / 72 * 0.7, abs=1)
    qtbot.keyClick(area, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert preview.zoom_button.text() == "85% ▾"
    wheel = QWheelEvent(
        QPointF(50, 50),
        QPointF(50, 50),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(area.viewport(), wheel)
    assert preview.zoom_button.text() == "70% ▾"
    by_word["整页"].trigger()
    assert area.places.pages[0].height() <= area.viewport().height()
    by_word["适合宽度"].trigger()
    assert area.places.pages[0].width() == pytest.approx(area.viewport().width(), abs=60)
    qtbot.waitUntil(area.is_sharp)


def test_the_page_at_the_top_stays_there_when_the_size_changes(qtbot: QtBot, preview: PagePreview) -> None:
    opened(qtbot, preview, pdf())
    area = preview.pages
    area.go_to(4)
    area.set_zoom(1.0)
    assert area.page == 4
    area.set_zoom(PAGE)
    preview.resize(900, 500)
    assert area.page == 4
    qtbot.waitUntil(area.is_sharp)


def test_another_making_keeps_the_place_and_never_shows_empty_paper(
    qtbot: QtBot, preview: PagePreview
) -> None:
    opened(qtbot, preview, pdf(9))
    preview.pages.go_to(6)
    qtbot.waitUntil(preview.pages.is_sharp)
    place = preview.pages.verticalScrollBar().value()
    for pages in (10, 9):
        with qtbot.waitSignal(preview.opened):
            preview.exchange_bytes(pdf(pages))
            assert preview.page_count == 19 - pages  # the old ones, until the new are read
        assert preview.pages.verticalScrollBar().value() == place
        assert preview.pages.page == 6
        assert dark(preview.pages.viewport().grab().toImage()) > 0.05
        qtbot.waitUntil(preview.pages.is_sharp)
    with qtbot.waitSignal(preview.opened):
        preview.exchange_bytes(pdf(2))
    qtbot.waitUntil(preview.pages.is_sharp)
    assert preview.pages.page < 2
    assert len(preview.pages._pictures) <= 2


def test_only_the_file_asked_for_last_is_shown(qtbot: QtBot, preview: PagePreview) -> None:
    preview.show_bytes(pdf(9))
    preview.show_bytes(pdf(3))
    with qtbot.waitSignal(preview.opened) as read:
        preview.show_bytes(pdf(1))
    assert read.args == [1]
    assert preview._count.text() == "第 1 / 1 页"
    qtbot.waitUntil(preview.pages.is_sharp)
    preview.show_bytes(pdf(2))
    preview.show_words("还没有可看的文件")
    qtbot.waitUntil(lambda: not preview.pages.worker.isRunning())
    assert preview.page_count == 0
    assert words(preview)[0] == "还没有可看的文件"


def test_a_broken_file_is_said_in_its_place(qtbot: QtBot, preview: PagePreview, tmp_path: Path) -> None:
    path = tmp_path / "报告.pdf"
    path.write_bytes(b"%PDF-1.7 broken")
    with qtbot.waitSignal(preview.failed) as failure:
        preview.show_pdf(path)
    assert isinstance(failure.args[0], UserError)
    assert words(preview) == (
        "“报告.pdf”不是完整的 PDF，没有显示。",
        "请重新导出一次；如果是别处来的文件，请换一份再试。",
    )
    opened(qtbot, preview, pdf(2))
    assert preview.page_count == 2


def test_a_workbook_is_shown_as_a_table(qtbot: QtBot, preview: PagePreview) -> None:
    columns = (Column("name", "姓名", Kind.NAME), Column("count", "人数", Kind.INT))
    rows = tuple((f"教师{number}", number) for number in range(300))
    preview.show_report(Report("k", "教师名册", "龙城实验小学", date(2025, 10, 12), columns, rows))
    table = preview._sheet.table  # type: ignore[union-attr]
    model = table.rows_model()
    assert model.rowCount() == 200
    assert [model.index(1, place).data() for place in (0, 1)] == ["教师1", "1"]
    assert preview._count.text() == "300 行"
    assert not preview.zoom_button.isVisible()
    opened(qtbot, preview, pdf(1))
    assert preview._sheet is None


def test_paper_stays_white_in_the_dark(qtbot: QtBot, qapp: QApplication, preview: PagePreview) -> None:
    start_theme(qapp, "dark")
    opened(qtbot, preview, pdf(1))
    place = preview.pages.places.pages[0]
    image = preview.pages.viewport().grab().toImage()
    assert image.pixelColor(round(place.left()) + 8, round(place.top()) + 8).name() == "#ffffff"
    assert image.pixelColor(3, 3).lightness() < 80


def test_closing_while_pages_are_rendered_ends_the_thread(qtbot: QtBot) -> None:
    made = PagePreview()
    made.resize(680, 620)
    made.show()
    worker = made.pages.worker
    with qtbot.waitSignal(made.opened):
        made.show_bytes(pdf())
    made.close()
    made.deleteLater()
    qtbot.waitUntil(lambda: worker._pages is None)
    assert not worker.isRunning()


_edges = st.floats(50, 2000)


@given(
    st.lists(st.tuples(_edges, _edges), max_size=12),
    st.sampled_from([TWO, WIDTH, PAGE, 0.25, 0.7, 2.0]),
    st.integers(40, 2000),
    st.integers(40, 1400),
)
def test_pages_lie_in_order_beside_each_other(
    sizes: list[tuple[float, float]], zoom: float | str, width: int, height: int
) -> None:
    places = placed(sizes, zoom, QSize(width, height), width - 10)
    assert len(places.pages) == len(sizes)
    for number, place in enumerate(places.pages):
        assert place.left() >= 0
        assert place.right() <= places.width
        assert place.bottom() < places.height
        assert not any(place.intersects(other) for other in places.pages[:number])
        assert number == 0 or place.top() >= places.pages[number - 1].top()
    if zoom in (TWO, WIDTH, PAGE) and places.factor > 0.1:
        assert places.width == width  # nothing to scroll to
    if sizes:
        assert places.first_below(0) == 0
        assert places.first_below(places.height) == len(sizes) - 1


@given(st.integers(300, 2000), st.integers(0, 10))
def test_two_upright_pages_always_find_room_beside_each_other(width: int, bar: int) -> None:
    first, second, third = placed([(595, 842)] * 3, TWO, QSize(width, 800), width - bar).pages
    assert first.top() == second.top() < third.top()
