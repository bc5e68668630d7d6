"""Verbs on lessons and on the periods of the day."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any, ClassVar

from sqlalchemy import Connection

from edudesk.base.columns import Column
from edudesk.base.errors import FieldProblem
from edudesk.base.jobs import Step, silent
from edudesk.roster.service import ImportResult
from edudesk.roster.service.imported import concluded
from edudesk.roster.service.matchings import keep_matches, matched_before
from edudesk.school.rows.terms import WEEKDAYS
from edudesk.store.rights import Right
from edudesk.store.row_service import RowService, insert
from edudesk.store.tables import core
from edudesk.store.verbs import verb, view
from edudesk.store.work import Conflict, Work
from edudesk.timetable.rows import BELL_COLUMN, LESSON_COLUMN, BellDraft, BellRow, LessonDraft, LessonRow
from edudesk.timetable.rules.checking import bell_problems, lesson_problems
from edudesk.timetable.rules.week import bell_order
from edudesk.timetable.tables import Bell, Lesson

if TYPE_CHECKING:
    from edudesk.timetable.intake.values import TimetablePreview

_REMEMBERED = "timetable"


class LessonService(RowService[LessonDraft, LessonRow]):
    """课程表 of all terms."""

    table, row, draft = Lesson, LessonRow, LessonDraft
    columns: ClassVar[Mapping[str, Column]] = LESSON_COLUMN
    is_alone = True
    sees = Right.SEE_TIMETABLE

    @view(Right.SEE_TIMETABLE)
    def of_term(self, connection: Connection, school_year: str, term: str) -> list[LessonRow]:
        """The lessons of one term."""
        c = core(Lesson).c
        return sorted(
            self.kept.where(connection, c.school_year == school_year, c.term == term), key=self._order
        )

    @view(Right.SEE_TIMETABLE)
    def remembered(self, connection: Connection, fingerprint: str) -> dict[str, str]:
        """Header -> field as the user matched them the last time a list of lessons had these headers."""
        return matched_before(connection, _REMEMBERED, fingerprint)

    @verb("导入课程表", right=Right.EDIT_TIMETABLE)
    def import_rows(self, work: Work, preview: "TimetablePreview", step: Step = silent) -> ImportResult:
        """Write what a preview promises as one entry, all or none. Raises Conflict when the timetable was changed since."""
        c = core(Lesson).c
        there = self.kept.where(work.connection, c.school_year == preview.school_year, c.term == preview.term)
        if {row.id: row.version for row in there} != preview.seen:
            raise Conflict("预览之后课程表又有改动，没有导入。", "请看过新的预览后再导入。")
        from edudesk.roster.intake.values import RowState  # brings the workbook rooms along

        new = [row.draft for row in preview.rows if row.state is RowState.NEW]
        touched = [row for row in preview.rows if row.state is RowState.CHANGED]
        changed = {row.lesson_id: row.draft for row in touched if not row.is_gone}
        gone = [row.lesson_id for row in touched if row.is_gone]
        step(0, len(new) + len(touched), "正在写入课程表")
        if new:
            insert(self, work, new)
        checked = {row_id: self._checked(draft, ()) for row_id, draft in changed.items()}
        work.update_many(Lesson, {row_id: self._stored(draft) for row_id, draft in checked.items()})
        if gone:
            work.put_away(Lesson, gone)
        left = f"，删去 {len(gone)} 节" if gone else ""
        work.title = f"导入 {preview.file}：新增 {len(new)} 节课，更新 {len(changed)} 节{left}"
        keep_matches(work.connection, _REMEMBERED, preview)
        return concluded(work, preview, len(new), len(changed), len(gone))

    def _order(self, row: LessonRow) -> Any:
        return row.school_year, row.term, row.class_name, WEEKDAYS.order(row.weekday), row.period, row.weeks

    def _name(self, draft: LessonDraft) -> str:
        return f"{draft.class_name}{draft.weekday}{draft.period} {draft.subject}"

    def _settled(self, draft: LessonDraft) -> LessonDraft:
        return replace(draft, **{key: value.strip() for key, value in asdict(draft).items() if key in _TEXTS})

    def _problems(self, draft: LessonDraft, others: Sequence[LessonDraft]) -> tuple[FieldProblem, ...]:
        return lesson_problems(draft)


_TEXTS = frozenset({"class_name", "period", "weeks", "subject", "teacher", "place", "remark"})


class BellService(RowService[BellDraft, BellRow]):
    """作息时间 of all terms."""

    table, row, draft = Bell, BellRow, BellDraft
    columns: ClassVar[Mapping[str, Column]] = BELL_COLUMN
    sees = Right.SEE_TIMETABLE

    def _order(self, row: BellRow) -> Any:
        return row.school_year, row.term, *bell_order(row)

    @verb("设置作息时间", right=Right.EDIT_TIMETABLE)
    def put(self, work: Work, school_year: str, term: str, drafts: Sequence[BellDraft]) -> None:
        """The bells of a term, in the place of those there are: a period that stays is changed, another goes.

        Raises UserError with every problem; then nothing is changed.
        """
        c = core(Bell).c
        there = self.kept.where(work.connection, c.school_year == school_year, c.term == term)
        free = {(row.stage, row.period): row for row in there}
        fresh, changed, checked = [], {}, list[BellDraft]()
        for draft in drafts:
            checked.append(self._checked(draft, checked))  # type: ignore[arg-type]
            if (row := free.pop((draft.stage, draft.period), None)) is None:
                fresh.append(self._stored(draft))
            else:
                changed[row.id] = self._stored(draft)
        work.title = f"设置作息时间 {school_year}学年{term}"
        work.put_away(Bell, [row.id for row in free.values()])
        work.update_many(Bell, changed)
        if fresh:
            work.insert(Bell, fresh)

    def _problems(self, draft: BellDraft, others: Sequence[BellDraft]) -> tuple[FieldProblem, ...]:
        return bell_problems(draft, others)
