"""The columns of a stranger's sheet, each with a drop-down of what it is imported as."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtWidgets import QComboBox

from edudesk.kit.decision_table import DecisionTable, centred, drop_down
from edudesk.kit.tag import Tag
from edudesk.kit.theme import Tone
from edudesk.roster.intake.values import ColumnMatch, How

_TONES = {
    How.AUTO: Tone.GOOD,
    How.CONFIRM: Tone.WARN,
    How.COMPARED: Tone.PLAIN,
    How.REMEMBERED: Tone.BRAND,
    How.IGNORED: Tone.PLAIN,
    How.DOUBLE: Tone.WARN,
    How.UNKNOWN: Tone.WARN,
}


class MatchTable(DecisionTable):
    """表格列 · 导入为 · how it was found · samples. choose(match, field or None): the user decides.

    deed: what is done with the columns, in a word.
    """

    def __init__(self, choose: Callable[[ColumnMatch, str | None], object], deed: str = "导入") -> None:
        super().__init__(("表格列", f"{deed}为", "识别", "示例"), (130, 150, 72, 0))
        self._choose, self._deed = choose, deed

    def show_matches(self, matches: Sequence[ColumnMatch], fields: Mapping[str, str]) -> None:
        """Show these columns, each with the fields (key -> title) it may be taken for."""
        has_several = len({match.head for match in matches}) > 1

        def fill(number: int) -> None:
            match = matches[number]
            word = match.header or "（无标题）"
            told = f"{match.sheet}：{word}" if has_several else word
            self.write(number, 0, told, f"{match.place}　{match.header}")
            self.setCellWidget(number, 2, centred(Tag(match.how.value, _TONES[match.how])))
            self.write(number, 3, "、".join(match.samples))

        self.show_lines([self._drop_down(match, fields) for match in matches], fill)

    def _drop_down(self, match: ColumnMatch, fields: Mapping[str, str]) -> QComboBox:
        combo = drop_down(f"{match.header} {self._deed}为")
        if match.is_compared:
            combo.addItem(f"{match.how.value}，不{self._deed}", match.field)
        combo.addItem(f"不{self._deed}", None)
        for key, title in fields.items():
            combo.addItem(title, key)
        combo.setCurrentIndex(combo.findData(match.field) if match.field else 0)
        combo.activated.connect(lambda _place: self._choose(match, combo.currentData()))
        return combo
