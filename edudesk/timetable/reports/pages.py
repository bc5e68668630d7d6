"""班级课表 and 教师课表, one on a page: to hang up in the room, to hand to the teacher."""

from collections.abc import Callable, Mapping
from typing import Final

from edudesk.base.form import SHARES, Form, FormBook, FormCell, FormRow, Look
from edudesk.base.masking import Audience
from edudesk.base.report import A4_LANDSCAPE
from edudesk.timetable.reports.facts import Cells, TimetableFacts, refuse_web
from edudesk.timetable.rows import LessonRow

CLASS_PAGES, TEACHER_PAGES = "班级课程表（一班一页）", "教师课程表（一人一页）"
_HEIGHT: Final = 118.0  # mm of all periods together


def class_pages(facts: TimetableFacts, audience: Audience) -> FormBook:
    """A page for each class."""

    def told(lesson: LessonRow) -> str:
        return _lines(lesson.subject + _weeks(lesson), facts.holder(lesson), lesson.place)

    def foot(name: str, _cells: Cells) -> str:
        return f"班主任：{facts.heads[name]}" if facts.heads.get(name) else ""

    return _book(facts, "class_pages", CLASS_PAGES, audience, facts.by_class, lambda name: name, told, foot)


def teacher_pages(facts: TimetableFacts, audience: Audience) -> FormBook:
    """A page for each teacher."""

    def told(lesson: LessonRow) -> str:
        return _lines(lesson.class_name, lesson.subject + _weeks(lesson), lesson.place)

    def foot(_who: str, cells: Cells) -> str:
        count = sum(0.5 if lesson.weeks else 1 for lessons in cells.values() for lesson in lessons)
        return f"每周 {count:g} 节"

    named: Callable[[str], str] = lambda who: facts.names.get(who, who)  # noqa: E731
    return _book(facts, "teacher_pages", TEACHER_PAGES, audience, facts.by_teacher, named, told, foot)


def _book(
    facts: TimetableFacts,
    key: str,
    title: str,
    audience: Audience,
    every: Mapping[str, Cells],
    named: Callable[[str], str],
    told: Callable[[LessonRow], str],
    foot: Callable[[str, Cells], str],
) -> FormBook:
    refuse_web(title, audience)
    forms = tuple(
        Form(
            named(one),
            f"{named(one)}课程表",
            _rows(facts, cells, told),
            left=f"{facts.school.name}　{facts.term_words}",
            right=foot(one, cells),
        )
        for one, cells in every.items()
    )
    single = f"_{forms[0].name}" if len(forms) == 1 else ""
    return FormBook(
        key=f"timetable_{key}",
        title=f"{facts.school.name}{title}",
        forms=forms or (Form(title, title, (FormRow((FormCell("还没有课程表。", SHARES),)),)),),
        paper=A4_LANDSCAPE,
        footer=facts.footer,
        file_name=facts.file_name(f"{title}{single}", audience),
        audience=audience,
    )


def _rows(facts: TimetableFacts, cells: Cells, told: Callable[[LessonRow], str]) -> tuple[FormRow, ...]:
    share = 4 if len(facts.weekdays) <= 5 else 3
    first = SHARES - share * len(facts.weekdays)
    head = (
        FormCell("节次", first, Look.LABEL),
        *(FormCell(day, share, Look.LABEL) for day in facts.weekdays),
    )
    periods = facts.periods_for(cells)
    height = min(_HEIGHT / max(len(periods), 1), 18.0)
    rows = [FormRow(head, is_head=True, height=9)]
    for row in periods:
        label = "\n".join(filter(None, (row.period, row.times)))
        texts = ("\n".join(map(told, cells.get((row.period, day), ()))) for day in facts.weekdays)
        rows.append(
            FormRow(
                (FormCell(label, first, Look.LABEL), *(FormCell(text, share) for text in texts)),
                height=height,
            )
        )
    return tuple(rows)


def _lines(*texts: str) -> str:
    return "\n".join(filter(None, texts))


def _weeks(lesson: LessonRow) -> str:
    return f"（{lesson.weeks[0]}）" if lesson.weeks else ""
