"""抽查本数: told beside each rate, and when it is not as many as of the others in a check (教学常规检查 2)."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from edudesk.base.masking import Audience
from edudesk.base.report import Report
from edudesk.checks.pages.entry.open_check import OpenCheck
from edudesk.checks.reports.catalogue import sheet
from edudesk.checks.rows.campaigns import CampaignRow
from edudesk.checks.rules.indicators import indicators, rate
from edudesk.checks.rules.plausible import doubts
from edudesk.checks.rules.sampled import uneven_words, usual_books
from edudesk.store.context import Context
from tests.checks.checking import CHECK, FORMS, Office, filled
from tests.checks.test_sheets import facts_of

HOMEWORK = FORMS["ZY01"]
DAY = date(2026, 11, 18)


@pytest.fixture
def office(context: Context) -> Office:
    return Office(context)


def looked_at(office: Office, books: Mapping[str, int]) -> CampaignRow:
    """A check of homework: name of the teacher -> books looked at in the first class, all but one marked."""
    check = office.publish(replace(CHECK, kind="ZY", title="11月作业检查"))
    for name, number in books.items():
        counts = {"books_sampled": number, "books_fully_marked": number - 1}
        office.sheets.submit(office.unit(check, name).id, filled(HOMEWORK, counts=counts))
    return check


def test_as_many_as_of_the_others_else_as_the_form_asks_for(office: Office):
    check = looked_at(office, {"周敏华": 8, "李静": 8, "沈婷": 6})
    sheets = office.sheets.of_campaign(check.id)
    assert usual_books(HOMEWORK, []) == 6
    assert usual_books(HOMEWORK, sheets) == 8
    assert usual_books(FORMS["TK01"], []) == 0
    told = uneven_words({("ZY01", 1): HOMEWORK}, sheets)
    assert told == "抽查数量不一致：8 的有 2 份，其余 1 份为 6"
    assert uneven_words({("ZY01", 1): HOMEWORK}, sheets[:2]) == ""


def test_another_number_is_told_before_it_is_stored():
    assert doubts(HOMEWORK, "2026-11-18", {"books_sampled": 4}, DAY, 6) == (
        "抽查本数 4，这次检查其他人是 6：抽查一样多才好比较。",
    )
    assert doubts(HOMEWORK, "2026-11-18", {"books_sampled": 6}, DAY, 6) == ()
    assert doubts(HOMEWORK, "2026-11-18", {"books_sampled": 4}, DAY) == ()


def test_a_rate_stands_beside_what_it_comes_from(office: Office):
    check = looked_at(office, {"周敏华": 8, "李静": 6})
    whole = next(one for one in indicators() if one.key == "fully_marked")
    told = rate(whole, office.sheets.of_campaign(check.id))
    assert told.words == "85.7%（抽查本数 14）"
    facts = facts_of(office, campaign_id=check.id)
    made = sheet("rates").build(facts, Audience.INTERNAL)
    assert isinstance(made, Report)
    heads = [column.title for column in made.columns]
    assert heads[2:4] == ["应备课时", "备课完成率（%）"]
    place = heads.index("抽查本数")
    assert heads[place + 1 : place + 3] == ["全批全改率（%）", "差错率（处/本）"]
    assert heads.count("抽查本数") == 1
    assert [row[place] for row in made.rows] == [14, 8, 6]
    assert "全批全改率 85.7%（抽查本数 14）" in str(sheet("notice").build(facts, Audience.INTERNAL))
    homework = sheet("homework").build(facts, Audience.INTERNAL)
    assert isinstance(homework, Report)
    assert "11月作业检查抽查数量不一致：" in "".join(homework.notes)


def test_the_entry_page_looks_at_the_others_of_the_check(seat):  # type: ignore[no-untyped-def]
    (check,) = [row for row in seat.desk.campaigns.rows() if row.title == "10月作业检查"]
    opened = OpenCheck(seat.desk)
    opened.open(check.id)
    opened.read()
    unit = opened.standings[0].unit
    others = [one for one in seat.desk.sheets.of_campaign(check.id) if one.unit_id != unit.id]
    assert opened.books_beside(unit) == usual_books(opened.form_of(unit), others) > 0
