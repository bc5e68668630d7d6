"""整改台账 as people work on it: deadlines, what a form may not change, re-checks and vetoes that settle lines."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from edudesk.base.errors import UserError
from edudesk.checks.forms.scoring import Answer
from edudesk.checks.rows.campaigns import CampaignRow, UnitRow
from edudesk.checks.rows.problems import ProblemDraft, ProblemRow
from edudesk.checks.rows.sheets import Hit, SheetRow
from edudesk.checks.rules.sheets import Finding
from edudesk.checks.service.dues import CheckDues
from edudesk.checks.service.problems import ProblemService
from edudesk.checks.service.sheets import SheetService
from edudesk.store.attachments import Attachments
from edudesk.store.context import Context
from edudesk.store.rights import LOCAL_USER, Actor, Right
from edudesk.store.timeline import Timeline
from tests.checks.checking import TERM, YEAR, Office, filled

LINE = ProblemDraft(
    text="反思笼统", school_year=YEAR, term=TERM, found_on="2026-11-18", due="2026-11-25", owner_id="t1"
)


@pytest.fixture
def ledger(context: Context) -> ProblemService:
    return ProblemService(context)


@pytest.fixture
def line(ledger: ProblemService) -> ProblemRow:
    row = ledger.add(LINE)
    ledger.confirm([row.id])
    return ledger.get(row.id)


def test_a_deadline_is_put_off_with_a_reason_that_stays(ledger: ProblemService, line: ProblemRow):
    with pytest.raises(UserError) as error:
        ledger.put_off([line.id], "2026-12-02")
    assert [one.text for one in error.value.problems] == ["期限推后请写明理由。"]
    assert ledger.put_off([line.id], "2026-12-02", "外出培训一周") == 1
    ledger.put_off([line.id], "2026-12-05", "教研活动调整")
    row = ledger.get(line.id)
    assert row.due == "2026-12-05"
    assert row.extension == (
        "2026-11-25 延至 2026-12-02：外出培训一周\n2026-12-02 延至 2026-12-05：教研活动调整"
    )
    ledger.put_off([line.id], "2026-11-30")  # earlier needs none
    assert ledger.get(line.id).extension == row.extension


def test_many_deadlines_at_once_are_one_step(ledger: ProblemService, line: ProblemRow, context: Context):
    other = ledger.add(replace(LINE, text="缺二次备课", due=""))
    assert ledger.put_off([line.id, other.id], "2026-12-02", "统一到月末") == 2
    assert Timeline(context).entries()[0].title == "延期 反思笼统、缺二次备课 至 2026-12-02"
    assert [ledger.get(one).extension for one in (line.id, other.id)] == [
        "2026-11-25 延至 2026-12-02：统一到月末",
        "",
    ]
    Timeline(context).undo()
    assert [ledger.get(one).due for one in (line.id, other.id)] == ["2026-11-25", ""]


@pytest.mark.parametrize(
    ("due", "sentence"),
    [("", "请填写整改期限。"), ("2026-11-01", "“反思笼统”的检查日期在这个期限之后。")],
)
def test_a_deadline_that_cannot_be_is_refused(
    ledger: ProblemService, line: ProblemRow, due: str, sentence: str
):
    with pytest.raises(UserError) as error:
        ledger.put_off([line.id], due, "理由")
    assert error.value.problems[0].text == sentence


def test_what_is_settled_gets_no_other_deadline(ledger: ProblemService, line: ProblemRow):
    ledger.look_again(line.id, passed=True, on="2026-11-22", again="许莉")
    with pytest.raises(UserError) as error:
        ledger.put_off([line.id], "2026-12-02", "理由")
    assert error.value.problems[0].text == "其中有已销号或不成立的问题。"


@pytest.mark.parametrize(
    "values",
    [{"status": "销号"}, {"result": "通过"}, {"action": "补写"}, {"due": "2026-12-30"}, {"extension": "x"}],
    ids=str,
)
def test_a_form_does_not_go_round_the_states(
    ledger: ProblemService, line: ProblemRow, values: dict[str, object]
):
    with pytest.raises(UserError, match="不能这样改"):
        ledger.change(line.id, values)
    with pytest.raises(UserError, match="不能这样改"):
        ledger.change_many({line.id: values})
    assert ledger.get(line.id) == line
    ledger.change(line.id, {"category": "教学反思", "demand": "补写三篇", "due": "2026-11-24"})
    assert ledger.get(line.id).demand == "补写三篇"


def test_an_old_state_is_not_set_back_by_the_history(ledger: ProblemService, line: ProblemRow):
    ledger.look_again(line.id, passed=True, on="2026-11-22", again="许莉")
    seq = ledger.history(line.id)[0][0].seq
    with pytest.raises(UserError, match="不能这样改"):
        ledger.set_back(line.id, seq, ["status"])


def test_proof_comes_with_the_words(ledger: ProblemService, line: ProblemRow, context: Context):
    attachments = Attachments(context)
    photo = attachments.keep("补写的反思.jpg", b"jpeg")
    ledger.mend(line.id, "补写三篇课例分析", "2026-11-24", files=[photo])
    assert [one.name for one in attachments.of([line.id])[line.id]] == ["补写的反思.jpg"]
    Timeline(context).undo()
    assert attachments.of([line.id]) == {}
    assert ledger.get(line.id).status == "待整改"


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"on": ""}, "请填写复查日期。"),
        ({"on": "2026-11-10"}, "复查日期早于检查日期。"),
        ({"on": "2026-11-26", "due": "2026-11-25"}, "新的期限早于复查日期。"),
    ],
)
def test_a_second_look_has_a_day_that_can_be(
    ledger: ProblemService, line: ProblemRow, more: dict[str, str], sentence: str
):
    with pytest.raises(UserError) as error:
        ledger.look_again(line.id, passed=False, again="许莉", **more)
    assert error.value.problems[0].text == sentence


def test_what_was_done_is_said_with_the_second_look_where_nobody_had(
    ledger: ProblemService, line: ProblemRow
):
    closed = ledger.look_again(line.id, passed=True, on="2026-11-22", again="许莉", action="当面补写三篇")
    assert (closed.status, closed.action, closed.done_on) == ("销号", "当面补写三篇", "2026-11-22")
    ledger.reopen(line.id, "误点")
    ledger.mend(line.id, "补写三篇课例分析", "2026-11-24")
    told = ledger.look_again(line.id, passed=True, on="2026-11-25", again="许莉", action="另一句")
    assert (told.action, told.done_on) == ("补写三篇课例分析", "2026-11-24")


def test_what_was_closed_by_mistake_is_opened_again(ledger: ProblemService, line: ProblemRow):
    with pytest.raises(UserError, match="不用重新打开"):
        ledger.reopen(line.id, "误点")
    ledger.look_again(line.id, passed=True, on="2026-11-22", again="许莉")
    with pytest.raises(UserError, match="需要写明理由"):
        ledger.reopen(line.id, " ")
    row = ledger.reopen(line.id, "误点")
    assert (row.status, row.result, row.remark) == ("待整改", "", "原“销号”，重新打开：误点")


def test_numbers_go_by_term_and_stay(ledger: ProblemService, context: Context):
    rows = [ledger.add(replace(LINE, text=word)) for word in "甲乙丙"]
    later = ledger.add(replace(LINE, term="第二学期"))
    ledger.put_away([rows[0].id])
    numbers = ledger.numbers()
    assert [numbers[row.id] for row in (*rows, later)] == [
        "2026-1-001", "2026-1-002", "2026-1-003", "2026-2-001",
    ]  # fmt: skip


def test_of_years_before_only_what_is_open_is_read(ledger: ProblemService):
    old = replace(LINE, school_year="2025-2026")
    ledger.add_many("旧账", [replace(old, text=word, status="待整改") for word in ("还开着", "销了")])
    settled = next(row for row in ledger.rows() if row.text == "销了")
    ledger.look_again(settled.id, passed=True, on="2026-11-24", again="许莉")
    ledger.add(LINE)
    assert {row.text for row in ledger.since(YEAR)} == {"还开着", "反思笼统"}
    assert {row.text for row in ledger.since("")} == {"还开着", "反思笼统", "销了"}


# --- re-checks and vetoes ---------------------------------------------------------------------------------------


def checked(context: Context, **more: object) -> tuple[Office, CampaignRow, UnitRow, SheetRow]:
    """A sheet about 李静 with one problem written down and one weak item, which is confirmed."""
    office = Office(context)
    campaign = office.publish()
    unit = office.unit(campaign, "李静")
    answers = dict(filled().answers) | {"BK01-2": Answer(Decimal("5.5"), reason="进度")}
    sheet = office.sheets.submit(
        unit.id, filled(answers=answers, findings=(Finding("反思笼统", due="2026-11-25"),), **more)
    )
    service = ProblemService(context)
    service.confirm([row.id for row in service.of_sheet(sheet.id) if row.severity != "否决"])
    return office, campaign, unit, sheet


@pytest.mark.parametrize(
    ("level", "states", "due"),
    [(1, {"销号"}, "2026-11-25"), (3, {"复查不通过"}, "2026-12-08")],
    ids=["passed", "failed"],
)
def test_a_second_check_of_the_whole_form_settles_its_lines(
    context: Context, level: int, states: set[str], due: str
):
    office, _, unit, first = checked(context)
    again = filled(place=level, on="2026-12-01", inspector="蒋建明", first_id=first.id, findings=())
    second = office.sheets.submit(unit.id, again)
    service = ProblemService(context)
    lines = service.of_sheet(first.id)
    assert len(lines) == 2
    assert {(one.status, one.due) for one in lines} == {(state, due) for state in states}
    assert {one.again for one in lines} == {"蒋建明"}
    known = {one.item for one in lines}
    assert known.isdisjoint(one.item for one in service.of_sheet(second.id) if one.item)


def test_a_veto_needs_the_right_to_decide_and_is_not_lost_by_submitting_again(context: Context):
    office, _, unit, sheet = checked(context, hits=(Hit("V1", "第2节无教案"),))
    assert sheet.grade != "不合格"
    inspector = Context(context.store, Actor("许莉", LOCAL_USER.rights - {Right.EDIT_CHECKS}))
    confirmed = filled(hits=(Hit("V1", "第2节无教案", "周敏华"),), findings=())
    with pytest.raises(UserError, match="没有做这件事的权限"):
        SheetService(inspector).submit(unit.id, confirmed, sheet.version)
    service = ProblemService(context)
    with pytest.raises(UserError, match="不能和其他问题一起确认"):
        service.confirm([one.id for one in service.of_sheet(sheet.id)])
    decided = office.sheets.decide_veto(sheet.id, "V1", "周敏华")
    (veto,) = [one for one in service.of_sheet(sheet.id) if one.item == "V1"]
    assert veto.status == "待整改"
    for hits in ((), (Hit("V1", "第2节无教案"),)):
        with pytest.raises(UserError, match="已由周敏华确认"):
            office.sheets.submit(unit.id, filled(hits=hits), decided.version)
    stored = office.sheets.submit(unit.id, confirmed, decided.version)
    assert stored.grade == "不合格"
    SheetService(inspector).submit(unit.id, confirmed, stored.version)  # as it is, anybody may


def test_a_confirmed_veto_is_withdrawn_with_a_reason(context: Context):
    office, _, _, sheet = checked(context, hits=(Hit("V1", "第2节无教案"),))
    office.sheets.decide_veto(sheet.id, "V1", "周敏华")
    with pytest.raises(UserError, match="需要写明理由"):
        office.sheets.decide_veto(sheet.id, "V1", "")
    row = office.sheets.decide_veto(sheet.id, "V1", "", "教案在备课组长处")
    assert (row.vetoes, row.corrections[-1].sentence[11:]) == (
        (),
        "撤回否决 得分 59→82.5：教案在备课组长处",
    )
    service = ProblemService(context)
    assert [one.status for one in service.of_sheet(sheet.id) if one.item == "V1"] == ["不成立"]


def test_lines_of_a_check_in_the_recycle_bin_do_not_count(context: Context):
    office, campaign, _, _ = checked(context)
    service, late = ProblemService(context), date(2027, 1, 20)
    dues, there = CheckDues(context), service.of_term(YEAR, TERM)
    told = [one for one in dues.dues(late) if one.page == "rectification"]
    assert len(told) == len(there) == len(service.since(YEAR)) == len(service.live()) == 2
    office.campaigns.put_away([campaign.id])
    assert service.of_term(YEAR, TERM) == service.since(YEAR) == service.live() == []
    assert (service.overdue(late), dues.dues(late)) == (0, [])
    Timeline(context).undo()
    assert service.of_term(YEAR, TERM) == there


def test_a_check_that_is_archived_stays(context: Context):
    office, campaign, _, _ = checked(context)
    for state in ("已汇总", "已通报", "归档"):
        office.campaigns.move(campaign.id, state)
    with pytest.raises(UserError, match="“11月备课检查”已归档，不能再修改。"):
        office.campaigns.put_away([campaign.id])
