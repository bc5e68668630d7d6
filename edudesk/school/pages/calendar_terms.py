"""The forms in which terms are added and changed."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from edudesk.kit import messages
from edudesk.kit.form_dialog import FormDialog, texts
from edudesk.school.rows.terms import TERM_COLUMNS, TERMS, TermDraft, TermRow
from edudesk.school.rules import printed_year
from edudesk.school.service import SchoolService
from edudesk.school.service.calendar import TermService


class TermForms:
    """page: over which they open; shown(term): called with what was stored; undo: takes the last change back."""

    def __init__(
        self,
        page: QWidget,
        terms: TermService,
        school: SchoolService,
        undo: Callable[[], object],
        shown: Callable[[TermRow], object],
    ) -> None:
        self._page, self._terms, self._school = page, terms, school
        self._undo, self._shown = undo, shown

    def add(self) -> None:
        """A new term: the second of a year that has the first, else the first."""
        year = self._school.identity().school_year
        there = {one.term for one in self._terms.rows() if one.school_year == year}
        missing = next((word for word in TERMS.words if word not in there), TERMS.words[0])
        FormDialog.edit(
            self._page,
            "新增学期",
            (("", TERM_COLUMNS),),
            {"school_year": year, "term": missing},
            lambda typed: self._terms.add(TermDraft(**texts(typed))),
            self._shown,
            check=lambda typed: self._terms.problems(TermDraft(**texts(typed))),
        )

    def edit(self, term: TermRow) -> None:
        """Year, half and dates of a term."""
        FormDialog.edit(
            self._page,
            f"编辑 {term_name(term)}",
            (("", TERM_COLUMNS),),
            {column.key: getattr(term, column.key) for column in TERM_COLUMNS},
            lambda typed: self._terms.change(term.id, typed, term.version),
            self._shown,
            check=lambda typed: self._terms.problems(TermDraft(**texts(typed)), term),
        )

    def remove(self, term: TermRow) -> None:
        """To the recycle bin, without asking: it can be undone."""
        self._terms.put_away([term.id])
        messages.notice(self._page, f"已删除 {term_name(term)}，可在回收站找回。", ("撤销", self._undo))


def term_name(term: TermDraft) -> str:
    """2026—2027学年第一学期."""
    return f"{printed_year(term.school_year)}学年{term.term}"
