"""What stands before the first chapter of a plan: its title, and lines of a cover that are no part of it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from edudesk.base.prose import TITLE, ProseLine
from edudesk.base.words import unspaced
from edudesk.plan.rules.marks import mark_of

_ENDS: Final = "。！？；!?;"
_LONGEST: Final = 50  # characters of a line of a title
_MOST: Final = 8  # lines of a cover that are looked at
_PREFACES: Final = ("前言", "引言", "序言", "序", "导言", "编制说明", "目录", "摘要")
_CALLED: Final = re.compile("规划|计划|方案|纲要")
_YEAR: Final = r"(?:20\d\d|二[〇○零Oo0][一二三四五六七八九〇○零]{2})\s*[年./-]?"
_MONTH: Final = r"\s*(?:\d{1,2}|[一二三四五六七八九十]{1,2})\s*[月./-]?\s*(?:(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*日?)?"
# （2026—2030年）, 2026年9月至2029年8月, （2026学年—2028学年）
_ROUND: Final = re.compile(r"[（(]?\s*20\d\d[\s\d年月日学度./]*[-—–－~～至到]+[\s\d年月日学度./]*[）)]?")
_DRAFT: Final = (
    r"(?:公开)?(?:征求意见|讨论|送审|审议|报审|报批|报备|备案|论证|修改|修订|评审|试行|试用|审定|定|草|初|终|第?[一二三四五六七八九\d]+)稿"
    r"|草案|试行|审议案|修订版|征求意见版"
)
_DRAFTS: Final = re.compile(rf"(?:[（(【\[]\s*(?:{_DRAFT})\s*[）)】\]])+")
_COVER: Final = (
    re.compile(rf"[（(【\[]?\s*(?:{_DRAFT})\s*[）)】\]]?"),
    re.compile(rf"[（(]?\s*{_YEAR}{_MONTH}\s*[）)]?"),
    re.compile(r"[（(].{0,60}(?:通过|批准|备案|印发|修订|审议|施行|实施)[）)]?"),
    re.compile(rf"{_YEAR}.{{0,40}}(?:通过|批准|备案|印发|修订)"),
    re.compile(r"(?:编制|制定|学校|单位|执笔|拟稿|审核|编写|发布|起草|填报|报送|承办|主管|校长|联系|日期)[^。；]{0,6}[:：].{1,40}"),
    re.compile(r"附件\s*\d*\s*[:：]?"),
    re.compile(r".{1,20}[〔\[［(（]20\d\d[〕\]］)）]\s*第?\s*\d+\s*号"),
)  # fmt: skip
_SCHOOL: Final = re.compile(
    r"[^\s，。、；：:（）()]{2,24}(?:学校|小学|中学|高中|初中|幼儿园|学园|校区|集团|中心校|附小|附中|编制|制|人民政府|教育局)"
)
_NAMES_SCHOOL: Final = 30  # characters of a line with a school and nothing else


@dataclass
class Cover:
    """title: lines of the title; left: lines of a cover that are no part of it; end: number of lines up to the text."""

    title: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    end: int = 0

    @property
    def said(self) -> list[str]:
        """What is left and stands neither in a table nor in the title."""
        title = unspaced("".join(self.title))
        return [text for text in self.left if not text.startswith("|") and unspaced(text) not in title]


def cover_of(lines: Sequence[ProseLine]) -> Cover:
    """The cover these lines begin with: lines in Word's style of a title, else short first lines that are no sentence; what
    goes on with the title behind them, and what is no part of it: （讨论稿）, who passed it, school and month."""
    styled = next((place for place, line in enumerate(lines) if line.level), len(lines))
    if styled < len(lines) and lines[styled].level == TITLE:
        found = Cover(left=[line.text for line in lines[:styled]], end=styled)
        while found.end < len(lines) and lines[found.end].level == TITLE:
            _take(found, lines[found.end].text)
            found.end += 1
        _go_on(found, lines)
        return found
    named = next(
        (place for place, line in enumerate(lines[:_MOST]) if _CALLED.search(line.text) and _is_short(line)),
        None,
    )
    if named is None or not all(_is_short(line) or _is_cover(line.text) for line in lines[:named]):
        end = 0
        while end < min(len(lines) - 1, 3) and _is_short(lines[end]):
            end += 1
        return Cover([line.text for line in lines[:end]], [], end)
    found = Cover(end=named + 1)
    for line in lines[: named + 1]:
        _take(found, line.text)
    _go_on(found, lines)
    return found


def without_draft(title: str) -> str:
    """A title without （讨论稿） behind it."""
    return _DRAFTS.sub("", title) if _DRAFTS.search(title) and _DRAFTS.sub("", title).strip() else title


def _take(found: Cover, text: str) -> None:
    """A line of the title, or one that is none."""
    (found.left if _is_cover(text) and not _CALLED.search(text) else found.title).append(text)


def _go_on(found: Cover, lines: Sequence[ProseLine]) -> None:
    """What stands below the title."""
    while found.end < min(len(lines), _MOST) and not lines[found.end].level:
        text = lines[found.end].text
        if mark_of(text):
            break
        is_title = (_ROUND.fullmatch(text) and not _ROUND.search("".join(found.title))) or text.startswith(
            "——"
        )
        if is_title:
            found.title.append(text)
        elif _is_cover(text) or _is_school(text) or _is_again(text, found):
            found.left.append(text)
        else:
            break
        found.end += 1


def _is_cover(text: str) -> bool:
    return any(pattern.fullmatch(text.strip()) for pattern in _COVER)


def _is_school(text: str) -> bool:
    return len(text) <= _NAMES_SCHOOL and _SCHOOL.fullmatch(text.strip()) is not None


def _is_again(text: str, found: Cover) -> bool:
    """Whether a line below the cover is the title once more."""
    return _CALLED.search(text) is not None and unspaced(text) in unspaced("".join(found.title))


def _is_short(line: ProseLine) -> bool:
    """Whether a line can be one of a title."""
    return not (
        line.level
        or mark_of(line.text)
        or unspaced(line.text) in _PREFACES
        or len(line.text) > _LONGEST
        or re.search(rf"[{_ENDS}：:，,|]", line.text)
    )
