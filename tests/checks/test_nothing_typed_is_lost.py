"""检查录入: a draft is found again whoever it was typed as, and a stored sheet saved again keeps its 存在问题."""

from dataclasses import replace

import pytest

from edudesk.checks.pages.entry.page import EntryPage
from edudesk.checks.rows.campaigns import CampaignDraft, UnitRow
from edudesk.checks.rules.campaigns import inspectors_of, inspectors_text
from edudesk.checks.rules.sheets import Finding
from edudesk.checks.service.planning import proposed
from tests.checks.checking import TERM, YEAR, filled
from tests.checks.test_entry_page import page, sheets_of
from tests.seat import Seat

__all__ = ["page"]  # the fixture


def check(seat: Seat, page: EntryPage, **more: object) -> list[UnitRow]:
    """Another published check, in the form; its queue."""
    draft = CampaignDraft(kind="FD", title="11月辅导检查", school_year=YEAR, term=TERM)
    days = {"begins": "2026-11-16", "ends": "2026-11-27"}
    draft = replace(draft, **{**days, "subjects": "语文", "grades": "三年级", **more})  # type: ignore[arg-type]
    campaigns = seat.desk.campaigns
    row = campaigns.add(draft)
    campaigns.publish(row.id, proposed(campaigns.context, draft)[:3])
    seat.wait()
    page.open_check(row.id)
    return campaigns.units(row.id)


def type_as(page: EntryPage, name: str) -> None:
    page.form.head.inspector.show_text(name)
    page._hand_over()
    page.form.rows[1].press(4)
    page.side.highlights.setPlainText("计划具体")


def test_a_draft_under_another_name_than_the_one_it_was_given_to_is_found_again(page: EntryPage, seat: Seat):
    assert page.sight.unit is not None
    unit, given = page.sight.unit.id, page.form.head.inspector.typed()
    other = next(one for one in ("许莉", "李静") if one != given)
    type_as(page, other)
    page.go_forward()
    page.go_back()
    assert (page.form.head.inspector.typed(), page.side.highlights.toPlainText()) == (other, "计划具体")
    page.check.read()  # as the program does when it begins
    page._last_inspector = ""
    page.show_unit(unit)
    assert (page.form.head.inspector.typed(), page.side.highlights.toPlainText()) == (other, "计划具体")


def test_without_any_inspector_a_draft_is_found_by_who_typed_it(page: EntryPage, seat: Seat):
    unit, *others = check(seat, page)
    type_as(page, "区督学王老师")
    page.show_unit(others[0].id)
    page.side.highlights.setPlainText("没有写检查人")
    page.open_check(unit.campaign_id)
    page.show_unit(unit.id)
    shown = page.form.head.inspector.typed(), page.side.highlights.toPlainText()
    assert shown == ("区督学王老师", "计划具体")
    page.open_check(unit.campaign_id)
    page.show_unit(others[0].id)
    assert page.side.highlights.toPlainText() == "没有写检查人"


def test_of_two_inspectors_the_one_whose_draft_is_there_is_asked_first(page: EntryPage, seat: Seat):
    known = inspectors_of(page.check.campaigns[0])
    unit, other, _ = check(seat, page, inspectors=inspectors_text(known[:2]), per_unit=2)
    first, second = (one.name for one in known[:2])
    assert page.form.head.inspector.typed() == first
    type_as(page, second)
    page.show_unit(other.id)
    page.show_unit(unit.id)
    assert (page.form.head.inspector.typed(), page.side.highlights.toPlainText()) == (second, "计划具体")
    form = page.check.form_of(unit)
    seat.desk.sheets.submit(unit.id, filled(form, inspector=first, inspector_id=known[0].id))
    seat.wait()
    page.show_unit(other.id)
    page.show_unit(unit.id)
    assert page.side.highlights.toPlainText() == "计划具体"


@pytest.mark.parametrize("settled", [True, False])
def test_a_sheet_that_is_saved_again_keeps_its_problems(page: EntryPage, seat: Seat, settled: bool):
    assert page.sight.unit is not None
    unit = page.sight.unit
    form, who = page.check.form_of(unit), page.form.head.inspector.typed()
    sheet = filled(form, inspector=who, inspector_id=page.sight.key_of(who), problems="名单未更新\n缺一课时")
    findings = (Finding("名单未更新"),) if settled else None
    stored = seat.desk.sheets.submit(unit.id, replace(sheet, findings=findings))
    if settled:
        (line,) = [one for one in seat.desk.check_problems.of_sheet(stored.id) if not one.item]
        seat.desk.check_problems.mend(line.id, "已更新", "2026-11-19")
        seat.desk.check_problems.look_again(line.id, passed=True, on="2026-11-20", again="乙")
    seat.wait()
    page.show_unit(unit.id)
    assert page.side.kept[-1] == "缺一课时"
    assert "名单未更新" in page.side.kept
    page.form.rows[1].press(4)
    page.flush()  # as a draft, too
    page.show_unit(page.check.standings[1].unit.id)
    page.show_unit(unit.id)
    page.save_and_next()
    seat.wait()
    assert seat.said.heard()[0].startswith("notice: 已保存")
    (after,) = sheets_of(seat, unit.id)
    assert after.score != stored.score
    assert after.problems == "名单未更新\n缺一课时"
    lines = [one for one in seat.desk.check_problems.of_sheet(stored.id) if not one.item]
    assert [one.status for one in lines] == (["销号"] if settled else [])
    page.show_unit(unit.id)
    page.side._forget("缺一课时")
    page.save_and_next()
    seat.wait()
    assert sheets_of(seat, unit.id)[0].problems == "名单未更新"
    seat.said.heard()


def test_the_class_stands_in_the_queue_where_one_class_is_looked_at(page: EntryPage, seat: Seat):
    first, *_ = check(seat, page)
    assert first.classes
    assert page.queue.list.item(0).text() == f"{first.name} {first.classes} 语文 待查"
    assert "班级" in page.queue.search.placeholderText()
    room = next(one for one in check(seat, page, kind="GS", title="教室", subjects="") if one.teacher_id)
    texts = [page.queue.list.item(place).text() for place in range(page.queue.list.count())]
    assert f"{room.name} {room.classes} 待查" in texts


def test_inspectors_far_apart_are_told_of_when_the_second_sheet_is_saved(page: EntryPage, seat: Seat):
    known = inspectors_of(page.check.campaigns[0])
    unit, *_ = check(seat, page, inspectors=inspectors_text(known[:2]), per_unit=2)
    form = page.check.form_of(unit)
    seat.desk.sheets.submit(unit.id, filled(form, 0, inspector=known[0].name, inspector_id=known[0].id))
    second = filled(form, 3, inspector=known[1].name, inspector_id=known[1].id)
    seat.desk.sheets.keep_draft(unit.id, known[1].name, second)
    page.open_check(unit.campaign_id)
    page.show_unit(unit.id)
    page.save_and_next()
    seat.wait()
    (told,) = seat.said.heard()
    assert told.startswith(f"notice: 已保存 {unit.name}")
    assert "各检查人相差" in told
    assert told.endswith("分，请组长复核。")
