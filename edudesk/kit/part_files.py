"""The files of a record, or of the chosen line of a list: proofs, photos of an activity."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtWidgets import QVBoxLayout, QWidget

from edudesk.base.errors import UserError
from edudesk.kit import messages
from edudesk.kit.file_strip import FileStrip
from edudesk.kit.labels import label

if TYPE_CHECKING:
    from edudesk.store.attachments import Attachments, FileDraft


class KeepsFiles(Protocol):
    """A service whose rows have files beside them."""

    def keep_files(self, row_id: str, files: "Sequence[FileDraft]", /) -> object:
        """Let a row have just these files."""


class PartFiles(QWidget):
    """Dropped or chosen; photos shrink and lose where they were taken. Hidden while there is no row.

    called: what the heading calls a row.
    """

    def __init__(
        self,
        attachments: "Attachments",
        service: KeepsFiles,
        called: Callable[[Any], str] = lambda row: str(row.title),
    ) -> None:
        super().__init__()
        self._attachments, self._service, self._called = attachments, service, called
        self._row: Any = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self._title = label("", "heading", wraps=True)
        self.strip = FileStrip(attachments)
        self.strip.changed.connect(self._keep)
        column.addWidget(self._title)
        column.addWidget(self.strip)
        self.hide()

    def show_row(self, row: Any) -> None:
        """The files of another line; None hides them."""
        self.setVisible(row is not None)
        if row is None:
            return
        from edudesk.store.attachments import (
            as_draft,  # brings SQLAlchemy, which a page without a row need not wait for
        )

        self._title.setText(f"“{self._called(row)}”的文件")
        files = [as_draft(one) for one in self._attachments.of([row.id]).get(row.id, ())]
        if self._row is None or row.id != self._row.id or list(self.strip.files) != files:
            self.strip.show_files(files)
        self._row = row

    def _keep(self) -> None:
        if self._row is None:
            return
        try:
            self._service.keep_files(self._row.id, self.strip.files)
        except UserError as error:
            messages.fail(self, error)
            self.show_row(self._row)
