"""Several short tables that are changed in Excel and read back: a sheet each, with drop-downs and notes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from xlsxwriter.worksheet import Worksheet

from edudesk.base.columns import Column, Kind
from edudesk.base.report import Written
from edudesk.sheets.drawing import SIZE, Drawing, Grid, align_of, characters, height, sheet_name
from edudesk.sheets.template import how_to_fill

_SPARE: Final = 200  # rows below the last that have drop-downs too
_SCALE: Final = 0.9  # of the widths, so that a table fits on a lying page
_GREY: Final = "#7F7F7F"
_UPRIGHT: Final = (
    Column("name", "栏目", width=34),
    Column("text", "内容", width=110),
    Column("how", "怎样填", width=70),
)


@dataclass(frozen=True, slots=True)
class FilledList:
    """One table. rows: a text per column; note: a sentence under the title; is_upright: one row, a line per column."""

    title: str
    columns: tuple[Column, ...]
    rows: Sequence[Sequence[str]]
    note: str = ""
    is_upright: bool = False


def write_lists(title: str, lists: Sequence[FilledList], path: Path, on: date) -> Written:
    """A workbook with one sheet per list; every cell is text. Raises UserError when path cannot be written."""
    drawing = Drawing(title, on)
    for one in lists:
        sheet = drawing.book.add_worksheet(sheet_name(one.title))
        columns = _UPRIGHT if one.is_upright else one.columns
        grid = Grid(drawing, sheet, columns, [column.width * _SCALE for column in columns])
        grid.write_title(f"{title}：{one.title}", "left")
        grid.span(1, 0, grid.last, one.note, drawing.style(align="left", font_color=_GREY, text_wrap=True))
        sheet.set_row(1, 15.0 * grid.lines(one.note, SIZE) + 4)
        first = grid.write_head(2, has_stars=True)
        rows = _upright(one) if one.is_upright else one.rows
        _write_rows(drawing, grid, sheet, rows, first)
        if one.is_upright:
            for number, column in enumerate(one.columns):
                _offer(sheet, column, first + number, first + number, 1)
        else:
            for place, column in enumerate(columns):
                sheet.write_comment(first - 1, place, how_to_fill(column), {"author": "", "y_scale": 0.6})
                _offer(sheet, column, first, first + len(rows) + _SPARE, place)
                style = drawing.style(num_format="@", align=align_of(column))
                sheet.set_column(place, place, characters(grid.mm[place]), style)
        sheet.freeze_panes(first, 0)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(2, first - 1)
    return drawing.save(path)


def _upright(one: FilledList) -> list[Sequence[str]]:
    (row,) = one.rows
    return [
        (f"{'*' if column.required else ''}{column.title}", text, how_to_fill(column))
        for column, text in zip(one.columns, row, strict=True)
    ]


def _write_rows(
    drawing: Drawing, grid: Grid, sheet: Worksheet, rows: Sequence[Sequence[str]], first: int
) -> None:
    styles = [drawing.text_style(align_of(column), border=1) for column in grid.columns]
    for number, row in enumerate(rows, first):
        lines = 1
        for place, text in enumerate(row):
            grid.write_text(number, place, text, styles[place](text))
            lines = max(lines, grid.cell_lines(text, place))
        sheet.set_row(number, height(lines))


def _offer(sheet: Worksheet, column: Column, first: int, last: int, place: int) -> None:
    """The drop-down of a column that has words."""
    words = ("是", "否") if column.kind is Kind.YESNO else column.codes.words if column.codes else ()
    if words and sum(map(len, words)) + len(words) < 250:  # all that Excel takes in one list
        sheet.data_validation(
            first, place, last, place,
            {"validate": "list", "source": list(words), "error_title": column.title[:32],
             "error_message": f"请填{'、'.join(words)}之一。"[:250]},
        )  # fmt: skip
