"""A table that says what a school is: 校训 and what it is beside it, or a row of names above a row of what they are."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from edudesk.plan.intake.identity_words import Said, led_by_names, named_fact, said_of
from edudesk.plan.intake.plan_tables import is_of_plan, tables_in
from edudesk.plan.rules.outline import Chapter

_FEWEST: Final = 2  # facts that make a table a card
_LONGEST: Final = 10  # characters of a name that has no place
_NUMBER: Final = re.compile(r"[\d.、（）()\s]*")

Row = Sequence[str]


def card_in(chapter: Chapter) -> list[Said]:
    """What the tables of a chapter say of the school."""
    return [said for rows in _cards(chapter) for said in _facts(rows)]


def not_in_cards(chapters: Sequence[Chapter]) -> Iterator[str]:
    """What such tables say besides, in words."""
    for chapter in chapters:
        for rows in _cards(chapter):
            if left := "、".join(f"“{name}”" for name in _unknown(rows)):
                where = f"“{chapter.heading or '引言'}”的表格里"
                yield f"{where}，{left}没有读进规划信息，只留在章节的文字里。"


def _cards(chapter: Chapter) -> Iterator[Sequence[Row]]:
    for _, rows in tables_in(chapter):
        if not is_of_plan(rows) and len({said.key for said in _facts(rows)}) >= _FEWEST:
            yield rows


def _facts(rows: Sequence[Row]) -> list[Said]:
    found: dict[str, Said] = {}
    for place, row in enumerate(rows):
        below = rows[place + 1] if place + 1 < len(rows) else ()
        pairs = zip(row, below, strict=False) if _is_of_names(row) else _pairs(row)
        for name, text in pairs:
            word = named_fact(name)
            if word and text and not named_fact(text):
                said = said_of(word, text)
                found.setdefault(said.key, said)
        for said in led_by_names(row):  # 校训：求真 in one cell
            found.setdefault(said.key, said)
    return list(found.values())


def _pairs(row: Row) -> Iterator[tuple[str, str]]:
    """Each cell with the next that is not empty."""
    cells = [cell for cell in row if cell]
    yield from pairwise(cells)


def _is_of_names(row: Row) -> bool:
    """Whether the names stand above what they are: two side by side."""
    cells = [cell for cell in row if cell]
    return any(named_fact(one) and named_fact(other) for one, other in pairwise(cells))


def _unknown(rows: Sequence[Row]) -> Iterator[str]:
    """Names beside which something stands and that are no facts; the head has none."""
    for place, row in enumerate(rows):
        cells = [cell for cell in row if cell and not _NUMBER.fullmatch(cell)]
        is_told = any(named_fact(cell) or any(led_by_names((cell,))) for cell in cells)
        is_head = not place and not is_told
        is_below = place > 0 and _is_of_names(rows[place - 1])
        if len(cells) > 1 and not is_told and not is_head and not is_below and len(cells[0]) <= _LONGEST:
            yield cells[0]
