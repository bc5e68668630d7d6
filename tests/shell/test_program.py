"""From the first start to an open school: welcome, password, a locked or damaged file, errors nobody caught."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel

from edudesk import app
from edudesk.app import Program
from edudesk.base import paths
from edudesk.base.errors import UserError
from edudesk.base.paths import sample_file
from edudesk.desk import found_school, open_desk
from edudesk.kit.form_dialog import FormDialog
from edudesk.kit.grab import settle
from edudesk.kit.report_window import report_text
from edudesk.kit.settings import remembered
from edudesk.kit.tasks import is_busy
from edudesk.roster.rows import TeacherDraft
from edudesk.school.rows import SchoolDraft
from edudesk.shell import welcome
from edudesk.shell.main_window import MainWindow
from edudesk.shell.welcome import PasswordDialog, Welcome
from edudesk.store import backup
from edudesk.store.engine import is_plain

SCHOOL = SchoolDraft(name="城东小学", stage="小学", school_year="2026-2027")


def done():
    """Wait until no job runs."""
    while is_busy():
        settle(0.02)
    settle()


@pytest.fixture
def program(qtbot, said, tmp_path):  # the folder of the school has to outlive it
    made = Program()
    yield made
    done()
    for window in QApplication.topLevelWidgets():
        if isinstance(window, FormDialog):
            window.done(0)
    if made.front is not None:
        made.front.close()
        done()
        made.front.deleteLater()
    settle()


@pytest.fixture
def file(tmp_path):
    """A school with one teacher."""
    path = tmp_path / "城东小学.edudesk"
    with found_school(path, SCHOOL) as desk:
        desk.teachers.add(TeacherDraft(name="周敏华"))
    return path


def open_school(program):
    assert isinstance(program.front, MainWindow)
    return program.front.desk


def form():
    (found,) = [
        one for one in QApplication.topLevelWidgets() if isinstance(one, FormDialog) and one.isVisible()
    ]
    return found


def fill(dialog, **typed):
    for key, text in typed.items():
        dialog.fields[key].editor.show_text(text)


def problems(dialog):
    return {key: field.said for key, field in dialog.fields.items() if field.said}


def answering(dialog_kind, *passwords):
    """Types passwords into the dialogs to come; None presses 取消."""
    left, told = list(passwords), []

    def answer():
        dialog = next(
            (
                one
                for one in QApplication.topLevelWidgets()
                if isinstance(one, dialog_kind) and one.isVisible()
            ),
            None,
        )
        if dialog is None:
            return
        typed = left.pop(0)
        told.append(dialog.windowTitle())
        if typed is None:
            dialog.reject()
        else:
            dialog.line.setText(typed)
            dialog.accept()
        if not left:
            timer.stop()

    timer = QTimer(interval=20)
    timer.timeout.connect(answer)
    timer.start()
    return timer, told


# the first start


def test_first_start_founds_a_school_after_showing_every_problem(program):
    program.start(None)
    assert isinstance(program.front, Welcome)
    program.front.found()
    dialog = form()
    fill(dialog, code="12ab", school_year="2025-13-01", term_start="abc", password="abc", again="abd")
    dialog.accept()
    assert set(problems(dialog)) == {"name", "code", "stage", "school_year", "term_start", "again"}
    assert problems(dialog)["again"] == "与上面的密码不一样，请重新输入。"
    fill(dialog, name="城东小学", stage="小学", term_start="2026-08-31", password="abd")
    dialog.accept()
    done()
    assert set(problems(dialog)) == {"code", "school_year"}  # again is right now, though not typed anew
    assert list(paths.data_folder().glob("*.edudesk")) == []  # nothing is made before all is right
    fill(dialog, code="3204990001", school_year="2026-2027", password="", again="")
    dialog.accept()
    done()
    desk = open_school(program)
    assert desk.path == paths.data_folder() / "城东小学.edudesk"
    assert (desk.school.get().code, desk.school.get().school_year) == ("3204990001", "2026-2027")
    assert is_plain_closed(program)
    assert remembered("school") == str(paths.data_folder() / "城东小学.edudesk")


def is_plain_closed(program):
    """Whether the file on disk is unencrypted, looked at once the window has let it go."""
    path = open_school(program).path
    shut(program)
    return is_plain(path)


def shut(program):
    """The user closes the window."""
    program.front.close()
    done()
    program.front.deleteLater()
    program.front = None
    settle()


def test_school_with_a_password_is_locked_and_asks_for_it(program):
    program.start(None)
    program.front.found()
    dialog = form()
    fill(dialog, name="城东小学", stage="小学", school_year="2026-2027", password="春风 8", again="春风 8")
    assert any("忘记密码无法找回" in one.text() for one in dialog.findChildren(QLabel) if one.isVisible())
    dialog.accept()
    assert problems(dialog) == {"password": "密码不到 8 位，容易被猜到。"}
    dialog.accept()
    done()
    assert open_school(program).store.is_encrypted
    path = open_school(program).path
    assert not is_plain_closed(program)
    timer, asked = answering(PasswordDialog, "秋雨", "春风 8")
    assert program.open(path)
    assert asked == ["打开 城东小学.edudesk"] * 2
    assert open_school(program).school.get().name == "城东小学"
    assert not timer.isActive()


def test_password_not_given_leads_back(program, tmp_path):
    path = tmp_path / "城东小学.edudesk"
    found_school(path, SCHOOL, "春风 8").close()
    timer, _ = answering(PasswordDialog, None)
    program.start(path)
    assert isinstance(program.front, Welcome)
    assert not timer.isActive()


def test_sample_is_made_once_and_opened_again_as_it_was_left(program, sample_at_once, monkeypatch):
    monkeypatch.setattr(welcome, "found_sample", sample_at_once)
    program.start(None)
    program.front.sample()
    done()
    desk = open_school(program)
    assert (desk.path, len(desk.teachers.rows())) == (sample_file(), 112)
    desk.teachers.add(TeacherDraft(name="于漪霖"))
    settle()
    program._change_school(None)
    done()
    assert isinstance(program.front, Welcome)
    program.front.sample()
    done()
    assert len(open_school(program).teachers.rows()) == 113
    assert remembered("school") == ""  # the sample is never taken for the school


def test_existing_file_is_chosen_and_opened_again_at_the_next_start(program, said, file):
    program.start(None)
    said.choose(None, file)
    program.front.choose()
    assert isinstance(program.front, Welcome)
    program.front.choose()
    assert open_school(program).path == file
    shut(program)
    program.start(None)
    assert open_school(program).path == file


def test_school_named_like_an_existing_one_is_put_where_the_user_says(program, said, tmp_path):
    paths.data_folder().mkdir(parents=True, exist_ok=True)
    found_school(paths.data_folder() / "城东小学.edudesk", SCHOOL).close()
    before = (paths.data_folder() / "城东小学.edudesk").read_bytes()
    program.welcome()
    program.front.found()
    fill(form(), name="城东小学", stage="小学", school_year="2026-2027")
    said.choose(tmp_path / "另一所.edudesk")
    form().accept()
    done()
    assert open_school(program).path == tmp_path / "另一所.edudesk"
    assert (paths.data_folder() / "城东小学.edudesk").read_bytes() == before


def test_founding_over_a_school_that_is_there_never_destroys_it(program, said, file):
    paths.data_folder().mkdir(parents=True, exist_ok=True)
    found_school(paths.data_folder() / "城东小学.edudesk", SCHOOL).close()
    before = file.read_bytes()
    program.welcome()
    program.front.found()
    fill(form(), name="城东小学", stage="小学", school_year="2026-2027")
    said.choose(file)
    form().accept()
    done()
    assert form().isVisible()
    assert file.read_bytes() == before
    said.answer(True)
    form().reject()
    said.heard()


# a file that does not open


def test_second_window_on_an_open_school_is_told_so(program, said, file):
    holding = subprocess.Popen(
        [
            sys.executable, "-c",
            "import sys; from pathlib import Path; from edudesk.desk import open_desk\n"
            "desk = open_desk(Path(sys.argv[1])); print('open', flush=True); sys.stdin.read()",
            str(file),
        ],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    with holding:
        holding.stdout.readline()
        program.start(file)
        assert said.heard() == ["fail: 这个学校文件正在被另一个校务通窗口使用。"]
        assert isinstance(program.front, Welcome)
        holding.stdin.close()
    assert program.open(file)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (None, "fail: 找不到学校文件“城南.edudesk”。"),
        ("亲爱的老师" * 2000, "fail: 这不是校务通的学校文件，或者文件已损坏。"),
    ],
)
def test_file_that_is_missing_or_something_else_leads_to_the_welcome(program, said, tmp_path, content, told):
    path = tmp_path / "城南.edudesk"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    program.start(path)
    assert said.heard() == [told]
    assert isinstance(program.front, Welcome)


def damage(file):
    with file.open("r+b") as raw:
        raw.seek(4096 * 2)
        raw.write(os.urandom(4096 * 6))


@pytest.mark.parametrize("is_wanted", [True, False])
def test_damaged_school_offers_its_last_good_backup(program, said, file, is_wanted):
    with open_desk(file) as desk:
        made = desk.backups.take()
        desk.teachers.add(TeacherDraft(name="于漪霖"))
    damage(file)
    broken = file.read_bytes()
    said.answer(is_wanted)
    program.start(file)
    heard = said.heard()
    assert "的备份恢复。" in heard[0]
    if not is_wanted:
        assert isinstance(program.front, Welcome)
        assert file.read_bytes() == broken
        return
    assert heard[1].startswith("tell: 已恢复到 ")
    assert [row.name for row in open_school(program).teachers.rows()] == ["周敏华"]
    assert file.with_suffix(".damaged").read_bytes() == broken
    assert made.path.exists()


def test_damaged_backup_is_passed_over_for_an_older_good_one(program, said, file):
    with open_desk(file) as desk:
        desk.backups.take()
        desk.teachers.add(TeacherDraft(name="于漪霖"))
        newest = desk.backups.take()
    damage(newest.path)
    damage(file)
    said.answer(True)
    program.start(file)
    assert len(said.heard()) == 2
    assert [row.name for row in open_school(program).teachers.rows()] == ["周敏华"]


def test_damaged_school_without_a_backup_is_told_and_left_alone(program, said, file):
    damage(file)
    broken = file.read_bytes()
    program.start(file)
    (line,) = said.heard()
    assert line.startswith("fail: ")
    assert "损坏" in line
    assert file.read_bytes() == broken
    assert isinstance(program.front, Welcome)


def test_other_school_takes_the_place_of_the_first(program, file, tmp_path):
    other = tmp_path / "城南小学.edudesk"
    found_school(other, SCHOOL).close()
    program.start(file)
    program.front.other_school.emit(other)
    done()
    assert open_school(program).path == other
    with open_desk(file) as first:  # let go
        assert len(first.teachers.rows()) == 1
    assert backup.listed(file) == []


# errors nobody caught


def test_mistake_of_ours_is_reported_and_the_program_goes_on(program, said, file, monkeypatch):
    program.start(file)
    page = program.front.roster()
    settle()
    monkeypatch.setattr(sys, "excepthook", app._report)

    def fail(*args):
        raise ZeroDivisionError("nobody reads English")

    monkeypatch.setattr(page.teachers, "put_away", fail, raising=False)
    try:
        page.put_away(page.model.rows)
    except ZeroDivisionError as error:  # Qt hands what a slot raises to the hook
        sys.excepthook(type(error), error, error.__traceback__)
    (line,) = said.heard()
    assert line.startswith("report: ")
    text = report_text(said.error, "")
    assert text.startswith("校务通 ")
    assert "日志：" in text
    assert "周敏华" not in text
    assert program.front.isVisible()
    open_school(program).teachers.add(TeacherDraft(name="于漪霖"))
    settle()
    assert [row.name for row in page.model.rows] == ["于漪霖", "周敏华"]


def test_user_error_that_rises_out_of_a_slot_is_told_like_any_other(program, said, file):
    program.start(file)
    error = UserError("磁盘已满，这一步没有保存。", "请清理磁盘空间后再试。")
    app._report(UserError, error, None)
    assert said.heard() == ["fail: 磁盘已满，这一步没有保存。"]
    assert program.front.isVisible()


# the real program


_WINDOW = """
import sys
from PySide6.QtCore import QTimer
from edudesk import app
started = []
class Told(app.Program):
    def __init__(self, *given):
        super().__init__(*given)
        started.append(self)
app.Program = Told
def look():
    front = started[0].front
    print(type(front).__name__, front.windowTitle(), front.isVisible(), flush=True)
    1 / 0
class Quiet(app.messages.Voice):
    def report(self, parent, error, doing=""):
        print("report", type(error).__name__, started[0].front.isVisible(), flush=True)
        QTimer.singleShot(50, started[0].front.close)
app.messages.set_voice(Quiet())
real = app.QApplication.exec
def run(*args):
    QTimer.singleShot(300, look)
    return real()
app.QApplication.exec = run
sys.exit(app.main(sys.argv))
"""


def spawn(*words, **environment):
    return subprocess.run(
        [sys.executable, "-c", _WINDOW, *map(str, words)], capture_output=True, encoding="utf-8", timeout=60,
        env={**os.environ, "LC_ALL": "C.UTF-8", **environment}, check=False,
    )  # fmt: skip


def test_program_opens_its_window_goes_on_after_an_error_in_a_slot_and_ends_with_its_window(file):
    done = spawn("--data", file)
    told = ["MainWindow 工作台 - 城东小学 - 校务通 True", "report ZeroDivisionError True"]
    assert (done.returncode, done.stdout.splitlines()) == (0, told)


def test_program_without_a_screen_says_so(file):
    nowhere = {"DISPLAY": "", "WAYLAND_DISPLAY": "", "QT_QPA_PLATFORM": ""}
    done = spawn("--data", file, **nowhere)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("错误：这里没有可用的显示器，打不开窗口。")


def test_file_named_on_the_command_line_is_taken_from_both_spellings():
    assert app._file(["edudesk", "--data", "a.edudesk"]) == Path("a.edudesk")
    assert app._file(["edudesk", "--data=a.edudesk"]) == Path("a.edudesk")


def test_locked_school_takes_the_place_of_another(program, file, tmp_path):
    other = tmp_path / "城南小学.edudesk"
    found_school(other, SCHOOL, "春风 8").close()
    program.start(file)
    settle()
    timer, asked = answering(PasswordDialog, "春风 8")
    program.front.other_school.emit(other)  # the closed window as parent of the dialog once crashed Qt
    settle()
    assert (asked, timer.isActive()) == (["打开 城南小学.edudesk"], False)
    assert open_school(program).path == other
