import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QMainWindow

from edudesk.base.pinyin import rank
from edudesk.kit.palette import Hit, Palette

PEOPLE = {"周敏华": ("zhou min hua", "zmh"), "李静": ("li jing", "lj"), "李静怡": ("li jing yi", "ljy")}


class Desk:
    def __init__(self, qtbot):
        self.went = []
        self.window = QMainWindow()
        qtbot.addWidget(self.window)
        self.other = QLineEdit()
        self.window.setCentralWidget(self.other)
        self.window.resize(1000, 700)
        with qtbot.waitActive(self.window):
            self.window.show()
            self.window.activateWindow()
        self.palette = Palette(self.window, [self.people, self.commands])

    def people(self, typed):
        ranked = [(rank(typed, name, *spelled), name) for name, spelled in PEOPLE.items()]
        return [
            Hit(name, "数学", "人员", place, lambda name=name: self.went.append(name))
            for place, name in ranked
            if place is not None
        ]

    def commands(self, typed):
        word = "导入 Excel"
        return [Hit(word, "", "命令", 3, lambda: self.went.append(word), "Ctrl+I")] if typed in word else []

    def type(self, qtbot, *keys):
        for key in keys:
            qtbot.keyClick(self.palette.line, key)


@pytest.fixture
def desk(qtbot):
    return Desk(qtbot)


def titles(desk):
    return [hit.title for hit in desk.palette.hits()]


def test_people_are_found_by_initials_the_best_first_and_enter_goes_there(qtbot, desk):
    desk.palette.open_with()
    qtbot.keyClicks(desk.palette.line, "lj")
    assert titles(desk) == ["李静", "李静怡"]
    desk.type(qtbot, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert desk.went == ["李静怡"]
    assert not desk.palette.isVisible()


def test_arrows_step_over_the_names_of_groups(qtbot, desk):
    desk.palette.open_with("")
    assert titles(desk) == ["周敏华", "李静", "李静怡", "导入 Excel"]
    desk.type(qtbot, *[Qt.Key.Key_Down] * 5, Qt.Key.Key_Return)
    assert desk.went == ["导入 Excel"]


def test_nothing_found_says_so_and_enter_does_nothing(qtbot, desk):
    desk.palette.open_with("没有")
    assert desk.palette._nothing.isVisible()
    desk.type(qtbot, Qt.Key.Key_Return)
    assert desk.went == []
    assert desk.palette.isVisible()


def test_escape_and_a_click_elsewhere_close_it(qtbot, desk):
    desk.palette.open_with("")
    desk.type(qtbot, Qt.Key.Key_Escape)
    assert not desk.palette.isVisible()
    desk.palette.open_with("")
    assert desk.palette.line.hasFocus()
    desk.other.setFocus()
    assert not desk.palette.isVisible()


def test_it_lies_inside_the_window(qtbot, desk):
    desk.window.resize(500, 400)
    desk.palette.open_with("")
    assert desk.window.rect().contains(desk.palette.geometry())
