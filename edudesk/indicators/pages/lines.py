"""One indicator as 指标监测 shows it: a figure for each 学段 beside each other, or one for the whole school."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

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
    """results, told: of each 学段 that has a figure; told: its snapshots, oldest first."""

    id: str
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
        """The figure of a 学段, that of the whole school for the first column; None when there is none."""
        return next((one for one in self.results if one.stage in (stage, WHOLE)), None)

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
        for one, told in zip(self.results, self.told, strict=True):
            if one.stage in (stage, WHOLE):
                return told
        return ()


def lines_of(found: Iterable[Result], kept: Kept) -> list[FigureLine]:
    """A line for each indicator, in the order of the groups."""
    by_id: dict[str, list[Result]] = {}
    for one in found:
        by_id.setdefault(one.indicator.id, []).append(one)
    return [
        FigureLine(key, tuple(results), tuple(course(key_of(one), kept) for one in results))
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
    """place: of the 学段 in the school, from 0; the figures of the whole school stand in the first."""
    end, of = (str(place) if place else ""), f"（{stage}）" if stage else ""
    told = partial(_told, stage=stage, is_first=not place)
    return (
        Column(
            f"value{end}", stage if several else "当前值", Kind.NUMBER, 23 if several and not place else 18, is_shown=True,
            value=partial(_value, stage=stage, is_first=not place, several=several),
            sort=lambda row: float((row.of(stage) and row.of(stage).value) or 0),
        ),
        Column(f"target{end}", f"标准{of}", Kind.NUMBER, 21, value=lambda row: told(row, limit_told), is_shown=True),
        Column(f"gap{end}", f"差距{of}" if several else "差距", width=24, value=lambda row: told(row, gap_told), is_shown=not several),
        Column(f"trend{end}", f"近六次快照{of}" if several else "近六次快照", width=22, value=lambda row: row.trend(stage), is_shown=not several),
        Column(
            f"verdict{end}", f"结论{of}" if several else "结论", Kind.TAG, 19, is_shown=True,
            value=lambda row: told(row, lambda one: str(verdict_of(one))),
        ),
        Column(f"own{end}", f"校定目标{of}" if several else "校定目标", Kind.NUMBER, 20, value=lambda row: told(row, own_target_words)),
        Column(f"own_gap{end}", f"离校定目标{of}" if several else "离校定目标", width=26, value=lambda row: told(row, own_gap_told)),
    )  # fmt: skip


def _told(row: FigureLine, words: Callable[[Result], str], stage: str, *, is_first: bool) -> str:
    one = row.of(stage)
    return "" if one is None or (one.stage == WHOLE and not is_first) else words(one)


def _value(row: FigureLine, stage: str, *, is_first: bool, several: bool) -> str:
    """The figure; of a school with several 学段 that of the whole says so."""
    text = _told(row, value_words, stage, is_first=is_first)
    return f"全校 {text}" if several and text and row.results[0].stage == WHOLE else text


def stage_of(column: Column, stages: Sequence[str]) -> str:
    """Of which 学段 a column is."""
    digits = column.key[-1:]
    return stages[int(digits)] if digits.isdigit() else next(iter(stages), WHOLE)
