"""The term scheme a school begins with, and what has to hold in one (教学常规检查 1.5)."""

import json
from decimal import Decimal
from functools import cache

from edudesk.base.errors import FieldProblem
from edudesk.checks.forms.kinds import parts
from edudesk.checks.forms.points import plain
from edudesk.checks.forms.reading import shipped_list
from edudesk.checks.forms.value import Level
from edudesk.checks.rows.terms import SchemeDraft
from edudesk.checks.rules.combining import Over, Recheck
from edudesk.checks.rules.results import How
from edudesk.checks.rules.term import Scheme


def default_scheme(school_year: str, term: str) -> SchemeDraft:
    """The scheme of forms/checks/scheme.toml."""
    shipped = shipped_list("scheme")
    return SchemeDraft(
        school_year=school_year,
        term=term,
        weights=json.dumps(shipped["weights"], ensure_ascii=False),
        over=Over.MEAN.value,
        recheck=Recheck.CAPPED.value,
        patrol_most=shipped["patrol_most"],
        bonus_most=shipped["bonus_most"],
        minimum_weeks=shipped["minimum_weeks"],
    )


def scheme_words(draft: SchemeDraft) -> str:
    """备课 20 · 课堂 30 · 作业 25 …"""
    return " · ".join(f"{part} {plain(weight)}" for part, weight in draft.parts.items() if weight)


@cache
def term_levels() -> tuple[Level, ...]:
    """The grades of a term total, best first, of forms/checks/scheme.toml."""
    return tuple(Level(one["name"], Decimal(one["least"])) for one in shipped_list("scheme")["level"])


def term_grade(value: Decimal | None, *, is_vetoed: bool = False) -> str:
    """The grade of a printed total; "" without one; under a veto the lowest."""
    if value is None:
        return ""
    levels = term_levels()
    if is_vetoed:
        return levels[-1].name
    return next(level.name for level in levels if value >= level.least)


def scheme_of(draft: SchemeDraft) -> tuple[Scheme, How]:
    """As the calculation takes it."""
    scheme = Scheme(
        draft.parts, Decimal(draft.patrol_most), Decimal(draft.bonus_most), draft.excellent_share or 0
    )
    return scheme, How(Over(draft.over), Recheck(draft.recheck), draft.subjects_by == "周课时")


def scheme_problems(draft: SchemeDraft) -> tuple[FieldProblem, ...]:
    """What keeps a scheme from being stored."""
    found = []
    try:
        weights = draft.parts
    except (ValueError, ArithmeticError, AttributeError):
        return (FieldProblem("weights", "权重应是数。"),)
    if unknown := [part for part in weights if part not in parts()]:
        found.append(FieldProblem("weights", f"没有“{'、'.join(unknown)}”这一项。"))
    if any(weight < 0 for weight in weights.values()) or not sum(weights.values(), Decimal(0)):
        found.append(FieldProblem("weights", "权重不能小于 0，也不能全部为 0。"))
    if draft.over not in [one.value for one in Over] or draft.recheck not in [one.value for one in Recheck]:
        found.append(FieldProblem("over", "请从列表中选择计算办法。"))
    for key, title in (("patrol_most", "巡课扣分上限"), ("bonus_most", "加分上限")):
        if not 0 <= getattr(draft, key) <= 100:
            found.append(FieldProblem(key, f"{title}应在 0—100 之间。"))
    if draft.excellent_share is not None and not 0 < draft.excellent_share <= 100:
        found.append(FieldProblem("excellent_share", "优秀比例应在 1—100 之间，不提醒请留空。"))
    return tuple(found)
