"""The toolkit: find, filter, sort and group 2,000 rows as somebody waits for it, in a table that is shown."""

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
    strokes = seconds(lambda: model.sort_by([(0, table_order())], {0: "strokes"}), runs=5) * 1000
    model.sort_by([])

    def group() -> None:
        for column in (2, 5):
            model.group_by(column)
            app.processEvents()

    grouping = seconds(group, runs=5) / 2 * 1000
    key_in_groups = seconds(keys, runs=5) / 8 * 1000

    def chips() -> None:
        for word in ("数学", "语文"):
            model.set_chips({"subject": lambda row, word=word: row.subject == word})
            app.processEvents()
        model.set_chips({})
        app.processEvents()

    a_filter = seconds(chips, runs=5) / 3 * 1000
    table.close()
    return [
        Figure("search: one key over 2,000 rows, painted", a_key, 30, "ms"),
        Figure("search: the same among groups", key_in_groups, 30, "ms"),
        Figure("filter: one chip over 2,000 rows in groups, painted", a_filter, 30, "ms"),
        Figure("sort 2,000 rows by two columns", sorting, 50, "ms"),
        Figure("sort 2,000 names by strokes", strokes, 50, "ms"),
        Figure("group 2,000 rows by one column, painted", grouping, 30, "ms"),
    ]


def table_order() -> object:
    from PySide6.QtCore import Qt

    return Qt.SortOrder.AscendingOrder
