"""One list of everything that can be exported: the golden tests, the demo and the export command run over it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any, Final, TypeAlias

from edudesk.appraisal.reports import catalogue as appraisal_catalogue
from edudesk.base import clock
from edudesk.base.document import Document
from edudesk.base.errors import UserError
from edudesk.base.form import FormBook
from edudesk.base.masking import Audience
from edudesk.base.report import Report
from edudesk.checks.reports import catalogue as check_catalogue
from edudesk.governance.reports import catalogue as governance_catalogue
from edudesk.indicators.reports import catalogue as indicator_catalogue
from edudesk.plan.reports import catalogue as plan_catalogue
from edudesk.plan.rules.meant import uses
from edudesk.projects.forms.papers import PaperForm
from edudesk.projects.reports import catalogue as project_catalogue
from edudesk.roster.reports import catalogue
from edudesk.roster.reports.facts import Facts
from edudesk.school.reports import calendar_report
from edudesk.school.rules.terms import term_nearest
from edudesk.submissions.appraisal_papers import appraisal_facts
from edudesk.submissions.figures import indicator_facts
from edudesk.submissions.footing import footer
from edudesk.submissions.governance_papers import governance_facts
from edudesk.submissions.of_plan import PLAN
from edudesk.submissions.plan_papers import plan_facts
from edudesk.submissions.project_papers import PROJECTS, handing_in, project_facts, with_paper
from edudesk.submissions.reports import team
from edudesk.submissions.rules.asked import own_text
from edudesk.submissions.sources import Sources
from edudesk.submissions.term_papers import check_facts, timetable_facts
from edudesk.timetable.reports import catalogue as timetable_catalogue

CALENDAR: Final = "school_calendar"
APPRAISAL: Final = "appraisal"
Paper: TypeAlias = Report | FormBook | Document


@dataclass(frozen=True)
class Offer:
    """One thing that can be exported. feature: the word of the export command (roster); make: as of a day;
    unit: of its rows. form: of a paper about one project. What is made of projects takes the id of one too: a list is of
    this one only; a paper without it is that of the first that hands it in now, else of the first that has it at all, or
    an empty form. A paper of a plan or a self-evaluation takes the id of one as well."""

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
        about: dict[str, Any] = {}
        if subject and self.feature in (PROJECTS, PLAN, APPRAISAL):
            about["subject"] = subject
        if subject and self.feature == PROJECTS:
            about["kit"] = kit
        return self.make(sources, audience, on or clock.today(), **about)


def offers() -> tuple[Offer, ...]:
    """Everything that can be exported, in the order a list shows it."""
    return (
        *(_offer("roster", one, roster_facts) for one in catalogue.sheets()),
        Offer(CALENDAR, "school", "校历", _calendar),
        Offer(team.KEY, "team", team.TITLE, _team_analysis, ("pdf", "docx"), unit="人"),
        *(
            _offer("checks", one, partial(check_facts, has_earlier=one.has_earlier))
            for one in check_catalogue.sheets()
        ),
        *map(_project_offer, project_catalogue.sheets()),
        *(_offer("timetable", one, timetable_facts) for one in timetable_catalogue.sheets()),
        *(_offer("indicators", one, indicator_facts) for one in indicator_catalogue.sheets()),
        *(
            _offer(PLAN, one, partial(plan_facts, use=uses((one.key,))[one.key]))
            for one in plan_catalogue.sheets()
        ),
        *(_offer("governance", one, governance_facts) for one in governance_catalogue.sheets()),
        *(_offer(APPRAISAL, one, appraisal_facts) for one in appraisal_catalogue.sheets()),
    )


def roster_facts(sources: Sources, on: date, chosen: frozenset[str] | None = None) -> Facts:
    """What the roster's papers are made from, as of a day. chosen: ids of the teachers wanted, None = all."""
    return replace(sources.roster_facts.on(on), footer=footer(sources), chosen=chosen)


def _offer(room: str, sheet: Any, facts: Callable[..., Any]) -> Offer:
    """A paper of a room. sheet: as its catalogue has it; facts: what it is made from, as of a day, and of which subject."""

    def make(sources: Sources, audience: Audience, on: date, subject: str = "") -> Paper:
        told = facts(sources, on, subject) if subject else facts(sources, on)
        made: Paper = sheet.build(told, audience)
        return made

    return Offer(f"{room}_{sheet.key}", room, sheet.title, make, sheet.formats, sheet.audiences, sheet.unit)


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
            subject = next((row.id for row in handing_in(form, sources) or with_paper(form, sources)), "")
        chosen = [subject] if subject and form is None else None
        return sheet.build(project_facts(sources, on, subject, chosen=chosen, kit=kit), audience)

    return Offer(
        f"{PROJECTS}_{sheet.key}",
        PROJECTS,
        sheet.title,
        make,
        sheet.formats,
        sheet.audiences,
        sheet.unit,
        form,
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
