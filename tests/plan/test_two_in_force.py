"""A 五年规划 by calendar years beside a three-year plan: what both ask for waits, is found and is opened."""

from datetime import date

from edudesk.desk import Desk
from edudesk.plan.pages.page import PlanPage
from edudesk.plan.rows.course import StageDraft
from edudesk.plan.rows.goals import GoalDraft
from edudesk.plan.rows.plans import PlanDraft, PlanRow
from edudesk.plan.rows.tasks import TaskDraft
from edudesk.school.rows import SchoolDraft
from tests.seat import Seat

FIVE = PlanDraft(title="“十五五”规划", starts="2026-01-01", ends="2030-12-31", year_basis="自然年")
THREE = PlanDraft(title="三年规划", starts="2026-09-01", ends="2029-08-31")


def passed(desk: Desk, draft: PlanDraft, task: str, year: str, due: str) -> PlanRow:
    plan = desk.plans.add(draft)
    goal = desk.plan_goals.add(GoalDraft(plan_id=plan.id, title="教师队伍"))
    desk.plan_tasks.add(
        TaskDraft(plan_id=plan.id, goal_id=goal.id, title=task, year=year, due=due, owner="许莉")
    )
    for stage in ("论证", "审议通过"):
        desk.plan_stages.add(
            StageDraft(plan_id=plan.id, stage=stage, on="2025-12-20", result="通过", present=40, votes_for=40)
        )
    return desk.plans.get(plan.id)


def test_both_wait_and_are_found(desk: Desk) -> None:
    desk.school.found(SchoolDraft(name="龙城实验小学", stage="小学", school_year="2026-2027"))
    five = passed(desk, FIVE, "修订章程", "2026年", "2026-06-30")
    three = passed(desk, THREE, "师徒结对", "2026-2027学年", "2026-12-01")
    assert [one.id for one in desk.plan_dues.plans()] == [three.id, five.id]
    assert desk.plan_dues.plan() == three
    waiting = {one.text: one.record for one in desk.plan_dues.dues(date(2026, 11, 20))}
    assert sorted(waiting) == ["许莉：修订章程", "许莉：师徒结对"]
    assert [title for _, _, title, _ in desk.plan_dues.search("章程", 5)] == ["修订章程"]
    assert desk.plan_dues.plan_of(waiting["许莉：修订章程"]) == five
    assert desk.plan_dues.plan_of("gone") is None
    desk.plan_stages.add(StageDraft(plan_id=five.id, stage="下一轮", on="2026-11-01"))
    assert [one.text for one in desk.plan_dues.dues(date(2026, 11, 20))] == ["许莉：师徒结对"]


def test_a_task_of_the_other_plan_is_opened_there(seat: Seat) -> None:
    five = passed(seat.desk, FIVE, "修订章程", "2026年", "2026-06-30")
    seat.window.show_page("plan")
    seat.wait()
    (found,) = seat.desk.plan_dues.search("修订章程", 1)
    seat.window.show_plan(found[1])
    seat.wait()
    page = seat.window.stack.currentWidget()
    assert isinstance(page, PlanPage)
    assert page.picture is not None
    assert page.picture.whole.plan == five
    assert page.view.tasks.line is not None
    assert page.view.tasks.line.task.title == "修订章程"
