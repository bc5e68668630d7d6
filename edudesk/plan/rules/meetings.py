"""What a meeting of 治理与督导 says of a stage of the plan: its day, who was there, how it voted; and where both disagree."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from edudesk.base.columns import printed
from edudesk.base.errors import FieldProblem
from edudesk.governance.rows.meetings import PUT_OFF, MeetingRow, ResolutionRow
from edudesk.plan.rows.course import STAGE_COLUMN

_COMPARED: Final = (
    "on", "number", "present", "votes_for", "votes_against", "votes_abstain", "result",
)  # fmt: skip


def resolution_on(plan: str, resolutions: Sequence[ResolutionRow]) -> ResolutionRow | None:
    """The resolution of a meeting that is about a plan, by its title; None when it cannot be told."""
    bare = _bare(plan)
    named = [row for row in resolutions if _bare(row.title) in bare or bare in _bare(row.title)]
    about = named or [row for row in resolutions if "规划" in row.title]
    found = about or list(resolutions)
    return found[0] if len(found) == 1 else None


def facts_of(meeting: MeetingRow, resolution: ResolutionRow | None, body: str = "") -> dict[str, object]:
    """The fields of a stage that a meeting knows; body: which one met."""
    known: dict[str, object] = {
        "on": meeting.on,
        "body": body,
        "number": meeting.number,
        "place": meeting.place,
        "present": meeting.present,
    }
    if resolution is not None:
        known |= {key: getattr(resolution, key) for key in ("votes_for", "votes_against", "votes_abstain")}
        # 缓议 is no result of a stage: the plan stays where it is
        known["result"] = "" if resolution.result == PUT_OFF else resolution.result
    return {key: value for key, value in known.items() if value not in (None, "")}


def meeting_doubts(typed: Mapping[str, object], facts: Mapping[str, object]) -> Iterator[FieldProblem]:
    """Where a stage says something else than the meeting it names."""
    for key in _COMPARED:
        here, there = printed(typed.get(key)), printed(facts.get(key))
        if here and there and here != there:
            title = STAGE_COLUMN[key].title
            yield FieldProblem(key, f"会议记录里的{title}是 {there}，这里是 {here}，请核对。")


def _bare(title: str) -> str:
    return "".join(title.split()).strip("《》“”")
