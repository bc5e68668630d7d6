"""年度数据 in the window of the sample school: figures beside last year's and the classes'."""

import pytest

from edudesk.school.rows.stats import StatsDraft


@pytest.fixture
def page(stopped_clock, seat):
    page = seat.window.show_page("school_stats")
    seat.wait()
    return page


def enter(seat, page, key, text):
    """Type into a field and leave it."""
    editor = page.fields[key].editor
    editor.setFocus()
    editor.selectAll()
    seat.enter(text)
    editor.textEdited.emit(text)  # an input method does not tell it
    page.fields["remark"].editor.setFocus()
    seat.wait()


def figures(seat, year="2026-2027"):
    return next(row for row in seat.desk.stats.rows() if row.school_year == year)


def test_this_year_stands_beside_the_last(seat, page):
    assert page.fields["students"].editor.typed() == "1504"
    words = seat.words(page)
    for word in ("上年 1499", "六年级", "教学仪器设备值（元）", "上年 3120000"):
        assert word in words
    assert "grade7" not in page.fields
    assert not page.save_button.isEnabled()


def test_a_figure_that_the_classes_contradict_is_doubted_and_stored(seat, page):
    enter(seat, page, "boarders", "12")
    assert page.head.note.text() == "有修改还没有保存"
    enter(seat, page, "grade1", "250")
    assert page.fields["grade1"].said == "按班级统计是 251，与填写的不同。"
    assert page.fields["students"].said == "各年级合计 1503 人，与在校生数不同。"
    seat.press("Ctrl+S")
    seat.heard("notice: 已保存。")
    assert (figures(seat).grade1, figures(seat).boarders) == (250, 12)
    assert seat.titles()[0] == "修改年度统计 2026-2027学年小学 各年级人数·第 1 年级、住宿生数"
    assert page.head.note.text() == ""
    assert seat.said.act() == "撤销"
    seat.wait()
    assert seat.said.heard()[0].startswith("notice: 已撤销：修改年度统计")
    assert page.fields["grade1"].editor.typed() == "251"


def test_what_is_no_number_is_refused_beside_its_field(seat, page):
    enter(seat, page, "books", "很多")
    assert page.fields["books"].said == "“很多”不是数。"
    enter(seat, page, "staff_quota", "-3")
    page.save()
    seat.heard("notice: 还没有保存：请改好标红的项目。")
    page.fields["books"].editor.show_text("48350")
    page.save()
    seat.heard("notice: 还没有保存：请改好标红的项目。")
    assert page.fields["staff_quota"].said == "核定编制数不能是负数。"
    assert figures(seat).staff_quota == 110
    seat.said.answer(True)
    seat.window.show_page("home")
    seat.heard("ask: 年度数据有没有保存的修改。")


def test_nothing_typed_is_lost_by_going_elsewhere(seat, page):
    enter(seat, page, "books", "50000")
    seat.said.answer(False)
    seat.window.show_page("roster")
    seat.heard("ask: 年度数据有没有保存的修改。")
    assert seat.window.stack.currentWidget() is page
    seat.said.answer(False)
    page.year_box.choose("2025-2026")
    seat.heard("ask: 年度数据有没有保存的修改。")
    assert (page.year_box.key, page.fields["books"].editor.typed()) == ("2026-2027", "50000")
    seat.desk.stats.change(figures(seat).id, {"remark": "别人改的"})  # meanwhile
    seat.wait()
    assert page.fields["books"].editor.typed() == "50000"
    seat.said.answer(True)
    page.year_box.choose("2025-2026")
    seat.heard("ask: 年度数据有没有保存的修改。")
    assert page.fields["books"].editor.typed() == "46800"


def test_what_somebody_else_stored_meanwhile_is_not_written_over(seat, page):
    enter(seat, page, "books", "50000")
    seat.desk.stats.change(figures(seat).id, {"books": 49000})
    seat.wait()
    seat.press("Ctrl+S")
    seat.heard("fail: “2026-2027”刚被别的操作改过，没有保存。")
    assert figures(seat).books == 49000
    assert page.fields["books"].editor.typed() == "50000"
    page._set_changed(False)


def test_a_new_year_takes_last_years_and_the_classes_figures(seat, page):
    seat.desk.stats.put_away([figures(seat).id])
    seat.wait()
    assert page.head.note.text() == "这个学年还没有填写"
    assert page.fields["as_of"].editor.typed() == "2026-09-01"
    assert page.fields["books"].editor.typed() == ""
    enter(seat, page, "books", "47000")
    seat.click("照抄上年", page)
    assert seat.said.heard()[0].startswith("notice: 已照抄上年 ")
    assert page.fields["books"].editor.typed() == "47000"  # what was typed stays
    assert page.fields["teaching_area"].editor.typed() == "7060"
    assert page.fields["students"].editor.typed() == ""
    seat.click("按班级填入", page)
    seat.heard("notice: 已按班级填入 8 项，请核对后保存。")
    assert (page.fields["students"].editor.typed(), page.fields["classes"].editor.typed()) == ("1504", "36")
    seat.press("Ctrl+S")
    seat.heard("notice: 已保存。")
    row = figures(seat)
    assert (row.students, row.grade6, row.books, row.teaching_area) == (1504, 253, 47000, 7060)
    assert row.boarders is None


def test_a_school_of_two_stages_has_figures_for_each(seat, page):
    seat.desk.school.save({"stage": "九年一贯制"})
    seat.desk.stats.add(StatsDraft(school_year="2025-2026", stage="初中", students=300))
    seat.wait()
    page.stage_box.choose("初中")
    seat.wait()
    words = seat.words(page)
    assert "七年级" in words
    assert "一年级" not in words
    assert "上年 300" in words
