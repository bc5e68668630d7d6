"""发展: the dated facts of a teacher, a section for each kind that has any."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from edudesk.base.masking import Privacy
from edudesk.kit.buttons import link, menu_button
from edudesk.kit.dated_list import DatedLine, DatedList
from edudesk.kit.icons import icon
from edudesk.kit.labels import label
from edudesk.roster.histories import KIND, HistoryKind
from edudesk.roster.histories.ledger import LedgerLine
from edudesk.roster.pages.drawer.pane import Pane
from edudesk.roster.pages.facts import FactForms
from edudesk.roster.rows import TeacherRow
from edudesk.roster.rules.growth import Facts, fact_words, when

TAB = "发展"
_AT_ONCE = 6  # of a kind; 任课 alone may have forty
_TOLD = "由档案得出"
_DISCREET = "受限登记"  # its title is not for whoever looks over the shoulder


class GrowthPane(Pane):
    """Sections are made when a teacher first has facts of their kind."""

    def __init__(self, forms: FactForms) -> None:
        super().__init__()
        self._forms = forms
        self._row: TeacherRow | None = None
        kinds = [kind for kind in forms.histories.kinds() if kind.tab == TAB]
        head = QHBoxLayout()
        self._sum = label("", "muted")
        head.addWidget(self._sum, 1)
        self.register = menu_button(
            "登记", [(kind.title, partial(self._add, kind)) for kind in kinds], icon_name="add"
        )
        head.addWidget(self.register)
        self.column.addLayout(head)
        self._kinds = kinds
        self.sections: dict[str, FactSection] = {}
        self._below = QVBoxLayout()
        self._below.setSpacing(14)
        self.column.addLayout(self._below)

    def show_teacher(self, row: TeacherRow, facts: Facts) -> None:
        is_another = self._row is None or self._row.id != row.id
        self._row = row
        total = 0
        for kind in self._kinds:
            rows = facts.get(kind.key, ())
            total += len(rows)
            section = self.sections.get(kind.key)
            if section is None and rows:
                section = self._build_section(kind)
            if section is not None:
                section.show_facts(row, rows, is_another)
        self._sum.setText(f"共 {total} 条" if total else "还没有发展记录，点“登记”添加。")

    def _build_section(self, kind: HistoryKind) -> "FactSection":
        """In its place among those that are there already."""
        order = [one.key for one in self._kinds]
        place = sum(order.index(key) < order.index(kind.key) for key in self.sections)
        section = self.sections[kind.key] = FactSection(kind, self._forms)
        self._below.insertWidget(place, section)
        return section

    def _add(self, kind: HistoryKind) -> None:
        if self._row is not None:
            self._forms.add(KIND[kind.key], self._row)


class FactSection(QWidget):
    """The facts of one kind, the newest first; gone when there are none."""

    def __init__(self, kind: HistoryKind, forms: FactForms) -> None:
        super().__init__()
        self._kind, self._forms = kind, forms
        self._teacher: TeacherRow | None = None
        self._rows: list[Any] = []
        self._is_discreet = kind.privacy is Privacy.RESTRICTED
        self._is_open = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(label(_DISCREET if self._is_discreet else kind.title, "heading"))
        head.addStretch(1)
        self._plus = QToolButton()
        self._plus.setIcon(icon("add"))
        self._plus.setToolTip(f"新增{kind.title}")
        self._plus.setAccessibleName(f"新增{kind.title}")
        self._plus.clicked.connect(self.add)
        head.addWidget(self._plus)
        column.addLayout(head)
        self.list = DatedList(kind.title)
        self.list.opened.connect(self._open)
        self.list.asked.connect(self._ask)
        self.list.removed.connect(self._remove)
        column.addWidget(self.list)
        self._more = link("", self.show_all)
        column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)

    def show_facts(self, teacher: TeacherRow, rows: Sequence[Any], is_another: bool) -> None:
        """rows: oldest first. is_another: of another teacher than before, so what was opened is closed."""
        self._teacher, self._rows = teacher, list(reversed(rows))
        if is_another:
            self._is_open = False
        self._fill()
        self.setVisible(bool(rows))

    def show_all(self) -> None:
        """Every fact, not only the newest."""
        self._is_open = True
        self._fill()
        self.list.setFocus()

    def add(self) -> None:
        """A form for a new one."""
        assert self._teacher is not None
        self._forms.add(self._kind, self._teacher)

    def _fill(self) -> None:
        least = 0 if self._is_discreet else _AT_ONCE
        shown = self._rows if self._is_open or len(self._rows) <= least else self._rows[:least]
        self.list.show_lines([self._line(row) for row in shown])
        left = len(self._rows) - len(shown)
        self._more.setText(f"显示 {left} 条" if self._is_discreet else f"更早的 {left} 条…")
        self._more.setVisible(left > 0)
        self._plus.setVisible(not self._is_discreet or self._is_open)

    def _line(self, row: Any) -> DatedLine:
        note = "" if row.id else _TOLD
        return DatedLine(when(row), fact_words(self._kind, row) or "（未填内容）", note)

    def _open(self, number: int) -> None:
        assert self._teacher is not None
        self._forms.edit(self._kind, self._teacher, self._rows[number])

    def _ask(self, number: int, place: QPoint) -> None:
        assert self._teacher is not None
        self._forms.show_menu(self._kind, self._teacher, self._rows[number], place)

    def _remove(self, number: int) -> None:
        assert self._teacher is not None
        self._forms.put_away(self._kind, [LedgerLine(self._teacher, self._rows[number])])
