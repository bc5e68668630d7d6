"""校定目标: what the school wants of a figure, from which school year on, and where that is written."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from edudesk.base.columns import Column, Kind
from edudesk.base.errors import FieldProblem
from edudesk.indicators.pages.sources import IndicatorSources
from edudesk.indicators.rows.stored import SETTING_COLUMN
from edudesk.indicators.rows.values import Result
from edudesk.indicators.rules.targets import (
    TargetKey,
    shown_target,
    target_problem,
    typed_target,
    unit_typed,
)
from edudesk.indicators.rules.wording import target_words
from edudesk.kit.form_dialog import FormDialog
from edudesk.school.rules.years import read_school_year, school_year_of


def ask_target(parent: QWidget, sources: IndicatorSources, result: Result, on: date) -> FormDialog:
    """Of one figure of a 学段; an empty value takes the target back. on: the day the page shows."""
    indicator = result.indicator
    unit = unit_typed(indicator)
    official = f"；规定的标准是 {target_words(result)}" if result.target is not None else ""
    columns = (
        Column("value", f"校定目标（{unit}）" if unit else "校定目标", Kind.NUMBER, 20, help=f"不填就是不再校定{official}"),
        Column("school_year", "从哪个学年起", width=24, required=True, help="例如：2026-2027，以后各学年都按它，直到另有校定"),
        Column("note", "依据", width=40, help="例如：学校五年发展规划 2.1"),
    )  # fmt: skip
    note = SETTING_COLUMN["note"].key

    def key(typed: Mapping[str, Any]) -> TargetKey:
        year = str(typed["school_year"] or "").strip()
        return TargetKey(indicator.id, result.stage, read_school_year(year) or year)

    def value(typed: Mapping[str, Any]) -> str | None:
        return None if typed["value"] in (None, "") else str(typed_target(indicator, typed["value"]))

    def check(typed: Mapping[str, Any]) -> Sequence[FieldProblem]:
        problem = target_problem(key(typed), value(typed))
        return (FieldProblem("school_year" if "学年" in problem else "value", problem),) if problem else ()

    def save(typed: Mapping[str, Any]) -> None:
        told = None if value(typed) is None else typed_target(indicator, typed["value"])
        sources.indicator_settings.aim(key(typed), told, str(typed["note"] or ""))

    year = school_year_of(on)
    own = result.own_target
    kept = sources.indicator_settings.aims().get(TargetKey(indicator.id, result.stage, year))
    values = {
        "value": None if own is None else shown_target(indicator, own),
        "school_year": year,
        note: "" if kept is None else kept.note,
    }
    stage = f"（{result.stage}）" if result.stage else ""
    return FormDialog.edit(
        parent,
        f"校定目标：{indicator.name}{stage}",
        (("", columns),),
        values,
        save,
        lambda _saved: None,
        check=check,
    )
