"""量化方案: how the total of a term is made, part by part, its grades and limits; each term has its own."""

import json
from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from edudesk.base.codes import Code, CodeList
from edudesk.base.columns import Column, Kind
from edudesk.base.errors import FieldProblem, UserError
from edudesk.checks.forms.kinds import parts
from edudesk.checks.forms.points import plain
from edudesk.checks.rows.terms import SchemeDraft, SchemeRow
from edudesk.checks.rules.combining import Over, Recheck
from edudesk.checks.rules.scheme import (
    Exempt,
    default_scheme,
    level_presets,
    levels_of,
    levels_words,
    read_levels,
)
from edudesk.checks.service.terms import SchemeService
from edudesk.kit.form_dialog import FormDialog
from edudesk.school.rows.identity import code_list

_OVER = code_list("多次检查", *(one.value for one in Over))
_CAPPED = "取较高，复查有最高分"  # the limit stands in a field of its own
_RECHECK_WORDS = {one.value: _CAPPED if one is Recheck.CAPPED else one.value for one in Recheck}
_RECHECK = code_list("复查", *_RECHECK_WORDS.values())
_SUBJECTS = code_list("多学科", "周课时", "平均")
_EXEMPT = code_list("免检", *(one.value for one in Exempt))
_FIGURES = (
    "patrol_most", "bonus_most", "veto_most", "recheck_most", "make_up_days", "minimum_weeks", "excellent_share",
)  # fmt: skip
_HOW = (
    Column("over", "一学期查几次", Kind.CHOICE, codes=_OVER, help="几次检查怎样合成一个分数"),
    Column("subjects_by", "教几门学科的", Kind.CHOICE, codes=_SUBJECTS, help="按周课时加权，或者平均"),
    Column("recheck", "复查怎样算", Kind.CHOICE, codes=_RECHECK),
    Column("exempt_by", "免检怎样算", Kind.CHOICE, codes=_EXEMPT, help="学期总分里免检的那一项"),
)
_LIMITS = (
    Column("recheck_most", "复查最多", Kind.INT, help="分；取较高时复查最多算几分"),
    Column("veto_most", "一票否决最多", Kind.INT, help="分；有否决的不超过这个分"),
    Column("patrol_most", "巡课最多扣", Kind.INT, help="分"),
    Column("bonus_most", "加分最多", Kind.INT, help="分"),
    Column("make_up_days", "缓检、请假后补检", Kind.INT, help="天内；过后还没查的算缺检"),
    Column("minimum_weeks", "参评至少在岗", Kind.INT, help="周；不足的不参评"),
)
_TELLING = (
    Column("excellent_share", "最高一级超过多少提醒", Kind.INT, help="%；不提醒请留空"),
    Column("shows_ranks", "汇总表印位次", Kind.YESNO),
)


def ask_scheme(
    parent: QWidget, schemes: SchemeService, scheme: SchemeDraft, row: SchemeRow | None
) -> FormDialog | None:
    """The scheme of a term in a form; row: the stored one, None while that of an earlier term or the shipped one counts."""
    weights = tuple(
        Column(f"part:{part}", part, Kind.NUMBER, help="权重；0 或留空为不计入") for part in parts()
    )
    levels = Column(
        "levels", "等级和分数线", Kind.CHOICE, codes=CodeList("等级", tuple(Code(text) for text in level_presets())),
        help="从高到低，最低一级不写分数；可以选，也可以改", required=True,
    )  # fmt: skip
    shipped = default_scheme(scheme.school_year, scheme.term)
    values: dict[str, object] = {f"part:{part}": plain(weight) for part, weight in scheme.parts.items()}
    values |= {column.key: getattr(scheme, column.key) for column in (*_HOW, *_LIMITS, *_TELLING)}
    values |= {
        key: getattr(shipped, key) for key in _FIGURES if values[key] is None and key != "excellent_share"
    }
    values["recheck"] = _RECHECK_WORDS[scheme.recheck]
    values["exempt_by"] = scheme.exempt_by or Exempt.DROPPED.value
    values["levels"] = levels_words(levels_of(scheme))
    locked = {}
    if scheme.frozen_on:
        reason = "学期结果已归档，请先解除归档"
        locked = {column.key: reason for column in (*weights, levels, *_HOW, *_LIMITS, *_TELLING)}

    def store(typed: dict[str, object]) -> object:
        changed = _changed(typed, weights)
        if row is None:
            return schemes.add(replace(scheme, **changed))  # type: ignore[arg-type]
        return schemes.change(row.id, changed, row.version)

    title = f"量化方案：{scheme.school_year}学年{scheme.term}"
    groups = (
        ("各项权重", weights),
        ("等级", (levels, *_TELLING)),
        ("怎样计算", _HOW),
        ("上限和期限", _LIMITS),
    )
    return FormDialog.edit(parent, title, groups, values, store, locked=locked, check=_check)


def _changed(typed: Mapping[str, object], columns: tuple[Column, ...]) -> dict[str, object]:
    weights = {}
    for column in columns:
        value = typed.get(column.key)
        if isinstance(value, (int, float)) and value:
            weights[column.title] = int(value) if float(value).is_integer() else value
    if not weights:
        raise UserError(
            "没有填写权重。", "请至少填写一项的权重。", (FieldProblem(columns[0].key, "请填写权重。"),)
        )
    changed = {
        column.key: _kept(column.key, typed.get(column.key)) for column in (*_HOW, *_LIMITS, *_TELLING)
    }
    changed["weights"] = json.dumps(weights, ensure_ascii=False)
    changed["recheck"] = next(key for key, word in _RECHECK_WORDS.items() if word == changed["recheck"])
    found = read_levels(str(typed["levels"]))
    changed["levels"] = json.dumps([[level.name, float(level.least)] for level in found], ensure_ascii=False)
    return changed


def _check(typed: dict[str, object]) -> tuple[FieldProblem, ...]:
    try:
        read_levels(str(typed.get("levels") or ""))
    except ValueError as error:
        return (FieldProblem("levels", str(error)),)
    return ()


def _kept(key: str, value: object) -> object:
    if key not in _FIGURES:
        return str(value or "")
    if isinstance(value, (int, float)):
        return int(value)
    return None if key == "excellent_share" else 0
