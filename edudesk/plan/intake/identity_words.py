"""What a text says of the school itself: 办学理念, 校训, 三风, 愿景, 培养目标; and of the round the plan is for."""

import calendar
import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import takewhile
from typing import Final

from edudesk.plan.intake.figures import with_years
from edudesk.plan.rows.plans import CALENDAR_YEAR, SCHOOL_YEAR
from edudesk.plan.rules.marks import mark_of, without_mark

_WORDS: Final = {
    "办学理念": "philosophy", "教育理念": "philosophy", "办学思想": "philosophy", "校训": "motto", "校风": "spirit",
    "教风": "teaching", "学风": "learning", "教育主张": "belief", "教育思想": "belief", "办学愿景": "vision",
    "发展愿景": "vision", "学校愿景": "vision", "培养目标": "pupils", "育人目标": "pupils",
}  # fmt: skip
_ANY: Final = "|".join(_WORDS)
_QUOTED: Final = re.compile(
    rf"[“\"「](?P<said>[^”\"」\n]{{2,60}})[”\"」](?:为|作为|的|为主要内容的|为内容的|这一){{1,3}}(?P<word>{_ANY})"
)
_NAMED: Final = re.compile(
    rf"(?P<word>{_ANY})(?:建设)?\s*(?:定位|确定)?(?:是|为|[:：])\s*(?P<open>[“\"「])?(?P<said>[^”\"」。；;\n]{{2,60}})"
)
_AIMS: Final = {
    "总目标": "overall", "总体目标": "overall", "整体目标": "overall", "发展总目标": "overall", "学校发展总目标": "overall",
    "学校总目标": "overall", "发展总体目标": "overall", "学校总体目标": "overall", "指导思想": "guiding",
    "学校发展目标": "school_goal", "办学目标": "school_goal", "学校目标": "school_goal", "教师发展目标": "teacher_goal",
    "教师专业发展目标": "teacher_goal", "教师成长目标": "teacher_goal", "队伍发展目标": "teacher_goal",
    "学生发展目标": "pupil_goal", "学生成长目标": "pupil_goal",
}  # fmt: skip
_FACTS: Final = {**_WORDS, **_AIMS}
_WORD: Final = (
    rf"(?:我们的|我校的?|本校的?|学校的?)?(?P<word>{'|'.join(sorted(_FACTS, key=len, reverse=True))})"
)
_LED: Final = re.compile(rf"{_WORD}\s*(?P<mark>[。:：])\s*(?P<said>\S.*)", re.DOTALL)
_HEAD: Final = re.compile(rf"{_WORD}(?:建设)?")
# 校　　训 in a card is as wide as 办学理念
_SPREAD: Final = re.compile(
    r"(?<![\u4e00-\u9fff])(?P<first>[校教学])[ \t\u3000\u00a0]+(?P<last>[训风])(?=\s*(?:[:：。]|$))"
)
_NEXT: Final = re.compile(rf"[；;，,、。\s]*(?:{_ANY})\s*[:：]")
_ASIDE: Final = re.compile(r"[（(][^一二三四五六七八九十\d（）()][^（）()]*[）)]$")
_QUOTES: Final = '“"「'
_LONGEST: Final = 200  # characters of what a school says of itself; more is an essay on it
_MONTH: Final = r"(?:\s*[年./]\s*(?P<{}>1[0-2]|0?[1-9])(?!\d)\s*月?(?:\s*[./]?\s*\d{{1,2}}\s*日)?)?"
_ROUND: Final = re.compile(
    rf"(?P<first>20\d\d){_MONTH.format('from')}\s*年?\s*[-—–－~～至到\s]+\s*(?P<last>20\d\d){_MONTH.format('till')}"
)
# 2026-2027学年至2028-2029学年, 2026学年—2028学年
_ROUND_OF_SCHOOL_YEARS: Final = re.compile(
    r"(?P<first>20\d\d)\s*(?:[-—–－~～]\s*(?:20)?\d\d\s*)?学年度?\s*[-—–－~～至到]+\s*(?P<last>20\d\d)\s*(?:[-—–－~～]\s*(?:20)?\d\d\s*)?学年"
)
_SCHOOL_YEAR: Final = re.compile(r"(?P<first>20\d\d)\s*[-—–~～]\s*(?:20)?\d\d\s*学年")
_FIVE_YEARS: Final = {"十三五": 2016, "十四五": 2021, "十五五": 2026, "十六五": 2031}
_LENGTH: Final = {"三年": 3, "四年": 4, "五年": 5}


@dataclass(frozen=True, slots=True)
class Said:
    """A field of the plan and what the text says of it. is_sure: it stands in quotation marks or behind a colon; why: the
    words it was found by."""

    key: str
    text: str
    is_sure: bool
    why: str


@dataclass(frozen=True, slots=True)
class Round:
    """The days of a plan. basis: 学年 or 自然年; is_sure: years stand in the title."""

    starts: str
    ends: str
    basis: str
    is_sure: bool


def said_of_school(text: str) -> list[Said]:
    """What one paragraph says, each field once, as it stands there."""
    found: dict[str, Said] = {}
    text = _tight(text)
    for pattern in (_QUOTED, _NAMED):
        for one in pattern.finditer(text):
            key = _WORDS[one["word"]]
            is_quoted = pattern is _QUOTED or bool(one.groupdict().get("open"))
            said = one["said"].strip(" ，,")
            if pattern is _NAMED and not is_quoted:
                said = re.split(r"[，,]", said)[0] if len(said) > 30 else said
            if len(said) > 1 and key not in found and "建设" not in said:
                found[key] = Said(key, said, is_quoted, one["word"])
    return list(found.values())


def led_by_names(paragraphs: Sequence[str], below: str = "") -> Iterator[Said]:
    """What is led by its name: 校训：求真, or （二）校训。求真。 with the paragraphs below it, as our own paper prints it.

    below: the text under a heading that is led so; an aim goes on with it.
    """
    for place, text in enumerate(map(_tight, paragraphs)):
        mark, found = mark_of(text), _LED.fullmatch(without_mark(text))
        if found is None or found["said"][0] in _QUOTES or (found["mark"] == "。" and mark is None):
            continue
        key, told = _FACTS[found["word"]], [found["said"].strip()]
        if found["mark"] == "。" and mark is not None:
            for more in paragraphs[place + 1 :]:
                other = mark_of(more)
                is_next = other is not None and (key not in _AIMS.values() or other.style <= mark.style)
                if is_next or more.startswith(("|", "【")):
                    break
                told.append(more)
        elif key not in _AIMS.values():
            told = [_first_of(told[0])]
        elif below:
            told.append(below)
        yield Said(key, _closed(key, "\n".join(told)), True, found["word"])


def under_its_name(heading: str, text: str) -> Said | None:
    """What stands below a heading that is its name: （二）校训, and 求真 below."""
    word = named_fact(heading)
    if word not in _WORDS:
        return None
    own = takewhile(
        lambda line: not is_led(line), without_tables(text).split("\n")
    )  # without the facts that follow
    said = "\n".join(own)
    return said_of(word, said) if 1 < len(said) <= _LONGEST else None


def named_fact(text: str) -> str:
    """The word of a fact that a heading or a cell is: 校训 of （二）我们的校　训."""
    found = _HEAD.fullmatch(_tight(without_mark(_ASIDE.sub("", text)).rstrip("。：:；; ")))
    return found["word"] if found else ""


def said_of(word: str, text: str) -> Said:
    """What stands under or beside a word of a fact."""
    key = _FACTS[word]
    return Said(key, _closed(key, text), True, word)


def without_tables(text: str) -> str:
    """The paragraphs without rows of tables."""
    return "\n".join(line for line in text.split("\n") if not line.startswith("|"))


def is_led(text: str) -> bool:
    """Whether a heading is the name of a fact with what it says: 学校发展目标：建成示范校."""
    return _LED.fullmatch(without_mark(_tight(text))) is not None


def before_next(text: str) -> str:
    """The paragraphs before the first that is marked and leads to another fact: （二）教师发展目标。……; tables are none."""
    lines = without_tables(text).split("\n")
    return "\n".join(takewhile(lambda line: mark_of(line) is None or not is_led(line), lines))


def _tight(text: str) -> str:
    """With 校　训 as 校训."""
    return _SPREAD.sub(r"\g<first>\g<last>", text)


def _first_of(said: str) -> str:
    """The first sentence, up to the name of the next fact."""
    following = _NEXT.search(said)
    return re.split("。", said[: following.start()] if following else said)[0]


def _closed(key: str, text: str) -> str:
    """A phrase of the identity card stands there without a full stop; sentences keep theirs."""
    return text.rstrip("。；; ") if key not in _AIMS.values() and "\n" not in text else text


def round_of(title: str, texts: Iterable[str] = (), *, school_years: Set[int] = frozenset()) -> Round | None:
    """The round a plan is for, by its title, else by its text; None when nothing says it. school_years: in which
    those begin that it names, as its figures and tasks do: 2026-2027学年."""
    every = [with_years(text) for text in (title, *texts)]
    for place, text in enumerate(every):
        if found := _ROUND_OF_SCHOOL_YEARS.search(text):
            first, last = int(found["first"]), int(found["last"])
            if 0 < last - first < 10:
                return _round(first, last + 1, True, not place)
        if found := _ROUND.search(text):
            first, last = int(found["first"]), int(found["last"])
            if 0 < last - first < 10 and found["from"] and found["till"]:
                return _months(first, int(found["from"]), last, int(found["till"]), is_sure=not place)
            if 0 < last - first < 10:
                is_told = bool({first, last - 1} & school_years) and not any(
                    word in title for word in (*_FIVE_YEARS, "五年")
                )
                is_school_year = is_told or _is_school_year(title, texts, last - first)
                last += _is_last_begun(text[found.end() :], title, last - first)
                return _round(first, last, is_school_year, not place)
    for place, text in enumerate(every):
        if begins := next((year for word, year in _FIVE_YEARS.items() if word in text), 0):
            return Round(f"{begins}-01-01", f"{begins + 4}-12-31", CALENDAR_YEAR, not place)
    return None


def school_years_in(text: str) -> set[int]:
    """The years in which those begin that it names: 2026 of 2026-2027学年."""
    return {int(found["first"]) for found in _SCHOOL_YEAR.finditer(text)}


def _is_school_year(title: str, texts: Iterable[str], years: int) -> bool:
    """Three years that go from 2024 to 2027 are school years, those from 2024 to 2026 are not unless it says so."""
    if "学年" in title or any("学年度" in text for text in texts):
        return True
    return next((length == years for word, length in _LENGTH.items() if word in title), False)


def _is_last_begun(behind: str, title: str, years: int) -> bool:
    """Whether 2026—2028学年 are three school years, the last from 2028 to 2029: where 三年 says so, or nothing."""
    if not re.match(r"\s*学年", behind):
        return False
    length = next((length for word, length in _LENGTH.items() if word in title), 3)
    return length == years + 1


def _round(first: int, last: int, is_school_year: bool, is_sure: bool) -> Round:
    if is_school_year:
        return Round(f"{first}-09-01", f"{last}-08-31", SCHOOL_YEAR, is_sure)
    return Round(f"{first}-01-01", f"{last}-12-31", CALENDAR_YEAR, is_sure)


def _months(first: int, begins: int, last: int, ends: int, *, is_sure: bool) -> Round:
    """2026年9月—2029年8月, from the first day to the last; only January to December are calendar years."""
    basis = CALENDAR_YEAR if (begins, ends) == (1, 12) else SCHOOL_YEAR
    final = calendar.monthrange(last, ends)[1]
    return Round(f"{first}-{begins:02d}-01", f"{last}-{ends:02d}-{final}", basis, is_sure)
