"""The check types (forms/checks/types.toml) and the hints of policy (policies.toml)."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from edudesk.checks.forms.reading import shipped_list


@dataclass(frozen=True, slots=True)
class CheckKind:
    """One type of check; the fields are explained in forms/checks/types.toml."""

    code: str
    name: str
    title: str
    who: str
    rhythm: str
    form: str
    part: str
    log: bool = False
    quota: bool = False


@dataclass(frozen=True, slots=True)
class Policy:
    """One hint: its name, a sentence, where it comes from, since when, for which kinds of school."""

    key: str
    name: str
    text: str
    source: str
    since: date
    stages: tuple[str, ...]


@cache
def kinds() -> dict[str, CheckKind]:
    """The types by code, in the order lists show them."""
    return {one["code"]: CheckKind(**one) for one in shipped_list("types")["kind"]}


@cache
def policies() -> dict[str, Policy]:
    """The hints by key."""
    return {
        one["key"]: Policy(**{**one, "stages": tuple(one["stages"])})
        for one in shipped_list("policies")["policy"]
    }


@cache
def parts() -> tuple[str, ...]:
    """The parts of a term total, in their order: 备课 集体备课与教研 课堂 …"""
    return tuple(dict.fromkeys(kind.part for kind in kinds().values() if kind.part))
