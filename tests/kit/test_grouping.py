"""Rows under headings, and names in the order of strokes: inside the model, and as the table shows them."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from edudesk.kit.row_model import RowModel
from edudesk.kit.row_order import is_groupable
from edudesk.kit.table_view import TableView
from tests.kit.people import CHEN, COLUMNS, LI, PEOPLE, WANG, ZHOU, Office

NAME, BORN, TITLE, SUBJECT, HOURS, HONOUR = range(6)
UP, DOWN = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder


@pytest.fixture
def model(qapp):
    return RowModel(COLUMNS, PEOPLE, save=Office().save_cell)


@pytest.fixture
def table(qtbot, said, model):
    table = TableView(model)
    table.headings.unit = "人"
    qtbot.addWidget(table)
    table.resize(900, 400)
    table.show()
    model.group_by(SUBJECT)
    return table


def lines(model):
    """What stands in the table from top to bottom: names, and headings with their count."""
    return [
        model.row(place).name
        if (heading := model.heading(place)) is None
        else f"{'▾' if heading.is_open else '▸'}{heading.title} {heading.count}"
        for place in range(model.rowCount())
    ]


def test_rows_stand_under_headings_the_largest_group_first(model):
    model.group_by(SUBJECT)
    assert lines(model) == ["▾数学 2", "周敏华", "王建国", "▾英语 1", "陈晓岚", "▾语文 1", "李静"]
    assert model.counts == (4, 4)
    model.group_by(None)
    assert lines(model) == ["李静", "周敏华", "王建国", "陈晓岚"]


def test_groups_of_a_choice_follow_its_list_and_what_is_not_known_comes_last(model):
    model.set_rows([replace(LI, title=""), ZHOU, WANG, CHEN])
    model.group_by(TITLE)
    assert lines(model)[::2] == ["▾高级教师 1", "▾一级教师 1", "▾二级教师 1", "▾未填 1"]


def test_sorting_search_and_chips_work_inside_the_groups(model):
    model.group_by(SUBJECT)
    model.sort_by([(BORN, UP)])
    assert lines(model)[:3] == ["▾数学 2", "王建国", "周敏华"]
    model.set_chips({"known": lambda row: row.hours is not None})
    assert lines(model)[:2] == ["▾数学 1", "周敏华"]
    model.set_search("语文")
    assert lines(model) == ["▾语文 1", "李静"]
    assert model.counts == (1, 4)


def test_a_folded_group_hides_its_rows_but_they_are_exported(model):
    model.group_by(SUBJECT)
    model.fold(["数学"], True)
    assert lines(model) == ["▸数学 2", "▾英语 1", "陈晓岚", "▾语文 1", "李静"]
    assert model.rows == [ZHOU, WANG, CHEN, LI]
    assert (model.counts, model.place_of(ZHOU.id)) == ((4, 4), None)
    model.unfold_row(ZHOU.id)
    assert model.place_of(ZHOU.id) == 1
    model.fold_all(True)
    assert lines(model) == ["▸数学 2", "▸英语 1", "▸语文 1"]
    model.fold_all(False)
    assert model.rowCount() == 7


def test_a_heading_is_no_row(model):
    model.group_by(SUBJECT)
    with pytest.raises(LookupError):
        model.row(0)
    assert not model.flags(model.index(0, SUBJECT)) & Qt.ItemFlag.ItemIsEditable
    assert not model.setData(model.index(0, SUBJECT), "科学")
    assert model.index(0, 0).data() == "数学（2），已展开"
    assert model.text(0, SUBJECT) == ""


def test_only_columns_with_few_words_can_be_grouped_by():
    assert [column.key for column in COLUMNS if is_groupable(column)] == ["title", "honour"]


def test_names_are_sorted_by_strokes_when_asked(model):
    model.sort_by([(NAME, UP)], {NAME: "strokes"})
    assert lines(model) == ["王建国", "李静", "陈晓岚", "周敏华"]  # 4, 7 (by character, no pinyin here), 7, 8
    assert model.headerData(NAME, Qt.Orientation.Horizontal) == "姓名 笔画↑"
    model.sort_by([(NAME, DOWN)])
    assert lines(model)[0] == "周敏华"
    model.sort_by([(NAME, UP)], {})
    assert model.headerData(NAME, Qt.Orientation.Horizontal) == "姓名 ↑"


def go(table, place, column=SUBJECT):
    table.setFocus()
    table.setCurrentIndex(table.rows_model().index(place, column))


def test_the_keyboard_walks_over_headings_and_folds_them(qtbot, table, model):
    go(table, 0)
    qtbot.keyClick(table, Qt.Key.Key_Left)
    assert lines(model)[0] == "▸数学 2"
    assert table.currentIndex().row() == 0
    qtbot.keyClick(table, Qt.Key.Key_Right)
    assert lines(model)[0] == "▾数学 2"
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Return):
        qtbot.keyClick(table, key)
    assert lines(model)[0] == "▾数学 2"
    qtbot.keyClick(table, Qt.Key.Key_Down)
    assert table.selected() == [ZHOU]
    qtbot.keyClick(table, Qt.Key.Key_Right)  # in a row it moves the cursor
    assert table.currentIndex().column() == HOURS


def test_a_click_on_a_heading_folds_it_and_tells_no_row(qtbot, table, model):
    told = []
    table.opened.connect(told.append)
    point = table.visualRect(model.index(0, HOURS)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert lines(model)[0] == "▸数学 2"
    assert (table.selected(), told) == ([], [])


def test_headings_inside_a_block_are_neither_copied_nor_selected_rows(qtbot, table, model):
    table.selectAll()
    assert table.selected() == [ZHOU, WANG, CHEN, LI]
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    copied = QGuiApplication.clipboard().text().splitlines()
    assert [line.split("\t")[0] for line in copied] == ["周敏华", "王建国", "陈晓岚", "李静"]


def test_a_heading_is_painted_across_the_columns(table, model):
    def ink(place):
        picture = table.viewport().grab().toImage()
        line = table.rowViewportPosition(place) + 17
        return {picture.pixelColor(x, line).name() for x in range(900 - 40)}

    assert len(ink(0)) > 3  # words
    model.fold(["数学"], True)
    assert len(ink(0)) > 3


def test_a_list_is_grouped_as_declared_until_its_user_chooses_otherwise(qtbot, said):
    def made() -> TableView:
        table = TableView(RowModel(COLUMNS, PEOPLE, grouped_by="subject"), "declared")
        qtbot.addWidget(table)
        return table

    table = made()
    assert table.rows_model().grouping == SUBJECT
    table.arrangement.group(None)
    table.arrangement.save()
    again = made()
    assert again.rows_model().grouping is None
    again.arrangement.reset()
    assert again.rows_model().grouping == SUBJECT
