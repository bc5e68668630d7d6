"""One indicator as 指标监测 shows it: a figure for each 学段 beside each other, or one for the whole school."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from edudesk.base.codes import Code, CodeList
from edudesk.base.columns import Column, Kind
from edudesk.indicators.rows.values import WHOLE, Indicator, Result, Verdict
from edudesk.indicators.rules.catalogue import groups
from edudesk.indicators.rules.shown import gap_told, limit_told, own_gap_told, verdict_of, worst
from edudesk.indicators.rules.trends import SHOWN, Key, Told, course, key_of, values
from edudesk.indicators.rules.wording import number_words, own_target_words, value_words

_TITLES = {group.key: group.title for group in groups()}
_GROUPS = CodeList("类别", tuple(map(Code, _TITLES.values())))  # in this order, not by their size
Kept = Sequence[tuple[str, str, Mapping[Key, Result]]]
"""Snapshots: day, title, figures."""


@dataclass(frozen=True, slots=True)
class FigureLine:
    """results, told: of each 学段 that has a figure; told: its snapshots, oldest first; first: the 学段 in whose column a
    figure of the whole school stands."""

    id: str
    first: str
    results: tuple[Result, ...]
    told: tuple[tuple[Told, ...], ...]

    @property
    def indicator(self) -> Indicator:
        """What is counted."""
        return self.results[0].indicator

    @property
    def group(self) -> str:
        """优质均衡 …"""
        return _TITLES[self.indicator.group]

    @property
    def verdict(self) -> Verdict:
        """The one that wants most care."""
        return worst(self.results)

    def of(self, stage: str) -> Result | None:
        """What stands in the column of a 学段; None when nothing does."""
        return next((one for one in self.results if self._is_in(one, stage)), None)

    def trend(self, stage: str) -> str:
        """The last snapshots in words, for who cannot see the line: 4.98、5.02."""
        known = [value for value in values(self._told(stage)[-SHOWN:]) if value is not None]
        return "、".join(number_words(self.indicator, value) for value in known)

    def course(self, stage: str) -> tuple[float | None, ...]:
        """The last snapshots and what is shown, to be drawn; () before there is a snapshot."""
        past, now = values(self._told(stage)[-SHOWN:]), self.of(stage)
        found = (*past, now.value) if past and now is not None else ()
        return tuple(None if value is None else float(value) for value in found)

    def _told(self, stage: str) -> tuple[Told, ...]:
        pairs = zip(self.results, self.told, strict=True)
        return next((told for one, told in pairs if self._is_in(one, stage)), ())

    def _is_in(self, one: Result, stage: str) -> bool:
        return one.stage == stage or (one.stage == WHOLE and stage == self.first)


def lines_of(found: Iterable[Result], kept: Kept, first: str) -> list[FigureLine]:
    """A line for each indicator, in the order of the groups. first: see FigureLine."""
    by_id: dict[str, list[Result]] = {}
    for one in found:
        by_id.setdefault(one.indicator.id, []).append(one)
    return [
        FigureLine(key, first, tuple(results), tuple(course(key_of(one), kept) for one in results))
        for key, results in by_id.items()
    ]


def columns_for(stages: Sequence[str]) -> tuple[Column, ...]:
    """The columns of a school with these 学段: value, limit and verdict of each beside each other."""
    several = len(stages) > 1
    return (
        Column("no", "编号", width=14, value=lambda row: row.indicator.id, is_shown=True),
        Column("name", "指标", width=50 if several else 56, value=lambda row: row.indicator.name, is_shown=True),
        *(column for place, stage in enumerate(stages) for column in _of_stage(place, stage, several=several)),
        Column("group", "类别", width=20, codes=_GROUPS, value=lambda row: row.group),
        Column("source", "依据", width=60, value=lambda row: row.indicator.source),
    )  # fmt: skip


def _of_stage(place: int, stage: str, *, several: bool) -> tuple[Column, ...]:
    """place: of the 学段 in the school, from 0."""
    end = str(place) if place else ""

    def told(words: Callable[[Result], str]) -> Callable[[FigureLine], str]:
        return lambda row: "" if (one := row.of(stage)) is None else words(one)

    def named(word: str, is_always: bool = False) -> str:
        return f"{word}（{stage}）" if stage and (several or is_always) else word

    def value(one: Result) -> str:
        return f"全校 {value_words(one)}" if several and one.stage == WHOLE else value_words(one)

    def amount(row: FigureLine) -> float:
        one = row.of(stage)
        return float(one.value or 0) if one is not None else 0.0

    return (
        Column(
            f"value{end}", stage if several else "当前值", Kind.NUMBER, 23 if several and not place else 18,
            value=told(value), sort=amount, is_shown=True,
        ),
        Column(f"target{end}", named("标准", True), Kind.NUMBER, 21, value=told(limit_told), is_shown=True),
        Column(f"gap{end}", named("差距"), width=24, value=told(gap_told), is_shown=not several),
        Column(f"trend{end}", named("近六次快照"), width=22, value=lambda row: row.trend(stage), is_shown=not several),
        Column(f"verdict{end}", named("结论"), Kind.TAG, 19, value=told(lambda one: str(verdict_of(one))), is_shown=True),
        Column(f"own{end}", named("校定目标"), Kind.NUMBER, 20, value=told(own_target_words)),
        Column(f"own_gap{end}", named("离校定目标"), width=26, value=told(own_gap_told)),
    )  # fmt: skip


def stage_of(column: Column, stages: Sequence[str]) -> str:
    """Of which 学段 a column is."""
    digits = column.key[-1:]
    return stages[int(digits)] if digits.isdigit() else next(iter(stages), WHOLE)
