"""Readings of what deserves a second look, over flat and dated facts (roster/rules/careers)."""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import Connection

from edudesk.base import clock
from edudesk.base.jobs import Step, silent
from edudesk.base.masking import Privacy
from edudesk.roster.histories import KIND
from edudesk.roster.histories.held import has_begun
from edudesk.roster.rows import TeacherRow, day_of
from edudesk.roster.rules.careers import DOUBTED_KINDS, Doubt, all_doubts
from edudesk.roster.service import keeping
from edudesk.roster.tables import Teacher
from edudesk.store.context import Context
from edudesk.store.records import Records
from edudesk.store.rights import Right
from edudesk.store.verbs import view


class DoubtService:
    """资料疑点 of one teacher and of all; nothing here keeps anything from being stored."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self._teachers = Records(context, Teacher, TeacherRow)

    @view(Right.SEE_ROSTER)
    def of(self, connection: Connection, teacher_id: str) -> tuple[Doubt, ...]:
        """Everything doubtful about one teacher; what only those with the right to personal data may see is left out."""
        return self._found(connection, [teacher_id])[teacher_id]

    @view(Right.SEE_ROSTER)
    def every(
        self, connection: Connection, step: Step = silent, rows: Sequence[TeacherRow] | None = None
    ) -> dict[str, tuple[Doubt, ...]]:
        """The doubts of all teachers who have any, by id. A second for thousands with long histories: a job.

        rows: the teachers as of a day, then with the facts begun by it; None = today.
        """
        found = self._found(connection, None, step, rows)
        return {teacher_id: doubts for teacher_id, doubts in found.items() if doubts}

    def _found(
        self,
        connection: Connection,
        ids: list[str] | None,
        step: Step = silent,
        rows: Sequence[TeacherRow] | None = None,
    ) -> dict[str, tuple[Doubt, ...]]:
        rows = self._teachers.rows(connection) if rows is None else rows
        teachers = {row.id: row for row in rows}
        wanted = list(teachers) if ids is None else ids
        held = {
            kind.key: keeping.stored_rows(connection, kind, ids)
            for kind in (KIND[key] for key in DOUBTED_KINDS)
            if kind.privacy is not Privacy.RESTRICTED or Right.REVEAL_PERSONAL in self.context.actor.rights
        }
        titles = {row.id: row.title for row in rows}
        then = next((day_of(row) for row in rows), "")
        day = then or clock.today().isoformat()
        numbered: defaultdict[str, list[TeacherRow]] = defaultdict(list)
        for row in rows:
            numbered[row.staff_no].append(row)
        found: dict[str, tuple[Doubt, ...]] = {}
        for done, teacher_id in enumerate(wanted):
            if done % 100 == 0:
                step(done, len(wanted), "正在核对教师资料")
            facts = {
                key: [row for row in by_teacher.get(teacher_id, ()) if not then or has_begun(row, then)]
                for key, by_teacher in held.items()
            }
            number = teachers[teacher_id].staff_no
            bearers = [row.name for row in numbered[number] if row.id != teacher_id] if number else ()
            found[teacher_id] = all_doubts(teachers[teacher_id], facts, titles, day, bearers)
        return found
