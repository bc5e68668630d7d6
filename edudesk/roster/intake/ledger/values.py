"""The preview of dated facts to be imported. Values only."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from edudesk.base.columns import printed
from edudesk.roster.histories import KIND, HistoryKind
from edudesk.roster.intake.ledger.words import fields_of
from edudesk.roster.intake.values import FieldChange, Preview, RowState
from edudesk.roster.rows import TeacherRow
from edudesk.roster.rules.growth import fact_words, when


@dataclass(frozen=True, slots=True)
class FactRow:
    """One fact of a row of the file. row: as Excel counts; name: as the file has it; teacher: whose, None when it cannot
    be told; held: the fact as importing would leave it; changes: of a stored one; values: what the file says;
    kind: its key; sheet: its name where several are read, else ""."""

    row: int
    state: RowState
    name: str
    kind: str
    values: Mapping[str, Any]
    teacher: TeacherRow | None = None
    held: Any = None
    changes: tuple[FieldChange, ...] = ()
    sheet: str = ""

    @property
    def words(self) -> str:
        """What would change, else what the fact says."""
        kind = KIND[self.kind]
        if self.changes:
            return "；".join(
                f"{kind.column(one.key).title} {one.before or '（空）'}→{one.after}" for one in self.changes
            )
        return " ".join(word for word in (when(self.held), fact_words(kind, self.held)) if word)


@dataclass(frozen=True)
class LedgerPreview(Preview[FactRow]):
    """The preview of facts of one kind. kind: its key; own_fields: key -> title of all that a column may be taken for."""

    kind: str = ""
    own_fields: Mapping[str, str] = field(default_factory=dict)

    @property
    def of_kind(self) -> HistoryKind:
        """The kind itself."""
        return KIND[self.kind]

    @property
    def fields(self) -> Mapping[str, str]:
        return self.own_fields

    def row_json(self, row: FactRow) -> dict[str, object]:
        columns = fields_of(self.of_kind)
        said = {columns[key].title: printed(value) for key, value in row.values.items() if key in columns}
        return {"姓名": row.name, "结果": row.state.word, **said}
