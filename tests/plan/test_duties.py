"""The sheets of leaders (领导班子任期目标责任书): who answers for what, points that follow the evaluation, what people typed."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from edudesk.desk import Desk, open_desk
from edudesk.plan.rows.reviews import YEARLY, DutyDraft, ReviewDraft
from edudesk.plan.rows.tasks import TaskDraft
from edudesk.plan.rules.duties import Laid, LeaderSheet, derived, sheets_of

SECOND = "2026-2027学年"


@pytest.fixture
def desk(five: Path, stopped_clock: Callable[[str], None]) -> Iterator[Desk]:
    """The school of the five with its plan, on 20 November of the second year."""
    stopped_clock("2026-11-20 09:00")
    with open_desk(five) as opened:
        yield opened


@pytest.fixture
def plan_id(desk: Desk) -> str:
    return str(desk.plans.rows()[0].id)


def sheets_now(desk: Desk, plan_id: str) -> dict[str, LeaderSheet]:
    judged = desk.plan_evaluations.of(plan_id, YEARLY, SECOND)
    return {one.leader: one for one in sheets_of(judged.whole, SECOND, judged.evaluation)}


def lay_down(desk: Desk, plan_id: str) -> Laid:
    judged = desk.plan_evaluations.of(plan_id, YEARLY, SECOND)
    return desk.plan_duties.derive(derived(judged.whole, SECOND, judged.evaluation))


def test_leaders_answer_for_what_names_them(desk: Desk, plan_id: str) -> None:
    goal = next(row for row in desk.plan_goals.of(plan_id) if row.title == "书香校园")
    desk.plan_goals.change(goal.id, {"leader": "吉𬭎喆"})
    task = desk.plan_tasks.add(
        TaskDraft(
            plan_id=plan_id, goal_id=goal.id, title="家庭阅读", year=SECOND, leader="周敏华", percent=40
        )
    )
    judged = desk.plan_evaluations.of(plan_id, YEARLY, SECOND)
    drafts = derived(judged.whole, SECOND, judged.evaluation)
    assert [(one.leader, one.content, one.tenths) for one in drafts] == [
        ("万俟㛃", "区级以上骨干教师占比 43%；名师工作室开放", 535),  # of the domain above
        ("吉𬭎喆", "读书节", 300),
        ("周敏华", "家庭阅读", 400),
    ]
    assert lay_down(desk, plan_id) == Laid(fresh=3)
    row = desk.plan_duties.of(plan_id)[0]
    desk.plan_duties.change(row.id, {"content": "骨干教师占比 43%"})
    assert lay_down(desk, plan_id) == Laid()
    desk.plan_tasks.change(
        task.id, {"percent": 90}
    )  # points and what was done follow, without laying down again
    assert [
        (one.lines[0].content, one.lines[0].done, str(one.score))
        for one in sheets_now(desk, plan_id).values()
    ] == [
        ("骨干教师占比 43%", "区级以上骨干教师占比 38.5%；名师工作室开放（50%）", "53.5"),
        ("读书节", "读书节（20%）", "55.0"),
        ("家庭阅读", "家庭阅读（90%）", "90.0"),
    ]
    desk.plan_duties.change(row.id, {"done": "核实完成", "tenths": 860})  # given by others: stays
    assert lay_down(desk, plan_id) == Laid()
    (line,) = sheets_now(desk, plan_id)["万俟㛃"].lines
    assert (line.done, line.tenths) == ("核实完成", 860)


def test_of_a_frozen_year_leaders_have_the_points_that_were_reported(desk: Desk, plan_id: str) -> None:
    goal = next(row for row in desk.plan_goals.of(plan_id) if row.title == "书香校园")
    task = desk.plan_tasks.add(
        TaskDraft(
            plan_id=plan_id, goal_id=goal.id, title="家庭阅读", year=SECOND, leader="周敏华", percent=40
        )
    )
    lay_down(desk, plan_id)
    desk.plan_evaluations.freeze_new(ReviewDraft(plan_id=plan_id, kind=YEARLY, year=SECOND, on="2026-11-20"))
    desk.plan_tasks.change(task.id, {"percent": 90})
    assert str(sheets_now(desk, plan_id)["周敏华"].score) == "40.0"


def test_what_a_leader_no_longer_answers_for_goes_when_the_sheets_are_laid_down_again(
    desk: Desk, plan_id: str
) -> None:
    rows = {row.title: row for row in desk.plan_goals.of(plan_id)}
    team, books = rows["梯队培养"], rows["书香校园"]
    desk.plan_goals.change(books.id, {"leader": "吉𬭎喆"})
    extra = desk.plan_tasks.add(
        TaskDraft(
            plan_id=plan_id, goal_id=team.id, title="师徒结对", year=SECOND, leader="周敏华", percent=40
        )
    )
    lay_down(desk, plan_id)
    own = desk.plan_duties.add(
        DutyDraft(plan_id=plan_id, year=SECOND, leader="许莉", goal_id=team.id, content="名师工作室 2 个")
    )
    desk.plan_goals.change(team.id, {"leader": "单国平"})  # 万俟㛃 led it through the domain
    desk.plan_goals.put_away([books.id])
    desk.plan_tasks.put_away([extra.id])
    edited = next(row for row in desk.plan_duties.of(plan_id) if row.leader == "周敏华")
    desk.plan_duties.change(edited.id, {"content": "结对 5 对"})
    before = sheets_now(desk, plan_id)
    assert [before[name].score for name in ("吉𬭎喆", "万俟㛃")] == [None, None]  # nothing to count
    laid = lay_down(desk, plan_id)
    assert laid == Laid(fresh=1, gone=("万俟㛃 梯队培养", "吉𬭎喆 书香校园"), kept=("周敏华 梯队培养",))
    assert laid.told == (
        "任期目标责任书：新增 1 条，去掉不再负责的 2 条（万俟㛃 梯队培养、吉𬭎喆 书香校园），"
        "规划里已经没有、但改过而保留 1 条（周敏华 梯队培养）。"
    )
    assert list(sheets_now(desk, plan_id)) == ["单国平", "周敏华", "许莉"]
    assert own.id in {row.id for row in desk.plan_duties.of(plan_id)}


def test_the_wording_nobody_edited_follows_the_plan(desk: Desk, plan_id: str) -> None:
    lay_down(desk, plan_id)
    task = next(row for row in desk.plan_tasks.of(plan_id) if row.title == "名师工作室开放")
    desk.plan_tasks.change(task.id, {"title": "名师工作室每月开放"})
    assert lay_down(desk, plan_id) == Laid(changed=1)
    assert next(row.content for row in desk.plan_duties.of(plan_id) if row.leader == "万俟㛃").endswith(
        "名师工作室每月开放"
    )


def test_wording_that_was_laid_down_and_taken_back_still_follows_the_plan(desk: Desk, plan_id: str) -> None:
    lay_down(desk, plan_id)
    task = next(row for row in desk.plan_tasks.of(plan_id) if row.title == "名师工作室开放")
    desk.plan_tasks.change(task.id, {"title": "名师工作室每月开放"})
    lay_down(desk, plan_id)
    desk.timeline.undo()
    assert lay_down(desk, plan_id) == Laid(changed=1)
    desk.timeline.undo()
    desk.timeline.redo()
    desk.plan_tasks.change(task.id, {"title": "名师工作室每周开放"})
    assert lay_down(desk, plan_id) == Laid(changed=1)


@pytest.mark.parametrize(
    "written", ["万俟㛃、周敏华", "万俟㛃，周敏华", "万俟㛃；周敏华", "万俟㛃/周敏华", "万俟㛃　周敏华"]
)
def test_two_who_lead_one_goal_have_it_both_on_their_sheets(desk: Desk, plan_id: str, written: str) -> None:
    team = next(row for row in desk.plan_goals.of(plan_id) if row.title == "梯队培养")
    desk.plan_goals.change(team.id, {"leader": written})
    sheets = sheets_now(desk, plan_id)
    assert [sheets[name].lines for name in ("万俟㛃", "周敏华")] == [
        (replace(sheets["万俟㛃"].lines[0], leader=name), *sheets[name].lines[1:])
        for name in ("万俟㛃", "周敏华")
    ]
    assert written not in sheets
