"""What follows from the school's facts.

Here stand years, the week of a day and the identity, which every start of the program shows; the rest is
imported from its modules: terms, calendar, holidays, classes, class_names, stats, rollover, departments.
"""

from edudesk.school.rules.identity import doubts, problems, status_words
from edudesk.school.rules.years import next_year, printed_year, read_school_year, school_year_of, term_of

__all__ = [
    "doubts",
    "next_year",
    "printed_year",
    "problems",
    "read_school_year",
    "school_year_of",
    "status_words",
    "term_of",
]
