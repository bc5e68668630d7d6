"""导出 ▾: every paper of the plan that is shown, of its year."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QMenu, QWidget

from edudesk.base import clock
from edudesk.base.files import safe_name
from edudesk.kit.buttons import button
from edudesk.kit.export_dialog import Choice, ExportDialog
from edudesk.kit.writing import Writable
from edudesk.plan.pages.choice import PlanChoice
from edudesk.submissions.sources import Sources


def plan_sheets_button(sources: Sources, page: QWidget) -> QWidget:
    """The papers in the order of the plan's life. page: has the choice of a plan and a year."""
    made = button("导出 ▾", icon_name="export")
    menu = QMenu(made)
    menu.aboutToShow.connect(lambda: _fill(menu, sources, page))
    made.setMenu(menu)
    return made


def _fill(menu: QMenu, sources: Sources, page: QWidget) -> None:
    from edudesk.plan.reports.catalogue import BEGINS, sheets  # 0.2 s, which the page need not wait for

    menu.clear()
    for sheet in sheets():
        if sheet.key in BEGINS:
            menu.addSeparator()
        menu.addAction(sheet.title).triggered.connect(partial(export_sheet, sources, page, sheet.key))


def export_sheet(sources: Sources, page: QWidget, key: str, _on: bool = False) -> ExportDialog | None:
    """Asks for format and audience of a paper of the plan and year that the page shows; None without a plan."""
    from edudesk.plan.reports.catalogue import sheet as sheet_of
    from edudesk.submissions.plan_papers import plan_facts

    choice: PlanChoice = page.choice  # type: ignore[attr-defined]
    plan = choice.plan(sources.plans.rows())
    if plan is None:
        return None
    sheet, today = sheet_of(key), clock.today()
    year = choice.year(plan, today.isoformat())
    word = year.word if year is not None else ""
    school = sources.school.identity().name
    about = "" if sheet.is_of_round or not word else f"_{word}"

    def prepare(chosen: Choice) -> Callable[[], Writable]:
        return lambda: sheet.build(plan_facts(sources, today, plan.id, year=word), chosen.audience)

    dialog = ExportDialog(
        page,
        f"导出{sheet.title}",
        prepare,
        lambda chosen: safe_name(school, f"_{sheet.title}{about}_{chosen.audience.mark}"),
        sources.exports.leaving,
        audiences=sheet.audiences,
        formats=sheet.formats,
    )
    dialog.open()
    return dialog
