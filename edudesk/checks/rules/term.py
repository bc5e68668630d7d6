"""The weighted term total of a teacher, with patrols, bonus and the parts that do not apply (教学常规检查 1.5)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from edudesk.checks.forms.points import rounded, weighted
from edudesk.checks.forms.scoring import VETO_MOST

HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Scheme:
    """How the total of a term is made; frozen with the term.

    weights: part (备课 课堂 …) -> weight; patrol_most, bonus_most: limits of what patrols take off and a bonus adds;
    excellent_share: share of 优秀 in per cent from which it is told of, 0 = never; veto_most: what is left under a veto.
    """

    weights: Mapping[str, Decimal]
    patrol_most: Decimal = Decimal(10)
    bonus_most: Decimal = Decimal(5)
    excellent_share: int = 0
    veto_most: Decimal = VETO_MOST


@dataclass(frozen=True, slots=True)
class TermTotal:
    """value: None when nothing was checked; base: before patrols and bonus; weights: of the parts that count,
    re-normalised to 100; lost: taken off by patrols; gained: bonus as it counts; left_out: parts that do not apply;
    is_vetoed: a confirmed 巡课 veto (空堂, 体罚) caps the whole term, original is the total before (R7)."""

    value: Decimal | None
    base: Decimal | None
    weights: Mapping[str, Decimal] = field(default_factory=dict)
    lost: Decimal = Decimal(0)
    gained: Decimal = Decimal(0)
    left_out: tuple[str, ...] = ()
    is_vetoed: bool = False
    original: Decimal | None = None


def shares(weights: Mapping[str, Decimal], present: Mapping[str, Decimal | None]) -> dict[str, Decimal]:
    """Weights of the parts that are present, in per cent of their sum: exact, they add up to 100."""
    taken = {part: weight for part, weight in weights.items() if weight and present.get(part) is not None}
    total = sum(taken.values(), Decimal(0))
    return {part: weight * HUNDRED / total for part, weight in taken.items()}


def term_total(
    scheme: Scheme,
    parts: Mapping[str, Decimal | None],
    patrol: Decimal = Decimal(0),
    bonus: Decimal = Decimal(0),
    *,
    is_vetoed: bool = False,
) -> TermTotal:
    """From the printed mean of each part. patrol, bonus: sums of confirmed points, from 0. Never under 0 or over 100.

    is_vetoed: a patrol found what is under 一票否决; a veto on a sheet has capped that sheet already.
    """
    present = shares(scheme.weights, parts)
    left_out = tuple(part for part, weight in scheme.weights.items() if weight and part not in present)
    if not present:
        return TermTotal(None, None, {}, left_out=left_out, is_vetoed=is_vetoed)
    base = weighted((parts[part] or Decimal(0), scheme.weights[part]) for part in present)
    lost, gained = min(patrol, scheme.patrol_most), min(bonus, scheme.bonus_most)
    whole = rounded(min(max(base - lost + gained, Decimal(0)), HUNDRED))
    value = min(whole, scheme.veto_most) if is_vetoed else whole
    return TermTotal(value, base, present, lost, gained, left_out, is_vetoed, whole)
