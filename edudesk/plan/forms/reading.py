"""Schemes as plain data (TOML in forms/plan/schemes, JSON in the school file) and back."""

import tomllib
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any, Final

from edudesk.base import paths
from edudesk.base.errors import UserError
from edudesk.plan.forms.value import Conditions, Judging, Part, Rung, Scheme, Source

Plain = Mapping[str, Any]
USUAL: Final = "three_year"
"""The scheme of a plan that has chosen none."""
_RUNGS: Final = ("words", "levels", "grades")
_PARTS: Final = ("year", "round")
_FIGURES: Final = ("cap", "measures", "tasks")


class SchemeError(UserError):
    """A scheme that cannot be read; nothing of it was taken over."""

    def __init__(self, title: str, text: str) -> None:
        super().__init__(f"评价方案“{title}”无法读取：{text}。", "原有的方案没有改动；请修改这一处后再试。")


@cache
def shipped_schemes() -> dict[str, Scheme]:
    """The schemes that come with the program by key, the usual one first."""
    found = {}
    for path in sorted(paths.shipped("forms", "plan", "schemes").glob("*.toml")):
        with path.open("rb") as file:
            scheme = scheme_of({**_common(), **tomllib.load(file)})
        found[scheme.key] = scheme
    return {USUAL: found.pop(USUAL)} | found


@cache
def _common() -> dict[str, Any]:
    with paths.shipped("forms", "plan", "scoring.toml").open("rb") as file:
        return tomllib.load(file)


def scheme_of(plain: Plain) -> Scheme:
    """A scheme from plain data. Raises SchemeError."""
    title = str(plain.get("title", "")) or "未命名"
    values = dict(plain)
    try:
        for key in _FIGURES:
            if key in values:
                values[key] = _figure(values[key])
        for key in _RUNGS:
            values[key] = tuple(Rung(str(one["name"]), _figure(one["least"])) for one in values.get(key, ()))
        for key in _PARTS:
            values[key] = tuple(_part(one) for one in values.get(key, ()))
        values["judging"] = Judging(values.get("judging", Judging.POINTS))
        if told := values.get("conditions"):
            values["conditions"] = Conditions(
                _figure(told["all_from"]),
                _figure(told["any_below"]),
                tuple(told["names"]),
                tuple(told["whole"]),
            )
        return Scheme(**values)
    except (KeyError, TypeError, ValueError, InvalidOperation, AttributeError) as error:
        raise SchemeError(title, "有缺少、多余或写法不对的项目") from error


def plain_of(scheme: Scheme) -> dict[str, Any]:
    """The scheme as plain data: scheme_of(plain_of(scheme)) == scheme."""
    rungs = {
        key: [{"name": one.name, "least": str(one.least)} for one in getattr(scheme, key)] for key in _RUNGS
    }
    parts = {
        key: [
            {"name": one.name, "weight": str(one.weight), "of": one.of.value, "goals": list(one.goals)}
            for one in getattr(scheme, key)
        ]
        for key in _PARTS
    }
    plain: dict[str, Any] = {
        "key": scheme.key,
        "title": scheme.title,
        "version": scheme.version,
        "note": scheme.note,
        "source": scheme.source,
        "is_reference": scheme.is_reference,
        **{key: str(getattr(scheme, key)) for key in _FIGURES},
        **rungs,
        **parts,
        "judging": scheme.judging.value,
    }
    if (told := scheme.conditions) is not None:
        plain["conditions"] = {
            "all_from": str(told.all_from),
            "any_below": str(told.any_below),
            "names": list(told.names),
            "whole": list(told.whole),
        }
    return plain


def _part(plain: Plain) -> Part:
    return Part(
        str(plain["name"]),
        _figure(plain["weight"]),
        Source(plain.get("of", Source.GOALS)),
        tuple(plain.get("goals", ())),
    )


def _figure(value: object) -> Decimal:
    """Exact as written: 0.1 is a tenth. Raises ValueError for what is no number."""
    if isinstance(value, bool) or not isinstance(value, int | float | str | Decimal):
        raise ValueError(value)
    figure = Decimal(str(value))
    if not figure.is_finite():
        raise ValueError(value)
    return figure
