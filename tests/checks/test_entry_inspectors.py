"""检查录入 when the 检查人 changes: each has a sheet of their own, and nobody's typing is lost."""

from collections.abc import Callable

import pytest

from edudesk.checks.pages.entry.page import EntryPage
from edudesk.checks.rows.campaigns import UnitRow
from edudesk.checks.rows.sheets import Hit, SheetRow
from edudesk.checks.rules.sheets import Finding
from tests.checks.checking import filled
from tests.checks.test_entry_page import page, sheets_of
from tests.gui import Said
from tests.seat import Seat

__all__ = ["page"]  # the fixture

Choose = Callable[[str], None]


@pytest.fixture
def unit(page: EntryPage) -> UnitRow:
    """The unit in the form."""
    assert page.sight.unit is not None
    return page.sight.unit


@pytest.fixture
def choose(page: EntryPage, seat: Seat) -> Choose:
    """Another name in 检查人, and on to the first count."""

    def other(name: str) -> None:
        page.form.head.inspector.setFocus()
        page.form.head.inspector.show_text(name)
        page.form.head.seize()
        seat.wait()

    return other


def with_veto(page: EntryPage, seat: Seat, unit: UnitRow) -> SheetRow:
    """李静's sheet with a problem and a veto that was confirmed."""
    form = page.check.form_of(unit)
    who = seat.teacher("李静")
    sheet = filled(
        form,
        inspector=who.name,
        inspector_id=who.id,
        findings=(Finding("李静写的问题"),),
        hits=(Hit("V1", "无教案"),),
    )
    stored = seat.desk.sheets.submit(unit.id, sheet)
    stored = seat.desk.sheets.decide_veto(stored.id, "V1", "单国平")
    seat.wait()
    page.show_unit(unit.id)
    return stored


def test_a_second_inspector_begins_with_an_empty_form(
    page: EntryPage, seat: Seat, unit: UnitRow, choose: Choose, said: Said
):
    first = with_veto(page, seat, unit)
    choose("许莉")
    assert (page.form.answers, page.side.hits, page.side.findings) == ({}, (), ())
    page.save_and_next()
    assert "还不能提交" in seat.words(page.form)
    assert [one.inspector for one in sheets_of(seat, unit.id)] == ["李静"]
    for row in page.form.rows:
        row.take_typed(str(row.item.full))
    for row in page.form.rows:
        row.seize()
        row._reason_typed("按现场")
    page.save_and_next()
    theirs = {one.inspector: (str(one.score), len(one.vetoes)) for one in sheets_of(seat, unit.id)}
    assert theirs == {"李静": ("59", 1), "许莉": ("100", 0)}
    lines = [one.text for one in seat.desk.check_problems.of_sheet(first.id) if not one.item]
    assert lines == ["李静写的问题"]
    said.heard()


def test_saving_with_the_keyboard_still_in_the_name_does_not_take_over_the_sheet(
    page: EntryPage, seat: Seat, unit: UnitRow
):
    with_veto(page, seat, unit)
    page.form.head.inspector.setFocus()
    page.form.head.inspector.show_text("许莉")
    page.save_and_next()
    assert [one.inspector for one in sheets_of(seat, unit.id)] == ["李静"]
    assert page.form.answers == {}
    assert "这里现在是许莉的记录，还没有填写；李静的记录没有改动。" in seat.words(page.form)


def test_the_ledger_is_not_doubled_by_lines_of_another_sheet(page: EntryPage, seat: Seat, unit: UnitRow):
    first = with_veto(page, seat, unit)
    (line,) = [one for one in seat.desk.check_problems.of_sheet(first.id) if not one.item]
    form = page.check.form_of(unit)
    told = (Finding(line.text, id=line.id), Finding("许莉写的问题"))
    second = seat.desk.sheets.submit(unit.id, filled(form, findings=told))
    texts = [one.text for one in seat.desk.check_problems.of_sheet(second.id) if not one.item]
    assert texts == ["许莉写的问题"]


def test_a_line_worked_on_meanwhile_is_neither_changed_nor_doubled(
    page: EntryPage, seat: Seat, unit: UnitRow
):
    first = with_veto(page, seat, unit)
    (line,) = [one for one in seat.desk.check_problems.of_sheet(first.id) if not one.item]
    seat.desk.check_problems.mend(line.id, "已补写", "2026-11-20")
    shown = page.filled()  # as it stood before
    seat.desk.sheets.submit(unit.id, shown, first.version)
    (after,) = [one for one in seat.desk.check_problems.of_sheet(first.id) if not one.item]
    assert (after.id, after.status) == (line.id, "已提交整改")


def test_typing_under_a_wrong_name_goes_with_the_right_one(
    page: EntryPage, seat: Seat, unit: UnitRow, choose: Choose
):
    page.form.rows[1].press(4)
    before = page.form.head.inspector.typed()
    choose("区督学王老师")
    assert page.form.rows[1].answer.points == 5
    page.flush()
    assert seat.desk.sheets.draft(unit.id, before) is None
    kept = seat.desk.sheets.draft(unit.id, "区督学王老师")
    assert kept is not None
    assert kept.answers["BK01-2"].points == 5


def test_looking_at_the_sheet_of_another_keeps_what_was_typed(
    page: EntryPage, seat: Seat, unit: UnitRow, choose: Choose
):
    first = with_veto(page, seat, unit)
    choose("许莉")
    page.form.rows[1].press(4)
    choose("李静")
    assert page.form.answers["BK01-2"] == first.judged["BK01-2"]
    choose("许莉")
    assert page.form.rows[1].answer.points == 5
    assert len(page.form.answers) == 1


def test_a_change_begun_on_a_stored_sheet_stays_with_it(
    page: EntryPage, seat: Seat, unit: UnitRow, choose: Choose
):
    with_veto(page, seat, unit)
    page.form.rows[1].press(4)
    choose("许莉")
    assert page.form.answers == {}
    kept = seat.desk.sheets.draft(unit.id, "李静")
    assert kept is not None
    assert kept.answers["BK01-2"].points == 5
    choose("李静")
    assert page.form.rows[1].answer.points == 5


def test_a_name_half_typed_gets_no_draft(page: EntryPage, seat: Seat, unit: UnitRow):
    before = page.form.head.inspector.typed()
    page.form.rows[1].press(4)
    page.form.head.inspector.setFocus()
    page.form.head.inspector.show_text("许")
    page._edited()
    page.keep_draft()
    seat.wait()
    assert seat.desk.sheets.draft(unit.id, "许") is None
    assert seat.desk.sheets.draft(unit.id, before) is not None


def test_closing_the_window_with_another_name_typed_keeps_the_draft_and_says_nothing(
    page: EntryPage, seat: Seat, unit: UnitRow, said: Said
):
    path = seat.desk.store.path
    page.form.head.inspector.setFocus()
    page.form.head.inspector.show_text("李静")
    page.form.rows[1].press(4)
    seat.window.close()
    seat.wait()
    assert said.heard() == []
    from edudesk.desk import open_desk

    desk = open_desk(path)
    try:
        kept = desk.sheets.draft(unit.id, "李静")
        assert kept is not None
        assert kept.answers["BK01-2"].points == 5
    finally:
        desk.close()
