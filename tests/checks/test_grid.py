"""整组录入: lines of texts become sheets and come back; words, marks and 不适用 are read as people write them."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from edudesk.checks.forms.reading import shipped_forms
from edudesk.checks.forms.scoring import Answer, quick_points, yes_no
from edudesk.checks.forms.value import Method
from edudesk.checks.rules.grid import FROM_PAPER, grid_columns, is_blank, read_line, texts_of
from edudesk.checks.rules.sheets import Filled
from edudesk.sheets.headers import normalise
from tests.tables import each

FORMS = {form.key: form for form in shipped_forms()}
BK01 = FORMS["BK01"]
DAY, WHO = "2026-11-18", "李静"


@each("key", FORMS)
def test_titles_are_unique_when_a_sheet_is_read_back(key: str):
    titles = [normalise(column.title) for column in grid_columns(FORMS[key])]
    assert len(set(titles)) == len(titles)


@given(st.data())
def test_any_sheet_comes_back(data: st.DataObject):
    form = FORMS[data.draw(st.sampled_from(list(FORMS)))]
    counts = {
        field.key: data.draw(st.integers(0, 60)) for field in form.fields if field.kind.value == "count"
    }
    answers = {}
    for item in form.items:
        kind = data.draw(st.sampled_from(["none", "points", "na"]))
        if kind == "na":
            answers[item.key] = Answer(is_na=True, reason="请假")
        elif kind == "points" and item.method is Method.GRADE:
            steps = data.draw(st.integers(0, int(item.full * 2)))
            answers[item.key] = Answer(Decimal(steps) / 2)
        if not item.full:  # a list without points: what shows it and a 备注 stand beside the line
            proof, note = data.draw(st.sampled_from([("", ""), ("公示栏照片", ""), ("照片", "12 月起")]))
            answer = replace(answers.get(item.key, yes_no(item, is_yes=kind == "points")), proof=proof)
            answers[item.key] = replace(answer, reason=note or answer.reason)
    filled = Filled(DAY, WHO, counts=counts, answers=answers, highlights="板书好")
    again, _ = read_line(form, texts_of(form, filled), DAY, WHO)
    assert again == filled


@each(
    ("text", "points"),
    [("优", "10"), ("良好", "8.5"), ("Ｃ", "7"), ("差", "5"), ("9.5分", "9.5"), ("０", "0")],
)
def test_a_grade_is_read_in_words_and_in_points(text: str, points: str):
    assert BK01.item("BK01-2").full == 10
    filled, _ = read_line(BK01, {"item_BK01-2": text}, DAY, WHO)
    assert filled.answers["BK01-2"] == Answer(Decimal(points))
    assert quick_points(BK01.item("BK01-2"), BK01.buttons)[1] == Decimal("8.5")


@each("text", ["不适用", "/", "不适用（新接班）", "n/a", "不适用：新接班"])
def test_not_applicable_has_a_reason_always(text: str):
    filled, problems = read_line(BK01, {"item_BK01-2": text}, DAY, WHO)
    answer = filled.answers["BK01-2"]
    assert answer.is_na
    assert answer.reason == ("新接班" if "新接班" in text else FROM_PAPER)
    assert "item_BK01-2" not in {problem.key for problem in problems}


@each(("text", "yes"), [("√", True), ("是", True), ("×", False), ("x", False), ("无", False)])
def test_yes_and_no_are_read_by_mark_and_by_word(text: str, yes: bool):
    form = FORMS["GS01"]
    key = form.items[0].key
    filled, _ = read_line(form, {f"item_{key}": text}, DAY, WHO)
    assert texts_of(form, filled)[f"item_{key}"] == ("是" if yes else "否")


def test_the_note_beside_a_line_that_does_not_apply_says_why():
    form = FORMS["GS01"]
    key = form.items[0].key
    texts = {f"item_{key}": "/", f"proof_{key}": "校历", f"note_{key}": "本周停课"}
    filled, problems = read_line(form, texts, DAY, WHO)
    assert filled.answers[key] == Answer(is_na=True, reason="本周停课", proof="校历")
    assert not {f"item_{key}", f"note_{key}"} & {problem.key for problem in problems}


def test_counts_give_the_points_and_paper_may_say_otherwise():
    texts = {"field_lessons_due": "20", "field_lessons_done": "18 节", "item_BK01-2": "优"}
    filled, problems = read_line(BK01, texts, DAY, WHO)
    assert filled.numbers == {"lessons_due": 20, "lessons_done": 18}
    assert "item_BK01-1" not in {problem.key for problem in problems}
    filled, problems = read_line(BK01, {**texts, "item_BK01-1": "12"}, DAY, WHO)
    assert filled.answers["BK01-1"] == Answer(Decimal(12), reason=FROM_PAPER)
    assert "item_BK01-1" not in {problem.key for problem in problems}


@each(
    ("column", "text", "told"),
    [
        ("item_BK01-2", "很好", "BK01-2“很好”不是这一项的得分。"),
        ("item_BK01-2", "NaN", "BK01-2“NaN”不是这一项的得分。"),
        ("item_BK01-2", "11", "第 2 项“数量进度”：得分应在 0—10 之间。"),
        ("item_BK01-2", "9.3", "第 2 项“数量进度”：得分以 0.5 分为一档，不能是 9.3。"),
        ("field_lessons_due", "二十", "应备课时“二十”不是整数。"),
        ("field_lessons_due", "-3", "应备课时“-3”不是整数。"),
    ],
)
def test_what_means_nothing_is_told_at_its_cell(column: str, text: str, told: str):
    _, problems = read_line(BK01, {column: text}, DAY, WHO)
    assert told in [problem.text for problem in problems if problem.key == column]


def test_a_line_nobody_typed_into_is_blank():
    assert is_blank({"item_BK01-2": " ", "advice": ""})
    assert not is_blank({"advice": "好"})
