"""What the papers of the timetable are made from, and what every one of them has."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from edudesk.base import files
from edudesk.base.errors import UserError
from edudesk.base.masking import Audience
from edudesk.school.rows import SchoolDraft
from edudesk.school.rules.years import printed_year
from edudesk.timetable.rows import BellDraft, LessonRow
from edudesk.timetable.rules.teaching import stage_of
from edudesk.timetable.rules.week import Row, in_cells, periods_for, stages_apart, weekdays_of

NAMED = (Audience.INTERNAL, Audience.BUREAU, Audience.SCHOOL_NOTICE)  # of papers with names of teachers

Cells = Mapping[tuple[str, str], list[LessonRow]]
"""(period, weekday) -> lessons."""


@dataclass(frozen=True)
class TimetableFacts:
    """The timetable of a term on paper. bells: those set, else the shipped ones (is_default); classes: in their order;
    names: teacher id -> name, in the order of a list; heads: class -> names of its 班主任; chosen: classes or teacher ids
    wanted, None = all."""

    school: SchoolDraft
    school_year: str
    term: str
    lessons: Sequence[LessonRow]
    bells: Sequence[BellDraft]
    classes: Sequence[str]
    names: Mapping[str, str]
    today: date
    heads: Mapping[str, str] = field(default_factory=dict)
    is_default: bool = False
    footer: str = ""
    chosen: frozenset[str] | None = None

    @property
    def term_words(self) -> str:
        """2026—2027学年第一学期."""
        return f"{printed_year(self.school_year)}学年{self.term}"

    @cached_property
    def weekdays(self) -> tuple[str, ...]:
        """周一 …, as far as there are lessons."""
        return weekdays_of(self.lessons)

    @cached_property
    def periods(self) -> tuple[Row, ...]:
        """Of the day, those nobody has a lesson in left out."""
        return self._periods(())

    def periods_for(self, cells: Cells) -> tuple[Row, ...]:
        """Of the day of a class or a teacher, with the bells of their 学段."""
        return self._periods({lesson.class_name for lessons in cells.values() for lesson in lessons})

    def _periods(self, classes: Collection[str]) -> tuple[Row, ...]:
        stages = stages_apart(self.bells, classes)
        held = {one.period for one in self.lessons if not stages or stage_of(one.class_name) in stages}
        found = periods_for(self.lessons, self.bells, classes)
        return tuple(row for row in found if not held or row.period in held)

    @cached_property
    def by_class(self) -> Mapping[str, Cells]:
        """Class -> (period, weekday) -> lessons; classes in their order, those not on the list of the year last."""
        found: defaultdict[str, list[LessonRow]] = defaultdict(list)
        for lesson in self.lessons:
            found[lesson.class_name].append(lesson)
        order = [*(name for name in self.classes if name in found), *sorted(found.keys() - set(self.classes))]
        return {name: in_cells(found[name]) for name in order if self.chosen is None or name in self.chosen}

    @cached_property
    def by_teacher(self) -> Mapping[str, Cells]:
        """Teacher id, or the name of somebody outside the roster -> (period, weekday) -> lessons."""
        found: defaultdict[str, list[LessonRow]] = defaultdict(list)
        for lesson in self.lessons:
            if who := lesson.teacher_id or lesson.teacher:
                found[who].append(lesson)
        order = [*(one for one in self.names if one in found), *sorted(found.keys() - self.names.keys())]
        return {who: in_cells(found[who]) for who in order if self.chosen is None or who in self.chosen}

    def holder(self, lesson: LessonRow) -> str:
        """The name of who holds a lesson."""
        return self.names.get(lesson.teacher_id, lesson.teacher)

    def file_name(self, title: str, audience: Audience) -> str:
        """Whose, what, of which term, for whom."""
        term = f"{self.school_year}{self.term}"
        return files.safe_name(self.school.name, f"_{title}_{term}_{self.today:%Y%m%d}_{audience.mark}")


def refuse_web(title: str, audience: Audience) -> None:
    """Raises UserError when a paper with names is not for this audience."""
    if audience not in NAMED:
        words = "或".join(f"“{one.word}”" for one in NAMED)
        raise UserError(
            f"《{title}》写有教师姓名，不能用于{audience.mark}，没有导出。",
            f"请把用途改为{words}；网上公示可用总课程表。",
        )
