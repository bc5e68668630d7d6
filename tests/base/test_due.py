"""What waits: how soon it is, in which words, in which order."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edudesk.base.due import Due, Urgency, in_order

TODAY = date(2026, 11, 18)  # a Wednesday


def due(day: str = "", text: str = "补齐材料", word: str = "") -> Due:
    return Due(text=text, feature="检查", page="checks", day=day, word=word)


@pytest.mark.parametrize(
    ("day", "word", "urgency"),
    [
        ("2026-11-16", "逾期 2 天", Urgency.LATE),
        ("2026-11-18", "今天", Urgency.SOON),
        ("2026-11-19", "明天", Urgency.SOON),
        ("2026-11-21", "3 天后", Urgency.SOON),
        ("2026-11-22", "本周", Urgency.WEEK),  # Sunday
        ("2026-11-23", "11月23日", Urgency.LATER),
        ("2026-12-05", "12月5日", Urgency.LATER),
        ("2027-01-05", "2027年1月5日", Urgency.LATER),
    ],
)
def test_a_day_in_words(day: str, word: str, urgency: Urgency) -> None:
    one = due(day)
    assert (one.tag(TODAY), one.urgency(TODAY)) == (word, urgency)


def test_what_has_no_day_shows_its_own_word_and_stands_before_what_comes_later() -> None:
    dues = [due("2026-12-05"), due(word="12 人"), due("2026-11-22"), due("2026-11-18"), due("2026-11-01")]
    assert [one.tag(TODAY) for one in in_order(dues, TODAY)] == [
        "逾期 17 天",
        "今天",
        "本周",
        "12 人",
        "12月5日",
    ]


def test_where_it_comes_from() -> None:
    assert due().origin == "检查"
    assert Due(text="", feature="检查", page="checks", source="10月作业批改").origin == "检查 · 10月作业批改"


@given(st.lists(st.integers(-40, 400), max_size=12), st.dates(date(2020, 1, 1), date(2030, 1, 1)))
def test_the_order_is_that_of_the_days_whatever_comes_first(days: list[int], today: date) -> None:
    dues = [
        due((today + timedelta(number)).isoformat(), text=str(place)) for place, number in enumerate(days)
    ]
    assert [one.day for one in in_order(dues, today)] == sorted(one.day for one in dues)
    assert in_order(reversed(dues), today) == in_order(dues, today)
