"""Text as it goes on paper: characters nobody can see taken out, characters no font has told by place."""

import unicodedata
from collections import defaultdict

from edudesk.papers.fonts import MISSING, Font

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
        self._checked: dict[str, set[str]] = defaultdict(set)

    def read(self, text: str, font: Font, place: str) -> str:
        """Text ready for paper. place: where it stands, for the remark (标题, 表注)."""
        clean = printable(text)
        if self.is_faulty(text, font):
            self.note(text, font, place, [])
        return clean

    def is_faulty(self, text: str, font: Font) -> bool:
        """Whether something has to be said about text."""
        good = self._checked[font.role]
        if good.issuperset(text):
            return False
        new = set(text) - good
        bad = {char for char in new if printable(char) != char and char not in "\t\r\u00a0"}
        bad |= set(font.missing("".join(new - bad - set("\n\t\r\u00a0"))))
        good |= new - bad
        return bool(bad)

    def note(self, text: str, font: Font, place: str, rows: list[int]) -> None:
        """Remember the faults of text. rows: numbers of the table rows it stands in, from 1."""
        clean = printable(text)
        if any(printable(char) != char for char in text if char not in "\t\r\u00a0"):
            self._unseen[place] += rows
        for char in font.missing(clean.replace("\n", "")):
            self._missing[char, place] += rows

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
