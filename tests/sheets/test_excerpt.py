"""Rows to be corrected, in the layout of the file they come from, read back by our own import."""

from dataclasses import replace
from datetime import date, datetime

import openpyxl
import pytest

from edudesk.base.columns import column_map
from edudesk.base.errors import UserError
from edudesk.base.readings import Level
from edudesk.sheets.excerpt import Excerpt, Note, excerpt_of
from edudesk.sheets.excerpt_writer import write_excerpt
from edudesk.sheets.headers import ERRORS, How, match_headers
from edudesk.sheets.heads import find_head
from edudesk.sheets.reader import read_workbook
from edudesk.sheets.rows import Reason, read_body
from edudesk.sheets.workbook import CellDetail
from tests.sheets.fields import COLUMNS, IGNORED, sheet

OPENED = datetime(1976, 11, 30, 8, 30)  # noqa: DTZ001 -- Excel keeps none
PEOPLE = sheet(
    ("龙城实验小学教师花名册", "", "", "", "", "", ""),
    ("序号", "姓名", "身份证号（18位）", "出生年月", "最高学历", "", "联系电话"),
    ("", "", "", "", "学历", "毕业院校", ""),
    ("一、语文组", "", "", "", "", "", ""),
    (1.0, "李静", "99019919850712122", date(1985, 7, 12), "本科", "江南师范大学", 19901990001.0),
    (2.0, "周敏华", 9.90199199107262e17, 1991.1, "同上", "同上", "'=cmd"),
    ("二、数学组", "", "", "", "", "", ""),
    (3.0, "沈婷", "990199198811020024", "1988.11", "专科", "龙城师范学院", True),
    (4.0, "=1+1", 990199197611300000.0, OPENED, "〃", "", "007"),
    merges=((1, 1, 1, 7), (2, 5, 2, 6), (2, 1, 3, 1), (2, 2, 3, 2), (2, 3, 3, 3), (2, 4, 3, 4), (2, 7, 3, 7)),
    details={(6, 3): CellDetail("9.90199199107262E+17"), (6, 4): CellDetail("1991.1", "0.00"),
             (9, 3): CellDetail("990199197611300017")},
)  # fmt: skip
NOTES = {
    6: Note("提醒　身份证号：被Excel截断", {2: Level.WARNING}),
    9: Note("错误　姓名：不像姓名\n提醒　学历：请核对", {1: Level.ERROR, 4: Level.WARNING}),
}


def excerpt(source=PEOPLE, notes=NOTES):
    head = find_head(source, COLUMNS, IGNORED)
    matches = match_headers(head, COLUMNS, {}, IGNORED)
    body = read_body(source, head, matches, column_map(COLUMNS))
    made = excerpt_of(
        source,
        head,
        notes,
        people=[row.number for row in body.rows],
        banners=[one.number for one in body.skipped if one.reason is Reason.BANNER],
        main=1,
    )
    return Excerpt("errors", "错误工作簿", date(2026, 11, 20), (made,))


@pytest.fixture
def page(tmp_path):
    return openpyxl.load_workbook(write_excerpt(excerpt(), tmp_path / "a.xlsx").path).active


def test_head_stands_as_it_stood_with_one_column_more(page):
    assert page.title == "花名册"
    assert page["A1"].value == "龙城实验小学教师花名册"
    assert [cell.value for cell in page[2]] == [
        "序号", "姓名", "身份证号（18位）", "出生年月", "最高学历", None, "联系电话", "错误说明",
    ]  # fmt: skip
    assert {"A1:G1", "E2:F2", "C2:C3", "H2:H3"} <= {str(area) for area in page.merged_cells.ranges}


def test_only_rows_with_a_note_under_the_banners_they_stood_under(page):
    assert [(page.cell(row, 1).value, page.cell(row, 2).value) for row in range(4, page.max_row + 1)] == [
        ("一、语文组", None), (2, "周敏华"), ("二、数学组", None), (4, "=1+1"),
    ]  # fmt: skip
    assert [page.cell(row, 8).value for row in range(4, 8)] == [
        None, "提醒　身份证号：被Excel截断", None, "错误　姓名：不像姓名\n提醒　学历：请核对",
    ]  # fmt: skip


def test_what_pointed_at_a_row_that_is_gone_is_written_out(page):
    assert [cell.value for cell in page[5]][4:6] == ["本科", "江南师范大学"]
    assert page["E7"].value == "专科"


def test_numbers_excel_cannot_hold_are_text_and_the_others_stay_exact(page):
    cells = {name: (page[name].value, page[name].data_type, page[name].number_format) for name in
             ("C5", "D5", "C7", "D7", "G7", "B7")}  # fmt: skip
    assert cells == {
        "C5": ("9.90199199107262E+17", "s", "@"),
        "D5": (1991.1, "n", "0.00"),
        "C7": ("990199197611300017", "s", "@"),  # the file holds all digits
        "D7": (OPENED, "d", "yyyy-mm-dd hh:mm"),
        "G7": ("007", "s", "@"),
        "B7": ("=1+1", "s", "@"),
    }
    assert page.column_dimensions["C"].number_format == "@"


def test_cells_meant_are_marked_without_a_ground_which_an_import_would_ask_about(page):
    looks = {name: (page[name].border.left.style, page[name].font.color.rgb if page[name].font.color else None)
             for name in ("C5", "B7", "A5")}  # fmt: skip
    assert (looks["C5"], looks["B7"]) == (("medium", "FF8F5F0C"), ("medium", "FFA93226"))
    assert looks["A5"][0] == "thin"
    assert {cell.fill.fill_type for row in page.iter_rows(min_row=4) for cell in row} == {None}


def test_a_name_struck_through_stays_so(tmp_path):
    path = write_excerpt(excerpt(replace(PEOPLE, struck=frozenset({(9, 2)}))), tmp_path / "a.xlsx").path
    assert read_workbook(path).sheets[0].struck == {(7, 2)}


def test_read_again_it_has_the_same_headers_and_its_last_column_is_ignored(tmp_path):
    written = read_workbook(write_excerpt(excerpt(), tmp_path / "a.xlsx").path).sheets[0]
    before, after = (find_head(one, COLUMNS, IGNORED) for one in (PEOPLE, written))
    assert after.fingerprint == before.fingerprint
    matches = match_headers(after, COLUMNS, {}, IGNORED)
    assert (matches[-1].cell.name, matches[-1].key, matches[-1].how) == (ERRORS, "", How.IGNORED)
    body = read_body(written, after, matches, column_map(COLUMNS))
    assert [row.group for row in body.rows] == ["语文组", "数学组"]


def test_excerpt_of_an_excerpt_has_the_column_once(tmp_path):
    written = read_workbook(write_excerpt(excerpt(), tmp_path / "a.xlsx").path).sheets[0]
    again = excerpt(written, {5: Note("还是不对")})
    path = write_excerpt(again, tmp_path / "b.xlsx").path
    page = openpyxl.load_workbook(path).active
    assert [cell.value for cell in page[2]].count("错误说明") == 1
    assert [cell.value for cell in page[5]][6:] == ["'=cmd", "还是不对"]


def test_same_excerpt_gives_the_same_bytes_and_a_place_that_cannot_be_written_is_told(tmp_path):
    first, second = (write_excerpt(excerpt(), tmp_path / f"{name}.xlsx").path.read_bytes() for name in "ab")
    assert first == second
    (tmp_path / "文件").write_text("x")
    with pytest.raises(UserError, match="没有写成“a"):
        write_excerpt(excerpt(), tmp_path / "文件" / "a.xlsx")
