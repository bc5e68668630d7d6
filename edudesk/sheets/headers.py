"""What each header of a stranger's sheet means (花名册导入 1.3). sheets.heads finds where the headers stand."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from hashlib import sha256

from edudesk.base.columns import Column, Kind
from edudesk.sheets.workbook import address

LONGEST = 40  # characters; what is longer is a title or a note
ERRORS = "错误说明"
"""Header of the column that an excerpt has behind those of its sheet; no import takes it for anything."""
_GROUPS = "[（(〔【［\\[]"
_NOTE = re.compile(rf"{_GROUPS}([^（(〔【［\[]*)[）)〕】］\]][:：]?$")
_LEADING = re.compile(r"^(?:[★☆*#●◆※]+|[0-9]{1,2}[.、)]|[一二三四五六七八九十]{1,3}、)+")
_TRAILING = re.compile(r"(?:情况|信息|\(必填\)|必填|[:：*★])+$")
# whose fact it is, when it is not that of the person of the row
_SOMEBODY_ELSE = re.compile("子女|配偶|爱人|丈夫|妻子|父亲|母亲|父母|家长|家属|孩子|紧急联系|^[原拟曾]")
# what makes another fact of a header that begins with a field: 职称证书编号, 班主任津贴, 学科组长
_ANOTHER_FACT = re.compile(
    "(?:证书|证件|文件|批准|资格证)?(?:编号|号码?|文号|证号)|号?牌|有效期限?|复印件|扫描件|照片|工资|津贴|补贴|补助|邮编|邮政编码|组长?|特长|年限"
)
_NUMBER_ENDS = re.compile("号码?|编号")
_DAY = re.compile(".*(?:时间|日期|年月)")
# a child that only repeats what its parent says: 职称〔名称 | 取得时间〕
_NAMING = frozenset(("", "名称", "名", "种类", "类别", "类型"))


class How(StrEnum):
    """Why a header was matched to a column."""

    REMEMBERED = "remembered"
    EXACT = "exact"
    SIMILAR = "similar"
    IGNORED = "ignored"
    NONE = "none"
    TAKEN = "taken"  # names a column as exactly as another header does, which has it already


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
        """Same for every sheet with these headers, whatever stands around them, and for its excerpts."""
        names = (cell.name for cell in self.cells if cell.name != ERRORS)
        return sha256("\n".join(names).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class HeaderMatch:
    """key: of the Column, "" when none was found or the header is to be ignored; double_of: the one that another header
    names as exactly and has (How.TAKEN)."""

    cell: HeaderCell
    key: str
    how: How
    double_of: str = ""


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


def match_headers(
    head: Head, columns: tuple[Column, ...], remembered: Mapping[str, str], ignored: Iterable[str] = ()
) -> tuple[HeaderMatch, ...]:
    """One match per header cell. No column is given twice: the surer match wins, then the left one.

    remembered: HeaderCell.name -> Column.key a person chose before ("" = leave out); ignored: headers
    such as 序号 that are known and not wanted.
    """
    names = names_of(columns, tuple(ignored))
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


@lru_cache(64)  # more than there are kinds of ledgers: a strange sheet is held against each in turn
def names_of(columns: tuple[Column, ...], ignored: tuple[str, ...]) -> "Names":
    """The spellings of these columns; made once, because every sheet and every choice asks again."""
    return Names(columns, ignored)


class Names:
    """All spellings of the columns, ready for comparing."""

    def __init__(self, columns: tuple[Column, ...], ignored: Iterable[str]) -> None:
        self.parents = {column.key: normalise(column.parent) for column in columns}
        self._kinds = {column.key: column.kind for column in columns}
        self._ignored = {normalise(word) for word in (*ignored, ERRORS)}
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
        # no spelling begins at most places of most cells: told by two characters, without trying all lengths
        self._starts = frozenset(name[:2] for name in self._spelled if len(name) > 1)
        self._lengths = sorted({len(name) for name in self._spelled if len(name) > 1}, reverse=True)

    def score(self, texts: list[str]) -> int:
        """How many different columns or ignored headers a row names exactly or nearly."""
        found = set()
        for text in dict.fromkeys(texts):
            if text and len(text) <= LONGEST:
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
        if (key := self._full.get(title)) and self.parents[key]:
            return key, How.EXACT  # 最高学历 under 学历情况 says itself which
        own = self._group_of(parent)
        if own and (key := self._in_group(own, title)):
            return key, How.EXACT
        if key := self._contained(parent + title, len(parent)):
            return key, How.SIMILAR
        # 时间 over 参加工作: the child says of what
        if key := next((key for end in range(2, 5) if (key := self._full.get(title + parent[-end:]))), ""):
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
        starts = [at for at in range(len(text) - 2, -1, -1) if text[at : at + 2] in self._starts]
        for length in self._lengths if starts else ():
            for at in starts:
                crosses = parent_length == 0 or at < parent_length < at + length
                fits = crosses and at + length <= len(text)
                if fits and (key := self._spelled.get(text[at : at + length])):
                    return "" if self._is_another(text, at + length, key) else key
        return ""

    def _is_another(self, text: str, end: int, key: str) -> bool:
        """Whether a header that holds a spelling up to `end` is about something else: 子女出生年月, 学历证书编号."""
        rest, kind = text[end:], self._kinds[key]
        if _SOMEBODY_ELSE.search(text) and not _SOMEBODY_ELSE.search(rest):
            return True
        if kind in (Kind.PHONE, Kind.ID) and _NUMBER_ENDS.fullmatch(rest):
            return False
        is_day = kind not in (Kind.MONTH, Kind.DATE) and _DAY.fullmatch(rest)
        return bool(is_day or _ANOTHER_FACT.fullmatch(rest))

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
        match
        if not match.key or winner[match.key] is match
        else HeaderMatch(match.cell, "", How.TAKEN, match.key)
        if match.how is How.EXACT
        else HeaderMatch(match.cell, "", How.NONE)
        for match in matches
    )
