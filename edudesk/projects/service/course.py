"""Verbs on what happens on the way: levels, changes, milestones, activities."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from edudesk.base.columns import Column
from edudesk.base.errors import FieldProblem, UserError
from edudesk.projects.rows.course import (
    ACTIVITY_COLUMN,
    CHANGE_COLUMN,
    EXTENSION,
    GRANTED,
    MILESTONE_COLUMN,
    REFUSED,
    RENAMING,
    UNIT_CHANGE,
    ActivityDraft,
    ActivityRow,
    ChangeDraft,
    ChangeRow,
    MilestoneDraft,
    MilestoneRow,
)
from edudesk.projects.rows.projects import LEVEL_COLUMN, LevelDraft, LevelRow
from edudesk.projects.rules.entering import (
    activity_problems,
    change_problems,
    level_problems,
    milestone_problems,
)
from edudesk.projects.service.parts import PartService, touched
from edudesk.projects.service.reading import spelled
from edudesk.projects.tables import (
    Project,
    ProjectActivity,
    ProjectChange,
    ProjectLevel,
    ProjectMilestone,
)
from edudesk.school.rules.years import is_day
from edudesk.store.attachments import FileDraft, settle
from edudesk.store.rights import Right
from edudesk.store.tables import core
from edudesk.store.verbs import verb
from edudesk.store.work import Work

# which field of the project a granted change sets
_SETS = {EXTENSION: "end", RENAMING: "title", UNIT_CHANGE: "unit"}


class LevelService(PartService[LevelDraft, LevelRow]):
    """级别变化: 校 → 区 → 市 → 省. The project shows the last one."""

    table, row, draft = ProjectLevel, LevelRow, LevelDraft
    columns: ClassVar[Mapping[str, Column]] = LEVEL_COLUMN

    def _order(self, row: LevelRow) -> Any:
        return row.on, row.id

    def _found(self, draft: LevelDraft) -> Sequence[FieldProblem]:
        return list(level_problems(draft))

    def _followed(self, work: Work) -> None:
        ids = touched(self, work)
        there = work.rows(core(Project), ids)
        last = {row.project_id: row for row in self._of(work.connection, list(there))}
        work.update_many(
            Project,
            {
                row.project_id: {
                    "level": row.level,
                    "number": row.number,
                    "doc_no": row.doc_no,
                    "approved_on": row.on if is_day(row.on) else "",
                }
                for row in last.values()
            },
        )


class ChangeService(PartService[ChangeDraft, ChangeRow]):
    """变更, 延期, 撤项."""

    table, row, draft = ProjectChange, ChangeRow, ChangeDraft
    columns: ClassVar[Mapping[str, Column]] = CHANGE_COLUMN

    def _order(self, row: ChangeRow) -> Any:
        return row.on, row.id

    def _name(self, draft: ChangeDraft) -> str:
        return f"{draft.item} {draft.after}".strip()

    def _found(self, draft: ChangeDraft) -> Sequence[FieldProblem]:
        return list(change_problems(draft))

    @verb("批复项目变更", right=Right.EDIT_PROJECTS)
    def decide(
        self, work: Work, change_id: str, *, granted: bool, on: str, by: str = "", doc_no: str = ""
    ) -> ChangeRow:
        """同意 or 不同意. A granted 延期, 名称 or 承担单位 becomes that of the project; the others are carried out by hand.

        Raises UserError when it was decided before, or without a day.
        """
        row = self.kept.get(work.connection, change_id)
        if row.decision in (GRANTED, REFUSED):
            raise UserError(
                f"这项变更已经批复为“{row.decision}”。", "需要更正时请先撤销上次的批复；数据没有改动。"
            )
        if not is_day(on):
            problem = FieldProblem("decided_on", "请填写批复日期。")
            raise UserError("还不能登记批复。", "请填写批复日期；数据没有改动。", (problem,))
        fields = {
            "decision": GRANTED if granted else REFUSED,
            "decided_on": on,
            "decided_by": by,
            "doc_no": doc_no,
        }
        work.title = f"批复变更 {self._name(row)} {fields['decision']}"
        work.update(ProjectChange, change_id, fields)
        key = _SETS.get(row.item)
        if granted and key and row.after.strip():
            more = spelled(row.after) if key == "title" else {}
            work.update(Project, row.project_id, {key: row.after.strip(), **more})
        return self.kept.get(work.connection, change_id)


class MilestoneService(PartService[MilestoneDraft, MilestoneRow]):
    """节点 of the school's own."""

    table, row, draft = ProjectMilestone, MilestoneRow, MilestoneDraft
    columns: ClassVar[Mapping[str, Column]] = MILESTONE_COLUMN

    def _order(self, row: MilestoneRow) -> Any:
        return row.due, row.id

    def _found(self, draft: MilestoneDraft) -> Sequence[FieldProblem]:
        return list(milestone_problems(draft))


class ActivityService(PartService[ActivityDraft, ActivityRow]):
    """活动 with who was there."""

    table, row, draft = ProjectActivity, ActivityRow, ActivityDraft
    columns: ClassVar[Mapping[str, Column]] = ACTIVITY_COLUMN

    def _order(self, row: ActivityRow) -> Any:
        return row.on, row.id

    def _found(self, draft: ActivityDraft) -> Sequence[FieldProblem]:
        return list(activity_problems(draft))

    @verb("修改活动照片", right=Right.EDIT_PROJECTS)
    def keep_files(self, work: Work, activity_id: str, files: Sequence[FileDraft]) -> None:
        """Let an activity have just these photos and files."""
        row = self.kept.get(work.connection, activity_id)
        work.title = f"修改活动照片 {self._name(row)}"
        settle(work, self.context, ProjectActivity, activity_id, files)
