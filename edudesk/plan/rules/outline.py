"""The outline of a text that was written elsewhere: its title, its chapters at their levels, and what stands in them.

Nothing is lost but lines of a cover, which are told (rules.covers): title, headings and texts in their order are the lines of
the file, character by character but for spaces (tests/plan/test_outline.py).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from edudesk.base.prose import Prose, ProseLine
from edudesk.base.words import shortened
from edudesk.plan.rules.covers import cover_of
from edudesk.plan.rules.marks import Mark, Style, levels_of, mark_of, without_mark
from edudesk.plan.rules.sections import end_of

DEEPEST: Final = 4
"""Levels a plan has; what is marked below them is text."""

_MARGIN: Final = " \t\u3000\u00a0\ufeff"
_ENDS: Final = "。！？；!?;"
_CLOSED: Final = re.compile(r"[。！？；：:!?;.…”\"》）)|]$")
_LONGEST_HEADING, _LONGEST_LEAD = 56, 30
_LONGEST_MARK: Final = 16  # characters, with one that follows
_WRAPPED: Final = 30  # characters a line has at least that a page or a window broke off
_CHINESE: Final = "\u4e00-\u9fff"
# a heading and what follows it on the same line, parted by a space between Chinese characters, or before a year
_RUN_ON: Final = re.compile(
    rf"(?<=[{_CHINESE}）)”\"》])[ \t\u3000\u00a0]+(?=[{_CHINESE}“\"《—（(])"
    rf"|(?<=[{_CHINESE}])(?<![到至在于从自由])[ \t\u3000\u00a0]+(?=20\d\d)"
)
_NEXT: Final = re.compile(r"(?<=\S)[ \t\u3000\u00a0]+(?=\S)")
_LEAD: Final = re.compile(rf"[^{_ENDS}：:]{{2,{_LONGEST_LEAD}}}[。：:](?=.)|[^{_ENDS}：:，,]{{2,12}}(?=——)")
_TASK: Final = re.compile(r"（预期成果[:：].*）[。；]?$")
_WIDE: Final = (Style.PART, Style.SECTION, Style.HAN, Style.NAMED, Style.HAN_BRACKET)

_MEASURE: Final = (Style.NAMED, 3)  # 措施一：…… is an item unless something stands below it


@dataclass(frozen=True, slots=True)
class Chapter:
    """A heading and the text below it. heading: with its mark, "" of what stands before the first one; text: paragraphs
    parted by line feeds; line: number of the heading in the file."""

    level: int
    heading: str
    text: str = ""
    line: int = 0

    @property
    def name(self) -> str:
        """The heading without mark and closing punctuation."""
        return without_mark(self.heading).rstrip("。：:；; ")


@dataclass(frozen=True)
class Outline:
    """A text read. title: "" when it has none; remarks: what was joined, and what does not count on."""

    title: str
    chapters: tuple[Chapter, ...]
    remarks: tuple[str, ...] = ()


def lines_of(text: str) -> tuple[ProseLine, ...]:
    """The lines of a plain text, as it is pasted."""
    return tuple(ProseLine(line, 0, number) for number, line in enumerate(re.split(r"\r\n|\r|\n", text), 1))


def mended(lines: Sequence[ProseLine]) -> tuple[ProseLine, ...]:
    """The paragraphs of a plain text: empty lines are gone, and lines that a page broke are whole again."""
    found: list[ProseLine] = []
    for line in lines:
        said = line.text.strip(_MARGIN)
        if not said:
            continue
        last = found[-1] if found else None
        if last and _is_wrapped(last.text) and mark_of(said) is None and not said.startswith(("——", "|")):
            found[-1] = replace(last, text=last.text + said)
        else:
            found.append(replace(line, text=said))
    return tuple(found)


def outline_of_prose(prose: Prose) -> Outline:
    """The outline of a file; what was not read is remarked first."""
    lines = mended(prose.lines) if prose.kind == "text" else prose.lines
    found = outline_of(lines)
    return replace(found, remarks=(*prose.remarks, *found.remarks))


def outline_of(lines: Sequence[ProseLine]) -> Outline:
    """Title and chapters of these lines; headings and text that stand on one line are parted."""
    apart = [part for line in lines for part in _parted(line)]
    cover = cover_of(apart)
    rest = apart[cover.end :]
    levels = _levels(rest)
    chapters: list[Chapter] = []
    texts: list[str] = []

    def close() -> None:
        if chapters:
            chapters[-1] = replace(chapters[-1], text="\n".join(texts))
        elif texts:
            chapters.append(Chapter(1, "", "\n".join(texts), rest[0].number))
        texts.clear()

    leading = _leading(rest, levels)
    for place, line in enumerate(rest):
        level = levels.get(place, 0)
        if level:
            close()
            chapters.append(Chapter(level, line.text, "", line.number))
        elif place in leading:
            close()
            at, level = leading[place]
            chapters.append(Chapter(level, line.text[:at].rstrip(), "", line.number))
            texts.append(line.text[at:].lstrip(_MARGIN))
        else:
            texts.append(line.text)
    close()
    remarks = list(_remarks(chapters))
    if cover.left:
        told = "、".join(f"“{shortened(text)}”" for text in cover.said)
        remarks.insert(0, f"封面上的 {len(cover.left)} 段没有读入{f'：{told}' if told else ''}。")
    return Outline("\n".join(cover.title), tuple(chapters), tuple(remarks))


def children(chapters: Sequence[Chapter], place: int) -> list[int]:
    """Places of the chapters right below one: deeper, and nothing as deep between."""
    found: list[int] = []
    for below in range(place + 1, end_of(chapters, place)):
        if all(chapters[other].level >= chapters[below].level for other in range(place + 1, below)):
            found.append(below)
    return found


def _is_wrapped(text: str) -> bool:
    """Whether a line was broken off inside a sentence."""
    return len(text) >= _WRAPPED and _CLOSED.search(text) is None


def _parted(line: ProseLine) -> Iterator[ProseLine]:
    """A line whose headings and texts ran together, one by one: 二、背景分析 （一）学校现状 学校位于……"""
    if line.level or line.text.startswith("|"):
        yield line
        return
    left = line.text
    while left:
        at = _end_of_first(left)
        yield replace(line, text=left[:at].rstrip(_MARGIN))
        left = left[at:].lstrip(_MARGIN)


def _end_of_first(text: str) -> int:
    """Where the first heading or paragraph of a line ends."""
    mark, ends = mark_of(text), [len(text)]
    for space in _NEXT.finditer(text):
        if mark_of(text[space.end() : space.end() + _LONGEST_MARK]) is None:
            continue
        is_end = text[space.start() - 1] in f"{_ENDS}.：:"
        if is_end or (mark and _is_short(text[: space.start()], mark)):
            ends.append(space.start())
            break
    run_on = _RUN_ON.search(text, len(mark.text)) if mark else None
    if mark and run_on and _is_short(said := text[: run_on.start()], mark) and not re.search("[：:]", said):
        ends.append(run_on.start())
    return min(ends)


def _is_short(text: str, mark: Mark) -> bool:
    """Whether a marked text can be a heading: a few words, no sentence before its end."""
    said = text[len(mark.text) :].strip(_MARGIN)
    return (
        1 < len(said) <= _LONGEST_HEADING
        and not any(end in said[:-1] for end in _ENDS)
        and said[-1] not in "；;，,"
    )


def _levels(lines: Sequence[ProseLine]) -> Mapping[int, int]:
    """Level of each line that is a heading, by its place."""
    marks = [mark_of(line.text) for line in lines]
    styled = {place: line.level for place, line in enumerate(lines) if line.level > 0}
    plain = {place for place in range(len(lines)) if place not in styled and _is_heading(lines, marks, place)}
    heads = {*styled, *plain}
    used = [
        mark
        for place, mark in enumerate(marks)
        if mark and (place in heads or (mark.style in _WIDE and mark.style is not Style.NAMED))
    ]
    by_mark = dict(levels_of(used))
    for place, level in styled.items():
        if (mark := marks[place]) is not None:
            by_mark[mark.style, mark.depth] = level
    found = {place: min(level, DEEPEST) for place, level in styled.items()}
    for place in plain:
        mark = marks[place]
        assert mark is not None
        level = by_mark[mark.style, mark.depth]
        if level <= DEEPEST:
            found[place] = level
    return found


def _is_heading(lines: Sequence[ProseLine], marks: Sequence[Mark | None], place: int) -> bool:
    """Whether a line without a style of its own is a heading: marked, short, and not an item among others of a list."""
    mark, text = marks[place], lines[place].text
    if mark is None or not _is_short(text, mark) or _is_attached(lines, marks, place):
        return False
    if mark.style in _WIDE and (mark.style, mark.depth) != _MEASURE:
        return True
    if place + 1 == len(lines):
        return False
    if _TASK.search(text) or (text.endswith("。") and lines[place + 1].text.startswith("【")):
        return False  # the last task of a goal: who answers for all of it stands below
    below = marks[place + 1]
    return (below is None and not lines[place + 1].level) or (below is not None and _is_below(below, mark))


def _is_attached(lines: Sequence[ProseLine], marks: Sequence[Mark | None], place: int) -> bool:
    """Whether a line goes on with 附件：1.……"""
    while place and marks[place] is not None:
        place -= 1
    return lines[place].text.startswith(("附件：", "附件:"))


def _is_below(below: Mark, mark: Mark) -> bool:
    return (below.style, below.depth) > (mark.style, mark.depth)


def _leading(lines: Sequence[ProseLine], levels: Mapping[int, int]) -> Mapping[int, tuple[int, int]]:
    """Items that begin with their heading as a sentence (3.德育工作常态化。我校……) beside others that have one of its own:
    place -> where it ends, and the level."""
    marks = [mark_of(line.text) for line in lines]
    found: dict[int, tuple[int, int]] = {}
    group: list[int] = []

    def settle() -> None:
        own = [place for place in group if place in levels]
        for place in group if own else ():
            mark = marks[place]
            lead = _LEAD.match(lines[place].text, len(mark.text)) if mark else None
            if place not in levels and lead:
                found[place] = lead.end(), levels[own[0]]
        group.clear()

    for style in Style:
        if style in _WIDE:
            continue
        for place, mark in enumerate(marks):
            if mark is not None and mark.style is style:
                group.append(place)
            elif place in levels and (mark is None or mark.style < style):
                settle()
        settle()
    return found


def _remarks(chapters: Sequence[Chapter]) -> Iterator[str]:
    """Headings that do not count on from the one before them."""
    last: dict[int, Mark] = {}
    for chapter in chapters:
        mark = mark_of(chapter.heading)
        for deeper in [level for level in last if level > chapter.level]:
            del last[deeper]
        before = last.get(chapter.level)
        if mark is None:
            continue
        expected = before.number + 1 if before and before.style is mark.style else 1
        if mark.number != expected and (before is None or before.style is mark.style):
            yield f"第 {chapter.line} 行“{chapter.heading}”的序号不连续，已照原样读入，请核对有没有缺漏。"
        last[chapter.level] = mark
