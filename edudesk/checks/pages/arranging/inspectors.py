"""Who looks: teachers of the roster or people from outside, each with the subjects that are theirs."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from edudesk.base.columns import Column, Kind
from edudesk.checks.rules.campaigns import inspectors_text
from edudesk.checks.rules.sampling import Inspector
from edudesk.checks.rules.units import Teaching
from edudesk.kit.buttons import button, link
from edudesk.kit.cards import clear_layout
from edudesk.kit.chips import ChoiceChip
from edudesk.kit.fields import ChoiceField
from edudesk.kit.labels import label
from edudesk.school.pages.people import Choosing


class InspectorList(QWidget):
    """changed: others look, or other subjects are theirs."""

    changed = Signal()

    def __init__(self, choosing: Choosing) -> None:
        super().__init__()
        self._choosing = choosing
        self._found: list[Inspector] = []
        self._leader = ""
        self._teaching: Sequence[Teaching] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(4)
        column.addLayout(self._lines)
        row = QHBoxLayout()
        row.setSpacing(8)
        who = Column("who", "检查人", Kind.CHOICE, codes=choosing.codes)
        self.field = ChoiceField(who, spell=choosing.spell)
        self.field.setAccessibleName("添加检查人")
        line = self.field.lineEdit()
        assert line is not None
        line.setPlaceholderText("姓名 / 拼音；校外人员直接写姓名")
        line.returnPressed.connect(self.add)
        row.addWidget(self.field, 1)
        row.addWidget(button("添加", self.add))
        column.addLayout(row)

    @property
    def inspectors(self) -> tuple[Inspector, ...]:
        """Who looks, in order."""
        return tuple(self._found)

    @property
    def text(self) -> str:
        """As a check keeps them; "" for none."""
        return inspectors_text(self._found) if self._found else ""

    @property
    def leader_id(self) -> str:
        """Id of the 组长; "" for none, or somebody from outside."""
        return next((one.id for one in self._found if one.key == self._leader), "")

    def offer(self, rows: Sequence[Teaching]) -> None:
        """Subjects to choose from."""
        self._teaching = rows
        self._show()

    def show_inspectors(self, found: Sequence[Inspector], leader_id: str) -> None:
        """Put them in; changed stays silent."""
        self._found, self._leader = list(found), leader_id
        self._show()

    def add(self) -> None:
        """Whoever stands in the field."""
        word = self.field.typed()
        if not word:
            return
        person = self._choosing.person(word)
        made = Inspector(person.id, person.name) if person is not None else Inspector("", word)
        self.field.show_text("")
        if all(one.key != made.key for one in self._found):
            self._found.append(made)
            self._leader = self._leader or made.key
            self._show()
            self.changed.emit()

    def _drop(self, key: str) -> None:
        self._found = [one for one in self._found if one.key != key]
        self._show()
        self.changed.emit()

    def _lead(self, key: str, is_on: bool) -> None:
        if is_on:
            self._leader = key

    def _share(self, key: str, chip: ChoiceChip) -> None:
        self._found = [
            Inspector(one.id, one.name, chip.chosen) if one.key == key else one for one in self._found
        ]
        self.changed.emit()

    def _show(self) -> None:
        clear_layout(self._lines)
        if not self._found:
            self._lines.addWidget(label("还没有指定检查人；录入时也可以填写。", "small"))
        for one in self._found:
            place = QWidget()
            row = QHBoxLayout(place)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(8)
            name = label(self._choosing.word(one.id) or one.name, "strong")
            name.setMinimumWidth(72)
            row.addWidget(name)
            row.addWidget(label("" if one.id else "校外", "small"))
            chip = ChoiceChip("subjects", "负责学科", lambda teaching: teaching.subject)
            chip.offer(self._teaching)
            chip.restore(list(one.subjects))
            chip.changed.connect(partial(self._share, one.key, chip))
            row.addWidget(chip)
            lead = QRadioButton("组长")
            lead.setChecked(one.key == self._leader)
            lead.toggled.connect(partial(self._lead, one.key))
            row.addStretch(1)
            row.addWidget(lead)
            row.addWidget(link("移出", partial(self._drop, one.key)))
            self._lines.addWidget(place)
