"""What the papers of the checks and of the timetable are made from: of a term, out of the open school."""

from datetime import date
from functools import cache, partial

from edudesk.base import clock
from edudesk.checks.reports.facts import CheckFacts
from edudesk.checks.rules.ledger import LedgerLine, ledger_lines
from edudesk.checks.rules.summary import TermSummary
from edudesk.checks.service.forms import FormService
from edudesk.checks.service.photos import photos_of
from edudesk.checks.service.reading import term_before
from edudesk.school.rules.terms import term_nearest
from edudesk.school.rules.years import term_and_year
from edudesk.school.service.departments import DepartmentService
from edudesk.submissions.footing import footer as footer
from edudesk.submissions.sources import Sources
from edudesk.timetable.reports.facts import TimetableFacts
from edudesk.timetable.rules.bells import default_bells
from edudesk.timetable.service.reading import term_plan


def check_facts(
    sources: Sources,
    on: date,
    *,
    school_year: str = "",
    term: str = "",
    campaign_id: str = "",
    chosen: frozenset[str] | None = None,
    has_earlier: bool = True,
) -> CheckFacts:
    """What the papers of the checks are made from: of the term that holds the day, else of the nearest.

    school_year, term: another term; campaign_id: the check wanted, "" = all of the term; chosen: ids of the teachers
    wanted, None = all; has_earlier: with the term before.
    """
    if not school_year:
        school_year, term = _term_around(sources, on)
    before = term_before(school_year, term)
    summaries = sources.check_summaries
    frozen = sources.check_results.frozen(school_year, term)
    frozen_before = sources.check_results.frozen(*before) if has_earlier else None
    summary = summaries.of(school_year, term)
    return CheckFacts(
        school=sources.school.identity(),
        summary=summary,
        today=clock.today(),
        earlier=summaries.of(*before) if has_earlier and summaries.is_checked(*before) else None,
        edition=frozen[0] if frozen else None,
        frozen=frozen[1] if frozen else (),
        earlier_frozen=frozen_before[1] if frozen_before else (),
        footer=footer(sources),
        campaign_id=campaign_id,
        chosen=chosen,
        ledger=cache(lambda: _ledger_of(sources, summary)),
        terms=cache(sources.check_years.figures),
        offered=cache(FormService(sources.context).offered),
        leaders=_leaders(sources),
        photos=partial(photos_of, sources.attachments),
        lists=sources.standards.lists(),
    )


def _leaders(sources: Sources) -> dict[str, str]:
    """Who leads a 教研组, by its name, and a 年级组, by its grade too."""
    names = {row.id: row.name for row in sources.teachers.rows()}
    rows = DepartmentService(sources.context).rows()
    led = {row: names.get(row.head_id, row.head) for row in rows}
    return {row.grade: who for row, who in led.items()} | {row.name: who for row, who in led.items()}


def _ledger_of(sources: Sources, summary: TermSummary) -> list[LedgerLine]:
    people, today = summary.facts.people, clock.today()
    return ledger_lines(
        summary.facts.problems,
        numbers=sources.check_problems.numbers(),
        name_of=lambda word: people[word].name if word in people else word,
        checks={key: check.title for key, check in summary.campaigns.items()},
        files=sources.attachments.counts(),
        stage=sources.school.identity().stage,
        today=today,
    )


def timetable_facts(
    sources: Sources,
    on: date,
    *,
    school_year: str = "",
    term: str = "",
    chosen: frozenset[str] | None = None,
) -> TimetableFacts:
    """What the papers of the timetable are made from: of the term that holds the day, else of the nearest.

    school_year, term: another term; chosen: classes or teacher ids wanted, None = all.
    """
    if not school_year:
        school_year, term = _term_around(sources, on)
    plan, school = term_plan(sources.context, school_year, term), sources.school.identity()
    names = {row.id: row.name for row in sources.teachers.rows()}
    return TimetableFacts(
        school=school,
        school_year=school_year,
        term=term,
        lessons=plan.lessons,
        bells=plan.bells or default_bells(school.stage, school_year, term),
        classes=plan.classes,
        names=names,
        today=clock.today(),
        heads={name: "、".join(names.get(one, "") for one in ids) for name, ids in plan.heads.items()},
        is_default=not plan.bells,
        footer=footer(sources),
        chosen=chosen,
    )


def _term_around(sources: Sources, on: date) -> tuple[str, str]:
    nearest = term_nearest(on, sources.terms.rows())
    return (nearest.school_year, nearest.term) if nearest else term_and_year(on.isoformat())
