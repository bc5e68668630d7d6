"""Dates as schools write them. A date fact is ISO text of month or day precision: 1985-07 or 1985-07-12."""

import re
import unicodedata
from calendar import monthrange
from datetime import date, datetime, timedelta
from typing import Final

from edudesk.base.readings import EMPTY_MARKS, Level, Reading

# outside lies no fact of a living person; 1985 typed into a cell formatted as date arrives as 1905-06-07
FIRST_YEAR: Final = 1920
LAST_YEAR: Final = 2099
_SERIALS: Final = (18000, 60000)  # 1949-04-12 to 2064-04-08, the days a General cell may show as a number
_PIVOT: Final = 30  # two-digit years above are 19xx, the others 20xx

_NUMERALS: Final = {mark: digit for digit, mark in enumerate("〇一二三四五六七八九")} | {
    "零": 0,
    "○": 0,
    "元": 1,
}
_NUMERAL = re.compile("[〇零○元一二三四五六七八九十]+")
_MISTYPED = str.maketrans("OoＯlI|", "000111")
_TIME = re.compile(r"[ T][0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?$")
_SEPARATOR = r"\s*(?:[.\-/\\、。,·~_‐-―−年月]|\s)\s*"
_DATE = re.compile(
    rf"([0-9]{{4}}|[0-9]{{2}}){_SEPARATOR}([0-9]{{1,2}})(?:{_SEPARATOR}([0-9]{{1,2}}))?\s*(?:月份?|日|号)?"
)
_SHORT = re.compile(rf"([0-9]{{1,2}}){_SEPARATOR}([0-9]{{1,2}})\s*[日号]?")
_YEAR = re.compile(r"([0-9]{4})年?")
_DOTTED = re.compile(r"([0-9]{4})\.([0-9]{4})")
_TWO_DECIMALS = re.compile(r"0\.00(?![0#?])")
_RELATIVE: Final = {"今天": 0, "今日": 0, "昨天": 1, "昨日": 1, "前天": 2}
_YEARS: Final = {"今年": 0, "本年": 0, "去年": 1, "前年": 2}


def read_date(
    raw: object,
    *,
    number_format: str = "",
    is_1904: bool = False,
    month_only: bool = False,
    id_birth: str = "",
    today: date | None = None,
) -> Reading:
    """ISO text for one cell or one typed entry (花名册导入 M21–M26).

    number_format: of the cell, "" when not known; it alone tells October from January in the number 1985.1.
    A text cell has none, except in a CSV written from such numbers, whose reader gives "General".
    id_birth: ISO day from the ID of the same row, only for the birth column. month_only: the day is dropped.
    today: given for typed entry only, where 今天, 昨天, 3-1 (this year) and 去年9月1日 are understood.
    """
    reading = _read(raw, number_format, is_1904, id_birth, None if month_only else today)
    if month_only and isinstance(reading.value, str) and len(reading.value) > 7:
        return Reading(reading.value[:7], reading.level, reading.text)
    return reading


def _read(raw: object, number_format: str, is_1904: bool, id_birth: str, today: date | None) -> Reading:
    if raw is None or raw == "":
        return Reading("")
    if isinstance(raw, date):
        return _known(raw.isoformat()[:10], raw.year, raw)
    if isinstance(raw, (int, float)) and not isinstance(raw, bool):
        return _number(raw, number_format, is_1904, id_birth)
    if not isinstance(raw, str):
        return _refused(raw)
    text = _TIME.sub("", unicodedata.normalize("NFKC", raw).strip().strip("'"))
    if text in EMPTY_MARKS or raw.strip() in EMPTY_MARKS:
        return Reading("", Level.NOTICE, f"“{raw}”按空白处理")
    if today is not None and text in _RELATIVE:
        return Reading((today - timedelta(days=_RELATIVE[text])).isoformat())
    if today is not None and text[:2] in _YEARS:
        text = f"{today.year - _YEARS[text[:2]]}年{text[2:].lstrip()}"
    return _text(raw, text, number_format, is_1904, id_birth, today)


def _text(
    raw: str, text: str, number_format: str, is_1904: bool, id_birth: str, today: date | None
) -> Reading:
    if not text:
        return Reading("")
    repaired = text.translate(_MISTYPED)
    numbers = _NUMERAL.sub(_arabic, repaired)
    if numbers.isdecimal() and len(numbers) in (5, 6, 8):
        return _number(int(numbers), number_format, is_1904, id_birth)
    if number_format == "General" and re.fullmatch(r"[0-9]{4}\.1", numbers):
        return _number(float(numbers), number_format, is_1904, id_birth)
    if found := _DOTTED.fullmatch(numbers):
        return _number(int(found[1] + found[2]), number_format, is_1904, id_birth)
    if today is not None and (found := _SHORT.fullmatch(numbers)) and int(found[1]) <= 12:
        iso = _iso(today.year, int(found[1]), int(found[2]))
        return Reading(iso) if iso else _refused(raw)
    if (found := _DATE.fullmatch(numbers)) is None:
        return _year_only(raw) if _YEAR.fullmatch(numbers) else _refused(raw)
    iso = _iso(_year(found[1]), int(found[2]), None if found[3] is None else int(found[3]))
    if not iso:
        return _refused(raw)
    if len(found[1]) == 2 or repaired != text:
        return _converted(raw, iso)
    return Reading(iso)


def is_serial(raw: object) -> bool:
    """Whether a number is what a General cell shows of a day."""
    return isinstance(raw, (int, float)) and _SERIALS[0] <= raw <= _SERIALS[1]


def _number(raw: int | float, number_format: str, is_1904: bool, id_birth: str) -> Reading:
    """A number typed where a date belongs: serial number, 198507, 19850712, 850712 or 1985.07."""
    if not 0 <= raw < 1e9:
        return _refused(raw)
    whole = int(raw)
    if is_serial(raw):
        day = (date(1904, 1, 1) if is_1904 else date(1899, 12, 30)) + timedelta(days=whole)
        return _converted(raw, day.isoformat())
    if whole == raw:
        return _digits(raw, str(whole))
    year, hundredths = whole, round((raw - whole) * 100)
    if abs(raw * 10000 - round(raw * 10000)) > 1e-4:
        return _refused(raw)
    if abs(raw * 100 - round(raw * 100)) > 1e-6:  # 1985.0712
        return _digits(raw, str(round(raw * 10000)))
    if year < 100:
        year = _year(f"{year:02}")
    if hundredths == 10:
        return _january_or_october(raw, year, number_format, id_birth)
    month = hundredths // 10 if hundredths % 10 == 0 else hundredths  # 1985.2 can only be February
    iso = _iso(year, month, None)
    if not iso:
        return _refused(raw)
    return Reading(iso) if raw >= 100 else _converted(raw, iso)


def _digits(raw: int | float, digits: str) -> Reading:
    """YYYYMMDD, YYYYMM or YYMMDD without marks."""
    if len(digits) == 8:
        iso = _iso(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
        return Reading(iso) if iso else _refused(raw)
    if len(digits) == 6:
        if iso := _iso(int(digits[:4]), int(digits[4:]), None):
            return Reading(iso)
        if iso := _iso(_year(digits[:2]), int(digits[2:4]), int(digits[4:])):
            return _converted(raw, iso)
    return _year_only(raw) if len(digits) == 4 else _refused(raw)


def _january_or_october(raw: float, year: int, number_format: str, id_birth: str) -> Reading:
    """The number 1985.1: the file does not tell whether 1985.1 or 1985.10 was typed (M25)."""
    if _TWO_DECIMALS.search(number_format):
        iso = _iso(year, 10, None)
    elif id_birth[:7] in (f"{year}-01", f"{year}-10"):
        iso = id_birth[:7]
    else:
        text = f"“{raw}”可能是{year}年1月，也可能是{year}年10月，此项留空，请补录"
        return Reading("", Level.WARNING, text)
    return _converted(raw, iso) if iso else _refused(raw)


def _arabic(numeral: re.Match[str]) -> str:
    """八五 -> 85, 一九八五 -> 1985, 七 -> 7, 十二 -> 12, 二十一 -> 21."""
    text = numeral[0]
    if "十" not in text:
        return "".join(str(_NUMERALS[mark]) for mark in text)
    tens, _, ones = text.partition("十")
    if len(tens) > 1 or len(ones) > 1:
        return text  # no day or month: left as it is, so that it is refused
    return str((_NUMERALS[tens] if tens else 1) * 10 + (_NUMERALS[ones] if ones else 0))


def _year(digits: str) -> int:
    number = int(digits)
    if len(digits) == 4:
        return number
    return number + (1900 if number > _PIVOT else 2000)


def _iso(year: int, month: int, day: int | None) -> str:
    """ISO text, or "" when there is no such month or day."""
    try:
        iso = date(year, month, 1 if day is None else day).isoformat()
    except ValueError:
        return ""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return ""
    return iso if day is not None else iso[:7]


def _known(iso: str, year: int, raw: object) -> Reading:
    return Reading(iso) if FIRST_YEAR <= year <= LAST_YEAR else _refused(raw)


def _converted(raw: object, iso: str) -> Reading:
    return Reading(iso, Level.NOTICE, f"“{_shown(raw)}”按“{iso}”存入")


def _year_only(raw: object) -> Reading:
    return Reading("", Level.WARNING, f"“{_shown(raw)}”只有年份，没有月份，此项留空")


def _refused(raw: object) -> Reading:
    return Reading("", Level.WARNING, f"“{_shown(raw)}”不是有效的日期，此项留空")


def _shown(raw: object) -> str:
    if isinstance(raw, datetime):
        return raw.date().isoformat()
    return str(int(raw)) if isinstance(raw, float) and raw.is_integer() else str(raw)


def same_day(one: str, other: str) -> bool:
    """Two ISO dates agree as far as both are known; an unknown date agrees with nothing."""
    return bool(one and other) and (one.startswith(other) or other.startswith(one))


def is_before(day: str, other: str) -> bool:
    """An ISO month or day earlier than another as far as both are precise; what is not known is not."""
    size = min(len(day), len(other))
    return bool(size) and day[:size] < other[:size]


def chinese_day(day: date) -> str:
    """A day as it is printed in running text and under a document: 2025年3月6日, no leading zeros."""
    return f"{day.year}年{day.month}月{day.day}日"


def months_later(day: str, months: int) -> str:
    """An ISO month or day some months later, with the same precision: 2025-01-31 + 1 is 2025-02-28."""
    year, month = divmod(int(day[:4]) * 12 + int(day[5:7] or 1) - 1 + months, 12)
    if len(day) < 10:
        return f"{year}-{month + 1:02d}"
    last = monthrange(year, month + 1)[1]
    return f"{year}-{month + 1:02d}-{min(int(day[8:10]), last):02d}"


def months_between(first: str, last: str) -> int:
    """Months from one ISO month or day to another, days aside; below 0 when the second is earlier."""
    return (int(last[:4]) - int(first[:4])) * 12 + int(last[5:7] or 1) - int(first[5:7] or 1)
