"""The development plan of the sample school is made, with the round before it."""

from collections.abc import Mapping
from dataclasses import replace

from edudesk.desk.desk import Desk
from edudesk.plan.rows.plans import PlanRow
from edudesk.plan.rules.years import years_of
from edudesk.plan.sample import (
    SampleGoal,
    sample_adjustments,
    sample_domains,
    sample_earlier,
    sample_earlier_reviews,
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

Goals = list[tuple[SampleGoal, str]]
"""Goals below the domains, each with its id."""


def found_plan(desk: Desk, people: Mapping[str, str]) -> None:
    """people: id by name. Meetings are there already: stages and adjustments name them."""
    meetings = {row.number: row.id for row in desk.meetings.rows()}
    before = desk.plans.add(sample_plan("previous"))
    plan = desk.plans.add(sample_plan("plan", before.id))
    for which, row in (("previous", before), ("plan", plan)):
        desk.plan_stages.add_many("建立示例规划阶段", sample_stages(which, row.id, meetings))
    _found_tree(desk, "previous", before, people, {})
    for review in sample_earlier_reviews(before.id, years_of(before)):
        _freeze(desk, desk.plan_reviews.add(review).id)
    carried = {row.title: row.id for row in desk.plan_tasks.of(before.id)}
    desk.plan_opinions.add_many("建立示例意见", sample_opinions(plan.id))
    goals = _found_tree(desk, "plan", plan, people, carried)
    _found_text(desk, plan.id)
    _adjust(desk, plan, meetings)
    _found_work(desk, plan, goals)


def _found_tree(
    desk: Desk, which: str, plan: PlanRow, people: Mapping[str, str], carried: Mapping[str, str]
) -> Goals:
    """Goals, measures with their targets, tasks. carried: tasks of the round before, id by title."""
    years = years_of(plan)
    frozen = 1 if which == "plan" else len(years)
    goals = _found_goals(desk, which, plan.id)
    told = [pair for one, goal_id in goals for pair in one.measures(plan.id, goal_id, years, frozen)]
    desk.plan_measures.add_many("建立示例观测指标", [measure for measure, _ in told])
    measures = {(row.goal_id, row.title): row.id for row in desk.plan_measures.of(plan.id)}
    targets = [
        replace(target, measure_id=measures[measure.goal_id, measure.title])
        for measure, own in told
        for target in own
    ]
    desk.plan_targets.add_many("建立示例目标值", targets)
    tasks = [task for one, goal_id in goals for task in one.tasks(plan.id, goal_id, years, people, carried)]
    desk.plan_tasks.add_many("建立示例任务", tasks)
    return goals


def _found_goals(desk: Desk, which: str, plan_id: str) -> Goals:
    projects = {row.title: row.id for row in desk.projects.rows()}
    domains = sample_domains(which)
    desk.plan_goals.add_many("建立示例领域", [one.draft(plan_id, "", projects) for one in domains])
    tops = {row.title: row.id for row in desk.plan_goals.of(plan_id)}
    below = [(one, tops[top.title]) for top in domains for one in top.goals]
    desk.plan_goals.add_many("建立示例目标", [one.draft(plan_id, top, projects) for one, top in below])
    ids = {row.title: row.id for row in desk.plan_goals.of(plan_id)}
    return [(one, ids[one.title]) for one, _ in below]


def _found_text(desk: Desk, plan_id: str) -> None:
    """The text, what it rests on, and its versions: as it was consulted on, and as it was adopted."""
    rows = {row.title: row for row in desk.plan_goals.of(plan_id)}
    ids = {title: row.id for title, row in rows.items()}
    desk.plan_swots.add_many("建立示例 SWOT", sample_swots(plan_id, ids))
    desk.plan_survey.add_many("建立示例校情问卷", sample_survey(plan_id, desk.plan_swots.of(plan_id)))
    desk.plan_sections.add_many("建立示例规划文本", sample_sections(plan_id))
    earlier = sample_earlier()
    later = {
        ids[title]: {key: getattr(rows[title], key) for key in fields} for title, fields in earlier.items()
    }
    desk.plan_goals.change_many({ids[title]: fields for title, fields in earlier.items()}, title="拟订初稿")
    desk.plan_versions.keep(plan_id, why="征求意见稿", who="许莉", meeting="党政工联席会议", on="2025-04-18")
    desk.plan_goals.change_many(later, title="按征求意见和论证意见修改")
    desk.plan_versions.keep(
        plan_id, why="教代会审议通过稿", who="许莉", meeting="三届二次教代会", on="2025-06-20"
    )


def _adjust(desk: Desk, plan: PlanRow, meetings: Mapping[str, str]) -> None:
    """Targets that are others than those adopted; what they were stays in the adjustment and in the version kept before."""
    years = years_of(plan)
    measures = {row.title: row.id for row in desk.plan_measures.of(plan.id)}
    targets = {(row.measure_id, row.year): row.id for row in desk.plan_targets.of(plan.id)}
    for one in sample_adjustments(plan.id, meetings):
        target = targets[measures[one.measure], years[one.place].word]
        desk.plan_adjustments.carry_out(replace(one.draft, record_id=target), one.to)


def _found_work(desk: Desk, plan: PlanRow, goals: Goals) -> None:
    """What was done of it. The first year was evaluated and reported; what it rests on is frozen, so no indicator is worked out."""
    years = years_of(plan)
    running = {row.title: row.id for row in desk.plan_tasks.of(plan.id) if row.year == years[1].word}
    notes = [note for one, _ in goals for note in one.notes(plan.id, running)]
    desk.plan_notes.add_many("建立示例进展", notes)
    proofs = [row for one, goal_id in goals for row in one.proofs(plan.id, goal_id)]
    desk.plan_proofs.add_many("建立示例佐证", proofs)
    review = desk.plan_reviews.add(sample_review("review", plan.id, years))
    ids = {row.title: row.id for row in desk.plan_goals.of(plan.id)}
    desk.plan_goal_reviews.add_many("建立示例目标自评", sample_judgements(plan.id, review.id, ids))
    _freeze(desk, review.id)
    desk.plan_reviews.add(sample_review("mid_review", plan.id, years))


def _freeze(desk: Desk, review_id: str) -> None:
    """As it was reported; what it rests on is written down already."""
    Evaluations(desk.context, desk.plan_wholes, lambda whole, on: {}).freeze(review_id)
