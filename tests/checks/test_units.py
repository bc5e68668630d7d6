"""Units from 任课, the form that fits, draws and shares."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edudesk.checks.forms.reading import shipped_forms
from edudesk.checks.rules.sampling import Inspector, drawn, every_nth, rotation, share, unchecked
from edudesk.checks.rules.units import Room, Scope, Teaching, Who, best_form, merged, units
from tests.tables import each

FORMS = {form.key: form for form in shipped_forms()}
YEAR = "2025-2026"
ZHOU = Teaching(
    teacher_id="t1",
    name="周敏华",
    group="数学组",
    subject="数学",
    stage="小学",
    classes="五（3）（4）班",
    periods=8,
)
LI = Teaching(
    teacher_id="t2", name="李静", group="语文组", subject="语文", stage="小学", classes="六1", periods=7
)
SHEN = Teaching(teacher_id="t3", name="沈婷", group="综合组", subject="心理健康", stage="小学", classes="")


def _of(form: str, *rows: Teaching, scope: Scope | None = None):
    return units(rows, YEAR, scope or Scope(), [FORMS[form]], frozenset({"六年级"}))


def test_lesson_plans_are_one_book_for_parallel_classes():
    assert [(one.name, one.classes) for one in _of("BK01", ZHOU)] == [("周敏华", ("五（3）班", "五（4）班"))]


def test_homework_is_looked_at_class_by_class():
    found = _of("ZY01", ZHOU, LI)
    assert [one.classes for one in found] == [("五（3）班",), ("五（4）班",), ("六（1）班",)]
    assert [one.weight for one in found] == [8, 8, 7]


def test_a_group_is_one_unit():
    other = replace(ZHOU, teacher_id="t9", name="王建国")
    assert [(one.name, one.teacher_id) for one in _of("JB01", ZHOU, other, LI)] == [
        ("数学组", ""),
        ("语文组", ""),
    ]


def test_a_class_is_one_unit_however_many_teach_it():
    rows = (ZHOU, replace(LI, classes="五（3）班"))
    rooms = {"五（3）班": Room("小学2021-3", Who("t2", "李静"))}
    found = units(rows, YEAR, Scope(), [FORMS["SC01"]], rooms=rooms)
    assert [(one.teacher_id, one.name, one.subject, one.classes) for one in found] == [
        ("t2", "李静", "", ("五（3）班",)),
        ("", "五（4）班", "", ("五（4）班",)),
    ]
    third = replace(LI, classes="三（10）（2）班")  # walked to in the order of the classes
    walked = units((*rows, third), YEAR, Scope(), [FORMS["GS01"]])
    assert [one.classes[0] for one in walked] == ["三（2）班", "三（10）班", "五（3）班", "五（4）班"]
    assert [(one.who, one.class_keys) for one in found] == [
        ("小学2021-3", ("小学2021-3",)),
        ("五（4）班", ()),
    ]


def test_without_classes_the_teacher_is_one_unit():
    assert [one.classes for one in _of("ZY01", SHEN)] == [()]


def test_words_that_name_no_class_stay_as_they_are():
    assert [one.classes for one in _of("ZY01", replace(ZHOU, classes="社团走班"))] == [("社团走班",)]


@each(
    ("scope", "names"),
    [
        (Scope(subjects=("语文",)), ["李静"]),
        (Scope(groups=("数学组",)), ["周敏华"]),
        (Scope(grades=("六年级",)), ["李静"]),
        (Scope(stages=("初中",)), []),
    ],
)
def test_a_scope_takes_who_is_meant(scope, names):
    assert [one.name for one in _of("BK01", ZHOU, LI, SHEN, scope=scope)] == names


@pytest.mark.parametrize(("form", "classes"), [("BK01", [("五（3）班",)]), ("ZY01", [("五（3）班",)])])
def test_a_scope_of_grades_leaves_out_the_other_classes(form, classes):
    both = replace(ZHOU, classes="四（1）班、五（3）班")
    assert [one.classes for one in _of(form, both, scope=Scope(grades=("五年级",)))] == classes


def test_rows_of_one_subject_are_one():
    (row,) = merged([ZHOU, replace(ZHOU, classes="五（5）班", periods=4)])
    assert (row.classes, row.periods) == ("五（3）（4）班、五（5）班", 12)


def test_the_form_made_for_subject_and_stage_wins():
    general = FORMS["BK01"]
    by_stage = replace(general, key="S", stages=("小学",))
    by_subject = replace(general, key="M", subjects=("数学",))
    both = replace(general, key="MS", subjects=("数学",), stages=("小学",))
    last_year = replace(general, key="G", stages=("毕业年级",))
    order = [general, by_stage, by_subject, both, last_year]
    assert best_form(order, "数学", "小学").key == "MS"
    assert best_form(order, "数学", "初中").key == "M"
    assert best_form(order, "语文", "小学").key == "S"
    assert best_form(order, "语文", "初中").key == "BK01"
    assert best_form(order, "语文", "毕业年级", "小学").key == "G"
    assert best_form([by_subject], "语文", "小学") is None
    newer = replace(general, version=2)
    assert best_form([newer, general], "语文", "初中").version == 2


def test_every_third_from_the_second():
    assert every_nth("ABCDEFG", 3, 1) == ["B", "E"]
    with pytest.raises(ValueError, match="step"):
        every_nth("AB", 0)


@given(st.integers(0, 40), st.integers(0, 40), st.text(max_size=5))
def test_a_draw_can_be_done_again(size, count, seed):
    people = list(range(size))
    taken = drawn(people, count, seed)
    assert taken == drawn(people, count, seed)
    assert len(set(taken)) == min(size, count)
    assert taken == sorted(taken)


def test_rotation_takes_who_waited_longest():
    last = {"甲": "2025-09-10", "乙": "2025-10-10", "丙": "2025-09-11"}
    assert rotation(["甲", "乙", "丙", "丁"], last, 3, "1") == ["甲", "丙", "丁"]
    assert unchecked(["甲", "乙", "丙", "丁"], last, "2025-09-11") == ["甲", "丁"]


@given(st.integers(1, 6), st.text(max_size=3))
def test_in_rotation_nobody_waits_longer_than_a_round_and_a_check(count, seed):
    people = [f"p{number}" for number in range(12)]
    last: dict[str, str] = {}
    for month in range(24):
        for person in rotation(people, last, count, f"{seed}{month}"):
            last[person] = f"{2025 + month // 12}-{month % 12 + 1:02}"
        since = month - (-(-12 // count) + 1)
        if since >= 0:
            assert min(last.values()) > f"{2025 + since // 12}-{since % 12 + 1:02}"
            assert len(last) == len(people)


def test_nobody_checks_their_own_books_and_subjects_come_first():
    inspectors = [
        Inspector("t1", "周敏华", ("数学",)),
        Inspector("t2", "李静", ("语文",)),
        Inspector("", "督学"),
    ]
    work = [("t1", "数学"), ("t5", "数学"), ("t6", "数学"), ("t2", "语文"), ("t7", "美术"), ("t8", "美术")]
    found = share(work, inspectors)
    assert all(one.id != teacher for (teacher, _), taken in zip(work, found, strict=True) for one in taken)
    assert [taken[0].name for taken in found] == ["督学", "周敏华", "周敏华", "督学", "督学", "督学"]


@given(
    st.lists(
        st.tuples(st.sampled_from(["t1", "t2", "t3", "t4"]), st.sampled_from(["语文", "数学"])), max_size=12
    ),
    st.integers(1, 3),
)
def test_sharing_never_gives_anybody_their_own(work, per_unit):
    inspectors = [Inspector("t1", "甲"), Inspector("t2", "乙", ("语文",)), Inspector("", "外")]
    for (teacher, _), taken in zip(work, share(work, inspectors, per_unit), strict=True):
        assert teacher not in [one.id for one in taken if one.id]
        assert len(set(taken)) == len(taken)


def test_a_whole_grade_is_its_classes_where_is_looked_class_by_class():
    rooms = {f"四（{number}）班": Room(f"小学2022-{number}") for number in (10, 1, 2)}
    english = replace(LI, teacher_id="t8", name="吴老师", subject="英语", classes="四年级、五（3）班")

    def classes(form: str, *rows: Teaching, listed: dict[str, Room] = rooms) -> list[str]:
        found = units(rows, YEAR, Scope(), [FORMS[form]], rooms=listed)
        return ["、".join(one.classes) for one in found]

    spread = ["四（1）班", "四（2）班", "四（10）班", "五（3）班"]
    assert classes("ZY01", english) == spread
    assert classes("TK01", english) == ["四年级", "五（3）班"]  # one lesson somewhere in the grade
    assert classes("BK01", english) == ["四年级、五（3）班"]  # one book of plans
    # without a list of classes those that others teach are known
    head = replace(ZHOU, classes="四（1）（2）班")
    assert classes("ZY01", english, head, listed={})[:3] == ["四（1）班", "四（2）班", "五（3）班"]
    # a grade nobody knows the classes of: its homework can be looked at, as a room it is none
    third = replace(english, classes="三年级")
    assert classes("ZY01", third) == ["三年级"]
    assert classes("SC01", english, third, head) == ["四（1）班", "四（2）班", "四（10）班", "五（3）班"]
    assert classes("GS01", third, listed={}) == ["三年级"]
