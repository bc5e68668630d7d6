"""What was handed out: every file with the school's data leaves an entry in the journal, and no other does (P33)."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, delete, false

from edudesk.base.errors import UserError
from edudesk.base.masking import Audience
from edudesk.base.words import shortened
from edudesk.store import journal
from edudesk.store.context import Context
from edudesk.store.engine import StoreReadOnly
from edudesk.store.journal import Entry
from edudesk.store.rights import Right
from edudesk.store.tables import Setting, core
from edudesk.store.verbs import verb, view
from edudesk.store.work import Work

if TYPE_CHECKING:
    from edudesk.base.report import Handout  # its classes take 5 ms, which no start needs


class Exports:
    """The one way out: whoever writes a report does it inside leaving()."""

    def __init__(self, context: Context) -> None:
        self.context = context

    @contextmanager
    def leaving(
        self, report: "Handout", to: Path | str, way: str = "导出", unit: str = "行"
    ) -> Iterator[None]:
        """Around the writing: the journal tells of it when it is done, so that what failed does not look like an export.

        to: the file, or the name of the printer; way: as in exported. Raises UserError before anything is written
        when the person may not, and when the journal cannot be written. A file whose entry cannot be kept is removed again: none is out of the house
        without a trace.
        """
        self.check(report.audience)
        self._check_journal(way)
        yield
        try:
            self.exported(report, to.name if isinstance(to, Path) else to, way, unit)
        except BaseException:
            if isinstance(to, Path):
                with suppress(OSError):
                    to.unlink()
            raise

    @view(Right.READ_JOURNAL)
    def latest(self, connection: Connection, most: int, verbs: Sequence[str] = ()) -> list[Entry]:
        """What was handed out last, newest first. verbs: others by which something leaves."""
        return journal.entries(connection, limit=most, verbs=("store.exports.exported", *verbs))

    def check(self, audience: Audience) -> None:
        """Raises UserError when the person may not hand out for this audience: whole numbers need a right of their own."""
        self.context.require(Right.EXPORT)
        if audience is Audience.INTERNAL:
            self.context.require(Right.EXPORT_PERSONAL)

    def _check_journal(self, way: str) -> None:
        """A write that changes nothing."""
        try:
            with self.context.store.transaction() as connection:
                connection.execute(delete(core(Setting)).where(false()))
        except StoreReadOnly as error:
            raise UserError(
                f"学校文件是只读的，{way}要记进它的操作记录，没有{way}。",
                "请把学校文件复制到可以写入的文件夹（例如“文档”），再从那里打开。",
            ) from error

    @verb("导出", right=Right.EXPORT, undoable=False)
    def exported(self, work: Work, report: "Handout", file: str, way: str = "导出", unit: str = "行") -> None:
        """Keep in the journal that the report has gone into a file of this name. Only leaving() and its like call it.

        way: how it left: 导出, or 打印 with the name of the printer instead of the file, or 预览 without one; unit:
        of its records. Raises UserError as check does.
        """
        self.check(report.audience)
        title = shortened(report.title.replace("\n", ""))  # lines of an official document are forced
        work.title = f"{way} {title}，{len(report.rows)} {unit}，{report.audience.word}"
        work.detail = {
            "key": report.key,
            "audience": report.audience.value,
            "rows": len(report.rows),
            "file": file,
            "way": way,
        }
