"""Lines of the list of projects: what stands beside each, read once for all of them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, case, func, select

from edudesk.base.making import maker
from edudesk.projects.forms.value import LIVE, ProjectKind
from edudesk.projects.rows.course import MilestoneDraft
from edudesk.projects.rows.lines import ProjectLine
from edudesk.projects.rows.people import LEADER, TEAM
from edudesk.projects.rows.projects import ProjectRow
from edudesk.projects.rules.deliverables import YES as FINAL
from edudesk.projects.rules.kinds import Kinds
from edudesk.projects.rules.money import Balance, pace_warning, time_left, yuan
from edudesk.projects.rules.reminders import Node, alert, nodes
from edudesk.projects.rules.stages import stage_label
from edudesk.projects.service.reading import documents_there, in_it
from edudesk.projects.tables import (
    Deliverable,
    Project,
    ProjectBudget,
    ProjectMember,
    ProjectMilestone,
    ProjectSpending,
    ProjectStep,
    ProjectYearly,
    Recommendation,
)
from edudesk.roster.tables import Teacher
from edudesk.store.tables import Record, core

_MOST_NAMED = 500


class LineReader:
    """What stands beside the projects on an ISO day, in a dozen queries however many there are.

    ids: of those that will be asked for, None = of all.
    """

    def __init__(
        self, connection: Connection, kinds: Kinds, today: str, ids: Collection[str] | None = None
    ) -> None:
        self._connection, self._kinds, self._today, self._ids = connection, kinds, today, ids
        self._nodes: dict[str, list[Node]] = {}
        self._made = maker(ProjectLine)
        self._leaders = self._led()
        self._people = self._counted()
        self._results = self._registered()
        self._budget, self._spent = self._summed(ProjectBudget), self._summed(ProjectSpending)
        self._documents = documents_there(connection, self._live() if ids is None else ids)
        m, y, r = core(ProjectMilestone).c, core(ProjectYearly).c, core(Recommendation).c
        self._milestones = self._gathered(
            (one[0], MilestoneDraft(project_id=one[0], title=one[1], due=one[2]))
            for one in self._rows(
                ProjectMilestone, select(m.project_id, m.title, m.due).where(m.done_on == "")
            )
        )
        self._assessed = self._gathered(self._rows(ProjectYearly, select(y.project_id, y.year)))
        notices = select(r.project_id, func.max(r.notice_to))
        self._notices: dict[str, str] = dict(self._rows(Recommendation, notices.group_by(r.project_id)))
        self._days, self._before = self._steps()

    def _live(self) -> list[str] | None:
        """The ids of what is 在研, whose documents matter; None when they are too many to be named."""
        p = core(Project).c
        stages = {
            name for kind in self._kinds.every.values() for name in kind.names() if kind.phase(name) in LIVE
        }
        query = select(p.id).where(p.deleted_at == "", p.stage.in_(sorted(stages)))
        found = list(self._connection.scalars(query))
        return found if len(found) <= _MOST_NAMED else None

    def _led(self) -> dict[str, list[tuple[str, str]]]:
        """Leaders by project: id and name, as the roster has it now, of who is no longer there as it was."""
        m, t = core(ProjectMember).c, core(Teacher).c
        query = (
            select(m.project_id, m.teacher_id, func.coalesce(t.name, m.name))
            .select_from(core(ProjectMember).outerjoin(core(Teacher), t.id == m.teacher_id))
            .where(m.role == LEADER, in_it(self._today))
            .order_by(m.place, m.id)
        )
        return self._gathered((one[0], (one[1], one[2])) for one in self._rows(ProjectMember, query))

    def _rows(self, table: type[Record], query: Select[Any]) -> Sequence[Any]:
        """What a query finds in the rows of a table that belong to the projects asked for."""
        c = core(table).c
        query = query.where(c.deleted_at == "")
        if self._ids is not None:
            query = query.where(c.project_id.in_(self._ids))
        return self._connection.execute(query).all()

    def _counted(self) -> dict[str, int]:
        """项目组 by project."""
        c = core(ProjectMember).c
        query = select(c.project_id, func.count()).where(c.role.in_(TEAM), in_it(self._today))
        return dict(self._rows(ProjectMember, query.group_by(c.project_id)))

    def _registered(self) -> dict[str, tuple[int, int]]:
        """成果 by project, and how many of them are 阶段成果."""
        c = core(Deliverable).c
        of_stage: ColumnElement[int] = func.sum(case((c.is_final != FINAL, 1), else_=0))
        query = select(c.project_id, func.count(), of_stage).group_by(c.project_id)
        return {one: (every, staged) for one, every, staged in self._rows(Deliverable, query)}

    def _summed(self, table: type[Record]) -> dict[str, float]:
        """Yuan by project, two places."""
        c = core(table).c
        query = select(c.project_id, func.sum(c.yuan)).group_by(c.project_id)
        return {one: round(total or 0.0, 2) for one, total in self._rows(table, query)}

    def _steps(self) -> tuple[dict[str, dict[str, str]], dict[str, str]]:
        """The days of the stages that others are reckoned from, and what side states were entered from, by project."""
        every = self._kinds.every.values()
        wanted = {stage.due.after for kind in every for stage in kind.stages if stage.due} - {""}
        sides = {side.name for kind in every for side in kind.sides}
        c = core(ProjectStep).c
        query = (
            select(c.project_id, c.on, c.from_stage, c.to_stage)
            .where(c.to_stage.in_(sorted(wanted | sides)))
            .order_by(c.on, c.id)
        )
        days: dict[str, dict[str, str]] = defaultdict(dict)
        before: dict[str, str] = {}
        for project_id, day, from_stage, to_stage in self._rows(ProjectStep, query):
            if to_stage in wanted:
                days[project_id][to_stage] = day
            if to_stage in sides and from_stage not in sides:  # from one side state into another
                before[project_id] = from_stage
        return days, before

    @staticmethod
    def _gathered(pairs: Iterable[tuple[str, Any]]) -> dict[str, list[Any]]:
        found: dict[str, list[Any]] = defaultdict(list)
        for key, value in pairs:
            found[key].append(value)
        return found

    def nodes(self, row: ProjectRow) -> list[Node]:
        """What is due for a project."""
        if row.id not in self._nodes:
            self._nodes[row.id] = self._found(row)
        return self._nodes[row.id]

    def _found(self, row: ProjectRow) -> list[Node]:
        kind = self._kinds.of(row)
        return nodes(
            kind,
            row,
            self._today,
            days=self._days.get(row.id, {}),
            before=self._left_from(kind, row),
            milestones=self._milestones.get(row.id, ()),
            assessed=self._assessed.get(row.id, ()),
        )

    def _left_from(self, kind: ProjectKind, row: ProjectRow) -> str:
        return self._before.get(row.id, "") if kind.side(row.stage) is not None else ""

    def line(self, row: ProjectRow) -> ProjectLine:
        """A project as a line; the values in the order of the fields of ProjectLine."""
        kind = self._kinds.of(row)
        phase = kind.phase(row.stage)
        is_live = phase in LIVE
        node = next(iter(self.nodes(row)), None)
        budget, spent = self._budget.get(row.id, 0.0), self._spent.get(row.id, 0.0)
        results, of_stage = self._results.get(row.id, (0, 0))
        word = alert(
            kind,
            row,
            node,
            self._today,
            documents=self._documents.get(row.id, ()),
            outputs=of_stage,
            notice_to=self._notices.get(row.id, ""),
            pace=self._pace(row, budget, spent) if is_live and budget else "",
            before=self._left_from(kind, row),
        )
        leaders = self._leaders.get(row.id, ())
        return self._made(
            (
                row,
                kind.label(row.level, row.subkind),
                kind.title,
                kind.family,
                phase,
                is_live,
                "、".join(name for _, name in leaders),
                tuple(one for one, _ in leaders if one),
                stage_label(kind, row.stage),
                node.title if node is not None else "",
                node.due if node is not None else "",
                node.days(self._today) if node is not None else None,
                budget,
                spent,
                spent / budget if budget else None,
                self._people.get(row.id, 0),
                results,
                word.text,
                word.tone,
            )
        )

    def _pace(self, row: ProjectRow, budget: float, spent: float) -> str:
        left = time_left(row.start, row.end, self._today)
        return pace_warning(Balance("", yuan(budget), yuan(spent)), left)
