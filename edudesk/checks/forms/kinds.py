"""The check types (forms/checks/types.toml)."""

from dataclasses import dataclass
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


@cache
def kinds() -> dict[str, CheckKind]:
    """The types by code, in the order lists show them."""
    return {one["code"]: CheckKind(**one) for one in shipped_list("types")["kind"]}


@cache
def parts() -> tuple[str, ...]:
    """The parts of a term total, in their order: 备课 集体备课与教研 课堂 …"""
    return tuple(dict.fromkeys(kind.part for kind in kinds().values() if kind.part))
