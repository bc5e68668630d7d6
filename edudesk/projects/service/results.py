"""Verbs on 成果, yearly assessments and the measures of a 绩效自评."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any, ClassVar

from sqlalchemy import ColumnElement, Connection, and_, select

from edudesk.base.columns import Column
from edudesk.base.errors import FieldProblem, UserError
from edudesk.base.words import shortened
from edudesk.projects.forms.scoring import channels, shipped_judging
from edudesk.projects.rows.kinds import KindVersionRow
from edudesk.projects.rows.projects import ProjectRow
from edudesk.projects.rows.results import (
    DELIVERABLE_COLUMN,
    MEASURE_ASPECTS,
    MEASURE_COLUMN,
    MEASURE_GROUPS,
    YEARLY_COLUMN,
    DeliverableDraft,
    DeliverableRow,
    MeasureDraft,
    MeasureRow,
    YearlyDraft,
    YearlyRow,
    as_text,
)
from edudesk.projects.rules.deliverables import MARKED, crowded, tabled
from edudesk.projects.rules.entering import deliverable_problems, measure_problems, yearly_problems
from edudesk.projects.rules.money import of_year
from edudesk.projects.rules.scoring import Performance, performance, yearly_total
from edudesk.projects.service.kinds import kinds_in
from edudesk.projects.service.money import BudgetService, SpendingService
from edudesk.projects.service.offering import LessonsOf, offered_of
from edudesk.projects.service.parts import PartService, refuse_twice, touched
from edudesk.projects.service.standards import judging_in
from edudesk.projects.service.texts import put_texts
from edudesk.projects.tables import (
    Deliverable,
    KindVersion,
    Project,
    ProjectMeasure,
    ProjectText,
    ProjectYearly,
)
from edudesk.store.context import Context
from edudesk.store.filed_service import FiledService
from edudesk.store.records import Records
from edudesk.store.rights import Right
from edudesk.store.tables import core
from edudesk.store.verbs import verb, view
from edudesk.store.work import Work


class DeliverableService(
    FiledService[DeliverableDraft, DeliverableRow], PartService[DeliverableDraft, DeliverableRow]
):
    """成果 and awards."""

    table, row, draft = Deliverable, DeliverableRow, DeliverableDraft
    columns: ClassVar[Mapping[str, Column]] = DELIVERABLE_COLUMN
    keeping: ClassVar[str] = "修改成果文件"

    def __init__(self, context: Context, lessons: LessonsOf | None = None) -> None:
        """lessons: finds those that were heard in the checks; None = they are not offered."""
        super().__init__(context)
        self._lessons = lessons

    def _order(self, row: DeliverableRow) -> Any:
        return row.on, row.id

    def _found(self, draft: DeliverableDraft) -> Sequence[FieldProblem]:
        return list(deliverable_problems(draft))

    @view(Right.SEE_PROJECTS)
    def of_teacher(self, connection: Connection, teacher_id: str) -> list[DeliverableRow]:
        """The 成果 and awards of a teacher from the projects that are there, the latest first."""
        d, p = core(Deliverable).c, core(Project).c
        there = select(p.id).where(p.deleted_at == "")
        rows = self.kept.where(connection, d.teacher_ids.contains(teacher_id), d.project_id.in_(there))
        return sorted(rows, key=lambda row: (row.on, row.id), reverse=True)

    @view(Right.SEE_PROJECTS)
    def offered(self, connection: Connection, project_id: str) -> list[DeliverableDraft]:
        """What the roster and the checks know of the members that may be a 成果 of the project and is none yet, the latest
        first."""
        return offered_of(connection, project_id, self._lessons)

    @view(Right.SEE_PROJECTS)
    def marked(self, connection: Connection, project_id: str) -> frozenset[str]:
        """The ids of the 成果 chosen for the tables of a project's papers."""
        return marked_results(connection, project_id)

    @verb("选列入表格的成果", right=Right.EDIT_PROJECTS)
    def mark(self, work: Work, project_id: str, ids: Sequence[str]) -> None:
        """Let just these 成果 stand in the tables that have no room for all; none = the first. Raises UserError when a table
        has no room for them."""
        project = Records(self.context, Project, ProjectRow).get(work.connection, project_id)
        kind = kinds_in(work.connection, Records(self.context, KindVersion, KindVersionRow)).of(project)
        rows = self._of(work.connection, [project_id])
        for table in tabled(kind, rows):
            if len(table.results) > table.most:
                for _, text in crowded(table, ids):
                    raise UserError(text, "请少选几项；原来选的没有改动。")
        work.title = f"选列入表格的成果 {shortened(project.title)} {len(ids)} 项"
        put_texts(self.context, work, {project_id: {MARKED: "、".join(ids)}})


def marked_results(connection: Connection, project_id: str) -> frozenset[str]:
    """The ids of the 成果 of a project chosen for the tables of its papers."""
    text = connection.scalar(select(core(ProjectText).c.text).where(_of_marks(project_id)))
    return frozenset((text or "").split("、")) - {""}


def _of_marks(project_id: str) -> ColumnElement[bool]:
    t = core(ProjectText).c
    return and_(t.project_id == project_id, t.key == MARKED, t.deleted_at == "")


class YearlyService(PartService[YearlyDraft, YearlyRow]):
    """年度考核."""

    table, row, draft = ProjectYearly, YearlyRow, YearlyDraft
    columns: ClassVar[Mapping[str, Column]] = YEARLY_COLUMN

    def _order(self, row: YearlyRow) -> Any:
        return row.year, row.id

    def _settled(self, draft: YearlyDraft) -> YearlyDraft:
        """With the total of what was scored, by the weights of the first time; the grade that follows from it comes in
        _followed, which knows the limits of the year.

        A grade of another total than the one it came with was given by hand and stays.
        """
        told = draft.tenths
        followed = "" if told is None else shipped_judging().grade_of(Decimal(told) / 10)
        if not draft.points:
            return replace(draft, tenths=None, grade="" if draft.grade == followed else draft.grade)
        weights = draft.weights or as_text({one.key: one.weight for one in channels()})
        total = yearly_total(draft.points, replace(draft, weights=weights).shares)
        tenths = None if total is None else int(total * 10)
        return replace(
            draft, weights=weights, tenths=tenths, grade=draft.grade if told in (None, tenths) else ""
        )

    def _found(self, draft: YearlyDraft) -> Sequence[FieldProblem]:
        return list(yearly_problems(draft))

    def _followed(self, work: Work) -> None:
        """One assessment a year; what has a total and no grade gets the one that follows."""
        rows = self._of(work.connection, touched(self, work))
        refuse_twice(
            rows,
            lambda row: (row.project_id, row.year),
            lambda row: FieldProblem("year", f"{row.year} 年度的考核已经登记过了。"),
        )
        if work.kind != "do":
            return
        changed = {change.row_id for change in work.changes if change.table == ProjectYearly.__tablename__}
        grades = {
            row.id: {
                "grade": judging_in(work.connection, self.context, row.year).grade_of(
                    Decimal(row.tenths) / 10
                )
            }
            for row in rows
            if row.id in changed and row.tenths is not None and not row.grade
        }
        work.update_many(ProjectYearly, grades)


class MeasureService(PartService[MeasureDraft, MeasureRow]):
    """绩效指标."""

    table, row, draft = ProjectMeasure, MeasureRow, MeasureDraft
    columns: ClassVar[Mapping[str, Column]] = MEASURE_COLUMN

    def _order(self, row: MeasureRow) -> Any:
        return row.year, MEASURE_GROUPS.order(row.group), MEASURE_ASPECTS.order(row.aspect), row.id

    @verb("填写绩效指标", right=Right.EDIT_PROJECTS)
    def fill(self, work: Work, project_id: str, year: str, lines: Sequence[tuple[str, MeasureDraft]]) -> int:
        """The whole sheet of a year, (id of the row, "" for a new one; draft) of each; what is not on it goes to the
        bin. Returns how many it has."""
        there = [row for row in self._of(work.connection, [project_id]) if row.year == year]
        work.title = f"填写绩效指标 {year} 年 {len(lines)} 项"
        self._laid(work, there, lines)
        return len(lines)

    @view(Right.SEE_PROJECTS)
    def sheet(self, connection: Connection, project_id: str, year: str) -> Performance:
        """The 项目支出绩效自评 of a year: what was planned and spent in it, and the measures."""
        m = core(ProjectMeasure).c
        measures = self.kept.where(connection, m.project_id == project_id, m.year == year)
        measures.sort(key=self._order)
        total, undated = of_year(
            Records(self.context, Project, ProjectRow).get(connection, project_id),
            BudgetService(self.context)._of(connection, [project_id]),
            SpendingService(self.context)._of(connection, [project_id]),
            year,
        )
        return performance(
            total.budget, total.spent, measures, undated, judging_in(connection, self.context, year)
        )

    def _found(self, draft: MeasureDraft) -> Sequence[FieldProblem]:
        return list(measure_problems(draft))
