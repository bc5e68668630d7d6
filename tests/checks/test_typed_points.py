"""Points typed on the lines of 检查录入 with real keys: a number is that number, and what is none is refused."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from edudesk.checks.forms.scoring import EMPTY
from edudesk.checks.pages.entry.item_row import ItemRow
from edudesk.checks.pages.entry.page import EntryPage
from tests.checks.checking import FORMS
from tests.checks.test_entry_page import Keyboard, page, sheets_of, type_sheet
from tests.gui import Said
from tests.seat import Seat

__all__ = ["page"]  # the fixture

GRADED, COUNTED, DEDUCTED = 5, 0, 2  # lines of BK01: 18 points by judgement, 15 by counts, 8 by deduction


@pytest.fixture
def rows(qtbot: Any) -> list[ItemRow]:
    """The lines of BK01 in a window of their own."""
    made = [ItemRow(number, item, FORMS["BK01"]) for number, item in enumerate(FORMS["BK01"].items, 1)]
    for row in made:
        qtbot.addWidget(row)
    return made


def typed(qtbot: Any, row: ItemRow, keys: str) -> None:
    """Keys as fingers hit them: wherever the focus has gone by then."""
    row.show()
    row.activateWindow()
    qtbot.waitUntil(row.isActiveWindow)
    row.show_answer(EMPTY, {})
    row.seize()
    for key in keys:
        qtbot.keyClicks(QApplication.focusWidget(), key)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)


@pytest.mark.parametrize("number", ["14", "12", "16", "15.5", "10", "9", "8.5", "1.5", "0.5", "18"])
def test_points_typed_on_a_line_are_those_points(rows: list[ItemRow], qtbot: Any, number: str):
    row = rows[GRADED]
    typed(qtbot, row, number)
    assert (str(row.answer.points), row.answer.is_na, row.answer.reason) == (number, False, "")
    assert row.points.text() == number


def test_one_digit_is_the_button_and_backspace_takes_it_back(rows: list[ItemRow], qtbot: Any):
    row = rows[GRADED]
    typed(qtbot, row, "2")
    assert str(row.answer.points) == "15.5"
    row.seize()
    qtbot.keyClick(row, Qt.Key.Key_Backspace)
    assert row.is_open
    qtbot.keyClicks(row, "1")
    assert row.answer.points == 18


def test_the_keys_of_deductions_count_each_for_itself(rows: list[ItemRow], qtbot: Any):
    row = rows[DEDUCTED]
    typed(qtbot, row, "12")
    assert [row.answer.causes.get(cause.key) for cause in row._causes[:2]] == [1, 1]
    typed(qtbot, row, "1.5")
    assert (str(row.answer.points), dict(row.answer.causes)) == ("1.5", {})


@pytest.mark.parametrize("text", ["NaN", "sNaN", "Infinity", "1e400", "-3", "19", "八", "14分"])
def test_what_is_no_number_of_points_is_marked_and_stays(rows: list[ItemRow], qtbot: Any, text: str):
    row = rows[GRADED]
    row.press(1)
    row.points.setText(text)
    row.take_typed(text)
    assert (row.unread, row.points.text(), row.is_open) == (text, text, True)
    row.recount({"lessons_due": 3})  # a count in the head is typed meanwhile
    assert row.points.text() == text
    row.points.setText("14")
    row.take_typed("14")
    assert (row.unread, str(row.answer.points)) == ("", "14")


def test_unreadable_points_are_told_when_the_sheet_is_saved(
    page: EntryPage, seat: Seat, said: Said, qtbot: Any
):
    unit = page.sight.unit
    assert unit is not None
    type_sheet(Keyboard(qtbot))
    row = page.form.rows[GRADED]
    row.seize()
    for key in "32":
        qtbot.keyClicks(QApplication.focusWidget(), key)
    page.form.rows[1].seize()
    page.save_and_next()
    assert sheets_of(seat, unit.id) == []
    assert "第 6 项“设计质量”：“32”不是这一项的得分，应在 0—18 之间。" in seat.words(page.form)
    assert QApplication.focusWidget() is row.points
    row.points.setText("14")
    seat.press("Return")
    seat.press("Ctrl+Return")
    (sheet,) = sheets_of(seat, unit.id)
    assert str(sheet.judged["BK01-6"].points) == "14"
    said.heard()
