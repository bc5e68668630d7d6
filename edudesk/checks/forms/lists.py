"""巡课 cases (forms/checks/patrol.toml) and 听课 quotas by role (listening.toml)."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from edudesk.checks.forms.reading import shipped_list


@dataclass(frozen=True, slots=True)
class PatrolCase:
    """One kind of event. points: proposed to be taken off."""

    code: str
    text: str
    points: Decimal
    is_veto: bool = False


@dataclass(frozen=True, slots=True)
class Quota:
    """How many lessons somebody is to listen to in a term. low, high: what schools ask for; due: what this one does."""

    role: str
    low: int
    high: int
    due: int


@cache
def patrol_cases() -> dict[str, PatrolCase]:
    """The cases by code."""
    return {
        one["code"]: PatrolCase(
            one["code"], one["text"], Decimal(str(one["points"])), one.get("is_veto", False)
        )
        for one in shipped_list("patrol")["case"]
    }


@cache
def quotas() -> tuple[Quota, ...]:
    """The quotas, the first that fits a role counts."""
    return tuple(Quota(**one) for one in shipped_list("listening")["quota"])


def listening_points(due: int, valid: int) -> Decimal:
    """Of 10 points one less for each missing lesson, never below 0 (TB01); in per cent, one place."""
    document = shipped_list("listening")
    full, each = Decimal(document["full"]), Decimal(document["per_missing"])
    points = max(full - each * max(due - valid, 0), Decimal(0))
    return (points * 100 / full).quantize(Decimal("0.1"))
