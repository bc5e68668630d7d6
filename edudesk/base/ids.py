"""The citizen number 居民身份证号: check digit, birth and sex, and what a cell that should hold one means.

Own code on purpose: libraries refuse people whose county code is younger than they are (roster.md 0.2).
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from edudesk.base import clock
from edudesk.base.readings import Level, Reading

_CHECKS: Final = "10X98765432"  # by the weighted sum modulo 11

_MOST_HINTS: Final = 5
_WANTED: Final = "应为18位，前17位是数字，末位是数字或X"
_FULL = re.compile(r"[0-9]{17}[0-9X]")
_OLD = re.compile(r"[0-9]{15}")
_NEARLY = re.compile(r"[0-9]{12,24}X?|[0-9]{13,25}")
_DOCUMENT = re.compile(r"[A-Z]{0,4}[0-9]{5,12}[A-Z]?(?:\([0-9A-Z]{1,2}\))?")
_SCIENTIFIC = re.compile(r"([0-9])(?:\.([0-9]+))?E\+?([0-9]{2})", re.IGNORECASE)
_STARRED = re.compile(r"[0-9]{0,14}[*●•×○X某]{3,}[0-9]{0,12}X?")
_BEGIN = re.compile(r"[0-9]+")
_TAIL = re.compile(r"[0-9]*[0-9X]$")
# marks that come along from chat programs, keyboards and Excel's text prefix
_MARKS = re.compile(r"[\s'\"‘’“”`´\-‐-―−_]+")


class IdStatus(StrEnum):
    """What is known of a number. Only VALID, CONVERTED and OTHER identify a person (IdReading.is_key)."""

    EMPTY = "empty"
    VALID = "valid"
    CONVERTED = "converted"  # from 15 digits: to be confirmed
    DOUBTFUL = "doubtful"  # kept as typed: check digit or birth date wrong, or perhaps cut off by Excel
    DAMAGED = "damaged"  # cut to 15 digits by Excel: never stored
    MASKED = "masked"  # 320402********1234: never overwrites a full number
    OTHER = "other"  # passport and the like: no birth or sex inside
    WRONG = "wrong"  # 17 or 19 characters, or no number at all


_KEYS: Final = (IdStatus.VALID, IdStatus.CONVERTED, IdStatus.OTHER)


@dataclass(frozen=True, slots=True)
class IdReading(Reading):
    """Meaning of one ID cell. birth: ISO day known from the digits, also when they are damaged, else "";
    sex: 男, 女 or ""; tail: the last characters a masked number shows, for matching with the name."""

    status: IdStatus = IdStatus.EMPTY
    birth: str = ""
    sex: str = ""
    tail: str = ""

    @property
    def is_key(self) -> bool:
        """Whether the value may identify the person on a second import."""
        return self.status in _KEYS


def check_digit(body: str) -> str:
    """The 18th character for the first 17 digits (GB 11643-1999).

    The weights 7, 9, 10, 5 … 2 are 2¹⁷ … 2¹ modulo 11. So is 13 to the same powers, and Python reads digits of base 13.
    """
    return _CHECKS[2 * int(body, 13) % 11]


def has_good_check(number: str) -> bool:
    """18 characters whose last one fits."""
    return _FULL.fullmatch(number) is not None and check_digit(number[:17]) == number[17]


def is_valid(number: str) -> bool:
    """Check digit fits and the birth date exists and is not after today."""
    return has_good_check(number) and birth_of(number) != ""


def birth_of(number: str) -> str:
    """ISO day in digits 7–14; "" when they are no date between 1900 and today."""
    digits = number[6:14]
    if not is_day(digits):
        return ""
    born = f"{digits[:4]}-{digits[4:6]}-{digits[6:]}"
    # asking the clock costs more than all the rest, and the last century is over
    return born if born < "2000" or born <= clock.today().isoformat() else ""


def is_day(digits: str) -> bool:
    """Whether 20300101 is a day of the calendar after 1900."""
    if len(digits) != 8 or not digits.isdecimal():  # of ISO's 2030-W01 and 2030W011 nobody thinks here
        return False
    try:
        date.fromisoformat(digits)
    except ValueError:
        return False
    return digits >= "1900"


def sex_of(number: str) -> str:
    """男 or 女 from digit 17; "" when the number is not 18 characters long."""
    if _FULL.fullmatch(number) is None:
        return ""
    return _sex(number)


def _sex(number: str) -> str:
    return "男" if number[16] in "13579" else "女"


def from_15(number: str) -> str:
    """The 18 characters for a 15-digit number; "" when its birth date does not exist."""
    if _OLD.fullmatch(number) is None:
        return ""
    body = number[:6] + "19" + number[6:]
    return body + check_digit(body) if birth_of(body) else ""


def is_masked(text: str) -> bool:
    """Three or more characters replaced by stars: 320402********1234."""
    return not _FULL.fullmatch(text) and _STARRED.fullmatch(text) is not None


def is_permit(number: str) -> bool:
    """港澳台居民居住证: same 18 characters, region 81, 82 or 83."""
    return number[:2] in ("81", "82", "83") and _FULL.fullmatch(number) is not None


def looks_truncated(text: str) -> bool:
    """A number as Excel leaves it after rounding to 15 digits: 3.20402E+17, or 18 digits ending in 000."""
    return _SCIENTIFIC.fullmatch(text) is not None or (len(text) == 18 and text.endswith("000"))


def may_be(remnant: str, number: str) -> bool | None:
    """Whether a number may be the one of which stars or Excel have left this; None when that says nothing."""
    left = tidy(remnant)
    if "*" in left or is_masked(left):
        head, tail, number = _BEGIN.match(left), _TAIL.search(left), tidy(number)
        shown = (head[0] if head else "", tail[0] if tail else "")
        return number.startswith(shown[0]) and number.endswith(shown[1]) if any(shown) else None
    if found := _SCIENTIFIC.fullmatch(left):
        digits = found[1] + (found[2] or "")
        if int(found[3]) != len(number) - 1:
            return False
        rounded = (
            f"{int(number.replace('X', '0')):.{len(digits) - 1}E}"  # Excel cuts 15 digits and rounds fewer
        )
        return number.startswith(digits) or rounded.startswith(f"{digits[0]}.{digits[1:]}E")
    return None


def suggestions(number: str, birth: str = "") -> tuple[str, ...]:
    """Valid numbers one missing or one surplus character away (for 17 and 19 characters; a hint only).

    birth: ISO month or day known from elsewhere; numbers of other births are left out.
    """
    if len(number) == 17:
        near = {number[:at] + digit + number[at:] for at in range(18) for digit in "0123456789"} | {
            number + "X"
        }
    elif len(number) == 19:
        near = {number[:at] + number[at + 1 :] for at in range(19)}
    else:
        return ()
    return tuple(sorted(one for one in near if is_valid(one) and birth_of(one).startswith(birth)))


def length_hint(number: str, birth: str = "") -> str:
    """The sentence of suggestions, "" when there are none or too many to choose from."""
    near = suggestions(number, birth)
    slip = "少了" if len(number) < 18 else "多了"
    return f"，可能{slip}一位：“{'”或“'.join(near)}”，请核对" if 0 < len(near) <= _MOST_HINTS else ""


def tidy(text: str) -> str:
    """Half-width, upper case, without spaces, hyphens, apostrophes, invisible marks and a ".0" at the end."""
    text = "".join(mark for mark in unicodedata.normalize("NFKC", text) if unicodedata.category(mark) != "Cf")
    text = _MARKS.sub("", text).upper()
    return text.removesuffix(".0") if text[:-2].isdecimal() else text


def read_id(raw: object, *, raw_text: str = "") -> IdReading:
    """The citizen number in a cell (花名册导入 M10–M18).

    raw: str, int or float as read. raw_text: the digits as the file holds them, when known: an 18-digit
    number that a program other than Excel wrote survives there, although it reaches us as a float.
    """
    if raw is None or raw == "":
        return IdReading("")
    if isinstance(raw, bool) or not isinstance(raw, (str, int, float)):
        return IdReading("", Level.ERROR, f"“{raw}”不是身份证号，{_WANTED}", IdStatus.WRONG)
    if isinstance(raw, float):
        if raw_text.isdecimal() and len(raw_text) == 18:
            return _read_number(raw_text)
        if raw >= 1e15 or not raw.is_integer():
            return _damaged(excel_shows(raw))
        return _read_text(str(int(raw)), str(int(raw)))
    if isinstance(raw, int):
        return _read_number(str(raw))
    if _FULL.fullmatch(raw):  # nearly every cell
        return _read_18(raw, raw)
    return _read_text(raw, tidy(raw))


def _read_number(digits: str) -> IdReading:
    """An exact integer: good unless Excel has rounded it before another program wrote it out."""
    if not looks_truncated(digits):
        return _read_text(digits, digits)
    if not is_valid(digits):
        return _damaged(excel_shows(float(digits)))
    text = f"身份证号“{digits}”以000结尾，疑似被Excel截断，请核对后三位"
    return IdReading(digits, Level.WARNING, text, IdStatus.DOUBTFUL, birth_of(digits))


def _read_text(typed: str, number: str) -> IdReading:
    if not number:
        return IdReading("")
    if _FULL.fullmatch(number):
        return _read_18(typed, number)
    if is_masked(number):
        tail = re.split(r"[^0-9X]|X(?=.)", number)[-1]
        text = f"身份证号“{typed}”已打码，此项不改动原有号码"
        return IdReading("", Level.WARNING, text, IdStatus.MASKED, tail=tail)
    if _SCIENTIFIC.fullmatch(number):
        return _damaged(number)
    if full := from_15(number):
        text = f"15位旧身份证号“{typed}”已换算为“{full}”，请核对"
        return IdReading(full, Level.WARNING, text, IdStatus.CONVERTED, birth_of(full), sex_of(full))
    if _NEARLY.fullmatch(number):
        return _wrong_length(typed, number)
    if _DOCUMENT.fullmatch(number):
        return IdReading(number, Level.NOTICE, f"“{typed}”不是身份证号，已按其他证件号存入", IdStatus.OTHER)
    return IdReading("", Level.ERROR, f"“{typed}”不是身份证号，{_WANTED}", IdStatus.WRONG)


def _read_18(typed: str, number: str) -> IdReading:
    if check_digit(number[:17]) != number[17]:
        text = f"身份证号“{typed}”校验不符，可能输错了一位，已存为待核实"
        return IdReading(number, Level.WARNING, text, IdStatus.DOUBTFUL)
    birth = birth_of(number)
    if not birth:
        why = "在今天之后" if is_day(number[6:14]) else "不存在"
        text = f"身份证号“{typed}”中的出生日期{why}，已存为待核实"
        return IdReading(number, Level.WARNING, text, IdStatus.DOUBTFUL)
    level, text = (
        (Level.OK, "") if typed == number else (Level.NOTICE, f"身份证号“{typed}”已整理为“{number}”")
    )
    return IdReading(number, level, text, IdStatus.VALID, birth, _sex(number))


def excel_shows(number: float) -> str:
    """A large number as it stands in its cell: 9.90199198507121E+17.

    A double this size is up to 64 off what Excel kept, and str() of it may borrow from the birth's last digit.
    """
    if not 1e15 <= number < 1e18:
        return f"{number:.15g}"
    whole = int(number)
    thousands = round(whole, -3)
    digits = str(thousands if float(thousands) == number else whole)
    return f"{digits[0]}.{digits[1:15]}E+{len(digits) - 1}"


def _damaged(shown: str) -> IdReading:
    """Excel keeps 15 digits: region and birth survive, the last three do not, so nothing is stored."""
    found = _SCIENTIFIC.fullmatch(shown)
    digits = found[1] + (found[2] or "") if found and found[3] == "17" else ""
    birth = birth_of(digits)
    told = "，已从中取得出生日期" if birth else ""
    text = f"身份证号被Excel截断（“{shown}”），此项留空{told}，请补录"
    return IdReading("", Level.WARNING, text, IdStatus.DAMAGED, birth)


def _wrong_length(typed: str, number: str) -> IdReading:
    text = f"身份证号“{typed}”是{len(number)}位，应为18位{length_hint(number)}"
    return IdReading("", Level.ERROR, text, IdStatus.WRONG)
