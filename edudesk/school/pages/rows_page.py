"""A list of rows of the school: as kit.rows_page, with the tabs of the school above it."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from edudesk.kit import rows_page
from edudesk.kit.page_tabs import ShowPage
from edudesk.kit.rows_page import Entry
from edudesk.school.pages.tabs import put_tabs

__all__ = ["Entry", "RowsPage"]


class RowsPage(rows_page.RowsPage):
    """tools: at the right end of the tabs."""

    def __init__(
        self,
        undo: Callable[[], object],
        show_page: ShowPage,
        tools: Sequence[QWidget] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(undo, parent)
        put_tabs(self.head, self.name, show_page, tools)
