"""师资结构 as charts: a group of the staff, and two groups across. structure_trend has what changes over the years."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from edudesk.base.chart import Chart, ChartKind, Point, Series
from edudesk.roster.reports.facts import Facts
from edudesk.roster.reports.structure import (
    AGE,
    EDUCATION,
    HONOUR,
    SERVICE,
    SEXES,
    SUBJECT,
    TITLE,
    TRAINING,
    UNKNOWN,
    Slice,
    slices_of,
)
from edudesk.roster.rows import TeacherRow
from edudesk.roster.rules.counting import is_full_time_teacher, is_staff

CONCERN: Final = "roster"  # the page the ids of the points belong to
_KEY: Final = "team_analysis"  # with the group: the same chart on paper and on screen


class Who(StrEnum):
    """Whose structure it is (教师花名册 2.2)."""

    TEACHERS = "专任教师"
    STAFF = "教职工"

    def counts(self, row: TeacherRow) -> bool:
        """Whether somebody is one of them."""
        return is_full_time_teacher(row) if self is Who.TEACHERS else is_staff(row)


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart of the structure: of one group, or of two across (rows, columns). note: how it is counted."""

    title: str
    groups: tuple[str, ...]
    kind: ChartKind = ChartKind.BARS
    note: str = ""


PICTURES: Final = (
    Picture("年龄结构", (AGE,), ChartKind.STACKED),
    Picture(
        "教龄结构",
        (SERVICE,),
        ChartKind.STACKED,
        "教龄 = 统计年 − 从教年 + 1；没有从教时间的按参加工作时间。",
    ),
    Picture("学历结构", (EDUCATION,)),
    Picture("职称结构", (TITLE,)),
    Picture("骨干教师", (HONOUR,), note="每人按现有称号的最高级别计一次。"),
    Picture("培训学分", (TRAINING,), note="本周期认定的学分与到今年应有的进度相比。"),
    Picture("学科与职称", (SUBJECT, TITLE), ChartKind.HEAT, "学科按主教学科。"),
    Picture("学科与年龄", (SUBJECT, AGE), ChartKind.HEAT, "学科按主教学科。"),
)


@dataclass(frozen=True, slots=True)
class Lack:
    """Why a chart would show nothing but 未登记. what: nobody's record holds it; gap: word of rules.GAPS, "" = none;
    kind: of the dated facts to be entered, "" = the roster."""

    what: str
    gap: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture with its chart, or with what has to be entered before there is one."""

    picture: Picture
    chart: Chart | None
    lack: Lack | None = None


@dataclass(frozen=True, slots=True)
class Structure:
    """Some of the staff as of a day: how many, and every picture of PICTURES."""

    who: Who
    count: int
    women: int
    drawn: tuple[Drawn, ...]

    @property
    def words(self) -> str:
        """专任教师 108 人，其中女 75 人."""
        return f"{self.who} {self.count} 人，其中女 {self.women} 人"


def structure(facts: Facts, who: Who) -> Structure:
    """These people as of the day of the facts."""
    people = [row for row in facts.present if who.counts(row)]
    divided = {group: slices_of(group, people, facts) for one in PICTURES for group in one.groups}
    day = f"{facts.on.year}年{facts.on.month}月{facts.on.day}日"
    drawn = []
    for one in PICTURES:
        lack = next((lack for group in one.groups if (lack := lack_of(group, people, facts))), None)
        chart = None
        if lack is None:
            notes = (one.note,) if one.note else ()
            title = f"{who}{one.title}（{day}）"
            chart = _chart(one, [divided[group] for group in one.groups], title, notes)
        drawn.append(Drawn(one, chart, lack))
    women = sum(row.gender == "女" for row in people)
    return Structure(who, len(people), women, tuple(drawn))


def _chart(one: Picture, divided: Sequence[Sequence[Slice]], title: str, notes: tuple[str, ...]) -> Chart:
    if len(divided) == 1:
        return group_chart(one.groups[0], divided[0], one.kind, title, notes)
    rows, columns = divided
    return cross_chart("×".join(one.groups), rows, columns, title, notes)


def group_chart(
    group: str, slices: Sequence[Slice], kind: ChartKind, title: str, notes: tuple[str, ...] = ()
) -> Chart:
    """The slices of a group as bars; STACKED: women and men upon each other, then those whose sex is not known."""
    if kind is ChartKind.STACKED:
        known = {sex_of(row) for one in slices for row in one.people}
        series = tuple(
            Series(sex, tuple(_point(row for row in one.people if sex_of(row) == sex) for one in slices))
            for sex in (*SEXES, UNKNOWN)
            if sex in known
        )
    else:
        series = (Series("人数", tuple(_point(one.people) for one in slices)),)
    words = tuple(one.word for one in slices)
    return Chart(f"{_KEY}.{group}", kind, title, words, series, "人", notes=notes, concern=CONCERN)


def cross_chart(
    groups: str, rows: Sequence[Slice], columns: Sequence[Slice], title: str, notes: tuple[str, ...] = ()
) -> Chart:
    """How many are in a slice of each of two groups (学科×职称), the rows by the first."""
    ids = [{row.id for row in one.people} for one in columns]
    series = tuple(
        Series(one.word, tuple(_point(row for row in one.people if row.id in own) for own in ids))
        for one in rows
    )
    words = tuple(one.word for one in columns)
    return Chart(f"{_KEY}.{groups}", ChartKind.HEAT, title, words, series, "人", notes=notes, concern=CONCERN)


def sex_of(row: TeacherRow) -> str:
    """女, 男 or 未登记, as the group 性别 has it."""
    return row.gender if row.gender in SEXES else UNKNOWN


def lack_of(group: str, people: Sequence[TeacherRow], facts: Facts) -> Lack | None:
    """What nobody's record holds that the group divides by; None when somebody's does, or there is nobody."""
    fields, lack = _NEEDS[group]
    if lack.kind:
        is_known = any(facts.of(lack.kind, row) for row in people)
    else:
        is_known = any(getattr(row, field) for row in people for field in fields)
    return None if is_known or not people else lack


_NEEDS: Final = {
    AGE: (("birth",), Lack("出生年月", "缺出生年月")),
    SERVICE: (("teach_start", "work_start"), Lack("从教时间和参加工作时间", "缺参加工作时间")),
    EDUCATION: (("top_edu",), Lack("最高学历", "缺最高学历")),
    TITLE: (("title",), Lack("职称", "缺职称")),
    SUBJECT: (("subject",), Lack("任教学科", "缺任教学科")),
    HONOUR: ((), Lack("骨干称号", kind="honour")),
    TRAINING: ((), Lack("培训学分", kind="training")),
}  # fmt: skip


def _point(people: Iterable[TeacherRow]) -> Point:
    ids = tuple(row.id for row in people)
    return Point(float(len(ids)), ids)
