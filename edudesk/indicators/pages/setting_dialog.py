"""口径设置: what a school may decide about how figures are counted, with the clause each goes back to."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from edudesk.base.codes import Code, CodeList
from edudesk.base.columns import Column, Kind
from edudesk.base.errors import FieldProblem
from edudesk.indicators.pages.sources import IndicatorSources
from edudesk.indicators.rows.values import Setting
from edudesk.indicators.rules.catalogue import settings
from edudesk.indicators.rules.entering import setting_problem
from edudesk.kit.form_dialog import FormDialog


def ask_settings(parent: QWidget, sources: IndicatorSources) -> FormDialog:
    """All of them in one form; saved as one step."""
    held = sources.indicators.settings()
    values = {key: _shown(held.value(key)) for key in settings()}
    return FormDialog.edit(
        parent,
        "口径设置",
        (("", tuple(map(_column, settings().values()))),),
        values,
        lambda typed: sources.indicator_settings.save(_read(typed)),
        lambda _saved: None,
        check=_problems,
    )


def _column(one: Setting) -> Column:
    if one.kind == "word":
        words = CodeList(one.title, tuple(Code(word) for word in one.choices))
        return Column(one.key, one.title, Kind.CHOICE, 20, codes=words, required=True, help=one.source)
    if one.kind == "number":
        return Column(one.key, one.title, Kind.NUMBER, 20, required=True, help=one.source)
    if one.kind == "loads":
        return Column(one.key, one.title, width=60, help=one.source)
    return Column(one.key, one.title, width=60, required=True, help=f"用顿号隔开。{one.source}")


def _shown(value: Any) -> Any:
    return "、".join(value) if isinstance(value, (tuple, list)) else value


def _read(typed: Mapping[str, Any]) -> dict[str, Any]:
    """As it is kept; words are told apart by 、 or a comma."""
    found: dict[str, Any] = {}
    for key, value in typed.items():
        if settings()[key].kind in ("words", "loads"):
            parts = str(value or "").replace("，", "、").replace(",", "、").split("、")
            found[key] = [part.strip() for part in parts if part.strip()]
        else:
            found[key] = value
    return found


def _problems(typed: Mapping[str, Any]) -> Sequence[FieldProblem]:
    read = _read(typed)
    return tuple(
        FieldProblem(key, text) for key, value in read.items() if (text := setting_problem(key, value))
    )
