"""Self-evaluation: points down the tree exactly, levels, 不适用, 复评, forms read and checked, versions kept."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edudesk.appraisal.forms.checking import problems_of
from edudesk.appraisal.forms.reading import form_of, plain_of, shipped_forms
from edudesk.appraisal.forms.tabular import levels_text, lines_of, node_of, read_levels, with_nodes
from edudesk.appraisal.forms.value import POINTS, YES_NO, Form, Level, Node
from edudesk.appraisal.reports.facts import AppraisalFacts, points_text
from edudesk.appraisal.reports.sheets import report, table, years
from edudesk.appraisal.rows.appraisals import AnswerDraft, AppraisalDraft, AppraisalRow
from edudesk.appraisal.rules.entering import answer_problems, read_tenths
from edudesk.appraisal.rules.scoring import grade_of, judge
from edudesk.base.errors import UserError
from edudesk.base.masking import Audience
from edudesk.desk import Desk, found_school
from edudesk.school.rows import SchoolDraft
from edudesk.school.sample import SCHOOL

FORMS = shipped_forms()
COMPULSORY = FORMS["compulsory"]


def said(node: str, word: str = "", **more: object) -> AnswerDraft:
    return AnswerDraft(appraisal_id="a", node=node, word=word, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("form", FORMS.values(), ids=lambda form: form.key)
def test_shipped_forms_are_right_and_come_back_from_json(form: Form) -> None:
    assert problems_of(form) == ()
    assert form_of(json.loads(json.dumps(plain_of(form)))) == form
    assert sum(form.points[node.id] for node in form.leaves) == 100
    best = [said(node.id, form.words(node)[0]) for node in form.leaves]
    judged = judge(form, best)
    assert (judged.total, judged.grade, judged.missing) == (100, form.grades[0].word, ())
    worst = judge(form, [said(node.id, form.words(node)[-1]) for node in form.leaves])
    assert worst.total == 100 * form.levels[-1].share
    assert form.is_reference  # names not confirmed are never printed as official


def test_how_many_lines_the_guides_have() -> None:
    assert {key: len(form.leaves) for key, form in FORMS.items()} == {
        "compulsory": 12, "senior": 18, "management": 22,
    }  # fmt: skip


def test_points_of_a_part_are_shared_by_its_lines() -> None:
    assert COMPULSORY.points["B1"] == Fraction(15, 2)
    assert COMPULSORY.points["B6"] == Fraction(20, 3)


def test_a_year_by_hand() -> None:
    """优 85 % …: A1 7.5·0.85 + 7.5 = 13.875, of the rest nobody said anything: it counts 0 and is named."""
    judged = judge(COMPULSORY, [said("B1", "良"), said("B2", "优")])
    assert judged.total == Fraction("13.875")
    assert judged.line("A1").own == Fraction("13.875")
    assert len(judged.missing) == 10
    assert judged.grade == "不合格"


def test_what_does_not_apply_gives_its_points_to_those_beside_it() -> None:
    half = judge(COMPULSORY, [said("B1", excused="是"), said("B2", "良")])
    assert half.line("B2").points == 15
    assert half.line("A1").own == Fraction("12.75")
    answers = [said("B1", excused="是"), said("B2", excused="是")]
    answers += [said(node.id, "良") for node in COMPULSORY.leaves if node.id not in ("B1", "B2")]
    whole = judge(COMPULSORY, answers)
    assert whole.total == 85  # a whole part gives its points to the others
    assert whole.line("A2").points == Fraction(3000, 85)


def test_lines_of_points_and_of_yes_or_no() -> None:
    form = replace(
        COMPULSORY,
        nodes=(
            Node(id="1", title="打分", points=Fraction(60), method=POINTS),
            Node(id="2", title="是否", points=Fraction(40), method=YES_NO),
        ),
    )
    judged = judge(form, [said("1", tenths=455), said("2", "是", outside_word="否")])
    assert judged.total == Fraction("85.5")
    assert judged.line("2").differs
    assert not judged.line("1").differs
    assert judged.outside == Fraction("45.5")  # the other line was not looked at again
    told = list(answer_problems(form, said("1", "优", tenths=601)))
    assert [one.key for one in told] == ["word", "tenths"]
    assert "0 到 60 分" in told[1].text
    assert [one.key for one in answer_problems(form, said("2", "对", tenths=5))] == ["word", "tenths"]
    assert "限 200 字" in next(answer_problems(form, said("2", done="字" * 201))).text


def test_what_is_wrong_with_a_form_is_told_line_by_line() -> None:
    nodes = (
        Node(id="1", title="一", points=Fraction(60)),
        Node(id="1", title="二"),
        Node(id="3", title="", parent="9"),
        Node(id="4", title="四", parent="5"),
        Node(id="5", title="五", parent="4", method="投票"),
    )
    told = [one.text for one in problems_of(replace(COMPULSORY, nodes=nodes))]
    for part in ("编号“1”用了 2 次", "没有名称", "上级编号“9”不在表里", "绕回了自己", "评法“投票”不认识"):
        assert any(part in one for one in told), part
    levels = (Level("良", Fraction(1, 2)), Level("优", Fraction(1)))
    assert any("从高到低" in one.text for one in problems_of(replace(COMPULSORY, levels=levels)))
    short = replace(COMPULSORY, nodes=(Node(id="1", title="一", points=Fraction(90)),))
    assert [one.text for one in problems_of(short)] == ["最上一级的分值合计 90，应为 100。"]


def test_a_form_goes_through_its_table_unchanged() -> None:
    nodes = [node_of(cells) for cells in lines_of(COMPULSORY)]
    assert all(not wrong for _, wrong in nodes)
    again = with_nodes(COMPULSORY, [node for node, _ in nodes])
    assert list(again.walk()) == list(COMPULSORY.walk())
    assert read_levels(levels_text(COMPULSORY.levels)) == COMPULSORY.levels
    assert "看不懂分值" in node_of({"node": "1", "title": "一", "points": "十"})[1][0].text


def test_the_grade_is_that_of_the_total_as_it_is_printed() -> None:
    """89.95 is printed 90: 优秀 begins at 90, so nobody reads “90 分，良好”."""
    form = replace(
        COMPULSORY,
        nodes=(
            Node(id="1", title="一", points=Fraction("89.95")),
            Node(id="2", title="二", points=Fraction("10.05")),
        ),
    )
    judged = judge(form, [said("1", "优", outside_word="优")])
    assert (judged.total, points_text(judged.total)) == (Fraction("89.95"), "90")
    assert (judged.grade, judged.outside_grade) == ("优秀", "优秀")
    assert grade_of(form, Fraction("89.94")) == "良好"


def test_all_papers_round_a_figure_in_the_same_way() -> None:
    """95.25 is 95.3 on every paper, and the difference to the year before is that of the printed figures."""
    best = [said(node.id, "优") for node in COMPULSORY.leaves]
    good = {"B1", "B2", "B3", "B6"}
    judged = judge(
        COMPULSORY, [said(node.id, "良" if node.id in good else "优") for node in COMPULSORY.leaves]
    )
    assert judged.total == Fraction("95.25")
    row = AppraisalRow(form="compulsory", form_version=1, year="2026-2027", title="自评", id="a", version=1)
    facts = AppraisalFacts(
        school=SchoolDraft(**SCHOOL), on=date(2027, 6, 20), form=COMPULSORY, row=row, judged=judged,
        earlier={"2025-2026": judge(COMPULSORY, best)},
    )  # fmt: skip
    compared = {line[0]: line[1:] for line in years(facts, Audience.INTERNAL).rows}
    assert [str(one) for one in compared["总分"]] == ["100.0", "95.3", "-4.7"]
    assert compared["等级"] == ("优秀", "优秀", "")
    assert table(facts, Audience.INTERNAL).rows[-1].count(Decimal("95.3")) == 1
    assert points_text(judged.total) == "95.3"
    # the rates of the areas too
    odd = replace(
        COMPULSORY,
        nodes=(
            Node(id="A", title="甲"),
            Node(id="A1", parent="A", title="一", points=Fraction("65.25")),
            Node(id="A2", parent="A", title="二", points=Fraction("34.75")),
        ),
    )
    facts = replace(facts, form=odd, judged=judge(odd, [said("A1", "优")]), earlier={})
    assert [line[1] for line in years(facts, Audience.INTERNAL).rows][:2] == [Decimal("65.3")] * 2


def test_the_report_says_of_an_area_whether_it_is_judged_yet_or_does_not_apply() -> None:
    row = AppraisalRow(form="compulsory", form_version=1, year="2026-2027", title="自评", id="a", version=1)
    answers = [said("B1", "良"), said("B2", "优"), said("B12", excused="是")]
    facts = AppraisalFacts(
        school=SchoolDraft(**SCHOOL), on=date(2027, 6, 20), form=COMPULSORY, row=row,
        judged=judge(COMPULSORY, answers),
    )  # fmt: skip
    body = report(facts, Audience.INTERNAL).body
    told = [
        str(getattr(below, "text", ""))
        for above, below in pairwise(body)
        if getattr(above, "level", 0) == 2 and getattr(above, "text", "").startswith("（")
    ]
    assert [told[0], told[1], told[-1]] == [
        "分值 17.6 分，自评 16.3 分。",
        "分值 35.3 分，还没有评。",
        "不适用，不计分。",
    ]
    assert any("共 12 项，已评 2 项，不适用 1 项。" in str(getattr(one, "text", "")) for one in body)


def test_a_year_that_was_left_out_is_no_year_before() -> None:
    row = AppraisalRow(form="compulsory", form_version=1, year="2026-2027", title="自评", id="a", version=1)
    judged = judge(COMPULSORY, [said(node.id, "优") for node in COMPULSORY.leaves])
    facts = AppraisalFacts(
        school=SchoolDraft(**SCHOOL), on=date(2027, 6, 20), form=COMPULSORY, row=row, judged=judged,
        earlier={"2024-2025": judged},
    )  # fmt: skip
    assert years(facts, Audience.INTERNAL).columns[-1].title == "比 2024-2025学年增减"
    facts = replace(facts, earlier={"2024-2025": judged, "2025-2026": judged})
    assert years(facts, Audience.INTERNAL).columns[-1].title == "比上年增减"


LEAVES = [node.id for node in COMPULSORY.leaves]
WORDS = st.sampled_from([one.word for one in COMPULSORY.levels])


@given(st.dictionaries(st.sampled_from(LEAVES), WORDS), st.sets(st.sampled_from(LEAVES)), st.randoms())
def test_scores_stay_in_bounds_and_do_not_depend_on_the_order(words, excused, random) -> None:
    answers = [said(node, word, excused="是" if node in excused else "") for node, word in words.items()]
    answers += [said(node, excused="是") for node in excused - words.keys()]
    judged = judge(COMPULSORY, answers)
    if judged.total is not None:
        assert 0 <= judged.total <= 100
    assert sum(line.points for line in judged.lines if line.is_leaf) in (0, 100)
    random.shuffle(answers)
    assert judge(COMPULSORY, answers).total == judged.total


@given(st.dictionaries(st.sampled_from(LEAVES), WORDS, min_size=1), st.data())
def test_a_better_level_never_lowers_the_total(words, data) -> None:
    node = data.draw(st.sampled_from(sorted(words)))
    order = [one.word for one in COMPULSORY.levels]
    place = order.index(words[node])
    if place == 0:
        return
    before = judge(COMPULSORY, [said(*one) for one in words.items()]).total
    after = judge(COMPULSORY, [said(*one) for one in (words | {node: order[place - 1]}).items()]).total
    assert before is not None
    assert after is not None
    assert after > before


# --- kept -----------------------------------------------------------------------------------------------------


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with found_school(tmp_path / "学校.edudesk", SchoolDraft(**SCHOOL)) as desk:
        yield desk


def test_a_form_changed_later_leaves_an_evaluation_as_it_was(desk: Desk) -> None:
    row = desk.appraisals.begin(
        AppraisalDraft(form="compulsory", form_version=1, year="2025-2026", title="自评")
    )
    desk.appraisal_answers.fill(row.id, [said("B1", "优"), said("B2", done="主题班会", department="德育处")])
    newer = desk.appraisal_forms.save(
        replace(COMPULSORY, levels=(Level("优", Fraction(1)), Level("差", Fraction(0)))), "按区里的表"
    )
    assert newer.version == 2
    assert desk.appraisal_forms.of("compulsory", 1).levels == COMPULSORY.levels
    judged = judge(desk.appraisal_forms.of(row.form, row.form_version), desk.appraisal_answers.of(row.id))
    assert judged.total == Fraction("7.5")
    following = desk.appraisals.begin(
        AppraisalDraft(form="compulsory", form_version=2, year="2026-2027", title="自评")
    )
    (kept,) = desk.appraisal_answers.of(following.id)  # who answers for it goes on, what was done does not
    assert (kept.node, kept.department, kept.done) == ("B2", "德育处", "")


def test_a_sheet_is_stored_whole_or_not_at_all_and_undone_as_one(desk: Desk) -> None:
    row = desk.appraisals.begin(
        AppraisalDraft(form="compulsory", form_version=1, year="2026-2027", title="自评")
    )
    with pytest.raises(UserError) as told:
        desk.appraisal_answers.fill(row.id, [said("B1", "优"), said("B2", "特优"), said("B99", "优")])
    assert [one.key for one in told.value.problems] == ["B2.word", "B99.node"]
    assert desk.appraisal_answers.of(row.id) == []
    assert desk.appraisal_answers.fill(row.id, [said("B1", "优"), said("B2"), said("B3", "良")]) == 2
    first = {one.node: one.id for one in desk.appraisal_answers.of(row.id)}
    desk.appraisal_answers.fill(row.id, [said("B1", "良")])
    assert [(one.node, one.word, one.id) for one in desk.appraisal_answers.of(row.id)] == [
        ("B1", "良", first["B1"])
    ]
    desk.timeline.undo()
    assert {one.node: one.word for one in desk.appraisal_answers.of(row.id)} == {"B1": "优", "B3": "良"}
    with pytest.raises(UserError) as told:
        desk.appraisals.begin(AppraisalDraft(form="compulsory", form_version=1, year="2026-2027"))
    assert "已经有这张表的自评" in told.value.problems[0].text
    with pytest.raises(UserError):
        desk.appraisals.begin(AppraisalDraft(form="compulsory", form_version=1, year="去年"))


def test_points_are_kept_as_they_are_typed_or_not_at_all() -> None:
    typed = ["7.5", "７．５", "10", "7.50", "-1", "7.55", "NaN", "Infinity", "1e9", "七", ""]
    assert [read_tenths(one) for one in typed] == [75, 75, 100, 75, -10, None, None, None, None, None, None]
