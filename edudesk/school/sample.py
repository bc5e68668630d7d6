"""The sample school 龙城实验小学 without its teachers: identity, departments, calendar, classes and figures.

Everything is invented; the holidays are those of their years.
"""

import tomllib
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from typing import Any, Final

from edudesk.base import paths
from edudesk.school.rows import SchoolDraft
from edudesk.school.rows.classes import ClassDraft
from edudesk.school.rows.departments import DepartmentDraft
from edudesk.school.rows.stages import PRIMARY
from edudesk.school.rows.stats import StatsDraft
from edudesk.school.rows.terms import EVENT, HOLIDAY, WORKDAY, DayDraft, TermDraft
from edudesk.school.rules.holidays import ESTIMATED

_UNPUBLISHED: Final = "2027"  # the holidays of this year and later are not published yet
# what the school is founded with
SCHOOL: Final = {
    "name": "龙城实验小学",
    "code": "9901990001",
    "stage": "小学",
    "place": "江苏省常州市",
    "school_year": "2026-2027",
    "term_start": "2026-08-31",
}


@cache
def _data() -> dict[str, Any]:
    with paths.shipped("resources", "sample_school.toml").open("rb") as file:
        school: dict[str, Any] = tomllib.load(file)["school"]
    return school


def sample_school() -> SchoolDraft:
    """The identity."""
    return SchoolDraft(**SCHOOL, **_data()["identity"])


def sample_departments(teachers: Mapping[str, str]) -> list[DepartmentDraft]:
    """The departments with their heads. teachers: id by name; a head who is not among them is a name only."""
    found: list[DepartmentDraft] = []
    for kind, name, head, subject, grade in _data()["departments"]:
        place = 1 + sum(one.kind == kind for one in found)
        who = {"head_id": teachers[head]} if head in teachers else {"head": head}
        found.append(DepartmentDraft(kind=kind, name=name, subject=subject, grade=grade, place=place, **who))
    return found


def sample_terms() -> list[TermDraft]:
    """Four terms."""
    return [
        TermDraft(school_year=year, term=term, start=start, end=end)
        for year, term, start, end in _data()["terms"]
    ]


def sample_days() -> list[DayDraft]:
    """Their holidays, working days and events."""
    off = [
        DayDraft(day=day, kind=HOLIDAY, name=name, remark=ESTIMATED if day >= _UNPUBLISHED else "")
        for first, last, name in _data()["holidays"]
        for day in _days(date.fromisoformat(first), date.fromisoformat(last))
    ]
    working = [
        DayDraft(day=day, kind=WORKDAY, name=name, follows=follows)
        for day, name, follows in _data()["workdays"]
    ]
    return [*off, *working, *(DayDraft(day=day, kind=EVENT, name=name) for day, name in _data()["events"])]


def _days(first: date, last: date) -> list[str]:
    return [(first + timedelta(days=later)).isoformat() for later in range((last - first).days + 1)]


def sample_classes() -> list[ClassDraft]:
    """36 classes in each of two years; rooms in the present one."""
    return [
        ClassDraft(
            school_year=year,
            stage=PRIMARY.word,
            grade=PRIMARY.grades[place],
            number=number,
            size=size,
            room=f"{place + 1}{number:02d} 教室" if year == SCHOOL["school_year"] else "",
            status="毕业" if year < SCHOOL["school_year"] and place + 1 == PRIMARY.years else "在读",
        )
        for year, grades in _data()["sizes"].items()
        for place, sizes in enumerate(grades)
        for number, size in enumerate(sizes, 1)
    ]


def sample_stats() -> list[StatsDraft]:
    """The figures of two years."""
    return [StatsDraft(**figures) for figures in _data()["stats"]]
