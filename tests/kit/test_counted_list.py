"""A list of entries with figures: chosen by keys, its figures said."""

import pytest
from PySide6.QtCore import Qt

from edudesk.kit.counted_list import CountedList


def test_entries_are_chosen_by_keys_and_say_their_figures(qtbot):
    made = CountedList("台账", [("title", "职称"), ("training", "培训")])
    qtbot.addWidget(made)
    told = []
    made.chosen.connect(told.append)
    made.choose("title")
    made.show_counts({"training": 37})
    made.show()
    made.setFocus()
    qtbot.keyClick(made, Qt.Key.Key_Down)
    assert told == ["title", "training"]
    assert [made.item(number).text() for number in range(2)] == ["职称 0", "培训 37"]
    assert not made.grab().isNull()
    with pytest.raises(StopIteration):
        made.choose("event")
