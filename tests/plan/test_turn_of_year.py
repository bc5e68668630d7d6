"""The turn of a year: 31 December and 1 January of a plan in calendar years, 31 August and 1 September of one in school years."""

from collections.abc import Callable
from pathlib import Path

import pytest

from edudesk.base import clock
from edudesk.base.masking import Audience
from edudesk.base.report import Report
from edudesk.desk import Desk, open_desk
from edudesk.plan.reports.catalogue import sheet
from edudesk.plan.rows.goals import GoalDraft
from edudesk.plan.rows.measures import MeasureDraft
from edudesk.plan.rows.plans import PlanDraft
from edudesk.plan.rows.tasks import TaskDraft
from edudesk.plan.rules.years import years_of
from edudesk.submissions.plan_papers import plan_facts

FIVE = PlanDraft(title="“十五五”规划", starts="2026-01-01", ends="2030-12-31", year_basis="自然年")
THREE = PlanDraft(title="三年规划", starts="2026-09-01", ends="2029-08-31")


def printed(desk: Desk, plan_id: str, key: str) -> Report:
    found = sheet(key).build(plan_facts(desk, clock.today(), plan_id), Audience.INTERNAL)
    assert isinstance(found, Report)
    return found


@pytest.mark.parametrize(
    ("draft", "last", "first"),
    [(FIVE, "2026-12-31", "2027-01-01"), (THREE, "2027-08-31", "2027-09-01")],
    ids=["calendar", "school"],
)
def test_each_side_of_the_turn_has_its_own_year(
    five: Path, stopped_clock: Callable[[str], None], draft: PlanDraft, last: str, first: str
) -> None:
    with open_desk(five) as desk:
        plan = desk.plans.add(draft)
        before, after = years_of(plan)[:2]
        goal = desk.plan_goals.add(GoalDraft(plan_id=plan.id, title="教师队伍"))
        measure = desk.plan_measures.put(
            MeasureDraft(plan_id=plan.id, goal_id=goal.id, title="女教师占比", unit="%", source="E11"),
            {before.word: "30", after.word: "40"},
        )
        task = TaskDraft(
            plan_id=plan.id, goal_id=goal.id, title="修订方案", year=before.word, due=last, percent=50
        )
        old = desk.plan_tasks.add(task)
        assert desk.plan_tasks.copy_year(plan.id, before.word, after.word) == 1
        new = next(row for row in desk.plan_tasks.of(plan.id) if row.year == after.word)
        assert (new.due, new.carried_from) == (after.last, old.id)

        stopped_clock(f"{last} 22:00")
        whole = desk.plan_wholes.of(plan.id)
        assert set(desk.plan_actuals.of(whole, clock.today())) == {(measure.id, before.word)}
        table = printed(desk, plan.id, "tasks")
        assert (before.word in table.title, len(table.rows)) == (True, 1)

        stopped_clock(f"{first} 07:00")
        assert set(desk.plan_actuals.of(whole, clock.today())) == {(measure.id, after.word)}
        of_last_year = desk.plan_actuals.of_year(whole, before, clock.today())
        assert set(of_last_year) == {(measure.id, before.word)}
        desk.plan_targets.freeze(
            plan.id, before.word, {measure.id: of_last_year[measure.id, before.word]}, before.last
        )
        frozen = desk.plan_wholes.of(plan.id).target[measure.id, before.word]
        assert (frozen.frozen, frozen.actual_on) == ("是", last)
        assert after.word in printed(desk, plan.id, "tasks").title
        heads = [column.title for column in printed(desk, plan.id, "targets").columns]
        words = [one.word for one in years_of(plan)]
        assert [word for head in heads for word in words if word in head] == words
        assert (after.first, before.last) == (first, last)
