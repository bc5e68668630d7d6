"""What goes where in the bureau's form: its columns, and its places for one value, each with a drop-down."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QComboBox

from edudesk.base.columns import Column
from edudesk.kit.decision_table import DecisionTable, centred, drop_down
from edudesk.kit.tag import Tag
from edudesk.kit.theme import Tone
from edudesk.sheets.filling.mapping import Mapping, Single, Target

WRITTEN = "\0text"  # chosen when a text is to be written instead


class TargetTable(DecisionTable):
    """choose(target, key): another column of the list, "" = nothing, WRITTEN = a text that is asked for."""

    def __init__(self, choose: Callable[[Target, str], object]) -> None:
        super().__init__(("模板里的列", "填什么", ""), (220, 0, 84))
        self._choose = choose

    def show_mapping(self, mapping: Mapping, choices: Sequence[Column], computed: Sequence[str]) -> None:
        """The columns of a form; computed: headers the form works out by itself."""
        targets = mapping.columns

        def fill(number: int) -> None:
            one = targets[number]
            self.write(number, 0, f"{one.letters}　{one.header}", one.header)
            self.setCellWidget(number, 2, centred(_tag(one, computed)))

        self.show_lines([self._drop_down(one, choices) for one in targets], fill)

    def _drop_down(self, one: Target, choices: Sequence[Column]) -> QComboBox:
        combo = _filled_drop_down(one.header, one.key, one.text, choices)
        combo.activated.connect(lambda _place: self._choose(one, str(combo.currentData())))
        return combo


class SingleTable(DecisionTable):
    """choose(number, key): another fact, "" = nothing, WRITTEN = a text that is asked for."""

    def __init__(self, choose: Callable[[int, str], object]) -> None:
        super().__init__(("模板里的空格", "填什么", "位置"), (220, 0, 84))
        self._choose = choose

    def show_mapping(self, mapping: Mapping, facts: Sequence[Column]) -> None:
        """The places of a form for one value."""
        singles = mapping.singles

        def fill(number: int) -> None:
            self.write(number, 0, singles[number].label)
            self.write(number, 2, singles[number].cell, f"{singles[number].sheet}　{singles[number].cell}")

        self.show_lines([self._drop_down(number, one, facts) for number, one in enumerate(singles)], fill)

    def _drop_down(self, number: int, one: Single, facts: Sequence[Column]) -> QComboBox:
        combo = _filled_drop_down(one.label, one.key, one.text, facts)
        combo.activated.connect(lambda _place: self._choose(number, str(combo.currentData())))
        return combo


def _filled_drop_down(name: str, key: str, text: str, choices: Sequence[Column]) -> QComboBox:
    combo = drop_down(f"{name} 填什么")
    combo.addItem("不填", "")
    combo.addItem(f"照写“{text}”" if text else "照写文字…", WRITTEN)
    for column in choices:
        combo.addItem(column.full_title, column.key)
    place = 1 if text else max(combo.findData(key), 0)
    combo.setCurrentIndex(place)
    return combo


def _tag(one: Target, computed: Sequence[str]) -> Tag:
    if one.header in computed:
        return Tag("公式", Tone.PLAIN)
    return Tag("填写", Tone.GOOD) if one.is_filled else Tag("留空", Tone.WARN)
