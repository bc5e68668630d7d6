"""优质均衡监测数据采集表 (flat, to be pasted) and 优质均衡监测表 (to be read): the seven figures of resources."""

from collections.abc import Iterator
from typing import Any, Final

from edudesk.base.chart import UNKNOWN
from edudesk.base.masking import Audience
from edudesk.base.report import Report
from edudesk.indicators.reports.facts import SheetFacts
from edudesk.indicators.reports.parts import NOTHING, column, figure, number, percent, report, value_cell
from edudesk.indicators.rows.stored import AMOUNTS, REGION_COLUMN
from edudesk.indicators.rows.values import Result
from edudesk.indicators.rules.judging import Balance, balance
from edudesk.indicators.rules.wording import gap_words, target_words

_SEVEN: Final = tuple(AMOUNTS)
_RULE: Final = (
    "学校达标：7 项中至少 6 项达到标准，余项不低于标准的 85%（教督〔2017〕6号）。达成率 = 指标值 ÷ 标准。"
)


def collection(facts: SheetFacts, audience: Audience) -> Report:
    """One row for each 学段, as the bureau collects it: numerators, values, achievement; no cell is merged."""
    columns = [
        column("school", "学校", 40), column("stage", "学段", 16), figure("classes", "班数", 12), figure("pupils", "学生数", 16),
    ]  # fmt: skip
    for key, field in AMOUNTS.items():
        parent = f"{key} {REGION_COLUMN[field].title}"
        columns += [
            figure(f"{key}n", "数量", 20, parent),
            figure(f"{key}v", "指标值", 17, parent),
            figure(f"{key}a", "达成率（%）", 17, parent),
        ]
    columns += [
        figure("met", "达标项数", 14),
        figure("rest", "余项最低达成率（%）", 20),
        column("verdict", "结论", 18),
    ]
    return report(
        "collection", "优质均衡监测数据采集表", facts, audience, columns, [_flat(facts, stage) for stage in facts.stages],
        unit="人、平方米、元、间", notes=(_RULE, *facts.notes(*_SEVEN)), paper="A3", is_grouped=False,
    )  # fmt: skip


def _flat(facts: SheetFacts, stage: str) -> dict[str, Any]:
    inputs, found = facts.kept.stages[stage], _seven(facts, stage)
    row: dict[str, Any] = {
        "school": facts.school.name, "stage": stage, "classes": number(inputs.classes), "pupils": number(inputs.pupils),
    }  # fmt: skip
    for one in found:
        key = one.indicator.id
        row |= {
            f"{key}n": number(one.figure.numerator),
            f"{key}v": value_cell(one),
            f"{key}a": percent(one.achieved) if one.target is not None else NOTHING,
        }
    judged = _judged(facts, stage)
    return row | {"met": judged.met, "rest": _rest(found), "verdict": str(judged.verdict)}


def _seven(facts: SheetFacts, stage: str) -> list[Result]:
    return [facts.kept.by_key[key, stage] for key in _SEVEN if (key, stage) in facts.kept.by_key]


def _judged(facts: SheetFacts, stage: str) -> Balance:
    (found,) = balance(_seven(facts, stage))
    return found


def _rest(found: list[Result]) -> object:
    """The lowest achievement of those below the limit."""
    below = [one.achieved for one in found if one.achieved is not None and one.achieved < 1]
    if below:
        return percent(min(below))
    return UNKNOWN if any(one.achieved is None and one.target is not None for one in found) else NOTHING


def monitoring(facts: SheetFacts, audience: Audience) -> Report:
    """A row for each figure with its limit, what lacks and the verdict."""
    columns = (
        column("stage", "学段", 18), column("no", "编号", 12), column("name", "指标", 60), figure("number", "采集数", 24),
        column("of", "单位", 16), figure("pupils", "在校生数", 18), figure("value", "指标值", 18), column("target", "标准", 18),
        figure("achieved", "达成率（%）", 20), column("gap", "差距", 28), column("verdict", "结论", 18),
    )  # fmt: skip
    rows = [row for stage in facts.stages for row in _lines(facts, stage)]
    return report(
        "monitoring", "优质均衡监测表", facts, audience, columns, rows, unit="人、平方米、元、间",
        notes=(_RULE, *facts.notes(*_SEVEN)),
    )  # fmt: skip


def _lines(facts: SheetFacts, stage: str) -> Iterator[dict[str, Any]]:
    for place, one in enumerate(_seven(facts, stage)):
        yield {
            "stage": "" if place else stage,
            "no": one.indicator.id,
            "name": one.indicator.name,
            "number": number(one.figure.numerator),
            "of": one.indicator.of,
            "pupils": number(one.figure.denominator),
            "value": value_cell(one),
            "target": target_words(one),
            "achieved": percent(one.achieved) if one.target is not None else NOTHING,
            "gap": gap_words(one),
            "verdict": str(one.verdict),
        }
    judged = _judged(facts, stage)
    rest = f"，{judged.rest_words}" if judged.rest else ""
    yield {
        "stage": "",
        "no": "",
        "name": f"{judged.of} 项中达标 {judged.met} 项{rest}",
        "verdict": str(judged.verdict),
    }
