"""The timeline on paper: a bar for each project over its half years, with the stages in their places."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest

from edudesk.base.along import Along, BarMark, Look, PaperBar
from edudesk.base.masking import Audience
from edudesk.papers.pages import PdfPages
from edudesk.papers.pdf import write_report
from edudesk.projects.reports.timeline import timeline
from edudesk.projects.rows.lines import ProjectLine
from edudesk.projects.rules.stages import Dot
from tests.projects.test_papers import facts_of
from tests.projects.test_timeline import line

TODAY = date(2026, 11, 22)
DOTS = (
    Dot("立项", "立项", "2025-03-01", "", "done"),
    Dot("中期", "中期检查", "", "2026-06-30", "next", is_late=True),
    Dot("结题", "结题", "", "2027-06-30", "later"),
)


def called(title: str, start: str = "", end: str = "", *, is_live: bool = True) -> ProjectLine:
    found = line(start, end, is_live=is_live)
    return replace(found, project=replace(found.project, id=title, title=title))


def test_a_project_is_a_bar_over_its_half_years() -> None:
    lines = [called("甲", start="2025-03-01", end="2027-06-30"), called("乙")]
    facts = replace(
        facts_of(None), on=TODAY, today=TODAY, lines=lambda: lines, dots=lambda _ids: {lines[0].id: DOTS}
    )
    report = timeline(facts, Audience.BUREAU)
    assert [(one.parent, one.title) for one in report.columns[5:]] == [
        ("2024—2025 学年", "下学期"),
        ("2025—2026 学年", "上学期"),
        ("2025—2026 学年", "下学期"),
        ("2026—2027 学年", "上学期"),
        ("2026—2027 学年", "下学期"),
    ]
    assert report.rows[0][5:] == ("立项 03-01", "", "中期 06-30", "", "结题 06-30")
    along = report.along
    assert along is not None
    assert (along.column, along.last) == (5, 9)
    assert (along.days[0], along.days[-1]) == (date(2025, 2, 1), date(2027, 8, 1))
    assert along.bars[0].marks == (
        BarMark(date(2025, 3, 1), is_done=True),
        BarMark(date(2026, 6, 30), is_late=True),
        BarMark(date(2027, 6, 30)),
    )
    assert along.bars[1].start is None


def test_years_without_room_are_left_out_with_their_projects() -> None:
    lines = [
        called("旧", start="2010-03-01", end="2012-06-30", is_live=False),
        called("长", start="2014-03-01", end="2031-06-30"),
    ]
    facts = replace(facts_of(None), on=TODAY, today=TODAY, lines=lambda: lines)
    report = timeline(facts, Audience.BUREAU)
    assert len(report.columns) == 5 + 12
    assert [row[1] for row in report.rows] == ["长"]
    assert "注：另有 1 项不在这几个学年里，没有列出。" in report.notes


@pytest.mark.parametrize(
    ("day", "x"),
    [
        (date(2026, 1, 1), 100.0),  # before the first
        (date(2026, 2, 1), 100.0),
        (date(2026, 5, 2), pytest.approx(149.7, abs=0.1)),  # 90 of 181 days
        (date(2026, 8, 1), 200.0),
        (date(2027, 2, 1), 400.0),
        (date(2030, 1, 1), 400.0),
    ],
)
def test_a_day_stands_between_the_edges_of_its_half_year(day: date, x: float) -> None:
    along = Along(1, (date(2026, 2, 1), date(2026, 8, 1), date(2027, 2, 1)), TODAY, ())
    assert along.place(day, [0.0, 100.0, 200.0, 400.0]) == x


def test_bars_are_printed_below_the_words() -> None:
    """What is on, what is over and what is wished for differ in black and white too."""
    facts = replace(
        facts_of(None),
        on=TODAY,
        today=TODAY,
        lines=lambda: [called("甲", start="2026-02-01", end="2027-01-31")],
    )
    report = timeline(facts, Audience.BUREAU)
    assert report.along is not None

    def picture(look: Look) -> bytes:
        bar = PaperBar(date(2026, 2, 1), date(2027, 7, 31), look)
        memory = BytesIO()
        write_report(replace(report, along=replace(report.along, bars=(bar,))), memory)
        with PdfPages(memory.getvalue()) as pages:
            return bytes(pages.picture(0, 1.0).data)

    assert len({picture(look) for look in Look}) == 3
