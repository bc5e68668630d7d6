"""What follows from the school's facts: years, terms and weeks, names of classes, the next school year."""

from edudesk.school.rules.calendar import CalendarDate, CalendarWeek, calendar_weeks
from edudesk.school.rules.class_names import class_names
from edudesk.school.rules.classes import (
    class_doubts,
    class_key,
    class_name,
    class_of,
    class_problems,
    grade_order,
)
from edudesk.school.rules.departments import department_problems
from edudesk.school.rules.holidays import ProposedDays, proposed_days
from edudesk.school.rules.identity import doubts, problems, status_words
from edudesk.school.rules.rollover import ClassMove, YearProposal, is_due, propose_year
from edudesk.school.rules.stats import ClassFigures, class_figures, stats_doubts, stats_problems
from edudesk.school.rules.terms import day_problems, term_at, term_nearest, term_problems, week_in, week_of
from edudesk.school.rules.years import next_year, printed_year, read_school_year, school_year_of, term_of

__all__ = [
    "CalendarDate",
    "CalendarWeek",
    "ClassFigures",
    "ClassMove",
    "ProposedDays",
    "YearProposal",
    "calendar_weeks",
    "class_doubts",
    "class_figures",
    "class_key",
    "class_name",
    "class_names",
    "class_of",
    "class_problems",
    "day_problems",
    "department_problems",
    "doubts",
    "grade_order",
    "is_due",
    "next_year",
    "printed_year",
    "problems",
    "propose_year",
    "proposed_days",
    "read_school_year",
    "school_year_of",
    "stats_doubts",
    "stats_problems",
    "status_words",
    "term_at",
    "term_nearest",
    "term_of",
    "term_problems",
    "week_in",
    "week_of",
]
