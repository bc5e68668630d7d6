"""Places for one value beside their label: 填报单位：____　填表日期：   年  月  日. Knows no XML."""

import re
import unicodedata
from typing import NamedTuple

_MARK = r"[^\s:：_＿（(。；;，,.]"
# 填报单位 and 填 报 单 位, each with （盖章） behind it
_LABEL = re.compile(
    rf"((?:(?:(?<!\S){_MARK}\s{{1,4}}){{1,6}}{_MARK}|{_MARK}{{1,16}})\s*(?:[（(][^）)]*[）)])?)\s*[:：]"
)
# ______学校教师花名册: the name takes the place of the word; ______学年
_NAMELESS = re.compile(r"[_＿]{2,}(?:(学校)|(?=(学年)))")
_ROOM = re.compile(r"[\s_＿]*(?:(?:20)?[\s_＿]*年[\s_＿]*月(?:[\s_＿]*日)?[\s_＿]*)?")
_SIGNED = re.compile("签字|签名|签章")


class Slot(NamedTuple):
    """Room for a value inside a text: from start to end. label: as it stands there, without spaces and brackets;
    is_running: inside a sentence or title, which goes on right behind it."""

    label: str
    start: int
    end: int
    is_running: bool = False


def slots_in(text: str) -> list[Slot]:
    """The labels of a text that have nothing behind them but blanks, lines or 年 月 日; signatures are none."""
    found = []
    marks = list(_LABEL.finditer(text))
    for at, mark in enumerate(marks):
        room = _ROOM.match(text, mark.end())
        assert room is not None
        limit = marks[at + 1].start() if at + 1 < len(marks) else len(text)
        end = min(room.end(), limit)
        if text[end:limit].strip() or _SIGNED.search(mark[1]):
            continue
        found.append(Slot(bare_label(mark[1]), mark.end(), end))
    taken = [(slot.start, slot.end) for slot in found]
    for mark in _NAMELESS.finditer(text):
        if not any(start <= mark.start() < end for start, end in taken):
            found.append(Slot(mark[1] or mark[2], mark.start(), mark.end(), is_running=True))
    return sorted(found, key=lambda slot: slot.start)


def bare_label(text: str) -> str:
    """填报单位 of "填 报 单 位（盖章）"."""
    half = "".join(unicodedata.normalize("NFKC", text).split())
    return re.sub(r"\([^)]*\)$", "", half).strip("_:")


def filled(text: str, slot: Slot, value: str) -> str:
    """The text with the value in its slot; what follows stays apart from it."""
    return text[: slot.start] + in_room(text, slot, value) + text[slot.end :]


def in_room(text: str, slot: Slot, value: str) -> str:
    """What stands in the slot then: the value, and blanks as wide as those it took the place of."""
    room = text[slot.start : slot.end]
    lead = " " if room[:1] in (" ", "\u3000", "\u00a0") and len(room) > 3 else ""
    if slot.end == len(text) or slot.is_running:
        return lead + value
    left = max(2, _width(room) - _width(lead + value))
    return lead + value + " " * left


def _width(text: str) -> int:
    return sum(2 if mark > "\u2e7f" else 1 for mark in text)
