"""What the page, the start page and the search read of all projects: few queries, tuples, no row twice."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, func, select

from edudesk.base import clock
from edudesk.projects.forms.value import LIVE, ProjectKind
from edudesk.projects.rows.course import MilestoneDraft
from edudesk.projects.rows.kinds import KindVersionRow
from edudesk.projects.rows.lines import ProjectLine
from edudesk.projects.rows.people import LEADER, TEAM, MemberDraft
from edudesk.projects.rows.projects import ProjectRow
from edudesk.projects.rules.finding import best, project_rank
from edudesk.projects.rules.kinds import Kinds
from edudesk.projects.rules.money import Balance, pace_warning, time_left, yuan
from edudesk.projects.rules.people import participation
from edudesk.projects.rules.reminders import Node, alert, nodes
from edudesk.projects.rules.stages import stage_label
from edudesk.projects.service.kinds import kinds_in
from edudesk.projects.service.reading import documents_there, teacher_names
from edudesk.projects.tables import (
    Deliverable,
    KindVersion,
    Project,
    ProjectBudget,
    ProjectMember,
    ProjectMilestone,
    ProjectSpending,
    ProjectStep,
    ProjectYearly,
    Recommendation,
)
from edudesk.roster.rows import GONE
from edudesk.roster.tables import Teacher
from edudesk.school.rules.years import is_day, school_year_of
from edudesk.store.context import Context
from edudesk.store.records import Records
from edudesk.store.rights import Right
from edudesk.store.tables import Record, core
from edudesk.store.verbs import view

_MOST_FOUND = 8


class BoardService:
    """All projects at a glance."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self._kept = Records(context, Project, ProjectRow)
        self._kept_kinds = Records(context, KindVersion, KindVersionRow)

    @view(Right.SEE_PROJECTS)
    def lines(self, connection: Connection, on: date | None = None) -> list[ProjectLine]:
        """Every project as a line on a day: those 在研 first, then by what is due, then by title."""
        today = (on or clock.today()).isoformat()
        facts = _Facts(connection, kinds_in(connection, self._kept_kinds), today)
        lines = [facts.line(row) for row in self._kept.rows(connection)]
        return sorted(
            lines, key=lambda line: (not line.is_live, not line.next_due, line.next_due, line.title)
        )

    @view(Right.SEE_PROJECTS)
    def due(
        self, connection: Connection, on: date | None = None, within: int = 60
    ) -> list[tuple[ProjectRow, Node]]:
        """Everything that is due within so many days or overdue, the most urgent first: a project may have several."""
        today = (on or clock.today()).isoformat()
        facts = _Facts(connection, kinds_in(connection, self._kept_kinds), today)
        found = [
            (row, node)
            for row in self._kept.rows(connection)
            for node in facts.nodes(row)
            if node.days(today) <= within
        ]
        return sorted(found, key=lambda pair: (pair[1].due, pair[0].title))

    @view(Right.SEE_PROJECTS)
    def participation(
        self, connection: Connection, on: date | None = None, teachers: Collection[str] | None = None
    ) -> tuple[int, int]:
        """(distinct teachers in at least one live project on a day, teachers at school); 常州品质提升行动计划 三（二）二.

        teachers: ids of those at school on that day, None = those of today. A project counts by its stage on that day.
        """
        day = (on or clock.today()).isoformat()
        if teachers is None:
            t = core(Teacher).c
            teachers = set(connection.scalars(select(t.id).where(t.deleted_at == "", t.status.not_in(GONE))))
        kinds = kinds_in(connection, self._kept_kinds)
        c = core(ProjectStep).c
        query = select(c.project_id, c.to_stage).where(c.deleted_at == "", c.on <= day).order_by(c.on, c.id)
        stages = dict(connection.execute(query).all())
        live = {
            row.id
            for row in self._kept.rows(connection)
            if kinds.of(row).phase(stages.get(row.id, "")) in LIVE
        }
        m = core(ProjectMember).c
        members = [
            MemberDraft(project_id=project, teacher_id=teacher, role=role, joined=joined, left=left)
            for project, teacher, role, joined, left in connection.execute(
                select(m.project_id, m.teacher_id, m.role, m.joined, m.left).where(
                    m.deleted_at == "", m.teacher_id != "", m.role.in_(TEAM)
                )
            )
        ]
        return participation(members, live, teachers, day)

    @view(Right.SEE_PROJECTS)
    def result_counts(self, connection: Connection) -> dict[tuple[str, str], int]:
        """How many 成果 of each type there are in each school year: (type, "2025-2026") -> count; "" = without a day."""
        c, p = core(Deliverable).c, core(Project).c
        query = (
            select(c.kind, c.on, func.count())
            .join(core(Project), p.id == c.project_id)
            .where(c.deleted_at == "", p.deleted_at == "")
            .group_by(c.kind, c.on)
        )
        found: dict[tuple[str, str], int] = defaultdict(int)
        for kind, day, count in connection.execute(query):
            full = day if len(day) == 10 else f"{day}-01"
            found[kind, school_year_of(date.fromisoformat(full)) if is_day(full) else ""] += count
        return dict(found)

    @view(Right.SEE_PROJECTS)
    def search(
        self, connection: Connection, typed: str, most: int = _MOST_FOUND
    ) -> list[tuple[int, ProjectRow]]:
        """The projects that answer best to what was typed, with how well (smaller is better)."""
        if not typed.strip():
            return []
        m = core(ProjectMember).c
        query = select(m.project_id, m.name).where(m.deleted_at == "", m.role == LEADER)
        leaders: dict[str, str] = {}
        for project_id, name in connection.execute(query):
            leaders[project_id] = f"{leaders.get(project_id, '')} {name}"
        rows = self._kept.rows(connection)
        return best(((project_rank(typed, row, leaders.get(row.id, "")), row) for row in rows), most)

    @view(Right.SEE_PROJECTS)
    def of_teacher(self, connection: Connection, teacher_id: str) -> list[tuple[ProjectRow, MemberDraft]]:
        """The projects a teacher is or was in, the latest first, with the part in it."""
        m = core(ProjectMember).c
        query = select(m.project_id, m.role, m.place, m.duty, m.joined, m.left, m.name, m.hours).where(
            m.deleted_at == "", m.teacher_id == teacher_id
        )
        parts = {
            one.project_id: MemberDraft(teacher_id=teacher_id, **one._mapping)
            for one in connection.execute(query)
        }
        rows = self._kept.where(connection, core(Project).c.id.in_(list(parts)))
        return sorted(((row, parts[row.id]) for row in rows), key=lambda pair: pair[0].start, reverse=True)


class _Facts:
    """What stands beside the projects, read once for all of them."""

    def __init__(self, connection: Connection, kinds: Kinds, today: str) -> None:
        self._connection, self._kinds, self._today = connection, kinds, today
        self._leaders = self._led()
        self._people = self._counted(
            ProjectMember, core(ProjectMember).c.role.in_(TEAM), core(ProjectMember).c.left == ""
        )
        self._results = self._counted(Deliverable)
        self._budget, self._spent = self._summed(ProjectBudget), self._summed(ProjectSpending)
        self._documents = documents_there(connection)
        m, y, r = core(ProjectMilestone).c, core(ProjectYearly).c, core(Recommendation).c
        self._milestones = self._gathered(
            (one.project_id, MilestoneDraft(project_id=one.project_id, title=one.title, due=one.due))
            for one in connection.execute(
                select(m.project_id, m.title, m.due).where(m.deleted_at == "", m.done_on == "")
            )
        )
        self._assessed = self._gathered(
            connection.execute(select(y.project_id, y.year).where(y.deleted_at == ""))
        )
        self._notices = dict(
            connection.execute(
                select(r.project_id, func.max(r.notice_to)).where(r.deleted_at == "").group_by(r.project_id)
            ).all()
        )
        self._days, self._before = self._steps()

    def _led(self) -> dict[str, list[tuple[str, str]]]:
        m = core(ProjectMember).c
        names = teacher_names(self._connection)
        query = (
            select(m.project_id, m.teacher_id, m.name)
            .where(m.deleted_at == "", m.role == LEADER, m.left == "")
            .order_by(m.place, m.id)
        )
        return self._gathered(
            (project_id, (teacher_id, names.get(teacher_id, name)))
            for project_id, teacher_id, name in self._connection.execute(query)
        )

    def _counted(self, table: type[Record], *conditions: Any) -> dict[str, int]:
        c = core(table).c
        query = (
            select(c.project_id, func.count()).where(c.deleted_at == "", *conditions).group_by(c.project_id)
        )
        return dict(self._connection.execute(query).all())

    def _summed(self, table: type[Record]) -> dict[str, Decimal]:
        c = core(table).c
        query = select(c.project_id, func.sum(c.yuan)).where(c.deleted_at == "").group_by(c.project_id)
        return {
            project_id: yuan(round(total or 0, 2)) for project_id, total in self._connection.execute(query)
        }

    def _steps(self) -> tuple[dict[str, dict[str, str]], dict[str, str]]:
        """The days of the stages that others are reckoned from, and what side states were entered from, by project."""
        every = self._kinds.every.values()
        wanted = {stage.due.after for kind in every for stage in kind.stages if stage.due} - {""}
        sides = {side.name for kind in every for side in kind.sides}
        c = core(ProjectStep).c
        query = (
            select(c.project_id, c.on, c.from_stage, c.to_stage)
            .where(c.deleted_at == "", c.to_stage.in_(sorted(wanted | sides)))
            .order_by(c.on, c.id)
        )
        days: dict[str, dict[str, str]] = defaultdict(dict)
        before: dict[str, str] = {}
        for project_id, day, from_stage, to_stage in self._connection.execute(query):
            if to_stage in wanted:
                days[project_id][to_stage] = day
            if to_stage in sides:
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
        """A project as a line."""
        kind = self._kinds.of(row)
        phase = kind.phase(row.stage)
        is_live = phase in LIVE
        node = next(iter(self.nodes(row)), None)
        money = Balance("", self._budget.get(row.id, Decimal(0)), self._spent.get(row.id, Decimal(0)))
        results = self._results.get(row.id, 0)
        word = alert(
            kind,
            row,
            node,
            self._today,
            documents=self._documents.get(row.id, ()),
            outputs=results,
            notice_to=self._notices.get(row.id, ""),
            pace=pace_warning(money, time_left(row.start, row.end, self._today)) if is_live else "",
            before=self._left_from(kind, row),
        )
        leaders = self._leaders.get(row.id, ())
        return ProjectLine(
            project=row,
            label=kind.label(row.level, row.subkind),
            kind_title=kind.title,
            family=kind.family,
            phase=phase,
            is_live=is_live,
            leaders="、".join(name for _, name in leaders),
            leader_ids=tuple(one for one, _ in leaders if one),
            stage_label=stage_label(kind, row.stage),
            next_title=node.title if node is not None else "",
            next_due=node.due if node is not None else "",
            days=node.days(self._today) if node is not None else None,
            budget=float(money.budget),
            spent=float(money.spent),
            rate=None if money.rate is None else float(money.rate),
            people=self._people.get(row.id, 0),
            results=results,
            alert=word.text,
            tone=word.tone,
        )
