"""新学年 in the window of the sample school: looked at, changed, done with one button, taken back with one."""

import pytest
from PySide6.QtCore import Qt

from edudesk.base.errors import Cancelled
from edudesk.school.pages.rollover import RolloverDialog


@pytest.fixture
def dialog(stopped_clock, seat):
    stopped_clock("2027-08-20 08:30")
    seat.window.show_page("school_classes")
    seat.wait()
    seat.click("新学年…")
    return seat.dialog(RolloverDialog)


def lines(dialog):
    return {line.id: (line.what, line.size) for line in dialog.model.all_rows}


def test_the_next_year_is_shown_before_anything_is_written(seat, dialog):
    found = lines(dialog)
    assert len(found) == 42
    assert found["一（1）班→二（1）班"] == ("升级", 41)
    assert found["→一（1）班"] == ("新生", None)
    assert found["六（1）班→"] == ("毕业", 43)
    assert "30 个班升级，6 个班毕业，6 个班是新生班；新学年共 36 个班。" in seat.words(dialog)
    assert dialog.fields["第一学期", "start"].editor.typed() == "2027-08-30"
    assert "还早" not in seat.words(dialog)
    dialog.reject()
    assert seat.desk.school.identity().school_year == "2026-2027"
    assert {row.school_year for row in seat.desk.classes.rows()} == {"2025-2026", "2026-2027"}


def test_one_button_enters_it_and_one_undo_takes_it_back(seat, dialog):
    dialog.counts["一年级"].setValue(7)
    place = next(at for at, line in enumerate(dialog.model.rows) if line.becomes == "一（7）班")
    size = dialog.model.column_index("size")
    assert dialog.model.setData(dialog.model.index(place, size), "40", Qt.ItemDataRole.EditRole)
    dialog.fields["第一学期", "start"].editor.show_text("2027-09-01")
    before = seat.titles()
    seat.click("升入 2027—2028学年", dialog)
    seat.heard("notice: 已升入 2027—2028学年。")
    assert seat.desk.school.identity().school_year == "2027-2028"
    classes = {row.name: row for row in seat.desk.classes.rows() if row.school_year == "2027-2028"}
    assert len(classes) == 37
    assert (classes["一（7）班"].size, classes["二（1）班"].size) == (40, 41)
    terms = [row.start for row in seat.desk.terms.rows() if row.school_year == "2027-2028"]
    assert terms[0] == "2027-09-01"
    page = seat.window.show_page("school_classes")
    assert seat.titles()[: len(seat.titles()) - len(before)] == ["升入 2027-2028学年", "升学年前"]
    assert seat.said.act() == "撤销"
    seat.wait()
    seat.heard("notice: 已撤销：升入 2027-2028学年")
    assert seat.desk.school.identity().school_year == "2026-2027"
    assert len(page.model.all_rows) == 36


def test_fewer_new_classes_and_back_keep_the_sizes_typed(seat, dialog):
    size = dialog.model.column_index("size")
    assert dialog.model.setData(dialog.model.index(0, size), "38", Qt.ItemDataRole.EditRole)
    dialog.counts["一年级"].setValue(3)
    assert "3 个班是新生班；新学年共 33 个班。" in seat.words(dialog)
    dialog.counts["一年级"].setValue(5)
    assert [one.size for one in dialog.proposal.classes if one.grade == "一年级"] == [
        38,
        None,
        None,
        None,
        None,
    ]
    (stats,) = dialog.proposal.stats
    assert stats.classes == 35
    dialog.reject()


def test_dates_that_cannot_be_are_told_beside_their_field(seat, dialog):
    dialog.fields["第一学期", "end"].editor.show_text("2028-03-01")
    seat.click("升入 2027—2028学年", dialog)
    assert dialog.isVisible()
    assert dialog.fields["第一学期", "start"].said == "日期与2027-2028学年第二学期重叠。"
    assert seat.desk.school.identity().school_year == "2026-2027"
    dialog.fields["第一学期", "end"].editor.show_text("2028-01-21")
    seat.click("升入 2027—2028学年", dialog)
    seat.heard("notice: 已升入 2027—2028学年。")


def test_who_leaves_has_no_size_in_the_new_year(seat, dialog):
    place = next(at for at, line in enumerate(dialog.model.rows) if not line.becomes)
    dialog.model.retry.disconnect()
    size = dialog.model.column_index("size")
    assert not dialog.model.setData(dialog.model.index(place, size), "40", Qt.ItemDataRole.EditRole)
    seat.heard("fail: 六（1）班的学生毕业离校，新学年没有这个班。")
    dialog.reject()


def test_a_year_that_is_far_off_is_pointed_out(seat, stopped_clock):
    stopped_clock("2026-11-20 08:30")
    seat.window.show_page("school_calendar")
    seat.wait()
    seat.click("新学年…")
    dialog = seat.dialog(RolloverDialog)
    assert "现在离 2027—2028学年还早" in seat.words(dialog)
    dialog.reject()


def test_a_cancelled_step_leaves_the_plan_open_and_free(seat, dialog, monkeypatch):
    def cancelled(*given):
        raise Cancelled

    with monkeypatch.context() as job:
        job.setattr(dialog, "_carry_out", cancelled)
        seat.click("升入 2027—2028学年", dialog)
    seat.click("升入 2027—2028学年", dialog)
    seat.heard("notice: 已升入 2027—2028学年。")
    assert not dialog.isVisible()


def test_what_was_entered_meanwhile_is_not_entered_twice(seat, dialog):
    seat.desk.school.roll_over(seat.desk.school.propose_year())
    seat.click("升入 2027—2028学年", dialog)
    seat.heard("fail: 学校现在的学年是 2027-2028，不是 2026-2027，没有升入新学年。")
    assert dialog.isVisible()
    dialog.reject()
