"""花名册: many cells at once, in the window of the sample school: paste from Excel, fill down, 批量修改."""

import pytest
from PySide6.QtCore import QItemSelection
from PySide6.QtGui import QGuiApplication

from edudesk.kit.bulk_dialog import BulkDialog
from edudesk.kit.change_dialog import ChangeDialog
from edudesk.kit.form_dialog import FormDialog


@pytest.fixture
def page(seat):
    page = seat.window.roster()
    seat.wait()
    return page


def mark(page, keys, first, rows=1):
    """Select cells under these columns, from one teacher on."""
    model = page.model
    top = next(place for place, row in enumerate(model.rows) if row.name == first)
    columns = [model.column_index(key) for key in keys]
    page.table.setFocus()
    page.table.clearSelection()
    page.table.setCurrentIndex(model.index(top, columns[0]))
    for column in columns:
        page.table.marked.select(
            QItemSelection(model.index(top, column), model.index(top + rows - 1, column))
        )
    return model.rows[top : top + rows]


def paste(seat, text):
    QGuiApplication.clipboard().setText(text)
    seat.press("Ctrl+V")


def told(dialog):
    return [
        (change.label, change.column.title, change.after, change.said, change.is_refused)
        for change in dialog.changes.changes
    ]


def test_a_block_from_excel_is_one_entry_and_one_undo(seat, page):
    first, second = mark(page, ["birth"], "周敏华", 2)
    mark(page, ["birth"], "周敏华")
    paste(seat, '1990.02\t博士研究生\r\n"1985.13"\t博士研究生\r\n')
    dialog = seat.dialog(ChangeDialog)
    (bad,) = dialog.changes.refused
    assert (bad.label, bad.column.key, bad.said) == (second.name, "birth", "“1985.13”不是有效的日期。")
    assert seat.teacher("周敏华").top_edu == first.top_edu
    dialog.accept()
    seat.wait()
    seat.heard("notice: 已修改 3 处。")
    assert (seat.teacher("周敏华").birth, seat.teacher("周敏华").top_edu) == ("1990-02", "博士研究生")
    assert (seat.teacher(second.name).birth, seat.teacher(second.name).top_edu) == (
        second.birth,
        "博士研究生",
    )
    title = f"粘贴出生年月、最高学历 {first.name}、{second.name}"
    assert seat.titles()[0] == title
    seat.press("Ctrl+Z")
    assert (seat.teacher("周敏华").birth, seat.teacher(second.name).top_edu) == (first.birth, second.top_edu)
    seat.heard(f"notice: 已撤销：{title}")


def test_computed_and_starred_columns_refuse_and_a_doubt_is_told(seat, page):
    page.table.show_column("age", True)
    page.table.show_column("phone", True)
    mark(page, ["birth"], "周敏华")
    paste(seat, "1992-07\t17")
    assert told(seat.dialog(ChangeDialog)) == [
        ("周敏华", "年龄", "17", "这一列由其他内容得出，不能直接改。", True),
        (
            "周敏华",
            "出生年月",
            "1992-07",
            "出生年月“1992-07”与身份证号中的“1991-07-26”不一致，请核对。",
            False,
        ),
    ]
    seat.dialog(ChangeDialog).reject()
    mark(page, ["phone"], "周敏华")
    paste(seat, "19901990001")
    (phone,) = seat.dialog(ChangeDialog).changes.refused
    assert (phone.after, phone.said) == ("199****0001", "这一列打了星号，请用“编辑…”逐人修改。")
    seat.dialog(ChangeDialog).reject()


def test_copied_rows_come_back_unchanged(seat, page):
    rows = mark(page, ["subject"], "周敏华", 5)
    seat.press("Ctrl+C")
    assert QGuiApplication.clipboard().text() == "".join(f"{row.subject}\r\n" for row in rows)
    seat.press("Ctrl+V")
    seat.heard("notice: 内容相同，没有要改的。")


def test_filling_down_keeps_the_selection_and_the_drawer(seat, page):
    rows = mark(page, ["subject"], "周敏华", 3)
    before = seat.desk.context.head().seq
    seat.press("Ctrl+D")
    changed = sum(row.subject != rows[0].subject for row in rows)
    seat.heard(f"notice: 已修改 {changed} 处。")
    assert {seat.teacher(row.name).subject for row in rows} == {rows[0].subject}
    assert seat.desk.context.head().seq == before + 1
    assert [row.name for row in page.selected()] == [row.name for row in rows]


def test_bulk_edit_over_the_selected_teachers(seat, page):
    rows = mark(page, ["subject"], "周敏华", 4)
    seat.press("Ctrl+B")
    dialog = seat.dialog(BulkDialog)
    dialog.choose("establishment")
    dialog.editor.show_text("人事代理")
    dialog.editor.edited.emit()
    seat.qtbot.waitUntil(lambda: bool(dialog.changes.changes))
    words = {change.column.title for change in dialog.changes.changes}
    assert words == {"编制性质"}
    seat.qtbot.waitUntil(dialog.save_button.isEnabled)
    dialog.accept()
    seat.wait()
    assert {seat.teacher(row.name).establishment for row in rows} == {dialog.changes.changes[0].after}
    seat.said.heard()
    assert seat.titles()[0].startswith("批量修改编制性质 ")


def test_keys_of_rows_act_on_rows_with_a_selected_cell(seat, page):
    rows = mark(page, ["title", "subject"], "周敏华", 2)
    seat.press("Ctrl+L")
    form = seat.dialog(FormDialog)
    assert form.windowTitle() == f"离岗登记：{rows[0].name}、{rows[1].name}"
    form.reject()
    mark(page, ["title", "subject"], "周敏华", 2)
    seat.press("Delete")
    seat.heard(f"notice: 已删除 {rows[0].name}、{rows[1].name}，可在回收站找回。")
    assert {row.name for row in rows}.isdisjoint(row.name for row in seat.desk.teachers.rows())


def test_a_pasted_promotion_without_its_date_is_doubted_before_anything_is_written(seat, page):
    before = seat.teacher("周敏华")
    mark(page, ["title"], "周敏华")
    paste(seat, "高级教师")
    (change,) = seat.dialog(ChangeDialog).changes.changes
    assert change.said.endswith("职称改了而取得时间没有改：按更正保存；如果是晋升，请同时改取得时间。")
    assert not change.is_refused
    assert seat.teacher("周敏华") == before
    seat.dialog(ChangeDialog).reject()
