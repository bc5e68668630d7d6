"""Typing into the table of teachers: one cell, or many at once; what is doubtful about it is said."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QWidget

from edudesk.base.errors import FieldProblem
from edudesk.base.jobs import Step
from edudesk.kit import messages
from edudesk.kit.changes import Batch, Values
from edudesk.kit.tasks import run_task
from edudesk.roster import rules
from edudesk.roster.rows import TeacherDraft, TeacherRow
from edudesk.roster.rules.entering import LATER, dated_by, strange_words, undated_changes
from edudesk.roster.service import TeacherService
from edudesk.store.timeline import Timeline

Edit = Callable[[TeacherRow, str, Mapping[str, str]], object]
"""Opens the form of a teacher: row, field with the keyboard, what other fields are to become."""


class TeacherCells:
    """undo: takes the last change back; edit: opens the form where a cell does not do."""

    def __init__(
        self, page: QWidget, teachers: TeacherService, undo: Callable[[], object], edit: Edit
    ) -> None:
        self._page, self._teachers, self._undo, self._edit = page, teachers, undo, edit

    def save(self, row: TeacherRow, key: str, text: str) -> TeacherRow:
        """Store one cell, and say what is doubtful about it now."""
        saved = self._teachers.change(row.id, {key: text}, row.version)
        # of many cells the list of changes says it of each
        if fresh := [*_fresh(row, saved), *self._shared(row, saved), *strange_words(row, saved)]:
            actions: list[messages.Action] = [("撤销", self._undo)]
            if any(doubt.key == key for doubt in undated_changes(row, saved)):
                later = partial(self._make_later, row.id, key, getattr(saved, key))
                actions.append((f"改为{LATER[key]}…", later))
            messages.notice(self._page, f"已保存。{''.join(doubt.text for doubt in fresh)}", *actions)
        return saved

    def batch(self) -> Batch:
        """Many cells at once."""
        return Batch(self._teachers.try_changes, self._fresh_doubts, self._save_many, self._undo)

    def _make_later(self, teacher_id: str, key: str, text: str) -> None:
        """Take the correction back and ask for the date: what was true until then stays on record."""
        run_task(
            self._page,
            "正在撤销",
            lambda step: Timeline(self._teachers.context).undo(),
            lambda entry: self._edit(self._teachers.get(teacher_id), dated_by(key), {key: text}),
        )

    def _save_many(self, values: Values, rows: Mapping[str, TeacherRow], title: str, step: Step) -> int:
        versions = {teacher_id: row.version for teacher_id, row in rows.items()}
        return self._teachers.change_many(values, versions, title, step)

    def _fresh_doubts(self, values: Values, rows: Mapping[str, TeacherRow]) -> dict[str, list[FieldProblem]]:
        """What is doubtful about rows once they have these values, and was not before."""
        after: dict[str, TeacherRow] = {
            teacher_id: replace(row, **values[teacher_id])  # type: ignore[arg-type]
            for teacher_id, row in rows.items()
        }
        return {
            teacher_id: [*_fresh(row, after[teacher_id]), *self._shared(row, after[teacher_id], after)]
            for teacher_id, row in rows.items()
        }

    def _shared(
        self, before: TeacherRow, after: TeacherRow, beside: Mapping[str, TeacherRow] | None = None
    ) -> tuple[FieldProblem, ...]:
        """That others have the 工号 just entered. beside: rows that are changed with it, as they will be, by id."""
        number, beside = after.staff_no, beside or {}
        if not number or number == before.staff_no:
            return ()
        bearers = {one: name for one, name in self._teachers.bearers(number).items() if one not in beside}
        bearers |= {one: row.name for one, row in beside.items() if row.staff_no == number}
        return rules.number_doubts(number, [name for one, name in bearers.items() if one != after.id])


def _fresh(before: TeacherRow, after: TeacherDraft) -> list[FieldProblem]:
    """What deserves a second look in cells that were changed."""
    return [*rules.fresh_doubts(before, after), *undated_changes(before, after)]
