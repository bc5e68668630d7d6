"""Marks that chapters and items begin with: 第一部分 一、（一）1. 1.1（1）①, read and counted on."""

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
    HAN_BRACKET = 4
    """（一）"""
    ARABIC = 5
    """1. 1．1、"""
    DOTTED = 6
    """1.1 1.1.1"""
    ARABIC_BRACKET = 7
    """（1） 1）"""
    CIRCLED = 8
    """①"""


@dataclass(frozen=True, slots=True)
class Mark:
    """The mark a line begins with. text: as it stands there; number: its last one; depth: numbers in it, 1.2.3 has 3."""

    style: Style
    text: str
    number: int
    depth: int = 1


_HAN: Final = "[一二三四五六七八九十]{1,3}"
_SPACE: Final = r"[ \t\u3000\u00a0]*"
_CIRCLES: Final = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_PATTERNS: Final[Sequence[tuple[Style, re.Pattern[str]]]] = (
    (Style.PART, re.compile(rf"第(?P<n>{_HAN}|\d{{1,2}})(?:部分|章|篇)[、:：]?{_SPACE}")),
    (Style.SECTION, re.compile(rf"第(?P<n>{_HAN}|\d{{1,2}})节(?:[、:：]|(?=[ \t\u3000\u00a0])){_SPACE}")),
    (Style.HAN, re.compile(rf"(?P<n>{_HAN})[、．.](?!{_HAN}(?:年级|级|班|、|，)){_SPACE}")),
    (Style.HAN_BRACKET, re.compile(rf"[（(](?P<n>{_HAN})[）)][、.．]?{_SPACE}")),
    (Style.DOTTED, re.compile(rf"(?:\d{{1,2}}[.．]){{1,3}}(?P<n>\d{{1,2}})(?=[ \t\u3000\u4e00-\u9fff“\"《])[、.．]?{_SPACE}")),
    (Style.ARABIC, re.compile(rf"(?P<n>\d{{1,2}})[.．、](?:(?!\d)|(?=20\d\d\s*年)){_SPACE}")),
    (Style.ARABIC_BRACKET, re.compile(rf"[（(]?(?P<n>\d{{1,2}})[）)][、.．]?{_SPACE}")),
    (Style.CIRCLED, re.compile(rf"(?P<n>[{_CIRCLES}]){_SPACE}")),
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
        written = found["n"]
        number = _CIRCLES.index(written) + 1 if style is Style.CIRCLED else from_han(written)
        depth = len(re.findall(r"\d+", found[0])) if style is Style.DOTTED else 1
        return Mark(style, found[0], number, depth)
    return None


def without_mark(text: str) -> str:
    """A heading without its mark."""
    mark = mark_of(text)
    return text[len(mark.text) :].strip() if mark else text.strip()


def levels_of(used: Sequence[Mark]) -> Mapping[tuple[Style, int], int]:
    """Level 1 … of each way of numbering (with its depth), given the marks headings of one text have.

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
    return levels


def counted(mark: Mark, number: int, above: Sequence[int] = ()) -> str:
    """The mark written with another number, in its own way. above: numbers of the chapters over it, for 1.2.3."""
    if mark.style is Style.DOTTED:
        told = [str(one) for one in (*above, number)][-mark.depth :]
        dot = "．" if "．" in mark.text else "."
        tail = mark.text[len(mark.text.rstrip()) :]
        return dot.join(told) + tail
    written = han(number) if re.search(_HAN, mark.text) else str(number)
    if mark.style is Style.CIRCLED:
        written = _CIRCLES[min(number, len(_CIRCLES)) - 1]
        return written + mark.text[1:]
    return re.sub(rf"{_HAN}|\d{{1,2}}", written, mark.text, count=1)


def house_mark(level: int, number: int) -> str:
    """一、（一）1.（1） of the official style (GB/T 9704-2012 7.3.3). level: 1 … 4; number: from 1, below 100."""
    return (f"{han(number)}、", f"（{han(number)}）", f"{number}.", f"（{number}）")[level - 1]
