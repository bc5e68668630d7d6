"""What is handed in, where and until when, and the 学号 that are looked at."""

from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from edudesk.base import clock
from edudesk.checks.pages.arranging.fields import day_of, two_columns
from edudesk.checks.rows.campaigns import CAMPAIGN_COLUMN, CampaignDraft
from edudesk.checks.rules.sampling import pupil_numbers
from edudesk.kit.buttons import link
from edudesk.kit.fields import LineField


class HandingInSection(QWidget):
    """It changes nobody's place in the queue."""

    def __init__(self) -> None:
        super().__init__()
        self.materials, self.place, self.pupils = QLineEdit(), QLineEdit(), QLineEdit()
        self.pupils.setPlaceholderText("指定学号，如 3、12、25（作业）")
        pupils = QWidget()
        row = QHBoxLayout(pupils)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.pupils, 1)
        row.addWidget(link("随机抽 10 个", self.draw))
        self.hand_in_by = LineField(CAMPAIGN_COLUMN["hand_in_by"])
        self.setLayout(
            two_columns(
                ("上交材料", self.materials),
                ("上交地点", self.place),
                ("截止日期", self.hand_in_by),
                ("抽查学号", pupils),
            )
        )

    def draw(self) -> None:
        """Whose books are looked at, by lot; day and time are in its number."""
        self.pupils.setText(pupil_numbers(clock.now().strftime("%m%d%H%M%S")))

    @property
    def typed(self) -> dict[str, Any]:
        """Fields of the draft."""
        return {
            "materials": self.materials.text().strip(),
            "place": self.place.text().strip(),
            "hand_in_by": day_of(self.hand_in_by),
            "pupils": self.pupils.text().strip(),
        }

    def fill(self, draft: CampaignDraft) -> None:
        """Put a draft in."""
        for editor, text in (
            (self.materials, draft.materials), (self.place, draft.place), (self.hand_in_by, draft.hand_in_by),
            (self.pupils, draft.pupils),
        ):  # fmt: skip
            editor.setText(text)
