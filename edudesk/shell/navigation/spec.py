"""One page of the window: what the sidebar shows of it, how it is built when first shown, where its views are kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from edudesk.kit.page import Page, PageCard
from edudesk.kit.views import Keep

if TYPE_CHECKING:
    from edudesk.desk import Desk
    from edudesk.shell.main_window import MainWindow


@dataclass(frozen=True)
class PageSpec:
    """One page. group: heading in the sidebar; None = reached from page `under` only, which stays marked.

    is_tab: of the page `under`; the search finds it like those of the sidebar. lead(window, record): the page in front with
    a record of its own, as lines of the start page name it (base.due.Due.record); None = the page alone.
    """

    card: PageCard
    build: Callable[[MainWindow], Page]
    group: str | None
    under: str = ""
    is_tab: bool = False
    lead: Callable[[MainWindow, str], object] | None = None


def views_of(desk: Desk, page: str) -> Keep:
    """Where a page keeps its named views: in the school file."""
    return Keep(partial(desk.views.read, page), partial(desk.views.write, page))
