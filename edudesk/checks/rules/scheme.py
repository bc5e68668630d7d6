"""The term scheme a school begins with, and what has to hold in one (教学常规检查 1.5)."""

import json
import re
from collections.abc import Sequence
from dataclasses import asdict
from decimal import Decimal
from enum import StrEnum
from functools import cache

from edudesk.base.errors import FieldProblem
from edudesk.checks.forms.kinds import kinds, parts
from edudesk.checks.forms.points import plain
from edudesk.checks.forms.reading import shipped_list
from edudesk.checks.forms.scoring import VETO_MOST
from edudesk.checks.forms.value import Level
from edudesk.checks.rows.campaigns import CampaignRow
from edudesk.checks.rows.terms import SchemeDraft, SchemeRow
from edudesk.checks.rules.combining import Recheck
from edudesk.checks.rules.results import How
from edudesk.checks.rules.term import Scheme
from edudesk.checks.rules.weighing import Classes, Over, Subjects, Weights, shipped_main

_LEVEL = re.compile(r"(.+?)\s*(\d{1,3}(?:\.\d)?)?(?:分)?(?:以上|及以上)?")
_MOST_LEVELS = 6
MOST_WEIGHT = 100  # of a single check


class Exempt(StrEnum):
    """What 免检 counts with in the term total (教学常规检查 5.2)."""

    DROPPED = "不计入，其余各项折算"
    BEFORE = "用上学期的均分"


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
        veto_most=shipped["veto_most"],
        recheck_most=shipped["recheck_most"],
        make_up_days=shipped["make_up_days"],
        year_share=shipped["year_share"],
    )


def scheme_for(rows: Sequence[SchemeRow], school_year: str, term: str) -> SchemeDraft:
    """The scheme of a term: its own (a SchemeRow), else that of the last term before with one, else the shipped one."""
    before = [row for row in rows if (row.school_year, row.term) < (school_year, term)]
    own = next((row for row in rows if (row.school_year, row.term) == (school_year, term)), None)
    if own is not None or not before:
        return own or default_scheme(school_year, term)
    last = max(before, key=lambda row: (row.school_year, row.term))
    values = {key: value for key, value in asdict(last).items() if key not in ("id", "version")}
    fresh = {"school_year": school_year, "term": term, "frozen_on": "", "check_weights": ""}
    return SchemeDraft(**{**values, **fresh})


def scheme_words(draft: SchemeDraft) -> str:
    """备课 20 · 课堂 30 · 作业 25 …"""
    return " · ".join(f"{part} {plain(weight)}" for part, weight in draft.parts.items() if weight)


@cache
def term_levels() -> tuple[Level, ...]:
    """The grades of a term total, best first, of forms/checks/scheme.toml."""
    return tuple(Level(one["name"], Decimal(one["least"])) for one in shipped_list("scheme")["level"])


def levels_of(draft: SchemeDraft) -> tuple[Level, ...]:
    """The grades of a term total under a scheme, best first."""
    if not draft.levels:
        return term_levels()
    return tuple(Level(name, Decimal(str(least))) for name, least in json.loads(draft.levels))


def levels_words(levels: Sequence[Level]) -> str:
    """优秀 90、良好 80、合格 60、不合格: as a person writes them, and read_levels() reads."""
    return "、".join(f"{level.name} {plain(level.least)}" if level.least else level.name for level in levels)


def level_presets() -> tuple[str, ...]:
    """Ways of grading that schools use."""
    return tuple(shipped_list("scheme")["level_presets"])


def read_levels(text: str) -> tuple[Level, ...]:
    """Grades as written, best first; the last begins at 0. Raises ValueError with the sentence that says why not."""
    parts = [part.strip() for part in re.split(r"[、，,；;|]+", text) if part.strip()]
    found = []
    for part in parts:
        match = _LEVEL.fullmatch(part)
        if match is None:
            raise ValueError(f"看不懂“{part}”，请写成“优秀 90”。")
        found.append(Level(match[1].strip(), Decimal(match[2] or 0)))
    if not 2 <= len(found) <= _MOST_LEVELS:
        raise ValueError(f"等级应有 2—{_MOST_LEVELS} 个，用顿号隔开，如“优秀 90、良好 80、合格 60、不合格”。")
    if len({level.name for level in found}) < len(found):
        raise ValueError("等级的名称不能重复。")
    least = [level.least for level in found]
    if least[0] > 100 or least != sorted(set(least), reverse=True):
        raise ValueError("分数线应从高到低，不超过 100，不能相同。")
    if least[-1]:
        raise ValueError(f"最低一级“{found[-1].name}”不写分数线，从 0 分起。")
    return tuple(found)


def term_grade(
    value: Decimal | None, *, is_vetoed: bool = False, levels: Sequence[Level] | None = None
) -> str:
    """The grade of a printed total; "" without one; under a veto the lowest. levels: of the term, None = the shipped."""
    if value is None:
        return ""
    levels = levels or term_levels()
    if is_vetoed:
        return levels[-1].name
    return next(level.name for level in levels if value >= level.least)


def scheme_of(draft: SchemeDraft) -> tuple[Scheme, How]:
    """As the calculation takes it."""
    shipped = shipped_list("scheme")

    def limit(key: str) -> int:
        value = getattr(draft, key)
        return int(shipped[key] if value is None else value)

    scheme = Scheme(
        draft.parts,
        Decimal(draft.patrol_most),
        Decimal(draft.bonus_most),
        draft.excellent_share or 0,
        Decimal(limit("veto_most")),
    )
    how = How(
        weights_of(draft),
        Recheck(draft.recheck),
        Decimal(limit("recheck_most")),
        Decimal(limit("veto_most")),
        limit("make_up_days"),
    )
    return scheme, how


def weights_of(draft: SchemeDraft) -> Weights:
    """What classes, subjects and single checks count; which field tells 抽查本数, the forms say (sampled_fields)."""
    main, share = shipped_main()
    return Weights(
        Over(draft.over),
        Subjects(draft.subjects_by),
        Classes(draft.classes_by or Classes.MEAN),
        frozenset(read_subjects(draft.main_subjects) or main),
        Decimal(share if draft.main_share is None else draft.main_share),
        draft.checks,
        left_out=draft.subjects_out,
    )


def read_subjects(text: str) -> tuple[str, ...]:
    """语文, 数学 of 语文、数学: subjects as a person writes them, each once."""
    return tuple(dict.fromkeys(filter(None, re.split(r"[、，,；;\s]+", text))))


def weighing_words(draft: SchemeDraft, checks: Sequence[CampaignRow] = ()) -> str:
    """How classes, subjects and checks become one figure, where it is not as a school begins: 各班按抽查本数加权；几次检查按各次
    权重：9月备课检查 1、11月备课检查 2. checks: of the term; "" where all is."""
    weights, found = weights_of(draft), []
    if weights.classes is not Classes.MEAN:
        found.append(
            f"几个班{weights.classes.value}加权" if weights.classes is Classes.BOOKS else "几个班先按年级平均"
        )
    if weights.subjects is Subjects.MEAN:
        found.append("几门学科平均")
    if weights.subjects is Subjects.MAIN:
        main = "、".join(read_subjects(draft.main_subjects) or shipped_main()[0])
        share = weights.main_share
        found.append(f"主科（{main}）{plain(share)}%、其他学科 {plain(100 - share)}%")
    if weights.over is Over.WEIGHTS:
        told = "、".join(
            f"{one.title} {plain(weights.checks[one.id])}" for one in checks if one.id in weights.checks
        )
        found.append(f"几次检查按各次权重{f'：{told}，其余 1' if told else ''}")
    elif weights.over is not Over.MEAN:
        found.append(f"几次检查取{weights.over.value}")
    return "；".join(found)


def scheme_notes(draft: SchemeDraft, checks: Sequence[CampaignRow] = ()) -> tuple[str, ...]:
    """What stands under a list of totals: the weights of the parts, and how figures are joined where a school chose."""
    joined = weighing_words(draft, checks)
    return (
        f"权重：{scheme_words(draft)}；不适用的一项不计，其余按比例折合。",
        *((f"合并办法：{joined}。",) if joined else ()),
        *((f"不适用的学科：{left_out}。",) if (left_out := left_out_words(draft)) else ()),
    )


def year_share(draft: SchemeDraft) -> int:
    """Per cent of the year's appraisal that is 常规."""
    return int(shipped_list("scheme")["year_share"] if draft.year_share is None else draft.year_share)


def left_out_words(draft: SchemeDraft) -> str:
    """作业不计体育、音乐: subjects that have no such thing; "" where all count."""
    told = [
        f"{kinds()[code].name}不计{'、'.join(sorted(subjects))}"
        for code, subjects in draft.subjects_out.items()
        if subjects and code in kinds()
    ]
    return "；".join(told)


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
    for key, choices in (
        ("over", Over),
        ("recheck", Recheck),
        ("subjects_by", Subjects),
        ("classes_by", Classes),
    ):
        typed = getattr(draft, key)
        if typed not in [one.value for one in choices] and (typed or key != "classes_by"):
            found.append(FieldProblem(key, "请从列表中选择计算办法。"))
    if draft.main_share is not None and not 0 < draft.main_share < 100:
        found.append(FieldProblem("main_share", "主科所占应在 1—99 之间。"))
    try:
        if any(not 0 <= weight <= MOST_WEIGHT for weight in draft.checks.values()):
            found.append(FieldProblem("check_weights", f"各次检查的权重应在 0—{MOST_WEIGHT} 之间。"))
    except (ValueError, ArithmeticError, AttributeError):
        found.append(FieldProblem("check_weights", "各次检查的权重应是数。"))
    for key, title, most in (
        ("patrol_most", "巡课扣分上限", 100),
        ("bonus_most", "加分上限", 100),
        ("veto_most", "一票否决的上限", int(VETO_MOST)),  # R7: the sheet itself has no more
        ("recheck_most", "复查的上限", 100),
    ):
        if not 0 <= (getattr(draft, key) or 0) <= most:
            found.append(FieldProblem(key, f"{title}应在 0—{most} 之间。"))
    if draft.year_share is not None and not 0 < draft.year_share <= 100:
        found.append(FieldProblem("year_share", "年度考核折算应在 1—100 之间。"))
    try:
        if unknown := [code for code in draft.subjects_out if code not in kinds()]:
            found.append(FieldProblem("left_out", f"没有“{'、'.join(unknown)}”这类检查。"))
    except (ValueError, AttributeError, TypeError):
        found.append(FieldProblem("left_out", "不适用的学科看不懂。"))
    if draft.make_up_days is not None and not 0 <= draft.make_up_days <= 180:
        found.append(FieldProblem("make_up_days", "补检期限应在 0—180 天之间。"))
    if draft.exempt_by and draft.exempt_by not in [one.value for one in Exempt]:
        found.append(FieldProblem("exempt_by", "请从列表中选择免检怎样算。"))
    if draft.levels:
        try:
            read_levels(levels_words(levels_of(draft)))
        except (ValueError, ArithmeticError, TypeError) as error:
            found.append(FieldProblem("levels", str(error)))
    if draft.excellent_share is not None and not 0 < draft.excellent_share <= 100:
        found.append(FieldProblem("excellent_share", "优秀比例应在 1—100 之间，不提醒请留空。"))
    return tuple(found)
