"""教师花名册 in the window of the sample school, as somebody works on it."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMenu, QPushButton

from edudesk.kit.export_dialog import ExportDialog
from edudesk.kit.export_result import ExportResult
from edudesk.kit.form_dialog import FormDialog
from edudesk.kit.history_dialog import HistoryDialog
from edudesk.kit.settings import remember
from edudesk.roster.pages.roster import RosterPage
from edudesk.roster.pages.roster.selection import show_menu
from edudesk.roster.sample import sample_teachers
from edudesk.sheets.reader import read_workbook
from tests.pdf import pdf_text


@pytest.fixture
def page(seat):
    return seat.window.roster()


def names(page):
    return [row.name for row in page.model.rows]


def cell(page, name, key):
    """The index of a cell, with the cursor put on it."""
    (place,) = [place for place, row in enumerate(page.model.rows) if row.name == name]
    index = page.model.index(place, page.model.column_index(key))
    page.table.setFocus()
    page.table.setCurrentIndex(index)
    return index


def form_says(form):
    return {key: field.said for key, field in form.fields.items() if field.said}


# finding


def test_teacher_is_found_by_characters_pinyin_and_initials(seat, page):
    firsts = {
        "周敏华": ("周敏华", "敏华", "zhouminhua", "zmh"),
        "单国平": ("shan", "sgp"),
        "万俟凯": ("mqk",),
        "犇": ("犇",),
    }
    for first, ways in firsts.items():
        for typed in ways:
            seat.press("Ctrl+F")
            seat.enter(typed)
            found = names(page)
            assert 0 < len(found) < 20, typed
            assert found[0] == first if len(first) > 1 else first in found[0], typed
            assert page.head.note.text() == f"{len(found)} / 112 人"
            seat.press("Escape")
            assert len(names(page)) == 108


def test_teacher_is_found_by_subject_and_an_unknown_word_offers_the_way_back(seat, page):
    page.search.setText("心理")
    assert names(page)
    page.search.setText("龙猫")
    seat.wait()
    assert names(page) == []
    assert "没有符合条件的记录。" in seat.words(page.table)
    seat.click("清除筛选", page.table.viewport())
    assert len(names(page)) == 112


def test_chips_narrow_the_list_and_count_it(seat, page):
    assert (len(names(page)), page.head.note.text()) == (108, "在岗 108 人")
    page.chip_row.chip("subject").choose(["数学"])
    page.chip_row.chip("title").choose(["一级教师", "高级教师"])
    assert {row.subject for row in page.model.rows} == {"数学"}
    assert {row.title for row in page.model.rows} == {"一级教师", "高级教师"}
    page.clear_filters()
    assert len(names(page)) == 112
    page.chip_row.chip("status").choose(["退休"])
    assert {row.status for row in page.model.rows} == {"退休"}


def test_bar_of_the_age_chart_leads_to_its_people(page):
    page.below.ages.asked.emit(0)
    assert names(page)
    assert all(
        page.model.text(place, page.model.column_index("age")) <= "30" for place in range(len(names(page)))
    )


def test_sorted_by_pinyin_first_and_by_the_order_of_titles_on_a_click(page):
    assert names(page)[0] == "阿依古丽·买买提"
    page.model.sort(page.model.column_index("title"))
    order = list(dict.fromkeys(row.title for row in page.model.rows))
    assert order == [
        word for word in ("正高级教师", "高级教师", "一级教师", "二级教师", "未定级") if word in order
    ]
    page.model.sort(page.model.column_index("birth"), Qt.SortOrder.DescendingOrder)
    births = [row.birth for row in page.model.rows]
    assert births == sorted(births, reverse=True)


def test_chosen_columns_come_back_at_the_next_start(seat, page):
    shown = [page.columns[number].key for number in page.table.shown_columns()]
    assert shown == ["name", "gender", "birth", "top_edu", "title", "subject", "post_line", "honour"]
    page.table.show_column("phone", True)
    page.table.show_column("honour", False)
    seat.qtbot.wait(400)  # the table writes its columns down when the dragging rests
    desk = seat.desk
    again = RosterPage(desk.teachers, desk.histories, desk.school, desk.exports, lambda: "", lambda: None)
    seat.qtbot.addWidget(again)
    kept = [again.columns[number].key for number in again.table.shown_columns()]
    assert set(kept) == {*shown, "phone"} - {"honour"}


# changing in the table


def test_cell_is_edited_by_keyboard_saved_undone_and_redone(seat, page):
    cell(page, "周敏华", "subject")
    seat.press("F2")
    editor = seat.window.focusWidget()
    editor.lineEdit().selectAll() if hasattr(editor, "lineEdit") else editor.selectAll()
    seat.enter("科学")
    seat.press("Return")
    assert seat.teacher("周敏华").subject == "科学"
    assert seat.window.deeds.undo.text() == "撤销：修改 周敏华 任教学科"
    seat.press("Ctrl+Z")
    assert seat.teacher("周敏华").subject == "数学"
    seat.heard("notice: 已撤销：修改 周敏华 任教学科")
    assert seat.window.deeds.redo.text() == "重做：修改 周敏华 任教学科"
    assert "数学" in [
        page.model.text(cell(page, "周敏华", "subject").row(), page.model.column_index("subject"))
    ]
    seat.press("Ctrl+Y")
    assert seat.teacher("周敏华").subject == "科学"
    seat.heard("notice: 已重做：修改 周敏华 任教学科")


def test_date_typed_the_office_way_is_stored_as_a_date_and_a_wrong_one_is_refused(seat, page):
    page.table.show_column("work_start", True)
    for typed, stored in (("2013.7", "2013-07"), ("2013.13", "2013-07")):
        cell(page, "周敏华", "work_start")
        seat.press("F2")
        seat.window.focusWidget().selectAll()
        seat.enter(typed)
        seat.press("Return")
        assert seat.teacher("周敏华").work_start == stored
    seat.heard("fail: 参加工作时间没有改：“2013.13”不是有效的日期。")
    seat.wait()
    assert page.table.is_editing  # back in the cell, to mend it or to leave it
    seat.press("Escape")


def test_doubtful_value_typed_into_the_table_is_stored_and_told_with_the_way_back(seat, page):
    before = seat.teacher("周敏华").birth
    cell(page, "周敏华", "birth")
    seat.press("F2")
    seat.window.focusWidget().selectAll()
    seat.enter("1987.6")
    seat.press("Return")
    assert seat.teacher("周敏华").birth == "1987-06"
    seat.heard(f"notice: 已保存。出生年月“1987-06”与身份证号中的“{before}”不一致，请核对。")
    assert seat.said.act() == "撤销"
    seat.wait()
    assert seat.teacher("周敏华").birth == before
    seat.said.heard()


def test_a_word_that_no_list_knows_is_said_when_it_is_typed(seat, page):
    assert page.model.setData(cell(page, "周敏华", "status"), "飞升", Qt.ItemDataRole.EditRole)
    seat.wait()
    seat.heard("notice: 已保存。人员状态中没有“飞升”，按原文保存，请核对。")


def test_a_staff_number_that_somebody_else_has_is_said_when_it_is_typed(seat, page):
    other = seat.teacher("李静").staff_no
    assert page.model.setData(cell(page, "周敏华", "staff_no"), other, Qt.ItemDataRole.EditRole)
    seat.wait()
    seat.heard(f"notice: 已保存。工号“{other}”与花名册中“李静”的相同，请核对。")
    page.edit(seat.teacher("周敏华"))
    form = seat.dialog(FormDialog)
    assert form_says(form)["staff_no"] == f"工号“{other}”与花名册中“李静”的相同，请核对。"
    form.reject()
    seat.wait()
    assert f"工号“{other}”与花名册中“李静”的相同，请核对。" in seat.words(page)


def test_staff_numbers_entered_for_many_at_once_are_held_against_each_other(seat, page):
    zhou, li = seat.teacher("周敏华"), seat.teacher("李静")
    batch, rows = page.build_batch(), {zhou.id: zhou, li.id: li}
    swapped = {zhou.id: {"staff_no": li.staff_no}, li.id: {"staff_no": zhou.staff_no}}
    assert not any(batch.doubts(swapped, rows).values())
    same = batch.doubts({one: {"staff_no": "Z01"} for one in rows}, rows)
    assert {one: [doubt.text for doubt in said] for one, said in same.items()} == {
        zhou.id: ["工号“Z01”与花名册中“李静”的相同，请核对。"],
        li.id: ["工号“Z01”与花名册中“周敏华”的相同，请核对。"],
    }


def test_title_changed_in_the_table_is_told_to_be_a_correction_and_can_become_a_promotion(seat, page):
    before = seat.teacher("周敏华")
    assert (before.title, before.title_obtained) == ("一级教师", "2021-08")
    index = cell(page, "周敏华", "title")
    assert page.model.setData(index, "高级教师", Qt.ItemDataRole.EditRole)
    seat.wait()
    assert seat.teacher("周敏华").title == "高级教师"
    (said,) = seat.said.heard()
    assert said.startswith("notice: 已保存。")
    assert said.endswith("职称改了而取得时间没有改：按更正保存；如果是晋升，请同时改取得时间。")
    seat.said.act("改为晋升…")
    seat.wait()
    form = seat.dialog(FormDialog)
    assert seat.teacher("周敏华").title == "一级教师"  # the correction is taken back
    assert form.values()["title"] == "高级教师"
    form.fields["title_obtained"].editor.show_text("2026-08")
    form.accept()
    seat.wait()
    for dialog in seat.dialogs(FormDialog):
        dialog.accept()  # what is odd besides was told
    seat.wait()
    titles = seat.desk.histories.of(before.id)["title"]
    assert {(row.title, row.obtained) for row in titles} >= {("一级教师", "2021-08"), ("高级教师", "2026-08")}


def test_masked_number_cannot_be_edited_blindly_in_the_table(page):
    page.table.show_column("phone", True)
    index = cell(page, "周敏华", "phone")
    assert page.model.text(index.row(), index.column()) == "199****5571"
    assert not page.model.flags(index) & Qt.ItemFlag.ItemIsEditable


# forms


def test_new_teacher_two_problems_shown_at_once_then_saved_and_selected(seat, page):
    seat.press("Ctrl+N")
    form = seat.dialog(FormDialog)
    form.fields["birth"].editor.show_text("1999.13")
    form.fields["id_no"].editor.show_text(seat.teacher("周敏华").id_no)
    form.fields["subject"].editor.show_text("数学")
    form.accept()
    assert set(form_says(form)) == {"name", "birth", "id_no"}
    assert form_says(form)["id_no"] == "花名册中“周敏华”已是这个身份证号。"
    assert form_says(form)["name"] == "请填写姓名。"
    assert "请改好标红的几项。" in seat.words(form)
    form.fields["id_no"].editor.show_text("")
    form.fields["name"].editor.show_text("于漪霖")
    form.fields["birth"].editor.show_text("1999.3")
    form.accept()
    seat.wait()
    assert seat.dialogs() == []
    made = seat.teacher("于漪霖")
    assert (made.birth, made.subject, made.status) == ("1999-03", "数学", "在岗")
    assert [row.name for row in page.selected()] == ["于漪霖"]
    assert page.drawer.name.text() == "于漪霖"
    assert seat.titles()[0] == "新增教师 于漪霖"


def test_form_tells_what_does_not_fit_together_before_it_stores_it(seat, page):
    page.add()
    form = seat.dialog(FormDialog)
    for key, text in {
        "name": "于漪霖", "gender": "男", "birth": "1985-01", "id_no": "990199198705240024",
        "phone": "12", "email": "abc", "weekly_periods": "x",
    }.items():  # fmt: skip
        form.fields[key].editor.show_text(text)
    form.accept()
    assert set(form_says(form)) == {"gender", "birth", "phone", "email", "weekly_periods"}
    assert {form.fields[key].editor.property("level") for key in form_says(form)} == {"warning"}
    form.accept()
    seat.wait()
    assert seat.teacher("于漪霖").birth == "1985-01"
    page.edit(seat.teacher("于漪霖"))
    form = seat.dialog(FormDialog)
    assert "birth" in form_says(form)  # told again, and not in the way
    form.fields["classes"].editor.show_text("六（1）班")
    form.accept()
    seat.wait()
    assert seat.teacher("于漪霖").classes == "六（1）班"


def test_number_of_a_colleague_is_refused_beside_its_field(seat, page):
    page.add()
    form = seat.dialog(FormDialog)
    form.fields["name"].editor.show_text("于漪霖")
    form.fields["id_no"].editor.show_text(seat.teacher("周敏华").id_no)
    form.accept()
    assert form_says(form) == {"id_no": "花名册中“周敏华”已是这个身份证号。"}
    seat.said.answer(True)
    form.reject()
    seat.heard("ask: 填写的内容还没有保存。")


def test_record_is_edited_in_its_form_and_an_old_view_of_it_is_refused(seat, page):
    row = seat.teacher("周敏华")
    page.edit(row)
    form = seat.dialog(FormDialog)
    form.fields["honour"].editor.show_text("市学科带头人")
    seat.desk.teachers.change(row.id, {"classes": "六（1）班"})  # somebody else, meanwhile
    form.accept()  # that the honour came without its date is told first
    form.accept()
    assert "“周敏华”刚被别的操作改过，没有保存。" in seat.words(form)
    seat.said.answer(True)
    form.reject()
    seat.said.heard()
    page.edit(seat.teacher("周敏华"))
    form = seat.dialog(FormDialog)
    form.fields["honour"].editor.show_text("市学科带头人")
    form.accept()
    form.accept()
    seat.wait()
    assert (seat.teacher("周敏华").honour, seat.teacher("周敏华").classes) == ("市学科带头人", "六（1）班")


def test_form_stars_the_numbers_and_showing_one_is_an_entry(seat, page):
    row = seat.teacher("周敏华")
    page.edit(row)
    form = seat.dialog(FormDialog)
    assert form.fields["id_no"].editor.typed() == "99**************" + row.id_no[-2:]
    assert form.fields["phone"].editor.typed() == "199****5571"
    assert not [title for title in seat.titles() if title.startswith("显示")]
    seat.click("显示", form.fields["phone"])
    assert form.fields["phone"].editor.typed() == row.phone
    assert seat.titles()[0] == "显示 周敏华 的联系电话"
    form.fields["phone"].editor.show_text("19901990777")
    form.accept()
    seat.wait()
    assert (seat.teacher("周敏华").id_no, seat.teacher("周敏华").phone) == (row.id_no, "19901990777")


# leaving


def test_leaving_is_registered_with_its_day_and_can_be_undone(seat, page):
    page.retire([seat.teacher("周敏华")])
    form = seat.dialog(FormDialog)
    assert form.windowTitle() == "离岗登记：周敏华"
    form.fields["status"].editor.show_text("调出")
    form.fields["on"].editor.show_text("2026.8.31")
    form.accept()
    seat.wait()
    gone = seat.teacher("周敏华")
    assert (gone.status, gone.status_date) == ("调出", "2026-08-31")
    assert "周敏华" not in names(page)  # the chip 在岗
    seat.heard("notice: 已登记调出。")
    assert seat.said.act() == "撤销"
    seat.wait()
    assert seat.teacher("周敏华").status == "在岗"
    assert "周敏华" in names(page)
    seat.heard("notice: 已撤销：调出登记 周敏华")


@pytest.mark.parametrize(("typed", "told"), [
    ("2030.1", "状态时间“2030-01-01”在今天之后，请核对。"),
    ("2001.9.1", "状态时间“2001-09-01”早于参加工作时间“2013-08”，请核对。"),
])  # fmt: skip
def test_leaving_on_a_day_that_does_not_fit_is_told_and_not_blocked(seat, page, typed, told):
    page.retire([seat.teacher("周敏华")])
    form = seat.dialog(FormDialog)
    form.fields["on"].editor.show_text(typed)
    form.accept()
    assert form_says(form) == {"on": told}
    assert seat.teacher("周敏华").status == "在岗"
    form.accept()
    seat.wait()
    row = seat.teacher("周敏华")
    assert [fact.status for fact in seat.desk.histories.of(row.id)["status"]][-1] == "退休"
    assert row.status == ("在岗" if typed == "2030.1" else "退休")  # until then
    seat.heard("notice: 已登记退休。")


def test_leaving_that_cannot_be_saved_keeps_its_form(seat, page):
    row = seat.teacher("周敏华")
    page.retire([row])
    form = seat.dialog(FormDialog)
    seat.desk.teachers.put_away([row.id])
    form.accept()
    assert form.isVisible()
    assert "这条教师记录已不存在。" in seat.words(form)


def test_deleted_teachers_wait_in_the_recycle_bin(seat, page):
    rows = [seat.teacher("周敏华"), seat.teacher("单国平")]
    page.put_away(rows)
    seat.wait()
    seat.heard("notice: 已删除 周敏华、单国平，可在回收站找回。")
    assert not {"周敏华", "单国平"} & set(names(page))
    bin_page = seat.window.show_page("bin")
    seat.wait()
    assert {row.binned.label for row in bin_page.model.rows} == {"周敏华", "单国平"}
    bin_page.take_back()
    seat.heard("tell: 还没有选择要恢复的记录。")
    bin_page.table.selectAll()
    seat.click("恢复所选")
    seat.heard("notice: 已恢复 2 条。")
    assert bin_page.model.rows == []
    seat.window.roster()
    seat.wait()
    assert {"周敏华", "单国平"} <= set(names(page))


def test_leaving_and_deleting_are_in_the_drawer_and_on_keys(seat, page):
    page.go_to(seat.teacher("周敏华").id)
    (more,) = [one for one in page.drawer.findChildren(QPushButton) if one.text() == "更多 ▾"]
    assert [action.text() for action in more.menu().actions()] == [
        "业务档案 PDF…",
        "离岗登记…",
        "删除到回收站",
    ]
    more.menu().actions()[1].trigger()
    assert seat.dialog(FormDialog).windowTitle() == "离岗登记：周敏华"
    seat.dialog(FormDialog).reject()
    cell(page, "周敏华", "title")
    seat.press("Ctrl+L")
    assert seat.dialog(FormDialog).windowTitle() == "离岗登记：周敏华"
    seat.dialog(FormDialog).reject()
    cell(page, "周敏华", "title")
    page.table.select([seat.teacher("周敏华").id])  # Qt takes Ctrl for held still
    seat.press("F2")
    seat.press("Delete")  # a character, not a teacher
    seat.press("Escape")
    assert "周敏华" in names(page)
    seat.wait()
    seat.press("Delete")
    seat.heard("notice: 已删除 周敏华，可在回收站找回。")
    assert "周敏华" not in names(page)
    assert seat.said.act() == "撤销"
    seat.wait()
    seat.said.heard()
    assert "周敏华" in names(page)
    seat.press("F1")
    keys = seat.words(seat.dialog())
    for word in ("Delete", "删除所选教师到回收站（可撤销）", "Ctrl+L", "离岗登记"):
        assert word in keys.split("\n")


@pytest.mark.parametrize(("key", "focused"), [("phone", "显示"), ("age", "")])
def test_cell_that_cannot_be_edited_in_the_table_opens_the_form(seat, page, key, focused):
    page.table.show_column(key, True)
    cell(page, "周敏华", key)
    seat.press("F2")
    form = seat.dialog(FormDialog)
    assert form.windowTitle() == "编辑 周敏华"
    if focused:
        assert form.focusWidget().text() == focused
        assert form.focusWidget().accessibleName() == "显示联系电话"


# what was


def test_old_value_is_restored_from_the_history(seat, page):
    row = seat.desk.teachers.change(seat.teacher("周敏华").id, {"title": "高级教师", "phone": "19901990777"})
    page.show_history(row)
    dialog = seat.dialog(HistoryDialog)
    said = seat.words(dialog)
    assert "一级教师 → 高级教师" in said
    assert "199****5571 → 199****0777" in said
    assert "19901990777" not in said
    restore = [one for one in dialog.findChildren(QPushButton) if one.text() == "恢复旧值"]
    restore[0].click()
    seat.wait()
    assert seat.teacher("周敏华").title == "一级教师"
    assert seat.titles()[0] == "恢复 周敏华 职称"
    assert "恢复 周敏华 职称" in seat.words(dialog)


# the drawer


def drawer_shows(seat, page):
    return seat.words(page.drawer)


def test_looking_at_a_masked_number_is_one_click_and_one_entry(seat, page):
    row = seat.teacher("周敏华")
    page.go_to(row.id)
    seat.wait()
    assert row.id_no not in drawer_shows(seat, page)
    assert row.phone not in drawer_shows(seat, page)
    shows = [one for one in page.drawer.findChildren(QPushButton) if one.text() == "显示" and one.isVisible()]
    shows[0].click()
    seat.wait()
    assert row.id_no in drawer_shows(seat, page)
    assert seat.titles()[0] == "显示 周敏华 的身份证号"
    seat.click("隐藏", page.drawer)
    assert row.id_no not in drawer_shows(seat, page)
    shows = [one for one in page.drawer.findChildren(QPushButton) if one.text() == "显示" and one.isVisible()]
    shows[0].click()
    seat.wait()
    page.go_to(seat.teacher("李静").id)
    page.go_to(row.id)
    seat.wait()
    assert row.id_no not in drawer_shows(seat, page)  # another teacher hides it again


def test_a_number_that_was_changed_is_hidden_again_and_never_shown_as_it_was(seat, page):
    row = seat.teacher("周敏华")
    page.go_to(row.id)
    seat.wait()
    for shows in [
        one for one in page.drawer.findChildren(QPushButton) if one.text() == "显示" and one.isVisible()
    ]:
        shows.click()
    seat.wait()
    assert row.phone in drawer_shows(seat, page)
    seat.desk.teachers.change(row.id, {"phone": "19901990777"})
    seat.wait()
    assert row.phone not in drawer_shows(seat, page)
    assert "199****0777" in drawer_shows(seat, page)


def test_drawer_follows_changes_tabs_and_undo(seat, page):
    row = seat.teacher("周敏华")
    page.go_to(row.id)
    seat.desk.teachers.change(row.id, {"title": "高级教师"})
    seat.wait()
    assert "高级教师" in page.drawer.note.text()
    page.drawer.choose("变更")
    seat.wait()
    seat.press("Escape")
    assert page.drawer.isHidden()


# export


@pytest.mark.parametrize("kind", ["xlsx", "pdf"])
def test_what_is_on_screen_goes_into_a_file(seat, page, tmp_path, kind):
    remember("folder/export", str(tmp_path))
    page.chip_row.chip("subject").choose(["数学"])
    page.search.setText("z")
    shown = names(page)
    page.export()
    dialog = seat.dialog(ExportDialog)
    dialog.choose(format=kind)
    dialog.export()
    seat.wait()
    assert isinstance(dialog.pages.currentWidget(), ExportResult)
    (file,) = tmp_path.glob(f"*.{kind}")
    assert any(f"已导出“{file.name}”" in label.text() for label in dialog.findChildren(QLabel))
    if kind == "xlsx":
        rows = read_workbook(file).sheets[0].rows
        head = next(row for row in rows if "姓名" in row)
        below = [row[head.index("姓名")] for row in rows[rows.index(head) + 1 :]]
        assert [name for name in below if name] == shown
        text = "".join(str(value) for row in rows for value in row)
        assert "学科：数学" in text
        assert "搜索“z”" in text


def test_bureau_sheet_goes_out_whole_whatever_the_screen_shows(seat, page, tmp_path):
    remember("folder/export", str(tmp_path))
    page.search.setText("周敏华")
    page.export()
    dialog = seat.dialog(ExportDialog)
    dialog.choose(scope="full")
    dialog.export()
    seat.wait()
    (file,) = tmp_path.glob("*.xlsx")
    rows = read_workbook(file).sheets[0].rows
    assert sum(1 for row in rows if isinstance(row[0], int | float)) == 108


def test_any_sheet_goes_out_as_of_any_day(seat, page, tmp_path):
    remember("folder/export", str(tmp_path))
    page.export()
    dialog = seat.dialog(ExportDialog)
    dialog.choose(format="xlsx", scope="age_statistics")
    dialog.day_chip.chosen.emit(date(2021, 9, 1))
    dialog.export()
    seat.wait()
    (file,) = tmp_path.glob("龙城实验小学_专任教师年龄学历职称统计表_20210901_报教育局.xlsx")
    told = "".join(str(cell) for row in read_workbook(file).sheets[0].rows for cell in row)
    assert "统计时点：2021年9月1日" in told


def test_files_of_the_selected_teachers_are_one_pdf(seat, page, tmp_path):
    remember("folder/export", str(tmp_path))
    page.export_for("portfolio", [seat.teacher("周敏华"), seat.teacher("单国平")])
    dialog = seat.dialog(ExportDialog)
    assert dialog.choice.format == "pdf"
    dialog.export()
    seat.wait()
    (file,) = tmp_path.glob("*_教师业务档案_*.pdf")
    text = pdf_text(file)
    assert text.count("一、基本情况") == 2
    assert "周敏华" in text
    assert "单国平" in text
    assert seat.teacher("周敏华").phone not in text  # for the bureau


# lists of every size


@pytest.mark.parametrize("size", [0, 2000])
def test_empty_and_large_rosters_open(seat, size):
    page = seat.window.roster()
    seat.desk.teachers.put_away([row.id for row in seat.desk.teachers.rows()])
    drafts = sample_teachers()[:100]
    if size:
        seat.desk.teachers.add_many(
            "建立",
            [replace(drafts[n % 100], name=f"{drafts[n % 100].name}{n}", id_no="") for n in range(size)],
        )
    seat.wait()
    assert len(names(page)) == size
    if not size:
        assert "花名册里还没有教师。" in seat.words(page.table)
    else:
        page.search.setText("zmh")
        assert names(page)


def test_context_menu_offers_what_fits_the_selection(seat, page):
    page.table.select([seat.teacher("周敏华").id, seat.teacher("单国平").id])
    show_menu(page, page.table.rect().center())
    (menu,) = [one for one in page.findChildren(QMenu) if one.isVisible()]
    assert [action.text() for action in menu.actions()] == [
        "复制\tCtrl+C", "粘贴\tCtrl+V", "向下填充\tCtrl+D", "批量修改…\tCtrl+B", "",
        "业务档案 PDF…", "签字核对表 PDF…", "推荐人选名册…", "",
        "离岗登记…\tCtrl+L", "删除到回收站\tDelete",
    ]  # fmt: skip
    menu.close()
