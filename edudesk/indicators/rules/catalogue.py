"""The indicators and their settings as forms/indicators declares them."""

import tomllib
from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from typing import Any

from edudesk.base import paths
from edudesk.indicators.rows.values import Better, Group, Indicator, Setting, Shape

_SETTINGS = "settings.toml"


def _read(name: str) -> dict[str, Any]:
    with paths.shipped("forms", "indicators", name).open("rb") as file:
        # 0.9 is nine tenths, not the nearest binary number: 3 teachers of 333 pupils meet it, or do not
        return tomllib.load(file, parse_float=Fraction)


@cache
def groups() -> tuple[Group, ...]:
    """All groups in their order, each with its indicators."""
    documents = [
        _read(path.name)
        for path in paths.shipped("forms", "indicators").iterdir()
        if path.suffix == ".toml" and path.name != _SETTINGS
    ]
    return tuple(
        Group(one["key"], one["title"], tuple(_indicator(one["key"], entry) for entry in one["indicator"]))
        for one in sorted(documents, key=lambda one: one["order"])
    )


@cache
def indicators() -> dict[str, Indicator]:
    """All indicators by id."""
    return {one.id: one for group in groups() for one in group.indicators}


@cache
def settings() -> dict[str, Setting]:
    """All settings by key, with the values that are shipped."""
    return {entry["key"]: _setting(entry) for entry in _read(_SETTINGS)["setting"]}


def _indicator(group: str, entry: Mapping[str, Any]) -> Indicator:
    return Indicator(
        **{
            **entry,
            "group": group,
            "shape": Shape(entry["shape"]),
            "better": Better(entry.get("better", "")),
            "targets": {stage: Fraction(limit) for stage, limit in entry.get("targets", {}).items()},
            "settings": tuple(entry.get("settings", ())),
        }
    )


def _setting(entry: Mapping[str, Any]) -> Setting:
    value = entry["value"]
    return Setting(
        **{
            **entry,
            "value": tuple(value)
            if isinstance(value, list)
            else float(value)
            if entry["kind"] == "number"
            else value,
            "choices": tuple(entry.get("choices", ())),
        }
    )
