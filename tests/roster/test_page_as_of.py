"""教师花名册 as it was on another day: the same page, read only."""

from datetime import date

import pytest
from PySide6.QtWidgets import QApplication, QPushButton

from edudesk.base import clock
from edudesk.kit.export_dialog import ExportDialog
from edudesk.kit.form_dialog import FormDialog
from edudesk.kit.settings import remember
from edudesk.roster.histories import KIND
from edudesk.sheets.reader import read_workbook

REFUSED = "这是 2024-09-01 的情况，不能修改。"


@pytest.fixture
def page(seat):
    """周敏华 became 高级教师 in 2025 and gave another subject before; 单国平 came in 2025."""
    desk = seat.desk
    teacher = seat.teacher("周敏华")
    title = KIND["title"].row
    desk.teachers.change(
        teacher.id, {"title": "高级教师", "title_obtained": "2025-07", "title_appointed": "", "school_start": "2009-08"}
    )  # fmt: skip
    desk.histories.add("title", title(teacher_id=teacher.id, title="一级教师", obtained="2014-07"))
    desk.teachers.change(seat.teacher("单国平").id, {"school_start": "2025-08"})
    return seat.window.roster()


def shown(page, name):
    return next((row for row in page.model.all_rows if row.name == name), None)


def to(seat, page, day):
    page.day_chip.chosen.emit(day)
    seat.wait()


def test_page_shows_the_roster_of_a_typed_day_and_comes_back(seat, page):
    assert page.day_chip.text() == "统计时点 今天 ▾"
    page.day_chip.menu().aboutToShow.emit()
    page.day_chip.line.setText("2024.9.1")
    page.day_chip.take_typed()
    seat.wait()
    assert page.day_chip.text() == "统计时点 2024-09-01 ▾"
    assert shown(page, "周敏华").title == "一级教师"
    assert shown(page, "单国平") is None
    assert page.above.isVisible()
    assert REFUSED in seat.words(page)
    seat.click("回到今天", page.above)
    assert shown(page, "周敏华").title == "高级教师"
    assert shown(page, "单国平") is not None
    assert not page.above.isVisible()
    assert page.day_chip.text() == "统计时点 今天 ▾"


def test_day_that_cannot_be_read_is_said_and_nothing_else_happens(seat, page):
    page.day_chip.menu().aboutToShow.emit()
    page.day_chip.line.setText("2024.13.1")
    page.day_chip.take_typed()
    assert page.day_chip._told.text() == "“2024.13.1”不是有效的日期。"
    assert page.day is None


def test_days_offered_are_of_this_school_year_and_the_last(page):
    page.day_chip.menu().aboutToShow.emit()
    words = [action.text() for action in page.day_chip.menu().actions() if action.text()]
    first = clock.today().year - (clock.today().month < 8)
    assert words == [
        "今天", f"本学年 9 月 1 日（{first}-09-01）", f"上学年 9 月 1 日（{first - 1}-09-01）", "选择日期…",
    ]  # fmt: skip


def test_day_of_the_calendar_is_taken(seat, page):
    page.day_chip.menu().aboutToShow.emit()
    calendar = page.day_chip.calendar
    calendar.clicked.emit(calendar.selectedDate().addYears(-1))
    seat.wait()
    assert page.day == clock.today().replace(year=clock.today().year - 1)


def test_nothing_can_be_changed_then_and_each_way_says_why(seat, page):
    to(seat, page, date(2024, 9, 1))
    teacher = shown(page, "周敏华")
    page.go_to(teacher.id)
    index = page.model.index(page.model.place_of(teacher.id), page.model.column_index("subject"))
    page.table.setCurrentIndex(index)
    assert not page.model.setData(index, "科学")
    QApplication.clipboard().setText("科学")
    for deed in (
        lambda: seat.press("F2"),
        lambda: seat.press("Ctrl+V"),
        lambda: seat.press("Ctrl+D"),
        lambda: seat.press("Ctrl+B"),
        lambda: seat.press("Delete"),
        lambda: seat.press("Ctrl+L"),
        page.add,
        lambda: page.show_history(teacher),
        lambda: page.drawer._forms.add(KIND["title"], teacher),
        lambda: page.drawer._forms.put_away(KIND["title"], []),
    ):
        deed()
        seat.heard(f"notice: {REFUSED}")
    assert not seat.dialogs()
    buttons = [
        one
        for one in page.findChildren(QPushButton)
        if one.text() in ("新增教师", "编辑") and one.isVisible()
    ]
    assert len(buttons) == 2
    assert all(not one.isEnabled() and one.toolTip() == REFUSED for one in buttons)
    seat.click("回到今天", page.above)
    page.edit(seat.teacher("周敏华"))
    assert seat.dialog(FormDialog)
    assert all(one.isEnabled() for one in buttons)


def test_chips_counts_and_drawer_speak_of_that_day(seat, page):
    born = clock.today().replace(year=clock.today().year - 31, day=1)
    seat.desk.teachers.change(seat.teacher("周敏华").id, {"birth": born.isoformat()})
    seat.wait()
    page.chip_row.chip("age").choose(["≤30 岁"])
    assert "周敏华" not in [row.name for row in page.model.rows]
    to(seat, page, date(2024, 9, 1))
    assert "周敏华" in [row.name for row in page.model.rows]
    assert page.head.note.text().endswith(f"/ {len(page.model.all_rows)} 人")
    page.clear_filters()
    page.go_to(seat.teacher("周敏华").id)
    assert "一级教师" in page.drawer.note.text()
    growth = page.drawer.choose("发展")
    assert "一级教师" in _growth_words(growth)
    assert "高级教师" not in _growth_words(growth)


def _growth_words(pane):
    return " ".join(
        section.list.item(number).text()
        for section in pane.sections.values()
        for number in range(section.list.count())
    )


def test_change_made_elsewhere_is_read_again_for_the_day(seat, page):
    to(seat, page, date(2024, 9, 1))
    seat.desk.teachers.change(seat.teacher("周敏华").id, {"ethnicity": "回族"})
    seat.wait()
    seat.wait()
    assert page.day == date(2024, 9, 1)
    assert shown(page, "周敏华").ethnicity == "回族"


def test_somebody_who_came_later_is_found_today(seat, page):
    to(seat, page, date(2024, 9, 1))
    seat.window.show_teacher(seat.teacher("单国平").id)
    seat.wait()
    assert page.day is None
    assert page.table.selected()[0].name == "单国平"


def test_only_the_last_day_asked_for_is_shown(seat, page):
    page.show_day(date(2024, 9, 1))
    page.show_day(date(2020, 9, 1))
    page.show_day(None)
    seat.wait()
    assert page.day is None
    page.show_day(date(2024, 9, 1))
    page.show_day(date(2020, 9, 1))
    seat.wait()
    assert page.day == date(2020, 9, 1)


def test_view_does_not_keep_the_day(seat, page):
    to(seat, page, date(2024, 9, 1))
    assert "2024" not in str(page.look())
    page.look_like(page.look())
    assert page.day == date(2024, 9, 1)


@pytest.mark.parametrize("scope", ["screen", "brief"])
def test_export_carries_the_day(seat, page, tmp_path, scope):
    remember("folder/export", str(tmp_path))
    to(seat, page, date(2024, 9, 1))
    page.clear_filters()
    page.export()
    dialog = seat.dialog(ExportDialog)
    dialog.choose(scope=scope)
    dialog.export()
    seat.wait()
    (file,) = tmp_path.glob("*_20240901_*.xlsx")
    rows = read_workbook(file).sheets[0].rows
    text = "".join(str(value) for row in rows[:4] for value in row)
    assert "统计时点：2024年9月1日" in text
    assert "（2024—2025学年）" in text
    (line,) = [row for row in rows if "周敏华" in row]
    assert "一级教师" in line
    assert not [row for row in rows if "单国平" in row]
