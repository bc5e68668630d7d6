"""The timetable of the sample school: every lesson with whom its 任课 names, nobody in two classes at once."""

import tomllib
from collections.abc import Mapping, Sequence
from typing import Any

from edudesk.base import paths
from edudesk.timetable.rows import LessonDraft
from edudesk.timetable.rules.teaching import Taught, grade_of, who_has
from edudesk.timetable.rules.week import WORKING_WEEK

Slot = tuple[str, str]
"""Weekday, period."""


def sample_lessons(
    school_year: str,
    term: str,
    classes: Sequence[str],
    taught: Sequence[Taught],
    heads: Mapping[str, Sequence[str]],
) -> list[LessonDraft]:
    """A week for every class, by the hours of resources/sample_timetable.toml."""
    with paths.shipped("resources", "sample_timetable.toml").open("rb") as file:
        shipped: dict[str, Any] = tomllib.load(file)
    hours = {grade: one["hours"] for one in shipped["hours"] for grade in one["grades"]}
    places, first = shipped["places"], frozenset(shipped["first"])
    slots = [(day, period) for period in shipped["periods"] for day in WORKING_WEEK]
    busy: dict[str, set[Slot]] = {}
    found = []
    for number, class_name in enumerate(classes):
        wanted = _wanted(class_name, hours[grade_of(class_name)], taught, heads, busy)
        for (day, period), (subject, who) in _placed(
            wanted, slots[: len(wanted)], busy, number, first
        ).items():
            busy.setdefault(who, set()).add((day, period))
            found.append(
                LessonDraft(
                    school_year=school_year, term=term, class_name=class_name, weekday=day, period=period,
                    subject=subject, teacher_id=who, place=places.get(subject, ""),
                )
            )  # fmt: skip
    return found


def _wanted(
    class_name: str,
    hours: Mapping[str, int],
    taught: Sequence[Taught],
    heads: Mapping[str, Sequence[str]],
    busy: Mapping[str, set[Slot]],
) -> list[tuple[str, str]]:
    """Subject and teacher of each lesson, of those who may have the class the one with the fewest so far."""
    found = []
    for subject, count in hours.items():
        able = who_has(taught, heads, class_name, subject)
        if able:
            who = min(able, key=lambda one: (len(busy.get(one, ())), able.index(one)))
            found += [(subject, who)] * count
    return found


def _placed(
    wanted: Sequence[tuple[str, str]],
    slots: Sequence[Slot],
    busy: Mapping[str, set[Slot]],
    number: int,
    first: frozenset[str],
) -> dict[Slot, tuple[str, str]]:
    """A slot for each lesson, by augmenting paths; each subject spread over the week. What finds none is left out.

    number: of the class, so that not all begin alike; first: subjects that come in the morning.
    """
    taken: dict[Slot, int] = {}
    seen: dict[str, int] = {}
    wishes = []
    for subject, _ in wanted:
        place = seen[subject] = seen.get(subject, -1) + 1
        turn = sum(map(ord, subject)) + number
        wishes.append(_wished(slots, (place + turn) % len(WORKING_WEEK), subject in first))

    def place_one(at: int, tried: set[Slot]) -> bool:
        for slot in wishes[at]:
            if slot in tried or slot in busy.get(wanted[at][1], ()):
                continue
            tried.add(slot)
            if slot not in taken or place_one(taken[slot], tried):
                taken[slot] = at
                return True
        return False

    for at in range(len(wanted)):
        place_one(at, set())
    return {slot: wanted[at] for slot, at in taken.items()}


def _wished(slots: Sequence[Slot], day: int, is_first: bool) -> list[Slot]:
    """The slots in the order a lesson would have them: its own day before others, first lessons in the morning."""
    days = WORKING_WEEK[day:] + WORKING_WEEK[:day]

    def wish(slot: Slot) -> tuple[int, int]:
        place = slots.index(slot)
        return days.index(slot[0]), place if is_first else -place

    return sorted(slots, key=wish)
