"""量化方案: how the total of a term is made, part by part, its grades and limits; each term has its own."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from edudesk.base.codes import Code, CodeList
from edudesk.base.columns import Column, Kind
from edudesk.base.errors import FieldProblem, UserError
from edudesk.checks.forms.kinds import kinds, parts
from edudesk.checks.forms.points import plain
from edudesk.checks.forms.reading import shipped_forms
from edudesk.checks.forms.value import Unit
from edudesk.checks.pages.sources import CheckSources
from edudesk.checks.rows.campaigns import CampaignRow
from edudesk.checks.rows.terms import SchemeDraft, SchemeRow
from edudesk.checks.rules.combining import Recheck
from edudesk.checks.rules.scheme import (
    MOST_WEIGHT,
    Exempt,
    default_scheme,
    level_presets,
    levels_of,
    levels_words,
    read_levels,
    read_subjects,
)
from edudesk.checks.rules.weighing import Classes, Over, Subjects, shipped_main
from edudesk.kit.form_dialog import FormDialog
from edudesk.school.rows.identity import code_list
from edudesk.timetable.rules.words import read_subject

_OVER = code_list("多次检查", *(one.value for one in Over))
_CAPPED = "取较高，复查有最高分"  # the limit stands in a field of its own
_RECHECK_WORDS = {one.value: _CAPPED if one is Recheck.CAPPED else one.value for one in Recheck}
_RECHECK = code_list("复查", *_RECHECK_WORDS.values())
_SUBJECTS = code_list("多学科", *(one.value for one in Subjects))
_CLASSES = code_list("几个班", *(one.value for one in Classes))
_EXEMPT = code_list("免检", *(one.value for one in Exempt))
_FIGURES = (
    "patrol_most", "bonus_most", "veto_most", "recheck_most", "make_up_days", "minimum_weeks", "excellent_share",
    "main_share", "year_share",
)  # fmt: skip
_HOW = (
    Column("over", "一学期查几次", Kind.CHOICE, codes=_OVER, help="几次检查怎样合成一个分数"),
    Column(
        "classes_by", "一门学科教几个班", Kind.CHOICE, codes=_CLASSES,
        help="按抽查本数：检查表上“抽查本数”多的班占得多，有班级没填时平均",
    ),
    Column(
        "subjects_by", "教几门学科的", Kind.CHOICE, codes=_SUBJECTS,
        help="主科与其他：既教主科又教其他学科的（包班），两边按下面的百分比；只教一边的按周课时",
    ),
    Column("recheck", "复查怎样算", Kind.CHOICE, codes=_RECHECK),
    Column("main_subjects", "哪些是主科", help="选“主科与其他”时用，用顿号隔开"),
    Column("main_share", "主科占（%）", Kind.INT, help="选“主科与其他”时用，其余归其他学科"),
    Column("exempt_by", "免检怎样算", Kind.CHOICE, codes=_EXEMPT, help="学期总分里免检的那一项"),
)  # fmt: skip
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
    Column("year_share", "年度考核里常规占", Kind.INT, help="%；年度考核衔接表按它折算"),
)
_OF_SUBJECTS = (Unit.SUBJECT, Unit.CLASS, Unit.LESSON, Unit.TEST)


def ask_scheme(parent: QWidget, sources: CheckSources, scheme: SchemeDraft) -> FormDialog | None:
    """The scheme of a term in a form; a draft while that of an earlier term or the shipped one counts."""
    schemes, checks = sources.schemes, _checks_of(sources.campaigns.rows(), scheme)
    weights = tuple(
        Column(f"part:{part}", part, Kind.NUMBER, help="权重；0 或留空为不计入") for part in parts()
    )
    levels = Column(
        "levels", "等级和分数线", Kind.CHOICE, codes=CodeList("等级", tuple(Code(text) for text in level_presets())),
        help="从高到低，最低一级不写分数；可以选，也可以改", required=True,
    )  # fmt: skip
    left_out = _left_out()
    shipped = default_scheme(scheme.school_year, scheme.term)
    values: dict[str, object] = {f"part:{part}": plain(weight) for part, weight in scheme.parts.items()}
    values |= {column.key: getattr(scheme, column.key) for column in (*_HOW, *_LIMITS, *_TELLING)}
    values |= {
        key: getattr(shipped, key) for key in _FIGURES if values[key] is None and key != "excellent_share"
    }
    values["recheck"] = _RECHECK_WORDS[scheme.recheck]
    values["exempt_by"] = scheme.exempt_by or Exempt.DROPPED.value
    values["levels"] = levels_words(levels_of(scheme))
    values["classes_by"] = scheme.classes_by or Classes.MEAN.value
    values["main_subjects"] = scheme.main_subjects or "、".join(shipped_main()[0])
    values["main_share"] = shipped_main()[1] if scheme.main_share is None else scheme.main_share
    values |= {f"out:{code}": "、".join(sorted(found)) for code, found in scheme.subjects_out.items()}
    values |= {f"check:{check_id}": plain(weight) for check_id, weight in scheme.checks.items()}
    locked = {}
    if scheme.frozen_on:
        reason = "学期结果已归档，请先解除归档"
        locked = {
            column.key: reason
            for column in (*weights, levels, *_HOW, *left_out, *checks, *_LIMITS, *_TELLING)
        }

    def store(typed: dict[str, object]) -> object:
        changed = _changed(typed, weights)
        if isinstance(scheme, SchemeRow):
            return schemes.change(scheme.id, changed, scheme.version)
        return schemes.add(replace(scheme, **changed))  # type: ignore[arg-type]

    title = f"量化方案：{scheme.school_year}学年{scheme.term}"
    groups = (
        ("各项权重", weights),
        ("等级", (levels, *_TELLING)),
        ("怎样计算", _HOW),
        ("哪些学科没有这一项（不计分，排检查时不列入）", left_out),
        (f"各次检查的权重（上面选“{Over.WEIGHTS.value}”时用）", checks),
        ("上限和期限", _LIMITS),
    )
    return FormDialog.edit(parent, title, groups, values, store, locked=locked, check=_check, doubt=_doubt)


def _left_out() -> tuple[Column, ...]:
    """A field for the subjects each type does not count for, of types by subject that are part of the total."""
    units = {form.kind: form.unit for form in shipped_forms()}
    return tuple(
        Column(
            f"out:{code}", f"{kind.name}不计", help="学科，用顿号隔开，如 体育、音乐" if code == "ZY" else ""
        )
        for code, kind in kinds().items()
        if kind.part and units.get(code) in _OF_SUBJECTS
    )


def _checks_of(campaigns: Sequence[CampaignRow], scheme: SchemeDraft) -> tuple[Column, ...]:
    """A field for what each check of the term counts, by kind, then by time."""
    order = {code: place for place, code in enumerate(kinds())}
    own = [row for row in campaigns if (row.school_year, row.term) == (scheme.school_year, scheme.term)]
    return tuple(
        Column(f"check:{row.id}", row.title, Kind.NUMBER, help="空着算 1；0 为不计入学期")
        for row in sorted(own, key=lambda one: (order.get(one.kind, len(order)), one.begins, one.id))
    )


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
    changed["main_subjects"] = "、".join(read_subjects(str(typed.get("main_subjects") or "")))
    changed["check_weights"] = json.dumps(_check_weights(typed)) if _check_weights(typed) else ""
    out = {key.removeprefix("out:"): _subjects(text) for key, text in typed.items() if key.startswith("out:")}
    told = {code: subjects for code, subjects in out.items() if subjects}
    changed["left_out"] = json.dumps(told, ensure_ascii=False) if told else ""
    changed["recheck"] = next(key for key, word in _RECHECK_WORDS.items() if word == changed["recheck"])
    found = read_levels(str(typed["levels"]))
    changed["levels"] = json.dumps([[level.name, float(level.least)] for level in found], ensure_ascii=False)
    return changed


def _subjects(text: object) -> tuple[str, ...]:
    """As the roster calls them: 体育与健康 of 体育; what is no subject stays as it is."""
    return tuple(read_subject(one) or one for one in read_subjects(str(text or "")))


def _check(typed: dict[str, object]) -> tuple[FieldProblem, ...]:
    try:
        read_levels(str(typed.get("levels") or ""))
    except ValueError as error:
        return (FieldProblem("levels", str(error)),)
    problem = f"权重应在 0—{MOST_WEIGHT} 之间。"
    return tuple(
        FieldProblem(key, problem) for key, weight in typed.items() if key.startswith("check:")
        and isinstance(weight, (int, float)) and not 0 <= weight <= MOST_WEIGHT
    )  # fmt: skip


def _doubt(typed: dict[str, object]) -> tuple[FieldProblem, ...]:
    """Weights that were typed and play no part; subjects that are none."""
    found = [
        FieldProblem(key, f"“{'、'.join(unknown)}”不是学科表里的学科，请核对。")
        for key, text in typed.items()
        if key.startswith("out:")
        and (unknown := [one for one in read_subjects(str(text or "")) if not read_subject(one)])
    ]
    if _check_weights(typed) and typed.get("over") != Over.WEIGHTS:
        found.append(FieldProblem("over", f"各次检查填了权重，这里选“{Over.WEIGHTS.value}”才用得上。"))
    return tuple(found)


def _check_weights(typed: Mapping[str, object]) -> dict[str, float]:
    """Check id -> weight, of those that do not count 1 like all others."""
    return {
        key.removeprefix("check:"): int(weight) if float(weight).is_integer() else weight
        for key, weight in typed.items()
        if key.startswith("check:") and isinstance(weight, (int, float)) and weight != 1
    }


def _kept(key: str, value: object) -> object:
    if key not in _FIGURES:
        return str(value or "")
    if isinstance(value, (int, float)):
        return int(value)
    return None if key in ("excellent_share", "main_share", "year_share") else 0
