"""How many lessons should be prepared by a day."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from edudesk.checks.forms.lists import shipped_lists
from edudesk.checks.rules.due_counts import due_counts, span_of
from edudesk.school.rows.terms import EVENT, HOLIDAY, WORKDAY, DayDraft, TermDraft
from tests.checks.checking import FORMS, TERM, YEAR
from tests.tables import each

AUTUMN = TermDraft(school_year=YEAR, term=TERM, start="2026-08-31", end="2027-01-29")
PLANS = FORMS["BK01"]
NATIONAL_DAY = [
    *(DayDraft(day=f"2026-10-0{day}", kind=HOLIDAY, name="国庆节") for day in range(1, 8)),
    DayDraft(day="2026-09-20", kind=WORKDAY, name="国庆节调休"),
    DayDraft(day="2026-10-10", kind=WORKDAY, name="国庆节调休"),
    DayDraft(day="2026-10-23", kind=EVENT, name="运动会"),
]


def due_words(form, periods, term, days, came, on) -> str:
    """The hint of 应备课时."""
    found = due_counts(form, span_of(term, days, came, on), periods, shipped_lists(), "语文", ["三年级"])
    return next((one.words for one in found if one.key == "lessons_due"), "")


def due(form: str, subject: str, *grades: str, came: str = "", on: str = "2026-11-18") -> list[str]:
    """What the school's table says of a form: 12 weeks of the term are taught by then."""
    found = due_counts(FORMS[form], span_of(AUTUMN, (), came, on), None, shipped_lists(), subject, grades)
    return [one.words for one in found]


@each(
    ("came", "on", "words"),
    [
        ("", "2026-11-18", "应备约 104 节（周课时 8）"),
        ("2020-08", "2026-09-01", "应备约 16 节（周课时 8）"),
        ("2026-09-07", "2026-11-18", "应备约 104 节（周课时 8）"),  # the second week is no late arrival
        ("2026-10-19", "2026-11-18", "10月19日到岗，应备约 48 节（周课时 8）"),
        ("2026-11", "2026-11-18", "11月1日到岗，应备约 32 节（周课时 8）"),  # a Sunday
        ("2026-12-01", "2026-11-18", ""),
        ("", "2026-08-20", ""),
        ("", "2027-01-28", "应备约 176 节（周课时 8）"),  # there is no week ahead of the last one
        ("", "", ""),
    ],
)
def test_lessons_due_are_the_weeks_taught_and_one_ahead(came: str, on: str, words: str) -> None:
    assert due_words(PLANS, 8, AUTUMN, (), came, on) == words


@each(
    ("came", "on", "words"),
    [
        ("", "2026-09-16", "应备约 34 节（周课时 8，加调休 1 天）"),  # 3 weeks, a Sunday, 1 ahead: 21 days
        ("", "2026-09-30", "应备约 46 节（周课时 8，已扣放假 2 天，加调休 1 天）"),  # 24 + 5 days
        ("", "2026-10-09", "应备约 51 节（周课时 8，已扣放假 5 天，加调休 2 天）"),  # 27 + 5 days
        ("2026-10-12", "2026-10-14", "10月12日到岗，应备约 16 节（周课时 8）"),
    ],
)
def test_holidays_are_taken_off_and_days_made_up_for_added(came: str, on: str, words: str) -> None:
    assert due_words(PLANS, 8, AUTUMN, NATIONAL_DAY, came, on) == words


def test_a_term_whose_lessons_begin_later_counts_from_its_first_week() -> None:
    late = TermDraft(
        school_year=YEAR, term=TERM, start="2026-08-27", end="2027-01-29", first_week="2026-08-31"
    )
    assert due_words(PLANS, 8, late, (), "", "2026-11-18") == "应备约 104 节（周课时 8）"


def test_what_is_not_counted_or_not_known_gives_no_hint() -> None:
    assert due_words(FORMS["TK01"], 8, AUTUMN, (), "", "2026-11-18") == ""
    assert due_words(PLANS, None, AUTUMN, (), "", "2026-11-18") == ""
    assert due_words(PLANS, 8, None, (), "", "2026-11-18") == ""
    assert due_words(PLANS, 7.5, AUTUMN, (), "", "2026-11-18") == "应备约 98 节（周课时 7.5）"


@given(
    st.dates(date(2026, 9, 1), date(2027, 1, 29)),
    st.sets(st.sampled_from([one.day for one in NATIONAL_DAY[:7]])),
)
@settings(deadline=None)
def test_a_holiday_more_never_makes_more_lessons_due(on, off) -> None:
    def due(days) -> int:
        return int(due_words(PLANS, 8, AUTUMN, days, "", on.isoformat()).split()[1])

    holidays = [one for one in NATIONAL_DAY if one.day in off]
    assert due(NATIONAL_DAY[:7]) <= due(holidays) <= due([])


def test_what_the_table_of_the_school_says_is_told_up_to_the_week() -> None:
    assert due("ZY01", "数学", "三年级") == ["应批约 60 次（每周 5 次）"]
    assert due("ZY01", "数学", "三年级", came="2026-10-19") == ["10月19日到岗，应批约 25 次（每周 5 次）"]
    assert due("BK01", "音乐", "三年级") == ["反思应写约 6 篇（每周 0.5 篇）"]
    assert due("JB01", "") == ["应开展 8 次（每学期）"]
    assert due("FD01", "数学", "三年级") == ["应辅导每名学生约 12 次（每名学生每周 1 次）"]
    assert due("ZY01", "音乐", "三年级") == []
    assert due("ZY01", "语文", "二年级", "三年级") == []  # 5 and 3 a week


def test_a_count_for_each_pupil_goes_by_the_pupils_typed() -> None:
    (one,) = due_counts(FORMS["FD01"], span_of(AUTUMN, (), "", "2026-11-18"), None, shipped_lists())
    assert [one.number(counts) for counts in ({}, {"weak_pupils": 3}, {"weak_pupils": "三"})] == [
        None,
        36,
        None,
    ]
