"""The arrangement of a table is written down also when the table goes away before it came to rest."""

import sys

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QMainWindow

from edudesk.kit.row_model import RowModel
from edudesk.kit.table_view import TableView
from tests.kit.people import COLUMNS, PEOPLE


def made(qtbot):
    """A window with a table that nobody in Python holds on to: the window's parts are destroyed with it."""
    window = QMainWindow()
    window.setCentralWidget(TableView(RowModel(COLUMNS, PEOPLE, parent=window), "people"))
    with qtbot.waitExposed(window):
        window.show()
    return window


def test_a_table_destroyed_in_the_middle_of_a_change_is_remembered_and_loses_nothing(qtbot):
    before = sys.getrefcount(TableView.hideEvent)
    for _ in range(5):
        window = made(qtbot)
        window.centralWidget().show_column("honour", False)
        window.deleteLater()
        del window
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert sys.getrefcount(TableView.hideEvent) >= before
    window = made(qtbot)
    shown = [COLUMNS[number].key for number in window.centralWidget().shown_columns()]
    assert shown == ["name", "born", "title", "subject", "hours"]
    window.close()
