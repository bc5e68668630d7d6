"""The filters over a ledger: who, what is in force, when, and the words of its code lists."""

from collections.abc import Callable
from functools import partial

from edudesk.kit.chips import Chip, ChoiceChip, ToggleChip
from edudesk.roster.histories import HistoryKind
from edudesk.roster.histories.ledger import LedgerLine
from edudesk.roster.rules import is_present

_ALWAYS = ("level", "result", "kind", "subject", "direction")  # filters shown without being asked for


def ledger_chips(kind: HistoryKind, is_in_force: Callable[[LedgerLine], bool]) -> tuple[Chip, ...]:
    """is_in_force: whether a fact is one of those in force on the day shown, for a kind that has states."""
    return (
        ToggleChip("present", "在岗教师", lambda line: is_present(line.teacher)),
        *((ToggleChip("in_force", "有效", is_in_force),) if kind.facets else ()),
        *_period_chips(kind),
        *(
            ChoiceChip(
                column.key, column.title, partial(_word, column.key), column.codes.words,
                is_optional=not column.is_shown or column.key not in _ALWAYS,
            )
            for column in kind.columns
            if column.codes is not None and column.key != "term"
        ),
    )  # fmt: skip


def _period_chips(kind: HistoryKind) -> list[Chip]:
    """学年 and 学期, or 年度, or the calendar year in which a fact began."""
    fields = kind.row.__dataclass_fields__
    if "term" in fields:
        return [
            ChoiceChip("school_year", "学年", partial(_word, "school_year")),
            ChoiceChip("term", "学期", partial(_word, "term"), kind.column("term").codes.words),  # type: ignore[union-attr]
        ]
    if "year" in fields:
        return [ChoiceChip("year", "年度", partial(_word, "year"))]
    return [ChoiceChip("began", "年份", lambda line: line.held.begins[:4])]


def _word(key: str, line: LedgerLine) -> str:
    return str(getattr(line.held, key))
