"""Exports of the indicators: the sheets of a day or of a snapshot, two of them compared."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtWidgets import QMenu, QWidget

from edudesk.base import clock
from edudesk.kit.buttons import button
from edudesk.kit.export_dialog import Choice, ExportDialog
from edudesk.kit.scope_list import Scope
from edudesk.kit.writing import Writable
from edudesk.roster.pages.as_of import days_offered
from edudesk.roster.reports.lists import paper_name
from edudesk.submissions.sources import Sources

Day = Callable[[], date | None]
_LIVE = "live"


def sheets_button(
    sources: Sources,
    page: QWidget,
    *,
    day: Day = lambda: None,
    keys: Sequence[str] = (),
    word: str = "导出 ▾",
    role: str = "",
) -> QWidget:
    """A menu of the sheets. day: preset, None = today; keys: of the sheets offered, () = all; role: of the button."""
    made = button(word, role=role, icon_name="export")
    menu = QMenu(made)
    menu.aboutToShow.connect(partial(_fill, menu, sources, page, day, tuple(keys)))
    made.setMenu(menu)
    return made


def _fill(menu: QMenu, sources: Sources, page: QWidget, day: Day, keys: Sequence[str]) -> None:
    from edudesk.submissions.indicator_sheets import (
        indicator_offers,
    )  # 0.3 s, which the page need not wait for

    menu.clear()
    for key, offer in indicator_offers():
        if not keys or key in keys:
            menu.addAction(offer.title).triggered.connect(
                lambda _on=False, key=key: export_sheet(sources, page, key, day())
            )


def export_comparison(
    sources: Sources, page: QWidget, before: str, after: str, day: date | None
) -> ExportDialog:
    """Two snapshots (ids) side by side; after "" = the figures of a day, None = today."""
    from edudesk.submissions.indicator_sheets import indicator_offers, indicator_paper

    offer = dict(indicator_offers())["comparison"]
    days = {row.id: date.fromisoformat(row.on) for row in sources.snapshots.rows()}
    on = days.get(after) or day or clock.today()

    def prepare(choice: Choice) -> Callable[[], Writable]:
        return lambda: indicator_paper(
            sources, "comparison", choice.audience, on, snapshot=after, before=before
        )

    dialog = ExportDialog(
        page,
        f"导出{offer.title}",
        prepare,
        lambda choice: paper_name(sources.school.identity(), offer.title, on, choice.audience),
        sources.exports.leaving,
        audiences=offer.audiences,
        formats=offer.formats,
    )
    dialog.open()
    return dialog


def export_sheet(sources: Sources, page: QWidget, key: str, day: date | None) -> ExportDialog:
    """Asks for the day or the snapshot, the format and the audience."""
    from edudesk.indicators.reports import catalogue
    from edudesk.submissions.indicator_sheets import indicator_offers, indicator_paper

    offer = dict(indicator_offers())[key]
    own = {one.key: one for one in catalogue.sheets()}
    is_kept = own[key].is_kept if key in own else key in catalogue.KEPT
    kept = [row for row in reversed(sources.snapshots.rows()) if row.content] if is_kept else []
    days = {row.id: date.fromisoformat(row.on) for row in kept}

    def prepare(choice: Choice) -> Callable[[], Writable]:
        chosen = choice.scope if choice.scope in days else ""
        on = choice.day or clock.today()
        return lambda: indicator_paper(sources, key, choice.audience, on, snapshot=chosen)

    def name(choice: Choice) -> str:
        on = days.get(choice.scope) or choice.day or clock.today()
        return paper_name(sources.school.identity(), offer.title, on, choice.audience)

    live = Scope(
        _LIVE,
        "统计时点的资料",
        formats=offer.formats,
        audiences=offer.audiences,
        is_dated=True,
        group="现在的资料" if kept else "",
    )
    snapshots = [
        Scope(
            row.id, f"{row.on}　{row.title}", formats=offer.formats, audiences=offer.audiences, group="快照"
        )
        for row in kept
    ]
    scopes = [live, *snapshots]
    dialog = ExportDialog(
        page,
        f"导出{offer.title}",
        prepare,
        name,
        sources.exports.leaving,
        scopes=scopes,
        scope_word="数据",
        audiences=offer.audiences,
        formats=offer.formats,
        day=day,
        days=days_offered,
    )
    dialog.open()
    return dialog
