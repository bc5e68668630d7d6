"""What the four lists of governance share: columns, form, drawer with what belongs to a record."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, ClassVar

from PySide6.QtWidgets import QWidget

from edudesk.base import clock
from edudesk.base.columns import Column
from edudesk.base.errors import FieldProblem, UserError
from edudesk.base.grammar import read_typed
from edudesk.governance.pages import MEETINGS, TABS
from edudesk.governance.pages.drawer import RecordDrawer
from edudesk.governance.pages.offers import Offers
from edudesk.governance.service.sources import GovernanceSources
from edudesk.kit import page_tabs
from edudesk.kit.buttons import button
from edudesk.kit.drafting import drafted
from edudesk.kit.drawer import Drawer
from edudesk.kit.form_dialog import FormDialog
from edudesk.kit.page_tabs import ShowPage
from edudesk.kit.part_files import KeepsFiles
from edudesk.kit.rows_page import RowsPage
from edudesk.kit.section import Section
from edudesk.kit.views import Keep
from edudesk.school.pages.people import People

ExportButton = Callable[[Any], QWidget]


class RecordsPage(RowsPage):
    """A page says its service, what is told of a row, and its section. noun: of one row; told: keys of the facts in the
    drawer, in their order; own_files, part_files: the record, a line of what belongs to it has files."""

    concerns = frozenset({"governance", "teachers", "departments", "attachments"})
    noun: ClassVar[str]
    every: Mapping[str, Column]
    extra: ClassVar[tuple[Column, ...]] = ()
    told: ClassVar[tuple[str, ...]]
    own_files: ClassVar[bool] = True
    part_files: ClassVar[bool] = False
    empty: ClassVar[tuple[str, str]]

    def __init__(
        self,
        sources: GovernanceSources,
        people: People,
        undo: Callable[[], object],
        show_page: ShowPage,
        export_button: ExportButton | None = None,
        keep_views: Keep | None = None,
        parent: QWidget | None = None,
    ) -> None:
        self.sources, self._people, self._export_button = sources, people, export_button
        self.offers = Offers()
        self.choosing = self.offers.choosing
        self.service = self.rows_of(sources)
        self.form_columns = tuple(self.offers.columns(self.every).values())
        self.columns = (*self.form_columns, *self.extra)
        super().__init__(undo, parent, keep_views)
        page_tabs.put_tabs(self.head, page_tabs.PageTabs(TABS, self.name, show_page), MEETINGS.title)

    # what each page says

    def rows_of(self, sources: GovernanceSources) -> Any:
        """The service of the rows."""
        raise NotImplementedError

    def section(self) -> Section:
        """The list that belongs to a row."""
        raise NotImplementedError

    def lines(self) -> Sequence[Any]:
        """The rows as the table shows them."""
        return list(self.service.rows())

    def note(self, row: Any) -> str:
        """The quiet line under the name in the drawer."""
        return ""

    def part_called(self, row: Any) -> str:
        """What the files of a line are told to be of."""
        return ""

    def begins(self) -> Mapping[str, object]:
        """What a new row begins with."""
        return {}

    def stored(self, typed: dict[str, Any], row: Any = None) -> dict[str, Any]:
        """Typed values as they are kept. row: the one they change, None for a new one."""
        return typed

    def check(self, typed: Mapping[str, object]) -> Sequence[FieldProblem]:
        """What else keeps typed values from being stored."""
        return ()

    def known(self, row: Any) -> Mapping[str, object]:
        """What the form shows of a row."""
        return {column.key: getattr(row, column.key) for column in self.form_columns}

    # the page

    def rows(self) -> Sequence[Any]:
        self.offers.offer(self.sources, self._people())
        return self.lines()

    def called(self, row: Any) -> str:
        return str(row.title)

    def buttons(self) -> Sequence[QWidget]:
        add = button(f"新增{self.noun}", self.add, "primary", icon_name="add", keys="Ctrl+N")
        return (*((self._export_button(self),) if self._export_button is not None else ()), add)

    def when_empty(self) -> tuple[str, str, Sequence[tuple[str, Callable[[], object]]]]:
        return (*self.empty, ((f"新增{self.noun}", self.add),))

    def build_drawer(self) -> Drawer | None:
        service: Any = self.service
        files: KeepsFiles | None = service if self.own_files else None
        name = self.part_called if self.part_files else None
        drawer = RecordDrawer(self.sources, self.choosing, self._undo, self.section(), files, name)
        drawer.edit_wanted.connect(self.edit)
        return drawer

    def show_row(self, row: Any) -> None:
        assert isinstance(self.drawer, RecordDrawer)
        columns = {column.key: column for column in self.columns}
        self.drawer.show_record(
            row, self.note(row), [(columns[key].title, columns[key].text(row)) for key in self.told]
        )

    def open_row(self, row: Any) -> None:
        assert self.drawer is not None
        self.show_row(row)
        self.drawer.show()

    def show_record(self, row_id: str, part_id: str = "") -> None:
        """A row with a line of what belongs to it."""
        if self.go_to(row_id):
            assert isinstance(self.drawer, RecordDrawer)
            self.drawer.show()
            if part_id:
                self.drawer.parts.choose(part_id)

    def add(self) -> FormDialog:
        """A form for a new row."""
        return self._form(
            f"新增{self.noun}",
            {**{"on": clock.today().isoformat()}, **self.begins()},
            lambda typed: self.service.add(self._draft(typed)),
        )

    def edit(self, row: Any, key: str = "") -> None:
        form = self._form(
            f"编辑 {self.called(row)}",
            self.known(row),
            lambda typed: self.service.change(row.id, self.stored(typed, row), row.version),
        )
        form.seize(key)

    def save_cell(self, row: Any, key: str, text: str) -> Any:
        column = next(one for one in self.form_columns if one.key == key)
        typed = {key: read_typed(column, text).value}
        if problems := self.check(typed):
            raise UserError(problems[0].text, "原来的内容没有改动。", tuple(problems))
        self.service.change(row.id, self.stored(typed, row), row.version)
        return next(one for one in self.lines() if one.id == row.id)

    def _form(
        self, title: str, values: Mapping[str, object], save: Callable[[dict[str, object]], object]
    ) -> FormDialog:
        groups = (("", self.form_columns),)
        return FormDialog.edit(
            self, title, groups, values, save, self.show_saved, spell=self.choosing.spell, check=self.check
        )

    def _draft(self, typed: dict[str, object]) -> Any:
        return drafted(self.service.draft, self.stored(dict(typed)))


def quiet(columns: Mapping[str, Column], *shown: str) -> dict[str, Column]:
    """Columns by key, of which the table shows those named before anybody chose."""
    return {key: replace(column, is_shown=key in shown) for key, column in columns.items()}
