"""The workbook of what an import refused: corrected in Excel, imported again."""

from dataclasses import replace
from datetime import date

import openpyxl
import pytest

from edudesk.base.readings import Level
from edudesk.kit.writing import write
from edudesk.roster.intake.correcting import correction, rows_to_correct
from edudesk.roster.intake.preview import preview_roster
from edudesk.roster.intake.values import Problem
from edudesk.sheets.reader import read_workbook
from tests.data.make_workbooks import HERE, WORKBOOKS
from tests.thorough import in_turn

ON = date(2026, 11, 20)
DAMAGED = HERE / "damaged_ids.xlsx"


def previewed(path, **more):
    workbook = read_workbook(path)
    return workbook, preview_roster(workbook, [], file=path.name, **more)


def written(path, tmp_path, with_warnings=True, **more):
    excerpt = correction(*previewed(path, **more), ON, with_warnings)
    return write(excerpt, tmp_path / f"{excerpt.file_name}.xlsx").path


def test_only_the_rows_with_errors_or_those_with_warnings_too(tmp_path):
    workbook, preview = previewed(DAMAGED)
    wrong, doubted = rows_to_correct(preview), rows_to_correct(preview, with_warnings=True)
    assert (len(wrong), len(doubted)) == (4, 12)
    assert wrong < doubted
    assert len(correction(workbook, preview, ON).rows) == 4
    assert len(correction(workbook, preview, ON, with_warnings=True).rows) == 12


def test_name_of_the_file_says_that_whole_numbers_are_in_it_and_does_not_grow(tmp_path):
    first = written(DAMAGED, tmp_path)
    assert first.name == "damaged_ids_错误工作簿_20261120_含个人信息.xlsx"
    assert written(first, tmp_path).name == first.name


def test_every_sentence_stands_in_its_row_with_the_header_of_its_cell(tmp_path):
    preview = previewed(DAMAGED)[1]
    page = openpyxl.load_workbook(written(DAMAGED, tmp_path)).active
    notes = [str(row[-1].value) for row in page.iter_rows(min_row=2)]
    said = [one.text for one in preview.problems if one.row and one.level in (Level.ERROR, Level.WARNING)]
    assert sorted("\n".join(notes).count(text) > 0 for text in said) == [True] * len(said)
    assert [cell.value for cell in page[1]][-1] == "错误说明"
    assert any(note.startswith("提醒　身份证号：身份证号被Excel截断") for note in notes)


@pytest.mark.parametrize("name", in_turn(WORKBOOKS))
def test_no_cell_means_anything_else_than_in_the_file_it_comes_from(tmp_path, name):
    """Every row of the file written out as one to correct, and read again."""
    workbook, before = previewed(HERE / name)
    all_wrong = tuple(Problem(row.row, "A1", "name", Level.ERROR, "", "", row.sheet) for row in before.rows)
    excerpt = correction(workbook, replace(before, problems=all_wrong), ON)
    after = previewed(write(excerpt, tmp_path / "a.xlsx").path)[1]
    assert len(after.rows) == len(excerpt.rows) > 0
    assert after.heads == before.heads
    assert [_certain(row) for row in after.rows] == [_certain(row) for row in before.rows]
    assert [row.state for row in after.rows] == [row.state for row in before.rows]


def _certain(row):
    """The facts of a row without a number that Excel may have cut, which the excerpt shows as Excel does."""
    is_cut = row.values.get("id_no", "").endswith("000")
    return {key: value for key, value in row.values.items() if not (is_cut and key in ("id_no", "id_status"))}


def test_corrected_in_excel_and_imported_again(tmp_path):
    path = written(DAMAGED, tmp_path, with_warnings=False)
    book = openpyxl.load_workbook(path)
    page = book.active
    headers = [cell.value for cell in page[1]]
    names, numbers = headers.index("姓名") + 1, headers.index("身份证号") + 1
    assert page.column_dimensions["D"].number_format == "@"
    for row in range(2, page.max_row + 1):
        page.cell(row, names, f"新教师{'甲乙丙丁'[row - 2]}")
        page.cell(row, numbers).value = None
    book.save(path)
    preview = previewed(path)[1]
    assert preview.counts == {"new": 4, "changed": 0, "same": 0, "error": 0}
    assert "错误说明" not in [column.header for column in preview.columns if column.field]


def test_matching_remembered_of_the_first_file_holds_for_the_corrected_one(tmp_path):
    workbook, first = previewed(DAMAGED)
    kept = {first.fingerprint: {first.columns[0].name: ""}}
    path = write(correction(workbook, first, ON, with_warnings=True), tmp_path / "改好.xlsx").path
    again = previewed(path, recall=lambda fingerprint: kept.get(fingerprint, {}))[1]
    assert (again.columns[0].field, again.columns[0].how.value) == (None, "记住")
