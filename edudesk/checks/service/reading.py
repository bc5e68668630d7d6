"""A term of checks read from the checks, the roster and the school: what summary, sheets and result are made of."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from edudesk.base import clock
from edudesk.base.memory import uncollected
from edudesk.checks.rows.campaigns import UnitRow
from edudesk.checks.rows.sheets import DRAFT
from edudesk.checks.rows.terms import EXEMPTED, AllowanceRow, SchemeDraft
from edudesk.checks.rules.scheme import Exempt, scheme_for
from edudesk.checks.rules.summary import TermSummary, called_by
from edudesk.checks.rules.taking_part import Part, spells, taking_part
from edudesk.checks.rules.term_facts import Person, TermFacts
from edudesk.checks.rules.units import Teaching, grades_of
from edudesk.checks.service.campaigns import CampaignService
from edudesk.checks.service.forms import FormService
from edudesk.checks.service.patrols import ListeningService, PatrolService
from edudesk.checks.service.planning import teaching
from edudesk.checks.service.problems import ProblemService
from edudesk.checks.service.results import ResultService
from edudesk.checks.service.sheets import SheetService
from edudesk.checks.service.terms import AllowanceService, SchemeService
from edudesk.roster.rows import TeacherRow
from edudesk.roster.service.histories import HistoryService
from edudesk.school.rows.terms import FIRST_TERM, SECOND_TERM
from edudesk.school.rules.class_names import class_names
from edudesk.school.rules.years import first_of, term_months, year_from
from edudesk.school.service.calendar import TermService
from edudesk.store.context import Context

Term = tuple[str, str]
"""School year and term."""


class TermReader:
    """Reads terms; what does not change between two readings (teachers, checks) is read once."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.campaigns = CampaignService(context)
        self._sheets, self._forms = SheetService(context), FormService(context)
        self._problems, self._patrols = ProblemService(context), PatrolService(context)
        self._listening, self._allowances = ListeningService(context), AllowanceService(context)
        self._results = ResultService(context)
        self._schemes, self._terms = SchemeService(context), TermService(context)
        self._histories = HistoryService(context)

    @uncollected()
    def facts(self, school_year: str, term: str) -> TermFacts:
        """Everything a term is judged by; the scheme is the shipped one while the school has none of its own."""
        chosen = school_year, term

        def of_term(rows: Sequence[Any]) -> list[Any]:
            return [row for row in rows if (row.school_year, row.term) == chosen]

        start, end = self.days(school_year, term)
        units = self.campaigns.units_of_term(school_year, term)
        campaigns = of_term(self.campaigns.rows())
        known = {row.id for row in campaigns}  # a check may be deleted between two readings
        units = [row for row in units if row.campaign_id in known]
        scheme = scheme_for(self._schemes.rows(), school_year, term)
        patrols = self._patrols.between(start.isoformat(), end.isoformat())
        listening, allowances = of_term(self._listening.rows()), of_term(self._allowances.rows())
        named = {row.teacher_id for rows in (patrols, listening, allowances) for row in rows}
        if stood_in := {unit.substitute.strip() for unit in units} - {""}:
            # of two of a name both: whose figure it is nobody can tell then, and neither has it alone
            rows = self._histories.teachers()
            named |= {row.id for row in rows if stood_in & set(called_by(row.name, row.staff_no))}
        return TermFacts(
            school_year=school_year,
            term=term,
            start=start,
            end=end,
            today=clock.today(),
            scheme=scheme,
            people=self._people(chosen, (start, end), units, named, scheme.minimum_weeks),
            campaigns=campaigns,
            units=units,
            sheets=[
                row
                for row in self._sheets.of_term(school_year, term)
                if row.status != DRAFT and row.campaign_id in known
            ],
            removed=self._sheets.removed(school_year, term),
            corrected=self.campaigns.corrected_units(),
            forms=self._forms.every(),
            problems=self._problems.of_term(school_year, term),
            patrols=patrols,
            listening=listening,
            allowances=allowances,
            before=self._before(school_year, term, scheme, allowances),
        )

    def _before(
        self, school_year: str, term: str, scheme: SchemeDraft, allowances: Sequence[AllowanceRow]
    ) -> Mapping[str, Mapping[str, Decimal]]:
        """The means of the term before, kind by kind, of those who are 免检 and count with them: as they were frozen,
        else as they stand."""
        exempt = {row.teacher_id for row in allowances if row.kind == EXEMPTED}
        if not exempt or scheme.exempt_by != Exempt.BEFORE.value:
            return {}
        last = term_before(school_year, term)
        frozen = self._results.frozen(*last)
        found = {
            row.teacher_id: {kind: Decimal(value) for kind, value in row.told.get("kinds", {}).items()}
            for row in (frozen[1] if frozen is not None else ())
            if row.teacher_id in exempt
        }
        if all(found.get(teacher_id) for teacher_id in exempt):
            return found
        lines = TermSummary(self.facts(*last)).by_id
        return {
            teacher_id: found.get(teacher_id) or lines[teacher_id].score.kinds
            for teacher_id in exempt
            if found.get(teacher_id) or teacher_id in lines
        }

    def days(self, school_year: str, term: str) -> tuple[date, date]:
        """First and last day of a term: as the school wrote them down, else August to January, February to July."""
        return self.spans([(school_year, term)])[school_year, term]

    def spans(self, terms: Iterable[Term]) -> dict[Term, tuple[date, date]]:
        """The days of some terms."""
        written = {(row.school_year, row.term): row for row in self._terms.rows()}
        return {
            term: (date.fromisoformat(row.start), date.fromisoformat(row.end))
            if (row := written.get(term)) is not None
            else _usual_days(*term)
            for term in terms
        }

    def _people(
        self,
        chosen: Term,
        days: tuple[date, date],
        units: Sequence[UnitRow],
        named: set[str],
        minimum_weeks: int,
    ) -> Mapping[str, Person]:
        """Who teaches in the term, was looked at or is named in it, by pinyin; who is gone from the roster keeps a name."""
        taught: dict[str, list[Teaching]] = defaultdict(list)
        for row in teaching(self.context, *chosen, self._histories):
            taught[row.teacher_id].append(row)
        changes: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for line in self._histories.told("status"):
            changes[line.teacher.id].append((line.held.begins or line.held.since, line.held.status))
        names = {unit.teacher_id: unit for unit in reversed(units) if unit.teacher_id}
        wanted = taught.keys() | names.keys() | named
        found: dict[str, Person] = {}
        for teacher in self._histories.teachers():
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
        return _told_apart(found)


def term_facts(context: Context, school_year: str, term: str) -> TermFacts:
    """One term, read by itself."""
    return TermReader(context).facts(school_year, term)


def _told_apart(people: Mapping[str, Person]) -> dict[str, Person]:
    """Who has the name of another has the 工号 behind it, on every page and paper (教学常规检查 5.2)."""
    counts = Counter(person.name for person in people.values())
    return {
        key: replace(person, name=f"{person.name}（{person.staff_no}）")
        if counts[person.name] > 1 and person.staff_no
        else person
        for key, person in people.items()
    }


def _usual_days(school_year: str, term: str) -> tuple[date, date]:
    first, last = term_months(school_year, term)
    end = date.fromisoformat(f"{last}-28") + timedelta(days=4)
    return date.fromisoformat(f"{first}-01"), end - timedelta(days=end.day)


def term_before(school_year: str, term: str) -> Term:
    """The term before one."""
    if term == SECOND_TERM:
        return school_year, FIRST_TERM
    return year_from(first_of(school_year) - 1), SECOND_TERM


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
