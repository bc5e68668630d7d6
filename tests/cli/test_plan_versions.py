"""edudesk plan versions: listed, compared, another one kept."""

from pathlib import Path

import pytest

from edudesk.desk import open_desk
from edudesk.plan.rows.goals import GoalDraft
from edudesk.plan.rows.measures import MeasureDraft
from edudesk.plan.rows.plans import PlanDraft
from edudesk.plan.rows.tasks import TaskDraft
from tests.cli.conftest import Run

YEAR = "2026-2027学年"


def test_versions_are_kept_listed_and_compared(run: Run, five: Path) -> None:
    with open_desk(five) as desk:
        plan = desk.plans.add(
            PlanDraft(title="三年规划", starts="2025-09-01", ends="2028-08-31", motto="求真")
        )
        goal = desk.plan_goals.add(GoalDraft(plan_id=plan.id, title="梯队培养")).id
        draft = MeasureDraft(plan_id=plan.id, goal_id=goal, title="骨干教师占比", unit="%")
        measure = desk.plan_measures.put(draft, {YEAR: "40"})
    where = ("--plan", "三年规划", "--data", five)
    assert "还没有保存过稿次" in run("plan", "versions", *where).out
    kept = run("plan", "versions", "--why", "教代会审议稿", "--who", "许莉", "--on", "2026-6-12", *where)
    assert "已保存第 1 稿" in kept.out
    with open_desk(five) as desk:
        desk.plan_targets.fill(measure.id, {YEAR: {"target": "43"}})
        desk.plan_tasks.add(TaskDraft(plan_id=plan.id, goal_id=goal, title="修订方案", owner="李静"))
        desk.plans.change(plan.id, {"motto": "求实"})
    told = run("plan", "versions", "--from", "1", *where).out
    assert "从第 1 稿到现在的规划：修改 2 处，新增 1 处" in told
    assert "求〔删：真〕〔增：实〕" in told
    assert f"目标值 {YEAR}：40% → 43%" in told
    assert "新增　任务：修订方案　一、梯队培养\n　　责任人：李静" in told
    run("plan", "versions", "--why", "调整后", *where)
    both = run("plan", "versions", "--from", "1", "--to", "2", "--json", *where).json
    assert [one["what"] for one in both["changes"]] == ["校训", "指标：骨干教师占比", "任务：修订方案"]
    rows = run("plan", "versions", "--json", *where).json["versions"]
    assert [(one["number"], one["on"], one["who"]) for one in rows][1] == (1, "2026-06-12", "许莉")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--from", "7"), "没有第 7 稿"),
        (("--to", "1"), "请加上 --from"),
        (("--from", "1", "--why", "一稿"), "请分两次"),
        (("--who", "许莉"), "请加上 --why"),
        (("--plan", "无此规划"), "没有唯一的一份规划"),
    ],
)
def test_wrong_use_is_told(run: Run, five: Path, words: tuple[str, ...], told: str) -> None:
    with open_desk(five) as desk:
        desk.plans.add(PlanDraft(title="三年规划", starts="2025-09-01", ends="2028-08-31"))
    outcome = run(
        "plan", "versions", *(() if "--plan" in words else ("--plan", "三年规划")), *words, "--data", five
    )
    assert (outcome.code, told in outcome.err) == (1, True)
