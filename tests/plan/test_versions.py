"""Kept versions of a plan: what they hold, what changed between them, and how one comes back."""

from dataclasses import replace

import pytest

from edudesk.base.errors import UserError
from edudesk.plan.rows.goals import GoalDraft
from edudesk.plan.rows.plans import PlanDraft
from edudesk.plan.rows.tasks import TaskDraft
from edudesk.plan.rows.text import SectionDraft
from edudesk.plan.rules.compared import compared
from edudesk.plan.rules.content import read
from edudesk.plan.rules.differences import Fate


@pytest.fixture
def plan(desk):
    row = desk.plans.add(PlanDraft(title="三年规划", starts="2024-09-01", ends="2027-08-31", motto="求真"))
    desk.plan_sections.lay(
        row.id,
        [("", SectionDraft(plan_id="", heading=heading, text=text)) for heading, text in SECTIONS],
    )
    return row


SECTIONS = [("一、背景", "有30个班。"), ("二、指导思想", "坚持立德树人。")]


def sections(desk, plan):
    return [(one.heading, one.text) for one in desk.plan_sections.of(plan.id)]


def changes(desk, plan, version):
    """What is told of a version beside the plan as it is now: heading and fate."""
    found = compared(read(version.content), desk.plan_versions.current(plan.id))
    return [(one.heading, one.fate) for _, some in found.groups for one in some]


def test_a_version_is_kept_and_comes_back_as_a_new_one(desk, plan):
    goal = desk.plan_goals.add(GoalDraft(plan_id=plan.id, title="课堂教学改革", weight=8))
    first = desk.plan_versions.keep(plan.id, why="征求意见稿", who="李静", meeting="党政工联席会议")
    assert (first.number, first.who, first.meeting) == (1, "李静", "党政工联席会议")

    rows = desk.plan_sections.of(plan.id)
    desk.plan_sections.lay(
        plan.id,
        [
            (rows[0].id, replace(rows[0], text="有32个班。")),
            ("", SectionDraft(plan_id="", heading="二、理念")),
        ],
    )
    desk.plans.change(plan.id, {"motto": "求实"})
    desk.plan_goals.remove(goal.id)
    new = desk.plan_goals.add(GoalDraft(plan_id=plan.id, title="作业与评价"))
    held = desk.plan_goals.add(GoalDraft(plan_id=plan.id, title="梯队培养"))
    desk.plan_tasks.add(TaskDraft(plan_id=plan.id, goal_id=held.id, title="修订方案", percent=20))
    idle = desk.plan_tasks.add(TaskDraft(plan_id=plan.id, goal_id=held.id, title="聘请导师"))

    told = dict(changes(desk, plan, first))
    assert told["校训"] is Fate.CHANGED
    assert told["一、背景"] is Fate.CHANGED
    assert told["二、理念"] is Fate.ADDED
    assert told["二、指导思想"] is Fate.GONE
    assert told["目标：作业与评价"] is Fate.ADDED
    assert told["任务：聘请导师"] is Fate.ADDED

    back = desk.plan_versions.restore(first.id, who="李静")
    assert sections(desk, plan) == SECTIONS
    assert desk.plans.get(plan.id).motto == "求真"
    assert {row.id for row in desk.plan_goals.of(plan.id)} == {goal.id, held.id}
    assert new.id not in {row.id for row in desk.plan_goals.of(plan.id)}
    assert [(one.what, one.title, one.why) for one in back.stayed] == [
        ("目标", "梯队培养", "下面有留下的指标或任务"),
        ("任务", "修订方案", "已有进展"),
    ]
    assert idle.id not in {row.id for row in desk.plan_tasks.of(plan.id)}
    assert [(one.number, one.why) for one in desk.plan_versions.of(plan.id)] == [
        (3, "恢复第 1 稿（征求意见稿）"), (2, "恢复第 1 稿之前"), (1, "征求意见稿"),
    ]  # fmt: skip
    assert "有32个班。" in desk.plan_versions.of(plan.id)[1].content  # nothing written is lost
    desk.timeline.undo()
    assert sections(desk, plan) == [("一、背景", "有32个班。"), ("二、理念", "")]


def test_what_is_kept_already_is_not_kept_twice(desk, plan):
    first = desk.plan_versions.keep(plan.id, why="一稿")
    desk.plans.change(plan.id, {"motto": "求实"})
    desk.plan_versions.keep(plan.id, why="二稿")
    desk.plan_versions.restore(first.id)
    assert [one.number for one in desk.plan_versions.of(plan.id)] == [3, 2, 1]


def test_a_version_that_the_plan_still_is_does_not_come_back_as_another(desk, plan):
    first = desk.plan_versions.keep(plan.id, why="一稿")
    desk.plans.change(plan.id, {"title": "新三年规划"})
    entries = len(desk.timeline.entries(99))
    back = desk.plan_versions.restore(first.id)
    assert back.version is None
    assert [(one.title, one.why) for one in back.stayed] == [
        ("规划名称", "不随稿次恢复，要改请在“编辑规划基本信息”里改")
    ]
    assert [one.number for one in desk.plan_versions.of(plan.id)] == [1]
    assert len(desk.timeline.entries(99)) == entries


def test_a_version_goes_to_the_bin_and_keeps_its_number(desk, plan):
    desk.plan_versions.keep(plan.id, why="一稿")
    second = desk.plan_versions.keep(plan.id, why="二稿")
    desk.plan_versions.put_away([second.id])
    assert desk.timeline.entries(1)[0].title == "删除规划稿次 第 2 稿 二稿"
    assert desk.plan_versions.keep(plan.id, why="三稿").number == 3
    desk.timeline.take_back([one for one in desk.timeline.bin() if one.row_id == second.id])
    assert [one.number for one in desk.plan_versions.of(plan.id)] == [3, 2, 1]


def test_a_version_needs_a_reason(desk, plan):
    with pytest.raises(UserError):
        desk.plan_versions.keep(plan.id, why=" ")


def test_headings_are_no_texts(desk, plan):
    with pytest.raises(UserError):
        desk.plan_sections.add(SectionDraft(plan_id=plan.id, heading="一" * 101))
    with pytest.raises(UserError):
        desk.plan_sections.add(SectionDraft(plan_id=plan.id, level=5, heading="一、背景"))
