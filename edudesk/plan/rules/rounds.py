"""The score of a year and of a whole round from their parts, the manual adjustment, the grade (规划与项目调研 2.4)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from edudesk.base.words import some_of
from edudesk.plan.forms.value import FULL, Judging, Part, Scheme, Source
from edudesk.plan.rules.amounts import NOUGHT, rounded, told
from edudesk.plan.rules.asking import AskedGoal
from edudesk.plan.rules.scoring import EXCUSED, MISSING, Line, scored, weights_of


@dataclass(frozen=True, slots=True)
class PartScore:
    """One part of a score. share: of the whole, 0–1; points: of 100, None = not known yet; how: in words."""

    name: str
    share: Fraction
    points: Fraction | None
    how: str = ""

    @property
    def gives(self) -> Fraction | None:
        """What it gives of 100."""
        return None if self.points is None else self.points * self.share


@dataclass(frozen=True, kw_only=True)
class Evaluation:
    """The score of a year, or of a whole round.

    year: word, "" = the round; scheme: (key, version), scheme_title; parts: of the score; lines: of all goals; score: of 100,
    unrounded, None while a part lacks; so_far: of the parts that are known; lacks: what lacks, in words; grade: of the
    printed score.
    """

    year: str
    scheme: tuple[str, int]
    scheme_title: str
    parts: tuple[PartScore, ...]
    lines: tuple[Line, ...]
    score: Fraction | None
    so_far: Fraction | None
    lacks: tuple[str, ...] = ()
    grade: str = ""
    notes: tuple[str, ...] = ()

    @property
    def printed(self) -> Decimal | None:
        """The score as it is printed and graded."""
        return None if self.score is None else rounded(self.score)

    def line(self, row_id: str) -> Line | None:
        """The line of a goal, a measure or a task."""
        return self._by_id.get(row_id)

    def before(self, first: str) -> "Evaluation":
        """Of a year that begins on an ISO day still to come: nothing is due, so nothing is judged."""
        lines = tuple(
            one._replace(counted=None, shown=None, word="", grade="", state="", how="这一年还没有开始")
            for one in self.lines
        )
        parts = tuple(replace(one, points=None, how="这一年还没有开始") for one in self.parts)
        lacks = (f"{self.year}的数据：{first} 才开始",)
        return replace(
            self, parts=parts, lines=lines, score=None, so_far=None, lacks=lacks, grade="", notes=()
        )

    @cached_property
    def _by_id(self) -> dict[str, Line]:
        return {line.id: line for line in self.lines}


def evaluate_year(
    goals: Sequence[AskedGoal], scheme: Scheme, year: str, given: Mapping[str, Fraction]
) -> Evaluation:
    """The score of one year. given: name of a part -> points of 100 that somebody gave."""
    made = _blocks(goals, scheme, given, Fraction(FULL))
    lines = [line for _, own in made for line in own]
    return _evaluation(
        year, scheme, [part for part, _ in made], _in_order(lines, goals), _left_out(goals, scheme)
    )


def evaluate_round(
    goals: Sequence[AskedGoal],
    scheme: Scheme,
    given: Mapping[str, Fraction],
    years: Mapping[str, Fraction | None],
) -> Evaluation:
    """The score of the round. goals: what was due in all of it; years: word of each year before the last -> its score of
    100, None = not reviewed; without any their part drops out. 终结性评价 is made as a year is, over the whole round."""
    shares = _shares([one for one in scheme.round if years or one.of is not Source.YEARS])
    final = sum((share for part, share in shares if part.of is Source.FINAL), NOUGHT)
    made = _blocks(goals, scheme, given, final * int(FULL))
    parts: list[PartScore] = []
    for part, share in shares:
        if part.of is Source.YEARS:
            parts += _years_parts(part, share, years)
        elif part.of is Source.FINAL:
            parts.append(PartScore(part.name, share, *_final([one for one, _ in made])))
        else:
            parts.append(_typed(part, share, given))
    lines = [line for _, own in made for line in own]
    told = _left_out(goals, scheme)
    if len(shares) < len(scheme.round):
        told.append("规划只有一个年度，没有终结前的年度评价，权重由其余部分折算。")
    return _evaluation("", scheme, parts, _in_order(lines, goals), told)


def _evaluation(
    year: str, scheme: Scheme, parts: Sequence[PartScore], lines: Sequence[Line], left_out: Sequence[str]
) -> Evaluation:
    score, so_far = _total(parts)
    return Evaluation(
        year=year,
        scheme=(scheme.key, scheme.version),
        scheme_title=scheme.title,
        parts=tuple(parts),
        lines=tuple(lines),
        score=score,
        so_far=so_far,
        lacks=tuple(f"{one.name}：{one.how}" for one in parts if one.points is None),
        grade=grade_of(score, lines, scheme),
        notes=(*_notes(lines), *left_out),
    )


def _shares(parts: Sequence[Part]) -> list[tuple[Part, Fraction]]:
    """Each part with its share of the whole."""
    whole = sum((Fraction(one.weight) for one in parts), NOUGHT)
    return [(one, Fraction(one.weight) / whole) for one in parts]


def _total(parts: Sequence[PartScore]) -> tuple[Fraction | None, Fraction | None]:
    known = [(one.points, one.share) for one in parts if one.points is not None]
    weight = sum((share for _, share in known), NOUGHT)
    if not weight:
        return None, None
    so_far = sum((points * share for points, share in known), NOUGHT) / weight
    return (so_far if len(known) == len(parts) else None), so_far


def _blocks(
    goals: Sequence[AskedGoal], scheme: Scheme, given: Mapping[str, Fraction], points: Fraction
) -> list[tuple[PartScore, tuple[Line, ...]]]:
    """The parts of a year, each with its lines: top goals by the words of a part, the rest to the part without words.

    points: what all of them can give.
    """
    found: dict[str, list[AskedGoal]] = {one.name: [] for one in scheme.year}
    for goal in goals:
        if (name := _part_of(goal, scheme)) is not None:
            found[name].append(goal)
    return [
        _block(part, share, found[part.name], scheme, given, points) for part, share in _shares(scheme.year)
    ]


def _part_of(goal: AskedGoal, scheme: Scheme) -> str | None:
    """The part of a year a top goal belongs to; None when a scheme names goals and nothing takes the rest."""
    rest = next((one.name for one in scheme.year if one.of is Source.GOALS and not one.goals), None)
    return next((one.name for one in scheme.year if any(word in goal.title for word in one.goals)), rest)


def _left_out(goals: Sequence[AskedGoal], scheme: Scheme) -> list[str]:
    """What to say of goals that no part takes; where all points are given by hand there are none to lose."""
    left = [goal.title for goal in goals if _part_of(goal, scheme) is None]
    if not left or not any(one.of is Source.GOALS for one in scheme.year):
        return []
    return [f"评价方案的年度得分里没有包含：{some_of(left, '项')}，没有计分；请修改评价方案。"]


def _block(
    part: Part,
    share: Fraction,
    goals: Sequence[AskedGoal],
    scheme: Scheme,
    given: Mapping[str, Fraction],
    points: Fraction,
) -> tuple[PartScore, tuple[Line, ...]]:
    """One part of a year. Without goals that are due it takes what somebody gave."""
    if part.of is not Source.GOALS or not goals:
        return _typed(part, share, given), ()
    reached, lines = scored(goals, scheme, share * points)
    if reached is None:
        return _typed(part, share, given), lines
    return PartScore(part.name, share, reached * 100, _of_goals(goals, lines)), lines


def _typed(part: Part, share: Fraction, given: Mapping[str, Fraction]) -> PartScore:
    if part.name not in given:
        return PartScore(part.name, share, None, "还没有评分")
    return PartScore(part.name, share, min(max(given[part.name], NOUGHT), Fraction(FULL)), "评分")


def _of_goals(goals: Sequence[AskedGoal], lines: Sequence[Line]) -> str:
    by_id = {line.id: line for line in lines}
    counting = [
        (by_id[one.id], weight)
        for one, weight in zip(goals, weights_of([one.weight for one in goals]), strict=True)
    ]
    known = [(line, weight) for line, weight in counting if line.counted is not None]
    summed = " ＋ ".join(
        f"{rounded((line.counted or NOUGHT) * 100)}×{told(weight)}" for line, weight in known
    )
    whole = told(sum((weight for _, weight in known), NOUGHT))
    out = [line.title for line, _ in counting if line.counted is None]
    note = f"；{'、'.join(out)}不计入，权重由其余各项折算" if out else ""
    return f"（{summed}）÷ {whole}{note}"


def _final(made: Sequence[PartScore]) -> tuple[Fraction | None, str]:
    if len(made) == 1:
        return made[0].points, made[0].how
    if lacks := [one.name for one in made if one.points is None]:
        return None, f"{'、'.join(lacks)}还没有评分"
    summed = " ＋ ".join(
        f"{one.name} {rounded(one.points or NOUGHT)}×{told(one.share * 100)}%" for one in made
    )
    return _total(made)[0], summed


def _years_parts(part: Part, share: Fraction, years: Mapping[str, Fraction | None]) -> list[PartScore]:
    """The years before the last share alike: 10 and 10 of three, 5 each of five."""
    each = share / len(years)
    return [
        PartScore(f"{year}{part.name}", each, points, "还没有自评结果" if points is None else "当年评价得分")
        for year, points in years.items()
    ]


def _in_order(lines: Sequence[Line], goals: Sequence[AskedGoal]) -> list[Line]:
    """By the order of the plan, whichever part a top goal belongs to."""
    place = {goal.id: at for at, goal in enumerate(goals)}
    found: dict[int, list[Line]] = {}
    at = 0
    for line in lines:
        at = place[line.id] if line.depth == 0 else at
        found.setdefault(at, []).append(line)
    return [line for _, group in sorted(found.items()) for line in group]


def _notes(lines: Sequence[Line]) -> list[str]:
    missing = sum(line.state == MISSING for line in lines)
    excused = sum(line.state == EXCUSED for line in lines)
    return [
        *([f"缺数据 {missing} 项，按 0 计。"] if missing else []),
        *([f"不适用或没有到期的 {excused} 项不计入，权重由同级其余各项折算。"] if excused else []),
    ]


def grade_of(score: Fraction | None, lines: Sequence[Line], scheme: Scheme) -> str:
    """The grade of the printed score; by conditions that of the goals: one worst makes the whole worst."""
    if scheme.judging is Judging.CONDITIONS and scheme.conditions is not None:
        best, between, worst = scheme.conditions.whole
        top, _, bottom = scheme.conditions.names
        grades = [line.grade for line in lines if line.grade and line.depth == 0]
        if not grades:
            return ""
        return worst if bottom in grades else best if all(one == top for one in grades) else between
    return "" if score is None else scheme.grade(rounded(score))
