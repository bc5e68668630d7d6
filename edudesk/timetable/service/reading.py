"""What a timetable is read and shown with: 任课 and 班主任 of its term, its periods."""

from dataclasses import dataclass

from edudesk.roster.service.heads import HeadService
from edudesk.roster.service.histories import HistoryService
from edudesk.roster.service.taught import assignments_of
from edudesk.school.rules.class_names import class_names
from edudesk.school.rules.classes import grade_order
from edudesk.school.service import SchoolService
from edudesk.school.service.classes import ClassService
from edudesk.store.context import Context
from edudesk.timetable.rows import BellRow, LessonRow
from edudesk.timetable.rules.teaching import Taught
from edudesk.timetable.service.lessons import BellService, LessonService


def taught_in(context: Context, school_year: str, term: str) -> list[Taught]:
    """The 任课 of a term, row by row, with the classes each is about."""
    school = SchoolService(context).get()
    kind = school.stage if school else ""
    return [
        Taught(
            line.teacher.id,
            line.teacher.name,
            line.held.subject,
            frozenset(class_names(line.held.classes, school_year, line.held.stage or kind) or ()),
        )
        for line in assignments_of(HistoryService(context), school_year, term)
    ]


@dataclass(frozen=True)
class TermPlan:
    """The timetable of a term with what it is held against. classes: printed names of the year, in their order; heads:
    class -> ids of its 班主任; kind: of the school."""

    school_year: str
    term: str
    lessons: tuple[LessonRow, ...]
    bells: tuple[BellRow, ...]
    taught: tuple[Taught, ...]
    heads: dict[str, tuple[str, ...]]
    classes: tuple[str, ...]
    kind: str


def term_plan(context: Context, school_year: str, term: str) -> TermPlan:
    """Everything of one term."""
    school = SchoolService(context).get()
    classes = [row for row in ClassService(context).rows() if row.school_year == school_year]
    bells = [row for row in BellService(context).rows() if (row.school_year, row.term) == (school_year, term)]
    return TermPlan(
        school_year,
        term,
        tuple(LessonService(context).of_term(school_year, term)),
        tuple(bells),
        tuple(taught_in(context, school_year, term)),
        HeadService(context).of(school_year, term),
        tuple(row.name for row in sorted(classes, key=lambda row: (grade_order(row.grade), row.number))),
        school.stage if school else "",
    )
