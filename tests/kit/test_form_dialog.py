import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow, QPushButton

from edudesk.base.columns import Column
from edudesk.base.errors import FieldProblem, UserError
from edudesk.kit.form_dialog import FormDialog, Later
from edudesk.kit.tasks import is_busy
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

    def open(self, groups=GROUPS, reveal=None, **values):
        dialog = FormDialog.edit(self.window, "新增教师", groups, values, self.save, reveal=reveal)
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
    return {key: field.said for key, field in dialog.fields.items() if field.said}


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


def test_closing_the_window_of_a_form_asks_once(qtbot, desk, said):
    dialog = desk.open(name="李静")
    type_into(dialog, "subject", "数学")
    said.answer(False)
    dialog.close()
    assert dialog.isVisible()
    assert said.heard() == ["ask: 填写的内容还没有保存。"]
    said.answer(True)
    dialog.close()
    assert not dialog.isVisible()
    assert said.heard() == ["ask: 填写的内容还没有保存。"]


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


def test_the_keyboard_begins_in_the_first_field_and_goes_down_to_the_foot(qtbot, desk):
    groups = [(f"第 {g} 组", tuple(Column(f"k{g}{n}", f"{n}") for n in range(9))) for g in range(3)]
    dialog = desk.open(groups)
    with qtbot.waitActive(dialog):
        dialog.activateWindow()
    qtbot.waitUntil(lambda: len(dialog._fields) == 27 and dialog._fields["k28"].isVisible(), timeout=2000)
    editors = [field.editor for field in dialog.fields.values()]
    assert dialog.focusWidget() is editors[0]
    passed = []
    for _ in range(len(editors) + 1):
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
        passed.append(dialog.focusWidget())
    assert passed[: len(editors) - 1] == editors[1:]
    assert [button.text() for button in passed[len(editors) - 1 :]] == ["取消", "保存"]
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


# numbers that are starred until asked for

PERSONAL = [("个人", (COLUMNS[0], *COLUMNS[6:8]))]
ID_NO = "990199199107070026"


def show_link(dialog, key):
    (link,) = [one for one in dialog.fields[key].findChildren(QPushButton) if one.text() == "显示"]
    return link


def test_a_stored_number_is_starred_until_shown_and_the_asking_is_told(qtbot, desk):
    asked = []
    dialog = desk.open(
        PERSONAL, lambda key: asked.append(key) or ID_NO, name="周敏华", id_no=ID_NO, phone="13800005571"
    )
    editor = dialog.fields["id_no"].editor
    assert (editor.typed(), editor.isReadOnly()) == ("99**************26", True)
    assert dialog.fields["phone"].editor.typed() == "138****5571"
    editor.setFocus()
    dialog.fields["name"].editor.setFocus()  # leaving must not read the stars
    assert asked == []
    assert not dialog.is_changed
    show_link(dialog, "id_no").click()
    assert asked == ["id_no"]
    assert (editor.typed(), editor.isReadOnly()) == (ID_NO, False)
    assert not dialog.is_changed
    type_into(dialog, "id_no", "990199199107070042")
    dialog.accept()
    assert desk.saved == [{"name": "周敏华", "id_no": "990199199107070042"}]  # the phone was never shown


def test_a_number_that_may_not_be_shown_stays_starred(qtbot, desk, said):
    def reveal(key):
        raise UserError("您没有做这件事的权限。", "请联系校长或教务处；数据没有改动。")

    dialog = desk.open(PERSONAL, reveal, name="周敏华", id_no=ID_NO)
    show_link(dialog, "id_no").click()
    assert said.heard() == ["fail: 您没有做这件事的权限。"]
    assert dialog.fields["id_no"].editor.typed() == "99**************26"
    dialog.accept()
    assert desk.saved == [{"name": "周敏华", "phone": ""}]


def test_a_number_not_stored_yet_is_simply_typed(qtbot, desk):
    dialog = desk.open(PERSONAL, lambda key: "", name="周敏华")
    assert not dialog.fields["id_no"].editor.isReadOnly()
    assert dialog.fields["id_no"].findChildren(QPushButton) == []
    dialog.done(0)


# forms of many fields, and records that take long to store


def test_groups_below_are_built_while_the_form_is_looked_at(qtbot, desk):
    groups = [(f"第 {g} 组", tuple(Column(f"k{g}{n}", f"{n}") for n in range(10))) for g in range(5)]
    dialog = desk.open(groups, k00="甲", k49="乙")
    assert len(dialog._fields) == 20
    qtbot.waitUntil(lambda: len(dialog._fields) == 50, timeout=2000)
    assert dialog.fields["k49"].editor.typed() == "乙"
    dialog.accept()
    assert (desk.saved[0]["k00"], desk.saved[0]["k49"], len(desk.saved[0])) == ("甲", "乙", 50)


def test_the_keyboard_goes_to_a_field_and_nothing_is_built_for_none(qtbot, desk):
    groups = [(f"第 {g} 组", tuple(Column(f"k{g}{n}", f"{n}") for n in range(10))) for g in range(5)]
    dialog = desk.open(groups)
    dialog.seize("")
    assert len(dialog._fields) == 20
    dialog.seize("no such field")
    dialog.seize("k41")
    field = dialog.fields["k41"]
    qtbot.waitUntil(lambda: field.isAncestorOf(dialog.focusWidget()))
    dialog.reject()


def test_a_form_saved_at_once_keeps_what_was_not_built_yet(qtbot, desk):
    groups = [(f"第 {g} 组", tuple(Column(f"k{g}{n}", f"{n}") for n in range(10))) for g in range(5)]
    desk.open(groups, k49="乙").accept()
    assert desk.saved[0]["k49"] == "乙"


def test_a_record_that_takes_long_is_stored_beside_the_form(qtbot, desk):
    go_on, made = threading.Event(), []
    desk.save = lambda values: Later("正在建立学校", lambda step: go_on.wait(5) and values["name"])
    dialog = desk.open(name="龙城实验小学")
    dialog.saved.connect(made.append)
    dialog.accept()
    dialog.accept()
    dialog.reject()
    assert dialog.isVisible()
    assert not dialog.save_button.isEnabled()
    go_on.set()
    qtbot.waitUntil(lambda: not is_busy(), timeout=5000)
    assert made == ["龙城实验小学"]
    assert QApplication.activeModalWidget() is None


def test_a_record_that_could_not_be_stored_leaves_the_form_as_it_was(qtbot, desk):
    def job(step):
        raise UserError("磁盘已满。", "请换一个位置。", (FieldProblem("name", "放不下。"),))

    desk.save = lambda values: Later("正在建立学校", job)
    dialog = desk.open(name="龙城实验小学")
    dialog.accept()
    qtbot.waitUntil(lambda: not is_busy(), timeout=5000)
    assert problems(dialog) == {"name": "放不下。"}
    assert dialog.save_button.isEnabled()
    assert dialog.fields["name"].editor.isEnabled()
    dialog.done(0)


# what the caller knows beside the grammar


def test_problems_of_the_caller_are_told_with_those_of_the_grammar(qtbot, desk):
    def check(values):
        taken = FieldProblem("subject", "没有这门学科。")
        return (taken, FieldProblem("born", "请填写出生年月。")) if values["subject"] == "星象" else ()

    dialog = FormDialog.edit(desk.window, "新增教师", GROUPS, {}, desk.save, check=check)
    type_into(dialog, "born", "1985.13")
    type_into(dialog, "subject", "星象")
    dialog.accept()
    assert problems(dialog) == {
        "name": "请填写姓名。",
        "born": "“1985.13”不是有效的日期。",
        "subject": "没有这门学科。",
    }
    type_into(dialog, "name", "李静")
    type_into(dialog, "born", "1985.3")
    type_into(dialog, "subject", "数学")
    dialog.accept()
    assert [saved["subject"] for saved in desk.saved] == ["数学"]


def about_hours(values):
    return (
        (FieldProblem("hours", "课时不在 0 到 30 之间，请核对。"),) if (values.get("hours") or 0) > 30 else ()
    )


def test_a_doubt_holds_saving_up_once_and_never_blocks(qtbot, desk):
    dialog = FormDialog.edit(desk.window, "新增教师", GROUPS, {"name": "李静"}, desk.save, doubt=about_hours)
    type_into(dialog, "hours", "99")
    dialog.accept()
    assert problems(dialog) == {"hours": "课时不在 0 到 30 之间，请核对。"}
    assert dialog.fields["hours"].editor.property("level") == "warning"
    assert "没有问题就再按一次“保存”。" in dialog._alarm.text()
    assert desk.saved == []
    dialog.accept()
    assert desk.saved[0]["hours"] == 99.0


def test_a_doubt_that_was_there_before_is_shown_and_holds_nothing_up(qtbot, desk):
    given = {"name": "李静", "hours": 99.0}
    dialog = FormDialog.edit(desk.window, "编辑 李静", GROUPS, given, desk.save, doubt=about_hours)
    assert problems(dialog) == {"hours": "课时不在 0 到 30 之间，请核对。"}
    type_into(dialog, "subject", "语文")
    dialog.accept()
    assert desk.saved[0]["subject"] == "语文"


@pytest.mark.parametrize("count", [2, 8, 14])
def test_a_form_that_fits_the_screen_has_no_scroll_bar_nor_when_it_tells_problems(qtbot, desk, count):
    columns = tuple(Column(f"k{n}", f"第 {n} 项", required=True) for n in range(count))
    dialog = desk.open([("学校", columns)])
    qtbot.wait(20)
    bar = dialog._scroll.verticalScrollBar()
    assert bar.maximum() == 0
    if count < 14:
        dialog.accept()
        qtbot.wait(50)
        assert bar.maximum() == 0
    dialog.done(0)


def test_a_locked_value_is_shown_with_its_reason_and_never_saved(desk):
    dialog = FormDialog.edit(
        desk.window, "编辑", [("", COLUMNS[:3])], {"name": "周敏华", COLUMNS[1].key: "女"}, desk.save,
        locked={COLUMNS[1].key: "由“培训”记录得出，请在“发展”中修改"},
    )  # fmt: skip
    field = dialog.fields[COLUMNS[1].key]
    assert not field.editor.isEnabled()
    assert "由“培训”记录得出，请在“发展”中修改" in [one.text() for one in field.findChildren(QLabel)]
    dialog.accept()
    assert [set(values) for values in desk.saved] == [{"name", COLUMNS[2].key}]


def test_a_long_text_has_room_for_paragraphs(qtbot, desk):
    columns = (*COLUMNS[:1], Column("duties", "职责", lines=3), Column("place", "地点"))
    dialog = desk.open(groups=[("", columns)], name="李静", duties="审议工作报告。\n审议规划。")
    tall, line = dialog.fields["duties"], dialog.fields["place"]
    assert tall.editor.height() > 2 * line.editor.height()
    assert tall.width() > 1.5 * line.width()  # as wide as the form
    assert dialog.values()["duties"] == "审议工作报告。\n审议规划。"
    tall.editor.setFocus()
    qtbot.keyClick(tall.editor, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(tall.editor, Qt.Key.Key_Return)
    qtbot.keyClicks(tall.editor, "3")
    qtbot.keyClick(tall.editor, Qt.Key.Key_Tab)
    assert dialog.focusWidget() is line.editor
    dialog.accept()
    assert desk.saved[0]["duties"] == "审议工作报告。\n审议规划。\n3"
