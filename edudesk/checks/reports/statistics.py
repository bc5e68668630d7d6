"""The sheets of forms/checks/statistics.toml: one line for each unit of a check, by the head of its form."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cache, partial
from typing import Any

from edudesk.base.columns import Column, Kind
from edudesk.base.masking import Audience, Privacy
from edudesk.base.report import Report
from edudesk.checks.forms.points import mean
from edudesk.checks.forms.reading import shipped_forms, shipped_list
from edudesk.checks.forms.scoring import points_of
from edudesk.checks.forms.value import CheckForm, Field, FieldKind
from edudesk.checks.reports.columns import check_labels, column, figure
from edudesk.checks.reports.facts import CheckFacts, check_words, sheet_report
from edudesk.checks.rows.campaigns import CampaignRow
from edudesk.checks.rules.group_figures import grades_of_unit
from edudesk.checks.rules.head_values import number_told
from edudesk.checks.rules.indicators import indicators, rate
from edudesk.checks.rules.reissues import reissues
from edudesk.checks.rules.results import UnitScore, unit_grade
from edudesk.checks.rules.sampled import uneven_words
from edudesk.checks.rules.sheets import said

_JUDGED = Privacy.INTERNAL
_AHEAD = "BK01-2"  # 超周备课
_MEAN = Field("mean", "平均分", FieldKind.NUMBER, unit="分")


@dataclass(frozen=True, slots=True)
class Statistics:
    """One sheet; the fields are explained in forms/checks/statistics.toml."""

    key: str
    kind: str
    title: str
    columns: tuple[str, ...]
    note: str = ""
    titles: Mapping[str, str] = field(default_factory=dict)
    watermark: str = ""


@cache
def statistics() -> tuple[Statistics, ...]:
    """All of them."""
    return tuple(
        Statistics(**{**one, "columns": tuple(one["columns"])}) for one in shipped_list("statistics")["sheet"]
    )


def statistics_report(sheet: Statistics, facts: CheckFacts, audience: Audience) -> Report:
    """The units of the check wanted, else of all of its kind; of several inspectors the counts of the first."""
    checks, summary = facts.checks(sheet.kind), facts.summary
    units = facts.of_checks(summary.facts.units, sheet.kind)
    lines = [summary.unit_scores[unit.id] for unit in units if facts.wants(unit.teacher_id)]
    form = _form_of(facts, lines, sheet.kind)
    words = sheet.columns if "=name" in sheet.columns else ("=name", *sheet.columns)
    words = (*words, "=remark")
    if len(checks) > 1:
        words = ("=check", *words)
    columns = [_titled(_column(word, form, facts), sheet.titles) for word in words]
    return sheet_report(
        sheet.key, sheet.title, facts, audience, columns, [line for line in lines if line.sheets],
        notes=(check_words(facts, checks, sheet.kind), sheet.note, *_uneven(facts, lines, checks)), paper="A3", watermark=sheet.watermark,
        reissued=reissues(summary.facts, {check.id for check in checks}) if checks else (),
    )  # fmt: skip


def _uneven(facts: CheckFacts, lines: Sequence[UnitScore], checks: Sequence[CampaignRow]) -> list[str]:
    """Checks in which not as many books were looked at of all: their rates and deductions do not quite compare."""
    found = []
    for check in checks:
        sheets = [sheet for line in lines if line.unit.campaign_id == check.id for sheet in line.sheets]
        if words := uneven_words(facts.summary.facts.forms, sheets):
            found.append(f"{check.title}{words}。")
    return found


def _form_of(facts: CheckFacts, lines: Sequence[UnitScore], kind: str) -> CheckForm | None:
    """The form whose words head the columns: that of the units, else the shipped one of the kind."""
    forms = facts.summary.facts.forms
    for line in lines:
        if (found := forms.get((line.unit.form, line.unit.form_version))) is not None:
            return found
    return next((form for form in forms.values() if form.kind == kind), None)


def _column(word: str, form: CheckForm | None, facts: CheckFacts) -> Column:
    if word.startswith("="):
        made: Column = _COLUMNS[word[1:]](facts)
        return made
    if word.startswith("%"):
        one = next(one for one in indicators() if one.key == word[1:])
        return figure(
            one.key,
            f"{one.title}（{one.unit}）",
            lambda line: rate(one, line.sheets[:1]).value,
            20,
            places=one.places,
        )
    # an older version may lack a field that the shipped one names
    forms = [form, *(one for one in shipped_forms() if form is None or one.kind == form.kind)]
    fields = (field for one in forms if one is not None for field in one.fields)
    field = next((one for one in fields if one.key == word), None)
    title = field.title if field is not None else word
    is_count = field is not None and field.kind in (FieldKind.COUNT, FieldKind.NUMBER)
    kind = (Kind.INT if field.kind is FieldKind.COUNT else Kind.NUMBER) if is_count and field else Kind.TEXT
    told = partial(_number, field) if kind is Kind.NUMBER and field is not None else partial(_told, word)
    return column(word, title, told, 16 if is_count else 26, kind, privacy=_JUDGED)


def _titled(made: Column, titles: Mapping[str, str]) -> Column:
    return replace(made, title=titles.get(made.key, made.title))


def _told(word: str, line: UnitScore) -> object:
    value = line.sheets[0].told.get(word) if line.sheets else None
    return None if value == "" else value


def _number(field: Field, line: UnitScore) -> object:
    """A true number, however it was typed; what is none stays as it is."""
    value = _told(field.key, line)
    number = None if value is None else number_told(field, value)
    return value if number is None else float(number)


def _grade(facts: CheckFacts, line: UnitScore) -> str:
    form = facts.summary.facts.forms.get((line.unit.form, line.unit.form_version))
    return unit_grade(form, line) or line.word


def _ahead(facts: CheckFacts, line: UnitScore) -> str:
    """超周: 是 when the item of 超周备课 has full points."""
    sheet = line.sheets[0]
    form = facts.summary.facts.forms.get((sheet.form, sheet.form_version))
    answer = sheet.judged.get(_AHEAD)
    if form is None or answer is None or answer.is_na or _AHEAD not in [item.key for item in form.items]:
        return ""
    item = form.item(_AHEAD)
    return "是" if points_of(item, sheet.numbers, answer) == item.full else "否"


def _joined(word: str, line: UnitScore) -> str:
    return said(line.sheets, word)


def _scores(line: UnitScore) -> str:
    return "、".join(f"{sheet.score:.1f}" for sheet in line.sheets if sheet.score is not None)


def _test_of(line: UnitScore) -> tuple[object, ...]:
    """What is compared: the same test of the same subject in a grade."""
    told = line.sheets[0].told if line.sheets else {}
    return (*grades_of_unit(line.unit), line.unit.subject, told.get("test_name"), line.unit.campaign_id)


def _mean_of(line: UnitScore) -> Decimal | None:
    value = _told(_MEAN.key, line)
    return None if value is None else number_told(_MEAN, value)


def _mean_gap(facts: CheckFacts) -> Column:
    """与年级均值差; "" where only one class of the grade is known."""
    found: dict[tuple[object, ...], list[Decimal]] = defaultdict(list)
    for line in facts.summary.unit_scores.values():
        if (value := _mean_of(line)) is not None:
            found[_test_of(line)].append(value)

    def gap(line: UnitScore) -> Decimal | None:
        value, classes = _mean_of(line), found.get(_test_of(line), [])
        return None if value is None or len(classes) < 2 else value - mean(classes)

    return figure("mean_gap", "与年级均值差", gap, 20)


def _value(line: UnitScore) -> Decimal | None:
    return line.value


def _simple(key: str, title: str, value: Any, width: float, privacy: Privacy = Privacy.WORK) -> Any:
    return lambda _facts: column(key, title, value, width, privacy=privacy)


_COLUMNS: dict[str, Any] = {
    "name": lambda _facts: column(
        "name", "教师", lambda line: line.unit.who, 18, Kind.NAME, privacy=Privacy.PUBLIC
    ),
    "check": lambda facts: column(
        "check", "检查", lambda line: check_labels(facts.summary.checks)[line.unit.campaign_id], 24
    ),
    "subject": _simple("subject", "学科", lambda line: line.unit.subject, 18),
    "year_class": _simple("year_class", "年级", lambda line: "、".join(grades_of_unit(line.unit)), 20),
    "mean_gap": _mean_gap,
    "classes": _simple("classes", "班级", lambda line: line.unit.classes, 30),
    "periods": lambda _facts: column("periods", "周课时", lambda line: line.unit.periods, 14, Kind.NUMBER),
    "on": lambda _facts: column("on", "日期", lambda line: line.sheets[0].on, 24, Kind.DATE),
    "inspectors": _simple(
        "inspectors",
        "检查人",
        lambda line: "、".join(dict.fromkeys(one.inspector for one in line.sheets)),
        26,
    ),
    "scores": _simple("scores", "各人评分", _scores, 22, _JUDGED),
    "score": lambda _facts: figure("score", "得分", _value, 14),
    "grade": lambda facts: column("grade", "等级", lambda line: _grade(facts, line), 16, privacy=_JUDGED),
    "ahead": lambda facts: column("ahead", "超周", lambda line: _ahead(facts, line), 12, privacy=_JUDGED),
    "highlights": _simple("highlights", "亮点", partial(_joined, "highlights"), 40, _JUDGED),
    "problems": _simple("problems", "主要问题", partial(_joined, "problems"), 44, _JUDGED),
    "remark": _simple("remark", "备注", lambda line: line.unit.reason, 22, _JUDGED),
    "advice": _simple("advice", "建议", partial(_joined, "advice"), 40, _JUDGED),
}
