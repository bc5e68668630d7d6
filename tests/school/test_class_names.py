"""Names of classes as schools write them (M35), and back from what is printed."""

from hypothesis import example, given
from hypothesis import strategies as st

from edudesk.school.rows.stages import STAGE
from edudesk.school.rules import next_year
from edudesk.school.rules.class_names import class_names
from edudesk.school.rules.classes import class_key, class_name, class_of
from edudesk.school.rules.years import year_from
from tests.tables import each

YEAR = "2026-2027"


@each(
    ("typed", "names"),
    [
        ("五(1)", "五（1）班"),
        ("五（1）班", "五（1）班"),
        ("五 ( 1 ) 班", "五（1）班"),
        ("501", "五（1）班"),
        ("501班", "五（1）班"),
        ("512", "五（12）班"),
        ("五1班", "五（1）班"),
        ("五1", "五（1）班"),
        ("五一班", "五（1）班"),
        ("五（一）班", "五（1）班"),
        ("五（十二）班", "五（12）班"),
        ("五年级1班", "五（1）班"),
        ("五年级一班", "五（1）班"),
        ("5（1）班", "五（1）班"),
        ("5年级1班", "五（1）班"),
        ("5-1班", "五（1）班"),
        ("小学五（1）班", "五（1）班"),
        ("2020级1班", "None"),  # finished in 2026
        ("2022级1班", "五（1）班"),
        ("2022级（1）（2）班", "五（1）班 五（2）班"),
        ("2027届3班", "六（3）班"),
        ("五年级(1、2)班", "五（1）班 五（2）班"),
        ("五年级(1,2)班", "五（1）班 五（2）班"),
        ("五（1-3）班", "五（1）班 五（2）班 五（3）班"),
        ("五1-3班", "五（1）班 五（2）班 五（3）班"),
        ("五（1）（2）班", "五（1）班 五（2）班"),
        ("五(1)(2)", "五（1）班 五（2）班"),
        ("五（1）班、（2）班", "五（1）班 五（2）班"),
        ("五1、2班", "五（1）班 五（2）班"),
        ("五1班、2班", "五（1）班 五（2）班"),
        ("五1班 六2班", "五（1）班 六（2）班"),
        ("五（1）六（2）", "五（1）班 六（2）班"),
        ("501/602", "五（1）班 六（2）班"),
        ("501、502、501", "五（1）班 五（2）班"),
        ("三（3）班\n三（4）班", "三（3）班 三（4）班"),
        ("五年级", "五年级"),
        ("一、二年级", "一年级 二年级"),
        ("一年级、二年级", "一年级 二年级"),
        ("一至三年级", "一年级 二年级 三年级"),
        ("1-3年级", "一年级 二年级 三年级"),
        ("四～六年级", "四年级 五年级 六年级"),
        ("一年级 五（2）班", "一年级 五（2）班"),
        ("全校", "一年级 二年级 三年级 四年级 五年级 六年级"),
    ],
)
def test_a_primary_school_reads(typed: str, names: str) -> None:
    assert class_names(typed, YEAR, "小学") == (None if names == "None" else tuple(names.split(" ")))


@each(
    ("typed", "kind", "names"),
    [
        ("七(3)(4)", "初中", "七（3）班 七（4）班"),
        ("初一（3）班", "初中", "七（3）班"),
        ("初一3班、初二1班", "初中", "七（3）班 八（1）班"),
        ("703", "初中", "七（3）班"),
        ("初一、初二", "初中", "七年级 八年级"),
        ("2024级2班", "初中", "九（2）班"),
        ("七年级", "初中", "七年级"),
        ("高一（3）班", "高中", "高一（3）班"),
        ("高一3班", "高中", "高一（3）班"),
        ("一（3）班", "高中", "高一（3）班"),
        ("高一、高二", "高中", "高一 高二"),
        ("高一至高三", "高中", "高一 高二 高三"),
        ("高一年级", "高中", "高一"),
        ("五（1）班 七（2）班", "九年一贯制", "五（1）班 七（2）班"),
        ("901", "九年一贯制", "九（1）班"),
        ("五至七年级", "九年一贯制", "五年级 六年级 七年级"),
        ("2022级1班", "九年一贯制", "五（1）班"),
        ("大（1）班", "幼儿园", "大（1）班"),
        ("小1班、中2班", "幼儿园", "小（1）班 中（2）班"),
    ],
)
def test_other_schools_read(typed: str, kind: str, names: str) -> None:
    assert class_names(typed, YEAR, kind) == tuple(names.split(" "))


@each(
    ("typed", "kind"),
    [
        ("", "小学"),
        ("语文", "小学"),
        ("七（1）班", "小学"),
        ("高一（1）班", "小学"),
        ("五（0）班", "小学"),
        ("五（61）班", "小学"),
        ("1-3", "小学"),  # grades or a class?
        ("51班", "小学"),
        ("三至一年级", "小学"),
        ("五（1）班合唱团", "小学"),
        ("2024级1班", "九年一贯制"),  # 三年级 or 九年级
        ("五（1）班", ""),
        ("=1+1", "小学"),
    ],
)
def test_what_is_unclear_is_left_to_the_user(typed: str, kind: str) -> None:
    assert class_names(typed, YEAR, kind) is None


grades = st.sampled_from([(stage.word, grade) for stage in STAGE.values() for grade in stage.grades])
years = st.integers(1990, 2090).map(year_from)
numbers = st.integers(1, 60)


@given(grades, numbers, years)
def test_a_printed_name_reads_back(place: tuple[str, str], number: int, year: str) -> None:
    stage, grade = place
    name = class_name(grade, number)
    assert class_names(name, year, stage) == (name,)
    assert class_of(class_key(year, grade, number), year) == (grade, number)


@given(grades, numbers, years)
def test_a_class_keeps_its_key_while_it_goes_up(place: tuple[str, str], number: int, year: str) -> None:
    stage, grade = place
    key = class_key(year, grade, number)
    above = class_of(key, next_year(year))
    rest = STAGE[stage].grades[STAGE[stage].grades.index(grade) + 1 :]
    assert above == ((rest[0], number) if rest else None)
    if above is not None:
        assert class_key(next_year(year), *above) == key


@given(st.text(alphabet="一二三五七十0123456789（）()班级年初高小大中、，-至~ \n届", max_size=12), grades)
@example("一1至40", ("小学", "一年级"))  # as many names as a large school has
def test_no_text_breaks_it_and_what_it_reads_it_prints_the_same(text: str, place: tuple[str, str]) -> None:
    names = class_names(text, YEAR, place[0])
    if names is not None:
        assert class_names("、".join(names), YEAR, place[0]) == names
