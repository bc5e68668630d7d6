"""The feasts that are days off by law, dated for years whose holidays are not published yet."""

from datetime import date, timedelta
from typing import Final, NamedTuple


class LunarFeasts(NamedTuple):
    """First days of the feasts that move with the moon: 春节, 端午, 中秋."""

    spring: date
    dragon_boat: date
    autumn: date


# by GB/T 33661-2017 农历的编算和颁行
_LUNAR: Final = {
    int(words[:4]): LunarFeasts(*(date.fromisoformat(f"{words[:5]}{day}") for day in words[5:].split()))
    for words in (
        "2020-01-25 06-25 10-01", "2021-02-12 06-14 09-21", "2022-02-01 06-03 09-10",
        "2023-01-22 06-22 09-29", "2024-02-10 06-10 09-17", "2025-01-29 05-31 10-06",
        "2026-02-17 06-19 09-25", "2027-02-06 06-09 09-15", "2028-01-26 05-28 10-03",
        "2029-02-13 06-16 09-22", "2030-02-03 06-05 09-12", "2031-01-23 06-24 10-01",
        "2032-02-11 06-12 09-19", "2033-01-31 06-01 09-08", "2034-02-19 06-20 09-27",
        "2035-02-08 06-10 09-16", "2036-01-28 05-30 10-04", "2037-02-15 06-18 09-24",
        "2038-02-04 06-07 09-13", "2039-01-24 05-27 10-02", "2040-02-12 06-14 09-20",
        "2041-02-01 06-03 09-10", "2042-01-22 06-22 09-28", "2043-02-10 06-11 09-17",
        "2044-01-30 05-31 10-05", "2045-02-17 06-19 09-25", "2046-02-06 06-08 09-15",
        "2047-01-26 05-29 10-04", "2048-02-14 06-15 09-22", "2049-02-02 06-04 09-11",
        "2050-01-23 06-23 09-30",
    )
}  # fmt: skip


def spring_festival(year: int) -> date | None:
    """First day of the lunar year, None outside 2020–2050."""
    return _LUNAR[year].spring if year in _LUNAR else None


def statutory_days(year: int) -> dict[date, str]:
    """The days off by law with their names, without what is moved for them (调休).

    Outside 2020–2050 without the feasts that move with the moon.
    Source: 全国年节及纪念日放假办法, 国务院令第795号 (2024), 第二条; 清明 by the formula of the 21st century.
    """
    found = {date(year, 1, 1): "元旦"}
    if year in _LUNAR:
        eve = _LUNAR[year].spring - timedelta(days=1)
        found |= {eve + timedelta(days=later): "春节" for later in range(4)}
    found[date(year, 4, _clear_and_bright(year))] = "清明节"
    found |= {date(year, 5, day): "劳动节" for day in (1, 2)}
    if year in _LUNAR:
        found[_LUNAR[year].dragon_boat] = "端午节"
        found[_LUNAR[year].autumn] = "中秋节"
    for day in (date(year, 10, number) for number in (1, 2, 3)):
        found[day] = "国庆节、中秋节" if day in found else "国庆节"
    return dict(sorted(found.items()))


def _clear_and_bright(year: int) -> int:
    """Day of April on which 清明 falls, 2000–2099."""
    short = year % 100
    return int(short * 0.2422 + 4.81) - short // 4
