"""How the staff changed: counted on 1 September of each school year, as charts, with what makes earlier years unsure."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Final

from edudesk.base.chart import Chart, ChartKind, Point, Series
from edudesk.base.jobs import Step, silent
from edudesk.roster.reports.counted import EDUCATION_LEVELS
from edudesk.roster.reports.structure_charts import CONCERN, Who
from edudesk.roster.rows import TeacherRow
from edudesk.roster.rules import is_present
from edudesk.roster.rules.posts import title_tiers

YEARS: Final = 10
FEWEST: Final = 2  # of one year nobody sees a change
_BACHELORS = frozenset[str]().union(*(words for _, words in EDUCATION_LEVELS[:3]))


@dataclass(frozen=True, slots=True)
class Year:
    """The staff of a day. ids of all, of those with 本科 or more, and of those with a title of 高级 or more; None = of
    nobody it is known."""

    on: date
    people: tuple[str, ...]
    bachelors: tuple[str, ...] | None
    seniors: tuple[str, ...] | None


def trend_days(on: date) -> tuple[date, ...]:
    """1 September of the last ten school years, those begun by a day; oldest first."""
    last = on.year if on >= date(on.year, 9, 1) else on.year - 1
    return tuple(date(year, 9, 1) for year in range(last - YEARS + 1, last + 1))


def year_of(rows: Iterable[TeacherRow], on: date, who: Who) -> Year:
    """rows: the roster as of that day, also of those gone."""
    people = [row for row in rows if who.counts(row)]
    bachelors = tuple(row.id for row in people if row.top_edu in _BACHELORS)
    seniors = tuple(row.id for row in people if _is_senior(row))
    return Year(
        on,
        tuple(row.id for row in people),
        bachelors if any(row.top_edu for row in people) else None,
        seniors if any(row.title for row in people) else None,
    )


@dataclass(frozen=True, slots=True)
class Trends:
    """How the staff changed. days: of the school years looked at; charts: over those from the first with anybody on,
    none when they are fewer than two, or nobody's 来校时间 is known."""

    days: tuple[date, ...] = ()
    charts: Mapping[Who, tuple[Chart, ...]] = field(default_factory=dict)

    def day_of(self, chart: Chart, category: int) -> date:
        """The day of a point of one of the charts."""
        return self.days[len(self.days) - len(chart.categories) + category]


def trends(on: date, rows_on: Callable[[date], Sequence[TeacherRow]], step: Step = silent) -> Trends:
    """Everybody on 1 September of the last ten school years up to a day. rows_on: the roster as of a day."""
    days = trend_days(on)
    years: dict[Who, list[Year]] = {who: [] for who in Who}
    rows: Sequence[TeacherRow] = ()
    for done, day in enumerate(days):
        step(done, len(days), f"正在统计 {day.year} 学年")
        rows = rows_on(day)
        for who in Who:
            years[who].append(year_of(rows, day, who))
    if not any(row.school_start for row in rows):  # everybody would be there in every year
        return Trends()
    return Trends(days, {who: trend_charts(years[who], who, trend_doubts(rows, who)) for who in Who})


def trend_charts(years: Sequence[Year], who: Who, doubts: Sequence[str] = ()) -> tuple[Chart, ...]:
    """Heads, and shares of the well trained; from the first year with anybody on. () when fewer than two have any."""
    first = next((place for place, year in enumerate(years) if year.people), len(years))
    shown = years[first:]
    if len(shown) < FEWEST:
        return ()
    names = tuple(f"{year.on.year}学年" for year in shown)
    notes = (f"各学年取 9 月 1 日的{who}，只数花名册里有记录的人。", *doubts)
    heads = Series("", tuple(Point(float(len(year.people)), year.people) for year in shown))
    shares = (
        Series("本科及以上", tuple(_share(year.bachelors, year) for year in shown)),
        Series("高级及以上职称", tuple(_share(year.seniors, year) for year in shown)),
    )
    known = tuple(one for one in shares if any(point.value is not None for point in one.points))
    unknown = [f"“{one.name}”还没有登记，未统计。" for one in shares if one not in known]
    return (
        Chart(
            "structure.heads", ChartKind.LINE, f"{who}人数变化", names, (heads,), "人",
            notes=notes, concern=CONCERN,
        ),
        Chart(
            "structure.shares", ChartKind.LINE, f"{who}学历、职称占比变化", names, known, "%", 1,
            notes=(f"占比以当年{who}为分母。", *unknown), concern=CONCERN,
        ),
    )  # fmt: skip


@cache
def _senior_titles() -> frozenset[str]:
    return frozenset(tier.title for tier in title_tiers()[:2])


def _is_senior(row: TeacherRow) -> bool:
    return row.title in _senior_titles()


def _share(ids: tuple[str, ...] | None, year: Year) -> Point:
    return Point(None) if ids is None else Point(100 * len(ids) / len(year.people), ids)


def trend_doubts(rows: Sequence[TeacherRow], who: Who) -> tuple[str, ...]:
    """What the records leave open about earlier years. rows: the roster of the last day, also of those gone."""
    people = [row for row in rows if who.counts(row)]
    found = [
        (_count(people, lambda row: not row.school_start), "没有填来校时间，各年都计入"),
        (
            _count(people, lambda row: _is_senior(row) and not row.title_obtained),
            "的高级职称没有填取得时间，按一直持有计",
        ),
        (
            _count(people, lambda row: row.top_edu in _BACHELORS and not row.top_end),
            "的最高学历没有填毕业时间，按一直具有计",
        ),
    ]
    told = [f"{count} 人{words}。" for count, words in found if count]
    if all(map(is_present, rows)):
        told.insert(0, "花名册里没有离岗的人：往年在校、后来离岗的没有计入，补进花名册并登记离岗后才完整。")
    return tuple(told)


def _count(people: Sequence[TeacherRow], test: Callable[[TeacherRow], bool]) -> int:
    return sum(map(test, people))
