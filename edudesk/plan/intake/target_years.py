"""Which year of a plan the figures of a text are for."""

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field

from edudesk.plan.intake.head_words import day_of
from edudesk.plan.intake.target_words import EACH_YEAR, Targets
from edudesk.plan.rules.years import PlanYear


@dataclass(frozen=True, slots=True)
class Dated:
    """base, base_on: where a measure began and when, "" = not said; by_year: target by the word of a year; left: figures of other years;
    unfit: what is no value of the measure, with its year."""

    base: str = ""
    base_on: str = ""
    by_year: Mapping[str, str] = field(default_factory=dict)
    left: tuple[str, ...] = ()
    unfit: tuple[str, ...] = ()


def dated(targets: Targets, years: Sequence[PlanYear], among: Set[str] = frozenset()) -> Dated:
    """The figures of a measure by year. A calendar year is the school year that ends in it, or begins in it (begins_said).

    among: the years that the whole table names, where a row leaves some empty.

    Figures without years are those of all years in order, with one more the first is where it began; fewer are of the
    last years, so that a single one is the target of the whole round. The last figure of the years before the plan is where
    it began, too.
    """
    if not years:
        return Dated(left=tuple(number for _, number in targets.years))
    loose = [number for year, number in targets.years if not year]
    named = among | {year for year, _ in targets.years}
    told = [
        (year, number, word_of(year, years, named))
        for year, number in targets.years
        if year and year != EACH_YEAR
    ]
    past, told = _parted(told, years)
    base, base_on = targets.base, targets.base_on
    by_year = {word: number for _, number, word in told if word}
    for number in (number for year, number in targets.years if year == EACH_YEAR):
        by_year |= {one.word: number for one in years if one.word not in by_year}
    if not base and past and by_year:
        year, base = past.pop()
        base_on = day_of(year)
    if len(loose) == len(years) + 1:
        base, base_on, loose = loose[0], "", loose[1:]
    for one, number in zip(reversed(years), reversed(loose), strict=False):
        by_year.setdefault(one.word, number)
    left = [
        f"{year}{'' if year.endswith(('年', '月')) else '年'} {number}{targets.unit}"
        for year, number in (*past, *((year, number) for year, number, word in told if not word))
    ]
    left += loose[: max(len(loose) - len(years), 0)]
    return Dated(
        base, base_on, {year.word: by_year[year.word] for year in years if year.word in by_year}, tuple(left)
    )


def _parted(
    told: Sequence[tuple[str, str, str]], years: Sequence[PlanYear]
) -> tuple[list[tuple[str, str]], list[tuple[str, str, str]]]:
    """The figures of years before the plan, the last of them last, and the others. Of a plan from September 2026 that is 2026,
    too, where 2027 has a figure of its own."""
    begins, first = int(years[0].first[:4]), years[0].word
    is_next_there = any(
        word == first and int(year[:4]) > begins for year, _, word in told if year[:4].isdigit()
    )
    past, rest = [], []
    for year, number, word in told:
        is_past = year[:4].isdigit() and not word and int(year[:4]) <= begins
        is_turn = is_next_there and word == first and year == f"{begins}年"
        if is_past or is_turn:
            past.append((year, number))
        else:
            rest.append((year, number, word))
    return sorted(past), rest


def word_of(said: str, years: Sequence[PlanYear], among: Set[str] = frozenset()) -> str:
    """The word of the year of a plan that a text names: 2026-2027学年, 2026年 (that ends in it), 2026年6月, 第2年; "" for none of them.

    among: all the years that are named beside it.
    """
    if month := re.fullmatch(r"(20\d\d)年(\d{1,2})月", said):
        day = f"{month[1]}-{int(month[2]):02d}-15"
        return next((year.word for year in years if year.first <= day <= year.last), "")
    plain = said.rstrip("年")
    first = {year.first[:4]: year.word for year in years}
    last = {year.last[:4]: year.word for year in years}
    words = {**last, **first} if begins_said({said, *among}, years) else {**first, **last}
    words |= {f"第{place}": year.word for place, year in enumerate(years, 1)}
    words |= {year.word.rstrip("年"): year.word for year in years}
    if plain not in words and said.endswith("学年"):
        return words.get(said[:4], "") if all(not year.word.endswith("学年") for year in years) else ""
    return words.get(plain, "")


def begins_said(named: Set[str], years: Sequence[PlanYear]) -> bool:
    """Whether calendar years are those in which school years begin: 2026, 2027 and 2028 of a plan up to August 2029."""
    if not years:
        return False
    told = {said[:4] for said in named if re.fullmatch(r"20\d\d年?", said)}
    return years[0].first[:4] in told and years[-1].last[:4] not in told
