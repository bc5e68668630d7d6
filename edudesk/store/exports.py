"""What was handed out: every file with the school's data leaves an entry before it is written (P33)."""

from typing import TYPE_CHECKING

from edudesk.base.masking import Audience
from edudesk.base.words import shortened
from edudesk.store.context import Context
from edudesk.store.rights import Right
from edudesk.store.verbs import verb
from edudesk.store.work import Work

if TYPE_CHECKING:
    from edudesk.base.report import Handout  # its classes take 5 ms, which no start needs


class Exports:
    """The one way out: whoever writes a report asks here first."""

    def __init__(self, context: Context) -> None:
        self.context = context

    @verb("导出", right=Right.EXPORT, undoable=False)
    def exported(self, work: Work, report: "Handout", file: str, way: str = "导出", unit: str = "行") -> None:
        """Keep in the journal that the report goes into a file of this name; called before it is written.

        way: how it leaves: 导出, or 打印 with the name of the printer instead of the file, or 预览 without one; unit:
        of its records.
        A trace without a file is harmless, a file without a trace is not. An unmasked report needs the
        right to export personal data as well; UserError without it.
        """
        if report.audience is Audience.INTERNAL:
            self.context.require(Right.EXPORT_PERSONAL)
        title = shortened(report.title.replace("\n", ""))  # lines of an official document are forced
        work.title = f"{way} {title}，{len(report.rows)} {unit}，{report.audience.word}"
        work.detail = {
            "key": report.key,
            "audience": report.audience.value,
            "rows": len(report.rows),
            "file": file,
            "way": way,
        }
