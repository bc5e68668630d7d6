"""What keeps a record of governance from being stored."""

from collections.abc import Iterator

from edudesk.base.errors import FieldProblem
from edudesk.governance.rows.bodies import BodyDraft, SeatDraft
from edudesk.governance.rows.inspections import FindingDraft, InspectionDraft
from edudesk.governance.rows.meetings import PASSED, MeetingDraft, ResolutionDraft
from edudesk.governance.rows.regulations import EditionDraft, RegulationDraft
from edudesk.school.rules.years import is_day, not_days

Problems = Iterator[FieldProblem]


def body_problems(draft: BodyDraft) -> Problems:
    """Of a body."""
    if not draft.title.strip():
        yield FieldProblem("title", "请填写机构名称。")
    yield from not_days(draft, founded="成立时间", ended="撤销时间")
    yield from _turned(draft.founded, draft.ended, "ended", "撤销时间", "成立时间")
    if draft.term_years is not None and not 1 <= draft.term_years <= 20:
        yield FieldProblem("term_years", "任期应在 1 到 20 年之间。")


def seat_problems(draft: SeatDraft) -> Problems:
    """Of somebody in a body."""
    if not draft.name.strip():
        yield FieldProblem("name", "请填写姓名。")
    yield from not_days(draft, begins="任职时间", ends="离任时间")
    yield from _turned(draft.begins, draft.ends, "ends", "离任时间", "任职时间")


def meeting_problems(draft: MeetingDraft) -> Problems:
    """Of a meeting; nobody can be there who was not to come."""
    if not draft.title.strip():
        yield FieldProblem("title", "请填写会议名称。")
    if not is_day(draft.on):
        yield FieldProblem("on", "请填写会议日期。")
    for key, word in (("due", "应到"), ("present", "实到")):
        if (getattr(draft, key) or 0) < 0:
            yield FieldProblem(key, f"{word}人数不能小于 0。")
    if draft.due is not None and draft.present is not None and draft.present > draft.due:
        yield FieldProblem("present", f"实到 {draft.present} 人多于应到 {draft.due} 人，请核对。")


def resolution_problems(draft: ResolutionDraft) -> Problems:
    """Of a resolution; what passed has more than half of the votes cast."""
    if not draft.title.strip():
        yield FieldProblem("title", "请填写议题。")
    yield from not_days(draft, due="落实期限", done_on="完成时间")
    votes = {"votes_for": "同意", "votes_against": "反对", "votes_abstain": "弃权"}
    for key, word in votes.items():
        if (getattr(draft, key) or 0) < 0:
            yield FieldProblem(key, f"{word}票数不能小于 0。")
    cast = sum(getattr(draft, key) or 0 for key in votes)
    if draft.result == PASSED and cast and (draft.votes_for or 0) * 2 <= cast:
        yield FieldProblem(
            "votes_for", f"同意 {draft.votes_for or 0} 票，没有过 {cast} 票的半数，不能算通过。"
        )


def votes_beyond(draft: ResolutionDraft, present: int | None) -> FieldProblem | None:
    """More votes than people who were there, or passed by less than half of them (教代会 decides by those present)."""
    cast = sum(one or 0 for one in (draft.votes_for, draft.votes_against, draft.votes_abstain))
    if present is None or not cast:
        return None
    if cast > present:
        return FieldProblem("votes_for", f"共 {cast} 票，多于实到 {present} 人，请核对。")
    if draft.result == PASSED and (draft.votes_for or 0) * 2 <= present:
        return FieldProblem("votes_for", f"同意 {draft.votes_for or 0} 票，没有过实到 {present} 人的半数。")
    return None


def regulation_problems(draft: RegulationDraft) -> Problems:
    """Of a regulation."""
    if not draft.title.strip():
        yield FieldProblem("title", "请填写制度名称。")
    if not draft.standing:
        yield FieldProblem("standing", "请选择状态。")


def edition_problems(draft: EditionDraft) -> Problems:
    """Of an edition."""
    if not is_day(draft.on):
        yield FieldProblem("on", "请填写通过日期。")
    yield from not_days(draft, effective="施行日期")


def inspection_problems(draft: InspectionDraft) -> Problems:
    """Of an inspection."""
    if not draft.title.strip():
        yield FieldProblem("title", "请填写督导名称。")
    if not is_day(draft.on):
        yield FieldProblem("on", "请填写督导日期。")
    yield from not_days(draft, ends="结束日期", reply_due="整改报告期限", replied_on="已报日期")
    yield from _turned(draft.on, draft.ends, "ends", "结束日期", "开始日期")


def finding_problems(draft: FindingDraft) -> Problems:
    """Of a point of the 整改清单: what is closed has its proof."""
    if not draft.problem.strip():
        yield FieldProblem("problem", "请填写存在的问题。")
    yield from not_days(draft, due="整改期限", closed_on="销号日期")
    if draft.closed_on and not draft.proof.strip():
        yield FieldProblem("proof", "销号要有依据：请写明做了什么、凭什么材料。")
    if draft.proof.strip() and not draft.closed_on:
        yield FieldProblem("closed_on", "写了销号依据，请填写销号日期。")


def closing_doubts(draft: FindingDraft, visit: InspectionDraft, today: str) -> Problems:
    """Of the day a point was closed on: not to come yet, not before the inspection. today: ISO day."""
    if is_day(draft.closed_on) and draft.closed_on > today:
        yield FieldProblem("closed_on", f"销号日期 {draft.closed_on} 还没有到。")
    yield from _turned(visit.on, draft.closed_on, "closed_on", "销号日期", "督导日期")


def _turned(begins: str, ends: str, key: str, later: str, earlier: str) -> Problems:
    if is_day(begins) and is_day(ends) and ends < begins:
        yield FieldProblem(key, f"{later} {ends} 早于{earlier} {begins}。")
