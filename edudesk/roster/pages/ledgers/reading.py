"""What a ledger is read and searched from, beside the window."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple, TypeAlias

from edudesk.base import clock, pinyin
from edudesk.base.jobs import Step
from edudesk.roster.histories import HistoryKind
from edudesk.roster.histories.kind import in_force
from edudesk.roster.histories.ledger import LedgerLine
from edudesk.roster.rows import TeacherRow
from edudesk.roster.rules.growth import found_in
from edudesk.roster.service.histories import HistoryService

_MANY, _YEARS = 20_000, 3  # a ledger of more facts shows those of the last years first

Index: TypeAlias = Sequence[tuple[TeacherRow, Sequence[tuple[str, str]]]]
"""Each teacher with id and searched text of every line."""


class Read(NamedTuple):
    """What was read for a ledger. since: year before which it was cut off, "" when it is whole; in_force: ids of the
    facts in force on the day."""

    lines: list[LedgerLine]
    texts: Index
    since: str
    in_force: frozenset[str]


def read(histories: HistoryService, kind: HistoryKind, is_whole: bool, on: date | None, step: Step) -> Read:
    """The lines of a ledger with what the search needs; beside the window."""
    day = on or clock.today()
    is_cut = not is_whole and histories.counts(on)[kind.key] > _MANY
    since = str(day.year - _YEARS) if is_cut else ""
    lines = histories.rows(kind.key, since, on)
    texts: dict[str, list[tuple[str, str]]] = {}
    held: dict[str, list[Any]] = {}
    for line in lines:
        texts.setdefault(line.teacher.id, []).append((line.held.id, found_in(line)))
        held.setdefault(line.teacher.id, []).append(line.held)
    people = {line.teacher.id: line.teacher for line in lines}
    valid = (row.id for rows in held.values() for row in in_force(kind, rows, day.isoformat()))
    return Read(lines, [(row, texts[row.id]) for row in people.values()], since, frozenset(valid))


def search(typed: str, index: Index) -> dict[str, int]:
    """Ids of the lines that fit what is typed and how well: the person first, then any text."""
    words = typed.split()
    found: dict[str, int] = {}
    for teacher, lines in index:
        place = pinyin.rank(typed, teacher.name, teacher.pinyin, teacher.initials)
        if place is not None:
            found.update((line_id, place) for line_id, _ in lines)
            continue
        left = lines
        for word in words:
            if word not in teacher.name:  # 李静 优秀
                left = [line for line in left if word in line[1]]
        found.update((line_id, 100) for line_id, _ in left)
    return found


def people_of(lines: Sequence[LedgerLine]) -> list[TeacherRow]:
    """The teachers of these lines, each once."""
    return list({line.teacher.id: line.teacher for line in lines}.values())
