"""An empty workbook to be filled in: drop-down lists, notes at the cells, instructions, an example row."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from xlsxwriter.worksheet import Worksheet

from edudesk.base.columns import Column, Kind
from edudesk.base.jobs import Step, silent
from edudesk.base.report import Template, Written, head_titles
from edudesk.sheets.addresses import column_letters
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

EXAMPLE_MARK: Final = "例"  # in the first column; sheets.rows leaves such a row out (花名册导入 M7)
_ROWS: Final = 3000  # rows with drop-down lists and notes
_HEAD_ROW: Final = 2
_INSTRUCTIONS, _WORDS = "填写说明", "选项"
_LINE: Final = "#BFBFBF"
_GREY: Final = "#7F7F7F"
_LONGEST_NOTE: Final = 255  # characters Excel shows beside a cell

_HOW: Final = {
    Kind.NAME: "与身份证上的姓名一致",
    Kind.MONTH: "年月，如 1985-07 或 1985.7",
    Kind.DATE: "年月或年月日，如 1985-02、1985-02-13",
    Kind.YESNO: "填“是”或“否”，不清楚就空着",
    Kind.ID: "照证件原样填写，一位不少",
    Kind.PHONE: "手机号码，或带区号的座机",
    Kind.NUMBER: "数字",
    Kind.INT: "整数",
}
_TELLING: Final = (
    Column("title", "列名", width=44),
    Column("need", "是否必填", Kind.TAG, 18),
    Column("how", "怎样填", width=84),
    Column("words", "可选内容", width=110),
)


def write_template(template: Template, path: Path, step: Step = silent) -> Written:
    """The table under a two-level head, and a sheet 填写说明; every cell is text, so that no ID becomes a number.

    Filled in, it is read back by the import of its columns without a remark; the example rows are left out.
    Raises UserError when path cannot be written; nothing is left then.
    """
    step(0, 0, f"正在写“{path.name}”")
    drawing = Drawing(template.title, template.on)
    table = drawing.book.add_worksheet(sheet_name(template.title))
    telling = drawing.book.add_worksheet(_INSTRUCTIONS)
    words = _write_words(drawing, template.columns)
    first_row = _write_table(drawing, table, template, words)
    _write_telling(drawing, telling, template, first_row)
    return drawing.save(path)


def how_to_fill(column: Column) -> str:
    """What a cell of this column should hold, in a few words."""
    if column.help:
        return column.help
    if column.codes is not None:
        return "从列表中选；列表里没有的可以直接填写" if column.codes.is_open else "从列表中选"
    return _HOW.get(column.kind, "文字")


def _write_words(drawing: Drawing, columns: Sequence[Column]) -> dict[str, str]:
    """The drop-down lists on a hidden sheet, for they may be longer than Excel takes in one; key -> where."""
    lists = {column.key: column.codes for column in columns if column.codes is not None}
    if not lists:
        return {}
    sheet = drawing.book.add_worksheet(_WORDS)
    sheet.hide()
    style, places = drawing.style(num_format="@"), {}
    for place, (key, codes) in enumerate(lists.items()):
        letters = column_letters(place + 1)
        sheet.write_column(0, place, (codes.name, *codes.words), style)
        places[key] = f"={_WORDS}!${letters}$2:${letters}${len(codes.words) + 1}"
    return places


def _write_table(drawing: Drawing, sheet: Worksheet, template: Template, words: dict[str, str]) -> int:
    """The sheet to fill in; number of the first row for that, as Excel counts."""
    columns = template.columns
    grid = Grid(drawing, sheet, columns, [column.width for column in columns])
    for place, column in enumerate(columns):
        cell = drawing.style(num_format="@", align=align_of(column), border=1, border_color=_LINE)
        sheet.set_column(place, place, characters(column.width), cell)
    grid.write_title(f"{template.title}（导入模板）", "left")  # the middle of a wide table is out of sight
    first = grid.write_head(_HEAD_ROW, has_stars=True)
    start = first + len(template.examples) + 1
    note = f"从第 {start} 行起填写；带 * 的列必填，其余不清楚的可以空着；各列怎样填见“{_INSTRUCTIONS}”。"
    grid.span(1, 0, grid.last, note, drawing.style(align="left", font_color=_GREY))
    sheet.set_row(1, ROW_HEIGHT)
    for row, example in enumerate(template.examples, first):
        for place, column in enumerate(columns):
            style = drawing.text_style(
                align_of(column), border=1, border_color=_LINE, italic=True, font_color=_GREY
            )
            text = example.get(column.key, "") if place else EXAMPLE_MARK
            grid.write_text(row, place, text, style(text))
    _add_notes(sheet, columns, first, words)
    sheet.freeze_panes(first, grid.frozen_columns())
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(_HEAD_ROW, first - 1)
    return start


def _add_notes(sheet: Worksheet, columns: Sequence[Column], first: int, words: dict[str, str]) -> None:
    """What belongs into a column: at its title, and beside the cell that is being filled in."""
    heads = {title.first: title for title in head_titles(columns) if title.is_lower}
    for place, column in enumerate(columns[1:], 1):
        how = _sentence(column)
        row = _HEAD_ROW if heads[place].is_upper else first - 1
        sheet.write_comment(row, place, how, {"x_scale": 1.4, "y_scale": 0.6, "author": ""})
        rule: dict[str, object] = {
            "validate": "any",
            "input_title": column.full_title[:32],
            "input_message": how[:_LONGEST_NOTE],
        }
        if column.key in words:
            rule |= {"validate": "list", "source": words[column.key]}
            is_open = column.codes is not None and column.codes.is_open
        elif column.kind is Kind.YESNO:
            rule |= {"validate": "list", "source": ["是", "否"]}
            is_open = False
        else:
            is_open = True
        if is_open:
            rule |= {"show_error": False}
        else:
            rule |= {"error_title": column.full_title[:32], "error_message": f"{how}。"}
        sheet.data_validation(first, place, first + _ROWS - 1, place, rule)


def _sentence(column: Column) -> str:
    return f"必填。{how_to_fill(column)}" if column.required else how_to_fill(column)


def _write_telling(drawing: Drawing, sheet: Worksheet, template: Template, first_row: int) -> None:
    """The instructions: sentences, then a line for each column."""
    grid = Grid(drawing, sheet, _TELLING, [column.width * 0.75 for column in _TELLING])
    grid.write_title(_INSTRUCTIONS)
    style, row = drawing.style(align="left", text_wrap=True), 1
    for number, text in enumerate((*_general_notes(template, first_row), *template.notes), 1):
        grid.span(row, 0, grid.last, f"{number}. {text}", style)
        sheet.set_row(row, 15.0 * grid.lines(text, SIZE) + 4)
        row += 1
    row = grid.write_head(row + 1)
    styles = [drawing.text_style(align_of(column), border=1) for column in _TELLING]
    for column in template.columns[1:]:
        lines = 1
        for place, text in enumerate(_told(column)):
            grid.write_text(row, place, text, styles[place](text))
            lines = max(lines, grid.cell_lines(text, place))
        sheet.set_row(row, height(lines))
        row += 1
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)


def _general_notes(template: Template, first_row: int) -> tuple[str, ...]:
    notes = [
        f"在“{sheet_name(template.title)}”工作表里从第 {first_row} 行起填写，一行一条；"
        "表头请不要改，列可以换位置，用不到的列可以整列删掉。",
        "单元格都是文本格式，证件号、工号、电话直接输入即可；从别处复制时请“选择性粘贴→数值”，免得格式一起变掉。",
        "有下拉列表的列，点单元格右边的箭头选择；表外的词能不能填，看下表“怎样填”一列。",
        "填好后保存为 .xlsx，在校务通里导入；导入前会逐格检查，确认之后才写入。",
    ]
    if template.examples:
        notes.insert(1, f"序号写着“{EXAMPLE_MARK}”的是示例行，不会导入，可以留着，也可以删掉。")
    return tuple(notes)


def _told(column: Column) -> tuple[str, ...]:
    words = column.codes.words if column.codes is not None else ()
    return column.full_title, "必填" if column.required else "", how_to_fill(column), "、".join(words)
