"""Importing a 台账 that was there: looked at first, then written as one entry and undone as one."""

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Unpack

from sqlalchemy import Connection, func, select

from edudesk.base import clock
from edudesk.base.errors import UserError
from edudesk.base.jobs import Step, silent
from edudesk.projects.rows.course import EXTENSION, GRANTED
from edudesk.projects.rows.kinds import KindVersionRow
from edudesk.projects.rows.people import LEADER, TEAM
from edudesk.projects.rows.projects import ProjectRow
from edudesk.projects.rules.entering import project_problems
from edudesk.projects.service.kinds import kinds_in
from edudesk.projects.service.projects import ProjectService
from edudesk.projects.tables import (
    KindVersion,
    Project,
    ProjectBudget,
    ProjectChange,
    ProjectMember,
    ProjectStep,
)
from edudesk.roster.rows import GONE
from edudesk.roster.service import ImportResult
from edudesk.roster.service.imported import concluded
from edudesk.roster.service.matchings import keep_matches, matched_before
from edudesk.roster.tables import Teacher
from edudesk.store.context import Context
from edudesk.store.records import Records
from edudesk.store.rights import Right
from edudesk.store.tables import core
from edudesk.store.verbs import deed, verb, view
from edudesk.store.work import Conflict, Work

if TYPE_CHECKING:
    from edudesk.projects.intake.values import LedgerFacts, LedgerPreview
    from edudesk.roster.intake.deciding import Wishes
    from edudesk.sheets.workbook import Workbook

_REMEMBERED = "projects"


class LedgerService:
    """项目台账 from a workbook."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self._kept = Records(context, Project, ProjectRow)
        self._kept_kinds = Records(context, KindVersion, KindVersionRow)

    @deed("预览项目台账", right=Right.SEE_PROJECTS, is_read=True)
    def preview(
        self,
        workbook: "Workbook",
        **wishes: "Unpack[Wishes]",
    ) -> "LedgerPreview":
        """What importing would do; nothing is written. The wishes are those of intake.preview.preview_ledger."""
        from edudesk.projects.intake.preview import preview_ledger  # brings the workbook rooms along

        with self.context.reading(Right.SEE_PROJECTS) as connection:
            facts = self._facts(connection)
        # a long list is read without keeping anybody else from the school
        return preview_ledger(
            workbook,
            facts,
            recall=self.remembered,
            **wishes,
        )

    @view(Right.SEE_PROJECTS)
    def remembered(self, connection: Connection, fingerprint: str) -> dict[str, str]:
        """Header -> field as the user matched them the last time a 台账 had these headers."""
        return matched_before(connection, _REMEMBERED, fingerprint)

    def _facts(self, connection: Connection) -> "LedgerFacts":
        from edudesk.projects.intake.values import Beside, LedgerFacts

        t, m, b = core(Teacher).c, core(ProjectMember).c, core(ProjectBudget).c
        people: dict[str, list[str]] = defaultdict(list)
        query = select(t.name, t.id).where(t.deleted_at == "", t.status.not_in(GONE))
        for name, teacher_id in connection.execute(query):
            people[name].append(teacher_id)
        today = clock.today().isoformat()
        names: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        in_team = (
            select(m.project_id, m.role, func.coalesce(t.name, m.name))
            .select_from(core(ProjectMember).outerjoin(core(Teacher), t.id == m.teacher_id))
            .where(m.deleted_at == "", m.role.in_(TEAM), (m.left == "") | (m.left >= today))
            .order_by(m.place, m.id)
        )
        for project_id, role, name in connection.execute(in_team):
            names[project_id][role].append(name)
        money = select(b.project_id, func.sum(b.yuan)).where(b.deleted_at == "").group_by(b.project_id)
        budgets = {one: round(total or 0.0, 2) for one, total in connection.execute(money).all()}
        s, c = core(ProjectStep).c, core(ProjectChange).c
        days: dict[str, dict[str, str]] = defaultdict(dict)
        dated = select(s.project_id, s.to_stage, s.on).where(s.deleted_at == "").order_by(s.on, s.id)
        for project_id, stage, on in connection.execute(dated):
            days[project_id][stage] = on
        extended: dict[str, list[str]] = defaultdict(list)
        granted = select(c.project_id, c.after).where(
            c.deleted_at == "", c.item == EXTENSION, c.decision == GRANTED
        )
        for project_id, end in connection.execute(granted):
            extended[project_id].append(end)
        return LedgerFacts(
            self._kept.rows(connection),
            kinds_in(connection, self._kept_kinds),
            people,
            today,
            {
                one: Beside(
                    tuple(names[one][LEADER]),
                    tuple(name for role in TEAM for name in names[one][role]),
                    budgets.get(one, 0.0),
                    days.get(one, {}),
                    tuple(extended.get(one, ())),
                )
                for one in {*names, *budgets, *days, *extended}
            },
        )

    @verb("导入项目台账", right=Right.EDIT_PROJECTS)
    def import_rows(self, work: Work, preview: "LedgerPreview", step: Step = silent) -> ImportResult:
        """Write what a preview promises as one entry, all or none, and keep how its headers were matched.

        Raises Conflict when a project was changed since, and UserError when a changed one would not hold (its end
        before its start).
        """
        from edudesk.roster.intake.values import RowState

        if self._kept.versions(work.connection) != preview.seen:
            raise Conflict("预览之后项目又有改动，没有导入。", "请看过新的预览后再导入。")
        new = [row.whole for row in preview.rows if row.state is RowState.NEW]
        touched = [row for row in preview.rows if row.state is RowState.CHANGED]
        step(0, len(new) + len(touched), "正在写入项目")
        if new:
            ProjectService(self.context)._begin(work, new)
        changed: dict[str, dict[str, Any]] = {
            row.project_id: {one.key: one.after for one in row.changes} for row in touched
        }
        for row in touched:
            own: dict[str, Any] = changed[row.project_id]
            stored = replace(self._kept.get(work.connection, row.project_id), **own)
            if problems := tuple(project_problems(stored)):
                raise UserError(
                    f"第 {row.row} 行“{row.name}”不能导入：{problems[0].text}",
                    "请改好表格后再导入；数据没有改动。",
                    problems,
                )
        work.update_many(Project, changed)
        work.title = f"导入 {preview.file}：新增 {len(new)} 个项目，更新 {len(touched)} 个"
        keep_matches(work.connection, _REMEMBERED, preview)
        return concluded(work, preview, len(new), len(touched))
