"""异议与更正 (5.4): what changes a score that was handed in says why, and the old score stays readable."""

from dataclasses import replace

import pytest

from edudesk.base import clock
from edudesk.base.errors import UserError
from edudesk.checks.forms.scoring import Answer
from edudesk.checks.rows.campaigns import CampaignRow, UnitRow
from edudesk.checks.rows.corrections import Correction, corrections_of, corrections_text
from edudesk.checks.rows.sheets import Hit, SheetRow
from edudesk.checks.rules.sheets import Filled, Finding, filled_of
from edudesk.checks.service.problems import ProblemService
from edudesk.store.context import Context
from edudesk.store.timeline import Timeline
from tests.checks.checking import Office, filled, points

Told = list[tuple[str, str, str, str, str]]


@pytest.fixture
def office(context: Context) -> Office:
    return Office(context)


@pytest.fixture
def campaign(office: Office) -> CampaignRow:
    return office.publish()


@pytest.fixture
def unit(office: Office, campaign: CampaignRow) -> UnitRow:
    return office.unit(campaign, "李静")


def report(office: Office, campaign: CampaignRow) -> None:
    """On to 已通报."""
    for status in ("已汇总", "已通报"):
        office.campaigns.move(campaign.id, status)


def told(sheet: SheetRow) -> Told:
    return [(one.act, one.field, one.change, one.words, one.by) for one in sheet.corrections]


def with_points(sheet: SheetRow, key: str, text: str) -> Filled:
    """The stored sheet with other points for one item."""
    shown = filled_of(sheet)
    return replace(shown, answers={**shown.answers, key: Answer(points(text), reason="按现场")})


def test_an_objection_that_is_right_keeps_words_figures_and_who_decided(office: Office, unit: UnitRow):
    sheet = office.sheets.submit(unit.id, filled())
    assert office.sheets.feed_back([sheet.id]) == 1
    sheet = office.sheets.answer(sheet.id, agrees=False, words="进度早于授课一周", item="第 2 项“数量进度”")
    assert sheet.status == "有异议"
    changed = with_points(sheet, "BK01-2", "10")
    with pytest.raises(UserError, match="更正需要写明理由") as error:
        office.sheets.submit(unit.id, changed, sheet.version)
    assert [problem.key for problem in error.value.problems] == ["reason"]
    sheet = office.sheets.submit(unit.id, changed, sheet.version, reason="复核进度表属实", by="蒋建明")
    assert (sheet.status, sheet.score, sheet.score_words) == ("定稿", 87, "85.5→87（更正）")
    assert told(sheet) == [
        ("异议", "第 2 项“数量进度”", "", "进度早于授课一周", "李静"),
        ("更正", "第 2 项“数量进度”", "8.5→10", "复核进度表属实", "蒋建明"),
        ("更正", "得分", "85.5→87", "复核进度表属实", "蒋建明"),
    ]
    assert {one.on for one in sheet.corrections} == {clock.today().isoformat()}
    assert not any(one.changes_paper for one in sheet.corrections)  # nothing was 通报 yet


def test_an_objection_that_is_not_right_stays_beside_the_decision(office: Office, unit: UnitRow):
    sheet = office.sheets.submit(unit.id, filled())
    sheet = office.sheets.answer(sheet.id, agrees=False, words="第 3 项有进度表")
    with pytest.raises(UserError, match="有异议") as error:
        office.sheets.answer(sheet.id, agrees=True)
    assert "裁定" in error.value.hint
    with pytest.raises(UserError, match="理由"):
        office.sheets.settle(sheet.id, " ")
    sheet = office.sheets.settle(sheet.id, "进度表在检查后补交", by="蒋建明")
    assert (sheet.status, sheet.score_words) == ("定稿", "85.5")
    assert told(sheet) == [
        ("异议", "", "", "第 3 项有进度表", "李静"),
        ("维持", "", "", "进度表在检查后补交", "蒋建明"),
    ]


def test_a_teacher_agrees_and_a_later_change_of_the_score_says_why(office: Office, unit: UnitRow):
    sheet = office.sheets.submit(unit.id, filled())
    sheet = office.sheets.answer(sheet.id, agrees=True)
    assert sheet.status == "已确认"
    with pytest.raises(UserError, match="理由"):
        office.sheets.submit(unit.id, with_points(sheet, "BK01-2", "5"), sheet.version)
    sheet = office.sheets.submit(unit.id, with_points(sheet, "BK01-2", "5"), sheet.version, reason="错看")
    assert (sheet.status, sheet.score_words) == ("已提交", "85.5→82（更正）")


def test_after_the_report_every_correction_adds_to_the_ones_before(
    office: Office, campaign: CampaignRow, unit: UnitRow
):
    sheet = office.sheets.submit(unit.id, filled())
    report(office, campaign)
    sheet = office.sheets.submit(unit.id, with_points(sheet, "BK01-2", "5"), sheet.version, reason="错看")
    words = replace(filled_of(sheet), highlights="单元整体设计突出")
    sheet = office.sheets.submit(unit.id, words, sheet.version, reason="补记亮点")
    sheet = office.sheets.submit(unit.id, with_points(sheet, "BK01-2", "10"), sheet.version, reason="再核")
    assert sheet.score_words == "85.5→87（更正）"
    assert [(one.act, one.field, one.change, one.words) for one in sheet.corrections] == [
        ("更正", "第 2 项“数量进度”", "8.5→5", "错看"),
        ("更正", "得分", "85.5→82", "错看"),
        ("更正", "文字", "", "补记亮点"),
        ("更正", "第 2 项“数量进度”", "5→10", "再核"),
        ("更正", "得分", "82→87", "再核"),
    ]
    assert all(one.changes_paper for one in sheet.corrections)


def test_after_the_report_a_second_inspector_says_why(office: Office, campaign: CampaignRow, unit: UnitRow):
    office.sheets.submit(unit.id, filled(place=0))
    report(office, campaign)
    second = filled(place=3, inspector="区督学")
    with pytest.raises(UserError, match="检查已经通报"):
        office.sheets.submit(unit.id, second)
    with pytest.raises(UserError, match="已通报"):  # nor all at once
        office.sheets.record(campaign.id, {unit.id: second})
    sheet = office.sheets.submit(unit.id, second, reason="区里复核")
    assert told(sheet) == [("补录", "得分", "100→75", "区里复核", "区督学")]
    assert sheet.corrections[0].changes_paper


def test_after_the_report_a_re_check_and_who_was_away_need_no_reason(
    office: Office, campaign: CampaignRow, unit: UnitRow
):
    first = office.sheets.submit(unit.id, filled(place=3))
    report(office, campaign)
    again = office.sheets.submit(unit.id, filled(place=0, first_id=first.id, on="2026-11-25"))
    assert again.corrections == ()
    late = office.sheets.submit(office.unit(campaign, "沈婷").id, filled())
    assert told(late) == [("补录", "得分", "无→85.5", "", "许莉")]
    other = office.unit(campaign, "周敏华")
    office.sheets.record(campaign.id, {other.id: filled()})
    (sheet,) = [one for one in office.sheets.of_campaign(campaign.id) if one.unit_id == other.id]
    assert told(sheet) == [("补录", "得分", "无→85.5", "", "许莉")]


def test_after_the_report_a_veto_is_confirmed_with_a_reason_that_is_kept(
    office: Office, campaign: CampaignRow, unit: UnitRow
):
    sheet = office.sheets.submit(unit.id, filled(hits=(Hit("V1", "无教案上课"),)))
    report(office, campaign)
    with pytest.raises(UserError, match="检查已经通报") as error:
        office.sheets.decide_veto(sheet.id, "V1", "周敏华")
    assert [problem.key for problem in error.value.problems] == ["reason"]
    sheet = office.sheets.decide_veto(sheet.id, "V1", "周敏华", "核对课堂录像")
    assert (sheet.score, sheet.score_words) == (59, "85.5→59（更正）")
    assert told(sheet) == [("确认否决", "得分", "85.5→59", "核对课堂录像", "周敏华")]
    sheet = office.sheets.decide_veto(sheet.id, "V1", "", "教案在组长处")
    assert sheet.score_words == "85.5（更正）"
    assert told(sheet)[1:] == [("撤回否决", "得分", "59→85.5", "教案在组长处", "")]


def test_a_deleted_sheet_goes_with_its_re_checks_and_its_lines_and_comes_back(
    office: Office, unit: UnitRow, context: Context
):
    problems = ProblemService(context)
    first = office.sheets.submit(unit.id, filled(place=3, findings=(Finding("反思流于形式"),)))
    office.sheets.submit(unit.id, filled(place=3, first_id=first.id, on="2026-11-25", findings=()))
    assert problems.of_sheet(first.id)
    office.sheets.put_away([first.id])
    assert office.sheets.of_campaign(first.campaign_id) == []
    assert problems.of_sheet(first.id) == []
    Timeline(context).undo()
    assert len(office.sheets.of_campaign(first.campaign_id)) == 2
    assert problems.of_sheet(first.id)


def test_a_deleted_re_check_leaves_its_problems_to_be_mended(office: Office, unit: UnitRow, context: Context):
    problems = ProblemService(context)
    first = office.sheets.submit(unit.id, filled(findings=(Finding("反思流于形式"),)))
    (line,) = problems.of_sheet(first.id)
    problems.mend(line.id, "已补写", "2026-11-20")
    again = office.sheets.submit(unit.id, filled(place=0, first_id=first.id, on="2026-11-25", findings=()))
    assert problems.get(line.id).status == "销号"
    office.sheets.put_away([again.id])
    after = problems.get(line.id)
    assert (after.status, after.again_on, after.result) == ("已提交整改", "", "")


def test_after_the_report_a_deletion_says_why_and_is_remembered(
    office: Office, campaign: CampaignRow, unit: UnitRow
):
    sheet = office.sheets.submit(unit.id, filled())
    report(office, campaign)
    with pytest.raises(UserError, match="检查已经通报") as error:
        office.sheets.put_away([sheet.id])
    assert [problem.key for problem in error.value.problems] == ["reason"]
    office.sheets.put_away([sheet.id], reason="录错了人", by="许莉")
    (gone,) = office.sheets.removed(campaign.school_year, campaign.term)
    assert told(gone) == [("删除", "得分", "85.5→无", "录错了人", "许莉")]
    assert gone.corrections[0].changes_paper


def test_after_the_report_another_state_is_kept_with_the_sheet(
    office: Office, campaign: CampaignRow, unit: UnitRow
):
    sheet = office.sheets.submit(unit.id, filled())
    other = office.unit(campaign, "沈婷")
    office.campaigns.set_unit(other.id, "未交", reason="逾期")
    report(office, campaign)
    office.campaigns.set_unit(unit.id, "免检", reason="上期优秀")
    assert told(office.sheets.get(sheet.id)) == [("更正", "计入得分", "85.5→无", "上期优秀", "")]
    with pytest.raises(UserError, match="检查已经通报"):
        office.campaigns.set_unit(unit.id, "应检")
    office.campaigns.set_unit(unit.id, "应检", reason="免检有误")
    after = office.sheets.get(sheet.id)
    assert told(after)[1:] == [("更正", "计入得分", "无→85.5", "免检有误", "")]
    assert after.score_words == "85.5"
    with pytest.raises(UserError, match="检查已经通报"):
        office.campaigns.set_unit(other.id, "应检")


def test_what_is_archived_is_not_handed_out_any_more(office: Office, campaign: CampaignRow, unit: UnitRow):
    sheet = office.sheets.submit(unit.id, filled())
    report(office, campaign)
    office.campaigns.move(campaign.id, "归档")
    with pytest.raises(UserError, match="已归档"):
        office.sheets.feed_back([sheet.id])
    assert office.sheets.get(sheet.id).status == "已提交"


def test_a_correction_is_kept_as_it_is_and_an_old_sentence_is_still_read():
    lines = (
        Correction("异议", "2026-11-20", "李静", words="有进度表"),
        Correction("更正", "2026-11-21", "蒋建明", "得分", "97", "93.5", "复核", is_reported=True),
    )
    assert corrections_of(corrections_text(lines)) == lines
    assert lines[1].sentence == "2026-11-21 更正 得分 97→93.5：复核（蒋建明）"
    assert corrections_text(()) == ""
    assert corrections_of("") == ()
    (old,) = corrections_of("原 85.5 反思漏看两篇")
    assert (old.act, old.words, old.change) == ("更正", "原 85.5 反思漏看两篇", "")
