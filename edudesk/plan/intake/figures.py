"""Figures of a text in the way the other modules read them: full-width digits, 百分之九十五, 九成."""

import re
from typing import Final

from edudesk.base.numerals import from_han

_WIDE: Final = str.maketrans("０１２３４５６７８９．％－～＋", "0123456789.%-~+")
_HAN: Final = "[一二三四五六七八九十]"
_PER_CENT: Final = re.compile(
    rf"百分之(?P<whole>百|{_HAN}{{1,3}}|\d+(?:\.\d+)?)(?:点(?P<part>[〇零一二三四五六七八九]+))?"
)
# 九成以上, 三成五; no 一成不变, 形成
_TENTHS: Final = re.compile(
    r"(?<![\d一二三四五六七八九十])(?P<tens>[一二三四五六七八九])成(?P<ones>[一二三四五六七八九])?(?=及?以上|以内|以下|左右|[，,。；;、）)\s]|$)"
)
_DIGITS: Final = "〇一二三四五六七八九"
_HAN_YEAR: Final = re.compile(r"二[〇○零Oo][〇○零Oo一二三四五六七八九]{2}(?=\s*[年至到—-])")


def narrowed(text: str) -> str:
    """With the digits, points and signs of ASCII."""
    return text.translate(_WIDE)


def with_figures(text: str) -> str:
    """With 95% for 百分之九十五 and 90% for 九成."""
    return _TENTHS.sub(_of_tenths, _PER_CENT.sub(_of_hundred, narrowed(text)))


def with_years(text: str) -> str:
    """With 2026年 for 二〇二六年."""
    return _HAN_YEAR.sub(lambda found: "".join(map(_digit, found[0])), narrowed(text))


def _digit(one: str) -> str:
    return str(max(_DIGITS.find(one), 0))  # 〇 ○ 零 O are nought


def _of_hundred(found: re.Match[str]) -> str:
    whole = "100" if found["whole"] == "百" else found["whole"]
    number = whole if whole[0].isdecimal() else str(from_han(whole))
    part = "".join(_digit(one) for one in found["part"] or "")
    return f"{number}.{part}%" if part else f"{number}%"


def _of_tenths(found: re.Match[str]) -> str:
    return f"{_DIGITS.index(found['tens'])}{_DIGITS.index(found['ones']) if found['ones'] else 0}%"
