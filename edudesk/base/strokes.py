"""姓氏笔画: how many strokes a character has (resources/strokes), and names in that order."""

from functools import cache
from typing import TypeAlias

from edudesk.base import paths
from edudesk.base.pinyin import is_double_surname

_FIRST = 0x3400
_UNKNOWN = 99  # strokes of a character the table does not have: it comes last

StrokeKey: TypeAlias = tuple[int, bool, str, str, tuple[int, ...], str]


def strokes_of(character: str) -> int:
    """Strokes of one character as written in mainland China; 0 when it is none, or not in the table."""
    table, place = _table(), ord(character) - _FIRST
    return ord(table[place]) - 48 if 0 <= place < len(table) else 0


def stroke_key(name: str, pinyin: str = "") -> StrokeKey:
    """Sort key of a person's name by 姓氏笔画, as name lists of meetings and elections have it.

    Strokes of the surname (of a double one, of its first character), single surnames before double ones,
    one surname after the other by pinyin; then the strokes of the given name, character by character.
    The order 横竖撇点折 among surnames of equal strokes is not in any table we may ship: pinyin stands for it.
    """
    length = 2 if is_double_surname(name) else 1
    surname, given = name[:length], name[length:]
    counts = [strokes_of(character) or _UNKNOWN for character in surname[:1] + given]
    spoken = " ".join(pinyin.split()[:length])
    return (counts[0] if counts else _UNKNOWN, length == 2, spoken, surname, tuple(counts[1:]), pinyin)


@cache
def _table() -> str:
    return paths.shipped("resources", "strokes", "strokes.txt").read_text("ascii").replace("\n", "")
