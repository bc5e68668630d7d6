"""A goal in the recycle bin: what lies there is told apart, and what went with it comes back with it."""

import pytest

from edudesk.desk import Desk
from edudesk.plan.rows.goals import GoalDraft
from edudesk.plan.rows.measures import MeasureDraft
from edudesk.plan.rows.plans import PlanDraft, PlanRow
from edudesk.plan.rows.tasks import NoteDraft, TaskDraft
from edudesk.store.binned import Binned

YEAR = "2026-2027学年"


@pytest.fixture
def plan(desk: Desk) -> PlanRow:
    """教师队伍 with 梯队培养 below it, which has two tasks, a note and a measure with its target."""
    plan = desk.plans.add(PlanDraft(title="三年规划（2025—2028）", starts="2025-09-01", ends="2028-08-31"))
    top = desk.plan_goals.add(GoalDraft(plan_id=plan.id, title="教师队伍"))
    goal = desk.plan_goals.add(GoalDraft(plan_id=plan.id, title="梯队培养", parent_id=top.id))
    tasks = [
        desk.plan_tasks.add(TaskDraft(plan_id=plan.id, goal_id=goal.id, title=title, year=YEAR))
        for title in ("制定方案", "聘请导师")
    ]
    desk.plan_notes.add(NoteDraft(plan_id=plan.id, task_id=tasks[0].id, on="2026-11-02", text="讨论稿"))
    desk.plan_measures.put(MeasureDraft(plan_id=plan.id, goal_id=goal.id, title="骨干占比"), {YEAR: "30"})
    return plan


def row(desk: Desk, label: str) -> Binned:
    return next(one for one in desk.timeline.bin() if one.label == label)


def content(desk: Desk, plan: PlanRow) -> list[object]:
    services = (desk.plan_goals, desk.plan_tasks, desk.plan_notes, desk.plan_measures, desk.plan_targets)
    return [sorted(one.title if hasattr(one, "title") else one.id for one in s.of(plan.id)) for s in services]


def remove(desk: Desk, plan: PlanRow, title: str) -> None:
    desk.plan_goals.remove(next(one.id for one in desk.plan_goals.of(plan.id) if one.title == title))


def test_each_row_says_whose_it_is(desk: Desk, plan: PlanRow) -> None:
    remove(desk, plan, "教师队伍")
    assert {(one.noun, one.label, one.owner) for one in desk.timeline.bin()} == {
        ("规划目标", "教师队伍", "三年规划（2025—2028）"),
        ("规划目标", "梯队培养", "教师队伍"),
        ("规划任务", "制定方案", "梯队培养"),
        ("规划任务", "聘请导师", "梯队培养"),
        ("进展记录", "讨论稿", "制定方案"),
        ("观测指标", "骨干占比", "梯队培养"),
        ("年度目标值", YEAR, "骨干占比"),
    }


def test_a_goal_comes_back_with_what_went_with_it(desk: Desk, plan: PlanRow) -> None:
    whole = content(desk, plan)
    remove(desk, plan, "教师队伍")
    done = desk.timeline.take_back([row(desk, "教师队伍")])
    assert (done.chosen, done.parts, done.owners) == (1, 6, ())
    assert (content(desk, plan), desk.timeline.bin()) == (whole, [])
    assert desk.timeline.entries()[0].title == "从回收站恢复 教师队伍，连同一起删除的 6 条"
    desk.timeline.undo()  # one step
    assert len(desk.timeline.bin()) == 7
    assert desk.timeline.verify().is_whole


def test_what_was_deleted_before_it_stays(desk: Desk, plan: PlanRow, stopped_clock) -> None:  # type: ignore[no-untyped-def]
    stopped_clock("2026-11-20 08:30")
    desk.plan_tasks.put_away([next(one.id for one in desk.plan_tasks.of(plan.id) if one.title == "聘请导师")])
    stopped_clock("2026-11-20 08:31")
    remove(desk, plan, "梯队培养")
    assert desk.timeline.take_back([row(desk, "梯队培养")]).parts == 4
    assert [one.label for one in desk.timeline.bin()] == ["聘请导师"]


def test_a_part_brings_what_it_is_a_part_of_and_no_more(desk: Desk, plan: PlanRow) -> None:
    """A task whose goal is away would count in the plan and stand nowhere."""
    remove(desk, plan, "教师队伍")
    done = desk.timeline.take_back([row(desk, "聘请导师")])
    assert [(one.noun, one.label) for one in done.owners] == [
        ("规划目标", "梯队培养"),
        ("规划目标", "教师队伍"),
    ]
    assert [one.title for one in desk.plan_tasks.of(plan.id)] == ["聘请导师"]
    assert {one.title for one in desk.plan_goals.of(plan.id)} == {"梯队培养", "教师队伍"}
    assert {one.label for one in desk.timeline.bin()} == {"制定方案", "讨论稿", "骨干占比", YEAR}


def test_a_measure_comes_back_with_its_targets(desk: Desk, plan: PlanRow) -> None:
    remove(desk, plan, "梯队培养")
    assert desk.timeline.take_back([row(desk, "骨干占比")]).parts == 1
    (target,) = desk.plan_targets.of(plan.id)
    assert target.target == "30"
