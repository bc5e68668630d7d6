"""The child process that opens a stranger's workbook: an order and bytes in at stdin, JSON out at stdout.

It knows no paths, imports neither Qt nor SQLAlchemy, and may die of its limits without harm to the program.
"""

import gc
import io
import json
import os
import re
import sys
import threading
from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from typing import Any

import python_calamine as calamine

from edudesk.sheets import kinds
from edudesk.sheets.addresses import address
from edudesk.sheets.limits import Limits, Refused
from edudesk.sheets.marked import coloured_styles, marked_cells, struck_styles
from edudesk.sheets.package import Package, Scan
from edudesk.sheets.packing import packed, placed
from edudesk.sheets.padded import padded_cells, show

Table = dict[str, Any]
"""One sheet on its way to reader._sheet: name, is_hidden, width, cells, dates, numbers, hidden_rows, …

cells, dates and numbers as packing has them.
"""
_Opened = tuple[int, calamine.SheetMetadata, calamine.CalamineSheet]
Marks = Sequence[tuple[int, int, str]]
"""Row, column and a text about each: of cells without a value what is said there."""

_MERGES = 20_000
# what openpyxl would import, and takes a third of its time for, if it were there: pictures and other parsers
_UNNEEDED = ("PIL", "lxml", "numpy")
_ZEROS = re.compile(rb"""formatCode=["'][^"']*0[^"']?0""")  # a first look: 0000, 00-00, but 0.00 too
_CUT_ZERO = re.compile(r"[0-9]{4}\.1")


def main() -> int:
    """Wait for a file and answer with one JSON object; without a word when stdin ends before there is one.

    stdin: a line with limits, the suffix of the file's name, the job (see _done) and its argument as JSON list,
    then the content to its end. What a job makes follows the answer behind a line end.
    """
    gc.disable()  # it lives for one file and makes no circles: there is nothing to collect
    with open(0, "rb", closefd=False) as source:  # sys.stdin is None in a windowed program
        order = source.readline()
        if not order:  # nobody needed this spare, or the program is gone
            return 0
        given, suffix, job, argument = json.loads(order)
        limits = Limits(*given)
        _limit_process(limits)
        content = source.read()
    if job == "fill":
        for name in _UNNEEDED:
            sys.modules.setdefault(name, None)  # type: ignore[arg-type]
    told = answered(content, limits, suffix, job, argument)
    with open(1, "wb", closefd=False) as target:
        target.write(told)
    os._exit(0)  # the answer is out; tidying up cell by cell would keep the program waiting


def answered(content: bytes, limits: Limits, suffix: str, job: str, argument: Any) -> bytes:
    """What the child says of a file: one line of JSON, and behind it the file the job made."""
    made = b""
    try:
        answer, made = _done(job, content, suffix, argument, limits)
    except Refused as refused:
        answer = {"refused": [refused.text, refused.hint]}
    except MemoryError:
        answer = {"failed": "MemoryError"}
    # calamine is Rust: its panic is a BaseException, and a stranger's file must never show a traceback
    except BaseException as error:
        answer = {"failed": type(error).__name__}
    line = json.dumps(answer, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    return line + b"\n" + made


def _done(
    job: str, content: bytes, suffix: str, argument: Any, limits: Limits
) -> tuple[dict[str, Any], bytes]:
    """The answer to a job, and the file it made: read, look (at a form), fill (it), prose (of a text)."""
    if job == "look":
        from edudesk.sheets.filling.look import look

        return look(content, suffix, limits), b""
    if job == "fill":
        from edudesk.sheets.filling.patch import patch

        return patch(content, argument, limits)
    if job == "prose":
        from edudesk.sheets.prose import told_prose

        return told_prose(content, limits), b""
    return read(content, suffix, limits), b""


def read(content: bytes, suffix: str, limits: Limits) -> dict[str, Any]:
    """The workbook as plain values. Raises Refused."""
    kind = kinds.kind_of(content, suffix)
    if kind == "zip":
        return _read_xlsx(content, suffix, limits)
    if kind == "ole":
        tables = _tables(_sheets(content, suffix), limits)
        for table in tables:
            table["remarks"].append(
                "旧版 .xls 看不出哪些行被隐藏，已全部读取；公式出错的格看上去是空的。可另存为 .xlsx 后再导入。"
            )
        return {"kind": "xls", "is_1904": False, "sheets": tables}
    from edudesk.sheets import plain  # html.parser costs 8 ms that no .xlsx needs

    if kind == "html":
        rows, merges = plain.html_rows(content)
        table = _table("网页表格", rows, limits)
        table["merges"] = merges
    else:
        rows, remarks = plain.csv_rows(content, limits)
        table = _table("CSV", rows, limits)
        table["remarks"] += remarks
        table["details"] = [
            [row, column, cell, "General"]
            for row, cells in enumerate(rows, 1)
            for column, cell in enumerate(cells, 1)
            if cell and _CUT_ZERO.fullmatch(cell)  # Excel saves 1985.10 as 1985.1
        ]
    _check_size([table], limits)
    return {"kind": kind if kind == "html" else "csv", "is_1904": False, "sheets": [table]}


def _read_xlsx(content: bytes, suffix: str, limits: Limits) -> dict[str, Any]:
    package = Package(content, limits)
    reading = _Beside(lambda: _sheets(content, suffix))
    paths = package.sheet_paths()
    scans = [package.scan(path) if path else None for path in paths]
    cut = {
        path: scan.xml for path, scan in zip(paths, scans, strict=True) if scan is not None and scan.cut_at
    }
    marks = [scan.valueless() if scan is not None else [] for scan in scans]
    sheets = _sheets(package.replaced(cut), suffix) if cut else reading.result()
    padded = _padded(package, scans)
    tables = _tables(sheets, limits, marks, padded)
    for table in tables:
        scan = scans[table["place"]] if table["place"] < len(scans) else None
        if scan is not None:
            _describe(table, scan, package, limits)
    return {"kind": "xlsx", "is_1904": package.is_1904, "sheets": tables}


def _padded(package: Package, scans: Sequence[Scan | None]) -> list[Marks]:
    """Row, column and format of the cells of each sheet that show a number with zeros in front."""
    if _ZEROS.search(package.read("xl/styles.xml")) is None:  # nearly every workbook
        return []
    formats = package.number_formats()
    return [padded_cells(scan.xml, scan.rows, formats) if scan is not None else [] for scan in scans]


def _describe(table: Table, scan: Scan, package: Package, limits: Limits) -> None:
    """Add what only the XML tells."""
    table["hidden_rows"] = scan.hidden_rows
    table["hidden_columns"] = scan.hidden_columns
    table["is_filtered"] = scan.is_filtered
    styles = package.read("xl/styles.xml")
    table["struck"] = marked_cells(scan.xml, scan.rows, struck_styles(styles))
    table["coloured"] = marked_cells(scan.xml, scan.rows, coloured_styles(styles))
    if scan.cut_at > 0:
        table["remarks"].append(_cut_remark(scan.cut_at, limits))
    if table["details"]:
        formats = package.number_formats()
        for detail in table["details"]:
            text, style = scan.cell(address(detail[0], detail[1]))
            detail[2:] = [text, formats[style] if style < len(formats) else ""]


class _Beside(threading.Thread):
    """A job that runs while something else is done: calamine lets Python go on while it reads."""

    def __init__(self, job: Callable[[], list[_Opened]]) -> None:
        super().__init__(daemon=True)  # a file that is refused meanwhile is not waited for
        self._job = job
        self._found: list[_Opened] = []
        self._error: BaseException | None = None
        self.start()

    def run(self) -> None:
        try:
            self._found = self._job()
        except BaseException as error:  # a panic of calamine's is one
            self._error = error

    def result(self) -> list[_Opened]:
        """What the job found, or what it raised."""
        self.join()
        if self._error is not None:
            raise self._error
        return self._found


def _sheets(content: bytes, suffix: str) -> list[_Opened]:
    """Place, description and content of every sheet with cells, by calamine. Raises Refused."""
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    except calamine.PasswordError as error:
        raise kinds.encrypted() from error
    except calamine.CalamineError as error:
        if "assword" in str(error):
            raise kinds.encrypted() from error
        raise (kinds.damaged() if content.startswith(b"PK") else kinds.unreadable_ole(suffix)) from error
    found = []
    for place, meta in enumerate(book.sheets_metadata):
        if meta.typ is calamine.SheetTypeEnum.WorkSheet:
            try:
                found.append((place, meta, book.get_sheet_by_index(place)))
            except calamine.CalamineError as error:
                raise kinds.damaged() from error
    return found


def _tables(
    sheets: Sequence[_Opened], limits: Limits, marks: Sequence[Marks] = (), padded: Sequence[Marks] = ()
) -> list[Table]:
    """Values of the sheets. marks: of each sheet, for the cells calamine leaves blank; padded: see padded.padded_cells."""
    tables = []
    for place, meta, sheet in sheets:
        raw = sheet.to_python(skip_empty_area=False)
        _mark(raw, marks[place] if place < len(marks) else (), limits)
        show(raw, padded[place] if place < len(padded) else ())
        table = _table(meta.name, raw, limits)
        table["place"] = place
        table["is_hidden"] = meta.visible is not calamine.SheetVisibleEnum.Visible
        merges = (sheet.merged_cell_ranges or [])[:_MERGES]
        table["merges"] = [
            [top + 1, left + 1, bottom + 1, right + 1] for (top, left), (bottom, right) in merges
        ]
        tables.append(table)
    _check_size(tables, limits)
    return tables


def _mark(raw: list[list[Any]], marks: Marks, limits: Limits) -> None:
    """Put the words of formulas.valueless into the blank cells they belong to, also beyond the last value."""
    for row, column, text in marks:
        if row > len(raw) + limits.empty_rows or column > limits.columns:
            continue
        raw.extend([] for _ in range(row - len(raw)))
        cells = raw[row - 1]
        cells.extend([""] * (column - len(cells)))
        if cells[column - 1] == "":
            cells[column - 1] = text


def _table(name: str, raw: list[list[Any]], limits: Limits) -> Table:
    """Rows without blank ends, all equally long; raw is used up."""
    remarks: list[str] = []
    dates: list[tuple[int, int, str]] = []  # row and column from 0
    numbers: list[tuple[int, int, float]] = []
    details: list[list[Any]] = []
    last_row = width = filled = 0
    types: tuple[type, ...] = ()
    native: list[int] = []  # places of what is no text, the same in most rows as in the one above
    for row, cells in enumerate(raw, 1):
        if not any(cells) and all(cell == "" for cell in cells):
            continue
        if row - last_row > limits.empty_rows:
            remarks.append(_cut_remark(row, limits))
            break
        last_row = row
        filled += 1
        if len(cells) > width and any(cell != "" for cell in cells[width:]):
            width = max(column for column, cell in enumerate(cells, 1) if cell != "")
        above, types = types, tuple(map(type, cells))
        if types != above:
            native = [place for place, kind in enumerate(types) if kind is not str]
        for place in native:
            value = cells[place]
            kind = types[place]
            cells[place] = ""
            if kind is float or kind is int or kind is bool:
                numbers.append((row - 1, place, value))
                if kind is float and (value >= 1e15 or (1000 <= value < 3000 and _is_tenth(value))):
                    details.append([row, place + 1, "", ""])
            elif kind is date or kind is datetime:
                dates.append((row - 1, place, value.isoformat()))
            else:
                cells[place] = value.isoformat() if kind is time else str(value)
    del raw[last_row:]
    return {
        "name": name,
        "is_hidden": False,
        "width": width,
        "cells": packed(raw, width),
        "filled": filled,
        "dates": placed(dates, width),
        "numbers": placed(numbers, width),
        "hidden_rows": [],
        "hidden_columns": [],
        "is_filtered": False,
        "struck": [],
        "coloured": [],
        "merges": [],
        "details": details,
        "remarks": remarks,
    }


def _cut_remark(row: int, limits: Limits) -> str:
    return (
        f"第 {row:,} 行起与上文隔着 {limits.empty_rows:,} 多个空行，后面的内容没有读取；"
        "如需导入，请删除中间的空行。"
    )


def _is_tenth(value: float) -> bool:
    """1985.1, of which nobody can say whether 1985.10 was meant."""
    return round(value * 100) % 100 == 10


def _check_size(tables: list[Table], limits: Limits) -> None:
    filled = sum(table["filled"] for table in tables)
    if filled > limits.rows:
        raise kinds.too_large(f"工作簿有 {filled:,} 行内容，超过 {limits.rows:,} 行")
    widest = max((table["width"] for table in tables), default=0)
    if widest > limits.columns:
        raise kinds.too_large(f"表格宽到第 {widest:,} 列，超过 {limits.columns} 列")


def _limit_process(limits: Limits) -> None:
    """Memory and processor time by the system where it can; elsewhere the parent watches."""
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.seconds, limits.seconds))
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_AS, (limits.memory_bytes, limits.memory_bytes))


if __name__ == "__main__":
    sys.exit(main())
