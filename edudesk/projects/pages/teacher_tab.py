"""项目 in the drawer of a teacher: what is on first, with the part in it, each leading to the project."""

from collections.abc import Callable, Sequence

from edudesk.base import clock
from edudesk.kit.dated_list import DatedLine, DatedList
from edudesk.kit.labels import label
from edudesk.projects.pages.sources import ProjectSources
from edudesk.projects.rows.people import MemberDraft
from edudesk.projects.rows.projects import ProjectRow
from edudesk.projects.rules.stages import is_live
from edudesk.roster.pages.drawer import Pane
from edudesk.roster.rows import TeacherRow
from edudesk.roster.rules.growth import Facts


class ProjectsPane(Pane):
    """open_project(id): where a line leads."""

    def __init__(self, sources: ProjectSources, open_project: Callable[[str], object]) -> None:
        super().__init__()
        self._sources = sources
        self._shown: dict[DatedList, Sequence[ProjectRow]] = {}
        self._lists = []
        for _ in range(2):
            title, lines = label("", "heading"), DatedList("项目")
            lines.opened.connect(lambda number, lines=lines: open_project(self._shown[lines][number].id))
            self.column.addWidget(title)
            self.column.addWidget(lines)
            self._lists.append((title, lines))

    def show_teacher(self, row: TeacherRow, facts: Facts) -> None:
        kinds = self._sources.project_kinds.kinds()
        found = self._sources.project_board.of_teacher(row.id)
        today = clock.today().isoformat()
        on = [pair for pair in found if is_live(kinds.of(pair[0]), pair[0]) and not pair[1].has_left(today)]
        rest = [pair for pair in found if pair not in on]
        words = (f"在研 {len(on)} 项" if on else "没有在研项目。", f"申报和已结束 {len(rest)} 项")
        for (title, lines), pairs, word in zip(self._lists, (on, rest), words, strict=True):
            title.setText(word)
            title.setVisible(bool(pairs) or pairs is on)
            self._shown[lines] = [project for project, _ in pairs]
            lines.show_lines([_line(project, part) for project, part in pairs])


def _line(project: ProjectRow, part: MemberDraft) -> DatedLine:
    return DatedLine(project.start[:7], project.title, " · ".join(filter(None, (part.role, project.stage))))
