"""任课 of a term: what units of checks, lessons and rounds go by."""

from edudesk.roster.histories.ledger import LedgerLine
from edudesk.roster.service.histories import HistoryService
from edudesk.school.rows.terms import FIRST_TERM
from edudesk.school.rules.years import term_months


def assignments_of(histories: HistoryService, school_year: str, term: str) -> list[LedgerLine]:
    """The 任课 that hold in a term, with a subject. In the second term who has no rows of it goes on as in the first,
    as the roster shows it: a school need not enter all of them again in February."""
    since, until = term_months(school_year, FIRST_TERM)[0], term_months(school_year, term)[1]
    of_year = [
        line
        for line in histories.told("assignment", since, until)
        if line.held.school_year == school_year and line.held.subject
    ]
    own = {line.teacher.id for line in of_year if line.held.term == term}
    return [line for line in of_year if line.held.term == term or line.teacher.id not in own]
