"""Below the 成果 of a project: what the roster and the checks know of its members, to be taken over."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from edudesk.base.columns import Column, Kind
from edudesk.base.words import shortened
from edudesk.kit.buttons import link
from edudesk.kit.form_dialog import FormDialog
from edudesk.kit.part_list import PartList
from edudesk.kit.section import joined
from edudesk.projects.pages.result_choice import Tick
from edudesk.projects.pages.sources import ProjectSources
from edudesk.projects.rules.deliverables import YES

_MOST = 40


class TakingOver(QWidget):
    """The way to the achievements of the members that are no 成果 of the project yet."""

    def __init__(self, part: PartList, sources: ProjectSources) -> None:
        super().__init__()
        self._part, self._sources = part, sources
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.button = link("从成员的成果中选…", self.choose)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        part.chosen.connect(self._look)
        self.hide()

    def _look(self, _row: Any) -> None:
        project = self._part.owner
        self.setVisible(project is not None and bool(self._sources.deliverables.offered(project.id)))

    def choose(self) -> FormDialog | None:
        """Each of them, to be ticked."""
        project = self._part.owner
        if project is None:
            return None
        offered = {
            str(n): one for n, one in enumerate(self._sources.deliverables.offered(project.id)[:_MOST])
        }
        columns = tuple(
            Column(key, shortened(joined(one.on[:7], one.authors, one.title)), Kind.YESNO, 12)
            for key, one in offered.items()
        )
        return FormDialog.edit(
            self,
            "从成员的成果中选",
            (
                (
                    "花名册里登记的论文、公开课、讲座和获奖，听课记录里写明课型的公开课，选属于这个项目的",
                    columns,
                ),
            ),
            {},
            lambda typed: self._sources.deliverables.add_many(
                "从教师成果登记项目成果", [one for key, one in offered.items() if typed.get(key) == YES]
            ),
            editors=dict.fromkeys(offered, Tick),
        )
