"""校际差异系数测算表 and 集团（区域）各校对照表: the schools of the region in the school year of the day."""

from collections.abc import Iterator
from typing import Any, Final

from edudesk.base.masking import Audience
from edudesk.base.report import Report
from edudesk.indicators.reports.facts import SheetFacts
from edudesk.indicators.reports.parts import NOTHING, column, figure, report, value_cell, value_text
from edudesk.indicators.rows.values import Result
from edudesk.indicators.rules.region import (
    MARKS,
    SEVEN,
    SHORT_TITLES,
    Region,
    Spread,
    region_words,
    spread_words,
)
from edudesk.indicators.rules.wording import lack_words

_FORMULA: Final = (
    "差异系数 = 标准差 S ÷ 平均值；平均值 = 各校总量之和 ÷ 各校在校生之和；"
    "S = √Σ（该校在校生 ÷ 在校生之和）×（该校指标值 − 平均值）²（教督〔2017〕6号）。"
)
_SHARE: Final = "本校对 S² 的影响 =（本校在校生 ÷ 在校生之和）×（本校值 − 平均值）²，占比为它在 S² 中所占的部分。小学、初中分别计算。"


def variation_sheet(facts: SheetFacts, audience: Audience) -> Report:
    """The seven coefficients of each 学段, against the limit and the goal of the region."""
    columns = (
        column("stage", "学段", 18), column("no", "编号", 12), column("name", "指标", 60), figure("schools", "计入学校数", 20),
        column("mean", "平均值", 20), column("deviation", "标准差 S", 20), column("cv", "差异系数", 18), column("last", "上学年", 16),
        column("limit", "标准", 18), column("verdict", "结论", 18), column("goal", "自定目标", 22),
        column("own", "本校值", 20, parent="本校"), column("own_share", "对 S² 的影响", 26, parent="本校"),
        column("part", "占比", 16, parent="本校"),
    )  # fmt: skip
    rows = [row for one in facts.regions() for row in _spreads(one)]
    notes = (_FORMULA, _SHARE, *_without(facts))
    return report(
        "variation", "校际差异系数测算表", facts, audience, columns, rows, unit="见各项", notes=notes
    )


def _spreads(one: Region) -> Iterator[dict[str, Any]]:
    for place, spread in enumerate(one.spreads):
        words = spread_words(spread)
        yield {
            "stage": "" if place else one.stage,
            "no": spread.indicator.id,
            "name": spread.indicator.name,
            "schools": len(spread.found.shares) if spread.found is not None else 0,
            **words._asdict(),
            "verdict": str(spread.verdict),
        }


def _without(facts: SheetFacts) -> Iterator[str]:
    """Schools that are not counted, and those whose figures lack; nobody at all."""
    regions = facts.regions()
    if not any(one.lines for one in regions):
        yield f"{facts.kept.school_year}学年还没有录入区域学校。"
    for one in regions:
        if one.left_out:
            yield f"{one.stage}不计入的学校：{'；'.join(f'{name}（{why}）' for name, why in one.left_out)}。"
        told = [
            f"{spread.indicator.id} {'、'.join(name for name, _ in lacking)}"
            for spread in one.spreads
            if (lacking := _lacking(spread))
        ]
        if told:
            yield f"{one.stage}缺数据的学校没有计入，结论待定：{'；'.join(told)}。"


def _lacking(spread: Spread) -> tuple[tuple[str, str], ...]:
    return spread.found.lacking if spread.found is not None else ()


def schools_sheet(facts: SheetFacts, audience: Audience) -> Report:
    """School × figure with the verdict of each school, its worst item and the teachers it lacks."""
    columns = (
        column("stage", "学段", 16), column("name", "学校", 44), figure("pupils", "学生数", 16),
        *(figure(key, SHORT_TITLES[key], 19) for key in SEVEN),
        column("met", "达标项数", 16), column("verdict", "学校结论", 18), column("worst", "最弱项", 26), column("lacks", "师资缺额", 44),
    )  # fmt: skip
    rows = [row for one in facts.regions() for row in _schools(one)]
    notes = (
        "Q1—Q7 后带“▲”的未达到标准，带“△”的未达到标准、不低于标准的 85%；学校达标：至少 6 项达标，余项不低于 85%。",
        *map(region_words, facts.regions()),
        *facts.notes(*SEVEN),
    )
    return report(
        "schools",
        "各校监测指标对照表",
        facts,
        audience,
        columns,
        rows,
        unit="人、平方米、元、间",
        notes=notes,
        paper="A3",
    )


def _schools(one: Region) -> Iterator[dict[str, Any]]:
    for place, line in enumerate(one.lines):
        worst = line.worst
        yield {
            "stage": "" if place else one.stage,
            "name": line.row.name,
            "pupils": line.row.pupils,
            **{key: _marked(line.results[key]) for key in SEVEN},
            "met": f"{line.balance.met} / {line.balance.of}",
            "verdict": line.verdict,
            "worst": worst.indicator.id if worst is not None else NOTHING,
            "lacks": lack_words(line.lacks) or NOTHING,
        }


def _marked(one: Result) -> object:
    """The value, with the mark of what is below its limit behind it."""
    mark = MARKS.get(one.verdict)
    return f"{value_text(one)}{mark}" if mark else value_cell(one)
