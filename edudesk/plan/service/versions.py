"""Kept versions of a plan: what it said, who kept it and why; an old one comes back as a new one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Final

from sqlalchemy import Connection, func, select

from edudesk.base import clock
from edudesk.base.columns import Column
from edudesk.base.errors import FieldProblem
from edudesk.plan.rows.course import VERSION_COLUMN, VersionDraft, VersionRow
from edudesk.plan.rows.goals import GoalRow
from edudesk.plan.rows.measures import MeasureRow, TargetRow
from edudesk.plan.rows.plans import PLAN_COLUMN, PlanRow
from edudesk.plan.rows.tasks import TaskRow
from edudesk.plan.rows.text import SectionRow
from edudesk.plan.rules.content import FACTS, Content, content_of, read, written
from edudesk.plan.rules.text_entering import version_problems
from edudesk.plan.service.parts import PlanPart
from edudesk.plan.service.restoring import Stayed, bring_back, rows_of
from edudesk.plan.tables import Plan, PlanGoal, PlanMeasure, PlanSection, PlanTarget, PlanTask, PlanVersion
from edudesk.store.records import Records
from edudesk.store.rights import Right
from edudesk.store.tables import Record, core
from edudesk.store.verbs import verb, view
from edudesk.store.work import Work

_BY_YEARS: Final = "任务和目标值按现在的年度，不随稿次恢复"
_STAYS: Final = {
    "title": "不随稿次恢复，要改请在“编辑规划基本信息”里改",
    "starts": _BY_YEARS,
    "ends": _BY_YEARS,
}
"""Facts that an old version does not bring back, and why: papers that went out bear the title, tasks and targets hang on
the days."""
_HELD: Final[tuple[tuple[type[Record], type[Any]], ...]] = (
    (PlanSection, SectionRow),
    (PlanGoal, GoalRow),
    (PlanMeasure, MeasureRow),
    (PlanTarget, TargetRow),
    (PlanTask, TaskRow),
)
"""Lists of content_of."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What came of bringing a version back. version: the new one, None = there was nothing to bring back; stayed: what the
    plan has otherwise than the version."""

    version: VersionRow | None
    stayed: tuple[Stayed, ...]


class VersionService(PlanPart[VersionDraft, VersionRow]):
    """规划稿次, the newest first."""

    table, row, draft = PlanVersion, VersionRow, VersionDraft
    columns: ClassVar[Mapping[str, Column]] = VERSION_COLUMN

    def __init__(self, context: Any) -> None:
        super().__init__(context)
        self._plans = Records(context, Plan, PlanRow)

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
        """Let the plan say again what a version says: its text, goals, measures with their targets, tasks; the result is a
        new version.

        What stood there and was not kept yet is kept before it. Days and title of the plan stay, and all that came of the
        work: actuals, progress, proofs, what was reported, with the records they hang on (service.restoring). Where nothing
        changes by it, no version is made.
        """
        old = self.kept.get(work.connection, version_id)
        plan_id, content = old.plan_id, read(old.content)
        now = written(self._content(work.connection, plan_id))
        latest = next(iter(self._of(work.connection, [plan_id])), None)
        facts = {key: value for key, value in content.facts.items() if key in FACTS and key not in _STAYS}
        work.update(Plan, plan_id, facts)
        plan = self._plans.get(work.connection, plan_id)
        stayed = (
            *(
                Stayed("规划", PLAN_COLUMN[key].title, why)
                for key, why in _STAYS.items()
                if content.facts.get(key, getattr(plan, key)) != getattr(plan, key)
            ),
            *bring_back(self.context, work, plan_id, content),
        )
        if not work.changes:
            return Restored(None, stayed)
        if latest is None or written(read(latest.content)) != now:
            before = VersionDraft(plan_id=plan_id, who=who, why=f"恢复第 {old.number} 稿之前", content=now)
            keep_version(self, work, before)
        why = f"恢复第 {old.number} 稿（{old.why}）"
        row = keep_version(self, work, VersionDraft(plan_id=plan_id, who=who, why=why))
        work.title = f"恢复规划第 {old.number} 稿，存为第 {row.number} 稿"
        return Restored(row, stayed)

    def _content(self, connection: Connection, plan_id: str) -> Content:
        lists = (rows_of(self.context, connection, plan_id, table, row) for table, row in _HELD)
        return content_of(self._plans.get(connection, plan_id), *lists)

    def _name(self, draft: Any) -> str:
        return f"第 {draft.number} 稿 {super()._name(draft)}"

    def _found(self, draft: VersionDraft) -> Sequence[FieldProblem]:
        return list(version_problems(draft))


def keep_version(service: VersionService, work: Work, draft: VersionDraft) -> VersionRow:
    """Keep the plan inside any verb, as it stands unless draft has content."""
    c = core(PlanVersion).c
    # one in the recycle bin keeps its number: it may come back
    last = work.connection.scalar(select(func.max(c.number)).where(c.plan_id == draft.plan_id))
    number = (last or 0) + 1
    content = draft.content or written(service._content(work.connection, draft.plan_id))
    whole = replace(draft, number=number, on=draft.on or clock.today().isoformat(), content=content)
    (row_id,) = work.insert(PlanVersion, [service._stored(service._checked(whole, ()))])
    return service.kept.get(work.connection, row_id)
