"""What the start page shows, as a value that can be kept in the school file and read again."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from edudesk.base.due import Due
from edudesk.checks.rows.month import KindProgress, MonthFigures


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorLine:
    """One of the seven of a 学段. id: of its line on the page of the indicators; name: as short as it can be; full: its
    whole name with what lacks; value, target, verdict: in words."""

    id: str
    stage: str
    name: str
    full: str
    value: str
    target: str
    verdict: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A 学段 against the seven: how many of those that can be judged are met, and the verdict in words."""

    stage: str
    met: int
    of: int
    verdict: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """One 领域 of the plan. id: of the goal; percent: how far it is, None = nothing to measure yet."""

    id: str
    title: str
    percent: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanFigures:
    """The plan in force. plan_id, title, year; percent: weighted over all, before: of the year before, None = not known."""

    plan_id: str
    title: str
    year: str
    goals: tuple[Goal, ...]
    percent: float | None = None
    before: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """The school at a glance. people: teachers present; month: None = never a check; plan: None = no plan in force;
    handed_out: (ISO moment, title) of the last exports, the newest first; unread: a sentence of each part that could not
    be read and stands as it was."""

    people: int = 0
    dues: tuple[Due, ...] = ()
    seven: tuple[IndicatorLine, ...] = ()
    standings: tuple[Standing, ...] = ()
    month: MonthFigures | None = None
    plan: PlanFigures | None = None
    handed_out: tuple[tuple[str, str], ...] = ()
    unread: tuple[str, ...] = ()


PARTS = frozenset(field.name for field in fields(Overview))


def plain_overview(one: Overview) -> dict[str, Any]:
    """As JSON."""
    return asdict(one)


def read_overview(told: Mapping[str, Any]) -> Overview:
    """From JSON. Raises TypeError, KeyError or ValueError when another version of the program wrote it."""
    month, plan = told["month"], told["plan"]
    return Overview(
        people=told["people"],
        dues=tuple(Due(**one) for one in told["dues"]),
        seven=tuple(IndicatorLine(**one) for one in told["seven"]),
        standings=tuple(Standing(**one) for one in told["standings"]),
        month=month
        and MonthFigures(**{**month, "kinds": tuple(KindProgress(**one) for one in month["kinds"])}),
        plan=plan and PlanFigures(**{**plan, "goals": tuple(Goal(**one) for one in plan["goals"])}),
        handed_out=tuple((at, title) for at, title in told["handed_out"]),
        unread=tuple(told["unread"]),
    )
