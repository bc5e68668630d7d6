"""The sample school is believable, whole, and nobody in it exists."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import asdict
from datetime import date
from pathlib import Path

import pytest

from edudesk.base import ids
from edudesk.desk import Desk, open_desk
from edudesk.roster.histories import KIND
from edudesk.roster.rows import COLUMN, DATED_FIELDS, PRESENT, TeacherDraft
from edudesk.roster.rules.credits import progress_of
from edudesk.roster.rules.growth import growth_line
from edudesk.roster.rules.posts import vacancies
from edudesk.roster.sample import sample_teachers
from edudesk.school.sample import SCHOOL, sample_stats

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


def test_posts_are_filled_but_for_a_few_and_never_over_their_number() -> None:
    for year in sample_stats():
        found = vacancies(TEACHERS, asdict(year))
        left = [one.vacant for one in found]
        assert all(vacant is not None and 0 <= vacant <= 2 for vacant in left), (year.school_year, left)
        posts = [value for key, value in asdict(year).items() if key.startswith("posts_")]
        assert sum(posts) == year.staff_quota


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


# --- with their careers ------------------------------------------------------------------------------------


@pytest.fixture
def desk(sample: Path, stopped_clock: Callable[[str], None]) -> Iterator[Desk]:
    """The school of the sample on 20 November 2026."""
    with open_desk(sample) as desk:
        yield desk


def test_the_flat_row_says_what_the_dated_facts_say(desk: Desk) -> None:
    drafts = {one.staff_no: one for one in TEACHERS}
    added = {"post_grade_from", "exchange", "mentor"}  # what only dated facts tell
    for row in desk.teachers.rows():
        differ = {
            key for key in DATED_FIELDS - added if getattr(row, key) != getattr(drafts[row.staff_no], key)
        }
        assert differ == set(), row.name
        for key, rows in desk.histories.of(row.id).items():
            if key in KIND and rows and rows[0].id:
                state = KIND[key].state(rows, "2026-11-20")
                assert {flat: getattr(row, flat) for flat in state} == state, (row.name, key)


def test_every_teacher_present_has_a_career(desk: Desk) -> None:
    for row in desk.teachers.rows():
        if row.status not in PRESENT:
            continue
        facts = desk.histories.of(row.id)
        for key in (
            "education",
            "title",
            "assignment",
            "annual_review",
            "ethics_review",
            "training",
            "cert",
            "registration",
            "skill",
            "event",
        ):
            assert all(one.id for one in facts[key]), (row.name, key)
            assert facts[key], (row.name, key)
    counts = desk.histories.counts()
    assert all(counts[key] for key in KIND)
    assert counts["ethics_event"] == 1
    (event,) = desk.histories.rows("ethics_event")
    assert (event.teacher.status, event.held.released) == ("退休", "2021-06")


def test_周敏华_has_the_growth_line_and_the_credits_of_the_picture(desk: Desk) -> None:
    zhou = next(row for row in desk.teachers.rows() if row.name == "周敏华")
    facts = desk.histories.of(zhou.id)
    assert growth_line(zhou, facts) == [
        ("2025-06", "区“教坛新秀”"),
        ("2024-12", "论文获市级二等奖"),
        ("2024-09", "与 陈晓岚 结对（青蓝工程）"),
        ("2023-12", "年度考核 优秀"),
        ("2021-08", "晋升 一级教师"),
        ("2013-08", "入职 二级教师"),
    ]
    progress = progress_of(zhou, facts["training"])
    assert progress.words == "221 / 360　其中集中培训 64 / 90　按进度 正常"
    assert (progress.cycle, progress.cut, progress.short_years) == ((2023, 2027), (), ())


def test_nothing_is_doubtful_about_the_careers(desk: Desk) -> None:
    names = {row.id: row.name for row in desk.teachers.rows()}
    found = {
        names[row_id]: [doubt.text for doubt in doubts] for row_id, doubts in desk.doubts.every().items()
    }
    assert found == {"吴桂芳": ["按出生年月应于 2026-03 达到法定退休年龄，人员状态仍是“在岗”，请核对。"]}


def test_as_of_an_earlier_day_the_titles_and_classes_were_others(desk: Desk) -> None:
    then = {row.name: row for row in desk.teachers.rows_on(date(2019, 9, 1))}
    assert then["周敏华"].title == "二级教师"
    assert then["周敏华"].honour == ""
    assert "孙雨桐" not in then
    spring = {row.name: row for row in desk.teachers.rows_on(date(2026, 5, 4))}
    assert spring["周敏华"].classes == "四（3）（4）班"
    assert spring["李静"].head_teacher == "是"


def test_each_class_has_one_head_in_both_years(desk: Desk) -> None:
    rows = [line.held for line in desk.histories.rows("head_teacher") if line.held.school_year]
    for year in ("2025-2026", "2026-2027"):
        names = [row.class_name for row in rows if (row.school_year, row.term) == (year, "第一学期")]
        assert len(names) == len(set(names))
    assert len(names) == 36


def test_careers_are_stored_as_one_entry(desk: Desk) -> None:
    titles = [entry.title for entry in desk.timeline.entries()]
    assert titles.count("建立示例发展记录") == 1
