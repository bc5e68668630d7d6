"""Lines of the import page's three lists: problems, people, rows that were not read."""

from dataclasses import dataclass
from typing import Any

from edudesk.base.columns import Column, Kind
from edudesk.base.readings import Level
from edudesk.kit.theme import Tone
from edudesk.roster.intake.values import Line, Preview, RowState
from edudesk.sheets.rows import Skipped

_WORST_FIRST = (Level.ERROR, Level.WARNING, Level.NOTICE, Level.OK)
_TONES = {
    Level.ERROR.word: Tone.BAD,
    Level.WARNING.word: Tone.WARN,
    Level.NOTICE.word: Tone.PLAIN,
    RowState.NEW.word: Tone.GOOD,
    RowState.CHANGED.word: Tone.BRAND,
    RowState.SAME.word: Tone.PLAIN,
}

PROBLEM_COLUMNS = (
    Column("cell", "单元格", width=18, is_shown=True),
    Column("level", "级别", Kind.TAG, 16, is_shown=True),
    Column("text", "问题", width=100, is_shown=True),
    Column("value", "内容", width=34, is_shown=True),
)
PERSON_COLUMNS = (
    Column("row", "行", width=16, sort=lambda line: line.id, is_shown=True),
    Column("name", "姓名", Kind.NAME, 22, is_shown=True),
    Column("state", "结果", Kind.TAG, 16, is_shown=True),
    Column("what", "变更内容", width=110, is_shown=True),
)
SKIPPED_COLUMNS = (
    Column("row", "行", width=18, is_shown=True),
    Column("reason", "原因", width=40, is_shown=True),
    Column("text", "内容", width=100, is_shown=True),
)


@dataclass(frozen=True, slots=True)
class ProblemLine:
    """One problem. level: its word; whole: the sentence, which a table may have to cut."""

    id: int
    cell: str
    level: str
    text: str
    value: str

    @property
    def whole(self) -> str:
        return f"{self.cell}　{self.text}"


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One person of the file, and what would change. row: as Excel counts, with its sheet where there are several."""

    id: int
    row: str
    name: str
    state: str
    what: str

    @property
    def whole(self) -> str:
        return f"{self.row}　{self.name}　{self.what}"


@dataclass(frozen=True, slots=True)
class SkippedLine:
    """One row, or several in a run, that are no person."""

    id: int
    row: str
    reason: str
    text: str

    @property
    def whole(self) -> str:
        return f"第 {self.row} 行　{self.reason}　{self.text}"


def problem_lines(preview: Preview[Any]) -> list[ProblemLine]:
    """The worst first, each level in the order of the file."""
    ordered = sorted(preview.problems, key=lambda problem: _WORST_FIRST.index(problem.level))
    return [
        ProblemLine(number, problem.place, problem.level.word, problem.text, problem.value)
        for number, problem in enumerate(ordered)
    ]


def person_line(number: int, row: Line) -> PersonLine:
    """A row with what would change."""
    place = f"{row.sheet}!{row.row}" if row.sheet else str(row.row)
    return PersonLine(number, place, row.name, row.state.word, row.words)


def skipped_line(number: int, skipped: Skipped) -> SkippedLine:
    """A skipped row as a line of the table."""
    first, last = skipped.number, skipped.last
    rows = str(first) if first == last else f"{first}—{last}"
    return SkippedLine(number, rows, skipped.reason.value, skipped.text)


def tone_of(line: ProblemLine | PersonLine, column: Column) -> Tone:
    """Colour of the level or state."""
    return _TONES.get(column.text(line), Tone.PLAIN)
