"""The figures of every term, kept in the school file: ten years are shown in the time of one."""

import logging
from collections.abc import Mapping
from typing import Any

from edudesk.base.errors import UserError
from edudesk.base.jobs import Step, silent
from edudesk.checks.rows.campaigns import DRAFT
from edudesk.checks.rules.over_terms import (
    MOST_TERMS,
    TermFigures,
    figures_frozen,
    figures_now,
    plain_figures,
    read_figures,
)
from edudesk.checks.service.reading import Term
from edudesk.checks.service.results import ResultService
from edudesk.checks.service.summaries import TermSummaries
from edudesk.checks.service.touched import touched_terms
from edudesk.store import journal, settings
from edudesk.store.context import Context
from edudesk.store.engine import StoreDamaged
from edudesk.store.rights import Right

log = logging.getLogger(__name__)
_KEPT = "checks.figures.1."  # another number when the same sheets come to other figures
_SEQ = "seq"  # the entry of the journal up to which the kept figures hold
_BEHIND = 500  # entries, from which it is brought up to date though nothing was touched


class OverTerms:
    """Every term worked out once; only those that something was changed in are worked out again."""

    def __init__(self, context: Context, summaries: TermSummaries) -> None:
        self.context = context
        self._summaries, self._results = summaries, ResultService(context)
        self._found: tuple[tuple[int, int], list[TermFigures]] | None = None

    def figures(self, step: Step = silent) -> list[TermFigures]:
        """The last ten years, oldest first; of a term that is 归档 the figures of its result.

        Takes a tenth of a second, and up to a quarter more for each term that changed: not in the window's thread.
        """
        self.context.require(Right.SEE_ROSTER)
        with self.context.reading(Right.SEE_CHECKS) as connection:
            stamp = self.context.store.generation, journal.last_change(connection)
        if self._found is None or self._found[0] != stamp:
            self._found = stamp, self._read(step)
        return self._found[1]

    def _read(self, step: Step) -> list[TermFigures]:
        terms, reader = self._terms(), self._summaries.reader
        spans = {term: reader.days(*term) for term in terms}
        with self.context.reading(Right.SEE_CHECKS) as connection:
            last = journal.last_change(connection)
            kept = settings.under(connection, _KEPT)
            seen = kept.pop(_SEQ, last)
            touched, reaches_all = touched_terms(connection, seen, spans)
        gone = {_key(term) for term in touched} & kept.keys()
        if reaches_all:
            gone |= {key for key, one in kept.items() if one and not one["is_frozen"]}
        wanted = [term for term in terms if not kept.get(_key(term)) or _key(term) in gone]
        fresh = {}
        for number, term in enumerate(wanted):
            step(number, len(wanted), f"正在汇总 {term[0]}学年{term[1]}")
            fresh[term] = self._worked_out(*term)
        if fresh or gone or last - seen > _BEHIND:
            told = dict.fromkeys(gone) | {_key(term): plain_figures(one) for term, one in fresh.items()}
            self._keep(told | {_SEQ: last})
        return [fresh.get(term) or read_figures(*term, kept[_key(term)]) for term in terms]

    def _terms(self) -> list[Term]:
        """The terms with checks that were published."""
        checks = self._summaries.reader.campaigns.rows()
        return sorted({(row.school_year, row.term) for row in checks if row.status != DRAFT})[-MOST_TERMS:]

    def _worked_out(self, school_year: str, term: str) -> TermFigures:
        frozen = self._results.frozen(school_year, term)
        if frozen is not None:
            return figures_frozen(school_year, term, frozen[1])
        return figures_now(self._summaries.of(school_year, term, keeps=False))

    def _keep(self, told: Mapping[str, Any]) -> None:
        """A disk that is full must keep nobody from reading: it is worked out again the next time."""
        try:
            with self.context.store.transaction() as connection:
                for key, value in told.items():
                    settings.put(connection, f"{_KEPT}{key}", value)
        except StoreDamaged:
            raise
        except UserError:
            log.warning("the figures of %d terms were not kept", len(told), exc_info=True)


def _key(term: Term) -> str:
    return ".".join(term)
