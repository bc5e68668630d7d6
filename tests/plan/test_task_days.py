"""A day of a task outside of its plan or of its year: said where it is typed, and never in the way."""

import pytest

from edudesk.desk import Desk
from edudesk.kit.form_dialog import FormDialog
from edudesk.plan.pages.page import PlanPage
from edudesk.plan.rows.goals import GoalDraft
from edudesk.plan.rows.plans import PlanDraft
from edudesk.plan.rows.tasks import TaskDraft
from edudesk.plan.rules.checking import lacking
from edudesk.plan.rules.doubts import task_doubts
from edudesk.plan.rules.years import years_of
from tests.gui import Said
from tests.plan.test_page import cell, go, page, task, typed
from tests.seat import Seat

__all__ = ["page"]
YEAR = "2026-2027学年"
PLAN = PlanDraft(title="三年规划", starts="2025-09-01", ends="2028-08-31")


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("2026-12-20", ""),
        ("2027-08-31", ""),
        ("2027-10-20", f"不在{YEAR}（2026-09-01 至 2027-08-31）里"),
        ("2028-09-01", "在规划结束（2028-08-31）以后"),
        ("2025-06-01", "在规划开始（2025-09-01）以前"),
        ("长期", ""),
    ],
)
def test_which_days_are_doubted(day: str, told: str) -> None:
    found = [one.text for one in task_doubts(PLAN, YEAR, due=day)]
    assert len(found) == bool(told)
    assert told in "".join(found)
    assert not list(task_doubts(PlanDraft(title="没有日期"), YEAR, due=day))


def test_they_are_among_what_is_still_lacking(desk: Desk) -> None:
    plan = desk.plans.add(PLAN)
    goal = desk.plan_goals.add(GoalDraft(plan_id=plan.id, title="教师队伍")).id
    for title, due in (("汇编", "2028-12-20"), ("比赛", "2027-10-20"), ("演练", "2027-05-20"), ("巡查", "")):
        desk.plan_tasks.add(
            TaskDraft(plan_id=plan.id, goal_id=goal, title=title, year=YEAR, due=due, department="教导处")
        )
    whole = desk.plan_wholes.of(plan.id)
    found = [one.text for one in lacking(whole, years_of(whole.plan)[1], {}, "2026-11-20")]
    assert [text for text in found if "时限" in text] == [
        f"“1 比赛”的完成时限 2027-10-20 不在{YEAR}（2026-09-01 至 2027-08-31）里，请核对日期或年度",
        "“1 汇编”的完成时限 2028-12-20 在规划结束（2028-08-31）以后，请核对",
    ]


def test_it_is_told_in_the_form_and_in_the_table(page: PlanPage, seat: Seat, said: Said) -> None:
    go(page, seat, "梯队培养")
    page.add_task()
    typed(seat, title="成果汇编", due="2028-12-20")
    form = seat.dialog(FormDialog)
    assert "完成时限 2028-12-20 在规划结束（2028-08-31）以后，请核对。" in seat.words(form)
    typed(seat)  # it is meant so
    assert task(page, "成果汇编").task.due == "2028-12-20"
    cell(page, "tasks", "成果汇编", "due", "2027-12-20", seat)
    assert said.heard() == [
        f"notice: 完成时限 2027-12-20 不在{YEAR}（2026-09-01 至 2027-08-31）里，请核对日期或年度。"
    ]
    cell(page, "tasks", "成果汇编", "due", "2027-01-20", seat)
    assert said.heard() == []
