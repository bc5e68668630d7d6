"""What is wrong with a scheme that somebody changed, all at once."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from edudesk.base.errors import FieldProblem
from edudesk.plan.forms.value import FULL, Conditions, Judging, Part, Rung, Scheme, Source

MOST: Final = 200  # per cent that an attainment is shown with
_YEAR: Final = frozenset({Source.GOALS, Source.TYPED})
_ROUND: Final = frozenset({Source.YEARS, Source.TYPED, Source.FINAL})


def problems_of(scheme: Scheme) -> tuple[FieldProblem, ...]:
    """What keeps a scheme from being saved. key: the field."""
    return tuple(_problems(scheme))


def _problems(scheme: Scheme) -> Iterator[FieldProblem]:
    for key, word in (("key", "编号"), ("title", "名称")):
        if not getattr(scheme, key).strip():
            yield FieldProblem(key, f"请填写评价方案的{word}。")
    if not FULL <= scheme.cap <= MOST:
        yield FieldProblem("cap", f"达成度上限应在 100 到 {MOST} 之间；超过 100 的部分只显示，不计分。")
    if min(scheme.measures, scheme.tasks) < 0 or not scheme.measures + scheme.tasks:
        yield FieldProblem("measures", "观测指标和任务的比重不能小于 0，也不能都是 0。")
    yield from _rungs("words", "达成用语", scheme.words)
    yield from _rungs("grades", "等级", scheme.grades)
    yield from _levels(scheme.levels)
    yield from _parts("year", "年度得分", scheme.year, _YEAR)
    yield from _parts("round", "周期得分", scheme.round, _ROUND)
    told = scheme.conditions
    if scheme.judging is Judging.CONDITIONS and told is None:
        yield FieldProblem("conditions", "按条件评定时，请填写条件。")
    if told is not None:
        yield from _conditions(told)
    goals = [one for one in scheme.year if one.of is Source.GOALS]
    if goals and all(one.goals for one in goals):
        yield FieldProblem(
            "year",
            "年度得分里含目标的部分都点了名，别的目标会不计分：请留一个不写“含…”的部分，包含其余目标。",
        )


def _conditions(told: Conditions) -> Iterator[FieldProblem]:
    if not 0 <= told.any_below <= told.all_from <= FULL:
        yield FieldProblem("all_from", "条件的分数线应在 0 到 100 之间，不达标线不能高于达标线。")
    for key, word, names in (("names", "目标的等级", told.names), ("whole", "规划的等级", told.whole)):
        yield from _twice(key, word, list(names))


def _rungs(key: str, word: str, rungs: tuple[Rung, ...]) -> Iterator[FieldProblem]:
    if len(rungs) < 2:
        yield FieldProblem(key, f"{word}至少要有两档。")
        return
    least = [one.least for one in rungs]
    if least != sorted(set(least), reverse=True) or least[0] > FULL:
        yield FieldProblem(key, f"{word}的分数线应从高到低，不超过 100，不能相同。")
    if least[-1]:
        yield FieldProblem(key, f"{word}最低一档“{rungs[-1].name}”应从 0 起。")
    yield from _twice(key, word, [one.name for one in rungs])


def _levels(levels: tuple[Rung, ...]) -> Iterator[FieldProblem]:
    ratios = [one.least for one in levels]
    if ratios != sorted(ratios, reverse=True) or any(not 0 <= one <= FULL for one in ratios):
        yield FieldProblem("levels", "等级折合的百分比应从高到低，在 0 到 100 之间。")
    yield from _twice("levels", "等级折合", [one.name for one in levels])


def _parts(key: str, word: str, parts: tuple[Part, ...], known: frozenset[Source]) -> Iterator[FieldProblem]:
    if not parts or any(one.weight < 0 for one in parts) or not sum(one.weight for one in parts):
        yield FieldProblem(key, f"{word}至少要有一个部分，权重不能小于 0，也不能都是 0。")
    if strange := [one.name for one in parts if one.of not in known]:
        yield FieldProblem(key, f"{word}的“{strange[0]}”不能用这种来源。")
    if sum(one.of is Source.GOALS and not one.goals for one in parts) > 1:
        yield FieldProblem(key, f"{word}里只能有一个部分包含其余全部目标。")
    yield from _twice(key, word, [one.name for one in parts])


def _twice(key: str, word: str, names: list[str]) -> Iterator[FieldProblem]:
    for name, count in Counter(names).items():
        if not name.strip():
            yield FieldProblem(key, f"{word}里有一档没有名称。")
        elif count > 1:
            yield FieldProblem(key, f"{word}里“{name}”出现了 {count} 次，名称不能重复。")
