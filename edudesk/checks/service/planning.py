"""What a check would take: read from the roster, the school and what was checked before, to look at first."""

from edudesk.checks.rows.campaigns import CampaignDraft, UnitDraft
from edudesk.checks.rules.campaigns import forms_for, queue, sampled, scope_of
from edudesk.checks.rules.groups import group_of, groups_by_subject
from edudesk.checks.rules.units import Teaching, merged, units
from edudesk.checks.service.campaigns import CampaignService
from edudesk.checks.service.forms import FormService
from edudesk.roster.rules.checking import periods_of
from edudesk.roster.service.histories import HistoryService
from edudesk.school.rules.classes import grade_above
from edudesk.school.rules.years import term_months
from edudesk.school.service import SchoolService
from edudesk.school.service.calendar import TermService
from edudesk.school.service.classes import ClassService
from edudesk.school.service.departments import DepartmentService
from edudesk.store.context import Context


def proposed(context: Context, draft: CampaignDraft) -> list[UnitDraft]:
    """The units of a check as they would be stored, in the order of the queue."""
    classes = ClassService(context).rows()
    last_grades = {row.grade for row in classes if row.school_year == draft.school_year}
    found = units(
        teaching(context, draft.school_year, draft.term),
        draft.school_year,
        scope_of(draft),
        forms_for(draft, FormService(context).offered()),
        frozenset(grade for grade in last_grades if grade_above(grade) is None),
    )
    terms = {(term.school_year, term.term): term.start for term in TermService(context).rows()}
    begun = terms.get((draft.school_year, draft.term), "")
    last = CampaignService(context).last_checked(draft.kind)
    return queue("", draft, sampled(draft, found, last, begun))


def teaching(context: Context, school_year: str, term: str) -> list[Teaching]:
    """Who teaches what in a term, rows of one subject joined; who teaches nothing is missing."""
    groups = groups_by_subject(DepartmentService(context).rows())
    school = SchoolService(context).get()
    return merged(
        Teaching(
            teacher_id=line.teacher.id,
            name=line.teacher.name,
            staff_no=line.teacher.staff_no,
            group=group_of(line.held.subject, groups),
            subject=line.held.subject,
            stage=line.held.stage or line.teacher.stage,
            kind=school.stage if school else "",
            classes=line.held.classes,
            periods=periods_of(line.held.weekly_periods),
        )
        for line in HistoryService(context).told("assignment", term_months(school_year, term)[0])
        if (line.held.school_year, line.held.term) == (school_year, term) and line.held.subject
    )
