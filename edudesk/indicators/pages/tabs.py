"""What the pages of the indicators have in common: one heading, a row of tabs under it."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from edudesk.indicators.pages import INDICATORS, TABS
from edudesk.kit import page_tabs
from edudesk.kit.page import PageHead
from edudesk.kit.page_tabs import ShowPage


def put_tabs(head: PageHead, own: str, show_page: ShowPage, tools: Sequence[QWidget] = ()) -> None:
    """The tabs of the indicators under the heading of one of their pages."""
    page_tabs.put_tabs(head, page_tabs.PageTabs(TABS, own, show_page, tools), INDICATORS.title)
