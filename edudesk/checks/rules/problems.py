"""Problems out of a sheet, and how a line of the 整改台账 goes on (教学常规检查 3.1 steps 5 and 6, 6.4)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from edudesk.base.errors import FieldProblem
from edudesk.checks.forms.points import plain
from edudesk.checks.forms.scoring import EMPTY, does_not_apply, is_yes, points_of
from edudesk.checks.forms.value import CheckForm
from edudesk.checks.rows.campaigns import CampaignRow, UnitRow
from edudesk.checks.rows.problems import (
    CLOSED,
    DISMISSED,
    FAILED,
    MAJOR,
    MENDED,
    MINOR,
    NOT_PASSED,
    OPEN,
    PASSED,
    PROPOSED,
    VETOED,
    ProblemDraft,
)
from edudesk.checks.rows.sheets import SheetRow
from edudesk.checks.rules.sheets import Finding
from edudesk.school.rows.terms import SECOND_TERM
from edudesk.school.rules.years import is_day, not_days

WEAK = Decimal("0.6")  # of an item's points; below it a line is proposed
POOR = Decimal("0.4")  # below it the problem is 较重
DAYS_TO_MEND, DAYS_AFTER_VETO = 7, 3
LIVE = (OPEN, MENDED, FAILED)


def proposed(form: CheckForm, sheet: SheetRow, unit: UnitRow, campaign: CampaignRow) -> list[ProblemDraft]:
    """Lines a sheet gives reason for, each to be confirmed: items below 60 % or answered by 否, ticked problems, vetoes."""
    found = [_line(sheet, unit, campaign, hit.reason, severity=VETOED, item=hit.key) for hit in sheet.vetoes]
    for item in form.items:
        # what the numbers settle stands in no answer: the page keeps only what was typed
        answer = sheet.judged.get(item.key, EMPTY)
        if does_not_apply(item, sheet.numbers, answer):
            continue
        if not item.full:  # of a list of yes and no
            if is_yes(item, answer) is False:
                found.append(
                    _line(
                        sheet,
                        unit,
                        campaign,
                        f"{item.section or item.key}：没有做到“{item.text.rstrip('。')}”"
                        + (f"（{answer.reason}）" if answer.reason else ""),
                        item=item.key,
                    )
                )
            continue
        points = points_of(item, sheet.numbers, answer)
        if points is not None and points < item.full * WEAK:
            severity = MAJOR if points < item.full * POOR else MINOR
            text = f"{item.section or item.key}：得 {plain(points)} 分，满分 {plain(item.full)} 分"
            found.append(_line(sheet, unit, campaign, text, severity=severity, item=item.key))
    for line in sheet.problems.splitlines():
        if line.strip():
            found.append(_line(sheet, unit, campaign, line.strip()))
    return found


def _line(
    sheet: SheetRow, unit: UnitRow, campaign: CampaignRow, text: str, *, severity: str = MINOR, item: str = ""
) -> ProblemDraft:
    return ProblemDraft(
        sheet_id=sheet.id,
        campaign_id=campaign.id,
        teacher_id=unit.teacher_id,
        kind=campaign.kind,
        school_year=campaign.school_year,
        term=campaign.term,
        found_on=sheet.on,
        item=item,
        group=unit.group,
        subject=unit.subject,
        classes=unit.classes,
        text=text,
        severity=severity,
        owner_id=unit.teacher_id,
        due=due_after(sheet.on, severity),
        status=PROPOSED,
    )


def line_of(sheet: SheetRow, unit: UnitRow, campaign: CampaignRow, finding: Finding) -> ProblemDraft:
    """A line the inspector wrote down: it is to be mended, nobody need confirm it."""
    line = _line(sheet, unit, campaign, finding.text, severity=finding.severity)
    return replace(line, due=finding.due or line.due, again=finding.again, status=OPEN)


def due_after(found_on: str, severity: str) -> str:
    """The day by which it is to be mended: seven days, three after a veto; "" without a day."""
    if not is_day(found_on):
        return ""
    days = DAYS_AFTER_VETO if severity == VETOED else DAYS_TO_MEND
    return (date.fromisoformat(found_on) + timedelta(days=days)).isoformat()


def needs_reason(problem: ProblemDraft, due: str) -> bool:
    """Whether another deadline is a 延期, which says why."""
    return problem.status in LIVE and bool(problem.due) and due > problem.due


def put_off(problem: ProblemDraft, due: str, reason: str) -> dict[str, object]:
    """The fields of another deadline; a 延期 leaves a line that says why."""
    line = f"{problem.due} 延至 {due}：{reason.strip()}" if needs_reason(problem, due) else ""
    return {"due": due, "extension": "\n".join(filter(None, (problem.extension, line)))}


def days_late(problem: ProblemDraft, today: date) -> int:
    """How many days ago it should have been mended; 0 when it is not 逾期."""
    return (today - date.fromisoformat(problem.due)).days if is_overdue(problem, today) else 0


def number_of(school_year: str, term: str, place: int) -> str:
    """编号 of a line: 2026-1-023, the 23rd that was written down in that term."""
    return f"{school_year[:4]}-{'2' if term == SECOND_TERM else '1'}-{place:03}"


def is_undecided_veto(problem: ProblemDraft) -> bool:
    """Whether it is a veto of a sheet that nobody has confirmed or withdrawn."""
    return (
        problem.status == PROPOSED and problem.severity == VETOED and bool(problem.sheet_id and problem.item)
    )


def is_overdue(problem: ProblemDraft, today: date) -> bool:
    """逾期: still to be mended though the day has gone; derived, never stored."""
    # files of before hold deadlines of a month, which no form takes any more
    return problem.status in (OPEN, FAILED) and problem.due < today.isoformat() and is_day(problem.due)


def problem_problems(draft: ProblemDraft) -> tuple[FieldProblem, ...]:
    """What keeps a line from being stored."""
    found: list[FieldProblem] = []
    if not draft.text.strip():
        found.append(FieldProblem("text", "请写明问题。"))
    found.extend(
        not_days(draft, found_on="检查日期", due="整改期限", done_on="完成日期", again_on="复查日期")
    )
    if draft.due and draft.found_on and draft.due < draft.found_on:
        found.append(FieldProblem("due", "整改期限早于检查日期。"))
    if draft.status == MENDED and not draft.action.strip():
        found.append(FieldProblem("action", "请写明整改措施与完成情况。"))
    if draft.result == NOT_PASSED and draft.status == CLOSED:
        found.append(FieldProblem("result", "复查不通过的问题不能销号。"))
    if draft.again and draft.owner_id and draft.again == draft.owner_id:
        found.append(FieldProblem("again", "复查人不能是责任人自己。"))
    return tuple(found)


def beginning_problems(draft: ProblemDraft) -> tuple[FieldProblem, ...]:
    """What keeps a line from being written down: it begins unmended, the rest comes by its deeds."""
    done = (draft.action, draft.done_on, draft.again_on, draft.result, draft.next_advice, draft.extension)
    if draft.status in (PROPOSED, OPEN) and not any(done):
        return ()
    text = "新登记的问题只能是“待确认”或“待整改”；整改、复查和延期要登记后再办。"
    return (FieldProblem("status", text),)


def after_recheck(
    problem: ProblemDraft, *, passed: bool, on: str, again: str, next_due: str = ""
) -> dict[str, object]:
    """The fields that follow from looking again: 销号, or a second deadline."""
    if passed:
        return {"result": PASSED, "status": CLOSED, "again_on": on, "again": again}
    due = next_due or due_after(on, problem.severity)
    return {"result": NOT_PASSED, "status": FAILED, "again_on": on, "again": again, "due": due}


def closing_rate(problems: Sequence[ProblemDraft], today: date) -> tuple[int, int, int, int]:
    """(closed, all, closed in time, all whose day has gone): 整改完成率 and 按期完成率 (1.8), 不成立 left out."""
    counted = [one for one in problems if one.status not in (PROPOSED, DISMISSED)]
    closed = [one for one in counted if one.status == CLOSED]
    past = [one for one in counted if one.due and one.due < today.isoformat()]
    in_time = [one for one in past if one.status == CLOSED and (one.done_on or one.again_on) <= one.due]
    return len(closed), len(counted), len(in_time), len(past)
