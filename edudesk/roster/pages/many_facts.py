"""批量登记: the same fact for many teachers; who and what is common first, then each one's own values, then one save."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QPlainTextEdit,
    QRadioButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from edudesk.base import clock
from edudesk.base.columns import Column, Kind
from edudesk.base.errors import FieldProblem, UserError
from edudesk.base.grammar import read_typed
from edudesk.base.jobs import Step
from edudesk.base.pinyin import spell
from edudesk.base.readings import Level
from edudesk.base.words import some_of
from edudesk.kit import messages
from edudesk.kit.batch_edit import BatchEdit
from edudesk.kit.buttons import button
from edudesk.kit.changes import Batch, Values
from edudesk.kit.form_field import FormField
from edudesk.kit.labels import label
from edudesk.kit.row_model import RowModel
from edudesk.kit.scrolled import scrolled
from edudesk.kit.table_view import TableView
from edudesk.kit.tasks import run_task
from edudesk.kit.theme import Tone
from edudesk.roster.histories import HistoryKind
from edudesk.roster.pages.choosing import named
from edudesk.roster.pages.facts import draft
from edudesk.roster.rows import TeacherRow
from edudesk.roster.rules import is_present, names_of
from edudesk.roster.rules.entering import fresh_values, is_double
from edudesk.roster.service import TeacherService
from edudesk.roster.service.histories import HistoryService

_PRESENT, _SHOWN, _NAMED = range(3)
_SAID = "said"


@dataclass(frozen=True)
class Draft:
    """One line of the second step. held: the fact, not stored yet; said: why it cannot be."""

    teacher: TeacherRow
    held: Any
    said: str = ""

    @property
    def id(self) -> str:
        """Of the line."""
        return self.teacher.id

    def __getattr__(self, name: str) -> Any:
        return getattr(self.held, name)  # the columns of the kind read the fact


class ManyFactsDialog(QDialog):
    """stored(count): the facts are stored. shown: the teachers on the screen of the ledger."""

    stored = Signal(int)
    _filled = Signal(list)  # lines with other values, made beside the window

    def __init__(
        self,
        parent: QWidget,
        kind: HistoryKind,
        teachers: TeacherService,
        histories: HistoryService,
        shown: Sequence[TeacherRow],
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"批量登记{kind.title}")
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._kind, self._histories, self._shown = kind, histories, list(shown)
        self._teachers = teachers.rows()
        self._is_saving = False
        self._before: list[Draft] = []
        self._filled.connect(self._take)
        self.fields: dict[str, FormField] = {}
        self.pages = QStackedWidget()
        self.pages.addWidget(self._build_common())
        self.pages.addWidget(self._build_lines())
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 16, 20, 16)
        outer.setSpacing(12)
        outer.addWidget(self.pages, 1)
        outer.addLayout(self._build_foot())
        for keys in ("Ctrl+Return", "Ctrl+S"):
            QShortcut(QKeySequence(keys), self, self.go_on)
        screen = self.screen().availableGeometry()
        self.resize(min(900, screen.width() - 80), min(640, screen.height() - 80))
        self._show_step(0)

    # first step: who, and what is the same for all

    def _build_common(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(label("为哪些教师登记", "heading"))
        present = sum(is_present(row) for row in self._teachers)
        words = (
            f"全部在岗教师（{present} 人）",
            f"台账当前显示的教师（{len(self._shown)} 人）",
            "粘贴姓名：",
        )
        self.who = QButtonGroup(page)
        line = QHBoxLayout()
        line.setSpacing(20)
        for number, word in enumerate(words):
            radio = QRadioButton(word)
            self.who.addButton(radio, number)
            line.addWidget(radio)
        line.addStretch(1)
        column.addLayout(line)
        self.who.button(_SHOWN).setEnabled(bool(self._shown))
        self.who.button(_PRESENT).setChecked(True)
        self.names = QPlainTextEdit()
        self.names.setPlaceholderText("一行一个，或用逗号、空格隔开；可以直接从 Excel 复制一列")
        self.names.setAccessibleName("教师姓名")
        self.names.setTabChangesFocus(True)
        self.names.setFixedHeight(72)
        self.names.textChanged.connect(lambda: self.who.button(_NAMED).setChecked(True))
        column.addWidget(self.names)
        column.addSpacing(8)
        column.addWidget(label("共同的内容", "heading"))
        column.addWidget(label("每个人不同的留空，下一步在表中逐个填写。", "small"))
        column.addWidget(self._build_fields(), 1)
        return page

    def _build_fields(self) -> QScrollArea:
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(10)
        values = fresh_values(self._kind, clock.today().isoformat())
        for number, column in enumerate(self._kind.columns):
            common = replace(column, required=False)  # it may be each one's own
            field = FormField(inside, common, values.get(column.key), spell, None)
            self.fields[column.key] = field
            grid.addWidget(field, number // 2, number % 2)
        grid.setRowStretch(len(self._kind.columns), 1)
        return scrolled(inside)

    # second step: each one's own values

    def _build_lines(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self._sum, self._notes = label("", "strong"), label("", "remark", wraps=True)
        columns = (
            Column("name", "姓名", Kind.NAME, 20, value=lambda line: line.teacher.name, is_shown=True,
                   sort=lambda line: line.teacher.pinyin),
            *self._kind.columns,
            Column(_SAID, "说明", width=60, value=lambda line: line.said, is_shown=True),
        )  # fmt: skip
        self.model = RowModel(columns, save=self._save_cell, shade=_shade, parent=self)
        self.model.counted.connect(self._count)
        self.table = TableView(self.model, spell=spell, is_compact=True)
        self.table.empty.say("没有要登记的教师。", "按“上一步”另选。")
        batch = Batch(self._refusals, lambda values, rows: {}, self._fill, self._put_back)
        self.batch_edit = BatchEdit(self.table, batch, spell)
        away = QShortcut(QKeySequence("Delete"), self.table)
        away.setContext(Qt.ShortcutContext.WidgetShortcut)
        away.activated.connect(self.leave_out)
        column.addWidget(self._sum)
        column.addWidget(self._notes)
        column.addWidget(self.table, 1)
        column.addWidget(
            label("F2 修改一格，Ctrl+V 从 Excel 粘贴，Ctrl+D 向下填充，Delete 去掉所选的行。", "small")
        )
        return page

    def _build_foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(label("保存之前不会写入任何内容；登记后可以一次撤销。", "small"), 1)
        foot.addWidget(button("取消", self.reject))
        self._back = button("上一步", lambda: self._show_step(0))
        foot.addWidget(self._back)
        self.next_button = button("下一步", self.go_on, "primary")
        foot.addWidget(self.next_button)
        return foot

    # what happens

    def go_on(self) -> None:
        """下一步, or the save."""
        if self._is_saving:
            return
        if self.pages.currentIndex():
            self._store()
            return
        wrong = [field for field in self.fields.values() if field.reading().level is Level.ERROR]
        for field in wrong:
            field.say(field.reading().text, Level.ERROR)
        if wrong:
            wrong[0].editor.setFocus()
            return
        people, notes = self._chosen()
        if not people:
            messages.tell(self, "没有选中教师。", "".join(notes) or "请选择教师，或粘贴姓名。")
            return
        typed = {key: field.reading().value for key, field in self.fields.items()}
        run_task(
            self,
            "正在核对已有的记录",
            lambda step: self._drafts(people, typed, notes),
            self._show_lines,
            button=self.next_button,
        )

    def leave_out(self) -> None:
        """The selected lines are not registered."""
        gone = {line.id for line in self.table.selected()}
        self.model.set_rows([line for line in self.model.all_rows if line.id not in gone])

    def reject(self) -> None:
        if not self._is_saving:
            super().reject()

    def _chosen(self) -> tuple[Sequence[TeacherRow], Sequence[str]]:
        who = self.who.checkedId()
        if who == _PRESENT:
            return [row for row in self._teachers if is_present(row)], ()
        if who == _SHOWN:
            return self._shown, ()
        found = named(self.names.toPlainText(), self._teachers)
        return found.people, found.notes

    def _drafts(
        self, people: Sequence[TeacherRow], typed: Mapping[str, object], notes: Sequence[str]
    ) -> tuple[list[Draft], list[str]]:
        """Lines for those who do not have the fact already, judged; beside the window."""
        kind = self._kind
        lines = [Draft(row, draft(kind, typed, kind.row(teacher_id=row.id))) for row in people]
        stored: dict[str, list[Any]] = {}
        for line in self._histories.rows(kind.key):
            stored.setdefault(line.teacher.id, []).append(line.held)
        doubles = [
            line for line in lines if any(is_double(kind, line.held, one) for one in stored.get(line.id, ()))
        ]
        said = list(notes)
        if doubles:
            who = some_of([line.teacher.name for line in doubles], "人")
            said.append(f"{who} 已有同样的{kind.title}记录，没有再列入。")
            gone = {line.id for line in doubles}
            lines = [line for line in lines if line.id not in gone]
        return self._judged(lines), said

    def _judged(self, lines: Sequence[Draft]) -> list[Draft]:
        """Each with what keeps it from being stored."""
        found = self._histories.try_rows(self._kind.key, [line.held for line in lines])
        return [replace(line, said=_sentence(found.get(at, ()))) for at, line in enumerate(lines)]

    def _show_lines(self, result: tuple[list[Draft], list[str]]) -> None:
        lines, notes = result
        self._notes.setText("\n".join(notes))
        self._notes.setVisible(bool(notes))
        self.model.set_rows(lines)
        self._show_step(1)

    def _save_cell(self, line: Draft, key: str, text: str) -> Draft:
        return self._with(line, {key: text})

    def _with(self, line: Draft, texts: Mapping[str, str]) -> Draft:
        """The line with these texts in its columns, judged by itself."""
        typed = {key: read_typed(self._kind.column(key), text).value for key, text in texts.items()}
        held = draft(self._kind, typed, line.held)
        return replace(line, held=held, said=_sentence(tuple(self._kind.problems(held))))

    # many cells at once: they are of lines that are nowhere stored yet

    def _refusals(self, values: Values) -> dict[str, list[FieldProblem]]:
        """What these values themselves make impossible; what is still to be filled in is no matter yet."""
        lines = {line.id: line for line in self.model.all_rows}
        found = {
            row_id: [
                one for one in self._kind.problems(self._with(lines[row_id], texts).held) if one.key in texts
            ]
            for row_id, texts in values.items()
        }
        return {row_id: problems for row_id, problems in found.items() if problems}

    def _fill(self, values: Values, rows: Mapping[str, Draft], title: str, step: Step) -> int:
        self._filled.emit([self._with(line, values.get(line.id, {})) for line in self.model.all_rows])
        return len(values)

    def _take(self, lines: list[Draft]) -> None:
        self._before = self.model.all_rows
        self.model.set_rows(lines)

    def _put_back(self) -> None:
        self.model.set_rows(self._before)

    def _store(self) -> None:
        lines: list[Draft] = self.model.all_rows
        if not lines:
            return
        kind, title = self._kind, f"批量登记{self._kind.title} {names_of([line.teacher for line in lines])}"

        def job(step: Step) -> list[Draft] | int:
            judged = self._judged(lines)
            if any(line.said for line in judged):
                return judged
            return self._histories.add_many(title, kind.key, [line.held for line in lines], step)

        self._set_saving(True)
        run_task(self, f"正在登记{kind.title}", job, self._finish, self._tell)

    def _finish(self, result: list[Draft] | int) -> None:
        self._set_saving(False)
        if isinstance(result, int):
            super().accept()
            self.stored.emit(len(self.model.all_rows))
            return
        result.sort(key=lambda line: not line.said)
        self.model.set_rows(result)
        many = sum(bool(line.said) for line in result)
        messages.tell(
            self, f"有 {many} 条还不能登记，都没有保存。", "请按“说明”一列改好，或用 Delete 去掉这些行。"
        )

    def _tell(self, error: UserError) -> None:
        self._set_saving(False)
        messages.fail(self, error)

    def _set_saving(self, is_saving: bool) -> None:
        self._is_saving = is_saving
        self.pages.setEnabled(not is_saving)
        self.next_button.setEnabled(not is_saving)

    def _show_step(self, number: int) -> None:
        self.pages.setCurrentIndex(number)
        self._back.setVisible(number == 1)
        self._count()
        (self.table if number else self.who.buttons()[self.who.checkedId()]).setFocus()

    def _count(self, *counts: int) -> None:
        lines = self.model.all_rows
        if self.pages.currentIndex() == 0:
            self.next_button.setText("下一步")
            return
        self._sum.setText(f"将为 {len(lines)} 人登记{self._kind.title}：请核对，并填写各人不同的内容。")
        self.next_button.setText(f"登记 {len(lines)} 条")


def _sentence(problems: Sequence[FieldProblem]) -> str:
    return "".join(problem.text for problem in problems)


def _shade(line: Draft, column: Column) -> Tone | None:
    return Tone.BAD if column.key == _SAID and line.said else None
