import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMainWindow

from edudesk.base.columns import Column
from edudesk.base.errors import FieldProblem, UserError
from edudesk.kit.form_dialog import FormDialog
from tests.kit.people import COLUMNS, Office

GROUPS = [("基本信息", COLUMNS[:2]), ("任职", COLUMNS[2:6])]


class Desk:
    """Opens a form over a window and keeps what was saved."""

    def __init__(self, qtbot):
        self.window = QMainWindow()
        qtbot.addWidget(self.window)
        self.window.show()
        self.saved = []
        self.refusal = None

    def open(self, groups=GROUPS, **values):
        dialog = FormDialog.edit(self.window, "新增教师", groups, values, self.save)
        self.dialog = dialog
        return dialog

    def save(self, values):
        if self.refusal:
            raise self.refusal
        self.saved.append(values)
        return values


@pytest.fixture
def desk(qtbot):
    made = Desk(qtbot)
    yield made
    made.window.close()


def type_into(dialog, key, text):
    editor = dialog.fields[key].editor
    editor.show_text(text)
    editor.edited.emit()


def problems(dialog):
    return {key: field.problem.text() for key, field in dialog.fields.items() if field.problem.text()}


def test_what_is_typed_is_read_and_saved(qtbot, desk):
    dialog = desk.open(name="李静", hours=12.0)
    type_into(dialog, "born", "1984.3")
    type_into(dialog, "hours", "１４")
    with qtbot.waitSignal(dialog.saved):
        qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert desk.saved == [
        {"name": "李静", "born": "1984-03", "title": "", "subject": "", "hours": 14.0, "honour": ""}
    ]


def test_all_problems_stand_beside_their_fields_and_nothing_is_saved(qtbot, desk):
    dialog = desk.open()
    type_into(dialog, "born", "1985.13")
    type_into(dialog, "title", "大师")
    dialog.accept()
    assert set(problems(dialog)) == {"name", "born", "title"}
    assert problems(dialog)["name"] == "请填写姓名。"
    assert dialog.isVisible()
    assert desk.saved == []
    assert dialog.fields["name"].editor.property("level") == "error"
    dialog.done(0)


def test_problems_found_by_save_are_shown_too_until_the_value_is_another(qtbot, desk):
    desk.refusal = UserError("没有保存。", "请改好后再存。", (FieldProblem("subject", "没有这门学科。"),))
    dialog = desk.open(name="李静", subject="数学")
    dialog.accept()
    assert problems(dialog) == {"subject": "没有这门学科。"}
    assert "没有保存。" in dialog._alarm.text()
    dialog.fields["name"].editor.setFocus()
    assert problems(dialog) == {"subject": "没有这门学科。"}
    type_into(dialog, "subject", "语文")
    assert problems(dialog) == {}
    desk.refusal = None
    dialog.accept()
    assert desk.saved[0]["subject"] == "语文"


def test_a_problem_of_a_field_not_shown_is_said_above(qtbot, desk):
    desk.refusal = UserError("没有保存。", "", (FieldProblem("id_no", "身份证号重复。"),))
    dialog = desk.open(name="李静")
    dialog.accept()
    assert dialog._alarm.text() == "没有保存。\n身份证号重复。"
    dialog.done(0)


def test_escape_asks_only_when_something_was_typed(qtbot, desk, said):
    desk.open(name="李静").reject()
    assert not desk.dialog.isVisible()
    dialog = desk.open(name="李静")
    type_into(dialog, "subject", "数学")
    said.answer(False, True)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert said.heard() == ["ask: 填写的内容还没有保存。"] * 2
    assert desk.saved == []


def test_enter_goes_to_the_next_field_and_tab_follows_the_columns(qtbot, desk):
    dialog = desk.open(name="李静")
    with qtbot.waitActive(dialog):
        dialog.activateWindow()
    order = [dialog.fields[key].editor for key in ("name", "born", "title")]
    order[0].setFocus()
    qtbot.keyClick(order[0], Qt.Key.Key_Return)
    assert dialog.focusWidget() is order[1]
    qtbot.keyClick(order[1], Qt.Key.Key_Tab)
    assert dialog.focusWidget() is order[2]
    dialog.done(0)


def test_forty_fields_fit_a_small_screen_and_scroll(qtbot, desk):
    columns = tuple(Column(f"k{n}", f"第 {n} 项") for n in range(40))
    dialog = desk.open([("全部", columns)])
    screen = dialog.screen().availableGeometry()
    assert dialog.height() <= min(screen.height() - 80, 768 - 88)
    assert dialog.width() <= screen.width()
    assert dialog._scroll.verticalScrollBar().maximum() > 0
    dialog.done(0)


def test_a_saved_form_is_gone_from_memory(qtbot, desk):
    dialog = desk.open(name="李静")
    with qtbot.waitSignal(dialog.destroyed):
        dialog.accept()
    assert Office().rows  # the window is still usable
