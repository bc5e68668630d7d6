"""The list of those a check takes, before it is published and after."""

from collections import Counter
from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QListWidget

from edudesk.checks.forms.value import CheckForm
from edudesk.checks.rows.campaigns import DUE, UnitDraft
from edudesk.checks.rules.together import in_passing
from edudesk.kit.cards import Card
from edudesk.kit.labels import label


class ListedCard(Card):
    """应检对象, with how many there are of each subject."""

    def __init__(self) -> None:
        super().__init__()
        self.units: list[UnitDraft] = []
        self.body.setContentsMargins(14, 10, 14, 12)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(label("应检", "heading"))
        self.count = label("", "figure")
        head.addWidget(self.count)
        head.addWidget(label("个", "muted"))
        head.addStretch(1)
        self.add(head)
        self._sums = label("", "small", wraps=True)
        self.add(self._sums)
        self.forms = label("", "small", wraps=True)
        self.add(self.forms)
        self._list = QListWidget()
        self._list.setProperty("role", "inner")
        self._list.setAccessibleName("应检对象")
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.add(self._list, 1)

    def show_units(
        self,
        checks: Mapping[str, Sequence[UnitDraft]],
        names: Mapping[str, str],
        forms: Mapping[tuple[str, int], CheckForm],
    ) -> int:
        """List the units of checks by the name of their type, persons together; returns how many are due. names: of the
        inspectors, by key; forms: all there are, of which each unit takes one."""
        kinds = {id(unit): kind for kind, units in checks.items() for unit in units}
        self.units = in_passing(list(checks.values()))
        due = [unit for unit in self.units if unit.state == DUE]
        self.count.setText(str(len(due)))
        is_one = len(checks) == 1
        sums = Counter(
            unit.subject or unit.group or unit.classes if is_one else kinds[id(unit)] for unit in due
        )
        self._sums.setText(" · ".join(f"{word} {count}" for word, count in sums.most_common()))
        taken = Counter((unit.form, unit.form_version) for unit in due)
        told_forms = [f"{forms[key].name} {count}" for key, count in taken.most_common() if key in forms]
        self.forms.setText(f"表格：{' · '.join(told_forms)}" if told_forms else "")
        self._list.clear()
        told = [_told(unit, "" if is_one else kinds[id(unit)], names) for unit in self.units]
        self._list.addItems(told or ["这个范围里没有人任课。"])
        return len(due)


def _told(unit: UnitDraft, kind: str, names: Mapping[str, str]) -> str:
    who = "、".join(names.get(key, key) for key in unit.inspectors.split("、") if key)
    end = f"→ {who}" if who else ""
    if unit.state != DUE:
        end = f"{unit.state}：{unit.reason}"
    return "　".join(filter(None, dict.fromkeys((unit.name, kind, unit.subject, unit.classes, end))))
