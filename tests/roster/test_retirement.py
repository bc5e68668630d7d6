"""渐进式延迟法定退休年龄: the published table, computed once more another way."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from edudesk.roster.rows import TeacherDraft
from edudesk.roster.rules.retirement import base_age, delays, retirement_month, retires, retires_within
from tests.tables import each

# 《国务院关于渐进式延迟法定退休年龄的办法》所附对照表：出生、性别、原年龄、退休时间
PUBLISHED = [
    ("1964-12", "男", 60, "2024-12"),
    ("1965-01", "男", 60, "2025-02"),
    ("1965-04", "男", 60, "2025-05"),
    ("1965-05", "男", 60, "2025-07"),
    ("1965-08", "男", 60, "2025-10"),
    ("1970-01", "男", 60, "2031-05"),
    ("1976-08", "男", 60, "2039-07"),
    ("1976-09", "男", 60, "2039-09"),
    ("1990-01", "男", 60, "2053-01"),
    ("1969-12", "女", 55, "2024-12"),
    ("1970-01", "女", 55, "2025-02"),
    ("1981-08", "女", 55, "2039-07"),
    ("1981-09", "女", 55, "2039-09"),
    ("1974-12", "女", 50, "2024-12"),
    ("1975-01", "女", 50, "2025-02"),
    ("1975-02", "女", 50, "2025-03"),
    ("1975-03", "女", 50, "2025-05"),
    ("1984-10", "女", 50, "2039-09"),
    ("1984-11", "女", 50, "2039-11"),
]


@each(("birth", "sex", "base", "month"), PUBLISHED)
def test_the_months_are_those_of_the_published_table(birth: str, sex: str, base: int, month: str) -> None:
    assert retirement_month(birth, sex, base) == month


def second_way(birth: date, base: int, first: int, step: int, years: int) -> str:
    """Walks the months of the old age of retirement from January 2025 on, one more month of delay per step."""
    year, month = birth.year + base, birth.month
    delay, at = 0, (2025, 1)
    walked = 0
    while at <= (year, month):
        if walked % step == 0 and delay < years * 12:
            delay += 1
        walked += 1
        at = (at[0] + at[1] // 12, at[1] % 12 + 1)
    for _ in range(delay):
        year, month = year + month // 12, month % 12 + 1
    return f"{year}-{month:02d}"


@given(st.dates(date(1950, 1, 1), date(2005, 12, 31)), st.sampled_from(sorted(delays())))
def test_walking_month_by_month_says_the_same(birth: date, base: int) -> None:
    rise = delays()[base]
    walked = second_way(birth, base, int(rise.first[:4]), rise.step, rise.until - rise.base)
    assert retirement_month(birth.isoformat(), "女", base) == walked


@given(st.dates(date(1950, 1, 1), date(2005, 11, 30)), st.sampled_from(sorted(delays())))
def test_who_is_born_later_never_retires_earlier(birth: date, base: int) -> None:
    later = date(birth.year + birth.month // 12, birth.month % 12 + 1, 1)
    assert retirement_month(birth.isoformat(), "男", base) <= retirement_month(later.isoformat(), "男", base)


def test_base_age_follows_sex_and_post() -> None:
    person = TeacherDraft(name="甲", birth="1970-05")
    assert base_age(person) == 0
    assert retires(person) == ""
    assert base_age(TeacherDraft(name="甲", gender="男")) == 60
    assert base_age(TeacherDraft(name="甲", gender="女", title="高级教师")) == 55
    assert base_age(TeacherDraft(name="甲", gender="女", post_class="工勤技能")) == 50
    assert base_age(TeacherDraft(name="甲", gender="女", staff_category="工勤人员")) == 50


def test_五年内退休_is_by_the_end_of_the_fifth_year() -> None:
    man = TeacherDraft(name="甲", gender="男", birth="1970-01-15")  # 2031-05
    assert not retires_within(man, 5, "2025-12-31")
    assert retires_within(man, 5, "2026-01-01")
    assert retires_within(TeacherDraft(name="甲", gender="男", birth="1960-01"), 5, "2026-11-20")
    assert not retires_within(TeacherDraft(name="甲", gender="男"), 5, "2026-11-20")
