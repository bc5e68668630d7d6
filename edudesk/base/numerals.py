"""Small whole numbers in Chinese numerals, as grades and classes are counted: 十二 = 12."""

from typing import Final

_DIGITS: Final = "〇一二三四五六七八九"


def han(number: int) -> str:
    """0–99 in Chinese numerals: 9 -> 九, 10 -> 十, 21 -> 二十一."""
    tens, ones = divmod(number, 10)
    if not tens:
        return _DIGITS[ones]
    return (_DIGITS[tens] if tens > 1 else "") + "十" + (_DIGITS[ones] if ones else "")


def from_han(text: str) -> int:
    """The number of Chinese or Arabic numerals, 0–99; 0 when it is none."""
    if text.isdecimal():
        return int(text)
    tens, is_over_nine, ones = text.rpartition("十")
    if not is_over_nine:
        tens, ones = "", text
    if len(tens) > 1 or len(ones) > 1 or not all(mark in _DIGITS for mark in tens + ones):
        return 0
    ten = (_DIGITS.index(tens) if tens else 1) if is_over_nine else 0
    return 10 * ten + (_DIGITS.index(ones) if ones else 0)
