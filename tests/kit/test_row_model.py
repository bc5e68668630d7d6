from dataclasses import replace

import pytest
from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from edudesk.base.errors import UserError
from edudesk.kit.row_model import RowModel
from edudesk.kit.theme import Tone
from tests.kit.people import CHEN, COLUMNS, LI, PEOPLE, WANG, ZHOU, Office, many

DOWN, UP = Qt.SortOrder.DescendingOrder, Qt.SortOrder.AscendingOrder
NAME, BORN, TITLE, SUBJECT, HOURS, HONOUR, PHONE, ID_NO = range(8)


@pytest.fixture
def model(qapp):
    return RowModel(COLUMNS, PEOPLE)


def names(model):
    return [row.name for row in model.rows]


def test_qt_finds_nothing_wrong_while_it_is_sorted_searched_and_edited(qapp):
    model = RowModel(COLUMNS, many(60), save=Office(many(60)).save_cell)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.sort_by([(SUBJECT, UP), (NAME, DOWN)])
    model.set_search("数学")
    model.sort(HOURS, DOWN)
    assert model.setData(model.index(0, SUBJECT), "科学")
    model.sort(SUBJECT)  # the row just edited no longer fits the search
    model.set_chips({"young": lambda row: row.born > "1990"})
    model.set_rows([])
    model.set_rows(many(3))
    assert tester.model() is model


@pytest.mark.parametrize(("name", "told"), [("周敏华", None), ("阿依古丽·买买提", "阿依古丽·买买提")])
def test_a_name_longer_than_its_column_is_told_whole_under_the_pointer(qapp, name, told):
    model = RowModel(COLUMNS, [replace(LI, name=name)])
    assert model.index(0, NAME).data(Qt.ItemDataRole.ToolTipRole) == told


def test_cells_print_as_on_paper_and_empty_ones_as_a_dash(model):
    assert model.index(0, HOURS).data() == "12"
    assert model.index(2, HOURS).data() == "—"
    assert model.index(2, HOURS).data(Qt.ItemDataRole.EditRole) == ""
    assert model.index(0, HOURS).data(Qt.ItemDataRole.TextAlignmentRole) & Qt.AlignmentFlag.AlignRight


def test_numbers_and_phones_of_people_are_masked_also_when_copied(model):
    assert model.index(1, ID_NO).data() == "99**************26"
    assert model.index(0, PHONE).data() == "138****5571"
    assert model.text(1, ID_NO) == "99**************26"


def test_sorting_puts_empty_cells_last_either_way(model):
    model.sort(HOURS)
    assert names(model) == ["陈晓岚", "李静", "周敏华", "王建国"]
    model.sort(HOURS, DOWN)
    assert names(model) == ["周敏华", "李静", "陈晓岚", "王建国"]


def test_choices_sort_by_the_order_of_their_list(model):
    model.sort(TITLE)
    assert names(model) == ["李静", "王建国", "周敏华", "陈晓岚"]


def test_several_columns_sort_the_first_deciding(model):
    model.sort_by([(SUBJECT, UP), (BORN, UP)])
    assert names(model) == ["王建国", "周敏华", "陈晓岚", "李静"]
    assert model.headerData(SUBJECT, Qt.Orientation.Horizontal) == "任教学科 ↑"
    assert model.headerData(NAME, Qt.Orientation.Horizontal) == "姓名"


def test_sorting_off_gives_the_order_in_which_rows_came(model):
    model.sort(HOURS)
    model.sort(-1)
    assert model.rows == list(PEOPLE)


def test_a_place_remembered_by_qt_follows_its_row_when_sorted(model):
    kept = QPersistentModelIndex(model.index(0, NAME))
    model.sort(BORN)
    assert model.row(kept) is LI


def test_search_finds_all_words_in_any_cell(model):
    model.set_search("数学  一级")
    assert model.rows == [ZHOU]
    model.set_search("")
    assert model.counts == (4, 4)


def test_search_does_not_look_under_masks(model):
    model.set_search("19910707")
    assert model.rows == []


def test_a_rank_puts_the_best_fit_first(qapp):
    def rank(typed, row):
        return {"周敏华": 1, "陈晓岚": 0}.get(row.name)

    model = RowModel(COLUMNS, PEOPLE, rank=rank)
    model.set_search("x")
    assert model.rows == [CHEN, ZHOU]


def test_chips_and_search_work_together(model):
    model.set_chips({"subject": lambda row: row.subject == "数学"})
    assert model.rows == [ZHOU, WANG]
    model.set_search("王")
    assert model.rows == [WANG]
    model.set_chips({})
    model.set_search("")
    assert model.counts == (4, 4)


def test_a_typed_cell_is_saved_and_its_row_stays_in_place(qapp):
    office = Office()
    model = RowModel(COLUMNS, PEOPLE, save=office.save_cell)
    model.sort(HOURS)
    place = model.place_of(CHEN.id)
    assert model.setData(model.index(place, HOURS), " 20 ")
    assert office.rows[CHEN.id].hours == 20
    assert model.row(place) == replace(CHEN, hours=20.0)


def test_a_refused_cell_is_told_and_stays_as_it_was(qapp, qtbot):
    model = RowModel(COLUMNS, PEOPLE, save=Office().save_cell)
    with qtbot.waitSignal(model.refused) as told:
        assert not model.setData(model.index(0, NAME), "")
    assert isinstance(told.args[0], UserError)
    assert model.index(0, NAME).data() == "李静"


def test_an_unchanged_cell_is_not_saved(qapp):
    def save(row, key, text):
        raise AssertionError("nothing changed")

    model = RowModel(COLUMNS, PEOPLE, save=save)
    assert model.setData(model.index(0, NAME), "李静")


def test_masked_and_computed_cells_cannot_be_edited(qapp):
    columns = (*COLUMNS, replace(COLUMNS[0], key="age", value=lambda row: 30))
    model = RowModel(columns, PEOPLE, save=Office().save_cell)
    editable = [bool(model.flags(model.index(0, n)) & Qt.ItemFlag.ItemIsEditable) for n in range(9)]
    assert editable == [True] * 6 + [False] * 3


def test_tones_and_shades_come_from_the_page(qapp):
    model = RowModel(
        COLUMNS,
        PEOPLE,
        tone=lambda row, column: Tone.GOOD if "骨干" in row.honour else Tone.WARN,
        shade=lambda row, column: Tone.BAD if column.key == "hours" and row.hours is None else None,
    )
    assert (model.tone(0, HONOUR), model.tone(1, HONOUR)) == (Tone.GOOD, Tone.WARN)
    assert model.index(2, HOURS).data(Qt.ItemDataRole.BackgroundRole).name() == "#fbe7e4"
    assert model.index(0, HOURS).data(Qt.ItemDataRole.BackgroundRole) is None


def test_the_place_of_a_row_that_is_filtered_out_is_none(model):
    model.set_search("李")
    assert (model.place_of(LI.id), model.place_of(ZHOU.id), model.place_of(99)) == (0, None, None)


def test_typed_cell_is_stored_the_way_it_is_meant():
    office = Office()
    model = RowModel(COLUMNS, office.rows.values(), save=office.save_cell)
    born, hours = model.column_index("born"), model.column_index("hours")
    assert model.setData(model.index(0, born), "1985.7")
    assert model.setData(model.index(0, hours), "１２")
    assert (office.rows[1].born, office.rows[1].hours) == ("1985-07", 12.0)


def test_typed_cell_that_means_nothing_is_refused_and_the_old_value_stays():
    office, said = Office(), []
    model = RowModel(COLUMNS, office.rows.values(), save=office.save_cell)
    model.refused.connect(said.append)
    for key, typed in (("born", "1985.13"), ("title", "教授"), ("hours", "很多")):
        assert not model.setData(model.index(0, model.column_index(key)), typed)
    assert office.rows[1] == PEOPLE[0]
    assert [error.text for error in said] == [
        "出生年月没有改：“1985.13”不是有效的日期。", "职称没有改：职称中没有“教授”。", "周课时没有改：“很多”不是数。",
    ]  # fmt: skip
