"""A Report as an Excel workbook that can be printed and handed in as it is (promises.md P20, P24–P27)."""

import math
import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from edudesk.base.columns import Column, Kind, printed
from edudesk.base.dates import chinese_day
from edudesk.base.jobs import Step, silent, stepping
from edudesk.base.report import A4, Report, Written
from edudesk.sheets.drawing import (
    ROW_HEIGHT,
    SIZE,
    Drawing,
    Grid,
    align_of,
    characters,
    height,
    sheet_name,
)
from edudesk.sheets.texts import clean, count_lines

_MARGIN: Final = 12.7  # mm left and right
_EXACT: Final = 10**15  # larger integers lose digits as numbers
_FIRST_YEAR: Final = 1900  # Excel knows no days before
_INDENT: Final = 1.5  # digits a step of indent takes
_SHORT: Final = 16  # digits, 8 characters
_SHARE: Final = re.compile(r"[+-]?\d+(\.\d+)?%")
_SHEET_CODES: Final = {"A4": 9, "A3": 8}


def write_report(report: Report, path: Path, step: Step = silent) -> Written:
    """One sheet: title, 填报单位 and date, header, rows, notes, signatures; same report, same bytes.

    Text stays text, also 007, 18 digits and =1+1; there is never a formula. Characters Excel cannot hold
    are replaced and told in remarks. Raises UserError when path cannot be written; nothing is left then.
    """
    writer = _Writer(report)
    writer.write(step, path.name)
    return writer.drawing.save(path)


class _Writer:
    """One report on its way into one worksheet. Rows and columns count from 0 here, as XlsxWriter does."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self.drawing = Drawing(report.title, report.on)
        self._style = self.drawing.style
        self._sheet = self.drawing.book.add_worksheet(sheet_name(report.title))
        self._grid = Grid(self.drawing, self._sheet, report.columns, _widths(report))

    def write(self, step: Step, name: str) -> None:
        """Fill the sheet."""
        head_row = self._write_title()
        row = self._grid.write_head(head_row)
        self._sheet.freeze_panes(row, self._grid.frozen_columns())
        self._sheet.repeat_rows(head_row, row - 1)
        row = self._write_rows(row, step, name)
        last = self._write_closing(row)
        self._set_page()
        self._sheet.print_area(0, 0, last, self._grid.last)

    def _write_title(self) -> int:
        report, grid = self._report, self._grid
        grid.write_title(report.title)
        left, middle, right = (self._style(align=align) for align in ("left", "center", "right"))
        day = f"填报日期：{chinese_day(report.on)}"
        whole = [text for text in (report.unit_line, report.middle_line, day) if text]
        ends = [text for text in (report.unit_line, day) if text]
        lines = [whole] if grid.stand_beside(whole) else [ends, [report.middle_line]]
        if not grid.stand_beside(lines[0]):
            lines = [[text] for text in whole]
        for row, texts in enumerate(lines, 1):
            for place, (text, part) in enumerate(zip(texts, grid.parts(len(texts)), strict=True)):
                is_last = 0 < place == len(texts) - 1
                grid.span(row, *part, text, right if is_last else middle if place else left)
            self._sheet.set_row(row, ROW_HEIGHT)
        return len(lines) + 1

    def _write_rows(self, row: int, step: Step, name: str) -> int:
        sheet, grid = self._sheet, self._grid
        columns = grid.columns
        values = list(zip(*self._report.rows, strict=True)) or [()] * len(columns)
        of_figures = [_figure_look(width, column) for width, column in zip(grid.mm, values, strict=True)]
        figures = [self._style(**look, border=1) for look in of_figures]
        exact = [
            self._style(**look, border=1, num_format=_places(column))
            for look, column in zip(of_figures, values, strict=True)
        ]
        looks = [
            look if column.is_figure or _are_shares(cells) else {"align": _text_align(column, cells)}
            for column, cells, look in zip(columns, values, of_figures, strict=True)
        ]
        styles = [self.drawing.text_style(**look, border=1) for look in looks]
        days = self._style(align="center", border=1, num_format="yyyy-mm-dd")
        blanks = [style("") for style in styles]
        # characters that surely fit on one line; most cells are shorter and need no counting
        room = [int(characters(width) // 2.2) for width in grid.mm]
        if not self._report.rows:
            grid.span(row, 0, grid.last, "（无记录）", self._style(align="center", border=1))
            return row + 1
        for cells in stepping(self._report.rows, step, f"正在写“{name}”", every=200):
            lines = 1
            for place, value in enumerate(cells):
                if value is None or value == "":
                    sheet.write_blank(row, place, None, blanks[place])
                    continue
                if (
                    isinstance(value, (int, float, Decimal))
                    and not isinstance(value, bool)
                    and -_EXACT < value < _EXACT
                ):
                    is_exact = isinstance(value, Decimal)
                    sheet.write_number(row, place, value, (exact if is_exact else figures)[place])
                    continue
                if isinstance(value, date) and value.year >= _FIRST_YEAR:  # a bureau sorts and filters by it
                    sheet.write_datetime(row, place, value, days)
                    continue
                text = grid.fitted(value if isinstance(value, str) else _word(value), row, place)
                sheet.write_string(row, place, text, styles[place](text))
                if len(text) > room[place] or "\n" in text:
                    lines = max(lines, grid.cell_lines(text, place))
            # WPS and LibreOffice do not fit heights when they open a file, so each row has one
            sheet.set_row(row, height(lines))
            row += 1
        self._merge_groups(row - len(self._report.rows))
        return row

    def _merge_groups(self, first: int) -> None:
        """The cells of the first column that are one with those below them; first: of the rows."""
        report = self._report
        starts = [at for at in range(len(report.rows)) if not report.continues(at)]
        style = self._style(align="center", border=1, text_wrap=True)
        for start, end in pairwise([*starts, len(report.rows)]):
            if end - start > 1:
                text = self._grid.fitted(printed(report.rows[start][0]), first + start, 0)
                self._sheet.merge_range(first + start, 0, first + end - 1, 0, text, style)

    def _write_closing(self, row: int) -> int:
        """Notes and signatures from a row on; returns the last row of all."""
        grid = self._grid
        note = self._style(align="left", text_wrap=True, valign="top")
        for text in self._report.lower_notes:
            grid.span(row, 0, grid.last, text, note)
            self._sheet.set_row(row, 15.0 * grid.lines(text, SIZE) + 2)
            row += 1
        if not self._report.signature:
            return row - 1
        style = self._style(align="left")
        parts = grid.parts(len(self._report.signature))
        self._sheet.set_row(row, 8)
        row += 1
        if len(parts) < len(self._report.signature):
            for label in self._report.signature:
                grid.span(row, 0, grid.last, label, style)
                self._sheet.set_row(row, 24)
                row += 1
            return row - 1
        for (first, last), label in zip(parts, self._report.signature, strict=True):
            grid.span(row, first, last, label, style)
        self._sheet.set_row(row, 28)
        return row

    def _set_page(self) -> None:
        report, sheet = self._report, self._sheet
        sheet.set_paper(_SHEET_CODES.get(report.paper.name, 9))
        if report.paper.is_landscape:
            sheet.set_landscape()
        else:
            sheet.set_portrait()
        sheet.fit_to_pages(1, 0)
        inch = _MARGIN / 25.4
        sheet.set_margins(left=inch, right=inch, top=0.6, bottom=0.7)
        sheet.center_horizontally()
        if report.watermark:
            # a picture behind the cells would be lost in WPS; the head of the page is printed everywhere
            sheet.set_header(f"&C&14&K808080{clean(report.watermark).replace('&', '&&')}")
        mine = clean(report.footer).replace("&", "&&").replace("\n", " ")[:150]
        sheet.set_footer(
            f"&L&8{' ' if mine[:1].isdigit() else ''}{mine}&R第 &P 页 共 &N 页"
            if mine
            else "&C第 &P 页 共 &N 页"
        )


def _figure_look(width: float, cells: Sequence[object]) -> dict[str, Any]:
    """Figures stand right, a step away from the next column where there is room for it. width: mm."""
    longest = max(
        (len(printed(cell)) for cell in cells if isinstance(cell, (int, float, Decimal))), default=0
    )
    return {"align": "right", "indent": 1 if characters(width) - longest >= _INDENT else 0}


def _text_align(column: Column, cells: Sequence[object]) -> str:
    """Running text left, short texts in the middle, as on paper (papers.table.align_of)."""
    align = align_of(column)
    if column.kind is not Kind.TEXT or align != "left":
        return align
    texts = {cell for cell in cells if isinstance(cell, str)}
    return "center" if texts and all(count_lines(text, _SHORT) == 1 for text in texts) else align


def _places(cells: Sequence[object]) -> str:
    """The format of the exact numbers of a column: scores of one place read 95.0, as on paper."""
    places = [
        -int(cell.as_tuple().exponent) for cell in cells if isinstance(cell, Decimal) and cell.is_finite()
    ]
    return f"0.{'0' * most}" if (most := max(places, default=0)) > 0 else "0"


def _are_shares(cells: Sequence[object]) -> bool:
    """Whether a column of text holds nothing but shares (12.5%), a dash where there is none."""
    filled = (cell for cell in cells if cell not in (None, "", "—", "-"))
    first = next(filled, None)
    return _is_share(first) and all(map(_is_share, filled))


def _is_share(cell: object) -> bool:
    return isinstance(cell, str) and _SHARE.fullmatch(cell) is not None


def _word(value: object) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    return "" if isinstance(value, float) and math.isnan(value) else printed(value)


def _widths(report: Report) -> list[float]:
    """Millimetres of the columns, stretched by up to a half so that the table fills the paper."""
    widths = [column.width for column in report.columns]
    room = (report.paper if report.paper else A4).width - 2 * _MARGIN
    stretch = min(max(room / sum(widths), 1.0), 1.5)
    return [width * stretch for width in widths]
