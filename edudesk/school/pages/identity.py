"""基本信息: the identity that papers and the status line print, by groups, with a form to change it."""

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from edudesk.kit.buttons import button
from edudesk.kit.cards import Card
from edudesk.kit.form_dialog import FormDialog, texts
from edudesk.kit.key_values import KeyValues
from edudesk.kit.page import Page, PageHead, column_layout
from edudesk.kit.page_tabs import ShowPage
from edudesk.kit.scrolled import scrolled
from edudesk.school.pages import SCHOOL
from edudesk.school.pages.tabs import put_tabs
from edudesk.school.rows import COLUMN, FIELDS, GROUPS, SchoolDraft
from edudesk.school.rows.identity import CREDIT_RULES
from edudesk.school.rules import doubts, problems
from edudesk.school.service import SchoolService

_FORM = tuple((title, tuple(COLUMN[key] for key in keys)) for title, keys in GROUPS)
_LEFT = 3  # groups in the left column; the right one has the words of the school, which are longer


class SchoolPage(Page):
    """Names, codes, kind, address, leaders and 办学思想 of the school."""

    name, title, icon_name = SCHOOL
    concerns = frozenset({"school"})

    def __init__(self, school: SchoolService, show_page: ShowPage, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._school = school
        column = column_layout(self)
        head = PageHead(self.title, buttons=(button("编辑", self.edit, "primary", icon_name="edit"),))
        column.addWidget(head)
        put_tabs(head, self.name, show_page)
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(14)
        sides = (QVBoxLayout(), QVBoxLayout())
        self._values: list[KeyValues] = []
        for number, (title, _) in enumerate(GROUPS):
            card, values = Card(title), KeyValues(112)
            card.add(values)
            self._values.append(values)
            sides[number >= _LEFT].addWidget(card)
        for number, side in enumerate(sides):
            side.setSpacing(14)
            side.addStretch(1)
            grid.addLayout(side, 0, number)
            grid.setColumnStretch(number, 1)
        column.addWidget(scrolled(inside, by_keys=True), 1)

    def reload(self) -> None:
        identity = self._school.identity()
        for values, (_, keys) in zip(self._values, GROUPS, strict=True):
            values.show_rows([(COLUMN[key].title, _told(key, identity)) for key in keys])

    def edit(self, key: str = "") -> None:
        """The identity in a form, the keyboard in the field of key."""
        identity = self._school.identity()
        form = FormDialog.edit(
            self,
            "学校基本信息",
            _FORM,
            {key: getattr(identity, key) for key in FIELDS},
            lambda typed: self._school.save(texts(typed)),
            check=lambda typed: problems(SchoolDraft(**texts(typed))),
            doubt=lambda typed: doubts(SchoolDraft(**texts(typed))),
        )
        form.seize(key)


def _told(key: str, identity: SchoolDraft) -> str:
    """A fact of the school; a choice that was not made is the first."""
    if key == "credit_rule" and not identity.credit_rule:
        return f"{CREDIT_RULES.words[0]}（默认）"
    return COLUMN[key].text(identity)
