"""What the page, the start page and the search read of all projects: few queries, tuples, no row twice."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection, func, select

from edudesk.base import clock
from edudesk.projects.rows.kinds import KindVersionRow
from edudesk.projects.rows.lines import ProjectLine
from edudesk.projects.rows.people import LEADER, ROLES, TEAM, MemberDraft
from edudesk.projects.rows.projects import ProjectRow, StepDraft, StepRow
from edudesk.projects.rules.finding import Person, best, project_rank
from edudesk.projects.rules.reminders import Node
from edudesk.projects.rules.stages import Dot, dated_line
from edudesk.projects.rules.steps import stage_on
from edudesk.projects.service.kinds import kinds_in
from edudesk.projects.service.lines import LineReader
from edudesk.projects.service.touched import ByProject
from edudesk.projects.tables import (
    Deliverable,
    KindVersion,
    Project,
    ProjectMember,
    ProjectStep,
)
from edudesk.roster.rows import TeacherDraft, TeacherRow
from edudesk.roster.rules.counting import is_full_time_teacher
from edudesk.roster.tables import Teacher
from edudesk.school.rules.years import is_day, school_year_of
from edudesk.store.chunks import chunks
from edudesk.store.context import Context
from edudesk.store.records import Records
from edudesk.store.rights import Right
from edudesk.store.tables import core
from edudesk.store.verbs import view

_MOST_FOUND = 8
# what roster.rules.counting asks of a teacher
_TELLING = ("status", "establishment", "staff_category", "admin_post", "weekly_periods", "subject", "classes")
Leaders = Sequence[Person]


class _Seen(NamedTuple):
    """A project as a line, and all that is due for it."""

    line: ProjectLine
    nodes: Sequence[Node]


class BoardService:
    """All projects at a glance."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self._kept = Records(context, Project, ProjectRow)
        self._steps = Records(context, ProjectStep, StepRow)
        self._kept_kinds = Records(context, KindVersion, KindVersionRow)
        self._seen: ByProject[_Seen] = ByProject(context.stamp)
        self._found: ByProject[tuple[ProjectRow, Leaders]] = ByProject(context.stamp)

    @view(Right.SEE_PROJECTS)
    def lines(self, connection: Connection, on: date | None = None) -> list[ProjectLine]:
        """Every project as a line on a day: those 在研 first, then by what is due, then by title.

        Of a day that has gone in the stage of that day; people, money and 成果 are those of now.
        """
        return sorted((one.line for one in self._on(connection, on).values()), key=_order)

    @view(Right.SEE_PROJECTS)
    def due(
        self, connection: Connection, on: date | None = None, within: int = 60
    ) -> list[tuple[ProjectRow, Node]]:
        """Everything that is due within so many days or overdue, the most urgent first: a project may have several."""
        today = (on or clock.today()).isoformat()
        every = [(one.line.project, node) for one in self._on(connection, on).values() for node in one.nodes]
        found = [pair for pair in every if pair[1].days(today) <= within]
        return sorted(found, key=lambda pair: (pair[1].due, pair[0].title))

    def _on(self, connection: Connection, on: date | None) -> Mapping[str, _Seen]:
        """The projects by id on a day; those of today are kept."""
        day = (on or clock.today()).isoformat()

        def read(ids: Collection[str] | None) -> dict[str, _Seen]:
            reader = LineReader(connection, kinds_in(connection, self._kept_kinds), day, ids)
            rows = self._rows_on(connection, day, ids)
            return {row.id: _Seen(reader.line(row), reader.nodes(row)) for row in rows}

        return self._seen.now(connection, day, read) if day == clock.today().isoformat() else read(None)

    def _rows(self, connection: Connection, ids: Collection[str] | None) -> list[ProjectRow]:
        """These projects, None = all."""
        if ids is None:
            return self._kept.rows(connection)
        return self._kept.where(connection, core(Project).c.id.in_(ids))

    def _rows_on(self, connection: Connection, day: str, ids: Collection[str] | None) -> list[ProjectRow]:
        """The projects there were on a day, as they stood then (rules.steps.stage_on)."""
        rows = self._rows(connection, ids)
        if day >= clock.today().isoformat():
            return rows
        kinds, steps = kinds_in(connection, self._kept_kinds), _steps_by_project(connection)
        return [
            _as_of(row, stage, day)
            for row in rows
            if (stage := stage_on(kinds.of(row), row, steps.get(row.id, ()), day))
        ]

    @view(Right.SEE_PROJECTS)
    def participation(self, connection: Connection, on: date | None = None) -> tuple[int, int]:
        """(distinct 专任教师 in at least one live project on a day, all 专任教师 of that day); 常州品质提升行动计划 三（二）二.

        Who is 专任教师: roster.rules.counting, by the post and status of the day. A project counts by its stage on that
        day.
        """
        teachers, day = self._full_time(connection, on), (on or clock.today()).isoformat()
        live = [one.line.id for one in self._on(connection, on).values() if one.line.is_live]
        m = core(ProjectMember).c
        query = select(m.teacher_id).where(
            m.deleted_at == "", m.role.in_(TEAM), m.joined <= day, (m.left == "") | (m.left >= day)
        )
        taking: set[str] = set()
        for some in chunks(live):
            taking.update(connection.scalars(query.where(m.project_id.in_(some)).distinct()))
        return len(taking & teachers), len(teachers)

    def _full_time(self, connection: Connection, on: date | None) -> set[str]:
        """The ids of the 专任教师 of a day. Of today only what tells them is read: the page asks after every change."""
        t = core(Teacher).c
        if on is None or on == clock.today():
            query = select(t.id, *(t[key] for key in _TELLING)).where(t.deleted_at == "")
            return {
                row_id
                for row_id, *told in connection.execute(query)
                if is_full_time_teacher(TeacherDraft(name="", **dict(zip(_TELLING, told, strict=True))))
            }
        from edudesk.roster.service import days  # the histories, which nobody needs for today

        people = Records(self.context, Teacher, TeacherRow).rows(connection)
        return {
            row.id for row in days.rows_on(connection, people, on.isoformat()) if is_full_time_teacher(row)
        }

    @view(Right.SEE_PROJECTS)
    def dots(self, connection: Connection, ids: Collection[str]) -> dict[str, tuple[Dot, ...]]:
        """The dated lines of some projects by id: the stages they reached and those to come, as of today."""
        kinds, today = kinds_in(connection, self._kept_kinds), clock.today().isoformat()
        c = core(ProjectStep).c
        steps: dict[str, list[StepRow]] = defaultdict(list)
        for some in chunks(list(ids)):
            for step in self._steps.where(connection, c.project_id.in_(some)):
                steps[step.project_id].append(step)
        for own in steps.values():
            own.sort(key=lambda step: (step.on, step.id))
        rows = self._rows(connection, ids)
        return {row.id: dated_line(kinds.of(row), row, steps[row.id], today) for row in rows}

    @view(Right.SEE_PROJECTS)
    def result_counts(self, connection: Connection, since: str = "") -> dict[tuple[str, str], int]:
        """How many 成果 of each type there are in each school year: (type, "2025-2026") -> count; "" = without a day.

        since: the first school year wanted, "" = all.
        """
        c, p = core(Deliverable).c, core(Project).c
        gone = select(p.id).where(p.deleted_at != "")
        query = (
            select(c.kind, c.on, func.count())
            .where(c.deleted_at == "", c.on >= since[:4], c.project_id.not_in(gone))
            .group_by(c.kind, c.on)
        )
        found: dict[tuple[str, str], int] = defaultdict(int)
        for kind, day, count in connection.execute(query).all():
            full = day if len(day) == 10 else f"{day}-01"
            year = school_year_of(date.fromisoformat(full)) if is_day(full) else ""
            if year >= since:
                found[kind, year] += count
        return dict(found)

    @view(Right.SEE_PROJECTS)
    def search(
        self, connection: Connection, typed: str, most: int = _MOST_FOUND
    ) -> list[tuple[int, ProjectRow]]:
        """The projects that answer best to what was typed, with how well (smaller is better)."""
        if not typed.strip():
            return []

        def read(ids: Collection[str] | None) -> dict[str, tuple[ProjectRow, Leaders]]:
            m, t = core(ProjectMember).c, core(Teacher).c
            query = (
                select(m.project_id, m.name, t.pinyin, t.initials)
                .select_from(core(ProjectMember).outerjoin(core(Teacher), t.id == m.teacher_id))
                .where(m.deleted_at == "", m.role == LEADER)
            )
            if ids is not None:
                query = query.where(m.project_id.in_(ids))
            leaders: dict[str, list[Person]] = defaultdict(list)
            for project_id, name, pinyin, initials in connection.execute(query).all():
                leaders[project_id].append((name, pinyin or "", initials or ""))
            return {row.id: (row, leaders.get(row.id, ())) for row in self._rows(connection, ids)}

        every = self._found.now(connection, "", read).values()
        return best(((project_rank(typed, row, leaders), row) for row, leaders in every), most)

    @view(Right.SEE_PROJECTS)
    def of_teacher(self, connection: Connection, teacher_id: str) -> list[tuple[ProjectRow, MemberDraft]]:
        """The projects a teacher is or was in, the latest first, with the part in it: of several the highest that lasts."""
        m = core(ProjectMember).c
        query = select(m.project_id, m.role, m.place, m.duty, m.joined, m.left, m.name, m.hours).where(
            m.deleted_at == "", m.teacher_id == teacher_id
        )
        every = [MemberDraft(teacher_id=teacher_id, **one._mapping) for one in connection.execute(query)]
        today = clock.today().isoformat()
        every.sort(key=lambda one: (bool(one.left) and one.left < today, ROLES.order(one.role)), reverse=True)
        parts = {one.project_id: one for one in every}
        rows = self._kept.where(connection, core(Project).c.id.in_(list(parts)))
        return sorted(((row, parts[row.id]) for row in rows), key=lambda pair: pair[0].start, reverse=True)


def _steps_by_project(connection: Connection) -> dict[str, list[StepDraft]]:
    """The steps of each project, oldest first."""
    c = core(ProjectStep).c
    query = select(c.project_id, c.on, c.from_stage, c.to_stage).where(c.deleted_at == "")
    found: dict[str, list[StepDraft]] = defaultdict(list)
    for project_id, on, before, to in connection.execute(query.order_by(c.on, c.id)):
        found[project_id].append(StepDraft(project_id=project_id, on=on, from_stage=before, to_stage=to))
    return found


def _as_of(row: ProjectRow, stage: str, day: str) -> ProjectRow:
    """A project in another stage; what its approval brought is not known before."""
    if row.approved_on > day:
        return replace(row, stage=stage, number="", doc_no="", approved_on="")
    return replace(row, stage=stage)


def _order(line: ProjectLine) -> tuple[bool, bool, str, str]:
    return not line.is_live, not line.next_due, line.next_due, line.title
