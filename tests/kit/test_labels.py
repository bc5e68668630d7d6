"""Names on a page take no more room than there is."""

from types import SimpleNamespace
from typing import Any, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from edudesk.kit.bars import BarLine, Bars
from edudesk.kit.cards import Card
from edudesk.kit.grab import settle
from edudesk.kit.labels import ElidedLabel
from edudesk.kit.page import PageHead
from edudesk.kit.part_files import PartFiles

LONG = "全面落实立德树人根本任务推进课程教学改革与教师专业发展建设高质量育人体系" * 2


def _seen(made: QLabel) -> str:
    return QLabel.text(made)


def test_a_name_ends_where_its_place_ends_and_comes_back_with_more_room(qtbot: Any) -> None:
    place = QWidget()
    qtbot.addWidget(place)
    made = ElidedLabel(LONG)
    row = QHBoxLayout(place)
    row.addWidget(made)
    row.addWidget(QLabel("权重 10"))
    place.resize(400, 40)
    place.show()
    settle()
    assert (place.width(), made.text(), made.toolTip()) == (400, LONG, LONG)
    assert _seen(made).endswith("…")
    made.mode = Qt.TextElideMode.ElideMiddle
    made.setText(f"{LONG}达成度")
    assert _seen(made).endswith("达成度")
    made.setText("条件保障")
    assert (_seen(made), made.toolTip()) == ("条件保障", "")
    made.setText(LONG)
    place.resize(made.sizeHint().width() + 200, 40)
    settle()
    assert (_seen(made), made.toolTip()) == (LONG, "")


def test_the_note_of_a_page_is_cut_between_title_and_buttons(qtbot: Any) -> None:
    head = PageHead("发展规划", LONG, [QPushButton("导出")])
    qtbot.addWidget(head)
    head.resize(500, 32)
    head.show()
    settle()
    assert head.title.geometry().right() < head.note.geometry().left()
    assert _seen(head.title) == "发展规划"
    assert _seen(head.note).endswith("…")
    assert head.minimumSizeHint().width() < 300


def test_a_remark_that_wraps_is_not_cut(qtbot: Any) -> None:
    card = Card(LONG, role="warning")
    qtbot.addWidget(card)
    card.resize(300, 200)
    card.show()
    settle()
    assert _seen(card.heading) != LONG
    card.heading.setWordWrap(True)
    assert _seen(card.heading) == LONG


def test_long_names_leave_cards_bars_and_files_as_narrow_as_they_may_be(qtbot: Any) -> None:
    files = PartFiles(cast(Any, SimpleNamespace(of=lambda _ids: {})), cast(Any, None))
    for made in (Card(LONG), Bars([BarLine(LONG, 0.5, "50%")]), files):
        qtbot.addWidget(made)
        if isinstance(made, PartFiles):
            made.show_row(SimpleNamespace(id="a", title=LONG))
        made.show()
        settle()
        assert made.minimumSizeHint().width() <= 300, made
