"""The pages of the window in their order, a module for each feature.

Modules of pages are imported inside the builders: the start page alone is needed for the first picture,
and the others together cost as much time as Qt itself.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from edudesk.base.due import PRESSING, Due
from edudesk.shell.navigation import (
    appraisal,
    checks,
    governance,
    home,
    indicators,
    plan,
    projects,
    roster,
    school,
    store,
    submissions,
)
from edudesk.shell.navigation.spec import PageSpec

__all__ = ["PAGES", "PageSpec", "pressing"]

PAGES: tuple[PageSpec, ...] = (
    *home.PAGES,
    *plan.PAGES,
    *roster.PAGES,
    *checks.PAGES,
    *projects.PAGES,
    *indicators.PAGES,
    *governance.PAGES,
    *appraisal.PAGES,
    *submissions.PAGES,
    *school.PAGES,
    *roster.SETTINGS,
    *store.PAGES,
)


def pressing(dues: Iterable[Due], today: date) -> dict[str, int]:
    """How much is late or due this week, by the page of the sidebar that it is done under."""
    under = {spec.card.name: spec.under for spec in PAGES}
    found: Counter[str] = Counter()
    for due in dues:
        if due.urgency(today) in PRESSING:
            name = due.page
            while under.get(name):
                name = under[name]
            found[name] += 1
    return dict(found)
