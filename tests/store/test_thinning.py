"""Which automatic backups stay: everything of two days, then 12 days, 10 weeks, 9 months (P14, P34)."""

from datetime import datetime, timedelta, timezone
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edudesk.store.thinning import to_keep

CHINA = timezone(timedelta(hours=8))
HOURS = (8, 11, 14, 17)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=CHINA)


def a_year_of_backups() -> tuple[list[datetime], int]:
    """Four backups each weekday from September on, thinned after each; what is left, and the most ever kept."""
    kept: list[datetime] = []
    most = 0
    day = at("2025-09-01")
    while day < at("2026-09-01"):
        for hour in HOURS if day.weekday() < 5 else ():
            now = day.replace(hour=hour)
            kept = sorted(to_keep([*kept, now], now))
            assert kept[-1] == now
            most = max(most, len(kept))
        day += timedelta(days=1)
    return kept, most


def test_a_year_leaves_at_most_forty_files_that_reach_back_to_its_beginning() -> None:
    kept, most = a_year_of_backups()
    assert most <= 40
    assert [moment for moment in kept if moment > at("2026-08-30")] == [
        at("2026-08-31").replace(hour=hour) for hour in HOURS
    ]
    days = [moment.strftime("%m-%d") for moment in kept if at("2026-08-13") < moment < at("2026-08-28")]
    assert days == ["08-13", "08-14", *(f"08-{day}" for day in (17, 18, 19, 20, 21, 24, 25, 26, 27))]
    assert kept[0] < at("2025-11-01")
    gaps = [later - earlier for earlier, later in pairwise(kept)]
    assert max(gaps) <= timedelta(days=35)


def test_an_old_day_keeps_its_last_backup() -> None:
    moments = [at("2026-11-02 08:00"), at("2026-11-02 17:00"), at("2026-11-20 08:00"), at("2026-11-20 09:00")]
    assert to_keep(moments, moments[-1]) == {moments[1], moments[2], moments[3]}


@pytest.mark.parametrize("years", [-10, 10])
def test_a_clock_gone_wrong_costs_no_backup(years: int) -> None:
    kept, _ = a_year_of_backups()
    wrong = kept[-1].replace(year=kept[-1].year + years)
    assert to_keep([*kept, wrong], wrong) == {*kept, wrong}
    again = kept[-1] + timedelta(hours=1)
    assert to_keep([*kept, wrong, again], again) >= {*kept[-20:], again}


def test_summer_time_and_other_zones_do_not_matter() -> None:
    one = datetime.fromisoformat("2026-03-29T01:30:00+01:00")
    two = datetime.fromisoformat("2026-03-29T03:00:00+02:00")
    assert to_keep([one, two], two) == {one, two}


MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(CHINA))  # noqa: DTZ001


@given(st.lists(MOMENTS, max_size=60), MOMENTS)
def test_the_newest_and_the_future_stay_and_the_rest_is_few(moments: list[datetime], now: datetime) -> None:
    kept = to_keep(moments, now)
    assert kept <= set(moments)
    assert set(sorted(moments)[-1:]) <= kept
    assert {moment for moment in moments if moment > now} <= kept
    seen_from = min([now, *sorted(set(moments))[-2:-1]])
    assert len([moment for moment in kept if moment <= seen_from - timedelta(days=2)]) <= 12 + 10 + 9 + 1
