"""What is due: stages of the kind, nodes of the school's own, the yearly assessment and window for 成果; and the word a list shows (3.7)."""

from calendar import monthrange
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from edudesk.base.dates import months_later
from edudesk.projects.forms.value import APPROVED, HALTED, LIVE, STOPPED, ProjectKind, Stage
from edudesk.projects.rows.course import MilestoneDraft
from edudesk.projects.rows.projects import ProjectDraft
from edudesk.projects.rules.stages import ahead, due_day, next_node
from edudesk.school.rules.years import is_day

_FIRST_YEAR = 6  # months a project has run before its first yearly assessment


class Tone(StrEnum):
    """How urgent a word is; the theme gives it a colour."""

    DANGER = "danger"
    WARNING = "warning"
    INFO = "info"
    GOOD = "good"
    NONE = ""


@dataclass(frozen=True, slots=True)
class Node:
    """One day of a project that is still to come or was missed. stage: of the main line, "" for others; due: ISO day."""

    title: str
    due: str
    stage: str = ""

    def days(self, today: str) -> int:
        """Days to go, below 0 when it has gone."""
        return (date.fromisoformat(self.due) - date.fromisoformat(today)).days


@dataclass(frozen=True, slots=True)
class Alert:
    """The one word a line of the list shows."""

    text: str
    tone: Tone = Tone.NONE


def nodes(
    kind: ProjectKind,
    project: ProjectDraft,
    today: str,
    *,
    days: Mapping[str, str] | None = None,
    before: str = "",
    milestones: Iterable[MilestoneDraft] = (),
    assessed: Collection[str] = (),
) -> list[Node]:
    """What is due for a project, the earliest first. Only one that is 在研 has days of its kind; those the school set itself
    count in every phase, until it is stopped for good. Nothing is due while it rests.

    days: stage -> ISO day it was reached; before: what a side state was left from; milestones: of the project, those
    done are passed over; assessed: years with a yearly assessment.
    """
    side = kind.side(project.stage)
    phase = kind.phase(project.stage)
    if side is not None and (side.pauses or (phase == STOPPED and not side.to)):
        return []
    found = [Node(one.title, one.due) for one in milestones if not one.done_on and is_day(one.due)]
    if phase not in LIVE:
        return sorted(found, key=lambda one: one.due)
    for stage in ahead(kind, project.stage, before):
        if stage.due is None or not (due := due_day(stage.due, project, days or {})):
            continue
        if due >= today or not stage.is_optional:  # what may be skipped is not missed
            found.append(Node(stage.label, due, stage.name))
    if kind.yearly and is_day(project.start):
        begun = months_later(project.start, _FIRST_YEAR)
        for year in (int(today[:4]) - 1, int(today[:4])):
            due = _last_day(year, kind.yearly)
            if begun <= due <= (project.end or due) and str(year) not in assessed:
                found.append(Node(f"{year} 年度考核", due))
    if kind.results_month:  # a window that closes; who has nothing to hand in has missed nothing
        years = (int(today[:4]), int(today[:4]) + 1)
        due = next(day for year in years if (day := _last_day(year, kind.results_month)) >= today)
        if due <= (project.end or due):
            found.append(Node(f"{due[:4]} 成果报送", due))
    return sorted(found, key=lambda one: (one.due, not one.stage))


@cache
def _last_day(year: int, month: int) -> str:
    return f"{year}-{month:02}-{monthrange(year, month)[1]}"


def is_remembered(node: Node, today: str, offsets: Sequence[int]) -> bool:
    """Whether a node is within the earliest reminder or overdue."""
    return node.days(today) <= max(offsets, default=0)


def days_words(days: int) -> str:
    """逾期 3 天, 今天到期, 9 天后到期."""
    if days < 0:
        return f"逾期 {-days} 天"
    return f"{days} 天后到期" if days else "今天到期"


def due_words(stage: Stage, project: ProjectDraft, days: Mapping[str, str], today: str) -> str:
    """When a stage is due: 9 天后到期, of one that may be skipped and has gone 原定 2026-07-06; "" without a day.

    days: stage -> ISO day it was reached.
    """
    due = due_day(stage.due, project, days) if stage.due is not None else ""
    if not due:
        return ""
    if due < today and stage.is_optional:
        return f"原定 {due}，可以跳过"
    return days_words(Node(stage.label, due).days(today))


def alert(
    kind: ProjectKind,
    project: ProjectDraft,
    node: Node | None,
    today: str,
    *,
    documents: Collection[str] = (),
    outputs: int = 0,
    notice_to: str = "",
    pace: str = "",
    before: str = "",
) -> Alert:
    """The word a list shows: what is late, what is missing for the next stage, what comes soon, what money says.

    documents, outputs (阶段成果): that are there; notice_to: last day of a 公示 that is on; pace: of money.pace_warning.
    """
    phase = kind.phase(project.stage)
    if phase not in LIVE and notice_to and notice_to >= today:
        return Alert(f"公示至 {notice_to[5:]}", Tone.INFO)
    if node is not None and is_remembered(node, today, kind.reminders):
        days = node.days(today)
        stage = kind.stage(node.stage)
        missing = 0
        if stage is not None:
            missing = sum(one not in documents for one in stage.needs) + (outputs < stage.outputs)
        _, soon, *_ = (*sorted(kind.reminders, reverse=True), 0)  # the first reminder asks for papers only
        tone = Tone.DANGER if days <= min(kind.reminders) else Tone.WARNING
        if days < 0:
            return Alert(f"{node.title}{days_words(days)}", tone)
        if missing:
            return Alert(f"{node.title}材料缺 {missing} 件", tone)
        if days <= soon:
            return Alert(days_words(days), tone)
    if phase not in LIVE:
        return Alert("")
    if pace:
        return Alert(pace.partition("，")[0], Tone.WARNING)
    coming = next_node(kind, project.stage, before)
    if phase == HALTED:
        return Alert(project.stage, Tone.INFO)
    if phase == APPROVED and coming is not None:
        return Alert(f"待{coming.label}", Tone.INFO)
    return Alert("正常", Tone.GOOD)
