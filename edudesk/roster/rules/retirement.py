"""When somebody reaches the age of retirement: a forecast, never a change of status (教师花名册 2.4 V16)."""

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from edudesk.base import clock, paths
from edudesk.base.dates import months_between, months_later
from edudesk.roster.rows import TeacherDraft


@dataclass(frozen=True, slots=True)
class Delay:
    """How one base age rises. until: years at the end; first: ISO month of birth of those first delayed; step: months of birth per month of delay."""

    base: int
    until: int
    first: str
    step: int

    def months(self, birth: str) -> int:
        """Months of delay for an ISO month of birth."""
        later = months_between(self.first, birth)
        return 0 if later < 0 else min(later // self.step + 1, (self.until - self.base) * 12)


@cache
def _document() -> dict[str, Any]:
    with paths.shipped("forms", "roster", "retirement.toml").open("rb") as file:
        return tomllib.load(file)


@cache
def delays() -> dict[int, Delay]:
    """The table of forms/roster/retirement.toml by base age."""
    return {entry["base"]: Delay(**entry) for entry in _document()["base"]}


def retirement_month(birth: str, sex: str, base: int = 0) -> str:
    """The ISO month in which somebody reaches the age of retirement; "" while birth or sex is not known.

    birth: ISO month or day; base: age before 2025 in years, 0 = 60 for men and 55 for women.
    """
    ages = _document()["ages"]
    base = base or {"男": ages["men"], "女": ages["women"]}.get(sex, 0)
    if len(birth) < 7 or not sex or base not in delays():
        return ""
    return months_later(birth[:7], base * 12 + delays()[base].months(birth[:7]))


def base_age(row: TeacherDraft) -> int:
    """The age of retirement before 2025 for somebody's sex, post and title; 0 while the sex is not known."""
    ages = _document()["ages"]
    if row.gender != "女":
        return int(ages["men"]) if row.gender == "男" else 0
    if row.post_class in ages["worker_posts"] or row.staff_category in ages["worker_categories"]:
        return int(ages["women_workers"])
    return int(ages["senior_women"] if row.title in ages["senior_titles"] else ages["women"])


def retires(row: TeacherDraft) -> str:
    """The ISO month in which a teacher reaches the age of retirement; "" when not known."""
    return retirement_month(row.birth, row.gender, base_age(row))


def retires_within(row: TeacherDraft, years: int = 5, on: str = "") -> bool:
    """Whether somebody reaches the age of retirement by the end of the calendar year that many years on (E12).

    on: ISO day, "" = today. Who reached it before that day and is still here counts too.
    """
    month = retires(row)
    year = int(on[:4]) if on else clock.today().year
    return bool(month) and month <= f"{year + years}-12"
