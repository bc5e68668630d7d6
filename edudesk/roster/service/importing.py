"""The rest of an import, beside the flat facts: what single cells told about the past."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection

from edudesk.base import clock
from edudesk.base.errors import FieldProblem, UserError
from edudesk.roster.histories import KIND, HistoryKind
from edudesk.roster.histories.reviews import barring_problem
from edudesk.roster.rows import TeacherRow
from edudesk.roster.service import keeping
from edudesk.store.work import Work

Item = tuple[str, Mapping[str, str]]
"""Key of a kind, and the values of a row (intake.told.Item)."""

_IN_CELLS = ("education", "title", "honour")  # kinds of which a roster holds several facts in one cell


def dated_facts(connection: Connection) -> dict[tuple[str, str], list[Any]]:
    """(teacher id, key of a kind) -> the rows stored, of the kinds that stand in cells of a roster."""
    return {
        (teacher_id, key): rows
        for key in _IN_CELLS
        for teacher_id, rows in keeping.stored_rows(connection, KIND[key]).items()
    }


def store_items(work: Work, people: Sequence[tuple[TeacherRow, Sequence[Item]]]) -> None:
    """Add what cells told about the past; what is known already is only completed, never stored twice."""
    wanted: defaultdict[str, list[tuple[TeacherRow, Mapping[str, str]]]] = defaultdict(list)
    for teacher, items in people:
        for key, values in items:
            wanted[key].append((teacher, values))
    refused: list[FieldProblem] = []
    for key, facts in wanted.items():
        kind = KIND[key]
        refused += _barred(work.connection, kind, facts)
        ids = list(dict.fromkeys(teacher.id for teacher, _ in facts))
        there = keeping.stored_rows(work.connection, kind, ids)
        today = clock.today().isoformat()
        kept = {
            teacher.id: list(there.get(teacher.id, ())) or kind.told_by(teacher, today)
            for teacher, _ in facts
        }
        touched = {
            teacher.id for teacher, values in facts if _add(kind, kept[teacher.id], teacher.id, values)
        }
        for teacher_id in touched:
            keeping.write(work, kind, there.get(teacher_id, ()), kept[teacher_id])
        keeping.refresh(work, kind, [teacher_id for teacher_id in ids if teacher_id in touched])
    if refused:
        raise UserError(
            "表中有师德一票否决期内的内容，没有导入。",
            "请从表中去掉标出的各项；数据没有改动。",
            tuple(refused),
        )


def _barred(
    connection: Connection, kind: HistoryKind, facts: Sequence[tuple[TeacherRow, Mapping[str, str]]]
) -> list[FieldProblem]:
    """What a veto of 师德 says to facts of a kind, with the name of the teacher."""
    events = keeping.barring_events(connection, kind, [teacher.id for teacher, _ in facts])
    said = (
        (teacher, barring_problem(kind, kind.made(teacher.id, values), events.get(teacher.id, ())))
        for teacher, values in facts
    )
    return [FieldProblem(kind.label, f"{teacher.name}：{text}") for teacher, text in said if text]


def _add(kind: HistoryKind, rows: list[Any], teacher_id: str, values: Mapping[str, str]) -> bool:
    """Put one fact into rows; returns whether that was anything new."""
    fresh = kind.made(teacher_id, values)
    for place, row in enumerate(rows):
        if kind.is_same(row, fresh):
            blanks = {key: text for key, text in values.items() if not getattr(row, key)}
            rows[place] = kind.settle(replace(row, **blanks))
            return bool(rows[place] != row)
    rows.append(fresh)
    return True
