"""What the checks and the projects come to on a day, read once for all figures of it."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from sqlalchemy import Connection, func, select

from edudesk.base import clock
from edudesk.base.dates import months_later
from edudesk.checks.rows.campaigns import DRAFT, CampaignRow
from edudesk.checks.rules.as_of import as_of
from edudesk.checks.rules.over_terms import TermFigures, figures_now
from edudesk.checks.rules.summary import TermSummary
from edudesk.checks.service.over_terms import OverTerms
from edudesk.checks.service.patrols import ListeningService
from edudesk.checks.service.problems import ProblemService
from edudesk.checks.service.progress import progress_of
from edudesk.checks.service.summaries import TermSummaries
from edudesk.checks.tables import Campaign
from edudesk.indicators.rules.doings import (
    CHECKS,
    LESSONS,
    PROJECTS,
    Checked,
    Covered,
    Doings,
    Ended,
    Late,
    Made,
    Projects,
    Taking,
)
from edudesk.projects.forms.value import ENDED
from edudesk.projects.rows.kinds import KindVersionRow
from edudesk.projects.rows.lines import ProjectLine
from edudesk.projects.rows.people import TEAM
from edudesk.projects.service.board import BoardService
from edudesk.projects.service.kinds import kinds_in
from edudesk.projects.tables import (
    Deliverable,
    KindVersion,
    ProjectBudget,
    ProjectMember,
    ProjectSpending,
    ProjectStep,
)
from edudesk.roster.rows import TeacherRow
from edudesk.roster.service import TeacherService
from edudesk.school.rules.years import school_year_of, term_and_year, term_months
from edudesk.store.context import Context
from edudesk.store.records import Records
from edudesk.store.rights import Right
from edudesk.store.tables import core
from edudesk.timetable.service.lessons import LessonService

_SEES = {
    CHECKS: (Right.SEE_CHECKS, Right.SEE_ROSTER),
    PROJECTS: (Right.SEE_PROJECTS,),
    LESSONS: (Right.SEE_TIMETABLE,),
}


class _Read(Doings):
    """Each part read when it is asked for."""

    if TYPE_CHECKING:
        _reader: "DoingsReader"
        _day: date

    def __init__(self, reader: "DoingsReader", day: date, refused: frozenset[str]) -> None:
        self.__dict__.update(_reader=reader, _day=day, refused=refused)

    @cached_property
    def checks(self) -> Checked | None:
        return None if CHECKS in self.refused else self._reader.checked(self._day)

    @cached_property
    def projects(self) -> Projects:
        return Projects() if PROJECTS in self.refused else self._reader.projects(self._day)

    @cached_property
    def lessons(self) -> dict[tuple[str, str], Fraction]:
        return {} if LESSONS in self.refused else self._reader.taught(self._day)

    @cached_property
    def year_ago(self) -> list[TeacherRow]:
        return self._reader.year_ago(self._day)


class DoingsReader:
    """years, summaries: the terms of checks as they are kept; board: the projects."""

    def __init__(
        self, context: Context, years: OverTerms, summaries: TermSummaries, board: BoardService
    ) -> None:
        self.context = context
        self._years, self._summaries, self._board = years, summaries, board
        self._problems, self._listening = ProblemService(context), ListeningService(context)
        self._lessons, self._teachers = LessonService(context), TeacherService(context)
        self._kinds = Records(context, KindVersion, KindVersionRow)

    def on(self, day: date) -> Doings:
        """As of a day; what somebody may not see is told instead.

        A term that is over, and that of today, come out of the kept figures; a past day of an open term is worked out
        from its sheets up to then, which takes up to a quarter of a second.
        """
        rights = self.context.actor.rights
        return _Read(
            self, day, frozenset(word for word, needed in _SEES.items() if not rights.issuperset(needed))
        )

    def year_ago(self, day: date) -> list[TeacherRow]:
        """The teachers a year before a day."""
        return self._teachers.rows_on(date.fromisoformat(months_later(day.isoformat(), -12)))

    def taught(self, day: date) -> dict[tuple[str, str], Fraction]:
        """Periods of a week by class and subject; those of every second week count half."""
        found: dict[tuple[str, str], Fraction] = defaultdict(Fraction)
        for row in self._lessons.of_term(*term_and_year(day.isoformat())):
            found[row.class_name, row.subject] += Fraction(1, 2) if row.weeks else 1
        return dict(found)

    # checks

    def checked(self, day: date) -> Checked | None:
        """The last term with a check that has begun by the day."""
        last = day.isoformat()
        every = [
            row
            for row in self._summaries.reader.campaigns.rows()
            if row.status != DRAFT and row.begins <= last
        ]
        if not every:
            return None
        term = max((row.school_year, row.term) for row in every)
        mine = [row for row in every if (row.school_year, row.term) == term]
        listening = [row for row in self._listening.rows() if (row.school_year, row.term) == term]
        return Checked(
            school_year=term[0],
            term=term[1],
            covered=self._covered(term, mine, last),
            figures=self._figures(*term, day),
            problems=[one for one in self._problems.since("") if one.found_on <= last],
            listening=[one for one in listening if one.checked_on <= last],
        )

    def _covered(self, term: tuple[str, str], checks: list[CampaignRow], last: str) -> list[Covered]:
        c = core(Campaign).c
        of_term = (c.school_year == term[0]) & (c.term == term[1])
        with self.context.reading(Right.SEE_CHECKS) as connection:
            progress = progress_of(connection, of_term, last)
        return [
            Covered(row.id, row.title, row.kind, *progress[row.id])
            for row in sorted(checks, key=lambda row: (row.begins, row.id))
            if row.id in progress
        ]

    def _figures(self, school_year: str, term: str, day: date) -> TermFigures:
        _, end = self._summaries.reader.days(school_year, term)
        if day >= min(end, clock.today()) and (found := self._years.of(school_year, term)):
            return found
        facts = self._summaries.reader.facts(school_year, term)
        return figures_now(TermSummary(as_of(facts, day)))

    # projects

    def projects(self, day: date) -> Projects:
        """The projects on a day."""
        lines, late = self._board.lines(day), self._board.due(day, within=-1)
        by_id, last = {one.id: one for one in lines}, day.isoformat()
        with self.context.reading(Right.SEE_PROJECTS) as connection:
            return Projects(
                lines=lines,
                taking=_taking(connection, last),
                ended=list(self._ended(connection, lines, day)),
                made=[one for one in _made(connection, day) if one.project_id in by_id],
                late=[Late(by_id[row.id], node) for row, node in late],
                money=_money(connection, last),
            )

    def _ended(self, connection: Connection, lines: list[ProjectLine], day: date) -> Iterator[Ended]:
        """The projects that had to end in the school year up to the day, and those that did."""
        first, last = f"{term_months(school_year_of(day), '第一学期')[0]}-01", day.isoformat()
        kinds, s = kinds_in(connection, self._kinds), core(ProjectStep).c
        steps: dict[str, list[tuple[str, str]]] = {}
        query = select(s.project_id, s.to_stage, s.on).where(s.deleted_at == "", s.on <= last)
        for project_id, stage, on in connection.execute(query.order_by(s.on, s.id)):
            steps.setdefault(project_id, []).append((stage, on))
        for line in lines:
            is_over = line.phase == ENDED
            if not (is_over or line.is_live) or not line.project.end:
                continue
            kind, due = kinds.of(line.project), line.project.end
            on = next((on for stage, on in steps.get(line.id, ()) if kind.phase(stage) == ENDED), "")
            if first <= due <= last or (is_over and first <= on):
                yield Ended(line.id, line.title, due, on if is_over else "", is_over)


def _taking(connection: Connection, day: str) -> list[Taking]:
    m = core(ProjectMember).c
    query = select(m.teacher_id, m.project_id).where(
        m.deleted_at == "", m.teacher_id != "", m.role.in_(TEAM), m.joined <= day, (m.left == "") | (m.left >= day)
    )  # fmt: skip
    return [Taking(*one) for one in connection.execute(query.distinct())]


def _made(connection: Connection, day: date) -> list[Made]:
    """Of the school year up to the day; a 成果 of a month counts from its first day."""
    c, first = core(Deliverable).c, term_months(school_year_of(day), "第一学期")[0]
    query = select(c.project_id, c.title, c.kind, c.level, c.on).where(
        c.deleted_at == "", c.on >= first, c.on <= day.isoformat()
    )
    return [Made(*one) for one in connection.execute(query.order_by(c.on, c.id))]


def _money(connection: Connection, day: str) -> list[tuple[str, str, str]]:
    """Budget and what was paid by the day, to the cent."""
    b, s = core(ProjectBudget).c, core(ProjectSpending).c
    budgets = select(b.project_id, func.sum(b.yuan)).where(b.deleted_at == "").group_by(b.project_id)
    paid = select(s.project_id, func.sum(s.yuan)).where(s.deleted_at == "", s.on <= day)
    spent = dict(connection.execute(paid.group_by(s.project_id)).all())
    return [(key, _cents(of), _cents(spent.get(key))) for key, of in connection.execute(budgets)]


def _cents(amount: float | None) -> str:
    return str(Decimal(str(amount or 0)).quantize(Decimal("0.01")))
