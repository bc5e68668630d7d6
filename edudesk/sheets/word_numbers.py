"""The numbers Word counts by itself before paragraphs: 一、（一）1.1 of its lists (ISO/IEC 29500-1 17.9). Runs in the child."""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple
from xml.etree import ElementTree

from edudesk.base.numerals import han

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PLACE: Final = re.compile(r"%([1-9])")
_CIRCLES: Final = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_LEVELS: Final = 9


class _Level(NamedTuple):
    start: int
    form: str
    text: str


class Numbers:
    """Counts one document through. Nothing is said of bullets."""

    def __init__(self, root: ElementTree.Element) -> None:
        self._levels: dict[str, list[_Level]] = {}
        self._of_style: dict[tuple[str, str], int] = {}
        self._abstract: dict[str, str] = {}
        self._starts: dict[tuple[str, int], int] = {}
        self._counts: dict[str, list[int]] = {}
        self._begun: set[str] = set()
        for one in root.findall(f"{_W}abstractNum"):
            key = one.get(f"{_W}abstractNumId", "")
            self._levels[key] = [_Level(1, "decimal", "")] * _LEVELS
            for level in one.findall(f"{_W}lvl"):
                self._take_level(key, level)
        for one in root.findall(f"{_W}num"):
            number = one.get(f"{_W}numId", "")
            self._abstract[number] = _value(one, "abstractNumId")
            for override in one.findall(f"{_W}lvlOverride"):
                place, start = override.get(f"{_W}ilvl", ""), _value(override, "startOverride")
                if place.isdecimal() and start.isdecimal():
                    self._starts[number, int(place)] = int(start)

    def next(self, number: str, level: str, style: str) -> str:
        """The number of the next paragraph of a list at a level, as it is printed; "" for bullets and unknown lists."""
        key = self._abstract.get(number, "")
        levels = self._levels.get(key)
        if levels is None:
            return ""
        place = int(level) if level.isdecimal() else self._of_style.get((key, style), 0)
        if place >= _LEVELS:
            return ""
        counts = self._counts.setdefault(key, [0] * _LEVELS)
        if number not in self._begun:
            self._begun.add(number)
            for (other, at), start in self._starts.items():
                if other == number:
                    counts[at] = start - 1
        counts[place] = counts[place] + 1 if counts[place] else levels[place].start
        counts[place + 1 :] = [0] * (_LEVELS - place - 1)
        if levels[place].form in ("bullet", "none"):
            return ""
        return _PLACE.sub(lambda found: _said(levels, counts, int(found[1]) - 1), levels[place].text)

    def _take_level(self, key: str, level: ElementTree.Element) -> None:
        place, start = level.get(f"{_W}ilvl", ""), _value(level, "start")
        if not place.isdecimal() or int(place) >= _LEVELS:
            return
        text = _value(level, "lvlText")
        self._levels[key][int(place)] = _Level(
            int(start) if start.isdecimal() else 1, _value(level, "numFmt") or "decimal", text
        )
        if style := _value(level, "pStyle"):
            self._of_style[key, style] = int(place)


def _said(levels: Sequence[_Level], counts: Sequence[int], place: int) -> str:
    count, form = max(counts[place], 1), levels[place].form
    if form.startswith(("chinese", "taiwanese", "japanese", "ideograph", "korean")) and count < 100:
        return han(count)
    if form.startswith("decimalEnclosed") and count <= len(_CIRCLES):
        return _CIRCLES[count - 1]
    if form == "upperLetter":
        return chr(ord("A") + (count - 1) % 26)
    if form == "lowerLetter":
        return chr(ord("a") + (count - 1) % 26)
    return str(count)


def _value(place: ElementTree.Element, name: str) -> str:
    found = place.find(f"{_W}{name}")
    return (found.get(f"{_W}val") or "") if found is not None else ""
