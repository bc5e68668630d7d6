"""A form that is changed while a check runs (5.3): kept or taken over, what was typed goes along where it fits."""

from dataclasses import replace
from decimal import Decimal

import pytest

from edudesk.base.errors import UserError
from edudesk.checks.forms.scoring import Answer
from edudesk.checks.forms.value import CheckForm
from edudesk.checks.pages.entry.page import EntryPage
from edudesk.store.context import Context
from edudesk.store.timeline import Timeline
from tests.checks.checking import Office, filled
from tests.checks.test_entry_page import page
from tests.gui import Said
from tests.seat import Seat

__all__ = ["page"]  # the fixture


@pytest.fixture
def office(context: Context) -> Office:
    return Office(context)


def heavier(form: CheckForm) -> CheckForm:
    """超周备课 counts twice as much."""
    items = tuple(replace(item, full=item.full * 2) if item.key == "BK01-2" else item for item in form.items)
    return replace(form, items=items)


def test_units_that_nobody_checked_take_the_new_version(office: Office):
    campaign = office.publish()
    units = {unit.name: unit for unit in office.campaigns.units(campaign.id)}
    checked = office.sheets.submit(units["李静"].id, filled())
    half = filled(answers={"BK01-1": Answer(Decimal(13)), "BK01-2": Answer(Decimal("8.5"))})
    office.sheets.keep_draft(units["沈婷"].id, "许莉", half)
    new = office.forms.save(heavier(office.forms.every()["BK01", 1]), "超周备课加重")
    with pytest.raises(UserError, match="李静已有检查记录"):
        office.campaigns.take_version([unit.id for unit in units.values()], new.version)
    rest = [units["沈婷"].id, units["周敏华"].id]
    assert office.campaigns.take_version(rest, new.version) == 2
    after = {unit.name: unit.form_version for unit in office.campaigns.units(campaign.id)}
    assert after == {"李静": 1, "沈婷": 2, "周敏华": 2}
    kept = office.sheets.draft(units["沈婷"].id, "许莉")
    assert kept is not None
    assert list(kept.answers) == ["BK01-1"]  # the other has another meaning now
    assert office.sheets.get(checked.id) == checked
    assert office.sheets.submit(units["周敏华"].id, filled()).form_version == 2
    Timeline(office.context).undo()
    Timeline(office.context).undo()
    assert {unit.form_version for unit in office.campaigns.units(campaign.id)} == {1}


def test_a_version_that_is_not_there_is_not_taken(office: Office):
    campaign = office.publish()
    with pytest.raises(UserError, match="没有 v7"):
        office.campaigns.take_version([office.unit(campaign, "李静").id], 7)


def test_the_page_asks_and_goes_on_with_the_new_version(page: EntryPage, seat: Seat, said: Said):
    unit = page.sight.unit
    assert unit is not None
    assert not page.new_version.isVisibleTo(page)
    page.form.rows[0].take_typed("13")
    page.form.rows[1].press(2)
    old = page.check.form_of(unit)
    seat.desk.check_forms.save(heavier(old), "超周备课加重")
    seat.wait()
    page.go_forward()
    page.go_back()
    due = sum(1 for one in page.queue.standings if not page.check.sheets_of(one.unit.id))
    assert f"“{old.title}”已有新版 v2（超周备课加重），这次检查发布时用的是 v1。" in seat.words(page)
    seat.click(f"改用 v2（未查的 {due} 个）", page)
    assert page.sight.unit is not None
    assert (page.sight.unit.id, page.sight.unit.form_version) == (unit.id, 2)
    assert page.form.form.items[1].full == 20
    assert (page.form.rows[0].answer.points, page.form.rows[1].answer.points) == (13, None)
    assert not page.new_version.isVisibleTo(page)
    done = next(one for one in page.queue.standings if one.is_done)
    page.show_unit(done.unit.id)
    assert not page.new_version.isVisibleTo(page)  # what is checked keeps its version
    said.heard()


def test_the_page_keeps_the_old_version_when_told_so(page: EntryPage, seat: Seat, said: Said):
    unit = page.sight.unit
    assert unit is not None
    seat.desk.check_forms.save(heavier(page.check.form_of(unit)), "超周备课加重")
    seat.wait()
    page.show_unit(unit.id)
    seat.click("仍用 v1", page)
    assert not page.new_version.isVisibleTo(page)
    page.go_forward()
    assert not page.new_version.isVisibleTo(page)
    assert {one.unit.form_version for one in page.queue.standings} == {1}
    said.heard()
