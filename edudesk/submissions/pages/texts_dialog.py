"""The passages of a report that the school writes itself; what is empty is printed as the reference text."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from edudesk.base import clock
from edudesk.base.errors import UserError
from edudesk.base.words import paragraphs
from edudesk.kit import messages
from edudesk.kit.buttons import button
from edudesk.kit.labels import label
from edudesk.school.rules.years import school_year_of
from edudesk.submissions.reports.team import text_title
from edudesk.submissions.rules.asked import own_text
from edudesk.submissions.service.asked import TextService


class TextsDialog(QDialog):
    """One field a passage, a paragraph a line. keys: of the passages (Pack.texts); first: the one to begin with."""

    def __init__(
        self, texts: TextService, keys: Sequence[str], first: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._texts = texts
        self.year = school_year_of(clock.today())
        self.setWindowTitle(f"编写报告文字 · {self.year}学年")
        self.setMinimumSize(640, 420)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(8)
        self.fields: dict[str, QPlainTextEdit] = {}
        rows = texts.rows()
        for key in keys:
            own = own_text(rows, key, self.year)
            title = text_title(key)
            head = QHBoxLayout()
            head.addWidget(label(title, "heading"), 1)
            if own is not None and own.school_year != self.year:
                head.addWidget(label(f"以下是 {own.school_year}学年写的，改好后存为本学年", "muted"))
            column.addLayout(head)
            field = QPlainTextEdit(own.text if own is not None else "")
            field.setAccessibleName(title)
            field.setPlaceholderText("每行一段。不写时，报告里印参考文字。")
            field.setTabChangesFocus(True)
            self.fields[key] = field
            column.addWidget(field, 1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch(1)
        foot.addWidget(button("取消", self.reject))
        self.save_button = button("保存", self.save, "primary", keys="Ctrl+Return")
        foot.addWidget(self.save_button)
        column.addLayout(foot)
        if first in self.fields:
            self.fields[first].setFocus()

    def save(self) -> None:
        """Keep the passages of this school year that are others now."""
        try:
            self._texts.write(
                self.year, {key: paragraphs(field.toPlainText()) for key, field in self.fields.items()}
            )
        except UserError as error:
            messages.fail(self, error)
            return
        self.accept()
