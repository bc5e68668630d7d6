import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLineEdit

from edudesk.kit.clipboard import excel_text
from edudesk.kit.row_model import RowModel
from edudesk.kit.table_view import TableView
from tests.kit.people import CHEN, COLUMNS, LI, PEOPLE, WANG, ZHOU, Office, many

NAME, BORN, TITLE, SUBJECT, HOURS = range(5)
DOWN, UP = Qt.SortOrder.DescendingOrder, Qt.SortOrder.AscendingOrder


@pytest.fixture
def office():
    return Office()


@pytest.fixture
def table(qtbot, said, office):
    return shown(qtbot, TableView(RowModel(COLUMNS, PEOPLE, save=office.save_cell), "people"))


def shown(qtbot, table):
    qtbot.addWidget(table)
    table.resize(900, 400)
    table.show()
    return table


def editor_of(table):
    return next(line for line in table.viewport().findChildren(QLineEdit) if line.isVisible())


def go(table, place, column):
    table.setCurrentIndex(table.rows_model().index(place, column))
    table.setFocus()


def test_typing_on_a_cell_replaces_it_and_enter_goes_down(qtbot, table, office):
    go(table, 0, SUBJECT)
    qtbot.keyClick(table.viewport(), "a")
    assert editor_of(table).text() == "a"
    editor_of(table).setText("科学")
    qtbot.keyClick(editor_of(table), Qt.Key.Key_Return)
    assert office.rows[LI.id].subject == "科学"
    assert (table.currentIndex().row(), table.currentIndex().column()) == (1, SUBJECT)


def test_shift_enter_goes_up_and_escape_gives_up(qtbot, table, office):
    go(table, 1, SUBJECT)
    qtbot.keyClick(table.viewport(), Qt.Key.Key_F2)
    editor_of(table).setText("美术")
    qtbot.keyClick(editor_of(table), Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert office.rows[ZHOU.id].subject == "美术"
    assert table.currentIndex().row() == 0
    qtbot.keyClick(table.viewport(), Qt.Key.Key_F2)
    editor_of(table).setText("音乐")
    qtbot.keyClick(editor_of(table), Qt.Key.Key_Escape)
    assert office.rows[LI.id].subject == "语文"


def test_tab_saves_and_edits_the_cell_at_the_right(qtbot, table, office):
    go(table, 0, BORN)
    qtbot.keyClick(table.viewport(), Qt.Key.Key_F2)
    editor_of(table).setText("1985-01")
    qtbot.keyClick(editor_of(table), Qt.Key.Key_Tab)
    assert office.rows[LI.id].born == "1985-01"
    assert table.currentIndex().column() == TITLE


def test_the_first_chinese_character_typed_on_a_cell_is_kept(qtbot, table):
    go(table, 0, SUBJECT)
    composing = QInputMethodEvent("ke", [])
    QApplication.sendEvent(table, composing)
    editor = editor_of(table)
    done = QInputMethodEvent()
    done.setCommitString("科")
    QApplication.sendEvent(editor, done)
    assert editor.text() == "科"
    qtbot.keyClick(editor, Qt.Key.Key_Escape)


def test_a_refused_cell_is_said_in_words(qtbot, table, said):
    go(table, 0, NAME)
    qtbot.keyClick(table.viewport(), Qt.Key.Key_F2)
    editor_of(table).setText("")
    qtbot.keyClick(editor_of(table), Qt.Key.Key_Return)
    assert said.heard() == ["fail: 姓名不能为空。"]
    assert table.rows_model().text(0, NAME) == "李静"
    qtbot.waitUntil(lambda: table.is_editing)
    qtbot.keyClick(editor_of(table), Qt.Key.Key_Escape)


def test_after_a_refusal_the_cursor_is_back_in_the_cell_with_what_was_typed(qtbot, table, said, office):
    go(table, 0, BORN)
    qtbot.keyClick(table.viewport(), Qt.Key.Key_F2)
    editor_of(table).setText("1987.13")
    qtbot.keyClick(editor_of(table), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: table.is_editing and editor_of(table).text() == "1987.13")
    assert (table.currentIndex().row(), table.currentIndex().column()) == (0, BORN)
    assert len(said.heard()) == 1
    qtbot.keyClick(editor_of(table), Qt.Key.Key_Escape)


def test_two_refused_cells_are_each_gone_back_to_once(qtbot, table, said):
    go(table, 0, BORN)
    qtbot.keyClick(table.viewport(), Qt.Key.Key_F2)
    editor_of(table).setText("1987.13")
    model = table.rows_model()
    model.setData(model.index(1, BORN), "1990.14")  # refused while the other is still open
    qtbot.wait(100)
    assert (
        len(said.heard()) == 3
    )  # each when it was left, the second once more for the first took the cursor back
    assert table.is_editing
    assert editor_of(table).text() == "1987.13"
    qtbot.keyClick(editor_of(table), Qt.Key.Key_Escape)


def test_selected_rows_are_copied_as_excel_writes_them(qtbot, table):
    table.select([LI.id, WANG.id])
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text().splitlines() == [
        "李静\t1984-03\t高级教师\t语文\t12\t区骨干教师",
        "王建国\t1976-11\t高级教师\t数学\t\t",
    ]
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(table, Qt.Key.Key_C, keys)
    assert QGuiApplication.clipboard().text().startswith("姓名\t出生年月\t职称\t任教学科\t周课时\t最高称号")


def test_cells_that_would_break_the_grid_are_quoted():
    assert excel_text([["a\tb", 'say "x"', "上\n下"], ["", "1"]]) == (
        '"a\tb"\t"say ""x"""\t"上\n下"\r\n\t1\r\n'
    )


def test_selection_survives_a_reload_and_is_told_only_when_it_changed(qtbot, table):
    told = []
    table.chosen.connect(lambda rows: told.append([row.name for row in rows]))
    table.select([WANG.id])
    table.rows_model().set_rows([CHEN, WANG])
    assert table.selected() == [WANG]
    assert table.rows_model().row(table.currentIndex()) == WANG
    assert told == [["王建国"]]
    table.rows_model().set_rows([CHEN])
    assert told == [["王建国"], []]


def test_scrolling_survives_a_reload(qtbot, said):
    table = shown(qtbot, TableView(RowModel(COLUMNS, many(300)), "long"))
    table.verticalScrollBar().setValue(2000)
    table.rows_model().set_rows(many(300))
    assert table.verticalScrollBar().value() == 2000


def test_enter_and_double_click_open_a_row_that_cannot_be_edited(qtbot, said):
    table = shown(qtbot, TableView(RowModel(COLUMNS, PEOPLE)))
    go(table, 1, NAME)
    with qtbot.waitSignal(table.opened) as told:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert told.args == [ZHOU]


def test_a_click_on_the_head_sorts_up_then_down_then_not(qtbot, table):
    head = table.horizontalHeader()

    def click():
        point = head.viewport().rect().topLeft()
        point.setX(head.sectionViewportPosition(BORN) + 10)
        point.setY(10)
        qtbot.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=point)
        return table.rows_model().sorting

    assert [click(), click(), click()] == [((BORN, UP),), ((BORN, DOWN),), ()]


def test_columns_order_width_and_sorting_are_remembered(qtbot, table, office):
    table.show_column("phone", True)
    table.show_column("honour", False)
    table.setColumnWidth(NAME, 123)
    table.horizontalHeader().moveSection(3, 1)
    table.arrangement.menu(HOURS).actions()[1].trigger()
    table.hide()
    again = shown(qtbot, TableView(RowModel(COLUMNS, PEOPLE), "people"))
    keys = [COLUMNS[number].key for number in again.shown_columns()]
    assert keys == ["name", "subject", "born", "title", "hours", "phone"]
    assert again.columnWidth(NAME) == 123
    assert again.rows_model().sorting == ((HOURS, DOWN),)
    again.arrangement.reset()
    assert [COLUMNS[n].key for n in again.shown_columns()] == [c.key for c in COLUMNS if c.is_shown]


def test_the_last_column_cannot_be_hidden(table):
    for column in COLUMNS:
        table.show_column(column.key, False)
    assert len(table.shown_columns()) == 1


def test_the_column_chooser_ticks_what_is_shown(qtbot, table):
    menu = table.arrangement.menu(0)
    chooser = next(entry.menu() for entry in menu.actions() if entry.text() == "显示的列")
    phone = next(entry for entry in chooser.actions() if entry.text() == "电话")
    assert not phone.isChecked()
    phone.trigger()
    assert not table.isColumnHidden(6)
    menu.deleteLater()


def test_the_menu_key_opens_the_menu_of_the_column(qtbot, table):
    go(table, 0, BORN)
    middle = table.rect().center()
    asked = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, middle, table.mapToGlobal(middle))
    QApplication.sendEvent(table, asked)
    menu = QApplication.activePopupWidget()
    assert menu.actions()[1].text() == "降序排列"
    menu.actions()[1].trigger()
    assert table.rows_model().sorting == ((BORN, DOWN),)
    menu.close()


def test_an_empty_table_says_so_and_offers_a_button(qtbot, said):
    table = shown(qtbot, TableView(RowModel(COLUMNS)))
    done = []
    table.empty.say("还没有教师。", "导入花名册后在这里显示。", [("导入", lambda: done.append(1))])
    assert table.empty.isVisible()
    table.empty._buttons[0].click()
    assert done == [1]
    table.rows_model().set_rows(PEOPLE)
    assert not table.empty.isVisible()


def test_every_kind_of_cell_is_painted_selected_or_not(qtbot, table):
    table.selectionModel().select(
        table.rows_model().index(0, 0),
        QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows,
    )
    picture = table.viewport().grab().toImage()
    assert picture.pixelColor(850, 5).name() == "#e8effa"
    assert picture.pixelColor(850, 5 + 2 * 34).name() == "#ffffff"


def test_columns_share_the_window_until_the_user_sets_a_width(qtbot, said):
    table = shown(qtbot, TableView(RowModel(COLUMNS, PEOPLE), "shared"))
    table.resize(700, 300)
    narrow = table.columnWidth(NAME)
    table.resize(1000, 300)
    assert narrow < table.columnWidth(NAME) <= narrow * 1.5
    qtbot.waitUntil(lambda: not table.horizontalScrollBar().isVisible())
    table.setColumnWidth(NAME, 90)
    table.resize(700, 300)
    assert table.columnWidth(NAME) == 90


def test_the_names_stand_still_when_scrolled_sideways(qtbot, said):
    table = shown(qtbot, TableView(RowModel(COLUMNS, many(50))))
    for key in ("phone", "id_no"):
        table.show_column(key, True)
    table.resize(400, 300)
    assert table.frozen is None  # most tables are never scrolled sideways
    table.horizontalScrollBar().setValue(200)
    table.verticalScrollBar().setValue(300)
    assert table.frozen.isVisible()
    assert table.frozen.width() == table.columnWidth(NAME)
    assert table.frozen.indexAt(table.viewport().rect().topLeft()).row() == table.rowAt(0)
    assert table.frozen.verticalScrollBar().value() == 300
    table.setCurrentIndex(table.rows_model().index(9, BORN))  # lies under the frozen column: scrolls out
    assert table.columnViewportPosition(BORN) >= 0
    assert table.columnViewportPosition(BORN) >= table.frozen.width() or not table.frozen.isVisible()
    table.horizontalScrollBar().setValue(0)
    assert not table.frozen.isVisible()
