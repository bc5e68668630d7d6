"""What 单项检查记录表 and 个人反馈单 say of re-checks, several inspectors and vetoes (R2, R6, R7, R10)."""

from dataclasses import replace
from itertools import pairwise

import pytest

from edudesk.base.form import FormBook
from edudesk.base.masking import Audience
from edudesk.checks.reports.catalogue import sheet
from edudesk.checks.rows.campaigns import CampaignRow, UnitRow
from edudesk.checks.rows.sheets import Hit
from edudesk.store.context import Context
from tests.checks.checking import FORMS, Office, filled
from tests.checks.test_sheets import facts_of

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
