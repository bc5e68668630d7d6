"""Verbs on what was sent: an export with its files is kept for good; when it was handed over is said afterwards."""

from collections.abc import Sequence
from dataclasses import asdict

from sqlalchemy import Connection

from edudesk.base.errors import FieldProblem, UserError
from edudesk.base.masking import Audience
from edudesk.school.rules.years import is_day
from edudesk.store import journal
from edudesk.store.context import Context
from edudesk.store.journal import Entry
from edudesk.store.records import Records
from edudesk.store.rights import Right
from edudesk.store.tables import records
from edudesk.store.verbs import verb, view
from edudesk.store.work import Work
from edudesk.submissions.rows.sendings import SendingDraft, SendingRow
from edudesk.submissions.tables import Sending


class SendingService:
    """The history of what was sent."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self._rows = Records(context, Sending, SendingRow)

    @view(Right.SEE_SUBMISSIONS)
    def rows(self, connection: Connection) -> list[SendingRow]:
        """Every sending, the newest first."""
        return sorted(self._rows.rows(connection), key=lambda row: (row.made_at, row.id), reverse=True)

    @view(Right.SEE_SUBMISSIONS)
    def get(self, connection: Connection, row_id: str) -> SendingRow:
        """One sending; raises UserError when there is none."""
        return self._rows.get(connection, row_id)

    @verb("导出材料包", right=Right.EXPORT, undoable=False)
    def keep(self, work: Work, draft: SendingDraft) -> SendingRow:
        """Keep what was exported, and that it was; called when the files lie at their place. They are out for good."""
        if draft.audience == Audience.INTERNAL:
            self.context.require(Right.EXPORT_PERSONAL)
        for_whom = Audience(draft.audience).word
        work.title = f"导出 材料包 {draft.title}，{draft.files_words}，{for_whom}（{draft.edition}）"
        (row_id,) = work.insert(Sending, [asdict(draft)])
        return self._rows.get(work.connection, row_id)

    @verb("登记报送", right=Right.EXPORT)
    def report(
        self,
        work: Work,
        row_id: str,
        on: str,
        received_by: str = "",
        remark: str = "",
        version: int | None = None,
    ) -> SendingRow:
        """Say that a sending was handed over. on: ISO day, "" = after all not; version: as last seen.

        Raises UserError when the day is none, Conflict when it was changed meanwhile.
        """
        if on and not is_day(on):
            problem = FieldProblem("reported_on", "请写成 2026-09-20 这样的日期。")
            raise UserError("报送日期不对，没有保存。", "请改好后再试；其他内容都还在。", (problem,))
        row = self._rows.get(work.connection, row_id)
        work.title = (
            f"登记报送 {row.title}（{row.edition}）" if on else f"取消报送登记 {row.title}（{row.edition}）"
        )
        values = {"reported_on": on, "received_by": received_by, "remark": remark}
        work.update(Sending, row_id, values, version)
        return self._rows.get(work.connection, row_id)

    @view(Right.SEE_SUBMISSIONS)
    def changed_since(self, connection: Connection, seq: int, concerns: Sequence[str]) -> list[Entry]:
        """Entries after seq that changed rows of these concerns (Record.concern), newest first; each with their number."""
        tables = {name for name, table in records().items() if table.concern in concerns}
        return journal.entries_of(connection, tables, after=seq)
