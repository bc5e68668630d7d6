"""What one cell under a Column means: the one grammar for imported sheets and for typed entry."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Final, Protocol

from edudesk.base import clock
from edudesk.base.columns import Column, Kind
from edudesk.base.dates import read_date
from edudesk.base.ids import looks_truncated, read_id, tidy
from edudesk.base.marks import EXCEL_ERRORS, UNCOUNTED
from edudesk.base.readings import EMPTY_MARKS, Level, Reading

DITTO: Final = frozenset(("同上", "〃", "″", "''", '"', "“", "”"))
_UNCOUNTED: Final = "单元格里的公式没有结果，此项留空；请用 Excel 或 WPS 打开并保存一次，再导入"
_NO_VALUE: Final = Reading("")
_NO_NUMBER: Final = Reading(None)

# line feed and tab are the only control characters a person types; the rest comes from other programs
_CONTROL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufffe\uffff]"
)
# compatibility ideographs and plane 2 and 3 are characters of names as well
_HAN = "\u2e80-\u2fdf\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff\ue000-\uf8ff"
_NAME_GAP = re.compile(rf"(?<=[{_HAN}·])\s+(?=[{_HAN}·])")
_NAME_DOT = re.compile(rf"(?<=[{_HAN}])\s*[·•‧∙⋅・･．.]\s*(?=[{_HAN}])")
_NO_NAME = re.compile(r"[\d.,:/()（）、\-\s]*\d[\d.,:/()（）、\-\s]*")
_NUMBER = re.compile(r"([+-]?[0-9]+(?:,[0-9]{3})*(?:\.[0-9]*)?|[+-]?\.[0-9]+)(%?)\s*([^\W\d_]{0,3})")
_PHONE = re.compile(r"1[0-9]{10}|0[0-9]{2,3}-?[0-9]{7,8}(?:-[0-9]{1,6})?|400-?[0-9]{3}-?[0-9]{4}|[0-9]{3,8}")
_PHONE_GAPS = re.compile(r"[\s\-‐-―−()]+")
_PHONE_SPLIT = re.compile(r"[/\\、,，;；|或和\n]+|\s+(?=[01][0-9])")
_MOBILE = re.compile("1[0-9]{10}")
_EXPONENT = re.compile("[EeＥｅ]")
# what a masked copy leaves: 199****5571, of a short number *71; in a remark the stars of masking.mask_numbers
_STARS = re.compile(r"[*＊]{3}")
_PHONE_STARS = re.compile(r"[*＊●•○×]|[Xx某]{3}")
# what nearly every cell of these kinds looks like, each of another text; no mark, star or gap does
_PLAIN: Final = {
    Kind.NAME: re.compile(rf"(?!(?:{'|'.join(map(re.escape, sorted(EMPTY_MARKS | DITTO)))})\Z)[{_HAN}]+"),
    Kind.PHONE: _MOBILE,
    Kind.ID: re.compile("[0-9A-DF-Za-df-z]+"),  # an E may be Excel's
}
_YES: Final = frozenset(["是", "√", "✓", "✔", "☑", "对", "有", "1", "Y", "YES", "T", "TRUE", "已"])
_NO: Final = frozenset(
    ["否", "×", "✗", "✘", "☒", "X", "不是", "没有", "无", "0", "N", "NO", "F", "FALSE", "未"]
)


class CellReader(Protocol):
    """Reads the cells of one column. Plain calls reader(raw) are answered from memory when seen before."""

    def __call__(
        self, raw: object, above: str = "", number_format: str = "", raw_text: str = "", id_birth: str = ""
    ) -> Reading: ...


def read_cell(
    column: Column,
    raw: object,
    *,
    above: str = "",
    number_format: str = "",
    raw_text: str = "",
    is_1904: bool = False,
    id_birth: str = "",
) -> Reading:
    """The meaning of one cell; for the citizen number an ids.IdReading (花名册导入 M10–M26, M37, M38).

    raw: str, int, float, bool, date, datetime or None, as a sheet reader gives them; above: the value read
    one row higher, for 同上; number_format, raw_text: as the file holds them, where a case needs them;
    is_1904: the workbook counts its days from 1904; id_birth: ISO day from the ID of the same row, given
    for the birth column only. Empty text columns read as "", empty number columns as None.
    """
    return reader_for(column, is_1904=is_1904)(raw, above, number_format, raw_text, id_birth)


def read_typed(column: Column, text: str) -> Reading:
    """What a person typed into a form field or a table cell; 今天 and 3-1 are dates here."""
    return reader_for(column, today=clock.today())(text)


def reader_for(column: Column, *, is_1904: bool = False, today: date | None = None) -> CellReader:
    """read_cell bound to one column, several times faster over many rows. today: for typed entry."""
    is_date = column.kind in (Kind.MONTH, Kind.DATE)
    is_citizen = column.is_citizen_number
    read = _read_citizen if is_citizen else _read_text if is_date else _KINDS[column.kind]
    blank = _NO_NUMBER if column.is_figure else _NO_VALUE
    seen: dict[object, Reading] = {}

    def fresh(raw: object, above: str, number_format: str, raw_text: str, id_birth: str) -> Reading:
        if isinstance(raw, str):
            if is_citizen and raw[:12].isdecimal():  # nearly every cell: no blank, mark or error begins so
                return read_id(raw)
            text = raw.strip()
            if not text:
                return blank
            if text in DITTO:
                return _ditto(column, text, above)
            if text in EXCEL_ERRORS:
                return Reading(blank.value, Level.WARNING, f"单元格里的公式出错（{text}），此项留空")
            if text == UNCOUNTED:
                return Reading(blank.value, Level.WARNING, _UNCOUNTED)
            if text in EMPTY_MARKS and not _means_something(column, text):
                return Reading(blank.value, Level.NOTICE, f"“{text}”按空白处理")
            if not is_citizen and is_starred(column, text):  # ids reads that itself
                return Reading(blank.value, Level.WARNING, f"“{text}”已打码，此项不改动原有内容")
        if is_date:
            return read_date(
                raw,
                number_format=number_format,
                is_1904=is_1904,
                month_only=column.kind is Kind.MONTH,
                id_birth=id_birth,
                today=today,
            )
        return read(column, raw, raw_text)

    def reader(
        raw: object, above: str = "", number_format: str = "", raw_text: str = "", id_birth: str = ""
    ) -> Reading:
        if raw is None:
            return blank
        # True == 1 == 1.0 share one place in a dictionary, but True is no number
        if number_format or raw_text or id_birth or isinstance(raw, bool) or (above and raw in DITTO):
            return fresh(raw, above, number_format, raw_text, id_birth)
        reading = seen.get(raw)
        if reading is None:
            reading = seen[raw] = fresh(raw, "", "", "", "")
        return reading

    return reader


def plain_cells(column: Column, cells: Iterable[object]) -> set[str]:
    """Those that read as themselves and of which nothing has to be said, told by their looks alone.

    Names, phones and identifiers only, whose columns hold as many texts as rows; no citizen number, which is more
    than its text.
    """
    pattern = None if column.is_citizen_number else _PLAIN.get(column.kind)
    if pattern is None:
        return set()
    fits = pattern.fullmatch
    return {cell for cell in cells if isinstance(cell, str) and fits(cell)}


def is_starred(column: Column, text: str) -> bool:
    """Whether somebody starred a part of this value: it says too little to be stored over anything."""
    stars = _PHONE_STARS if column.kind is Kind.PHONE else _STARS
    return stars.search(text) is not None


def _means_something(column: Column, text: str) -> bool:
    """无 is a word of some lists (岗位等级), and in a 是否 column it says 否."""
    if column.kind is Kind.YESNO:
        return text in _NO
    return column.codes is not None and column.codes.knows(text)


def _ditto(column: Column, text: str, above: str) -> Reading:
    if column.is_citizen_number:  # two people never share one
        return Reading("", Level.WARNING, f"“{text}”不能用于{column.title}，此项留空")
    if not above:
        return Reading("", Level.WARNING, f"“{text}”的上一行没有内容，此项留空")
    return Reading(above, Level.NOTICE, f"“{text}”按上一行的“{above}”存入")


def _read_citizen(column: Column, raw: object, raw_text: str) -> Reading:
    return read_id(raw, raw_text=raw_text)


def _read_id(column: Column, raw: object, raw_text: str) -> Reading:
    if isinstance(raw, float) and abs(raw) >= 1e15:
        if raw_text.isdecimal() and not looks_truncated(raw_text):
            return Reading(raw_text)
        return Reading("", Level.WARNING, f"{column.title}被Excel截断（“{raw:.14E}”），此项留空，请补录")
    if isinstance(raw, str) and _EXPONENT.search(raw) and _is_scientific(tidy(raw)):
        return Reading("", Level.WARNING, f"{column.title}被Excel截断（“{raw}”），此项留空，请补录")
    return Reading(_plain(raw))


def _read_text(column: Column, raw: object, raw_text: str) -> Reading:
    if isinstance(raw, date):
        text = raw.isoformat()[:10]
        return Reading(text, Level.NOTICE, f"单元格是日期，按文字“{text}”存入")
    text = _plain(raw)
    if isinstance(raw, str) and not raw.isprintable() and _CONTROL.search(raw):
        return Reading(text, Level.NOTICE, f"“{text}”中看不见的控制字符已去掉")
    return Reading(text)


def _read_name(column: Column, raw: object, raw_text: str) -> Reading:
    typed = _plain(raw)
    if typed.isalpha():  # no gap, no dot
        return Reading(typed)
    if _NO_NAME.fullmatch(typed):
        if column.required:
            return Reading("", Level.ERROR, f"“{typed}”只有数字，不是姓名")
        return Reading("", Level.WARNING, f"“{typed}”只有数字，不是姓名，此项留空")
    name = " ".join(_NAME_DOT.sub("·", _NAME_GAP.sub("", typed)).split())
    return Reading(name) if name == typed else Reading(name, Level.NOTICE, f"“{typed}”已整理为“{name}”")


def _read_phone(column: Column, raw: object, raw_text: str) -> Reading:
    if isinstance(raw, str) and _MOBILE.fullmatch(raw):
        return Reading(raw)
    typed = _plain(raw)
    if _is_scientific(typed):
        return Reading("", Level.WARNING, f"{column.title}被Excel改成了“{typed}”，此项留空，请补录")
    half = unicodedata.normalize("NFKC", typed).removesuffix(".0")
    parts = [half] if _phone(half) else [part for part in _PHONE_SPLIT.split(half) if part.strip()]
    numbers = [_phone(part) for part in parts]
    if not numbers or not all(numbers):
        return Reading(typed, Level.WARNING, f"“{typed}”不像电话号码，已按原文保存")
    value = "、".join(numbers)
    if len(numbers) > 1:
        return Reading(value, Level.NOTICE, f"“{typed}”含{len(numbers)}个号码，按“{value}”存入")
    return Reading(value) if value == typed else Reading(value, Level.NOTICE, f"“{typed}”已整理为“{value}”")


def is_phone(text: str) -> bool:
    """One number or several, as read_cell stores them."""
    return all(map(_phone, text.split("、")))


def _phone(text: str) -> str:
    """One number without gaps; a landline keeps its hyphens; "" when it is none."""
    bare = _PHONE_GAPS.sub("", text)
    for prefix in ("+86", "0086"):
        bare = bare.removeprefix(prefix)
    if _MOBILE.fullmatch(bare):
        return bare
    return text.strip() if _PHONE.fullmatch(text.strip()) else ""


def _read_choice(column: Column, raw: object, raw_text: str) -> Reading:
    text = _plain(raw)
    if column.codes is None:
        return Reading(text)
    return column.codes.read(text if column.codes.knows(text) else unicodedata.normalize("NFKC", text))


def _read_yes_no(column: Column, raw: object, raw_text: str) -> Reading:
    if isinstance(raw, bool):
        return Reading("是" if raw else "否")
    typed = _plain(raw)
    text = unicodedata.normalize("NFKC", typed).upper()
    asked = column.title.removeprefix("是否")
    if text in ("是", "否"):
        return Reading(text)
    if text in _YES or text == asked:
        return Reading("是", Level.NOTICE, f"“{typed}”按“是”存入")
    if text in _NO or text in (f"不{asked}", f"非{asked}", f"不是{asked}"):
        return Reading("否", Level.NOTICE, f"“{typed}”按“否”存入")
    return Reading("", Level.WARNING, f"“{typed}”不是“是”或“否”，此项留空")


def _read_number(column: Column, raw: object, raw_text: str) -> Reading:
    if isinstance(raw, (int, float)) and not isinstance(raw, bool):
        return _whole(column, raw, raw)
    if not isinstance(raw, str):
        return Reading(None, Level.WARNING, f"“{raw}”不是数，此项留空")
    typed = _plain(raw)
    found = _NUMBER.fullmatch(unicodedata.normalize("NFKC", typed))
    if found is None:
        return Reading(None, Level.WARNING, f"“{typed}”不是数，此项留空")
    digits, percent, unit = found[1].replace(",", ""), found[2], found[3]
    number = float(digits) / 100 if percent else float(digits)
    reading = _whole(column, int(number) if number.is_integer() else number, raw)
    if reading.level is Level.OK and (unit or percent):
        return Reading(reading.value, Level.NOTICE, f"“{typed}”按“{reading.value}”存入")
    return reading


def _whole(column: Column, number: float, raw: object) -> Reading:
    if number != number or abs(number) >= 1e15:  # not a number, or digits already lost
        return Reading(None, Level.WARNING, f"“{raw}”不是有效的数，此项留空")
    if column.kind is not Kind.INT:
        return Reading(number)
    if int(number) != number:
        return Reading(None, Level.WARNING, f"“{raw}”应为整数，此项留空")
    return Reading(int(number))


def _plain(raw: object) -> str:
    """Text of a cell as a person would type it: 1023.0 -> 1023; no control characters, no outer spaces."""
    if isinstance(raw, str):
        if raw.isprintable() and "_x000D_" not in raw:  # nearly every cell
            return raw.strip()
        return _CONTROL.sub("", raw.replace("\r\n", "\n").replace("_x000D_", "")).strip()
    if isinstance(raw, bool):
        return "是" if raw else "否"
    if isinstance(raw, float):
        return str(int(raw)) if raw.is_integer() and abs(raw) < 1e15 else f"{raw:.15g}"
    return raw.isoformat()[:10] if isinstance(raw, (date, datetime)) else str(raw)


def _is_scientific(text: str) -> bool:
    return looks_truncated(text) and "E" in text.upper()


_KINDS: Final[dict[Kind, Callable[[Column, object, str], Reading]]] = {
    Kind.TEXT: _read_text,
    Kind.NAME: _read_name,
    Kind.NUMBER: _read_number,
    Kind.INT: _read_number,
    Kind.CHOICE: _read_choice,
    Kind.YESNO: _read_yes_no,
    Kind.ID: _read_id,
    Kind.PHONE: _read_phone,
    Kind.TAG: _read_choice,
}
