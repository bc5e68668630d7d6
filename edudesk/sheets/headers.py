"""Finding the header of a stranger's sheet and what each of its columns means (花名册导入 1.3, M1, M2)."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from hashlib import sha256

from edudesk.base.columns import Column
from edudesk.sheets.workbook import Cell, Sheet, address

SEARCHED_ROWS = 20
_DEPTH = 3  # levels a header may have
_LONGEST = 40  # characters; what is longer is a title or a note
_GROUPS = "[（(〔【［\\[]"
_NOTE = re.compile(rf"{_GROUPS}([^（(〔【［\[]*)[）)〕】］\]][:：]?$")
_LEADING = re.compile(r"^(?:[★☆*#●◆※]+|[0-9]{1,2}[.、)]|[一二三四五六七八九十]{1,3}、)+")
_TRAILING = re.compile(r"(?:情况|信息|\(必填\)|必填|[:：*★])+$")
# a child that only repeats what its parent says: 职称〔名称 | 取得时间〕
_NAMING = frozenset(("", "名称", "名", "种类", "类别", "类型"))


class How(StrEnum):
    """Why a header was matched to a column."""

    REMEMBERED = "remembered"
    EXACT = "exact"
    SIMILAR = "similar"
    IGNORED = "ignored"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class HeaderCell:
    """One column's header. column: 1-based; row: where its own text stands; title: its lowest text;
    parent: the texts above it; note: what stood in brackets behind it; name: both, normalised, unique."""

    column: int
    row: int
    title: str
    parent: str = ""
    note: str = ""
    name: str = ""

    @property
    def address(self) -> str:
        """K3."""
        return address(self.row, self.column)

    @property
    def text(self) -> str:
        """For people: 最高学历·毕业院校."""
        return f"{self.parent}·{self.title}" if self.parent else self.title


@dataclass(frozen=True, slots=True)
class Head:
    """The header of a sheet, rows 1-based. titles: the texts above it, one per row that has some."""

    first_row: int
    last_row: int
    cells: tuple[HeaderCell, ...]
    titles: tuple[str, ...] = ()

    @property
    def fingerprint(self) -> str:
        """Same for every sheet with these headers, whatever stands around them."""
        return sha256("\n".join(cell.name for cell in self.cells).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class HeaderMatch:
    """key: of the Column, "" when none was found or the header is to be ignored."""

    cell: HeaderCell
    key: str
    how: How


def normalise(header: str) -> str:
    """As aliases are written: half-width, no spaces, no ★, no number in front, no note in brackets behind."""
    return _normalise(header)


@lru_cache(4096)
def _normalise(header: str) -> str:
    text = "".join(unicodedata.normalize("NFKC", header).split())
    text = _TRAILING.sub("", _LEADING.sub("", text))
    cut = _NOTE.sub("", text)
    return _TRAILING.sub("", cut) if cut else text


def note_of(header: str) -> str:
    """What stands in brackets at the end: 18位."""
    found = _NOTE.search("".join(unicodedata.normalize("NFKC", header).split()))
    return found[1] if found else ""


def find_head(sheet: Sheet, columns: tuple[Column, ...], ignored: Iterable[str] = ()) -> Head | None:
    """The best row among the first 20 with three known headers, one of them required if any column is.

    Two- and three-level heads are found by their merges, or by a second row of headers right below.
    None: the sheet has no header, and a person must say where it is (see head_at).
    """
    texts = _expanded(sheet)
    names = _names(columns, tuple(ignored))
    scores = [names.score(row) for row in texts[:SEARCHED_ROWS]]
    best = max(range(len(scores)), key=lambda place: (scores[place], -place), default=-1)
    if best < 0 or scores[best] < 3:
        return None
    first, last = _extent(sheet, best + 1, texts, names)
    head = head_at(sheet, first, last)
    has_required = any(column.required for column in columns)
    known = {match.key for match in match_headers(head, columns, {}, ignored)}
    if has_required and not known & {column.key for column in columns if column.required}:
        return None
    return head


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


def match_headers(
    head: Head, columns: tuple[Column, ...], remembered: Mapping[str, str], ignored: Iterable[str] = ()
) -> tuple[HeaderMatch, ...]:
    """One match per header cell. No column is given twice: the surer match wins, then the left one.

    remembered: HeaderCell.name -> Column.key a person chose before ("" = leave out); ignored: headers
    such as 序号 that are known and not wanted.
    """
    names = _names(columns, tuple(ignored))
    matches: list[HeaderMatch] = []
    group = ""  # parent of the nearest column to the left, for 毕业院校 behind 第一学历
    for cell in head.cells:
        if cell.name in remembered:
            key, how = remembered[cell.name], How.REMEMBERED
        else:
            key, how = names.match(cell, group)
        if key and not cell.parent:
            group = names.parents.get(key, "")
        matches.append(HeaderMatch(cell, key, how))
    return _without_doubles(matches)


@lru_cache(8)
def _names(columns: tuple[Column, ...], ignored: tuple[str, ...]) -> "_Names":
    return _Names(columns, ignored)


class _Names:
    """All spellings of the columns, ready for comparing."""

    def __init__(self, columns: tuple[Column, ...], ignored: Iterable[str]) -> None:
        self.parents = {column.key: normalise(column.parent) for column in columns}
        self._ignored = {normalise(word) for word in ignored}
        self._flat: dict[str, list[str]] = {}  # spelling -> keys
        self._full: dict[str, str] = {}  # parent + spelling -> key
        for column in columns:
            for spelling in (column.title, *column.aliases):
                spelled = normalise(spelling)
                self._flat.setdefault(spelled, []).append(column.key)
                self._full.setdefault(self.parents[column.key] + spelled, column.key)
            parent = self.parents[column.key]
            if parent and parent.endswith(normalise(column.title)):  # 第一学历 alone is its 学历
                self._full.setdefault(parent, column.key)
        self._spelled = {name: keys[-1] for name, keys in self._flat.items()} | self._full
        self._lengths = sorted({len(name) for name in self._spelled if len(name) > 1}, reverse=True)

    def score(self, texts: list[str]) -> int:
        """How many different columns or ignored headers a row names exactly or nearly."""
        found = set()
        for text in dict.fromkeys(texts):
            if text and len(text) <= _LONGEST:
                key, how = self._match_flat(normalise(text), "")
                if key or how is How.IGNORED:
                    found.add(key or text)
        return len(found)

    def match(self, cell: HeaderCell, group: str) -> tuple[str, How]:
        title = normalise(cell.title)
        if not cell.parent:
            return self._match_flat(title, group)
        parent = normalise(cell.parent)
        if key := self._full.get(parent + title):
            return key, How.EXACT
        own = self._group_of(parent)
        if own and (key := self._in_group(own, title)):
            return key, How.EXACT
        if key := self._contained(parent + title, len(parent)):
            return key, How.SIMILAR
        if title in _NAMING:
            return self._match_flat(parent, "")
        key, how = self._match_flat(title, own)
        if self.parents.get(key) and self.parents[key] != own:
            return "", How.NONE  # 毕业院校 under a parent nobody knows
        return key, how

    def _match_flat(self, title: str, group: str) -> tuple[str, How]:
        if title in self._ignored:
            return "", How.IGNORED
        if keys := self._flat.get(title):
            # ambiguous and without a parent to the left: the last declared, which is the highest (学历)
            return next((key for key in keys if group and self.parents[key] == group), keys[-1]), How.EXACT
        if key := self._full.get(title.replace("·", "")):
            return key, How.EXACT
        if key := self._contained(title):
            return key, How.SIMILAR
        return "", How.NONE

    def _contained(self, text: str, parent_length: int = 0) -> str:
        """Key of the longest spelling inside text, the rightmost of equals; across the end of a parent."""
        for length in self._lengths:
            for at in range(len(text) - length, -1, -1):
                crosses = parent_length == 0 or at < parent_length < at + length
                if crosses and (key := self._spelled.get(text[at : at + length])):
                    return key
        return ""

    def _group_of(self, parent: str) -> str:
        if parent in self.parents.values():
            return parent
        return next((self.parents[key] for key in self._flat.get(parent, ()) if self.parents[key]), "")

    def _in_group(self, group: str, title: str) -> str:
        keys = [key for key in self._flat.get(title, ()) if self.parents[key] == group]
        if not keys and title in _NAMING:
            return self._full.get(group, "")
        if not keys:
            near = [(len(name), key) for name, found in self._flat.items() for key in found
                    if self.parents[key] == group and name in title]  # fmt: skip
            return max(near)[1] if near else ""
        return keys[0]


def _without_doubles(matches: list[HeaderMatch]) -> tuple[HeaderMatch, ...]:
    order = list(How)
    winner: dict[str, HeaderMatch] = {}
    for match in matches:
        if match.key and (
            match.key not in winner or order.index(match.how) < order.index(winner[match.key].how)
        ):
            winner[match.key] = match
    return tuple(
        match if not match.key or winner[match.key] is match else HeaderMatch(match.cell, "", How.NONE)
        for match in matches
    )


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


def _extent(sheet: Sheet, row: int, texts: list[list[str]], names: _Names) -> tuple[int, int]:
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
    """Two or more cells merged sideways, each over less than half the sheet: 第一学历 and 最高学历, no title."""
    merges = [merge for merge in sheet.merges if merge.row == merge.last_row == row]
    return len(merges) > 1 and all(merge.last_column - merge.column < sheet.width / 2 for merge in merges)


def _is_child_row(upper: tuple[Cell, ...], lower: list[str], names: _Names) -> bool:
    """Headers below an upper row that has gaps: no cell stands under 姓名, all known, two at least."""
    children = [text for text in lower if text]
    if len(children) < 2 or "" not in upper or any(len(text) > _LONGEST for text in children):
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


_SCHOOL_YEAR = re.compile(r"(20[0-9]{2})\s*[-–—~至/年]\s*(?:20)?([0-9]{2})\s*学年")
_DAY = re.compile(r"(20[0-9]{2})\s*[年.\-/]\s*([0-9]{1,2})\s*[月.\-/]\s*([0-9]{1,2})")


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
