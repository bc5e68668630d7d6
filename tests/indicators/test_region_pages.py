"""校际差异系数, 各校对照 and the import of schools with real widgets."""

import openpyxl
import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel

from edudesk.indicators.rows.stored import RegionDraft
from edudesk.kit.export_dialog import ExportDialog
from edudesk.kit.form_dialog import FormDialog

YEAR = "2026-2027"
PASTED = "\n".join((
    "学校\t在校学生数\t骨干教师\t体育教师数\t仪器设备值（万元）\t所属集团",
    "甲小学\t1350\t72\t5\t281.4\t龙城教育集团",
    "乙小学\t800\t55\t3\t170\t龙城教育集团",
    "丙小学\t600\t2.6\t3\t119\t",
    "合计\t2750\t153\t\t\t",
))  # fmt: skip


@pytest.fixture
def sample(five):
    return five


@pytest.fixture
def seat(seat):
    """Without the schools that the golden files have."""
    seat.desk.region_schools.put_away([row.id for row in seat.desk.region_schools.rows()])
    return seat


def cell(page, school: str, title: str) -> str:
    (row,) = [row for row in page.model.rows if row.name == school]
    (column,) = [one for one in page.columns if one.title == title]
    return column.text(row)


def test_schools_are_pasted_previewed_imported_and_taken_back(seat):
    region = seat.window.show_page("region")
    seat.wait()
    seat.click("粘贴、导入…", region.head)
    page = seat.window.show_page("region_import")
    QGuiApplication.clipboard().setText("只有一行")
    seat.click("从剪贴板粘贴", page)
    seat.heard("tell: 剪贴板里没有表格，没有粘贴。")
    QGuiApplication.clipboard().setText(PASTED)
    seat.click("从剪贴板粘贴", page)
    seat.wait()
    assert page.panel.counts["new"].text() == "新增 3"
    # what looks like a figure of a hundred pupils is told with its cell
    assert [one.place for one in page.preview.problems if "每百名" in one.text] == ["C4"]
    assert page.boxes.year.key == YEAR
    seat.click(page.panel.import_button.text(), page.panel)
    seat.wait()
    rows = {row.name: row for row in seat.desk.region_schools.rows()}
    assert (rows["甲小学"].pupils, rows["甲小学"].equipment_value, rows["甲小学"].stage) == (
        1350,
        2814000,
        "小学",
    )
    seat.window.show_page("region")
    seat.wait()
    lines = {line.id: line for line in region.spreads.rows}
    assert lines["Q2"].word("schools") == "3"
    assert lines["Q1"].word("verdict") == "缺数据"
    # a wrong cell is mended in the table
    (row,) = [row for row in region.model.rows if row.name == "丙小学"]
    region.save_cell(row, "backbones", "26")
    seat.wait()
    lines = {line.id: line for line in region.spreads.rows}
    assert (lines["Q2"].word("cv"), lines["Q2"].word("goal"), lines["Q2"].word("verdict")) == (
        "0.17",
        "达到 <0.3",
        "达标",
    )
    seat.window.undo()
    seat.window.show_page("region_import")
    seat.click("撤销这次导入", page)
    seat.wait()
    assert seat.desk.region_schools.rows() == []
    seat.said.heard()


def test_our_own_school_a_school_more_and_the_sheet_of_the_coefficients(seat, tmp_path):
    page = seat.window.show_page("region")
    seat.wait()
    seat.click("填入本校", page.head)
    seat.wait()
    seat.heard("notice: 已填入 龙城实验小学 2026-09-01 的数。")
    page.add()
    form = seat.dialog(FormDialog)
    form.fields["name"].editor.show_text("乙小学")
    form.accept()
    assert form.fields["pupils"].said
    form.fields["pupils"].editor.show_text("496")
    form.fields["multimedia_rooms"].editor.show_text("20")
    form.accept()
    seat.wait()
    lines = {line.id: line for line in page.spreads.rows}
    assert lines["Q7"].word("part") == "24.8%"
    told = "\n".join(one.text() for one in page.findChildren(QLabel))
    assert "有数没有填、结论待定：乙小学" in told
    from edudesk.submissions.pages.indicator_sheets import export_sheet

    dialog = export_sheet(seat.desk, page, "variation", page.day())
    assert isinstance(dialog, ExportDialog)
    dialog.choose(format="xlsx", path=tmp_path / "差异系数.xlsx")
    dialog.export()
    seat.wait()
    sheet = openpyxl.load_workbook(tmp_path / "差异系数.xlsx").active
    told = "\n".join(str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell)
    assert "24.8%" in told
    assert "统计时点：2026年9月1日" in told
    dialog.close()
    seat.said.heard()


def test_the_schools_of_a_group_beside_each_other(seat):
    full = {
        "educated": 42.0, "backbones": 10.0, "arts": 9.0, "teaching_area": 4500.0, "sports_area": 7500.0,
        "equipment_value": 2e6, "multimedia_rooms": 23.0,
    }  # fmt: skip
    told = {
        "甲小学": {"group_name": "龙城集团"},
        "乙小学": {"arts": 7.0, "sports": 4.0, "group_name": "龙城集团"},
        "丙小学": {},
    }
    seat.desk.region_schools.add_many(
        "粘贴区域学校",
        [
            RegionDraft(school_year=YEAR, stage="小学", name=name, pupils=1000, **{**full, **less})
            for name, less in told.items()
        ],
    )
    page = seat.window.show_page("region_schools")
    seat.wait()
    assert page._told.text() == "小学 3 所，达标 2 所；未达标最多的是体艺教师（1 所）。"
    assert cell(page, "乙小学", "学校结论") == "未达"
    assert cell(page, "乙小学", "最弱项") == "Q3 0.70"
    assert cell(page, "乙小学", "师资缺额") == "体育教师还差 1 人"  # 1:220
    page.chip_row.chip("group").restore(["龙城集团"])
    seat.wait()
    assert page._told.text() == "小学 2 所，达标 1 所；未达标最多的是体艺教师（1 所）。"
    page.go_to("乙小学")
    seat.wait()
    said = "\n".join(one.text() for one in page.drawer.findChildren(QLabel))
    assert "6 项：未达" in said
    assert [line.on for line in page.drawer.figures.lines] == [f"Q{n}" for n in range(1, 8)] + ["P4"]
