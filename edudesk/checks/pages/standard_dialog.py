"""检查标准 edited like a sheet: 巡课情况, 应有次数, 听课节数, 政策提示; each save is a version, old ones can be taken up."""

from collections.abc import Callable, Collection, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from edudesk.base.standard import Line
from edudesk.checks.forms.standards import (
    DUE,
    GRADE_KEYS,
    LISTENING,
    PATROL,
    POLICIES,
    problems_of,
    standard_parts,
    with_limits,
    words_in,
)
from edudesk.checks.service.standards import StandardService
from edudesk.kit.cards import Card
from edudesk.kit.labels import label
from edudesk.kit.versions_dialog import VersionsDialog, Wishes

_TOLD = {
    PATROL: "登记巡课时从这里选；扣分是建议，登记时可以改。已经登记的巡课保留当时的说法、扣分和是否否决。",
    DUE: "检查录入时提醒到那一天应有几次，在数据栏里按“=”就填进去。各年级写次数，空着的不提醒；应备课时按周课时算，不在这里。",
    LISTENING: "“列出全体教师”按职务写好应听节数，没有单列的职务按“教师”；已经列出的不变。",
    POLICIES: "检查录入时以黄色文字提醒并写明出处，从不阻止。提示里的 # 依次换成限额里的数；写了检查类型的，这些检查一律提醒。",
}
_LIKELY = ("item", "per", "source", "stages")
_SIZES = {PATROL: (860, 560), DUE: (1160, 640), LISTENING: (680, 520), POLICIES: (1240, 560)}


class StandardDialog(VersionsDialog):
    """hidden: keys of columns that are of no use in this school."""

    def __init__(
        self, parent: QWidget, service: StandardService, key: str, hidden: Collection[str] = ()
    ) -> None:
        self._key, self._hidden = key, frozenset(hidden)
        columns = [
            one
            for one in standard_parts()[key].columns
            if one.key not in self._hidden and (one.key != "key" or key == PATROL)
        ]
        wishes = Wishes(_TOLD[key], columns, service.save, problems_of, _LIKELY, _SIZES[key])
        super().__init__(parent, service.versions(key), wishes)

    @classmethod
    def edit(
        cls,
        parent: QWidget,
        service: StandardService,
        key: str,
        undo: Callable[[], object],
        hidden: Collection[str] = (),
    ) -> "StandardDialog":
        """Open the list over a page; what was saved can be taken back there."""
        dialog = cls(parent, service, key, hidden)
        dialog.open_over(parent, undo)
        return dialog

    def build_below(self, column: QVBoxLayout) -> None:
        """Of the hints, how an inspector will see the selected one."""
        self.hint = label("", wraps=True)
        if self._key == POLICIES:
            shown = Card(role="doubt")
            shown.body.setContentsMargins(10, 5, 10, 5)
            shown.add(self.hint)
            column.addWidget(shown)

    def of_use(self, lines: Sequence[Line]) -> list[Line]:
        """The lines with something to show; those of other grades alone are set aside, and stored with them."""
        shown = [
            line
            for line in lines
            if not any(line.get(key) for key in self._hidden)
            or any(line.get(key) for key in GRADE_KEYS if key not in self._hidden)
        ]
        self._aside = [line for line in lines if line not in shown]
        return shown

    def show_hint(self) -> None:
        """The hint of the selected line as an inspector will see it."""
        if self._key == POLICIES and (chosen := self.table.table.selected()):
            line = chosen[0].cells
            told = with_limits(line.get("text", ""), words_in(line.get("limits", "")))
            off = "（停用，不提醒）" if line.get("is_off") else ""
            self.hint.setText(f"政策提示：{told}（{line.get('source', '')}）{off}")
