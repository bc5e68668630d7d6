"""The terms of checks as they stand: page, papers and packs of one sitting share what was read and worked out."""

from datetime import date

from edudesk.base import clock
from edudesk.base.memory import uncollected
from edudesk.checks.rules.summary import Known, TermSummary
from edudesk.checks.service.reading import Term, TermReader
from edudesk.store.context import Context
from edudesk.store.rights import Right

_KEPT = 4  # terms: the one in sight, the one before it, and two that somebody leafs through
_Stamp = tuple[int, int, date]


class TermSummaries:
    """Each term is read and worked out once, as long as no row of the school changes and the day is the same."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.reader = TermReader(context)
        self._kept: dict[Term, tuple[_Stamp, TermSummary]] = {}

    def of(self, school_year: str, term: str, *, keeps: bool = True) -> TermSummary:
        """A term with its lines worked out; takes up to a quarter of a second, so not in the window's thread. Of one that
        was looked at before only what changed is read and worked out again.

        keeps: False for one that nobody looks at for long.
        """
        self.context.require(Right.SEE_ROSTER)
        with self.context.reading(Right.SEE_CHECKS) as connection:
            stamp = *self.context.stamp(connection), clock.today()
        before = kept = self._kept.pop((school_year, term), None)
        if kept is None or kept[0] != stamp:
            kept = stamp, self._made(school_year, term, before[1].known if before is not None else Known())
        if keeps or before is not None:
            self._kept = {**dict(list(self._kept.items())[1 - _KEPT :]), (school_year, term): kept}
        return kept[1]

    @uncollected()
    def _made(self, school_year: str, term: str, known: Known) -> TermSummary:
        summary = TermSummary(self.reader.facts(school_year, term), known)
        _ = summary.lines
        return summary

    def is_checked(self, school_year: str, term: str) -> bool:
        """Whether there is a check in a term."""
        return any((row.school_year, row.term) == (school_year, term) for row in self.reader.campaigns.rows())
