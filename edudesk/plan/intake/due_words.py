"""Until when something is due, as a plan says it: 2027年6月底前, 2026年9月—2027年6月, 2028年底, 长期."""

import calendar
import re
from typing import Final

_MONTH: Final = r"(?P<month>\d{1,2})\s*(?:[月./-]\s*(?:(?P<day>\d{1,2})\s*日?)?)?"
_DAY: Final = re.compile(
    rf"(?P<year>20\d\d)\s*(?:[年./-]\s*{_MONTH}|年\s*(?P<part>底|末|上半年|下半年|年底|年末))(?:上旬|中旬|下旬|份|底|末)?(?:之|以)?前?"
)
_TO: Final = r"\s*(?:[-—–－~～至到]+)\s*"
# 2026年9月—2027年6月, 2026年9—12月
_SPAN: Final = re.compile(
    rf"(?P<from>20\d\d\s*[年./]\s*\d{{1,2}}\s*月?(?:\s*\d{{1,2}}\s*日)?){_TO}(?P<till>(?:20\d\d\s*[年./]\s*)?\d{{1,2}}\s*(?:月|[./](?=\d)|$)(?:\s*\d{{1,2}}\s*日?)?)(?:底|末|前)*"
)
_PARTS: Final = {"上半年": 6}
_CLOSES: Final = re.compile("(?:前|底前|完成|前完成|之前|以前|止)?")
_LASTS: Final = re.compile(
    r"长期|常年|全年|常态化?|持续(?:推进|进行|开展)?|贯穿(?:全程|始终)|即时|及时|随时|规划期内|每个?(?:学年|学期|季度|年|月|周|天|日).{0,8}|"
    r"各学期.{0,4}|学[年期][初末]|\d{1,2}月(?:[初底末]|上旬|中旬|下旬)?前?|第[一二三四五六]学?[年期].{0,4}|20\d\d年(?:[春秋]季?(?:学期)?)?前?"
)


def due_said(text: str) -> dict[str, str]:
    """due, an ISO day (of a month or a year its last), and due_words, what else is said: 长期, 每学期; of a span starts, too."""
    if found := _SPAN.search(text):
        first, last = _day(found["from"]), found["till"]
        last = _day(last if last.startswith("20") else f"{found['from'][:4]}年{last}", is_last=True)
        if first and last and first <= last:
            return {"due": last, "due_words": _rest(text, found), "starts": first}
    found = _DAY.search(text)
    due = _day(text, is_last=True) if found else ""
    if found is None or not due:
        return {"due": "", "due_words": text.strip()}
    return {"due": due, "due_words": _rest(text, found)}


def is_due(text: str) -> bool:
    """Whether a text says nothing but until when: 2030年6月底前, 每学期, 长期."""
    said = due_said(text)
    return bool(said["due"] and not said["due_words"]) or _LASTS.fullmatch(text.strip()) is not None


def _day(text: str, *, is_last: bool = False) -> str:
    """The day of a text, of a month its first or its last; "" of what is no day."""
    found = _DAY.search(text)
    if found is None:
        return ""
    year = int(found["year"])
    month = int(found["month"]) if found["month"] else _PARTS.get(found["part"], 12)
    day = int(found["day"] or 0)
    if not 1 <= month <= 12 or day > calendar.monthrange(year, month)[1]:
        return ""
    return f"{year}-{month:02d}-{day or (calendar.monthrange(year, month)[1] if is_last else 1):02d}"


def _rest(text: str, found: re.Match[str]) -> str:
    rest = (text[: found.start()] + text[found.end() :]).strip(" \u3000，,；;、。")
    return "" if _CLOSES.fullmatch(rest) else rest
