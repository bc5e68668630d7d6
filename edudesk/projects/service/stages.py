"""Into a stage or side state, inside any verb: what speaks against it, the step, and what an approval brings; steps that are
noted later, put right and taken away."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlalchemy import Connection

from edudesk.base import clock
from edudesk.base.errors import FieldProblem, UserError
from edudesk.projects.rows.kinds import KindVersionRow
from edudesk.projects.rows.projects import STEP_FACTS, LevelDraft, ProjectRow, StepDraft, StepRow
from edudesk.projects.rules.stages import StepCheck, check_step, left_from, step_refusals
from edudesk.projects.rules.steps import approving, brings_approval, note_refusals, parted
from edudesk.projects.service.course import LevelService, follow_step
from edudesk.projects.service.kinds import kinds_in
from edudesk.projects.service.reading import documents_there, stage_results_there, steps_of
from edudesk.projects.service.texts import keep_teams
from edudesk.projects.tables import KindVersion, Project, ProjectLevel, ProjectStep
from edudesk.school.rules.years import is_day
from edudesk.store.attachments import FileDraft, attach, settle
from edudesk.store.context import Context
from edudesk.store.records import Records
from edudesk.store.row_service import insert
from edudesk.store.work import Work

_WAY_OUT = "上一步的日期不对的，请先在概况的“经过”里打开“{}”改正；更早的阶段用“补记阶段”登记。"


def check_of(context: Context, connection: Connection, row: ProjectRow, to: str) -> StepCheck:
    """What speaks against a stage now."""
    kind = kinds_in(connection, Records(context, KindVersion, KindVersionRow)).of(row)
    before = left_from(kind, row.stage, steps_of(context, connection, row.id))
    outputs = stage_results_there(connection, [row.id]).get(row.id, 0)
    documents = documents_there(connection, [row.id]).get(row.id, set())
    return check_step(kind, row.stage, to, before=before, documents=documents, outputs=outputs)


def enter(
    context: Context,
    work: Work,
    row: ProjectRow,
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
) -> None:
    """See ProjectService.move. row: the project as it is."""
    check = check_of(context, work.connection, row, to)
    steps = steps_of(context, work.connection, row.id)
    if refused := (*check.refusals, *step_refusals(steps, on, clock.today().isoformat())):
        problem = FieldProblem("to_stage" if check.refusals else "on", refused[0])
        is_before = bool(steps) and is_day(on) and on < steps[-1].on
        hint = _WAY_OUT.format(steps[-1].to_stage) if is_before and not check.refusals else "请改好后再试；"
        raise UserError(refused[0], f"{hint}数据没有改动。", (problem,))
    if check.needs_reason and not reason.strip():
        raise UserError(
            "".join(check.sentences),
            "请补齐后再办；确需提前办理的，请写明理由。数据没有改动。",
            (FieldProblem("forced", "请写明提前办理的理由。"),),
        )
    step = {
        "project_id": row.id, "on": on, "from_stage": row.stage, "to_stage": to, "doc_no": doc_no,
        "decided_by": decided_by, "result": result, "note": note,
        "forced": reason.strip() if check.needs_reason else "",
    }  # fmt: skip
    (step_id,) = work.insert(ProjectStep, [step])
    attach(work, ProjectStep, step_id, files)
    work.update(Project, row.id, {"stage": to})
    kind = kinds_in(work.connection, Records(context, KindVersion, KindVersionRow)).of(row)
    if brings_approval(kind, row.stage, left_from(kind, row.stage, steps), to):
        about = {"number": number or row.number, "doc_no": doc_no or row.doc_no}
        shown = level or row.level
        if shown:
            insert(LevelService(context), work, [LevelDraft(project_id=row.id, level=shown, on=on, **about)])
        work.update(Project, row.id, {**about, "level": shown, "approved_on": on})
        keep_teams(context, work, [row.id])


def note(
    context: Context, work: Work, row: ProjectRow, draft: StepDraft, files: Sequence[FileDraft] = ()
) -> None:
    """See ProjectService.note_step. row: the project as it is; draft: its from_stage does not matter."""
    kind = kinds_in(work.connection, Records(context, KindVersion, KindVersionRow)).of(row)
    steps = steps_of(context, work.connection, row.id)
    if refused := note_refusals(kind, row.stage, steps, draft.to_stage, draft.on, clock.today().isoformat()):
        problem = FieldProblem("on" if draft.to_stage in kind.names() else "to_stage", refused[0])
        raise UserError(refused[0], "请改好后再试；数据没有改动。", (problem,))
    earlier, later = parted(steps, draft.on)
    before = earlier[-1].to_stage if earlier else ""
    own = {key: getattr(draft, key) for key in STEP_FACTS} | {"to_stage": draft.to_stage}
    (step_id,) = work.insert(ProjectStep, [{**own, "project_id": row.id, "from_stage": before}])
    attach(work, ProjectStep, step_id, files)
    if later and later[0].from_stage in ("", before):
        work.update(ProjectStep, later[0].id, {"from_stage": draft.to_stage})
    stage = approving(kind, row.stage)
    if stage is not None and stage.name == draft.to_stage:
        _date_approval(context, work, row, draft)


def _date_approval(context: Context, work: Work, row: ProjectRow, step: StepDraft) -> None:
    """Day and 文号 of an approval become those of the project and of its level, where they have none."""
    fresh = {"approved_on": row.approved_on or step.on, "doc_no": row.doc_no or step.doc_no}
    levels = LevelService(context)
    own = levels._of(work.connection, [row.id])
    if row.level and not own:
        level = LevelDraft(project_id=row.id, level=row.level, number=row.number, on=fresh["approved_on"])
        insert(levels, work, [replace(level, doc_no=fresh["doc_no"])])
    for one in own:
        if one.level == row.level and not one.on:
            work.update(ProjectLevel, one.id, {"on": step.on, "doc_no": one.doc_no or step.doc_no})
    work.update(Project, row.id, fresh)


def correct(
    context: Context,
    work: Work,
    step: StepRow,
    values: Mapping[str, str],
    files: Sequence[FileDraft] | None = None,
) -> None:
    """See ProjectService.correct_step."""
    fresh = {key: value for key, value in values.items() if key in STEP_FACTS}
    steps = steps_of(context, work.connection, step.project_id)
    place = [one.id for one in steps].index(step.id)
    on = fresh.get("on", step.on)
    found = step_refusals(steps[:place], on, clock.today().isoformat())
    if not found and place + 1 < len(steps) and on > steps[place + 1].on:
        found = (f"日期晚于下一步“{steps[place + 1].to_stage}”的 {steps[place + 1].on}。",)
    if found:
        raise UserError(found[0], "请改好日期；数据没有改动。", (FieldProblem("on", found[0]),))
    work.update(ProjectStep, step.id, fresh)
    if files is not None:
        settle(work, context, ProjectStep, step.id, files)
    row = Records(context, Project, ProjectRow).get(work.connection, step.project_id)
    kind = kinds_in(work.connection, Records(context, KindVersion, KindVersionRow)).of(row)
    approval, stage = approving(kind, row.stage), kind.stage(step.to_stage)
    if stage is not None and (stage.approves or stage == approval):
        follow_step(context, work, row, step, on=on, doc_no=fresh.get("doc_no", step.doc_no))
        keep_teams(context, work, [row.id])  # who comes back to the approval puts the list right, too


def take_away(context: Context, work: Work, step: StepRow) -> None:
    """See ProjectService.drop_step."""
    row = Records(context, Project, ProjectRow).get(work.connection, step.project_id)
    kind = kinds_in(work.connection, Records(context, KindVersion, KindVersionRow)).of(row)
    steps = steps_of(context, work.connection, row.id)
    place = [one.id for one in steps].index(step.id)
    work.put_away(ProjectStep, [step.id])
    if place + 1 < len(steps):
        following = steps[place + 1]
        if following.from_stage == step.to_stage:
            work.update(ProjectStep, following.id, {"from_stage": step.from_stage})
    elif row.stage == step.to_stage and step.from_stage in kind.names():
        work.update(Project, row.id, {"stage": step.from_stage})
        before = left_from(kind, step.from_stage, steps[:place])
        if brings_approval(kind, step.from_stage, before, step.to_stage):
            _withdraw_approval(context, work, row, step)


def _withdraw_approval(context: Context, work: Work, row: ProjectRow, step: StepRow) -> None:
    """The level that a step brought goes with it; the project is one that is asked for at that level again."""
    levels = LevelService(context)
    gone = [
        one.id
        for one in levels._of(work.connection, [row.id])
        if one.on == step.on and (not step.doc_no or one.doc_no == step.doc_no)
    ]
    work.put_away(ProjectLevel, gone)
    levels._followed(work)
    project = Records(context, Project, ProjectRow).get(work.connection, row.id)
    fresh = {"level": project.level or row.level}
    if project.approved_on == step.on:
        fresh |= {"approved_on": ""} | ({"doc_no": ""} if project.doc_no == step.doc_no else {})
    work.update(Project, row.id, fresh)
