"""花名册比对 in the window of the sample school: dropped, filtered, followed to the teacher, 差异单."""

from pathlib import Path

import openpyxl
import pytest
from PySide6.QtWidgets import QComboBox, QPushButton

from edudesk.base.masking import Audience
from edudesk.kit.export_dialog import ExportDialog
from edudesk.kit.settings import remember
from edudesk.roster.rules import is_present
from edudesk.sheets.reader import read_workbook

HEAD = ("姓名", "性别", "出生年月", "身份证号", "任教学科", "职称", "手机", "电脑编号")


@pytest.fixture
def theirs(seat, tmp_path) -> Path:
    """A bureau's export of everybody present, with three things other than we know them."""
    book = openpyxl.Workbook()
    book.active.append(HEAD)
    for row in seat.desk.teachers.rows():
        if is_present(row) and row.name != "李静":
            title = "正高级教师" if row.name == "周敏华" else row.title
            phone = "19901990000" if row.name == "周敏华" else row.phone
            book.active.append((row.name, row.gender, row.birth, row.id_no, row.subject, title, phone, "A1"))
    book.active.append(("新来", "男", "1999-01", "", "科学", "", "", "A2"))
    book.save(tmp_path / "局里导出.xlsx")
    return tmp_path / "局里导出.xlsx"


@pytest.fixture
def page(seat, theirs):
    seat.window.roster().compare_wanted.emit()
    assert seat.drop(theirs)
    return seat.window.show_page("roster_compare")


def shown(page):
    return [(line.name, line.kind, line.field) for line in page.lines.rows]


def counts(page):
    return [page.same.text(), *(tag.text() for tag in page.counts.values() if not tag.isHidden())]


def test_file_dropped_on_the_page_is_compared_and_nothing_is_written(seat, page):
    before = seat.titles()
    assert shown(page) == [
        ("李静", "只在本校", ""), ("新来", "只在对方", ""), ("周敏华", "内容不同", "职称"),
        ("周敏华", "内容不同", "联系电话"),
    ]  # fmt: skip
    present = sum(map(is_present, seat.desk.teachers.rows()))
    assert counts(page) == [f"相同 {present - 2} 人", "只在本校 1 人", "只在对方 1 人", "内容不同 2 处"]
    assert "局里导出.xlsx · 工作表“Sheet”" in seat.words(page)
    assert "对方文件里没有、未比对的项目：" in seat.words(page)
    assert seat.titles() == before


def test_numbers_are_starred_and_the_place_where_they_differ_is_told(page):
    phone = page.lines.rows[3]
    assert (phone.theirs, "*" in phone.ours) == ("199****0000", True)
    assert phone.remark.endswith("位不同")


def test_chips_filter_by_kind_and_field(page):
    page.chip_row.chip("kind").choose(["内容不同"])
    assert shown(page) == [("周敏华", "内容不同", "职称"), ("周敏华", "内容不同", "联系电话")]
    page.chip_row.chip("field").choose(["职称"])
    assert shown(page) == [("周敏华", "内容不同", "职称")]
    page.chip_row.clear()
    page.chip_row.chip("field").choose(["整个人"])
    assert shown(page) == [("李静", "只在本校", ""), ("新来", "只在对方", "")]


def test_a_line_leads_to_its_teacher_and_the_comparison_follows_the_correction(seat, page):
    page.table.select([3])
    assert "本校“一级教师”，对方“正高级教师”" in seat.words(page)
    seat.click("查看这位教师", page)
    roster = seat.window.roster()
    assert [row.name for row in roster.selected()] == ["周敏华"]
    seat.desk.teachers.change(seat.teacher("周敏华").id, {"title": "正高级教师"})
    seat.wait()
    seat.window.show_page("roster_compare")
    seat.wait()
    assert ("周敏华", "内容不同", "职称") not in shown(page)
    page.table.select([2])  # somebody we do not have
    assert page._show_teacher.isHidden()


def test_a_column_that_is_taken_for_another_field_is_compared_anew(seat, page):
    (box,) = [
        one for one in page.matches.findChildren(QComboBox) if one.accessibleName() == "电脑编号 比对为"
    ]
    assert box.currentText() == "不比对"
    box.setCurrentIndex(box.findData("staff_no"))
    box.activated.emit(box.currentIndex())
    seat.wait()
    assert any(field == "工号" for _, _, field in shown(page))


@pytest.mark.parametrize("kind", ["xlsx", "pdf"])
def test_paper_to_settle_it_by(seat, page, tmp_path, kind):
    remember("folder/export", str(tmp_path))
    seat.click("导出差异单", page)
    dialog = seat.dialog(ExportDialog)
    dialog.choose(format=kind, audience=Audience.BUREAU)
    dialog.export()
    seat.wait()
    (file,) = tmp_path.glob(f"*差异单*.{kind}")
    assert file.stem.endswith("_报教育局")
    assert seat.titles()[0] == "导出 龙城实验小学教师花名册差异单，4 行，报教育局（证件号、电话打码）"
    if kind == "xlsx":
        cells = [cell for row in read_workbook(file).sheets[0].rows for cell in row]
        assert "199****0000" in cells
        assert "校长（签字）：" in cells


def test_file_that_cannot_be_read_leaves_the_page_as_it_was(seat, tmp_path):
    page = seat.window.show_page("roster_compare")
    (tmp_path / "空.xlsx").write_bytes(b"")
    seat.drop(tmp_path / "空.xlsx")
    seat.heard("fail: “空.xlsx”：文件是空的，里面没有内容。")
    assert "把教育局或别的系统导出的花名册拖到这里。" in seat.words(page)


def test_roster_page_leads_here_and_back(seat):
    roster = seat.window.roster()
    (more,) = [one for one in roster.head.findChildren(QPushButton) if one.text() == "更多 ▾"]
    (entry,) = [one for one in more.menu().actions() if one.text() == "与外来花名册比对…"]
    entry.trigger()
    page = seat.window.show_page("roster_compare")
    assert page.isVisible()
    seat.click("返回花名册", page)
    assert roster.isVisible()
