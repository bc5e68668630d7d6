"""What the pages of the checks have in common: one heading, a row of tabs under it."""

from edudesk.checks.pages import CHECKS, TABS
from edudesk.kit import page_tabs
from edudesk.kit.page import PageHead
from edudesk.kit.page_tabs import ShowPage


def put_tabs(head: PageHead, own: str, show_page: ShowPage) -> None:
    """The tabs of the checks under the heading of one of their pages."""
    page_tabs.put_tabs(head, page_tabs.PageTabs(TABS, own, show_page), CHECKS.title)
