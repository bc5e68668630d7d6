"""What the cells of a week say, of a class or of a teacher, and the line above them."""

from collections.abc import Callable, Sequence

from edudesk.timetable.pages.week_grid import CellLine, WeekCell
from edudesk.timetable.rows import LessonRow
from edudesk.timetable.rules.clashes import Clash
from edudesk.timetable.rules.week import in_cells
from edudesk.timetable.service.reading import TermPlan

Word = Callable[[str], str]
"""Id of a teacher -> what he is called, "" when he is not in the roster."""


def classes_of(plan: TermPlan) -> list[str]:
    """The classes of the year, and those with lessons that the school has not listed."""
    held = {lesson.class_name for lesson in plan.lessons}
    return [*plan.classes, *sorted(held - set(plan.classes))]


def lessons_of(plan: TermPlan, key: str, *, is_class: bool) -> list[LessonRow]:
    """Of a class, or of a teacher: his id, or his name where he is not in the roster."""
    if is_class:
        return [one for one in plan.lessons if one.class_name == key]
    return [one for one in plan.lessons if (one.teacher_id or one.teacher) == key]


def week_cells(
    lessons: Sequence[LessonRow], clashes: Sequence[Clash], word: Word, *, is_class: bool
) -> dict[tuple[str, str], WeekCell]:
    """(period, weekday) -> what stands there."""
    doubtful = {row_id: clash for clash in clashes for row_id in clash.ids}
    return {
        place: WeekCell(
            tuple(rows),
            tuple(_line(row, word, is_class=is_class) for row in rows),
            "；".join(
                dict.fromkeys(clash_words(doubtful[row.id], word) for row in rows if row.id in doubtful)
            ),
        )
        for place, rows in in_cells(lessons).items()
    }


def week_told(plan: TermPlan, key: str, lessons: Sequence[LessonRow], word: Word, *, is_class: bool) -> str:
    """班主任 李静 · 每周 30 节 · 2 节没有教师 · Enter 编辑，Delete 删除."""
    count = sum(0.5 if one.weeks else 1 for one in lessons)
    words = [f"每周 {count:g} 节"]
    if is_class:
        heads = [word(one) for one in plan.heads.get(key, ())]
        words.insert(0, f"班主任 {'、'.join(filter(None, heads)) or '未登记'}")
        if bare := sum(not (one.teacher_id or one.teacher) for one in lessons):
            words.append(f"{bare} 节没有教师")
    else:
        words += dict.fromkeys(one.subject for one in lessons)
    words.append("Enter 编辑，Delete 删除")
    return " · ".join(words)


def clash_words(clash: Clash, word: Word) -> str:
    """周敏华周一第1节同时在三（1）班、三（2）班上课。"""
    return f"{clash.words(word(clash.teacher) or clash.teacher)}。"


def _line(row: LessonRow, word: Word, *, is_class: bool) -> CellLine:
    weeks = f"（{row.weeks}）" if row.weeks else ""
    if is_class:
        who = word(row.teacher_id) or row.teacher or "教师未填"
        return CellLine(row.subject + weeks, " · ".join(filter(None, (who, row.place))))
    return CellLine(row.class_name + weeks, " · ".join(filter(None, (row.subject, row.place))))
