"""The pages of the window in their order, a module for each feature.

Modules of pages are imported inside the builders: the start page alone is needed for the first picture,
and the others together cost as much time as Qt itself.
"""

from edudesk.shell.navigation import checks, home, indicators, projects, roster, school, store, submissions
from edudesk.shell.navigation.spec import PageSpec

__all__ = ["PAGES", "PageSpec"]

PAGES: tuple[PageSpec, ...] = (
    *home.PAGES,
    *roster.PAGES,
    *checks.PAGES,
    *projects.PAGES,
    *indicators.PAGES,
    *submissions.PAGES,
    *school.PAGES,
    *roster.SETTINGS,
    *store.PAGES,
)
