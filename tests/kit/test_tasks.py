import sys
import threading

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QThread, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QPushButton

from edudesk.base.errors import UserError
from edudesk.kit import messages, tasks
from edudesk.kit.messages import Voice
from edudesk.kit.progress import ProgressPanel
from edudesk.kit.tasks import is_busy, may_close, run_task


@pytest.fixture
def window(qtbot):
    made = QMainWindow()
    qtbot.addWidget(made)
    made.resize(800, 500)
    made.show()
    return made


def panel_of(window):
    return window.findChild(ProgressPanel)


def idle(qtbot):
    qtbot.waitUntil(lambda: not is_busy(), timeout=5000)


def endless(started):
    """A job that steps until it is cancelled."""

    def job(step):
        while True:
            step(3, 10, "李静")
            started.set()
            QThread.msleep(2)

    return job


def test_the_result_arrives_in_the_windows_thread(qtbot, window):
    got = []

    def job(step):
        step(1, 1, "")
        return threading.current_thread()

    run_task(window, "正在计算", job, lambda worker: got.append((worker, threading.current_thread())))
    idle(qtbot)
    worker, here = got[0]
    assert here is threading.main_thread()
    assert worker is not here


def test_jobs_run_one_after_the_other_in_order(qtbot, window):
    log, done = [], []

    def job(name):
        def run(step):
            log.append(f"{name} begins")
            QThread.msleep(5)
            log.append(f"{name} ends")
            return name

        return run

    for name in "甲乙丙":
        run_task(window, name, job(name), done.append)
    idle(qtbot)
    assert log == [f"{name} {what}" for name in "甲乙丙" for what in ("begins", "ends")]
    assert done == ["甲", "乙", "丙"]


def test_the_button_is_off_while_its_job_runs(qtbot, window):
    button = QPushButton("导入", window)
    go_on = threading.Event()
    run_task(window, "正在导入", lambda step: go_on.wait(5), button=button)
    assert not button.isEnabled()
    go_on.set()
    idle(qtbot)
    assert button.isEnabled()


def test_progress_shows_what_is_done_and_cancel_ends_it_quietly(qtbot, window, monkeypatch):
    monkeypatch.setattr(tasks.tasks()._patience, "interval", lambda: 0)
    tasks.tasks()._patience.setInterval(10)
    done = []
    run_task(window, "正在导入花名册", endless(threading.Event()), done.append)
    qtbot.waitUntil(lambda: panel_of(window) is not None and "李静" in panel_of(window).text.text())
    panel = panel_of(window)
    assert (panel.bar.value(), panel.bar.maximum()) == (3, 10)
    assert "3 / 10" in panel.text.text()
    assert window.rect().contains(panel.geometry())
    panel.cancel_button.click()
    idle(qtbot)
    assert done == []
    qtbot.waitUntil(lambda: panel_of(window) is None)
    tasks.tasks()._patience.setInterval(tasks.SHOW_AFTER_MS)


def test_short_work_shows_no_progress(qtbot, window):
    run_task(window, "很快", lambda step: 1)
    idle(qtbot)
    assert panel_of(window) is None


def test_a_user_error_is_said_or_given_to_the_page(qtbot, window, said):
    def job(step):
        raise UserError("文件已损坏。", "请换一个文件。")

    run_task(window, "正在读取", job)
    idle(qtbot)
    assert said.heard() == ["fail: 文件已损坏。"]
    given = []
    run_task(window, "正在读取", job, failed=given.append)
    idle(qtbot)
    assert given[0].text == "文件已损坏。"


def test_a_mistake_of_ours_opens_the_report(qtbot, window, said):
    run_task(window, "正在导出", lambda step: 1 / 0)
    idle(qtbot)
    assert said.heard() == ["report: 正在导出: ZeroDivisionError('division by zero')"]
    assert isinstance(said.error, ZeroDivisionError)


def test_nobody_is_called_when_the_page_is_gone(qtbot, window):
    page = QPushButton("页", window)
    go_on, done = threading.Event(), []
    run_task(page, "正在计算", lambda step: go_on.wait(5), done.append)
    page.deleteLater()
    QCoreApplication.sendPostedEvents(page, QEvent.Type.DeferredDelete.value)
    go_on.set()
    idle(qtbot)
    assert done == []


def test_closing_asks_and_cancels(qtbot, window, said):
    assert may_close(window)
    started = threading.Event()
    run_task(window, "正在导入", endless(started))
    assert started.wait(5)
    said.answer(False, True)
    assert not may_close(window)
    assert may_close(window)
    assert said.heard() == ["ask: 正在导入，还没有完成。"] * 2
    idle(qtbot)


def test_what_nobody_asked_for_shows_no_progress_and_is_not_asked_about(qtbot, window):
    started, told = threading.Event(), []
    run_task(window, "正在汇总", endless(started), told.append, is_quiet=True)
    assert started.wait(5)
    assert not tasks.tasks()._patience.isActive()  # whose end would show the panel
    assert may_close(window)
    idle(qtbot)
    assert told == []


def test_what_nobody_asked_for_makes_way_for_what_somebody_did(qtbot, window):
    started, order = threading.Event(), []
    run_task(window, "正在汇总", endless(started), ended=lambda: order.append("汇总"), is_quiet=True)
    assert started.wait(5)
    run_task(window, "正在导出", lambda step: "导出", order.append)
    idle(qtbot)
    assert order == ["汇总", "导出"]


def test_the_question_at_closing_goes_when_the_work_is_through(qtbot, window):
    go_on, done = threading.Event(), []
    run_task(window, "正在导入", lambda step: go_on.wait(5) and "导入了", done.append)
    before = messages.set_voice(Voice())
    try:
        QTimer.singleShot(50, go_on.set)  # while the question stands
        assert may_close(window)
    finally:
        messages.set_voice(before)
    assert done == ["导入了"]  # nothing was cancelled
    assert QApplication.activeModalWidget() is None


@pytest.mark.parametrize("stumbling", ["done", "failed", "ended"])
def test_a_page_that_stumbles_over_its_result_does_not_hold_up_the_next_job(
    qtbot, window, monkeypatch, stumbling
):
    risen, done = [], []
    monkeypatch.setattr(sys, "excepthook", lambda kind, error, trace: risen.append(str(error)))

    def stumble(*result):
        raise ValueError("the page")

    def job(step):
        if stumbling == "failed":
            raise UserError("文件已损坏。", "请换一个文件。")

    run_task(window, "正在读取", job, **{stumbling: stumble})
    run_task(window, "正在导出", lambda step: "乙", done.append)
    idle(qtbot)
    assert risen == ["the page"]
    assert done == ["乙"]


def test_the_end_is_told_after_any_outcome(qtbot, window, said):
    log, started = [], threading.Event()

    def refuse(step):
        raise UserError("文件已损坏。", "请换一个文件。")

    def ended(what):
        return lambda: log.append(f"{what} ended")

    run_task(window, "好", lambda step: 1, lambda result: log.append("done"), ended=ended("good"))
    run_task(window, "坏", refuse, failed=lambda error: log.append("failed"), ended=ended("refused"))
    run_task(window, "错", lambda step: 1 / 0, ended=ended("wrong"))
    task = run_task(window, "停", endless(started), log.append, ended=ended("cancelled"))
    qtbot.waitUntil(started.is_set, timeout=5000)
    task.cancel()
    idle(qtbot)
    assert log == ["done", "good ended", "failed", "refused ended", "wrong ended", "cancelled ended"]
    assert said.heard() == ["report: 错: ZeroDivisionError('division by zero')"]


def test_a_result_that_comes_after_cancelling_all_is_told_to_nobody(qtbot, window):
    log, started, go_on = [], threading.Event(), threading.Event()

    def deaf(step):
        started.set()
        return go_on.wait(5)

    run_task(window, "正在备份", deaf, log.append, ended=lambda: log.append("ended"))
    run_task(window, "正在导出", lambda step: 1, log.append)
    assert started.wait(5)
    tasks.tasks().cancel_all()
    go_on.set()
    idle(qtbot)
    assert log == []
