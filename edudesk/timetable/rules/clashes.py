"""What cannot both be true in a timetable: told, never refused, for schools do teach two classes together."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from edudesk.school.rows.terms import WEEKDAYS
from edudesk.timetable.rows import LessonRow
from edudesk.timetable.rules.teaching import class_order
from edudesk.timetable.rules.words import period_order


@dataclass(frozen=True, slots=True)
class Clash:
    """Lessons at the same time: of a teacher (id or name) in several classes, or, teacher "", of one class in several
    subjects."""

    weekday: str
    period: str
    teacher: str
    lessons: tuple[LessonRow, ...]

    @property
    def ids(self) -> frozenset[str]:
        """Of the lessons."""
        return frozenset(lesson.id for lesson in self.lessons)

    @property
    def class_name(self) -> str:
        """Of the first of the lessons: of all when a class is the matter."""
        return self.lessons[0].class_name

    def words(self, who: str) -> str:
        """周敏华周一第1节同时在三（1）班、三（2）班上课, 三（1）班周一第1节同时排了语文、数学. who: the name of the teacher."""
        at = f"{self.weekday}{self.period}同时"
        if not self.teacher:
            return f"{self.class_name}{at}排了{'、'.join(dict.fromkeys(row.subject for row in self.lessons))}"
        classes = sorted({row.class_name for row in self.lessons}, key=class_order)
        return f"{who}{at}在{'、'.join(classes)}上课"


def clashes(lessons: Iterable[LessonRow]) -> list[Clash]:
    """Every teacher who is to be in two classes at once, and every class that is to have two subjects, in the order of
    the week. Two who teach a class one subject together are none."""
    at: defaultdict[tuple[str, str, str, str], list[LessonRow]] = defaultdict(list)
    for lesson in lessons:
        at[lesson.weekday, lesson.period, "", lesson.class_name].append(lesson)
        # 王 alone, of a table that writes surnames, may be two people
        if who := lesson.teacher_id or (lesson.teacher if len(lesson.teacher) > 1 else ""):
            at[lesson.weekday, lesson.period, who, ""].append(lesson)
    found = []
    for (weekday, period, who, _), rows in at.items():
        if len(rows) < 2:
            continue
        together = [row for row in rows if any(_meets(row, other) for other in rows if other is not row)]
        if len({row.class_name if who else row.subject for row in together}) > 1:
            found.append(Clash(weekday, period, who, tuple(together)))
    return sorted(
        found,
        key=lambda one: (
            WEEKDAYS.order(one.weekday), period_order(one.period), one.teacher, one.class_name,
        ),
    )  # fmt: skip


def _meets(one: LessonRow, other: LessonRow) -> bool:
    """Whether both are held in the same weeks."""
    return not one.weeks or not other.weeks or one.weeks == other.weeks
