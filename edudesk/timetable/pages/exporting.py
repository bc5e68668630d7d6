"""导出 of 课程表: one kind of paper, of all or only of the class or teacher that is shown."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from edudesk.base.files import safe_name
from edudesk.base.masking import Audience
from edudesk.kit.export_dialog import Choice, ExportDialog
from edudesk.kit.writing import Writable
from edudesk.school.rows.terms import TermRow
from edudesk.timetable.pages.sources import TimetableSources
from edudesk.timetable.reports.catalogue import Sheet
from edudesk.timetable.reports.facts import TimetableFacts

Facts = Callable[[str, str, frozenset[str] | None], TimetableFacts]
"""School year, term, classes or teachers wanted (None = all) -> what the papers are made from."""


def export_sheet(
    parent: QWidget, sources: TimetableSources, facts: Facts, term: TermRow, sheet: Sheet, key: str, word: str
) -> None:
    """Open the dialog. key, word: the class or teacher shown and what it is called; "" when the sheet is of others."""
    school = sources.school.identity().name

    def prepare(choice: Choice) -> Callable[[], Writable]:
        chosen = frozenset({choice.scope}) if choice.scope else None
        return lambda: sheet.build(facts(term.school_year, term.term, chosen), choice.audience)

    def name(choice: Choice) -> str:
        who = f"_{word}" if choice.scope else ""
        return safe_name(school, f"_{sheet.title}{who}_{term.school_year}{term.term}_{choice.audience.mark}")

    dialog = ExportDialog(
        parent,
        f"导出{sheet.title}",
        prepare,
        name,
        sources.exports.leaving,
        scopes=[("", "全部"), (key, f"只要{word}")] if key else [],
        audiences=sheet.audiences,
        formats=sheet.formats,
    )
    dialog.choose(audience=Audience.SCHOOL_NOTICE, scope=key)
    dialog.open()
