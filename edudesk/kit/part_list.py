"""One list of a record in its drawer: lines, 新增, the form of a line, removal with 撤销."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from edudesk.base.errors import FieldProblem, UserError
from edudesk.kit import messages
from edudesk.kit.buttons import link
from edudesk.kit.dated_list import DatedList
from edudesk.kit.drafting import drafted
from edudesk.kit.form_dialog import FormDialog
from edudesk.kit.labels import label
from edudesk.kit.section import Deed, Section


class PartList(QWidget):
    """chosen(row): the line with the keyboard is another. undo: takes the last change back."""

    chosen = Signal(object)

    def __init__(self, section: Section, sources: Any, choosing: Any, undo: Callable[[], object]) -> None:
        super().__init__()
        self.section, self._sources, self._choosing, self._undo = section, sources, choosing, undo
        self.service = section.of(sources)
        self.rows: Sequence[Any] = ()
        self._owner: Any = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        head = QHBoxLayout()
        self._title = label(section.title, "heading")
        head.addWidget(self._title, 1)
        self._deed = link("", self.carry_out)
        self._deed.setVisible(False)
        head.addWidget(self._deed)
        self.add_button = link(section.sheet_word or f"新增{section.noun}", self.add)
        head.addWidget(self.add_button)
        column.addLayout(head)
        self._empty = label(f"还没有登记{section.noun}。", "small")
        column.addWidget(self._empty)
        self.list = DatedList(section.title, is_chosen_first=section.has_more)
        self.list.opened.connect(lambda number: self.edit(self.rows[number]))
        self.list.asked.connect(self._show_menu)
        self.list.removed.connect(lambda number: self.put_away(self.rows[number]))
        self.list.currentRowChanged.connect(self._tell_chosen)
        if section.order is not None:
            for keys, word, by in (("Alt+Up", "上移", -1), ("Alt+Down", "下移", 1)):
                shortcut = QShortcut(QKeySequence(keys), self.list)
                shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
                shortcut.setWhatsThis(f"{section.noun}{word}")
                shortcut.activated.connect(partial(self.shift, by))
        column.addWidget(self.list)

    def show_owner(self, owner: Any) -> None:
        """The rows of another record, or of the same after a change; the chosen line stays chosen. None: no rows."""
        number = self.list.currentRow()
        chosen = self.rows[number].id if 0 <= number < len(self.rows) else ""
        self._owner, self.rows = owner, self.service.of(owner.id) if owner is not None else ()
        self._title.setText(f"{self.section.title} {len(self.rows)}" if self.rows else self.section.title)
        self._empty.setVisible(not self.rows)
        waiting = next((deed for row in self.rows for deed in self._deeds(row) if deed.is_due), None)
        self._deed.setVisible(waiting is not None)
        self._deed.setText(f"{waiting.word}…" if waiting is not None else "")
        self.list.setVisible(bool(self.rows))
        self.list.blockSignals(True)  # the lines go and come again: what stands below them must not
        self.list.show_lines(self.section.lines(self.rows, self._choosing, self._sources))
        self.list.setCurrentRow(next((n for n, row in enumerate(self.rows) if row.id == chosen), -1))
        self.list.blockSignals(False)
        self._tell_chosen(self.list.currentRow())

    def choose(self, row_id: str) -> None:
        """Put the keyboard on a line; its files stand below it."""
        self.list.setCurrentRow(next((n for n, row in enumerate(self.rows) if row.id == row_id), -1))
        self.list.setFocus()

    def add(self, **known: object) -> QDialog:
        """A form for a new line, or the sheet of all. known: what it begins with."""
        owner = self._asked_for
        if self.section.sheet is not None:
            return self.section.sheet(self, self._sources, owner, None)
        return self._form(
            f"新增{self.section.noun}",
            {**self.section.begins(owner), **known},
            lambda typed: self.service.add(self._draft(owner, typed)),
        )

    def edit(self, row: Any) -> QDialog:
        """A line in its form, or in the sheet of all."""
        if self.section.sheet is not None:
            return self.section.sheet(self, self._sources, self._asked_for, row)
        if (deed := self._editing(row)) is not None:
            return self._do(row, deed)
        columns = self.section.asked(self._sources, row)
        values = {column.key: getattr(row, column.key, "") for column in columns}
        return self._form(
            f"编辑{self.section.noun}",
            values | dict(self.section.shown(row, self._choosing)),
            lambda typed: self.service.change(row.id, self._stored(typed, row), row.version),
            row,
        )

    def carry_out(self) -> FormDialog | None:
        """What waits first: on the chosen line, else on any."""
        number = self.list.currentRow()
        chosen = self.rows[number : number + 1] if number >= 0 else ()
        for row in (*chosen, *self.rows):
            for deed in self._deeds(row):
                if deed.is_due:
                    return self._do(row, deed)
        return None

    def _do(self, row: Any, deed: Deed, _on: bool = False) -> FormDialog:
        word = f"已{deed.word}{self.section.noun}“{self.section.line(row, self._choosing).text}”。"
        form = deed.opens(self, self._sources, self._choosing, self._asked_for, row)
        form.saved.connect(lambda _record: messages.notice(self, word, ("撤销", self._undo)))
        return form

    def _deeds(self, row: Any) -> list[Deed]:
        return [deed for deed in self.section.deeds if deed.wanted(row)]

    def _editing(self, row: Any) -> Deed | None:
        """What is done with a line instead of editing it."""
        return next((deed for deed in self._deeds(row) if deed.edits), None)

    def shift(self, by: int, number: int = -1) -> None:
        """Move a line, else the chosen one, one up (-1) or down (1)."""
        place = number if number >= 0 else self.list.currentRow()
        ids = [row.id for row in self.rows]
        if self.section.order is None or place < 0 or not 0 <= place + by < len(ids):
            return
        ids[place], ids[place + by] = ids[place + by], ids[place]
        self.list.setCurrentRow(place)  # stays chosen where it goes
        self.section.order(self.service, self._asked_for.id, ids)

    def put_away(self, row: Any) -> None:
        """A line to the recycle bin, without asking: it can be undone."""
        try:
            self.service.put_away([row.id])
        except UserError as error:
            messages.fail(self, error)
            return
        messages.notice(self, f"已删除{self.section.noun}，可在回收站找回。", ("撤销", self._undo))

    @property
    def owner(self) -> Any:
        """Whose lines are shown."""
        return self._owner

    @property
    def _asked_for(self) -> Any:
        assert self._owner is not None
        return self._owner

    def _form(
        self,
        title: str,
        values: dict[str, object],
        save: Callable[[dict[str, object]], object],
        row: Any = None,
    ) -> FormDialog:
        owner, doubts = self._asked_for, self.section.doubts

        def doubt(typed: dict[str, object]) -> Sequence[FieldProblem]:
            if doubts is None:
                return ()
            others = [one for one in self.rows if row is None or one.id != row.id]
            return doubts(self._draft(owner, typed), owner, others, self._sources)

        groups = self.section.groups(self._sources, row)
        return FormDialog.edit(self, title, groups, values, save, spell=self._choosing.spell, doubt=doubt)

    def _stored(self, typed: dict[str, object], row: Any = None) -> dict[str, Any]:
        return self.section.stored(dict(typed), self._choosing, row)

    def _draft(self, owner: Any, typed: dict[str, object]) -> Any:
        return drafted(self.service.draft, self._stored(typed), **{self.service.owner: owner.id})

    def _tell_chosen(self, number: int) -> None:
        self.chosen.emit(self.rows[number] if 0 <= number < len(self.rows) else None)

    def _show_menu(self, number: int, place: QPoint) -> None:
        row = self.rows[number]
        menu = QMenu(self)
        if self._editing(row) is None:
            menu.addAction("编辑…").triggered.connect(lambda: self.edit(row))
        for deed in self._deeds(row):
            menu.addAction(f"{deed.word}…").triggered.connect(partial(self._do, row, deed))
        if self.section.order is not None:
            for word, by in (("上移\tAlt+↑", -1), ("下移\tAlt+↓", 1)):
                menu.addAction(word).triggered.connect(lambda _on=False, by=by: self.shift(by, number))
        menu.addAction("删除到回收站").triggered.connect(partial(self.put_away, row))
        menu.popup(place)
