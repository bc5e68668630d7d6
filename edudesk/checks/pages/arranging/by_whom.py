"""By whom: the inspectors, how many look at each unit, and whether extremes of many are dropped."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from edudesk.checks.pages.arranging.fields import choose, combo
from edudesk.checks.pages.arranging.inspectors import InspectorList
from edudesk.checks.rows.campaigns import ARCHIVED, DRAFT, PUBLISHED, RUNNING, YES, CampaignDraft
from edudesk.checks.rules.campaigns import PER_UNIT_MOST, inspectors_of
from edudesk.checks.rules.combining import EXTREMES_FROM
from edudesk.checks.rules.units import Teaching
from edudesk.kit.labels import label
from edudesk.school.pages.people import Choosing


class ByWhomSection(QWidget):
    """changed: others look at the units, or more of them."""

    changed = Signal()

    def __init__(self, choosing: Choosing) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.inspectors = InspectorList(choosing)
        self.inspectors.changed.connect(self.changed)
        column.addWidget(self.inspectors)
        self._handed_on = label(
            "检查人有变动时，移出的人还没有查的分给其他人；只是增加人或改负责学科时，没有查的重新分配。已查的不变。",
            "small",
            wraps=True,
        )
        self._handed_on.hide()
        column.addWidget(self._handed_on)
        row = QHBoxLayout()
        row.setSpacing(8)
        numbers = [
            (f"{number} 人", None if number == 1 else number) for number in range(1, PER_UNIT_MOST + 1)
        ]
        self.per_unit = combo(numbers, self.changed.emit)
        self.per_unit.setAccessibleName("每份材料由几人检查")
        row.addWidget(label("每份材料由", "muted"))
        row.addWidget(self.per_unit)
        row.addWidget(label("分别打分，得分取平均", "muted"))
        row.addStretch(1)
        column.addLayout(row)
        self.drops = QCheckBox(f"同一份材料有 {EXTREMES_FROM} 人以上打分时，去掉一个最高分和一个最低分")
        column.addWidget(self.drops)

    @property
    def names(self) -> dict[str, str]:
        """Of the inspectors, by key."""
        return {one.key: one.name for one in self.inspectors.inspectors}

    @property
    def typed(self) -> dict[str, Any]:
        """Fields of the draft."""
        return {
            "inspectors": self.inspectors.text,
            "leader_id": self.inspectors.leader_id,
            "per_unit": self.per_unit.currentData(),
            "drops_extremes": YES if self.drops.isChecked() else "",
        }

    def fill(self, draft: CampaignDraft, teaching: Sequence[Teaching]) -> None:
        """Put a draft in; changed stays silent."""
        self.inspectors.offer(teaching)
        self.inspectors.show_inspectors(inspectors_of(draft), draft.leader_id)
        choose(self.per_unit, draft.per_unit)
        self.drops.setChecked(draft.drops_extremes == YES)

    def lock(self, status: str) -> None:
        """What a check of a state keeps."""
        self.inspectors.setEnabled(status != ARCHIVED)
        self.per_unit.setEnabled(status == DRAFT)
        self._handed_on.setVisible(status not in (DRAFT, ARCHIVED))
        # what was summed up or reported is not reckoned anew behind the back of a reader
        self.drops.setEnabled(status in (DRAFT, PUBLISHED, RUNNING))
