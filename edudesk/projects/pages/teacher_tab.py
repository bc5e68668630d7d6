"""项目 in the drawer of a teacher: what is on first, with the part in it, then 成果 and awards; each line leads there."""

from collections.abc import Callable, Sequence

from edudesk.base import clock
from edudesk.kit.dated_list import DatedLine, DatedList
from edudesk.kit.labels import label
from edudesk.projects.pages.sources import ProjectSources
from edudesk.projects.rows.people import MemberDraft
from edudesk.projects.rows.projects import ProjectRow
from edudesk.projects.rows.results import AWARD, DeliverableRow
from edudesk.projects.rules.stages import is_live
from edudesk.roster.pages.drawer import Pane
from edudesk.roster.rows import TeacherRow
from edudesk.roster.rules.growth import Facts

_RESULT = "成果"  # where they stand in the drawer of the project


class ProjectsPane(Pane):
    """open_project(id), open_record(project id, place, record id): where a line leads."""

    def __init__(
        self,
        sources: ProjectSources,
        open_project: Callable[[str], object],
        open_record: Callable[[str, str, str], object],
    ) -> None:
        super().__init__()
        self._sources, self._open_project, self._open_record = sources, open_project, open_record
        self.live, self.rest = _Titled(self, "在研项目"), _Titled(self, "其他项目")
        self.results, self.awards = _Titled(self, "项目成果"), _Titled(self, "项目获奖")

    def show_teacher(self, row: TeacherRow, facts: Facts) -> None:
        kinds = self._sources.project_kinds.kinds()
        found = self._sources.project_board.of_teacher(row.id)
        today = clock.today().isoformat()
        on = [pair for pair in found if is_live(kinds.of(pair[0]), pair[0]) and not pair[1].has_left(today)]
        rest = [pair for pair in found if pair not in on]
        word = f"在研 {len(on)} 项" if on else "没有在研项目。"
        self.live.show_lines(word, [self._part(*pair) for pair in on])
        self.rest.show_lines(
            f"申报和已结束 {len(rest)} 项" if rest else "", [self._part(*pair) for pair in rest]
        )
        every = self._sources.deliverables.of_teacher(row.id)
        for shown, noun, of in (
            (self.results, "成果", [one for one in every if one.kind != AWARD]),
            (self.awards, "获奖", [one for one in every if one.kind == AWARD]),
        ):
            shown.show_lines(f"{noun} {len(of)} 项" if of else "", [self._result(one) for one in of])

    def _part(self, project: ProjectRow, part: MemberDraft) -> "_Lead":
        note = " · ".join(filter(None, (part.role, project.stage)))
        line = DatedLine(project.start[:7], project.title, note)
        return line, lambda: self._open_project(project.id)

    def _result(self, one: DeliverableRow) -> "_Lead":
        kind = "" if one.kind == AWARD else one.kind
        line = DatedLine(one.on[:7], one.title, " · ".join(filter(None, (kind, one.level, one.grade))))
        return line, lambda: self._open_record(one.project_id, _RESULT, one.id)


_Lead = tuple[DatedLine, Callable[[], object]]
"""A line, and where it leads."""


class _Titled:
    """A list under its heading; without lines only the heading stands there, without one nothing."""

    def __init__(self, pane: Pane, name: str) -> None:
        self.title, self.list = label("", "heading"), DatedList(name)
        self._leads: Sequence[_Lead] = ()
        self.list.opened.connect(lambda number: self._leads[number][1]())
        pane.column.addWidget(self.title)
        pane.column.addWidget(self.list)

    def show_lines(self, title: str, leads: Sequence[_Lead]) -> None:
        """Other lines."""
        self._leads = leads
        self.title.setText(title)
        self.title.setVisible(bool(title))
        self.list.show_lines([line for line, _ in leads])
        self.list.setVisible(bool(leads))
