"""Verbs on lessons and on the periods of the day."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any, ClassVar

from sqlalchemy import Connection

from edudesk.base.columns import Column
from edudesk.base.errors import FieldProblem
from edudesk.school.rows.terms import WEEKDAYS
from edudesk.store.rights import Right
from edudesk.store.row_service import RowService, insert
from edudesk.store.tables import core
from edudesk.store.verbs import verb, view
from edudesk.store.work import Work
from edudesk.timetable.rows import BELL_COLUMN, LESSON_COLUMN, BellDraft, BellRow, LessonDraft, LessonRow
from edudesk.timetable.rules.checking import bell_problems, lesson_problems
from edudesk.timetable.tables import Bell, Lesson


class LessonService(RowService[LessonDraft, LessonRow]):
    """课程表 of all terms."""

    table, row, draft = Lesson, LessonRow, LessonDraft
    columns: ClassVar[Mapping[str, Column]] = LESSON_COLUMN
    sees = Right.SEE_TIMETABLE

    @view(Right.SEE_TIMETABLE)
    def of_term(self, connection: Connection, school_year: str, term: str) -> list[LessonRow]:
        """The lessons of one term."""
        c = core(Lesson).c
        return sorted(
            self.kept.where(connection, c.school_year == school_year, c.term == term), key=self._order
        )

    @verb("导入课程表", right=Right.EDIT_TIMETABLE)
    def import_rows(
        self,
        work: Work,
        title: str,
        fresh: Sequence[LessonDraft],
        changed: Mapping[str, LessonDraft],
        gone: Sequence[str],
    ) -> int:
        """What a file brings as one entry named title, all or none; returns how many lessons became others.

        changed: id -> what the lesson is now; gone: ids of lessons the file has no more.
        """
        work.title = title
        if fresh:
            insert(self, work, fresh)
        rows = {row_id: self._checked(draft, ()) for row_id, draft in changed.items()}
        work.update_many(Lesson, {row_id: asdict(draft) for row_id, draft in rows.items()})
        if gone:
            work.put_away(Lesson, list(gone))
        return len(fresh) + len(changed) + len(gone)

    def _order(self, row: LessonRow) -> Any:
        return row.school_year, row.term, row.class_name, WEEKDAYS.order(row.weekday), row.period, row.weeks

    def _name(self, draft: LessonDraft) -> str:
        return f"{draft.class_name}{draft.weekday}{draft.period} {draft.subject}"

    def _settled(self, draft: LessonDraft) -> LessonDraft:
        return replace(draft, **{key: value.strip() for key, value in asdict(draft).items() if key in _TEXTS})

    def _problems(self, draft: LessonDraft, others: Sequence[LessonDraft]) -> tuple[FieldProblem, ...]:
        return lesson_problems(draft)

    def _others(self, connection: Connection, row: LessonRow | None = None) -> list[LessonRow]:
        return []  # a lesson is judged by itself, and there are thousands


_TEXTS = frozenset({"class_name", "period", "weeks", "subject", "teacher", "place", "remark"})


class BellService(RowService[BellDraft, BellRow]):
    """作息时间 of all terms."""

    table, row, draft = Bell, BellRow, BellDraft
    columns: ClassVar[Mapping[str, Column]] = BELL_COLUMN
    sees = Right.SEE_TIMETABLE

    def _order(self, row: BellRow) -> Any:
        return row.school_year, row.term, row.stage, row.place

    def _problems(self, draft: BellDraft, others: Sequence[BellDraft]) -> tuple[FieldProblem, ...]:
        return bell_problems(draft, others)
