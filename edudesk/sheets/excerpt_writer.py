"""An Excerpt as a workbook: the stranger's head as it stood, his cells, and 错误说明 behind them."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Final

from xlsxwriter.exceptions import OverlappingRange
from xlsxwriter.format import Format

from edudesk.base.columns import printed
from edudesk.base.ids import excel_shows, looks_truncated
from edudesk.base.jobs import Step, silent, stepping
from edudesk.base.readings import Level
from edudesk.base.report import Written
from edudesk.sheets.drawing import ROW_HEIGHT, Drawing, height, sheet_name
from edudesk.sheets.excerpt import Excerpt, ExcerptRow, ExcerptSheet
from edudesk.sheets.headers import ERRORS
from edudesk.sheets.texts import count_lines
from edudesk.sheets.workbook import Cell, CellDetail

_EXACT: Final = 10**15  # larger numbers lose digits in Excel
_FIRST_YEAR: Final = 1905  # of a date that both of Excel's calendars know
_NARROWEST, _WIDEST, _NOTE_WIDTH = 8, 30, 64  # digits that fit into a column
# no ground: an import asks what coloured names mean (M44)
_INKS: Final = {Level.ERROR: "#A93226", Level.WARNING: "#8F5F0C"}
_TEXT: Final = "@"

TextStyle = Callable[[str], Format]


def write_excerpt(excerpt: Excerpt, path: Path, step: Step = silent) -> Written:
    """Every cell means on the next import what it meant on the first.

    Cells are formatted as text, so that an ID typed into one stays whole; only dates and numbers that Excel
    holds exactly remain what they are. Raises UserError when path cannot be written; nothing is left then.
    """
    drawing = Drawing(excerpt.title, excerpt.on, excerpt.is_1904)
    for sheet in excerpt.sheets:
        _Writer(drawing, sheet).write(step, path.name)
    return drawing.save(path)


class _Writer:
    """One sheet on its way into the workbook. Rows and columns count from 0 here."""

    def __init__(self, drawing: Drawing, excerpt: ExcerptSheet) -> None:
        self._excerpt, self.drawing = excerpt, drawing
        self._sheet = drawing.book.add_worksheet(sheet_name(excerpt.name))
        self._last = len(excerpt.top[-1])  # of 错误说明
        self._widths = [self._fitting(place) for place in range(self._last)]
        self._style_of = cache(self._style)

    def write(self, step: Step, name: str) -> None:
        """Fill the sheet."""
        for place, width in enumerate(self._widths):
            self._sheet.set_column(place, place, width, self.drawing.style(num_format=_TEXT))
        self._sheet.set_column(self._last, self._last, _NOTE_WIDTH)
        self._write_top()
        first = len(self._excerpt.top)
        rows = stepping(self._excerpt.rows, step, f"正在写“{name}”", every=200)
        for number, row in enumerate(rows, first):
            self._write_row(number, row)
        self._sheet.freeze_panes(first, 0)
        self._sheet.set_landscape()
        self._sheet.set_paper(9)
        self._sheet.fit_to_pages(1, 0)
        self._sheet.repeat_rows(self._excerpt.head_row - 1, first - 1)

    def _write_top(self) -> None:
        """Titles and head with their merges; 错误说明 over all levels of the head."""
        title = self.drawing.text_style("left")
        head = self.drawing.text_style("center", bold=True, border=1, bg_color="#F2F2F2")
        top, first, last = self._excerpt.top, self._excerpt.head_row - 1, len(self._excerpt.top) - 1
        for number, cells in enumerate(top):
            for place, cell in enumerate(cells):
                if cell != "" or number >= first:
                    self._write_cell(number, place, cell, CellDetail(), head if number >= first else title)
            self._sheet.set_row(number, ROW_HEIGHT * (1.6 if number == last else 1))
        for merge in self._excerpt.merges:
            row, place = merge.row - 1, merge.column - 1
            style = head if row >= first else title
            with suppress(OverlappingRange):  # in a damaged file; the value is written all the same
                self._sheet.merge_range(row, place, merge.last_row - 1, merge.last_column - 1, "", style(""))
            self._write_cell(row, place, top[row][place], CellDetail(), style)
        if first < last:
            self._sheet.merge_range(first, self._last, last, self._last, ERRORS, head(""))
        else:
            self._sheet.write_string(first, self._last, ERRORS, head(""))

    def _write_row(self, number: int, row: ExcerptRow) -> None:
        lines = 1
        for place, (cell, detail) in enumerate(row.cells):
            level = row.note.marks.get(place, Level.OK) if row.note is not None else Level.OK
            style = self._style_of(_format_of(cell, detail), level, place in row.struck)
            self._write_cell(number, place, cell, detail, style)
            if isinstance(cell, str):
                lines = max(lines, count_lines(cell, self._widths[place]))
        if row.note is not None:
            text = self.drawing.fitted(row.note.text, number, ERRORS)
            self._sheet.write_string(number, self._last, text, self._style_of(_TEXT, Level.OK)(text))
            lines = max(lines, count_lines(text, _NOTE_WIDTH))
        self._sheet.set_row(number, height(lines))

    def _write_cell(self, row: int, place: int, cell: Cell, detail: CellDetail, style: TextStyle) -> None:
        sheet = self._sheet
        if cell == "":
            sheet.write_blank(row, place, None, style(""))
        elif isinstance(cell, bool):
            sheet.write_boolean(row, place, cell, style(""))
        elif isinstance(cell, date) and cell.year >= _FIRST_YEAR:
            sheet.write_datetime(row, place, cell, style(""))
        elif isinstance(cell, (int, float)) and abs(cell) < _EXACT:
            sheet.write_number(row, place, cell, style(""))
        else:
            text = self.drawing.fitted(_text_of(cell, detail), row, printed(self._excerpt.top[-1][place]))
            sheet.write_string(row, place, text, style(text))

    def _style(self, number_format: str, level: Level, is_struck: bool = False) -> TextStyle:
        look: dict[str, object] = {"num_format": number_format, "border": 1, "font_strikeout": is_struck}
        if ink := _INKS.get(level):
            look |= {"border": 2, "border_color": ink, "font_color": ink}
        return self.drawing.text_style("left", **look)

    def _fitting(self, place: int) -> float:
        """Room for the header and for most of the cells below it."""
        texts = [printed(self._excerpt.top[-1][place])]
        texts += [printed(row.cells[place][0]) for row in self._excerpt.rows if row.note is not None]
        longest = max(sum(2 if mark > "\u2e7f" else 1 for mark in text) for text in texts)
        return min(max(longest + 2, _NARROWEST), _WIDEST)


def _format_of(cell: Cell, detail: CellDetail) -> str:
    if isinstance(cell, datetime):
        return "yyyy-mm-dd hh:mm"
    if isinstance(cell, date):
        return "yyyy-mm-dd"
    is_number = isinstance(cell, (int, float)) and not isinstance(cell, bool)
    return detail.number_format or _TEXT if is_number else _TEXT


def _text_of(cell: Cell, detail: CellDetail) -> str:
    """A number Excel cannot hold as it would show it, unless the file holds all its digits."""
    if isinstance(cell, (int, float)):
        digits = str(cell) if isinstance(cell, int) else detail.raw_text
        is_whole = digits.isdecimal() and not looks_truncated(digits)
        return digits if is_whole else excel_shows(float(cell))
    return printed(cell)
