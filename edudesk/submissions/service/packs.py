"""Verbs on a school's own packs and on their days."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, ClassVar

from edudesk.base.columns import Column
from edudesk.base.errors import FieldProblem
from edudesk.store.rights import Right
from edudesk.store.row_service import RowService
from edudesk.submissions.rows.packs import DUE_COLUMN, PACK_COLUMN, DueDraft, DueRow, PackDraft, PackRow
from edudesk.submissions.rules.packs import due_problems, pack_problems
from edudesk.submissions.tables import OwnPack, PackDue


class PackService(RowService[PackDraft, PackRow]):
    """Own packs; one with the key of a shipped pack stands in its place until it is deleted."""

    table, row, draft = OwnPack, PackRow, PackDraft
    columns: ClassVar[Mapping[str, Column]] = PACK_COLUMN
    sees = Right.SEE_SUBMISSIONS

    def _order(self, row: PackRow) -> Any:
        return len(row.key), row.key

    def _settled(self, draft: PackDraft) -> PackDraft:
        return replace(
            draft, key="".join(draft.key.split()), title=draft.title.strip(), due=draft.due.strip()
        )

    def _problems(self, draft: PackDraft, others: Sequence[PackDraft]) -> tuple[FieldProblem, ...]:
        return pack_problems(draft, others)


class DueService(RowService[DueDraft, DueRow]):
    """Days of packs that are other than their rules say."""

    table, row, draft = PackDue, DueRow, DueDraft
    columns: ClassVar[Mapping[str, Column]] = DUE_COLUMN
    sees = Right.SEE_SUBMISSIONS

    def _order(self, row: DueRow) -> Any:
        return row.pack, row.school_year

    def _problems(self, draft: DueDraft, others: Sequence[DueDraft]) -> tuple[FieldProblem, ...]:
        return due_problems(draft, others)
