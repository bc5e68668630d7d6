"""Years of a plan, numbers of goals, pace of tasks and measures, what a stage leads to."""

from dataclasses import fields, replace
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edudesk.indicators.rows.values import Figure, Result, Verdict
from edudesk.indicators.rules.catalogue import indicators
from edudesk.plan.rows.course import StageRow
from edudesk.plan.rows.goals import GoalRow
from edudesk.plan.rows.measures import MeasureDraft, MeasureRow, TargetDraft, TargetRow
from edudesk.plan.rows.plans import PlanDraft
from edudesk.plan.rows.tasks import TaskDraft, TaskRow
from edudesk.plan.rules.actuals import live_actuals
from edudesk.plan.rules.amounts import amount_of, whole_percent
from edudesk.plan.rules.carrying import copied, moved, next_plan
from edudesk.plan.rules.codes import numbered, within
from edudesk.plan.rules.entering import stage_problems, typed_value
from edudesk.plan.rules.life import adopted_words, state_of
from edudesk.plan.rules.pace import Light, measure_standing, task_standing
from edudesk.plan.rules.proofs import natural, next_number
from edudesk.plan.rules.years import year_of, years_of

PLAN = PlanDraft(title="规划", starts="2025-09-01", ends="2028-08-31")
YEARS = years_of(PLAN)
TASK = TaskDraft(plan_id="p", goal_id="g", title="修订方案", year="2026-2027学年")


def stage(word: str, on: str, **more: object) -> StageRow:
    return StageRow(plan_id="p", stage=word, on=on, id=on, version=1, **more)  # type: ignore[arg-type]


def goal(row_id: str, parent: str = "", place: int = 1) -> GoalRow:
    return GoalRow(plan_id="p", title=row_id, id=row_id, version=1, parent_id=parent, place=place)


# --- years


@pytest.mark.parametrize(
    ("starts", "ends", "basis", "words"),
    [
        ("2025-09-01", "2028-08-31", "学年", ["2025-2026学年", "2026-2027学年", "2027-2028学年"]),
        ("2025-08-01", "2028-08-31", "学年", ["2025-2026学年", "2026-2027学年", "2027-2028学年"]),
        ("2021-01-01", "2025-12-31", "自然年", [f"{year}年" for year in range(2021, 2026)]),
        ("2025-07-01", "2026-06-30", "学年", ["2025-2026学年"]),
        ("2025-01-01", "2027-07-31", "学年", ["2024-2025学年", "2025-2026学年", "2026-2027学年"]),
        ("2025-09-01", "", "学年", []),
    ],
)
def test_years_of_a_round(starts: str, ends: str, basis: str, words: list[str]) -> None:
    plan = PlanDraft(title="规划", starts=starts, ends=ends, year_basis=basis)
    assert [year.word for year in years_of(plan)] == words


def test_a_round_that_begins_on_the_last_of_august_turns_on_that_day() -> None:
    plan = PlanDraft(title="规划", starts="2026-08-31", ends="2029-08-30")
    assert [(year.first, year.last) for year in years_of(plan)] == [
        ("2026-08-31", "2027-08-30"), ("2027-08-31", "2028-08-30"), ("2028-08-31", "2029-08-30"),
    ]  # fmt: skip


@given(
    st.dates(date(2000, 1, 1), date(2060, 1, 1)), st.integers(1, 3000), st.sampled_from(["学年", "自然年"])
)
def test_years_follow_each_other_without_gap_and_fill_the_round(first: date, days: int, basis: str) -> None:
    last = first + timedelta(days=days)
    plan = PlanDraft(title="规划", starts=first.isoformat(), ends=last.isoformat(), year_basis=basis)
    years = years_of(plan)
    assert (years[0].first, years[-1].last) == (plan.starts, plan.ends)
    for one, after in pairwise(years):
        assert date.fromisoformat(after.first) - date.fromisoformat(one.last) == timedelta(days=1)
    words = [year.word for year in years]
    assert len(set(words)) == len(words)
    for year in years:
        assert year_of(plan, year.first) == year == year_of(plan, year.last)


# --- numbers


def test_numbers_follow_from_the_tree() -> None:
    rows = [goal("b", place=2), goal("a"), goal("b2", "b", 2), goal("b1", "b"), goal("b11", "b1")]
    assert [(one.label, one.depth) for one in numbered(rows)] == [
        ("一、a", 0), ("二、b", 0), ("2.1 b1", 1), ("2.1.1 b11", 2), ("2.2 b2", 1),
    ]  # fmt: skip
    assert within(rows, "b") == ["b", "b1", "b11", "b2"]


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 14), st.integers(0, 5)), max_size=13))
def test_no_goal_is_lost_whatever_hangs_under_what(told: list[tuple[int, int, int]]) -> None:
    rows = list({f"g{one}": goal(f"g{one}", f"g{above}", place) for one, above, place in told}.values())
    found = numbered(rows)
    assert sorted(one.id for one in found) == sorted(row.id for row in rows)
    assert len({one.number for one in found}) == len(rows)


# --- pace


@pytest.mark.parametrize(
    ("values", "today", "status", "light", "word"),
    [
        ({}, "2026-09-01", "未启动", Light.GREEN, "未启动"),
        ({"percent": 40}, "2026-11-20", "进行中", Light.GREEN, "进行中"),
        ({"due": "2026-11-24", "percent": 70}, "2026-11-20", "进行中", Light.AMBER, "4 天后到期"),
        ({"due": "2026-11-24", "percent": 60}, "2026-11-20", "进行中", Light.RED, "4 天后到期"),
        ({"due": "2026-11-19", "percent": 99}, "2026-11-20", "逾期", Light.RED, "逾期 1 天"),
        ({"due": "2026-11-19", "percent": 100}, "2026-11-20", "已完成", Light.GREEN, "已完成"),
        ({"due": "2026-11-19", "status": "暂缓"}, "2026-11-20", "暂缓", Light.NONE, "暂缓"),
        ({"due": "2026-11-19", "status": "取消"}, "2026-11-20", "取消", Light.NONE, "取消"),
        ({"due": "2027-11-19", "status": "调整", "percent": 10}, "2026-11-20", "调整", Light.GREEN, "调整"),
        ({"due": "2026-11-19", "status": "调整"}, "2026-11-20", "逾期", Light.RED, "逾期 1 天"),
    ],
)
def test_how_a_task_stands(
    values: dict[str, object], today: str, status: str, light: Light, word: str
) -> None:
    standing = task_standing(replace(TASK, **values), YEARS, today)  # type: ignore[arg-type]
    assert (standing.status, standing.light, standing.word) == (status, light, word)


@given(st.integers(0, 100), st.integers(0, 100), st.integers(0, 400))
def test_more_done_is_never_a_worse_light(less: int, more: int, gone: int) -> None:
    order = [Light.RED, Light.AMBER, Light.GREEN]
    low, high = sorted((less, more))
    today = (date(2026, 9, 1) + timedelta(days=gone)).isoformat()
    lights = [task_standing(replace(TASK, percent=one), YEARS, today).light for one in (low, high)]
    assert order.index(lights[0]) <= order.index(lights[1])


@pytest.mark.parametrize(
    ("measure", "target", "actual", "word"),
    [
        ({"unit": "%"}, "31", "29.6", "落后 1.4"),
        ({"unit": "%"}, "10", "10.2", "达成"),
        ({"unit": "项"}, "4", "3", "缺 1"),
        ({"unit": "分"}, "720", "660", "91%"),
        ({"unit": "%", "direction": "越低越好"}, "36.5", "37.8", "高出 1.3"),
        ({"unit": "次", "direction": "越低越好"}, "0", "2", "多 2"),
        ({"direction": "等级"}, "B", "A", "达成"),
        ({"direction": "等级"}, "B", "C", "未达成"),
        ({"direction": "是否"}, "是", "否", "未达成"),
        ({"direction": "是否"}, "否", "否", "达成"),
        ({"direction": "是否"}, "", "否", "未达成"),  # without a target 是 is asked for
        ({"direction": "区间", "low": "80", "high": "90"}, "", "90", "达成"),
        ({"direction": "区间", "low": "80", "high": "90"}, "85—95", "92", "达成"),  # of this year
        ({"direction": "区间", "low": "80", "high": "90"}, "", "90.5", "未达成"),
        ({}, "5", "", "缺数据"),
        ({}, "", "5", ""),
        ({}, "5", "很多", "缺数据"),
    ],
)
def test_the_tag_of_a_measure(measure: dict[str, str], target: str, actual: str, word: str) -> None:
    draft = MeasureDraft(plan_id="p", goal_id="g", title="指标", **measure)  # type: ignore[arg-type]
    own = TargetDraft(plan_id="p", measure_id="m", year="2026年", target=target)
    assert measure_standing(draft, own, actual).text == word
    excused = replace(own, excused="是", why="撤并")
    assert measure_standing(draft, excused, actual).text == "不适用"
    assert measure_standing(draft, replace(excused, excused="否"), actual).text == word  # as it is scored


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("35%", "35"),
        (" ３５．５ ％", "35.5"),
        ("1,350", "1350"),
        ("36，5", "36,5"),  # a slip for 36.5 is no 365
        ("1,2,3", "1,2,3"),
        ("-2.5", "-2.5"),
        ("约 30", "约 30"),
        ("", ""),
    ],
)
def test_a_figure_is_stored_as_a_number_and_words_stay(typed: str, stored: str) -> None:
    assert typed_value(typed) == stored
    assert typed_value("ｂ", "等级") == "B"
    assert (amount_of("36，5"), amount_of("1，234，567.5"), amount_of("12,34")) == (
        None,
        Fraction("1234567.5"),
        None,
    )


def test_a_share_is_printed_half_up_and_never_all_before_it_is() -> None:
    shares = ("0.745", "0.65", "0.644", "0.996", "1", "0")
    assert [whole_percent(Fraction(one)) for one in shares] == [75, 65, 64, 99, 100, 0]


# --- live figures


def test_live_figures_follow_the_indicator_until_they_are_frozen() -> None:
    def measure(row_id: str, **more: object) -> MeasureRow:
        return MeasureRow(plan_id="p", goal_id="g", id=row_id, version=1, **more)  # type: ignore[arg-type]

    def result(key: str, stage: str, value: Fraction | None) -> Result:
        figure = Figure(numerator=value)
        return Result(
            indicator=indicators()[key], stage=stage, figure=figure, value=value, target=None, verdict=Verdict.REPORTED
        )  # fmt: skip

    measures = [
        measure("share", source="E5", decimals=1),
        measure("whole", source="P7"),
        measure("frozen", source="E5"),
        measure("unknown", source="E3"),
        measure("typed"),
    ]
    frozen = TargetRow(
        plan_id="p", measure_id="frozen", year=YEARS[1].word, actual="40", frozen="是", id="t", version=1
    )
    results = [
        result("E5", "小学", Fraction(5, 12)), result("P7", "", Fraction(2)), result("E3", "小学", None),
    ]  # fmt: skip
    found = live_actuals(measures, {("frozen", YEARS[1].word): frozen}, YEARS[1], results)
    assert found == {("share", YEARS[1].word): "41.7", ("whole", YEARS[1].word): "2"}
    two = [*results, result("E5", "初中", Fraction(1, 2))]
    assert ("share", YEARS[1].word) not in live_actuals(measures, {}, YEARS[1], two)  # which of the two?
    own = [measure("share", source="E5", stage="初中")]
    assert live_actuals(own, {}, YEARS[1], two) == {("share", YEARS[1].word): "50.0"}


# --- the life cycle


def test_the_last_stage_says_the_state_and_going_back_is_another_stage() -> None:
    begun = stage("启动研制", "2024-11-04")
    argued = stage("论证", "2025-05-23")
    done = replace(argued, result="通过论证")
    passed = stage("审议通过", "2025-06-20", present=58, votes_for=56, votes_against=0, votes_abstain=2)
    assert state_of([]) == "研制中"
    assert state_of([begun, argued]) == "论证中"
    assert state_of([begun, done]) == "待审议"
    assert state_of([begun, done, passed]) == "已通过"
    assert state_of([begun, done, replace(passed, votes_for=20)]) == "待审议"
    assert state_of([begun, done, replace(passed, result="未通过")]) == "研制中"
    assert state_of([begun, done, passed, stage("征求意见", "2025-06-25")]) == "征求意见"
    filed = stage("报批备案", "2025-06-27", body="区教育局")
    running = stage("年度分解", "2025-09-05")
    assert state_of([running, filed, passed, done, begun]) == "实施中"  # in any order
    assert adopted_words([begun, passed, filed]) == "2025年6月 教代会审议通过 · 区教育局备案"
    half = stage("中期评估", "2027-01-10")
    assert state_of([passed, running, half]) == "中期评估"
    assert state_of([passed, running, replace(half, result="良好")]) == "实施中"
    assert state_of([passed, running, half, stage("下一轮", "2028-07-01")]) == "已结束"


def test_votes_must_be_those_of_who_was_there() -> None:
    vote = stage("审议通过", "2025-06-20", present=50, votes_for=30, votes_against=15, votes_abstain=10)
    assert [one.key for one in stage_problems(vote)] == ["present"]
    few = replace(vote, votes_for=20, votes_abstain=5, result="通过")
    assert [one.key for one in stage_problems(few)] == ["votes_for"]
    assert list(stage_problems(replace(few, result="未通过"))) == []
    assert list(stage_problems(replace(vote, votes_abstain=5))) == []


# --- what goes on


def test_a_year_of_tasks_goes_on_in_the_next() -> None:
    def row(row_id: str, **more: object) -> TaskRow:
        values = {field.name: getattr(TASK, field.name) for field in fields(TASK)} | more
        return TaskRow(id=row_id, version=1, **values)  # type: ignore[arg-type]

    first, second = YEARS[0], YEARS[1]
    tasks = [
        row("1", title="甲", year=first.word, starts="2025-09-10", due="2026-02-28", percent=60),
        row("2", title="乙", year=first.word, due="2026-06-30", percent=100, done_on="2026-06-01"),
        row("3", title="丙", year=first.word, status="取消", reason="合并"),
        row("4", title="丁", year=first.word),
        row("5", title="丁", year=second.word),
    ]
    fresh = copied([one for one in tasks if one.year == first.word], second, tasks)
    assert [
        (one.title, one.starts, one.due, one.percent, one.done_on, one.carried_from) for one in fresh
    ] == [
        ("甲", "2026-09-10", "2027-02-28", 0, "", "1"),
        ("乙", "", "2027-06-30", 0, "", ""),
    ]
    assert moved("2028-02-29", "2027-2028学年", YEARS[0]) == "2026-02-28"


def test_the_next_round_is_as_long_and_begins_after() -> None:
    from edudesk.plan.rows.plans import PlanRow

    values = {field.name: getattr(PLAN, field.name) for field in fields(PLAN)}
    row = PlanRow(
        **values | {"title": "三年规划（2025—2028）", "motto": "诚朴", "overall": "办好"}, id="1", version=1
    )
    after = next_plan(row)
    assert (after.title, after.starts, after.ends) == ("三年规划（2028—2031）", "2028-09-01", "2031-08-31")
    assert (after.previous_id, after.motto, after.overall, after.state) == ("1", "诚朴", "", "研制中")
    assert next_plan(replace(row, title="学校规划")).title == "学校规划（下一轮）"

    def span(starts: str, ends: str) -> tuple[str, str]:
        found = next_plan(replace(row, starts=starts, ends=ends, year_basis="自然年"))
        return found.starts, found.ends

    # a round that touches four calendar years is three years long
    assert span("2023-09-01", "2026-08-31") == ("2026-09-01", "2029-08-31")
    assert span("2023-02-01", "2026-01-31") == ("2026-02-01", "2029-01-31")
    assert span("2024-02-29", "2027-02-28") == ("2027-03-01", "2030-02-28")
    assert span("2026-01-01", "2030-12-31") == ("2031-01-01", "2035-12-31")
    assert span("2025-08-01", "2028-08-31") == ("2028-09-01", "2031-08-31")


def test_numbers_of_proofs() -> None:
    taken = {"2.1-01", "2.1-09", "2.10-44", "0-01"}
    assert (next_number("2.1", taken), next_number("2.2", taken), next_number("0", taken)) == (
        "2.1-10", "2.2-01", "0-02",
    )  # fmt: skip
    assert sorted(["2.10-01", "2.2-10", "2.2-09", ""], key=natural) == ["2.2-09", "2.2-10", "2.10-01", ""]
