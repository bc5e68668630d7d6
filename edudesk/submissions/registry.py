"""One list of everything that can be exported: the golden tests, the demo and the export command run over it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, partial
from typing import Final, TypeAlias

from edudesk.appraisal.reports import catalogue as appraisal_catalogue
from edudesk.base import clock
from edudesk.base.document import Document
from edudesk.base.errors import UserError
from edudesk.base.form import FormBook
from edudesk.base.masking import Audience
from edudesk.base.report import Report
from edudesk.checks.reports import catalogue as check_catalogue
from edudesk.checks.reports.facts import CheckFacts
from edudesk.checks.rules.ledger import LedgerLine, ledger_lines
from edudesk.checks.rules.summary import TermSummary
from edudesk.checks.service.forms import FormService
from edudesk.checks.service.photos import photos_of
from edudesk.checks.service.reading import term_before
from edudesk.governance.reports import catalogue as governance_catalogue
from edudesk.indicators.reports import catalogue as indicator_catalogue
from edudesk.plan.reports import catalogue as plan_catalogue
from edudesk.projects.forms.papers import PaperForm
from edudesk.projects.reports import catalogue as project_catalogue
from edudesk.projects.reports.facts import ProjectFacts
from edudesk.projects.reports.papers import is_handed_in, may_hand_in, suits
from edudesk.projects.rows.dossiers import Dossier
from edudesk.projects.rows.lines import ProjectLine
from edudesk.projects.rows.projects import ProjectRow
from edudesk.roster.reports import catalogue
from edudesk.roster.reports.catalogue import Sheet
from edudesk.roster.reports.facts import Facts
from edudesk.school.reports import calendar_report
from edudesk.school.rules.terms import term_nearest
from edudesk.school.rules.years import term_and_year
from edudesk.school.service.departments import DepartmentService
from edudesk.submissions.appraisal_papers import appraisal_facts
from edudesk.submissions.figures import indicator_facts
from edudesk.submissions.footing import footer as footer
from edudesk.submissions.governance_papers import governance_facts
from edudesk.submissions.plan_papers import plan_facts
from edudesk.submissions.reports import team
from edudesk.submissions.rules.asked import own_text
from edudesk.submissions.sources import Sources
from edudesk.timetable.reports import catalogue as timetable_catalogue
from edudesk.timetable.reports.facts import TimetableFacts
from edudesk.timetable.rules.bells import default_bells
from edudesk.timetable.service.reading import term_plan

CALENDAR: Final = "school_calendar"
_PROJECTS: Final = "projects"
Paper: TypeAlias = Report | FormBook | Document


@dataclass(frozen=True)
class Offer:
    """One thing that can be exported. feature: the word of the export command (roster); make: as of a day;
    unit: of its rows. form: of a paper about one project. What is made of projects takes the id of one too: a list is of
    this one only; a paper without it is that of the first that hands it in now, else of the first that has it at all, or
    an empty form."""

    key: str
    feature: str
    title: str
    make: Callable[..., Paper]
    formats: tuple[str, ...] = ("xlsx", "pdf")
    audiences: tuple[Audience, ...] = tuple(Audience)
    unit: str = "行"
    form: PaperForm | None = None

    def build(
        self,
        sources: Sources,
        audience: Audience,
        on: date | None = None,
        subject: str = "",
        kit: Mapping[str, str] | None = None,
    ) -> Paper:
        """The document as of a day, None = today. kit: the papers beside it (ProjectFacts). Raises UserError when it is not
        for this audience."""
        about = {"subject": subject, "kit": kit} if subject and self.feature == _PROJECTS else {}
        return self.make(sources, audience, on or clock.today(), **about)


def offers() -> tuple[Offer, ...]:
    """Everything that can be exported, in the order a list shows it."""
    return (
        *(_roster_offer(sheet) for sheet in catalogue.sheets()),
        Offer(CALENDAR, "school", "校历", _calendar),
        Offer(team.KEY, "team", team.TITLE, _team_analysis, ("pdf", "docx"), unit="人"),
        *(_check_offer(sheet) for sheet in check_catalogue.sheets()),
        *(_project_offer(sheet) for sheet in project_catalogue.sheets()),
        *(_timetable_offer(sheet) for sheet in timetable_catalogue.sheets()),
        *(_indicator_offer(sheet) for sheet in indicator_catalogue.sheets()),
        *(_plan_offer(sheet) for sheet in plan_catalogue.sheets()),
        *(_governance_offer(sheet) for sheet in governance_catalogue.sheets()),
        *(_appraisal_offer(sheet) for sheet in appraisal_catalogue.sheets()),
    )


def roster_facts(sources: Sources, on: date, chosen: frozenset[str] | None = None) -> Facts:
    """What the roster's papers are made from, as of a day. chosen: ids of the teachers wanted, None = all."""
    return replace(sources.roster_facts.on(on), footer=footer(sources), chosen=chosen)


def _roster_offer(sheet: Sheet) -> Offer:
    def make(sources: Sources, audience: Audience, on: date) -> Paper:
        return sheet.build(roster_facts(sources, on), audience)

    unit = "人" if sheet.group == catalogue.LISTS else "行"
    return Offer(f"roster_{sheet.key}", "roster", sheet.title, make, sheet.formats, sheet.audiences, unit)


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


def _check_offer(sheet: check_catalogue.Sheet) -> Offer:
    def make(sources: Sources, audience: Audience, on: date) -> Paper:
        return sheet.build(check_facts(sources, on, has_earlier=sheet.has_earlier), audience)

    return Offer(
        f"checks_{sheet.key}", "checks", sheet.title, make, sheet.formats, sheet.audiences, sheet.unit
    )


def project_facts(
    sources: Sources,
    on: date,
    project_id: str = "",
    *,
    year: str = "",
    chosen: Sequence[str] | None = None,
    batch: str = "",
    record: str = "",
    kit: Mapping[str, str] | None = None,
) -> ProjectFacts:
    """What the papers of the projects are made from.

    project_id: of the project a paper is about, "" = an empty form; year: calendar year of yearly papers, "" = the last
    one told; chosen: ids of the projects a list is of, in its order, None = all; batch: the round that is handed in, of
    that year, "" = the last one; record, kit: as those of the facts.
    """

    def lines() -> list[ProjectLine]:
        every = sources.project_board.lines(on)
        if chosen is None:
            return every
        known = {line.id: line for line in every}
        return [known[one] for one in chosen if one in known]

    def wanted() -> list[Dossier]:
        ids = [row.id for row in sources.projects.rows()] if chosen is None else list(chosen)
        return sources.project_dossiers.of_many(ids)

    return ProjectFacts(
        school=sources.school.identity(),
        on=on,
        today=clock.today(),
        footer=footer(sources),
        lines=cache(lines),
        dossiers=cache(wanted),
        dossier=sources.project_dossiers.of(project_id) if project_id else None,
        participation=lambda: sources.project_board.participation(on),
        year=year,
        batch=batch,
        record=record,
        kit=kit or {},
        dots=sources.project_board.dots,
    )


def _project_offer(sheet: project_catalogue.Sheet) -> Offer:
    form = sheet.form

    def make(
        sources: Sources,
        audience: Audience,
        on: date,
        subject: str = "",
        kit: Mapping[str, str] | None = None,
    ) -> Paper:
        if form is not None and not subject:
            subject = next((row.id for row in handing_in(form, sources) or _with_paper(form, sources)), "")
        chosen = [subject] if subject and form is None else None
        return sheet.build(project_facts(sources, on, subject, chosen=chosen, kit=kit), audience)

    return Offer(
        f"{_PROJECTS}_{sheet.key}",
        _PROJECTS,
        sheet.title,
        make,
        sheet.formats,
        sheet.audiences,
        sheet.unit,
        form,
    )


def handing_in(form: PaperForm, sources: Sources) -> list[ProjectRow]:
    """The projects that hand a paper in as they stand: of its families, in its phases, with the records it is about."""
    kinds = sources.project_kinds.kinds()
    having = sources.project_dossiers.having(form.wants) if form.wants else None
    return [
        row
        for row in sources.projects.rows()
        if suits(form, kinds.of(row))
        and is_handed_in(form, kinds.of(row), row.stage, row.level)
        and (having is None or row.id in having)
    ]


def _with_paper(form: PaperForm, sources: Sources) -> list[ProjectRow]:
    """The projects of the families of a paper, whatever stage they are in; none for one that is about records."""
    kinds = sources.project_kinds.kinds()
    return [] if form.wants else [row for row in sources.projects.rows() if suits(form, kinds.of(row))]


def papers_of(sources: Sources, project_id: str) -> list[project_catalogue.Sheet]:
    """The papers a project has or will have: those of its family whose records are there, in the order of use."""
    dossier = sources.project_dossiers.of(project_id)
    return [sheet for sheet in project_catalogue.sheets() if sheet.form and _is_of(sheet.form, dossier)]


def in_pack(sources: Sources, project_id: str, *, is_kit: bool = False) -> frozenset[str]:
    """Keys of the offers that a pack about a project has: papers of its kind and level whose time has not gone. is_kit: those
    that were handed in before too."""
    dossier = sources.project_dossiers.of(project_id)
    stage, level = dossier.project.stage, dossier.project.level
    return frozenset(
        f"{_PROJECTS}_{sheet.key}"
        for sheet in project_catalogue.sheets()
        if sheet.form
        and _is_of(sheet.form, dossier)
        and (is_kit or may_hand_in(sheet.form, dossier.kind, stage, level))
    )


def _is_of(form: PaperForm, dossier: Dossier) -> bool:
    return suits(form, dossier.kind) and (not form.wants or bool(getattr(dossier, form.wants)))


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


def _timetable_offer(sheet: timetable_catalogue.Sheet) -> Offer:
    def make(sources: Sources, audience: Audience, on: date) -> Paper:
        return sheet.build(timetable_facts(sources, on), audience)

    return Offer(
        f"timetable_{sheet.key}", "timetable", sheet.title, make, sheet.formats, sheet.audiences, sheet.unit
    )


def _indicator_offer(sheet: indicator_catalogue.Sheet) -> Offer:
    def make(sources: Sources, audience: Audience, on: date) -> Paper:
        return sheet.build(indicator_facts(sources, on), audience)

    return Offer(f"indicators_{sheet.key}", "indicators", sheet.title, make, sheet.formats, unit=sheet.unit)


def _plan_offer(sheet: plan_catalogue.Sheet) -> Offer:
    def make(sources: Sources, audience: Audience, on: date) -> Paper:
        return sheet.build(plan_facts(sources, on), audience)

    return Offer(f"plan_{sheet.key}", "plan", sheet.title, make, sheet.formats, sheet.audiences, sheet.unit)


def _governance_offer(sheet: governance_catalogue.Sheet) -> Offer:
    def make(sources: Sources, audience: Audience, on: date) -> Paper:
        return sheet.build(governance_facts(sources, on), audience)

    return Offer(
        f"governance_{sheet.key}", "governance", sheet.title, make, sheet.formats, sheet.audiences, sheet.unit
    )


def _appraisal_offer(sheet: appraisal_catalogue.Sheet) -> Offer:
    def make(sources: Sources, audience: Audience, on: date) -> Paper:
        return sheet.build(appraisal_facts(sources, on), audience)

    return Offer(
        f"appraisal_{sheet.key}", "appraisal", sheet.title, make, sheet.formats, sheet.audiences, sheet.unit
    )


def own_texts(sources: Sources, school_year: str) -> dict[str, str]:
    """The passages the school wrote for its reports: of the school year, else of the last one before."""
    rows = sources.texts.rows()
    found = {row.key: own_text(rows, row.key, school_year) for row in rows}
    return {key: text.text for key, text in found.items() if text is not None}


def _team_analysis(sources: Sources, audience: Audience, on: date) -> Document:
    facts = roster_facts(sources, on)
    return team.team_analysis(facts, own_texts(sources, facts.school_year), audience)


def _calendar(sources: Sources, audience: Audience, on: date) -> Report:
    term = term_nearest(on, sources.terms.rows())
    if term is None:
        raise UserError("还没有填写学期，不能生成校历。", "请先在学校基础信息里填写学期的起止日期。")
    return calendar_report(
        term,
        sources.days.rows(),
        sources.school.identity(),
        on=clock.today(),
        audience=audience,
        footer=footer(sources),
    )
