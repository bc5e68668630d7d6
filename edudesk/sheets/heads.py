"""Finding where the headers of a stranger's sheet stand, in one to three levels (花名册导入 1.3, M1, M2)."""

import re
import unicodedata
from collections.abc import Iterable

from edudesk.base.columns import Column
from edudesk.sheets.headers import (
    LONGEST,
    Head,
    HeaderCell,
    How,
    Names,
    match_headers,
    names_of,
    normalise,
    note_of,
)
from edudesk.sheets.workbook import Cell, Sheet

SEARCHED_ROWS = 20
_TELLS = re.compile("[:：].*[^:：]")  # a label with what it says
_DEPTH = 3  # levels a header may have
_SCHOOL_YEAR = re.compile(r"(20[0-9]{2})\s*[-–—~至/年]\s*(?:20)?([0-9]{2})\s*学年")
_DAY = re.compile(r"(20[0-9]{2})\s*[年.\-/]\s*([0-9]{1,2})\s*[月.\-/]\s*([0-9]{1,2})")


def find_head(sheet: Sheet, columns: tuple[Column, ...], ignored: Iterable[str] = ()) -> Head | None:
    """The best row among the first 20 with three known headers, one of them required if any column is.

    A row with fewer is one too when it holds nothing else and names a required column: 姓名 alone.

    Two- and three-level heads are found by their merges, or by a second row of headers right below.
    None: the sheet has no header, and a person must say where it is (see head_at).
    """
    texts = _expanded(sheet)
    names = names_of(columns, tuple(ignored))
    scores = [names.score(row) for row in texts[:SEARCHED_ROWS]]
    best = max(range(len(scores)), key=lambda place: (scores[place], -place), default=-1)
    if best < 0:
        return None
    if scores[best] < 3:
        return _short_head(sheet, texts, scores, columns, ignored)
    first, last = _extent(sheet, best + 1, texts, names)
    head = head_at(sheet, first, last)
    has_required = any(column.required for column in columns)
    known = {match.key for match in match_headers(head, columns, {}, ignored)}
    if has_required and not known & {column.key for column in columns if column.required}:
        return None
    return head


def _short_head(
    sheet: Sheet,
    texts: list[list[str]],
    scores: list[int],
    columns: tuple[Column, ...],
    ignored: Iterable[str],
) -> Head | None:
    required = {column.key for column in columns if column.required}
    for row, (line, score) in enumerate(zip(texts, scores, strict=False), 1):
        if score and score == len({text for text in line if text}):
            head = head_at(sheet, row, row)
            matches = match_headers(head, columns, {}, ignored)
            if any(match.how is How.EXACT and match.key in required for match in matches):
                return head
    return None


def head_at(sheet: Sheet, first_row: int, last_row: int) -> Head:
    """The header in these rows, as a person pointed at it."""
    texts = _expanded(sheet)
    cells: list[HeaderCell] = []
    taken: dict[str, int] = {}
    levels = [_spread(texts[row - 1], texts[row]) for row in range(first_row, last_row)]
    levels.append(texts[last_row - 1])
    for place in range(sheet.width):
        parts = [(first_row + depth, level[place]) for depth, level in enumerate(levels) if level[place]]
        distinct = [part for at, part in enumerate(parts) if at == 0 or parts[at - 1][1] != part[1]]
        if not distinct:
            continue
        row, title = distinct[-1]
        parent = "".join(_one_line(text) for _, text in distinct[:-1])
        name = normalise(parent) + normalise(title)
        taken[name] = taken.get(name, 0) + 1
        unique = name if taken[name] == 1 else f"{name}#{taken[name]}"
        cells.append(HeaderCell(place + 1, row, _one_line(title), parent, note_of(title), unique))
    titles = (" ".join(dict.fromkeys(text for text in row if text)) for row in texts[: first_row - 1])
    return Head(first_row, last_row, tuple(cells), tuple(title for title in titles if title))


def _expanded(sheet: Sheet) -> list[list[str]]:
    """Texts of the first rows with every merged cell repeated over its range."""
    depth = SEARCHED_ROWS + 2 * _DEPTH
    texts = [[cell.strip() if isinstance(cell, str) else "" for cell in row] for row in sheet.rows[:depth]]
    for merge in sheet.merges:
        if merge.row <= len(texts) and merge.column <= sheet.width:
            text = texts[merge.row - 1][merge.column - 1]
            for row in texts[merge.row - 1 : merge.last_row]:
                for place in range(merge.column - 1, min(merge.last_column, sheet.width)):
                    row[place] = text
    return texts


def _extent(sheet: Sheet, row: int, texts: list[list[str]], names: Names) -> tuple[int, int]:
    """First and last row of the head around its best row."""
    first = last = row
    for _ in range(_DEPTH):
        for merge in sheet.merges:
            crosses = merge.row <= last and merge.last_row >= first
            if crosses and merge.last_row > merge.row and merge.last_row - merge.row < _DEPTH:
                first, last = min(first, merge.row), max(last, merge.last_row)
    if first == last and row > 1 and _is_parent_row(sheet, row - 1):
        first = row - 1
    if first == last and row < len(texts) and _is_child_row(sheet.rows[row - 1], texts[row], names):
        last = row + 1
    return first, min(last, len(texts))


def _is_parent_row(sheet: Sheet, row: int) -> bool:
    """Two or more cells merged sideways, each over less than half the sheet: 第一学历 and 最高学历, no title.

    填报单位：… 单位：… 填报日期：… side by side are none.
    """
    merges = [merge for merge in sheet.merges if merge.row == merge.last_row == row]
    if any(_TELLS.search(str(sheet.rows[row - 1][merge.column - 1])) for merge in merges):
        return False
    return len(merges) > 1 and all(merge.last_column - merge.column < sheet.width / 2 for merge in merges)


def _is_child_row(upper: tuple[Cell, ...], lower: list[str], names: Names) -> bool:
    """Headers below an upper row that has gaps: no cell stands under 姓名, all known, two at least."""
    children = [text for text in lower if text]
    if len(children) < 2 or "" not in upper or any(len(text) > LONGEST for text in children):
        return False
    if names.score(lower) < 2:
        return False
    gaps = [place for place, text in enumerate(lower) if text and not upper[place]]
    return bool(gaps) and any(text and not lower[place] for place, text in enumerate(upper))


def _spread(upper: list[str], lower: list[str]) -> list[str]:
    """A parent written once over several children, without merging, holds for those to its right too."""
    spread = list(upper)
    for place in range(1, len(spread)):
        if not spread[place] and lower[place] and lower[place - 1]:
            spread[place] = spread[place - 1]
    return spread


def _one_line(text: str) -> str:
    return "".join(text.split())


def school_year_in(texts: Iterable[str]) -> str:
    """2024-2025 when a title says 2024–2025学年, else ""."""
    for text in texts:
        found = _SCHOOL_YEAR.search(unicodedata.normalize("NFKC", text))
        if found and int(found[2]) == (int(found[1]) + 1) % 100:
            return f"{found[1]}-{int(found[1]) + 1}"
    return ""


def day_in(texts: Iterable[str]) -> str:
    """ISO day written in a title line (填报时间：2025年9月1日), else ""."""
    for text in texts:
        found = _DAY.search(unicodedata.normalize("NFKC", text))
        if found and 1 <= int(found[2]) <= 12 and 1 <= int(found[3]) <= 31:
            return f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}"
    return ""
