"""Verbs on projects: begin, go on from stage to stage, put right, texts of their papers."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, ClassVar

from sqlalchemy import Connection

from edudesk.base import clock
from edudesk.base.columns import Column
from edudesk.base.errors import FieldProblem, UserError
from edudesk.base.words import shortened, some_of
from edudesk.projects.rows.kinds import KindVersionRow
from edudesk.projects.rows.people import MemberDraft
from edudesk.projects.rows.projects import (
    BY_DEEDS,
    LEVELS,
    PROJECT_COLUMN,
    ProjectDraft,
    ProjectRow,
    StepDraft,
    StepRow,
)
from edudesk.projects.rows.whole import Part as Part
from edudesk.projects.rows.whole import Whole as Whole
from edudesk.projects.rules.entering import project_problems
from edudesk.projects.rules.kinds import Kinds
from edudesk.projects.rules.stages import StepCheck
from edudesk.projects.rules.steps import begun_stage, is_told_approved
from edudesk.projects.service.beginning import insert_first, insert_parts
from edudesk.projects.service.kinds import keep_kinds, kinds_in
from edudesk.projects.service.looking import conflicts_of, warnings_of
from edudesk.projects.service.reading import spelled, steps_of
from edudesk.projects.service.rekind import fit_of, rekind
from edudesk.projects.service.stages import check_of, correct, enter, note, take_away
from edudesk.projects.service.texts import keep_teams, put_texts, texts_of
from edudesk.projects.tables import KindVersion, Project, ProjectStep
from edudesk.store.attachments import FileDraft
from edudesk.store.context import Context
from edudesk.store.records import Records
from edudesk.store.rights import Right
from edudesk.store.row_service import RowService, insert
from edudesk.store.verbs import verb, view
from edudesk.store.work import Work


class ProjectService(RowService[ProjectDraft, ProjectRow]):
    """项目."""

    table, row, draft = Project, ProjectRow, ProjectDraft
    columns: ClassVar[Mapping[str, Column]] = PROJECT_COLUMN
    is_alone = True
    sees = Right.SEE_PROJECTS

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._kept_kinds = Records(context, KindVersion, KindVersionRow)
        self._kinds: Kinds | None = None

    # --- what RowService asks ---------------------------------------------------------------------------------

    def _order(self, row: ProjectRow) -> Any:
        return LEVELS.order(row.level), row.start, row.title, row.id

    def _others(self, connection: Connection, row: ProjectRow | None = None) -> list[ProjectRow]:
        self._kinds = kinds_in(connection, self._kept_kinds)  # asked before drafts are settled
        return super()._others(connection, row)

    def _beside(
        self, connection: Connection, values: Mapping[str, Mapping[str, object]]
    ) -> list[tuple[ProjectRow, Any, list[Any]]]:
        self._kinds = kinds_in(connection, self._kept_kinds)
        return super()._beside(connection, values)

    def _settled(self, draft: ProjectDraft) -> ProjectDraft:
        """In the stage it says, else in 实施 when it was approved, else in the first; with the version in force of its
        kind unless it has one of it."""
        draft = replace(draft, title=draft.title.strip())
        kind = self._kinds.newest.get(draft.kind) if self._kinds is not None else None
        if self._kinds is None or kind is None:
            return draft
        is_known = (draft.kind, draft.kind_version) in self._kinds.every
        version = draft.kind_version if is_known else kind.version
        stage = draft.stage or begun_stage(kind, is_approved=is_told_approved(draft))
        return replace(draft, stage=stage, kind_version=version)

    def _problems(self, draft: ProjectDraft, others: Sequence[ProjectDraft]) -> tuple[FieldProblem, ...]:
        found = list(project_problems(draft))
        if self._kinds is not None and draft.kind:
            kind = self._kinds.of(draft)
            if not kind.stages:
                found.append(FieldProblem("kind", f"没有“{draft.kind}”这个项目类别。"))
            elif draft.stage not in kind.names():
                found.append(FieldProblem("stage", f"“{kind.title}”没有“{draft.stage}”这个阶段。"))
        return tuple(found)

    def _derived(self, draft: ProjectDraft) -> Mapping[str, object]:
        return spelled(draft.title)

    def _with(self, row: ProjectRow, values: Mapping[str, object]) -> Any:
        """Refuses what only deeds may change: stage and level leave a trace of their own."""
        draft = super()._with(row, values)
        for key in BY_DEEDS & values.keys():
            if getattr(draft, key) != getattr(row, key):
                raise UserError(
                    f"“{self.columns[key].full_title}”不能这样改。",
                    "请用“进入下一阶段”或“级别变化”登记，或撤销那一步；数据没有改动。",
                )
        return draft

    def _followed(self, work: Work) -> None:
        """A new project has its first step, its level as the first of the history, and its kind as it is now."""
        ids = [
            one.row_id for one in work.changes if one.table == "project" and one.before is None and one.after
        ]
        rows = self.kept.several(work.connection, ids)
        keep_kinds(work, self._kept_kinds, {(row.kind, row.kind_version) for row in rows})
        insert_first(self.context, work, rows)
        keep_teams(self.context, work, [row.id for row in rows if is_told_approved(row)])

    # --- begin ------------------------------------------------------------------------------------------------

    @verb("新建项目", right=Right.EDIT_PROJECTS)
    def begin(self, work: Work, whole: Whole) -> ProjectRow:
        """A new project with its people and whatever else is known. Raises UserError with every problem."""
        (project_id,) = self._begin(work, [whole])
        row = self.kept.get(work.connection, project_id)
        work.title = f"新建项目 {shortened(row.title)}"
        return row

    @verb("登记项目", right=Right.EDIT_PROJECTS)
    def begin_many(self, work: Work, title: str, wholes: Sequence[Whole]) -> list[str]:
        """Many projects as one entry named title (a 台账 that was there), all or none; returns their ids in order."""
        work.title = title
        return self._begin(work, wholes)

    def _begin(self, work: Work, wholes: Sequence[Whole]) -> list[str]:
        ids = insert(self, work, [one.draft for one in wholes])
        insert_parts(self.context, work, ids, wholes)
        self._followed(work)
        return ids

    # --- stages -----------------------------------------------------------------------------------------------

    @view(Right.SEE_PROJECTS)
    def steps(self, connection: Connection, project_id: str) -> list[StepRow]:
        """The steps of a project, oldest first."""
        return steps_of(self.context, connection, project_id)

    @view(Right.SEE_PROJECTS)
    def check_step(self, connection: Connection, project_id: str, to: str) -> StepCheck:
        """What speaks against a stage now."""
        return check_of(self.context, connection, self.kept.get(connection, project_id), to)

    @verb("项目进入阶段", right=Right.EDIT_PROJECTS)
    def move(
        self,
        work: Work,
        project_id: str,
        to: str,
        *,
        on: str,
        doc_no: str = "",
        decided_by: str = "",
        result: str = "",
        note: str = "",
        reason: str = "",
        level: str = "",
        number: str = "",
        files: Sequence[FileDraft] = (),
    ) -> ProjectRow:
        """Enter a stage or side state on an ISO day. Of a stage that approves, level, number and doc_no become the project's.

        reason: why, though documents are missing or another stage should come first. Raises UserError with what is
        missing when there is none, for an unknown stage, and for a day before the last step or still to come.
        """
        row = self.kept.get(work.connection, project_id)
        work.title = f"{shortened(row.title)} 进入{to}"
        enter(
            self.context,
            work,
            row,
            to,
            on=on,
            doc_no=doc_no,
            decided_by=decided_by,
            result=result,
            note=note,
            reason=reason,
            level=level,
            number=number,
            files=files,
        )
        return self.kept.get(work.connection, project_id)

    @verb("更正项目阶段", right=Right.EDIT_PROJECTS)
    def correct_step(
        self,
        work: Work,
        step_id: str,
        values: Mapping[str, str],
        files: Sequence[FileDraft] | None = None,
    ) -> None:
        """Put day, 文号, who decided, result or note of a step right; of a stage that approves, the level and the project
        that took day and 文号 from it follow. files: just these, None = as they are. Raises UserError for a day out of
        order."""
        step = Records(self.context, ProjectStep, StepRow).get(work.connection, step_id)
        work.title = f"更正项目阶段 {step.to_stage}"
        correct(self.context, work, step, values, files)

    @verb("补记项目阶段", right=Right.EDIT_PROJECTS)
    def note_step(self, work: Work, step: StepDraft, files: Sequence[FileDraft] = ()) -> None:
        """Tell afterwards when a stage was entered: an earlier one, or that the project is in. Where it approved, its day
        and 文号 become the project's if it has none. Raises UserError for a stage the project did not reach yet, one that
        has a day, and a day out of order."""
        row = self.kept.get(work.connection, step.project_id)
        work.title = f"{shortened(row.title)} 补记{step.to_stage}"
        note(self.context, work, row, step, files)

    @verb("删除项目阶段", right=Right.EDIT_PROJECTS)
    def drop_step(self, work: Work, step_id: str) -> None:
        """Take a step away. With the last one the project is where it came from, without the approval that one brought;
        where nobody knows that it stays, without a day."""
        step = Records(self.context, ProjectStep, StepRow).get(work.connection, step_id)
        work.title = f"删除项目阶段 {step.to_stage}"
        take_away(self.context, work, step)

    # --- the kind ---------------------------------------------------------------------------------------------

    @view(Right.SEE_PROJECTS)
    def kind_fit(self, connection: Connection, project_id: str, key: str, stage: str = "") -> tuple[str, ...]:
        """What of a project does not fit another kind, a sentence each. Raises UserError for its own and an unknown one."""
        return fit_of(self.context, connection, self.kept.get(connection, project_id), key, stage)

    @verb("改变项目类别", right=Right.EDIT_PROJECTS)
    def change_kind(self, work: Work, project_id: str, key: str, stage: str = "") -> ProjectRow:
        """Give a project the version in force of another kind; its stage and its approval go by the names of that one, all
        its records stay. stage: of that kind, "" = the one that means the same. Raises UserError for one it does not have.
        """
        row = self.kept.get(work.connection, project_id)
        kind = rekind(self.context, work, row, key, stage)
        work.title = f"{shortened(row.title)} 类别改为{kind.title}"
        return self.kept.get(work.connection, project_id)

    # --- what deserves a look ---------------------------------------------------------------------------------

    @view(Right.SEE_PROJECTS)
    def warnings(self, connection: Connection, project_id: str, on: date | None = None) -> tuple[str, ...]:
        """Everything that is warned of in a project, a sentence each: name and level, leader, titles the school holds,
        members, changes, money, 成果."""
        row, kinds = self.kept.get(connection, project_id), kinds_in(connection, self._kept_kinds)
        today = (on or clock.today()).isoformat()
        return warnings_of(self.context, connection, kinds, self.kept.rows(connection), row, today)

    @view(Right.SEE_PROJECTS)
    def conflicts(self, connection: Connection, new: Whole) -> tuple[str, ...]:
        """What will be warned of once a new project is there: while its form is filled in."""
        kinds = kinds_in(connection, self._kept_kinds)
        begun = begun_stage(kinds.of(new.draft), is_approved=is_told_approved(new.draft))
        draft = replace(new.draft, stage=new.draft.stage or begun)
        members = [one for one in new.parts if isinstance(one, MemberDraft)]
        today = clock.today().isoformat()
        return conflicts_of(connection, kinds, self.kept.rows(connection), draft, members, today)

    # --- texts ------------------------------------------------------------------------------------------------

    @view(Right.SEE_PROJECTS)
    def texts(self, connection: Connection, project_id: str) -> dict[str, str]:
        """The passages of a project's papers by key."""
        return {key: row.text for key, row in texts_of(self.context, connection, project_id).items()}

    @verb("填写项目文本", right=Right.EDIT_PROJECTS)
    def write(self, work: Work, project_id: str, passages: Mapping[str, str]) -> None:
        """Set passages by key; "" takes one away."""
        row = self.kept.get(work.connection, project_id)
        work.title = f"填写项目文本 {shortened(row.title)} {some_of(list(passages), '段')}"
        put_texts(self.context, work, {project_id: passages})
