"""Several figures as one: classes of a subject (R3), subjects of a teacher (R4), checks of a term (R5).

What each figure counts stays beside the result, so that the sentence about it names the weights.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from functools import cache

from edudesk.checks.forms.points import mean, plain, rounded, weighted
from edudesk.checks.forms.reading import shipped_list

_ONE, _HUNDRED = Decimal(1), Decimal(100)


class Over(StrEnum):
    """How several checks of a term become one figure (R5)."""

    MEAN = "平均"
    BEST = "最好一次"
    LATEST = "最近一次"
    WEIGHTS = "按各次权重"


class Subjects(StrEnum):
    """How the subjects of a teacher become one figure (R4)."""

    PERIODS = "周课时"
    MEAN = "平均"
    MAIN = "主科与其他"


class Classes(StrEnum):
    """How the classes of a subject become one figure (R3)."""

    MEAN = "平均"
    GRADES = "先按年级平均"
    BOOKS = "按抽查本数"


@dataclass(frozen=True, slots=True)
class Share:
    """One of the figures. value: printed; name: 语文, "" of a class or a check, which has a line of its own; made: how it
    came about, None = nothing had to be combined."""

    value: Decimal
    weight: Decimal = _ONE
    name: str = ""
    made: "Weighed | None" = None

    @property
    def words(self) -> str:
        """语文 90.0."""
        return f"{self.name} {self.value:.1f}".strip()


@dataclass(frozen=True, slots=True)
class Weighed:
    """A printed figure and what it was made of. by: 各班平均, 按周课时加权; is_even: the weights play no part."""

    value: Decimal
    by: str
    shares: tuple[Share, ...]
    is_even: bool = True

    @property
    def words(self) -> str:
        """按周课时加权：(语文 90.0×8 + 数学 80.0×2) ÷ 10; 各班平均：86.0、79.0."""
        if self.is_even:
            return f"{self.by}：{'、'.join(share.words for share in self.shares)}"
        told = " + ".join(f"{share.words}×{plain(share.weight)}" for share in self.shares)
        return f"{self.by}：({told}) ÷ {plain(sum((share.weight for share in self.shares), Decimal(0)))}"


@dataclass(frozen=True, slots=True)
class Weights:
    """What counts how much in a term. main: subjects that are 主科, main_share: what they count together, in per cent;
    checks: check id -> weight, 1 of one that is not among them, 0 = does not count; sampled: form and version -> key of
    the field of its head that tells how many books were looked at; left_out: check type -> subjects it does not count for."""

    over: Over = Over.MEAN
    subjects: Subjects = Subjects.PERIODS
    classes: Classes = Classes.MEAN
    main: frozenset[str] = frozenset()
    main_share: Decimal = Decimal(80)
    checks: Mapping[str, Decimal] = field(default_factory=dict)
    sampled: Mapping[tuple[str, int], str] = field(default_factory=dict)
    left_out: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def of_check(self, check_id: str) -> Decimal:
        """What a check counts among those of its kind."""
        return self.checks.get(check_id, _ONE) if self.over is Over.WEIGHTS else _ONE


PLAIN = Weights()  # classes and checks count alike, subjects by 周课时


@cache
def shipped_main() -> tuple[tuple[str, ...], int]:
    """主科, and what they count in per cent, of forms/checks/scheme.toml."""
    shipped = shipped_list("scheme")
    return tuple(shipped["main_subjects"]), int(shipped["main_share"])


def averaged(shares: Sequence[Share], by: str) -> Weighed:
    """All count alike."""
    return Weighed(mean([share.value for share in shares]), by, tuple(shares))


def weighed(shares: Sequence[Share], by: str, *, even: str, unknown: str) -> Weighed:
    """By their weights. Where one is not known (0) all count alike: none may vanish because nobody wrote it down.

    even: by what they count alike; unknown: told with it when some weights are known and some are not.
    """
    if all(share.weight > 0 for share in shares):
        return Weighed(weighted((share.value, share.weight) for share in shares), by, tuple(shares), False)
    return averaged(shares, f"{even}（{unknown}）" if any(share.weight > 0 for share in shares) else even)


def of_classes(shares: Sequence[Share], weights: Weights, grade: Callable[[int], str]) -> Weighed:
    """One subject from its classes. shares: weight = books looked at, 0 = not counted; grade(number): of a class."""
    if weights.classes is Classes.BOOKS:
        return weighed(shares, "各班按抽查本数加权", even="各班平均", unknown="有班级没有填写抽查本数")
    if weights.classes is Classes.GRADES:
        by_grade: dict[str, list[Share]] = {}
        for number, share in enumerate(shares):
            by_grade.setdefault(grade(number), []).append(share)
        if len(by_grade) > 1:
            return averaged([_one(found, name) for name, found in by_grade.items()], "各年级平均")
    return averaged(shares, "各班平均")


def _one(classes: Sequence[Share], grade: str) -> Share:
    if len(classes) == 1:
        return Share(classes[0].value, name=grade)
    made = averaged(classes, "各班平均")
    return Share(made.value, name=grade, made=made)


def of_subjects(shares: Sequence[Share], weights: Weights) -> Weighed:
    """One teacher from their subjects. shares: weight = 周课时, 0 = not written down.

    Under MAIN whoever teaches 主科 and others has the two sides weighed against each other, each side by 周课时;
    everybody else has their subjects weighed by 周课时.
    """
    if weights.subjects is Subjects.MEAN:
        return averaged(shares, "各学科平均")
    if weights.subjects is Subjects.MAIN:
        main = [share for share in shares if share.name in weights.main]
        others = [share for share in shares if share.name not in weights.main]
        if main and others:
            sides = (
                _side("主科", main, weights.main_share),
                _side("其他", others, _HUNDRED - weights.main_share),
            )
            return weighed(sides, "主科与其他", even="", unknown="")
    return _by_periods(shares)


def _side(name: str, shares: Sequence[Share], percent: Decimal) -> Share:
    named = f"{name}（{'、'.join(share.name for share in shares)}）"
    if len(shares) == 1:
        return Share(shares[0].value, percent, named, shares[0].made)
    made = _by_periods(shares)
    return Share(made.value, percent, named, made)


def _by_periods(shares: Sequence[Share]) -> Weighed:
    return weighed(shares, "按周课时加权", even="各学科平均", unknown="有学科没有填写周课时")


def of_checks(shares: Sequence[Share], over: Over = Over.MEAN) -> Weighed | None:
    """One kind of check from those of a term, in the order of time. None when nothing counts; a weight of 0, of WEIGHTS
    only, is a check that does not count."""
    if over is Over.WEIGHTS:
        counted = [share for share in shares if share.weight]
        return weighed(counted, over.value, even="", unknown="") if counted else None
    if not shares:
        return None
    if over is Over.MEAN:
        return averaged(shares, over.value)
    values = [share.value for share in shares]
    return Weighed(rounded(max(values) if over is Over.BEST else values[-1]), over.value, tuple(shares))
