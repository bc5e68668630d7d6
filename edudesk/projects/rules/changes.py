"""What a granted change leads to, as far as its words say it (规划与项目调研 3.2, 3.3): offered, never done unasked."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from edudesk.base.words import some_of
from edudesk.projects.forms.value import ENDING, RUNNING, STOPPED, ProjectKind
from edudesk.projects.rows.course import GRANTED, LEADERSHIP, MEMBERSHIP, STOPPING, ChangeDraft
from edudesk.projects.rows.people import TEAM, MemberDraft, MemberRow
from edudesk.projects.rows.projects import ProjectDraft
from edudesk.projects.rules.people import in_team, leaders

_ASIDE = re.compile(r"[（(][^）)]*[）)]")
_BETWEEN = re.compile(r"[、，,；;：:。\s]+")
_COMING = re.compile("^(?:新增加|增加|新增|增补|加入|调入|补充)(?:成员|人员)?|^(?:成员|人员)")
_GOING = re.compile("^(?:退出|减少|调出|删除|去掉)(?:成员|人员)?")
_GRANTED = "批复同意"  # in the 备注 of whoever came or went by a granted change (service.succession)
_NAME = re.compile(r"^[\u4e00-\u9fff]{2,4}$|^[\u4e00-\u9fff]+·[\u4e00-\u9fff]+$")


@dataclass(frozen=True, slots=True)
class Proposal:
    """stage: the side state of a 终止 or 撤项, "" when the kind has none; leader: name of who is to lead, former: who leads now;
    joins: names; leaves: members."""

    stage: str = ""
    leader: str = ""
    former: MemberRow | None = None
    joins: tuple[str, ...] = ()
    leaves: tuple[MemberRow, ...] = ()


def proposed(kind: ProjectKind, change: ChangeDraft, members: Sequence[MemberRow], on: str) -> Proposal:
    """What to offer with a granted change. members: of the project; on: ISO day."""
    if change.item in STOPPING:
        return Proposal(stage=_side(kind, change.item))
    before, after = names_in(change.before), names_in(change.after)
    if change.item == LEADERSHIP:
        leading = leaders(members, on)
        former = next((one for one in leading if one.name in before), leading[0] if leading else None)
        fresh = [one for one in after if former is None or one != former.name]
        return Proposal(leader=fresh[0] if fresh else "", former=former)
    if change.item != MEMBERSHIP:
        return Proposal()
    team = in_team(members, on)
    known = {one.name for one in team}
    gone = _told(change.after, _GOING) | (set(before) - set(after) if after else set())
    joins = [one for one in after if one not in known and one not in before and one not in gone]
    return Proposal(joins=tuple(joins), leaves=tuple(one for one in team if one.name in gone))


def unapproved(
    project: ProjectDraft, members: Sequence[MemberDraft], changes: Sequence[ChangeDraft]
) -> tuple[str, ...]:
    """Names of the 项目组 who came or went after the project began without a granted change that names them: the final list
    is to be the approved one (3.3)."""
    begun, told = max(project.start, project.approved_on), _told_of(changes)
    moved = (
        one.name
        for one in members
        if one.role in TEAM and begun and (one.joined > begun or one.left) and one.name not in told
        if _GRANTED not in one.remark
    )
    return tuple(dict.fromkeys(moved))


def roster_warnings(
    kind: ProjectKind,
    project: ProjectDraft,
    members: Sequence[MemberDraft],
    changes: Sequence[ChangeDraft],
    approved: Sequence[str] = (),
) -> tuple[str, ...]:
    """While the project is on its way to 结题: who is in the list, or no longer, without having been approved, and who has
    another place. members: in their order; approved: the names in the order of the approval."""
    if kind.phase(project.stage) not in (RUNNING, ENDING):
        return ()
    found = []
    if names := unapproved(project, members, changes):
        found.append(
            f"{some_of(list(names), '人')}在立项以后加入或退出，没有登记批准的成员变更；结题时的名单和排序应与批准的一致。"
        )
    told = _told_of(changes)
    there = [one.name for one in members if one.role in TEAM and not one.left and one.name not in told]
    now = [name for name in there if name in approved]
    then = [name for name in approved if name in now]
    if now != then:
        found.append(
            f"成员排序与立项时不一样：立项时是{'、'.join(then)}，现在是{'、'.join(now)}。经批准调整的请登记成员变更，"
            "不是的请改回；立项时就排错的，在“经过”里打开“立项”再保存一次。"
        )
    return tuple(found)


def _told_of(changes: Sequence[ChangeDraft]) -> set[str]:
    """The names in granted changes of the 项目组."""
    granted = [one for one in changes if one.decision == GRANTED and one.item in (LEADERSHIP, MEMBERSHIP)]
    return {name for one in granted for name in (*names_in(one.before), *names_in(one.after))}


def names_in(text: str) -> tuple[str, ...]:
    """The words of a text that can be names of people: 增加周敏华、李静；退出许莉 has three."""
    found = []
    for word in _BETWEEN.split(_ASIDE.sub("", text)):
        name = _GOING.sub("", _COMING.sub("", word))
        if _NAME.match(name):
            found.append(name)
    return tuple(dict.fromkeys(found))


def _told(text: str, sign: re.Pattern[str]) -> set[str]:
    """The names of the clauses that begin with a sign."""
    clauses = [one.strip() for one in re.split("[；;。，,\\s]+", text)]
    return {name for clause in clauses if sign.match(clause) for name in names_in(clause)}


def _side(kind: ProjectKind, item: str) -> str:
    """The side state called like the change, else the one that ends a project for good (撤销)."""
    if kind.side(item) is not None:
        return item
    return next((one.name for one in kind.sides if one.phase == STOPPED and not one.to), "")
