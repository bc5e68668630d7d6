"""What leaves the roster page as a file: the list on screen, or one of the sheets of the catalogue."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from edudesk.base import clock
from edudesk.base.columns import Column
from edudesk.base.report import Report
from edudesk.kit.export_dialog import Choice, ExportDialog
from edudesk.kit.list_page import ListPage
from edudesk.kit.scope_list import Scope
from edudesk.roster import rules
from edudesk.roster.pages.as_of import days_offered
from edudesk.roster.reports import catalogue, list_report
from edudesk.roster.reports.catalogue import Paper, Sheet
from edudesk.roster.reports.facts import FactsOn
from edudesk.roster.reports.lists import paper_name
from edudesk.roster.rows import TeacherRow
from edudesk.school.service import SchoolService
from edudesk.store.exports import Exports

_ON_SCREEN, _LIST = "screen", "教师名单"
FOR_SELECTED = (
    ("portfolio", "业务档案 PDF…"),
    ("check", "签字核对表 PDF…"),
    ("candidates", "推荐人选名册…"),
)
"""Sheets of the catalogue that are made for some teachers only, as the menu of the table names them."""


class RosterExport:
    """facts_on: None where the catalogue is not offered."""

    def __init__(
        self,
        page: ListPage,
        school: SchoolService,
        exports: Exports,
        footer: Callable[[], str],
        facts_on: FactsOn | None,
    ) -> None:
        self._page, self._school, self._exports, self._footer = page, school, exports, footer
        self._facts_on = facts_on

    @property
    def has_sheets(self) -> bool:
        """Whether the sheets of the catalogue can be made."""
        return self._facts_on is not None

    def ask(self, day: date | None) -> None:
        """What is on screen, or one of the sheets. day: the list stands for, None = today."""
        scopes = [Scope(_ON_SCREEN, f"屏幕上的 {self._page.model.counts[0]} 人")]
        if self.has_sheets:
            scopes += map(_scope, catalogue.sheets())
        self._ask("导出教师花名册", scopes, None, day)

    def ask_for(self, key: str, rows: Sequence[TeacherRow], day: date | None) -> None:
        """One of the sheets for some teachers only: their files, the candidates."""
        if rows and self.has_sheets:
            scope = _scope(catalogue.sheet(key))
            title = f"导出{scope.word}（{rules.names_of(rows)}）"
            self._ask(title, [scope], frozenset(row.id for row in rows), day)

    def _ask(
        self, title: str, scopes: Sequence[Scope], chosen: frozenset[str] | None, day: date | None
    ) -> None:
        ExportDialog(
            self._page,
            title,
            partial(self._prepare, chosen),
            self._name,
            self._exports.leaving,
            scopes=scopes,
            scope_word="内容",
            day=day,
            days=days_offered,
        ).open()

    def _name(self, choice: Choice) -> str:
        title = _LIST if choice.scope == _ON_SCREEN else catalogue.sheet(choice.scope).title
        return paper_name(self._school.identity(), title, choice.day or clock.today(), choice.audience)

    def _prepare(self, chosen: frozenset[str] | None, choice: Choice) -> Callable[[], Paper]:
        """What stands on screen now is exported, whatever becomes of the screen meanwhile."""
        if choice.scope == _ON_SCREEN:
            page = self._page
            words = page.filter_words() or "全部教师"
            return partial(self.list_of, choice, page.model.rows, page.screen_columns(), words)
        facts_on, sheet = self._facts_on, catalogue.sheet(choice.scope)
        assert facts_on is not None
        return lambda: sheet.build(facts_on(choice.day or clock.today(), chosen), choice.audience)

    def list_of(
        self, choice: Choice, rows: Sequence[TeacherRow], columns: Sequence[Column], words: str
    ) -> Report:
        """The list on screen; called beside the window: it asks services, and no widget."""
        return list_report(
            _LIST,
            rows,
            columns,
            self._school.identity(),
            on=clock.today(),
            audience=choice.audience,
            scope=words,
            footer=self._footer(),
            as_of=choice.day,
        )


def _scope(sheet: Sheet) -> Scope:
    """A sheet as the export dialog offers it."""
    return Scope(sheet.key, sheet.title, sheet.group, sheet.formats, sheet.audiences, is_dated=True)
