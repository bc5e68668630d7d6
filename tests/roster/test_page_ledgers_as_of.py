"""教师台账 as they stood on another day: what was known then, of whom was there then, read only."""

from datetime import date

import pytest
from PySide6.QtWidgets import QPushButton

from edudesk.base import clock
from edudesk.kit.export_dialog import ExportDialog
from edudesk.kit.settings import remember
from edudesk.roster.histories.careers import Title
from edudesk.roster.histories.honours import Honour
from edudesk.roster.rows import TeacherDraft
from edudesk.sheets.reader import read_workbook

THEN = date(2024, 9, 1)
REFUSED = "这是 2024-09-01 的情况，不能修改。"


@pytest.fixture
def page(seat):
    """于漪霖: 一级教师 since 2014, 高级教师 since 2025, an honour from 2022 to 2024; 卞之 came in 2025."""
    seat.window.resize(1440, 900)
    desk = seat.desk
    yu = desk.teachers.add(TeacherDraft(name="于漪霖", school_start="2009-08", status="在岗"))
    late = desk.teachers.add(TeacherDraft(name="卞之", school_start="2025-08", status="在岗"))
    desk.histories.add_many(
        "职称", "title",
        [Title(teacher_id=yu.id, title="一级教师", obtained="2014-07"),
         Title(teacher_id=yu.id, title="高级教师", obtained="2025-07"),
         Title(teacher_id=late.id, title="二级教师", obtained="2020-07")],
    )  # fmt: skip
    desk.histories.add("honour", Honour(teacher_id=yu.id, name="教坛新秀", awarded="2022-03", ends="2024-03"))
    remember("ledgers/kind", "title")
    page = seat.window.show_page("roster_ledgers")
    seat.wait()
    return page


def titles(page, *names):
    return {
        (line.teacher.name, line.held.title)
        for line in page.current.model.rows
        if line.teacher.name in ("于漪霖", "卞之")
    }


def to(seat, page, day):
    page.current.day_chip.chosen.emit(day)
    seat.wait()


def test_a_ledger_shows_what_was_known_on_the_day_and_comes_back(seat, page):
    now = {("于漪霖", "一级教师"), ("于漪霖", "高级教师"), ("卞之", "二级教师")}
    assert titles(page) == now
    assert page.current.day_chip.text() == "统计时点 今天 ▾"
    to(seat, page, THEN)
    assert titles(page) == {("于漪霖", "一级教师")}
    assert page.current.day_chip.text() == "统计时点 2024-09-01 ▾"
    assert REFUSED in seat.words(page)
    seat.click("回到今天", page.current.above)
    assert titles(page) == now
    assert REFUSED not in seat.words(page)


def test_every_ledger_and_its_count_are_of_that_day(seat, page):
    to(seat, page, THEN)
    counts = seat.desk.histories.counts(THEN)
    shown = [page.kinds.item(number).text() for number in range(page.kinds.count())]
    for key, word in (("title", "职称"), ("training", "培训"), ("honour", "骨干称号"), ("event", "")):
        page.choose(key)
        seat.wait()
        assert page.current.day_chip.text() == "统计时点 2024-09-01 ▾"
        assert page.current.model.counts[1] == counts[key]
        assert not word or f"{word} {counts[key]}" in shown
    assert counts != seat.desk.histories.counts()
    seat.click("回到今天", page.current.above)
    page.choose("title")
    seat.wait()
    assert page.current.day_chip.text() == "统计时点 今天 ▾"


def test_only_what_is_in_force_that_day(seat, page):
    page.current.chip_row.chip("in_force").set_on(True)
    assert titles(page) == {("于漪霖", "高级教师"), ("卞之", "二级教师")}
    to(seat, page, THEN)
    assert titles(page) == {("于漪霖", "一级教师")}
    page.choose("honour")
    seat.wait()

    def honours():
        return [line.held.name for line in page.current.model.rows if line.teacher.name == "于漪霖"]

    assert honours() == ["教坛新秀"]
    page.current.chip_row.chip("in_force").set_on(True)
    assert honours() == []
    to(seat, page, date(2023, 9, 1))
    assert honours() == ["教坛新秀"]


def test_who_was_at_school_then(seat, page):
    seat.desk.teachers.change(
        next(row for row in seat.desk.teachers.rows() if row.name == "于漪霖").id,
        {"status": "退休", "status_date": "2026-01"},
    )
    seat.wait()
    page.current.chip_row.chip("present").set_on(True)
    assert titles(page) == {("卞之", "二级教师")}
    to(seat, page, THEN)
    assert titles(page) == {("于漪霖", "一级教师")}


def test_nothing_can_be_changed_then_and_each_way_says_why(seat, page):
    to(seat, page, THEN)
    ledger = page.current
    (line,) = [one for one in ledger.model.rows if one.teacher.name == "于漪霖"]
    ledger.go_to(line.id)
    ledger.table.setFocus()
    for deed in (
        lambda: seat.press("Delete"),
        lambda: seat.press("Return"),
        ledger.add,
        ledger.add_many,
        lambda: ledger.forms.show_history(ledger.kind, line.teacher, line.held),
    ):
        deed()
        seat.heard(f"notice: {REFUSED}")
    assert not seat.dialogs()
    locked = [
        one
        for one in ledger.findChildren(QPushButton)
        if one.text() in ("新增", "批量登记…") and one.isVisible()
    ]
    assert len(locked) == 2
    assert all(not one.isEnabled() and one.toolTip() == REFUSED for one in locked)
    seat.click("回到今天", ledger.above)
    assert all(one.isEnabled() for one in locked)
    ledger.add()
    assert seat.dialogs()


def test_a_change_made_elsewhere_is_read_again_for_the_day(seat, page):
    to(seat, page, THEN)
    yu = next(row for row in seat.desk.teachers.rows() if row.name == "于漪霖")
    seat.desk.histories.add("title", Title(teacher_id=yu.id, title="二级教师", obtained="2009-08"))
    seat.wait()
    seat.wait()
    assert titles(page) == {("于漪霖", "一级教师"), ("于漪霖", "二级教师")}


def test_only_the_last_day_asked_for_is_shown(seat, page):
    for day in (THEN, date(2010, 9, 1), None, date(2013, 9, 1)):
        page.current.day_chip.chosen.emit(day)
    seat.wait()
    assert page.current.day == date(2013, 9, 1)
    assert titles(page) == set()


def test_a_day_before_the_first_fact_says_so(seat, page):
    to(seat, page, date(1951, 9, 1))
    assert page.current.model.counts == (0, 0)
    assert "1951-09-01 时还没有职称的记录。" in seat.words(page)


def test_the_export_carries_the_day(seat, page, tmp_path):
    remember("folder/export", str(tmp_path))
    to(seat, page, THEN)
    page.current.search.setText("于漪霖")
    page.current.export()
    dialog = seat.dialog(ExportDialog)
    dialog.export()
    seat.wait()
    (file,) = tmp_path.glob("*_职称台账_20240901_*.xlsx")
    rows = read_workbook(file).sheets[0].rows
    text = "".join(str(value) for row in rows[:5] for value in row)
    assert "单位：条　统计时点：2024年9月1日" in text
    assert "（2024—2025学年）" in text
    assert [row for row in rows if "一级教师" in row]
    assert not [row for row in rows if "高级教师" in row]


def test_today_says_no_day_on_the_paper(seat, page, tmp_path):
    remember("folder/export", str(tmp_path))
    page.current.export()
    seat.dialog(ExportDialog).export()
    seat.wait()
    (file,) = tmp_path.glob(f"*_{clock.today():%Y%m%d}_*.xlsx")
    rows = read_workbook(file).sheets[0].rows
    assert "统计时点" not in "".join(str(value) for row in rows[:5] for value in row)
