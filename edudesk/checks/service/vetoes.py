"""一票否决 of a sheet: who confirms one, and what a submit may not change about it (R7)."""

from dataclasses import replace

from sqlalchemy import Connection

from edudesk.base.errors import FieldProblem, UserError
from edudesk.checks.rows.campaigns import UnitRow
from edudesk.checks.rows.sheets import Hit, SheetRow
from edudesk.checks.rules.sheets import Filled
from edudesk.checks.service.groups import answers_for
from edudesk.checks.service.second_person import second_person
from edudesk.store.context import Context
from edudesk.store.rights import Right


def kept_vetoes(
    context: Context, connection: Connection, unit: UnitRow, old: SheetRow | None, filled: Filled
) -> Filled:
    """A confirmation is a decision of its own (decide_veto): an inspector can neither give nor lose it by submitting.

    Returns the sheet with who confirmed as the roster knows them.
    """
    before = {hit.key: hit.confirmed_by for hit in old.vetoes if hit.confirmed_by} if old else {}
    now = {hit.key: hit.confirmed_by for hit in filled.hits if hit.confirmed_by}
    if lost := [key for key in before if key not in now]:
        raise UserError(
            f"一票否决已由{before[lost[0]]}确认，不能在录入时去掉或改回未确认。",
            "请先撤回这项否决（写明理由）再提交；已填写的内容都还在草稿里。",
            (FieldProblem(lost[0], "已确认的一票否决。"),),
        )
    if not now.items() - before.items():
        return filled
    context.require(Right.EDIT_CHECKS)
    hits = [
        confirmed(context, connection, unit, filled, hit)
        if hit.confirmed_by and hit.confirmed_by != before.get(hit.key)
        else hit
        for hit in filled.hits
    ]
    return replace(filled, hits=tuple(hits))


def confirmed(
    context: Context, connection: Connection, unit: UnitRow, filled: Filled | SheetRow, hit: Hit
) -> Hit:
    """A veto with who confirms it as the roster knows them. Raises UserError when it is nobody else of the roster."""
    who = second_person(
        connection,
        hit.confirmed_by,
        inspector=(filled.inspector_id, filled.inspector),
        owner_id=answers_for(connection, context, unit),
        person_id=hit.by_id,
    )
    return replace(hit, confirmed_by=who.name, by_id=who.id)
