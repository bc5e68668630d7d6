import re

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QLabel, QMainWindow, QPushButton

from edudesk.base.errors import FieldProblem, UserError
from edudesk.kit import messages
from edudesk.kit.messages import Notice, Voice
from edudesk.kit.report_window import ReportWindow


@pytest.fixture
def window(qtbot):
    made = QMainWindow()
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show()
    return made


@pytest.fixture
def boxes(monkeypatch):
    """Dialogs that would have waited for the user: each is shown, kept, and answered 是."""
    kept = []

    def exec_(dialog):
        dialog.show()
        kept.append((words(dialog), [button.text() for button in dialog.findChildren(QPushButton)]))
        dialog.accept()
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(QDialog, "exec", exec_)
    return kept


def words(widget):
    return [label.text() for label in widget.findChildren(QLabel) if label.text()]


def test_messages_have_chinese_words_and_buttons_only(qtbot, window, boxes):
    voice = Voice()
    voice.tell(window, "已恢复。", "请检查。")
    assert voice.ask(window, "要删除备份吗？", "删除后不能找回。", yes="删除备份")
    voice.fail(window, UserError("没有保存。", "请改好。", (FieldProblem("name", "姓名重复。"),)))
    assert boxes == [
        (["已恢复。", "请检查。"], ["知道了"]),
        (["要删除备份吗？", "删除后不能找回。"], ["取消", "删除备份"]),
        (["没有保存。", "请改好。\n· 姓名重复。"], ["知道了"]),
    ]


def test_a_message_that_was_read_is_gone(qtbot, window, boxes):
    voice = Voice()
    voice.tell(window, "已恢复。")
    voice.fail(window, UserError("没有保存。"))
    voice.report(window, KeyError("名单"))
    qtbot.waitUntil(lambda: not window.findChildren(QDialog))


def test_the_report_hides_the_trace_until_asked_and_copies_it(qtbot, window):
    try:
        raise KeyError("名单")
    except KeyError as error:
        report = ReportWindow(window, error, "正在导入花名册")
    qtbot.addWidget(report)
    report.show()
    assert not any(re.search("KeyError|Traceback", text) for text in words(report))
    assert not report._details.isVisible()
    report._unfold()
    assert report._details.isVisible()
    next(b for b in report.findChildren(QPushButton) if b.text() == "复制说明").click()
    copied = QGuiApplication.clipboard().text()
    for part in ("校务通 ", "系统：", "正在做：正在导入花名册", "日志：", "KeyError: '名单'"):
        assert part in copied
    report.close()


def test_the_log_learns_where_it_happened_but_no_names(qtbot, window, boxes, caplog):
    try:
        raise KeyError("李静 990199198403020024")
    except KeyError as error:
        Voice().report(window, error, "正在导入花名册")
    assert "KeyError while 正在导入花名册" in caplog.text
    assert "test_messages.py" in caplog.text
    assert "李静" not in caplog.text.replace('raise KeyError("李静 990199198403020024")', "")
    assert boxes[0][1] == ["技术细节 ▾", "复制说明", "继续使用"]


def test_a_notice_offers_undo_once_and_makes_way_for_the_next(qtbot, window):
    undone = []
    Voice().notice(window, "已删除 周敏华")
    Voice().notice(window, "已删除 李静", ("撤销", lambda: undone.append("李静")))
    bars = [bar for bar in window.findChildren(Notice) if bar.isVisible()]
    assert [bar.label.text() for bar in bars] == ["已删除 李静"]
    assert window.rect().contains(bars[0].geometry())
    window.resize(500, 400)
    assert window.rect().contains(bars[0].geometry())
    bars[0].action_buttons[0].click()
    assert undone == ["李静"]
    qtbot.waitUntil(lambda: not window.findChildren(Notice))


def test_everything_goes_through_the_voice_in_force(qtbot, window, said):
    messages.tell(window, "一")
    messages.fail(window, UserError("二", ""))
    messages.notice(window, "三")
    said.answer(False)
    assert not messages.ask(window, "四？")
    assert said.heard() == ["tell: 一", "fail: 二", "notice: 三", "ask: 四？"]


def test_an_unexpected_question_fails_the_test(qtbot, window, said):
    with pytest.raises(AssertionError, match="nobody expected"):
        messages.ask(window, "五？")
    said.heard()
