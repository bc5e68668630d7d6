"""A chart in a card: copied from its head; while there is none, what to do stands there in full."""

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from edudesk.base.chart import Chart, ChartKind, Point, Series
from edudesk.kit.chart_card import ChartCard

CHART = Chart(
    "titles",
    ChartKind.BARS,
    "职称结构",
    ("高级", "一级"),
    (Series("人数", (Point(1, ("a",)), Point(2))),),
    "人",
)


@pytest.fixture
def card(qtbot: QtBot) -> ChartCard:
    made = ChartCard("职称结构", most=200)
    qtbot.addWidget(made)
    made.resize(420, 320)
    made.show()
    return made


def test_a_card_copies_what_it_shows_and_tells_of_a_point(qtbot: QtBot, card: ChartCard) -> None:
    assert not card.copying.isVisible()
    card.show_chart(CHART)
    assert card.view.isVisible()
    assert card.view.height() <= 200
    assert not card.empty.isVisible()
    _, table = card.copying.menu().actions()
    table.trigger()
    assert QGuiApplication.clipboard().text() == "项目\t人数\r\n高级\t1\r\n一级\t2\r\n"
    with qtbot.waitSignal(card.opened) as told:
        card.view.open_point(0, 0)
    assert told.args == [0, 0]


def test_what_is_missing_takes_the_place_of_the_chart_and_is_not_cut(qtbot: QtBot, card: ChartCard) -> None:
    card.show_chart(CHART)
    pressed: list[str] = []
    hint = "填好来校时间，补上已离岗的教师，这里就画出以往各学年；" * 2
    card.say("还看不出各学年的变化。", hint, (("去花名册", lambda: pressed.append("去花名册")),))
    qtbot.waitUntil(card.empty.isVisible)
    assert not card.view.isVisible()
    assert not card.copying.isVisible()
    (shown,) = [one for one in card.empty.findChildren(QLabel) if one.text() == hint]
    qtbot.waitUntil(lambda: shown.width() > 350)  # all the room there is, once it is laid out
    assert shown.height() >= shown.heightForWidth(shown.width())
    (button,) = card.empty.findChildren(QPushButton)
    button.click()
    assert pressed == ["去花名册"]
