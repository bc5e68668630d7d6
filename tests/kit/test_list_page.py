from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow

from edudesk.base.errors import UserError
from edudesk.kit.bars import BarLine, Bars
from edudesk.kit.buttons import button
from edudesk.kit.chips import ChoiceChip, ToggleChip
from edudesk.kit.drawer import Drawer
from edudesk.kit.key_values import KeyValues
from edudesk.kit.list_page import ListPage
from tests.kit.people import CHEN, COLUMNS, LI, PEOPLE, WANG, ZHOU, many


class PeoplePage(ListPage):
    name, title, unit = "people", "教师", "人"
    columns = COLUMNS
    concerns = frozenset({"teachers"})

    def __init__(self, rows=PEOPLE, keep_views=None):
        self.stored = list(rows)
        self.reads = 0
        self.imported = False
        super().__init__(keep_views=keep_views)

    def rows(self):
        self.reads += 1
        return list(self.stored)

    def buttons(self):
        return [button("新增教师", role="primary")]

    def chips(self):
        return [
            ToggleChip("known", "有课时", lambda row: row.hours is not None),
            ChoiceChip("subject", "学科", lambda row: row.subject),
            ChoiceChip("honour", "称号", lambda row: row.honour, is_optional=True),
        ]

    def build_drawer(self):
        drawer = Drawer()
        self.facts = KeyValues()
        drawer.body.addWidget(self.facts)
        return drawer

    def show_row(self, row):
        self.drawer.show_head(row.name, row.subject)
        self.facts.show_rows([("职称", row.title), ("周课时", "")])

    def build_below(self):
        self.bars = Bars()
        return self.bars

    def rows_read(self, rows):
        self.bars.show_lines([BarLine("全部", 1.0, f"{len(rows)} 人")])

    def when_empty(self):
        return "还没有教师。", "请先导入花名册。", [("导入", self._import)]

    def _import(self):
        self.imported = True


@pytest.fixture
def page(qtbot):
    return opened(qtbot, PeoplePage())


def opened(qtbot, page):
    window = QMainWindow()
    qtbot.addWidget(window)
    window.setCentralWidget(page)
    window.resize(1100, 700)
    window.show()
    page.window_kept = window
    return page


def names(page):
    return [row.name for row in page.model.rows]


def test_rows_are_read_when_the_page_is_first_shown(qtbot):
    page = PeoplePage()
    qtbot.addWidget(page)
    assert page.reads == 0
    opened(qtbot, page)
    assert (page.reads, page.head.note.text()) == (1, "共 4 人")


def test_it_reads_again_only_what_it_concerns_and_once(qtbot, page):
    page.stored.append(many(5)[4])
    page.heed(frozenset({"school"}))
    page.heed(frozenset({"teachers"}))
    page.heed(frozenset({"teachers"}))
    qtbot.waitUntil(lambda: page.model.rowCount() == 5)
    assert page.reads == 2


def test_a_hidden_page_waits_until_it_is_shown(qtbot, page):
    page.hide()
    page.heed(frozenset())
    page.settle_before = page.reads
    page.show()
    assert page.reads == page.settle_before + 1


def test_search_and_chips_narrow_the_list_and_the_count_says_so(qtbot, page):
    page.search.setText("数学")
    assert (names(page), page.head.note.text()) == (["周敏华", "王建国"], "2 / 4 人")
    page.chip_row.chip("known").click()
    assert names(page) == ["周敏华"]
    page.search.clear()
    page.chip_row.chip("known").click()
    page.chip_row.chip("subject").choose(["语文", "英语"])
    assert names(page) == ["李静", "陈晓岚"]
    assert page.chip_row.chip("subject").text() == "学科：语文、英语 ▾"


def test_chips_go_to_a_second_line_rather_than_out_of_sight(qtbot, page):
    page.chip_row.chip("subject").choose(["语文", "英语"])
    page.chip_row.chip("honour").setVisible(True)
    page.chip_row.chip("honour").choose(["区骨干教师", "教坛新秀"])
    page.window_kept.resize(480, 600)
    chips = [chip for chip in page.chip_row.chips if chip.isVisible()]
    qtbot.waitUntil(lambda: all(page.chip_row.rect().contains(chip.geometry()) for chip in chips))
    assert len({chip.y() for chip in chips}) > 1
    assert page.chip_row.geometry().bottom() < page.table.y()


def test_nothing_found_offers_to_clear_the_filters(qtbot, page):
    page.search.setText("没有这个人")
    page.chip_row.chip("known").click()
    page.table.empty._buttons[0].click()
    assert (names(page), page.search.text()) == ([row.name for row in PEOPLE], "")


def test_an_empty_school_says_what_to_do(qtbot):
    page = opened(qtbot, PeoplePage([]))
    assert page.table.empty.isVisible()
    page.table.empty._buttons[0].click()
    assert page.imported


def test_selecting_a_row_opens_the_drawer_beside_the_table_and_escape_closes_it(qtbot, page):
    page.table.select([ZHOU.id])
    assert page.drawer.isVisible()
    assert page.drawer.name.text() == "周敏华"
    table_right = page.table.mapToGlobal(page.table.rect().topRight()).x()
    assert table_right <= page.drawer.mapToGlobal(page.drawer.rect().topLeft()).x()
    qtbot.keyClick(page.table, Qt.Key.Key_Escape)
    assert not page.drawer.isVisible()


def test_a_page_that_could_not_be_read_is_read_again_when_it_is_next_shown(page, monkeypatch):
    def fail():
        raise UserError("读写磁盘出错，这一步没有保存。")

    page.stored.append(replace(ZHOU, id="new", name="单国平"))
    page.heed(frozenset())
    with monkeypatch.context() as disk:
        disk.setattr(page, "rows", fail)
        with pytest.raises(UserError):
            page.settle()
    page.settle()
    assert page.model.counts[1] == len(PEOPLE) + 1


def test_the_drawer_shows_the_row_as_it_is_after_a_reload(qtbot, page):
    page.table.select([LI.id])
    page.stored = [many(1)[0], WANG]
    page.heed(frozenset({"teachers"}))
    qtbot.waitUntil(lambda: page.drawer.name.text() == "李静0")
    page.stored = [WANG]
    page.heed(frozenset({"teachers"}))
    qtbot.waitUntil(lambda: not page.drawer.isVisible())


def test_go_to_takes_filters_away_that_hide_the_row(qtbot, page):
    page.search.setText("王")
    assert page.go_to(CHEN.id)
    assert page.table.selected() == [CHEN]
    assert page.drawer.name.text() == "陈晓岚"
    assert not page.go_to(99)


def test_down_in_the_search_box_goes_to_the_first_hit(qtbot, page):
    page.search.setFocus()
    page.search.setText("数学")
    qtbot.keyClick(page.search, Qt.Key.Key_Down)
    assert page.table.selected() == [ZHOU]


def test_escape_empties_the_search_box_before_it_closes_the_drawer(qtbot, page):
    page.table.select([LI.id])
    page.search.setText("李")
    qtbot.keyClick(page.search, Qt.Key.Key_Escape)
    assert page.search.text() == ""
    assert page.drawer.isVisible()
    qtbot.keyClick(page.search, Qt.Key.Key_Escape)
    assert not page.drawer.isVisible()


class EditablePage(PeoplePage):
    """Stores typed cells, and hears of it like every page."""

    def save_cell(self, row, key, text):
        number = [kept.id for kept in self.stored].index(row.id)
        self.stored[number] = saved = replace(row, **{key: text})
        self.heed(frozenset({"teachers"}))
        return saved


def test_reading_again_never_takes_a_cell_out_of_the_users_hands(qtbot):
    page = opened(qtbot, EditablePage())
    page.table.setCurrentIndex(page.model.index(0, 0))
    page.table.edit(page.table.currentIndex())
    editor = page.table.viewport().findChild(QLineEdit)
    editor.setText("李静静")
    qtbot.keyClick(editor, Qt.Key.Key_Tab)
    qtbot.wait(30)  # the announcement has arrived by now
    assert page.table.is_editing
    assert (page.reads, page.table.currentIndex().column()) == (1, 1)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: page.reads == 2)
    assert names(page)[0] == "李静静"


def test_an_optional_chip_appears_from_the_menu_and_stops_filtering_when_put_away(qtbot, page):
    chip = page.chip_row.chip("honour")
    assert not chip.isVisible()
    page.chip_row._offer_more()
    entry = page.chip_row._more.menu().actions()[0]
    entry.trigger()
    assert chip.isVisible()
    chip.choose(["区骨干教师"])
    assert names(page) == ["李静"]
    page.chip_row._offer_more()
    page.chip_row._more.menu().actions()[0].trigger()
    assert names(page) == [row.name for row in PEOPLE]


def test_the_list_to_tick_counts_the_words(qtbot, page):
    chip = page.chip_row.chip("subject")
    chip._fill()
    assert [entry.text() for entry in chip.menu().actions()][:3] == ["数学　2", "语文　1", "英语　1"]


def test_two_thousand_rows_and_none_are_both_shown(qtbot, page):
    page.stored = many(2000)
    page.heed(frozenset())
    page.settle()
    assert page.head.note.text() == "共 2000 人"
    page.stored = []
    page.heed(frozenset())
    page.settle()
    assert page.table.empty.isVisible()
