"""导入发展记录 in the window of the sample school."""

import pytest

from edudesk.kit.export_dialog import ExportDialog
from edudesk.kit.settings import remember
from edudesk.sheets.reader import read_workbook
from tests.data.make_histories import WORKBOOKS


@pytest.fixture
def page(seat):
    seat.window.import_facts()
    return seat.window.show_page("roster_import_facts")


def read(seat, page, folder, name):
    file = folder / name
    WORKBOOKS[name](file)
    page.read(file)
    seat.wait()


def held(seat, key, name):
    return [line.held for line in seat.desk.histories.rows(key) if line.teacher.name == name]


def test_workbook_is_recognised_previewed_imported_taken_back_and_done_again(seat, page, tmp_path):
    before = held(seat, "training", "周敏华")
    read(seat, page, tmp_path, "培训台账.xlsx")
    assert page.kinds.currentText() == "培训"
    assert page.panel.import_button.text() == "导入 3 条"
    assert page.panel.counts["error"].text() == "错误 1"
    assert "记录 4" in [tab.text() for tab in page.panel._tabs.findChildren(type(page.panel.import_button))]
    seat.click("导入 3 条", page.panel)
    assert "已导入：新增 3 条，更新 0 条。" in seat.words(page)
    assert len(held(seat, "training", "周敏华")) > len(before)
    seat.click("撤销这次导入", page)
    assert held(seat, "training", "周敏华") == before
    assert "已撤销这次导入。" in seat.words(page)
    seat.said.heard()
    seat.click("重做这次导入", page)
    assert "统编教材网络研修" in [row.project for row in held(seat, "training", "周敏华")]
    seat.said.heard()


def test_kind_can_be_chosen(seat, page, tmp_path):
    read(seat, page, tmp_path, "近三年年度考核.xlsx")
    assert page.kinds.currentText() == "年度考核"
    page.kinds.setCurrentIndex(page.kinds.findText("师德考核"))
    page.kinds.activated.emit(page.kinds.currentIndex())
    seat.wait()
    assert page.preview.kind == "ethics_review"
    assert page.kinds.currentText() == "师德考核"
    page.panel.matches._choose(page.preview.columns[-1], None)
    seat.wait()
    assert page.preview.kind == "ethics_review"


def test_kind_chosen_that_the_file_does_not_hold_is_refused_and_the_one_before_stays(seat, page, tmp_path):
    read(seat, page, tmp_path, "学分统计.xlsx")
    page.kinds.setCurrentIndex(page.kinds.findText("家访与承诺"))
    page.kinds.activated.emit(page.kinds.currentIndex())
    seat.wait()
    (words,) = seat.said.heard()
    assert "没有找到“家访与承诺”的表" in words
    assert page.preview.kind == "training"
    assert page.kinds.currentText() == "培训"


def test_ledger_asks_for_its_own_kind(seat, tmp_path):
    ledgers = seat.window.show_page("roster_ledgers")
    ledgers.import_wanted.emit("ethics_review")
    page = seat.window.show_page("roster_import_facts")
    read(seat, page, tmp_path, "近三年年度考核.xlsx")
    assert page.preview.kind == "ethics_review"


def test_workbook_dropped_on_the_ledgers_is_read_as_what_it_is(seat, tmp_path):
    seat.window.show_page("roster_ledgers")
    file = tmp_path / "学分统计.xlsx"
    WORKBOOKS[file.name](file)
    assert seat.drop(file)
    assert seat.window.show_page("roster_import_facts").preview.kind == "training"


def test_other_workbook_is_refused_in_words(seat, page, tmp_path):
    file = tmp_path / "天气.csv"
    file.write_text("日期,天气\n2024-03-05,晴\n", encoding="utf-8")
    page.read(file)
    seat.wait()
    (words,) = seat.said.heard()
    assert "没有认出“天气.csv”是哪种记录" in words


def test_template_filled_in_is_imported_without_a_remark(seat, page, tmp_path):
    remember("folder/export", str(tmp_path))
    page.export_template()
    dialog = seat.dialog(ExportDialog)
    dialog.choose(scope="annual_review")
    dialog.export()
    seat.wait()
    (file,) = tmp_path.glob("*.xlsx")
    heads = next(
        row
        for row in read_workbook(file).sheets[0].rows
        if "姓名*" in row or "姓名" in "".join(map(str, row))
    )
    assert [str(cell).strip("*") for cell in heads if cell != ""][:4] == ["序号", "姓名", "工号", "身份证号"]
    dialog.done(0)
    import openpyxl

    book = openpyxl.load_workbook(file)
    sheet = book.worksheets[0]
    place = next(row for row in range(1, 10) if sheet.cell(row, 1).value == "序号")
    titles = {str(sheet.cell(place, column).value).strip("* "): column for column in range(1, 12)}
    for title, value in (("序号", "1"), ("姓名", "周敏华"), ("年度", "2019"), ("等次", "优秀")):
        sheet.cell(place + 1, titles[title]).value = value
    book.save(tmp_path / "填好.xlsx")
    page.read(tmp_path / "填好.xlsx")
    seat.wait()
    assert page.preview.kind == "annual_review"
    assert page.preview.problems == ()
    assert [(row.name, row.held.year, row.held.result) for row in page.preview.rows] == [
        ("周敏华", "2019", "优秀")
    ]


def test_error_workbook_is_written(seat, page, tmp_path):
    remember("folder/export", str(tmp_path / "out"))
    (tmp_path / "out").mkdir()
    remember("folder/export", str(tmp_path / "out"))
    read(seat, page, tmp_path, "近三年年度考核.xlsx")
    page.export_errors()
    dialog = seat.dialog(ExportDialog)
    dialog.export()
    seat.wait()
    (file,) = (tmp_path / "out").glob("*.xlsx")
    text = "".join(str(cell) for row in read_workbook(file).sheets[0].rows for cell in row)
    assert "查无此人" in text
    assert "花名册中没有“查无此人”" in text
    assert "单国平" not in text
