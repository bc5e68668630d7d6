"""Exports of the self-evaluations: table, report and the years beside each other, of the chosen one or the newest."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu, QWidget

from edudesk.appraisal.reports.catalogue import Sheet, sheets
from edudesk.base import clock
from edudesk.kit.buttons import button
from edudesk.kit.export_dialog import Choice, ExportDialog
from edudesk.kit.writing import Writable
from edudesk.roster.reports.lists import paper_name
from edudesk.submissions.appraisal_papers import appraisal_facts
from edudesk.submissions.sources import Sources

if TYPE_CHECKING:
    from edudesk.appraisal.pages.page import AppraisalsPage


def appraisal_sheets_button(sources: Sources, page: "AppraisalsPage") -> QWidget:
    """导出 ▾: the papers of the chosen self-evaluation, else of the newest; without any an empty form."""
    made = button("导出 ▾", icon_name="export")
    menu = QMenu(made)
    menu.aboutToShow.connect(lambda: _fill(menu, sources, page))
    made.setMenu(menu)
    return made


def _fill(menu: QMenu, sources: Sources, page: "AppraisalsPage") -> None:
    menu.clear()
    chosen = page.table.selected()
    row = chosen[0] if len(chosen) == 1 else next(iter(sources.appraisals.rows()), None)
    menu.addSection(f"{row.year}学年 {row.title}" if row is not None else "空白自评表")
    for sheet in sheets():
        if row is not None or sheet.key in ("table", "booklet"):
            menu.addAction(sheet.title).triggered.connect(
                partial(export_sheet, sources, page, sheet, row.id if row is not None else "")
            )


def export_sheet(
    sources: Sources, page: QWidget, sheet: Sheet, appraisal_id: str, _on: bool = False
) -> ExportDialog:
    """Asks for the format and the audience."""
    on = clock.today()

    def prepare(choice: Choice) -> Callable[[], Writable]:
        facts = appraisal_facts(sources, on, appraisal_id)
        return lambda: sheet.build(facts, choice.audience)

    dialog = ExportDialog(
        page,
        f"导出{sheet.title}",
        prepare,
        lambda choice: paper_name(sources.school.identity(), sheet.title, on, choice.audience),
        sources.exports.leaving,
        audiences=sheet.audiences,
        formats=sheet.formats,
    )
    dialog.open()
    return dialog
