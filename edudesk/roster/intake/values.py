"""What the import preview shows: columns, rows with their state, problems with their cells. Values only.

Preview is what an import of anything has; ImportPreview that of the roster. Dated facts: intake.ledger.values.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, Generic, Protocol, TypeVar

from edudesk.base.readings import Level
from edudesk.roster.intake.questions import Question
from edudesk.roster.intake.told import Item
from edudesk.roster.rows import COLUMN, FIELDS, TeacherDraft, TeacherRow
from edudesk.sheets.rows import Reason, Skipped


class RowState(StrEnum):
    """What importing a row would do."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    ERROR = "error"

    @property
    def word(self) -> str:
        """The printed word of the state."""
        return {"new": "新增", "changed": "变更", "same": "相同", "error": "错误"}[self.value]


class How(StrEnum):
    """Why a column of the file stands for a field, or for none."""

    AUTO = "自动"
    CONFIRM = "请确认"  # decided by its neighbours or its values
    COMPARED = "只核对"  # computed here; the file's figures are only compared
    REMEMBERED = "记住"  # the user's choice, now or at an earlier import
    IGNORED = "忽略"
    DOUBLE = "重复"  # another column of the file stands for the field already
    UNKNOWN = "未识别"


@dataclass(frozen=True, slots=True)
class Problem:
    """One remark on one cell. row: as Excel counts; cell: address (K17); key: field; value: as it stood there;
    sheet: its name where several are read, else ""."""

    row: int
    cell: str
    key: str
    level: Level
    text: str
    value: str = ""
    sheet: str = ""

    @property
    def place(self) -> str:
        """K17, or 退休!K17 where several sheets are read."""
        return f"{self.sheet}!{self.cell}" if self.sheet else self.cell


@dataclass(frozen=True, slots=True)
class ColumnMatch:
    """One column of the file. index: 0-based; cell: address of its header; header: with its parent
    (最高学历·毕业院校); name: the same normalised, under which a choice is remembered; field: key of
    roster.COLUMNS or None; samples: first different values; head: fingerprint of its header; sheet: name of
    the first sheet with this header where several are read, else ""; double_of: the field it would be, had another column
    not been taken for it (How.DOUBLE)."""

    index: int
    cell: str
    name: str
    header: str
    field: str | None
    how: How
    samples: tuple[str, ...] = ()
    is_hidden: bool = False
    head: str = ""
    sheet: str = ""
    double_of: str = ""

    @property
    def place(self) -> str:
        """K3, or 退休!K3 where several sheets are read."""
        return f"{self.sheet}!{self.cell}" if self.sheet else self.cell

    @property
    def is_compared(self) -> bool:
        """年龄, 教龄: recognised, but nothing of it is stored."""
        return self.how is How.COMPARED


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field that importing would change, before and after."""

    key: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One person of the file. row: as Excel counts; base: the teacher as stored, of a new one all that is
    known; values: only what the file says; teacher_id, matched_by: whom it is taken for and why ("" = nobody);
    items: dated facts for the histories; sheet: its name where several are read, else ""."""

    row: int
    state: RowState
    base: TeacherDraft
    values: Mapping[str, str]
    teacher_id: str = ""
    changes: tuple[FieldChange, ...] = ()
    matched_by: str = ""
    items: tuple[Item, ...] = ()
    sheet: str = ""

    @property
    def name(self) -> str:
        """Whom the row is about."""
        return self.draft.name

    @property
    def words(self) -> str:
        """What would change, else how the stored teacher was found."""
        told = [
            f"{COLUMN[change.key].full_title} {change.before or '（空）'}→{change.after}"
            for change in self.changes
        ]
        told += [
            f"发展记录 +{' '.join(text for text in values.values() if text)}" for _, values in self.items
        ]
        return "；".join(told) or self.matched_by

    @property
    def draft(self) -> TeacherDraft:
        """The teacher as importing would leave them."""
        after: dict[str, Any] = {change.key: change.after for change in self.changes}
        return replace(self.base, **after) if after else self.base


@dataclass(frozen=True, slots=True)
class SheetChoice:
    """A sheet of the workbook. people: rows below its header that name a person, hidden rows left out;
    is_chosen: ticked, and read."""

    name: str
    people: int
    is_hidden: bool
    is_chosen: bool


class Line(Protocol):
    """What a preview says of one row, or of one fact of a row."""

    @property
    def row(self) -> int:
        """As Excel counts."""

    @property
    def sheet(self) -> str:
        """Its name where several are read, else ""."""

    @property
    def state(self) -> RowState:
        """What importing would do."""

    @property
    def name(self) -> str:
        """Whom it is about."""

    @property
    def words(self) -> str:
        """What would change, in words."""


R = TypeVar("R", bound=Line)


@dataclass(frozen=True)
class Preview(Generic[R]):
    """Everything an import would do; nothing is written. hidden_people: people in hidden or filtered
    rows, read or not; sheet: names of those read; fingerprint: of the first header; remarks: about the sheets as a
    whole; seen: id -> version of what it was compared with; questions: what the user may decide."""

    file: str
    sheet: str
    header_row: int
    columns: tuple[ColumnMatch, ...]
    rows: tuple[R, ...]
    problems: tuple[Problem, ...]
    sheets: tuple[SheetChoice, ...]
    skipped: tuple[Skipped, ...] = ()
    hidden_people: int = 0
    title: str = ""
    fingerprint: str = ""
    remarks: tuple[str, ...] = ()
    seen: Mapping[str, int] = field(default_factory=dict)
    questions: tuple[Question, ...] = ()
    counts: Mapping[str, int] = field(init=False)

    def __post_init__(self) -> None:
        counts = dict.fromkeys(RowState, 0)
        for row in self.rows:
            counts[row.state] += 1
        object.__setattr__(self, "counts", {state.value: count for state, count in counts.items()})

    @property
    def left_out_people(self) -> int:
        """People of hidden or filtered rows that were not read."""
        return sum(one.reason is Reason.HIDDEN for one in self.skipped)

    @property
    def importable(self) -> tuple[R, ...]:
        """Rows that importing writes: the new and the changed ones."""
        return tuple(row for row in self.rows if row.state in (RowState.NEW, RowState.CHANGED))

    @property
    def fields(self) -> Mapping[str, str]:
        """What a column may be taken for: key -> title, in the order of a list."""
        raise NotImplementedError

    @property
    def heads(self) -> tuple[str, ...]:
        """Fingerprints of the headers that are read."""
        return tuple(dict.fromkeys(column.head for column in self.columns))

    def remembered_fields(self, head: str = "") -> dict[str, str]:
        """ColumnMatch.name -> field of the columns the user decided on, "" for ignored: what to remember.

        head: fingerprint of their header, the first by default.
        """
        return {
            column.name: column.field or ""
            for column in self.columns
            if column.how is How.REMEMBERED and column.head == (head or self.fingerprint)
        }

    def as_json(self) -> dict[str, object]:
        """The preview as `edudesk import … --preview --json` prints it."""
        return {
            "sheet": self.sheet,
            "header_row": self.header_row,
            "columns": [
                {"cell": column.cell, "header": column.header, "field": column.field}
                for column in self.columns
            ],
            "counts": dict(self.counts),
            "problems": [
                {"cell": one.place, "level": one.level.value, "text": one.text, "value": one.value}
                for one in self.problems
            ],
            "rows": [self.row_json(row) for row in self.rows if row.state is not RowState.ERROR],
        }

    def row_json(self, row: R) -> dict[str, object]:
        """What the file says in a row."""
        raise NotImplementedError


@dataclass(frozen=True)
class ImportPreview(Preview[PreviewRow]):
    """The preview of a roster. as_of: ISO day from which changes hold, "" if not known; missing: present teachers whom
    the file does not name; leaving: their id -> the status they are to get; subject_groups: local subject -> what
    it counts as; facts_kind: key of the dated facts the file rather holds, "" for a roster."""

    as_of: str = ""
    missing: tuple[TeacherRow, ...] = ()
    leaving: Mapping[str, str] = field(default_factory=dict)
    subject_groups: Mapping[str, str] = field(default_factory=dict)
    facts_kind: str = ""

    @property
    def fields(self) -> Mapping[str, str]:
        return {key: COLUMN[key].full_title for key in FIELDS}

    def row_json(self, row: PreviewRow) -> dict[str, object]:
        return dict(row.values)


def fields_to_apply(row: PreviewRow) -> dict[str, str]:
    """What the service writes for a row: every fact of a new person, only the changes of a known one."""
    if row.state is RowState.NEW:
        return {key: value for key in FIELDS if (value := getattr(row.base, key))}
    if row.state is RowState.CHANGED:
        return {change.key: change.after for change in row.changes}
    return {}
