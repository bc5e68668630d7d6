"""Titles in lines: no word broken, the lines a trapezium or a diamond (GB/T 9704-2012 7.3.1)."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise

from edudesk.base import paths
from edudesk.papers.linebreak import break_lines, free_breaks

_MOST_LINES = 4  # a longer title is no title; its lines are filled
_SMALLER, _SMALLEST = 1 / 18, 11  # a step of 2 points of the usual 36, and how many steps are left at least
_LEAST_SHARE = 0.35  # of the usual length, which no line of a title falls below
_STARTS_ILL = frozenset("的了之等")
_ENDS_ILL = frozenset("和与及暨或在对以被将第")
_QUOTED = re.compile("《[^《》]*》|“[^“”]*”|（[^（）]*）")

# how bad a break is; below 0: a good one
_IN_WORD, _ILL, _IN_QUOTED, _BETWEEN_SINGLES, _BESIDE_SINGLE = 40.0, 20.0, 12.0, 6.0, 2.0
_BEFORE_ABOUT, _AT_JOINT = -4.0, -1.0
# how bad a shape is
_LINE_MORE, _HOURGLASS, _EQUAL, _UNEVEN = 6.0, 8.0, 1.5, 12.0


@cache
def _known_words() -> frozenset[str]:
    with paths.shipped("forms", "papers", "words.toml").open("rb") as file:
        return frozenset(tomllib.load(file)["words"].split())


def title_lines(text: str, width: float, widths: Mapping[str, float], names: Sequence[str] = ()) -> list[str]:
    """A title in as few lines as read well; a line feed forces a line.

    width: of the widest line; widths: character -> width, in the same unit; names: words that are kept whole
    besides those of forms/papers/words.toml (the school's name).
    """
    return [line for part in text.split("\n") for line in _part(part.strip(), width, widths, names)]


def cover_title(
    texts: Sequence[str], width: float, size: float, widths: Mapping[str, float], names: Sequence[str] = ()
) -> tuple[list[str], float]:
    """The lines of a title on a cover and their size: smaller letters for a title that would take more lines than a title has, and
    leave no room for what stands below it.

    width: of the widest line; size: the usual one, in the same unit.
    """
    step = size * _SMALLER
    while True:
        lines = [line for text in texts for line in title_lines(text, width / size, widths, names)]
        if len(lines) < _MOST_LINES + len(texts) or size - step < step * _SMALLEST:
            return lines, size
        size -= step


def _part(text: str, width: float, widths: Mapping[str, float], names: Sequence[str]) -> list[str]:
    filled = break_lines(text, width, widths)
    if not 1 < len(filled) <= _MOST_LINES:
        return filled
    costs = _costs(text, frozenset(names))
    reach = [0.0]
    for char in text:
        reach.append(reach[-1] + widths[char])
    found = [
        (_shape(lengths) + sum(costs[place] for place in places) + _LINE_MORE * (count - len(filled)), places)
        for count in range(len(filled), min(len(filled) + 1, _MOST_LINES) + 1)
        for places in _cuts(reach, sorted(costs), count, width)
        if (lengths := _lengths(reach, places))
    ]
    if not found:
        return filled
    places = min(found)[1]
    return [text[a:b].strip(" ") for a, b in zip([0, *places], [*places, len(text)], strict=True)]


def _lengths(reach: Sequence[float], places: Sequence[int]) -> list[float]:
    ends = [0, *places, len(reach) - 1]
    return [reach[b] - reach[a] for a, b in pairwise(ends)]


def _cuts(
    reach: Sequence[float], free: Sequence[int], count: int, width: float, start: int = 0
) -> Iterator[tuple[int, ...]]:
    """Every way to cut what follows start into so many lines that fit and are not too short."""
    rest = reach[-1] - reach[start]
    if count == 1:
        if rest <= width + 1e-6:
            yield ()
        return
    least = rest / count * _LEAST_SHARE
    for place in free:
        if place > start and least <= reach[place] - reach[start] <= width + 1e-6:
            for more in _cuts(reach, free, count - 1, width, place):
                yield (place, *more)


def _costs(text: str, names: frozenset[str]) -> dict[int, float]:
    """Place -> how bad a break before this character is, for each place where one is allowed."""
    words = _words(text, names)
    starts = {start for start, _ in words}
    single = {start for start, end in words if end - start == 1}
    ended = {end: start for start, end in words}
    quoted = {place for found in _QUOTED.finditer(text) for place in range(found.start() + 1, found.end())}
    costs = {}
    for place in free_breaks(text):
        if place not in starts:
            cost = _IN_WORD
        else:
            singles = (place in single) + (ended[place] in single)
            cost = (0.0, _BESIDE_SINGLE, _BETWEEN_SINGLES)[singles]
        if text[place] in _STARTS_ILL or text[place - 1] in _ENDS_ILL:
            cost += _ILL
        if place in quoted:
            cost += _IN_QUOTED
        if text.startswith("关于", place):
            cost += _BEFORE_ABOUT
        if text[place - 1] == "的" or text[place] == "（":
            cost += _AT_JOINT
        costs[place] = cost
    return costs


def _words(text: str, names: frozenset[str]) -> list[tuple[int, int]]:
    """Where each word begins and ends; of all readings the one with the fewest words and single characters."""
    known = _known_words() | names
    longest = max(map(len, known))
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(text) + 1):
        readings = [(best[end - 1][0] + 2.0, end - 1)]
        readings += [
            (best[start][0] + 1.0, start)
            for start in range(max(end - longest, 0), end - 1)
            if text[start:end] in known
        ]
        best.append(min(readings))
    words = []
    end = len(text)
    while end:
        start = best[end][1]
        words.append((start, end))
        end = start
    return words[::-1]


def _shape(lengths: Sequence[float]) -> float:
    """How far lines are from a trapezium or a diamond; equal lines and an hourglass are neither."""
    usual = sum(lengths) / len(lengths)
    cost = _UNEVEN * sum(((length - usual) / usual) ** 2 for length in lengths)
    if max(lengths) - min(lengths) < 1:
        cost += _EQUAL
    for before, middle, after in zip(lengths, lengths[1:], lengths[2:], strict=False):
        if middle < before and middle < after:
            cost += _HOURGLASS
    return cost
