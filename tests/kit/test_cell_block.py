"""Blocks of cells: selected with mouse and keyboard, copied as Excel does, while rows keep their habits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication

from edudesk.kit.clipboard import cells_of, excel_text
from edudesk.kit.row_model import RowModel
from edudesk.kit.table_view import TableView
from tests.kit.people import CHEN, COLUMNS, LI, PEOPLE, WANG, ZHOU, Office
from tests.tables import each

NAME, BORN, TITLE, SUBJECT, HOURS, HONOUR = range(6)
SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def table(qtbot, said):
    table = TableView(RowModel(COLUMNS, PEOPLE, save=Office().save_cell))
    qtbot.addWidget(table)
    table.resize(900, 400)
    table.show()
    table.setFocus()
    return table


def go(table, place, column):
    table.setCurrentIndex(table.rows_model().index(place, column))


def copied(qtbot, table, keys=CONTROL):
    QGuiApplication.clipboard().clear()
    qtbot.keyClick(table, Qt.Key.Key_C, keys)
    return cells_of(QGuiApplication.clipboard().text())


def test_shift_and_arrows_select_a_block_and_it_alone_is_copied(qtbot, table):
    go(table, 1, TITLE)
    assert copied(qtbot, table) == [["一级教师"]]
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Right):
        qtbot.keyClick(table, key, SHIFT)
    assert table.block() == ((1, 2), (TITLE, SUBJECT))
    assert copied(qtbot, table) == [["一级教师", "数学"], ["高级教师", "数学"]]
    assert copied(qtbot, table, CONTROL | SHIFT)[0] == ["职称", "任教学科"]
    assert table.selected() == [ZHOU, WANG]


def test_dragging_selects_a_block(qtbot, table):
    def point(place, column):
        return table.visualRect(table.rows_model().index(place, column)).center()

    qtbot.mousePress(table.viewport(), Qt.MouseButton.LeftButton, pos=point(0, BORN))
    qtbot.mouseMove(table.viewport(), point(1, TITLE))
    qtbot.mouseMove(table.viewport(), point(2, SUBJECT))
    qtbot.mouseRelease(table.viewport(), Qt.MouseButton.LeftButton, pos=point(2, SUBJECT))
    assert table.block() == ((0, 1, 2), (BORN, TITLE, SUBJECT))


def test_shift_space_selects_the_whole_row(qtbot, table):
    go(table, 1, SUBJECT)
    qtbot.keyClick(table, Qt.Key.Key_Space, SHIFT)
    assert copied(qtbot, table) == [["周敏华", "1991-07", "一级教师", "数学", "14.5", "教坛新秀"]]
    assert not table.is_editing


def test_a_row_is_told_once_while_the_cursor_walks_along_it(qtbot, table):
    told = []
    table.chosen.connect(lambda rows: told.append([row.name for row in rows]))
    go(table, 0, NAME)
    for _ in range(3):
        qtbot.keyClick(table, Qt.Key.Key_Right)
    qtbot.keyClick(table, Qt.Key.Key_Down)
    assert told == [["李静"], ["周敏华"]]


def test_columns_stand_in_the_block_as_they_are_shown(qtbot, table):
    table.horizontalHeader().moveSection(SUBJECT, BORN)
    table.show_column("title", False)
    table.select([LI.id, CHEN.id])
    assert [line[:3] for line in copied(qtbot, table)] == [
        ["李静", "语文", "1984-03"],
        ["陈晓岚", "英语", "1995-01"],
    ]


def test_cells_here_and_there_are_no_block(qtbot, table, said):
    go(table, 0, NAME)
    model = table.rows_model()
    table.selectionModel().select(model.index(2, SUBJECT), QItemSelectionModel.SelectionFlag.Select)
    qtbot.keyClick(table, Qt.Key.Key_C, CONTROL)
    assert said.heard() == ["fail: 选中的格子不成一块，没有复制或修改。"]


def test_the_block_survives_a_reload_with_its_rows_elsewhere(table):
    go(table, 0, TITLE)
    model = table.rows_model()
    flag = QItemSelectionModel.SelectionFlag.Select
    for place in (0, 1):
        table.selectionModel().select(model.index(place, SUBJECT), flag)
        table.selectionModel().select(model.index(place, TITLE), flag)
    model.set_rows([CHEN, WANG, LI, ZHOU])
    assert table.block() == ((2, 3), (TITLE, SUBJECT))
    assert table.selected() == [LI, ZHOU]


def test_the_row_of_the_cursor_is_washed_and_a_block_stands_out(table):
    def ground(place, column):
        picture = table.viewport().grab().toImage()
        corner = table.visualRect(table.rows_model().index(place, column)).topLeft()
        return picture.pixelColor(corner.x() + 2, corner.y() + 3).name()

    go(table, 0, TITLE)
    assert [ground(0, column) for column in (NAME, SUBJECT)] == ["#e8effa", "#e8effa"]
    assert ground(1, NAME) == "#ffffff"
    model = table.rows_model()
    table.selectionModel().select(model.index(1, TITLE), QItemSelectionModel.SelectionFlag.Select)
    assert (ground(1, NAME), ground(1, TITLE)) == ("#e8effa", "#b9cdec")


def test_where_nothing_can_be_edited_whole_rows_are_selected(qtbot, said):
    table = TableView(RowModel(COLUMNS, PEOPLE))
    qtbot.addWidget(table)
    table.show()
    go(table, 1, TITLE)
    assert copied(qtbot, table) == [["周敏华", "1991-07", "一级教师", "数学", "14.5", "教坛新秀"]]
    assert not table.marked.is_block


CELL = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=8)


@given(
    st.integers(1, 4).flatmap(lambda wide: st.lists(st.lists(CELL, min_size=wide, max_size=wide), max_size=5))
)
def test_what_is_copied_is_pasted_as_it_was(rows):
    assert cells_of(excel_text(rows)) == rows


@each(
    ("text", "cells"),
    [
        ("", []),
        ("语文", [["语文"]]),
        ("语文\r\n", [["语文"]]),
        ("语文\t数学\r\n\t\r\n", [["语文", "数学"], ["", ""]]),
        ("a\nb\n", [["a"], ["b"]]),  # WPS, text programs
        ("a\n\nb", [["a"], [""], ["b"]]),
        ('"上\n下"\t"他说""好"""\r\n', [["上\n下", '他说"好"']]),
        ("a\tb\r\nc", [["a", "b"], ["c", ""]]),
        ('"没有完的引号\t1\r\n李静\t2\r\n', [['"没有完的引号', "1"], ["李静", "2"]]),
        ('"引号"后面\t1\n"x', [['"引号"后面', "1"], ['"x', ""]]),
        ('5"屏\t1', [['5"屏', "1"]]),
    ],
)
def test_clipboards_of_other_programs(text, cells):
    assert cells_of(text) == cells


@given(st.text(max_size=60))
def test_no_clipboard_stops_us(text):
    rows = cells_of(text)
    assert len({len(row) for row in rows}) <= 1
