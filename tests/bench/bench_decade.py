"""Routine checks of ten years (500 teachers, 100,000 sheets) as somebody waits for them."""

import os
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.figure import Figure, best, seconds

OPENS, SAVES, SUMMARY, YEARS, YEARS_FIRST = 150, 50, 300, 500, 10_000  # milliseconds


def figures() -> list[Figure]:
    """Milliseconds, best of several: what somebody waits for on a machine that does nothing else."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication, QPushButton

    from edudesk.checks.pages.entry.page import EntryPage
    from edudesk.checks.pages.summary.loading import load
    from edudesk.checks.pages.summary.page import SummaryPage
    from edudesk.checks.rules.over_terms import GROUPS, PARTS, TEACHERS, lines_over
    from edudesk.checks.service.over_terms import OverTerms
    from edudesk.checks.service.summaries import TermSummaries
    from edudesk.desk import found_school
    from edudesk.kit.grab import settle
    from edudesk.kit.theme import start_theme
    from edudesk.school.rows import SchoolDraft
    from edudesk.school.sample import SCHOOL
    from edudesk.shell.people import RosterPeople
    from tests.bench.bench_checks import _fill
    from tests.bench.decade import fill

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    start_theme(app, "light")
    with TemporaryDirectory() as folder:
        file = Path(folder) / "十年.edudesk"
        with found_school(file, SchoolDraft(**SCHOOL)) as desk:
            sheets = fill(desk)
            last = next(row for row in reversed(desk.campaigns.rows()) if row.status == "进行中")
            year, term = last.school_year, last.term
            waiting = [unit.id for unit in reversed(desk.campaigns.units(last.id))]

            def change() -> None:
                desk.campaigns.set_unit(waiting.pop(), "请假", reason="病假")

            def after_a_change(job: Callable[[], object]) -> float:
                """Milliseconds, best of five, each time after another change."""
                took = []
                for _ in range(5):
                    change()
                    took.append(seconds(job, runs=1) * 1000)
                return min(took)

            def summed() -> None:
                assert len(TermSummaries(desk.context).of(year, term).lines) == 500

            def over_terms(years: OverTerms) -> None:
                terms = years.figures()
                assert len(lines_over(terms, PARTS)[0].points) == 20
                assert len(lines_over(terms, TEACHERS)) == 500
                lines_over(terms, GROUPS)

            def anew() -> None:
                over_terms(OverTerms(desk.context, TermSummaries(desk.context)))

            first = best(summed) * 1000
            years_first = seconds(anew, runs=1) * 1000
            years_opened = after_a_change(anew)
            years = after_a_change(lambda: over_terms(desk.check_years))

            summary = SummaryPage(desk, lambda: None, lambda *_: None, lambda _page: QPushButton())
            summary.resize(1240, 800)
            summary.show()
            settle()

            def look() -> None:
                summary._show(load(desk, year, term))
                app.processEvents()

            look()
            shown = after_a_change(look)
            page = EntryPage(desk, RosterPeople(desk), lambda: None)
            page.resize(1240, 800)
            page.show()
            settle()
            other = next(row.id for row in desk.campaigns.rows() if row.id != last.id)

            def open_check() -> None:
                page.open_check(other if page.check.campaigns[0].id == last.id else last.id)
                app.processEvents()

            opens = best(open_check, runs=6) * 1000
            page.open_check(last.id)
            saved = []
            for _ in range(5):
                _fill(page)

                def save() -> None:
                    page.save_and_next()
                    app.processEvents()

                saved.append(seconds(save, runs=1) * 1000)
            for one in (page, summary):
                one.close()
                one.deleteLater()
            settle()
    of = f"of {sheets:,} sheets in ten years"
    return [
        Figure(f"检查录入: a check {of} opened, painted", opens, OPENS, "ms"),
        Figure(f"检查录入: a sheet {of} stored and the next shown", min(saved), SAVES, "ms"),
        Figure(f"检查汇总: a term of 5,000 {of}, read for the first time", first, SUMMARY, "ms"),
        Figure("检查汇总: the whole page after a change, painted", shown, SUMMARY, "ms"),
        Figure(f"检查汇总 历年: all {of} after a change", years, YEARS, "ms"),
        Figure("检查汇总 历年: after a change, just opened", years_opened, YEARS, "ms"),
        Figure(f"检查汇总 历年: all {of}, no term worked out before", years_first, YEARS_FIRST, "ms"),
    ]
