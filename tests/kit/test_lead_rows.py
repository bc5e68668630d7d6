"""Lines that lead somewhere: pressed by mouse and keys, kept when they are the same, painted in both themes."""

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from edudesk.kit.bars import BarLine, Bars
from edudesk.kit.fact import Fact
from edudesk.kit.grab import settle
from edudesk.kit.lead_rows import Cell, LeadLine, LeadRows
from edudesk.kit.theme import Tone, start_theme
from tests.gui import colours_of

LINES = [
    LeadLine(
        ("逾期 2 天", "整改：周敏华 五（3）班数学作业错批未复查", "检查 · 10月作业批改", "处理"), Tone.BAD
    ),
    LeadLine(("今天", "中期检查材料", "项目", "处理"), Tone.WARN),
    LeadLine(("", "没有标签的一行", "", "处理")),
]


@pytest.fixture
def rows(qtbot: Any) -> Iterator[LeadRows]:
    place = QWidget()
    qtbot.addWidget(place)
    made = LeadRows((Cell.TAG, Cell.TEXT, Cell.QUIET, Cell.LINK))
    made.show_lines(LINES)
    QVBoxLayout(place).addWidget(made)
    place.resize(560, 160)
    with qtbot.waitActive(place):
        place.show()
        place.activateWindow()
        settle()
    yield made
    place.close()  # it would be gone with this frame


def test_a_line_is_pressed_by_mouse_enter_and_space_and_says_itself(qtbot: Any, rows: LeadRows) -> None:
    asked: list[int] = []
    rows.asked.connect(asked.append)
    qtbot.mouseClick(rows.rows[1], Qt.MouseButton.LeftButton)
    rows.rows[0].setFocus(Qt.FocusReason.TabFocusReason)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Enter, Qt.Key.Key_Space):
        qtbot.keyClick(QApplication.focusWidget(), key)
    assert asked == [1, 0, 1, 1]
    assert rows.rows[0].text() == "　".join(LINES[0].cells)


def test_the_same_lines_are_not_made_anew_and_the_keyboard_stays_where_it_was(rows: LeadRows) -> None:
    before = list(rows.rows)
    rows.show_lines(list(LINES))
    assert rows.rows == before
    rows.rows[1].setFocus()
    rows.show_lines(LINES[:1])
    settle()
    assert len(rows.rows) == 1
    assert QApplication.focusWidget() is rows.rows[0]


@pytest.mark.parametrize("look", ["light", "dark"])
def test_everything_is_painted_and_a_narrow_place_cuts_the_text_alone(
    qapp: QApplication, rows: LeadRows, look: str
) -> None:
    start_theme(qapp, look)
    rows.rows[0].setFocus()
    settle()
    assert len(colours_of(rows.grab().toImage())) > 20
    rows.window().resize(300, 160)
    settle()
    assert rows.rows[0].width() < 300
    start_theme(qapp, "light")


def test_a_figure_and_a_bar_are_asked_by_enter(qtbot: Any) -> None:
    asked: list[str] = []
    fact = Fact("平均分")
    qtbot.addWidget(fact)
    fact.show_figure("")
    assert fact.isHidden()
    fact.show_figure("91.2")
    fact.clicked.connect(lambda: asked.append(fact.text()))
    qtbot.keyClick(fact, Qt.Key.Key_Return)
    bars = Bars([BarLine("备课", 0.7, "78/108")])
    qtbot.addWidget(bars)
    bars.asked.connect(lambda number: asked.append(str(number)))
    qtbot.keyClick(bars._group.buttons()[0], Qt.Key.Key_Return)
    assert asked == ["平均分 91.2", "0"]
    assert len(colours_of(fact.grab().toImage())) > 2
