"""检查 in the drawer of a teacher: what is to be mended, every check, and the way to each."""

from typing import Any

from PySide6.QtWidgets import QLabel

from edudesk.base import clock
from edudesk.checks.pages.teacher_tab import ChecksPane
from edudesk.checks.rows.problems import ProblemDraft
from edudesk.roster.pages.roster import RosterPage
from edudesk.school.rules.years import term_and_year
from tests.seat import Seat


def opened(seat: Seat, name: str) -> ChecksPane:
    page = seat.window.show_page("roster")
    assert isinstance(page, RosterPage)
    page.go_to(seat.teacher(name).id)
    seat.wait()
    drawer: Any = page.drawer
    pane = drawer.choose("检查")
    assert isinstance(pane, ChecksPane)
    seat.wait()
    return pane


def words(pane: ChecksPane) -> list[str]:
    return [one.text() for one in pane.findChildren(QLabel) if one.isVisibleTo(pane) and one.text()]


def test_the_drawer_tells_checks_and_what_is_late(seat: Seat) -> None:
    year, term = term_and_year(clock.today().isoformat())
    who = seat.teacher("周敏华").id
    seat.desk.check_problems.put_away([one.id for one in seat.desk.check_problems.of_teacher(who)])
    seat.desk.check_problems.add(
        ProblemDraft(
            text="反思笼统", teacher_id=who, owner_id=who, found_on="2026-01-05", due="2026-01-12",
            status="待整改", school_year=year, term=term,
        )
    )  # fmt: skip
    pane = opened(seat, "周敏华")
    told = words(pane)
    assert "待整改 1 个" in told
    assert "反思笼统" in told
    assert any(word.startswith("逾期") for word in told)
    sheets = seat.desk.sheets.of_teacher(who)
    assert len(pane._list.lines) == len(sheets) > 0
    assert pane._list.lines[0].on == max(sheet.on for sheet in sheets)
    drawer: Any = seat.window.show_page("roster").drawer  # type: ignore[attr-defined]
    assert f"检查 {len(sheets)}" in drawer._words


def test_each_line_leads_to_its_place_and_back_to_what_changed(seat: Seat) -> None:
    who = seat.teacher("周敏华").id
    pane = opened(seat, "周敏华")
    pane._open(0)
    seat.wait()
    entry: Any = seat.window.show_page("check_entry")
    assert entry.sight.unit.teacher_id == who
    row = seat.desk.check_problems.add(
        ProblemDraft(text="候课迟到", teacher_id=who, owner_id=who, status="待整改")
    )
    pane = opened(seat, "周敏华")
    assert "候课迟到" in words(pane)
    pane._open_problem(row.id)
    seat.wait()
    ledger: Any = seat.window.show_page("rectification")
    assert [one.id for one in ledger.table.selected()] == [row.id]


def test_who_was_never_checked_is_told_so(seat: Seat) -> None:
    from edudesk.roster.rows import TeacherDraft

    seat.desk.teachers.add(TeacherDraft(name="新来的"))
    seat.wait()
    pane = opened(seat, "新来的")
    assert words(pane) == ["没有要整改的问题。", "还没有检查记录。"]


def test_the_totals_of_the_terms_stand_beside_those_of_the_school(seat: Seat) -> None:
    pane = opened(seat, "陈晓岚")
    chart = pane._past.view.chart
    assert pane._past.isVisibleTo(pane)
    assert chart.categories == ("2026春", "2026秋")
    assert [one.name for one in chart.series] == ["陈晓岚", "全校平均"]
    own = [
        one.total for term in seat.desk.check_years.figures() for one in term.teachers if one.name == "陈晓岚"
    ]
    assert [point.value for point in chart.series[0].points] == [float(total) for total in own]
