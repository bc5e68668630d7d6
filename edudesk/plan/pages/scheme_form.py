"""评价方案 changed by the school: every number of it as words and figures; what was evaluated keeps its version."""

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from functools import partial
from typing import Any, Final

from PySide6.QtWidgets import QWidget

from edudesk.base.codes import Code, CodeList
from edudesk.base.columns import Column, Kind
from edudesk.base.errors import FieldProblem, UserError
from edudesk.kit.form_dialog import FormDialog, texts
from edudesk.kit.passage_field import PassageField
from edudesk.plan.forms.value import Conditions, Scheme
from edudesk.plan.forms.wording import parts_text, read_parts, read_rungs, rungs_text
from edudesk.plan.rows.plans import PLAN_COLUMN, PlanRow
from edudesk.plan.service.plans import PlanService
from edudesk.plan.service.schemes import SchemeService

_FIGURES: Final = (
    Column("cap", "达成度最多显示（%）", Kind.NUMBER, 20, help="计分时超过 100 的按 100"),
    Column("measures", "观测指标占", Kind.NUMBER, 20, help="一个目标既有指标又有任务时"),
    Column("tasks", "任务占", Kind.NUMBER, 20),
)
_RUNGS: Final = (
    Column("words", "达成用语", width=60, help="完全达成 100、基本达成 80、部分达成 60、未达成"),
    Column("grades", "等级分数线", width=60, help="优秀 90、良好 80、合格 60、不合格"),
    Column("levels", "等级类指标折合（%）", width=60, help="A 100、B 85、C 70、D 40"),
)
_PARTS: Final = (
    Column("year", "年度得分", width=60, help="基础性指标 50（目标，含 基础性）、发展性指标 50（目标）"),
    Column("round", "周期得分", width=60, help="年度评价 20（年度评价）、下一轮规划质量 10（评分）、终结性评价 70（终结评价）"),
)  # fmt: skip
_CONDITIONS: Final = (
    Column("all_from", "每一项都达到（%）", Kind.NUMBER, 20, help="为最好一档"),
    Column("any_below", "有一项低于（%）", Kind.NUMBER, 20, help="为最差一档；其余为中间一档"),
    Column("names", "目标的等级", width=60, help="从好到差三个词：A、B、C"),
    Column("whole", "规划的等级", width=60, help="从好到差三个词：达标、未完全达标、不达标"),
)
_TITLE: Final = Column("title", "方案名称", width=60, required=True)
_NOTE: Final = Column("note", "修改说明", width=60, required=True, help="依据哪份文件，改了什么")


def choose_scheme(parent: QWidget, plans: PlanService, schemes: SchemeService, plan: PlanRow) -> None:
    """Which scheme a plan is scored by; what is frozen keeps its own."""
    keys = {one.title: one.key for one in schemes.offered()}
    words = CodeList("评价方案", tuple(map(Code, keys)), is_open=False)
    column = Column("scheme", PLAN_COLUMN["scheme"].title, Kind.CHOICE, 60, codes=words, required=True)

    def save(typed: dict[str, object]) -> object:
        return plans.change(plan.id, {"scheme": keys.get(str(typed["scheme"]), "")}, plan.version)

    now = {"scheme": schemes.of(plan.scheme).title}
    FormDialog.edit(parent, "选择评价方案", (("", (column,)),), now, save, _nothing)


def change_scheme(parent: QWidget, _plans: PlanService, schemes: SchemeService, plan: PlanRow) -> None:
    """The numbers of the scheme of a plan, as its next version."""
    scheme_form(parent, schemes, schemes.of(plan.scheme), _nothing)


def copy_scheme(parent: QWidget, plans: PlanService, schemes: SchemeService, plan: PlanRow) -> None:
    """A scheme of the school's own, made of that of a plan, which is scored by it from then on."""

    def take(scheme: Scheme) -> None:
        plans.change(plan.id, {"scheme": scheme.key})

    scheme_form(parent, schemes, schemes.of(plan.scheme), take, is_copy=True)


def scheme_form(
    parent: QWidget,
    service: SchemeService,
    scheme: Scheme,
    saved: Callable[[Any], object],
    *,
    is_copy: bool = False,
) -> FormDialog:
    """is_copy: a scheme of its own is made of it; otherwise its next version."""
    values: dict[str, object] = {one.key: float(getattr(scheme, one.key)) for one in _FIGURES}
    values |= {one.key: rungs_text(getattr(scheme, one.key)) for one in _RUNGS}
    values |= {one.key: parts_text(getattr(scheme, one.key)) for one in _PARTS}
    groups = [("", (_TITLE, _NOTE)), ("计算", _FIGURES), ("等级", _RUNGS), ("得分构成", _PARTS)]
    if (told := scheme.conditions) is not None:
        groups.insert(3, ("条件", _CONDITIONS))
        values |= {"all_from": float(told.all_from), "any_below": float(told.any_below)}
        values |= {"names": "、".join(told.names), "whole": "、".join(told.whole)}
    values["title"] = f"{scheme.title}（本校）" if is_copy else scheme.title

    def save(typed: dict[str, object]) -> object:
        fresh = replace(scheme, key=service.free_key(scheme.key), version=1) if is_copy else scheme
        return service.save(_read(fresh, typed), texts(typed)["note"], is_new=is_copy)

    title = f"复制评价方案 {scheme.title}" if is_copy else f"修改评价方案 {scheme.title} v{scheme.version}"
    editors = {one.key: partial(PassageField, lines=2) for one in (*_RUNGS, *_PARTS)}
    return FormDialog.edit(parent, title, groups, values, save, saved, editors=editors)


def _read(scheme: Scheme, typed: dict[str, object]) -> Scheme:
    """The scheme with what was typed. Raises UserError with every field that cannot be read."""
    fresh: dict[str, Any] = {"title": str(typed.get("title") or "").strip()}
    problems = []
    for column in _FIGURES:
        fresh[column.key] = _figure(typed, column.key)
    for columns, read in ((_RUNGS, read_rungs), (_PARTS, read_parts)):
        for column in columns:
            try:
                fresh[column.key] = read(str(typed.get(column.key) or ""))
            except ValueError as error:
                problems.append(FieldProblem(column.key, str(error)))
    if scheme.conditions is not None:
        problems += [
            FieldProblem(key, "请写三个词，从好到差，用顿号隔开。")
            for key in ("names", "whole")
            if len(_words(typed, key)) != 3
        ]
    if problems:
        raise UserError("评价方案还不能保存。", "请改好标出的各项；原有的版本没有改动。", tuple(problems))
    if scheme.conditions is not None:
        best, between, worst = _words(typed, "names")
        top, middle, bottom = _words(typed, "whole")
        limits = _figure(typed, "all_from"), _figure(typed, "any_below")
        fresh["conditions"] = Conditions(*limits, (best, between, worst), (top, middle, bottom))
    return replace(scheme, **fresh)


def _figure(typed: dict[str, object], key: str) -> Decimal:
    value = typed.get(key)
    return Decimal(str(value)) if isinstance(value, int | float) else Decimal(0)


def _words(typed: dict[str, object], key: str) -> tuple[str, ...]:
    return tuple(filter(None, map(str.strip, re.split(r"[、，,；;\s]+", str(typed.get(key) or "")))))


def _nothing(_row: object) -> None:
    """What was stored is announced, and the page reads again."""
