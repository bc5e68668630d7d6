"""The row of tabs over the pages of the plan, with the plan and the year they all show."""

from edudesk.kit.page import PageHead
from edudesk.kit.page_tabs import PageTabs, ShowPage
from edudesk.kit.page_tabs import put_tabs as put
from edudesk.plan.pages import PLAN, TABS


def put_tabs(head: PageHead, own: str, show_page: ShowPage) -> None:
    """Under the heading of a page."""
    put(head, PageTabs(TABS, own, show_page), PLAN.title)
