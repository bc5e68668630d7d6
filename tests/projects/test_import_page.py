"""导入项目台账 with real widgets: previewed, imported, taken back."""

from pathlib import Path

import openpyxl

from edudesk.projects.pages.importing import LedgerImportPage
from edudesk.projects.pages.page import ProjectsPage
from tests.seat import Seat


def test_a_ledger_dropped_on_the_page_is_previewed_imported_and_taken_back(
    seat: Seat, tmp_path: Path
) -> None:
    made = openpyxl.Workbook()
    assert made.active is not None
    for line in (
        ("项目名称", "类别", "编号", "负责人", "状态"),
        ("社团课程建设", "品质提升", "P-1", "王建国", "在研"),
        ("劳动教育基地", "神秘项目", "P-2", "", "在研"),
    ):
        made.active.append(line)
    made.save(tmp_path / "项目台账.xlsx")
    before = len(seat.desk.projects.rows())
    projects = seat.window.show_page("projects")
    assert isinstance(projects, ProjectsPage)
    assert projects.take(tmp_path / "项目台账.xlsx")
    seat.wait()
    page = seat.window.show_page("projects_import")
    assert isinstance(page, LedgerImportPage)
    assert page.panel.counts["new"].text() == "新增 1"  # nobody said what kind the other one is
    seat.click(page.panel.import_button.text(), page.panel)
    assert len(seat.desk.projects.rows()) == before + 1
    seat.click("撤销这次导入", page)
    assert len(seat.desk.projects.rows()) == before
    seat.said.heard()


def test_an_empty_template_is_offered(seat: Seat, tmp_path: Path) -> None:
    from datetime import date

    from edudesk.kit.writing import write
    from edudesk.projects.reports.template import ledger_template
    from edudesk.sheets.reader import read_workbook

    file = write(ledger_template(date(2026, 11, 20)), tmp_path / "模板.xlsx").path
    sheet = openpyxl.load_workbook(file).active
    assert sheet is not None
    for row in sheet.iter_rows():
        if row[0].value == "序号":
            number = row[0].row
    sheet.cell(number + 2, 2, "社团课程建设")
    sheet.cell(number + 2, 3, "品质提升")
    sheet.parent.save(file)
    preview = seat.desk.project_ledger.preview(read_workbook(file), file=file.name)
    assert [row.name for row in preview.rows] == ["社团课程建设"]  # the example is none
