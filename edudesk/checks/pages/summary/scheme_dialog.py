"""量化方案: how the total of a term is made, part by part."""

import json
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from edudesk.base.columns import Column, Kind
from edudesk.base.errors import FieldProblem, UserError
from edudesk.checks.forms.kinds import parts
from edudesk.checks.forms.points import plain
from edudesk.checks.rows.terms import SchemeDraft, SchemeRow
from edudesk.checks.rules.combining import Over, Recheck
from edudesk.checks.service.terms import SchemeService
from edudesk.kit.form_dialog import FormDialog
from edudesk.school.rows.identity import code_list

_OVER = code_list("多次检查", *(one.value for one in Over))
_RECHECK = code_list("复查", *(one.value for one in Recheck))
_SUBJECTS = code_list("多学科", "周课时", "平均")
_FIGURES = ("patrol_most", "bonus_most", "excellent_share", "minimum_weeks")
_HOW = (
    Column("over", "一学期查几次", Kind.CHOICE, codes=_OVER, help="几次检查怎样合成一个分数"),
    Column("recheck", "复查怎样算", Kind.CHOICE, codes=_RECHECK),
    Column("subjects_by", "教几门学科的", Kind.CHOICE, codes=_SUBJECTS, help="按周课时加权，或者平均"),
    Column("patrol_most", "巡课最多扣", Kind.INT, help="分"),
    Column("bonus_most", "加分最多", Kind.INT, help="分"),
    Column("minimum_weeks", "参评至少在岗", Kind.INT, help="周；不足的不参评"),
    Column("excellent_share", "优秀超过多少提醒", Kind.INT, help="%；不提醒请留空"),
    Column("shows_ranks", "汇总表印位次", Kind.YESNO),
)


def ask_scheme(
    parent: QWidget, schemes: SchemeService, scheme: SchemeDraft, row: SchemeRow | None
) -> FormDialog | None:
    """The scheme of a term in a form; row: the stored one, None while the shipped one counts."""
    columns = tuple(
        Column(f"part:{part}", part, Kind.NUMBER, help="权重；0 或留空为不计入") for part in parts()
    )
    values: dict[str, object] = {f"part:{part}": plain(weight) for part, weight in scheme.parts.items()}
    values |= {column.key: getattr(scheme, column.key) for column in _HOW}
    locked = {}
    if scheme.frozen_on:
        reason = "学期结果已归档，请先解除归档"
        locked = {column.key: reason for column in (*columns, *_HOW)}

    def store(typed: dict[str, object]) -> object:
        weights = {}
        for column in columns:
            value = typed.get(column.key)
            if isinstance(value, (int, float)) and value:
                weights[column.title] = int(value) if float(value).is_integer() else value
        if not weights:
            raise UserError(
                "没有填写权重。", "请至少填写一项的权重。", (FieldProblem(columns[0].key, "请填写权重。"),)
            )
        changed = {column.key: _kept(column.key, typed.get(column.key)) for column in _HOW}
        changed["weights"] = json.dumps(weights, ensure_ascii=False)
        if row is None:
            return schemes.add(replace(scheme, **changed))  # type: ignore[arg-type]
        return schemes.change(row.id, changed, row.version)

    title = f"量化方案：{scheme.school_year}学年{scheme.term}"
    return FormDialog.edit(
        parent, title, (("各项权重", columns), ("怎样计算", _HOW)), values, store, locked=locked
    )


def _kept(key: str, value: object) -> object:
    if key not in _FIGURES:
        return str(value or "")
    if isinstance(value, (int, float)):
        return int(value)
    return None if key == "excellent_share" else 0
