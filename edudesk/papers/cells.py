"""Text as it goes on paper: characters nobody can see taken out, characters no font has told by place."""

import unicodedata
from collections import defaultdict
from collections.abc import Callable

from edudesk.papers.fonts import MISSING, Font, Role

_BLANK = "\n\r\t\u00a0"
_SHOWN = 20  # remarks; more than that nobody reads


def printable(text: str) -> str:
    """Text without control and format characters; tabs become spaces, line ends stay as line feeds."""
    if text.isprintable():
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ").replace("\u00a0", " ")
    return "".join(char for char in text if char == "\n" or not _is_unseen(char))


def _is_unseen(char: str) -> bool:
    # Cn stays: characters newer than Python's table may well be in the font
    is_format = unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp")
    is_selector = "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef"
    return is_format or is_selector or ord(char) & 0xFFFE == 0xFFFE


class Findings:
    """What had to be left out or could not be printed, collected by place and told in sentences."""

    def __init__(self) -> None:
        self._unseen: dict[str, list[int]] = defaultdict(list)
        self._missing: dict[tuple[str, str], list[int]] = defaultdict(list)
        self._good: dict[Role, set[str]] = defaultdict(lambda: set(_BLANK))

    def read(self, text: str, font: Font, place: str, rows: Callable[[], list[int]] = list) -> str:
        """Text ready for paper.

        place: where it stands, for the remark (标题, 表注, a column's title); rows: asked only when something
        has to be said: the numbers of the table rows with this text, from 1.
        """
        clean = printable(text)
        good = self._good[font.role]
        if good.issuperset(text):  # nearly always: a document has few different characters
            return clean
        missing = font.missing("".join(set(clean) - good))
        has_unseen = any(char not in _BLANK and not printable(char) for char in text)
        good |= set(clean) - set(missing)
        if has_unseen:
            self._unseen[place] += rows()
        for char in sorted(missing):
            self._missing[char, place] += rows()
        return clean

    def seen(self, text: str, place: str) -> str:
        """Text for a paper that others print, with fonts of theirs: only what nobody can see is taken out."""
        if any(char not in _BLANK and not printable(char) for char in text):
            self._unseen[place] += []
        return printable(text)

    def remarks(self) -> tuple[str, ...]:
        """One sentence per place and kind; at most 20, then how many more."""
        told = [f"{_where(place, rows)}有看不见的控制字符，已去掉。" for place, rows in self._unseen.items()]
        told += [
            f"{_where(place, rows)}的“{char}”（U+{ord(char):04X}）字库里没有，印成了“{MISSING}”。"
            for (char, place), rows in self._missing.items()
        ]
        if len(told) > _SHOWN:
            told[_SHOWN:] = [f"另有 {len(told) - _SHOWN} 处同类情况。"]
        return tuple(told)


def _where(place: str, rows: list[int]) -> str:
    if not rows:
        return place
    numbers = sorted(set(rows))
    listed = "、".join(map(str, numbers[:5])) + (f" 等 {len(numbers)} " if len(numbers) > 5 else " ")
    return f"第 {listed}行“{place}”"
