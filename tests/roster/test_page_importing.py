"""导入 Excel in the window of the sample school: dropped, matched, previewed, imported, taken back."""

import re
from dataclasses import asdict, replace

import openpyxl
import pytest
from PySide6.QtWidgets import QApplication, QComboBox, QPushButton, QRadioButton

from edudesk.base.errors import Cancelled
from edudesk.kit.export_dialog import ExportDialog
from edudesk.kit.settings import remember
from edudesk.roster.pages import file_page
from edudesk.sheets import reader
from edudesk.sheets.reader import read_workbook
from tests.data.make_workbooks import HERE, WORKBOOKS
from tests.thorough import in_turn

UPDATE = HERE / "sample_school_update.xlsx"


def page_of(seat):
    return seat.window.show_page("roster_import")


def counts(page):
    return {key: tag.text() for key, tag in page.panel.counts.items() if not tag.isHidden()}


def combo(page, header):
    """The drop-down of one column of the file."""
    (found,) = [
        one
        for one in page.panel.matches.findChildren(QComboBox)
        if one.accessibleName() == f"{header} 导入为"
    ]
    return found


def choose(seat, page, header, field):
    choose_at_once(page, header, field)
    seat.wait()


def choose_at_once(page, header, field):
    """Choose, and do not wait for the new preview."""
    box = combo(page, header)
    box.setCurrentIndex(box.findData(field))
    box.activated.emit(box.currentIndex())


def state(seat):
    return {row.id: row for row in seat.desk.teachers.rows()}


def test_dropped_workbook_is_previewed_imported_and_taken_back_whole(seat):
    before = state(seat)
    assert seat.drop(UPDATE)
    page = page_of(seat)
    assert page.isVisible()
    assert counts(page) == {"new": "新增 2", "changed": "更新 5", "same": "相同 25"}
    assert "sample_school_update.xlsx · 工作表“教师” · 标题行第 1 行" in seat.words(page)
    assert state(seat) == before  # nothing is written before the last button
    seat.click("导入 7 人", page)
    assert "已导入：新增 2 人，更新 5 人。" in seat.words(page)
    assert (seat.teacher("新来").name, seat.teacher("周敏华").title) == ("新来", "高级教师")
    assert seat.titles()[0] == "导入 sample_school_update.xlsx：新增 2 人，更新 5 人"
    assert seat.desk.backups.listed()[0].reason == "导入前"
    seat.click("撤销这次导入", page)
    seat.heard("notice: 已撤销：导入 sample_school_update.xlsx：新增 2 人，更新 5 人")
    assert {key: asdict(replace(row, version=1)) for key, row in state(seat).items()} == {
        key: asdict(replace(row, version=1)) for key, row in before.items()
    }


def buttons_of(page):
    return [one.text() for one in page._done.findChildren(QPushButton) if one.isVisible()]


def test_result_of_an_import_follows_undo_and_redo_wherever_they_are_pressed(seat):
    seat.drop(UPDATE)
    page = page_of(seat)
    seat.click("导入 7 人", page)
    seat.press("Ctrl+Z")
    seat.said.heard()
    assert "已撤销这次导入。" in seat.words(page)
    assert "已导入" not in seat.words(page)
    assert buttons_of(page) == ["查看花名册", "重做这次导入", "再导入一个文件"]
    seat.click("重做这次导入", page)
    seat.heard("notice: 已重做：导入 sample_school_update.xlsx：新增 2 人，更新 5 人")
    assert "已导入：新增 2 人，更新 5 人。" in seat.words(page)
    seat.press("Ctrl+Z")
    seat.desk.teachers.change(seat.teacher("李静").id, {"classes": "六（1）班"})  # redo is over
    seat.wait()
    seat.said.heard()
    assert buttons_of(page) == ["查看花名册", "再导入一个文件"]
    seat.click("再导入一个文件", page)
    assert "把学校现有的花名册拖到这里。" in seat.words(page)


def test_same_file_again_has_nothing_to_import(seat):
    seat.drop(UPDATE)
    page = page_of(seat)
    seat.click("导入 7 人", page)
    seat.click("再导入一个文件", page)
    seat.drop(UPDATE)
    assert counts(page)["new"] == "新增 0"
    assert counts(page)["changed"] == "更新 0"
    assert page.panel.import_button.text() == "没有要导入的内容"
    assert not page.panel.import_button.isEnabled()


@pytest.mark.parametrize("name", in_turn(WORKBOOKS))
def test_every_workbook_can_be_chosen_by_its_window(seat, name):
    seat.said.choose(HERE / name)
    seat.window.roster()
    seat.press("Ctrl+I")
    page = page_of(seat)
    seat.click("选择文件…", page)
    assert name in seat.words(page)
    total = page.preview.counts["new"] + page.preview.counts["changed"]
    seat.click(f"导入 {total} 人", page)
    assert "已导入" in seat.words(page)


def test_column_matched_by_hand_is_previewed_anew_and_remembered(seat):
    seat.drop(HERE / "r1_national_export.xlsx")
    page = page_of(seat)
    choose(seat, page, "签订合同情况", "remark")
    assert combo(page, "签订合同情况").currentData() == "remark"
    assert {row.draft.remark for row in page.preview.rows} == {"聘用合同", "劳动合同"}
    choose(seat, page, "手机", None)
    assert {row.draft.phone for row in page.preview.rows} == {""}
    seat.click("导入 5 人", page)
    seat.drop(HERE / "r1_national_export.xlsx")
    assert combo(page, "签订合同情况").currentData() == "remark"
    assert combo(page, "手机").currentData() is None
    assert counts(page) == {"new": "新增 0", "changed": "更新 0", "same": "相同 5"} | {
        key: text for key, text in counts(page).items() if key == "warning"
    }


def test_other_sheet_and_hidden_rows_are_a_click_away(seat):
    seat.drop(HERE / "r6_three_row_head.xlsx")
    page = page_of(seat)
    assert page._sheet.isVisible()
    page._sheet.tick("退休")
    seat.wait()
    assert [row.draft.name for row in page.preview.rows] == ["项老实"]
    seat.drop(HERE / "hidden_and_banners.xlsx")
    assert page._hidden.text() == "包括隐藏的行（1 人）"
    people = len(page.preview.rows)
    page._hidden.click()
    seat.wait()
    assert len(page.preview.rows) == people + 1
    assert page._hidden.isVisible()
    assert page._hidden.isChecked()
    assert page._hidden.text() == "包括隐藏的行（1 人）"


def test_a_column_that_is_only_compared_says_so_and_can_be_left_out(seat):
    seat.drop(HERE / "hidden_and_banners.xlsx")
    page = page_of(seat)
    assert combo(page, "年龄").currentText() == "只核对，不导入"
    assert "只核对" in seat.words(page.panel.matches)
    choose(seat, page, "年龄", None)
    assert combo(page, "年龄").currentText() == "不导入"


def test_problems_stand_with_their_cells_and_go_into_a_workbook_to_correct(seat, tmp_path):
    remember("folder/export", str(tmp_path))
    seat.drop(HERE / "damaged_ids.xlsx")
    page = page_of(seat)
    levels = [line.level for line in page.panel.problems.rows]
    assert levels == sorted(levels, key=["错误", "提醒", "提示"].index)
    cells = {line.cell for line in page.panel.problems.rows}
    assert {"D3", "D15", "B23"} <= cells
    seat.click("导出错误工作簿…", page)
    dialog = seat.dialog(ExportDialog)
    assert {one.text() for one in dialog.findChildren(QRadioButton)} == {
        "Excel 表格", "有错误的 4 行", "有错误或提醒的 12 行",
    }  # fmt: skip
    dialog.choose(scope="warned")
    dialog.export()
    seat.wait()
    (file,) = tmp_path.glob("*.xlsx")
    assert re.fullmatch(r"damaged_ids_错误工作簿_\d{8}_含个人信息\.xlsx", file.name)
    rows = read_workbook(file).sheets[0].rows
    assert (rows[0][-1], len(rows)) == ("错误说明", 1 + 12)
    assert seat.titles()[0] == "导出 错误工作簿：damaged_ids.xlsx，12 行，校内使用（完整）"


def test_rows_with_errors_can_still_be_had_after_the_import_and_come_in_corrected(seat, tmp_path):
    remember("folder/export", str(tmp_path))
    seat.drop(HERE / "damaged_ids.xlsx")
    page = page_of(seat)
    page.import_rows()
    seat.wait()
    assert "4 行有错误没有导入" in seat.words(page)
    seat.click("导出错误工作簿…", page)
    seat.dialog(ExportDialog).export()
    seat.wait()
    seat.dialog(ExportDialog).accept()
    (file,) = tmp_path.glob("*.xlsx")
    book = openpyxl.load_workbook(file)
    numbers = [cell.value for cell in book.active[1]].index("身份证号") + 1
    for row in range(2, book.active.max_row + 1):
        book.active.cell(row, numbers).value = None
    book.active.cell(2, [cell.value for cell in book.active[1]].index("姓名") + 1, "改好")
    book.save(file)
    seat.drop(file)
    assert counts(page)["new"] != "新增 0"
    assert "错误说明" in [match.header for match in page.preview.columns if match.field is None]


def test_template_is_one_click_away_and_leaves_no_trace(seat, tmp_path):
    remember("folder/export", str(tmp_path))
    before = seat.titles()
    page = page_of(seat)
    seat.click("下载模板…", page)
    dialog = seat.dialog(ExportDialog)
    dialog.choose(scope="brief")
    dialog.export()
    seat.wait()
    (file,) = tmp_path.glob("*.xlsx")
    assert file.name == "教师基本信息汇总表_导入模板.xlsx"
    assert [one.name for one in read_workbook(file).sheets] == ["教师基本信息汇总表", "填写说明", "选项"]
    assert seat.titles() == before  # nothing of the school is in it


def test_preview_that_the_roster_has_outrun_is_made_anew(seat):
    seat.drop(UPDATE)
    page = page_of(seat)
    seat.desk.teachers.change(seat.teacher("周敏华").id, {"title": "正高级教师"})
    seat.wait()
    seat.click("导入 7 人", page)
    seat.heard("fail: 预览之后花名册又有改动，没有导入。")
    assert seat.teacher("周敏华").title == "正高级教师"
    (row,) = [row for row in page.preview.rows if row.draft.name == "周敏华"]
    assert [change.before for change in row.changes if change.key == "title"] == ["正高级教师"]


def test_file_that_is_no_roster_is_told_in_words_and_the_page_waits_for_another(seat, tmp_path):
    for name, content, told in (
        ("照片.xlsx", b"\x89PNG\r\n\x1a\n" + bytes(300), "照片.xlsx"),
        ("坏的.xlsx", b"PK\x03\x04" + bytes(300), "坏的.xlsx"),
        ("空的.csv", b"", "空的.csv"),
        ("天气.csv", "日期,天气\n1号,晴\n".encode("gbk"), "姓名"),
    ):
        (tmp_path / name).write_bytes(content)
        seat.drop(tmp_path / name)
        (line,) = seat.said.heard()
        assert line.startswith("fail: ")
        assert told in line
        page = page_of(seat)
        assert "把学校现有的花名册拖到这里。" in seat.words(page)
    seat.drop(UPDATE)
    assert counts(page)["changed"] == "更新 5"


def test_file_that_is_broken_after_a_good_one_does_not_offer_the_good_one_under_its_name(seat, tmp_path):
    seat.drop(UPDATE)
    (tmp_path / "照片.xlsx").write_bytes(b"\x89PNG" + bytes(300))
    seat.drop(tmp_path / "照片.xlsx")
    assert seat.said.heard()[0].startswith("fail: ")
    page = page_of(seat)
    assert page.preview is not None  # what was there before is offered again
    page._hidden.clicked.emit()
    seat.wait()
    assert "sample_school_update.xlsx" in seat.words(page)
    assert "照片.xlsx" not in seat.words(page)


def test_what_is_no_table_is_not_taken(seat, tmp_path):
    (tmp_path / "通知.docx").write_bytes(b"x")
    assert not seat.drop(tmp_path / "通知.docx")
    assert QApplication.activeWindow() is seat.window


# what is imported is what is on screen


def other_column(seat, page):
    choose_at_once(page, "手机", None)


def other_sheet(seat, page):
    page._sheet.tick("退休")


def hidden_rows(seat, page):
    page._hidden.click()


def other_file(seat, page):
    page.read(UPDATE)


@pytest.mark.parametrize(
    ("workbook", "change"),
    [
        ("r1_national_export.xlsx", other_column),
        ("r6_three_row_head.xlsx", other_sheet),
        ("hidden_and_banners.xlsx", hidden_rows),
        ("r1_national_export.xlsx", other_file),
    ],
)
def test_import_pressed_before_the_new_preview_is_there_writes_nothing(seat, workbook, change):
    seat.drop(HERE / workbook)
    page, before = page_of(seat), state(seat)
    old = page.preview
    change(seat, page)
    assert not page.panel.import_button.isEnabled()
    page.import_rows()  # as the key would, had it come a moment earlier
    seat.wait()
    assert state(seat) == before
    assert page.preview not in (None, old)
    assert page.panel.import_button.isEnabled()


def test_two_quick_choices_are_answered_once_and_both_count(seat, monkeypatch):
    seat.drop(HERE / "r1_national_export.xlsx")
    page = page_of(seat)
    shown = []
    show = page.panel.show_preview
    monkeypatch.setattr(page.panel, "show_preview", lambda preview: (shown.append(preview), show(preview)))
    choose_at_once(page, "手机", None)
    choose_at_once(page, "签订合同情况", "remark")
    seat.wait()
    assert shown == [page.preview]
    assert {(row.draft.phone, row.draft.remark) for row in page.preview.rows} == {
        ("", "聘用合同"),
        ("", "劳动合同"),
    }


def test_a_check_that_is_cancelled_leaves_the_preview_before_it(seat, monkeypatch):
    seat.drop(UPDATE)
    page, before = page_of(seat), page_of(seat).preview

    def cancelled(*args, **kwargs):
        raise Cancelled

    monkeypatch.setattr(file_page, "preview_roster", cancelled)
    choose(seat, page, "姓名", None)
    assert page.preview is before
    assert combo(page, "姓名").currentData() == "name"
    assert page.panel.import_button.isEnabled()


def test_a_column_chosen_by_keyboard_keeps_the_keyboard(seat):
    seat.drop(UPDATE)
    page = page_of(seat)
    combo(page, "姓名").setFocus()
    choose(seat, page, "姓名", "name")
    assert combo(page, "姓名").hasFocus()


@pytest.mark.usefixtures("at_arms_length")
def test_a_reader_waits_while_a_file_is_chosen_and_goes_with_the_page(seat):
    page_of(seat)
    assert reader._spare is not None
    seat.window.show_page("roster")
    assert reader._spare is None
