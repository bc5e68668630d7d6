"""A record of governance beside its list: its facts, the list that belongs to it, its files."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Signal

from edudesk.governance.service.sources import GovernanceSources
from edudesk.kit.buttons import link
from edudesk.kit.drawer import Drawer
from edudesk.kit.key_values import KeyValues
from edudesk.kit.part_files import KeepsFiles, PartFiles
from edudesk.kit.part_list import PartList
from edudesk.kit.section import Section
from edudesk.school.pages.people import Choosing


class RecordDrawer(Drawer):
    """edit_wanted(row). files: the service that keeps the papers of the record itself, None = it has none of its own;
    part_name: what the heading of the files of a line calls it, "" = lines have no files."""

    edit_wanted = Signal(object)

    def __init__(
        self,
        sources: GovernanceSources,
        choosing: Choosing,
        undo: Callable[[], object],
        section: Section,
        files: KeepsFiles | None,
        part_name: Callable[[Any], str] | None,
    ) -> None:
        super().__init__()
        self._row: Any = None
        self.tools.addWidget(link("编辑", lambda: self.edit_wanted.emit(self._row)))
        self.facts = KeyValues()
        self.body.addWidget(self.facts)
        self.parts = PartList(section, sources, choosing, undo)
        self.body.addWidget(self.parts)
        if part_name is not None:
            service: Any = self.parts.service
            self.part_files = PartFiles(sources.attachments, service, part_name)
            self.parts.chosen.connect(self.part_files.show_row)
            self.body.addWidget(self.part_files)
        self.files = PartFiles(sources.attachments, files) if files is not None else None
        if self.files is not None:
            self.body.addWidget(self.files)
        self.body.addStretch(1)

    def show_record(self, row: Any, note: str, facts: Sequence[tuple[str, str]]) -> None:
        """Another record, or the same after a change. facts: title and value; empty ones are left out."""
        self._row = row
        self.show_head(row.title, note)
        told = [(title, value) for title, value in facts if value]
        self.facts.show_rows(told)
        self.facts.setVisible(bool(told))
        self.parts.show_owner(row)
        if self.files is not None:
            self.files.show_row(row)
