"""Paste, fill down and 批量修改 in a table: what is refused is said before anything is stored."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from edudesk.base.errors import Cancelled, FieldProblem, UserError
from edudesk.kit.batch_edit import BatchEdit
from edudesk.kit.bulk_dialog import BulkDialog
from edudesk.kit.change_dialog import ChangeDialog
from edudesk.kit.changes import Batch, ChangeList, Wish, plan
from edudesk.kit.row_model import RowModel
from edudesk.kit.table_view import TableView
from edudesk.kit.tasks import is_busy
from tests.kit.people import CHEN, COLUMNS, LI, PEOPLE, WANG, ZHOU, many

NAME, BORN, TITLE, SUBJECT, HOURS, HONOUR = range(6)
COLUMN = {column.key: column for column in COLUMNS}
AGE = replace(COLUMN["hours"], key="age", title="年龄", value=lambda row: 30)


class Many:
    """Stores changes like a service; nobody is called 无名氏, 体育 is never taught, 40 hours are doubtful."""

    def __init__(self):
        self.saved = []
        self.undone = 0
        self.stopped = None

    def problems(self, values):
        found = {
            row_id: [
                FieldProblem(key, f"没有叫“{text}”的。")
                for key, text in fields.items()
                if text in ("无名氏", "体育")
            ]
            for row_id, fields in values.items()
        }
        return {row_id: problems for row_id, problems in found.items() if problems}

    def doubts(self, values, rows):
        assert rows.keys() == values.keys()
        return {
            row_id: [FieldProblem("hours", "周课时太多，请核对。")]
            for row_id, fields in values.items()
            if fields.get("hours") == "40"
        }

    def save(self, values, rows, title, step):
        if self.stopped:
            raise self.stopped
        self.saved.append((title, values))

    def undo(self):
        self.undone += 1

    @property
    def batch(self):
        return Batch(self.problems, self.doubts, self.save, self.undo)


@pytest.fixture
def office():
    return Many()


@pytest.fixture
def table(qtbot, said, office):
    return shown(qtbot, office, PEOPLE)


def shown(qtbot, office, rows):
    table = TableView(RowModel(COLUMNS, rows, save=lambda row, key, text: row))
    qtbot.addWidget(table)
    table.edit_many = BatchEdit(table, office.batch)
    table.resize(900, 400)
    with qtbot.waitActive(table):
        table.show()
        table.activateWindow()
    table.setFocus()
    return table


def choose(table, top, left, bottom=None, right=None):
    """Select a block, the cursor in its first cell."""
    model = table.rows_model()
    table.clearSelection()
    table.setCurrentIndex(model.index(top, left))
    for place in range(top, (bottom or top) + 1):
        for column in range(left, (right or left) + 1):
            table.selectionModel().select(
                model.index(place, column), QItemSelectionModel.SelectionFlag.Select
            )


def press(qtbot, table, key):
    if QApplication.activeWindow() is None:  # offscreen no window manager gives it back after a dialog
        with qtbot.waitActive(table):
            table.activateWindow()
    qtbot.keyClick(table, key, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not is_busy())


def paste(qtbot, table, text):
    QGuiApplication.clipboard().setText(text)
    press(qtbot, table, Qt.Key.Key_V)


def dialog(kind=ChangeDialog):
    (found,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()]
    return found


def told(shown):
    """The lines of a dialog of changes."""
    return [
        tuple(shown.model.text(place, column) for column in range(6))
        for place in range(shown.model.rowCount())
    ]


def accept(qtbot, shown):
    shown.accept()
    qtbot.waitUntil(lambda: not is_busy())


# what the changes come to


def test_every_text_is_read_by_the_grammar_of_its_column(office):
    wishes = [
        Wish(LI, COLUMN["born"], "1985.7"),
        Wish(LI, COLUMN["hours"], "很多"),
        Wish(ZHOU, COLUMN["title"], "教授"),
        Wish(ZHOU, COLUMN["name"], ""),
        Wish(WANG, COLUMN["subject"], " 数学 "),
        Wish(WANG, COLUMN["hours"], ""),
        Wish(CHEN, COLUMN["hours"], "40"),
    ]
    changes = plan(wishes, COLUMN["name"], office.batch, ["剪贴板里还有一行。"])
    assert [(c.label, c.column.title, c.before, c.after, c.said) for c in changes.changes] == [
        ("李静", "周课时", "12", "很多", "“很多”不是数。"),
        ("周敏华", "职称", "一级教师", "教授", "职称中没有“教授”。"),
        ("周敏华", "姓名", "周敏华", "", "姓名不能为空。"),
        ("陈晓岚", "周课时", "9", "40", "周课时太多，请核对。"),
        ("李静", "出生年月", "1984-03", "1985-07", ""),
    ]
    assert (changes.same, changes.notes) == (2, ("剪贴板里还有一行。",))
    assert changes.values == {CHEN.id: {"hours": "40"}, LI.id: {"born": "1985-07"}}
    assert changes.rows == {CHEN.id: CHEN, LI.id: LI}
    assert not changes.is_plain


def test_starred_and_computed_columns_are_refused_in_words(office):
    wishes = [
        Wish(ZHOU, COLUMN["id_no"], "990199199107070026"),
        Wish(LI, AGE, "31"),
        Wish(LI, COLUMN["phone"], "1"),
    ]
    changes = plan(wishes, COLUMN["name"], office.batch)
    assert [(c.before, c.said) for c in changes.refused] == [
        ("99**************26", "这一列打了星号，请用“编辑…”逐人修改。"),
        ("30", "这一列由其他内容得出，不能直接改。"),
        ("138****5571", "这一列打了星号，请用“编辑…”逐人修改。"),
    ]
    assert changes.values == {}


def test_a_problem_refuses_its_own_cell_and_the_others_of_the_row_are_stored(office):
    wishes = [
        Wish(LI, COLUMN["subject"], "体育"),
        Wish(LI, COLUMN["hours"], "14"),
        Wish(WANG, COLUMN["name"], "无名氏"),
    ]
    changes = plan(wishes, COLUMN["name"], office.batch)
    assert [(c.label, c.column.key, c.said) for c in changes.refused] == [
        ("李静", "subject", "没有叫“体育”的。"),
        ("王建国", "name", "没有叫“无名氏”的。"),
    ]
    assert changes.values == {LI.id: {"hours": "14"}}


def test_a_problem_of_another_field_refuses_the_whole_row(office):
    batch = office.batch._replace(
        problems=lambda values: {LI.id: [FieldProblem("", "已被删除。")]} if LI.id in values else {}
    )
    wishes = [
        Wish(LI, COLUMN["subject"], "科学"),
        Wish(LI, COLUMN["hours"], "14"),
        Wish(ZHOU, COLUMN["hours"], "14"),
    ]
    changes = plan(wishes, COLUMN["name"], batch)
    assert [c.said for c in changes.refused] == ["已被删除。"] * 2
    assert list(changes.values) == [ZHOU.id]


def test_the_title_names_the_columns_and_plain_changes_need_no_word(office):
    wishes = [
        Wish(LI, COLUMN["subject"], "科学"),
        Wish(ZHOU, COLUMN["hours"], "15"),
        Wish(WANG, COLUMN["hours"], "15"),
    ]
    changes = plan(wishes, COLUMN["name"], office.batch)
    assert (changes.title("粘贴"), changes.is_plain) == ("粘贴任教学科、周课时", True)
    assert ChangeList().is_plain


# paste


def test_a_pasted_block_is_shown_first_and_stored_as_one(qtbot, table, office, said):
    choose(table, 1, TITLE)
    paste(qtbot, table, "高级教师\t科学\r\n教授\t数学\r\n")
    shown = dialog()
    assert told(shown) == [
        ("不能改", "王建国", "职称", "高级教师", "教授", "职称中没有“教授”。"),
        ("修改", "周敏华", "职称", "一级教师", "高级教师", ""),
        ("修改", "周敏华", "任教学科", "数学", "科学", ""),
    ]
    assert shown._sum.text() == "将修改 2 处，1 处不能改，保持原样，1 处内容相同，不用改。"
    assert shown.save_button.text() == "修改 2 处"
    assert office.saved == []
    accept(qtbot, shown)
    assert office.saved == [("粘贴职称、任教学科", {ZHOU.id: {"title": "高级教师", "subject": "科学"}})]
    assert said.heard() == ["notice: 已修改 2 处。"]
    said.act()
    assert office.undone == 1


def test_cancelled_paste_changes_nothing(qtbot, table, office):
    choose(table, 0, SUBJECT)
    paste(qtbot, table, "科学\r\n美术\r\n")
    dialog().reject()
    assert office.saved == []


def test_rows_and_columns_without_a_place_are_told(qtbot, table, office):
    choose(table, 2, HOURS)
    paste(qtbot, table, "1\ta\tx\r\n2\tb\tx\r\n3\tc\tx\r\n")
    shown = dialog()
    assert shown._notes.text().splitlines() == [
        "复制了 3 行，从光标往下只有 2 行，多出的 1 行没有粘贴。",
        "复制了 3 列，从光标往右只有 2 列，多出的 1 列没有粘贴。",
    ]
    assert [line[1:5] for line in told(shown)] == [
        ("王建国", "周课时", "", "1"), ("王建国", "最高称号", "", "a"),
        ("陈晓岚", "周课时", "9", "2"), ("陈晓岚", "最高称号", "", "b"),
    ]  # fmt: skip
    shown.reject()


def test_one_value_fills_the_block_and_a_smaller_block_is_repeated(qtbot, table, office, said):
    choose(table, 0, SUBJECT, 2, SUBJECT)
    paste(qtbot, table, "科学")
    assert len(dialog().changes.accepted) == 3
    accept(qtbot, dialog())
    choose(table, 0, SUBJECT, 3, SUBJECT)
    paste(qtbot, table, "劳动\n道德与法治\n")
    accept(qtbot, dialog())
    assert said.heard() == ["notice: 已修改 3 处。", "notice: 已修改 4 处。"]
    assert [values[LI.id]["subject"] for _, values in office.saved] == ["科学", "劳动"]
    assert [values["subject"] for values in office.saved[1][1].values()] == ["劳动", "道德与法治"] * 2


def test_a_copied_line_goes_into_every_row_of_a_selected_column(qtbot, table, office):
    choose(table, 0, TITLE, 2, TITLE)
    paste(qtbot, table, "二级教师\t科学")
    assert len(dialog().changes.accepted) == 6
    dialog().reject()
    choose(table, 0, SUBJECT, 2, SUBJECT)
    paste(qtbot, table, "科学\n美术")  # three rows are not twice two: the block copied counts
    assert [change.label for change in dialog().changes.accepted] == ["李静", "周敏华"]
    dialog().reject()


def test_pasting_follows_the_order_of_the_columns_on_the_screen(qtbot, table, office, said):
    table.horizontalHeader().moveSection(SUBJECT, BORN)
    table.show_column("title", False)
    choose(table, 0, SUBJECT)
    paste(qtbot, table, "科学\t1990.1")
    accept(qtbot, dialog())
    assert said.heard() == ["notice: 已修改 2 处。"]
    assert office.saved[0][1] == {LI.id: {"subject": "科学", "born": "1990-01"}}


def test_headings_are_no_rows_to_paste_over(qtbot, table, office):
    table.rows_model().group_by(TITLE)
    choose(table, 2, SUBJECT)  # below 高级教师: 李静, 王建国; then 一级教师: 周敏华
    paste(qtbot, table, "美术\r\n音乐\r\n")
    assert [change.label for change in dialog().changes.accepted] == ["王建国", "周敏华"]
    dialog().reject()


def test_a_single_cell_is_pasted_as_if_typed(qtbot, table, office, said):
    choose(table, 0, BORN)
    paste(qtbot, table, "1985-07")
    assert office.saved == [("粘贴出生年月", {LI.id: {"born": "1985-07"}})]
    assert said.heard() == ["notice: 已修改 1 处。"]
    paste(qtbot, table, "1985.13")
    assert told(dialog())[0][5] == "“1985.13”不是有效的日期。"
    assert not dialog().save_button.isEnabled()
    dialog().accept()
    dialog().reject()


def test_nothing_to_paste_or_to_change_is_said(qtbot, table, said):
    choose(table, 0, SUBJECT)
    paste(qtbot, table, "语文")
    QGuiApplication.clipboard().clear()
    press(qtbot, table, Qt.Key.Key_V)
    table.clearSelection()
    paste(qtbot, table, "科学")
    assert said.heard() == [
        "notice: 内容相同，没有要改的。", "notice: 剪贴板里没有可以粘贴的文字。", "notice: 请先选中一个格子。",
    ]  # fmt: skip


def test_when_saving_fails_the_list_stays(qtbot, table, office, said):
    office.stopped = UserError("“李静”刚被别的操作改过，没有保存。", "请看过新的内容后再改一次。")
    choose(table, 0, SUBJECT)
    paste(qtbot, table, "科学\n美术\n")
    shown = dialog()
    accept(qtbot, shown)
    assert said.heard() == ["fail: “李静”刚被别的操作改过，没有保存。"]
    assert shown.isVisible()
    shown.reject()


@pytest.mark.parametrize("stopped", [Cancelled(), KeyError("李静")])
def test_when_saving_is_cancelled_or_breaks_the_list_can_be_stored_again_or_left(
    qtbot, table, office, said, stopped
):
    office.stopped = stopped
    choose(table, 0, SUBJECT)
    paste(qtbot, table, "科学\n美术\n")
    shown = dialog()
    accept(qtbot, shown)
    said.heard()
    assert shown.save_button.isEnabled()
    office.stopped = None
    accept(qtbot, shown)
    assert [title for title, _ in office.saved] == ["粘贴任教学科"]
    assert not any(
        isinstance(one, ChangeDialog) and one.isVisible() for one in QApplication.topLevelWidgets()
    )
    said.heard()


# fill down


def test_filling_down_copies_the_first_row_at_once(qtbot, table, office, said):
    choose(table, 0, TITLE, 2, SUBJECT)
    press(qtbot, table, Qt.Key.Key_D)
    assert office.saved == [
        (
            "向下填充职称、任教学科",
            {ZHOU.id: {"title": "高级教师", "subject": "语文"}, WANG.id: {"subject": "语文"}},
        )
    ]
    assert said.heard() == ["notice: 已修改 3 处。"]


def test_filling_one_row_takes_the_row_above(qtbot, table, office, said):
    choose(table, 1, SUBJECT)
    press(qtbot, table, Qt.Key.Key_D)
    assert office.saved[0][1] == {ZHOU.id: {"subject": "语文"}}
    choose(table, 0, SUBJECT)
    press(qtbot, table, Qt.Key.Key_D)
    assert said.heard() == ["notice: 已修改 1 处。", "notice: 上面没有可以填充的行。"]


def test_filling_shows_its_changes_when_one_is_refused(qtbot, table, office):
    table.show_column("phone", True)
    table.setColumnHidden(HONOUR, True)
    choose(table, 0, HOURS, 1, 6)
    press(qtbot, table, Qt.Key.Key_D)
    assert [line[0] for line in told(dialog())] == ["不能改", "修改"]
    assert office.saved == []
    dialog().reject()


# 批量修改


def test_many_rows_get_one_value(qtbot, table, office, said):
    choose(table, 0, SUBJECT, 2, SUBJECT)
    press(qtbot, table, Qt.Key.Key_B)
    shown = dialog(BulkDialog)
    assert (shown.column.key, shown.save_button.isEnabled()) == ("subject", False)
    shown.editor.setFocus()
    qtbot.keyClicks(shown.editor, "math")
    qtbot.waitUntil(shown.save_button.isEnabled)
    assert [line[1:5] for line in told(shown)] == [
        ("李静", "任教学科", "语文", "math"), ("周敏华", "任教学科", "数学", "math"), ("王建国", "任教学科", "数学", "math"),
    ]  # fmt: skip
    qtbot.keyClick(shown, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not is_busy())
    assert office.saved == [("批量修改任教学科", {row.id: {"subject": "math"} for row in (LI, ZHOU, WANG)})]
    assert said.heard() == ["notice: 已修改 3 处。"]


def test_another_column_has_its_own_editor_and_starred_ones_are_not_offered(qtbot, table, office):
    table.select([LI.id, CHEN.id])
    press(qtbot, table, Qt.Key.Key_B)
    shown = dialog(BulkDialog)
    words = [shown._field.itemText(n) for n in range(shown._field.count())]
    assert words == ["姓名", "出生年月", "职称", "任教学科", "周课时", "最高称号"]
    shown.choose("title")
    shown.editor.setCurrentIndex(shown.editor.findText("正高级教师"))
    shown.editor.edited.emit()
    qtbot.waitUntil(shown.save_button.isEnabled)
    shown.choose("hours")
    assert (told(shown), shown.save_button.isEnabled()) == ([], False)
    shown.reject()
    assert office.saved == []


def test_the_keys_stand_in_the_sheet_of_keys(table):
    from edudesk.kit.shortcuts import window_keys

    keys = dict(window_keys(table.window()))
    assert {"Ctrl+V", "Ctrl+D", "Ctrl+B"} <= keys.keys()


def test_two_thousand_rows_are_planned_and_filled(qtbot, office, said):
    table = shown(qtbot, office, many(2000))
    model = table.rows_model()
    table.marked.select(QItemSelection(model.index(0, SUBJECT), model.index(1999, SUBJECT)))
    press(qtbot, table, Qt.Key.Key_D)
    assert said.heard() == ["notice: 已修改 1500 处。"]
