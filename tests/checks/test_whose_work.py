"""Who is away, exempt, stood in for or overlooked: everything that counts says the same (教学常规检查 5.2, R9)."""

from dataclasses import replace

import pytest

from edudesk.base.errors import UserError
from edudesk.checks.forms.scoring import yes_no
from edudesk.checks.rows.patrols import PatrolDraft
from edudesk.checks.rows.problems import CLOSED, OPEN, PROPOSED, VETOED, ProblemDraft
from edudesk.checks.rows.terms import AllowanceDraft
from edudesk.checks.rules.group_figures import GROUPS, group_lines
from edudesk.checks.rules.indicators import indicators, rate
from edudesk.checks.rules.missing import missing_lines
from edudesk.checks.rules.remarks import term_remarks
from edudesk.checks.rules.summary import TermSummary
from edudesk.checks.service.patrols import PatrolService
from edudesk.checks.service.problems import ProblemService
from edudesk.checks.service.reading import term_facts
from edudesk.checks.service.terms import AllowanceService
from edudesk.roster.rows import TeacherDraft
from edudesk.roster.service import TeacherService
from edudesk.store.context import Context
from edudesk.store.timeline import Timeline
from tests.checks.checking import CHECK, FORMS, TERM, YEAR, Office, filled
from tests.checks.test_sheets import lines, made


@pytest.fixture
def office(context: Context) -> Office:
    return Office(context)


def summary_of(office: Office) -> TermSummary:
    return TermSummary(term_facts(office.context, YEAR, TERM))


def test_who_is_exempted_during_a_check_is_not_waited_for(office: Office):
    plans = office.publish()
    homework = office.publish(replace(CHECK, kind="ZY", title="11月作业检查"))
    looked = office.unit(plans, "周敏华")
    office.sheets.submit(looked.id, filled())
    draft = AllowanceDraft(
        school_year=YEAR, term=TERM, teacher_id=office.people["李静"], kind="免检", checks="BK",
        reason="上期优秀", approved_by="校务会",
    )  # fmt: skip
    allowances = AllowanceService(office.context)
    allowances.add(draft)
    allowances.add(replace(draft, teacher_id=office.people["周敏华"]))
    states = {unit.name: (unit.state, unit.reason) for unit in office.campaigns.units(plans.id)}
    assert states == {"李静": ("免检", "上期优秀"), "沈婷": ("应检", ""), "周敏华": ("应检", "")}
    assert office.unit(homework, "李静").state == "应检"
    assert office.campaigns.progress()[plans.id] == (1, 2)
    words = {
        one.unit.name: one.word for one in missing_lines(summary_of(office)) if one.campaign.id == plans.id
    }
    assert words["李静"] == "免检"
    Timeline(office.context).undo()
    Timeline(office.context).undo()
    assert office.unit(plans, "李静").state == "应检"


def test_who_was_exempted_by_mistake_is_waited_for_again(office: Office):
    plans = office.publish()
    homework = office.publish(replace(CHECK, kind="ZY", title="11月作业检查"))
    allowances = AllowanceService(office.context)
    draft = AllowanceDraft(
        school_year=YEAR, term=TERM, teacher_id=office.people["李静"], kind="免检", reason="上期优秀",
        approved_by="校务会",
    )  # fmt: skip

    def told(*names: str) -> list[tuple[str, ...]]:
        return [
            tuple(
                f"{unit.state} {unit.reason}".strip()
                for unit in office.campaigns.units(check.id)
                if unit.name in names
            )
            for check in (plans, homework)
        ]

    row = allowances.add(draft)
    assert told("李静", "沈婷") == [("免检 上期优秀", "应检")] * 2
    allowances.change(row.id, {"teacher_id": office.people["沈婷"], "reason": "上学期优秀"})
    assert told("李静", "沈婷") == [("应检", "免检 上学期优秀")] * 2
    Timeline(office.context).undo()
    assert told("李静", "沈婷") == [("免检 上期优秀", "应检")] * 2
    allowances.change(row.id, {"checks": "BK"})
    assert told("李静") == [("免检 上期优秀",), ("应检",)]
    # what another one says of the same person stays, and so does what was set by hand
    seconded = allowances.add(replace(draft, kind="不参评", reason="借调"))
    assert told("李静") == [("免检 上期优秀",), ("不参评 借调",)]
    office.campaigns.set_unit(office.unit(plans, "沈婷").id, "免检", reason="上期优秀")
    allowances.put_away([row.id])
    assert told("李静", "沈婷") == [("不参评 借调", "免检 上期优秀"), ("不参评 借调", "应检")]
    allowances.put_away([seconded.id])
    assert told("李静") == [("应检",)] * 2
    allowances.change(allowances.add(draft).id, {"kind": "加分", "tenths": 20})
    assert told("李静") == [("应检",)] * 2


def test_who_was_overlooked_in_a_check_that_is_reported_is_told(office: Office):
    campaign = office.publish()
    office.sheets.submit(office.unit(campaign, "周敏华").id, filled())
    for status in ("已汇总", "已通报"):
        assert summary_of(office).by_id[office.people["李静"]].score.missed == 0
        office.campaigns.move(campaign.id, status)
    line = summary_of(office).by_id[office.people["李静"]]
    assert (line.score.missed, line.words) == (1, ("11月备课检查漏查",))
    assert line.check(campaign.id).word == "漏查"


def test_a_substitute_of_whom_there_are_two_is_asked_for(office: Office):
    teachers = TeacherService(office.context)
    ids = [teachers.add(TeacherDraft(name="郭玲玲", staff_no=number)).id for number in ("0012", "0034")]
    campaign = office.publish()
    unit = office.unit(campaign, "李静")
    with pytest.raises(UserError, match="花名册里有 2 位“郭玲玲”，分不清是哪一位代课") as error:
        office.campaigns.set_unit(unit.id, "请假", reason="产假", substitute="郭玲玲")
    assert error.value.hint == "请连工号一起写：郭玲玲（0012）、郭玲玲（0034）；数据没有改动。"
    assert office.unit(campaign, "李静").state == "应检"
    office.campaigns.set_unit(unit.id, "请假", reason="产假", substitute="郭玲玲（0034）")
    sheet = office.sheets.submit(unit.id, filled(place=3))
    assert {one.teacher_id for one in ProblemService(office.context).of_sheet(sheet.id)} <= {ids[1]}
    line = summary_of(office).by_id[ids[1]]
    assert (line.person.name, line.score.kinds["BK"]) == ("郭玲玲", sheet.score)


def test_what_a_substitute_from_outside_did_is_told_to_count_for_nobody(office: Office):
    check = office.publish()
    unit = office.unit(check, "李静")
    office.campaigns.set_unit(unit.id, "请假", reason="培训", substitute="外校张老师")
    assert [office.campaigns.is_known(name) for name in ("李静", "外校张老师")] == [True, False]
    assert term_remarks(summary_of(office)) == ()
    office.sheets.submit(unit.id, filled())
    told = "代课教师不在花名册里，得分不计入任何人：外校张老师（代 李静） 11月备课检查。"
    assert term_remarks(summary_of(office)) == (told,)
    office.campaigns.set_unit(unit.id, "请假", reason="培训", substitute="沈婷")
    assert term_remarks(summary_of(office)) == ()


def test_who_has_the_name_of_another_is_told_apart_on_paper(office: Office):
    other = TeacherService(office.context).add(TeacherDraft(name="李静", staff_no="0102"))
    first = TeacherService(office.context).get(office.people["李静"])
    TeacherService(office.context).change(first.id, {"staff_no": "0101"}, first.version)
    PatrolService(office.context).add(
        PatrolDraft(
            day="2026-11-16",
            teacher_id=other.id,
            code="K1",
            inspector="许莉",
            class_name="五（3）班",
            tenths=5,
        )
    )
    office.publish()
    report = made(office, "summary")
    assert {row["教师"] for row in lines(report)} == {"李静（0101）", "李静（0102）", "沈婷", "周敏华"}


def test_a_pile_that_two_looked_at_is_counted_once(office: Office):
    campaign = office.publish(replace(CHECK, kind="ZY", title="11月作业检查"))
    first, second = (one.id for one in office.campaigns.units(campaign.id)[:2])
    for unit_id, done, inspector in ((first, 10, "许莉"), (first, 10, "单国平"), (second, 20, "许莉")):
        counts = {"markings_due": 20, "markings_done": done}
        office.sheets.submit(unit_id, filled(FORMS["ZY01"], inspector=inspector, counts=counts))
    (marked,) = [one for one in indicators() if one.key == "markings"]
    assert rate(marked, summary_of(office).facts.sheets).text == "75.0%"


@pytest.mark.parametrize("stood_in", ["沈婷", "周敏华"])
def test_a_group_counts_what_was_stood_in_for_once(office: Office, stood_in: str):
    """沈婷 and 周敏华 stand behind the absent 李静 in the order of lists; nobody is missing either way."""
    campaign = office.publish(replace(CHECK, kind="ZY", title="11月作业检查"))
    for unit in office.campaigns.units(campaign.id):
        if unit.name == "李静":
            office.campaigns.set_unit(unit.id, "应检", substitute=stood_in)
        office.sheets.submit(unit.id, filled(FORMS["ZY01"]))
    assert sum(line.missing for line in group_lines(summary_of(office), GROUPS)) == 0


def test_several_units_are_changed_in_one_step(office: Office):
    campaign = office.publish()
    ids = [unit.id for unit in office.campaigns.units(campaign.id)]
    office.campaigns.set_units(ids, "缓检", reason="外出教研", on="2026-12-01")
    assert {unit.state for unit in office.campaigns.units(campaign.id)} == {"缓检"}
    Timeline(office.context).undo()
    assert {unit.state for unit in office.campaigns.units(campaign.id)} == {"应检"}
    with pytest.raises(UserError):
        office.campaigns.set_units([*ids, "nobody"], "缓检", reason="外出教研")
    assert {unit.state for unit in office.campaigns.units(campaign.id)} == {"应检"}


def test_problems_of_a_group_are_among_its_figures(office: Office):
    office.publish()
    line = ProblemDraft(
        school_year=YEAR, term=TERM, group="数学组", text="记录后补", status=OPEN, found_on="2026-11-18", kind="JB"
    )  # fmt: skip
    ProblemService(office.context).add(line)
    (maths,) = [one for one in group_lines(summary_of(office), GROUPS) if one.name == "数学组"]
    assert (maths.problems, maths.closed) == (1, 0)


def test_a_passed_re_check_closes_what_nobody_had_confirmed(office: Office):
    campaign = office.publish()
    unit = office.unit(campaign, "李静")
    first = office.sheets.submit(unit.id, filled(place=3, findings=()))
    problems = ProblemService(office.context)
    assert {one.status for one in problems.of_sheet(first.id)} == {PROPOSED}
    office.sheets.submit(unit.id, filled(place=0, first_id=first.id, on="2026-11-20", findings=()))
    closed = problems.of_sheet(first.id)
    assert {(one.status, one.again_on) for one in closed} == {(CLOSED, "2026-11-20")}
    assert VETOED not in {one.severity for one in closed}


def test_what_is_answered_by_no_is_to_be_mended(office: Office):
    form = FORMS["GS01"]
    campaign = office.publish(replace(CHECK, kind="GS", title="五项管理检查"))
    room = office.campaigns.units(campaign.id)[0]
    answers = {item.key: yes_no(item, is_yes=place > 0) for place, item in enumerate(form.items)}
    sheet = office.sheets.submit(room.id, filled(form, answers=answers, findings=()))
    (line,) = ProblemService(office.context).of_sheet(sheet.id)
    assert (line.item, line.status) == ("GS01-1", PROPOSED)
    assert line.text == "作业：没有做到“作业每天公示：学科、内容、预计时长、形式”"
