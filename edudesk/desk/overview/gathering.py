"""Each part of the start page: what it is worked out from, and when it may have become another."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from edudesk.base.due import Due, TellsDues
from edudesk.desk.overview.value import IndicatorLine, Overview, Standing
from edudesk.store.rights import Right

if TYPE_CHECKING:
    from edudesk.desk import Desk
    from edudesk.indicators.rows.values import Indicator

_HANDED_OUT = 5
_LEAVES = ("submissions.sending.keep",)
_SEVEN = "balance"
_COMMON = re.compile(r"^(每百名学生拥有|生均)|(?<=.)(数|面积|值)$")  # what the names of all seven share
_UNITS = {"平方米": "㎡", "元": "元"}


@dataclass(frozen=True, slots=True)
class Source:
    """What a part is worked out from. key: its own, "dues." and a feature for what waits there; right: needed to see it;
    concerns: after a change of one of these it may be another."""

    key: str
    right: Right
    concerns: frozenset[str]
    read: Callable[["Desk", date], dict[str, Any]]


def _dues(
    feature: str, right: Right, concerns: Sequence[str], teller: Callable[["Desk"], TellsDues]
) -> Source:
    key = f"dues.{feature}"
    return Source(key, right, frozenset(concerns), lambda desk, today: {key: tuple(teller(desk).dues(today))})


def _packs(desk: "Desk") -> TellsDues:
    from edudesk.submissions.dues import PackDues

    return PackDues(desk)


def _people(desk: "Desk", today: date) -> dict[str, Any]:
    from edudesk.roster.rules import is_present

    return {"people": sum(map(is_present, desk.teachers.rows()))}


def _month(desk: "Desk", today: date) -> dict[str, Any]:
    return {"month": desk.check_month.latest(today)}


def _handed_out(desk: "Desk", today: date) -> dict[str, Any]:
    return {"handed_out": tuple((one.at, one.title) for one in desk.exports.latest(_HANDED_OUT, _LEAVES))}


def _seven(desk: "Desk", today: date) -> dict[str, Any]:
    from edudesk.indicators.rules.judging import balance
    from edudesk.indicators.rules.trends import key_of
    from edudesk.indicators.rules.wording import gap_words, target_words, value_words

    found = desk.indicators.of_group(today, _SEVEN)
    return {
        "seven": tuple(
            IndicatorLine(
                id="".join(key_of(one)),
                stage=one.stage,
                name=short_name(one.indicator),
                full="，".join(filter(None, (one.indicator.name, gap_words(one).strip("—")))),
                value=value_words(one),
                target=target_words(one),
                verdict=str(one.verdict),
            )
            for one in found
        ),
        "standings": tuple(
            Standing(stage=one.stage, met=one.met, of=one.of, verdict=str(one.verdict))
            for one in balance(found)
        ),
    }


def short_name(indicator: "Indicator") -> str:
    """教学及辅助用房 ㎡: without what the seven have in common."""
    name = _COMMON.sub("", indicator.name)
    unit = _UNITS.get(indicator.unit, "")
    return f"{name} {unit}".strip()


_ROSTER = ("teachers", "histories", "words", "ladders", "school")
SOURCES: tuple[Source, ...] = (
    Source("people", Right.SEE_ROSTER, frozenset({"teachers"}), _people),
    _dues(
        "checks", Right.SEE_CHECKS, ("checks", "sheets", "problems", "teachers"), lambda desk: desk.check_dues
    ),
    _dues("projects", Right.SEE_PROJECTS, ("projects", "project_kinds"), lambda desk: desk.project_dues),
    _dues(
        "packs", Right.SEE_SUBMISSIONS, ("packs", "sendings", "asked", "papers", "projects", "terms"), _packs
    ),
    _dues("roster", Right.SEE_ROSTER, _ROSTER, lambda desk: desk.roster_dues),
    Source("month", Right.SEE_CHECKS, frozenset({"checks", "sheets", "problems"}), _month),
    Source(
        "seven",
        Right.SEE_ROSTER,
        frozenset({*_ROSTER, "classes", "stats", "terms", "days", "indicators"}),
        _seven,
    ),
    Source("handed_out", Right.READ_JOURNAL, frozenset({"journal"}), _handed_out),
)


def put_together(parts: dict[str, Any]) -> Overview:
    """The whole from its parts, what waits in all features in one list."""
    dues: list[Due] = []
    for key, value in parts.items():
        if key.startswith("dues."):
            dues += value
    rest = {key: value for key, value in parts.items() if not key.startswith("dues.")}
    return Overview(dues=tuple(dues), **rest)
