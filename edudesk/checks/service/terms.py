"""Verbs on what a term is measured by: its scheme, 免检 and 加分."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from edudesk.base.columns import Column, Kind, column_map
from edudesk.base.errors import FieldProblem
from edudesk.base.words import shortened
from edudesk.checks.forms.kinds import kinds
from edudesk.checks.rows.terms import (
    ALLOWANCE_COLUMN,
    AllowanceDraft,
    AllowanceRow,
    SchemeDraft,
    SchemeRow,
)
from edudesk.checks.rules.scheme import scheme_problems
from edudesk.checks.tables import Allowance, TermScheme
from edudesk.store.attachments import FileDraft, settle
from edudesk.store.rights import Right
from edudesk.store.row_service import RowService
from edudesk.store.verbs import verb
from edudesk.store.work import Work

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


class AllowanceService(RowService[AllowanceDraft, AllowanceRow]):
    """免检, 不参评, 加分."""

    table, row, draft = Allowance, AllowanceRow, AllowanceDraft
    columns: ClassVar[Mapping[str, Column]] = ALLOWANCE_COLUMN
    sees = Right.SEE_CHECKS

    @verb("免检与加分的依据材料", right=Right.EDIT_CHECKS)
    def keep_files(self, work: Work, allowance_id: str, files: Sequence[FileDraft]) -> None:
        """Let just these files lie beside one."""
        row = self.kept.get(work.connection, allowance_id)
        work.title = f"依据材料 {self._name(row)} {shortened(row.reason)}"
        settle(work, self.context, Allowance, allowance_id, files)

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
