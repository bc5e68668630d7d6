"""The checks of a whole term from the 校历: what is proposed, and what a line of the plan becomes (3.1)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from edudesk.checks.forms.kinds import kinds
from edudesk.checks.forms.reading import shipped_list
from edudesk.checks.rows.campaigns import YES, CampaignDraft
from edudesk.checks.rules.campaigns import weeks_of
from edudesk.checks.rules.together import NOTES
from edudesk.school.rows.terms import DayDraft, TermDraft
from edudesk.school.rules.calendar import CalendarWeek, calendar_weeks


@dataclass(frozen=True, slots=True)
class PlanLine:
    """Checks made in one pass. kinds: codes, NOTES among them; first, last: number of the week; remark: why it is not when
    it usually is."""

    name: str
    kinds: tuple[str, ...]
    first: int
    last: int
    remark: str = ""


def proposed_plan(
    term: TermDraft,
    days: Sequence[DayDraft],
    offered: Collection[str],
    present: Sequence[CampaignDraft] = (),
    *,
    is_primary: bool = True,
) -> list[PlanLine]:
    """The usual checks of a term, in weeks with lessons and without an exam.

    days: of the calendar; offered: types there are forms for; present: checks of the term that are arranged already,
    whose types are not proposed again for the same days; is_primary: a school without 初中 and 高中.
    """
    plan, weeks = shipped_list("term_plan"), _teaching(term, days)
    if not weeks:
        return []
    why = {week.number: word for week in weeks if (word := _hindrance(week))}
    last = len(weeks)
    found = []
    for one in plan["round"]:
        first_week, last_week = (_moved(number, last) for number in one["weeks"])
        left_out = one.get("middle", ()) if is_primary else ()
        codes = [code for code in one["kinds"] if code not in left_out and (code in offered or code == NOTES)]
        line = _in_free_weeks(PlanLine(one["name"], tuple(codes), first_week, last_week), why, last)
        if line is not None and (line := _without_present(line, term, days, present)):
            found.append(line)
    return sorted(found, key=lambda line: (line.first, line.last))


def plan_remark() -> str:
    """What the plan leaves to others, as a sentence."""
    return str(shipped_list("term_plan")["remark"])


def days_of(term: TermDraft, days: Sequence[DayDraft], first: int, last: int) -> tuple[str, str]:
    """First and last ISO day with lessons of the weeks; "" for both where there are none."""
    lessons = [
        day.day.isoformat()
        for week in _teaching(term, days)
        if week.number is not None and first <= week.number <= last
        for day in week.days
        if day.is_inside and not day.is_off
    ]
    return (lessons[0], lessons[-1]) if lessons else ("", "")


def passes_of(
    lines: Sequence[PlanLine], term: TermDraft, days: Sequence[DayDraft], titles: Collection[str] = ()
) -> list[list[CampaignDraft]]:
    """The checks of each line, as they are stored. titles: of the checks of the school year."""
    taken, found = set(titles), []
    for line in lines:
        begins, ends = days_of(term, days, line.first, line.last)
        draft = CampaignDraft(
            kind="",
            title="",
            school_year=term.school_year,
            term=term.term,
            begins=begins,
            ends=ends,
            weeks=weeks_of(term, begins, ends),
            notes=YES if NOTES in line.kinds else "",
        )
        codes = [code for code in line.kinds if code != NOTES]
        checks = [
            replace(draft, kind=code, title=_title(line.name, code if len(codes) > 1 else "", term, taken))
            for code in codes
        ]
        taken.update(check.title for check in checks)
        found.append(checks)
    return found


def _title(name: str, code: str, term: TermDraft, taken: Collection[str]) -> str:
    """第一次月查（备课）; in the second term of a year with the term before it, so that a name is there once. code: of one
    type among several, "" = it is the only one."""
    plain = f"{name}（{kinds()[code].name}）" if code else name
    every = (plain, f"{term.term}{plain}", *(f"{plain}（{number}）" for number in range(2, 9)))
    return next((title for title in every if title not in taken), plain)


def _teaching(term: TermDraft, days: Sequence[DayDraft]) -> list[CalendarWeek]:
    return [week for week in calendar_weeks(term, days) if week.number is not None]


def _moved(number: int, last: int) -> int:
    """A week of the usual term in one of another length: the last stays the last."""
    usual = int(shipped_list("term_plan")["length"])
    return min(max(round((number - 1) * (last - 1) / (usual - 1)) + 1, 1), last)


def _hindrance(week: CalendarWeek) -> str:
    """放假 or 考试, "" for a week to check in."""
    plan = shipped_list("term_plan")
    if any(word in name for day in week.days for name in day.names for word in plan["exams"]):
        return "考试"
    lessons = sum(day.is_inside and not day.is_off for day in week.days)
    return "放假" if lessons < plan["lessons"] else ""


def _in_free_weeks(line: PlanLine, why: dict[int | None, str], last: int) -> PlanLine | None:
    """The line with its first and last week free; one whose weeks are all taken goes on to the next, else before."""
    free = [number for number in range(line.first, line.last + 1) if number not in why]
    if not free:
        later = (number for number in range(line.last + 1, last + 1) if number not in why)
        earlier = (number for number in range(line.first - 1, 0, -1) if number not in why)
        free = [number for number in (next(later, None) or next(earlier, None),) if number is not None]
    if not free or not line.kinds:
        return None
    ends = {line.first, line.last} if line.last - line.first > 1 else set(range(line.first, line.last + 1))
    told = "、".join(f"第{number}周{why[number]}" for number in sorted(ends) if number in why)
    return replace(line, first=free[0], last=free[-1], remark=f"{told}，已避开" if told else "")


def _without_present(
    line: PlanLine, term: TermDraft, days: Sequence[DayDraft], present: Sequence[CampaignDraft]
) -> PlanLine | None:
    begins, ends = days_of(term, days, line.first, line.last)
    there = {
        one.kind: one.title
        for one in present
        if one.kind in line.kinds and one.begins <= ends and begins <= (one.ends or one.begins)
    }
    left = tuple(code for code in line.kinds if code not in there)
    if not set(left) - {NOTES}:
        return None
    told = f"已有{'、'.join(there.values())}" if there else ""
    return replace(line, kinds=left, remark="；".join(filter(None, (line.remark, told))))
