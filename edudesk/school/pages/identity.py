"""学校基础信息: the identity that papers and the status line print."""

from PySide6.QtWidgets import QWidget

from edudesk.kit.buttons import button
from edudesk.kit.cards import Card
from edudesk.kit.form_dialog import FormDialog
from edudesk.kit.key_values import KeyValues
from edudesk.kit.page import Page, PageHead, column_layout
from edudesk.school.pages import SCHOOL
from edudesk.school.rows import COLUMNS, FIELDS, SchoolDraft
from edudesk.school.rules import problems
from edudesk.school.service import SchoolService


class SchoolPage(Page):
    """Name, code, 学段, place, school year and first day of term, with a form to change them."""

    name, title, icon_name = SCHOOL
    concerns = frozenset({"school"})

    def __init__(self, school: SchoolService, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._school = school
        column = column_layout(self)
        column.addWidget(
            PageHead(self.title, buttons=(button("编辑", self.edit, "primary", icon_name="edit"),))
        )
        card = Card("学校")
        card.setMaximumWidth(720)
        self._values = KeyValues(120)
        card.add(self._values)
        column.addWidget(card)
        column.addStretch(1)

    def reload(self) -> None:
        identity = self._school.identity()
        self._values.show_rows([(column.title, column.text(identity)) for column in COLUMNS])

    def edit(self) -> None:
        """The identity in a form."""
        identity = self._school.identity()
        FormDialog.edit(
            self,
            "学校基础信息",
            (("", COLUMNS),),
            {key: getattr(identity, key) for key in FIELDS},
            lambda typed: self._school.save(_texts(typed)),
            check=lambda typed: problems(SchoolDraft(**_texts(typed))),
        )


def _texts(typed: dict[str, object]) -> dict[str, str]:
    return {key: str(value or "") for key, value in typed.items()}
