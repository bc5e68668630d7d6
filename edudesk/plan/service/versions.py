"""Kept versions of a plan: what it said, who kept it and why; an old one comes back as a new one."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from sqlalchemy import Connection, select

from edudesk.base import clock
from edudesk.base.columns import Column
from edudesk.base.errors import FieldProblem
from edudesk.plan.rows.course import VERSION_COLUMN, VersionDraft, VersionRow
from edudesk.plan.rows.goals import GoalRow
from edudesk.plan.rows.plans import PlanRow
from edudesk.plan.rows.text import SectionRow
from edudesk.plan.rules.content import FACTS, Content, content_of, read, written
from edudesk.plan.rules.text_entering import version_problems
from edudesk.plan.service.parts import PlanPart
from edudesk.plan.tables import Plan, PlanGoal, PlanMeasure, PlanSection, PlanTask, PlanVersion
from edudesk.store.records import Records
from edudesk.store.rights import Right
from edudesk.store.tables import core
from edudesk.store.verbs import verb, view
from edudesk.store.work import Work

_STAYS = ("title", "starts", "ends")
"""Facts that tasks and targets hang on: an old version does not bring them back."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What came of bringing a version back. version: the new one; kept: titles of goals that it does not have and that stay
    because tasks or measures hang on them."""

    version: VersionRow
    kept: tuple[str, ...]


class VersionService(PlanPart[VersionDraft, VersionRow]):
    """规划稿次, the newest first."""

    table, row, draft = PlanVersion, VersionRow, VersionDraft
    columns: ClassVar[Mapping[str, Column]] = VERSION_COLUMN

    def __init__(self, context: Any) -> None:
        super().__init__(context)
        self._plans = Records(context, Plan, PlanRow)
        self._sections = Records(context, PlanSection, SectionRow)
        self._goals = Records(context, PlanGoal, GoalRow)

    def _order(self, row: VersionRow) -> Any:
        return -row.number, row.id

    @view(Right.SEE_PLAN)
    def current(self, connection: Connection, plan_id: str) -> Content:
        """The plan as it stands, to be compared with what was kept."""
        return self._content(connection, plan_id)

    @verb("保存规划稿次", right=Right.EDIT_PLAN)
    def keep(
        self, work: Work, plan_id: str, *, why: str, who: str = "", meeting: str = "", on: str = ""
    ) -> VersionRow:
        """Keep the plan as it stands as its next version. Raises UserError without a reason."""
        draft = VersionDraft(plan_id=plan_id, on=on, who=who, why=why, meeting=meeting)
        row = keep_version(self, work, draft)
        work.title = f"保存规划第 {row.number} 稿 {why}"
        return row

    @verb("恢复规划稿次", right=Right.EDIT_PLAN)
    def restore(self, work: Work, version_id: str, *, who: str = "") -> Restored:
        """Let the plan say again what a version says: texts, sections and goals; the result is a new version.

        What stood there and was not kept yet is kept first. Days and title of the plan stay, and so do goals on which
        tasks or measures hang.
        """
        old = self.kept.get(work.connection, version_id)
        plan_id, content = old.plan_id, read(old.content)
        now = written(self._content(work.connection, plan_id))
        latest = next(iter(self._of(work.connection, [plan_id])), None)
        if latest is None or written(read(latest.content)) != now:
            why = f"恢复第 {old.number} 稿之前"
            keep_version(self, work, VersionDraft(plan_id=plan_id, who=who, why=why))
        facts = {key: value for key, value in content.facts.items() if key in FACTS and key not in _STAYS}
        work.update(Plan, plan_id, facts)
        self._bring_sections(work, plan_id, content)
        kept = self._bring_goals(work, plan_id, content)
        why = f"恢复第 {old.number} 稿（{old.why}）"
        row = keep_version(self, work, VersionDraft(plan_id=plan_id, who=who, why=why))
        work.title = f"恢复规划第 {old.number} 稿，存为第 {row.number} 稿"
        return Restored(row, tuple(kept))

    def _content(self, connection: Connection, plan_id: str) -> Content:
        return content_of(
            self._plans.get(connection, plan_id),
            self._sections.where(connection, core(PlanSection).c.plan_id == plan_id),
            self._goals.where(connection, core(PlanGoal).c.plan_id == plan_id),
        )

    def _bring_sections(self, work: Work, plan_id: str, content: Content) -> None:
        """The sections of a version; one that has the same heading now stays the same record."""
        there = self._sections.where(work.connection, core(PlanSection).c.plan_id == plan_id)
        free = {row.heading: row for row in there}
        fresh: list[dict[str, Any]] = []
        changed: dict[str, Mapping[str, Any]] = {}
        for one in content.sections:
            row = free.pop(str(one["heading"]), None)
            if row is None:
                fresh.append({**one, "plan_id": plan_id})
            else:
                changed[row.id] = one
        named = set(changed)
        work.put_away(PlanSection, [row.id for row in there if row.id not in named])
        work.update_many(PlanSection, changed)
        work.insert(PlanSection, fresh)

    def _bring_goals(self, work: Work, plan_id: str, content: Content) -> list[str]:
        """The goals of a version under their own ids; returns titles of those that stay though it has not got them."""
        there = {
            row.id: row for row in self._goals.where(work.connection, core(PlanGoal).c.plan_id == plan_id)
        }
        ever = work.rows(core(PlanGoal), list(content.goals))
        binned = [row_id for row_id in content.goals if row_id in ever and row_id not in there]
        work.take_back(PlanGoal, binned)
        work.update_many(
            PlanGoal, {row_id: content.goals[row_id] for row_id in content.goals if row_id in ever}
        )
        work.insert(
            PlanGoal,
            [
                {**one, "id": row_id, "plan_id": plan_id}
                for row_id, one in content.goals.items()
                if row_id not in ever
            ],
        )
        extra = [row_id for row_id in there if row_id not in content.goals]
        held = _held(work.connection, extra)
        held |= {one for one in extra if any(_is_above(one, other, there) for other in held)}
        work.put_away(PlanGoal, [row_id for row_id in extra if row_id not in held])
        return [there[row_id].title for row_id in extra if row_id in held]

    def _found(self, draft: VersionDraft) -> Sequence[FieldProblem]:
        return list(version_problems(draft))


def _held(connection: Connection, ids: Iterable[str]) -> set[str]:
    """Goals on which tasks or measures hang."""
    wanted = list(ids)
    found: set[str] = set()
    for table in (PlanTask, PlanMeasure):
        c = core(table).c
        found.update(
            connection.execute(select(c.goal_id).where(c.deleted_at == "", c.goal_id.in_(wanted))).scalars()
        )
    return found


def _is_above(goal_id: str, below: str, rows: Mapping[str, GoalRow]) -> bool:
    """Whether a goal stands over another one."""
    seen: set[str] = set()
    while below in rows and below not in seen:
        seen.add(below)
        below = rows[below].parent_id
        if below == goal_id:
            return True
    return False


def keep_version(service: VersionService, work: Work, draft: VersionDraft) -> VersionRow:
    """Keep the plan as it stands inside any verb."""
    there = service._of(work.connection, [draft.plan_id])
    number = max((row.number for row in there), default=0) + 1
    content = written(service._content(work.connection, draft.plan_id))
    whole = replace(draft, number=number, on=draft.on or clock.today().isoformat(), content=content)
    (row_id,) = work.insert(PlanVersion, [service._stored(service._checked(whole, ()))])
    return service.kept.get(work.connection, row_id)
