"""The sample school is believable, whole, and nobody in it exists."""

from collections import Counter
from datetime import date

from edudesk.base import ids
from edudesk.roster.rows import COLUMN, PRESENT, TeacherDraft
from edudesk.roster.sample import sample_teachers
from edudesk.school.sample import SCHOOL

TEACHERS = sample_teachers()
PRESENT_ONES = [teacher for teacher in TEACHERS if teacher.status in PRESENT]


def age(teacher: TeacherDraft, on: date) -> int:
    year, month, day = (int(part) for part in teacher.birth.split("-"))
    return on.year - year - ((on.month, on.day) < (month, day))


def test_108_teachers_and_four_who_left() -> None:
    assert len(PRESENT_ONES) == 108
    assert Counter(teacher.status for teacher in TEACHERS) == {"在岗": 108, "退休": 2, "调出": 1, "离职": 1}
    assert len(SCHOOL["code"]) == 10


def test_titles_and_ages_are_those_of_the_roster_page() -> None:
    titles = Counter(teacher.title for teacher in PRESENT_ONES)
    assert (titles["正高级教师"], titles["高级教师"], titles["一级教师"]) == (1, 37, 53)
    for day in (date(2026, 9, 1), date(2026, 12, 31)):
        bands = Counter((age(teacher, day) > 30) + (age(teacher, day) > 40) + (age(teacher, day) > 50)
                        for teacher in PRESENT_ONES)  # fmt: skip
        assert [bands[band] for band in range(4)] == [19, 39, 34, 16]


def test_first_thirteen_stand_as_in_the_picture() -> None:
    shown = [
        f"{one.name} {one.gender} {one.birth[:7]} {one.title} {COLUMN['post_line'].text(one)} {one.honour}".strip()
        for one in TEACHERS[:13]
    ]
    assert shown[0] == "李静 女 1984-03 高级教师 四（2）班 班主任 区骨干教师"
    assert shown[1] == "周敏华 女 1991-07 一级教师 五（3）（4）班 教坛新秀"
    assert shown[12] == "沈婷 女 1996-03 二级教师 专职心理教师"


def test_id_numbers_are_valid_belong_to_no_place_and_agree_with_birth_and_sex() -> None:
    for one in TEACHERS:
        assert one.id_no.startswith("990199")
        assert ids.is_valid(one.id_no)
        assert (ids.birth_of(one.id_no), ids.sex_of(one.id_no)) == (one.birth, one.gender)
    assert len({one.id_no for one in TEACHERS}) == len({one.phone for one in TEACHERS}) == len(TEACHERS)
    assert all(one.phone.startswith("1990199") and len(one.phone) == 11 for one in TEACHERS)


def test_names_that_are_hard_to_print_spell_and_tell_apart() -> None:
    names = Counter(one.name for one in PRESENT_ONES)
    assert [name for name, count in names.items() if count > 1] == ["王芳"]
    assert set("喆堃昇犇㛃䶮𬭎") <= set("".join(names))
    assert {"单国平", "仇永康", "查世荣", "尉迟海波", "万俟凯", "阿依古丽·买买提"} <= set(names)


def test_every_class_has_one_head_a_chinese_and_a_maths_teacher() -> None:
    assert sum(one.head_teacher == "是" for one in PRESENT_ONES) == 36
    for subject in ("语文", "数学"):
        taught = [
            (one.classes[0], number)
            for one in PRESENT_ONES
            if one.subject == subject and one.classes
            for number in one.classes
            if number.isdecimal()
        ]
        assert sorted(taught) == sorted((grade, number) for grade in "一二三四五六" for number in "123456")


def test_careers_run_forward_and_words_are_those_of_the_lists() -> None:
    for one in TEACHERS:
        assert int(one.work_start[:4]) - int(one.birth[:4]) >= 18
        assert one.first_end <= one.top_end <= "2026-07"
        assert one.work_start <= one.school_start <= "2026-08"
        if one.title_appointed:
            assert one.work_start < one.title_obtained <= one.title_appointed <= "2026-08"
        if one.party_date:
            assert int(one.party_date[:4]) - int(one.birth[:4]) >= 18
        assert one.honour_date <= "2026-08"
        for key, column in COLUMN.items():
            if column.codes is not None and getattr(one, key):
                assert getattr(one, key) in column.codes.words, (one.name, key)
