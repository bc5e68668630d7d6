"""What the services share whose rows have files beside them: proofs, papers of a meeting, photos of an activity."""

from collections.abc import Sequence
from typing import Any, ClassVar, Generic, TypeVar

from sqlalchemy import Connection, select

from edudesk.store.attachments import AttachmentRow, FileDraft, attach, settle
from edudesk.store.part_service import PartService
from edudesk.store.records import Records
from edudesk.store.row_service import RowService, insert
from edudesk.store.tables import Attachment, core
from edudesk.store.verbs import act
from edudesk.store.work import Work

D = TypeVar("D")
R = TypeVar("R")


class FiledService(RowService[D, R], Generic[D, R]):
    """Rows with files beside them. keeping: the title of the verb that changes these: 修改会议材料."""

    keeping: ClassVar[str]

    @act("{0.keeping}")
    def keep_files(self, work: Work, row_id: str, files: Sequence[FileDraft]) -> None:
        """Let a row have just these files: new ones are attached, captions set, the others put away."""
        work.title = self._keeping(self.kept.get(work.connection, row_id))
        settle(work, self.context, self.table, row_id, files)

    def _keeping(self, row: R) -> str:
        """What the journal says when the files of a row become others."""
        return f"{self.keeping} {self._name(row)}"


class FiledPart(FiledService[D, R], PartService[D, R], Generic[D, R]):
    """Rows that belong to an owner and come together with their files."""

    @act("登记{0.table.noun}")
    def put(self, work: Work, draft: D, files: Sequence[FileDraft] = ()) -> R:
        """A new row with its kept files (store.taking.take). Raises UserError with every problem."""
        (row_id,) = insert(self, work, [draft])
        self._followed(work)
        attach(work, self.table, row_id, files)
        row = self.kept.get(work.connection, row_id)
        work.title = f"登记{self.table.noun} {self._name(row)}"
        return row


def files_of(
    service: FiledPart[Any, Any], connection: Connection, owner_id: str
) -> dict[str, list[AttachmentRow]]:
    """The files of all rows of an owner by the id of each row; those without are missing."""
    own, c = core(service.table).c, core(Attachment).c
    rows = Records(service.context, Attachment, AttachmentRow).where(
        connection,
        c.owner_table == service.table.__tablename__,
        c.owner_id.in_(select(own.id).where(own[service.owner] == owner_id, own.deleted_at == "")),
    )
    found: dict[str, list[AttachmentRow]] = {}
    for one in rows:
        found.setdefault(one.owner_id, []).append(one)
    return found
