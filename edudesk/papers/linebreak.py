"""Where a line of Chinese text may end (避头尾, GB/T 15834-2011 5.1), and text cut into lines by it.

Marks are pushed to the next line with the character before them, never hung into the margin; running text of
official documents first tries to squeeze them in (fitted_lines).
"""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import accumulate
from string import ascii_letters, digits

NOT_AT_START = frozenset("，。、；：？！…·～—–-）》〉〕】』」〗｝］”’％‰℃°／,.;:?!)]}>%/")
NOT_AT_END = frozenset("（《〈〔【『「〖｛［“‘¥￥＄$№([{<／/≥≤≈±")
# a document number (渝教〔2025〕8号), then words and figures with what joins them (2024-2025, 75.3%, 199****1009)
_WORD = r"[^\W\u2e80-\uffff\U00010000-\U0003ffff]+"
_WHOLE = re.compile(rf"〔\d{{4}}〕(?:第?\d+号)?|{_WORD}(?:[-.,:/@_+&'%~*]+{_WORD})*[%*]*")
# marks whose right half is empty: they may be set half as wide
SQUEEZED = frozenset("，。、；：！？）》〉〕】』」”’")
# a figure with its unit where both end what is said: 72分, 6门, 120人次 (GB/T 9704-2012: 数字不拆)
_MEASURED = re.compile(r"\d[\u4e00-\u9fff]{1,2}(?=[\s，。、；：）》〕”;,)]|$)")
# who answers for a clause, 〔教导处　李静〕: only its words may be parted; a word in brackets at the end of a head, 权重（分值）
_TOGETHER = re.compile(r"〔[^〔〕]{1,24}〕|（[\u4e00-\u9fff]{1,3}）")
_TAG = re.compile(r"〔[^〔〕]{1,14}〕")
_SPACES = " \u3000"
_LATIN = frozenset(ascii_letters + digits)
FIGURES = _LATIN | frozenset("-.,:/@_+&'%~*#()[] ")
"""What is set in the letters of figures, where a style has such."""
# 2025-2026学年: the two years may be parted where the line would be torn wide, as Word does
_TWO_YEARS = re.compile(r"(?<![\d-])\d{4}[-—–](?=\d{4}(?![\d-]))")
_DAY_PART = re.compile(r"\d+[年月日号]")
_NAME_PART = re.compile("[^·]*·|[^·]+")

# how good a break is, best first
_FREE, _AFTER_FIGURE, _AFTER_JOINER, _CUTS_WORD, _AGAINST_RULES = range(5)
_JOINERS = frozenset("-/@_")
# em for each gap: a line of running text that would be spread further parts a figure from its unit, two years
_TORN_WIDE = 0.11
_PAUSES = "；。、，"
_NEAR = 0.6  # of the width, where a mark is near the end of a line
_LONELY = 2.0  # em of a last line
_EVENED = 3  # longer texts read better with full lines


def break_lines(text: str, width: float, widths: Mapping[str, float]) -> list[str]:
    """Text in lines no wider than width; widths: character -> width, in the same unit.

    A break inside a word or figure comes only where the word is longer than the line (then after a hyphen, if
    there is one), a mark where it must not stand only where nothing else fits. Line feeds in text end a line; spaces at a break are dropped.
    A single character wider than the line still gets its line.
    """
    return [line for paragraph in text.split("\n") for line in _lines(paragraph, width, widths)]


def even_lines(text: str, width: float, widths: Mapping[str, float]) -> list[str]:
    """break_lines with lines of similar length and no more of them: 出生 / 年月, not 出生年 / 月."""
    lines = break_lines(text, width, widths)
    if not 1 < len(lines) <= _EVENED or "\n" in text:
        return lines
    narrow = max(widest_piece(text, widths), sum(map(widths.__getitem__, text)) / len(lines))
    while narrow < width:
        tried = break_lines(text, narrow, widths)
        if len(tried) == len(lines):
            return tried
        narrow += 0.5  # half a character
    return lines


def filled_lines(text: str, width: float, widths: Mapping[str, float]) -> list[str]:
    """break_lines for text that begins at the left: full lines, unless little more than a character would stand alone at
    the end; of two lines the first ends after a mark, if one is near its end."""
    text = text.strip(" ")
    lines = break_lines(text, width, widths)
    if len(lines) == 2 and "\n" not in text:
        end = max(lines[0].rfind(mark) for mark in _PAUSES) + 1
        told, rest = lines[0][:end], f"{lines[0][end:]}{text[len(lines[0]) :]}".strip(_SPACES)
        is_near = _NEAR * width <= sum(map(widths.__getitem__, told))
        if is_near and rest[:1] not in {"", *NOT_AT_START} and break_lines(rest, width, widths) == [rest]:
            return [told, rest]
    is_lonely = len(lines) > 1 and sum(map(widths.__getitem__, lines[-1])) <= _LONELY
    return even_lines(text, width, widths) if is_lonely else lines


def name_parts(name: str) -> list[str]:
    """Where a person's name may be broken: after its dots, 阿依古丽· / 买买提."""
    return _NAME_PART.findall(name)


def widest_piece(text: str, widths: Mapping[str, float], is_strict: bool = True) -> float:
    """Width of the longest part of text that must stay together: the narrowest column it fits into.

    is_strict: whole words and figures; else 2024-09-01 may break after a hyphen.
    """
    worst = _FREE if is_strict else _AFTER_JOINER
    ends = [place for place, grade in enumerate(_grades(text)) if grade <= worst]
    pieces = (text[begin:end].strip(" \n") for begin, end in zip([0, *ends], [*ends, len(text)], strict=True))
    return max((sum(map(widths.__getitem__, piece)) for piece in pieces), default=0.0)


def free_breaks(text: str) -> list[int]:
    """The places before a character where a line may end without cutting a word or figure."""
    return [place for place, grade in enumerate(_grades(text)) if grade == _FREE]


def fitted_lines(
    text: str, advances: Sequence[float], width: float, indent: float = 0.0
) -> list[tuple[int, int]]:
    """Where each line of a paragraph without line feeds begins and ends, spaces at its ends left out.

    advances: width of each character; indent: of the first line. 2025年, 8号 stay together. A mark that would have to take the character
    before it to the next line stays where the line has marks enough to be set narrower (squeezable).
    """
    return _spans(text, advances, width, indent, is_running=True)


def squeezable(text: Sequence[str], advances: Sequence[float]) -> float:
    """How much narrower a line gets with every mark that may be set half as wide."""
    return sum(wide / 2 for char, wide in zip(text, advances, strict=True) if char in SQUEEZED)


def gaps(text: Sequence[str]) -> list[int]:
    """The characters that a line may be spread after: words and figures stay as they are."""
    return [
        place
        for place in range(len(text) - 1)
        if not (text[place] in _LATIN and text[place + 1] in FIGURES)
        and not (text[place] in FIGURES and text[place + 1] in _LATIN)
    ]


def _lines(text: str, width: float, widths: Mapping[str, float]) -> list[str]:
    text = text.strip(" ")
    return [text[start:end] for start, end in _spans(text, [widths[char] for char in text], width)]


def _spans(
    text: str, advances: Sequence[float], width: float, indent: float = 0.0, is_running: bool = False
) -> list[tuple[int, int]]:
    reach = [0.0, *accumulate(advances)]
    room = width - indent + 1e-6  # sums of shares of the font size are not exact
    if reach[-1] <= room:
        return [(0, len(text))]
    grades = _grades(text)
    if is_running:
        for found in _DAY_PART.finditer(text):
            grades[found.end() - 1] = max(grades[found.end() - 1], _CUTS_WORD)
        for found in _TAG.finditer(text):  # whole on its line: the line before it stays ragged
            for place in range(found.start() + 1, found.end()):
                grades[place] = max(grades[place], _CUTS_WORD)
        for found in _TWO_YEARS.finditer(text):
            grades[found.end()] = _AFTER_FIGURE
    spans, start = [], 0
    while True:
        end = max(bisect_right(reach, reach[start] + room, start) - 1, start + 1)
        if end >= len(text):
            spans.append((start, _before_spaces(text, start, len(text))))
            return spans
        after = next((place for place in range(end, len(text)) if text[place] not in _SPACES), len(text))
        if after == len(text) or (after > end and grades[after] == _FREE):
            cut = end  # spaces take no room at the end of a line
        else:
            cut = _squeezed_end(text, advances, grades, start, end, room) if is_running else 0
            cut = cut or _best_end(grades, start, end)
            if is_running:
                stop = _before_spaces(text, start, cut)
                lack = room - (reach[stop] - reach[start])
                if lack > _TORN_WIDE * len(gaps(text[start:stop])) * max(advances):
                    cut = _best_end(grades, start, end, _AFTER_FIGURE)
        spans.append((start, _before_spaces(text, start, cut)))
        start, room = cut, width + 1e-6
        while start < len(text) and text[start] in _SPACES:
            start += 1
        if start == len(text):
            return spans


def _best_end(grades: Sequence[int], start: int, end: int, least: int = _FREE) -> int:
    tried = range(end, start, -1)
    return next(
        (place for grade in range(least, _AGAINST_RULES) for place in tried if grades[place] <= grade), end
    )


def _squeezed_end(
    text: str, advances: Sequence[float], grades: Sequence[int], start: int, end: int, room: float
) -> int:
    """The end of a line that takes the marks at end along, narrowed with its other marks; 0 if they do not fit."""
    while end < len(text) and text[end] in SQUEEZED:
        end += 1
        if sum(advances[start:end]) - squeezable(text[start:end], advances[start:end]) > room:
            return 0
        if end == len(text) or grades[end] == _FREE:
            return end
    return 0


def _before_spaces(text: str, start: int, end: int) -> int:
    return start + len(text[start:end].rstrip(_SPACES))


def _grades(text: str) -> list[int]:
    """For each place before a character: is a break free there, does it cut a word, is it against the rules."""
    grades = [_AGAINST_RULES] * len(text)
    before = ""  # the last character that is no space
    for place in range(1, len(text)):
        if text[place - 1] not in _SPACES:
            before = text[place - 1]
        after = text[place]
        if after in _SPACES or before in NOT_AT_END or after in NOT_AT_START:
            continue
        grades[place] = _FREE
    for match in _WHOLE.finditer(text):
        for place in range(match.start() + 1, match.end()):
            if grades[place] == _FREE:
                grades[place] = _AFTER_JOINER if text[place - 1] in _JOINERS else _CUTS_WORD
    for pattern, grade in ((_MEASURED, _AFTER_FIGURE), (_TOGETHER, _CUTS_WORD)):
        for match in pattern.finditer(text):
            for place in range(match.start() + 1, match.end()):
                if grades[place] == _FREE and text[place - 1] not in _SPACES:
                    is_within_unit = grade == _AFTER_FIGURE and place > match.start() + 1
                    grades[place] = _CUTS_WORD if is_within_unit else grade
    return grades
