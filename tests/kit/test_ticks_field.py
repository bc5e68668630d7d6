"""Several records of a list in one field: ticks by keyboard, found by typing, what no line has stays."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from edudesk.base.columns import Column
from edudesk.kit.ticks_field import TicksField

CHOICES = [("g1", "目标　1.1 依法治校"), ("g2", "目标　3.2 梯队培养"), ("t1", "任务　修订考核制度")]


@pytest.fixture
def made(qtbot):
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()
    yield TicksField(CHOICES, Column("proves", "证明什么"), parent)
    parent.close()


def test_ticks_are_ids_in_the_order_of_the_list_and_strangers_stay(made):
    assert made.typed() == ""
    made.show_text("t1、gone、g1")
    assert made.typed() == "g1、t1、gone"
    assert [made.list.item(place).text()[:2] for place in range(3)] == [
        "目标",
        "任务",
        "目标",
    ]  # ticked ones first
    made.show_text("")
    assert made.typed() == ""


def test_by_keyboard_type_a_part_go_down_and_press_space(qtbot, made):
    made.show_text("g1")
    told = []
    made.edited.connect(lambda: told.append(made.typed()))
    made.search.setFocus()
    made.search.setText("目标 梯队")
    assert [made.list.item(place).isHidden() for place in range(3)] == [True, False, True]
    qtbot.keyClick(made.search, Qt.Key.Key_Down)
    qtbot.keyClick(made.list, Qt.Key.Key_Space)
    assert told == ["g1、g2"]
    made.search.clear()
    assert not any(made.list.item(place).isHidden() for place in range(3))
    qtbot.keyClick(made.list, Qt.Key.Key_Space)
    assert made.typed() == "g1"
