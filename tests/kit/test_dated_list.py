"""Dated lines: opened, removed and asked for their menu by mouse and by keys."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication

from edudesk.kit.dated_list import DatedLine, DatedList

LINES = [DatedLine("2025-06", "区“教坛新秀”"), DatedLine("2013-08", "二级教师", "由档案得出")]


@pytest.fixture
def dated(qtbot):
    made = DatedList("职称")
    qtbot.addWidget(made)
    made.show_lines(LINES)
    made.resize(300, made.height())
    made.told = []
    made.opened.connect(lambda number: made.told.append(("opened", number)))
    made.removed.connect(lambda number: made.told.append(("removed", number)))
    made.asked.connect(lambda number, place: made.told.append(("asked", number)))
    made.show()
    made.setFocus()
    return made


def test_it_is_as_high_as_its_lines_and_says_them(dated):
    assert dated.height() == 2 * 28
    assert dated.item(1).text() == "2013-08 二级教师 由档案得出"
    assert dated.lines == LINES
    dated.show_lines([])
    assert dated.height() == 0


def test_keys_open_remove_and_ask(qtbot, dated):
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Delete):
        qtbot.keyClick(dated, key)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint())
    QApplication.sendEvent(dated.viewport(), event)
    number = dated.currentRow()
    assert dated.told == [("opened", number), ("removed", number), ("asked", number)]
    assert number == 1


def test_a_click_opens_its_line(qtbot, dated):
    place = dated.visualItemRect(dated.item(1)).center()
    qtbot.mouseClick(dated.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert dated.told == [("opened", 1)]
    assert not dated.grab().isNull()
