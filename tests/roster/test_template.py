"""The roster's template, filled in as a clerk would and imported again."""

from datetime import date

import openpyxl
import pytest

from edudesk.base.columns import column_map
from edudesk.base.errors import UserError
from edudesk.desk import open_desk
from edudesk.kit.writing import write
from edudesk.roster import rules
from edudesk.roster.intake.preview import preview_roster
from edudesk.roster.reports import roster_sheets, roster_template
from edudesk.sheets.reader import read_workbook


@pytest.fixture
def teachers(sample):
    with open_desk(sample) as desk:
        yield desk.teachers.rows()


@pytest.fixture(params=roster_sheets(), ids=lambda sheet: sheet.key)
def template(request):
    return roster_template(request.param, date(2026, 11, 20))


def filled(template, rows, path):
    """The template with these teachers typed in, each cell as text."""
    book = openpyxl.load_workbook(write(template, path).path)
    page = book.worksheets[0]
    start = page.max_row + 1
    for number, row in enumerate(rows):
        page.cell(start + number, 1, str(number + 1))
        for place, column in enumerate(template.columns[1:], 2):
            if text := column.text(row):
                page.cell(start + number, place, text)
    book.save(path)
    return path


def test_filled_with_our_own_teachers_it_brings_no_problem_and_no_change(teachers, template, tmp_path):
    present = [row for row in teachers if rules.is_present(row)]
    preview = preview_roster(read_workbook(filled(template, present, tmp_path / "模板.xlsx")), teachers)
    assert preview.counts == {"new": 0, "changed": 0, "same": len(present), "error": 0}
    # one teacher of the sample is 待核实 already; nobody else has anything to be said of
    doubted = [row.id_no for row in present if row.id_status and "id_no" in column_map(template.columns)]
    assert [one.value for one in preview.problems] == doubted
    assert preview.remarks == ()
    assert [column.field for column in preview.columns] == [None, *(one.key for one in template.columns[1:])]
    assert [skipped.text for skipped in preview.skipped] == ["例"]


def test_empty_template_has_nobody_to_import(teachers, template, tmp_path):
    path = write(template, tmp_path / "模板.xlsx").path
    with pytest.raises(UserError, match="没有找到教师名单"):
        preview_roster(read_workbook(path), teachers)


def test_example_would_be_read_without_a_problem(template, tmp_path):
    """What the example shows is what a clerk copies."""
    book = openpyxl.load_workbook(write(template, tmp_path / "模板.xlsx").path)
    page = book.worksheets[0]
    page.cell(page.max_row, 1, "1")
    book.save(tmp_path / "例.xlsx")
    preview = preview_roster(read_workbook(tmp_path / "例.xlsx"), [])
    assert (preview.counts["new"], preview.problems) == (1, ())
