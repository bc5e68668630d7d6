"""A teacher in a form: a new one, or the whole record of one there is."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QWidget

from edudesk.base.errors import FieldProblem
from edudesk.base.pinyin import spell
from edudesk.kit.form_dialog import FormDialog
from edudesk.roster import rules
from edudesk.roster.rows import COLUMN, FIELDS, GROUPS, TeacherDraft, TeacherRow
from edudesk.roster.rules.entering import settled_fields, strange_words, undated_changes
from edudesk.roster.service import TeacherService
from edudesk.roster.service.histories import HistoryService

FORM = tuple((title, tuple(COLUMN[key] for key in keys if key != "id_status")) for title, keys in GROUPS)
_PRESET = {"status": "在岗", "establishment": "在编", "staff_category": "专任教师"}


class TeacherForms:
    """saved(row): after it was stored."""

    def __init__(
        self,
        page: QWidget,
        teachers: TeacherService,
        histories: HistoryService,
        saved: Callable[[TeacherRow], object],
    ) -> None:
        self._page, self._teachers, self._histories, self._saved = page, teachers, histories, saved

    def add(self) -> None:
        """A form for a new teacher."""
        teachers = self._teachers
        FormDialog.edit(
            self._page,
            "新增教师",
            FORM,
            _PRESET,
            lambda typed: teachers.add(_draft(typed)),
            self._saved,
            spell=spell,
            check=lambda typed: teachers.problems(_draft(typed)),
            doubt=lambda typed: self._doubts(None, _draft(typed)),
        )

    def edit(self, row: TeacherRow, key: str = "", typed: Mapping[str, str] | None = None) -> None:
        """The whole record, the keyboard in the field of key. typed: what other fields are to become."""
        teachers = self._teachers
        values = {key: getattr(row, key) for key in FIELDS} | dict(typed or {})
        form = FormDialog.edit(
            self._page,
            f"编辑 {row.name}",
            FORM,
            values,
            lambda typed: teachers.change(row.id, _texts(typed), row.version),
            self._saved,
            spell=spell,
            reveal=partial(teachers.reveal, row.id),
            check=lambda typed: teachers.problems(_draft(typed, row), row),
            doubt=lambda typed: self._doubts(row, _draft(typed, row)),
            locked=settled_fields(self._histories.of(row.id)),
        )
        form.seize(key)

    def _doubts(self, before: TeacherRow | None, after: TeacherDraft) -> tuple[FieldProblem, ...]:
        """What deserves a second look in a new or an edited record."""
        undated = undated_changes(before, after) if before is not None else ()
        own = before.id if before is not None else ""
        bearers = [name for one, name in self._teachers.bearers(after.staff_no).items() if one != own]
        shared = rules.number_doubts(after.staff_no, bearers)
        return (*rules.doubts(after), *shared, *undated, *strange_words(before, after))


def _draft(typed: Mapping[str, object], row: TeacherRow | None = None) -> TeacherDraft:
    """Form values as a teacher; what the form does not hold is as in row."""
    texts = _texts(typed)
    return TeacherDraft(**{"name": "", **texts}) if row is None else replace(row, **texts)  # type: ignore[arg-type]


def _texts(typed: Mapping[str, object]) -> dict[str, str]:
    """Form values as the teacher's text fields."""
    return {key: "" if value is None else str(value) for key, value in typed.items()}
