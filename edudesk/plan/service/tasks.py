"""Verbs on tasks and the notes of their progress."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any, ClassVar

from edudesk.base import clock
from edudesk.base.columns import Column
from edudesk.base.errors import FieldProblem, UserError
from edudesk.base.words import as_title
from edudesk.plan.rows.plans import PlanRow
from edudesk.plan.rows.tasks import NOTE_COLUMN, TASK_COLUMN, NoteDraft, NoteRow, TaskDraft, TaskRow
from edudesk.plan.rules.carrying import copied
from edudesk.plan.rules.entering import note_problems, task_problems
from edudesk.plan.rules.years import year_named
from edudesk.plan.service.parts import PlanPart
from edudesk.plan.tables import Plan, PlanNote, PlanTask
from edudesk.store.records import Records
from edudesk.store.rights import Right
from edudesk.store.row_service import insert
from edudesk.store.tables import core
from edudesk.store.verbs import verb
from edudesk.store.work import Work


class TaskService(PlanPart[TaskDraft, TaskRow]):
    """任务 of the yearly decomposition."""

    table, row, draft = PlanTask, TaskRow, TaskDraft
    columns: ClassVar[Mapping[str, Column]] = TASK_COLUMN

    def _order(self, row: TaskRow) -> Any:
        return row.year, row.due or "9", row.id

    def _settled(self, draft: TaskDraft) -> TaskDraft:
        percent = draft.percent or 0
        done_on = (draft.done_on or clock.today().isoformat()) if percent >= 100 else ""
        return replace(draft, title=as_title(draft.title), percent=percent, done_on=done_on)

    def _found(self, draft: TaskDraft) -> Sequence[FieldProblem]:
        return list(task_problems(draft))

    @verb("复制年度任务", right=Right.EDIT_PLAN)
    def copy_year(
        self, work: Work, plan_id: str, year: str, to: str, task_ids: Collection[str] | None = None
    ) -> int:
        """Begin the tasks of one year in another, as one step; returns how many. task_ids: those wanted, None = all.

        What the other year has already is left out. Raises UserError when the plan has no such year.
        """
        plan = Records(self.context, Plan, PlanRow).get(work.connection, plan_id)
        into = year_named(plan, to)
        if into is None:
            raise UserError(f"规划里没有“{to}”这个年度，没有复制。", "请选择规划期内的年度；数据没有改动。")
        there = self._of(work.connection, [plan_id])
        wanted = [row for row in there if row.year == year and (task_ids is None or row.id in task_ids)]
        fresh = copied(wanted, into, there)
        insert(self, work, fresh)
        work.title = f"复制 {year} 任务到 {to}（{len(fresh)} 项）"
        return len(fresh)


_TOLD = frozenset(
    {"task_id", "on", "percent", "deleted_at"}
)  # of a note: how far its task is, and since when


class NoteService(PlanPart[NoteDraft, NoteRow]):
    """进展记录, the latest first. The latest that says a percentage is that of its task."""

    table, row, draft = PlanNote, NoteRow, NoteDraft
    columns: ClassVar[Mapping[str, Column]] = NOTE_COLUMN

    def _order(self, row: NoteRow) -> Any:
        return tuple(-ord(letter) for letter in row.on), row.id

    def _settled(self, draft: NoteDraft) -> NoteDraft:
        return replace(draft, text=draft.text.strip())

    def _found(self, draft: NoteDraft) -> Sequence[FieldProblem]:
        return list(note_problems(draft))

    def _followed(self, work: Work) -> None:
        """Undo and redo bring the percentage of a task back themselves; a text that is mended says nothing of it, and neither
        does a note that is not the latest and was not, or that came out of the recycle bin with its task: what was typed
        in the task since stays."""
        if work.kind != "do":
            return
        back = {
            one.row_id
            for one in work.changes
            if one.table == PlanTask.__tablename__ and one.before and one.before.get("deleted_at")
        }
        name = PlanNote.__tablename__
        told = [
            one
            for one in work.changes
            if one.table == name
            and one.after is not None
            and (one.before is None or not _TOLD.isdisjoint(one.after))
        ]
        rows = work.rows(core(PlanNote), sorted({one.row_id for one in told}))
        c = core(PlanNote).c
        task_ids = {row["task_id"] for row in rows.values()} - back
        notes = self.kept.where(work.connection, c.task_id.in_(task_ids), c.percent.is_not(None))
        last = {row.task_id: row for row in sorted(notes, key=lambda row: (row.on, row.id))}
        asked = {
            note.task_id
            for one in told
            if (row := rows.get(one.row_id)) is not None and (note := last.get(row["task_id"])) is not None
            if note.id == row["id"] or _was_later({**row, **one.before} if one.before else None, note)
        }
        tasks = work.rows(core(PlanTask), sorted(asked))
        fresh = {}
        for task_id, task in tasks.items():
            note = last[task_id]
            if note.percent != task["percent"]:
                done = note.on if note.percent == 100 else ""
                fresh[task_id] = {"percent": note.percent, "done_on": done}
        work.update_many(PlanTask, fresh)


def _was_later(before: Mapping[str, Any] | None, last: NoteRow) -> bool:
    """Whether a note, as it was, said how far the task is before the one did that says it now."""
    return (
        before is not None
        and not before["deleted_at"]
        and before["percent"] is not None
        and (before["on"], before["id"]) > (last.on, last.id)
    )
