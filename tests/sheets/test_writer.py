"""The written workbook, read back by other programs: what a clerk opens, prints and hands in (P20, P24–P27)."""

import os
import re
import zipfile
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from edudesk.base.columns import Column, Kind
from edudesk.base.errors import Cancelled, UserError
from edudesk.base.report import A3_LANDSCAPE, A4, A4_LANDSCAPE, Report
from edudesk.sheets.drawing import sheet_name
from edudesk.sheets.headers import match_headers
from edudesk.sheets.heads import find_head
from edudesk.sheets.reader import read_workbook
from edudesk.sheets.writer import write_report
from tests.sheets.fields import COLUMNS

NAME = Column("name", "姓名", Kind.NAME, 20)
STAFF_NO = Column("staff_no", "工号", Kind.ID, 18)
ID_NO = Column("id_no", "身份证号", Kind.ID, 36)
PERIODS = Column("periods", "周课时", Kind.NUMBER, 14)
REMARK = Column("remark", "备注", width=40)
FIVE = (NAME, STAFF_NO, ID_NO, PERIODS, REMARK)
LINE = ("王芳", "007", "990199198507121024", 12.5, "")


def report(*rows, columns=FIVE, **more):
    return Report("roster", "教师花名册", "龙城实验小学", date(2025, 9, 1), columns, rows, **more)


def opened(path):
    return openpyxl.load_workbook(path).active


def test_the_whole_sheet_in_order(tmp_path):
    written = write_report(report(LINE, notes=("注：统计时点为9月1日。",)), tmp_path / "花名册.xlsx")
    page = opened(written.path)
    assert page["A1"].value == "教师花名册"
    assert page["A2"].value == "填报单位（盖章）：龙城实验小学"
    assert "填报日期：2025年9月1日" in [cell.value for cell in page[2]]
    assert [cell.value for cell in page[3]] == ["姓名", "工号", "身份证号", "周课时", "备注"]
    assert [cell.value for cell in page[4]] == ["王芳", "007", "990199198507121024", 12.5, None]
    assert page["A5"].value == "注：统计时点为9月1日。"
    signatures = [cell.value for cell in page[7] if cell.value]
    assert signatures == ["校长（签字）：", "审核人：", "填表人：", "联系电话："]
    assert written.remarks == ()


def test_ids_and_zeros_are_text_with_text_format_and_numbers_are_numbers(tmp_path):
    page = opened(write_report(report(LINE), tmp_path / "a.xlsx").path)
    assert [(page[cell].data_type, page[cell].number_format) for cell in ("B4", "C4", "D4")] == [
        ("s", "@"),
        ("s", "@"),
        ("n", "General"),
    ]


def test_scores_are_numbers_that_read_as_on_paper(tmp_path):
    """95.0 stays 95.0, can be summed and sorted, and what is printed ends with the last signature."""
    columns = (NAME, Column("score", "得分", Kind.NUMBER, 20), Column("rate", "比例", Kind.NUMBER, 20))
    rows = [("王芳", Decimal("95.0"), Decimal("0.25")), ("李静", Decimal("88.5"), 3), ("许莉", "—", None)]
    page = opened(write_report(report(*rows, columns=columns), tmp_path / "a.xlsx").path)
    assert [(page[cell].value, page[cell].number_format) for cell in ("B5", "B6", "C5", "C6")] == [
        (95, "0.0"), (88.5, "0.0"), (0.25, "0.00"), (3, "General"),
    ]  # fmt: skip
    assert page["B7"].value == "—"
    assert page.print_area == f"'教师花名册'!$A$1:$C${page.max_row}"


def test_days_are_days_so_that_a_bureau_can_sort_by_them(tmp_path):
    rows = [("王芳", "007", "", 1, date(2026, 12, 25)), ("李静", "008", "", 1, date(1899, 1, 2))]
    page = opened(write_report(report(*rows), tmp_path / "a.xlsx").path)
    assert page["E4"].value.date() == date(2026, 12, 25)
    assert (page["E4"].is_date, page["E4"].number_format) == (True, "yyyy-mm-dd")
    assert page["E5"].value == "1899-01-02"


def test_figures_stand_a_step_away_from_the_text_of_the_next_column(tmp_path):
    columns = (
        Column("count", "人数", Kind.INT, 20),
        Column("share", "占比", Kind.TEXT, 20),
        Column("narrow", "件", Kind.INT, 5),
        Column("word", "说明", Kind.TEXT, 30),
        Column("size", "大小", Kind.TEXT, 30),
    )
    rows = ((108, "100.0%", 1234, "12.5%左右", 34), ("—", "—", 5, "无", "99 KB"))
    page = opened(write_report(report(*rows, columns=columns), tmp_path / "a.xlsx").path)
    stand = [
        [(cell.alignment.horizontal, int(cell.alignment.indent)) for cell in row] for row in page["A4:E5"]
    ]
    assert [one[:4] for one in stand] == [[("right", 1), ("right", 1), ("right", 0), ("center", 0)]] * 2
    assert [one[4] for one in stand] == [("right", 1), ("center", 0)]


def test_short_texts_stand_in_the_middle_as_on_paper(tmp_path):
    columns = (Column("grade", "自评等级"), Column("who", "主要举措与成效"), Column("none", "备注"))
    rows = (("优秀", "短的", ""), ("不合格", "每月公示作业检查的结果。", ""))
    page = opened(write_report(report(*rows, columns=columns), tmp_path / "a.xlsx").path)
    assert [page[cell].alignment.horizontal for cell in ("A5", "A6", "B5", "B6")] == [
        "center", "center", "left", "left",
    ]  # fmt: skip


def test_an_integer_too_long_for_excel_becomes_text(tmp_path):
    page = opened(
        write_report(report(("王芳", "", 990199198507121024, None, None)), tmp_path / "a.xlsx").path
    )
    assert page["C4"].value == "990199198507121024"


@pytest.mark.parametrize("paper", [A4, A4_LANDSCAPE, A3_LANDSCAPE])
def test_printing(tmp_path, paper):
    page = opened(write_report(report(LINE, paper=paper, footer="校内使用 R&D"), tmp_path / "a.xlsx").path)
    assert page.print_title_rows == "$3:$3"
    assert page.freeze_panes == "A4"
    assert page.page_setup.orientation == ("landscape" if paper.is_landscape else "portrait")
    assert int(page.page_setup.paperSize) == (8 if paper.name == "A3" else 9)
    assert (page.page_setup.fitToWidth or 1, page.page_setup.fitToHeight) == (1, 0)
    assert page.sheet_properties.pageSetUpPr.fitToPage
    xml = zipfile.ZipFile(tmp_path / "a.xlsx").read("xl/worksheets/sheet1.xml").decode()
    assert "第 &amp;P 页 共 &amp;N 页" in xml
    assert "校内使用 R&amp;&amp;D" in xml


def test_two_level_head_is_merged_and_our_own_import_understands_it(tmp_path):
    row = tuple("王芳" if column.key == "name" else "" for column in COLUMNS)
    path = write_report(report(row, columns=COLUMNS), tmp_path / "a.xlsx").path
    page = opened(path)
    assert {"F3:G3", "H3:I3", "A3:A4", "Q3:Q4"} <= {str(merge) for merge in page.merged_cells.ranges}
    assert (page["F3"].value, page["F4"].value, page["G4"].value) == ("第一学历", "学历", "毕业院校")
    assert page.print_title_rows == "$3:$4"
    head = find_head(read_workbook(path).sheets[0], COLUMNS)
    assert [match.key for match in match_headers(head, COLUMNS, {})] == [column.key for column in COLUMNS]


def test_wide_sheets_keep_the_name_in_sight(tmp_path):
    row = tuple("" for _ in COLUMNS)
    assert opened(write_report(report(row, columns=COLUMNS), tmp_path / "a.xlsx").path).freeze_panes == "B5"


def test_long_text_gets_a_higher_row(tmp_path):
    long = ("王芳", "", "", None, "2024年9月起借调教育局工作，工资关系仍在本校，每周回校上两节课。" * 2)
    page = opened(write_report(report(LINE, long), tmp_path / "a.xlsx").path)
    assert page.row_dimensions[5].height > 30 > page.row_dimensions[4].height
    assert page["E5"].alignment.wrap_text


@pytest.mark.parametrize(
    "text",
    [
        "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1+1", "＋1", "=HYPERLINK(\"http://x\")", "=cmd|' /C calc'!A0",
        "#N/A", "{=1}", "http://example.com", "mailto:a@b.c", "1e5", "0012", "TRUE", "_x0041_",
    ],
)  # fmt: skip
def test_p24_no_text_becomes_a_formula_a_link_or_a_number(tmp_path, text):
    path = write_report(report((text, text, text, text, text), notes=(text,)), tmp_path / "a.xlsx").path
    page = opened(path)
    assert [cell.value for cell in page[4]] == [text] * 5
    assert {cell.data_type for cell in page[4]} == {"s"}
    parts = zipfile.ZipFile(path)
    assert b"<f>" not in parts.read("xl/worksheets/sheet1.xml")
    assert b"hyperlink" not in parts.read("xl/worksheets/sheet1.xml")


def test_p24_dangerous_starts_carry_the_quote_prefix(tmp_path):
    page = opened(write_report(report(("=1+1", "007", "", None, "")), tmp_path / "a.xlsx").path)
    assert page["A4"].quotePrefix
    assert not page["B4"].quotePrefix


def test_p25_control_characters_are_replaced_and_told(tmp_path):
    written = write_report(report(("王\x07芳", "", "", None, "一\ud800二\uffff")), tmp_path / "a.xlsx")
    page = opened(written.path)
    assert (page["A4"].value, page["E4"].value) == ("王 芳", "一 二 ")
    assert written.remarks == ("Excel 不能保存的控制字符已换成空格：第 4 行“姓名”、第 4 行“备注”。",)


def test_p25_text_over_the_limit_is_cut_and_told(tmp_path):
    written = write_report(report(("王芳", "", "", None, "字" * 40_000)), tmp_path / "a.xlsx")
    assert len(opened(written.path)["E4"].value) == 32_767
    assert written.remarks[0].startswith("文字超过 32,767 字")


@given(st.text(max_size=60))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_p25_every_character_is_kept_or_told(tmp_path, text):
    written = write_report(report((text, "", "", None, "")), tmp_path / "a.xlsx")
    back = opened(written.path)["A4"].value or ""
    assert back == text.replace("\r\n", "\n") or written.remarks


def test_p26_no_names_of_people_or_computers_inside(tmp_path, monkeypatch):
    monkeypatch.setenv("USERNAME", "wangfang-pc")
    monkeypatch.setenv("USER", "wangfang-pc")
    path = write_report(report(LINE), tmp_path / "a.xlsx").path
    with zipfile.ZipFile(path) as parts:
        for name in parts.namelist():
            assert b"wangfang-pc" not in parts.read(name)
        core = parts.read("docProps/core.xml").decode()
    assert "<dc:creator></dc:creator>" in core or "<dc:creator/>" in core
    assert re.findall("<dcterms:created[^>]*>([^<]*)", core) == ["2025-09-01T00:00:00Z"]


def test_same_report_same_bytes(tmp_path):
    first = write_report(report(LINE), tmp_path / "a.xlsx").path.read_bytes()
    assert first == write_report(report(LINE), tmp_path / "b.xlsx").path.read_bytes()


class TestP27:
    def test_cancelled_export_leaves_the_old_file_alone(self, tmp_path):
        path = tmp_path / "a.xlsx"
        path.write_bytes(b"old")

        def step(done, total, text):
            raise Cancelled

        with pytest.raises(Cancelled):
            write_report(report(LINE), path, step)
        assert [file.name for file in tmp_path.iterdir()] == ["a.xlsx"]
        assert path.read_bytes() == b"old"

    def test_disk_that_gives_back_other_bytes(self, tmp_path, monkeypatch):
        monkeypatch.setattr("zipfile.ZipFile.testzip", lambda self: "xl/workbook.xml")
        with pytest.raises(UserError, match="没有写成"):
            write_report(report(LINE), tmp_path / "a.xlsx")
        assert list(tmp_path.iterdir()) == []

    @pytest.mark.skipif(not os.access("/dev/full", os.F_OK), reason="needs /dev/full")
    def test_full_disk(self, tmp_path, monkeypatch):
        def full(self, content):
            with open("/dev/full", "wb") as device:  # noqa: PTH123 -- Path.write_bytes is what is replaced
                return device.write(content)

        monkeypatch.setattr("pathlib.Path.write_bytes", full)
        with pytest.raises(UserError, match="磁盘空间不足"):
            write_report(report(LINE), tmp_path / "a.xlsx")
        assert list(tmp_path.iterdir()) == []

    def test_folder_that_is_a_file(self, tmp_path):
        (tmp_path / "x").write_text("")
        with pytest.raises(UserError):
            write_report(report(LINE), tmp_path / "x" / "a.xlsx")


def test_report_without_rows_says_so(tmp_path):
    assert opened(write_report(report(), tmp_path / "a.xlsx").path)["A4"].value == "（无记录）"


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_narrow_reports_keep_date_and_signatures(tmp_path, count):
    path = write_report(report(LINE[:count], columns=FIVE[:count]), tmp_path / "a.xlsx").path
    texts = [str(cell.value) for row in opened(path) for cell in row if cell.value]
    assert any("填报日期：2025年9月1日" in text for text in texts)
    assert [text for text in texts if text.endswith("：")][-4:] == [
        "校长（签字）：",
        "审核人：",
        "填表人：",
        "联系电话：",
    ]


def test_sheet_names():
    assert sheet_name("2024/2025 教师[表]:*?'") == "2024 2025 教师 表"
    assert sheet_name("字" * 40) == "字" * 31
    assert sheet_name("/:") == "Sheet1"
