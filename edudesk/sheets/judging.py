"""What one row below a header is: a person or thing, or a head, a sum, a title, a note, an example (M3–M8)."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from enum import StrEnum
from itertools import islice

from edudesk.base.columns import Column, Kind, printed
from edudesk.base.ids import read_id
from edudesk.sheets.headers import Head, HeaderCell, HeaderMatch, How, names_of, normalise
from edudesk.sheets.workbook import Cell

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
# in the column of names, under the head: how it is to be filled in, or that nothing is filled in yet
_FILLERS = frozenset(
    (
        "必填",
        "选填",
        "必填项",
        "选填项",
        "非必填",
        "文本",
        "字符",
        "数字",
        "汉字",
        "填写说明",
        "填报说明",
        "说明",
        "例如",
        "下拉选择",
    )
)
_FILLING = re.compile(r"(?:格式|示例|样例|范例|例如|请填|请按|如[:：]|例[:：]|注[:：]).*")
_BRACKETED = re.compile(r"[(【\[].*(?:填|按|写|格式|必|选|说明|例|如).*[)】\]]")
_NO_LETTERS = re.compile(r"[xX×*?\-_.…~]+|[A-Za-z①-⑳]")
_BEGINS = frozenset("格示样范例请如注×…甲【①②③④⑤⑥⑦⑧⑨⑩") | {word[0] for word in _FILLERS}
_LETTERED = ("甲乙丙", "ABC", "abc", "123")
NUMBERING = re.compile(r"^[(]?[一二三四五六七八九十]{1,3}[)、.]\s*")
_GROUP_WORDS = re.compile(
    r"(?:组|部|处|室|校区|年级|后勤|退休|退休教师|教师|人员|职工|临聘|外聘|代课|在编|编外)$"
)
_HEADERS = 3  # that a row has at least which is the head of another table


class Reason(StrEnum):
    """Why a row below the header is no person or thing."""

    BLANK = "空行"
    HEADER = "重复的表头"
    TOTAL = "合计或签字"
    BANNER = "分组标题"
    NOTE = "说明文字"
    SAMPLE = "示例"
    HIDDEN = "隐藏或筛选"
    OTHER = "另一张表"


class Judge:
    """Tells for one row what it is. main: place of the first required column (姓名), -1 if none is there."""

    def __init__(self, head: Head, matches: tuple[HeaderMatch, ...], columns: Mapping[str, Column]) -> None:
        found = {match.key: match.cell.column - 1 for match in matches if match.key}
        self.main = next((place for key, place in found.items() if columns[key].required), -1)
        self._keys = {place: key for key, place in found.items()}
        self._columns = tuple(columns.values())
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
        # how the header of the names is spelled; cells without a parent above have "" for it
        self._naming = frozenset(self._spelled.get(self.main, ())) - {""}
        self._above = frozenset(
            spelled for title in head.titles for spelled in (_key(title), normalise(title))
        )

    def reason(self, cells: tuple[Cell, ...]) -> Reason | None:
        """None for a row to import."""
        if self._is_plain(cells):
            return None
        begin = list(islice(filled(cells), 2))
        if not begin:
            return Reason.BLANK
        first_two = [_key(cells[place]) for place in begin[:2]]
        if self._is_other_head(cells):
            return Reason.OTHER
        if self._is_header(cells, begin, first_two):
            return Reason.HEADER
        if first_two[0] in _SAMPLE_MARKS:
            return Reason.SAMPLE
        main = _key(cells[self.main]) if self.main >= 0 else ""
        if self._is_name and main and (told := _filler(main, cells[self.main + 1 :])):
            return told
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
            and main not in _FILLERS
            and not main.startswith(_TOTALS)
        )

    def name(self, cells: tuple[Cell, ...]) -> str:
        """Whom a row is about, else how it begins."""
        return begin_of(cells[self.main : self.main + 1]) or begin_of(cells)

    def may_be_sample(self, cells: tuple[Cell, ...]) -> bool:
        """张三 with a filler instead of a valid ID."""
        if self.main < 0 or cells[self.main] not in _SAMPLE_NAMES:
            return False
        return self._id < 0 or not read_id(cells[self._id]).birth

    def _is_header(self, cells: tuple[Cell, ...], begin: list[int], first_two: list[str]) -> bool:
        if (
            self._above
            and first_two[0] in self._above
            and len({cells[place] for place in filled(cells)}) == 1
        ):
            return True  # the title, printed again on each page
        if not any(
            text in self._spelled.get(place, ()) for place, text in zip(begin, first_two, strict=False)
        ):
            return False
        places = list(filled(cells))
        same = sum(
            1
            for place in places
            if isinstance(cell := cells[place], str) and normalise(cell) in self._titles.get(place, ())
        )
        return same >= 2 and same * 2 > len(places)

    def _is_other_head(self, cells: tuple[Cell, ...]) -> bool:
        """The head of a second table: the names' header again, beside headers of other columns than stand here."""
        if self.main < 0:
            return False
        spelled = self._naming
        if spelled.isdisjoint(cells) and _key(cells[self.main]) not in spelled:  # nearly every row
            return False
        names = names_of(self._columns, ())
        places = list(filled(cells))
        same = different = 0
        for place in places:
            text = normalise(str(cells[place]))
            if text in self._titles.get(place, ()):
                same += 1
                continue
            key, how = names.match(HeaderCell(place + 1, 0, str(cells[place])), "")
            if how is How.EXACT and key == self._keys.get(place):
                same += 1
            different += how is How.EXACT and key != self._keys.get(place)
        return different > 0 and same + different >= _HEADERS and (same + different) * 2 > len(places)

    def _alone(self, place: int, text: str) -> Reason | None:
        """A single filled cell: a group, a remark, or a person of whom only the name is known."""
        if (
            place == self.main
            and not _GROUP_WORDS.search(text)
            and not NUMBERING.match(text)
            and len(text) <= 20
        ):
            return None
        return Reason.BANNER if len(text) <= 20 and not text.isdecimal() else Reason.NOTE


def _filler(name: str, beside: tuple[Cell, ...]) -> Reason | None:
    """Why a cell of the names is nobody's: it says how to fill in, or is an example, or counts the columns."""
    if not name[0].isascii() and name[0] not in _BEGINS:  # nearly every name
        return None
    if name in _FILLERS or _BRACKETED.fullmatch(name):
        return Reason.NOTE
    if _FILLING.fullmatch(name) or _NO_LETTERS.fullmatch(name):
        return Reason.SAMPLE
    following = name + "".join(_key(cell) for cell in beside[:2])
    return Reason.NOTE if any(letters == following for letters in _LETTERED) else None


def filled(cells: tuple[Cell, ...]) -> Iterator[int]:
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


def begin_of(cells: tuple[Cell, ...]) -> str:
    return next(
        (" ".join(printed(cell).split())[:40] for cell in cells if cell != "" and not _is_space(cell)), ""
    )
