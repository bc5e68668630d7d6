"""A kept version of a plan brought back inside a verb: what it says comes again, what came of the work since stays."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, TypeVar

from sqlalchemy import Connection, select

from edudesk.plan.rows.goals import GoalRow
from edudesk.plan.rows.measures import YES, YES_OR_NO, MeasureRow, TargetRow
from edudesk.plan.rows.plans import PlanRow
from edudesk.plan.rows.proofs import ProofRow
from edudesk.plan.rows.reviews import MIDTERM, YEARLY, DutyRow, GoalReviewRow, ReviewRow
from edudesk.plan.rows.tasks import TaskRow
from edudesk.plan.rows.text import SectionRow
from edudesk.plan.rows.whole import PlanWhole
from edudesk.plan.rules.content import SECTION, TARGET, Content, Values
from edudesk.plan.rules.freezing import thawed
from edudesk.plan.rules.years import year_of
from edudesk.plan.tables import (
    Plan,
    PlanDuty,
    PlanGoal,
    PlanGoalReview,
    PlanMeasure,
    PlanNote,
    PlanProof,
    PlanReview,
    PlanSection,
    PlanTarget,
    PlanTask,
)
from edudesk.store.chunks import chunks
from edudesk.store.context import Context
from edudesk.store.records import Records
from edudesk.store.tables import Record, core
from edudesk.store.work import Work


@dataclass(frozen=True, slots=True)
class Stayed:
    """What a version does not have, or has otherwise, and that stays as it is. what: 目标, 指标, 任务 or 目标值; why: in words."""

    what: str
    title: str
    why: str


_READ: Final[Mapping[str, tuple[type[Record], type[Any]]]] = {
    "sections": (PlanSection, SectionRow),
    "goals": (PlanGoal, GoalRow),
    "measures": (PlanMeasure, MeasureRow),
    "targets": (PlanTarget, TargetRow),
    "tasks": (PlanTask, TaskRow),
    "proofs": (PlanProof, ProofRow),
    "reviews": (PlanReview, ReviewRow),
    "goal_reviews": (PlanGoalReview, GoalReviewRow),
    "duties": (PlanDuty, DutyRow),
}
R = TypeVar("R")


def bring_back(context: Context, work: Work, plan_id: str, content: Content) -> tuple[Stayed, ...]:
    """Sections, goals, measures, targets and tasks of a version under their own ids; returns what stayed.

    What was added since goes to the recycle bin unless work hangs on it: progress, actuals, proofs, what was reported.
    A version that was kept before measures and tasks were leaves these as they are.
    """
    whole = _read(context, work.connection, plan_id)
    _bring_sections(work, whole, content)
    _bring(work, PlanGoal, plan_id, content.goals)
    stayed: list[Stayed] = []
    if content.is_whole:
        _bring(work, PlanMeasure, plan_id, content.measures, (PlanTarget, "measure_id"))
        _bring(work, PlanTask, plan_id, content.tasks, (PlanNote, "task_id"))
        targets = rows_of(context, work.connection, plan_id, PlanTarget, TargetRow)
        stayed += _bring_targets(work, replace(whole, targets=tuple(targets)), content)
    return (*_put_away(work, whole, content), *stayed)


def rows_of(
    context: Context, connection: Connection, plan_id: str, table: type[Record], row: type[R]
) -> list[R]:
    """The rows of a table that belong to a plan."""
    return Records[R](context, table, row).where(connection, core(table).c.plan_id == plan_id)


def _read(context: Context, connection: Connection, plan_id: str) -> PlanWhole:
    """What is brought back, and what may hang on it; without the notes, which are thousands."""
    plan = Records(context, Plan, PlanRow).get(connection, plan_id)
    lists = {
        key: tuple(rows_of(context, connection, plan_id, table, row)) for key, (table, row) in _READ.items()
    }
    return PlanWhole(plan, **lists)


def _bring(
    work: Work,
    table: type[Record],
    plan_id: str,
    wanted: Mapping[str, Values],
    part: tuple[type[Record], str] | None = None,
) -> None:
    """Records as they were, those in the recycle bin too. part: table and column of what went there with one, and comes along."""
    ever = work.rows(core(table), list(wanted))
    binned = {key: row["deleted_at"] for key, row in ever.items() if row["deleted_at"]}
    work.take_back(table, list(binned))
    if part is not None:
        work.take_back(part[0], _gone_with(work, *part, binned))
    work.update_many(table, {key: one for key, one in wanted.items() if key in ever})
    work.insert(
        table, [{**one, "id": key, "plan_id": plan_id} for key, one in wanted.items() if key not in ever]
    )


def _gone_with(work: Work, table: type[Record], key: str, gone: Mapping[str, str]) -> list[str]:
    c = core(table).c
    found: list[str] = []
    for some in chunks(list(gone)):
        rows = work.connection.execute(
            select(c.id, c[key], c.deleted_at).where(c[key].in_(some), c.deleted_at != "")
        )
        found += [row.id for row in rows if gone[row[1]] == row.deleted_at]
    return found


def _bring_sections(work: Work, whole: PlanWhole, content: Content) -> None:
    """Of a version that does not know the ids of its sections one that has the same heading now stays the same record."""
    ever = work.rows(core(PlanSection), [one["id"] for one in content.sections if one["id"]])
    free = {row.heading: row.id for row in whole.sections if row.id not in ever}
    wanted: dict[str, Values] = {}
    fresh: list[dict[str, Any]] = []
    for one in content.sections:
        values = {key: one[key] for key in SECTION.fields}
        row_id = one["id"] if one["id"] in ever else free.pop(str(one["heading"]), "")
        if row_id:
            wanted[row_id] = values
        else:
            fresh.append({**values, **({"id": one["id"]} if one["id"] else {}), "plan_id": whole.plan.id})
    work.take_back(PlanSection, [key for key, row in ever.items() if row["deleted_at"]])
    work.put_away(PlanSection, [row.id for row in whole.sections if row.id not in wanted])
    work.update_many(PlanSection, wanted)
    work.insert(PlanSection, fresh)


def _bring_targets(work: Work, whole: PlanWhole, content: Content) -> list[Stayed]:
    """What was asked for in each year; actuals stay where they are, and so does a year that was reported. whole: as it is now."""
    reported = _reported(whole)
    stayed: list[Stayed] = []
    changed: dict[str, Values] = {}
    empty: list[str] = []
    fresh: dict[tuple[str, str], Values] = {}
    for measure_id, measure in content.measures.items():
        wanted, there = content.targets.get(measure_id, {}), whole.targets_of.get(measure_id, {})
        for year in dict.fromkeys((*wanted, *there)):
            row, values = there.get(year), wanted.get(year)
            says_yes = measure["direction"] == YES_OR_NO  # a row alone does, rules.content
            if row is None:
                is_same = values is None
            else:
                is_same = TARGET.of(row) == (TARGET.blank if values is None and not says_yes else values)
            if is_same:
                continue
            name = f"{measure['title']}（{year}）"
            if year in reported or (row is not None and row.frozen == YES):
                stayed.append(Stayed("目标值", name, "这一年已经冻结"))
            elif row is None:
                fresh[measure_id, year] = values or TARGET.blank
            elif values is not None or row.actual:
                changed[row.id] = values or TARGET.blank
            else:
                empty.append(row.id)
    work.put_away(PlanTarget, empty)
    work.update_many(PlanTarget, changed)
    _add_targets(work, whole.plan.id, fresh)
    return stayed


def _add_targets(work: Work, plan_id: str, wanted: Mapping[tuple[str, str], Values]) -> None:
    """Targets of years that have none, those in the recycle bin as the records they were."""
    c = core(PlanTarget).c
    binned: dict[tuple[str, str], str] = {}
    for some in chunks(list(dict.fromkeys(measure_id for measure_id, _ in wanted))):
        query = select(c.id, c.measure_id, c.year).where(c.measure_id.in_(some), c.deleted_at != "")
        for row in work.connection.execute(query.order_by(c.deleted_at)):
            binned[row.measure_id, row.year] = row.id
    back = {binned[key]: values for key, values in wanted.items() if key in binned}
    work.take_back(PlanTarget, list(back))
    work.update_many(PlanTarget, back)
    work.insert(
        PlanTarget,
        [
            {"plan_id": plan_id, "measure_id": measure_id, "year": year, **values}
            for (measure_id, year), values in wanted.items()
            if (measure_id, year) not in binned
        ],
    )


def _reported(whole: PlanWhole) -> set[str]:
    """Words of the years of which an evaluation was frozen."""
    found = set()
    for review in whole.reviews:
        if review.content and review.kind == YEARLY:
            found.add(review.year)
        elif review.content and review.kind != MIDTERM:
            year = year_of(whole.plan, thawed(review.content).on)
            found.add(year.word if year is not None else "")
    return found


def _put_away(work: Work, whole: PlanWhole, content: Content) -> list[Stayed]:
    """What the plan had (whole) and the version has not goes to the recycle bin, unless work hangs on it."""
    in_reports = {
        line.id
        for review in whole.reviews
        if review.content
        for line in thawed(review.content).evaluation.lines
    }

    def why(row: TaskRow | MeasureRow | GoalRow) -> str:
        if row.id in in_reports:
            return "已经写进冻结的自评"
        if isinstance(row, TaskRow) and (row.percent or row.status or row.done_on or row.id in noted):
            return "已有进展"
        targets = whole.targets_of.get(row.id, {}).values() if isinstance(row, MeasureRow) else ()
        if any(one.actual or one.frozen for one in targets):
            return "已有实际值"
        if isinstance(row, GoalRow) and row.id in judged:
            return "已有自评或任期目标"
        return "已有佐证材料" if whole.proofs_of(row.id) else ""

    c = core(PlanNote).c
    notes = select(c.task_id).where(c.plan_id == whole.plan.id, c.deleted_at == "").distinct()
    noted = set(work.connection.scalars(notes))
    judged = {one.goal_id for one in whole.goal_reviews} | {one.goal_id for one in whole.duties}
    extra_tasks = [row for row in whole.tasks if content.is_whole and row.id not in content.tasks]
    extra_measures = [row for row in whole.measures if content.is_whole and row.id not in content.measures]
    stayed = [
        *(Stayed("指标", row.title, why(row)) for row in extra_measures if why(row)),
        *(Stayed("任务", row.title, why(row)) for row in extra_tasks if why(row)),
    ]
    away_tasks = [row.id for row in extra_tasks if not why(row)]
    away_measures = [row.id for row in extra_measures if not why(row)]
    targets = [one.id for key in away_measures for one in whole.targets_of.get(key, {}).values()]
    for table, ids in ((PlanTask, away_tasks), (PlanTarget, targets), (PlanMeasure, away_measures)):
        work.put_away(table, ids)

    extra_goals = {row.id: row for row in whole.goals if row.id not in content.goals}
    elsewhere = {*away_tasks, *away_measures, *content.measures, *content.tasks}
    hanging: tuple[MeasureRow | TaskRow, ...] = (*whole.measures, *whole.tasks)
    hangs = {row.goal_id: "下面有留下的指标或任务" for row in hanging if row.id not in elsewhere}
    held = {key: why(row) or hangs.get(key, "") for key, row in extra_goals.items()}
    for key in [key for key, word in held.items() if word]:
        above = extra_goals[key].parent_id
        while above in extra_goals and not held[above]:
            held[above] = "下面有留下的目标"
            above = extra_goals[above].parent_id
    work.put_away(PlanGoal, [key for key, word in held.items() if not word])
    return [Stayed("目标", extra_goals[key].title, word) for key, word in held.items() if word] + stayed
