"""Verbs on the official papers a school writes (公文写作)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, ClassVar

from sqlalchemy import select

from edudesk.base import clock
from edudesk.base.columns import Column
from edudesk.base.errors import FieldProblem
from edudesk.store.rights import Right
from edudesk.store.row_service import RowService, insert
from edudesk.store.tables import core
from edudesk.store.verbs import verb
from edudesk.store.work import Work
from edudesk.submissions.rows.papers import PAPER_COLUMN, PaperDraft, PaperRow
from edudesk.submissions.rules.papers import next_serial, paper_problems, settled_paper
from edudesk.submissions.tables import OwnPaper


class PaperService(RowService[PaperDraft, PaperRow]):
    """Official papers of all years, the newest first; each save is a version of its own."""

    table, row, draft = OwnPaper, PaperRow, PaperDraft
    columns: ClassVar[Mapping[str, Column]] = PAPER_COLUMN
    sees = Right.SEE_SUBMISSIONS

    @verb("新建公文", right=Right.EDIT_SUBMISSIONS)
    def begin(self, work: Work, draft: PaperDraft) -> PaperRow:
        """Store a new paper under the next number of this year, which none in the recycle bin has either."""
        serials = work.connection.scalars(select(core(OwnPaper).c.serial))
        serial = next_serial(serials, clock.today().year)
        (row_id,) = insert(self, work, [replace(draft, serial=serial)])
        row = self.kept.get(work.connection, row_id)
        work.title = f"新建公文 {self._name(row)}"
        return row

    def _order(self, row: PaperRow) -> Any:
        return [-ord(char) for char in row.serial]

    def _settled(self, draft: PaperDraft) -> PaperDraft:
        return settled_paper(draft)

    def _problems(self, draft: PaperDraft, others: Sequence[PaperDraft]) -> tuple[FieldProblem, ...]:
        return paper_problems(draft)
