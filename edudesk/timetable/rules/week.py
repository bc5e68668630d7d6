"""The week of a class or a teacher as a grid; which lessons a day and an hour have."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from edudesk.school.rows.stages import STAGE_WORDS
from edudesk.school.rows.terms import HOLIDAY, WEEKDAYS, WORKDAY, DayDraft, TermDraft
from edudesk.school.rules.terms import week_in
from edudesk.timetable.rows import EVEN, ODD, BellDraft, LessonDraft, LessonRow
from edudesk.timetable.rules.teaching import stage_of
from edudesk.timetable.rules.words import period_order

WORKING_WEEK: Final = WEEKDAYS.words[:5]
_BEFORE = 10  # minutes before the bell that count to the lesson that comes: 候课


@dataclass(frozen=True, slots=True)
class Row:
    """One period of a grid. times: 08:40—09:20, "" when not known."""

    period: str
    times: str = ""


def weekdays_of(lessons: Iterable[LessonDraft]) -> tuple[str, ...]:
    """Monday to Friday, and further as far as there are lessons."""
    last = max((WEEKDAYS.order(lesson.weekday) for lesson in lessons), default=0)
    return WEEKDAYS.words[: max(last + 1, len(WORKING_WEEK))]


def periods_of(lessons: Iterable[LessonDraft], bells: Sequence[BellDraft]) -> tuple[Row, ...]:
    """The periods of the day: those with bells, in their order, and those of lessons without any.

    One that rings at other times for one 学段 than for the other has none.
    """
    times: defaultdict[str, set[str]] = defaultdict(set)
    for bell in sorted(bells, key=lambda one: one.place):
        times[bell.period].add(times_of(bell))
    found = {period: Row(period, known.pop() if len(known) == 1 else "") for period, known in times.items()}
    bare = {lesson.period for lesson in lessons} - found.keys()
    if not bare:
        return tuple(found.values())
    every = {**found, **{period: Row(period) for period in bare}}
    # a lesson without a bell stands where its number says among those with one
    return tuple(sorted(every.values(), key=lambda row: period_order(row.period)))


def periods_for(
    lessons: Sequence[LessonDraft], bells: Sequence[BellDraft], classes: Iterable[str]
) -> tuple[Row, ...]:
    """The periods of the day of some classes, none = of the whole school: where a 学段 has bells of its own, those, and
    the periods of its lessons alone."""
    stages = stages_apart(bells, classes)
    if not stages:
        return periods_of(lessons, bells)
    own = [lesson for lesson in lessons if stage_of(lesson.class_name) in stages]
    return periods_of(own, [bell for stage in sorted(stages) for bell in bells_for(bells, stage)])


def stages_apart(bells: Sequence[BellDraft], classes: Iterable[str]) -> set[str]:
    """The 学段 of some classes where the bells differ by 学段; none when they do not."""
    return {stage_of(name) for name in classes} if any(bell.stage for bell in bells) else set()


def times_of(bell: BellDraft) -> str:
    """08:40—09:20."""
    return "—".join(filter(None, (bell.begins, bell.ends)))


def in_cells(lessons: Iterable[LessonRow]) -> Mapping[tuple[str, str], list[LessonRow]]:
    """(period, weekday) -> lessons, those of 单周 first."""
    found: defaultdict[tuple[str, str], list[LessonRow]] = defaultdict(list)
    for lesson in sorted(lessons, key=lambda one: (one.weeks == EVEN, one.class_name)):
        found[lesson.period, lesson.weekday].append(lesson)
    return found


def bell_order(bell: BellDraft) -> tuple[int, str, int]:
    """Where a bell stands: those of the whole school, then 小学, 初中 …, each in the order of the day."""
    words = STAGE_WORDS.words
    place = words.index(bell.stage) if bell.stage in words else len(words)
    return (place if bell.stage else -1, bell.stage, bell.place)


def bells_for(bells: Sequence[Any], stage: str) -> list[Any]:
    """The bells of a 学段 when it has some of its own, else those of the whole school."""
    own = [bell for bell in bells if stage and bell.stage == stage]
    return own or [bell for bell in bells if not bell.stage]


def period_at(bells: Sequence[BellDraft], moment: str) -> str:
    """Which period it is at 09:05; shortly before the bell already the one that comes, between two the one gone by.

    "" before and after the day, and when no bell has a time.
    """
    last = ""
    now = _minutes(moment)
    for bell in sorted((one for one in bells if one.begins and one.ends), key=lambda one: one.begins):
        if _minutes(bell.begins) - _BEFORE <= now <= _minutes(bell.ends):
            return bell.period
        if now > _minutes(bell.ends):
            last = bell.period
        elif last:
            return last
    return ""


def period_for(bells: Sequence[BellDraft], moment: str, classes: Iterable[str] = ()) -> str:
    """Which period it is for some classes, none = for the whole school; "" when it is another for one 学段 than for the
    other."""
    stages = {stage_of(name) for name in classes} or {bell.stage for bell in bells}
    found = {period_at(bells_for(bells, stage), moment) for stage in stages} - {""}
    return found.pop() if len(found) == 1 else ""


def same_time(bells: Sequence[BellDraft], period: str, there: str, here: str) -> str:
    """Which period a class (here) has while another (there) has this one: the same, but where the bells differ by 学段;
    "" when it has none then."""
    rung = {stage: bells_for(bells, stage) for stage in {stage_of(there), stage_of(here)}}
    bell = next((one for one in rung[stage_of(there)] if one.period == period), None)
    if len(stages_apart(bells, (there, here))) < len((there, here)) or bell is None or not bell.begins:
        return period
    middle = (_minutes(bell.begins) + _minutes(bell.ends or bell.begins)) // 2
    return period_at(rung[stage_of(here)], f"{middle // 60:02}:{middle % 60:02}")


def weekday_of(day: date, days: Iterable[DayDraft]) -> str:
    """The weekday whose lessons a day has: its own, of a 调休 day the one it follows, "" when there is no school."""
    own = [one for one in days if one.day == day.isoformat()]
    if any(one.kind == HOLIDAY for one in own):
        return ""
    made_up = next((one for one in own if one.kind == WORKDAY), None)
    if made_up is not None:
        return made_up.follows or WEEKDAYS.words[day.weekday()]
    return WEEKDAYS.words[day.weekday()]


def is_held(lesson: LessonDraft, week: int | None) -> bool:
    """Whether a lesson is held in the N-th week of the term; None = not known, then it may be."""
    if not lesson.weeks or week is None:
        return True
    return lesson.weeks == (ODD if week % 2 else EVEN)


def lessons_at(
    lessons: Iterable[LessonRow],
    day: date,
    term: TermDraft | None,
    days: Sequence[DayDraft],
    period: str = "",
) -> list[LessonRow]:
    """The lessons of a day, of one period when it is given."""
    weekday = weekday_of(day, days)
    week = week_in(term, day) if term is not None else None
    return [
        lesson
        for lesson in lessons
        if lesson.weekday == weekday and period in ("", lesson.period) and is_held(lesson, week)
    ]


def lessons_now(
    lessons: Iterable[LessonRow],
    day: date,
    term: TermDraft | None,
    days: Sequence[DayDraft],
    bells: Sequence[BellDraft],
    moment: str,
) -> list[LessonRow]:
    """The lessons held at a moment of a day, 08:35: each class goes by the bells of its 学段."""
    return [
        lesson
        for lesson in lessons_at(lessons, day, term, days)
        if lesson.period == period_for(bells, moment, (lesson.class_name,))
    ]


def _minutes(clock: str) -> int:
    hour, _, minute = clock.partition(":")
    return int(hour) * 60 + int(minute)
