"""Attachments: files beside a record (photos of a check, proofs of a project), each with its name and caption.

The bytes are kept files (store.kept_files); a row says whose they are. Adding and removing are journalled changes of
rows, so that undo, history and recycle bin hold for them too.
"""

import mimetypes
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass

from sqlalchemy import Connection, func, select

from edudesk.base.errors import UserError
from edudesk.base.words import shortened, some_of
from edudesk.store import kept_files
from edudesk.store.context import Context
from edudesk.store.records import Records
from edudesk.store.rights import Right
from edudesk.store.tables import Attachment, Record, core
from edudesk.store.verbs import deed, verb, view
from edudesk.store.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class FileDraft:
    """A kept file that is to be attached. sha256: as kept; size: bytes; media: image/jpeg, "" when not known; taken:
    ISO day or moment a photo was taken, "" when not known."""

    name: str
    sha256: str
    size: int
    media: str = ""
    taken: str = ""
    caption: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachmentRow(FileDraft):
    """An attached file. owner_table, owner_id: the record it lies beside."""

    owner_table: str
    owner_id: str
    id: str
    version: int

    @property
    def words(self) -> str:
        """What it is called in a list: its caption, else the name of the file."""
        return self.caption or self.name


class Attachments:
    """The attachments of all records. The owner may be of any table: nothing here knows what it is."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self._kept = Records(context, Attachment, AttachmentRow)

    @view(Right.SEE_ATTACHMENTS)
    def of(self, connection: Connection, owner_ids: Collection[str]) -> dict[str, list[AttachmentRow]]:
        """The attachments of records by the id of each, in the order they were added; those without are missing."""
        found: dict[str, list[AttachmentRow]] = {}
        c = core(Attachment).c
        for row in self._kept.where(connection, c.owner_id.in_(owner_ids)):
            found.setdefault(row.owner_id, []).append(row)
        return found

    @view(Right.SEE_ATTACHMENTS)
    def counts(self, connection: Connection) -> dict[str, int]:
        """How many files lie beside each record that has any."""
        c = core(Attachment).c
        query = select(c.owner_id, func.count()).where(c.deleted_at == "").group_by(c.owner_id)
        return {str(owner): count for owner, count in connection.execute(query)}

    @view(Right.SEE_ATTACHMENTS)
    def content(self, connection: Connection, sha256: str) -> bytes:
        """The bytes of a file. Raises UserError when they are missing or damaged."""
        content = kept_files.kept(self.context.store, connection, sha256)
        if content is None:
            raise UserError(
                "这个附件的文件不见了或已损坏。",
                "请把学校文件旁边的附件文件夹一起复制过来，或从备份恢复；其他数据没有改动。",
            )
        return content

    @deed("存入附件", right=Right.EDIT_ATTACHMENTS, is_read=True)
    def keep(self, name: str, content: bytes, taken: str = "") -> FileDraft:
        """Keep the bytes of a file that is to be attached later, or left: what nothing names goes after a month.

        Raises UserError when it is too large or the disk is full; then nothing is left half.
        """
        with self.context.store.transaction() as connection:
            sha256 = kept_files.keep(self.context.store, connection, content)
        media = mimetypes.guess_type(name)[0] or ""
        return FileDraft(name=name, sha256=sha256, size=len(content), media=media, taken=taken)

    @verb("添加附件", right=Right.EDIT_ATTACHMENTS)
    def add(self, work: Work, owner: type[Record], owner_id: str, files: Sequence[FileDraft]) -> list[str]:
        """Attach kept files to a record; returns the ids of the new attachments."""
        work.title = f"添加附件 {some_of([shortened(one.name) for one in files], '个')}"
        return attach(work, owner, owner_id, files)

    @verb("修改附件说明", right=Right.EDIT_ATTACHMENTS)
    def describe(self, work: Work, attachment_id: str, caption: str) -> None:
        """Set the caption of an attachment."""
        row = self._kept.get(work.connection, attachment_id)
        work.title = f"修改附件说明 {shortened(row.name)}"
        work.update(Attachment, attachment_id, {"caption": caption.strip()})

    @verb("删除附件", right=Right.EDIT_ATTACHMENTS)
    def remove(self, work: Work, ids: Sequence[str]) -> None:
        """Move attachments to the recycle bin; their bytes stay."""
        rows = [self._kept.get(work.connection, one) for one in ids]
        work.title = f"删除附件 {some_of([shortened(row.words) for row in rows], '个')}"
        work.put_away(Attachment, ids)


def attach(work: Work, owner: type[Record], owner_id: str, files: Sequence[FileDraft]) -> list[str]:
    """Attach kept files to a record inside any verb; returns the ids."""
    about = {"owner_table": owner.__tablename__, "owner_id": owner_id}
    return work.insert(Attachment, [{**about, **asdict(one)} for one in files])


def settle(
    work: Work, context: Context, owner: type[Record], owner_id: str, files: Sequence[FileDraft]
) -> None:
    """Let a record have just these files, inside any verb: new ones are attached, captions set, the others put away."""
    kept = Records(context, Attachment, AttachmentRow)
    present = {
        one.sha256: one for one in kept.where(work.connection, core(Attachment).c.owner_id == owner_id)
    }
    wanted = {one.sha256: one for one in files}
    work.put_away(Attachment, [row.id for sha256, row in present.items() if sha256 not in wanted])
    work.update_many(
        Attachment,
        {row.id: {"caption": wanted[sha256].caption} for sha256, row in present.items() if sha256 in wanted},
    )
    attach(work, owner, owner_id, [one for sha256, one in wanted.items() if sha256 not in present])


def as_draft(row: AttachmentRow) -> FileDraft:
    """An attachment as it would be attached again."""
    return FileDraft(
        name=row.name, sha256=row.sha256, size=row.size, media=row.media, taken=row.taken, caption=row.caption
    )
