"""The rows of a ledger (台账): facts of one kind beside the teachers they belong to."""

from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from edudesk.base.columns import Column, Kind
from edudesk.base.masking import Privacy
from edudesk.roster.histories.kind import HistoryKind
from edudesk.roster.rows import TeacherRow


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One fact beside the teacher it belongs to: a row of a ledger (台账)."""

    teacher: TeacherRow
    held: Any

    @property
    def id(self) -> str:
        """Of the fact."""
        return str(self.held.id)


@cache
def ledger_columns(kind: HistoryKind) -> tuple[Column, ...]:
    """Columns of a ledger: who, and what (rows: LedgerLine)."""
    who = Column(
        "name", "姓名", Kind.NAME, 20, required=True, is_shown=True, privacy=Privacy.PUBLIC,
        value=lambda line: line.teacher.name, sort=lambda line: line.teacher.pinyin,
    )  # fmt: skip
    return (who, *(_of_line(replace(one, privacy=kind.privacy_of(one))) for one in kind.columns))


def _of_line(column: Column) -> Column:
    key = column.sort
    if key is None:
        return replace(column, value=lambda line: column.of(line.held))
    return replace(column, value=lambda line: column.of(line.held), sort=lambda line: key(line.held))
