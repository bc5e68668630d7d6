"""The development plan of the sample school is made, with the round before it."""

from collections.abc import Mapping
from dataclasses import replace

from edudesk.desk.desk import Desk
from edudesk.plan.rules.years import years_of
from edudesk.plan.sample import (
    SampleGoal,
    sample_adjustments,
    sample_domains,
    sample_judgements,
    sample_opinions,
    sample_plan,
    sample_review,
    sample_sections,
    sample_stages,
    sample_survey,
    sample_swots,
)
from edudesk.plan.service.evaluating import Evaluations


def found_plan(desk: Desk, people: Mapping[str, str]) -> None:
    """people: id by name."""
    before = desk.plans.add(sample_plan("previous"))
    plan = desk.plans.add(sample_plan("plan", before.id))
    for which, row in (("previous", before), ("plan", plan)):
        desk.plan_stages.add_many("建立示例规划阶段", sample_stages(which, row.id))
    desk.plan_opinions.add_many("建立示例意见", sample_opinions(plan.id))
    years = years_of(plan)
    goals = _found_goals(desk, plan.id)
    told = [pair for one, goal_id in goals for pair in one.measures(plan.id, goal_id, years)]
    desk.plan_measures.add_many("建立示例观测指标", [measure for measure, _ in told])
    measures = {(row.goal_id, row.title): row.id for row in desk.plan_measures.of(plan.id)}
    targets = [
        replace(target, measure_id=measures[measure.goal_id, measure.title])
        for measure, own in told
        for target in own
    ]
    desk.plan_targets.add_many("建立示例目标值", targets)
    tasks = [task for one, goal_id in goals for task in one.tasks(plan.id, goal_id, years, people)]
    desk.plan_tasks.add_many("建立示例任务", tasks)
    running = {row.title: row.id for row in desk.plan_tasks.of(plan.id) if row.year == years[1].word}
    notes = [note for one, _ in goals for note in one.notes(plan.id, running)]
    desk.plan_notes.add_many("建立示例进展", notes)
    proofs = [row for one, goal_id in goals for row in one.proofs(plan.id, goal_id)]
    desk.plan_proofs.add_many("建立示例佐证", proofs)
    _found_review(desk, plan.id)


def _found_review(desk: Desk, plan_id: str) -> None:
    """The first year was evaluated and reported; what it rests on is frozen, so no indicator is worked out."""
    ids = {row.title: row.id for row in desk.plan_goals.of(plan_id)}
    years = years_of(desk.plans.get(plan_id))
    desk.plan_swots.add_many("建立示例 SWOT", sample_swots(plan_id, ids))
    desk.plan_survey.add_many("建立示例校情问卷", sample_survey(plan_id, desk.plan_swots.of(plan_id)))
    desk.plan_sections.add_many("建立示例规划文本", sample_sections(plan_id))
    desk.plan_versions.keep(
        plan_id, why="教代会审议通过稿", who="许莉", meeting="三届二次教代会", on="2025-06-20"
    )
    desk.plan_adjustments.add_many("建立示例调整", sample_adjustments(plan_id))
    review = desk.plan_reviews.add(sample_review(plan_id, years))
    desk.plan_goal_reviews.add_many("建立示例目标自评", sample_judgements(plan_id, review.id, ids))
    Evaluations(desk.context, desk.plan_wholes, lambda whole, on: {}).freeze(review.id)


def _found_goals(desk: Desk, plan_id: str) -> list[tuple[SampleGoal, str]]:
    """The goals below the domains, each with its id."""
    projects = {row.title: row.id for row in desk.projects.rows()}
    domains = sample_domains()
    desk.plan_goals.add_many("建立示例领域", [one.draft(plan_id, "", projects) for one in domains])
    tops = {row.title: row.id for row in desk.plan_goals.of(plan_id)}
    below = [(one, tops[top.title]) for top in domains for one in top.goals]
    desk.plan_goals.add_many("建立示例目标", [one.draft(plan_id, top, projects) for one, top in below])
    ids = {row.title: row.id for row in desk.plan_goals.of(plan_id)}
    return [(one, ids[one.title]) for one, _ in below]
