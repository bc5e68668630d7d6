"""One dated fact in a form: added, edited, removed, looked back on; from the drawer and from the ledgers."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from edudesk.base import clock
from edudesk.base.errors import FieldProblem
from edudesk.base.pinyin import spell
from edudesk.kit import messages
from edudesk.kit.form_dialog import FormDialog
from edudesk.kit.history_dialog import HistoryDialog
from edudesk.roster.histories import HistoryKind
from edudesk.roster.histories.ledger import LedgerLine
from edudesk.roster.pages.choosing import PERSON, by_word, person_column, speller
from edudesk.roster.rows import TeacherRow
from edudesk.roster.rules import names_of
from edudesk.roster.rules.entering import form_values, fresh_values
from edudesk.roster.service.histories import HistoryService
from edudesk.store.row_service import fact


class FactForms:
    """What can be done to dated facts, over a page. undo: takes the last change back; refusal: while it says why,
    nothing is changed."""

    refusal = ""

    def __init__(self, page: QWidget, histories: HistoryService, undo: Callable[[], object]) -> None:
        self._page, self.histories, self._undo = page, histories, undo

    def add(
        self, kind: HistoryKind, teacher: TeacherRow, saved: Callable[[str], object] | None = None
    ) -> FormDialog | None:
        """A form for a new fact of a teacher, None when it is refused. saved(id): it is stored."""
        if self._is_refused():
            return None
        values = fresh_values(kind, clock.today().isoformat())
        return self._ask(kind, teacher, f"{teacher.name}：新增{kind.title}", values, None, saved)

    def add_to_someone(
        self,
        kind: HistoryKind,
        teachers: Sequence[TeacherRow],
        saved: Callable[[str], object] | None = None,
    ) -> FormDialog:
        """A form for a new fact of a teacher who is chosen in it."""
        people = by_word(teachers)

        def drafted(typed: Mapping[str, object]) -> Any:
            teacher = people.get(str(typed.get(PERSON, "")))
            rest = {key: value for key, value in typed.items() if key != PERSON}
            return draft(kind, rest, kind.row(teacher_id=teacher.id if teacher else ""))

        return FormDialog.edit(
            self._page,
            f"新增{kind.title}",
            (("", (person_column(people), *kind.columns)),),
            fresh_values(kind, clock.today().isoformat()),
            lambda typed: self.histories.add(kind.key, drafted(typed)),
            saved,
            spell=speller(people),
            check=lambda typed: self.histories.problems(kind.key, drafted(typed)),
            doubt=lambda typed: doubts(kind, drafted(typed)),
        )

    def edit(self, kind: HistoryKind, teacher: TeacherRow, row: Any) -> FormDialog | None:
        """A fact in its form; one that only the flat row tells is stored with what is completed here."""
        if self._is_refused():
            return None
        return self._ask(kind, teacher, f"{teacher.name}：{kind.title}", form_values(kind, row), row, None)

    def put_away(self, kind: HistoryKind, lines: list[LedgerLine]) -> None:
        """To the recycle bin, without asking: it can be undone."""
        if self._is_refused():
            return
        stored = [line for line in lines if line.id]
        if not stored:
            messages.notice(self._page, "这一条由档案得出，请在“编辑”里改档案。")
            return
        self.histories.put_away(kind.key, [line.id for line in stored])
        people = list({line.teacher.id: line.teacher for line in stored}.values())
        text = f"已删除 {names_of(people)} 的{kind.title}{len(stored)} 条，可在回收站找回。"
        messages.notice(self._page, text, ("撤销", self._undo))

    def show_history(self, kind: HistoryKind, teacher: TeacherRow, row: Any) -> None:
        """Every change of a fact, with old values to restore."""
        if self._is_refused():
            return
        HistoryDialog(
            self._page,
            f"{teacher.name} {kind.title}",
            kind.columns,
            partial(self.histories.history, kind.key, row.id),
            partial(self.histories.set_back, kind.key, row.id),
        ).open()

    def _is_refused(self) -> bool:
        if self.refusal:
            messages.notice(self._page, self.refusal)
        return bool(self.refusal)

    def show_menu(self, kind: HistoryKind, teacher: TeacherRow, row: Any, place: QPoint) -> None:
        """What can be done with one fact."""
        menu = QMenu(self._page)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("编辑…").triggered.connect(lambda: self.edit(kind, teacher, row))
        history = menu.addAction("历史…")
        history.triggered.connect(lambda: self.show_history(kind, teacher, row))
        history.setEnabled(bool(row.id))
        menu.addSeparator()
        away = menu.addAction("删除到回收站\tDelete")
        away.triggered.connect(lambda: self.put_away(kind, [LedgerLine(teacher, row)]))
        away.setEnabled(bool(row.id))
        menu.popup(place)

    def _ask(
        self,
        kind: HistoryKind,
        teacher: TeacherRow,
        title: str,
        values: Mapping[str, object],
        row: Any,
        saved: Callable[[str], object] | None,
    ) -> FormDialog:
        def drafted(typed: Mapping[str, object]) -> Any:
            return draft(kind, typed, row or kind.row(teacher_id=teacher.id))

        def save(typed: dict[str, object]) -> str:
            if row is None or not row.id:
                return self.histories.add(kind.key, drafted(typed), row)
            self.histories.change(kind.key, row.id, typed, row.version)
            return str(row.id)

        return FormDialog.edit(
            self._page,
            title,
            (("", kind.columns),),
            values,
            save,
            saved,
            spell=spell,
            check=lambda typed: self.histories.problems(kind.key, drafted(typed)),
            doubt=lambda typed: doubts(kind, drafted(typed)),
        )


def draft(kind: HistoryKind, typed: Mapping[str, object], row: Any) -> Any:
    """The row with values of a form, and what follows from them."""
    values = {key: fact(kind.column(key), value) for key, value in typed.items()}
    return kind.settle(replace(row, **values))


def doubts(kind: HistoryKind, row: Any) -> tuple[FieldProblem, ...]:
    """What deserves a second look."""
    return tuple(kind.doubts(row))
