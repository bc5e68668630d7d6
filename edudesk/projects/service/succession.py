"""Who leads, comes and goes from a day on, inside any verb: the parts that were played end, others begin."""

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date, timedelta
from typing import Any

from edudesk.base.errors import FieldProblem, UserError
from edudesk.projects.rows.course import Carrying
from edudesk.projects.rows.people import LEADER, MemberDraft, MemberRow
from edudesk.projects.rules.people import in_team, person_of
from edudesk.projects.service.people import MemberService
from edudesk.projects.tables import ProjectMember
from edudesk.store.context import Context
from edudesk.store.row_service import amend, insert
from edudesk.store.work import Work

_FIELDS = tuple(field.name for field in fields(MemberDraft))
_PARTED = "；"


def hand_over(
    context: Context, work: Work, project_id: str, carries: Carrying, *, on: str, basis: str
) -> None:
    """Carry out the members of a change from an ISO day. basis: the 批复, kept as their 备注.

    Whoever changes his part has two: the one that ended the day before, with its 学时, and the new one. Raises UserError
    as MemberService does, and when the new leader leads already.
    """
    service = MemberService(context)
    there = service._of(work.connection, [project_id])
    ended = _day_before(on)
    fresh: list[MemberDraft] = []

    def end(row: MemberRow) -> None:
        values = {"left": ended, "remark": _noted(row, basis)}
        work.update(ProjectMember, row.id, service._changed(work.connection, row, values))

    def begin(one: MemberDraft, **changed: Any) -> None:
        fresh.append(_begun(one, {"project_id": project_id, "joined": on, "remark": basis, **changed}))

    former = service.kept.get(work.connection, carries.former) if carries.former else None
    if carries.leader is not None:
        person = person_of(carries.leader)
        own = next((one for one in in_team(there, on) if person_of(one) == person), None)
        if own is not None and own.role == LEADER:
            text = f"{own.name}已经是主持人。"
            raise UserError(text, "请选择另一位；数据没有改动。", (FieldProblem("leader", text),))
        begin(own or carries.leader, role=LEADER, place=former.place if former is not None else None)
        if own is not None:
            end(own)
        if former is not None:
            end(former)
            if carries.kept_as:
                begin(former, role=carries.kept_as, place=own.place if own is not None else None)
    for one in carries.leaves:
        end(service.kept.get(work.connection, one))
    for joining in carries.joins:
        begin(joining)
    last = max((one.place or 0 for one in (*there, *fresh)), default=0)
    for number, draft in enumerate(fresh):
        if draft.place is None:
            last += 1
            fresh[number] = replace(draft, place=last)
    insert(service, work, fresh)
    service._followed(work)


def redate(
    context: Context, work: Work, project_id: str, *, on: tuple[str, str], basis: tuple[str, str]
) -> None:
    """Move what hand_over did from one day to another, and tell of the 批复 as it is now. on, basis: before and after; whoever was
    put right by hand meanwhile stays as he is. Raises UserError as MemberService does."""
    service = MemberService(context)
    before, after = basis
    for row in service._of(work.connection, [project_id]):
        if before not in row.remark.split(_PARTED):
            continue
        values = {"remark": row.remark.replace(before, after)}
        values |= {"joined": on[1]} if row.joined == on[0] else {}
        values |= {"left": _day_before(on[1])} if row.left == _day_before(on[0]) else {}
        amend(service, work, row, values)
    service._followed(work)


def _day_before(on: str) -> str:
    return (date.fromisoformat(on) - timedelta(days=1)).isoformat()


def _begun(one: MemberDraft, changed: Mapping[str, Any]) -> MemberDraft:
    """A new part of a person, of now on."""
    own = {name: getattr(one, name) for name in _FIELDS} | {"left": "", "hours": None}
    return MemberDraft(**(own | dict(changed)))


def _noted(row: MemberDraft, basis: str) -> str:
    return _PARTED.join(filter(None, (row.remark, basis)))
