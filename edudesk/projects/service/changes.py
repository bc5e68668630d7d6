"""Verbs on 变更, 延期, 撤项: what was asked for, the 批复, and what a granted change does."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, ClassVar

from edudesk.base import clock
from edudesk.base.columns import Column
from edudesk.base.errors import FieldProblem, UserError
from edudesk.projects.rows.course import (
    CHANGE_COLUMN,
    DECISION_FACTS,
    EXTENSION,
    GRANTED,
    LEADERSHIP,
    REFUSED,
    SETS,
    STOPPING,
    WAITING,
    Carrying,
    ChangeDraft,
    ChangeRow,
)
from edudesk.projects.rows.projects import ProjectRow
from edudesk.projects.rules.entering import change_problems, project_problems
from edudesk.projects.service.parts import PartService
from edudesk.projects.service.reading import leaders_of, spelled, steps_of
from edudesk.projects.service.stages import correct, enter
from edudesk.projects.service.succession import hand_over, redate
from edudesk.projects.tables import Project, ProjectChange, ProjectStep
from edudesk.school.rules.years import is_day
from edudesk.store.context import Context
from edudesk.store.records import Records
from edudesk.store.rights import Right
from edudesk.store.verbs import verb
from edudesk.store.work import Work


class ChangeService(PartService[ChangeDraft, ChangeRow]):
    """变更, 延期, 撤项."""

    table, row, draft = ProjectChange, ChangeRow, ChangeDraft
    columns: ClassVar[Mapping[str, Column]] = CHANGE_COLUMN

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._projects = Records(context, Project, ProjectRow)

    def _order(self, row: ChangeRow) -> Any:
        return row.on, row.id

    def _name(self, draft: ChangeDraft) -> str:
        return f"{draft.item} {draft.after}".strip()

    def _with(self, row: Any, values: Mapping[str, object]) -> Any:
        """Refuses to make a decided change another one: the project is what it granted."""
        draft = super()._with(row, values)
        if row.decision != WAITING and replace(draft, remark=row.remark) != row:
            raise UserError(
                f"这项变更已经批复为“{row.decision}”，不能再修改。",
                "批复的日期、单位和文号请用“更正…”；内容有误的请再登记一项变更。数据没有改动。",
            )
        return draft

    def _found(self, draft: ChangeDraft) -> Sequence[FieldProblem]:
        return list(change_problems(draft))

    def _followed(self, work: Work) -> None:
        """原内容 of a request that does not say it is what the project has now; a later 批复 changes that."""
        if work.kind != "do":
            return
        fresh = [
            one.row_id for one in work.changes if one.table == self.table.__tablename__ and one.before is None
        ]
        asked = [
            row
            for row in self.kept.several(work.connection, fresh)
            if not row.before and row.decision == WAITING
        ]
        ids = sorted({row.project_id for row in asked})
        projects = {one.id: one for one in self._projects.several(work.connection, ids)}
        leaders = leaders_of(work.connection, ids, clock.today().isoformat())
        told: dict[str, dict[str, str]] = {}
        for row in asked:
            now = str(getattr(projects.get(row.project_id), SETS.get(row.item, ""), ""))
            if row.item == LEADERSHIP:
                now = "、".join(leaders.get(row.project_id, ()))
            if now and now != row.after and not (row.item == EXTENSION and row.after <= now):
                told[row.id] = {"before": now}
        work.update_many(ProjectChange, told)

    @verb("批复项目变更", right=Right.EDIT_PROJECTS)
    def decide(
        self,
        work: Work,
        change_id: str,
        *,
        granted: bool,
        on: str,
        by: str = "",
        doc_no: str = "",
        carries: Carrying | None = None,
    ) -> ChangeRow:
        """同意 or 不同意. A granted 延期, 名称 or 承担单位 becomes that of the project; carries: what else a granted one does,
        in the same entry. A refused one does nothing.

        Raises UserError when it was decided before, for a day that cannot be, and when it cannot be carried out.
        """
        row = self.kept.get(work.connection, change_id)
        if row.decision in (GRANTED, REFUSED):
            raise UserError(
                f"这项变更已经批复为“{row.decision}”。",
                "批复的日期、单位和文号有误的请用“更正…”；数据没有改动。",
            )
        fields: dict[str, Any] = {
            "decision": GRANTED if granted else REFUSED,
            "decided_on": on,
            "decided_by": by,
            "doc_no": doc_no,
        }
        if found := tuple(_day_problems(replace(row, **fields))):
            raise UserError("还不能登记批复。", "请改好批复日期；数据没有改动。", found)
        work.title = f"批复变更 {self._name(row)} {fields['decision']}"
        work.update(ProjectChange, change_id, fields)
        row = self.kept.get(work.connection, change_id)
        if granted:
            self._set(work, row)
            self._carry(work, row, carries or Carrying())
        return row

    @verb("更正变更批复", right=Right.EDIT_PROJECTS)
    def correct(self, work: Work, change_id: str, *, on: str, by: str, doc_no: str, why: str) -> ChangeRow:
        """Put day, 审批单位 and 文号 of a 批复 right; why is kept in 备注. What was decided stays; who came, went and leads by it,
        and the step it led into, move with it.

        Raises UserError while nothing was decided, without a reason, for a day that cannot be, and where what was carried
        out cannot be of that day.
        """
        row = self.kept.get(work.connection, change_id)
        if row.decision == WAITING:
            raise UserError("这项变更还没有批复，没有可以更正的。", "请先登记批复；数据没有改动。")
        fields: dict[str, Any] = dict(zip(DECISION_FACTS, (on, by, doc_no), strict=True))
        found = list(_day_problems(replace(row, **fields)))
        if not why.strip():
            found.append(FieldProblem("why", "请写明更正的理由。"))
        if found:
            raise UserError("有几项还不能保存。", "请改好标出的各项；数据没有改动。", tuple(found))
        work.title = f"更正变更批复 {self._name(row)}"
        noted = f"{clock.today().isoformat()} 更正批复：{why.strip()}"
        work.update(
            ProjectChange, change_id, {**fields, "remark": "；".join(filter(None, (row.remark, noted)))}
        )
        fresh = self.kept.get(work.connection, change_id)
        if row.decision == GRANTED:
            self._move(work, row, fresh)
        return fresh

    def _move(self, work: Work, row: ChangeRow, fresh: ChangeRow) -> None:
        """What was carried out of a granted change, of its 批复 as it is now."""
        if row.item in STOPPING:
            told = (row.decided_on, row.doc_no, row.decided_by)
            for step in reversed(steps_of(self.context, work.connection, row.project_id)):
                if (step.on, step.doc_no, step.decided_by) == told and step.note == row.reason:
                    facts = {"on": fresh.decided_on, "doc_no": fresh.doc_no, "decided_by": fresh.decided_by}
                    correct(self.context, work, step, facts)
                    if step.forced == _basis(row):
                        work.update(ProjectStep, step.id, {"forced": _basis(fresh)})
                    break
        redate(
            self.context,
            work,
            row.project_id,
            on=(row.decided_on, fresh.decided_on),
            basis=(_basis(row), _basis(fresh)),
        )

    @verb("办理项目变更", right=Right.EDIT_PROJECTS)
    def carry_out(self, work: Work, change_id: str, carries: Carrying) -> None:
        """What a change does that was granted before (in a 台账, or 只登记批复). Raises UserError when it was not."""
        row = self.kept.get(work.connection, change_id)
        if row.decision != GRANTED:
            raise UserError("这项变更还没有批复同意，不能办理。", "请先登记批复；数据没有改动。")
        work.title = f"办理变更 {self._name(row)}"
        self._carry(work, row, carries)

    def _set(self, work: Work, row: ChangeRow) -> None:
        """The field of the project that a granted change names."""
        key, after = SETS.get(row.item), row.after.strip()
        if not key or not after:
            return
        project = self._projects.get(work.connection, row.project_id)
        becomes: dict[str, Any] = {key: after}
        if found := tuple(project_problems(replace(project, **becomes))):
            problem = FieldProblem("after", found[0].text)
            raise UserError(
                problem.text, "请先改好这项变更的“变更后内容”，再登记批复；数据没有改动。", (problem,)
            )
        more = spelled(after) if key == "title" else {}
        work.update(Project, row.project_id, {**becomes, **more})

    def _carry(self, work: Work, row: ChangeRow, carries: Carrying) -> None:
        basis = _basis(row)
        if carries.stage:
            enter(
                self.context,
                work,
                self._projects.get(work.connection, row.project_id),
                carries.stage,
                on=row.decided_on,
                doc_no=row.doc_no,
                decided_by=row.decided_by,
                note=row.reason,
                reason=basis,
            )
        hand_over(self.context, work, row.project_id, carries, on=row.decided_on, basis=basis)


def _basis(row: ChangeDraft) -> str:
    """The 批复 as what it carries out tells of it."""
    return " ".join(filter(None, (row.decided_on, row.doc_no, f"批复同意{row.item}")))


def _day_problems(draft: ChangeDraft) -> Iterator[FieldProblem]:
    """What is wrong with the day of a 批复: none, one to come, one before the request."""
    if not is_day(draft.decided_on):
        yield FieldProblem("decided_on", "请填写批复日期。")
        return
    if draft.decided_on > clock.today().isoformat():
        yield FieldProblem("decided_on", "批复日期还没有到。")
    yield from (one for one in change_problems(draft) if one.key == "decided_on")
