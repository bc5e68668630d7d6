"""What every workbook we write shares: texts Excel can hold, styles, heads in two levels, the way to the disk."""

import errno
import io
import re
import zipfile
from collections.abc import Callable, Sequence
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from edudesk.base.columns import Column, Kind
from edudesk.base.files import replacing
from edudesk.base.report import HeadTitle, Written, head_titles
from edudesk.sheets.texts import FORMULA_STARTS, Texts, clean, count_lines

FONT: Final = "宋体"
TITLE_FONT: Final = "黑体"
SIZE: Final = 10
ROW_HEIGHT: Final = 20.0  # points, one line with air around it
_SHEET_NAME = re.compile(r"[\[\]:*?/\\]+")
_CENTRED: Final = frozenset(
    (Kind.NAME, Kind.CHOICE, Kind.MONTH, Kind.DATE, Kind.YESNO, Kind.ID, Kind.PHONE, Kind.TAG, Kind.INT)
)


class Drawing:
    """One workbook on its way to the disk. Rows and columns count from 0 here, as XlsxWriter does."""

    def __init__(self, title: str, on: date, is_1904: bool = False) -> None:
        self._buffer = io.BytesIO()
        options = {
            "in_memory": True,  # no names of people in temporary files
            "default_format_properties": {"font_name": FONT, "font_size": SIZE},
            "date_1904": is_1904,
        }
        self.book = xlsxwriter.Workbook(self._buffer, options)
        # fixed moment and no names: the same content gives the same bytes and tells nobody's account
        created = datetime(on.year, on.month, on.day)  # noqa: DTZ001 -- Excel keeps none
        self.book.set_properties({"title": clean(title), "author": "", "created": created})
        self._texts = Texts()

    def style(self, **properties: Any) -> Format:
        """A format in our font, in the middle of its row."""
        return self.book.add_format({"font_name": FONT, "font_size": SIZE, "valign": "vcenter", **properties})

    def text_style(self, align: str, **properties: Any) -> Callable[[str], Format]:
        """The format for a text cell: text stays text, also one that looks like a formula."""
        properties = {"align": align, "text_wrap": True, "num_format": "@", **properties}
        plain, quoted = self.style(**properties), self.style(**properties)
        quoted.set_quote_prefix()
        return lambda text: quoted if text.startswith(FORMULA_STARTS) else plain

    def fitted(self, text: str, row: int, column: str) -> str:
        """The text as Excel can hold it; row and title of the column are told when it had to be changed."""
        return self._texts.fitted(text, f"第 {row + 1} 行“{column}”")

    def save(self, path: Path) -> Written:
        """Close the workbook and put it on the disk, whole or not at all; UserError when that fails."""
        self.book.close()
        with replacing(path) as part:
            part.write_bytes(self._buffer.getbuffer())
            with zipfile.ZipFile(part) as written:  # read back: a full or failing disk shows here
                if written.testzip() is not None:
                    raise OSError(errno.EIO, "written workbook reads back differently")
        return Written(path, self._texts.remarks())


class Grid:
    """Columns of given widths (mm) on one sheet: titles over all of them, a head, groups of columns."""

    def __init__(
        self, drawing: Drawing, sheet: Worksheet, columns: Sequence[Column], widths: Sequence[float]
    ) -> None:
        self.drawing, self.sheet, self.columns, self.mm = drawing, sheet, columns, widths
        self.last = len(columns) - 1
        self._names = [column.full_title for column in columns]
        for place, width in enumerate(widths):
            sheet.set_column(place, place, characters(width))

    def write_title(self, text: str, align: str = "center") -> None:
        """The title in row 0, over all columns."""
        style = self.drawing.style(font_name=TITLE_FONT, font_size=16, align=align, text_wrap=True)
        self.span(0, 0, self.last, text, style)
        self.sheet.set_row(0, 24.0 * self.lines(text, 16) + 8)

    def write_head(self, row: int, has_stars: bool = False) -> int:
        """The head in one or two levels; the row behind it. has_stars: * before the title of a required column."""
        style = self.drawing.style(bold=True, align="center", border=1, text_wrap=True, bg_color="#F2F2F2")
        titles = head_titles(self.columns)
        is_two_level = any(not title.is_lower for title in titles)
        for title in titles:
            is_starred = has_stars and title.is_lower and self.columns[title.first].required
            text = f"*{title.text}" if is_starred else title.text
            if is_two_level and title.is_upper and title.is_lower:
                self.sheet.merge_range(row, title.first, row + 1, title.last, text, style)
            else:
                self.span(row if title.is_upper else row + 1, title.first, title.last, text, style)
        if is_two_level:
            self.sheet.set_row(row, ROW_HEIGHT)
            row += 1
        self.sheet.set_row(row, self._head_height(titles, is_two_level))
        return row + 1

    def _head_height(self, titles: Sequence[HeadTitle], is_two_level: bool) -> float:
        """Height of the lower row; a title over both levels has one line in the upper row already."""
        lines = [
            self.cell_lines(title.text, title.first) - (is_two_level and title.is_upper)
            for title in titles
            if title.is_lower
        ]
        return height(max(1, *lines))

    def span(self, row: int, first: int, last: int, text: str, style: Format) -> None:
        """A text over the columns first … last."""
        text = self.fitted(text, row, first)
        if first == last:
            self.sheet.write_string(row, first, text, style)
        else:
            self.sheet.merge_range(row, first, row, last, "", style)
            self.sheet.write_string(row, first, text, style)

    def write_text(self, row: int, place: int, text: str, style: Format) -> None:
        """One cell; an empty text leaves a blank one."""
        if text:
            self.sheet.write_string(row, place, self.fitted(text, row, place), style)
        else:
            self.sheet.write_blank(row, place, None, style)

    def fitted(self, text: str, row: int, place: int) -> str:
        """The text as Excel can hold it."""
        return self.drawing.fitted(text, row, self._names[place])

    def parts(self, count: int) -> list[tuple[int, int]]:
        """The columns in count groups of about the same width; fewer when there are fewer columns."""
        count = min(count, len(self.mm))
        total, so_far = sum(self.mm), 0.0
        ends: list[int] = []
        for place, width in enumerate(self.mm):
            so_far += width
            left = len(self.mm) - 1 - place
            if len(ends) < count - 1 and (
                so_far >= total * (len(ends) + 1) / count or left == count - 1 - len(ends)
            ):
                ends.append(place)
        edges = [-1, *ends, self.last]
        return [(before + 1, end) for before, end in pairwise(edges)]

    def frozen_columns(self) -> int:
        """Up to the name, so that it stays while scrolling sideways."""
        if sum(self.mm) < 250:
            return 0
        return next(
            (place + 1 for place, column in enumerate(self.columns[:4]) if column.kind is Kind.NAME), 0
        )

    def lines(self, text: str, size: int) -> int:
        """Lines a text of this size in points takes over the whole width."""
        return count_lines(text, sum(self.mm) * 1.75 * SIZE / size)

    def stand_beside(self, texts: Sequence[str]) -> bool:
        """Whether each of the texts surely stands on one line in its part of the columns, whatever the font."""
        parts = self.parts(len(texts))
        return len(parts) == len(texts) and all(
            count_lines(text, characters(sum(self.mm[first : last + 1])) / 1.05) == 1
            for text, (first, last) in zip(texts, parts, strict=True)
        )

    def cell_lines(self, text: str, place: int) -> int:
        """Lines a text takes in one column."""
        return count_lines(text, characters(self.mm[place]))


def align_of(column: Column) -> str:
    """Where the texts of a column stand in their cells."""
    return "center" if column.kind in _CENTRED else "right" if column.is_figure else "left"


def sheet_name(title: str) -> str:
    """At most 31 characters, without the marks Excel forbids."""
    return _SHEET_NAME.sub(" ", clean(title)).strip(" '")[:31].strip(" '") or "Sheet1"


def characters(width: float) -> float:
    """Excel's unit for a width in mm: digits of 7 pixels, 5 pixels of padding, 96 pixels an inch."""
    return max((width / 25.4 * 96 - 5) / 7, 2.0)


def height(lines: int) -> float:
    """Points of a row with so many lines; 409 is Excel's ceiling."""
    return min(max(ROW_HEIGHT, lines * (SIZE + 3.5) + 7), 409)
