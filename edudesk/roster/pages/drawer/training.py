"""培训: the credits of the cycle, and every course by year with its sums."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QHBoxLayout

from edudesk.base.columns import printed
from edudesk.kit.bars import Meter
from edudesk.kit.buttons import button
from edudesk.kit.cards import Card
from edudesk.kit.dated_list import DatedLine, DatedList
from edudesk.kit.labels import label
from edudesk.kit.theme import Tone
from edudesk.roster.histories.growing import TRAINING, Training, credits_of
from edudesk.roster.histories.ledger import LedgerLine
from edudesk.roster.pages.drawer.pane import Pane
from edudesk.roster.pages.facts import FactForms
from edudesk.roster.rows import TeacherRow, day_of
from edudesk.roster.rules import is_present
from edudesk.roster.rules.credits import BEHIND, DONE, CreditRule, progress_of
from edudesk.roster.rules.growth import Facts

_TONES = {BEHIND: Tone.WARN, DONE: Tone.GOOD}
_TOLD = "由档案得出"


class CreditCard(Card):
    """培训学分（2023—2027）: a bar and what it says. rule: the one that holds now; is_whole: with every sentence about
    caps and short years."""

    def __init__(self, rule: Callable[[], CreditRule], is_whole: bool = False) -> None:
        super().__init__("培训学分", role="inset")
        self._rule, self._is_whole = rule, is_whole
        self._meter = Meter()
        self._words, self._more = label("", "muted", wraps=True), label("", "small", wraps=True)
        self.add(self._meter)
        self.add(self._words)
        self.add(self._more)

    def show_teacher(self, row: TeacherRow, courses: Sequence[Any]) -> None:
        """Hidden for whoever owes no credits and has none."""
        owes = is_present(row) and row.staff_category in ("", "专任教师")
        self.setVisible(owes or bool(courses))
        if not owes and not courses:
            return
        progress = progress_of(row, courses, day_of(row), self._rule())
        first, last = progress.cycle
        self.heading.setText(f"培训学分（{first}—{last}）")
        self._meter.show_share(progress.share, _TONES.get(progress.verdict, Tone.BRAND))
        self._words.setText(progress.words)
        told = list(progress.cut) if self._is_whole else []
        if progress.verdict == BEHIND:
            told.append(f"按进度应有 {printed(round(progress.expected, 1))} 学分。")
        if self._is_whole and progress.short_years:
            told.append(f"{'、'.join(progress.short_years)} 年低于每年最低学分。")
        if self._is_whole and progress.probation:
            told.append(f"另有试用期培训 {printed(progress.probation)} 学分，单独计算。")
        self._more.setText("\n".join(told))
        self._more.setVisible(bool(told))


class TrainingPane(Pane):
    """The courses, the newest year first."""

    def __init__(self, forms: FactForms, rule: Callable[[], CreditRule]) -> None:
        super().__init__()
        self._forms = forms
        self._row: TeacherRow | None = None
        self._card = CreditCard(rule, is_whole=True)
        head = QHBoxLayout()
        self._sum = label("", "heading")
        head.addWidget(self._sum, 1)
        head.addWidget(button("登记培训", self._add, "link", icon_name="add"))
        self._empty = label("还没有培训记录。", "muted")
        self.column.addWidget(self._card)
        self.column.addLayout(head)
        self.column.addWidget(self._empty)
        self._years: list[_Year] = []

    def show_teacher(self, row: TeacherRow, facts: Facts) -> None:
        self._row = row
        courses = facts.get("training", ())
        self._card.show_teacher(row, courses)
        years = sorted({course.begins[:4] for course in courses}, reverse=True)
        self._sum.setText(f"培训 {len(courses)} 项" if courses else "培训")
        self._empty.setVisible(not courses)
        while len(self._years) < len(years):
            self._years.append(_Year(self._forms))
            self.column.addWidget(self._years[-1])
        for part, year in zip(self._years, years, strict=False):
            part.show_courses(row, year, [course for course in courses if course.begins[:4] == year])
        for part in self._years[len(years) :]:
            part.hide()

    def _add(self) -> None:
        if self._row is not None:
            self._forms.add(TRAINING, self._row)


class _Year(Pane):
    """One calendar year: its sum over its courses."""

    def __init__(self, forms: FactForms) -> None:
        super().__init__()
        self.column.setSpacing(2)
        self._forms = forms
        self._teacher: TeacherRow | None = None
        self._courses: list[Training] = []
        self._heading = label("", "small")
        self._list = DatedList("培训")
        self._list.opened.connect(self._open)
        self._list.asked.connect(self._ask)
        self._list.removed.connect(self._remove)
        self.column.addWidget(self._heading)
        self.column.addWidget(self._list)

    def show_courses(self, teacher: TeacherRow, year: str, courses: Sequence[Training]) -> None:
        """The newest course first."""
        self._teacher = teacher
        self._courses = sorted(courses, key=lambda course: course.begins, reverse=True)
        total = printed(sum(credits_of(course) for course in courses))
        self._heading.setText(f"{year or '未填时间'}{' 年' if year else ''}　{total} 学分")
        self._list.show_lines([_course_line(course) for course in self._courses])
        self.show()

    def _open(self, number: int) -> None:
        assert self._teacher is not None
        self._forms.edit(TRAINING, self._teacher, self._courses[number])

    def _ask(self, number: int, place: QPoint) -> None:
        assert self._teacher is not None
        self._forms.show_menu(TRAINING, self._teacher, self._courses[number], place)

    def _remove(self, number: int) -> None:
        assert self._teacher is not None
        self._forms.put_away(TRAINING, [LedgerLine(self._teacher, self._courses[number])])


def _course_line(course: Training) -> DatedLine:
    """Month and project, behind them what it counts."""
    note = f"{printed(credits_of(course))} 学分" if course.id else _TOLD
    return DatedLine(course.begins[5:7] and f"{course.begins[5:7]} 月", course.project, note)
