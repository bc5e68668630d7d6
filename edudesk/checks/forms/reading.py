"""Forms as plain data (TOML in forms/checks, JSON in the school file) and back. Raises FormError, names the place."""

import tomllib
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar

from edudesk.base import paths
from edudesk.base.errors import UserError
from edudesk.checks.forms.value import (
    Band,
    CheckForm,
    Deduction,
    Field,
    FieldKind,
    Item,
    Level,
    Method,
    Phrase,
    PhraseKind,
    Sample,
    Unit,
    Veto,
)

Plain = Mapping[str, Any]
_Word = TypeVar("_Word", bound=StrEnum)


class FormError(UserError):
    """A form that cannot be read; nothing of it was taken over."""

    def __init__(self, place: str, text: str) -> None:
        super().__init__(f"表单无法读取：{place}{text}。", "原有的表单没有改动；请修改这一处后再试。")


@cache
def shipped_forms() -> tuple[CheckForm, ...]:
    """The forms that come with the program, in the order of the check types."""
    folder = paths.shipped("forms", "checks")
    kinds = [kind["code"] for kind in shipped_list("types")["kind"]]
    # BK01.toml is a form, types.toml and the like are lists
    files = [path for path in folder.glob("*.toml") if path.stem.isupper()]
    forms = [form_of(tomllib.loads(path.read_text("utf-8"))) for path in files]
    return tuple(sorted(forms, key=lambda form: (kinds.index(form.kind), form.key)))


@cache
def shipped_list(name: str) -> dict[str, Any]:
    """One of the lists beside the forms: types, policies, patrol, listening."""
    with paths.shipped("forms", "checks", f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


def form_of(plain: Plain) -> CheckForm:
    """A form from plain data, shaped as the files in forms/checks. Raises FormError."""
    key = _text(plain, "key", "表头")
    levels = tuple(
        Level(_text(one, "name", "等级"), _points(one, "least", "等级"))
        for one in _list(plain, "level", "等级")
    )
    return CheckForm(
        key=key,
        version=_whole(plain, "version", "表头"),
        kind=_text(plain, "kind", "表头"),
        title=_text(plain, "title", "表头"),
        unit=_word(Unit, plain, "unit", "表头"),
        fields=tuple(map(_field, _list(plain, "field", "数据栏"))),
        items=tuple(_item(one) for one in _list(plain, "item", "评分项")),
        vetoes=tuple(
            Veto(_text(one, "key", "一票否决"), _text(one, "text", "一票否决"))
            for one in _list(plain, "veto", "一票否决")
        ),
        phrases=tuple(map(_phrase, plain.get("phrases", ()))),
        sample=Sample(str(plain.get("sample", "")), _whole(plain, "sample_count", "表头", 0)),
        levels=levels,
        buttons=tuple(plain.get("buttons", (100, 85, 70, 50))),
        passing=_whole(plain, "passing", "表头", 3),
        subjects=_texts(plain, "subjects", "适用学科"),
        stages=_texts(plain, "stages", "适用学段"),
        policies=_texts(plain, "policies", "政策提示"),
        source=str(plain.get("source", "")),
        note=str(plain.get("note", "")),
        is_scored=bool(plain.get("is_scored", True)),
    )


def plain_of(form: CheckForm) -> dict[str, Any]:
    """The form as plain data: form_of(plain_of(form)) == form."""
    return {
        "key": form.key,
        "version": form.version,
        "kind": form.kind,
        "title": form.title,
        "unit": form.unit.value,
        "sample": form.sample.words,
        "sample_count": form.sample.count,
        "buttons": list(form.buttons),
        "passing": form.passing,
        "phrases": [{"text": one.text, "kind": one.kind.value} for one in form.phrases],
        "subjects": list(form.subjects),
        "stages": list(form.stages),
        "policies": list(form.policies),
        "source": form.source,
        "note": form.note,
        "is_scored": form.is_scored,
        "level": [{"name": level.name, "least": str(level.least)} for level in form.levels],
        "field": [
            {
                "key": field.key,
                "title": field.title,
                "kind": field.kind.value,
                "choices": list(field.choices),
                "unit": field.unit,
            }
            for field in form.fields
        ],
        "item": [_plain_item(item) for item in form.items],
        "veto": [{"key": veto.key, "text": veto.text} for veto in form.vetoes],
    }


def _plain_item(item: Item) -> dict[str, Any]:
    return {
        "key": item.key,
        "section": item.section,
        "text": item.text,
        "full": str(item.full),
        "method": item.method.value,
        "hint": item.hint,
        "part": item.part,
        "whole": item.whole,
        "bands": [
            [f">{band.least}" if band.is_above else str(band.least), str(band.points)] for band in item.bands
        ],
        "deductions": [
            {
                "key": one.key,
                "text": one.text,
                "points": str(one.points),
                "field": one.field,
                "is_repeated": one.is_repeated,
            }
            for one in item.deductions
        ],
    }


def _item(plain: Plain) -> Item:
    key = _text(plain, "key", "评分项")
    return Item(
        key=key,
        section=str(plain.get("section", "")),
        text=_text(plain, "text", key),
        full=_points(plain, "full", key),
        method=_word(Method, plain, "method", key),
        hint=str(plain.get("hint", "")),
        part=str(plain.get("part", "")),
        whole=str(plain.get("whole", "")),
        bands=tuple(_band(pair, key) for pair in plain.get("bands", ())),
        deductions=tuple(
            Deduction(
                _text(one, "key", key),
                _text(one, "text", key),
                _points(one, "points", key),
                str(one.get("field", "")),
                bool(one.get("is_repeated", True)),
            )
            for one in _list(plain, "deductions", key)
        ),
    )


def _band(pair: object, place: str) -> Band:
    if not isinstance(pair, Sequence) or isinstance(pair, str) or len(pair) != 2:
        raise FormError(place, " 的分档应写成“比例，得分”")
    least, points = str(pair[0]), pair[1]
    return Band(_decimal(least.removeprefix(">"), place), _decimal(points, place), least.startswith(">"))


def _field(plain: Plain) -> Field:
    key = _text(plain, "key", "数据栏")
    return Field(
        key=key,
        title=_text(plain, "title", key),
        kind=_word(FieldKind, plain, "kind", key) if "kind" in plain else FieldKind.COUNT,
        choices=_texts(plain, "choices", key),
        unit=str(plain.get("unit", "")),
    )


def _phrase(plain: object) -> Phrase:
    """{ text, kind }, or the bare text of a problem."""
    if isinstance(plain, str):
        return Phrase(plain)
    if not isinstance(plain, Mapping):
        raise FormError("常用语", "应是文字，或带 text 和 kind 的条目")
    return Phrase(_text(plain, "text", "常用语"), _word(PhraseKind, plain, "kind", "常用语"))


def _text(plain: Plain, key: str, place: str) -> str:
    value = plain.get(key)
    if not isinstance(value, str) or not value.strip():
        raise FormError(place, f"缺少“{key}”")
    return value


def _texts(plain: Plain, key: str, place: str) -> tuple[str, ...]:
    value = plain.get(key, ())
    if isinstance(value, str) or not all(isinstance(one, str) for one in value):
        raise FormError(place, f"的“{key}”应是一列文字")
    return tuple(value)


def _list(plain: Plain, key: str, place: str) -> Sequence[Plain]:
    value = plain.get(key, ())
    if not isinstance(value, Sequence) or not all(isinstance(one, Mapping) for one in value):
        raise FormError(place, f"的“{key}”应是一列条目")
    return value


def _whole(plain: Plain, key: str, place: str, default: int | None = None) -> int:
    value = plain.get(key, default)
    if not isinstance(value, int) or isinstance(value, bool):
        raise FormError(place, f"的“{key}”应是整数")
    return value


def _points(plain: Plain, key: str, place: str) -> Decimal:
    return _decimal(plain.get(key), place)


def _decimal(value: object, place: str) -> Decimal:
    try:
        return Decimal(str(value))
    except InvalidOperation:
        raise FormError(place, f"的“{value}”不是数") from None


def _word(words: type[_Word], plain: Plain, key: str, place: str) -> _Word:
    try:
        return words(str(plain.get(key)))
    except ValueError:
        allowed = "、".join(words)
        raise FormError(place, f"的“{key}”应是 {allowed} 之一") from None
