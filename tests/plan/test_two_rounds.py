"""两轮规划对照表: goals of a round with their result beside those of the next, as they went on, changed, ended, began."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from edudesk.base.errors import UserError
from edudesk.base.masking import Audience
from edudesk.base.report import Report
from edudesk.desk import Desk
from edudesk.kit.writing import write
from edudesk.plan.reports.catalogue import sheet
from edudesk.plan.rows.goals import GoalDraft
from edudesk.plan.rows.measures import MeasureDraft
from edudesk.plan.rows.plans import PlanDraft, PlanRow
from edudesk.plan.rows.tasks import TaskDraft
from edudesk.plan.rules.carrying import next_plan
from edudesk.submissions.plan_papers import plan_facts

FIRST, LAST, ON = "2023-2024学年", "2025-2026学年", "2026-09-20"


@pytest.fixture
def old(desk: Desk, stopped_clock: Callable[[str], None]) -> PlanRow:
    """教师队伍 with 梯队培养 and 师德师风 below it, 后勤; two measures, one task that is still open and one that is done."""
    stopped_clock(f"{ON} 08:30")
    plan = desk.plans.add(PlanDraft(title="三年规划（2023—2026）", starts="2023-09-01", ends="2026-08-31"))
    top = goal(desk, plan, "教师队伍")
    own = goal(desk, plan, "梯队培养", top)
    goal(desk, plan, "师德师风", top)
    goal(desk, plan, "后勤")
    for title, base, asked, actual in (("骨干占比", "24", "35", "33.5"), ("培训学分", "60", "72", "")):
        row = desk.plan_measures.put(
            MeasureDraft(plan_id=plan.id, goal_id=own, title=title, unit="%" if title == "骨干占比" else "", base=base),
            {FIRST: "30", LAST: asked},
        )  # fmt: skip
        if actual:
            desk.plan_targets.fill(row.id, {LAST: {"actual": actual}})
    for title, percent in (("名师工作室", 60), ("培养方案", 100)):
        desk.plan_tasks.add(TaskDraft(plan_id=plan.id, goal_id=own, title=title, year=LAST, percent=percent))
    return plan


def goal(desk: Desk, plan: PlanRow, title: str, above: str = "") -> str:
    return desk.plan_goals.add(GoalDraft(plan_id=plan.id, title=title, parent_id=above)).id


def go_on(desk: Desk, old: PlanRow) -> PlanRow:
    """The next round as the office makes it: 后勤 stays behind, 梯队培养 is called otherwise, 数字校园 is new."""
    whole = desk.plan_wholes.of(old.id)
    rows = {row.title: row.id for row in whole.goals}
    measures = {row.title: row.id for row in whole.measures}
    new = desk.plans.go_on(
        old.id,
        next_plan(old),
        [rows[one] for one in ("教师队伍", "梯队培养", "师德师风")],
        [row.id for row in whole.tasks if row.title == "名师工作室"],
        {measures["骨干占比"]: ("33.5", "2026-08-31")},
    )
    fresh = {row.title: row for row in desk.plan_goals.of(new.id)}
    desk.plan_goals.change(fresh["梯队培养"].id, {"title": "梯队建设", "mark": "五级梯队"})
    rate = next(row for row in desk.plan_measures.of(new.id) if row.title == "骨干占比")
    desk.plan_targets.fill(rate.id, {"2028-2029学年": {"target": "42"}})
    desk.plan_measures.put(
        MeasureDraft(plan_id=new.id, goal_id=goal(desk, new, "数字校园"), title="智慧教室"), {}
    )
    return new


def paper(desk: Desk, plan: PlanRow) -> Report:
    found = sheet("two_rounds").build(plan_facts(desk, date.fromisoformat(ON), plan.id), Audience.INTERNAL)
    assert isinstance(found, Report)
    return found


def test_what_went_on_changed_ended_and_began(desk: Desk, old: PlanRow) -> None:
    new = go_on(desk, old)
    found = paper(desk, new)
    assert found.title == "三年规划（2026—2029）与上一轮规划对照表"
    shown = [tuple("" if cell == "" else str(cell) for cell in row) for row in found.rows]
    assert shown == [
        ("目标", "一、教师队伍", "", "", "达成 54.2%", "一、教师队伍", "", "", "沿用", ""),
        (
            "目标",
            "1.1 梯队培养",
            "",
            "",
            "达成 54.2%",
            "1.1 梯队建设",
            "",
            "",
            "调整",
            "名称、达成标志有调整",
        ),
        ("指标", "骨干占比（%）", "24", "35", "33.5", "骨干占比（%）", "33.5", "42", "沿用", ""),
        ("指标", "培训学分", "60", "72", "", "培训学分", "", "", "沿用", "还没有基线"),
        ("任务", "名师工作室", "", "", "60%", "名师工作室（2026-2027学年）", "", "", "结转", ""),
        ("目标", "1.2 师德师风", "", "", "", "1.2 师德师风", "", "", "沿用", ""),
        ("目标", "二、后勤", "", "", "", "", "", "", "结束", ""),
        ("目标", "", "", "", "", "二、数字校园", "", "", "新增", ""),
        ("指标", "", "", "", "", "智慧教室", "", "", "新增", ""),
    ]
    assert found.rows == paper(desk, old).rows  # the first round is shown beside the one after it


def test_a_plan_alone_has_nothing_to_stand_beside(desk: Desk, old: PlanRow) -> None:
    with pytest.raises(UserError, match="没有上一轮，也没有下一轮"):
        paper(desk, old)


def test_it_is_printed(desk: Desk, old: PlanRow, tmp_path: Path) -> None:
    found = paper(desk, go_on(desk, old))
    for kind in ("pdf", "xlsx"):
        written = write(found, tmp_path / f"对照.{kind}", lambda *_told: None)
        assert (written.path.exists(), written.remarks) == (True, ())
    assert isinstance(found.rows[2][4], Decimal)


def test_a_base_that_is_not_the_result_is_remarked(desk: Desk, old: PlanRow) -> None:
    new = go_on(desk, old)
    rate = next(row for row in desk.plan_measures.of(new.id) if row.title == "骨干占比")
    desk.plan_measures.change(rate.id, {"base": "33.50"})
    assert paper(desk, new).rows[2][-1] == ""
    desk.plan_measures.change(rate.id, {"base": "34", "unit": "个"})
    assert paper(desk, new).rows[2][-2:] == ("调整", "单位；基线与上一轮结果不同")
    moved = next(row.id for row in desk.plan_goals.of(new.id) if row.title == "师德师风")
    desk.plan_measures.change(rate.id, {"base": "33.5", "unit": "%", "goal_id": moved})
    assert paper(desk, new).rows[2][-2:] == ("调整", "改在“师德师风”下")


def test_an_open_task_that_stays_behind_is_told(desk: Desk, old: PlanRow) -> None:
    new = go_on(desk, old)
    desk.plan_tasks.put_away([row.id for row in desk.plan_tasks.of(new.id)])
    rows = paper(desk, new).rows
    assert ("任务", "名师工作室", "", "", "60%", "", "", "", "未结转", "") in rows
    # without the task, and under another name, its measures still tell which goal it is
    assert rows[1][5] == "1.1 梯队建设"


def test_a_domain_goes_on_where_its_goals_do(desk: Desk, old: PlanRow) -> None:
    new = go_on(desk, old)
    top = next(row for row in desk.plan_goals.of(new.id) if row.title == "教师队伍")
    desk.plan_goals.change(top.id, {"title": "高素质教师"})
    rows = paper(desk, new).rows
    assert (rows[0][1], rows[0][5], *rows[0][-2:]) == ("一、教师队伍", "一、高素质教师", "调整", "名称有调整")
    kept = next(row for row in rows if row[1] == "1.2 师德师风")
    assert kept[-2:] == ("沿用", "")  # it is still where it was
