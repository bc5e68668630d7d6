"""The record in 项目管理 that a goal is carried out by, and what the plan lays down for a 重点发展项目."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from edudesk.base.errors import UserError
from edudesk.kit.buttons import link
from edudesk.kit.key_values import KeyValues, Line
from edudesk.plan.pages.sources import PlanSources
from edudesk.plan.rows.goals import GOAL_COLUMN, KEY_PROJECT, GoalRow

_FIELDS = ("background", "content", "steps", "funds", "results")


class KeyProject(KeyValues):
    """Hidden of goals that have neither. show(id of a project): another page shows it."""

    def __init__(self, sources: PlanSources, show: Callable[[str], object], parent: QWidget) -> None:
        super().__init__(64, parent)
        self._sources, self._show_project = sources, show
        self.hide()

    def show_goal(self, row: GoalRow) -> None:
        """A goal; what is not written of its project has no line."""
        rows = self._record(row.project_id) if row.project_id else []
        if row.kind == KEY_PROJECT:
            rows += [(GOAL_COLUMN[key].title, text) for key in _FIELDS if (text := getattr(row, key))]
        self.show_rows(rows)
        self.setVisible(bool(rows))

    def _record(self, project_id: str) -> list[Line]:
        try:
            project = self._sources.projects.get(project_id)
        except UserError:
            return [("对应项目", "已经删除，或没有查看项目的权限")]
        standing = " · ".join(filter(None, (project.level, project.stage)))
        # the link beside what is short: a line with a link does not wrap
        return [
            ("对应项目", project.title),
            ("项目进展", standing, link("查看项目", partial(self._show_project, project_id))),
        ]
