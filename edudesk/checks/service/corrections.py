"""Written down when a sheet comes, changes or goes that counts already: 异议与更正记录 (5.4)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection

from edudesk.base import clock
from edudesk.base.errors import FieldProblem, UserError
from edudesk.checks.forms.value import CheckForm
from edudesk.checks.rows.campaigns import REPORTED, CampaignRow, UnitRow
from edudesk.checks.rows.corrections import (
    ADDED,
    CORRECTED,
    COUNTED,
    DELETED,
    Correction,
    corrections_of,
    corrections_text,
)
from edudesk.checks.rows.sheets import CONFIRMED, DISPUTED, FED_BACK, FINAL, SUBMITTED, SheetRow
from edudesk.checks.rows.terms import SchemeRow
from edudesk.checks.rules.corrections import changed_lines, needs_reason, score_line
from edudesk.checks.rules.results import How, unit_score
from edudesk.checks.rules.scheme import scheme_for, scheme_of
from edudesk.checks.rules.sheets import Filled
from edudesk.checks.tables import TermScheme
from edudesk.store import journal, settings
from edudesk.store.context import Context
from edudesk.store.records import Records
from edudesk.store.work import Work

_OF_UNIT = "checks.corrected."


def line(campaign: CampaignRow, act: str, by: str, words: str, field: str = "") -> Correction:
    """A line of today."""
    today = clock.today().isoformat()
    return Correction(act, today, by, field, words=words.strip(), is_reported=campaign.status == REPORTED)


def with_lines(sheet: SheetRow, *lines: Correction) -> dict[str, object]:
    """The column with more lines below those that are there."""
    return {"corrected": corrections_text((*sheet.corrections, *lines))}


def refuse_without(reason: str) -> None:
    """Raises UserError: the check is 通报, and nobody said why."""
    if not reason.strip():
        problem = FieldProblem("reason", "检查已通报，请写明理由。")
        raise UserError("检查已经通报，更正需要写明理由。", "数据没有改动。", (problem,))


def of_change(
    campaign: CampaignRow,
    form: CheckForm,
    old: SheetRow,
    filled: Filled,
    values: Mapping[str, Any],
    *,
    reason: str,
    by: str,
) -> dict[str, object]:
    """State and 更正记录 of a sheet that is submitted again, beside its new values. Raises UserError without a reason
    where one is needed."""
    if all(getattr(old, key) == value for key, value in values.items()):
        return {}
    is_other = old.tenths != values["tenths"]
    if not reason.strip() and needs_reason(campaign, old, is_other_score=is_other):
        why = "检查已经通报" if campaign.status == REPORTED else f"记录“{old.status}”"
        problem = FieldProblem("reason", f"{why}，请写明更正的理由。")
        raise UserError(f"{why}，更正需要写明理由。", "已填写的内容都还在草稿里。", (problem,))
    if not reason.strip():
        return {}
    said = line(campaign, CORRECTED, by or filled.inspector, reason)
    state = {DISPUTED: FINAL, CONFIRMED: SUBMITTED, FED_BACK: SUBMITTED}.get(old.status, old.status)
    score = filled.score(form).value
    return {"status": state, **with_lines(old, *changed_lines(form, old, filled, score, said))}


def of_new(
    connection: Connection,
    context: Context,
    campaign: CampaignRow,
    unit: UnitRow,
    present: Sequence[SheetRow],
    values: Mapping[str, Any],
    *,
    reason: str = "",
    by: str = "",
) -> dict[str, object]:
    """更正记录 of a sheet that comes after 通报 and is no re-check: a late one, or a second inspector's, which says why.

    values: the fields of the sheet.
    """
    if campaign.status != REPORTED or values["first_id"]:
        return {}
    fresh = SheetRow(**values, id="", version=0)
    how, drops = how_of(connection, context, campaign), campaign.drops_extremes == "是"
    before = unit_score(unit, present, how=how, drops_extremes=drops).value
    after = unit_score(unit, [*present, fresh], how=how, drops_extremes=drops).value
    if before is not None and before != after:
        refuse_without(reason)
    said = line(campaign, ADDED, by or fresh.inspector, reason)
    return {"corrected": corrections_text((score_line(said, before, after),))}


def of_state(
    how: How, campaign: CampaignRow, unit: UnitRow, fresh: UnitRow, sheets: Sequence[SheetRow], reason: str
) -> Correction | None:
    """更正记录 of a unit when another state (免检, 未交, 应检) changes what counts after 通报, else None.

    Raises UserError without a reason.
    """
    drops = campaign.drops_extremes == "是"
    before = unit_score(unit, sheets, how=how, drops_extremes=drops).value
    after = unit_score(fresh, sheets, how=how, drops_extremes=drops).value
    if campaign.status != REPORTED or before == after:
        return None
    refuse_without(reason)
    return replace(score_line(line(campaign, CORRECTED, "", reason), before, after), field=COUNTED)


def keep_with_unit(work: Work, unit_id: str, said: Correction) -> None:
    """A line about a unit that has no sheet to bear it. It holds as long as the entry it came with is not undone."""
    kept = settings.get(work.connection, f"{_OF_UNIT}{unit_id}", [])
    settings.put(work.connection, f"{_OF_UNIT}{unit_id}", [*kept, [work.seq, corrections_text((said,))]])


def kept_with_units(connection: Connection) -> Mapping[str, tuple[Correction, ...]]:
    """The lines of keep_with_unit that hold, by id of the unit."""
    return {
        unit_id: tuple(
            said
            for seq, text in kept
            if not journal.is_undone(connection, seq)
            for said in corrections_of(text)
        )
        for unit_id, kept in settings.under(connection, _OF_UNIT).items()
    }


def of_deletion(campaign: CampaignRow, sheet: SheetRow, *, reason: str, by: str) -> dict[str, object]:
    """更正记录 of a sheet that goes into the recycle bin; {} when nothing was 通报."""
    if campaign.status != REPORTED:
        return {}
    refuse_without(reason)
    said = line(campaign, DELETED, by, reason)
    return with_lines(sheet, score_line(said, sheet.score, None))


def how_of(connection: Connection, context: Context, campaign: CampaignRow) -> How:
    """How the figures of the check's term are combined."""
    kept = Records(context, TermScheme, SchemeRow)
    return scheme_of(scheme_for(kept.rows(connection), campaign.school_year, campaign.term))[1]
