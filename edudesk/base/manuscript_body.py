"""The running part of a manuscript: its lines as paragraphs, headings, tables and the list of attachments."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from edudesk.base.document import Block, Break, Heading, Paragraph
from edudesk.base.levels import block_of, level_of
from edudesk.base.markdown_table import begins_table, table_of

MARGIN: Final = " \t\u3000\u00a0\ufeff"  # around a line

_HASHES: Final = re.compile(r"(#{1,6})\s+(.+)")
_LISTED: Final = re.compile(r"附件\s*[：:]\s*(.*)")
_NUMBERED: Final = re.compile(r"(\d{1,2})\s*[.．、]\s*(.+)")
_UNIT: Final = re.compile(r"单位[：:].{1,20}")
_NOTE: Final = re.compile(r"(?:注|资料来源)\s*[：:].*")
_TABLE_TITLE: Final = re.compile(r"表\s*[\d一二三四五六七八九十]*[-—.\d]*\s*[^。；！？]{1,40}")
_NUMBERED_TITLE: Final = re.compile(r"表\s*[\d一二三四五六七八九十]")
_PAGE_BREAK: Final = re.compile(r"-{3,}|\*{3,}|_{3,}")
_FOREIGN: Final = re.compile(r"\*\*|`|!\[|\]\(")


@dataclass(frozen=True, slots=True)
class Remark:
    """Something in a manuscript to look at. line: as an editor counts, from 1; text: two sentences."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line without its margin. is_indented: it began with room for two characters, as paragraphs do."""

    number: int
    text: str
    is_indented: bool = False


def lines_of(text: str) -> Iterator[Line]:
    """The lines of a file, whatever ends them."""
    whole = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for number, line in enumerate(whole, 1):
        yield Line(number, line.strip(MARGIN), line.startswith(("\u3000", "    ", "\t")))


def past_empty(lines: Sequence[Line], place: int) -> int:
    """The place of the next line that is not empty, or the end."""
    while place < len(lines) and not lines[place].text:
        place += 1
    return place


def before_empty(lines: Sequence[Line], end: int, start: int) -> int:
    """The end of what stands before empty lines, not below start."""
    while end > start and not lines[end - 1].text:
        end -= 1
    return end


class Body:
    """Reads parts of one manuscript.

    listed: names of 附件说明, as far as they were met; remarks: what was odd.
    """

    def __init__(self, day: date, is_line_paragraph: bool) -> None:
        """day: of its tables; is_line_paragraph: each line is a paragraph, else empty lines part them."""
        self._day, self._is_line_paragraph = day, is_line_paragraph
        self._tables = 0
        self.listed: list[str] = []
        self.remarks: list[Remark] = []

    def blocks(self, lines: Sequence[Line], *, is_attachment: bool = False) -> tuple[Block, ...]:
        """The blocks of some lines, in order. is_attachment: a line 附件：… is text there."""
        blocks: list[Block] = []
        held: list[str] = []

        def end_paragraph(*, above_table: bool = False) -> None:
            own = _parted_from(held) if above_table else []
            if held:
                blocks.append(block_of(_joined(held)))
                held.clear()
            blocks.extend(map(Paragraph, own))

        place = 0
        while place < len(lines):
            line = lines[place]
            place += 1
            if not line.text:
                end_paragraph(above_table=_begins_table(lines, past_empty(lines, place)))
            elif _begins_table(lines, place - 1):
                end_paragraph(above_table=True)
                place = self._table(lines, place - 1, blocks)
            elif _PAGE_BREAK.fullmatch(line.text):
                end_paragraph()
                blocks.append(Break.PAGE)
            elif found := _HASHES.fullmatch(line.text):
                end_paragraph()
                level = level_of(found[2]) or min(max(len(found[1]) - 1, 1), 4)
                blocks.append(Heading(found[2], level))
            elif not is_attachment and not self.listed and (found := _LISTED.fullmatch(line.text)):
                end_paragraph()
                place = self._list(lines, place, found[1])
            else:
                if self._is_line_paragraph or line.is_indented or level_of(line.text):
                    end_paragraph()
                self._look_at(line)
                held.append(line.text)
        end_paragraph()
        return tuple(blocks)

    def remark(self, line: Line, text: str) -> None:
        """Tell something odd. text: goes on after 第 n 行."""
        self.remarks.append(Remark(line.number, f"第 {line.number} 行{text}"))

    def _look_at(self, line: Line) -> None:
        """Remark what other programs would make something of."""
        if line.text.startswith("|"):
            self.remark(line, "像是表格，但表头下面没有 |---|---| 这样的一行。已排作正文，请补上。")
        elif found := _FOREIGN.search(line.text):
            self.remark(line, f"有“{found[0]}”记号，公文里不用。已照原样排出，请改掉。")

    def _table(self, lines: Sequence[Line], place: int, blocks: list[Block]) -> int:
        """The table that begins at a place, with its title and notes; the place after it."""
        end = place
        while end < len(lines) and "|" in lines[end].text:
            end += 1
        title, notes = _taken_from(blocks)
        made = [line.text for line in lines[place:end]]
        while (after := past_empty(lines, end)) < len(lines) and _NOTE.fullmatch(lines[after].text):
            notes.append(lines[after].text)
            end = after + 1
        self._tables += 1
        table = table_of(made, f"table{self._tables}", title, self._day, tuple(notes))
        for row in table.too_wide:
            self.remark(
                lines[place + 2 + row], "单元格比表头多。多出的并入了最后一格，请补上表头或删去多余的“|”。"
            )
        blocks.append(table.report)
        return end

    def _list(self, lines: Sequence[Line], place: int, first: str) -> int:
        """附件说明; the place after its numbered lines."""
        names = [(lines[place - 1], first)] if first else []
        while place < len(lines) and _NUMBERED.fullmatch(lines[place].text):
            if names and not _NUMBERED.fullmatch(names[0][1]):
                break  # one attachment without a number, then a text that has one
            names.append((lines[place], lines[place].text))
            place += 1
        for count, (line, name) in enumerate(names, 1):
            found = _NUMBERED.fullmatch(name)
            if found and int(found[1]) != count:
                self.remark(line, f"附件的序号是 {found[1]}，应当是 {count}。已按顺序编号，请核对附件。")
            self.listed.append((found[2] if found else name).rstrip("。；，、;, "))
        return place


def _begins_table(lines: Sequence[Line], place: int) -> bool:
    return begins_table([line.text for line in lines[place : place + 2]])


def _taken_from(blocks: list[Block]) -> tuple[str, list[str]]:
    """Title and unit of a table, taken out of the paragraphs above it; they stand in either order."""
    title = ""
    notes: list[str] = []
    for _ in range(2):
        last = blocks[-1] if blocks else None
        above = last.text if isinstance(last, Paragraph) else ""
        if not notes and _UNIT.fullmatch(above):
            notes.append(above.replace(":", "："))
        elif not title and _TABLE_TITLE.fullmatch(above):
            title = above
        else:
            break
        blocks.pop()
    return title, notes


def _parted_from(held: list[str]) -> list[str]:
    """Title and unit of a table that stand right above it, taken off the end of the lines of a paragraph."""
    start = len(held)
    while start > max(len(held) - 2, 0):
        line = held[start - 1]
        if not _UNIT.fullmatch(line) and not (_NUMBERED_TITLE.match(line) and _TABLE_TITLE.fullmatch(line)):
            break
        start -= 1
    taken = held[start:]
    del held[start:]
    return taken


def _joined(parts: Sequence[str]) -> str:
    """Lines as one text: with a space where both sides are no Chinese."""
    text = parts[0]
    for part in parts[1:]:
        text += " " * (text[-1].isascii() and part[0].isascii()) + part
    return text
