"""edudesk plan: what the command line tells of a plan."""

import json
from pathlib import Path

from edudesk.desk import open_desk
from edudesk.plan.rows.course import StageDraft
from edudesk.plan.rows.goals import GoalDraft
from edudesk.plan.rows.measures import MeasureDraft
from edudesk.plan.rows.plans import PlanDraft
from edudesk.plan.rows.tasks import TaskDraft
from tests.cli.conftest import Run

YEAR = "2026-2027学年"


def test_a_plan_from_its_list_to_its_frozen_year(run: Run, five: Path) -> None:
    with open_desk(five) as desk:
        for old in desk.plans.rows():
            desk.plan_stages.add(StageDraft(plan_id=old.id, stage="下一轮", on="2026-08-31"))
        plan = desk.plans.add(PlanDraft(title="三年规划", starts="2025-09-01", ends="2028-08-31"))
        desk.plan_stages.add(StageDraft(plan_id=plan.id, stage="年度分解", on="2026-09-05"))
        top = desk.plan_goals.add(GoalDraft(plan_id=plan.id, title="教师队伍", weight=90.0)).id
        goal = desk.plan_goals.add(GoalDraft(plan_id=plan.id, title="梯队培养", parent_id=top)).id
        desk.plan_measures.put(
            MeasureDraft(plan_id=plan.id, goal_id=goal, title="女教师占比", unit="%", source="E11"),
            {YEAR: "10"},
        )
        desk.plan_measures.put(MeasureDraft(plan_id=plan.id, goal_id=goal, title="培训学分"), {YEAR: "72"})
        desk.plan_tasks.add(
            TaskDraft(
                plan_id=plan.id, goal_id=goal, title="修订方案", year=YEAR, due="2026-09-10", owner="许莉"
            )
        )
    assert "三年规划" in run("plan", "list", "--data", five).out
    goals = json.loads(
        run("plan", "goals", "--plan", "三年规划", "--year", YEAR, "--json", "--data", five).out
    )
    told = {one["measure"]: one["word"] for one in goals["lines"] if "measure" in one}
    assert told == {"女教师占比": "达成", "培训学分": "缺数据"}
    tasks = json.loads(
        run(
            "plan", "tasks", "--owner", "许莉", "--json", "--plan", "三年规划", "--year", YEAR, "--data", five
        ).out
    )
    assert [(one["title"], one["goal"]) for one in tasks] == [("修订方案", "1.1 梯队培养")]
    lacks = run("plan", "check", "--plan", "三年规划", "--year", YEAR, "--data", five).out
    assert "“各领域”的权重合计 90，应为 100" in lacks
    assert "“1.1 培训学分”2026-2027学年缺实际值" in lacks
    assert "已冻结 1 项" in run("plan", "freeze", "--plan", "三年规划", "--year", YEAR, "--data", five).out
    with open_desk(five) as desk:
        assert [row.frozen for row in desk.plan_targets.of(plan.id)] == ["是", ""]
    assert "已解除冻结 1 项" in run("plan", "thaw", "--plan", "三年规划", "--year", YEAR, "--data", five).out
    with open_desk(five) as desk:
        assert [row.frozen for row in desk.plan_targets.of(plan.id)] == ["", ""]
    refused = run("plan", "goals", "--year", "1999年", "--data", five)
    assert (refused.code, "没有“1999年”这个年度" in refused.err) == (1, True)
