"""The forms of what has files: proofs and dated stages."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from edudesk.base import clock
from edudesk.kit.form_dialog import FormDialog, texts
from edudesk.kit.form_field import MakeEditor
from edudesk.plan.pages.forms import Saved, values_of
from edudesk.plan.pages.sources import PlanSources
from edudesk.plan.rows.course import STAGE_COLUMN, StageDraft, StageRow
from edudesk.plan.rows.proofs import PROOF_COLUMN, ProofDraft, ProofRow
from edudesk.projects.pages.files_field import FILES, FilesField, text_of
from edudesk.store.attachments import FileDraft, as_draft


def proof_form(
    parent: QWidget,
    sources: PlanSources,
    plan_id: str,
    row: ProofRow | None,
    saved: Saved,
    **proves: str,
) -> FormDialog:
    """A proof with its files. proves: goal_ids, task_ids or measure_ids of a new one."""
    columns = (*(PROOF_COLUMN[key] for key in ("title", "on", "form", "link", "pages", "place")), FILES)
    files = _files_of(sources, row.id) if row is not None else []
    values: dict[str, object] = (
        {"on": clock.today().isoformat()}
        if row is None
        else values_of(row, (column.key for column in columns[:-1])) | {FILES.key: text_of(files)}
    )

    def save(typed: dict[str, object]) -> object:
        own = {key: value for key, value in typed.items() if key != FILES.key}
        stored: dict[str, Any] = texts(own) | {"pages": own.get("pages")}
        if row is None:
            return sources.plan_proofs.put(ProofDraft(plan_id=plan_id, **(stored | proves)), _kept(dialog))
        if _kept(dialog) != tuple(files):
            sources.plan_proofs.keep_files(row.id, _kept(dialog))
        return sources.plan_proofs.change(row.id, stored)

    dialog = FormDialog.edit(
        parent,
        "登记佐证材料" if row is None else f"佐证材料 {row.number}",
        (("", columns),),
        values,
        save,
        saved,
        editors=_files_editor(sources, files),
    )
    return dialog


def stage_form(
    parent: QWidget,
    sources: PlanSources,
    plan_id: str,
    stage: str,
    row: StageRow | None,
    lacks: Sequence[str],
    saved: Saved,
) -> FormDialog:
    """A dated stage with its papers; what it still lacks is told above, and never blocks."""
    keys = ("stage", "on", "body", "number", "place", "text", "result")
    votes = ("present", "votes_for", "votes_against", "votes_abstain")
    columns = (*(STAGE_COLUMN[key] for key in keys), FILES)
    files = _files_of(sources, row.id) if row is not None else []
    values: dict[str, object] = (
        {"stage": stage, "on": clock.today().isoformat()}
        if row is None
        else values_of(row, (*keys, *votes)) | {FILES.key: text_of(files)}
    )

    def save(typed: dict[str, object]) -> object:
        own = {key: value for key, value in typed.items() if key != FILES.key}
        stored = texts(own) | {key: own.get(key) for key in votes}
        if row is None:
            return sources.plan_stages.put(StageDraft(plan_id=plan_id, **stored), _kept(dialog))
        if _kept(dialog) != tuple(files):
            sources.plan_stages.keep_files(row.id, _kept(dialog))
        return sources.plan_stages.change(row.id, stored)

    head = f"还要：{'；'.join(lacks)}" if lacks else ""
    dialog = FormDialog.edit(
        parent,
        f"登记“{stage}”" if row is None else f"{row.stage} {row.on}",
        ((head, columns), ("表决", tuple(STAGE_COLUMN[key] for key in votes))),
        values,
        save,
        saved,
        editors=_files_editor(sources, files),
    )
    return dialog


def _files_of(sources: PlanSources, owner_id: str) -> list[FileDraft]:
    return [as_draft(one) for one in sources.attachments.of([owner_id]).get(owner_id, ())]


def _files_editor(sources: PlanSources, files: Sequence[FileDraft]) -> dict[str, MakeEditor]:
    return {FILES.key: partial(FilesField, sources.attachments, files)}


def _kept(dialog: FormDialog) -> tuple[FileDraft, ...]:
    field = dialog.fields[FILES.key].editor
    assert isinstance(field, FilesField)
    return field.files
