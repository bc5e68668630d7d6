"""Code lists and ladders of honours: those shipped in forms/roster, and what the open school added to them.

One school is open at a time; the desk installs its words when it opens it, after each change of them, and
takes them away when it closes it (roster.service.own).
"""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from edudesk.base import paths
from edudesk.base.codes import Code, CodeList, read_code_lists


@dataclass(frozen=True, slots=True)
class Tier:
    """One rung of a ladder. rank: the higher the higher; is_county: counts as 县级以上骨干 (Q2); years: how long it is
    valid, None = without end; source: of a shipped one, "" of the school's own."""

    ladder: str
    word: str
    rank: int
    level: str
    is_county: bool
    years: int | None = None
    source: str = ""


_own_words: dict[str, tuple[Code, ...]] = {}
_own_tiers: list[Tier] = []


@cache
def code_lists() -> dict[str, CodeList]:
    """The code lists of forms/roster/codes.toml by their key, with the school's own words."""
    return _with_own(read_code_lists(paths.shipped("forms", "roster", "codes.toml")))


@cache
def history_codes() -> dict[str, CodeList]:
    """The code lists of the roster and those of forms/roster/history_codes.toml, by their key."""
    return code_lists() | _with_own(read_code_lists(paths.shipped("forms", "roster", "history_codes.toml")))


@cache
def shipped_tiers() -> tuple[Tier, ...]:
    """The rungs of forms/roster/ladders.toml."""
    with paths.shipped("forms", "roster", "ladders.toml").open("rb") as file:
        document = tomllib.load(file)
    return tuple(
        Tier(
            ladder["name"],
            tier["word"],
            tier["rank"],
            tier["level"],
            tier["county"],
            tier.get("years"),
            ladder["source"],
        )
        for ladder in document["ladder"]
        for tier in ladder["tiers"]
    )


@cache
def tiers() -> tuple[Tier, ...]:
    """All rungs: the school's own, which stand for shipped ones of the same name, and the other shipped ones."""
    own = {tier.word for tier in _own_tiers}
    return (*_own_tiers, *(tier for tier in shipped_tiers() if tier.word not in own))


@lru_cache(maxsize=1024)
def tier_of(name: str) -> Tier | None:
    """The rung a printed honour stands on: 市学科带头人 is 学科带头人; None when no ladder knows it."""
    exact = next((tier for tier in tiers() if tier.word == name), None)
    return exact or max(
        (tier for tier in tiers() if name.endswith(tier.word)), key=lambda tier: len(tier.word), default=None
    )


def install(words: Mapping[str, Sequence[Code]], own_tiers: Iterable[Tier]) -> None:
    """What the open school added: words by key of their list, and rungs; replaces what was installed before."""
    _own_words.clear()
    _own_words.update({key: tuple(codes) for key, codes in words.items()})
    _own_tiers[:] = own_tiers
    tiers.cache_clear()
    tier_of.cache_clear()
    _with_own(code_lists())
    if history_codes.cache_info().currsize:  # else they take the words when they are read
        _with_own(history_codes())


def installed() -> tuple[dict[str, tuple[Code, ...]], tuple[Tier, ...]]:
    """What install() was given last."""
    return dict(_own_words), tuple(_own_tiers)


def _with_own(lists: dict[str, CodeList]) -> dict[str, CodeList]:
    for key, codes in lists.items():
        if codes.own or key in _own_words:
            codes.take_own(_own_words.get(key, ()))
    return lists
