"""A form as tables of texts, as the form editor shows it and a workbook holds it; back: form_reading."""

from edudesk.base.codes import CodeList
from edudesk.checks.forms.form_parts import (
    NO,
    YES,
    kind_names,
    policy_names,
    word_lists,
)
from edudesk.checks.forms.points import plain
from edudesk.checks.forms.value import CheckForm


def tables_of(form: CheckForm) -> dict[str, list[dict[str, str]]]:
    """The form in texts: form_reading.read_tables(tables_of(form)) gives it back, its version and note apart."""
    titles = {field.key: field.title for field in form.fields}
    head = {
        "key": form.key,
        "title": form.title,
        "kind": _word(kind_names(), form.kind),
        "unit": _word(word_lists()["unit"], form.unit.value),
        "is_scored": YES if form.is_scored else NO,
        "sample": form.sample.words,
        "sample_count": str(form.sample.count),
        "buttons": "、".join(map(str, form.buttons)),
        "passing": form.levels[form.passing - 1].name if 0 < form.passing <= len(form.levels) else "",
        "subjects": "、".join(form.subjects),
        "stages": "、".join(form.stages),
        "policies": "、".join(_word(policy_names(), key) for key in form.policies),
        "source": form.source,
    }
    return {
        "head": [head],
        "field": [
            {
                "title": field.title,
                "kind": _word(word_lists()["kind"], field.kind.value),
                "unit": field.unit,
                "choices": "、".join(field.choices),
                "key": field.key,
            }
            for field in form.fields
        ],
        "item": [
            {
                "key": item.key,
                "section": item.section,
                "text": item.text,
                "full": plain(item.full),
                "method": _word(word_lists()["method"], item.method.value),
                "part": titles.get(item.part, item.part),
                "whole": titles.get(item.whole, item.whole),
                "hint": item.hint,
            }
            for item in form.items
        ],
        "band": [
            {
                "item": item.key,
                "least": f"{'>' if band.is_above else ''}{plain(band.least)}",
                "points": plain(band.points),
            }
            for item in form.items
            for band in item.bands
        ],
        "deduction": [
            {
                "item": item.key,
                "text": one.text,
                "points": plain(one.points),
                "field": titles.get(one.field, one.field),
                "is_repeated": YES if one.is_repeated else NO,
                "key": one.key,
            }
            for item in form.items
            for one in item.deductions
        ],
        "veto": [{"text": veto.text, "key": veto.key} for veto in form.vetoes],
        "level": [{"name": level.name, "least": plain(level.least)} for level in form.levels],
        "phrase": [
            {"text": one.text, "kind": _word(word_lists()["phrase"], one.kind.value)} for one in form.phrases
        ],
    }


def _word(codes: CodeList, code: str) -> str:
    return next((one.word for one in codes.codes if one.code == code), code)
