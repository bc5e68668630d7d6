"""The next school year: classes go up, the last grade leaves, terms are dated, figures carried."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from edudesk.school.rows import SchoolDraft
from edudesk.school.rows.classes import OPEN, ClassDraft, ClassRow
from edudesk.school.rows.stages import stages_of
from edudesk.school.rows.stats import StatsDraft
from edudesk.school.rows.terms import FIRST_TERM, TermDraft
from edudesk.school.rules.classes import class_in, class_name, grade_above, grade_order
from edudesk.school.rules.feasts import spring_festival
from edudesk.school.rules.stats import class_figures, settled_stats, with_figures
from edudesk.school.rules.years import first_of, next_year, school_year_of

_AHEAD: Final = timedelta(days=92)


@dataclass(frozen=True, slots=True)
class ClassMove:
    """What becomes of a class: name, and its name in the new year, "" when its pupils leave the school."""

    name: str
    becomes: str
    size: int | None


@dataclass(frozen=True, slots=True)
class YearProposal:
    """The next school year as proposed; a user may change it before it is carried out.

    moves: every class of the old year; graduates: rows that end with it; classes: all of the new year;
    remarks: what could not be proposed, in words.
    """

    from_year: str
    to_year: str
    moves: tuple[ClassMove, ...]
    graduates: tuple[ClassRow, ...]
    classes: tuple[ClassDraft, ...]
    terms: tuple[TermDraft, ...]
    stats: tuple[StatsDraft, ...]
    remarks: tuple[str, ...] = ()


def propose_year(
    school: SchoolDraft,
    classes: Sequence[ClassRow],
    terms: Sequence[TermDraft],
    stats: Sequence[StatsDraft],
) -> YearProposal:
    """The school year after the school's present one.

    A class goes up one grade and keeps its number and pupils; its room is not known. Above 六年级 comes 七年级
    where the school has 初中. A first grade that nobody goes up to gets as many classes as the year before, their
    size unknown.
    """
    old, new = school.school_year, next_year(school.school_year)
    present = sorted(
        (one for one in classes if one.school_year == old and one.status == OPEN),
        key=lambda one: (grade_order(one.grade), one.number),
    )
    above = {one.id: _grade_next(one.grade, school.stage) for one in present}
    promoted = [_promoted(one, new, grade) for one in present if (grade := above[one.id]) is not None]
    filled = {one.grade for one in promoted}
    lowest = {stage.grades[0] for stage in stages_of(school.stage)} - filled
    first = [class_in(new, one.grade, one.number) for one in present if one.grade in lowest]
    fresh = sorted((*first, *promoted), key=lambda one: (grade_order(one.grade), one.number))
    terms_after = tuple(dated(term) for term in terms if term.school_year == old)
    stats_after = tuple(_carried(one, new, fresh) for one in stats if one.school_year == old)
    missing = [
        f"{old}学年没有{what}，新学年的{what}请手工填写。"
        for what, found in (("班级", present), ("学期", terms_after), ("年度统计", stats_after))
        if not found
    ]
    return YearProposal(
        from_year=old,
        to_year=new,
        moves=tuple(
            ClassMove(one.name, class_name(grade, one.number) if (grade := above[one.id]) else "", one.size)
            for one in present
        ),
        graduates=tuple(one for one in present if above[one.id] is None),
        classes=tuple(fresh),
        terms=terms_after,
        stats=stats_after,
        remarks=tuple(missing),
    )


def is_due(proposal: YearProposal, today: date) -> bool:
    """Whether the new year is near enough to be entered: it has begun or begins within three months."""
    return proposal.to_year <= school_year_of(today + _AHEAD)


def _grade_next(grade: str, kind: str) -> str | None:
    """The grade above in the same school, None when its pupils leave: 七年级 above 六年级 only where it has 初中."""
    if (above := grade_above(grade)) is not None:
        return above
    stages = stages_of(kind)
    for lower, upper in pairwise(stages):
        if lower.grades[-1] == grade:
            return upper.grades[0]
    return None


def _promoted(row: ClassRow, school_year: str, grade: str) -> ClassDraft:
    draft = class_in(school_year, grade, row.number)
    return replace(draft, size=row.size, boys=row.boys, girls=row.girls, boarders=row.boarders)


def _carried(stats: StatsDraft, school_year: str, classes: Sequence[ClassDraft]) -> StatsDraft:
    facts = {field.name: getattr(stats, field.name) for field in fields(StatsDraft)}
    draft = StatsDraft(**{**facts, "school_year": school_year, "as_of": ""})
    return settled_stats(with_figures(draft, class_figures(classes, school_year, stats.stage)))


def dated(term: TermDraft) -> TermDraft:
    """The same term a year later, each day on its weekday.

    The first begins about 1 September and ends 8 to 21 days before the Spring Festival, the second begins 12 to 25
    days after it and ends in the same week before or after 30 June: the same step every year, so nothing drifts.
    """
    year = first_of(term.school_year)
    start, end = date.fromisoformat(term.start), date.fromisoformat(term.end)
    if term.term == FIRST_TERM:
        september = date(year, 9, 1)
        fresh = (
            _moved(start, september, september.replace(year=year + 1), -3, 0, 0),
            _moved(end, _spring(year + 1), _spring(year + 2), -14, -1, 0),
        )
    else:
        june = date(year + 1, 6, 30)
        fresh = (
            _moved(start, _spring(year + 1), _spring(year + 2), 12, 0, 1),
            _moved(end, june, june.replace(year=year + 2), -3, -4, 4),
        )
    later = date.fromisoformat(term.first_week) - start if term.first_week else None
    return replace(
        TermDraft(school_year=next_year(term.school_year), term=term.term, start="", end=""),
        start=fresh[0].isoformat(),
        end=fresh[1].isoformat(),
        first_week=(fresh[0] + later).isoformat() if later is not None else "",
    )


def _moved(day: date, old: date, new: date, first: int, least: int, most: int) -> date:
    """The day that stands to new as day stands to old, on the same weekday.

    Weeks are counted from first days after old and new; day is taken as lying in one of the weeks least to most.
    """
    week = min(max(((day - old).days - first) // 7, least), most)
    earliest = new + timedelta(days=first + 7 * week)
    return earliest + timedelta(days=(day.weekday() - earliest.weekday()) % 7)


def _spring(year: int) -> date:
    """The Spring Festival, the middle of its range where it is not known."""
    return spring_festival(year) or date(year, 2, 5)
