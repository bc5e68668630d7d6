"""The forms of a measure: what it is, and its targets and actuals of every year."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from edudesk.base.codes import Code, CodeList
from edudesk.base.columns import Column, Kind
from edudesk.base.errors import FieldProblem
from edudesk.indicators.rules.catalogue import indicators
from edudesk.kit.form_dialog import FormDialog, texts
from edudesk.plan.pages.forms import Saved, values_of
from edudesk.plan.pages.sources import PlanSources
from edudesk.plan.rows.measures import LEVELS_OF, MEASURE_COLUMN, WITHIN, YES_OR_NO, MeasureDraft, MeasureRow
from edudesk.plan.rows.whole import PlanWhole
from edudesk.plan.rules.aiming import aims_against, aims_of
from edudesk.plan.rules.codes import numbered
from edudesk.plan.rules.doubts import named_twice, without_range
from edudesk.plan.rules.years import PlanYear, years_of

_MEASURE = (
    "title", "unit", "direction", "decimals", "base", "base_on", "low", "high", "tolerance", "weight", "note",
)  # fmt: skip


def measure_form(
    parent: QWidget,
    sources: PlanSources,
    whole: PlanWhole,
    row: MeasureRow | None,
    saved: Saved,
    goal_id: str = "",
) -> FormDialog:
    """A measure; a new one with its yearly targets, which are typed in the table afterwards."""
    goals = {one.label: one.id for one in numbered(whole.goals)}
    goal = replace(
        MEASURE_COLUMN["goal_id"],
        kind=Kind.CHOICE,
        codes=CodeList("目标", tuple(map(Code, goals)), is_open=False),
    )
    every = {f"{one.id} {one.name}": one.id for one in indicators().values()}
    source = replace(
        MEASURE_COLUMN["source"],
        kind=Kind.CHOICE,
        codes=CodeList("指标", tuple(map(Code, every)), is_open=False),
        help="选了就随花名册、检查、项目的数据实时变化",
    )
    columns = tuple(MEASURE_COLUMN[key] for key in _MEASURE)
    groups: list[tuple[str, Sequence[Column]]] = [
        ("", (columns[0], goal, source, *columns[1:])),
    ]
    years: Sequence[PlanYear] = years_of(whole.plan) if row is None else ()
    if years:
        groups.append(
            ("年度目标值", tuple(Column(f"target_{one.word}", one.word, width=20) for one in years))
        )
    goal_word = next((word for word, one in goals.items() if one == (row.goal_id if row else goal_id)), "")
    values: dict[str, object] = {
        "goal_id": goal_word,
        "direction": MeasureDraft(plan_id="", goal_id="").direction,
    }
    if row is not None:
        values |= values_of(row, _MEASURE)
        values["source"] = next((word for word, one in every.items() if one == row.source), row.source)

    def save(typed: dict[str, object]) -> object:
        own = {key: value for key, value in typed.items() if not key.startswith("target_")}
        stored = texts(own) | {
            "goal_id": goals.get(str(own["goal_id"] or ""), ""),
            "source": every.get(str(own["source"] or ""), ""),
            "weight": own.get("weight"),
            "decimals": own.get("decimals"),
        }
        if row is not None:
            return sources.plan_measures.change(row.id, stored, row.version)
        targets = {one.word: str(typed.get(f"target_{one.word}") or "") for one in years}
        return sources.plan_measures.put(MeasureDraft(plan_id=whole.plan.id, **stored), targets)

    def doubt(typed: dict[str, object]) -> list[FieldProblem]:
        fresh = [str(typed.get(f"target_{one.word}") or "") for one in years]
        targets = aims_of(whole, row) if row is not None else fresh
        own = dict.fromkeys(MEASURE_COLUMN, "") | texts(typed)
        wrong = aims_against(own["direction"], own["base"], targets)
        goal_id = goals.get(own["goal_id"], "")
        beside = [one.title for one in whole.measures_of.get(goal_id, ()) if row is None or one.id != row.id]
        return [
            *([FieldProblem("direction", f"{wrong}。")] if wrong else []),
            *without_range(own["direction"], own["low"], own["high"], targets),
            *named_twice("指标", own["title"], beside),
        ]

    title = "新增观测指标" if row is None else f"编辑指标 {row.title}"
    return FormDialog.edit(parent, title, groups, values, save, saved, doubt=doubt)


def years_form(
    parent: QWidget, sources: PlanSources, whole: PlanWhole, row: MeasureRow, saved: Saved
) -> FormDialog:
    """Target and actual of every year of a measure, and whether it was 不适用."""
    years, help = years_of(whole.plan), _HELP.get(row.direction, "")
    groups = []
    values: dict[str, object] = {}
    locked: dict[str, str] = {}
    for one in years:
        own = whole.target.get((row.id, one.word))
        told = "已冻结" if own is not None and own.frozen else ""
        groups.append(
            (
                f"{one.word}　{told}".strip(),
                (
                    Column(f"target_{one.word}", "目标值", width=20, help=help),
                    Column(f"actual_{one.word}", "实际值", width=20),
                    Column(f"excused_{one.word}", "不适用", Kind.YESNO, 16, codes=_YES),
                    Column(f"why_{one.word}", "不适用的原因", width=40),
                ),
            )
        )
        if own is not None:
            values |= {
                f"{key}_{one.word}": getattr(own, key) for key in ("target", "actual", "excused", "why")
            }
            if own.frozen:
                locked[f"actual_{one.word}"] = (
                    "这一年的实际值已冻结，不随数据变化；要改请先在“办理”里解除冻结。"
                )
                locked[f"target_{one.word}"] = (
                    "这一年已经冻结，目标值与报出的一致；要改请先在“办理”里解除冻结。"
                )

    def save(typed: dict[str, object]) -> object:
        typed_years: dict[str, dict[str, str]] = {one.word: {} for one in years}
        for key, value in typed.items():
            field, _, word = key.partition("_")
            typed_years[word][field] = str(value or "")
        sources.plan_targets.fill(row.id, typed_years)
        return row

    def doubt(typed: dict[str, object]) -> list[FieldProblem]:
        targets = [str(typed.get(f"target_{one.word}") or "") for one in years]
        wrong = aims_against(row.direction, row.base, targets)
        return [FieldProblem(f"target_{years[-1].word}", f"{wrong}。")] if wrong else []

    title = f"年度目标值 {row.title}"
    return FormDialog.edit(parent, title, groups, values, save, saved, doubt=doubt, locked=locked)


_YES = CodeList("是否", (Code("是"),), is_open=False)
_HELP = {
    YES_OR_NO: "填“是”或“否”；实际值与它相同就是达成",
    LEVELS_OF: "填 A、B、C 或 D；实际等级不低于它就是达成",
    WITHIN: "与指标的上下限相同的不用填；这一年另有区间的写成 20—30",
}
