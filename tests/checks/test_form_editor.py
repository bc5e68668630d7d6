"""表单与评分标准: forms are changed, copied, handed on and taken in; versions in use stay as they were."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton

from edudesk.base.errors import UserError
from edudesk.checks.forms.changes import changes_between
from edudesk.checks.forms.checking import hints_of
from edudesk.checks.forms.reading import shipped_forms
from edudesk.checks.pages.forms.editor import FormEditor
from edudesk.checks.pages.forms.page import FormsPage
from edudesk.checks.rows.versions import FormVersionRow
from tests.seat import Seat

FORMS = {form.key: form for form in shipped_forms()}


def test_no_shipped_form_has_a_hint():
    assert [hints_of(form) for form in FORMS.values() if form.is_scored] == [()] * 8


def test_buttons_that_miss_their_grade_are_told():
    form = replace(FORMS["BK01"], buttons=(100, 75, 70, 50))
    assert hints_of(form) == ("每项都按第 2 档评，得 75.5 分，是“合格”，不是“良好”。",)


def test_changes_are_told_in_sentences():
    form = FORMS["ZY01"]
    items = (replace(form.items[0], full=form.items[0].full + 2), *form.items[2:])
    told = changes_between(form, replace(form, items=items, vetoes=form.vetoes[1:], title="作业检查表"))
    assert told[0] == f"表头：名称 {form.title} → 作业检查表"
    assert f"评分项 ZY01-1：满分 {form.items[0].full} → {form.items[0].full + 2}" in told
    assert "删去评分项 ZY01-2" in told
    assert any(text.startswith("删去一票否决 “") for text in told)


def test_a_number_that_is_taken_and_an_old_version_are_refused(seat: Seat):
    forms = seat.desk.check_forms
    with pytest.raises(UserError, match="已有编号为“BK01”的表单"):
        forms.save(FORMS["BK01"], "", is_new=True)
    second = forms.save(FORMS["BK01"], "改词")
    assert (second.version, forms.is_frozen("BK01", 1), forms.is_frozen("BK01", 2)) == (2, True, False)
    with pytest.raises(UserError, match="已经有了 v2"):
        forms.save(FORMS["BK01"], "又改")
    assert forms.free_key("BK") == "BK02"


@pytest.fixture
def page(seat: Seat) -> FormsPage:
    found = seat.window.show_page("check_forms")
    seat.wait()
    assert isinstance(found, FormsPage)
    return found


def _own(seat: Seat) -> list[FormVersionRow]:
    """Versions that do not come with the program."""
    forms = seat.desk.check_forms
    return [row for row in forms.versions() if not forms.is_shipped(row.key, row.number)]


def _editor(seat: Seat, page: FormsPage, key: str) -> FormEditor:
    page.table.select([key])
    seat.wait()
    editor = page.edit(page.table.selected()[0])
    seat.wait()
    return editor


def _type(editor: FormEditor, part: str, line: int, key: str, text: str) -> None:
    table = editor.tables_of_parts[part]
    model = table.table.model_of_rows
    column = next(number for number, one in enumerate(model.columns) if one.key == key)
    assert model.setData(model.index(line, column), text)


def test_a_changed_form_becomes_the_next_version_and_undo_takes_it_away(seat: Seat, page: FormsPage):
    editor = _editor(seat, page, "BK01")
    _type(editor, "item", 3, "full", "14")
    _type(editor, "item", 5, "full", "16")
    seat.wait()
    editor.save()
    seat.heard("tell: 还没有写修改说明。")
    editor.note.setText("教学目标加重")
    editor.save()
    seat.wait()
    seat.heard("notice: 已保存“备课（教案）检查表 v2”，新安排的检查将使用它。")
    (kept,) = _own(seat)
    assert (kept.key, kept.number, kept.note) == ("BK01", 2, "教学目标加重")
    assert str(kept.form.items[3].full) == "14"
    assert seat.titles()[0] == "新版表单 备课（教案）检查表 v2"
    assert "评分项 BK01-4：满分 12 → 14" in seat.words(page)
    seat.window.undo()
    seat.wait()
    seat.said.heard()
    assert _own(seat) == []


def test_faults_are_told_while_typing_and_lead_to_their_line(seat: Seat, page: FormsPage):
    editor = _editor(seat, page, "BK01")
    assert editor.faults.heading.text() == "检查 · 可以保存"
    _type(editor, "band", 0, "points", "9")
    seat.wait()
    assert editor.faults.heading.text() == "检查 · 2 处要改"
    assert not editor.save_button.isEnabled()
    link = next(one for one in editor.faults.findChildren(QPushButton) if one.text() == "去改")
    link.click()
    assert editor.tabs.current == 2
    assert [row.key for row in editor.tables_of_parts["item"].table.selected()] == ["BK01-1"]
    editor.undo()
    seat.wait()
    assert editor.save_button.isEnabled()
    assert not editor.is_changed
    editor.reject()


def test_the_preview_can_be_tried_and_keeps_what_was_tried(seat: Seat, page: FormsPage):
    editor = _editor(seat, page, "BK01")
    grade = next(row for row in editor.preview.rows if row.item.key == "BK01-2")
    assert grade.press(2)
    seat.wait()
    assert editor.preview.answers["BK01-2"].points == 8.5
    _type(editor, "item", 1, "full", "20")
    seat.wait()
    assert editor.preview.answers["BK01-2"].points == 8.5
    seat.said.answer(True)
    editor.reject()
    seat.said.heard()


def test_lines_come_go_move_and_are_pasted(seat: Seat, page: FormsPage):
    editor = _editor(seat, page, "GS01")
    phrases = editor.tables_of_parts["phrase"]
    before = [line["text"] for line in phrases.lines]
    QGuiApplication.clipboard().setText("公示及时\n公示缺学科\n")
    phrases.table.setCurrentIndex(phrases.table.model_of_rows.index(-1, 0))
    phrases.table.paste()
    assert [line["text"] for line in phrases.lines][-2:] == ["公示及时", "公示缺学科"]
    phrases.seize(len(before) + 2)
    phrases.shift(-1)
    assert [line["text"] for line in phrases.lines][len(before) :] == ["公示缺学科", "公示及时"]
    phrases.remove()
    assert [line["text"] for line in phrases.lines] == [*before, "公示及时"]
    phrases.add()
    assert len(phrases.lines) == len(before) + 2
    for _ in range(4):
        editor.undo()
    assert [line["text"] for line in phrases.lines] == before
    editor.redo()
    assert len(phrases.lines) == len(before) + 2
    seat.said.answer(True)
    editor.reject()
    seat.said.heard()


def test_a_form_is_copied_handed_on_and_taken_in_by_another_name(seat: Seat, page: FormsPage, tmp_path: Path):
    page.table.select(["TK01"])
    copy = page.copy_row(page.table.selected()[0])
    seat.wait()
    assert copy.fields["key"].editor.typed() == "TK02"
    assert copy.tables_of_parts["item"].lines[0]["key"] == "TK02-1"
    copy.fields["title"].editor.show_text("体育课评价表")
    copy.fields["subjects"].editor.show_text("体育")
    copy._changed()
    copy.save()
    seat.wait()
    seat.heard("notice: 已保存“体育课评价表 v1”，新安排的检查将使用它。")
    path = tmp_path / "体育课.xlsx"
    seat.said.choose(path)
    page.hand_on()
    seat.wait()
    seat.heard("notice: 已导出“体育课.xlsx”，里面没有任何人的资料，改好后可以再导入。")
    page.bring_in(path)
    seat.wait()
    editor = seat.dialog(FormEditor)
    assert not editor.is_changed
    assert editor.note.text() == "从文件导入"
    editor.reject()
    seat.window.undo()
    seat.wait()
    seat.said.heard()
    page.bring_in(path)  # a school that has none of this number
    seat.wait()
    seat.dialog(FormEditor).save()
    seat.wait()
    seat.said.heard()
    assert [row.title for row in _own(seat)] == ["体育课评价表"]


def test_a_form_is_switched_off_and_on(seat: Seat, page: FormsPage):
    page.table.select(["SC01"])
    page.switch(page.table.selected()[0])
    seat.wait()
    seat.heard("notice: “学生手册、簿册检查表”已停用，以后安排检查时不再列出，旧记录不变。")
    assert "SC01" not in {form.key for form in seat.desk.check_forms.offered()}
    page.table.select(["SC01"])
    page.switch(page.table.selected()[0])
    seat.wait()
    seat.said.heard()
    assert "SC01" in {form.key for form in seat.desk.check_forms.offered()}


def test_closing_the_editor_asks_once_and_no_keeps_it_open(seat: Seat, page: FormsPage):
    editor = _editor(seat, page, "BK01")
    _type(editor, "item", 1, "full", "12")
    seat.said.answer(False)
    editor.close()
    assert editor.isVisible()
    seat.heard("ask: 表单的修改还没有保存。")
    seat.said.answer(True)
    editor.close()
    assert not editor.isVisible()
    seat.heard("ask: 表单的修改还没有保存。")
