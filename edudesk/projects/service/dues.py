"""What waits in the projects, for the start page."""

from collections.abc import Sequence
from datetime import date

from edudesk.base.due import Due
from edudesk.base.words import shortened
from edudesk.projects.rows.lines import ProjectLine
from edudesk.projects.rules.reminders import Node
from edudesk.projects.service.board import BoardService
from edudesk.store.context import Context

_SOON_DAYS = 30
_LACKS = "材料缺"


class ProjectDues:
    """待办与到期 of the projects. board: reads and keeps the lines of all projects."""

    def __init__(self, context: Context, board: BoardService) -> None:
        self.context = context
        self._board = board

    def dues(self, today: date) -> Sequence[Due]:
        """The nodes that come within a month or were missed, with the papers the next stage still lacks."""
        lines = {line.id: line for line in self._board.lines(today)}
        return [
            _due(lines[row.id], node)
            for row, node in self._board.due(today, within=_SOON_DAYS)
            if row.id in lines
        ]


def _due(line: ProjectLine, node: Node) -> Due:
    is_next = (node.title, node.due) == (line.next_title, line.next_due)
    what = line.alert if is_next and _LACKS in line.alert else node.title
    return Due(
        text=f"{what}：{shortened(line.title)}",
        feature="项目",
        page="projects",
        record=line.id,
        day=node.due,
        source=line.label,
    )
