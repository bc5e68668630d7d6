"""A whole plan and an evaluation of it in the recycle bin: what belongs to them goes along and comes back with them."""

from typing import Any

import pytest

from edudesk.base.errors import UserError
from edudesk.desk import Desk
from edudesk.plan.rows.course import AdjustmentDraft, OpinionDraft, StageDraft
from edudesk.plan.rows.goals import GoalDraft
from edudesk.plan.rows.measures import MeasureDraft
from edudesk.plan.rows.plans import PlanDraft, PlanRow
from edudesk.plan.rows.proofs import ProofDraft
from edudesk.plan.rows.reviews import DutyDraft, GoalReviewDraft, ReviewDraft
from edudesk.plan.rows.survey import SurveyDraft
from edudesk.plan.rows.tasks import NoteDraft, TaskDraft
from edudesk.plan.rows.text import SectionDraft, SwotDraft
from edudesk.plan.tables import PlanRecord
from edudesk.store.binned import Binned
from edudesk.store.rights import Right
from edudesk.store.tables import core, records

YEAR = "2026-2027学年"


@pytest.fixture
def plan(desk: Desk) -> PlanRow:
    """One record of everything a plan can have, none of which says yet that it was adopted."""
    plan = desk.plans.add(PlanDraft(title="三年规划（2025—2028）", starts="2025-09-01", ends="2028-08-31"))
    of: dict[str, Any] = {"plan_id": plan.id}
    goal = desk.plan_goals.add(GoalDraft(**of, title="教师队伍"))
    task = desk.plan_tasks.add(TaskDraft(**of, goal_id=goal.id, title="制定方案", year=YEAR))
    desk.plan_notes.add(NoteDraft(**of, task_id=task.id, on="2026-11-02", text="讨论稿", percent=40))
    desk.plan_tasks.change(task.id, {"percent": 70})  # typed since
    desk.plan_measures.put(MeasureDraft(**of, goal_id=goal.id, title="骨干占比"), {YEAR: "30"})
    desk.plan_stages.add(StageDraft(**of, stage="启动研制", on="2025-01-06"))
    desk.plan_opinions.add(OpinionDraft(**of, stage="征求意见", text="增加劳动教育"))
    desk.plan_adjustments.add(
        AdjustmentDraft(**of, on="2026-01-12", what="指标", original="35", adjusted="33", reason="编制减少")
    )
    desk.plan_sections.add(SectionDraft(**of, heading="一、指导思想", text="求真。"))
    swot = desk.plan_swots.add(SwotDraft(**of, quadrant="优势", text="教师队伍向上进取"))
    desk.plan_survey.add(SurveyDraft(**of, swot_id=swot.id, people="家长", answers=412, hundredths=431))
    desk.plan_versions.keep(plan.id, why="征求意见稿", who="许莉")
    desk.plan_proofs.add(ProofDraft(**of, title="培养方案", goal_ids=goal.id))
    desk.plan_duties.add(DutyDraft(**of, year=YEAR, leader="王建国", content="骨干占比 30%"))
    review = desk.plan_reviews.add(ReviewDraft(**of, kind="年度", year=YEAR))
    desk.plan_goal_reviews.put(
        GoalReviewDraft(**of, review_id=review.id, goal_id=goal.id, done="三次专题教研")
    )
    return plan


def lying(desk: Desk, label: str) -> Binned:
    return next(one for one in desk.timeline.bin() if one.label == label)


def kept(desk: Desk) -> dict[str, list[Any]]:
    """All rows of the plans outside the recycle bin, as they are but for how often they changed."""
    found = {}
    with desk.context.reading(Right.SEE_PLAN) as connection:
        for name, table in records().items():
            if issubclass(table, PlanRecord):
                c = core(table).c
                rows = connection.execute(core(table).select().where(c.deleted_at == "").order_by(c.id))
                found[name] = [{k: v for k, v in row._mapping.items() if k != "version"} for row in rows]
    return found


def test_a_plan_takes_all_that_belongs_to_it_along(desk: Desk, plan: PlanRow) -> None:
    before = kept(desk)
    bare = {name for name, rows in before.items() if not rows}
    assert bare == {"plan_scheme"}  # which belongs to the school
    desk.plans.put_away([plan.id])
    assert [name for name, rows in kept(desk).items() if rows] == []
    assert desk.timeline.entries()[0].title == "删除发展规划 三年规划（2025—2028）"
    desk.timeline.undo()  # one step
    assert kept(desk) == before
    desk.timeline.redo()
    assert [name for name, rows in kept(desk).items() if rows] == []


def test_a_plan_comes_back_as_it_went(desk: Desk, plan: PlanRow) -> None:
    before = kept(desk)
    desk.plans.put_away([plan.id])
    done = desk.timeline.take_back([lying(desk, plan.title)])
    assert (done.chosen, done.parts) == (1, sum(map(len, before.values())) - 1)
    assert (kept(desk), desk.timeline.bin()) == (before, [])  # also the 70 % that was typed after the note
    assert desk.timeline.verify().is_whole


def test_what_lay_there_before_stays_there(desk: Desk, plan: PlanRow, stopped_clock: Any) -> None:
    stopped_clock("2026-11-20 08:30")
    desk.plan_sections.put_away([desk.plan_sections.of(plan.id)[0].id])
    stopped_clock("2026-11-20 08:31")
    desk.plans.put_away([plan.id])
    desk.timeline.take_back([lying(desk, plan.title)])
    assert [one.label for one in desk.timeline.bin()] == ["一、指导思想"]


def test_a_plan_under_way_stays(desk: Desk, plan: PlanRow) -> None:
    desk.plan_stages.add(
        StageDraft(plan_id=plan.id, stage="审议通过", on="2025-06-20", present=60, votes_for=58)
    )
    before = kept(desk)
    with pytest.raises(UserError, match="已通过"):
        desk.plans.put_away([plan.id])
    assert kept(desk) == before


def test_the_round_after_keeps_its_own(desk: Desk, plan: PlanRow) -> None:
    after = desk.plans.add(
        PlanDraft(title="三年规划（2028—2031）", starts="2028-09-01", ends="2031-08-31", previous_id=plan.id)
    )
    desk.plan_goals.add(GoalDraft(plan_id=after.id, title="课程"))
    desk.plans.put_away([plan.id])
    assert [row.title for row in desk.plans.rows()] == [after.title]
    assert [row.title for row in desk.plan_goals.of(after.id)] == ["课程"]


def test_an_evaluation_takes_what_it_says_of_goals_along(desk: Desk, plan: PlanRow) -> None:
    before = kept(desk)
    (review,) = desk.plan_reviews.of(plan.id)
    desk.plan_reviews.put_away([review.id])
    assert (desk.plan_reviews.of(plan.id), desk.plan_goal_reviews.of(plan.id)) == ([], [])
    assert desk.timeline.take_back([lying(desk, "年度")]).parts == 1
    assert kept(desk) == before


def test_a_note_that_comes_back_alone_tells_how_far_its_task_is(desk: Desk, plan: PlanRow) -> None:
    (note,) = desk.plan_notes.of(plan.id)
    desk.plan_notes.put_away([note.id])
    (task,) = desk.plan_tasks.of(plan.id)
    assert task.percent == 70
    desk.timeline.take_back([lying(desk, "讨论稿")])
    assert desk.plan_tasks.of(plan.id)[0].percent == 40
