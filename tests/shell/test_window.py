"""The window around the pages: every page, search, undo, status line, looks, what is dropped, how it closes."""

import re
import subprocess
import sys
import threading
import time
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from edudesk.base import paths
from edudesk.base.errors import UserError
from edudesk.desk import found_school, open_desk
from edudesk.kit import messages
from edudesk.kit.grab import settle
from edudesk.kit.messages import Notice, Voice
from edudesk.kit.settings import remembered
from edudesk.kit.tasks import run_task, tasks
from edudesk.kit.theme import start_theme, theme, tokens
from edudesk.roster.rows import TeacherDraft
from edudesk.roster.sample import sample_teachers
from edudesk.school.rows import SchoolDraft
from edudesk.school.sample import SCHOOL
from edudesk.shell.navigation import PAGES
from edudesk.shell.pages import journal
from edudesk.store import backup
from tests.data.make_workbooks import HERE
from tests.gui import colours_of
from tests.seat import Seat
from tests.shell.test_words import data_of, foreign
from tests.thorough import in_turn

NAMES = [spec.card.name for spec in PAGES]


@pytest.fixture
def sample_seat(qtbot, said, sample_at_once, tmp_path):
    """Somebody at the window of the sample school, where every page has something to show."""
    with Seat(qtbot, said, sample_at_once(tmp_path / "示例.edudesk")) as taken:
        yield taken


@pytest.fixture
def sample(five):
    """All others have the school of five."""
    return five


def hits(seat):
    return [(hit.group, hit.title) for hit in seat.window.palette_box.hits()]


# pages


class Windows(QObject):
    """Notes every window that appears."""

    def __init__(self):
        super().__init__()
        self.shown = []

    def eventFilter(self, watched, event):
        # by its class: asking each of a million events for its type took a third of the walk
        if isinstance(event, QShowEvent) and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(watched)
        return False


def test_every_page_opens_fits_the_window_speaks_chinese_and_flashes_no_window_of_its_own(sample_seat):
    """One walk for them all: the pages themselves take longer than what is looked at."""
    seat = sample_seat
    seat.window.setUpdatesEnabled(True)  # each is painted at each size
    seen, known, wide = Windows(), data_of(seat), in_turn(NAMES)
    QApplication.instance().installEventFilter(seen)
    for name in NAMES:
        page = seat.window.show_page(name)
        if name == "roster":
            page.go_to(seat.teacher("周敏华").id)
        if name == "home":
            seat.window.watch.look()
        seat.wait()
        assert page.isVisible()
        assert page.title in seat.window.windowTitle()
        assert "龙城实验小学" in seat.window.windowTitle()
        assert foreign(page, known) == set(), name
        # the smallest tells what does not fit
        for size in ((1440, 900), (1366, 768), (960, 600)) if name in wide else ((960, 600),):
            seat.window.resize(*size)
            seat.wait()
            assert (seat.window.width(), seat.window.height()) == size, name
        assert len(colours_of(page.grab().toImage())) > 20, name  # something is drawn
    assert foreign(seat.window, known) == set()
    QApplication.instance().removeEventFilter(seen)
    assert seen.shown == []
    assert seat.window.isActiveWindow()


def test_every_page_opens_in_a_school_without_anything(qtbot, said, tmp_path):
    desk = open_desk(tmp_path / "新校.edudesk", create=True)
    with Seat(qtbot, said, desk) as seat:
        seat.window.setUpdatesEnabled(True)
        for name in NAMES:
            seat.window.show_page(name)
            seat.wait()
        seat.window.show_page("home")
        assert "花名册里还没有教师。" in seat.words()
        assert "新校" in seat.window.windowTitle()
        seat.window.show_page("roster")
        assert "花名册里还没有教师。" in seat.words()


# search


def test_teacher_is_found_by_initials_and_opened_without_the_mouse(seat):
    seat.press("Ctrl+K")
    seat.enter("zmh")
    assert hits(seat)[0] == ("教师", "周敏华")
    seat.press("Return")
    page = seat.window.roster()
    assert page.drawer.isVisible()
    assert page.drawer.name.text() == "周敏华"
    assert [row.name for row in page.selected()] == ["周敏华"]


def test_retired_teacher_is_opened_too(seat):
    gone = next(row for row in seat.desk.teachers.rows() if row.status == "退休")
    seat.press("Ctrl+K")
    seat.enter(gone.name)
    seat.press("Return")
    assert seat.window.roster().drawer.name.text() == gone.name


def test_new_and_deleted_teachers_are_known_to_the_search_at_once(seat):
    seat.press("Ctrl+K")
    seat.enter("于漪霖")
    assert ("教师", "于漪霖") not in hits(seat)
    made = seat.desk.teachers.add(TeacherDraft(name="于漪霖"))
    seat.window.palette_box.open_with("于漪霖")
    assert ("教师", "于漪霖") in hits(seat)
    seat.desk.teachers.put_away([made.id])
    seat.window.palette_box.open_with("于漪霖")
    assert ("教师", "于漪霖") not in hits(seat)
    seat.press("Escape")


def test_commands_and_pages_are_found(seat):
    for typed, found in (
        ("备份", ("命令", "立即备份")), ("ljbf", ("命令", "立即备份")), ("hsz", ("页面", "回收站")),
        ("guanyu", ("命令", "关于校务通")), ("深色", ("命令", "外观：深色")),
    ):  # fmt: skip
        seat.press("Ctrl+K")
        seat.enter(typed)
        assert found in hits(seat), typed
        seat.press("Escape")


def test_everything_is_reached_by_keys(seat):
    seat.press("Ctrl+2")
    assert seat.window.roster().isVisible()
    seat.press("Ctrl+K")
    seat.enter("zmh")
    seat.press("Return")
    assert seat.window.roster().drawer.name.text() == "周敏华"
    seat.press("Ctrl+N")
    seat.press("Escape")
    assert seat.dialogs() == []
    seat.press("Ctrl+I")
    assert "把学校现有的花名册拖到这里。" in seat.words()
    seat.press("Ctrl+1")
    assert "待办" in seat.words()
    seat.press("F1")
    keys = seat.words(seat.dialog())
    for word in ("Ctrl+K", "Ctrl+Z", "Ctrl+Y", "F2"):
        assert word in keys.replace(" ", "")


# undo and the status line


def test_undo_says_what_it_would_do_and_that_nothing_is_left(seat):
    assert not seat.window.deeds.undo.isEnabled()
    seat.desk.teachers.add(TeacherDraft(name="于漪霖"))
    seat.wait()
    assert seat.window.deeds.undo.toolTip() == "撤销：新增教师 于漪霖（Ctrl+Z）"
    seat.press("Ctrl+Z")
    seat.heard("notice: 已撤销：新增教师 于漪霖")
    assert not seat.window.deeds.undo.isEnabled()
    assert seat.said.act() == "重做"
    seat.wait()
    seat.heard("notice: 已重做：新增教师 于漪霖")
    assert seat.teacher("于漪霖").name
    seat.window.undo()
    seat.wait()
    seat.window.undo()
    seat.wait()
    assert seat.said.heard()[1].startswith("notice: 没有可以撤销的操作。")


def test_toast_goes_when_what_it_offers_would_mean_another_step(seat):
    row = seat.desk.teachers.change(seat.teacher("吉𬭎喆").id, {"classes": "六（1）班"})
    before = messages.set_voice(Voice())
    try:
        seat.window.undo()
        seat.wait()
        (toast,) = [one for one in seat.window.findChildren(Notice) if one.isVisible()]
        assert (toast.label.text(), toast.action_buttons[0].text()) == (
            "已撤销：修改 吉𬭎喆 任教班级",
            "重做",
        )
        seat.desk.teachers.reveal(row.id, "phone")  # looking changes nothing
        seat.wait()
        assert toast.isVisible()
        seat.desk.teachers.change(row.id, {"classes": "六（2）班"})
        seat.wait()
        assert not [one for one in seat.window.findChildren(Notice) if one.isVisible()]
    finally:
        messages.set_voice(before)


def test_status_line_tells_term_save_backup_and_lock(seat, stopped_clock, monkeypatch):
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    time.tzset()
    line = seat.window._status
    stopped_clock("2026-11-20 08:30")
    seat.desk.teachers.add(TeacherDraft(name="于漪霖"))
    seat.wait()
    assert line.term.text() == "2026—2027学年 第一学期 第 12 周"
    assert line.saved.text() == "● 已保存 今天 08:30"
    assert line.backup.text() == "还没有备份"
    assert line.place.text() == "本机数据 · 未加密"
    seat.press("Ctrl+Shift+B")
    assert seat.said.heard()[0].startswith("notice: 已备份并核对：龙城实验小学_20261120-")
    assert line.backup.text() == "上次备份：今天 08:30"
    line.backup.click()
    seat.wait()
    page = seat.window.show_page("backups")
    assert page.isVisible()
    assert [(row.backup.reason, row.backup.words) for row in page.model.rows] == [
        ("手动备份", "在岗教师 5 人")
    ]
    seat.window.close()  # before the clock runs again
    seat.wait()
    monkeypatch.delenv("TZ")
    time.tzset()


def test_identity_changed_on_its_page_shows_everywhere(seat):
    seat.window.show_page("school")
    seat.desk.school.save({"name": "龙城第二实验小学"})
    seat.wait()
    assert seat.window._top.school.text() == "龙城第二实验小学"
    assert "龙城第二实验小学" in seat.words(seat.window.show_page("school"))
    assert "龙城第二实验小学" in seat.window.windowTitle()


def test_what_a_killed_export_left_in_the_data_folder_is_swept_at_start(seat):
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    left = paths.data_folder() / f".{gone.pid}.abc.pack.part"
    left.mkdir(parents=True)
    (left / "教职工花名册.xlsx").write_bytes(b"names and numbers")
    seat.window._warming.timeout.emit()
    seat.qtbot.waitUntil(lambda: not left.exists())


def test_looks_are_switched_and_remembered(seat, qapp):
    start_theme(qapp, "light")
    for word, look, canvas in (("外观：深色", "dark", "#16191E"), ("外观：浅色", "light", "#F4F6F9")):
        (action,) = [one for one in seat.window.actions() if one.text() == word]
        action.trigger()
        settle()
        assert remembered("theme") == look
        assert tokens().canvas.upper() == canvas


# journal and backups


def test_entry_of_the_journal_is_taken_back_from_its_page(seat):
    seat.desk.teachers.change(seat.teacher("周敏华").id, {"title": "高级教师"})
    seat.desk.teachers.change(seat.teacher("吉𬭎喆").id, {"short_no": "61234"})
    page = seat.window.show_page("journal")
    seat.wait()
    assert [row.entry.title for row in page.model.rows[:2]] == ["修改 吉𬭎喆 短号", "修改 周敏华 职称"]
    seat.click("撤销所选操作", page)
    seat.heard("tell: 没有选中可以撤销的操作。")
    page.table.select([page.model.rows[1].id])
    seat.click("撤销所选操作", page)
    seat.heard("notice: 已撤销：修改 周敏华 职称")
    assert seat.teacher("周敏华").title == "一级教师"
    seat.click("核对完整性", page)
    (line,) = seat.said.heard()
    assert re.fullmatch(r"tell: 核对通过：\d+ 条操作记录连续完整，与现有数据一致。", line)


def test_journal_shows_the_newest_and_says_that_there_are_older_ones(seat, monkeypatch):
    monkeypatch.setattr(journal, "_AT_ONCE", 3)
    for number in range(4):
        seat.desk.teachers.change(seat.teacher("周敏华").id, {"short_no": f"6123{number}"})
    page = seat.window.show_page("journal")
    seat.wait()
    total = seat.desk.timeline.head().seq
    assert len(page.model.rows) == 3
    assert page.head.note.text() == f"最近 3 条，共 {total} 条"
    page.search.setText("龙猫")
    assert page.head.note.text() == f"最近 3 条中的 0 条，共 {total} 条"
    page.search.clear()
    while page._older_button.isVisible():
        seat.click("更早的记录", page)
    assert [row.id for row in page.model.rows] == list(range(total, 0, -1))
    assert page.head.note.text() == f"共 {total} 条"


def test_backup_is_restored_from_its_page_after_saying_what_is_lost(seat):
    page = seat.window.show_page("backups")
    seat.wait()
    assert "还没有备份。" in seat.words(page)
    seat.window.back_up()
    seat.wait()
    seat.said.heard()
    seat.desk.teachers.put_away([seat.teacher("周敏华").id])
    page.restore_selected()
    seat.heard("tell: 还没有选择备份。")
    page.table.select([page.model.rows[0].id])
    seat.said.answer(False)
    page.restore_selected()
    seat.wait()
    assert "要恢复到" in seat.said.heard()[0]
    assert "周敏华" not in {row.name for row in seat.desk.teachers.rows()}
    seat.said.answer(True)
    page.restore_selected()
    seat.wait()
    assert seat.said.heard()[1].startswith("notice: 已恢复。恢复前的状态另存为")
    assert seat.teacher("周敏华").title == "一级教师"
    assert [row.backup.reason for row in page.model.rows] == ["恢复前", "手动备份"]
    assert not seat.window.deeds.undo.isEnabled()


# what is dropped, how it closes


def test_dropped_school_file_is_opened_instead(seat, tmp_path, qtbot):
    with qtbot.waitSignal(seat.window.other_school) as wanted:
        assert seat.drop(tmp_path / "别的学校.edudesk")
    assert wanted.args == [tmp_path / "别的学校.edudesk"]
    assert seat.drop(tmp_path / "说明.txt", HERE / "plain_utf8.csv")  # the first that is a table
    assert "plain_utf8.csv" in seat.words()


def test_closing_backs_up_when_something_changed_and_only_then(seat, sample):
    seat.window.close()
    assert backup.listed(sample) == []
    with open_desk(sample) as desk:  # the window let the file go
        assert len(desk.teachers.rows()) == 5


def test_change_is_in_the_backup_made_at_closing(seat, sample):
    seat.desk.teachers.add(TeacherDraft(name="于漪霖"))
    seat.wait()
    seat.window.close()
    seat.wait()
    (made,) = backup.listed(sample)
    assert (made.reason, made.counts["teacher"]) == ("自动备份", 6)


def test_closing_without_room_for_a_backup_says_so_and_still_closes(seat, monkeypatch):
    def full(*args, **wishes):
        raise UserError("磁盘空间不足，没有写成备份。", "请清理磁盘后再试。")

    seat.desk.teachers.add(TeacherDraft(name="于漪霖"))
    seat.wait()
    monkeypatch.setattr(backup, "take", full)
    seat.window.close()
    seat.wait()
    seat.heard("fail: 磁盘空间不足，没有写成备份。")
    assert not seat.window.isVisible()


def test_window_stays_alive_while_the_last_backup_is_made_and_may_be_kept_open(seat, sample, monkeypatch):
    started, go_on = threading.Event(), threading.Event()
    take = backup.take

    def slow(store, reason, step):
        started.set()
        while not go_on.wait(0.01):
            step(0, 0, "正在备份")
        return take(store, reason, step)

    monkeypatch.setattr(backup, "take", slow)
    seat.desk.teachers.add(TeacherDraft(name="于漪霖"))
    seat.wait()
    left = []
    seat.window.leave(lambda: left.append("left"))
    assert started.wait(5)
    assert seat.window.isVisible()
    assert not seat.window.close()  # once is enough
    assert not seat.window.deeds.undo.isEnabled()
    tasks().running.cancel()
    seat.wait()
    assert (left, seat.window.isVisible(), backup.listed(sample)) == ([], True, [])
    assert seat.window.deeds.undo.isEnabled()
    assert seat.window.centralWidget().isEnabled()
    go_on.set()
    seat.window.leave(lambda: left.append("left"))
    seat.wait()
    assert (left, seat.window.isVisible()) == (["left"], False)
    (made,) = backup.listed(sample)
    assert made.counts["teacher"] == 6


def test_backups_are_listed_once_until_there_is_another(seat, monkeypatch):
    read = []
    listed = backup.listed
    monkeypatch.setattr(backup, "listed", lambda path: read.append(path) or listed(path))
    seat.desk.teachers.add(TeacherDraft(name="于漪霖"))
    seat.wait()
    assert read == []
    seat.window.back_up()
    seat.wait()
    assert len(read) == 1
    assert seat.said.heard()[0].startswith("notice: 已备份并核对：")
    assert "今天" in seat.window._status.backup.text()


def test_window_comes_back_where_it_was(qtbot, said, sample):
    with Seat(qtbot, said, open_desk(sample)) as seat:
        seat.window.resize(960, 640)  # the offscreen screen is no larger
        settle()
    with Seat(qtbot, said, open_desk(sample)) as seat:
        assert (seat.window.width(), seat.window.height()) == (960, 640)


# large


def test_every_page_opens_with_two_thousand_teachers_in_the_dark(qtbot, said, tmp_path):
    desk = found_school(tmp_path / "大校.edudesk", SchoolDraft(**SCHOOL))
    drafts = sample_teachers()
    desk.teachers.add_many(
        "建立", [replace(drafts[n % 100], name=f"{drafts[n % 100].name}{n}", id_no="") for n in range(2000)]
    )
    with Seat(qtbot, said, desk) as seat:
        theme().choose("dark")  # the other walks see the pages light
        for name in ("home", "roster", *in_turn(NAMES)):
            seat.window.show_page(name)
            seat.wait()
        seat.press("Ctrl+K")
        seat.enter("zmh")
        assert len(hits(seat)) >= 8
        seat.press("Escape")
    theme().choose("light")


def test_about_tells_versions_and_where_the_data_lies(seat, sample):
    (action,) = [one for one in seat.window.actions() if one.text() == "关于校务通"]
    action.trigger()
    settle()
    said = "\n".join(one.text() for one in seat.dialog().findChildren(QLabel))
    assert str(sample) in said
    assert "SIL OFL 1.1" in said


@pytest.mark.parametrize("is_cancelled", [False, True])
def test_closing_while_work_runs_asks_what_shall_become_of_it(seat, is_cancelled):
    gate = threading.Event()

    def job(step):
        while not gate.wait(0.02):
            step(0, 0, "正在导出")

    run_task(seat.window, "正在导出“花名册.xlsx”", job)
    seat.said.answer(is_cancelled)
    assert seat.window.close() is is_cancelled
    seat.heard("ask: 正在导出“花名册.xlsx”，还没有完成。")
    assert seat.window.isVisible() is not is_cancelled
    gate.set()
    seat.wait()


def test_a_new_day_is_brought_to_the_roster_beside_the_window(seat, stopped_clock, monkeypatch):
    stopped_clock("2026-11-20 08:30")
    seat.desk.begin_day()
    row = seat.desk.teachers.add(TeacherDraft(name="顾春", status="在岗"))
    seat.desk.teachers.retire([row.id], date(2026, 11, 30))
    seat.wait()
    stopped_clock("2026-12-01 00:10")
    threads = []
    settle_day = seat.desk.histories.settle_day
    monkeypatch.setattr(
        seat.desk.histories,
        "settle_day",
        lambda: (threads.append(threading.current_thread()), settle_day())[1],
    )
    seat.window._auto_backup.timeout.emit()
    seat.wait()
    assert seat.desk.teachers.get(row.id).status == "退休"
    assert len(threads) == 1
    assert threads[0] is not threading.main_thread()
