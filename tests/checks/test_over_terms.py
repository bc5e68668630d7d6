"""Terms side by side: figures and their middles, what is kept and when it is worked out again, the view 历年."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from threading import Event, Thread, current_thread
from typing import NoReturn
from unittest.mock import Mock

import pytest
from PySide6.QtWidgets import QDialog

from edudesk.base.errors import UserError
from edudesk.base.masking import Audience
from edudesk.checks.pages.summary.page import YEARS, SummaryPage
from edudesk.checks.pages.summary.teacher_dialog import TeacherDialog
from edudesk.checks.reports.facts import CheckFacts
from edudesk.checks.reports.over_terms import over_report, past_rows
from edudesk.checks.rows.campaigns import UnitDraft
from edudesk.checks.rows.patrols import PatrolDraft
from edudesk.checks.rules.over_terms import (
    GROUPS,
    PARTS,
    TEACHERS,
    TeacherFigures,
    TermFigures,
    best_first,
    figures_now,
    lines_over,
    plain_figures,
    read_figures,
)
from edudesk.checks.rules.summary import TermSummary
from edudesk.checks.service import over_terms
from edudesk.checks.service.campaigns import CampaignService
from edudesk.checks.service.over_terms import OverTerms
from edudesk.checks.service.patrols import PatrolService
from edudesk.checks.service.reading import term_facts
from edudesk.checks.service.results import ResultService
from edudesk.checks.service.sheets import SheetService
from edudesk.checks.service.summaries import TermSummaries
from edudesk.kit.chart_rows import ChartRows
from edudesk.roster.histories.careers import Status
from edudesk.roster.rows import TeacherDraft
from edudesk.roster.service import TeacherService
from edudesk.roster.service.histories import HistoryService
from edudesk.school.rows import SchoolDraft
from edudesk.school.service.departments import DepartmentService
from edudesk.store import settings
from edudesk.store.context import Context
from edudesk.store.schema import open_store
from tests.checks.checking import CHECK, TERM, YEAR, Office, filled
from tests.seat import Seat

LAST = "2025-2026"
SECOND = "第二学期"


def teacher(key: str, group: str, total: str, **parts: str) -> TeacherFigures:
    return TeacherFigures(
        key, key, group, Decimal(total), {part: Decimal(value) for part, value in parts.items()}
    )


SPRING = TermFigures(
    LAST,
    SECOND,
    True,
    (
        teacher("李静", "语文组", "88.0", 备课="90.0"),
        teacher("周敏华", "数学组", "80.5", 备课="80.0", 课堂="81.0"),
        teacher("何平", "数学组", "90.0", 备课="91.0"),
    ),
)
AUTUMN = TermFigures(
    YEAR,
    TERM,
    False,
    (
        teacher("李静", "语文组", "90.0", 备课="92.0"),
        teacher("周敏华", "数学组", "84.0", 备课="83.0"),
        teacher("何平", "数学组", "85.0"),
        teacher("沈婷", "艺术组", "77.3"),
    ),
)


def test_a_part_of_the_term_is_the_mean_of_its_teachers() -> None:
    whole, plans, lessons = lines_over([SPRING, AUTUMN], PARTS)
    assert [str(point.mean) for point in whole.points if point] == ["86.2", "84.1"]
    assert [str(point.median) for point in whole.points if point] == ["88.0", "84.5"]
    assert (str(whole.change), whole.people) == ("-2.1", 4)
    assert [point and point.ids for point in plans.points] == [("李静", "周敏华", "何平"), ("李静", "周敏华")]
    assert [one.id for one in best_first(SPRING, {"李静", "何平", "周敏华"}, "课堂")] == ["周敏华"]
    assert [one.id for one in best_first(SPRING, {"李静", "何平"})] == ["何平", "李静"]
    assert lessons.points[1] is None
    assert lessons.change is None


def test_a_group_is_the_mean_of_its_teachers_in_the_part_wanted() -> None:
    lines = {line.name: line for line in lines_over([SPRING, AUTUMN], GROUPS, "备课")}
    assert [point and str(point.mean) for point in lines["数学组"].points] == ["85.5", "83.0"]
    assert "艺术组" not in lines


def test_who_is_in_no_group_is_told_among_the_groups_on_paper(school: Context) -> None:
    bare = replace(AUTUMN, teachers=(*AUTUMN.teachers, teacher("何新", "", "70.0")))
    summary = TermSummary(term_facts(school, YEAR, TERM))
    facts = CheckFacts(SchoolDraft(name="某校"), summary, date(2026, 11, 20), terms=lambda: [SPRING, bare])
    assert [row[1:3] for row in over_report(facts, Audience.INTERNAL).rows] == [
        ("全校", "学期综合"),
        ("全校", "备课"),
        ("全校", "课堂"),
        *((GROUPS, name) for name in ("语文组", "数学组", "艺术组", "未分组")),
    ]


def test_who_came_later_has_no_point_before() -> None:
    lines = {line.name: line for line in lines_over([SPRING, AUTUMN], TEACHERS)}
    assert [point and str(point.mean) for point in lines["沈婷"].points] == [None, "77.3"]
    assert list(lines)[:3] == ["李静", "周敏华", "何平"]


def test_figures_are_kept_and_read_to_the_digit() -> None:
    kept = read_figures(LAST, SECOND, plain_figures(SPRING))
    assert kept == SPRING
    assert repr(kept) == repr(SPRING), "88.0 is not told as 88 after the file was opened again"
    assert SPRING.label == "2026春"
    assert AUTUMN.label == "2026秋"


def test_the_file_of_a_teacher_tells_the_last_terms_beside_the_school() -> None:
    rows = past_rows([SPRING, AUTUMN])
    assert set(rows) == {"李静", "周敏华", "何平"}, "who has one term alone has no line"
    *told, line = rows["李静"]
    assert [[cell.text for cell in row.cells] for row in told] == [
        ["历年学期综合得分"],
        ["学期", "2026春", "2026秋"],
        ["本人", "88.0", "90.0"],
        ["全校平均", "86.2", "84.1"],
    ]
    chart = line.cells[0].chart
    assert chart is not None
    drawn = [(one.name, *(chart.said(point.value) for point in one.points)) for one in chart.series]
    assert [("学期", *chart.categories), *drawn] == [
        tuple(cell.text for cell in row.cells) for row in told[1:]
    ], "the line has the figures of the table"
    assert past_rows([AUTUMN]) == past_rows([]) == {}


# what is kept


@pytest.fixture(scope="module")
def two_terms(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A school with a check in two terms."""
    path = tmp_path_factory.mktemp("历年") / "学校.edudesk"
    with closing(open_store(path, create=True)) as store:
        office = Office(Context(store))
        old = replace(CHECK, title="旧检查", school_year=LAST, begins="2025-11-17", ends="2025-11-28")
        for draft, on in ((CHECK, "2026-11-18"), (old, "2025-11-18")):
            campaign = office.campaigns.add(draft)
            units = [
                UnitDraft(
                    campaign_id=campaign.id,
                    teacher_id=office.people[name],
                    name=name,
                    form="BK01",
                    place=place,
                )
                for place, name in enumerate(("周敏华", "李静"))
            ]
            office.campaigns.publish(campaign.id, units)
            for place, unit in enumerate(office.campaigns.units(campaign.id)):
                office.sheets.submit(unit.id, filled(place=place, on=on))
    return path


@pytest.fixture
def school(two_terms: Path, tmp_path: Path) -> Iterator[Context]:
    with closing(open_store(Path(shutil.copy(two_terms, tmp_path)))) as store:
        yield Context(store)


@pytest.fixture
def worked_out(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The school years of the terms that were worked out, in their order."""
    found: list[str] = []
    once = OverTerms._worked_out

    def noted(self: OverTerms, school_year: str, term: str) -> TermFigures:
        found.append(school_year)
        return once(self, school_year, term)

    monkeypatch.setattr(over_terms.OverTerms, "_worked_out", noted)
    return found


def figures(context: Context) -> list[TermFigures]:
    """As a program that was just started has them."""
    return OverTerms(context, TermSummaries(context)).figures()


def test_every_term_is_worked_out_once(school: Context, worked_out: list[str]) -> None:
    first = figures(school)
    assert worked_out == [LAST, YEAR]
    assert figures(school) == first
    assert worked_out == [LAST, YEAR]


def sheets_of(context: Context, school_year: str) -> list[str]:
    check = next(row for row in CampaignService(context).rows() if row.school_year == school_year)
    return [sheet.id for sheet in SheetService(context).of_campaign(check.id)]


def test_only_the_term_of_a_changed_sheet_is_worked_out_again(school: Context, worked_out: list[str]) -> None:
    before = figures(school)
    SheetService(school).put_away(sheets_of(school, YEAR)[:1])
    after = figures(school)
    assert worked_out[2:] == [YEAR]
    assert len(after[1].teachers) == len(before[1].teachers) - 1
    assert after[0] == before[0]


def test_a_term_behind_the_changed_one_may_count_with_its_means(
    school: Context, worked_out: list[str]
) -> None:
    before = figures(school)
    SheetService(school).put_away(sheets_of(school, LAST)[:1])
    assert figures(school)[1] == before[1]
    assert worked_out[2:] == [LAST, YEAR]


def test_a_unit_and_a_patrol_touch_their_term(school: Context, worked_out: list[str]) -> None:
    figures(school)
    new = next(row for row in CampaignService(school).rows() if row.school_year == YEAR)
    unit = CampaignService(school).units(new.id)[0]
    CampaignService(school).set_unit(unit.id, "免检", reason="支教")
    figures(school)
    assert worked_out[2:] == [YEAR]
    PatrolService(school).add(PatrolDraft(day="2026-10-12", class_name="五（3）班", code="K1", tenths=5))
    figures(school)
    assert worked_out[3:] == [YEAR]
    PatrolService(school).add(PatrolDraft(day="2026-02-20", class_name="五（3）班", code="K1", tenths=5))
    figures(school)
    assert worked_out[4:] == [], "no term with checks holds the day"


def test_one_term_alone_is_worked_out_when_no_other_is_asked_for(
    school: Context, worked_out: list[str]
) -> None:
    years = OverTerms(school, TermSummaries(school))
    last = years.of(LAST, TERM)
    assert last is not None
    assert worked_out == [LAST]
    assert years.of("2020-2021", TERM) is None
    assert years.figures()[0] is last
    assert worked_out == [LAST, YEAR]


def test_of_the_roster_only_what_figures_are_made_of_is_heeded(
    school: Context, worked_out: list[str]
) -> None:
    figures(school)
    teachers, histories = TeacherService(school), HistoryService(school)
    zhou = next(row for row in teachers.rows() if row.name == "周敏华")
    teachers.change(zhou.id, {"phone": "13800000000"})
    teachers.add(TeacherDraft(name="新来的"))
    figures(school)
    assert worked_out[2:] == []
    histories.add("status", Status(teacher_id=zhou.id, status="长期请假", begins="2026-10-12"))
    figures(school)
    assert worked_out[2:] == [YEAR], "the term before she went is as it was"
    teachers.change(zhou.id, {"name": "周敏"})
    figures(school)
    assert worked_out[3:] == [LAST, YEAR]
    department = DepartmentService(school).rows()[0]
    DepartmentService(school).change(department.id, {"subject": "数学、科学"})
    figures(school)
    assert worked_out[5:] == [LAST, YEAR]


def test_what_was_broken_off_is_not_taken_for_what_holds(
    school: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    years = OverTerms(school, TermSummaries(school))
    before = years.figures()

    def refuse(*_told: object) -> NoReturn:
        raise UserError("已取消。")

    SheetService(school).put_away(sheets_of(school, LAST)[:1])
    with monkeypatch.context() as patch:
        patch.setattr(years, "_worked_out", refuse)
        with pytest.raises(UserError):
            years.figures()
    years.of(YEAR, TERM)  # keeps up to which entry all holds
    assert figures(school)[0] != before[0]


def test_what_is_kept_in_vain_is_not_taken_for_what_holds(
    school: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    years = OverTerms(school, TermSummaries(school))
    before = years.figures()
    SheetService(school).put_away(sheets_of(school, LAST)[:1])
    with monkeypatch.context() as patch:
        patch.setattr(settings, "put", Mock(side_effect=UserError("磁盘已满。")))
        after = years.figures()
    SheetService(school).put_away(sheets_of(school, YEAR)[:1])
    years.of(YEAR, TERM)
    assert figures(school)[0] == after[0] != before[0]


def test_two_jobs_at_once_leave_no_figures_from_before_a_change(
    school: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    years, read, may_end = OverTerms(school, TermSummaries(school)), Event(), Event()
    once, done = OverTerms._worked_out, list[str]()

    def slow(school_year: str, term: str) -> TermFigures:
        found = once(years, school_year, term)
        done.append(school_year)
        if done == [LAST]:
            read.set()
            assert may_end.wait(10)
        elif current_thread() is second:  # while the other one is at work
            may_end.set()
            first.join(10)
        return found

    monkeypatch.setattr(years, "_worked_out", slow)
    first = Thread(target=years.figures)
    second = Thread(target=years.of, args=(YEAR, TERM))
    first.start()
    assert read.wait(10)
    SheetService(school).put_away(sheets_of(school, LAST)[:1])
    second.start()
    may_end.wait(0.1)
    may_end.set()
    first.join()
    second.join()
    monkeypatch.undo()
    assert years.figures()[0] == figures_now(TermSummaries(school).of(LAST, TERM))


def test_a_frozen_term_has_its_frozen_figures_whatever_happens_to_the_roster(
    school: Context, worked_out: list[str]
) -> None:
    live = figures(school)[0]
    ResultService(school).freeze(TermSummaries(school).of(LAST, TERM))
    before = figures(school)
    assert [term.is_frozen for term in before] == [True, False]
    totals = [[str(teacher.total) for teacher in term.teachers] for term in (live, before[0])]
    assert totals == [["85.5", "100.0"]] * 2, "not 100"
    SheetService(school).put_away(sheets_of(school, LAST)[:1])
    assert figures(school) == before
    zhou = next(row for row in TeacherService(school).rows() if row.name == "周敏华")
    TeacherService(school).change(zhou.id, {"name": "周敏"})
    del worked_out[:]
    assert figures(school)[0] == before[0]
    assert worked_out == [YEAR]


# the view


@pytest.fixture
def page(seat: Seat) -> SummaryPage:
    seat.window.show_page("checks")
    shown = seat.window.show_page("check_summary")
    assert isinstance(shown, SummaryPage)
    seat.wait()
    shown.look_at(YEARS)
    seat.wait()
    return shown


def test_parts_groups_and_teachers_are_lines_over_the_terms(page: SummaryPage) -> None:
    years = page.years
    assert [term.label for term in years.terms] == ["2026春", "2026秋"]
    assert years.model is not None
    assert page.loaded is not None
    whole = years.model.rows[0]
    totals = [line.total for line in page.loaded.summary.lines if line.total is not None]
    assert whole.points[-1].mean == (sum(totals) / len(totals)).quantize(Decimal("0.1"))
    years.look_by(GROUPS)
    years.parts.choose(1)
    assert years.part == "备课"
    assert years.card.view.chart.title == "历年备课得分（按教研组）"
    assert 0 < len(years.card.view.chart.series) <= 6
    years.look_by(TEACHERS)
    assert [one.name for one in years.card.view.chart.series] == ["备课"]
    assert years.table is not None
    chosen = [row.id for row in years.model.rows[:2]]
    years.table.select(chosen)
    assert [line.id for line in years.drawn] == chosen


def test_a_point_leads_to_its_teachers_and_on_to_the_sheets(page: SummaryPage, seat: Seat) -> None:
    years = page.years
    years.look_by(GROUPS)
    years.open_point(0, 1)
    seat.wait()
    (shown,) = [one for one in seat.window.findChildren(QDialog) if isinstance(one, ChartRows)]
    group = years.drawn[0].points[1]
    assert group is not None
    assert shown.windowTitle() == f"2026秋 {years.drawn[0].name}：{group.mean} 分"
    shown.sheet.table.opened.emit(shown.sheet.table._rows_model.rows[0])
    seat.wait()
    dialog = seat.dialog(TeacherDialog)
    assert any(step.sheet_id for step in dialog.steps)
    dialog.accept()
    years.look_by(TEACHERS)
    assert years.table is not None
    years.table.opened.emit(years.lines[0])
    seat.wait()
    assert seat.dialog(TeacherDialog).windowTitle() == f"{years.lines[0].name}的学期成绩"
