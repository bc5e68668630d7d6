import threading
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QMainWindow, QPushButton

from edudesk.base.columns import Column, Kind
from edudesk.base.errors import UserError
from edudesk.base.masking import Audience
from edudesk.base.report import Report
from edudesk.kit import reveal
from edudesk.kit.export_dialog import ExportDialog
from edudesk.kit.export_result import ExportResult
from edudesk.kit.preview_window import PreviewWindow
from edudesk.kit.printing import set_printer_chooser
from edudesk.kit.settings import remember
from edudesk.kit.tasks import is_busy
from tests.kit.test_printing import Chosen

SCOPES = (("shown", "当前显示的 1 人"), ("all", "全部 2 人"))


class Desk:
    def __init__(self, qtbot, folder):
        remember("folder/export", str(folder))
        self.choices = []
        self.window = QMainWindow()
        qtbot.addWidget(self.window)
        self.window.show()
        self.traces = []
        self.dialog = ExportDialog(
            self.window, "导出花名册", self.prepare, "花名册", self.leaving, scopes=SCOPES
        )
        qtbot.addWidget(self.dialog)
        self.dialog.show()

    def prepare(self, choice):
        self.choices.append((choice, threading.current_thread()))
        rows = (("李静",), ("周敏华",)) if choice.scope == "all" else (("李静",),)
        return lambda: self.build(rows)

    def build(self, rows):
        self.built_in = threading.current_thread()
        return Report(
            "roster", "教师花名册", "龙城实验小学", date(2025, 11, 21), (Column("name", "姓名"),), rows
        )

    @contextmanager
    def leaving(self, report, to, way="导出"):
        if isinstance(to, Path):
            assert not to.exists()
        yield
        if isinstance(to, Path):
            assert to.exists()
        self.traces.append((report.title, len(report.rows), to.name) if way == "导出" else (way, to))


@pytest.fixture
def desk(qtbot, said, tmp_path):
    return Desk(qtbot, tmp_path)


def export(qtbot, desk):
    desk.dialog.export()
    qtbot.waitUntil(lambda: not is_busy(), timeout=20_000)


def test_the_file_is_written_as_chosen_and_then_one_click_away(qtbot, desk, tmp_path):
    desk.dialog.choose(format="pdf", audience=Audience.BUREAU, scope="all")
    export(qtbot, desk)
    file = tmp_path / "花名册.pdf"
    assert file.read_bytes().startswith(b"%PDF")
    ((choice, asked_in),) = desk.choices
    assert (choice.audience, choice.scope) == (Audience.BUREAU, "all")
    assert asked_in is threading.main_thread()
    assert desk.built_in is not threading.main_thread()
    assert desk.traces == [("教师花名册", 2, "花名册.pdf")]
    result = desk.dialog.pages.currentWidget()
    assert isinstance(result, ExportResult)
    assert any("已导出“花名册.pdf”，共 1 页。" in label.text() for label in result.findChildren(QLabel))
    words = [button.text() for button in result.findChildren(QPushButton)]
    assert words == ["打开所在文件夹", "复制路径", "关闭", "打开文件"]
    result.findChildren(QPushButton)[1].click()
    assert QGuiApplication.clipboard().text() == str(file)


def test_numbers_are_starred_unless_somebody_chooses_otherwise(qtbot, desk):
    assert desk.dialog.choice.audience is Audience.BUREAU
    only = ExportDialog(
        desk.window, "导出", desk.prepare, "清单", desk.leaving, audiences=(Audience.INTERNAL,)
    )
    qtbot.addWidget(only)
    assert only.choice.audience is Audience.INTERNAL


def test_a_file_that_is_there_already_is_not_replaced_unless_chosen_by_hand(qtbot, desk, said, tmp_path):
    (tmp_path / "花名册.xlsx").write_bytes(b"mine")
    assert desk.dialog.choice.path == tmp_path / "花名册（2）.xlsx"
    said.choose(tmp_path / "花名册.xlsx")
    desk.dialog._choose_path()
    assert desk.dialog.choice.path == tmp_path / "花名册.xlsx"
    desk.dialog.choose(format="pdf")
    assert desk.dialog._place_line.line.text() == str(tmp_path / "花名册.pdf")
    (tmp_path / "花名册.pdf").write_bytes(b"mine")  # nobody was asked about this one
    assert desk.dialog.choice.path == tmp_path / "花名册（2）.pdf"
    desk.dialog.choose(format="xlsx")
    assert desk.dialog.choice.path == tmp_path / "花名册.xlsx"


def test_a_report_that_cannot_be_made_is_said_and_the_dialog_stays(qtbot, desk, said):
    def build(rows):
        raise UserError("没有可导出的教师。", "请先清除筛选。")

    desk.build = build
    export(qtbot, desk)
    assert said.heard() == ["fail: 没有可导出的教师。"]
    assert desk.dialog.isVisible()
    assert desk.dialog.export_button.isEnabled()


def test_an_export_that_may_not_be_leaves_no_file(qtbot, desk, said, tmp_path):
    def refuse(report, to):
        raise UserError("您没有做这件事的权限。", "请联系校长或教务处；数据没有改动。")

    desk.dialog._leaving = refuse
    export(qtbot, desk)
    assert said.heard() == ["fail: 您没有做这件事的权限。"]
    assert list(tmp_path.iterdir()) == []


def test_an_export_that_fails_is_not_told_as_one(qtbot, desk, said, tmp_path):
    (tmp_path / "满").write_text("a file where the folder should be", "utf-8")
    desk.dialog.choose(path=tmp_path / "满" / "花名册.xlsx")
    export(qtbot, desk)
    assert [line[:5] for line in said.heard()] == ["fail:"]
    assert desk.traces == []
    assert desk.dialog.export_button.isEnabled()


def test_whole_numbers_leave_only_when_asked_twice_and_counted(qtbot, desk, said, tmp_path):
    columns = (Column("name", "姓名"), Column("phone", "联系电话", Kind.PHONE))
    rows = (("李静", "19901995571"), ("周敏华", ""))
    desk.build = lambda _rows: Report("roster", "名单", "", date(2025, 11, 21), columns, rows)
    desk.dialog.choose(audience=Audience.INTERNAL)
    for answer, files in ((False, 0), (True, 1)):
        said.answer(answer)
        export(qtbot, desk)
        assert said.heard() == ["ask: 这次会带出 1 人的 1 个完整电话，要导出吗？"]
        assert len(list(tmp_path.iterdir())) == files
    assert len(desk.traces) == 1


def test_opening_a_file_that_was_moved_says_so(qtbot, desk, said, tmp_path):
    desk.dialog.choose(format="pdf")
    export(qtbot, desk)
    (tmp_path / "花名册.pdf").unlink()
    next(one for one in desk.dialog.findChildren(QPushButton) if one.text() == "打开文件").click()
    assert said.heard() == ["fail: 找不到“花名册.pdf”。"]


def test_a_file_without_a_program_names_its_folder(qtbot, tmp_path, monkeypatch):
    file = tmp_path / "a.xyz"
    file.touch()
    monkeypatch.setattr(reveal.QDesktopServices, "openUrl", lambda url: False)
    with pytest.raises(UserError) as told:
        reveal.open_file(file)
    assert str(tmp_path) in told.value.hint


def preview_of(qtbot, desk):
    desk.dialog.preview_button.click()
    qtbot.waitUntil(lambda: not is_busy(), timeout=20_000)
    window = desk.dialog.findChildren(PreviewWindow)[-1]
    return window, window.preview


def test_pages_are_looked_at_before_they_are_written(qtbot, desk, tmp_path):
    desk.dialog.choose(format="pdf", scope="all")
    window, preview = preview_of(qtbot, desk)
    qtbot.waitUntil(preview.pages.is_sharp)
    assert preview.page_count == 1
    assert window.windowTitle() == "预览：花名册"
    assert desk.built_in is not threading.main_thread()
    assert not list(tmp_path.iterdir())
    window.reject()


def test_a_workbook_is_looked_at_as_a_table(qtbot, desk):
    desk.dialog.choose(format="xlsx", scope="all")
    window, preview = preview_of(qtbot, desk)
    model = preview._sheet.table.rows_model()
    assert [model.index(row, 0).data() for row in range(model.rowCount())] == ["李静", "周敏华"]
    window.reject()


def test_whole_numbers_on_the_screen_leave_a_trace(qtbot, desk):
    window, _ = preview_of(qtbot, desk)
    assert desk.traces == [("预览", "")]  # the reports of this desk are INTERNAL
    window.reject()


def test_a_print_goes_from_the_dialog_or_from_the_preview(qtbot, desk, said, tmp_path):
    chosen = Chosen(tmp_path / "纸.pdf")
    before = set_printer_chooser(chosen)
    try:
        desk.dialog.print_button.click()
        qtbot.waitUntil(lambda: len(chosen.asked) == 1 and not is_busy(), timeout=20_000)
        window, _ = preview_of(qtbot, desk)
        window.outputs[0].click()
        qtbot.waitUntil(lambda: len(chosen.asked) == 2 and not is_busy(), timeout=20_000)
        window.reject()
    finally:
        set_printer_chooser(before)
    assert desk.traces == [("打印", str(chosen.path)), ("预览", ""), ("打印", str(chosen.path))]
    assert said.heard() == [f"notice: “花名册”已送到打印机“{chosen.path}”，共 1 页。"] * 2


def test_a_workbook_to_fill_in_is_neither_shown_nor_printed(qtbot, desk):
    only = ExportDialog(desk.window, "下载导入模板", desk.prepare, "模板", desk.leaving, formats=("xlsx",))
    qtbot.addWidget(only)
    only.show()
    assert not only.preview_button.isVisible()
    assert not only.print_button.isVisible()


def test_who_may_not_see_whole_numbers_is_told_in_place_of_the_pages(qtbot, desk):
    def refuse(report, to, way):
        raise UserError("您没有做这件事的权限。", "请联系管理员。")

    desk.dialog._leaving = refuse
    window, preview = preview_of(qtbot, desk)
    assert preview.words._text.text() == "您没有做这件事的权限。"
    assert preview.page_count == 0
    assert not window.outputs[0].isEnabled()
    window.reject()
