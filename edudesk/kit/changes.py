"""Many cells to be changed at once: what each becomes, what is refused and why. No Qt."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple, TypeAlias

from edudesk.base import clock
from edudesk.base.columns import Column, printed
from edudesk.base.errors import FieldProblem
from edudesk.base.grammar import CellReader, reader_for
from edudesk.base.jobs import Step, silent
from edudesk.base.readings import Level
from edudesk.base.words import some_of
from edudesk.kit.cell_text import is_refused
from edudesk.kit.row_list import Row

Values: TypeAlias = Mapping[str, Mapping[str, str]]
"""Row id -> column key -> text as it is stored."""
Rows: TypeAlias = Mapping[str, Row]
Findings: TypeAlias = Mapping[str, Sequence[FieldProblem]]
"""Row id -> what is to be said about its fields."""
_TELL_EVERY = 200  # cells
_FIRST = (Level.ERROR, Level.WARNING, Level.NOTICE, Level.OK)


class Batch(NamedTuple):
    """How a page lets many rows be changed at once; all but undo are called beside the window.

    problems(values): what would keep them from being stored; doubts(values, rows): remarks that never block;
    save(values, rows, title, step): stores them as one deed; undo: takes it back. rows: by id, as they were seen.
    """

    problems: Callable[[Values], Findings]
    doubts: Callable[[Values, Rows], Findings]
    save: Callable[[Values, Rows, str, Step], object]
    undo: Callable[[], object]


class Wish(NamedTuple):
    """A text that a cell is to have."""

    row: Row
    column: Column
    text: str


@dataclass(frozen=True, slots=True)
class CellChange:
    """One cell that would become another. id: its number in the list; label: who the row is; before, after:
    as printed and stored; said: why it is refused (level ERROR), what is to be thought of (WARNING) or was
    written in another way (NOTICE)."""

    id: int
    row: Row
    label: str
    column: Column
    before: str
    after: str
    said: str = ""
    level: Level = Level.OK

    @property
    def is_refused(self) -> bool:
        """It stays as it is."""
        return self.level is Level.ERROR


@dataclass(frozen=True, slots=True)
class ChangeList:
    """What would change. same: cells that hold the text already; notes: whole sentences about the rest."""

    changes: tuple[CellChange, ...] = ()
    same: int = 0
    notes: tuple[str, ...] = ()

    @property
    def accepted(self) -> list[CellChange]:
        """Those that can be stored."""
        return [change for change in self.changes if not change.is_refused]

    @property
    def refused(self) -> list[CellChange]:
        """Those that cannot."""
        return [change for change in self.changes if change.is_refused]

    @property
    def is_plain(self) -> bool:
        """Nothing is refused, and nothing has to be said."""
        return not self.notes and not any(change.said for change in self.changes)

    @property
    def values(self) -> dict[str, dict[str, str]]:
        """The accepted ones for Batch."""
        return _values(self.accepted)

    @property
    def rows(self) -> dict[str, Row]:
        """The rows of the accepted ones by id."""
        return _rows(self.accepted)

    def title(self, word: str) -> str:
        """粘贴职称、任教学科, as the journal says it."""
        in_order = sorted(self.accepted, key=lambda change: change.id)
        titles = dict.fromkeys(change.column.full_title for change in in_order)
        return f"{word}{some_of(list(titles), '列')}"


def plan(
    wishes: Sequence[Wish],
    naming: Column,
    batch: Batch,
    notes: Iterable[str] = (),
    step: Step = silent,
) -> ChangeList:
    """What the wishes come to; nothing is stored. naming: the column that says who a row is."""
    readers: dict[str, CellReader] = {}
    changes: list[CellChange] = []
    for number, (row, column, text) in enumerate(wishes):
        if number % _TELL_EVERY == 0:
            step(number, len(wishes), "正在核对")
        if column.key not in readers:
            readers[column.key] = reader_for(column, today=clock.today())
        changes.append(_read(number, row, column, text, readers[column.key], naming.text(row)))
    wanted = [change for change in changes if change.is_refused or change.before != change.after]
    judged = _judged(wanted, batch)
    judged.sort(key=lambda change: _FIRST.index(change.level))
    return ChangeList(tuple(judged), len(changes) - len(wanted), tuple(notes))


def _read(number: int, row: Row, column: Column, text: str, reader: CellReader, label: str) -> CellChange:
    before = column.text(row)
    change = CellChange(number, row, label, column, before, text.strip())
    if not column.is_editable:
        return replace(change, said="这一列由其他内容得出，不能直接改。", level=Level.ERROR)
    if column.is_masked:
        return replace(
            change, before=column.starred(before), after=column.starred(text.strip()),
            said="这一列打了星号，请用“编辑…”逐人修改。", level=Level.ERROR,
        )  # fmt: skip
    reading = reader(text.strip())
    if is_refused(reading):
        return replace(change, said=f"{reading.refusal}。", level=Level.ERROR)
    after = printed(reading.value)
    if column.required and not after:
        return replace(change, after=after, said=f"{column.full_title}不能为空。", level=Level.ERROR)
    return replace(change, after=after, said=f"{reading.text}。" if reading.text else "", level=reading.level)


def _judged(changes: list[CellChange], batch: Batch) -> list[CellChange]:
    """What the page says to the fields together; asked again without those refused, until nothing is."""
    while found := batch.problems(values := _values(c for c in changes if not c.is_refused)):
        before = changes
        changes = [_refused(change, found, values) for change in changes]
        if changes == before:
            break
    accepted = [change for change in changes if not change.is_refused]
    return _doubted(changes, batch.doubts(_values(accepted), _rows(accepted)))


def _refused(change: CellChange, found: Findings, values: Values) -> CellChange:
    """Refused for a problem of its own field; for one elsewhere when no changed field of the row is to blame."""
    problems = found.get(change.row.id, ())
    if change.is_refused or not problems:
        return change
    own = [problem.text for problem in problems if problem.key == change.column.key]
    if not own and any(problem.key in values[change.row.id] for problem in problems):
        return change
    return replace(change, said="".join(own) or problems[0].text, level=Level.ERROR)


def _doubted(changes: Sequence[CellChange], doubts: Findings) -> list[CellChange]:
    """Each doubt beside its field, or beside the first change of the row when its field stays as it is."""
    left = {row_id: list(said) for row_id, said in doubts.items()}
    keys = {(change.row.id, change.column.key) for change in changes if not change.is_refused}
    told = []
    for change in changes:
        here = [
            doubt
            for doubt in left.get(change.row.id, ())
            if doubt.key == change.column.key or (change.row.id, doubt.key) not in keys
        ]
        if change.is_refused or not here:
            told.append(change)
            continue
        left[change.row.id] = [doubt for doubt in left[change.row.id] if doubt not in here]
        said = change.said + "".join(doubt.text for doubt in here)
        told.append(replace(change, said=said, level=Level.WARNING))
    return told


def _values(changes: Iterable[CellChange]) -> dict[str, dict[str, str]]:
    values: dict[str, dict[str, str]] = {}
    for change in changes:
        values.setdefault(change.row.id, {})[change.column.key] = change.after
    return values


def _rows(changes: Iterable[CellChange]) -> dict[str, Row]:
    return {change.row.id: change.row for change in changes}
