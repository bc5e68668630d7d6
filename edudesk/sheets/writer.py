"""A Report as an Excel workbook that can be printed and handed in as it is (promises.md P20, P24–P27)."""

import errno
import io
import math
import re
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from edudesk.base.columns import Column, Kind, printed
from edudesk.base.files import replacing
from edudesk.base.jobs import Step, silent, stepping
from edudesk.base.readings import Level
from edudesk.base.report import A4, HeadTitle, Report, Written, head_titles

_FONT: Final = "宋体"
_TITLE_FONT: Final = "黑体"
_SIZE: Final = 10
_ROW_HEIGHT: Final = 20.0  # points, one line with air around it
_MARGIN: Final = 12.7  # mm left and right
_LONGEST: Final = 32_767  # characters Excel keeps in one cell
_EXACT: Final = 10**15  # larger integers lose digits as numbers
_SHEET_CODES: Final = {"A4": 9, "A3": 8}
_TOLD: Final = 20  # cells named in one remark

# what XML 1.0 or Excel cannot hold; line feed and tab stay
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# Excel would read these as a formula if somebody edits the cell; the full-width ones in East Asia (OWASP)
_FORMULA_STARTS: Final = tuple("=+-@\t＝＋－＠")
_SHEET_NAME = re.compile(r"[\[\]:*?/\\]+")
_CENTRED: Final = frozenset(
    (Kind.NAME, Kind.CHOICE, Kind.MONTH, Kind.DATE, Kind.YESNO, Kind.ID, Kind.PHONE, Kind.TAG, Kind.INT)
)

PROBLEM_COLUMNS: Final = (
    Column("cell", "单元格", width=18, is_shown=True),
    Column("level", "级别", Kind.TAG, 14, is_shown=True),
    Column("text", "说明", width=100, is_shown=True),
    Column("value", "原值", width=50, is_shown=True),
)


def write_report(report: Report, path: Path, step: Step = silent) -> Written:
    """One sheet: title, 填报单位 and date, header, rows, notes, signatures; same report, same bytes.

    Text stays text, also 007, 18 digits and =1+1; there is never a formula. Characters Excel cannot hold
    are replaced and told in remarks. Raises UserError when path cannot be written; nothing is left then.
    """
    buffer = io.BytesIO()
    remarks = _Writer(report, buffer).write(step, path.name)
    with replacing(path) as part:
        part.write_bytes(buffer.getbuffer())
        with zipfile.ZipFile(part) as written:  # read back: a full or failing disk shows here
            if written.testzip() is not None:
                raise OSError(errno.EIO, "written workbook reads back differently")
    return Written(path, remarks)


def write_problem_list(
    path: Path, title: str, unit: str, on: date, problems: Iterable[tuple[str, Level, str, str]]
) -> Written:
    """The remarks of an import as a sheet to work through: cell, level, what is said, what stood there."""
    rows = tuple((cell, level.word, text, value) for cell, level, text, value in problems)
    return write_report(Report("problems", title, unit, on, PROBLEM_COLUMNS, rows, signature=()), path)


class _Writer:
    """One report on its way into one worksheet. Rows and columns count from 0 here, as XlsxWriter does."""

    def __init__(self, report: Report, buffer: io.BytesIO) -> None:
        self._report = report
        options = {
            "in_memory": True,  # no names of people in temporary files
            "default_format_properties": {"font_name": _FONT, "font_size": _SIZE},
        }
        self._book = xlsxwriter.Workbook(buffer, options)
        self._sheet: Worksheet = self._book.add_worksheet(sheet_name(report.title))
        self._last = len(report.columns) - 1
        self._mm = _widths(report)
        self._replaced: list[str] = []
        self._cut: list[str] = []

    def write(self, step: Step, name: str) -> tuple[str, ...]:
        """Fill and close the workbook; what had to be changed, in words."""
        report = self._report
        # fixed moment and no names: the same report gives the same bytes and tells nobody's account
        created = datetime(report.on.year, report.on.month, report.on.day)  # noqa: DTZ001 -- Excel keeps none
        self._book.set_properties({"title": _clean(report.title), "author": "", "created": created})
        row = self._write_title()
        head_row, row = row, self._write_head(row)
        self._sheet.freeze_panes(row, self._frozen_columns())
        self._sheet.repeat_rows(head_row, row - 1)
        row = self._write_rows(row, step, name)
        self._write_closing(row)
        self._set_page()
        self._book.close()
        return self._remarks()

    def _style(self, **properties: Any) -> Format:
        return self._book.add_format(
            {"font_name": _FONT, "font_size": _SIZE, "valign": "vcenter", **properties}
        )

    def _write_title(self) -> int:
        report = self._report
        for place, width in enumerate(self._mm):
            self._sheet.set_column(place, place, _characters(width))
        title = self._style(font_name=_TITLE_FONT, font_size=16, align="center", text_wrap=True)
        self._span(0, 0, self._last, report.title, title)
        self._sheet.set_row(0, 24.0 * self._lines(report.title, 16) + 8)
        left, right = self._style(align="left"), self._style(align="right")
        day = f"填报日期：{report.on.year}年{report.on.month}月{report.on.day}日"
        unit = f"填报单位：{report.unit}" if report.unit else ""
        halves = self._parts(2)
        if len(halves) == 2:
            self._span(1, *halves[0], unit, left)
            self._span(1, *halves[1], day, right)
        else:
            self._span(1, 0, self._last, f"{unit}　{day}".strip(), left)
        self._sheet.set_row(1, _ROW_HEIGHT)
        return 2

    def _write_head(self, row: int) -> int:
        style = self._style(bold=True, align="center", border=1, text_wrap=True, bg_color="#F2F2F2")
        titles = head_titles(self._report.columns)
        is_two_level = any(not title.is_lower for title in titles)
        for title in titles:
            if is_two_level and title.is_upper and title.is_lower:
                self._sheet.merge_range(row, title.first, row + 1, title.last, title.text, style)
            else:
                self._span(row if title.is_upper else row + 1, title.first, title.last, title.text, style)
        if is_two_level:
            self._sheet.set_row(row, _ROW_HEIGHT)
            row += 1
        self._sheet.set_row(row, self._head_height(titles, is_two_level))
        return row + 1

    def _head_height(self, titles: Sequence[HeadTitle], is_two_level: bool) -> float:
        """Height of the lower row; a title over both levels has one line in the upper row already."""
        lines = [
            self._cell_lines(title.text, title.first) - (is_two_level and title.is_upper)
            for title in titles
            if title.is_lower
        ]
        return _height(max(1, *lines))

    def _write_rows(self, row: int, step: Step, name: str) -> int:
        columns, sheet = self._report.columns, self._sheet
        texts = [self._text_style(column, False) for column in columns]
        quoted = [self._text_style(column, True) for column in columns]
        figures = [self._style(align="right", border=1) for column in columns]
        # characters that surely fit on one line; most cells are shorter and need no counting
        room = [int(_characters(width) // 2.2) for width in self._mm]
        if not self._report.rows:
            self._span(row, 0, self._last, "（无记录）", self._style(align="center", border=1))
            return row + 1
        for values in stepping(self._report.rows, step, f"正在写“{name}”", every=200):
            lines = 1
            for place, value in enumerate(values):
                if value is None or value == "":
                    sheet.write_blank(row, place, None, texts[place])
                    continue
                if (
                    isinstance(value, (int, float))
                    and not isinstance(value, bool)
                    and -_EXACT < value < _EXACT
                ):
                    sheet.write_number(row, place, value, figures[place])
                    continue
                text = value if isinstance(value, str) else _word(value)
                if _CONTROL.search(text) or len(text) > _LONGEST:
                    text = self._mended(text, row, place)
                style = quoted if text.startswith(_FORMULA_STARTS) else texts
                sheet.write_string(row, place, text, style[place])
                if len(text) > room[place] or "\n" in text:
                    lines = max(lines, self._cell_lines(text, place))
            # WPS and LibreOffice do not fit heights when they open a file, so each row has one
            sheet.set_row(row, _height(lines))
            row += 1
        return row

    def _text_style(self, column: Column, is_quoted: bool) -> Format:
        align = "center" if column.kind in _CENTRED else "right" if column.is_figure else "left"
        style = self._style(align=align, border=1, text_wrap=True, num_format="@")
        if is_quoted:
            style.set_quote_prefix()
        return style

    def _write_closing(self, row: int) -> None:
        note = self._style(align="left", text_wrap=True, valign="top")
        for text in self._report.notes:
            self._span(row, 0, self._last, text, note)
            self._sheet.set_row(row, 15.0 * self._lines(text, _SIZE) + 2)
            row += 1
        if not self._report.signature:
            return
        style = self._style(align="left")
        parts = self._parts(len(self._report.signature))
        self._sheet.set_row(row, 8)
        row += 1
        if len(parts) < len(self._report.signature):
            for label in self._report.signature:
                self._span(row, 0, self._last, label, style)
                self._sheet.set_row(row, 24)
                row += 1
            return
        for (first, last), label in zip(parts, self._report.signature, strict=True):
            self._span(row, first, last, label, style)
        self._sheet.set_row(row, 28)

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
        mine = _clean(report.footer).replace("&", "&&").replace("\n", " ")[:150]
        sheet.set_footer(
            f"&L&8{' ' if mine[:1].isdigit() else ''}{mine}&R第 &P 页 共 &N 页"
            if mine
            else "&C第 &P 页 共 &N 页"
        )

    def _frozen_columns(self) -> int:
        """Up to the name, so that it stays while scrolling sideways."""
        columns = self._report.columns
        if sum(self._mm) < 250:
            return 0
        return next((place + 1 for place, column in enumerate(columns[:4]) if column.kind is Kind.NAME), 0)

    def _span(self, row: int, first: int, last: int, text: str, style: Format) -> None:
        text = self._mended(text, row, first) if _CONTROL.search(text) or len(text) > _LONGEST else text
        if first == last:
            self._sheet.write_string(row, first, text, style)
        else:
            self._sheet.merge_range(row, first, row, last, "", style)
            self._sheet.write_string(row, first, text, style)

    def _parts(self, count: int) -> list[tuple[int, int]]:
        """The columns in count groups of about the same width; fewer when there are fewer columns."""
        count = min(count, len(self._mm))
        total, so_far = sum(self._mm), 0.0
        ends: list[int] = []
        for place, width in enumerate(self._mm):
            so_far += width
            left = len(self._mm) - 1 - place
            if len(ends) < count - 1 and (
                so_far >= total * (len(ends) + 1) / count or left == count - 1 - len(ends)
            ):
                ends.append(place)
        edges = [-1, *ends, self._last]
        return [(before + 1, end) for before, end in pairwise(edges)]

    def _lines(self, text: str, size: int) -> int:
        """Lines a text of this size in points takes over the whole width."""
        return _count_lines(text, sum(self._mm) * 1.75 * _SIZE / size)

    def _cell_lines(self, text: str, place: int) -> int:
        return _count_lines(text, _characters(self._mm[place]))

    def _mended(self, text: str, row: int, place: int) -> str:
        where = f"第 {row + 1} 行“{self._report.columns[place].full_title}”"
        if _CONTROL.search(text):
            self._replaced.append(where)
            text = _clean(text)
        if len(text) > _LONGEST:
            self._cut.append(where)
            text = text[: _LONGEST - 1] + "…"
        return text

    def _remarks(self) -> tuple[str, ...]:
        told = []
        for cells, text in (
            (self._replaced, "Excel 不能保存的控制字符已换成空格"),
            (self._cut, f"文字超过 {_LONGEST:,} 字，超出部分没有写入"),
        ):
            if cells:
                more = f"等 {len(cells)} 处" if len(cells) > _TOLD else ""
                told.append(f"{text}：{'、'.join(cells[:_TOLD])}{more}。")
        return tuple(told)


def sheet_name(title: str) -> str:
    """At most 31 characters, without the marks Excel forbids."""
    return _SHEET_NAME.sub(" ", _clean(title)).strip(" '")[:31].strip(" '") or "Sheet1"


def _clean(text: str) -> str:
    return _CONTROL.sub(" ", text.replace("\r\n", "\n").replace("\x0b", "\n"))


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


def _characters(width: float) -> float:
    """Excel's unit for a width in mm: digits of 7 pixels, 5 pixels of padding, 96 pixels an inch."""
    return max((width / 25.4 * 96 - 5) / 7, 2.0)


def _height(lines: int) -> float:
    """Points of a row with so many lines; 409 is Excel's ceiling."""
    return min(max(_ROW_HEIGHT, lines * (_SIZE + 3.5) + 7), 409)


def _count_lines(text: str, room: float) -> int:
    """Lines when room digits fit on one; a Chinese character takes two."""
    return sum(
        max(1, math.ceil(sum(2 if mark > "\u2e7f" else 1 for mark in line) / room))
        for line in text.split("\n")
    )
