"""Marks that chapters and items begin with: 第一部分 一、领域一：（一）1. 1.1（1）①, read and counted on."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from edudesk.base.numerals import from_han, han


class Style(IntEnum):
    """The ways of numbering, from the widest to the narrowest."""

    PART = 1
    """第一部分, 第一章"""
    SECTION = 2
    """第一节"""
    HAN = 3
    """一、"""
    NAMED = 4
    """领域一：, 目标1.1, 措施（1）: where it stands among the others each text has its own way"""
    HAN_BRACKET = 5
    """（一）"""
    ARABIC = 6
    """1. 1．1、"""
    DOTTED = 7
    """1.1 1.1.1"""
    ARABIC_BRACKET = 8
    """（1） 1）"""
    CIRCLED = 9
    """①"""


@dataclass(frozen=True, slots=True)
class Mark:
    """The mark a line begins with. text: as it stands there; number: its last one; depth: numbers in it, 1.2.3 has 3, of one with
    a name how deep that name stands: 领域 1, 目标 2, 措施 3."""

    style: Style
    text: str
    number: int
    depth: int = 1


_HAN: Final = "[一二三四五六七八九十]{1,3}"
_SPACE: Final = r"[ \t\u3000\u00a0]*"
CIRCLES: Final = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_NAMES: Final = ("领域|板块|维度|方面|篇目", "目标|项目|任务|工程|行动", "措施|举措|策略|路径|做法")
_NAMED: Final = "|".join(f"(?P<d{depth}>{names})" for depth, names in enumerate(_NAMES, 1))
_BEFORE_NAME: Final = "(?:重点|主要|核心|分项|具体|发展|工作|实施){0,2}"
_PATTERNS: Final[Sequence[tuple[Style, re.Pattern[str]]]] = (
    (Style.PART, re.compile(rf"第(?P<n>{_HAN}|\d{{1,2}})(?:部分|章|篇)[、:：]?{_SPACE}")),
    (Style.SECTION, re.compile(rf"第(?P<n>{_HAN}|\d{{1,2}})节(?:[、:：]|(?=[ \t\u3000\u00a0])){_SPACE}")),
    (Style.HAN, re.compile(rf"(?P<n>{_HAN})[、．.](?!{_HAN}(?:年级|级|班|、|，)){_SPACE}")),
    (Style.NAMED, re.compile(
        rf"{_BEFORE_NAME}(?:{_NAMED}){_SPACE}(?:[（(](?P<n3>{_HAN}|\d{{1,2}})[）)]|(?P<n>{_HAN}|\d{{1,2}})|(?:\d{{1,2}}[.．])+(?P<n2>\d{{1,2}}))"
        r"(?:[ \t\u3000\u00a0]*[:：、.．](?!\d)|[ \t\u3000\u00a0]+|(?<=[\d.．][.．]\d)(?=[\u4e00-\u9fff“\"《]))"
        rf"{_SPACE}"
    )),
    (Style.HAN_BRACKET, re.compile(rf"[（(](?P<n>{_HAN})[）)][、.．]?{_SPACE}")),
    (Style.DOTTED, re.compile(rf"(?:\d{{1,2}}[.．]){{1,3}}(?P<n>\d{{1,2}})(?=[ \t\u3000\u4e00-\u9fff“\"《])[、.．]?{_SPACE}")),
    (Style.ARABIC, re.compile(rf"(?P<n>\d{{1,2}})[.．、](?:(?!\d)|(?=20\d\d\s*年)){_SPACE}")),
    (Style.ARABIC_BRACKET, re.compile(rf"[（(]?(?P<n>\d{{1,2}})[）)][、.．]?{_SPACE}")),
    (Style.CIRCLED, re.compile(rf"(?P<n>[{CIRCLES}]){_SPACE}")),
)  # fmt: skip
# 1.5倍 and 2.1万元 are figures, no numbers of paragraphs
_MEASURED: Final = re.compile(r"[万亿千百元倍米公平分个名人项年月日学课所间册㎡%％]")


def mark_of(text: str) -> Mark | None:
    """The mark at the beginning of a text; None when there is none."""
    for style, pattern in _PATTERNS:
        found = pattern.match(text)
        if found is None:
            continue
        if (
            style is Style.DOTTED
            and re.fullmatch(r"\d+.\d+", found[0])
            and _MEASURED.match(text[found.end() :])
        ):
            return None
        if style is Style.NAMED:
            depth = next(depth for depth in range(1, len(_NAMES) + 1) if found[f"d{depth}"])
            return Mark(style, found[0], from_han(found["n"] or found["n2"] or found["n3"]), depth)
        written = found["n"]
        number = CIRCLES.index(written) + 1 if style is Style.CIRCLED else from_han(written)
        depth = len(re.findall(r"\d+", found[0])) if style is Style.DOTTED else 1
        return Mark(style, found[0], number, depth)
    return None


def without_mark(text: str) -> str:
    """A heading without its mark."""
    mark = mark_of(text)
    return text[len(mark.text) :].strip() if mark else text.strip()


def levels_of(used: Sequence[Mark]) -> Mapping[tuple[Style, int], int]:
    """Level 1 … of each way of numbering (with its depth), given the marks headings of one text have, in their order.

    一、 leads unless 第一部分 or 第一章 does; a text that only counts 1. 1.1 begins with these.
    """
    styles = {mark.style for mark in used}
    deepest = max((mark.depth for mark in used if mark.style is Style.DOTTED), default=1)
    top = (Style.PART in styles) + (Style.SECTION in styles)
    levels = {(Style.PART, 1): 1, (Style.SECTION, 1): max(top, 1)}
    if styles & {Style.HAN, Style.HAN_BRACKET}:
        levels[Style.HAN, 1] = top + 1
        levels[Style.HAN_BRACKET, 1] = top + 2
        top += 2
    else:
        levels[Style.HAN, 1], levels[Style.HAN_BRACKET, 1] = top + 1, top + 2
    levels[Style.ARABIC, 1] = top + 1
    for depth in range(1, max(deepest, 4) + 1):
        levels[Style.DOTTED, depth] = top + depth
    levels[Style.ARABIC_BRACKET, 1] = top + deepest + 1
    levels[Style.CIRCLED, 1] = top + deepest + 2
    return levels if Style.NAMED not in styles else _with_names(used, levels)


def _with_names(
    used: Sequence[Mark], levels: Mapping[tuple[Style, int], int]
) -> Mapping[tuple[Style, int], int]:
    """领域一： stands right below what stands before the first of them; what stands below it in the text is deeper."""
    above = None
    for mark in used:
        if mark.style is Style.NAMED:
            break
        above = mark if mark.style <= Style.HAN_BRACKET else above
    base = levels[above.style, above.depth] if above else 0
    depths = sorted({mark.depth for mark in used if mark.style is Style.NAMED})
    found = {(Style.NAMED, depth): base + place for place, depth in enumerate(depths, 1)}
    below: set[tuple[Style, int]] = set()
    is_below = False
    for mark in used:
        if mark.style is Style.NAMED:
            is_below = True
        elif above is not None and mark.style <= above.style:
            is_below = False
        elif is_below:
            below.add((mark.style, mark.depth))
    deeper = max((base + len(depths) + 1 - levels[min(below)], 0)) if below else 0
    shifted = {key: level + (deeper if below and key >= min(below) else 0) for key, level in levels.items()}
    return {**shifted, **found}


def counted(mark: Mark, number: int, above: Sequence[int] = ()) -> str:
    """The mark written with another number, in its own way. above: numbers of the chapters over it, for 1.2.3."""
    if mark.style is Style.DOTTED:
        told = [str(one) for one in (*above, number)][-mark.depth :]
        dot = "．" if "．" in mark.text else "."
        tail = mark.text[len(mark.text.rstrip()) :]
        return dot.join(told) + tail
    if mark.style is Style.NAMED and re.search(r"\d", mark.text):
        return re.sub(r"\d{1,2}(?!.*\d)", str(number), mark.text, count=1)
    written = han(number) if re.search(_HAN, mark.text) else str(number)
    if mark.style is Style.CIRCLED:
        written = CIRCLES[min(number, len(CIRCLES)) - 1]
        return written + mark.text[1:]
    return re.sub(rf"{_HAN}|\d{{1,2}}", written, mark.text, count=1)


def house_mark(level: int, number: int) -> str:
    """一、（一）1.（1） of the official style (GB/T 9704-2012 7.3.3). level: 1 … 4; number: from 1, below 100."""
    return (f"{han(number)}、", f"（{han(number)}）", f"{number}.", f"（{number}）")[level - 1]
