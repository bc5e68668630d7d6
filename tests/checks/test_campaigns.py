"""A check before it is published: what it may look like, whom it takes, who looks at whom."""

from dataclasses import replace

import pytest

from edudesk.checks.forms.reading import shipped_forms
from edudesk.checks.rows.campaigns import CampaignDraft
from edudesk.checks.rules.campaigns import (
    campaign_problems,
    classes_drawn,
    forms_for,
    inspectors_of,
    inspectors_text,
    may_move,
    queue,
    sampled,
    sampling_words,
    scope_of,
)
from edudesk.checks.rules.pupils import names_in
from edudesk.checks.rules.sampling import Inspector, pupil_numbers
from edudesk.checks.rules.units import Scope, Teaching, units
from tests.tables import each

DRAFT = CampaignDraft(
    kind="BK", title="11月备课检查", school_year="2025-2026", term="第一学期", begins="2025-11-17"
)
PEOPLE = [
    Teaching(
        teacher_id=f"t{number}",
        name=f"教师{number}",
        subject="语文" if number % 2 else "数学",
        stage="小学",
        periods=6,
    )
    for number in range(6)
]


def _found(draft: CampaignDraft):
    return units(PEOPLE, draft.school_year, scope_of(draft), forms_for(draft, shipped_forms()))


@each(
    ("changes", "sentence"),
    [
        ({"title": " "}, "请填写检查名称。"),
        ({"kind": "??"}, "请选择检查类型。"),
        ({"ends": "2025-11-01"}, "结束日期早于开始日期。"),
        ({"sampling": "每隔几人"}, "请填写每隔几人查一人，例如 3。"),
        ({"sampling": "随机抽取", "count": 0, "seed": "1"}, "请填写抽查多少人。"),
        ({"sampling": "随机抽班级", "seed": "1"}, "请填写抽查多少个班。"),
    ],
)
def test_what_keeps_a_check_from_being_stored(changes, sentence):
    assert [problem.text for problem in campaign_problems(replace(DRAFT, **changes))] == [sentence]


def test_a_title_is_used_once_a_year():
    assert campaign_problems(DRAFT, [replace(DRAFT, school_year="2024-2025")]) == ()
    (problem,) = campaign_problems(DRAFT, [DRAFT])
    assert problem.text == "本学年已有一次检查叫“11月备课检查”，请换一个名称。"


def test_states_follow_each_other():
    assert may_move("草稿", "已发布")
    assert not may_move("草稿", "已通报")
    assert may_move("已通报", "已汇总")
    assert not may_move("已发布", "草稿")
    assert not may_move("归档", "已通报")


def test_a_scope_is_read_from_its_words():
    assert scope_of(replace(DRAFT, subjects="语文、数学", grades="")) == Scope(subjects=("语文", "数学"))


def test_inspectors_go_in_and_out():
    inspectors = (Inspector("t1", "李静", ("语文",)), Inspector("", "督学"))
    assert inspectors_of(replace(DRAFT, inspectors=inspectors_text(inspectors))) == inspectors
    assert inspectors_of(DRAFT) == ()


@each(
    ("changes", "taken"),
    [
        ({}, [0, 1, 2, 3, 4, 5]),
        ({"sampling": "每隔几人", "every": 2}, [0, 2, 4]),
        ({"sampling": "本学期未查"}, [1, 3, 4, 5]),
        ({"sampling": "轮流", "count": 2}, [3, 5]),
        ({"subjects": "语文"}, [1, 3, 5]),
    ],
)
def test_sampling_takes_its_units(changes, taken):
    draft = replace(DRAFT, **changes)
    last = {"t0": "2025-10-01", "t2": "2025-09-12", "t1": "2025-03-01", "t4": "2025-04-01"}
    found = sampled(draft, _found(draft), last, "2025-09-01")
    assert [unit.teacher_id for unit in found] == [f"t{number}" for number in taken]


@pytest.mark.parametrize(
    ("changes", "taken"),
    [
        ({"sampling": "每隔几人", "every": 2}, ["t0", "t0", "t2", "t2", "t4", "t4"]),
        ({"sampling": "本学期未查"}, ["t1", "t1", "t4", "t4"]),
        ({"sampling": "轮流", "count": 2}, ["t1", "t1", "t4", "t4"]),
    ],
)
def test_a_sample_counts_persons_not_their_subjects(changes, taken):
    """Two subjects each: who is drawn is looked at in both, and one subject looked at is a person looked at."""
    both = [row for one in PEOPLE[:5] for row in (one, replace(one, subject="科学"))]
    draft = replace(DRAFT, **changes)
    found = units(both, draft.school_year, scope_of(draft), forms_for(draft, shipped_forms()))
    last = {"t0": "2025-10-01", "t2": "2025-09-12", "t3": "2025-09-20"}
    assert [unit.teacher_id for unit in sampled(draft, found, last, "2025-09-01")] == taken


def test_a_random_draw_of_three_takes_three_persons():
    both = [row for one in PEOPLE for row in (one, replace(one, subject="科学"))]
    draft = replace(DRAFT, sampling="随机抽取", count=3, seed="0907")
    found = units(both, draft.school_year, scope_of(draft), forms_for(draft, shipped_forms()))
    taken = sampled(draft, found, {})
    assert (len(taken), len({unit.teacher_id for unit in taken})) == (6, 3)


def test_a_random_draw_is_repeated_by_its_number():
    draft = replace(DRAFT, sampling="随机抽取", count=3, seed="0907")
    assert len(sampled(draft, _found(draft), {})) == 3
    assert sampled(draft, _found(draft), {}) == sampled(draft, _found(draft), {})


@pytest.mark.parametrize("kind", ["BK", "ZY", "TK"])
def test_classes_are_drawn_with_whatever_is_of_them(kind: str):
    people = [replace(one, classes=f"三（{number % 3 + 1}）班") for number, one in enumerate(PEOPLE)] + [
        replace(PEOPLE[0], teacher_id="t9", subject="英语", classes="三年级")
    ]
    draft = replace(DRAFT, kind=kind, sampling="随机抽班级", count=1, seed="7")
    found = units(people, draft.school_year, scope_of(draft), forms_for(draft, shipped_forms()))
    (name,) = classes_drawn(draft, found)
    taken = sampled(draft, found, {})
    assert taken == sampled(draft, list(reversed(found)), {})[::-1]  # the same classes, whatever the order
    own = [one.teacher_id for one in people if one.classes == name]
    assert [unit.teacher_id for unit in taken] == [
        *own,
        "t9",
    ]  # who teaches the whole grade has the class, too
    assert sampling_words(draft) == "随机抽取 1 个班，抽取编号 7"


def test_pupils_are_drawn_by_number_and_the_draw_can_be_done_again():
    told = pupil_numbers("1122133005")
    assert told == pupil_numbers("1122133005") != pupil_numbers("1122133006")
    numbers, _, seed = told.partition("（")
    assert seed == "抽取编号 1122133005）"
    assert len(set(numbers.split("、"))) == 10
    assert all(1 <= int(one) <= 30 for one in numbers.split("、"))
    assert names_in(told) == []


def test_the_queue_says_who_looks_with_which_form():
    draft = replace(
        DRAFT, inspectors=inspectors_text([Inspector("t1", "李静", ("语文",)), Inspector("t9", "许莉")])
    )
    rows = queue("c1", draft, _found(draft))
    assert [(row.name, row.inspectors) for row in rows[:3]] == [
        ("教师0", "t9"),
        ("教师1", "t9"),
        ("教师2", "t9"),
    ]
    assert rows[3].inspectors == "t1"
    assert {(row.form, row.form_version) for row in rows} == {("BK01", 1)}
