"""Exports of governance: its lists, and the papers of the chosen meeting or inspection."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QMenu, QWidget

from edudesk.base import clock
from edudesk.governance.reports.catalogue import Sheet, sheets
from edudesk.kit.buttons import button
from edudesk.kit.export_dialog import Choice, ExportDialog
from edudesk.kit.writing import Writable
from edudesk.roster.pages.as_of import days_offered
from edudesk.roster.reports.lists import paper_name
from edudesk.submissions.governance_papers import governance_facts
from edudesk.submissions.sources import Sources

if TYPE_CHECKING:
    from edudesk.governance.pages.records import RecordsPage

_ABOUT = {"governance": "meeting", "governance_inspections": "inspection"}
"""What the records of a page are, as papers about one call them."""


def governance_sheets_button(sources: Sources, page: "RecordsPage") -> QWidget:
    """导出 ▾: the lists, then the papers of the record that is chosen."""
    made = button("导出 ▾", icon_name="export")
    menu = QMenu(made)
    menu.aboutToShow.connect(lambda: _fill(menu, sources, page))
    made.setMenu(menu)
    return made


def _fill(menu: QMenu, sources: Sources, page: "RecordsPage") -> None:
    menu.clear()
    for sheet in sheets():
        if not sheet.about:
            menu.addAction(sheet.title).triggered.connect(partial(export_sheet, sources, page, sheet, None))
    about = _ABOUT.get(page.name)
    if about is None:
        return
    chosen = page.table.selected()
    menu.addSection(chosen[0].title if len(chosen) == 1 else f"选中一次{page.noun}后可导出它的材料")
    for sheet in sheets():
        if sheet.about == about and len(chosen) == 1:
            menu.addAction(sheet.title).triggered.connect(
                partial(export_sheet, sources, page, sheet, chosen[0])
            )


def export_sheet(sources: Sources, page: QWidget, sheet: Sheet, row: Any, _on: bool = False) -> ExportDialog:
    """Asks for the day, the format and the audience. row: the record a paper is about, None for a list."""
    about = {f"{sheet.about}_id": row.id} if row is not None else {}

    def prepare(choice: Choice) -> Callable[[], Writable]:
        facts = governance_facts(sources, choice.day or clock.today(), **about)
        return lambda: sheet.build(facts, choice.audience)

    def name(choice: Choice) -> str:
        title = f"{row.title}{sheet.title}" if row is not None else sheet.title
        return paper_name(sources.school.identity(), title, choice.day or clock.today(), choice.audience)

    dialog = ExportDialog(
        page,
        f"导出{sheet.title}",
        prepare,
        name,
        sources.exports.leaving,
        audiences=sheet.audiences,
        formats=sheet.formats,
        day=None,
        days=days_offered,
    )
    dialog.open()
    return dialog
