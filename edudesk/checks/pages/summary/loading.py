"""A term with the one before it and what was frozen: read beside the window, looked at by page and dialogs."""

from collections.abc import Sequence
from dataclasses import dataclass

from edudesk.checks.pages.sources import CheckSources
from edudesk.checks.rows.terms import EditionRow, ResultRow
from edudesk.checks.rules.freezing import Difference, differences
from edudesk.checks.rules.group_figures import GROUPS, GroupLine, group_lines
from edudesk.checks.rules.item_figures import ItemLine, item_lines
from edudesk.checks.rules.over_terms import TermFigures
from edudesk.checks.rules.summary import TermSummary
from edudesk.checks.service.reading import term_before
from edudesk.school.rules.years import printed_year


@dataclass(frozen=True)
class Loaded:
    """summary: its figures are worked out already; earlier: of the term before, None when nothing was checked in it;
    editions: how often it was frozen; frozen: results of the edition that counts, () while the term is open; items,
    groups: what was lost on each item, and the 教研组."""

    summary: TermSummary
    earlier: TermFigures | None
    editions: Sequence[EditionRow]
    frozen: Sequence[ResultRow]
    items: Sequence[ItemLine]
    groups: Sequence[GroupLine]

    @property
    def term_words(self) -> str:
        """2026—2027学年 第一学期."""
        facts = self.summary.facts
        return f"{printed_year(facts.school_year)}学年 {facts.term}"

    @property
    def is_frozen(self) -> bool:
        """Whether the result of the term is 归档."""
        return bool(self.frozen)

    @property
    def changed(self) -> list[Difference]:
        """Who would have another result than the frozen one."""
        return differences(self.frozen, self.summary)


def load(sources: CheckSources, school_year: str, term: str) -> Loaded:
    """Read everything; takes a tenth of a second and more, so never in the window's thread."""
    summaries, before = sources.check_summaries, term_before(school_year, term)
    frozen = sources.check_results.frozen(school_year, term)
    summary = summaries.of(school_year, term)
    return Loaded(
        summary,
        sources.check_years.of(*before),
        sources.check_results.editions(school_year, term),
        frozen[1] if frozen else (),
        item_lines(summary),
        group_lines(summary, GROUPS),
    )
