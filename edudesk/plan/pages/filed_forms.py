"""The form of a proof, and how forms keep files; that of a dated stage is in stage_form."""

from collections.abc import Sequence
from functools import partial
from typing import Any, Final

from PySide6.QtWidgets import QWidget

from edudesk.base import clock
from edudesk.base.columns import Column
from edudesk.kit.form_dialog import FormDialog, texts
from edudesk.kit.form_field import MakeEditor
from edudesk.kit.ticks_field import TicksField
from edudesk.plan.pages.forms import Saved, values_of
from edudesk.plan.pages.sources import PlanSources
from edudesk.plan.rows.proofs import PROOF_COLUMN, ProofDraft, ProofRow
from edudesk.plan.rows.whole import PlanWhole
from edudesk.plan.rules.codes import numbered
from edudesk.projects.pages.files_field import FILES, FilesField, text_of
from edudesk.store.attachments import FileDraft, as_draft

_PROVES: Final = Column(
    "proves", "证明哪些目标、任务、指标、项目", help="输入名称的一部分查找，空格键打勾，可以选几项"
)


def proof_form(
    parent: QWidget,
    sources: PlanSources,
    plan_id: str,
    row: ProofRow | None,
    saved: Saved,
    **proves: str,
) -> FormDialog:
    """A proof with its files, and all it proves. proves: goal_ids, task_ids or measure_ids that a new one begins with."""
    keys = ("title", "on", "form", "link", "pages", "place")
    columns = (*(PROOF_COLUMN[key] for key in keys), _PROVES, FILES)
    files = files_of(sources, row.id) if row is not None else []
    provable = _provable(sources, sources.plan_wholes.of(plan_id))
    proved = proves if row is None else values_of(row, provable)
    values: dict[str, object] = (
        {"on": clock.today().isoformat()}
        if row is None
        else values_of(row, keys) | {FILES.key: text_of(files)}
    )
    values[_PROVES.key] = "、".join(str(one) for one in proved.values() if one)

    def save(typed: dict[str, object]) -> object:
        own = {key: value for key, value in typed.items() if key not in (FILES.key, _PROVES.key)}
        chosen = str(typed[_PROVES.key] or "").split("、")
        stored: dict[str, Any] = texts(own) | {"pages": own.get("pages")}
        for key, words in provable.items():
            gone = [one for one in str(proved.get(key) or "").split("、") if one not in words]
            stored[key] = "、".join(filter(None, (one for one in chosen if one in words or one in gone)))
        if row is None:
            return sources.plan_proofs.put(ProofDraft(plan_id=plan_id, **stored), kept_files(dialog))
        if kept_files(dialog) != tuple(files):
            sources.plan_proofs.keep_files(row.id, kept_files(dialog))
        return sources.plan_proofs.change(row.id, stored)

    dialog = FormDialog.edit(
        parent,
        "登记佐证材料" if row is None else f"佐证材料 {row.number}",
        (("", columns),),
        values,
        save,
        saved,
        editors=files_editor(sources, files)
        | {_PROVES.key: partial(TicksField, [pair for words in provable.values() for pair in words.items()])},
    )
    return dialog


def _provable(sources: PlanSources, whole: PlanWhole) -> dict[str, dict[str, str]]:
    """All a proof can prove, by the field it is kept in: id -> words."""
    projects = sources.projects.rows()
    return {
        "goal_ids": {one.id: f"目标　{one.label}" for one in numbered(whole.goals)},
        "task_ids": {row.id: f"任务　{row.title}　{row.year}".rstrip() for row in whole.tasks},
        "measure_ids": {row.id: f"指标　{row.title}" for row in whole.measures},
        "project_ids": {row.id: f"项目　{row.title}" for row in projects},
    }


def files_of(sources: PlanSources, owner_id: str) -> list[FileDraft]:
    """The files beside a record."""
    return [as_draft(one) for one in sources.attachments.of([owner_id]).get(owner_id, ())]


def files_editor(sources: PlanSources, files: Sequence[FileDraft]) -> dict[str, MakeEditor]:
    """The field for them."""
    return {FILES.key: partial(FilesField, sources.attachments, files)}


def kept_files(dialog: FormDialog) -> tuple[FileDraft, ...]:
    """Those that stand in the form now."""
    field = dialog.fields[FILES.key].editor
    assert isinstance(field, FilesField)
    return field.files
