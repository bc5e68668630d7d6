"""听课笔记 that are registered with a sheet of the same pass: one line for teacher and term, whatever form asks for it."""

from dataclasses import replace
from typing import Any

from sqlalchemy import Connection

from edudesk.checks.rows.campaigns import YES, CampaignRow, UnitRow
from edudesk.checks.rows.patrols import ListeningDraft, ListeningRow
from edudesk.checks.rows.sheets import SheetRow
from edudesk.checks.rules.listening import quota_of
from edudesk.checks.rules.sheets import Filled, Notes
from edudesk.checks.service.patrols import ListeningService
from edudesk.checks.service.standards import lists_in
from edudesk.checks.tables import Campaign, Listening
from edudesk.store.context import Context
from edudesk.store.records import Records
from edudesk.store.row_service import amend, insert
from edudesk.store.tables import core
from edudesk.store.work import Work


def keep_notes(work: Work, context: Context, unit: UnitRow, campaign: CampaignRow, filled: Filled) -> None:
    """Store what a sheet says of the 听课笔记 of its teacher. Nothing is stored where nothing was counted, and what is
    known stays where nothing is said. Raises UserError when the numbers cannot be."""
    said = filled.notes
    if said is None or not unit.teacher_id or (said.heard is None and said.valid is None):
        return
    service = ListeningService(context)
    old = _kept(work.connection, context, unit.teacher_id, campaign.school_year, campaign.term)
    counts = {"due": said.due, "heard": said.heard, "valid": said.valid}
    if said.valid is None and (old is None or old.valid is None):
        counts["valid"] = said.heard  # as on the page of the whole school
    if said.due is None and old is None:
        counts["due"] = quota_of(said.role, lists_in(work.connection, context).quotas)
    told: dict[str, Any] = {key: number for key, number in counts.items() if number is not None}
    if old is None:
        about = ListeningDraft(
            school_year=campaign.school_year, term=campaign.term, teacher_id=unit.teacher_id, role=said.role
        )
        insert(service, work, [replace(about, **told, checked_on=filled.on, inspector=filled.inspector)])
    elif any(getattr(old, key) != number for key, number in told.items()):
        amend(service, work, old, {**told, "checked_on": filled.on, "inspector": filled.inspector})


def notes_of(connection: Connection, context: Context, sheet: SheetRow) -> Notes | None:
    """What is registered of the teacher of a sheet; None where the check does not ask for it."""
    campaign = Records(context, Campaign, CampaignRow).get(connection, sheet.campaign_id)
    if campaign.notes != YES or not sheet.teacher_id:
        return None
    kept = _kept(connection, context, sheet.teacher_id, sheet.school_year, sheet.term)
    return Notes(kept.role, kept.due, kept.heard, kept.valid) if kept is not None else None


def _kept(
    connection: Connection, context: Context, teacher_id: str, school_year: str, term: str
) -> ListeningRow | None:
    c = core(Listening).c
    meant = c.teacher_id == teacher_id, c.school_year == school_year, c.term == term
    return next(iter(Records(context, Listening, ListeningRow).where(connection, *meant)), None)
