"""The look before sending (报送前检查): what is missing, does not add up, is out of date or must not go out."""

from collections.abc import Callable, Iterable

from edudesk.submissions.rows.findings import Finding, Level
from edudesk.submissions.rules.preflight.dates import dates
from edudesk.submissions.rules.preflight.looked import Looked
from edudesk.submissions.rules.preflight.needs import is_need, missing_facts
from edudesk.submissions.rules.preflight.printed import blanks, enclosures, glyphs, masks, open_doubts
from edudesk.submissions.rules.preflight.sums import sums

__all__ = ["Looked", "is_need", "preflight"]


# a look -> what is said when it finds nothing; "" = nothing
_LOOKS: tuple[tuple[Callable[[Looked], Iterable[Finding]], str], ...] = (
    (missing_facts, "必填的信息都已填写"),
    (blanks, ""),
    (sums, "合计与花名册一致"),
    (dates, ""),
    (glyphs, ""),
    (masks, "身份证号和电话已按“{audience}”处理"),
    (enclosures, ""),
    (open_doubts, ""),
)


def preflight(looked: Looked) -> tuple[Finding, ...]:
    """Everything found, the worst first; what was looked at and is well stands at the end."""
    found: list[Finding] = []
    for look, well in _LOOKS:
        own = list(look(looked))
        found += own or (
            [Finding(Level.GOOD, well.format(audience=looked.pack.audience.mark))] if well else []
        )
    return tuple(sorted(found, key=lambda one: list(Level).index(one.level)))
