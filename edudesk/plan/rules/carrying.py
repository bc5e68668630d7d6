"""What goes on: a year's tasks into the next, unfinished things into the next round (天宁 三2; 规划与项目调研 2.1, 13)."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from datetime import date, timedelta
from typing import Any, Final, TypeVar

from edudesk.plan.rows.goals import GoalDraft, GoalRow
from edudesk.plan.rows.measures import MeasureDraft, MeasureRow
from edudesk.plan.rows.plans import DRAFTING, PLAN_COLUMN, PlanDraft, PlanRow
from edudesk.plan.rows.tasks import CANCELLED, DONE, TaskDraft, TaskRow
from edudesk.plan.rows.text import SectionDraft, SectionRow
from edudesk.plan.rows.whole import PlanWhole
from edudesk.plan.rules.codes import numbered, within
from edudesk.plan.rules.pace import task_standing
from edudesk.plan.rules.years import PlanYear, years_of
from edudesk.school.rules.years import is_day

D = TypeVar("D")
_YEAR: Final = 365.25  # days
CARRIED: Final = "【上一轮文本，待修改】"
"""The first line of a text that is still that of the round before: it goes when somebody has gone over it."""
AIMS: Final = ("guiding", "overall", "school_goal", "teacher_goal", "pupil_goal")
"""Facts of a plan that a round writes anew."""


def is_carried(text: str) -> bool:
    """Whether a text is still that of the round before."""
    return text.lstrip().startswith(CARRIED)


def carried(text: str) -> str:
    """A text as the starting point of the round after; none stays none."""
    return text if is_carried(text) or not text.strip() else f"{CARRIED}\n{text}"


def still_carried(plan: PlanDraft, sections: Iterable[SectionDraft | SectionRow]) -> list[str]:
    """The names of aims and chapters that nobody has gone over yet."""
    aims = [PLAN_COLUMN[key].title for key in AIMS if is_carried(getattr(plan, key))]
    return [*aims, *(one.heading or "引言" for one in sections if is_carried(one.text))]


def next_sections(whole: PlanWhole, plan_id: str) -> list[SectionDraft]:
    """The chapters of the round after: those of this one, each marked until it is gone over."""
    return [
        replace(draft_of(row, SectionDraft), plan_id=plan_id, text=carried(row.text))
        for row in whole.sections
    ]


def unfinished(whole: PlanWhole, today: str) -> list[TaskRow]:
    """Tasks of a plan that are neither done nor cancelled, and that no later task goes on with."""
    years = years_of(whole.plan)
    carried = {row.carried_from for row in whole.tasks}
    return [
        row
        for row in whole.tasks
        if row.id not in carried and task_standing(row, years, today).status not in (DONE, CANCELLED)
    ]


def goals_on(goals: Sequence[GoalRow], before: Collection[str], now: Collection[str]) -> set[str]:
    """The ids of goals chosen for the round after, once some were ticked or unticked: what is below one follows it, and the
    goals above one that is ticked come along."""
    found, parents = set(now), {row.id: row.parent_id for row in goals}
    for one in set(before) - found:
        found.difference_update(within(goals, one))
    for one in found - set(before):
        found.update(within(goals, one), _above(parents, one))
    return found


def tasks_on(
    tasks: Iterable[TaskRow], chosen: Collection[str], before: Collection[str], now: Collection[str]
) -> set[str]:
    """The ids of tasks chosen for it, once other goals are: a task goes with its goal. before, now: ids of the goals."""
    found = set(chosen)
    for row in tasks:
        if row.goal_id not in now:
            found.discard(row.id)
        elif row.goal_id not in before:
            found.add(row.id)
    return found


def goals_of(
    goals: Sequence[GoalRow], tasks: Iterable[TaskRow], chosen: Collection[str], now: Collection[str]
) -> set[str]:
    """The ids of goals chosen for it, once other tasks are: a task takes its goal and those above it along. now: of goals."""
    found, parents = set(now), {row.id: row.parent_id for row in goals}
    for row in tasks:
        if row.id in chosen and row.goal_id in parents:
            found.update({row.goal_id, *_above(parents, row.goal_id)})
    return found


def _above(parents: Mapping[str, str], goal_id: str) -> set[str]:
    found: set[str] = set()
    above = parents.get(goal_id, "")
    while above in parents and above not in found:
        found.add(above)
        above = parents[above]
    return found


def copied(tasks: Iterable[TaskRow], to: PlanYear, there: Sequence[TaskDraft]) -> list[TaskDraft]:
    """Tasks of one year as they are begun in another: days moved along, nothing done yet. What the goal has already in that
    year under the same name is left out; what was not done says where it comes from."""
    taken = {(row.goal_id, row.title) for row in there if row.year == to.word}
    found = []
    for row in tasks:
        if (row.goal_id, row.title) in taken or row.status == CANCELLED:
            continue
        taken.add((row.goal_id, row.title))
        fresh = draft_of(row, TaskDraft)
        found.append(
            replace(
                fresh,
                year=to.word,
                starts=moved(row.starts, row.year, to),
                due=moved(row.due, row.year, to),
                percent=0,
                status="",
                reason="",
                done_on="",
                carried_from=row.id if row.percent < 100 else "",
            )
        )
    return found


def moved(on: str, year: str, to: PlanYear) -> str:
    """A day as many years later as the other year is; 29 February becomes the 28th. It stays within that year."""
    if not is_day(on) or not year[:4].isdigit():
        return ""
    day = date.fromisoformat(on)
    later = day.year + int(to.word[:4]) - int(year[:4])
    if (day.month, day.day) == (2, 29):
        day = day.replace(day=28)
    return min(max(day.replace(year=later).isoformat(), to.first), to.last)


def rounds_beside(plan: PlanRow, plans: Sequence[PlanRow]) -> tuple[PlanRow | None, PlanRow | None]:
    """The plans of the round before and of the round after, where they are known. plans: all, the newest round first."""
    before = next((row for row in plans if row.id == plan.previous_id), None)
    return before, next((row for row in plans if row.previous_id == plan.id), None)


def round_words(plan: PlanRow) -> str:
    """2025—2028; "" without days."""
    return f"{plan.starts[:4]}—{plan.ends[:4]}" if plan.starts and plan.ends else ""


def next_plan(plan: PlanRow) -> PlanDraft:
    """The plan of the round after: as long, from the day after its last, with the same identity card; what it aims at is
    written anew."""
    first, last = date.fromisoformat(plan.starts), date.fromisoformat(plan.ends)
    # of the days themselves: a round that is cut into calendar years touches one more than it is long
    years = max(round((last - first).days / _YEAR), 1)
    return replace(
        draft_of(plan, PlanDraft),
        title=_retitled(plan.title, years),
        starts=(last + timedelta(days=1)).isoformat(),
        ends=_of_year(plan.ends, last.year + years),
        state=DRAFTING,
        previous_id=plan.id,
        data_on="",
        remark="",
        **dict.fromkeys(AIMS, ""),
    )


def _retitled(title: str, years: int) -> str:
    """The years in a title moved on: （2024—2027） is （2027—2030）; a title without years says 下一轮."""
    fresh, digits = [], ""
    for letter in title + " ":
        if letter.isascii() and letter.isdigit():
            digits += letter
            continue
        is_year = len(digits) == 4 and digits.startswith("20")
        fresh.append(str(int(digits) + years) if is_year else digits)
        fresh.append(letter)
        digits = ""
    found = "".join(fresh).rstrip(" ")
    return found if found != title else f"{title}（下一轮）"


def _of_year(on: str, year: int) -> str:
    return f"{year}-02-28" if on[5:] == "02-29" else f"{year}{on[4:]}"


def last_actuals(
    whole: PlanWhole, live: Mapping[tuple[str, str], str], today: str
) -> dict[str, tuple[str, str]]:
    """id of a measure -> what it came to in the last year that says something, and the ISO day it stands for.

    live: (id, word of a year) -> what follows the data of the year today is in; it goes before what is stored.
    """
    found: dict[str, tuple[str, str]] = {}
    for year in years_of(whole.plan):
        on = min(today, year.last)
        for row in whole.measures:
            own = whole.target.get((row.id, year.word))
            if text := live.get((row.id, year.word)):
                found[row.id] = text, on
            elif own is not None and own.actual:
                found[row.id] = own.actual, own.actual_on or on
    return found


def next_measure(row: MeasureRow, plan_id: str, goal_id: str, actual: tuple[str, str]) -> MeasureDraft:
    """A measure of the round after: it begins where the last one ended. actual: what it came to and when, "" = not known."""
    base, on = actual
    return replace(draft_of(row, MeasureDraft), plan_id=plan_id, goal_id=goal_id, base=base, base_on=on)


def next_task(row: TaskRow, plan_id: str, goal_id: str, year: PlanYear) -> TaskDraft:
    """An unfinished task in the first year of the round after."""
    return replace(
        draft_of(row, TaskDraft), plan_id=plan_id, goal_id=goal_id, year=year.word, starts="", due="",
        status="", reason="", done_on="", carried_from=row.id,
    )  # fmt: skip


def next_goals(
    whole: PlanWhole, goal_ids: Collection[str], store: Callable[[GoalDraft], str], plan_id: str
) -> Iterator[tuple[str, str]]:
    """Goals chosen for the round after, parents first: (id, new id). store: keeps a draft and gives its id.

    A goal whose parent was not chosen hangs under the next one above that was, else at the top.
    """
    fresh: dict[str, str] = {}
    for one in numbered(whole.goals):
        if one.id not in goal_ids:
            continue
        above = one.goal.parent_id
        while above and above not in fresh:
            above = whole.goal[above].parent_id if above in whole.goal else ""
        draft = replace(
            draft_of(one.goal, GoalDraft), plan_id=plan_id, parent_id=fresh.get(above, ""), years=""
        )
        fresh[one.id] = store(draft)
        yield one.id, fresh[one.id]


def draft_of(row: Any, draft: type[D]) -> D:
    """A stored row as a draft."""
    return draft(**{field.name: getattr(row, field.name) for field in fields(draft)})  # type: ignore[arg-type]
