"""Verbs on what a term is measured by: its scheme, 免检 and 加分."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import fields as dataclass_fields
from typing import Any, ClassVar

from sqlalchemy import ColumnElement, Connection, exists, select

from edudesk.base.columns import Column, Kind, column_map
from edudesk.base.errors import FieldProblem
from edudesk.base.words import shortened
from edudesk.checks.forms.kinds import kinds
from edudesk.checks.rows.campaigns import DUE, EXEMPT, OUT, PUBLISHED, RUNNING, SUMMED
from edudesk.checks.rows.terms import (
    ALLOWANCE_COLUMN,
    EXEMPTED,
    NOT_MEASURED,
    AllowanceDraft,
    AllowanceRow,
    SchemeDraft,
    SchemeRow,
)
from edudesk.checks.rules.scheme import scheme_problems
from edudesk.checks.tables import Allowance, Campaign, CheckSheet, CheckUnit, TermScheme
from edudesk.store.filed_service import FiledService
from edudesk.store.rights import Right
from edudesk.store.row_service import RowService
from edudesk.store.tables import core
from edudesk.store.work import Work

_STATES = {EXEMPTED: EXEMPT, NOT_MEASURED: OUT}  # of units, by kind of allowance
_SCHEME_COLUMNS = column_map(
    (
        Column("school_year", "学年", required=True),
        Column("term", "学期", required=True),
        Column("weights", "权重"),
        Column("over", "多次检查"),
        Column("recheck", "复查"),
        Column("subjects_by", "多学科"),
        Column("patrol_most", "巡课扣分上限", Kind.INT),
        Column("bonus_most", "加分上限", Kind.INT),
        Column("excellent_share", "优秀比例提醒", Kind.INT),
        Column("minimum_weeks", "参评最少周数", Kind.INT),
        Column("shows_ranks", "显示位次", Kind.YESNO),
        Column("levels", "等级"),
        Column("exempt_by", "免检怎样算"),
        Column("veto_most", "一票否决最多", Kind.INT),
        Column("recheck_most", "复查最多", Kind.INT),
        Column("make_up_days", "补检期限", Kind.INT),
        Column("classes_by", "一门学科几个班"),
        Column("main_subjects", "主科"),
        Column("main_share", "主科占", Kind.INT),
        Column("check_weights", "各次检查权重"),
        Column("left_out", "不适用的学科"),
        Column("year_share", "年度考核折算", Kind.INT),
    )
)


class SchemeService(RowService[SchemeDraft, SchemeRow]):
    """学期量化方案."""

    table, row, draft = TermScheme, SchemeRow, SchemeDraft
    columns: ClassVar[Mapping[str, Column]] = _SCHEME_COLUMNS
    sees = Right.SEE_CHECKS

    def _order(self, row: SchemeRow) -> Any:
        return row.school_year, row.term

    def _name(self, draft: SchemeDraft) -> str:
        return f"{draft.school_year}学年{draft.term}"

    def _problems(self, draft: SchemeDraft, others: Sequence[SchemeDraft]) -> tuple[FieldProblem, ...]:
        found = list(scheme_problems(draft))
        if any((one.school_year, one.term) == (draft.school_year, draft.term) for one in others):
            found.append(FieldProblem("term", f"{self._name(draft)}已有量化方案。"))
        if draft.frozen_on:
            found.append(FieldProblem("frozen_on", "学期结果已归档，请先解除归档再改量化方案。"))
        return tuple(found)


class AllowanceService(FiledService[AllowanceDraft, AllowanceRow]):
    """免检, 不参评, 加分."""

    table, row, draft = Allowance, AllowanceRow, AllowanceDraft
    columns: ClassVar[Mapping[str, Column]] = ALLOWANCE_COLUMN
    keeping: ClassVar[str] = "免检与加分的依据材料"
    sees = Right.SEE_CHECKS

    def _keeping(self, row: AllowanceRow) -> str:
        return f"依据材料 {self._name(row)} {shortened(row.reason)}"

    def _followed(self, work: Work) -> None:
        """Who is 免检 or 不参评 from now on is not waited for in checks that are under way: units nobody has looked at say
        so, and can be made 应检 again. Who no longer is, because it was deleted or put right, is waited for again.
        Undo and redo bring them themselves."""
        if work.kind != "do":
            return
        were = self._were(work)
        freed = {unit_id for row in were for unit_id in _given(work.connection, row)}
        fields: dict[str, Mapping[str, object]] = {key: {"state": DUE, "reason": ""} for key in freed}
        touched = {
            change.row_id
            for change in work.changes
            if change.table == self.table.__tablename__ and change.after is not None
        }
        c = core(Allowance).c
        of_teachers = c.teacher_id.in_({row.teacher_id for row in were})
        for row in self.kept.where(work.connection, c.id.in_(touched) | of_teachers):
            if row.kind in _STATES:
                waiting = _waiting(work.connection, row, freed)
                told = {"state": _STATES[row.kind], "reason": row.reason}
                fields |= dict.fromkeys(waiting if row.id in touched else waiting & freed, told)
        work.update_many(CheckUnit, fields)

    def _were(self, work: Work) -> list[AllowanceRow]:
        """What this entry changed or deleted, as it was before."""
        before = {
            change.row_id: change.before
            for change in work.changes
            if change.table == self.table.__tablename__ and change.before is not None
        }
        stored = work.rows(core(Allowance), list(before))
        told = [{**row, **before[row_id]} for row_id, row in stored.items()]
        names = [field.name for field in dataclass_fields(AllowanceRow)]
        return [AllowanceRow(**{name: one[name] for name in names}) for one in told if not one["deleted_at"]]

    def _order(self, row: AllowanceRow) -> Any:
        return row.school_year, row.term, row.kind, row.teacher_id

    def _problems(self, draft: AllowanceDraft, others: Sequence[AllowanceDraft]) -> tuple[FieldProblem, ...]:
        found = []
        if not draft.teacher_id:
            found.append(FieldProblem("teacher_id", "请选择教师。"))
        if not draft.reason.strip():
            found.append(FieldProblem("reason", f"请写明{draft.kind or '免检或加分'}的理由。"))
        if unknown := [code for code in draft.checks.split("、") if code and code not in kinds()]:
            found.append(FieldProblem("checks", f"没有“{'、'.join(unknown)}”这类检查。"))
        if draft.kind == "免检" and not draft.approved_by.strip():
            found.append(FieldProblem("approved_by", "请写明谁批准免检。"))
        if draft.kind == "加分" and not 0 < (draft.tenths or 0) <= 1000:
            found.append(FieldProblem("tenths", "加分应大于 0，不超过 100。"))
        return tuple(found)


def _given(connection: Connection, row: AllowanceRow) -> set[str]:
    """Ids of the units that an allowance took out, and that nobody has looked at all the same."""
    unit = core(CheckUnit).c
    if row.kind not in _STATES:
        return set()
    return _units(connection, row, (unit.state == _STATES[row.kind]) & (unit.reason == row.reason))


def _waiting(connection: Connection, row: AllowanceRow, freed: Collection[str]) -> set[str]:
    """Ids of the units an allowance takes out: those that wait, and those that are about to again."""
    unit = core(CheckUnit).c
    return _units(connection, row, (unit.state == DUE) | unit.id.in_(freed))


def _units(connection: Connection, row: AllowanceRow, wanted: ColumnElement[bool]) -> set[str]:
    """Ids of the units of a teacher that nobody has looked at yet, in the checks an allowance is about: under way, not
    通报."""
    unit, check, sheet = core(CheckUnit).c, core(Campaign).c, core(CheckSheet).c
    query = (
        select(unit.id)
        .join(core(Campaign), check.id == unit.campaign_id)
        .where(
            unit.teacher_id == row.teacher_id,
            wanted,
            unit.deleted_at == "",
            check.school_year == row.school_year,
            check.term == row.term,
            check.status.in_((PUBLISHED, RUNNING, SUMMED)),
            *((check.kind.in_(row.checks.split("、")),) if row.kind == EXEMPTED and row.checks else ()),
            ~exists().where(sheet.unit_id == unit.id, sheet.deleted_at == ""),
        )
    )
    return set(connection.scalars(query))
