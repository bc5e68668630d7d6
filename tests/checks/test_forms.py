"""The forms that ship: they hold together, and go out and in as plain data unchanged."""

import json
from dataclasses import replace
from decimal import Decimal

import pytest

from edudesk.checks.forms.checking import hints_of, problems_of
from edudesk.checks.forms.reading import FormError, form_of, plain_of, shipped_forms
from edudesk.checks.forms.value import Band, CheckForm, Method, Phrase, PhraseKind
from tests.tables import each

FORMS = {form.key: form for form in shipped_forms()}
SCORED = [form for form in FORMS.values() if form.is_scored]


def test_the_six_forms_and_the_compact_ones_ship():
    assert list(FORMS) == ["BK01", "JB01", "TK01", "ZY01", "FD01", "ZL01", "JY01", "JH01", "GS01", "SC01"]
    assert [len(FORMS[key].items) for key in ("BK01", "TK01", "ZY01", "FD01", "ZL01", "JB01")] == [
        9,
        9,
        9,
        8,
        8,
        8,
    ]


@each("form", FORMS.values(), ids=FORMS)
def test_a_shipped_form_has_no_problem(form: CheckForm):
    assert problems_of(form) == ()
    assert form.total == (100 if form.is_scored else 0)


@each("form", FORMS.values(), ids=FORMS)
def test_a_form_goes_out_as_plain_data_and_comes_back_the_same(form: CheckForm):
    assert form_of(json.loads(json.dumps(plain_of(form), ensure_ascii=False))) == form


def test_item_texts_are_those_of_the_specification():
    item = FORMS["ZY01"].item("ZY01-4")
    assert (item.section, item.full, item.method) == ("批改次数", 16, Method.BAND)
    assert item.text == "按要求次数及时批改，当天作业当天或次日批阅。"
    assert item.bands[-2:] == (Band(Decimal(0), Decimal(5), True), Band(Decimal(0), Decimal(0)))


def _with_item(form: CheckForm, which: str, **changes: object) -> CheckForm:
    items = tuple(replace(item, **changes) if item.key == which else item for item in form.items)
    return replace(form, items=items)


@each(
    ("changes", "sentence"),
    [
        ({"part": "no_such"}, "BK01-1：按比例评分需要两个数据栏，没有“no_such”。"),
        (
            {
                "bands": (
                    Band(Decimal(90), Decimal(15)),
                    Band(Decimal(95), Decimal(8)),
                    Band(Decimal(0), Decimal(0)),
                )
            },
            "BK01-1：分档的比例应从高到低，不能重复。",
        ),
        (
            {
                "bands": (
                    Band(Decimal(90), Decimal(15)),
                    Band(Decimal(80), Decimal(15)),
                    Band(Decimal(0), Decimal(0)),
                )
            },
            "BK01-1：比例越低得分应越低，请检查分档的得分。",
        ),
        (
            {"bands": (Band(Decimal(90), Decimal(14)), Band(Decimal(0), Decimal(0)))},
            "BK01-1：最高一档应得满分 15 分。",
        ),
        ({"bands": (Band(Decimal(90), Decimal(15)),)}, "BK01-1：最后一档应为 0%，否则有的比例没有得分。"),
        ({"full": Decimal("15.2")}, "BK01-1：满分应大于 0，以 0.5 分为一档。"),
        ({"key": "BK01-2"}, "编号“BK01-2”用了 2 次，每项的编号应当不同。"),
    ],
)
def test_what_does_not_hold_is_said(changes, sentence):
    problems = problems_of(_with_item(FORMS["BK01"], "BK01-1", **changes))
    assert sentence in [problem.text for problem in problems]


def test_levels_fall_from_best_to_zero():
    form = FORMS["BK01"]
    turned = replace(form, levels=form.levels[::-1])
    assert [problem.key for problem in problems_of(turned)] == ["levels"]
    assert [problem.key for problem in problems_of(replace(form, passing=4))] == ["passing"]


def test_phrases_say_what_they_are():
    kinds = {one.text: one.kind.value for one in FORMS["TK01"].phrases}
    assert [kinds[text] for text in ("板书设计好，值得借鉴", "建议跟踪听课", "当堂检测未落实")] == [
        "praise",
        "advice",
        "problem",
    ]
    bare = form_of({**plain_of(FORMS["TK01"]), "phrases": ["板书潦草"]})
    assert bare.phrases == (Phrase("板书潦草", PhraseKind.PROBLEM),)


def test_another_total_is_only_a_hint():
    form = _with_item(FORMS["BK01"], "BK01-2", full=Decimal(20))
    assert problems_of(form) == ()
    assert hints_of(form) == ("各项满分合计 110 分，不是 100 分；汇总时按得分率比较。",)


@each(
    ("path", "value", "sentence"),
    [
        (("version",), "一", "表单无法读取：表头的“version”应是整数。"),
        (
            ("unit",),
            "人",
            "表单无法读取：表头的“unit”应是 subject、class、lesson、test、teacher、group、room 之一。",
        ),
        (("item", 0, "full"), "十五", "表单无法读取：BK01-1的“十五”不是数。"),
        (("item", 0, "bands", 0), "100", "表单无法读取：BK01-1 的分档应写成“比例，得分”。"),
        (("item", 0, "key"), "", "表单无法读取：评分项缺少“key”。"),
        (
            ("phrases", 0, "kind"),
            "夸",
            "表单无法读取：常用语的“kind”应是 problem、praise、advice 之一。",
        ),
    ],
)
def test_damaged_data_is_refused_with_its_place(path, value, sentence):
    plain = json.loads(json.dumps(plain_of(FORMS["BK01"])))
    place = plain
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    with pytest.raises(FormError) as error:
        form_of(plain)
    assert error.value.text == sentence
