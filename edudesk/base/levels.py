"""Levels of an official text, told by their marks: 一、（一）1.（1） (GB/T 9704-2012 7.3.3)."""

import re
from typing import Final

from edudesk.base.document import Heading, Paragraph

_MARKS: Final = (
    re.compile(r"[一二三四五六七八九十百]+、"),
    re.compile(r"[（(][一二三四五六七八九十百]+[）)]"),
    re.compile(r"\d{1,2}(?:[.．](?!\d)|、)\s*"),  # not 1.5万元
    re.compile(r"[（(]\d{1,2}[）)]"),
)
_SENTENCE_ENDS: Final = "。！？；"
_LEAD: Final = re.compile(rf"[^{_SENTENCE_ENDS}]*。")
_LONGEST_HEADING: Final = 56  # characters: two lines
_LONGEST_LEAD: Final = 30


def level_of(text: str) -> int:
    """1 … 4 by the mark a text begins with; 0 when it has none."""
    return next((level for level, mark in enumerate(_MARKS, 1) if mark.match(text)), 0)


def block_of(text: str) -> Heading | Paragraph:
    """A paragraph of a manuscript as what it is.

    A mark and a few words that stand alone are a heading; a mark and a short sentence before others are the
    sentence a paragraph begins with. An item of a list (1.完成……。) is running text.
    """
    level = level_of(text)
    if not level:
        return Paragraph(text)
    found = _MARKS[level - 1].match(text)
    assert found is not None
    marked = found[0].rstrip() + text[found.end() :]
    ends = [place for place, char in enumerate(marked) if char in _SENTENCE_ENDS]
    is_item = level > 2 and marked.endswith(tuple(_SENTENCE_ENDS + "，："))
    is_alone = not ends or (ends == [len(marked) - 1] and marked[-1] != "；")
    if is_alone and not is_item and len(marked) <= _LONGEST_HEADING:
        return Heading(marked, level)
    lead = _LEAD.match(marked)
    if lead is None or lead.end() == len(marked) or lead.end() > _LONGEST_LEAD:
        return Paragraph(marked)
    return Paragraph(marked[lead.end() :], lead[0], level)
