"""What speaks against a project and is warned of, not forbidden (规划与项目调研 3.1, 3.3)."""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from edudesk.base.dates import months_later
from edudesk.projects.forms.value import APPLYING, APPROVED, ENDED, LIVE, POOL, RUNNING, STOPPED, ProjectKind
from edudesk.projects.rows.course import EXTENSION, WAITING, ChangeDraft
from edudesk.projects.rows.projects import ProjectDraft
from edudesk.school.rules.years import is_day

_QUOTED = re.compile("[“”‘’\"'《》〈〉「」『』]")
_NO_TITLE_ASKED = ("校级", "集团", "")


def title_warnings(kind: ProjectKind, title: str) -> tuple[str, ...]:
    """Of the name: its length, and quotation marks where the kind wants none."""
    found = []
    if len(title) > kind.title_most:
        found.append(f"项目名称有 {len(title)} 字，超过 {kind.title_most} 字。")
    if kind.is_plain_title and _QUOTED.search(title):
        found.append(f"“{kind.title}”的名称里不能有引号和书名号。")
    return tuple(found)


def namesake_warnings(
    project: ProjectDraft, others: Iterable[tuple[ProjectDraft, ProjectKind]]
) -> tuple[str, ...]:
    """Another project of the same kind and level with this title: entered twice? One that was refused may be asked for again.

    others: of the school.
    """
    title = "".join(project.title.split())
    same = (
        (other, its_kind)
        for other, its_kind in others
        if (other.kind, other.level) == (project.kind, project.level)
        and "".join(other.title.split()) == title
    )
    return tuple(
        f"已有一个同名的{its_kind.label(other.level, other.subkind)}（{other.stage}），请看是不是重复登记。"
        for other, its_kind in same
        if title and its_kind.phase(other.stage) != STOPPED
    )


def double_leading(
    kind: ProjectKind,
    project: ProjectDraft,
    name: str,
    others: Iterable[tuple[ProjectDraft, ProjectKind]],
) -> tuple[str, ...]:
    """Other live projects of the family that a leader has, where the kind allows one. others: that this person leads."""
    if not kind.one_per_leader or kind.phase(project.stage) in (ENDED, STOPPED):
        return ()
    return tuple(
        f"{name}已主持在研的同族项目“{other.title}”，同时只能主持一项。"
        for other, its_kind in others
        if its_kind.family == kind.family and its_kind.phase(other.stage) in LIVE
    )


def leader_warnings(
    kind: ProjectKind,
    project: ProjectDraft,
    name: str,
    title: str,
    others: Iterable[tuple[ProjectDraft, ProjectKind]],
) -> tuple[str, ...]:
    """Of one leader: another live project of the family, and the 职称 the kind asks for.

    name, title: of the leader, title "" when not known; others: the other projects this person leads.
    """
    found = [*double_leading(kind, project, name, others)]
    if kind.leader_titles and project.level not in _NO_TITLE_ASKED and title not in kind.leader_titles:
        names = [one for one in re.split("[、，,；;\\s]+", project.recommenders) if one]
        if len(names) < kind.recommenders:
            held = f"职称是“{title}”" if title else "没有登记职称"
            found.append(
                f"{name}{held}，规定为 {'、'.join(kind.leader_titles)}；"
                f"不具备的需要 {kind.recommenders} 名推荐人，现有 {len(names)} 名。"
            )
    return tuple(found)


def exclusion_warnings(
    kind: ProjectKind, project: ProjectDraft, others: Iterable[tuple[ProjectDraft, ProjectKind]]
) -> tuple[str, ...]:
    """Titles the school holds at the same level for which it may not apply again (武进 2019). others: of the school."""
    if not kind.excludes or kind.phase(project.stage) not in (POOL, APPLYING):
        return ()
    found = []
    for other, its_kind in others:
        is_held = other.level == project.level and its_kind.phase(other.stage) not in (
            POOL,
            APPLYING,
            STOPPED,
            "",
        )
        # a kind with subkinds is told by them: 课程基地与内涵建设 is no 课程基地 when it is 小学特色文化
        called = f"{other.subkind or its_kind.title}{other.title}"
        if is_held and any(one in called for one in kind.excludes):
            found.append(f"学校已有{other.level}“{other.title}”，同级的“{kind.title}”不能再申报。")
    return tuple(found)


def level_warnings(kind: ProjectKind, project: ProjectDraft) -> tuple[str, ...]:
    """A level or a subkind that the kind does not have, a period too short for it."""
    found = []
    if project.level and kind.levels and project.level not in kind.levels:
        found.append(f"“{kind.title}”没有{project.level}，只有 {'、'.join(kind.levels)}。")
    if project.subkind and kind.subkinds and project.subkind not in kind.subkinds:
        found.append(f"“{kind.title}”的子类里没有“{project.subkind}”。")
    if kind.practice_years and is_day(project.start) and is_day(project.end):
        ripe = months_later(project.start, 12 * kind.practice_years)
        if project.end < ripe:
            found.append(f"“{kind.title}”申报前应实践 {kind.practice_years} 年以上，到 {ripe} 才满。")
    return tuple(found)


def change_warnings(project: ProjectDraft, changes: Sequence[ChangeDraft]) -> tuple[str, ...]:
    """Members are changed in the first half of the period only, and 延期 is asked for before the end (3.3, 3.7)."""
    found = []
    for one in changes:
        if one.item == "成员" and is_day(one.on) and is_day(project.start) and is_day(project.end):
            middle = _middle(project.start, project.end)
            if one.on > middle:
                found.append(f"成员变更一般在研究期前半段（{middle} 前）办理，这一项在 {one.on}。")
        if one.item == "延期" and one.on and is_day(one.before) and one.on > one.before:
            found.append(f"延期应在到期（{one.before}）前申请，这一项在 {one.on}。")
    return tuple(found)


def extension_warnings(
    kind: ProjectKind, project: ProjectDraft, changes: Sequence[ChangeDraft], today: str
) -> tuple[str, ...]:
    """A project that comes to its end before it was handed in for it, and no 延期 was asked for (3.7). today: ISO day."""
    is_asked = any(one.item == EXTENSION and one.decision == WAITING for one in changes)
    if is_asked or not is_day(project.end) or kind.phase(project.stage) not in (APPROVED, RUNNING):
        return ()
    left = (date.fromisoformat(project.end) - date.fromisoformat(today)).days
    if left < 0:
        return (f"结束日期 {project.end} 已过，还没有申请结题，也没有登记延期。",)
    if left <= min(kind.reminders, default=0):
        return (f"{project.end} 到期，还没有申请结题；要延期的请在到期前申请。",)
    return ()


def _middle(start: str, end: str) -> str:
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    return (first + (last - first) / 2).isoformat()
