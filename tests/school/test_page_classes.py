"""班级 in the window of the sample school: sizes, 班主任, whole columns from Excel, new and dissolved classes."""

import pytest
from PySide6.QtCore import QItemSelection
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from edudesk.kit.change_dialog import ChangeDialog
from edudesk.kit.form_dialog import FormDialog
from edudesk.school.rows.classes import ClassDraft
from edudesk.school.rules.classes import sum_words


@pytest.fixture
def page(stopped_clock, seat):
    page = seat.window.show_page("school_classes")
    seat.wait()
    return page


def row(page, name):
    return next(one for one in page.model.rows if one.name == name)


def type_in(seat, page, name, key, text):
    """Type into a cell as an editor does; whether it was taken."""
    place = next(at for at, one in enumerate(page.model.rows) if one.name == name)
    done = page.model.setData(page.model.index(place, page.model.column_index(key)), text)
    seat.wait()
    return done


def paste(seat, page, name, key, text):
    place = next(at for at, one in enumerate(page.model.rows) if one.name == name)
    index = page.model.index(place, page.model.column_index(key))
    page.table.setFocus()
    page.table.clearSelection()
    page.table.setCurrentIndex(index)
    page.table.marked.select(QItemSelection(index, index))
    QGuiApplication.clipboard().setText(text)
    seat.press("Ctrl+V")
    seat.wait()


# what is shown


def test_the_present_year_is_shown_with_its_sum(seat, page):
    assert page.year_box.currentText() == "2026—2027学年"
    assert len(page.model.rows) == 36
    assert "36 个班，1504 人，平均班额 41.8" in seat.words(page.below)
    assert page.head.note.text() == "班主任按第一学期"
    assert row(page, "四（2）班").head == "李静"


def test_another_year_is_chosen_and_stays(seat, page):
    page.year_box.choose("2025-2026")
    assert {one.school_year for one in page.model.rows} == {"2025-2026"}
    assert "1499 人" in seat.words(page.below)
    assert page.head.note.text() == "班主任按第二学期"
    seat.desk.classes.change(page.model.rows[0].id, {"remark": "合班上课"})
    seat.wait()
    assert page.year_box.key == "2025-2026"
    assert page.model.rows[0].remark == "合班上课"


def test_the_sum_says_only_what_is_known():
    def one(size, boys=None, girls=None):
        return ClassDraft(
            school_year="2026-2027", stage="小学", grade="一年级", number=1, size=size, boys=boys, girls=girls
        )

    assert sum_words([]) == ""
    assert sum_words([one(None)]) == "1 个班"
    assert sum_words([one(40), one(None)]) == "2 个班，40 人，平均班额 40.0"
    assert sum_words([one(40, 21, 19), one(41, 20, 21)]) == "2 个班，81 人（男 41，女 40），平均班额 40.5"


def test_a_class_without_size_is_pointed_out(seat, page):
    assert type_in(seat, page, "四（2）班", "size", "")
    assert "1 个班的人数还没有填。" in seat.words(page.below)
    assert "1463 人" in seat.words(page.below)


# one cell


def test_a_size_is_typed_into_its_cell(seat, page):
    assert type_in(seat, page, "四（2）班", "size", "４４")
    assert row(page, "四（2）班").size == 44
    assert "1507 人" in seat.words(page.below)
    assert seat.titles()[0] == "修改班级 2026-2027学年四（2）班 人数"


def test_boys_and_girls_that_do_not_make_the_class_are_told(seat, page):
    assert type_in(seat, page, "四（2）班", "boys", "20")
    assert type_in(seat, page, "四（2）班", "girls", "20")
    seat.heard("notice: 已保存。男生和女生合计 40 人，与人数不同。")
    assert seat.said.act() == "撤销"
    seat.wait()
    seat.heard("notice: 已撤销：修改班级 2026-2027学年四（2）班 女生")


def test_a_head_teacher_is_chosen_in_the_cell(seat, page):
    assert type_in(seat, page, "四（2）班", "head", "周敏华")
    assert row(page, "四（2）班").head == "周敏华"
    assert (seat.teacher("周敏华").head_teacher, seat.teacher("李静").head_teacher) == ("是", "")
    (fact,) = seat.desk.histories.of(seat.teacher("周敏华").id)["head_teacher"]
    assert (fact.class_name, fact.school_year, fact.term) == ("四（2）班", "2026-2027", "第一学期")
    assert seat.titles()[0] == "登记班主任 2026-2027学年第一学期 四（2）班"
    seat.press("Ctrl+Z")
    assert row(page, "四（2）班").head == "李静"
    seat.heard("notice: 已撤销：登记班主任 2026-2027学年第一学期 四（2）班")


def test_two_may_lead_a_class_and_nobody_may(seat, page):
    assert type_in(seat, page, "一（1）班", "head", "周敏华、沈婷")
    assert row(page, "一（1）班").head == "沈婷、周敏华"
    assert type_in(seat, page, "一（1）班", "head", "")
    assert row(page, "一（1）班").head == ""
    assert seat.teacher("沈婷").head_teacher == ""
    assert type_in(seat, page, "一（1）班", "head", "沈婷")
    assert row(page, "一（1）班").head == "沈婷"


def test_whose_head_teacher_nobody_knows_is_refused(seat, page):
    place = next(at for at, one in enumerate(page.model.rows) if one.name == "四（2）班")
    page.model.retry.disconnect()  # the cell would be opened again
    index = page.model.index(place, page.model.column_index("head"))
    assert not page.model.setData(index, "张三丰")
    seat.heard("fail: 花名册里没有“张三丰”。")
    assert not page.model.setData(index, "王芳")
    seat.heard("fail: 花名册里有 2 位王芳，请从列表里选。")
    assert row(page, "四（2）班").head == "李静"


def test_who_has_left_is_still_named_in_an_old_year(seat, page):
    li = seat.teacher("李静")
    seat.desk.heads.put("2025-2026", "第二学期", {"三（2）班": [li.id]})
    seat.desk.teachers.change(li.id, {"status": "调出", "status_date": "2026-08"})
    seat.wait()
    page.year_box.choose("2025-2026")
    assert row(page, "三（2）班").head == "李静"
    assert "李静" not in page._choosing.codes.words


# a column from Excel


def test_sizes_are_pasted_from_excel(seat, page):
    paste(seat, page, "四（1）班", "size", "40\r\n四十一\r\n200\r\n39\r\n")
    dialog = seat.dialog(ChangeDialog)
    assert [(one.label, one.said) for one in dialog.changes.refused] == [
        ("四（2）班", "“四十一”不是数。"),
        ("四（3）班", "人数是 0 到 150 的数字。"),
    ]
    dialog.accept()
    seat.wait()
    seat.heard("notice: 已修改 2 处。")
    assert [row(page, f"四（{number}）班").size for number in range(1, 5)] == [40, 41, 41, 39]
    title = "粘贴人数 2026-2027学年四（1）班、2026-2027学年四（4）班"
    assert seat.titles()[0] == title
    seat.press("Ctrl+Z")
    seat.heard(f"notice: 已撤销：{title}")
    assert row(page, "四（1）班").size == 43


def test_head_teachers_are_pasted_as_a_column_of_their_own(seat, page):
    before = row(page, "一（2）班").head
    paste(seat, page, "一（1）班", "head", "周敏华\r\n张三丰\r\n沈婷\r\n")
    dialog = seat.dialog(ChangeDialog)
    assert [one.said for one in dialog.changes.refused] == ["花名册里没有“张三丰”。"]
    dialog.accept()
    seat.wait()
    seat.heard("notice: 已修改 2 处。")
    assert [row(page, f"一（{number}）班").head for number in (1, 2, 3)] == ["周敏华", before, "沈婷"]
    assert len([title for title in seat.titles() if title.startswith("登记班主任")]) == 1


def test_head_teachers_beside_other_columns_are_refused_with_the_reason(seat, page):
    before = row(page, "一（1）班").head
    page.table.show_column("boys", False)
    page.table.show_column("girls", False)
    paste(seat, page, "一（1）班", "size", "44\t周敏华\r\n45\t沈婷\r\n")
    dialog = seat.dialog(ChangeDialog)
    assert {one.said for one in dialog.changes.refused} == {"班主任请单独粘贴一列。"}
    dialog.accept()
    seat.wait()
    seat.heard("notice: 已修改 2 处。")
    assert (row(page, "一（1）班").size, row(page, "一（1）班").head) == (44, before)


# whole classes


def test_a_class_is_added_to_the_year_that_is_shown(seat, page):
    seat.press("Ctrl+N")
    form = seat.dialog(FormDialog)
    assert (form.fields["school_year"].editor.typed(), form.fields["number"].editor.typed()) == (
        "2026-2027",
        "7",
    )
    assert "七年级" not in form.fields["grade"].editor.matches("")  # a 小学
    form.fields["size"].editor.show_text("38")
    form.accept()
    seat.wait()
    assert page.table.selected()[0].name == "一（7）班"
    assert "37 个班，1542 人" in seat.words(page.below)


def test_a_class_that_is_there_is_not_added_again(seat, page):
    page.add()
    form = seat.dialog(FormDialog)
    form.fields["number"].editor.show_text("1")
    form.accept()
    assert form.fields["number"].said == "2026-2027学年已经有这个班。"


def test_dissolved_classes_do_not_count(seat, page):
    page.table.select([row(page, "六（6）班").id])
    page.table.customContextMenuRequested.emit(page.table.rect().center())
    (menu,) = [one for one in page.findChildren(QMenu) if one.isVisible()]
    next(entry for entry in menu.actions() if entry.text() == "撤并").trigger()
    menu.close()
    seat.wait()
    seat.heard("notice: 已撤并 1 个班。")
    assert row(page, "六（6）班").status == "撤并"
    assert "35 个班" in seat.words(page.below)
    assert seat.said.act() == "撤销"
    seat.wait()
    seat.heard("notice: 已撤销：撤并 2026-2027学年六（6）班")
    assert "36 个班" in seat.words(page.below)


def test_a_year_without_classes_says_what_to_do(seat, page):
    seat.desk.classes.put_away([one.id for one in page.model.rows])
    seat.wait()
    assert "这个学年还没有班级。" in seat.words(page)
