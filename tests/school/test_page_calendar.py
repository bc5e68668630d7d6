"""学年与校历 in the window of the sample school: days, public holidays, terms, the printed calendar."""

from datetime import date

import pytest

from edudesk.kit.export_dialog import ExportDialog
from edudesk.kit.form_dialog import FormDialog
from edudesk.school.pages.holidays import HolidayDialog
from edudesk.sheets.reader import read_workbook


@pytest.fixture
def page(stopped_clock, seat):
    page = seat.window.show_page("school_calendar")
    seat.wait()
    return page


def held(seat, *days):
    """What the calendar has on these days."""
    return {row.day: (row.kind, row.name, row.follows) for row in seat.desk.days.rows() if row.day in days}


def pick(seat, page, *days):
    page.grid.setFocus()
    page.grid.select([date.fromisoformat(day) for day in days])
    seat.wait()


def fill(seat, **texts):
    form = seat.dialog(FormDialog)
    for key, text in texts.items():
        form.fields[key].editor.show_text(text)
    form.accept()
    seat.wait()
    return form


# what is shown


def test_the_term_of_today_is_shown_with_its_weeks(seat, page):
    assert page.term_box.currentText() == "2026—2027学年第一学期"
    assert page.head.note.text() == "今天 11月20日 星期五，第 12 周"
    words = seat.words(page)
    assert "22 周" in words
    assert "105 天" in words
    assert "2027 年的放假和调休尚未公布，以公布的安排为准。" in words
    model = page.grid.model()
    assert model.headerData(0, page.grid.verticalHeader().orientation()) == "第 1 周"
    assert model.data(model.index(8, 7)) == "10月29—30日秋季运动会"


def test_another_term_is_chosen(seat, page):
    page.term_box.choose(next(row.id for row in seat.desk.terms.rows() if row.start == "2026-03-02"))
    assert page.head.note.text() == "今天 11月20日 星期五"
    assert "2026-03-02" in seat.words(page)
    seat.desk.days.put_away([next(row.id for row in seat.desk.days.rows() if row.day == "2026-05-01")])
    seat.wait()
    assert page.term_box.currentText() == "2025—2026学年第二学期"  # it stays over a change


def test_the_keyboard_begins_on_today_and_goes_day_by_day(seat, page):
    page.grid.setFocus()
    seat.press("Right")
    assert page.grid.days() == [date(2026, 11, 21)]
    assert page.card.heading.text() == "11月21日 星期六"
    seat.press("Shift+Right")
    assert page.card.heading.text() == "11月21日—11月22日，2 天"
    seat.press("Return")
    assert seat.dialog(FormDialog).windowTitle() == "上课（调休）：11月21日—11月22日，2 天"


# days


def test_an_event_is_entered_on_a_day(seat, page):
    pick(seat, page, "2026-11-25")
    assert "按平常上课。" in seat.words(page.card)
    seat.press("Return")
    fill(seat, name="消防演练")
    assert held(seat, "2026-11-25") == {"2026-11-25": ("活动", "消防演练", "")}
    assert "消防演练" in seat.words(page.card)
    assert seat.titles()[0] == "新增校历安排 2026-11-25 消防演练"


def test_several_days_become_a_holiday_as_one_step(seat, page):
    days = ("2026-11-23", "2026-11-24", "2026-11-25")
    pick(seat, page, *days)
    seat.click("放假", page.card)
    fill(seat, name="流感停课")
    assert held(seat, *days) == dict.fromkeys(days, ("放假", "流感停课", ""))
    assert seat.titles()[0] == "校历：11月23日—11月25日，3 天 流感停课（放假）"
    assert "流感停课　3 天" in seat.words(page.card)
    seat.click("删除", page.card)
    seat.heard("notice: 已删除 3 天的安排。")
    assert held(seat, *days) == {}
    seat.press("Ctrl+Z")
    assert len(held(seat, *days)) == 3
    assert seat.said.heard()[0].startswith("notice: 已撤销：删除校历安排")


def test_a_holiday_becomes_a_working_day(seat, page):
    pick(seat, page, "2026-10-07")
    seat.click("上课（调休）", page.card)
    form = fill(seat, name="")
    assert form.fields["name"].said == "请填写名称。"
    fill(seat, name="补课", follows="周三")
    assert held(seat, "2026-10-07") == {"2026-10-07": ("上课（调休）", "补课", "周三")}
    assert "补课（按周三）" in seat.words(page.card)


def test_a_day_that_is_free_already_is_not_made_free_again(seat, page):
    pick(seat, page, "2026-10-07", "2026-10-08")
    page.add("放假")
    form = fill(seat, name="秋假")
    assert form.isVisible()
    assert "这一天已经是“国庆节”（放假）。" in seat.words(form)
    assert held(seat, "2026-10-08") == {}
    seat.said.answer(True)
    form.reject()
    seat.heard("ask: 填写的内容还没有保存。")


def test_delete_takes_what_the_day_holds(seat, page):
    pick(seat, page, "2026-09-10")
    seat.press("Delete")
    seat.heard("notice: 已删除 1 天的安排。")
    assert held(seat, "2026-09-10") == {}
    seat.press("Delete")
    assert seat.said.heard() == []


# public holidays


def test_public_holidays_are_shown_before_any_is_written(seat, page):
    days = [f"2026-10-0{number}" for number in range(1, 8)] + ["2026-09-20", "2026-10-10"]
    seat.desk.days.put_away([row.id for row in seat.desk.days.rows() if row.day in days])
    seat.wait()
    seat.click("填入国家放假安排…", page)
    dialog = seat.dialog(HolidayDialog)
    assert [day.day for day in dialog.ticked()] == sorted(days)
    assert held(seat, *days) == {}
    assert "2027 年的放假安排本程序还不知道" in seat.words(dialog)
    dialog.list.item(0).setCheckState(dialog.list.item(0).checkState().Unchecked)
    assert dialog.save_button.text() == "填入 8 天"
    seat.click("填入 8 天", dialog)
    seat.heard("notice: 已填入 8 天。")
    assert len(held(seat, *days)) == 8
    assert seat.said.act() == "撤销"
    seat.wait()
    seat.heard("notice: 已撤销：2026—2027学年第一学期填入国家放假安排 8 天")
    assert held(seat, *days) == {}


def test_nothing_can_be_written_when_nothing_is_ticked(seat, page):
    seat.desk.days.put_away([row.id for row in seat.desk.days.rows() if row.day == "2026-10-01"])
    seat.wait()
    page.propose_holidays()
    seat.wait()
    dialog = seat.dialog(HolidayDialog)
    seat.click("全不选", dialog)
    assert not dialog.save_button.isEnabled()
    dialog.reject()
    assert held(seat, "2026-10-01") == {}


def test_a_calendar_that_has_them_all_is_told_so(seat, page):
    page.term_box.choose(next(row.id for row in seat.desk.terms.rows() if row.start == "2026-03-02"))
    seat.click("填入国家放假安排…", page)
    seat.heard("notice: 校历里已经有国家公布的全部放假安排。")


# terms


def test_a_term_is_changed_and_the_status_line_follows(seat, page):
    page.edit_term()
    fill(seat, start="2026-09-07")
    assert "2026-09-07" in seat.words(page)
    assert seat.window._status.term.text() == "2026—2027学年 第一学期 第 11 周"
    assert seat.titles()[0] == "修改学期 2026-2027学年第一学期 开学日期"


def test_dates_that_cannot_be_are_told_beside_their_field(seat, page):
    page.edit_term()
    form = fill(seat, end="2027-03-01")
    assert form.fields["start"].said == "日期与2026-2027学年第二学期重叠。"
    assert form.isVisible()


def test_a_term_is_removed_and_the_nearest_other_is_shown(seat, page):
    page.remove_term()
    seat.wait()
    seat.heard("notice: 已删除 2026—2027学年第一学期，可在回收站找回。")
    assert page.term_box.currentText() == "2026—2027学年第二学期"


def test_a_school_without_terms_enters_its_first(seat, page):
    seat.desk.terms.put_away([row.id for row in seat.desk.terms.rows()])
    seat.wait()
    assert "还没有填写学期。" in seat.words(page)
    seat.click("新增学期", page)
    assert seat.dialog(FormDialog).fields["school_year"].editor.typed() == "2026-2027"
    fill(seat, start="2026-9-1", end="20270129")
    assert page.term_box.currentText() == "2026—2027学年第一学期"
    assert page.head.note.text() == "今天 11月20日 星期五，第 12 周"


# paper


def test_the_calendar_that_is_shown_is_exported(seat, page, tmp_path):
    seat.press("Ctrl+E")
    dialog = seat.dialog(ExportDialog)
    assert dialog.choice.path.name.startswith("龙城实验小学_2026—2027学年第一学期校历_")
    dialog.choose(format="xlsx", path=tmp_path / "校历.xlsx")
    dialog.export()
    seat.wait()
    cells = [cell for row in read_workbook(tmp_path / "校历.xlsx").sheets[0].rows for cell in row]
    assert "第 22 周" in cells
    assert any("国庆节" in str(cell) for cell in cells)
