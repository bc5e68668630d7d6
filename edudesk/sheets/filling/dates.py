"""Dates as a form wants them: as a day Excel counts, or as a text like the one its example shows."""

import re
from datetime import date

_SAMPLE = re.compile(
    r"(?<![0-9])(?:19|20)[0-9]{2}(?:([年./\-])([0-9]{1,2})(?:(月)|(?=[./\-]))?(?:[./\-]?([0-9]{1,2})(日)?)?(?![0-9])"
    r"|([0-9]{2})([0-9]{2})?(?![0-9]))"
)
MONTHS = "Y-M"
_SPELLED = re.compile(r"[yY]{4}([./\-年]?)[mM]{2}月?([./\-]?[dD]{2})?")
_EPOCH, _EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)
_FIRST = date(1900, 3, 1)  # before it Excel counts a day that never was


def pattern_of(text: str) -> str:
    """How a text writes a date: Y.M.D, Y年m月d日, YM …; small letters have no zero in front; "" for none."""
    found = _SAMPLE.search(text)
    if found is None:
        return ""
    mark, month, _, day, _, tight_month, tight_day = found.groups()
    if tight_month:
        return "YMD" if tight_day else "YM"
    m = "M" if len(month) == 2 and month[0] == "0" else "m"
    d = "D" if m == "M" else "d"
    if mark == "年":
        return f"Y年{m}月{d}日" if day else f"Y年{m}月"
    return f"Y{mark}{m}{mark}{d}" if day else f"Y{mark}{m}"


def asked_of(header: str) -> str:
    """How the words of a header want dates: 出生年月 without the day, or as YYYY.MM spells it; "" for neither."""
    bare = "".join(header.split())
    if found := _SPELLED.search(bare):
        mark, day = found.groups()
        whole = "Y年M月D日" if mark == "年" else f"Y{mark}M{mark}D"
        return whole if day else whole.removesuffix("D日" if mark == "年" else f"{mark}D")
    return MONTHS if "年月" in bare and "日" not in bare else ""


def written(iso: str, pattern: str) -> str:
    """An ISO month or day by a pattern; what is not known is left away, without a pattern it stays ISO."""
    if not pattern or not re.fullmatch(r"[0-9]{4}-[0-9]{2}(-[0-9]{2})?", iso):
        return iso
    year, month, day = iso[:4], iso[5:7], iso[8:]
    if not day:
        cut = re.search(r"[./\-]?[Dd]日?$", pattern)
        pattern = pattern[: cut.start()] if cut else pattern
    parts = {"Y": year, "M": month, "m": month.lstrip("0"), "D": day, "d": day.lstrip("0")}
    return "".join(parts.get(mark, mark) for mark in pattern)


def serial(iso: str, is_1904: bool) -> int | None:
    """The number Excel has for an ISO day, of a month its first; None for what it cannot count."""
    try:
        day = date.fromisoformat(iso if len(iso) == 10 else f"{iso}-01")
    except ValueError:
        return None
    if day < _FIRST or (is_1904 and day < _EPOCH_1904):
        return None
    return (day - (_EPOCH_1904 if is_1904 else _EPOCH)).days
