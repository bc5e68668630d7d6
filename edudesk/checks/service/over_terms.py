"""The figures of every term, kept in the school file: ten years are shown in the time of one."""

import logging
from collections.abc import Mapping, Sequence
from threading import Lock
from typing import Any

from sqlalchemy import Connection

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
from edudesk.store import settings
from edudesk.store.context import Context
from edudesk.store.engine import StoreDamaged
from edudesk.store.rights import Right

log = logging.getLogger(__name__)
_KEPT = "checks.figures.3."  # another number when the same sheets come to other figures
_SEQ = "seq"  # the entry of the journal up to which the kept figures hold
_BEHIND = 500  # entries, from which it is brought up to date though nothing was touched


class OverTerms:
    """Every term worked out once; only those that something was changed in are worked out again."""

    def __init__(self, context: Context, summaries: TermSummaries) -> None:
        self.context = context
        self._summaries, self._results = summaries, ResultService(context)
        self._known: dict[Term, TermFigures] = {}
        self._told: dict[Term, Mapping[str, Any]] = {}  # as the file keeps those nobody has asked for yet
        # the entry up to which they hold, and of which content of the file
        self._seen = self._generation = -1
        self._stale: set[Term] = set()  # which the file still keeps as they were
        self._turn = Lock()  # or what one thread read before a change is taken for what another saw after it

    def figures(self, step: Step = silent) -> list[TermFigures]:
        """The last ten years, oldest first; of a term that is 归档 the figures of its result.

        Takes a tenth of a second, and up to a quarter more for each term that changed: not in the window's thread.
        """
        return self._brought(self._terms()[-MOST_TERMS:], step)

    def of(self, school_year: str, term: str) -> TermFigures | None:
        """One term; None when nothing was checked in it."""
        found = self._brought([one for one in self._terms() if one == (school_year, term)])
        return found[0] if found else None

    def _brought(self, terms: Sequence[Term], step: Step = silent) -> list[TermFigures]:
        """Terms as they stand: those that are not known any more are worked out, and kept."""
        self.context.require(Right.SEE_ROSTER)
        with self._turn:
            return self._brought_in_turn(terms, step)

    def _brought_in_turn(self, terms: Sequence[Term], step: Step) -> list[TermFigures]:
        with self.context.reading(Right.SEE_CHECKS) as connection:
            generation, last = self.context.stamp(connection)
            if generation != self._generation:
                self._known, (self._told, self._seen) = {}, _kept(connection, last)
                self._generation, self._stale = generation, set()
        self._forget(last)
        for term in terms:
            if term not in self._known and (told := self._told.get(term)):
                self._known[term] = read_figures(*term, told)
        wanted = [term for term in terms if term not in self._known]
        fresh = {}
        for number, term in enumerate(wanted):
            step(number, len(wanted), f"正在汇总 {term[0]}学年{term[1]}")
            fresh[term] = self._worked_out(*term)
        if fresh or self._stale or last - self._seen > _BEHIND:
            self._keep(fresh, last)
        self._known |= fresh
        self._seen = last
        return [self._known[term] for term in terms]

    def _forget(self, last: int) -> None:
        """Let go what may be other figures by now."""
        if last == self._seen:
            return
        is_frozen = {term: bool(one["is_frozen"]) for term, one in self._told.items()}
        is_frozen |= {term: one.is_frozen for term, one in self._known.items()}
        spans = self._summaries.reader.spans(is_frozen)
        with self.context.reading(Right.SEE_CHECKS) as connection:
            touched, reaches_all = touched_terms(connection, self._seen, spans)
        gone = [term for term in is_frozen if term in touched or (reaches_all and not is_frozen[term])]
        for term in gone:
            self._known.pop(term, None)
            self._told.pop(term, None)
        self._stale |= set(gone)

    def _terms(self) -> list[Term]:
        """The terms with checks that were published."""
        checks = self._summaries.reader.campaigns.rows()
        return sorted({(row.school_year, row.term) for row in checks if row.status != DRAFT})

    def _worked_out(self, school_year: str, term: str) -> TermFigures:
        frozen = self._results.frozen(school_year, term)
        if frozen is not None:
            return figures_frozen(*frozen)
        return figures_now(self._summaries.of(school_year, term, keeps=False))

    def _keep(self, fresh: Mapping[Term, TermFigures], last: int) -> None:
        """Fresh figures, and up to which entry all that is kept holds. A disk that is full must keep nobody from reading:
        it is worked out again the next time."""
        self._stale |= fresh.keys()
        told = {term: plain_figures(fresh[term]) if term in fresh else None for term in self._stale}
        try:
            with self.context.store.transaction() as connection:
                if self.context.store.generation != self._generation:  # a backup was restored meanwhile
                    return
                for term, value in told.items():
                    settings.put(connection, f"{_KEPT}{_key(term)}", value)
                settings.put(connection, f"{_KEPT}{_SEQ}", last)
        except StoreDamaged:
            raise
        except UserError:
            log.warning("the figures of %d terms were not kept", len(told), exc_info=True)
        else:
            self._stale = set()


def _kept(connection: Connection, last: int) -> tuple[dict[Term, Mapping[str, Any]], int]:
    """What was worked out before, and the entry of the journal up to which it holds."""
    told = settings.under(connection, _KEPT)
    seen = told.pop(_SEQ, last)
    return {_term(key): one for key, one in told.items() if one}, seen


def _key(term: Term) -> str:
    return ".".join(term)


def _term(key: str) -> Term:
    school_year, _, term = key.partition(".")
    return school_year, term
