"""Evaluations kept: what was reported does not move, the adjustment and its reason, the external score, the leaders' sheets."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from edudesk.base.errors import UserError
from edudesk.desk import Desk, open_desk
from edudesk.plan.forms.reading import shipped_schemes
from edudesk.plan.forms.value import Rung
from edudesk.plan.rows.goals import GoalDraft
from edudesk.plan.rows.measures import WITHIN, YES, YES_OR_NO, MeasureDraft
from edudesk.plan.rows.reviews import AT_END, MIDTERM, YEARLY, GoalReviewDraft, ReviewDraft
from edudesk.plan.rules.judged_lines import heading_of
from edudesk.plan.rules.reviews import compared, parts_text
from edudesk.plan.rules.scoring import EXCUSED, MISSING
from edudesk.plan.rules.years import years_of
from edudesk.roster.rows import TeacherDraft

FIRST, SECOND, THIRD = "2025-2026学年", "2026-2027学年", "2027-2028学年"


@pytest.fixture
def desk(five: Path, stopped_clock: Callable[[str], None]) -> Iterator[Desk]:
    """The school of the five with its plan, on 20 November of the second year."""
    stopped_clock("2026-11-20 09:00")
    with open_desk(five) as opened:
        yield opened


@pytest.fixture
def plan_id(desk: Desk) -> str:
    return str(desk.plans.rows()[0].id)


def measure_id(desk: Desk, plan_id: str, title: str) -> str:
    return next(row.id for row in desk.plan_measures.of(plan_id) if row.title == title)


def test_a_reported_year_does_not_move_when_a_teacher_is_edited_today(desk: Desk, plan_id: str) -> None:
    measure = measure_id(desk, plan_id, "区级以上骨干教师占比")
    desk.plan_measures.change(measure, {"source": "E3"})  # 研究生学历教师占比, live
    live = desk.plan_evaluations.of(plan_id, YEARLY, SECOND)
    line = live.evaluation.line(measure)
    assert line is not None
    assert (line.is_live, live.is_frozen, line.actual) == (True, False, "0.0")
    desk.plan_targets.fill(measure_id(desk, plan_id, "生均借阅"), {SECOND: {"excused": "", "actual": "22"}})
    review = desk.plan_reviews.add(ReviewDraft(plan_id=plan_id, kind=YEARLY, year=SECOND, on="2026-11-20"))
    frozen = desk.plan_evaluations.freeze(review.id)
    reported = desk.plan_evaluations.of(plan_id, YEARLY, SECOND)
    assert (reported.is_frozen, frozen.frozen_on, frozen.scheme) == (True, "2026-11-20", "three_year")
    assert reported.evaluation.line(measure) == line

    zhou = next(row for row in desk.teachers.rows() if row.name == "周敏华")
    desk.teachers.change(zhou.id, {"top_edu": "硕士研究生"}, zhou.version)
    desk.plan_tasks.change(desk.plan_tasks.of(plan_id)[1].id, {"percent": 100})
    assert desk.plan_evaluations.of(plan_id, YEARLY, SECOND).evaluation == reported.evaluation
    assert desk.plan_wholes.of(plan_id).target[measure, SECOND].actual == "0.0"

    desk.plan_reviews.thaw(review.id)
    moved = desk.plan_evaluations.of(plan_id, YEARLY, SECOND)
    now = moved.evaluation.line(measure)
    assert now is not None
    assert (now.is_live, now.actual) == (True, "33.3")
    assert moved.evaluation.score != reported.evaluation.score
    desk.timeline.undo()  # and back again
    assert desk.plan_evaluations.of(plan_id, YEARLY, SECOND).evaluation == reported.evaluation


def test_half_way_holds_no_figure_of_the_year_that_goes_on(desk: Desk, plan_id: str) -> None:
    """What was reported at half-way stands; the end of that year counts the school as it is then."""
    measure = measure_id(desk, plan_id, "区级以上骨干教师占比")
    desk.plan_measures.change(measure, {"source": "E3"})
    desk.plan_targets.fill(measure_id(desk, plan_id, "生均借阅"), {SECOND: {"excused": "", "actual": "22"}})
    yearly, midterm = (
        desk.plan_reviews.add(ReviewDraft(plan_id=plan_id, kind=kind, year=SECOND, on="2026-11-20"))
        for kind in (YEARLY, MIDTERM)
    )
    desk.plan_evaluations.freeze(midterm.id)
    zhou = next(row for row in desk.teachers.rows() if row.name == "周敏华")
    desk.teachers.change(zhou.id, {"top_edu": "硕士研究生"}, zhou.version)
    half_way = desk.plan_evaluations.of(plan_id, MIDTERM, SECOND).evaluation.line(measure)
    of_year = desk.plan_evaluations.of(plan_id, YEARLY, SECOND).evaluation.line(measure)
    assert half_way is not None
    assert of_year is not None
    assert (half_way.actual, of_year.actual, of_year.is_live) == ("0.0", "33.3", True)

    desk.plan_evaluations.freeze(yearly.id)
    desk.plan_reviews.thaw(midterm.id)
    assert desk.plan_wholes.of(plan_id).target[measure, SECOND].frozen == YES
    desk.plan_evaluations.freeze(midterm.id)
    desk.plan_reviews.thaw(yearly.id)
    assert desk.plan_wholes.of(plan_id).target[measure, SECOND].frozen == ""


def test_what_was_frozen_by_hand_before_the_review_stays_frozen_after_it(desk: Desk, plan_id: str) -> None:
    by_hand, with_review = (
        measure_id(desk, plan_id, title) for title in ("区级以上骨干教师占比", "生均借阅")
    )
    desk.plan_measures.change(by_hand, {"source": "E3"})
    desk.plan_targets.freeze(plan_id, SECOND, {by_hand: "0.0"}, "2026-11-20")
    held = desk.plan_wholes.of(plan_id).target[by_hand, SECOND]
    desk.plan_measures.change(with_review, {"source": "E3"})
    desk.plan_targets.fill(with_review, {SECOND: {"excused": "", "target": "22"}})
    review = desk.plan_evaluations.freeze_new(ReviewDraft(plan_id=plan_id, kind=YEARLY, year=SECOND))
    assert desk.plan_wholes.of(plan_id).target[with_review, SECOND].frozen == YES
    desk.plan_reviews.thaw(review.id)
    target = desk.plan_wholes.of(plan_id).target
    assert (target[by_hand, SECOND].frozen, target[by_hand, SECOND].actual) == (YES, held.actual)
    assert target[with_review, SECOND].frozen == ""


def test_a_thawed_review_has_no_score_but_the_one_that_follows_the_data(desk: Desk, plan_id: str) -> None:
    review = desk.plan_evaluations.freeze_new(ReviewDraft(plan_id=plan_id, kind=YEARLY, year=SECOND))
    desk.plan_reviews.change(review.id, {"outside_tenths": 700})
    thawed = desk.plan_reviews.thaw(review.id)
    assert (thawed.tenths, thawed.grade) == (None, "")
    desk.plan_reviews.change(review.id, {"outside_tenths": None})
    for task in desk.plan_tasks.of(plan_id):
        desk.plan_tasks.change(task.id, {"percent": 100})
    now = desk.plan_evaluations.of(plan_id, YEARLY, SECOND)
    assert now.settled is not None
    second = desk.plan_evaluations.of(plan_id, AT_END).evaluation.parts[1]
    assert (second.name, second.points) == (f"{SECOND}年度评价", now.settled.score)
    desk.plan_reviews.change(review.id, {"outside_tenths": int(now.settled.score * 10) - 30})
    told = heading_of(desk.plan_evaluations.of(plan_id, YEARLY, SECOND)).told
    assert next(one for one in told if one.startswith("外部评估")).endswith("，自评比外部评估高 3.0 分")


def test_the_end_of_the_round_holds_the_figures_of_its_last_year(
    desk: Desk, plan_id: str, stopped_clock: Callable[[str], None]
) -> None:
    measure = measure_id(desk, plan_id, "区级以上骨干教师占比")
    desk.plan_measures.change(measure, {"source": "E3"})
    desk.plan_targets.fill(measure, {THIRD: {"target": "46"}})
    desk.plan_evaluations.freeze_new(ReviewDraft(plan_id=plan_id, kind=YEARLY, year=SECOND))
    stopped_clock("2028-07-01 09:00")
    parts = parts_text({"下一轮规划质量": "90"})
    end = desk.plan_reviews.add(ReviewDraft(plan_id=plan_id, kind=AT_END, parts=parts))
    desk.plan_evaluations.freeze(end.id)
    kept = desk.plan_wholes.of(plan_id).target[measure, THIRD]
    assert (kept.actual, kept.actual_on, kept.frozen) == ("25.0", "2028-07-01", YES)
    zhou = next(row for row in desk.teachers.rows() if row.name == "周敏华")
    desk.teachers.change(zhou.id, {"top_edu": "硕士研究生"}, zhou.version)
    for kind, year in ((AT_END, ""), (YEARLY, THIRD)):
        line = desk.plan_evaluations.of(plan_id, kind, year).evaluation.line(measure)
        assert line is not None
        assert line.actual == "25.0"
    desk.plan_reviews.thaw(end.id)
    line = desk.plan_evaluations.of(plan_id, YEARLY, THIRD).evaluation.line(measure)
    assert line is not None
    assert (line.actual, line.is_live) == ("50.0", True)


def test_limits_and_a_yes_are_due_in_years_of_which_nothing_was_written(desk: Desk, plan_id: str) -> None:
    """规划与项目调研 2.4: what is missing counts 0 and is listed, never silently skipped."""
    goal = next(row for row in desk.plan_goals.of(plan_id) if row.title == "书香校园")
    content, built, live = (
        desk.plan_measures.put(MeasureDraft(plan_id=plan_id, goal_id=goal.id, title=title, **said), {}).id
        for title, said in (
            ("满意度", {"direction": WITHIN, "low": "85"}),
            ("建成", {"direction": YES_OR_NO}),
            ("研究生占比", {"direction": WITHIN, "low": "10", "source": "E3"}),
        )
    )
    found = desk.plan_evaluations.of(plan_id, YEARLY, SECOND).evaluation
    lines = {key: found.line(key) for key in (content, built, live)}
    assert [(one.state, one.actual, one.is_live) for one in lines.values() if one] == [
        (MISSING, "", False), (MISSING, "", False), ("", "0.0", True),
    ]  # fmt: skip
    desk.plan_targets.fill(built, {THIRD: {"target": YES}})  # now it is said when
    assert desk.plan_evaluations.of(plan_id, YEARLY, SECOND).evaluation.line(built) is None
    at_end = desk.plan_evaluations.of(plan_id, AT_END).evaluation
    assert [at_end.line(key) is not None for key in (content, built)] == [True, True]
    desk.plan_evaluations.freeze_new(ReviewDraft(plan_id=plan_id, kind=YEARLY, year=SECOND))
    kept = desk.plan_wholes.of(plan_id).target[live, SECOND]
    assert (kept.actual, kept.frozen) == ("0.0", YES)


def test_a_review_nobody_began_is_frozen_in_one_step_or_not_begun(desk: Desk, plan_id: str) -> None:
    before = [row.id for row in desk.plan_reviews.of(plan_id)]
    with pytest.raises(UserError, match="不能冻结"):
        desk.plan_evaluations.freeze_new(ReviewDraft(plan_id=plan_id, kind=AT_END))  # a year has no score yet
    assert [row.id for row in desk.plan_reviews.of(plan_id)] == before
    row = desk.plan_evaluations.freeze_new(ReviewDraft(plan_id=plan_id, kind=YEARLY, year=SECOND))
    assert (row.frozen_on, desk.plan_evaluations.of(plan_id, YEARLY, SECOND).is_frozen) == (
        "2026-11-20",
        True,
    )
    desk.timeline.undo()
    assert [row.id for row in desk.plan_reviews.of(plan_id)] == before


def test_a_scheme_that_is_changed_does_not_move_what_was_reported(desk: Desk, plan_id: str) -> None:
    before = desk.plan_evaluations.of(plan_id, YEARLY, FIRST)
    scheme = desk.plan_schemes.of("")
    easier = replace(
        scheme,
        measures=Decimal(10),
        tasks=Decimal(90),
        grades=(Rung("好", Decimal(1)), Rung("差", Decimal(0))),
    )
    saved = desk.plan_schemes.save(easier, "区里新办法")
    assert (saved.version, desk.plan_schemes.of("three_year").version) == (2, 2)
    after = desk.plan_evaluations.of(plan_id, YEARLY, FIRST)
    assert (after.evaluation, after.scheme, after.settled) == (
        before.evaluation,
        before.scheme,
        before.settled,
    )
    assert before.scheme == shipped_schemes()["three_year"]
    fresh = desk.plan_evaluations.of(plan_id, YEARLY, SECOND)
    assert (fresh.scheme.version, fresh.scheme.measures) == (2, 10)
    with pytest.raises(UserError, match="不能保存"):
        desk.plan_schemes.save(replace(saved, grades=()), "")


def test_both_scores_stay_beside_each_other(desk: Desk, plan_id: str) -> None:
    judged = desk.plan_evaluations.of(plan_id, YEARLY, FIRST)
    review = judged.review
    assert review is not None
    assert judged.settled is not None
    assert (judged.settled.reckoned, judged.settled.adjustment, judged.settled.score) == (
        Decimal("46.0"), Decimal("1.5"), Decimal("47.5"),
    )  # fmt: skip
    assert (review.tenths, review.outside_tenths) == (475, 700)
    assert compared(review, judged.settled).words == "比外部评估低 22.5 分"
    changed = desk.plan_reviews.change(review.id, {"adjustment": "-1"}, review.version)
    assert (changed.tenths, changed.grade) == (450, "不合格")  # a frozen result follows its adjustment alone
    with pytest.raises(UserError) as refused:
        desk.plan_reviews.change(review.id, {"adjustment_reason": ""})
    assert "没有写明理由" in refused.value.text
    with pytest.raises(UserError, match="已经冻结"):
        desk.plan_reviews.put_away([review.id])
    with pytest.raises(UserError, match="已经冻结"):
        desk.plan_evaluations.freeze(review.id)


def test_one_evaluation_of_a_kind_and_year(desk: Desk, plan_id: str) -> None:
    with pytest.raises(UserError, match="已经有一份年度自评"):
        desk.plan_reviews.add(ReviewDraft(plan_id=plan_id, kind=YEARLY, year=FIRST))
    with pytest.raises(UserError) as refused:
        desk.plan_reviews.add(ReviewDraft(plan_id=plan_id, kind=YEARLY, outside_tenths=1001))
    assert {one.key for one in refused.value.problems} == {"year", "outside_tenths"}


def test_what_is_missing_and_what_does_not_apply_is_told(desk: Desk, plan_id: str) -> None:
    judged = desk.plan_evaluations.of(plan_id, YEARLY, SECOND)
    states = {line.title: line.state for line in judged.evaluation.lines if line.state}
    assert states == {"生均借阅": EXCUSED}
    assert [line.title for line in desk.plan_evaluations.of(plan_id, YEARLY, FIRST).evaluation.lines if line.state == MISSING] == ["生均借阅"]  # fmt: skip
    goal = next(row for row in desk.plan_goals.of(plan_id) if row.title == "书香校园")
    desk.plan_goals.change(goal.id, {"years": FIRST})
    assert judged.whole.plan.id == plan_id
    line = desk.plan_evaluations.of(plan_id, YEARLY, SECOND).evaluation.line(goal.id)
    assert line is not None
    assert (line.state, line.how) == (EXCUSED, "本年度没有安排，不计入，由其余各项折算")


def test_reviewers_judge_a_goal_themselves(desk: Desk, plan_id: str) -> None:
    review = desk.plan_reviews.add(ReviewDraft(plan_id=plan_id, kind=YEARLY, year=SECOND))
    goal = next(row for row in desk.plan_goals.of(plan_id) if row.title == "梯队培养")
    draft = GoalReviewDraft(
        plan_id=plan_id, review_id=review.id, goal_id=goal.id, tenths=900, done="按计划推进。"
    )
    desk.plan_goal_reviews.put(draft)
    desk.plan_goal_reviews.put(replace(draft, tenths=800))  # the same goal again is the same line
    assert [row.tenths for row in desk.plan_goal_reviews.of(plan_id) if row.review_id == review.id] == [800]
    line = desk.plan_evaluations.of(plan_id, YEARLY, SECOND).evaluation.line(goal.id)
    assert line is not None
    assert (line.counted, line.how.partition("，")[0]) == (Decimal("0.8"), "自评小组评定 80.0%")


def test_half_way_counts_the_tasks_so_far_and_the_round_all_years(desk: Desk, plan_id: str) -> None:
    half_way = desk.plan_evaluations.of(plan_id, MIDTERM, SECOND).evaluation
    assert {line.title for line in half_way.lines if line.kind == "任务"} == {
        "修订培养方案",
        "名师工作室开放",
        "读书节",
    }
    whole = desk.plan_evaluations.of(plan_id, AT_END).evaluation
    assert [part.name for part in whole.parts] == [
        f"{FIRST}年度评价", f"{SECOND}年度评价", "下一轮规划质量", "终结性评价",
    ]  # fmt: skip
    first, second, *_ = whole.parts
    assert (first.points, second.points) == (70, None)  # the evaluator's 70, not the own 47.5
    assert whole.lacks == (f"{SECOND}年度评价：还没有自评结果", "下一轮规划质量：还没有评分")


def test_a_goal_without_anything_due_says_so(desk: Desk, plan_id: str) -> None:
    row = desk.plan_goals.add(GoalDraft(plan_id=plan_id, title="后勤保障", kind="领域", weight=20.0))
    before = desk.plan_evaluations.of(plan_id, YEARLY, SECOND)
    line = before.evaluation.line(row.id)
    assert line is not None
    assert line.how == "没有到期的观测指标和任务，不计入，权重由其余各项折算"
    assert [year.word for year in years_of(before.whole.plan)] == [FIRST, SECOND, THIRD]
    assert desk.teachers.add(TeacherDraft(name="何平"))


def test_a_year_to_come_is_not_judged_and_cannot_be_reported(desk: Desk, plan_id: str) -> None:
    word = years_of(desk.plans.get(plan_id))[-1].word
    judged = desk.plan_evaluations.of(plan_id, YEARLY, word)
    assert judged.settled is None
    assert judged.evaluation.lacks == (f"{word}的数据：2027-09-01 才开始",)
    assert {(one.counted, one.grade, one.state) for one in judged.evaluation.lines} == {(None, "", "")}
    head = heading_of(judged)
    assert (head.score, head.grade) == ("—", "")
    with pytest.raises(UserError, match="还没有得分，不能冻结") as refused:
        desk.plan_evaluations.freeze_new(ReviewDraft(plan_id=plan_id, kind=YEARLY, year=word))
    assert refused.value.hint == f"还缺：{word}的数据：2027-09-01 才开始。"
    assert not [row for row in desk.plan_reviews.of(plan_id) if row.year == word]
