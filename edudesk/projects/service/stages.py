"""Into a stage or side state, inside any verb: what speaks against it, the step, and what an approval brings."""

from collections.abc import Sequence

from sqlalchemy import Connection

from edudesk.base import clock
from edudesk.base.errors import FieldProblem, UserError
from edudesk.projects.rows.kinds import KindVersionRow
from edudesk.projects.rows.projects import LevelDraft, ProjectRow
from edudesk.projects.rules.stages import StepCheck, check_step, left_from, step_refusals
from edudesk.projects.rules.steps import brings_approval
from edudesk.projects.service.course import LevelService
from edudesk.projects.service.kinds import kinds_in
from edudesk.projects.service.reading import documents_there, stage_results_there, steps_of
from edudesk.projects.tables import KindVersion, Project, ProjectStep
from edudesk.store.attachments import FileDraft, attach
from edudesk.store.context import Context
from edudesk.store.records import Records
from edudesk.store.row_service import insert
from edudesk.store.work import Work


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
        raise UserError(refused[0], "请改好后再试；数据没有改动。", (problem,))
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
