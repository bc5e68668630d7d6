"""Who may be in a project, and how many teachers take part (规划与项目调研 3.3; 常州品质提升行动计划 三（二）二)."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from edudesk.base.errors import FieldProblem
from edudesk.projects.forms.value import ProjectKind
from edudesk.projects.rows.people import CORE, LEADER, OTHER, TEAM, MemberDraft

M = TypeVar("M", bound=MemberDraft)


def in_team(members: Iterable[M], on: str) -> list[M]:
    """项目组 on an ISO day: leader, core and others who have not left."""
    return [one for one in members if one.role in TEAM and not one.has_left(on)]


def leaders(members: Iterable[M], on: str) -> list[M]:
    """Those who lead it on an ISO day."""
    return [one for one in members if one.role == LEADER and not one.has_left(on)]


def person_of(member: MemberDraft) -> tuple[str, ...]:
    """The same for all parts of one person: of the roster, from outside by name and unit."""
    if member.teacher_id:
        return (member.teacher_id,)
    return member.name.strip(), member.unit.strip()


def leader_refusals(kind: ProjectKind, members: Sequence[MemberDraft], on: str) -> tuple[FieldProblem, ...]:
    """What a project's members may never be, on an ISO day and whenever somebody joins after it: more leaders than the
    kind allows, one person twice in the team."""
    found: dict[str, FieldProblem] = {}
    for day in sorted({on, *(one.joined for one in members if one.joined > on)}):
        there = [one for one in members if one.joined <= day]
        leading = leaders(there, day)
        if len(leading) > kind.leaders:
            names = "、".join(one.name for one in leading)
            when = "现在" if day == on else f"{day} "
            text = (
                f"“{kind.title}”只能有 {kind.leaders} 名主持人，{when}有 {len(leading)} 名：{names}。"
                "要换主持人的，请先填原主持人的退出日期。"
            )
            found.setdefault("role", FieldProblem("role", text))
        seen: set[tuple[str, ...]] = set()
        for one in in_team(there, day):
            if person_of(one) in seen:
                found.setdefault("name", FieldProblem("name", f"{one.name.strip()}已经是这个项目的成员。"))
            seen.add(person_of(one))
    return tuple(found.values())


def member_warnings(kind: ProjectKind, members: Sequence[MemberDraft], on: str) -> tuple[str, ...]:
    """What deserves a look: no leader, more members than the kind allows. on: ISO day."""
    team = in_team(members, on)
    found = []
    if not leaders(members, on):
        found.append("还没有主持人。")
    for role, most in ((CORE, kind.core_most), (OTHER, kind.others_most)):
        count = sum(one.role == role for one in team)
        if most is not None and count > most:
            found.append(f"{role}不超过 {most} 人，现在有 {count} 人。")
    if kind.all_most is not None and len(team) > kind.all_most:
        found.append(f"项目组成员不超过 {kind.all_most} 人，现在有 {len(team)} 人。")
    return tuple(found)
