"""学校基础信息: the identity that papers and the status line print."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QWidget

from edudesk.kit.buttons import button
from edudesk.kit.cards import Card
from edudesk.kit.form_dialog import FormDialog
from edudesk.kit.key_values import KeyValues
from edudesk.kit.page import Page, PageHead, column_layout
from edudesk.school.pages import SCHOOL
from edudesk.school.rows import COLUMN, FIELDS, GROUPS, SchoolDraft
from edudesk.school.rules import doubts, problems
from edudesk.school.service import SchoolService


class SchoolPage(Page):
    """One card for each group of facts, two beside each other, with a form to change them."""

    name, title, icon_name = SCHOOL
    concerns = frozenset({"school"})

    def __init__(self, school: SchoolService, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._school = school
        column = column_layout(self)
        column.addWidget(
            PageHead(self.title, buttons=(button("编辑", self.edit, "primary", icon_name="edit"),))
        )
        inside = QWidget()
        inside.setProperty("role", "plain")
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(16)
        self._values: dict[str, KeyValues] = {}
        for place, (heading, _) in enumerate(GROUPS):
            card = Card(heading)
            self._values[heading] = KeyValues(120)
            card.add(self._values[heading])
            card.body.addStretch(1)
            grid.addWidget(card, place // 2, place % 2)
        for side in (0, 1):
            grid.setColumnStretch(side, 1)
        grid.setRowStretch(len(GROUPS), 1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        column.addWidget(scroll, 1)

    def reload(self) -> None:
        identity = self._school.identity()
        for heading, keys in GROUPS:
            self._values[heading].show_rows([(COLUMN[key].title, COLUMN[key].text(identity)) for key in keys])

    def edit(self) -> None:
        """The identity in a form."""
        identity = self._school.identity()
        FormDialog.edit(
            self,
            "学校基础信息",
            [(heading, tuple(COLUMN[key] for key in keys)) for heading, keys in GROUPS],
            {key: getattr(identity, key) for key in FIELDS},
            lambda typed: self._school.save(_texts(typed)),
            check=lambda typed: problems(SchoolDraft(**_texts(typed))),
            doubt=lambda typed: doubts(SchoolDraft(**_texts(typed))),
        )


def _texts(typed: dict[str, object]) -> dict[str, str]:
    return {key: str(value or "") for key, value in typed.items()}
