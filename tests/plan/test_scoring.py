"""The score of a plan: from rows to the whole, published splits, what drops out, what is missing, what is kept."""

import json
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edudesk.base.errors import UserError
from edudesk.plan.forms.checking import problems_of
from edudesk.plan.forms.reading import SchemeError, plain_of, scheme_of, shipped_schemes
from edudesk.plan.forms.value import Part, Rung
from edudesk.plan.forms.wording import parts_text, read_parts, read_rungs, rungs_text
from edudesk.plan.rules.asking import AskedGoal, AskedMeasure, AskedTask
from edudesk.plan.rules.attainment import Yardstick
from edudesk.plan.rules.freezing import frozen, thawed
from edudesk.plan.rules.rounds import evaluate_round, evaluate_year
from edudesk.plan.rules.scoring import EXCUSED, GOAL, MISSING, scored
from edudesk.plan.rules.settling import settle
from tests.thorough import examples

SCHEMES = shipped_schemes()
USUAL = SCHEMES["three_year"]


def measure(key, actual, weight=None, excused=""):
    """A measure with the target 100."""
    told = None if weight is None else Fraction(weight)
    return AskedMeasure(
        id=key, title=key, yard=Yardstick(), target="100", actual=actual, weight=told, excused=excused
    )


def task(key, percent, weight=None, excused=""):
    told = None if weight is None else Fraction(weight)
    return AskedTask(id=key, title=key, percent=percent, weight=told, excused=excused)


def goal(key, weight=None, **parts):
    return AskedGoal(id=key, title=key, weight=None if weight is None else Fraction(weight), **parts)


def test_a_worked_example():
    """德育 30: 90 % of its measure and 50 % of its task list at 70 to 30; 教学 70: two goals at 2 to 1."""
    moral = goal("德育", 30, measures=(measure("m1", "90"),), tasks=(task("t1", 80, 1), task("t2", 40, 3)))
    lessons = goal(
        "教学",
        70,
        goals=(goal("课堂", 2, measures=(measure("m2", "100"),)), goal("作业", 1, tasks=(task("t3", 40),))),
    )
    found = evaluate_year([moral, lessons], USUAL, "2025-2026学年", {})
    share = Fraction(7, 10) * Fraction(9, 10) + Fraction(3, 10) * Fraction(1, 2)
    assert found.line("德育").counted == share == Fraction(78, 100)
    assert found.line("教学").counted == Fraction(2 * 100 + 40, 300)
    assert found.score == Fraction(30) * share + 70 * Fraction(8, 10)
    assert (found.printed, found.grade) == (Decimal("79.4"), "合格")
    assert found.line("德育").how == "观测指标 1 项平均 90.0%，占 70；任务清单 2 项加权平均 50.0%，占 30"
    assert found.line("教学").how == "（100.0%×2 ＋ 40.0%×1）÷ 3"
    assert found.parts[0].how == "（78.0×30 ＋ 80.0×70）÷ 100"
    words = {line.id: (line.full, line.word) for line in found.lines}
    assert words["m1"] == (21, "基本达成")
    assert words["t2"] == (Fraction(27, 4), "未达成")
    assert words["课堂"] == (Fraction(140, 3), "完全达成")


def test_what_does_not_apply_drops_out_and_its_weight_is_shared():
    goals = [
        goal("一", 40, measures=(measure("m1", "100", 1), measure("m2", "", 1, excused="没有毕业班"))),
        goal("二", 40, tasks=(task("t1", 50), task("t2", 0, excused="已取消：合并"))),
        goal("三", 20),
    ]
    found = evaluate_year(goals, USUAL, "", {})
    assert found.score == 75
    assert [line.id for line in found.lines if line.state == EXCUSED] == ["m2", "t2", "三"]
    assert [line.full for line in found.lines if line.kind == GOAL] == [50, 50, 0]
    assert found.line("m2").how == "不适用：没有毕业班，不计入，由其余各项折算"
    assert "三不计入，权重由其余各项折算" in found.parts[0].how
    assert found.notes == ("不适用或没有到期的 3 项不计入，权重由同级其余各项折算。",)


def test_a_missing_figure_counts_nothing_and_is_named():
    found = evaluate_year([goal("一", measures=(measure("m1", "100"), measure("m2", "")))], USUAL, "", {})
    assert found.score == 50
    assert [(line.id, line.how) for line in found.lines if line.state == MISSING] == [
        ("m2", "没有实际值，按 0 计")
    ]
    assert found.notes == ("缺数据 1 项，按 0 计。",)


def test_the_reviewers_may_judge_a_goal_and_both_figures_are_told():
    found = evaluate_year([goal("一", measures=(measure("m1", "70"),), own=Fraction(9, 10))], USUAL, "", {})
    assert found.score == 90
    assert found.line("一").how == "自评小组评定 90.0%，按数据计算为 70.0%"
    assert found.line("m1").full == 0


def test_nothing_due_is_no_score():
    found = evaluate_year([goal("一", 10)], USUAL, "", {})
    assert (found.score, found.grade, found.lacks) == (None, "", ("规划目标达成：还没有评分",))
    assert evaluate_year([], USUAL, "", {}).score is None


@pytest.mark.parametrize(
    ("years", "typed", "attained", "score"),
    [
        # 乐清: 10 + 10 + 10 + 70
        ({"2023-2024学年": 100, "2024-2025学年": 0}, 0, "0", 10),
        ({"2023-2024学年": 0, "2024-2025学年": 100}, 0, "0", 10),
        ({"2023-2024学年": 0, "2024-2025学年": 0}, 100, "0", 10),
        ({"2023-2024学年": 0, "2024-2025学年": 0}, 0, "100", 70),
        ({"2023-2024学年": 86, "2024-2025学年": 92}, 85, "90", Decimal("89.3")),
        # five calendar years: the 20 of the years are shared alike
        ({f"{year}年": 100 if year == 2021 else 0 for year in range(2021, 2025)}, 0, "0", 5),
    ],
)
def test_three_year_formula_as_published(years, typed, attained, score):
    goals = [goal("一", measures=(measure("m1", attained),))]
    told = {year: Fraction(points) for year, points in years.items()}
    found = evaluate_round(goals, USUAL, {"下一轮规划质量": Fraction(typed)}, told)
    assert found.printed == score
    assert sum(part.share for part in found.parts) == 1


def test_a_round_of_one_year_is_scored_without_years_before():
    found = evaluate_round(
        [goal("一", measures=(measure("m1", "80"),))], USUAL, {"下一轮规划质量": Fraction(90)}, {}
    )
    assert [part.name for part in found.parts] == ["下一轮规划质量", "终结性评价"]
    assert found.score == Fraction(10 * 90 + 70 * 80, 80)
    assert found.notes == ("规划只有一个年度，没有终结前的年度评价，权重由其余部分折算。",)


def test_a_round_without_all_parts_has_no_score_but_what_is_known():
    goals = [goal("一", measures=(measure("m1", "90"),))]
    found = evaluate_round(goals, USUAL, {}, {"2023-2024学年": Fraction(80), "2024-2025学年": None})
    assert (found.score, found.grade) == (None, "")
    assert found.so_far == Fraction(80 * 10 + 90 * 70, 80)
    assert found.lacks == ("2024-2025学年年度评价：还没有自评结果", "下一轮规划质量：还没有评分")


@pytest.mark.parametrize(("key", "basic"), [("basic50", 50), ("basic40", 40), ("basic70", 70)])
def test_basic_and_developing_blocks(key, basic):
    grown = goal("办学特色", 10, measures=(measure("m1", "80"),))
    by_goals = evaluate_year(
        [goal("基础性指标：办学规范", 5, tasks=(task("t1", 100),)), grown], SCHEMES[key], "", {}
    )
    by_points = evaluate_year([grown], SCHEMES[key], "", {"基础性指标": Fraction(100)})
    assert by_goals.score == by_points.score == basic + Fraction((100 - basic) * 80, 100)
    lacking = evaluate_year([grown], SCHEMES[key], "", {})
    assert (lacking.score, lacking.so_far, lacking.lacks) == (None, 80, ("基础性指标：还没有评分",))
    assert by_goals.line("m1").full == 100 - basic


@pytest.mark.parametrize(
    ("key", "points", "grade"),
    [
        ("yearly", "90", "优秀"), ("yearly", "89.94", "良好"), ("yearly", "89.95", "优秀"), ("yearly", "79.9", "合格"),
        ("yearly", "59.9", "不合格"), ("four_levels", "90", "A"), ("four_levels", "75", "B"), ("four_levels", "60", "C"),
        ("four_levels", "59", "D"),
    ],
)  # fmt: skip
def test_cut_offs_as_published(key, points, grade):
    assert evaluate_year([goal("一", measures=(measure("m1", points),))], SCHEMES[key], "", {}).grade == grade


@pytest.mark.parametrize(
    ("figures", "grades", "whole"),
    [
        (("100", "100"), ["A", "A"], "达标"),
        (("100", "70"), ["A", "B"], "未完全达标"),
        (("100", "59"), ["A", "C"], "不达标"),
        (("100", ""), ["A", "C"], "不达标"),
    ],
)
def test_grades_by_conditions(figures, grades, whole):
    goals = [
        goal(str(at), measures=(measure(f"m{at}", "100"), measure(f"n{at}", figure)))
        for at, figure in enumerate(figures)
    ]
    found = evaluate_year(goals, SCHEMES["conditions"], "", {})
    assert [line.grade for line in found.lines if line.kind == GOAL] == grades
    assert found.grade == whole


def test_what_dropped_out_or_was_judged_as_a_whole_decides_no_grade_and_lacks_nothing():
    """规划与项目调研 2.4: rows marked 不适用 drop out, whichever way a goal is graded."""
    this_year = goal("甲", measures=(measure("m1", "100"),))
    later = goal("乙", excused="本年度没有安排", measures=(measure("m2", ""), measure("m3", "10")))
    judged = goal("丙", own=Fraction(1), measures=(measure("m4", ""), measure("m5", "10")))
    for key in ("conditions", "three_year"):
        found = evaluate_year([goal("一", goals=(this_year, later)), judged], SCHEMES[key], "", {})
        assert found.score == 100
        assert [line.state for line in map(found.line, ("m2", "m4"))] == [EXCUSED, EXCUSED]
        assert found.line("m2").how == "没有实际值，不计入得分"
        assert not [note for note in found.notes if "缺数据" in note]
        best = {"conditions": ("A", "达标"), "three_year": ("优秀", "优秀")}[key]
        assert (found.line("一").grade, found.line("丙").grade, found.grade) == (best[0], best[0], best[1])


def test_no_goal_is_left_out_of_a_score_in_silence():
    named = replace(
        USUAL, year=(Part("德育", Decimal(50), goals=("德育",)), Part("教学", Decimal(50), goals=("教学",)))
    )
    assert [one.key for one in problems_of(named)] == ["year"]
    goals = [goal(title, measures=(measure(title, "100"),)) for title in ("德育为先", "教学提质", "后勤安全")]
    found = evaluate_year(goals, named, "", {})  # a scheme that was stored before such ones were refused
    assert found.line("后勤安全") is None
    assert found.notes == ("评价方案的年度得分里没有包含：后勤安全，没有计分；请修改评价方案。",)
    rest = replace(named, year=(*named.year, Part("其余", Decimal(0))))
    assert problems_of(rest) == ()
    assert evaluate_year(goals, rest, "", {}).line("后勤安全") is not None


def test_adjustment_needs_a_reason_and_both_scores_stay():
    found = evaluate_year([goal("一", measures=(measure("m1", "88.5"),))], USUAL, "", {})
    settled = settle(found, USUAL, "+2", "市级特色学校")
    assert (settled.reckoned, settled.score, settled.grade) == (Decimal("88.5"), Decimal("90.5"), "优秀")
    assert settle(found, USUAL, "", "").score == Decimal("88.5")
    assert settle(found, USUAL, "99", "说明").score == 100
    with pytest.raises(UserError, match="没有写明理由"):
        settle(found, USUAL, "-1.5", " ")
    with pytest.raises(UserError, match="不是"):
        settle(found, USUAL, "两分", "说明")


# what holds for any plan

WEIGHTS = st.none() | st.integers(0, 30).map(Fraction)
MEASURES = st.builds(
    lambda actual, weight, out: (actual, weight, out),
    st.sampled_from(["", "0", "35", "99.96", "100", "180"]), WEIGHTS, st.sampled_from(["", "", "", "不适用"]),
)  # fmt: skip
TASKS = st.tuples(st.integers(0, 100), WEIGHTS, st.sampled_from(["", "", "", "已取消"]))


@st.composite
def trees(draw, depth=2):
    """Top goals of a plan, with everything that can be in one."""
    counter = iter(range(100_000))

    def made(level):
        return AskedGoal(
            id=f"g{next(counter)}", title="目标", weight=draw(WEIGHTS),
            measures=tuple(measure(f"m{next(counter)}", *one) for one in draw(st.lists(MEASURES, max_size=2))),
            tasks=tuple(task(f"t{next(counter)}", *one) for one in draw(st.lists(TASKS, max_size=2))),
            goals=tuple(made(level - 1) for _ in range(draw(st.integers(0, 2)) if level else 0)),
        )  # fmt: skip

    return [made(depth) for _ in range(draw(st.integers(1, 2)))]


def flat(goals, part=1.0):
    """The second way: from the top down in floats, (row, part of the whole) of all that counts."""
    live = [(one, weight) for one, weight in zip(goals, usual(goals), strict=True) if weight and counts(one)]
    whole = sum(weight for _, weight in live)
    for one, weight in live:
        share = part * weight / whole
        mine = [(rows, points) for rows, points in ((one.measures, 70), (one.tasks, 30)) if countable(rows)]
        below = list(zip(one.goals, usual(one.goals), strict=True))
        live_below = sum(weight for child, weight in below if counts(child))
        if mine and live_below:
            own = sum(weight for _, weight in below) / len(below) or 1.0
            yield from flat(one.goals, share * live_below / (live_below + own))
            share *= own / (live_below + own)
        elif live_below:
            yield from flat(one.goals, share)
            continue
        both = sum(points for _, points in mine)
        for rows, points in mine:
            known = countable(rows)
            every = sum(weight for _, weight in known)
            yield from ((row, share * points / both * weight / every) for row, weight in known)


def usual(rows):
    known = [float(row.weight) for row in rows if row.weight is not None]
    mean = sum(known) / len(known) if any(known) else 1.0
    return [mean if row.weight is None else float(row.weight) for row in rows]


def countable(rows):
    return [
        (row, weight) for row, weight in zip(rows, usual(rows), strict=True) if weight and not row.excused
    ]


def counts(one):
    below = any(counts(child) for child, weight in zip(one.goals, usual(one.goals), strict=True) if weight)
    return bool(countable(one.measures) or countable(one.tasks) or below)


def reached(row):
    return row.percent / 100 if isinstance(row, AskedTask) else min(float(row.actual or 0) / 100, 1)


@settings(max_examples=examples(60))
@given(trees())
def test_another_way_gives_the_same_score(goals):
    rows = list(flat(goals))
    found = scored(goals, USUAL)
    assert (found.share is None) == (not rows)
    if rows:
        assert float(found.share) == pytest.approx(sum(reached(row) * part for row, part in rows))
        assert {row.id: pytest.approx(part) for row, part in rows} == {
            line.id: float(line.full) for line in found.lines if line.kind != GOAL and line.full
        }


@settings(max_examples=examples(60))
@given(trees())
def test_points_of_the_lines_make_the_score(goals):
    found = evaluate_year(goals, USUAL, "", {})
    rows = [line for line in found.lines if line.kind != GOAL]
    if found.score is not None:
        assert 0 <= found.score <= 100
        assert sum(line.points for line in rows) == found.score
        assert sum(line.full for line in rows) == 100
        assert sum(line.points for line in found.lines if line.depth == 0) == found.score
    assert all(line.how for line in found.lines)
    assert thawed(frozen(found, USUAL, "2026-08-31")).evaluation == found


@settings(max_examples=examples(60))
@given(trees(), st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(goals, random):
    def shaken(rows):
        rows = list(rows)
        random.shuffle(rows)
        return tuple(rows)

    def other(one):
        below = shaken(map(other, one.goals))
        return replace(one, measures=shaken(one.measures), tasks=shaken(one.tasks), goals=below)

    mixed = shaken(map(other, goals))
    assert scored(mixed, USUAL).share == scored(goals, USUAL).share


@settings(max_examples=examples(60))
@given(trees(), st.data())
def test_more_progress_never_lowers_the_score(goals, data):
    def better(one):
        tasks = tuple(replace(row, percent=data.draw(st.integers(row.percent, 100))) for row in one.tasks)
        return replace(one, tasks=tasks, goals=tuple(map(better, one.goals)))

    before = scored(goals, USUAL).share
    if before is not None:
        assert scored([better(one) for one in goals], USUAL).share >= before


@settings(max_examples=examples(60))
@given(trees(), st.integers(2, 9))
def test_weights_are_only_compared(goals, factor):
    def heavier(one):
        return replace(
            one,
            weight=one.weight and one.weight * factor,
            measures=tuple(replace(row, weight=row.weight and row.weight * factor) for row in one.measures),
            goals=tuple(map(heavier, one.goals)),
        )

    before = scored(goals, USUAL).share
    after = scored([heavier(one) for one in goals], USUAL).share
    assert before == after


# the schemes themselves


@pytest.mark.parametrize("key", list(SCHEMES))
def test_shipped_schemes_hold_and_can_be_kept(key):
    scheme = SCHEMES[key]
    assert problems_of(scheme) == ()
    assert scheme_of(json.loads(json.dumps(plain_of(scheme)))) == scheme
    assert scheme.source


def test_what_is_wrong_with_a_scheme_is_said_at_once():
    wrong = replace(
        USUAL, title=" ", cap=Decimal(90), measures=Decimal(0), tasks=Decimal(0), grades=(Rung("好", Decimal(1)),),
        words=(Rung("甲", Decimal(0)), Rung("甲", Decimal(50))), year=(), round=USUAL.year,
        levels=(Rung("A", Decimal(50)), Rung("B", Decimal(60))),
    )  # fmt: skip
    keys = {one.key for one in problems_of(wrong)}
    assert keys == {"title", "cap", "measures", "grades", "words", "year", "round", "levels"}
    with pytest.raises(SchemeError):
        scheme_of({**plain_of(USUAL), "cap": "很多"})
    with pytest.raises(SchemeError):
        scheme_of({"title": "没有编号"})


@pytest.mark.parametrize("key", list(SCHEMES))
def test_a_scheme_is_written_in_words_and_read_back(key):
    scheme = SCHEMES[key]
    for rungs in (scheme.words, scheme.grades, scheme.levels):
        assert read_rungs(rungs_text(rungs)) == rungs
    for parts in (scheme.year, scheme.round):
        assert read_parts(parts_text(parts)) == parts


def test_a_scheme_as_people_type_it():
    assert read_rungs("优秀 90分，良好80；合格 60.5%，不合格") == (
        Rung("优秀", Decimal(90)), Rung("良好", Decimal(80)), Rung("合格", Decimal("60.5")), Rung("不合格", Decimal(0)),
    )  # fmt: skip
    assert (
        parts_text(read_parts("办学规范 40(目标,含 规范 治理)；特色 60"))
        == "办学规范 40（目标，含 规范 治理）、特色 60（目标）"
    )
    with pytest.raises(ValueError, match="看不懂“90”"):
        read_rungs("优秀 90、90")
    with pytest.raises(ValueError, match="来源应为"):
        read_parts("特色 60（打分）")
    with pytest.raises(ValueError, match="请写成"):
        read_parts("特色")
