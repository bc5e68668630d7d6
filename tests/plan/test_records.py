"""Verbs on a plan and what belongs to it, on a real file: what follows from what, and what is refused."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from edudesk.base.errors import UserError
from edudesk.desk import Desk, open_desk
from edudesk.plan.rows.course import AdjustmentDraft, StageDraft
from edudesk.plan.rows.goals import GoalDraft
from edudesk.plan.rows.measures import MeasureDraft
from edudesk.plan.rows.plans import PlanDraft, PlanRow
from edudesk.plan.rows.proofs import ProofDraft
from edudesk.plan.rows.tasks import NoteDraft, TaskDraft
from edudesk.plan.rows.text import SectionDraft
from edudesk.plan.rules.carrying import last_actuals, next_plan
from edudesk.plan.rules.checking import lacking
from edudesk.plan.rules.codes import numbered
from edudesk.plan.rules.doubts import lost_years
from edudesk.plan.rules.entering import overlap_doubts
from edudesk.plan.rules.life import lacks
from edudesk.plan.rules.lines import task_lines
from edudesk.plan.rules.meant import plan_on
from edudesk.plan.rules.years import years_of
from edudesk.plan.service.reading import read_whole
from edudesk.projects.rules.reminders import Tone
from edudesk.school.rows import SchoolDraft
from edudesk.submissions.plan_papers import text_of
from tests.plan.ledgers import PARTS

FIRST, SECOND, THIRD = "2025-2026学年", "2026-2027学年", "2027-2028学年"
TODAY = "2026-11-20"


@pytest.fixture
def plan(desk: Desk) -> PlanRow:
    return desk.plans.add(PlanDraft(title="三年规划（2025—2028）", starts="2025-09-01", ends="2028-08-31"))


def goal(desk: Desk, plan: PlanRow, title: str, parent: str = "") -> str:
    return desk.plan_goals.add(GoalDraft(plan_id=plan.id, title=title, parent_id=parent)).id


def numbers(desk: Desk, plan: PlanRow) -> list[str]:
    return [one.label for one in numbered(desk.plan_goals.of(plan.id))]


def test_stages_move_the_state_and_undo_moves_it_back(desk: Desk, plan: PlanRow) -> None:
    desk.plan_stages.add(StageDraft(plan_id=plan.id, stage="论证", on="2025-05-23", result="通过论证"))
    assert desk.plans.get(plan.id).state == "待审议"
    vote = StageDraft(
        plan_id=plan.id, stage="审议通过", on="2025-06-20", present=58, votes_for=56, votes_against=0, votes_abstain=2
    )  # fmt: skip
    row = desk.plan_stages.put(vote, [desk.attachments.keep("决议.pdf", b"%PDF")])
    assert desk.plans.get(plan.id).state == "已通过"
    assert [one.name for one in desk.attachments.of([row.id])[row.id]] == ["决议.pdf"]
    with pytest.raises(UserError, match="不能删除"):
        desk.plans.put_away([plan.id])
    desk.timeline.undo()
    assert desk.plans.get(plan.id).state == "待审议"
    desk.timeline.redo()
    assert desk.plans.get(plan.id).state == "已通过"
    desk.plan_stages.put_away([row.id])
    assert desk.plans.get(plan.id).state == "待审议"
    with pytest.raises(UserError) as caught:
        desk.plan_stages.add(replace(vote, votes_for=20))
    assert [problem.key for problem in caught.value.problems] == ["votes_for"]


def test_two_plans_are_not_in_force_at_once_but_a_draft_may_stand_beside(desk: Desk, plan: PlanRow) -> None:
    def passed(row: PlanRow, on: str) -> None:
        desk.plan_stages.add(StageDraft(plan_id=row.id, stage="审议通过", on=on, result="通过"))

    def told(draft: PlanDraft) -> list[str]:
        return [one.text for one in overlap_doubts(draft, desk.plans.rows())]

    passed(plan, "2025-06-20")
    following = next_plan(desk.plans.get(plan.id))
    assert told(following) == []
    early = replace(following, title="新一轮规划", starts="2027-09-01", ends="2030-08-31")
    assert told(early) == [
        "与“三年规划（2025—2028）”（2025-09-01 至 2028-08-31，已通过）的年度重叠，请核对起止日期。"
    ]
    other = desk.plans.add(early)  # a draft may stand beside what runs
    with pytest.raises(UserError, match="不能进入“已通过”，没有登记") as caught:
        passed(other, "2027-06-20")
    assert [one.key for one in caught.value.problems] == ["stage"]
    assert (desk.plans.get(other.id).state, len(desk.plan_stages.of(other.id))) == ("研制中", 0)
    five_years = desk.plans.add(
        PlanDraft(title="“十五五”规划", starts="2026-01-01", ends="2030-12-31", year_basis="自然年")
    )
    passed(five_years, "2025-12-20")  # of another kind
    found = plan_on(desk.plans.rows(), "2027-10-01")
    assert found is not None
    assert found.id == five_years.id  # of two that passed the later one, of a draft beside them never
    desk.plan_stages.add(StageDraft(plan_id=plan.id, stage="下一轮", on="2027-08-31"))
    passed(other, "2027-06-20")  # the old one was ended a year early
    with pytest.raises(UserError):
        desk.plans.change(five_years.id, {"year_basis": "学年"})


def test_goals_keep_their_order_and_go_with_all_below(desk: Desk, plan: PlanRow) -> None:
    top = goal(desk, plan, "课程教学")
    goal(desk, plan, "教师队伍")
    first, second = goal(desk, plan, "课程体系", top), goal(desk, plan, "课堂改革", top)
    assert numbers(desk, plan) == ["一、课程教学", "1.1 课程体系", "1.2 课堂改革", "二、教师队伍"]
    desk.plan_goals.shift(second, -1)
    assert numbers(desk, plan) == ["一、课程教学", "1.1 课堂改革", "1.2 课程体系", "二、教师队伍"]
    desk.plan_goals.shift(second, -1)  # at the top already
    task = desk.plan_tasks.add(TaskDraft(plan_id=plan.id, goal_id=first, title="编课程图谱", year=FIRST))
    measure = desk.plan_measures.put(
        MeasureDraft(plan_id=plan.id, goal_id=second, title="课程（门）"), {FIRST: "6"}
    )
    desk.plan_goals.remove(top)
    whole = desk.plan_wholes.of(plan.id)
    assert (whole.tasks, whole.measures, whole.targets) == ((), (), ())
    assert numbers(desk, plan) == ["一、教师队伍"]
    desk.timeline.undo()
    whole = desk.plan_wholes.of(plan.id)
    assert (whole.tasks[0].id, whole.measures[0].id, whole.target[measure.id, FIRST].target) == (
        task.id, measure.id, "6",
    )  # fmt: skip


def test_a_goal_that_nothing_measures_is_told(desk: Desk, plan: PlanRow) -> None:
    def told() -> list[str]:
        whole = desk.plan_wholes.of(plan.id)
        found = lacking(whole, years_of(whole.plan)[0], {}, "2025-11-20")
        return [one.text for one in found if one.place == "目标"]

    assert told() == ["还没有目标"]
    below = goal(desk, plan, "课程体系", goal(desk, plan, "课程教学"))
    assert told() == ["“1.1 课程体系”没有观测指标和任务，评估时不计分"]
    desk.plan_tasks.add(TaskDraft(plan_id=plan.id, goal_id=below, title="编课程图谱", year=FIRST))
    assert told() == []


def test_the_latest_note_says_how_far_a_task_is(desk: Desk, plan: PlanRow) -> None:
    task = desk.plan_tasks.add(TaskDraft(plan_id=plan.id, goal_id="g", title="修订方案", year=SECOND))

    def note(on: str, percent: int | None, text: str = "进展") -> str:
        return desk.plan_notes.add(
            NoteDraft(plan_id=plan.id, task_id=task.id, on=on, percent=percent, text=text)
        ).id

    note("2026-10-08", 30)
    note("2026-11-12", 100)
    note("2026-09-30", 10, "补记")  # an older one says nothing of today
    note("2026-11-20", None, "已印发")
    kept = desk.plan_tasks.get(task.id)
    assert (kept.percent, kept.done_on) == (100, "2026-11-12")
    assert [row.on for row in desk.plan_notes.of(plan.id)] == ["2026-11-20", "2026-11-12", "2026-10-08", "2026-09-30"]  # fmt: skip
    desk.plan_notes.add(
        NoteDraft(plan_id=plan.id, task_id=task.id, on="2026-11-21", percent=80, text="退回修改")
    )
    assert (desk.plan_tasks.get(task.id).percent, desk.plan_tasks.get(task.id).done_on) == (80, "")
    desk.timeline.undo()
    assert desk.plan_tasks.get(task.id).percent == 100
    desk.plan_tasks.change(task.id, {"percent": 90})  # typed in the table of tasks
    first = next(row for row in desk.plan_notes.of(plan.id) if row.on == "2026-10-08")
    desk.plan_notes.change(first.id, {"text": "补一个字"})
    assert (
        desk.plan_tasks.get(task.id).percent == 90
    )  # whoever mends a sentence says nothing of how far it is
    note("2026-10-31", 55, "补记十月")
    assert desk.plan_tasks.get(task.id).percent == 90  # nor does who enters October in November
    desk.plan_notes.change(first.id, {"on": "2026-11-13"})
    assert desk.plan_tasks.get(task.id).percent == 30
    desk.plan_notes.put_away([first.id])  # that of 12 November is the latest again
    assert desk.plan_tasks.get(task.id).percent == 100
    with pytest.raises(UserError) as caught:
        desk.plan_tasks.change(task.id, {"status": "暂缓"})
    assert [problem.key for problem in caught.value.problems] == ["reason"]


def test_targets_are_typed_by_year_and_a_frozen_year_stays(desk: Desk, plan: PlanRow) -> None:
    measure = desk.plan_measures.put(
        MeasureDraft(plan_id=plan.id, goal_id="g", title="骨干占比", unit="%", base="33%"),
        {FIRST: "36%", SECOND: "43"},
    )
    assert (measure.base, [row.target for row in desk.plan_targets.of(plan.id)]) == ("33", ["36", "43"])
    desk.plan_targets.fill(measure.id, {FIRST: {"actual": "38.9"}, THIRD: {"target": "46"}})
    with pytest.raises(UserError) as caught:
        desk.plan_targets.fill(measure.id, {SECOND: {"target": "很高"}, THIRD: {"excused": "是"}})
    assert [problem.key for problem in caught.value.problems] == [f"target_{SECOND}", f"why_{THIRD}"]
    assert desk.plan_targets.freeze(plan.id, FIRST, {}, "2026-08-31") == 1
    assert desk.plan_targets.freeze(plan.id, FIRST, {measure.id: "99"}, "2026-08-31") == 0  # it is kept
    desk.plan_targets.fill(measure.id, {FIRST: {"actual": "12", "target": "37"}})
    first = desk.plan_wholes.of(plan.id).target[measure.id, FIRST]
    assert (first.actual, first.target, first.frozen, first.actual_on) == ("38.9", "37", "是", "2026-08-31")
    assert desk.plan_targets.thaw(plan.id, FIRST) == 1
    desk.plan_targets.fill(measure.id, {FIRST: {"actual": "12"}})
    assert desk.plan_wholes.of(plan.id).target[measure.id, FIRST].actual == "12"
    level = desk.plan_measures.add(MeasureDraft(plan_id=plan.id, goal_id="g", title="等级", direction="等级"))
    with pytest.raises(UserError, match="有几项还不能保存"):
        desk.plan_targets.fill(level.id, {FIRST: {"target": "优"}})
    within = desk.plan_measures.add(
        MeasureDraft(plan_id=plan.id, goal_id="g", title="班额", direction="区间", low="30", high="45")
    )
    desk.plan_targets.fill(within.id, {FIRST: {"target": "30—40"}})
    assert desk.plan_wholes.of(plan.id).target[within.id, FIRST].target == "30—40"


def test_a_live_figure_moves_with_the_roster_and_a_frozen_one_does_not(five: Path) -> None:
    """The actual of last year's review is what it was when a teacher is edited today."""
    on = date(2026, 11, 20)
    with open_desk(five) as school:
        plan = school.plans.add(PlanDraft(title="规划", starts="2025-09-01", ends="2028-08-31"))
        draft = MeasureDraft(plan_id=plan.id, goal_id="g", title="女教师占比", unit="%", source="E11")
        key = school.plan_measures.put(draft, {SECOND: "70"}).id, SECOND

        def live() -> str | None:
            return school.plan_actuals.of(school.plan_wholes.of(plan.id), on).get(key)

        woman = next(row for row in school.teachers.rows() if row.gender == "女" and row.status == "在岗")
        before = live()
        school.teachers.change(woman.id, {"gender": "男"})
        after = live()
        assert before is not None
        assert after is not None
        assert float(after) < float(before)
        school.plan_targets.freeze(plan.id, SECOND, {key[0]: after}, on.isoformat())
        school.teachers.change(woman.id, {"gender": "女"})
        assert live() is None
        assert school.plan_wholes.of(plan.id).target[key].actual == after


def test_a_target_of_a_frozen_year_is_not_adjusted(desk: Desk, plan: PlanRow) -> None:
    put = MeasureDraft(plan_id=plan.id, goal_id="g", title="近视率")
    measure = desk.plan_measures.put(put, {FIRST: "46", SECOND: "44"})
    desk.plan_targets.freeze(plan.id, FIRST, {measure.id: "46.5"}, "2026-08-31")
    target = {row.year: row for row in desk.plan_targets.of(plan.id)}
    draft = AdjustmentDraft(
        plan_id=plan.id, on=TODAY, what="指标", record_id=target[FIRST].id, field="target", reason="口径有变"
    )
    with pytest.raises(UserError, match="已经冻结，目标值不能改"):
        desk.plan_adjustments.carry_out(draft, "47")
    assert desk.plan_targets.get(target[FIRST].id).target == "46"
    assert desk.plan_adjustments.of(plan.id) == []
    desk.plan_adjustments.carry_out(replace(draft, record_id=target[SECOND].id), "43")
    assert desk.plan_targets.get(target[SECOND].id).target == "43"


def test_an_adjustment_changes_the_record_and_keeps_the_original(desk: Desk, plan: PlanRow) -> None:
    measure = desk.plan_measures.put(
        MeasureDraft(plan_id=plan.id, goal_id="g", title="骨干占比"), {THIRD: "46"}
    )
    (target,) = desk.plan_targets.of(plan.id)
    draft = AdjustmentDraft(
        plan_id=plan.id, on="2027-01-12", what="指标", record_id=target.id, field="target", reason="编制减少", meeting="校务会"
    )  # fmt: skip
    kept = desk.plan_adjustments.carry_out(draft, "43")
    assert (kept.subject, kept.original, kept.adjusted) == (
        f"骨干占比（{THIRD}）",
        "目标值：46",
        "目标值：43",
    )
    assert desk.plan_targets.get(target.id).target == "43"
    desk.timeline.undo()  # both at once
    assert (desk.plan_targets.get(target.id).target, desk.plan_adjustments.of(plan.id)) == ("46", [])
    with pytest.raises(UserError) as caught:
        desk.plan_adjustments.carry_out(replace(draft, reason=""), "43")
    assert [problem.key for problem in caught.value.problems] == ["reason"]
    for value, problem in (("46％", "adjusted"), (" 46 ", "adjusted"), ("很高", "target")):
        with pytest.raises(UserError) as caught:
            desk.plan_adjustments.carry_out(draft, value)
        assert [one.key for one in caught.value.problems] == [problem]
    assert desk.plan_adjustments.of(plan.id) == []
    task = desk.plan_tasks.add(
        TaskDraft(plan_id=plan.id, goal_id="g", title="修订", year=THIRD, due="2027-12-31")
    )
    told = desk.plan_adjustments.carry_out(
        replace(draft, what="任务", record_id=task.id, field="due"), "2028-03-31"
    )
    assert (told.original, told.adjusted) == ("完成时限：2027-12-31", "完成时限：2028-03-31")
    with pytest.raises(UserError):
        desk.plan_adjustments.carry_out(
            replace(draft, what="任务", record_id=task.id, field="expected"), "\n"
        )
    assert measure.id


def test_a_task_is_not_put_off_to_a_year_the_plan_does_not_have(desk: Desk, plan: PlanRow) -> None:
    task = desk.plan_tasks.add(TaskDraft(plan_id=plan.id, goal_id="g", title="修订", year=SECOND))
    draft = AdjustmentDraft(
        plan_id=plan.id, on="2027-01-12", what="任务", record_id=task.id, field="year", reason="合并"
    )
    for year in ("明年", "2028-2029学年", ""):
        with pytest.raises(UserError, match="个年度，没有调整") as caught:
            desk.plan_adjustments.carry_out(draft, year)
        assert [one.text for one in caught.value.problems] == [
            f"请填规划的年度：{FIRST}、{SECOND}、{THIRD}。"
        ]
    desk.plan_adjustments.carry_out(draft, THIRD)
    assert desk.plan_tasks.get(task.id).year == THIRD


def test_what_a_plan_would_lose_with_other_years_is_told(desk: Desk, plan: PlanRow) -> None:
    below = goal(desk, plan, "梯队培养")
    desk.plan_measures.put(
        MeasureDraft(plan_id=plan.id, goal_id=below, title="骨干占比"), {FIRST: "30", THIRD: "46"}
    )
    desk.plan_tasks.add(TaskDraft(plan_id=plan.id, goal_id=below, title="修订", year=FIRST))
    whole = desk.plan_wholes.of(plan.id)

    def told(**values: str) -> list[tuple[str, str]]:
        return [(one.key, one.text) for one in lost_years(whole, replace(plan, **values))]

    after = "不再显示，也不计入评估（没有删除，改回来还在）。"
    assert told() == told(ends="2029-08-31") == told(ends="") == []
    assert told(year_basis="自然年") == [
        ("year_basis", f"规划将没有 {FIRST} 等 3 个年度，其中的 2 个年度目标值和实际值、1 项任务{after}")
    ]
    assert told(starts="2026-09-01", ends="2029-08-31") == [
        ("starts", f"规划将没有 {FIRST}，其中的 1 个年度目标值和实际值、1 项任务{after}")
    ]
    assert told(ends="2027-08-31") == [("ends", f"规划将没有 {THIRD}，其中的 1 个年度目标值和实际值{after}")]


def test_proofs_get_the_number_of_their_goal_and_keep_it(desk: Desk, plan: PlanRow) -> None:
    top = goal(desk, plan, "课程教学")
    below = goal(desk, plan, "课堂改革", top)
    task = desk.plan_tasks.add(TaskDraft(plan_id=plan.id, goal_id=below, title="公开课", year=FIRST)).id

    def proof(title: str, **proves: str) -> str:
        return desk.plan_proofs.put(ProofDraft(plan_id=plan.id, title=title, **proves)).number

    assert [proof("方案", goal_ids=below), proof("照片", task_ids=task), proof("章程"), proof("总结", goal_ids=top)] == [
        "1.1-01", "1.1-02", "0-01", "1-01",
    ]  # fmt: skip
    (first, *_) = [row for row in desk.plan_proofs.of(plan.id) if row.number == "1.1-02"]
    desk.plan_proofs.put_away([first.id])
    assert proof("签到", goal_ids=below) == "1.1-03"  # that of the one in the bin is not given again
    goal(desk, plan, "新领域")
    desk.plan_goals.shift(below, -1)
    assert [row.number for row in desk.plan_wholes.of(plan.id).proofs_of(below)] == ["1.1-01", "1.1-03"]
    with pytest.raises(UserError):
        proof("网盘", link="D:/文件")


def test_the_next_round_takes_what_goes_on_with_it(desk: Desk, plan: PlanRow) -> None:
    top = goal(desk, plan, "课程教学")
    below = goal(desk, plan, "课堂改革", top)
    deeper = goal(desk, plan, "量表", below)
    measure = desk.plan_measures.put(
        MeasureDraft(plan_id=plan.id, goal_id=deeper, title="得分率", base="84"), {FIRST: "86"}
    )
    open_task = desk.plan_tasks.add(
        TaskDraft(plan_id=plan.id, goal_id=deeper, title="样例库", year=THIRD, percent=60)
    )
    with pytest.raises(UserError, match="没有复制"):
        desk.plan_tasks.copy_year(plan.id, THIRD, "2028-2029学年")
    assert desk.plan_tasks.copy_year(plan.id, THIRD, SECOND) == 1
    assert desk.plan_tasks.copy_year(plan.id, THIRD, SECOND) == 0  # it is there
    going = {measure.id: ("88.4", "2028-05-20")}
    with pytest.raises(UserError, match="它们的目标没有结转") as caught:
        desk.plans.go_on(plan.id, next_plan(plan), [top], [open_task.id], going)
    assert ([one.key for one in caught.value.problems], len(desk.plans.rows())) == (["tasks"], 1)
    fresh = desk.plans.go_on(plan.id, next_plan(plan), [top, deeper], [open_task.id], going)
    whole = desk.plan_wholes.of(fresh.id)
    assert (fresh.previous_id, fresh.starts) == (plan.id, "2028-09-01")
    assert [one.label for one in numbered(whole.goals)] == [
        "一、课程教学",
        "1.1 量表",
    ]  # under the next one above
    assert [(row.title, row.base, row.base_on) for row in whole.measures] == [
        ("得分率", "88.4", "2028-05-20")
    ]
    assert [(row.title, row.year, row.percent, row.carried_from) for row in whole.tasks] == [
        ("样例库", "2028-2029学年", 60, open_task.id)
    ]
    assert whole.sections == ()
    desk.timeline.undo()
    assert [row.id for row in desk.plans.rows()] == [plan.id]


def test_the_last_figure_of_a_round_is_the_base_of_the_next(desk: Desk, plan: PlanRow) -> None:
    below = goal(desk, plan, "课堂改革")

    def measure(title: str) -> str:
        draft = MeasureDraft(plan_id=plan.id, goal_id=below, title=title)
        return desk.plan_measures.put(draft, dict.fromkeys((FIRST, SECOND, THIRD), "90")).id

    typed, live, none = measure("得分率"), measure("学历达标率"), measure("优秀率")
    desk.plan_targets.fill(typed, {FIRST: {"actual": "84"}})
    desk.plan_targets.fill(typed, {SECOND: {"actual": "86", "actual_on": "2026-11-10"}})
    desk.plan_targets.fill(live, {FIRST: {"actual": "11.1"}})
    found = last_actuals(desk.plan_wholes.of(plan.id), {(live, SECOND): "13"}, "2026-11-22")
    assert found == {
        typed: ("86", "2026-11-10"),
        live: ("13", "2026-11-22"),
    }  # not a day that is still to come
    assert none not in found
    earlier = last_actuals(desk.plan_wholes.of(plan.id), {}, "2026-11-22")
    assert earlier[live] == ("11.1", "2026-08-31")  # of a year that is over its last day


def test_the_text_of_a_round_is_where_the_next_one_begins(desk: Desk, plan: PlanRow) -> None:
    desk.plans.change(plan.id, {"guiding": "立德树人。"})
    for place, (heading, text, role) in enumerate(
        (("一、发展基础", "学校创办于 1958 年。", ""), ("二、指导思想", "", "指导思想")), 1
    ):
        desk.plan_sections.add(
            SectionDraft(plan_id=plan.id, place=place, heading=heading, text=text, role=role)
        )
    row = desk.plans.go_on(plan.id, next_plan(desk.plans.get(plan.id)), [], [], {}, with_text=True)
    whole = desk.plan_wholes.of(row.id)
    assert [(one.heading, one.text, one.role) for one in whole.sections] == [
        ("一、发展基础", "【上一轮文本，待修改】\n学校创办于 1958 年。", ""),
        ("二、指导思想", "", "指导思想"),
    ]
    assert whole.plan.guiding == "【上一轮文本，待修改】\n立德树人。"

    def still() -> list[str]:
        whole = desk.plan_wholes.of(row.id)
        found = lacking(whole, years_of(whole.plan)[0], {}, "2028-10-20")
        return [one.text for one in found if one.place == "文本"]

    assert still() == ["“指导思想”还是上一轮的文本，没有修改", "“一、发展基础”还是上一轮的文本，没有修改"]
    assert text_of(desk, desk.plan_wholes.of(row.id)).blanks == (
        "“指导思想”还是上一轮的文本",
        "“一、发展基础”还是上一轮的文本",
    )
    desk.plans.change(row.id, {"guiding": "五育并举。"})
    assert still() == ["“一、发展基础”还是上一轮的文本，没有修改"]


def test_what_waits_and_what_is_found(desk: Desk, plan: PlanRow) -> None:
    desk.school.found(SchoolDraft(name="龙城实验小学", stage="小学", school_year="2026-2027"))
    below = goal(desk, plan, "梯队培养")
    for title, due, percent in (
        ("修订方案", "2026-11-25", 70),
        ("辅导", "2026-10-30", 100),
        ("展示", "2027-06-30", 0),
    ):
        desk.plan_tasks.add(
            TaskDraft(
                plan_id=plan.id, goal_id=below, title=title, year=SECOND, due=due, percent=percent, owner="许莉"
            )
        )  # fmt: skip
    today = date(2026, 11, 20)
    assert desk.plan_dues.dues(today) == []  # the plan is not adopted yet
    desk.plan_stages.add(StageDraft(plan_id=plan.id, stage="年度分解", on="2026-09-05"))
    (due,) = desk.plan_dues.dues(today)
    assert (due.text, due.origin, due.day, due.tag(today)) == ("许莉：修订方案", "规划 · 一、梯队培养", "2026-11-25", due.tag(today))  # fmt: skip
    assert [(title, facts.partition(" ")[0]) for _, _, title, facts in desk.plan_dues.search("xdfa", 5)] == [
        ("修订方案", "任务")
    ]
    assert [title for _, _, title, _ in desk.plan_dues.search("梯队", 5)] == ["一、梯队培养"]


def test_a_task_stands_in_each_year_it_counts_in(desk: Desk, plan: PlanRow) -> None:
    below = goal(desk, plan, "梯队培养")
    for values in (
        {"title": "辅导", "year": SECOND},
        {"title": "方案", "due": "2026-12-31"},
        {"title": "巡课", "due_words": "长期"},
        {"title": "听课"},
    ):
        desk.plan_tasks.add(TaskDraft(plan_id=plan.id, goal_id=below, owner="许莉", **values))
    whole, years = desk.plan_wholes.of(plan.id), years_of(plan)
    shown = {
        year.word: sorted(one.task.title for one in task_lines(whole, TODAY, year.word)) for year in years
    }
    assert shown == {
        FIRST: ["听课", "巡课"],
        SECOND: ["听课", "巡课", "方案", "辅导"],
        THIRD: ["听课", "巡课"],
    }
    for year in years:  # what is scored in a year is what its page shows
        lines = desk.plan_evaluations.of(plan.id, "年度自评", year.word).evaluation.lines
        assert sorted(one.title for one in lines if one.kind == "任务") == shown[year.word]
    found = [one.text for one in lacking(whole, years[1], {}, TODAY) if one.place == "任务"]
    assert found == ["“1 听课”没有年度和时限，每年都计入"]
    assert "没有任务和目标值" not in "".join(lacks(whole, "年度分解", TODAY))


def test_nobody_counts_the_days_of_a_task_whose_plan_is_over(desk: Desk, plan: PlanRow) -> None:
    own = goal(desk, plan, "课程教学")
    for title, percent in (("编课程图谱", 40), ("听课", 100)):
        desk.plan_tasks.add(
            TaskDraft(
                plan_id=plan.id, goal_id=own, title=title, year=FIRST, due="2026-06-20", percent=percent
            )
        )

    def told() -> list[tuple[str, str, str, bool]]:
        lines = task_lines(desk.plan_wholes.of(plan.id), "2026-07-10")
        return [
            (one.standing.word, one.standing.tone, str(one.standing.light), one.is_silent) for one in lines
        ]

    assert told() == [("逾期 20 天", Tone.DANGER, "严重滞后", True), ("已完成", Tone.GOOD, "正常", False)]
    desk.plan_stages.add(StageDraft(plan_id=plan.id, stage="下一轮", on="2026-07-01"))
    assert told() == [("未完成", Tone.NONE, "", False), ("已完成", Tone.GOOD, "", False)]


def test_what_is_kept_of_a_plan_is_what_stands_in_the_file(desk: Desk, plan: PlanRow) -> None:
    def check() -> None:
        with desk.store.transaction() as connection:
            anew = read_whole(desk.context, connection, plan.id)
        kept = desk.plan_wholes.of(plan.id)
        assert kept == anew
        assert (kept.notes_of, kept.tasks_of, kept.targets_of) == (
            anew.notes_of,
            anew.tasks_of,
            anew.targets_of,
        )

    top = goal(desk, plan, "教师发展")
    check()
    for service, draft, other in PARTS.values():
        for one in (draft, other):
            service(desk.context).add(replace(one, plan_id=plan.id))
        check()
    desk.plans.change(plan.id, {"title": "规划"})
    check()
    for _ in range(4):
        desk.timeline.undo()
        check()
    desk.timeline.redo()
    check()
    desk.plan_goals.remove(top)
    check()
