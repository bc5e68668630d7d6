"""The button of 检查汇总 that exports: every sheet of the checks, of the term and the check in sight."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from edudesk.base import clock
from edudesk.base.files import safe_name
from edudesk.checks.pages.summary.page import SummaryPage
from edudesk.checks.reports.catalogue import Sheet, sheets
from edudesk.kit.buttons import menu_button
from edudesk.kit.export_dialog import Choice, ExportDialog
from edudesk.kit.writing import Writable
from edudesk.submissions.registry import check_facts
from edudesk.submissions.sources import Sources


def check_sheets_button(sources: Sources, page: SummaryPage) -> QWidget:
    """导出 ▾: the sheets in the order of use."""
    return menu_button(
        "导出",
        [(one.title, partial(export_sheet, sources, page, one)) for one in sheets()],
        icon_name="export",
    )


def export_sheet(sources: Sources, page: SummaryPage, sheet: Sheet) -> ExportDialog | None:
    """Asks for format and audience; of a sheet about one check that which the chips leave, else the last one."""
    if page.loaded is None:
        return None
    facts = page.loaded.summary.facts
    checks = page.checks
    campaign_id = checks[0].id if len(checks) == 1 else ""
    school = sources.school.identity().name

    def prepare(choice: Choice) -> Callable[[], Writable]:
        def build() -> Writable:
            made = check_facts(
                sources,
                clock.today(),
                school_year=facts.school_year,
                term=facts.term,
                campaign_id=campaign_id,
            )
            return sheet.build(made, choice.audience)

        return build

    dialog = ExportDialog(
        page,
        f"导出{sheet.title}",
        prepare,
        lambda choice: safe_name(
            school, f"_{sheet.title}_{facts.school_year}{facts.term}_{choice.audience.mark}"
        ),
        sources.exports.leaving,
        audiences=sheet.audiences,
        formats=sheet.formats,
    )
    dialog.open()
    return dialog
