"""导出 ▾: every paper of the plan that is shown, of its year."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QMenu, QWidget

from edudesk.base import clock
from edudesk.base.files import safe_name
from edudesk.kit.buttons import button
from edudesk.kit.export_dialog import Choice, ExportDialog
from edudesk.kit.scope_list import Scope
from edudesk.kit.writing import Writable
from edudesk.plan.pages.choice import PlanChoice
from edudesk.plan.rows.reviews import YEARLY
from edudesk.plan.rules.duties import sheets_of
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

    leaders = _leaders(sources, plan.id, word) if sheet.is_of_leaders else []

    def prepare(chosen: Choice) -> Callable[[], Writable]:
        facts = partial(plan_facts, sources, today, plan.id, year=word, leader=chosen.scope)
        return lambda: sheet.build(facts(), chosen.audience)

    def name(chosen: Choice) -> str:
        whose = f"_{chosen.scope}" if chosen.scope else ""
        return safe_name(school, f"_{sheet.title}{whose}{about}_{chosen.audience.mark}")

    dialog = ExportDialog(
        page,
        f"导出{sheet.title}",
        prepare,
        name,
        sources.exports.leaving,
        scopes=[Scope(key, key or "全部", formats=sheet.formats) for key in ("", *leaders) if leaders],
        scope_word="成员",
        audiences=sheet.audiences,
        formats=sheet.formats,
    )
    dialog.open()
    return dialog


def _leaders(sources: Sources, plan_id: str, year: str) -> list[str]:
    """Who has a sheet of the year."""
    judged = sources.plan_evaluations.of(plan_id, YEARLY, year)
    return [one.leader for one in sheets_of(judged.whole, year, judged.evaluation)]
