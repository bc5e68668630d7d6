"""The committed workbooks of tests/data are the ones their script makes."""

from pathlib import Path

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from tests.data.make_workbooks import HERE, WORKBOOKS


def contents(path: Path) -> object:
    """Everything that matters of a workbook: cells with their formats, merges, what is hidden."""
    if path.suffix == ".csv":
        return path.read_bytes()
    if path.suffix == ".xls":
        book = CalamineWorkbook.from_path(path)
        return [(name, book.get_sheet_by_name(name).to_python()) for name in book.sheet_names]
    sheets = openpyxl.load_workbook(path).worksheets
    return [
        (
            sheet.title,
            sheet.sheet_state,
            sheet.auto_filter.ref,
            sorted(str(merged) for merged in sheet.merged_cells.ranges),
            sorted(row for row, dimension in sheet.row_dimensions.items() if dimension.hidden),
            sorted(column for column, dimension in sheet.column_dimensions.items() if dimension.hidden),
            [[(cell.value, cell.number_format) for cell in row] for row in sheet.iter_rows()],
        )
        for sheet in sheets
    ]


@pytest.mark.parametrize("name", WORKBOOKS)
def test_script_makes_the_committed_workbook(name: str, tmp_path: Path) -> None:
    WORKBOOKS[name](tmp_path / name)
    assert contents(tmp_path / name) == contents(HERE / name)
