"""The filled workbook read back by another program's code before it counts. Runs in the child."""

import io
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime, time
from typing import Any

from edudesk.sheets.limits import Refused

Meant = Mapping[str, Mapping[tuple[int, int], str | float]]
"""Name of a sheet -> row and column -> text or number; "" for a cell that holds nothing."""
_Sheet = Callable[[int, int], Any]


def check(content: bytes, template: bytes, meant: Meant) -> None:
    """Raises Refused when a cell does not hold what it was to hold, or the workbook does not open.

    A template that openpyxl itself cannot open is read back by calamine.
    """
    try:
        read = _openpyxl(content)
    except Refused:
        raise
    except Exception as error:
        if _opens(template):
            raise differs() from error
        read = _calamine(content)
    for sheet, cells in meant.items():
        value_of = read(sheet)
        for place, value in cells.items():
            if not _is_same(value_of(*place), value):
                raise differs()


def differs() -> Refused:
    """What was written does not read back as it was meant."""
    return Refused(
        "填好的表读回来与要填的内容不一致，没有保存。",
        "请用 Excel 或 WPS 打开这个模板，另存为 .xlsx 后再试。",
    )


def _openpyxl(content: bytes) -> Callable[[str], _Sheet]:
    from openpyxl import load_workbook
    from openpyxl.utils.datetime import to_excel

    with warnings.catch_warnings(), _plain_texts():
        warnings.simplefilter("ignore")
        book = load_workbook(io.BytesIO(content))

    def read(sheet: str) -> _Sheet:
        cells = book[sheet]

        def value_of(row: int, column: int) -> Any:
            cell = cells.cell(row, column)
            if isinstance(cell.value, (datetime, date, time)):
                return to_excel(cell.value, book.epoch)
            if cell.data_type == "f":
                return f"\0{cell.value}"  # no text of ours is ever a formula
            return "" if cell.value is None else cell.value

        return value_of

    return read


@contextmanager
def _plain_texts() -> Iterator[None]:
    """The text of a cell is taken as it stands when it is of one piece: openpyxl makes five objects of each."""
    from openpyxl.worksheet import _reader

    text, piece = _reader.Text, f"{{{_reader.SHEET_MAIN_NS}}}t"

    class Plain:
        """In place of openpyxl.cell.text.Text."""

        def __init__(self, content: str) -> None:
            self.content = content

        @classmethod
        def from_tree(cls, node: Any) -> Any:
            if len(node) == 1 and node[0].tag == piece:
                return cls(node[0].text or "")
            return text.from_tree(node)

    _reader.Text = Plain
    try:
        yield
    finally:
        _reader.Text = text


def _opens(template: bytes) -> bool:
    try:
        _openpyxl(template)
    except Exception:
        return False
    return True


def _calamine(content: bytes) -> Callable[[str], _Sheet]:
    import python_calamine as calamine

    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    except calamine.CalamineError as error:
        raise differs() from error

    def read(sheet: str) -> _Sheet:
        rows = book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)

        def value_of(row: int, column: int) -> Any:
            value = rows[row - 1][column - 1] if row <= len(rows) and column <= len(rows[row - 1]) else ""
            if isinstance(value, (date, datetime)):
                return (datetime(value.year, value.month, value.day) - datetime(1899, 12, 30)).days  # noqa: DTZ001
            return value

        return value_of

    return read


def _is_same(found: Any, meant: str | float) -> bool:
    if isinstance(meant, str):
        return str(found).replace("\r\n", "\n") == meant.replace("\r\n", "\n")
    return isinstance(found, (int, float)) and abs(found - meant) < 1e-9 * max(1.0, abs(meant))
