"""What is checked and when: type, name, term, form, days; name and weeks follow the days."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from edudesk.checks.forms.kinds import CheckKind, kinds
from edudesk.checks.pages.arranging.fields import choose, combo, day_of, two_columns
from edudesk.checks.pages.sources import CheckSources
from edudesk.checks.rows.campaigns import CAMPAIGN_COLUMN, YES, CampaignDraft, CampaignRow
from edudesk.checks.rules.campaigns import proposed_title, weeks_of
from edudesk.checks.rules.together import NOTES
from edudesk.kit.chips import ChoiceChip
from edudesk.kit.fields import LineField
from edudesk.school.rows.terms import TermRow

_AUTO, _TOGETHER = "按学科学段自动选用", "同时抽查"


class WhatSection(QWidget):
    """changed: units or forms may be others; term_changed: who teaches may be others, too.

    others: the checks beside this one; has_own_name: it was named by somebody.
    """

    changed = Signal()
    term_changed = Signal()

    def __init__(
        self,
        sources: CheckSources,
        terms: Sequence[TermRow],
        others: Sequence[CampaignRow],
        *,
        has_own_name: bool,
    ) -> None:
        super().__init__()
        self._sources, self._terms, self._others, self._has_own_name = sources, terms, others, has_own_name
        self.kinds = _offered_kinds(sources)
        self.kind = combo([(one.name, one.code) for one in self.kinds], self.days_changed)
        self.name = QLineEdit()
        self.name.textEdited.connect(self._name_typed)
        entries = [_term_entry(one.school_year, one.term) for one in terms]
        self._term = combo(entries, self._term_chosen)
        self._form = combo([], self.changed.emit)
        self.begins, self.ends = (LineField(CAMPAIGN_COLUMN[key]) for key in ("begins", "ends"))
        for field in (self.begins, self.ends):
            field.left.connect(self.days_changed)
        self.weeks = QLineEdit()
        self.together = ChoiceChip("together", _TOGETHER, lambda kind: kind.name)
        self.together.setToolTip("同一批教师的几种材料一次查完，录入时一张表接一张表")
        self.together.offer([*self.kinds, kinds()[NOTES]])
        self.together.changed.connect(self.changed)
        beside = QWidget()
        row = QHBoxLayout(beside)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.together)
        row.addStretch(1)
        self.setLayout(
            two_columns(
                ("检查类型", self.kind),
                ("检查名称", self.name),
                ("学期", self._term),
                ("使用表格", self._form),
                ("开始日期", self.begins),
                ("结束日期", self.ends),
                ("周次", self.weeks),
                ("同一批教师还查", beside),
            )
        )

    @property
    def term(self) -> tuple[str, str]:
        """School year and term that are chosen."""
        school_year, _, term = str(self._term.currentData() or "").partition(" ")
        return school_year, term

    @property
    def beside(self) -> tuple[str, ...]:
        """Codes of the types that are checked in the same pass."""
        return tuple(
            one.code
            for one in self.kinds
            if one.name in self.together.chosen and one.code != self.kind.currentData()
        )

    @property
    def typed(self) -> dict[str, Any]:
        """Fields of the draft."""
        school_year, term = self.term
        return {
            "kind": str(self.kind.currentData() or ""),
            "title": self.name.text().strip(),
            "school_year": school_year,
            "term": term,
            "begins": day_of(self.begins),
            "ends": day_of(self.ends),
            "weeks": self.weeks.text().strip(),
            "form": str(self._form.currentData() or ""),
            "notes": YES if kinds()[NOTES].name in self.together.chosen else "",
        }

    def fill(self, draft: CampaignDraft, beside: Sequence[str] = ()) -> None:
        """Put a draft in; changed stays silent. beside: codes of the types in the same pass."""
        there = [*beside, NOTES] if draft.notes == YES else beside
        self.together.restore([kinds()[code].name for code in there])
        choose(self.kind, draft.kind)
        words, key = _term_entry(draft.school_year, draft.term)
        if draft.school_year and self._term.findData(key) < 0:
            self._term.addItem(words, key)
        choose(self._term, key)
        for editor, text in (
            (self.name, draft.title), (self.begins, draft.begins), (self.ends, draft.ends), (self.weeks, draft.weeks),
        ):  # fmt: skip
            editor.setText(text)
        self._offer_forms()
        choose(self._form, draft.form)

    def lock(self) -> None:
        """What a published check keeps."""
        for part in (self.kind, self._term, self._form, self.together):
            part.setEnabled(False)

    def days_changed(self) -> None:
        """The forms in force, the weeks and, as long as nobody wrote one, the name follow the days."""
        begins, ends = day_of(self.begins), day_of(self.ends)
        self._offer_forms()
        self.changed.emit()
        school_year, term = self.term
        held = next((one for one in self._terms if (one.school_year, one.term) == (school_year, term)), None)
        if weeks := weeks_of(held, begins, ends):
            self.weeks.setText(weeks)
        if not self._has_own_name:
            name = next((one.name for one in self.kinds if one.code == self.kind.currentData()), "")
            there = [one.title for one in self._others if one.school_year == school_year]
            self.name.setText(proposed_title(name, begins, there))

    def _term_chosen(self) -> None:
        self.term_changed.emit()
        self.days_changed()

    def _name_typed(self, text: str) -> None:
        self._has_own_name = bool(text.strip())

    def _offer_forms(self) -> None:
        """Those of the type in force when the check ends; the one that is chosen stays so."""
        kind, chosen = self.kind.currentData(), self._form.currentData()
        self._form.clear()
        self._form.addItem(_AUTO, "")
        for form in self._sources.check_forms.offered(day_of(self.ends) or day_of(self.begins)):
            if form.kind == kind:
                self._form.addItem(form.name, form.key)
        choose(self._form, chosen)


def _offered_kinds(sources: CheckSources) -> list[CheckKind]:
    """Types with a form; those kept as a log or by quota have pages of their own."""
    there = {form.kind for form in sources.check_forms.offered()}
    return [one for one in kinds().values() if one.code in there and not one.log and not one.quota]


def _term_entry(school_year: str, term: str) -> tuple[str, str]:
    return f"{school_year}学年 {term}", f"{school_year} {term}"
