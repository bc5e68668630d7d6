"""Which year of a plan the figures of a text are for."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from edudesk.plan.intake.target_words import EACH_YEAR, Targets
from edudesk.plan.rules.years import PlanYear


@dataclass(frozen=True, slots=True)
class Dated:
    """base: where a measure began, "" = not said; by_year: target by the word of a year; left: figures of other years; unfit: what is
    no value of the measure, with its year."""

    base: str = ""
    by_year: Mapping[str, str] = field(default_factory=dict)
    left: tuple[str, ...] = ()
    unfit: tuple[str, ...] = ()


def dated(targets: Targets, years: Sequence[PlanYear]) -> Dated:
    """The figures of a measure by year. A calendar year is the year of the plan that ends in it.

    Figures without years are those of all years in order, with one more the first is where it began; fewer are of the
    last years, so that a single one is the target of the whole round.
    """
    if not years:
        return Dated(left=tuple(number for _, number in targets.years))
    loose = [number for year, number in targets.years if not year]
    base = targets.base
    by_year: dict[str, str] = {}
    left: list[str] = []
    for year, number in targets.years:
        if year == EACH_YEAR:
            by_year |= {one.word: number for one in years if one.word not in by_year}
        elif year:
            word = word_of(year, years)
            if not word:
                left.append(f"{year}{'' if year.endswith(('年', '月')) else '年'} {number}{targets.unit}")
            else:
                by_year[word] = number
    if len(loose) == len(years) + 1:
        base, loose = loose[0], loose[1:]
    for one, number in zip(reversed(years), reversed(loose), strict=False):
        by_year.setdefault(one.word, number)
    left += loose[: max(len(loose) - len(years), 0)]
    return Dated(base, {year.word: by_year[year.word] for year in years if year.word in by_year}, tuple(left))


def word_of(said: str, years: Sequence[PlanYear]) -> str:
    """The word of the year of a plan that a text names: 2026-2027学年, 2026年 (that ends in it), 2026年6月, 第2年; "" for none of them."""
    if month := re.fullmatch(r"(20\d\d)年(\d{1,2})月", said):
        day = f"{month[1]}-{int(month[2]):02d}-15"
        return next((year.word for year in years if year.first <= day <= year.last), "")
    plain = said.rstrip("年")
    words = {year.first[:4]: year.word for year in years}
    words |= {year.last[:4]: year.word for year in years}
    words |= {f"第{place}": year.word for place, year in enumerate(years, 1)}
    words |= {year.word.rstrip("年"): year.word for year in years}
    return words.get(plain, "")
