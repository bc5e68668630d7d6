"""What cannot both be true in a timetable: told, never refused, for schools do teach two classes together."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from edudesk.school.rows.terms import WEEKDAYS
from edudesk.timetable.rows import LessonRow
from edudesk.timetable.rules.words import period_order


@dataclass(frozen=True, slots=True)
class Clash:
    """Lessons at the same time. what: a teacher (id or name) in several classes, or a class with several lessons."""

    weekday: str
    period: str
    teacher: str
    lessons: tuple[LessonRow, ...]

    @property
    def ids(self) -> frozenset[str]:
        """Of the lessons."""
        return frozenset(lesson.id for lesson in self.lessons)


def clashes(lessons: Iterable[LessonRow]) -> list[Clash]:
    """Every teacher who is to be in two classes at once, in the order of the week."""
    at: defaultdict[tuple[str, str, str], list[LessonRow]] = defaultdict(list)
    for lesson in lessons:
        # 王 alone, of a table that writes surnames, may be two people
        if who := lesson.teacher_id or (lesson.teacher if len(lesson.teacher) > 1 else ""):
            at[lesson.weekday, lesson.period, who].append(lesson)
    found = []
    for (weekday, period, who), rows in at.items():
        together = [row for row in rows if any(_meets(row, other) for other in rows if other is not row)]
        if len({row.class_name for row in together}) > 1:
            found.append(Clash(weekday, period, who, tuple(together)))
    return sorted(found, key=lambda one: (WEEKDAYS.order(one.weekday), period_order(one.period), one.teacher))


def _meets(one: LessonRow, other: LessonRow) -> bool:
    """Whether both are held in the same weeks."""
    return not one.weeks or not other.weeks or one.weeks == other.weeks
