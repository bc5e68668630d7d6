"""What 单项检查记录表 and 个人反馈单 say of re-checks, several inspectors and vetoes (R2, R6, R7, R10)."""

from dataclasses import replace
from itertools import pairwise

import pytest

from edudesk.base.form import FormBook
from edudesk.base.masking import Audience
from edudesk.base.report import Report
from edudesk.checks.forms.points import rounded
from edudesk.checks.forms.standards import PATROL
from edudesk.checks.reports.catalogue import sheet
from edudesk.checks.rows.campaigns import CampaignRow, UnitRow
from edudesk.checks.rows.sheets import Hit
from edudesk.checks.service.standards import StandardService
from edudesk.store.context import Context
from tests.checks.checking import CHECK, FORMS, Office, filled
from tests.checks.test_sheets import facts_of, lines

FORM = FORMS["BK01"]


@pytest.fixture
def office(context: Context) -> Office:
    return Office(context)


@pytest.fixture
def campaign(office: Office) -> CampaignRow:
    return office.publish()


@pytest.fixture
def unit(office: Office, campaign: CampaignRow) -> UnitRow:
    return office.unit(campaign, "李静")


def pages(office: Office, key: str, campaign: CampaignRow) -> list[tuple[str, dict[str, str]]]:
    """(title, label -> what stands beside it) of each form of a paper."""
    made = sheet(key).build(facts_of(office, campaign_id=campaign.id), Audience.INTERNAL)
    assert isinstance(made, FormBook)
    found = []
    for form in made.forms:
        cells = [cell.text for row in form.rows for cell in row.cells]
        found.append((form.title, dict(pairwise(cells))))
    return found


def test_a_re_check_is_printed_with_both_scores_and_its_own_heading(
    office: Office, campaign: CampaignRow, unit: UnitRow
):
    first = office.sheets.submit(unit.id, filled(FORM, 3, inspector="许莉"))
    again = office.sheets.submit(
        unit.id, filled(FORM, 0, inspector="许莉", on="2026-11-20", first_id=first.id)
    )
    assert (first.grade, again.grade) == ("不合格", "优秀")
    assert [title for title, _ in pages(office, "records", campaign)] == [FORM.title, f"{FORM.title}（复查）"]
    (_, told) = pages(office, "slips", campaign)[0]
    assert told["得分"] == f"{first.score}→80（复查） 良好"


def test_two_inspectors_get_one_grade_that_of_their_mean(
    office: Office, campaign: CampaignRow, unit: UnitRow
):
    best = office.sheets.submit(unit.id, filled(FORM, 0, inspector="许莉"))
    worst = office.sheets.submit(unit.id, filled(FORM, 3, inspector="单国平"))
    (_, told) = pages(office, "slips", campaign)[0]
    assert (best.grade, worst.grade) == ("优秀", "不合格")
    mean = (best.score + worst.score) / 2
    assert told["得分"].startswith(f"{mean:.1f}（")
    assert told["得分"].endswith(f" {next(one.name for one in FORM.levels if mean >= one.least)}")


def test_a_re_check_of_one_of_two_inspectors_is_told_within_the_mean(
    office: Office, campaign: CampaignRow, unit: UnitRow
):
    first = office.sheets.submit(unit.id, filled(FORM, 2, inspector="许莉"))
    other = office.sheets.submit(unit.id, filled(FORM, 2, inspector="单国平"))
    again = {"on": "2026-11-20", "first_id": first.id}
    office.sheets.submit(unit.id, filled(FORM, 0, inspector="许莉", **again))
    (_, told) = pages(office, "slips", campaign)[0]
    mean = rounded((80 + other.score) / 2)
    assert told["得分"] == f"{mean}（{first.score}→80（复查）、{other.score:.1f} 平均） 合格"


def test_a_veto_is_called_proven_when_somebody_confirmed_it(
    office: Office, campaign: CampaignRow, unit: UnitRow
):
    veto = FORM.vetoes[0].key
    found = replace(filled(FORM, 0, inspector="许莉"), hits=(Hit(veto, "没有带教案"),))
    row = office.sheets.submit(unit.id, found)
    (_, told) = pages(office, "records", campaign)[0]
    assert "【待确认，未计入：没有带教案】" in told["一票否决"]
    office.sheets.decide_veto(row.id, veto, "周敏华")
    (_, told) = pages(office, "records", campaign)[0]
    assert "【查实（周敏华确认）：没有带教案】" in told["一票否决"]


def test_everything_that_is_written_down_by_hand_has_an_empty_sheet(office: Office, campaign: CampaignRow):
    titles = [title for title, _ in pages(office, "blank", campaign)]
    assert len(titles) == len(set(titles)) == len(FORMS) + 2
    assert {form.title for form in FORMS.values()} | {"巡课登记表", "听课笔记检查表"} == set(titles)


def test_empty_sheets_are_of_forms_that_are_in_force(office: Office, campaign: CampaignRow):
    office.forms.switch("FD01", is_off=True)
    office.forms.save(replace(FORMS["BK01"], title="备课检查表（新）"), "下学年启用", since="2099-09-01")
    titles = [title for title, _ in pages(office, "blank", campaign)]
    assert FORMS["FD01"].title not in titles
    assert (FORMS["BK01"].title in titles, "备课检查表（新）" in titles) == (True, False)


def test_the_empty_sheets_go_by_the_lists_of_the_school(office: Office, campaign: CampaignRow):
    standards = StandardService(office.context)
    cases = standards.now()[PATROL]
    late = {"text": "课前两分钟没有到位", "points": "0.2"}
    standards.save(replace(cases, lines=(*cases.lines[:1], late)))
    facts = replace(facts_of(office, campaign_id=campaign.id), lists=standards.lists())
    made = sheet("blank").build(facts, Audience.INTERNAL)
    assert isinstance(made, FormBook)
    rounds = next(form for form in made.forms if form.title == "巡课登记表")
    assert [cell.text for cell in rounds.rows[-1].cells] == [
        "代码与扣分",
        "K0 正常、亮点（0）；K10 课前两分钟没有到位（0.2）",
    ]


def test_without_a_check_chosen_papers_are_about_all_of_the_term(office: Office, campaign: CampaignRow):
    october = office.publish(replace(CHECK, title="10月备课检查", begins="2026-10-12", ends="2026-10-16"))
    for check, day in ((october, "2026-10-13"), (campaign, "2026-11-18")):
        office.sheets.submit(office.unit(check, "李静").id, filled(FORM, on=day))
    facts = facts_of(office)
    for key in ("records", "slips"):
        made = sheet(key).build(facts, Audience.INTERNAL)
        assert isinstance(made, FormBook)
        assert len(made.forms) == 2
        assert len(pages(office, key, october)) == 1
    records = sheet("records").build(facts, Audience.INTERNAL)
    assert isinstance(records, FormBook)
    assert [form.right.partition("　")[2] for form in records.forms] == [
        "第1次　10月备课检查",
        "第2次　11月备课检查",
    ]
    plans = sheet("lessons").build(facts, Audience.INTERNAL)
    assert isinstance(plans, Report)
    assert [row[1] for row in plans.rows] == ["备课 10月", "备课 11月"]
    assert plans.notes[0].startswith(
        "检查：第1次 10月备课检查（2026-10-12—2026-10-16）、第2次 11月备课检查（"
    )
    one = sheet("lessons").build(facts_of(office, campaign_id=october.id), Audience.INTERNAL)
    assert isinstance(one, Report)
    assert (len(one.rows), one.columns[1].title) == (1, "教师")


def test_what_was_good_in_a_lesson_is_asked_once_and_reaches_every_paper(office: Office):
    lesson = FORMS["TK01"]
    assert [field.title for field in lesson.head][-1] == "教师自评"
    campaign = office.publish(replace(CHECK, kind="TK", title="11月听课"))
    words = {"highlights": "板书好", "advice": "少讲", "counts": {"own_review": "时间紧", "topic": "观潮"}}
    # sheets of the first versions, and old tables, have them among the counts
    old = {"counts": {"strengths": "板书好", "advice": "少讲", "own_review": "时间紧", "topic": "观潮"}}
    office.sheets.submit(office.unit(campaign, "李静").id, filled(lesson, **words))
    office.sheets.submit(office.unit(campaign, "沈婷").id, filled(lesson, **old))
    (_, slip), (_, other) = pages(office, "slips", campaign)
    for told in (slip, other):
        assert (told["值得肯定"], told["整改要求与期限"], told["教师自评"]) == ("板书好", "少讲", "时间紧")
    (_, record), _ = pages(office, "records", campaign)
    assert (record["主要优点"], record["改进建议"], "亮点" in record) == ("板书好", "少讲", False)
    for row in lines(sheet("lessons_heard").build(facts_of(office), Audience.INTERNAL)):
        assert (row["亮点"], row["建议"], row["教师自评"]) == ("板书好", "少讲", "时间紧")
