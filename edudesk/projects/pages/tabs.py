"""What the pages of the projects have in common: one heading, a row of tabs under it."""

from edudesk.kit import page_tabs
from edudesk.kit.page import PageHead
from edudesk.kit.page_tabs import ShowPage
from edudesk.projects.pages import PROJECTS, TABS


def put_tabs(head: PageHead, own: str, show_page: ShowPage) -> None:
    """The tabs of the projects under the heading of one of their pages."""
    page_tabs.put_tabs(head, page_tabs.PageTabs(TABS, own, show_page), PROJECTS.title)
