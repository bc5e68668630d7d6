"""What can hardly be meant is not stored: days of another school year, numbers no school has, a check of who is 免检."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from edudesk.base.errors import UserError
from edudesk.checks.pages.entry.page import EntryPage
from edudesk.checks.rows.campaigns import CampaignRow, UnitRow
from edudesk.checks.rows.patrols import PatrolDraft
from edudesk.checks.rules.plausible import doubts, number_problems
from edudesk.checks.rules.sheets import Finding
from edudesk.checks.service.patrols import PatrolService
from edudesk.checks.service.problems import ProblemService
from edudesk.store.context import Context
from tests.checks.checking import CHECK, FORMS, YEAR, Office, filled
from tests.checks.test_entry_page import Keyboard, page, sheets_of, type_sheet
from tests.gui import Said
from tests.seat import Seat
from tests.tables import each

__all__ = ["page"]  # the fixture

LESSONS = FORMS["BK01"]


@pytest.fixture
def office(context: Context) -> Office:
    return Office(context)


@pytest.fixture
def campaign(office: Office) -> CampaignRow:
    return office.publish()


@pytest.fixture
def unit(office: Office, campaign: CampaignRow) -> UnitRow:
    return office.unit(campaign, "李静")


@pytest.mark.parametrize("day", ["1999-01-01", "2030-01-01", "2026-07-31", "2027-09-01"])
def test_a_sheet_is_of_a_day_of_the_school_year(
    office: Office, campaign: CampaignRow, unit: UnitRow, day: str
):
    with pytest.raises(UserError) as error:
        office.sheets.submit(unit.id, filled(on=day))
    assert [(one.key, one.text) for one in error.value.problems] == [
        ("on", f"检查日期“{day}”不在 2026—2027 学年。")
    ]
    with pytest.raises(UserError, match="李静的记录还不能提交"):
        office.sheets.record(campaign.id, {unit.id: filled(on=day)})
    assert office.sheets.of_campaign(campaign.id) == []


def test_a_late_sheet_of_the_same_year_is_stored(office: Office, unit: UnitRow):
    assert office.sheets.submit(unit.id, filled(on="2027-07-20")).on == "2027-07-20"


def test_what_is_made_up_for_after_the_summer_belongs_to_the_second_term(office: Office):
    spring = office.publish(
        replace(CHECK, title="6月备课检查", term="第二学期", begins="2027-06-14", ends="2027-06-18")
    )
    unit = office.unit(spring, "李静")
    for day in ("2026-06-30", "2027-11-01", "2028-09-10"):
        with pytest.raises(UserError):
            office.sheets.submit(unit.id, filled(on=day))
    kept = office.sheets.submit(unit.id, filled(on="2027-09-06"))
    assert (kept.on, kept.school_year, kept.term) == ("2027-09-06", YEAR, "第二学期")


@each(
    ("form", "key", "value", "told"),
    [
        ("BK01", "lessons_done", 5 * 10**23, "实备课时应在 0—99999 之间。"),
        ("BK01", "lessons_done", -1, "实备课时不能小于 0。"),
        ("ZL01", "pass_rate", "一百二", "合格率“一百二”不是数。"),
        ("ZL01", "pass_rate", "120", "合格率应在 0—100 之间。"),
        ("ZL01", "pass_rate", "-1", "合格率应在 0—100 之间。"),
        ("ZL01", "mean", "NaN", "平均分“NaN”不是数。"),
    ],
)
def test_numbers_that_no_school_has_are_told(form: str, key: str, value: object, told: str):
    problems = number_problems(FORMS[form], {key: value})
    assert [(one.key, one.text) for one in problems] == [(key, told)]


@each("value", ["96.5", "９６．５", "96.5%", "100", "0"])
def test_numbers_as_people_write_them_are_fine(value: str):
    assert number_problems(FORMS["ZL01"], {"pass_rate": value}) == ()


def test_a_sheet_with_an_impossible_number_is_not_stored(office: Office, unit: UnitRow):
    with pytest.raises(UserError) as error:
        office.sheets.submit(unit.id, filled(counts={"lessons_due": 8, "lessons_done": 5 * 10**23}))
    assert "实备课时应在 0—99999 之间。" in [one.text for one in error.value.problems]


def test_what_may_be_a_slip_is_asked_once():
    today = date(2026, 11, 22)
    assert doubts(LESSONS, "2026-11-22", {}, today) == ()
    assert doubts(LESSONS, "2026-11-23", {}, today) == ("检查日期 2026-11-23 还没有到。",)
    odd = {"lessons_due": 8, "lessons_done": 80}
    assert doubts(LESSONS, "2026-11-22", odd, today) == ("实备课时 80 超过应备课时 8 的两倍。",)
    assert doubts(LESSONS, "2026-11-22", {"lessons_due": 32, "lessons_done": 33}, today) == ()
    heard = {"pupils_present": 40, "took_part": 41}
    assert doubts(FORMS["TK01"], "2026-11-22", heard, today) == ("参与人数 41 超过实到人数 40。",)
    assert doubts(FORMS["TK01"], "2026-11-22", heard | {"took_part": 40}, today) == ()


@pytest.mark.parametrize("state", ["免检", "不参评"])
def test_who_is_exempt_gets_no_sheet_without_a_word(
    office: Office, campaign: CampaignRow, unit: UnitRow, state: str
):
    office.campaigns.set_unit(unit.id, state, reason="上期优秀")
    with pytest.raises(UserError, match=f"李静在这次检查里是“{state}”，记录不会计分") as error:
        office.sheets.submit(unit.id, filled())
    assert "应检" in error.value.hint
    with pytest.raises(UserError, match=f"“{state}”"):
        office.sheets.record(campaign.id, {unit.id: filled()})
    office.campaigns.set_unit(unit.id, "应检")
    assert office.sheets.submit(unit.id, filled()).grade == "良好"


@pytest.mark.parametrize(
    ("done_on", "told"),
    [
        ("2000-01-01", "完成日期早于检查日期"),
        ("2030-01-01", "完成日期“2030-01-01”离检查日期两年以上"),
    ],
)
def test_mending_is_done_after_the_check(office: Office, unit: UnitRow, done_on: str, told: str):
    problems = ProblemService(office.context)
    sheet = office.sheets.submit(unit.id, filled(findings=(Finding("反思流于形式"),)))
    (line,) = problems.of_sheet(sheet.id)
    with pytest.raises(UserError) as error:
        problems.mend(line.id, "已补写", done_on)
    assert error.value.problems[0].text.startswith(told)
    with pytest.raises(UserError):
        problems.look_again(line.id, passed=True, on="2031-01-01", again="许莉")
    with pytest.raises(UserError):
        problems.close_many([line.id], on="2031-01-01", again="许莉")
    assert problems.get(line.id) == line


def test_an_event_of_another_age_is_not_stored(office: Office):
    event = PatrolDraft(day="2099-01-01", class_name="六（1）班", inspector="沈婷", code="K1")
    with pytest.raises(UserError) as error:
        PatrolService(office.context).add(event)
    assert [one.text for one in error.value.problems] == ["日期“2099-01-01”不像是真的，请核对年份。"]


def test_the_page_asks_once_about_a_day_to_come(page: EntryPage, seat: Seat, said: Said, qtbot: Any):
    unit = page.sight.unit
    assert unit is not None
    type_sheet(Keyboard(qtbot))
    year = page.check.campaigns[0].school_year
    page.form.head.day.show_text(f"{year[5:]}-07-30")
    page.save_and_next()
    assert sheets_of(seat, unit.id) == []
    assert "还没有保存：有的内容请核对。没有问题就再保存一次。" in seat.words(page.form)
    assert f"检查日期 {year[5:]}-07-30 还没有到。" in seat.words(page.form)
    page.save_and_next()
    assert [one.on for one in sheets_of(seat, unit.id)] == [f"{year[5:]}-07-30"]
    said.heard()


def test_the_page_says_that_who_is_exempt_is_not_checked(page: EntryPage, seat: Seat, said: Said, qtbot: Any):
    unit = page.sight.unit
    assert unit is not None
    seat.desk.campaigns.set_unit(unit.id, "免检", reason="名师")
    seat.wait()
    page.show_unit(unit.id)
    type_sheet(Keyboard(qtbot))
    page.save_and_next()
    assert sheets_of(seat, unit.id) == []
    assert "记录不会计分" in seat.words(page.form)
    said.heard()
