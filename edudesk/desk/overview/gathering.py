"""Each part of the start page: what it is worked out from, and when it may have become another."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from edudesk.base.due import Due, TellsDues
from edudesk.desk.overview.value import Goal, IndicatorLine, Overview, PlanFigures, Standing
from edudesk.indicators.rules.feeding import FED_BY, FED_BY_SCHOOL
from edudesk.store.rights import Right

if TYPE_CHECKING:
    from edudesk.desk import Desk
    from edudesk.indicators.rows.values import Indicator

_HANDED_OUT = 5
_DUES, UNREAD = "dues.", "unread."
_JOINED = ("dues", "unread")
_LEAVES = ("submissions.sending.keep",)
_SEVEN = "balance"
_COMMON = re.compile(r"^(每百名学生拥有|生均)|(?<=.)(数|面积|值)$")  # what the names of all seven share
_UNITS = {"平方米": "㎡", "元": "元"}


@dataclass(frozen=True, slots=True)
class Source:
    """What a part is worked out from. key: its own, "dues." and a feature for what waits there; title: as a sentence names
    it; right: needed to see it; concerns: after a change of one of these it may be another; is_slow: it takes seconds at
    first, the others do not wait for it."""

    key: str
    title: str
    right: Right
    concerns: frozenset[str]
    read: Callable[["Desk", date], dict[str, Any]]
    is_slow: bool = False


def _dues(
    feature: str, title: str, right: Right, concerns: Sequence[str], teller: Callable[["Desk"], TellsDues]
) -> Source:
    key = f"{_DUES}{feature}"
    return Source(
        key,
        f"{title}的待办",
        right,
        frozenset(concerns),
        lambda desk, today: {key: tuple(teller(desk).dues(today))},
    )


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

    found = desk.indicators.some(today, lambda one: one.group == _SEVEN)
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


def _plan(desk: "Desk", today: date) -> dict[str, Any]:
    """The domains of the plan in force, and the whole beside the year before."""
    from edudesk.plan.rules.codes import numbered
    from edudesk.plan.rules.years import year_of, years_of

    plan = desk.plan_dues.plan()
    year = year_of(plan, today.isoformat()) if plan is not None else None
    if plan is None or year is None:
        return {"plan": None}
    judged = desk.plan_evaluations.of(plan.id, year=year.word)
    years = years_of(plan)
    before = years[years.index(year) - 1] if years.index(year) else None
    # as reported: with what was added or taken off by hand
    past = desk.plan_evaluations.of(plan.id, year=before.word).settled if before is not None else None
    lines = {one.id: one.counted for one in judged.evaluation.lines}
    goals = numbered(desk.plan_wholes.of(plan.id).goals)
    return {
        "plan": PlanFigures(
            plan_id=plan.id,
            title=plan.title,
            year=year.word,
            goals=tuple(
                Goal(id=one.id, title=one.label, percent=_percent(lines.get(one.id)))
                for one in goals
                if not one.depth
            ),
            percent=float(judged.settled.score) if judged.settled is not None else None,
            before=float(past.score) if past is not None else None,
        )
    }


def _percent(share: Fraction | None) -> float | None:
    """As the page of the plan shows it."""
    from edudesk.plan.rules.amounts import whole_percent

    return None if share is None else float(whole_percent(share))


_ROSTER = ("teachers", "histories", "words", "ladders", "school")
SOURCES: tuple[Source, ...] = (
    Source("people", "在校教师人数", Right.SEE_ROSTER, frozenset({"teachers"}), _people),
    _dues(
        "checks",
        "检查",
        Right.SEE_CHECKS,
        ("checks", "sheets", "problems", "teachers"),
        lambda desk: desk.check_dues,
    ),
    _dues(
        "projects", "项目", Right.SEE_PROJECTS, ("projects", "project_kinds"), lambda desk: desk.project_dues
    ),
    _dues(
        "packs",
        "报送",
        Right.SEE_SUBMISSIONS,
        ("packs", "sendings", "asked", "papers", "projects", "calendar"),
        _packs,
    ),
    _dues(
        "governance", "督导与会议", Right.SEE_GOVERNANCE, ("governance",), lambda desk: desk.governance_dues
    ),
    _dues("appraisal", "自评", Right.SEE_APPRAISAL, ("appraisal",), lambda desk: desk.appraisal_dues),
    _dues("roster", "花名册", Right.SEE_ROSTER, _ROSTER, lambda desk: desk.roster_dues),
    _dues("plan", "规划", Right.SEE_PLAN, ("plan",), lambda desk: desk.plan_dues),
    Source("plan", "规划进展", Right.SEE_PLAN, FED_BY | {"plan"}, _plan, is_slow=True),
    Source("month", "本月检查", Right.SEE_CHECKS, frozenset({"checks", "sheets", "problems"}), _month),
    Source("seven", "优质均衡指标", Right.SEE_ROSTER, FED_BY_SCHOOL, _seven),
    Source("handed_out", "最近导出", Right.READ_JOURNAL, frozenset({"journal"}), _handed_out),
)


def put_together(parts: dict[str, Any]) -> Overview:
    """The whole from its parts, what waits in all features in one list."""
    dues: list[Due] = []
    for key, value in parts.items():
        if key.startswith(_DUES):
            dues += value
    unread = tuple(value for key, value in parts.items() if key.startswith(UNREAD))
    rest = {key: value for key, value in parts.items() if not key.startswith((_DUES, UNREAD))}
    return Overview(dues=tuple(dues), unread=unread, **rest)


def taken_apart(told: Overview) -> dict[str, Any]:
    """The parts of what was kept in the file, but for what waits, of which it does not say whose it is."""
    return {field.name: getattr(told, field.name) for field in fields(told) if field.name not in _JOINED}
