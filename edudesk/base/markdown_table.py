"""Tables of a manuscript, written as in Markdown: | 姓名 | 学历 | over |---|---|."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from edudesk.base.columns import Column, Kind, printed
from edudesk.base.report import A4, Report

_RULE: Final = re.compile(r"\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?")
_CELL_END: Final = re.compile(r"(?<!\\)\|")
_FIGURE: Final = re.compile(r"[-+−]?[\d,]+(?:\.\d+)?\s*[%％‰]?")
_LEAST, _MOST = 12.0, 60.0  # mm


@dataclass(frozen=True, slots=True)
class TableText:
    """A table and the numbers, from 0, of its rows that had more cells than its head."""

    report: Report
    too_wide: tuple[int, ...]


def begins_table(lines: Sequence[str]) -> bool:
    """Whether the first of these lines is the head of a table: the one below it rules it off."""
    return len(lines) > 1 and "|" in lines[0] and "|" in lines[1] and _RULE.fullmatch(lines[1]) is not None


def table_of(lines: Sequence[str], key: str, title: str, on: date, notes: tuple[str, ...] = ()) -> TableText:
    """The table of these lines: head, rule, rows. A row that is too long keeps the rest in its last cell."""
    head, rule, *below = (cells_of(line) for line in lines)
    count = max(len(head), 1)
    head += [""] * (count - len(head))
    rows = []
    for cells in below:
        whole = [*cells[: count - 1], "｜".join(cells[count - 1 :])] if len(cells) > count else cells
        rows.append(tuple(whole + [""] * (count - len(whole))))
    columns = tuple(
        _column(place, name, [row[place] for row in rows], rule[place] if place < len(rule) else "")
        for place, name in enumerate(head)
    )
    report = Report(
        key=key,
        title=title,
        unit="",
        on=on,
        columns=columns,
        rows=tuple(rows),
        notes=notes,
        signature=(),
        paper=A4,
    )
    return TableText(report, tuple(place for place, cells in enumerate(below) if len(cells) > count))


def markdown_of(report: Report) -> str:
    """A report as lines of a manuscript: unit, title, table and notes, each a paragraph of its own."""
    titles = [
        f"{column.parent}{column.title}" if column.parent else column.title for column in report.columns
    ]
    rule = ["---:" if column.is_figure else "---" for column in report.columns]
    rows = [[_escaped(printed(value)) for value in row] for row in report.rows]
    table = "\n".join(
        f"| {' | '.join(row)} |" for row in ([_escaped(title) for title in titles], rule, *rows)
    )
    notes = [
        note if note.startswith(("注：", "资料来源：")) else f"注：{note}" for note in report.lower_notes
    ]
    title = f"表　{report.title}" if report.title else ""
    return "\n\n".join(filter(None, (title, report.middle_line, table, *notes)))


def _escaped(text: str) -> str:
    return text.replace("\n", " ").replace("|", "\\|")


def cells_of(line: str) -> list[str]:
    """The cells of one line of a table, without the bars and the spaces around them."""
    inner = line.strip().removeprefix("|")
    cells = [cell.replace("\\|", "|").strip() for cell in _CELL_END.split(inner)]
    return cells[:-1] if len(cells) > 1 and not cells[-1] else cells


def _column(place: int, title: str, cells: Sequence[str], rule: str) -> Column:
    filled = [cell for cell in cells if cell]
    is_figure = bool(filled) and all(map(_FIGURE.fullmatch, filled))
    is_right = rule.endswith(":") and not rule.startswith(":")
    longest = max((_width(text) for text in (title, *cells)), default=0.0)
    width = min(max((longest + 1) * 3.7, _LEAST), _MOST)  # a character of 五号 is 3.7 mm wide
    return Column(
        f"column{place}", title, Kind.NUMBER if is_figure or is_right else Kind.TEXT, round(width, 1)
    )


def _width(text: str) -> float:
    """In Chinese characters, of which two of the others take one."""
    return sum(0.5 if char.isascii() else 1.0 for char in text)
