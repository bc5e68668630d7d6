"""A report is a value: everything a writer (xlsx, pdf) must know, and nothing about schools."""

from collections.abc import Callable, Mapping, Sequence, Sized
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Protocol

from edudesk.base.along import Along
from edudesk.base.columns import Column
from edudesk.base.errors import UserError
from edudesk.base.masking import Audience, Privacy, mask_numbers

SIGNATURE = ("校长（签字）：", "审核人：", "填表人：", "联系电话：")


@dataclass(frozen=True)
class Paper:
    """Sheet size in mm as it lies: name for Excel (A4, A3), width × height."""

    name: str
    width: float
    height: float

    @property
    def is_landscape(self) -> bool:
        """Wider than high."""
        return self.width > self.height


A4 = Paper("A4", 210, 297)
A4_LANDSCAPE = Paper("A4", 297, 210)
A3_LANDSCAPE = Paper("A3", 420, 297)


def refuse(title: str, audience: Audience, audiences: Sequence[Audience]) -> None:
    """Raises UserError when a paper is not for an audience."""
    if audience not in audiences:
        raise UserError(
            f"《{title}》不能用于{audience.mark}，没有导出。", "请把输出级别改为校内使用或报教育局。"
        )


@dataclass(frozen=True)
class Report:
    """A table to hand out.

    key: stable name, also of its golden file; title: over the table; unit: 填报单位; on: 填报日期 and
    统计时点; rows: native values in the order of columns, already masked for the audience (INTERNAL: not
    masked at all); notes: lines under the table, one that begins with 单位： over it; signature: labels with room to sign behind each; footer:
    small line at the foot of each page (who made it, from which state of the data); file_name: without suffix;
    watermark: said large and pale across each page, over it in a workbook; along: bars over the rows on paper;
    is_grouped: an empty cell of the first column belongs to the one above it.
    """

    key: str
    title: str
    unit: str
    on: date
    columns: tuple[Column, ...]
    rows: tuple[tuple[object, ...], ...]
    notes: tuple[str, ...] = ()
    signature: tuple[str, ...] = SIGNATURE
    paper: Paper = A4_LANDSCAPE
    footer: str = ""
    file_name: str = ""
    audience: Audience = Audience.INTERNAL
    is_grouped: bool = False
    watermark: str = ""
    along: Along | None = None

    def continues(self, row: int) -> bool:
        """Whether the first cell of a row (from 0) is one with that of the row above."""
        return self.is_grouped and 0 < row < len(self.rows) and self.rows[row][0] == ""

    @property
    def unit_line(self) -> str:
        """Who fills it in, over the table; what is signed is stamped too."""
        label = "填报单位（盖章）" if self.signature else "填报单位"
        return f"{label}：{self.unit}" if self.unit else ""

    @property
    def middle_line(self) -> str:
        """The note over the table: in what it counts, as of which day; "" if none."""
        return next((note for note in self.notes if note.startswith("单位：")), "")

    @property
    def lower_notes(self) -> tuple[str, ...]:
        """The notes under the table."""
        return tuple(note for note in self.notes if note != self.middle_line)


class Handout(Protocol):
    """What the journal keeps of anything with the school's data that goes into a file."""

    @property
    def key(self) -> str:
        """Stable name."""

    @property
    def title(self) -> str:
        """What it is, in words."""

    @property
    def audience(self) -> Audience:
        """For whom; INTERNAL holds whole numbers."""

    @property
    def rows(self) -> Sized:
        """The records in it."""


@dataclass(frozen=True)
class Template:
    """An empty table for others to fill in, and for us to read back.

    columns: the first is the one for the running number; on: day it was made; notes: how to fill it in, one
    sentence each; examples: Column.key -> text of a row that shows how, and that no import takes.
    """

    title: str
    on: date
    columns: tuple[Column, ...]
    notes: tuple[str, ...] = ()
    examples: tuple[Mapping[str, str], ...] = ()
    file_name: str = ""


@dataclass(frozen=True)
class Written:
    """What a writer made: the file, and what it had to replace or could not print, in words."""

    path: Path
    remarks: tuple[str, ...] = ()
    pages: int = 0


@dataclass(frozen=True, slots=True)
class HeadTitle:
    """One cell of a table head: columns first … last; an upper one stands over lower ones, a whole one alone."""

    text: str
    first: int
    last: int
    is_upper: bool
    is_lower: bool


def head_titles(columns: Sequence[Column]) -> tuple[HeadTitle, ...]:
    """The head in one or two levels: equal neighbouring parents are one cell over their columns.

    A parent over one column alone needs no second level: 最高学历 over 学历 is 最高学历, over 专业 最高学历专业.
    """
    titles = []
    for parent, group in groupby(enumerate(columns), key=lambda pair: pair[1].parent):
        members = list(group)
        if parent and len(members) > 1:
            titles.append(HeadTitle(parent, members[0][0], members[-1][0], True, False))
            titles += [HeadTitle(column.title, place, place, False, True) for place, column in members]
            continue
        for place, column in members:
            whole = parent if parent.endswith(column.title) else parent + column.title
            titles.append(HeadTitle(whole, place, place, True, True))
    return tuple(titles)


def report_columns(columns: Sequence[Column], audience: Audience) -> tuple[Column, ...]:
    """The columns this audience may see, in their order."""
    return tuple(column for column in columns if audience.shows(column.privacy))


def report_rows(
    rows: Sequence[object], columns: Sequence[Column], audience: Audience
) -> tuple[tuple[object, ...], ...]:
    """Native values of the rows, masked for the audience (P26: computed per output, not per field)."""
    masks = [mask_for(column, audience) for column in columns]
    pairs = list(zip(columns, masks, strict=True))
    return tuple(
        tuple(column.of(row) if mask is None else mask(column.text(row)) for column, mask in pairs)
        for row in rows
    )


def mask_for(column: Column, audience: Audience) -> Callable[[str], str] | None:
    """How this audience sees a printed value of a column it may see; None for as it is."""
    if audience is Audience.INTERNAL or column.is_figure:
        return None
    if audience is Audience.SCHOOL_NOTICE and column.privacy is Privacy.BIRTH:
        return lambda text: text[:4]
    # a number may stand in any text: a staff number or a certificate number that is the ID itself
    return (lambda text: column.starred(mask_numbers(text))) if column.is_masked else mask_numbers
