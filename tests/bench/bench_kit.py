"""The toolkit: find as you type over 2,000 rows, in a table that is shown."""

import os

from tests.bench.figure import Figure, seconds


def figures() -> list[Figure]:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from edudesk.kit.row_model import RowModel
    from edudesk.kit.table_view import TableView
    from edudesk.kit.theme import start_theme
    from tests.kit.people import COLUMNS, many

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    start_theme(app, "light")
    model = RowModel(COLUMNS, many(2000))
    table = TableView(model)
    table.resize(1000, 700)
    table.show()
    app.processEvents()

    def keys() -> None:
        for typed in ("数", "数学", "数学 1", "数学 12", "数学 1", "数学", "数", ""):
            model.set_search(typed)
            app.processEvents()

    keys()
    a_key = seconds(keys, runs=5) / 8 * 1000
    sorting = seconds(lambda: model.sort_by([(3, table_order()), (0, table_order())]), runs=5) * 1000
    table.close()
    return [
        Figure("search: one key over 2,000 rows, painted", a_key, 30, "ms"),
        Figure("sort 2,000 rows by two columns", sorting, 50, "ms"),
    ]


def table_order() -> object:
    from PySide6.QtCore import Qt

    return Qt.SortOrder.AscendingOrder
