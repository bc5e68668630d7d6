"""The plans of the sample school: what a demonstration shows of the life of a plan is there, and agrees."""

import pytest

from edudesk.desk import Desk
from edudesk.plan.rows.goals import KEY_PROJECT
from edudesk.plan.rows.plans import PlanRow
from edudesk.plan.rules.content import read
from edudesk.plan.rules.survey import asked, tallies
from tests.seat import Seat


@pytest.fixture
def desk(seat: Seat) -> Desk:
    return seat.desk


def plans(desk: Desk) -> tuple[PlanRow, PlanRow]:
    """The plan that runs, and that of the round before."""
    now = next(row for row in desk.plans.rows() if row.previous_id)
    return now, desk.plans.get(now.previous_id)


def test_the_round_before_has_its_results_and_what_it_left_goes_on(desk: Desk) -> None:
    now, before = plans(desk)
    open_ones = {row.title: row.id for row in desk.plan_tasks.of(before.id) if row.percent < 100}
    carried = {row.carried_from: row.title for row in desk.plan_tasks.of(now.id) if row.carried_from}
    assert set(carried) == set(open_ones.values())
    assert len(carried) == 3  # as the stage 总结上一轮 says
    reviews = {(row.kind, row.outside_grade) for row in desk.plan_reviews.of(before.id)}
    assert reviews == {("年度", "良好"), ("年度", "优秀"), ("终结", "优秀")}
    judged = desk.plan_evaluations.of(before.id, "终结", "2024-2025学年")
    assert judged.settled is not None
    assert judged.evaluation.score is not None


def test_versions_differ_as_the_opinions_and_the_adjustment_say(desk: Desk) -> None:
    now, _ = plans(desk)
    adopted, consulted = desk.plan_versions.of(now.id)
    assert (adopted.on, consulted.on) == ("2025-06-20", "2025-04-18")
    (measure,) = [row for row in desk.plan_measures.of(now.id) if row.title == "区级以上骨干教师占比"]
    year = "2026-2027学年"
    kept = read(adopted.content).targets[measure.id][year]["target"]
    (target,) = [
        row for row in desk.plan_targets.of(now.id) if (row.measure_id, row.year) == (measure.id, year)
    ]
    assert (kept, target.target) == ("40", "43")
    (made,) = desk.plan_adjustments.of(now.id)
    assert (made.original, made.adjusted) == ("目标值：40", "目标值：43")
    changed = {
        one["title"]
        for key, one in read(adopted.content).goals.items()
        if read(consulted.content).goals[key] != one
    }
    assert changed == {"书香校园", "身心健康", "智慧校园", "校本课程体系", "作业与评价"}


def test_stages_name_their_meetings_and_key_projects_their_records(desk: Desk) -> None:
    now, _ = plans(desk)
    meetings = {row.id: row for row in desk.meetings.rows()}
    (passed,) = [row for row in desk.plan_stages.of(now.id) if row.stage == "审议通过"]
    held = meetings[passed.meeting_id]
    assert (held.on, held.number, held.present) == (passed.on, passed.number, passed.present)
    (made,) = desk.plan_adjustments.of(now.id)
    assert meetings[made.meeting_id].on == made.on
    projects = {row.id for row in desk.projects.rows()}
    goals = [row for row in desk.plan_goals.of(now.id) if row.kind == KEY_PROJECT]
    assert [row.title for row in goals] == ["课堂结构化改革", "梯队教师培养"]
    assert {row.project_id for row in goals} <= projects


def test_the_survey_answers_for_every_line_and_is_as_large_as_the_text_says(desk: Desk) -> None:
    now, _ = plans(desk)
    whole = desk.plan_wholes.of(now.id)
    found = tallies(whole.survey)
    assert {found[row.id].answers for row in asked(whole.swots)} == {1182}
    assert any("有效问卷 1 182 份" in row.text for row in whole.sections)


def test_a_stage_that_tells_how_many_tasks_there_are_tells_what_is_there(desk: Desk) -> None:
    now, before = plans(desk)
    told = {
        f"分解 {year[:4]}—{year[5:9]} 学年任务 {count} 项": count
        for year in {row.year for row in desk.plan_tasks.of(now.id)}
        for count in [sum(row.year == year for row in desk.plan_tasks.of(now.id))]
    }
    said = [row.text for row in desk.plan_stages.of(now.id) if row.text.startswith("分解")]
    assert said
    assert set(said) <= set(told)
    (before_said,) = [row.text for row in desk.plan_stages.of(before.id) if row.text.startswith("分解")]
    assert before_said == f"分解三年任务 {len(desk.plan_tasks.of(before.id))} 项"
