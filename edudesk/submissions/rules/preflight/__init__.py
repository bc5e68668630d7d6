"""The look before sending (报送前检查): what is missing, does not add up, is out of date or must not go out."""

from collections.abc import Callable, Iterable

from edudesk.submissions.rows.findings import Finding, Level
from edudesk.submissions.rules.preflight.dates import dates
from edudesk.submissions.rules.preflight.looked import Looked
from edudesk.submissions.rules.preflight.needs import TERM, is_need, missing_facts
from edudesk.submissions.rules.preflight.printed import (
    blanks,
    empty_lists,
    enclosures,
    glyphs,
    masked_words,
    masks,
    open_doubts,
)
from edudesk.submissions.rules.preflight.sums import counts_of, sums

__all__ = ["TERM", "Looked", "is_need", "preflight"]


def preflight(looked: Looked) -> tuple[Finding, ...]:
    """Everything found, the worst first; what was looked at and is well stands at the end."""
    found: list[Finding] = []
    for look, well in _LOOKS:
        own = list(look(looked))
        if not own and (words := well(looked)):
            own = [Finding(Level.GOOD, words)]
        found += own
    return tuple(sorted(found, key=lambda one: list(Level).index(one.level)))


def _nothing(looked: Looked) -> str:
    return ""


# a look -> what is said when it finds nothing; "" = nothing, also where there was nothing to look at
_LOOKS: tuple[tuple[Callable[[Looked], Iterable[Finding]], Callable[[Looked], str]], ...] = (
    (missing_facts, lambda looked: "必填的信息都已填写" if looked.pack.needs else ""),
    (blanks, _nothing),
    (empty_lists, _nothing),
    (sums, lambda looked: "合计与花名册一致" if any(map(counts_of, looked.papers.values())) else ""),
    (dates, _nothing),
    (glyphs, _nothing),
    (masks, masked_words),
    (enclosures, _nothing),
    (open_doubts, _nothing),
)
