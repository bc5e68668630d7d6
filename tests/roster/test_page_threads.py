"""No widget is touched beside the window: Qt may crash at once, or show another choice than the user's."""

import sys
import threading

import pytest
from PySide6.QtWidgets import QComboBox, QWidget

from edudesk.kit import tasks
from edudesk.kit.export_dialog import ExportDialog
from edudesk.kit.settings import remember
from edudesk.kit.tasks import run_task
from tests.data.make_workbooks import HERE


@pytest.fixture
def trespasses(monkeypatch):
    """Every call of a widget's own method that a job makes while it runs beside the window."""
    found = []

    def watch(frame, event, called):
        owner = getattr(called, "__self__", None) if event == "c_call" else None
        if isinstance(owner, QWidget):
            found.append(f"{type(owner).__name__}.{called.__name__}")

    run = tasks.Task.run

    def watched(self):
        assert threading.current_thread() is not threading.main_thread()
        sys.setprofile(watch)
        try:
            run(self)
        finally:
            sys.setprofile(None)

    monkeypatch.setattr(tasks.Task, "run", watched)
    return found


def test_the_watch_sees_a_widget_that_is_asked(seat, trespasses):
    run_task(seat.window, "量窗口", lambda step: seat.window.width())
    seat.wait()
    assert trespasses == ["MainWindow.width"]


@pytest.mark.parametrize("scope", ["screen", "full"])
@pytest.mark.parametrize("kind", ["xlsx", "pdf"])
def test_export_of_the_roster(seat, trespasses, tmp_path, kind, scope):
    remember("folder/export", str(tmp_path))
    page = seat.window.roster()
    page.chip_row.chip("subject").choose(["数学"])
    page.search.setText("z")
    page.export()
    dialog = seat.dialog(ExportDialog)
    dialog.choose(format=kind, scope=scope)
    dialog.export()
    seat.wait()
    assert len(list(tmp_path.glob(f"*.{kind}"))) == 1
    assert trespasses == []


def test_import_from_the_file_to_the_workbook_to_correct(seat, trespasses, tmp_path):
    remember("folder/export", str(tmp_path))
    seat.drop(HERE / "damaged_ids.xlsx")
    page = seat.window.show_page("roster_import")
    drop_downs = page.panel.matches.findChildren(QComboBox)
    drop_downs[-1].activated.emit(0)
    page._hidden.click()
    seat.wait()
    page.export_errors()
    dialog = seat.dialog(ExportDialog)
    dialog.export()
    seat.wait()
    dialog.accept()
    page.import_rows()
    seat.wait()
    assert "已导入" in seat.words(page)
    assert trespasses == []


def test_an_export_that_asks_its_page_beside_the_window_is_found_out(seat, trespasses, tmp_path):
    """What the two steps of ExportDialog are for: a page that skips the first one."""
    remember("folder/export", str(tmp_path))
    page = seat.window.roster()

    def late(choice):
        list_of = page.exporting.list_of
        return list_of(choice, page.model.rows, page.screen_columns(), page.filter_words())

    dialog = ExportDialog(
        page, "导出", lambda choice: lambda: late(choice), "名单", seat.desk.exports.leaving,
        scopes=[("screen", "屏幕上的")],
    )  # fmt: skip
    dialog.open()
    dialog.export()
    seat.wait()
    assert trespasses != []
