"""What sheets write into the 整改台账: their findings, vetoes and re-checks, inside the verbs on sheets."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlalchemy import Connection, select

from edudesk.checks.forms.value import CheckForm
from edudesk.checks.rows.campaigns import CampaignRow, UnitRow
from edudesk.checks.rows.problems import (
    CLOSED,
    DISMISSED,
    FAILED,
    MENDED,
    OPEN,
    PROPOSED,
    VETOED,
    ProblemDraft,
    ProblemRow,
)
from edudesk.checks.rows.sheets import SheetRow
from edudesk.checks.rules.problems import LIVE, after_recheck, line_of, proposed
from edudesk.checks.rules.sheets import Finding
from edudesk.checks.service.groups import answers_for
from edudesk.checks.service.problems import ProblemService
from edudesk.checks.tables import CheckProblem, CheckSheet
from edudesk.store.attachments import attach, settle
from edudesk.store.context import Context
from edudesk.store.records import Records
from edudesk.store.row_service import insert
from edudesk.store.tables import core
from edudesk.store.work import Work


def look_again_at_all(work: Work, context: Context, sheet: SheetRow, *, passed: bool) -> None:
    """A re-check of a whole form settles the open lines of the first sheet: 销号, or a second deadline (R6). What nobody had
    confirmed yet is 销号 by one that is passed, too; a veto is decided by a second person."""
    kept = Records(context, CheckProblem, ProblemRow)
    again = sheet.inspector_id or sheet.inspector
    lines = kept.where(work.connection, core(CheckProblem).c.sheet_id == sheet.first_id)
    fields = {
        line.id: after_recheck(line, passed=passed, on=sheet.on, again=again)
        for line in lines
        if (line.status in LIVE or (passed and line.status == PROPOSED and line.severity != VETOED))
        and line.owner_id != again
    }
    work.update_many(CheckProblem, fields)


def not_looked_again(work: Work, context: Context, sheet: SheetRow) -> None:
    """A re-check is deleted: what it settled of the first sheet waits for its 复查 again."""
    kept = Records(context, CheckProblem, ProblemRow)
    again = sheet.inspector_id or sheet.inspector
    c = core(CheckProblem).c
    lines = kept.where(
        work.connection, c.sheet_id == sheet.first_id, c.again_on == sheet.on, c.again == again
    )
    fields: dict[str, Mapping[str, object]] = {
        line.id: {"status": MENDED if line.action else OPEN, "result": "", "again_on": ""}
        for line in lines
        if line.status in (CLOSED, FAILED)
    }
    work.update_many(CheckProblem, fields)


def put_away_of_sheets(work: Work, context: Context, ids: Sequence[str]) -> None:
    """The lines of sheets go with them."""
    kept = Records(context, CheckProblem, ProblemRow)
    lines = kept.where(work.connection, core(CheckProblem).c.sheet_id.in_(ids))
    work.put_away(CheckProblem, [line.id for line in lines])


def settle_veto(work: Work, context: Context, sheet_id: str, key: str, *, stands: bool) -> None:
    """The line of a veto follows the decision about it: 待整改, or 不成立."""
    kept = Records(context, CheckProblem, ProblemRow)
    c = core(CheckProblem).c
    lines = kept.where(work.connection, c.sheet_id == sheet_id, c.item == key)
    before = (PROPOSED,) if stands else (PROPOSED, *LIVE)
    status = OPEN if stands else DISMISSED
    work.update_many(CheckProblem, {one.id: {"status": status} for one in lines if one.status in before})


def propose_findings(
    work: Work, context: Context, about: tuple[CheckForm, SheetRow, UnitRow, CampaignRow]
) -> None:
    """The lines of a new sheet that was typed back from paper or read from a workbook: what was ticked, items below 60 %
    and vetoes, all 待确认. Nobody looked at the deadlines yet, and of an old sheet they would have gone long ago."""
    form, sheet, unit, campaign = about
    _insert(work, context, unit, proposed(form, sheet, unit, campaign))


def _insert(work: Work, context: Context, unit: UnitRow, drafts: Sequence[ProblemDraft]) -> list[str]:
    """Store lines as those of who taught, or of the head of the group; returns their ids."""
    owner = answers_for(work.connection, context, unit)
    if unit.substitute.strip():
        drafts = [replace(draft, teacher_id=owner, owner_id=owner) for draft in drafts]
    elif not unit.teacher_id:
        drafts = [replace(draft, owner_id=owner) for draft in drafts]
    return insert(ProblemService(context), work, drafts)


def hand_over(work: Work, context: Context, before: UnitRow, after: UnitRow) -> None:
    """The lines of what was looked at are those of who taught: another 代课教师 was named."""
    if before.substitute.strip() == after.substitute.strip():
        return
    s, c = core(CheckSheet).c, core(CheckProblem).c
    sheets = list(work.connection.scalars(select(s.id).where(s.unit_id == after.id, s.deleted_at == "")))
    was, now = (answers_for(work.connection, context, one) for one in (before, after))
    lines = Records(context, CheckProblem, ProblemRow).where(work.connection, c.sheet_id.in_(sheets))
    fields = {
        one.id: {"teacher_id": now, **({"owner_id": now} if one.owner_id == was else {})} for one in lines
    }
    work.update_many(CheckProblem, fields)


def keep_findings(
    work: Work,
    context: Context,
    about: tuple[CheckForm, SheetRow, UnitRow, CampaignRow],
    findings: Sequence[Finding],
) -> None:
    """The lines of one sheet as it now is, inside the verb that stores it.

    What the inspector wrote down is 待整改; items below 60 % and vetoes are proposed, 待确认. Lines that somebody works
    on already stay as they are.
    """
    form, sheet, unit, campaign = about
    kept = Records(context, CheckProblem, ProblemRow)
    present = kept.where(work.connection, core(CheckProblem).c.sheet_id == sheet.id)
    written = {row.id: row for row in present if not row.item and row.status in (PROPOSED, OPEN)}
    named = {finding.id: finding for finding in findings if finding.id in written}
    gone = [row_id for row_id in written if row_id not in named]
    # what the first sheet found is the line of the first sheet
    first = (
        kept.where(work.connection, core(CheckProblem).c.sheet_id == sheet.first_id) if sheet.first_id else []
    )
    known = {row.item for row in first if row.status in LIVE}
    weak = {
        draft.item: draft
        for draft in proposed(form, sheet, unit, campaign)
        if draft.item and draft.item not in known
    }
    told = {row.item for row in present if row.item}
    gone += [row.id for row in present if row.item and row.status == PROPOSED and row.item not in weak]
    work.put_away(CheckProblem, gone)
    work.update_many(CheckProblem, {row_id: _said(one) for row_id, one in named.items()})
    new = [one for one in findings if one.id not in written and not _is_there(work.connection, one.id)]
    fresh = [line_of(sheet, unit, campaign, one) for one in new]
    fresh += [draft for item, draft in weak.items() if item not in told]
    ids = _insert(work, context, unit, fresh)
    for row_id, one in named.items():
        settle(work, context, CheckProblem, row_id, one.photos)
    for row_id, one in zip(ids, new, strict=False):  # behind them come the weak items
        attach(work, CheckProblem, row_id, one.photos)


def _is_there(connection: Connection, row_id: str) -> bool:
    """A line worked on meanwhile, or one of another sheet; one that was undone is written anew."""
    c = core(CheckProblem).c
    return (
        bool(row_id) and connection.scalar(select(c.id).where(c.id == row_id, c.deleted_at == "")) is not None
    )


def _said(finding: Finding) -> dict[str, object]:
    return {"text": finding.text, "severity": finding.severity, "due": finding.due, "again": finding.again}
