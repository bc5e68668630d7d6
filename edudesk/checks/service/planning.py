"""What a check would take: read from the roster, the school and what was checked before, to look at first."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from edudesk.checks.rows.campaigns import CLASSES, WHOLE, CampaignDraft, CampaignRow, UnitDraft, UnitRow
from edudesk.checks.rules.campaigns import drawn_of, excuses, forms_for, queue, scope_of
from edudesk.checks.rules.groups import group_of, groups_by_subject, leaders
from edudesk.checks.rules.scheme import scheme_for
from edudesk.checks.rules.together import looks_together, sampled_together
from edudesk.checks.rules.units import Room, Teaching, Who, merged, units
from edudesk.checks.service.campaigns import CampaignService
from edudesk.checks.service.forms import FormService
from edudesk.checks.service.terms import AllowanceService, SchemeService
from edudesk.roster.rows import GONE
from edudesk.roster.rules.checking import periods_of
from edudesk.roster.service import TeacherService
from edudesk.roster.service.histories import HistoryService
from edudesk.roster.service.taught import assignments_of
from edudesk.school.rows.terms import FIRST_TERM, SECOND_TERM
from edudesk.school.rules.class_names import class_names
from edudesk.school.rules.classes import grade_above
from edudesk.school.rules.years import is_day, term_months
from edudesk.school.service import SchoolService
from edudesk.school.service.calendar import TermService
from edudesk.school.service.classes import ClassService
from edudesk.school.service.departments import DepartmentService
from edudesk.store.context import Context


def proposed(context: Context, draft: CampaignDraft) -> list[UnitDraft]:
    """The units of a check as they would be stored, in the order of the queue.

    Who has left or has not yet come when the check begins is not among them, nor a subject that has no such thing by the
    量化方案, unless it is asked for by name; who is 免检, 不参评 or away for long is
    listed as such where everybody is looked at, and never drawn.
    """
    return proposed_together(context, [draft])[0]


def proposed_together(context: Context, drafts: Sequence[CampaignDraft]) -> list[list[UnitDraft]]:
    """As proposed(), check after check, of checks made in one pass (同时抽查): of one term, days and scope, the persons
    drawn once, the same inspectors at all forms of a person. drafts: the first says how is drawn and who looks."""
    first = drafts[0]
    terms = {(term.school_year, term.term): term.start for term in TermService(context).rows()}
    begun = terms.get((first.school_year, first.term), "")
    statuses = _statuses(context, first.begins or begun)
    rows = [row for row in teaching(context, first.school_year, first.term) if row.teacher_id in statuses]
    offered = FormService(context).offered(first.ends or first.begins)
    graduating = _graduating(context, first.school_year)
    rooms = _rooms(context, first.school_year, first.term)
    out = scheme_for(SchemeService(context).rows(), first.school_year, first.term).subjects_out
    found = [
        [
            unit
            for unit in units(
                rows, draft.school_year, scope_of(draft), forms_for(draft, offered), graduating, rooms
            )
            if unit.subject not in out.get(draft.kind, ()) or unit.subject in scope_of(draft).subjects
        ]
        for draft in drafts
    ]
    allowances = AllowanceService(context).rows()
    of_term = [row for row in allowances if (row.school_year, row.term) == (first.school_year, first.term)]
    away = [excuses(draft, statuses, of_term) for draft in drafts]
    heads = leaders(DepartmentService(context).rows())
    due = [
        [unit for unit in every if unit.teacher_id not in excused]
        for every, excused in zip(found, away, strict=True)
    ]
    if first.sampling != WHOLE:
        last = CampaignService(context).last_checked(first.kind)
        since = begun or f"{term_months(first.school_year, first.term)[0]}-01"  # without a 校历
        found = due = sampled_together(first, due, last, since)
    looks = looks_together(first, due, heads) if len(drafts) > 1 else None
    return [
        queue("", draft, every, excused, heads, looks)
        for draft, every, excused in zip(drafts, found, away, strict=True)
    ]


def missing(context: Context, campaign: CampaignRow) -> list[UnitDraft]:
    """Units of a published check that came since: everybody of the scope where all are looked at, else further subjects
    and classes of who was drawn. Another draw would be another check."""
    found, present = (
        proposed(context, replace(campaign, sampling=WHOLE)),
        CampaignService(context).units(campaign.id),
    )
    if campaign.sampling == CLASSES:
        return _of_drawn(found, present, drawn_of(campaign, present))
    there = {(unit.teacher_id or unit.name) for unit in present}
    return [unit for unit in found if campaign.sampling == WHOLE or (unit.teacher_id or unit.name) in there]


def _of_drawn(
    found: Sequence[UnitDraft], present: Sequence[UnitRow], classes: Sequence[str]
) -> list[UnitDraft]:
    """Units of the drawn classes that nobody is listed for; of several classes those of the draw alone."""
    narrowed = [
        replace(unit, classes="、".join(name for name in unit.classes.split("、") if name in classes))
        for unit in found
    ]
    there = {
        (unit.teacher_id or unit.name, unit.subject, name)
        for unit in present
        for name in unit.classes.split("、")
    }
    return [
        unit
        for unit in narrowed
        if unit.classes
        and not any(
            (unit.teacher_id or unit.name, unit.subject, name) in there for name in unit.classes.split("、")
        )
    ]


def teaching(
    context: Context, school_year: str, term: str, histories: HistoryService | None = None
) -> list[Teaching]:
    """Who teaches what in a term, rows of one subject joined; who teaches nothing is missing. histories: one that has
    read the teachers already."""
    of_term = assignments_of(histories or HistoryService(context), school_year, term)
    groups, kind = groups_by_subject(DepartmentService(context).rows()), _kind(context)
    return merged(
        Teaching(
            teacher_id=line.teacher.id,
            name=line.teacher.name,
            staff_no=line.teacher.staff_no,
            group=group_of(line.held.subject, groups),
            subject=line.held.subject,
            stage=line.held.stage or line.teacher.stage,
            kind=kind,
            classes=line.held.classes,
            periods=periods_of(line.held.weekly_periods),
        )
        for line in of_term
    )


def _kind(context: Context) -> str:
    """What the names of classes are read by."""
    school = SchoolService(context).get()
    return school.stage if school else ""


def _statuses(context: Context, day: str) -> dict[str, str]:
    """Teacher id -> 在岗, 长期请假 … of who is at the school on an ISO day, "" = today."""
    teachers = TeacherService(context)
    rows = teachers.rows_on(date.fromisoformat(day)) if is_day(day) else teachers.rows()
    return {row.id: row.status for row in rows if row.status not in GONE}


def _graduating(context: Context, school_year: str) -> frozenset[str]:
    """Names of the last grades."""
    grades = {row.grade for row in ClassService(context).rows() if row.school_year == school_year}
    return frozenset(grade for grade in grades if grade_above(grade) is None)


def _rooms(context: Context, school_year: str, term: str) -> Mapping[str, Room]:
    """The classes of a year by printed name, each with its 班主任 of the term; one of the first goes on in the second."""
    kind = _kind(context)
    heads: dict[str, Who] = {}
    lines = HistoryService(context).told("head_teacher", term_months(school_year, FIRST_TERM)[0])
    of_year = [line for line in lines if line.held.school_year == school_year and line.held.term]
    for line in sorted(of_year, key=lambda line: line.held.term == SECOND_TERM):
        if line.held.term in (term, FIRST_TERM):
            who = Who(line.teacher.id, line.teacher.name, line.teacher.staff_no)
            heads |= dict.fromkeys(class_names(line.held.class_name, school_year, kind) or (), who)
    keys = {row.name: row.class_key for row in ClassService(context).rows() if row.school_year == school_year}
    return {name: Room(keys.get(name, ""), heads.get(name)) for name in keys | heads}
