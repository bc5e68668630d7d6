"""Verbs on what happens on the way: levels, changes, milestones, activities."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, ClassVar

from edudesk.base.columns import Column
from edudesk.base.errors import FieldProblem
from edudesk.projects.rows.course import (
    ACTIVITY_COLUMN,
    MILESTONE_COLUMN,
    ActivityDraft,
    ActivityRow,
    MilestoneDraft,
    MilestoneRow,
)
from edudesk.projects.rows.projects import LEVEL_COLUMN, LEVELS, LevelDraft, LevelRow, ProjectRow, StepRow
from edudesk.projects.rules.entering import (
    activity_problems,
    level_problems,
    milestone_problems,
)
from edudesk.projects.service.parts import PartService
from edudesk.projects.tables import (
    Project,
    ProjectActivity,
    ProjectLevel,
    ProjectMilestone,
)
from edudesk.school.rules.years import is_day
from edudesk.store.context import Context
from edudesk.store.filed_service import FiledService
from edudesk.store.tables import core
from edudesk.store.work import Work

# what a level says -> the field of the project that shows it
_SHOWN = {"level": "level", "number": "number", "doc_no": "doc_no", "on": "approved_on"}
_TELLING = frozenset((*_SHOWN, "deleted_at"))


class LevelService(PartService[LevelDraft, LevelRow]):
    """级别变化: 校 → 区 → 市 → 省. The project shows the last one."""

    table, row, draft = ProjectLevel, LevelRow, LevelDraft
    columns: ClassVar[Mapping[str, Column]] = LEVEL_COLUMN

    def _order(self, row: LevelRow) -> Any:
        return row.on, row.id

    def _found(self, draft: LevelDraft) -> Sequence[FieldProblem]:
        return list(level_problems(draft))

    def _followed(self, work: Work) -> None:
        """The project shows its last level; what no level ever said of it stays. Undo and redo bring its fields themselves."""
        if work.kind != "do":
            return
        changed = {
            change.row_id: change.before or {}
            for change in work.changes
            if change.table == self.table.__tablename__
            and change.after is not None
            and (change.before is None or change.after.keys() & _TELLING)
        }
        said: dict[str, set[str]] = {}  # by project, also what its levels said until now
        for row_id, row in work.rows(core(ProjectLevel), list(changed)).items():
            before = {**row, **changed[row_id]}
            said.setdefault(row["project_id"], set()).update(before[key] for key in _SHOWN)
        levels: dict[str, list[LevelRow]] = {project_id: [] for project_id in said}
        for level in self._of(work.connection, list(said)):
            levels[level.project_id].append(level)
            said[level.project_id].update(getattr(level, key) for key in _SHOWN)
        work.update_many(
            Project,
            {
                project_id: _shown(project, levels[project_id], said[project_id])
                for project_id, project in work.rows(core(Project), list(said)).items()
            },
        )


def _shown(project: Mapping[str, Any], levels: Sequence[LevelRow], said: Collection[str]) -> dict[str, str]:
    """The fields of a project that follow from its levels. said: what these and earlier ones say or said."""
    last = _last(levels, project["approved_on"])
    fresh = {field: getattr(last, key) if last is not None else "" for key, field in _SHOWN.items()}
    if not is_day(fresh["approved_on"]):  # a level may be dated by its month
        fresh["approved_on"] = ""
    return {field: value for field, value in fresh.items() if value or project[field] in said}


def _last(levels: Sequence[LevelRow], approved_on: str) -> LevelRow | None:
    """The level a project has. levels: by day. One without a day counts when it is the higher one, but not against the
    approval itself: a project asked for 市级 may be approved as 校级."""
    dated = [one for one in levels if one.on]
    undated = min((one for one in levels if not one.on), key=_height, default=None)
    if undated is None or not dated:
        return dated[-1] if dated else undated
    is_last = dated[-1].on == approved_on or _height(dated[-1]) <= _height(undated)
    return dated[-1] if is_last else undated


def follow_step(
    context: Context, work: Work, project: ProjectRow, step: StepRow, *, on: str, doc_no: str
) -> None:
    """Inside another verb: day and 文号 of a step that approved were put right, of its level and the project too.

    project, step: as they were. What was given another day or 文号 by hand meanwhile keeps it.
    """
    fresh = {"on": on, "doc_no": doc_no}
    for level in LevelService(context)._of(work.connection, [project.id]):
        if level.on == step.on and (not step.doc_no or level.doc_no == step.doc_no):
            work.update(ProjectLevel, level.id, fresh if level.doc_no == step.doc_no else {"on": on})
    if project.approved_on == step.on:
        more = {"doc_no": doc_no} if project.doc_no == step.doc_no else {}
        work.update(Project, project.id, {"approved_on": on, **more})


def _height(level: LevelRow) -> int:
    """国家级 is 0."""
    return LEVELS.order(level.level)


class MilestoneService(PartService[MilestoneDraft, MilestoneRow]):
    """节点 of the school's own."""

    table, row, draft = ProjectMilestone, MilestoneRow, MilestoneDraft
    columns: ClassVar[Mapping[str, Column]] = MILESTONE_COLUMN

    def _order(self, row: MilestoneRow) -> Any:
        return row.due, row.id

    def _found(self, draft: MilestoneDraft) -> Sequence[FieldProblem]:
        return list(milestone_problems(draft))


class ActivityService(FiledService[ActivityDraft, ActivityRow], PartService[ActivityDraft, ActivityRow]):
    """活动 with who was there."""

    table, row, draft = ProjectActivity, ActivityRow, ActivityDraft
    columns: ClassVar[Mapping[str, Column]] = ACTIVITY_COLUMN
    keeping: ClassVar[str] = "修改活动照片"

    def _order(self, row: ActivityRow) -> Any:
        return row.on, row.id

    def _found(self, draft: ActivityDraft) -> Sequence[FieldProblem]:
        return list(activity_problems(draft))
