"""The form of a dated stage: who met, what was decided, its papers."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtWidgets import QWidget

from edudesk.base import clock
from edudesk.base.errors import FieldProblem
from edudesk.kit.form_dialog import FormDialog, texts
from edudesk.plan.pages.filed_forms import files_editor, files_of, kept_files
from edudesk.plan.pages.forms import Saved, values_of
from edudesk.plan.pages.meetings import Meetings, fill_from
from edudesk.plan.pages.sources import PlanSources
from edudesk.plan.rows.course import PASSED, STAGE_COLUMN, StageDraft, StageRow
from edudesk.plan.rows.plans import PlanRow
from edudesk.plan.rules.doubts import stage_doubts
from edudesk.plan.rules.meetings import meeting_doubts
from edudesk.projects.pages.files_field import FILES, text_of

_KEYS: Final = ("stage", "on", "meeting_id", "body", "number", "place", "result", "text")
_VOTES: Final = ("present", "votes_for", "votes_against", "votes_abstain")


def stage_form(
    parent: QWidget,
    sources: PlanSources,
    plan: PlanRow,
    stage: str,
    row: StageRow | None,
    lacks: Sequence[str],
    saved: Saved,
) -> FormDialog:
    """A dated stage with its papers; what it still lacks is told above, and never blocks. What a meeting of 治理与督导 knows
    of it comes along; only a stage that votes asks for votes."""
    meetings = Meetings(sources)
    meeting = replace(
        meetings.column(STAGE_COLUMN["meeting_id"], is_open=False),
        help="在“治理与督导”里登记过的会议，选了以后日期、届次、到会和表决自动带来",
    )
    columns = (*(meeting if key == "meeting_id" else STAGE_COLUMN[key] for key in _KEYS), FILES)
    has_votes = stage == PASSED or (row is not None and any(getattr(row, key) is not None for key in _VOTES))
    votes = _VOTES if has_votes else ()
    files = files_of(sources, row.id) if row is not None else []
    begun = {"stage": stage, "on": clock.today().isoformat()}
    values: dict[str, object] = (
        dict(begun)
        if row is None
        else values_of(row, (*_KEYS, *votes))
        | {FILES.key: text_of(files), "meeting_id": meetings.word(row.meeting_id)}
    )

    def save(typed: dict[str, object]) -> object:
        own = {key: value for key, value in typed.items() if key != FILES.key}
        stored = texts(own) | {key: own.get(key) for key in votes}
        found = meetings.named(own["meeting_id"])
        # in the recycle bin: it stays while nobody chooses another
        gone = row.meeting_id if row is not None and not meetings.word(row.meeting_id) else ""
        stored["meeting_id"] = found.id if found is not None else gone
        if row is None:
            return sources.plan_stages.put(StageDraft(plan_id=plan.id, **stored), kept_files(dialog))
        if kept_files(dialog) != tuple(files):
            sources.plan_stages.keep_files(row.id, kept_files(dialog))
        return sources.plan_stages.change(row.id, stored)

    def doubt(typed: dict[str, object]) -> list[FieldProblem]:
        facts = meetings.facts(typed.get("meeting_id"), plan.title)
        return [
            *stage_doubts(str(typed.get("on") or ""), clock.today().isoformat()),
            *meeting_doubts(typed, facts),
        ]

    head = f"还要：{'；'.join(lacks)}" if lacks else ""
    dialog = FormDialog.edit(
        parent,
        f"登记“{stage}”" if row is None else f"{row.stage} {row.on}",
        ((head, columns), ("表决", tuple(STAGE_COLUMN[key] for key in votes))),
        values,
        save,
        saved,
        doubt=doubt,
        editors=files_editor(sources, files),
    )
    fill_from(
        dialog, "meeting_id", begun if row is None else {}, lambda word: meetings.facts(word, plan.title)
    )
    return dialog
