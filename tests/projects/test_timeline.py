"""The projects along the school years: how far the bars reach, what is late, the view with mouse and keys."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from edudesk.kit.rows_along import NAMES
from edudesk.projects.pages.page import ProjectsPage
from edudesk.projects.rows.lines import ProjectLine
from edudesk.projects.rows.projects import ProjectRow
from edudesk.projects.rules.stages import Dot
from edudesk.projects.rules.timeline import Bar, Mark, along_the_years, bar_of, halves, marks_of, span_of
from tests.seat import Seat
from tests.tables import each

TODAY = date(2026, 11, 22)
DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))


def line(start: str = "", end: str = "", next_due: str = "", *, is_live: bool = True) -> ProjectLine:
    row = ProjectRow(
        id="p", version=1, pinyin="", initials="", title="结构化学习", kind="KT", start=start, end=end
    )
    return ProjectLine(
        project=row, label="市规划课题", kind_title="规划课题", family="课题", phase="实施", is_live=is_live,
        leaders="王建国", leader_ids=(), stage_label="实施", next_title="中期" if next_due else "", next_due=next_due,
        days=None, budget=0.0, spent=0.0, rate=None, people=0, results=0, alert="", tone="",
    )  # fmt: skip


@each(
    ("given", "start", "end", "words"),
    [
        (line("2025-01-10", "2027-01-10"), date(2025, 1, 10), date(2027, 1, 10), ""),
        (line("2025-01-10"), date(2025, 1, 10), None, "未填结束日期"),
        (line(end="2027-01-10"), None, date(2027, 1, 10), "未填开始日期"),
        (line(), None, None, "未填起止日期"),
        (line("2027-01-10", "2025-01-10"), date(2027, 1, 10), None, "未填结束日期"),
    ],
)
def test_a_bar_says_what_is_not_written_down(
    given: ProjectLine, start: date | None, end: date | None, words: str
) -> None:
    bar = bar_of(given, TODAY)
    assert (bar.start, bar.end, bar.words, bar.late) == (start, end, words, None)


def test_what_is_overdue_reaches_from_its_day_to_today() -> None:
    assert bar_of(line(next_due="2026-06-30"), TODAY).late == (date(2026, 6, 30), TODAY)
    assert bar_of(line(next_due="2026-11-22"), TODAY).late is None
    assert bar_of(line(next_due="2026-06-30", is_live=False), TODAY).late is None


def test_stages_stand_where_they_were_reached_or_are_due() -> None:
    dots = (
        Dot("立项", "立项", "2025-01-10", "", "done"),
        Dot("开题", "开题", "", "", "done"),  # passed without a day
        Dot("中期", "中期检查", "", "2026-06-30", "next", True),
        Dot("结题", "结题", "", "2027-12-31", "later"),
    )
    assert marks_of(dots) == (
        Mark("立项", date(2025, 1, 10), "done"),
        Mark("中期", date(2026, 6, 30), "late"),
        Mark("结题", date(2027, 12, 31), "later"),
    )


def test_the_head_names_the_halves_of_the_school_years() -> None:
    assert halves(date(2026, 1, 15), date(2027, 2, 1)) == [
        (date(2025, 8, 1), "2025-2026", "上"),
        (date(2026, 2, 1), "2025-2026", "下"),
        (date(2026, 8, 1), "2026-2027", "上"),
    ]


@given(st.lists(st.tuples(DAYS, DAYS), max_size=5), DAYS)
def test_all_bars_and_today_lie_within_the_span(days: list[tuple[date, date]], today: date) -> None:
    bars = [Bar(min(pair), max(pair)) for pair in days]
    first, last = span_of(bars, today)
    assert all(first <= day < last for day in (today, *(day for pair in days for day in pair)))
    every = halves(first, last)
    assert every[0][0] == first
    assert (last - first).days >= 364
    assert all(first <= day < last for day, _, _ in every)


def test_what_is_on_comes_first_as_it_began_then_what_is_over_the_latest_first() -> None:
    given = [
        line("2020-01-01", is_live=False), line("2026-01-01"), line(), line("2022-01-01", is_live=False), line("2025-01-01"),
        line(is_live=False),
    ]  # fmt: skip
    starts = [(one.is_live, one.project.start) for one in along_the_years(given)]
    assert starts == [
        (True, "2025-01-01"), (True, "2026-01-01"), (True, ""),
        (False, "2022-01-01"), (False, "2020-01-01"), (False, ""),
    ]  # fmt: skip


def test_the_timeline_is_filtered_as_the_table_and_leads_to_the_project(
    page: ProjectsPage, seat: Seat
) -> None:
    page.ways.choose(2)
    seat.wait()
    view = page.timeline
    assert view.isVisible()
    assert not page.table.isVisible()
    assert not page.levels.isVisible()
    listed = [row.project for row in page.model.rows]
    listed_by_title = {one.title: one for one in listed}
    starts = [one.start for one in listed]
    assert starts != sorted(starts)  # by what is due; along the years by their beginning
    words = [view.words(place) for place in range(len(listed))]
    assert words[0].startswith("许莉名师工作室\n")
    assert len(words) == 11
    maths = next(place for place, one in enumerate(words) if "结构化学习的实践研究" in one)
    assert f"{listed_by_title['小学数学结构化学习的实践研究'].start} 至 " in words[maths]
    assert "开题" in words[maths]
    assert "（下一阶段）" in words[maths]

    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Down)
    QTest.keyClick(view, Qt.Key.Key_Down)
    seat.wait()
    assert view.current is not None
    assert (page.drawer.isVisible(), page.drawer.name.text()) == (True, view.current.title)
    assert view.accessibleDescription() == words[1]
    kept = view.current
    page.search.setText("wjg")
    seat.wait()
    assert (view.current, [row.title for row in page.model.rows]) == (None, ["小学数学结构化学习的实践研究"])
    page.search.clear()
    QTest.keyClick(view, Qt.Key.Key_End)
    assert view.current is not None
    assert view.current != kept
    for key in (Qt.Key.Key_Plus, Qt.Key.Key_Minus, Qt.Key.Key_Left, Qt.Key.Key_Right):
        QTest.keyClick(view, key)  # nearer, farther, along the years
    view.verticalScrollBar().setValue(0)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.row(0).center().toPoint())
    seat.wait()
    assert page.drawer.name.text() == "许莉名师工作室"
    view.zoom(6)  # a year at once
    view.horizontalScrollBar().setValue(0)
    assert not view.field.shows(TODAY, TODAY)
    view.choose(len(listed) - 1)  # began last: brought into sight
    begun = view._bars[len(listed) - 1].start
    assert begun is not None
    assert view.field.shows(begun, begun)
    page.drawer.close_drawer()
    seat.wait()
    left = view.field.day(NAMES)
    page.drawer.show()  # the field gets narrower, and begins in the same week
    seat.wait()
    assert abs((view.field.day(NAMES) - left).days) < 7
    page.ways.choose(0)
    assert page.table.isVisible()
    assert not page.pictures.isVisible()


def test_only_the_stages_in_sight_are_asked_for(page: ProjectsPage, seat: Seat) -> None:
    asked: list[int] = []
    page.ways.choose(2)
    view = page.timeline
    given = view._dots_of
    view._dots_of = lambda ids: asked.append(len(ids)) or given(ids)
    many = [
        replace(row, project=replace(row.project, id=f"{row.id}{n}"))
        for n in range(40)
        for row in page.model.rows
    ]
    view.show_lines(many)
    seat.window.setUpdatesEnabled(True)
    seat.wait()
    view.grab()
    assert sum(asked) < 40 < len(many)
