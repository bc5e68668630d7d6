"""A record's history: newest twenty first, starred numbers, old values brought back by one click."""

from datetime import datetime

import pytest
from PySide6.QtWidgets import QLabel, QMainWindow, QPushButton

from edudesk.base.columns import Column
from edudesk.base.errors import UserError
from edudesk.kit.cards import Card
from edudesk.kit.history_dialog import HistoryDialog, Part
from edudesk.store.journal import Change, Entry
from tests.kit.people import COLUMNS

AT = datetime(2026, 11, 20, 8, 30).astimezone()


def change(seq, before, after):
    entry = Entry(seq, AT.isoformat(), "王老师", "教务处电脑", "roster.change", f"第 {seq} 次", "do")
    return entry, Change("teacher", "t1", before, after)


class Desk:
    def __init__(self, qtbot, changes):
        self.changes, self.set_back = changes, []
        self.window = QMainWindow()
        qtbot.addWidget(self.window)
        self.window.show()
        self.dialog = HistoryDialog(self.window, "周敏华", COLUMNS, lambda: self.changes, self.restore)
        qtbot.addWidget(self.dialog)
        self.dialog.show()

    def restore(self, entry, keys):
        self.set_back.append((entry, keys))
        self.changes = [change(99, {"title": "高级教师"}, {"title": "一级教师"}), *self.changes]

    def words(self):
        return [one.text() for one in self.dialog.findChildren(QLabel) if one.isVisibleTo(self.dialog)]

    def buttons(self, word):
        found = self.dialog.findChildren(QPushButton)
        return [one for one in found if one.text().startswith(word) and one.isVisibleTo(self.dialog)]

    def cards(self):
        return len(self.dialog._inside.findChildren(Card))


def test_before_and_after_in_the_order_of_the_columns_with_numbers_starred(qtbot):
    desk = Desk(qtbot, [change(2, {"phone": "13800005571", "hours": None, "title": "一级教师"},
                               {"phone": "13800000777", "hours": 12.0, "title": ""})])  # fmt: skip
    words = desk.words()
    assert [word for word in words if "→" in word] == [
        "一级教师 → （空）", "（空） → 12", "138****5571 → 138****0777",
    ]  # fmt: skip
    assert f"{AT:%Y-%m-%d %H:%M}　王老师" in words


def test_a_value_brought_back_is_gone_for_and_the_history_read_again(qtbot):
    desk = Desk(qtbot, [change(2, {"title": "一级教师"}, {"title": "高级教师"})])
    desk.buttons("恢复旧值")[0].click()
    assert desk.set_back == [(2, ["title"])]
    qtbot.waitUntil(lambda: "第 99 次" in desk.words())
    assert desk.cards() == 2


def test_a_value_that_is_in_place_is_not_offered_again(qtbot):
    desk = Desk(
        qtbot,
        [
            change(3, {"title": "二级教师"}, {"title": "一级教师"}),
            change(2, {"title": "一级教师"}, {"title": "二级教师"}),
        ],
    )
    assert [one.accessibleName() for one in desk.buttons("恢复旧值")] == ["恢复旧值：职称"]
    desk.buttons("恢复旧值")[0].click()
    assert desk.set_back == [(3, ["title"])]


def test_a_value_that_cannot_be_brought_back_is_told_and_the_dialog_stays(qtbot, said):
    desk = Desk(qtbot, [change(2, {"title": "一级教师"}, {"title": "高级教师"})])

    def refuse(entry, keys):
        raise UserError("这条教师记录已不存在，没有保存。", "请刷新后再试。")

    desk.dialog._set_back = refuse
    desk.buttons("恢复旧值")[0].click()
    assert said.heard() == ["fail: 这条教师记录已不存在，没有保存。"]
    assert desk.cards() == 1


@pytest.mark.parametrize(("many", "clicks"), [(20, 0), (21, 1), (60, 2)])
def test_twenty_at_a_time(qtbot, many, clicks):
    desk = Desk(qtbot, [change(seq, {"title": "甲"}, {"title": "乙"}) for seq in range(many, 0, -1)])
    for done in range(clicks):
        assert desk.cards() == 20 * (done + 1)
        (more,) = desk.buttons("更早的")
        assert more.text() == f"更早的 {many - 20 * (done + 1)} 次改动…"
        more.click()
        qtbot.wait(10)
    assert desk.cards() == many
    assert desk.buttons("更早的") == []


def test_rows_that_belong_to_the_record_stand_in_the_card_of_their_entry(qtbot):
    desk = Desk(qtbot, [])
    entry, own = change(5, {"title": "二级教师"}, {"title": "一级教师"})
    fact = Change("teacher_title", "f1", {"doc": "7号"}, {"doc": "8号"})
    _, made = change(4, None, {"doc": "7号", "empty": ""})
    desk.changes = [
        (entry, own),
        (entry, fact),
        (change(4, None, {})[0], Change("teacher_title", "f1", None, made.after)),
    ]
    asked = []
    part = Part((Column("doc", "文号"), Column("empty", "附件")), lambda *what: asked.append(what))
    dialog = HistoryDialog(
        desk.window, "周敏华", COLUMNS, lambda: desk.changes, desk.restore, {"teacher_title": part}
    )
    qtbot.addWidget(dialog)
    dialog.show()
    desk.dialog = dialog
    assert desk.cards() == 2
    assert [word for word in desk.words() if word in ("职称", "文号", "附件")] == ["职称", "文号", "文号"]
    (restore,) = [one for one in desk.buttons("恢复旧值") if one.accessibleName() == "恢复旧值：文号"]
    restore.click()
    assert asked == [("f1", 5, ["doc"])]
