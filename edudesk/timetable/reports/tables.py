"""总课表, 班级课表 and 教师课表 one below the other, 作息时间表: tables for Excel and print."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from edudesk.base.columns import Column
from edudesk.base.errors import UserError
from edudesk.base.masking import Audience
from edudesk.base.report import A3_LANDSCAPE, A4, Paper, Report
from edudesk.timetable.reports.facts import Cells, TimetableFacts, refuse_web
from edudesk.timetable.rows import LessonRow
from edudesk.timetable.rules.week import bell_order
from edudesk.timetable.rules.words import number_of, short_subject

WHOLE, CLASSES, TEACHERS, BELLS = "总课程表", "班级课程表", "教师课程表", "作息时间表"


def whole(facts: TimetableFacts, audience: Audience) -> Report:
    """A class in a row, a column for every lesson of the week, subjects by their first letter."""
    _refuse_empty(facts, WHOLE)
    places = [(day, row.period) for day in facts.weekdays for row in facts.periods]
    columns = (
        Column("class_name", "班级", width=22),
        *(
            Column(f"{day}{period}", str(number_of(period) or period[:2]), width=9, parent=day)
            for day, period in places
        ),
    )
    words = sorted({lesson.subject for lesson in facts.lessons})
    rows = tuple(
        (
            name,
            *("/".join(_short(one, words) for one in cells.get((period, day), ())) for day, period in places),
        )
        for name, cells in facts.by_class.items()
    )
    shorts = "，".join(
        f"{short_subject(word, words)}＝{word}" for word in words if short_subject(word, words) != word
    )
    notes = [
        f"{shorts}。" if shorts else "",
        "“单”“双”为单周、双周。" if any(one.weeks for one in facts.lessons) else "",
    ]
    return _report(facts, "whole", WHOLE, audience, columns, rows, notes, A3_LANDSCAPE)


def of_classes(facts: TimetableFacts, audience: Audience) -> Report:
    """The week of every class, one below the other."""
    refuse_web(CLASSES, audience)
    _refuse_empty(facts, CLASSES)
    cells = lambda lesson: _lines(lesson.subject + _weeks(lesson), facts.holder(lesson), lesson.place)  # noqa: E731
    rows = tuple(_weekly(facts, facts.by_class, lambda name: name, cells))
    return _report(
        facts, "classes", CLASSES, audience, _columns(facts, "班级"), rows, (), A4, is_grouped=True
    )


def of_teachers(facts: TimetableFacts, audience: Audience) -> Report:
    """The week of every teacher, one below the other."""
    refuse_web(TEACHERS, audience)
    _refuse_empty(facts, TEACHERS)
    cells = lambda lesson: _lines(lesson.class_name, lesson.subject + _weeks(lesson), lesson.place)  # noqa: E731
    rows = tuple(_weekly(facts, facts.by_teacher, lambda who: facts.names.get(who, who), cells))
    return _report(
        facts, "teachers", TEACHERS, audience, _columns(facts, "教师"), rows, (), A4, is_grouped=True
    )


def bells(facts: TimetableFacts, audience: Audience) -> Report:
    """When the bells ring."""
    has_stages = any(bell.stage for bell in facts.bells)
    columns = [
        Column("period", "节次", width=30),
        Column("begins", "上课", width=26),
        Column("ends", "下课", width=26),
    ]
    if has_stages:
        columns.insert(0, Column("stage", "学段", width=24))
    rows = tuple(
        (*([bell.stage or "全校"] if has_stages else []), bell.period, bell.begins, bell.ends)
        for bell in sorted(facts.bells, key=bell_order)
    )
    notes = ("本校还没有设置作息时间，以上为参考。",) if facts.is_default else ()
    return _report(facts, "bells", BELLS, audience, columns, rows, notes, A4)


def _weekly(
    facts: TimetableFacts,
    every: Mapping[str, Cells],
    named: Callable[[str], str],
    told: Callable[[LessonRow], str],
) -> Iterator[tuple[object, ...]]:
    """A row for each period, the name in the first of them."""
    for key, cells in every.items():
        for number, row in enumerate(facts.periods_for(cells)):
            lessons = ("\n".join(map(told, cells.get((row.period, day), ()))) for day in facts.weekdays)
            yield (named(key) if number == 0 else "", row.period, *lessons)


def _columns(facts: TimetableFacts, title: str) -> Sequence[Column]:
    days = (Column(day, day, width=26) for day in facts.weekdays)
    return (Column("who", title, width=28), Column("period", "节次", width=20), *days)


def _lines(*texts: str) -> str:
    return " ".join(filter(None, texts))


def _weeks(lesson: LessonRow) -> str:
    return f"（{lesson.weeks[0]}）" if lesson.weeks else ""


def _short(lesson: LessonRow, words: Sequence[str]) -> str:
    return short_subject(lesson.subject, words) + lesson.weeks[:1]


def _refuse_empty(facts: TimetableFacts, title: str) -> None:
    if not facts.lessons:
        raise UserError(
            f"{facts.term_words}还没有课程表，不能生成{title}。", "请先在“课程表”里导入或填写课程表。"
        )


def _report(
    facts: TimetableFacts,
    key: str,
    title: str,
    audience: Audience,
    columns: Sequence[Column],
    rows: tuple[tuple[object, ...], ...],
    notes: Sequence[str],
    paper: Paper,
    is_grouped: bool = False,
) -> Report:
    return Report(
        key=f"timetable_{key}",
        title=f"{facts.school.name}{facts.term_words}{title}",
        unit=facts.school.name,
        on=facts.today,
        columns=tuple(columns),
        rows=rows,
        notes=tuple(filter(None, notes)),
        signature=(),
        paper=paper,
        footer=facts.footer,
        file_name=facts.file_name(title, audience),
        audience=audience,
        is_grouped=is_grouped,
    )
