"""What is odd about a measure or a task is told in the form and among what is still lacking, never refused."""

from dataclasses import replace

import pytest

from edudesk.desk import Desk
from edudesk.plan.rows.goals import GoalDraft
from edudesk.plan.rows.measures import EQUAL, HIGHER, LOWER, WITHIN, MeasureDraft
from edudesk.plan.rows.plans import PlanDraft
from edudesk.plan.rows.reviews import ReviewDraft
from edudesk.plan.rules.aiming import aims_against
from edudesk.plan.rules.checking import lacking
from edudesk.plan.rules.doubts import without_range
from edudesk.plan.rules.reviews import review_problems
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


def test_a_range_may_stand_in_the_years_alone(desk: Desk) -> None:
    plan = desk.plans.add(PlanDraft(title="三年规划", starts="2025-09-01", ends="2028-08-31"))
    goal = desk.plan_goals.add(GoalDraft(plan_id=plan.id, title="课后服务"))
    word = years_of(plan)[0].word
    draft = MeasureDraft(plan_id=plan.id, goal_id=goal.id, title="班额", unit="人", direction=WITHIN)
    row = desk.plan_measures.put(draft, {word: "20—30"})
    desk.plan_targets.fill(row.id, {word: {"target": "20—30", "actual": "28"}})
    line = desk.plan_evaluations.of(plan.id, "年度自评", word).evaluation.line(row.id)
    assert line is not None
    assert line.counted == 1
    assert [one.key for one in without_range(WITHIN, "", "", ["", ""])] == ["low"]
    assert not list(without_range(WITHIN, "", "", ["20—30"]))
    assert not list(without_range(WITHIN, "", "45", []))


def test_points_added_by_hand_have_one_place_as_the_score_has(desk: Desk) -> None:
    draft = ReviewDraft(plan_id="p", kind="年度自评", year="2025-2026学年", adjustment_reason="获奖")
    assert [one.key for one in review_problems(replace(draft, adjustment="1.55"))] == ["adjustment"]
    for text in ("1.5", "1.50", "-2", "＋1.5", ""):
        assert not list(review_problems(replace(draft, adjustment=text))), text
