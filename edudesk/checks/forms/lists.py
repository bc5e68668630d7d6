"""What the lists of 检查标准 mean: 巡课 cases, 听课 quotas by role, how often something is due, hints of policy."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from edudesk.base.standard import Line, Standard
from edudesk.checks.forms.kinds import kinds
from edudesk.checks.forms.reading import shipped_list
from edudesk.checks.forms.standards import (
    DUE,
    GRADE_KEYS,
    LISTENING,
    OTHERS,
    PATROL,
    POLICIES,
    shipped_standards,
    with_limits,
    words_in,
)
from edudesk.checks.forms.value import CheckForm


@dataclass(frozen=True, slots=True)
class PatrolCase:
    """One kind of event. points: proposed to be taken off."""

    code: str
    text: str
    points: Decimal
    is_veto: bool = False


@dataclass(frozen=True, slots=True)
class Quota:
    """How many lessons somebody is to listen to in a term. low, high: what schools ask for, None = not said; due: what
    this one does."""

    role: str
    low: int | None
    high: int | None
    due: int


@dataclass(frozen=True, slots=True)
class Policy:
    """One hint. text: the sentence with its limits in it; source: where it comes from; stages: the 学段 it is about, () =
    all; kinds: codes of checks that are always reminded of it."""

    key: str
    text: str
    source: str
    stages: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Due:
    """How often something is due. item: title of the count in the head of a form; subject: OTHERS = every other; per: 每周,
    每学期, 每名学生每周; times: grade -> how often."""

    item: str
    subject: str
    per: str
    times: Mapping[str, Decimal]


@dataclass(frozen=True, slots=True)
class Lists:
    """All of them. cases: by code."""

    cases: Mapping[str, PatrolCase]
    quotas: tuple[Quota, ...]
    dues: tuple[Due, ...]
    policies: tuple[Policy, ...]

    def hints(self, form: CheckForm, stage: str) -> list[Policy]:
        """What an inspector with a form is reminded of. stage: 学段 of who is checked, "" = any."""
        return [
            one
            for one in self.policies
            if (one.key in form.policies or form.kind in one.kinds)
            and (not one.stages or not stage or stage in one.stages)
        ]

    def due(self, item: str, subject: str, grades: Collection[str]) -> tuple[Decimal, str] | None:
        """How often, and per what; None where the school says nothing, or not the same for all these grades.

        grades: of the classes, none = of no class (a 教研组).
        """
        lines = [one for one in self.dues if one.item == item and one.subject in (subject, OTHERS)]
        for line in sorted(lines, key=lambda one: one.subject == OTHERS):
            times = {line.times.get(grade) for grade in grades} if grades else set(line.times.values())
            if len(times) == 1 and (often := times.pop()) is not None:
                return often, line.per
        return None


def read_lists(standards: Mapping[str, Standard]) -> Lists:
    """What the tables say, by their key."""
    codes = {kind.name: code for code, kind in kinds().items()}
    return Lists(
        {
            line["key"]: PatrolCase(
                line["key"], line["text"], Decimal(line["points"] or 0), bool(line["is_veto"])
            )
            for line in standards[PATROL].lines
        },
        tuple(
            Quota(line["role"], _whole(line["low"]), _whole(line["high"]), int(line["due"]))
            for line in standards[LISTENING].lines
        ),
        tuple(_due(line) for line in standards[DUE].lines),
        tuple(
            Policy(
                line["key"],
                with_limits(line["text"], words_in(line["limits"])),
                line["source"],
                words_in(line["stages"]),
                tuple(codes[name] for name in words_in(line["kinds"]) if name in codes),
            )
            for line in standards[POLICIES].lines
            if not line["is_off"]
        ),
    )


@cache
def shipped_lists() -> Lists:
    """Those that come with the program."""
    return read_lists(shipped_standards())


def listening_points(due: int, valid: int) -> Decimal:
    """Of 10 points one less for each missing lesson, never below 0 (TB01); in per cent, one place."""
    document = shipped_list("listening")
    full, each = Decimal(document["full"]), Decimal(document["per_missing"])
    points = max(full - each * max(due - valid, 0), Decimal(0))
    return (points * 100 / full).quantize(Decimal("0.1"))


def _whole(text: str) -> int | None:
    return int(text) if text else None


def _due(line: Line) -> Due:
    times = {grade: Decimal(line[key]) for key, grade in GRADE_KEYS.items() if line.get(key)}
    return Due(line["item"], line["subject"], line["per"], times)
