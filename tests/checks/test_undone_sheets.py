"""撤销 of a submitted sheet: what was typed is a draft again, and 重做 submits it."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from edudesk.checks.forms.scoring import Answer
from edudesk.checks.pages.entry.page import EntryPage
from edudesk.checks.rules.sheets import Finding, filled_of
from edudesk.checks.service.problems import ProblemService
from edudesk.store.context import Context
from edudesk.store.timeline import Timeline
from tests.checks.checking import Office, filled
from tests.checks.test_entry_page import Keyboard, page, sheets_of, type_sheet
from tests.gui import Said
from tests.seat import Seat

__all__ = ["page"]  # the fixture


@pytest.fixture
def office(context: Context) -> Office:
    return Office(context)


def test_what_was_submitted_is_a_draft_after_undo(office: Office):
    unit = office.unit(office.publish(), "李静")
    timeline, problems = Timeline(office.context), ProblemService(office.context)
    typed = filled(highlights="分层设计", findings=(Finding("反思流于形式", due="2026-12-01"),), photos=())
    sheet = office.sheets.submit(unit.id, typed)
    assert office.sheets.draft(unit.id, "许莉") is None
    timeline.undo()
    kept = office.sheets.draft(unit.id, "许莉")
    assert kept is not None
    assert kept.findings
    assert replace(kept, findings=(replace(kept.findings[0], id=""),)) == typed
    assert office.sheets.drafted() == {unit.id: ["许莉"]}
    timeline.redo()
    assert (office.sheets.get(sheet.id).score, office.sheets.drafted()) == (sheet.score, {})
    timeline.undo()
    again = office.sheets.submit(unit.id, kept)
    assert [one.text for one in problems.of_sheet(again.id) if not one.item] == ["反思流于形式"]


def test_neither_undo_nor_redo_writes_over_what_was_typed_since(office: Office):
    unit, timeline = office.unit(office.publish(), "李静"), Timeline(office.context)

    def typed() -> str:
        kept = office.sheets.draft(unit.id, "许莉")
        return kept.highlights if kept is not None else ""

    office.sheets.submit(unit.id, filled(highlights="提交的文字"))
    office.sheets.keep_draft(unit.id, "许莉", filled(highlights="提交以后写的"))
    timeline.undo()
    assert typed() == "提交以后写的"
    office.sheets.keep_draft(unit.id, "许莉", filled(highlights="撤销以后写的"))
    timeline.redo()
    assert typed() == "撤销以后写的"


def test_a_change_that_is_undone_is_a_draft_beside_the_old_sheet(office: Office):
    unit = office.unit(office.publish(), "李静")
    first = office.sheets.submit(unit.id, filled())
    changed = replace(filled_of(first), answers={**first.judged, "BK01-2": Answer(Decimal(5))})
    office.sheets.submit(unit.id, changed, first.version)
    Timeline(office.context).undo()
    kept = office.sheets.draft(unit.id, "许莉")
    assert office.sheets.get(first.id).score == first.score
    assert kept is not None
    assert kept.answers["BK01-2"].points == 5


def test_other_deeds_that_are_undone_leave_no_draft(office: Office):
    campaign = office.publish()
    unit, timeline = office.unit(campaign, "李静"), Timeline(office.context)
    sheet = office.sheets.submit(unit.id, filled())
    office.sheets.feed_back([sheet.id])
    timeline.undo()
    office.sheets.put_away([sheet.id])
    timeline.undo()
    timeline.redo()
    assert office.sheets.drafted() == {}
    timeline.undo()
    office.sheets.record(campaign.id, {office.unit(campaign, "沈婷").id: filled()})
    timeline.undo()
    assert office.sheets.drafted() == {}


def test_undo_of_the_last_save_brings_the_typing_back_into_the_form(
    page: EntryPage, seat: Seat, said: Said, qtbot: Any
):
    unit = page.sight.unit
    assert unit is not None
    type_sheet(Keyboard(qtbot))
    page.side.highlights.setPlainText("很好的一份")
    page.save_and_next()
    said.act("撤销")
    seat.wait()
    assert sheets_of(seat, unit.id) == []
    assert next(one.word for one in page.queue.standings if one.unit.id == unit.id) == "填写中"
    page.show_unit(unit.id)
    assert page.side.highlights.toPlainText() == "很好的一份"
    assert page.form.head.counts["lessons_due"] == 44
    assert page.form.figure.text() == "92.5"
    said.heard()
