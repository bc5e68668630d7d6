"""A term of checks read once, from the checks, the roster and the school: what summary, sheets and result are made of."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from edudesk.base import clock
from edudesk.checks.rows.campaigns import UnitRow
from edudesk.checks.rows.sheets import DRAFT
from edudesk.checks.rules.scheme import default_scheme
from edudesk.checks.rules.summary import Person, TermFacts
from edudesk.checks.rules.taking_part import Part, spells, taking_part
from edudesk.checks.rules.units import Teaching, grades_of
from edudesk.checks.service.campaigns import CampaignService
from edudesk.checks.service.forms import FormService
from edudesk.checks.service.patrols import ListeningService, PatrolService
from edudesk.checks.service.planning import teaching
from edudesk.checks.service.problems import ProblemService
from edudesk.checks.service.sheets import SheetService
from edudesk.checks.service.terms import AllowanceService, SchemeService
from edudesk.roster.rows import TeacherRow
from edudesk.roster.service import TeacherService
from edudesk.roster.service.histories import HistoryService
from edudesk.school.rows.terms import FIRST_TERM, SECOND_TERM
from edudesk.school.rules.class_names import class_names
from edudesk.school.rules.years import first_of, term_months, year_from
from edudesk.school.service.calendar import TermService
from edudesk.store.context import Context


def term_facts(context: Context, school_year: str, term: str) -> TermFacts:
    """Everything a term is judged by; the scheme is the shipped one while the school has none of its own."""
    start, end = term_days(context, school_year, term)
    campaigns, chosen = CampaignService(context), (school_year, term)
    checks = [row for row in campaigns.rows() if (row.school_year, row.term) == chosen]
    units = campaigns.units_of_term(school_year, term)
    schemes = [row for row in SchemeService(context).rows() if (row.school_year, row.term) == chosen]
    scheme = schemes[0] if schemes else default_scheme(school_year, term)
    patrols = PatrolService(context).between(start.isoformat(), end.isoformat())
    listening = [row for row in ListeningService(context).rows() if (row.school_year, row.term) == chosen]
    allowances = [row for row in AllowanceService(context).rows() if (row.school_year, row.term) == chosen]
    named = {row.teacher_id for rows in (patrols, listening, allowances) for row in rows}
    return TermFacts(
        school_year=school_year,
        term=term,
        start=start,
        end=end,
        today=clock.today(),
        scheme=scheme,
        people=_people(context, (school_year, term), (start, end), units, named, scheme.minimum_weeks),
        campaigns=checks,
        units=units,
        sheets=[row for row in SheetService(context).of_term(school_year, term) if row.status != DRAFT],
        forms=FormService(context).every(),
        problems=ProblemService(context).of_term(school_year, term),
        patrols=patrols,
        listening=listening,
        allowances=allowances,
    )


def term_days(context: Context, school_year: str, term: str) -> tuple[date, date]:
    """First and last day of a term: as the school wrote them down, else August to January, February to July."""
    for row in TermService(context).rows():
        if (row.school_year, row.term) == (school_year, term):
            return date.fromisoformat(row.start), date.fromisoformat(row.end)
    first, last = term_months(school_year, term)
    end = date.fromisoformat(f"{last}-28") + timedelta(days=4)
    return date.fromisoformat(f"{first}-01"), end - timedelta(days=end.day)


def term_before(school_year: str, term: str) -> tuple[str, str]:
    """The term before one."""
    if term == SECOND_TERM:
        return school_year, FIRST_TERM
    return year_from(first_of(school_year) - 1), SECOND_TERM


def _people(
    context: Context,
    chosen: tuple[str, str],
    days: tuple[date, date],
    units: Sequence[UnitRow],
    named: set[str],
    minimum_weeks: int,
) -> Mapping[str, Person]:
    """Who teaches in the term, was looked at or is named in it, by pinyin; who is gone from the roster keeps a name."""
    taught: dict[str, list[Teaching]] = defaultdict(list)
    for row in teaching(context, *chosen):
        taught[row.teacher_id].append(row)
    changes: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for line in HistoryService(context).told("status"):
        changes[line.teacher.id].append((line.held.begins or line.held.since, line.held.status))
    names = {unit.teacher_id: unit for unit in reversed(units) if unit.teacher_id}
    wanted = taught.keys() | names.keys() | named
    found: dict[str, Person] = {}
    for teacher in sorted(TeacherService(context).rows(), key=lambda row: (row.pinyin, row.id)):
        if teacher.id not in wanted:
            continue
        stood = spells(changes.get(teacher.id, ()), *days, came=teacher.school_start)
        if not stood and teacher.id not in names.keys() | named:
            continue
        part = taking_part(stood, *days, minimum_weeks)
        found[teacher.id] = _person(teacher, taught[teacher.id], chosen[0], part)
    for teacher_id, unit in names.items():
        if teacher_id not in found:
            found[teacher_id] = Person(
                id=teacher_id,
                name=unit.name,
                group=unit.group,
                groups=(unit.group,),
                subjects=tuple(filter(None, (unit.subject,))),
            )
    return found


def _person(teacher: TeacherRow, taught: Sequence[Teaching], school_year: str, part: Part) -> Person:
    rows = sorted(taught, key=lambda row: -(row.periods or 0))
    classes = [
        name
        for row in rows
        for name in class_names(row.classes, school_year, row.kind or row.stage) or (row.classes,)
    ]
    periods = [row.periods for row in rows if row.periods is not None]
    return Person(
        id=teacher.id,
        name=teacher.name,
        staff_no=teacher.staff_no,
        pinyin=teacher.pinyin,
        group=rows[0].group if rows else "",
        groups=tuple(dict.fromkeys(row.group for row in rows)),
        subjects=tuple(dict.fromkeys(row.subject for row in rows)),
        classes=tuple(filter(None, dict.fromkeys(classes))),
        grades=tuple(dict.fromkeys(grade for row in rows for grade in grades_of(row, school_year))),
        periods=sum(periods) if periods else None,
        post=teacher.admin_post,
        part=part,
    )
