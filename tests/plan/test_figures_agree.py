"""One thing has one figure in every paper of a plan: read from the papers made, and reckoned a second time by hand."""

import re
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

import pytest

from edudesk.base.chart import Chart
from edudesk.base.document import Document, Heading, Paragraph
from edudesk.base.masking import Audience
from edudesk.base.report import Report
from edudesk.desk import Desk
from edudesk.plan.reports.catalogue import sheet
from edudesk.plan.rows.goals import DOMAIN, GoalDraft
from edudesk.plan.rows.measures import LOWER, MeasureDraft, TargetDraft
from edudesk.plan.rows.plans import PlanDraft
from edudesk.plan.rows.reviews import YEARLY, ReviewDraft
from edudesk.plan.rows.tasks import TaskDraft
from edudesk.submissions.plan_papers import plan_facts

TODAY = date(2026, 6, 20)
YEAR = "2025-2026学年"

# domain -> its weight, leader, goals: title -> weight, measures (title, base, target, actual, direction), tasks in percent
PLAN: dict[str, tuple[int, str, dict[str, tuple[int, list[tuple[str, ...]], list[int]]]]] = {
    "教师队伍": (
        50,
        "许莉",
        {
            "梯队培养": (30, [("骨干占比", "", "36", "35", ""), ("研究生占比", "9", "12", "10.1", "")], [100, 60, 35]),
            "师德师风": (20, [("合格率", "", "100", "100", "")], [50]),
        },
    ),
    "学生成长": (
        30,
        "翟红英",
        {"身心健康": (30, [("近视率", "38.5", "36.5", "37.8", LOWER), ("优良率", "", "58", "", "")], [])},
    ),
    "条件保障": (20, "邹立新", {"平安校园": (20, [("演练", "", "4", "5", "")], [0, 100, 20])}),
}  # fmt: skip


def reached(measure: tuple[str, ...]) -> Fraction:
    """From the base to the target, 0 to 1; what is missing is nought."""
    _, base, target, actual, _ = measure
    if not actual:
        return Fraction(0)
    begin = Fraction(base or "0")
    share = (Fraction(actual) - begin) / (Fraction(target) - begin)
    return min(max(share, Fraction(0)), Fraction(1))


def mean(values: list[Fraction]) -> Fraction:
    return sum(values, Fraction(0)) / len(values)


def goal_share(measures: list[tuple[str, ...]], tasks: list[int]) -> Fraction:
    """三年公式: measures 70, tasks 30; one of them alone counts whole."""
    parts = [(70, mean([reached(one) for one in measures]))]
    if tasks:
        parts.append((30, mean([Fraction(one, 100) for one in tasks])))
    return sum((weight * share for weight, share in parts), Fraction(0)) / sum(weight for weight, _ in parts)


def shown(share: Fraction, places: str = "0.1") -> str:
    """Percents or points as papers print them."""
    exact = share * 100
    return str((Decimal(exact.numerator) / exact.denominator).quantize(Decimal(places), ROUND_HALF_UP))


GOALS = {title: goal_share(*rows[1:]) for _, _, goals in PLAN.values() for title, rows in goals.items()}
DOMAINS = {
    title: sum((GOALS[one] * rows[0] for one, rows in goals.items()), Fraction(0))
    / sum(rows[0] for rows in goals.values())
    for title, (_, _, goals) in PLAN.items()
}
SCORE = shown(sum((DOMAINS[title] * weight for title, (weight, _, _) in PLAN.items()), Fraction(0)) / 100)
TASKS = [percent for _, _, goals in PLAN.values() for rows in goals.values() for percent in rows[2]]
MEASURES = [one for _, _, goals in PLAN.values() for rows in goals.values() for one in rows[1]]


@pytest.fixture(params=[False, True], ids=["live", "frozen"])
def papers(desk: Desk, stopped_clock: Any, request: pytest.FixtureRequest) -> Any:
    """key -> paper of the year; of a frozen year the data have changed since."""
    stopped_clock("2026-06-20 08:30")
    plan_id = desk.plans.add(
        PlanDraft(title="三年规划（2025—2028）", starts="2025-09-01", ends="2028-08-31")
    ).id
    for title, (weight, leader, goals) in PLAN.items():
        top = GoalDraft(plan_id=plan_id, title=title, kind=DOMAIN, weight=float(weight), leader=leader)
        domain = desk.plan_goals.add(top).id
        for name, (own, measures, tasks) in goals.items():
            goal = desk.plan_goals.add(
                GoalDraft(plan_id=plan_id, parent_id=domain, title=name, weight=float(own))
            ).id
            for word, base, target, actual, direction in measures:
                draft = MeasureDraft(plan_id=plan_id, goal_id=goal, title=word, base=base, unit="%")
                row = desk.plan_measures.add(draft)
                if direction:
                    desk.plan_measures.change(row.id, {"direction": direction})
                desk.plan_targets.add(
                    TargetDraft(plan_id=plan_id, measure_id=row.id, year=YEAR, target=target, actual=actual)
                )
            for number, percent in enumerate(tasks):
                desk.plan_tasks.add(
                    TaskDraft(
                        plan_id=plan_id, goal_id=goal, title=f"{name}{number}", year=YEAR, percent=percent,
                        department="教科室",
                    )
                )  # fmt: skip
    if request.param:
        desk.plan_evaluations.freeze_new(
            ReviewDraft(plan_id=plan_id, kind=YEARLY, year=YEAR, on="2026-06-20")
        )
        row = next(one for one in desk.plan_measures.of(plan_id) if one.title == "骨干占比")
        desk.plan_measures.change(row.id, {"base": "30"})

    def made(key: str) -> Any:
        return sheet(key).build(plan_facts(desk, TODAY, year=YEAR), Audience.BUREAU)

    return made


def said(paper: Document) -> str:
    return "\n".join(
        one.lead + one.text if isinstance(one, Paragraph) else one.text
        for one in paper.body
        if isinstance(one, Paragraph | Heading)
    )


def column(paper: Report, title: str) -> list[str]:
    at = next(place for place, one in enumerate(paper.columns) if one.title == title)
    return [str(row[at]) for row in paper.rows]


def test_the_score_of_a_year_is_the_same_everywhere(papers: Any) -> None:
    table = papers("self_table")
    whole = dict(zip(column(table, "目标"), column(table, "自评得分"), strict=True))["合计"]
    report = said(papers("self_report"))
    bulletin = said(papers("bulletin"))
    years = {row[1]: [str(value) for value in row if value != ""] for row in papers("years_table").rows}
    history = papers("history").rows[0]
    assert whole == SCORE
    assert re.findall(r"自评得分 ([\d.]+) 分", report)[:1] == [SCORE]
    assert re.findall(r"年度目标达成 ([\d.]+) 分", bulletin) == [SCORE]
    assert SCORE in years["年度自评得分"]
    assert str(history[3]) == SCORE
    summed = sum(Decimal(points) for goal, points in zip(column(table, "目标"), column(table, "自评得分"), strict=True) if goal[:1].isdigit())  # fmt: skip
    assert abs(summed - Decimal(SCORE)) <= Decimal("0.05") + Decimal("0.005") * len(table.rows)


def test_the_attainment_of_domains_and_goals_is_the_same_everywhere(papers: Any) -> None:
    report = papers("self_report")
    years = {row[1]: [str(value) for value in row] for row in papers("years_table").rows}
    history = papers("history")
    chart = next(one for one in report.body if isinstance(one, Chart))
    points = [point.value for series in chart.series for point in series.points]
    sheets = papers("duty_scores")
    lines = {
        goal.partition(" ")[2]: points
        for goal, points in zip(column(sheets, "规划目标项"), column(sheets, "得分"), strict=True)
    }
    sums = [
        points
        for goal, points in zip(column(sheets, "规划目标项"), column(sheets, "得分"), strict=True)
        if goal == "小计"
    ]
    text = said(report)
    for place, (title, share) in enumerate(DOMAINS.items()):
        percent = shown(share)
        number = "一二三"[place]
        assert percent in years[f"{number}、{title}达成度"]
        assert column(history, title)[0] == percent
        assert re.search(rf"{title}\n达成度 {re.escape(percent)}%", text), (title, percent)
        assert points[place] == pytest.approx(float(percent))
        assert sums[place] == percent  # who leads a domain is scored by it
    for title, share in GOALS.items():
        assert lines[title] == shown(share)
        assert f"{title}。达成度 {shown(share)}%" in text


def test_how_many_goals_measures_and_tasks_there_are_is_the_same_everywhere(papers: Any) -> None:
    report, bulletin = said(papers("self_report")), said(papers("bulletin"))
    assert re.findall(r"应评目标 (\d+) 个，观测指标 (\d+) 项，任务 (\d+) 项", report) == [
        (str(len(GOALS)), str(len(MEASURES)), str(len(TASKS)))
    ]
    assert len(papers("targets").rows) == len(GOALS)
    assert len(papers("tasks").rows) == len(TASKS)
    done = sum(percent == 100 for percent in TASKS)
    assert re.findall(r"共安排任务 (\d+) 项，已完成 (\d+) 项", bulletin) == [(str(len(TASKS)), str(done))]
    table = papers("self_table")
    assert len({goal for goal in column(table, "目标") if goal[:1].isdigit()}) == len(GOALS)
    tasks = [re.fullmatch(r"完成任务 (\d+) 项", one) for one in column(table, "观测点")]
    assert sum(int(one[1]) for one in tasks if one) == len(TASKS)
    assert sum(one is None and bool(word) for one, word in zip(tasks, column(table, "观测点"), strict=True)) == len(MEASURES)  # fmt: skip
    measured = [row for row in papers("years_table").rows if row[0] != ""]
    assert [str(row[1]) for row in measured] == [one[0] for one in MEASURES]
    assert [str(row[5]) for row in measured] == [one[3] for one in MEASURES]
