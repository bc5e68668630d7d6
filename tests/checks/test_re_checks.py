"""复查 in 检查录入 with real widgets: each is a sheet of its own, looked at and begun from one chip (R6)."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu

from edudesk.base import clock
from edudesk.checks.pages.entry.page import EntryPage
from edudesk.checks.rows.sheets import SheetRow
from edudesk.checks.rules.sheets import filled_of
from tests.checks.checking import filled
from tests.checks.test_entry_page import page, sheets_of
from tests.gui import Said
from tests.seat import Seat

__all__ = ["page"]  # the fixture


@pytest.fixture
def first(page: EntryPage, seat: Seat) -> SheetRow:
    """A sheet that was checked once, in sight, with a re-check of the day before yesterday that did not pass."""
    done = next(one for one in page.queue.standings if one.level == 1)
    (sheet,) = sheets_of(seat, done.unit.id)
    form = page.check.form_of(sheet)
    who = {"inspector": sheet.inspector, "inspector_id": sheet.inspector_id}
    seat.desk.sheets.submit(sheet.unit_id, filled(form, 3, on="2026-11-20", first_id=sheet.id, **who))
    seat.wait()
    page.show_unit(sheet.unit_id)
    return sheet


def press(page: EntryPage, seat: Seat, word: str) -> list[str]:
    """The entry of the menu behind 复查; returns all entries."""
    seat.qtbot.mouseClick(page.again, Qt.MouseButton.LeftButton)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    words = [one.text() for one in menu.actions()]
    (action,) = [one for one in menu.actions() if one.text() == word]
    menu.close()
    seat.window.activateWindow()  # offscreen no window manager gives it back
    action.trigger()
    seat.wait()
    return words


def again(seat: Seat, first: SheetRow) -> list[tuple[str, str]]:
    return [(one.on, str(one.score)) for one in sheets_of(seat, first.unit_id) if one.first_id == first.id]


def test_a_second_re_check_is_one_more(page: EntryPage, seat: Seat, first: SheetRow, said: Said):
    words = press(page, seat, "再复查一次")
    assert words == ["初查", "复查 2026-11-20　50 不合格", "再复查一次"]
    assert page.form.head.on == clock.today().isoformat()
    for row in page.form.rows:
        row.take_typed(str(row.item.full))
        row._reason_typed("按现场")
    seat.press("Ctrl+Return")
    assert again(seat, first) == [("2026-11-20", "50"), (clock.today().isoformat(), "100")]
    assert seat.desk.sheets.get(first.id) == first
    said.heard()


def test_a_re_check_is_looked_at_and_changed(page: EntryPage, seat: Seat, first: SheetRow, said: Said):
    press(page, seat, "复查 2026-11-20　50 不合格")
    assert page.form.head.on == "2026-11-20"
    assert page.again.text().startswith("复查")
    page.form.rows[1].press(1)
    seat.press("Ctrl+Return")
    assert again(seat, first) == [("2026-11-20", "55")]
    page.show_unit(first.unit_id)
    press(page, seat, "初查")
    assert page.filled().answers == filled_of(first).answers
    said.heard()


def test_a_re_check_half_typed_is_found_again_as_what_it_was(
    page: EntryPage, seat: Seat, first: SheetRow, said: Said
):
    press(page, seat, "复查 2026-11-20　50 不合格")
    page.form.rows[1].press(1)
    page.go_forward()
    page.show_unit(first.unit_id)
    assert page.form.head.on == "2026-11-20"
    seat.press("Ctrl+Return")
    assert again(seat, first) == [("2026-11-20", "55")]
    said.heard()


def test_the_ledger_opens_a_new_re_check(page: EntryPage, seat: Seat, first: SheetRow):
    page.check_again(first.campaign_id, first.unit_id, first.id)
    assert page.form.head.on == clock.today().isoformat()
    assert page.sight.sheet is None
