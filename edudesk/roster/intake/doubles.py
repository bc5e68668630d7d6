"""Rows of a file that are one person: shown side by side, and the user keeps one or merges them (M40)."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from edudesk.base.readings import Level
from edudesk.roster.intake.facts import Facts
from edudesk.roster.intake.matching import Match
from edudesk.roster.intake.people import PeopleReader
from edudesk.roster.intake.questions import Questions
from edudesk.roster.rows import COLUMN, FIELDS

Matched = tuple[Facts, PeopleReader, Match]

_SUBJECTS: Final = ("subject", "subject2")
_ADDED: Final = {"classes": "、", "weekly_periods": "+"}  # what stands between those of two rows
_SHOWN = 4  # differing fields named in the question


@dataclass(frozen=True, slots=True)
class Told:
    """What is said about a row that is there twice. is_left_out: it is not imported, because the user wants so."""

    level: Level = Level.OK
    text: str = ""
    is_left_out: bool = False


_NOTHING = Told()


def joined(
    matched: Sequence[Matched], questions: Questions
) -> Iterator[tuple[Facts, PeopleReader, Match, Told]]:
    """All rows; of those that are one person, what the user decided: merged into the first, one kept, or none."""
    told: dict[int, Told] = {}
    for same in _groups(matched):
        told |= _decided(same, questions)
    for at, (person, reader, match) in enumerate(matched):
        yield person, reader, match, told.get(at, _NOTHING)


def _groups(matched: Sequence[Matched]) -> list[dict[int, Matched]]:
    """Rows that are the same teacher, or somebody new with the same number: place -> row."""
    whose = [_whose(person, match) for person, _, match in matched]
    several: dict[str, dict[int, Matched]] = {
        one: {} for one, count in Counter(whose).items() if one and count > 1
    }
    for at, one in enumerate(whose):
        if one in several:
            several[one][at] = matched[at]
    return list(several.values())


def _whose(person: Facts, match: Match) -> str:
    """Id of the teacher, else the number or the first line of somebody new; "" when it cannot be told."""
    if person.is_wrong or match.problem:
        return ""
    if match.teacher is not None:
        return match.teacher.id
    return str(person.id_reading.value or f"{person.sheet}:{person.above or person.row}")


def _decided(same: dict[int, Matched], questions: Questions) -> dict[int, Told]:
    people = {at: person for at, (person, _, _) in same.items()}
    first, *others = people
    places = "和".join(person.place for person in people.values())
    is_joined = _are_lines(list(people.values()))
    none = ("", "都先不导入")
    together = ("merge", f"合并成一人（以{people[first].place}为准，空项由后面的行补上）")
    answer = questions.ask(
        "twice:" + "+".join(f"{person.sheet}:{person.row}" for person in people.values()),
        f"{places}是同一人“{people[first].name}”。{_side_by_side(list(people.values()))}",
        (
            *((together, none) if is_joined else (none, together)),
            *((f"keep:{at}", f"只要{person.place}") for at, person in people.items()),
        ),
        "、".join(reader.place(person, "name") for person, reader, _ in same.values()),
    )
    if answer == "merge":
        for at in others:
            _merge(people[first], people[at])
        why = "姓名是合并的格子，" if is_joined else "按您的选择"
        text = f"{why}并入{people[first].place}"
        return {at: Told(Level.NOTICE, text, is_left_out=True) for at in others}
    if answer.startswith("keep:"):
        kept = int(answer.removeprefix("keep:"))
        text = f"与{people[kept].place}是同一人，按您的选择没有导入"
        return {at: Told(Level.NOTICE, text, is_left_out=True) for at in people if at != kept}
    return {
        at: Told(
            Level.ERROR,
            f"与{'、'.join(one.place for place, one in people.items() if place != at)}是同一人，"
            "请在表中只留一行，或在窗口的“要您决定的事”里选择合并；这几行没有导入",
        )
        for at in people
    }


def _are_lines(people: Sequence[Facts]) -> bool:
    """Lines of one merged name that only add to each other: nothing is lost when they are put together."""
    if not all(person.above == people[0].row and person.sheet == people[0].sheet for person in people[1:]):
        return False
    said = {key: {one.values[key] for one in people if one.values.get(key)} for key in FIELDS}
    subjects = said["subject"] | said["subject2"]
    return len(subjects) <= len(_SUBJECTS) and all(
        len(words) < 2 for key, words in said.items() if key not in (*_SUBJECTS, *_ADDED)
    )


def _side_by_side(people: Sequence[Facts]) -> str:
    """任教学科 语文｜数学: where the rows differ."""
    keys = [key for key in FIELDS if len({one.values.get(key, "") for one in people}) > 1]
    if not keys:
        return "各项内容都相同。"
    shown = [
        f"{COLUMN[key].full_title} {'｜'.join(COLUMN[key].starred(one.values.get(key, '')) or '（空）' for one in people)}"
        for key in keys[:_SHOWN]
    ]
    more = f" 等 {len(keys)} 项" if len(keys) > _SHOWN else ""
    return f"不同之处：{'；'.join(shown)}{more}。"


def _merge(kept: Facts, other: Facts) -> None:
    """The second row of somebody who teaches two subjects: its subject, classes and periods join the first's."""
    mine, theirs = kept.values, other.values
    subject = theirs.get("subject", "")
    if subject and mine.get("subject") and subject != mine["subject"]:
        mine.setdefault("subject2", subject)
    for key, mark in _ADDED.items():
        if theirs.get(key) and mine.get(key) and theirs[key] != mine[key]:
            mine[key] += mark + theirs[key]
    for key, value in theirs.items():
        mine.setdefault(key, value)
    for key, value in other.hints.items():
        kept.hints.setdefault(key, value)
    kept.items += other.items
