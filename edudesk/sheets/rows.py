"""The rows of people or things under a header; everything else is skipped with its reason (M3–M8, P19)."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from typing import NamedTuple

from edudesk.base.columns import Column, Kind, printed
from edudesk.base.ids import read_id
from edudesk.sheets.headers import Head, HeaderMatch, normalise
from edudesk.sheets.workbook import Cell, Sheet

_TOTALS = (
    "合计", "总计", "小计", "总数", "累计", "平均", "本页", "共计", "校长签", "校长(签", "校长:", "负责人", "签字", "签名",
    "填表人", "填报人", "填表日期", "填报日期", "填报时间", "填报单位", "审核", "制表", "经办人", "盖章", "公章",
    "单位(", "注:", "注意", "备注:", "说明:", "填表说明", "填报说明", "联系电话:", "联系人:", "第", "打印日期",
)  # fmt: skip
_COUNT = re.compile(r"[\d.]+[人名位个]?")  # 合计 | 8人, in the column of names
_PAGE = re.compile(r"第\d+页")
_SAMPLE_MARKS = frozenset(
    ("例", "例:", "示例", "样例", "填写样例", "填写示例", "例子", "范例", "举例", "例1", "示例1")
)
_SAMPLE_NAMES = frozenset(("张三", "李四", "王五", "赵六", "某某", "某某某", "×××", "XXX"))
_NUMBERING = re.compile(r"^[(]?[一二三四五六七八九十]{1,3}[)、.]\s*")
_GROUP_WORDS = re.compile(
    r"(?:组|部|处|室|校区|年级|后勤|退休|退休教师|教师|人员|职工|临聘|外聘|代课|在编|编外)$"
)
_LONG_GAP = 30


class Reason(StrEnum):
    """Why a row below the header is no person or thing."""

    BLANK = "空行"
    HEADER = "重复的表头"
    TOTAL = "合计或签字"
    BANNER = "分组标题"
    NOTE = "说明文字"
    SAMPLE = "示例"
    HIDDEN = "隐藏或筛选"


@dataclass(frozen=True, slots=True)
class Skipped:
    """Rows left out; number and last are Excel's, inclusive. text: how the row begins, of a person the name."""

    number: int
    last: int
    reason: Reason
    text: str = ""


class DataRow(NamedTuple):
    """One row to import. number: Excel's; cells: as in the sheet; group: banner above (语文组), "" if none;
    may_be_sample: the name is 张三 and the ID is none, which only a person can judge."""

    number: int
    cells: tuple[Cell, ...]
    group: str = ""
    may_be_sample: bool = False


@dataclass(frozen=True, slots=True)
class Body:
    """Every row below the header is in rows or in skipped. hidden: rows to import that are hidden or filtered
    away, whether they were left out or taken."""

    rows: tuple[DataRow, ...]
    skipped: tuple[Skipped, ...]
    remarks: tuple[str, ...] = ()
    hidden: int = 0


def read_body(
    sheet: Sheet,
    head: Head,
    matches: tuple[HeaderMatch, ...],
    columns: Mapping[str, Column],
    with_hidden: bool = False,
) -> Body:
    """Rows below the header to the very end of the sheet, however many blank ones lie between."""
    judge = _Judge(head, matches, columns)
    rows: list[DataRow] = []
    skipped: list[Skipped] = []
    group, banner, hidden = "", None, 0
    for number, cells in enumerate(filled_down(sheet, head.last_row, judge.main), head.last_row + 1):
        reason = judge.reason(cells)
        is_hidden = number in sheet.hidden_rows
        if reason is None and is_hidden:
            hidden += 1
            if not with_hidden:
                _skip(skipped, number, Reason.HIDDEN, judge.name(cells))
                continue
        if reason is None:
            rows.append(DataRow(number, cells, group, judge.may_be_sample(cells)))
            banner = None
            continue
        if reason is Reason.BANNER and (with_hidden or not is_hidden):
            banner = len(skipped)
            group = _NUMBERING.sub("", unicodedata.normalize("NFKC", _begin(cells)))
        _skip(skipped, number, reason, _begin(cells))
    if banner is not None:  # nothing followed it: a closing remark, no group
        skipped[banner:] = [
            Skipped(skip.number, skip.last, Reason.NOTE, skip.text) if skip.reason is Reason.BANNER else skip
            for skip in skipped[banner:]
        ]
    remarks = tuple(
        f"第 {skip.number}–{skip.last} 行是空行，后面的内容已继续读取。"
        for skip in skipped
        if skip.reason is Reason.BLANK and skip.last - skip.number + 1 >= _LONG_GAP
    )
    return Body(tuple(rows), tuple(skipped), (*sheet.remarks, *remarks), hidden)


class _Judge:
    """Tells for one row what it is. main: place of the first required column (姓名), -1 if none is there."""

    def __init__(self, head: Head, matches: tuple[HeaderMatch, ...], columns: Mapping[str, Column]) -> None:
        found = {match.key: match.cell.column - 1 for match in matches if match.key}
        self.main = next((place for key, place in found.items() if columns[key].required), -1)
        self._is_name = any(
            columns[key].kind is Kind.NAME and place == self.main for key, place in found.items()
        )
        self._id = next((place for key, place in found.items() if columns[key].is_citizen_number), -1)
        self._titles = {
            (cell.column - 1): {normalise(cell.title), normalise(cell.parent)} for cell in head.cells
        }
        # headers as they stand there, for a first look that costs little
        self._spelled = {
            cell.column - 1: {_key(cell.title), _key(cell.parent), *self._titles[cell.column - 1]}
            for cell in head.cells
        }
        self._above = frozenset(
            spelled for title in head.titles for spelled in (_key(title), normalise(title))
        )

    def reason(self, cells: tuple[Cell, ...]) -> Reason | None:
        """None for a row to import."""
        if self._is_plain(cells):
            return None
        begin = list(islice(_filled(cells), 2))
        if not begin:
            return Reason.BLANK
        first_two = [_key(cells[place]) for place in begin[:2]]
        if self._is_header(cells, begin, first_two):
            return Reason.HEADER
        if first_two[0] in _SAMPLE_MARKS:
            return Reason.SAMPLE
        main = _key(cells[self.main]) if self.main >= 0 else ""
        is_name = bool(main) and not _is_total(main) and not _COUNT.fullmatch(main)
        if any(_is_total(text) for text in first_two) and not is_name:
            return Reason.TOTAL
        if len(begin) == 1:
            return self._alone(begin[0], first_two[0])
        return None

    def _is_plain(self, cells: tuple[Cell, ...]) -> bool:
        """A number in front and a name that is nothing else: nearly every row, told without comparing more."""
        first, main = cells[0], cells[self.main] if self.main > 0 else ""
        return (
            (isinstance(first, float) or (isinstance(first, str) and first.isdecimal()))
            and isinstance(main, str)
            and main.isalpha()
            and main not in self._spelled[self.main]
            and not main.startswith(_TOTALS)
        )

    def name(self, cells: tuple[Cell, ...]) -> str:
        """Whom a row is about, else how it begins."""
        return _begin(cells[self.main : self.main + 1]) or _begin(cells)

    def may_be_sample(self, cells: tuple[Cell, ...]) -> bool:
        """张三 with a filler instead of a valid ID."""
        if self.main < 0 or cells[self.main] not in _SAMPLE_NAMES:
            return False
        return self._id < 0 or not read_id(cells[self._id]).birth

    def _is_header(self, cells: tuple[Cell, ...], begin: list[int], first_two: list[str]) -> bool:
        if (
            self._above
            and first_two[0] in self._above
            and len({cells[place] for place in _filled(cells)}) == 1
        ):
            return True  # the title, printed again on each page
        if not any(
            text in self._spelled.get(place, ()) for place, text in zip(begin, first_two, strict=False)
        ):
            return False
        filled = list(_filled(cells))
        same = sum(
            1
            for place in filled
            if isinstance(cell := cells[place], str) and normalise(cell) in self._titles.get(place, ())
        )
        return same >= 2 and same * 2 > len(filled)

    def _alone(self, place: int, text: str) -> Reason | None:
        """A single filled cell: a group, a remark, or a person of whom only the name is known."""
        if (
            place == self.main
            and not _GROUP_WORDS.search(text)
            and not _NUMBERING.match(text)
            and len(text) <= 20
        ):
            return None
        return Reason.BANNER if len(text) <= 20 and not text.isdecimal() else Reason.NOTE


def _filled(cells: tuple[Cell, ...]) -> Iterator[int]:
    """Places of the cells that hold something."""
    return (place for place, cell in enumerate(cells) if cell != "" and not _is_space(cell))


def _is_total(text: str) -> bool:
    if text.startswith("第"):
        return _PAGE.match(text) is not None
    return text.startswith(_TOTALS)


def _is_space(cell: Cell) -> bool:
    return isinstance(cell, str) and cell.isspace()


def _key(cell: Cell) -> str:
    return "".join(unicodedata.normalize("NFKC", str(cell)).split())


def _begin(cells: tuple[Cell, ...]) -> str:
    return next(
        (" ".join(printed(cell).split())[:40] for cell in cells if cell != "" and not _is_space(cell)), ""
    )


def _skip(skipped: list[Skipped], number: int, reason: Reason, text: str) -> None:
    """Add a row; blank rows in sequence become one entry, and each hidden person has one of their own."""
    if skipped and reason is Reason.BLANK:
        before = skipped[-1]
        if before.reason is reason and before.last == number - 1:
            skipped[-1] = Skipped(before.number, number, reason)
            return
    skipped.append(Skipped(number, number, reason, text))


def filled_down(sheet: Sheet, head_row: int, main: int) -> list[tuple[Cell, ...]]:
    """Rows below the head (head_row: its last) with cells merged downwards repeated: 语文组 once beside ten teachers.

    Not in the main column: one person over two rows stays one person.
    """
    rows = list(sheet.rows[head_row:])
    for merge in sheet.merges:
        top = merge.row - head_row - 1
        if (
            merge.last_row == merge.row
            or merge.column != merge.last_column
            or top < 0
            or merge.column - 1 == main
        ):
            continue
        place = merge.column - 1
        for at in range(top + 1, min(merge.last_row - head_row, len(rows))):
            if place < len(rows[at]) and any(cell != "" for cell in rows[at]):
                rows[at] = (*rows[at][:place], rows[top][place], *rows[at][place + 1 :])
    return rows
