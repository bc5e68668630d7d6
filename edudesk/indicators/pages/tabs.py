"""What the pages of the indicators have in common: one heading, a row of tabs under it, year and 学段 of the region."""

from collections.abc import Iterable, Sequence

from PySide6.QtWidgets import QWidget

from edudesk.indicators.pages import INDICATORS, TABS
from edudesk.indicators.rows.stored import RegionRow
from edudesk.kit import page_tabs
from edudesk.kit.page import PageHead
from edudesk.kit.page_tabs import ShowPage
from edudesk.school.pages.tabs import PickBox, year_choices
from edudesk.school.rows import SchoolDraft
from edudesk.school.rows.stages import STAGE_WORDS, stages_of


def put_tabs(head: PageHead, own: str, show_page: ShowPage, tools: Sequence[QWidget] = ()) -> None:
    """The tabs of the indicators under the heading of one of their pages."""
    page_tabs.put_tabs(head, page_tabs.PageTabs(TABS, own, show_page, tools), INDICATORS.title)


class RegionBoxes:
    """Which school year and 学段 of the region is shown."""

    def __init__(self) -> None:
        self.year, self.stage = PickBox("学年"), PickBox("学段")
        self.stage.setMinimumWidth(100)

    @property
    def tools(self) -> tuple[QWidget, ...]:
        """Beside the tabs."""
        return self.stage, self.year

    def offer(self, rows: Iterable[RegionRow], school: SchoolDraft) -> None:
        """The years and 学段 there are, those of the school among them."""
        every = list(rows)
        years = {school.school_year, *(row.school_year for row in every)} - {""}
        self.year.offer(year_choices(years), school.school_year)
        kinds = [stage.word for stage in stages_of(school.stage)]
        known = {*kinds, *(row.stage for row in every)}
        stages = [word for word in STAGE_WORDS.words if word in known or not known]
        self.stage.offer([(word, word) for word in stages], next(iter(kinds), stages[0]))
        self.stage.setVisible(len(stages) > 1)
