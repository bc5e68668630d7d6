"""Lines of the import page's three lists: problems, people, rows that were not read."""

from edudesk.base.columns import Column, Kind
from edudesk.base.readings import Level
from edudesk.kit.theme import Tone
from edudesk.roster.intake.values import PreviewRow, Problem, RowState
from edudesk.roster.rows import COLUMN
from edudesk.sheets.rows import Skipped

_ORDER = {Level.ERROR: 0, Level.WARNING: 1, Level.NOTICE: 2, Level.OK: 3}
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
    Column("row", "行", Kind.INT, 12, is_shown=True),
    Column("name", "姓名", Kind.NAME, 22, is_shown=True),
    Column("state", "结果", Kind.TAG, 16, is_shown=True),
    Column("what", "变更内容", width=110, is_shown=True),
)
SKIPPED_COLUMNS = (
    Column("row", "行", width=18, is_shown=True),
    Column("reason", "原因", width=40, is_shown=True),
    Column("text", "内容", width=100, is_shown=True),
)


class ProblemLine:
    """One problem; the worst come first, each level in the order of the file."""

    def __init__(self, number: int, problem: Problem) -> None:
        self.id = number
        self.order = (_ORDER[problem.level], number)
        self.cell, self.level = problem.cell, problem.level.word
        self.text, self.value = problem.text, problem.value
        self.whole = f"{self.cell}　{self.text}"


class PersonLine:
    """One person of the file, and what would change."""

    def __init__(self, row: PreviewRow) -> None:
        self.id = self.row = row.row
        self.name, self.state = row.draft.name, row.state.word
        changes = [
            f"{COLUMN[change.key].full_title} {change.before or '（空）'}→{change.after}"
            for change in row.changes
        ]
        self.what = "；".join(changes) if changes else row.matched_by
        self.whole = f"{self.name}　{self.what}"


class SkippedLine:
    """One row that is no person."""

    def __init__(self, number: int, skipped: Skipped) -> None:
        self.id = number
        self.row = (
            str(skipped.number) if skipped.number == skipped.last else f"{skipped.number}—{skipped.last}"
        )
        self.reason, self.text = skipped.reason.value, skipped.text
        self.whole = f"第 {self.row} 行　{self.reason}　{self.text}"


def tone_of(line: ProblemLine | PersonLine, column: Column) -> Tone:
    """Colour of the level or state."""
    return _TONES.get(column.text(line), Tone.PLAIN)
