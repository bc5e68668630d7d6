"""Targets that go the other way than the measure says: told in the form and among what is still lacking, never refused."""

import pytest

from edudesk.desk import Desk
from edudesk.plan.rows.goals import GoalDraft
from edudesk.plan.rows.measures import EQUAL, HIGHER, LOWER, MeasureDraft
from edudesk.plan.rows.plans import PlanDraft
from edudesk.plan.rules.aiming import aims_against
from edudesk.plan.rules.checking import lacking
from edudesk.plan.rules.years import years_of


@pytest.mark.parametrize(
    ("direction", "base", "targets", "word"),
    [
        (HIGHER, "", ["0", "0", "0"], "目标值都是 0"),
        (HIGHER, "3", ["0", "0"], "目标值都是 0"),
        (HIGHER, "", ["0", "1", "2"], ""),  # the first year only prepares
        (HIGHER, "-5", ["0"], ""),
        (HIGHER, "38.5%", ["37%", "36%"], "目标值 36 低于基线 38.5"),
        (HIGHER, "30", ["30", "30"], ""),  # what is kept
        (HIGHER, "30", ["25", "35"], ""),
        (LOWER, "38.5", ["39", "40"], "目标值 40 高于基线 38.5"),
        (LOWER, "", ["0", "0"], ""),
        (LOWER, "3", ["2", "0"], ""),
        (EQUAL, "3", ["0"], ""),
        (HIGHER, "3", [], ""),
        (HIGHER, "3", ["未定", ""], ""),
    ],
)
def test_of_which_measures_it_is_told(direction: str, base: str, targets: list[str], word: str) -> None:
    told = aims_against(direction, base, targets)
    assert told.startswith(word)
    assert bool(told) == bool(word)


def test_it_stands_among_what_is_still_to_be_seen_to(desk: Desk) -> None:
    plan = desk.plans.add(PlanDraft(title="三年规划", starts="2025-09-01", ends="2028-08-31"))
    goal = desk.plan_goals.add(GoalDraft(plan_id=plan.id, title="平安校园"))
    first, second, third = years_of(plan)
    draft = MeasureDraft(plan_id=plan.id, goal_id=goal.id, title="安全责任事故", unit="起")
    row = desk.plan_measures.put(draft, dict.fromkeys((third.word, second.word, first.word), "0"))

    def told() -> list[str]:
        found = lacking(desk.plan_wholes.of(plan.id), first, {}, "2025-11-20")
        return [one.text for one in found if "方向" in one.text]

    assert told() == [
        "“1 安全责任事故”目标值都是 0，方向却是“越高越好”，实际有多少都算达成；如果是越少越好，请把方向改为“越低越好”"
    ]
    desk.plan_measures.change(row.id, {"direction": LOWER})
    assert told() == []
