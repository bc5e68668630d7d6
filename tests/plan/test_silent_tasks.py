"""任务清单: whose tasks run while nobody noted this month how far they are."""

import pytest

from edudesk.plan.rows.goals import GoalRow
from edudesk.plan.rows.plans import PlanRow
from edudesk.plan.rows.tasks import NoteRow, TaskRow
from edudesk.plan.rows.whole import PlanWhole
from edudesk.plan.rules.lines import task_lines

YEAR = "2026-2027学年"


@pytest.mark.parametrize(
    ("notes", "told", "today", "silent", "last"),
    [
        ((), {}, "2026-11-20", True, ""),
        (("2026-10-31", "2026-09-05"), {}, "2026-11-20", True, "2026-10-31"),
        (("2026-10-31", "2026-11-01"), {}, "2026-11-20", False, "2026-11-01"),
        ((), {"percent": 100, "status": "已完成"}, "2026-11-20", False, ""),
        ((), {"starts": "2026-12-01"}, "2026-11-20", False, ""),  # it has not begun
        ((), {}, "2026-08-20", False, ""),  # nor has its year
    ],
)
def test_a_running_task_without_a_note_of_the_month(
    notes: tuple[str, ...], told: dict[str, object], today: str, silent: bool, last: str
) -> None:
    plan = PlanRow(title="规划", starts="2025-09-01", ends="2028-08-31", id="p", version=1)
    goal = GoalRow(plan_id="p", title="梯队培养", id="g", version=1)
    task = TaskRow(plan_id="p", goal_id="g", title="修订方案", year=YEAR, id="t", version=1, **told)  # type: ignore[arg-type]
    rows = tuple(
        NoteRow(plan_id="p", task_id="t", on=on, text="到这里", id=str(at), version=1)
        for at, on in enumerate(notes)
    )
    (line,) = task_lines(PlanWhole(plan, goals=(goal,), tasks=(task,), notes=rows), today)
    assert (line.is_silent, line.noted) == (silent, last)
