"""In which order rows stand in a table: sorted by several columns, and under headings. No Qt."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from edudesk.base.codes import CodeList
from edudesk.base.columns import Column, Kind

SortKey = Callable[[Any], tuple[bool, Any]]

WAYS: Mapping[Kind, tuple[tuple[str, str], ...]] = {Kind.NAME: (("", "拼音"), ("strokes", "笔画"))}
"""Ways to sort a column besides its own, with their words; "" is its own."""


@dataclass(frozen=True, slots=True)
class Heading:
    """The line above a group of rows. word: what they have in common, "" when that is not known."""

    word: str
    count: int
    is_open: bool = True

    @property
    def id(self) -> tuple[str, str]:
        """Stands beside the ids of rows."""
        return ("heading", self.word)

    @property
    def title(self) -> str:
        """The printed word."""
        return self.word or "未填"


def sort_key(column: Column, way: str = "") -> SortKey:
    """Row -> its place under a column; (True, …) for an empty cell, which comes last either way."""
    return partial(_by_strokes, column) if way == "strokes" else column.sort_key


def _by_strokes(column: Column, row: object) -> tuple[bool, Any]:
    from edudesk.base.strokes import stroke_key  # its table is read by those who sort so

    name = column.text(row)
    return (not name, stroke_key(name, column.sort(row) if column.sort is not None else ""))


def ordered(rows: Sequence[Any], sorting: Iterable[tuple[SortKey, bool]]) -> list[int]:
    """Numbers of rows sorted by several keys, the most important first (key, is descending); stable."""
    order = list(range(len(rows)))
    for key, is_down in reversed(list(sorting)):
        keys = [key(row) for row in rows]
        known = [number for number in order if not keys[number][0]]
        empty = [number for number in order if keys[number][0]]
        known.sort(key=lambda number: keys[number][1], reverse=is_down)
        order = known + empty
    return order


def grouped(
    numbers: Iterable[int], word_of: Callable[[int], str], codes: CodeList | None = None
) -> list[tuple[str, list[int]]]:
    """Numbers by their word, each group in the order given.

    Groups follow the list of the column, else the largest comes first; what is not filled in comes last.
    """
    found: dict[str, list[int]] = {}
    for number in numbers:
        found.setdefault(word_of(number), []).append(number)
    if codes is not None:
        place = codes.order
        return sorted(found.items(), key=lambda group: (not group[0], place(group[0]), group[0]))
    return sorted(found.items(), key=lambda group: (not group[0], -len(group[1]), group[0]))


def is_groupable(column: Column) -> bool:
    """Few words that many rows share: choices, tags, yes and no."""
    return not column.is_masked and (
        column.codes is not None or column.kind in (Kind.CHOICE, Kind.TAG, Kind.YESNO)
    )
