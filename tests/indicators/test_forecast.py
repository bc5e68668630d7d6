"""师资预测: who leaves in which year, what is left, what each subject lacks by its lessons."""

from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from edudesk.indicators.rules.doings import Doings
from edudesk.indicators.rules.forecast import Forecast, forecast, lack_words, leavers, rounded
from edudesk.indicators.rules.inputs import Inputs
from edudesk.indicators.rules.periods import subject_needs
from edudesk.indicators.rules.settings import Settings
from edudesk.roster.histories.teaching import Assignment
from tests.indicators.schools import YEAR, classes, people, school, stats

STAFF = [
    # men of 1966 go at 60 and some months, in 2026 and 2027; women in 专技 posts at 55 and some
    *people(1, 0, gender="男", birth="1966-05-10", subject="数学", weekly_periods="14"),
    *people(1, 1, gender="男", birth="1966-11-10", subject="语文", weekly_periods="14"),
    *people(1, 2, gender="女", birth="1975-03-01", subject="语文", weekly_periods="12"),
    *people(1, 3, gender="女", birth="1990-03-01", subject="语文", weekly_periods="12"),
    *people(1, 4, subject="音乐"),
    *people(1, 5, gender="女", birth="1960-01-01", subject="美术"),
]


def told(inputs: Inputs, pupils: int = 0) -> Forecast:
    return forecast(inputs, pupils)


def test_who_leaves_in_which_year_and_who_is_left() -> None:
    found = told(Inputs(school(STAFF, stats(students=200))))
    assert [year.year for year in found.years] == [2026, 2027, 2028, 2029, 2030, 2031]
    # 1966-05: 17 months of birth after 1965-01, so 5 months later than 60: 2026-10
    assert [[one.row.name for one in year.leavers] for year in found.years] == [
        ["师5", "师0"], ["师1"], [], [], [], ["师2"],
    ]  # fmt: skip
    assert [(year.staff, year.teachers) for year in found.years] == [
        (4, 4),
        (3, 3),
        (3, 3),
        (3, 3),
        (3, 3),
        (2, 2),
    ]
    assert [row.name for row in found.unknown] == ["师4"]
    assert {one.row.name for one in leavers(Inputs(school(STAFF)))} == {"师0", "师1", "师2", "师5"}


def test_what_each_subject_lacks_by_the_periods_in_the_roster() -> None:
    found = told(Inputs(school(STAFF, stats(students=200))))
    assert found.origin == "花名册周课时"
    by_subject = {one.now.subject: one for one in found.subjects}
    chinese = by_subject["语文"]
    assert (chinese.now.periods, chinese.now.load, chinese.now.needed) == (38, 16, Fraction(38, 16))
    assert chinese.now.lack == Fraction(38, 16) - 3
    assert [one - chinese.now.lack for one in chinese.lacks] == [0, 1, 1, 1, 1, 2]
    assert [one.row.name for one in chinese.leavers] == ["师1", "师2"]
    assert [lack_words(one) for one in chinese.lacks[:2]] == ["余 0.6", "缺 0.4"]


def test_pupils_that_come_bring_lessons() -> None:
    inputs = Inputs(school(STAFF, stats(students=200)))
    chinese = next(one for one in told(inputs, 100).subjects if one.now.subject == "语文")
    assert chinese.lacks[-1] == Fraction(38, 16) * Fraction(300, 200) - 1
    assert told(inputs, 100).years[-1].pupils == 300
    assert told(inputs, -500).years[-1].pupils == 0
    # of a school whose pupils nobody entered nothing grows
    assert told(Inputs(school(STAFF)), 100).subjects[0].lacks == told(Inputs(school(STAFF))).subjects[0].lacks


def test_periods_are_those_of_the_timetable_when_each_class_is_in_it() -> None:
    rooms = classes(40, 40)
    lessons = {
        ("一（1）班", "语文"): Fraction(8),
        ("一（1）班", "阅读"): Fraction(1),
        ("一（1）班", "班会"): Fraction(1),
    }
    held = Settings({"load_subjects": ["语文 12", "数学14节"]})
    half = Inputs(school(STAFF, rows=rooms), settings=held, doings=Doings(lessons=lessons))
    assert subject_needs(half)[1] == "花名册周课时"
    whole = Inputs(
        half.facts, settings=held, doings=Doings(lessons=lessons | {("一（2）班", "语文"): Fraction(15, 2)})
    )
    needs, origin = subject_needs(whole)
    assert origin == "课程表"
    chinese = next(one for one in needs if one.subject == "语文")
    # 阅读 is taught by who teaches 语文; 班会 is nobody's subject
    assert (chinese.periods, chinese.load) == (Fraction(33, 2), 12)
    assert {one.subject for one in needs} == {"语文", "数学", "音乐", "美术"}


def test_periods_are_those_of_the_assignments_when_there_are_any() -> None:
    taught = Assignment(
        id="a",
        teacher_id="t0",
        school_year=YEAR,
        term="第一学期",
        begins="2026-08",
        subject="科学",
        stage="小学",
        weekly_periods="6",
    )
    facts = school(STAFF, ledger={"assignment": [(STAFF[0], taught)]})
    needs, origin = subject_needs(Inputs(facts))
    assert origin == "任课"
    assert next(one.periods for one in needs if one.subject == "科学") == 6


births = st.dates(min_value=date(1958, 1, 1), max_value=date(2003, 1, 1)).map(str)


@given(
    st.lists(
        st.tuples(births, st.sampled_from(["男", "女"]), st.sampled_from(["语文", "数学"])), max_size=20
    ),
    st.integers(-300, 300),
)
def test_nobody_leaves_twice_and_staff_never_grows(kinds, pupils) -> None:
    rows = [
        one
        for n, (birth, sex, subject) in enumerate(kinds)
        for one in people(1, n, birth=birth, gender=sex, subject=subject, weekly_periods="12")
    ]
    found = told(Inputs(school(rows, stats(students=400))), pupils)
    gone = [one.row.id for year in found.years for one in year.leavers]
    assert len(gone) == len(set(gone))
    assert [year.staff for year in found.years] == sorted((year.staff for year in found.years), reverse=True)
    assert found.years[-1].staff == len(rows) - len(gone)
    if not pupils:
        for one in found.subjects:
            assert list(one.lacks) == sorted(one.lacks)


def test_half_a_tenth_is_rounded_up_as_on_the_page_of_the_figures() -> None:
    assert [rounded(Fraction(one, 100)) for one in (125, 135, -125, 124, 0)] == [1.3, 1.4, -1.3, 1.2, 0.0]
    assert [lack_words(Fraction(one, 100)) for one in (125, -125, 4, -5)] == [
        "缺 1.3",
        "余 1.3",
        "平",
        "余 0.1",
    ]
