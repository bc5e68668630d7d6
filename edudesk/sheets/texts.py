"""Texts as a workbook can hold them, and what is to be told when one had to be changed. Imports no library."""

import math
import re
from typing import Final

FORMULA_STARTS: Final = tuple("=+-@\t＝＋－＠")
"""Excel would read a text that begins so as a formula if somebody edits the cell; the full-width ones in East Asia
(OWASP)."""
_LONGEST: Final = 32_767  # characters Excel keeps in one cell
_TOLD: Final = 20  # cells named in one remark
# what XML 1.0 or Excel cannot hold; line feed and tab stay
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


class Texts:
    """The texts of one workbook on their way into its cells."""

    def __init__(self) -> None:
        self._replaced: list[str] = []
        self._cut: list[str] = []

    def fitted(self, text: str, place: str) -> str:
        """The text as Excel can hold it. place: of the cell, in words, told when it had to be changed."""
        if _CONTROL.search(text):
            self._replaced.append(place)
            text = clean(text)
        if len(text) > _LONGEST:
            self._cut.append(place)
            text = text[: _LONGEST - 1] + "…"
        return text

    def remarks(self) -> tuple[str, ...]:
        """What was changed, in sentences."""
        return (
            *told("Excel 不能保存的控制字符已换成空格", self._replaced),
            *told(f"文字超过 {_LONGEST:,} 字，超出部分没有写入", self._cut),
        )


def clean(text: str) -> str:
    """Without what Excel cannot hold."""
    return _CONTROL.sub(" ", text.replace("\r\n", "\n").replace("\x0b", "\n"))


def told(text: str, places: list[str]) -> tuple[str, ...]:
    """A remark about some cells, none when there are none."""
    if not places:
        return ()
    more = f"等 {len(places)} 处" if len(places) > _TOLD else ""
    return (f"{text}：{'、'.join(places[:_TOLD])}{more}。",)


def count_lines(text: str, room: float) -> int:
    """Lines when room digits fit on one; a Chinese character takes two."""
    return sum(
        max(1, math.ceil(sum(2 if mark > "\u2e7f" else 1 for mark in line) / room))
        for line in text.split("\n")
    )
