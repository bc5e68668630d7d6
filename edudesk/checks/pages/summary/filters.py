"""What of a term is looked at: the term, its checks, its teachers."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from edudesk.checks.pages.summary.sights import Sight, tone_at
from edudesk.checks.reports.columns import kind_name
from edudesk.checks.rows.campaigns import CampaignRow
from edudesk.checks.rules.scheme import term_levels
from edudesk.checks.rules.summary import TermSummary
from edudesk.checks.service.reading import Term
from edudesk.kit.cards import clear_layout
from edudesk.kit.chips import ChipRow, ChoiceChip, Fits
from edudesk.kit.search_line import SearchLine
from edudesk.kit.tag import Tag
from edudesk.school.rules.years import printed_year


class TermFilters(QWidget):
    """term_wanted(school year, term), "" for the latest; checks_changed, teachers_changed: other ones are left."""

    term_wanted = Signal(str, str)
    checks_changed = Signal()
    teachers_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._terms: dict[str, Term] = {}
        self.search = SearchLine("教师 / 学科 / 教研组…")
        self.search.setFixedWidth(184)
        self.term = ChoiceChip("term", "学期", _term_words)
        self.term.changed.connect(self._choose_term)
        self.kind = ChoiceChip("kind", "检查类型", lambda check: kind_name(check.kind))
        self.check = ChoiceChip("check", "检查", lambda check: check.title)
        for chip in (self.kind, self.check):
            chip.changed.connect(self.checks_changed)
        self.group = ChoiceChip("group", "教研组", lambda line: line.person.group)
        self.grade = ChoiceChip("grades", "年级", lambda line: line.person.grades)
        levels = [level.name for level in term_levels()]
        self.level = ChoiceChip("level", "等级", lambda line: line.grade, levels)
        self.of_teachers = (self.group, self.grade, self.level)
        for chip in self.of_teachers:
            chip.changed.connect(self.teachers_changed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.search)
        chips = ChipRow((self.term, self.kind, self.check, *self.of_teachers))
        row.addWidget(chips, 1, Qt.AlignmentFlag.AlignVCenter)
        self._legend = QHBoxLayout()
        self._legend.setSpacing(8)
        self._told: tuple[str, ...] = ()
        row.addLayout(self._legend)
        self._show_legend(tuple(levels))

    def offer(self, terms: Sequence[Term], summary: TermSummary) -> None:
        """What can be chosen. terms: those with checks."""
        self._terms = {_term_words(term): term for term in terms}
        self.term.offer(terms)
        self.kind.offer(summary.checks)
        self.check.offer(summary.checks)
        for chip in self.of_teachers:
            chip.offer(summary.lines)
        self._show_legend(tuple(level.name for level in summary.levels))

    def _show_legend(self, levels: tuple[str, ...]) -> None:
        """What the grounds of the cells mean."""
        if levels == self._told:
            return
        self._told = levels
        clear_layout(self._legend)
        for place, level in enumerate(levels):
            self._legend.addWidget(Tag(level, tone_at(place, len(levels))))

    def checks(self, summary: TermSummary) -> list[CampaignRow]:
        """The checks that are left."""
        fits = [chip.fits for chip in (self.kind, self.check) if chip.fits is not None]
        return [check for check in summary.checks if all(fit(check) for fit in fits)]

    def kept(self, sight: Sight, rows: Sequence[Any]) -> Sequence[Any]:
        """Lines of items, inspectors and missing ones are those of the kinds and checks wanted."""
        wanted, titles = self.kind.chosen, self.check.chosen
        if wanted and sight.key in ("items", "inspectors"):
            return [row for row in rows if kind_name(row.kind) in wanted]
        if sight.key != "missing":
            return rows
        return [
            row
            for row in rows
            if (not wanted or kind_name(row.campaign.kind) in wanted)
            and (not titles or row.campaign.title in titles)
        ]

    def teachers(self, sight: Sight) -> dict[str, Fits]:
        """What the rows of 教师 × 检查 have to fit."""
        chips = self.of_teachers if sight.key == "teachers" else ()
        return {chip.key: chip.fits for chip in chips if chip.fits is not None}

    def show_for(self, sight: Sight) -> None:
        """The chips that mean something."""
        for chip in self.of_teachers:
            chip.setVisible(sight.key == "teachers")

    def clear_teachers(self) -> None:
        """All teachers."""
        for chip in self.of_teachers:
            chip.clear()

    def clear(self) -> None:
        """Everything of the term."""
        self.search.clear()
        self.clear_teachers()
        for chip in (self.kind, self.check):
            chip.clear()

    def _choose_term(self) -> None:
        """One term at a time: the one pressed last."""
        chosen = self.term.chosen[-1:]
        if len(self.term.chosen) > 1:
            self.term.choose(chosen)
        else:
            self.term_wanted.emit(*self._terms.get(chosen[0], ("", "")) if chosen else ("", ""))


def _term_words(term: Term) -> str:
    return f"{printed_year(term[0])} {term[1]}"
