"""What an import of the roster writes: new and changed teachers, who left, and what single cells told about the past."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection

from edudesk.base import clock
from edudesk.base.errors import FieldProblem, UserError
from edudesk.base.jobs import Step
from edudesk.roster import rules
from edudesk.roster.histories import KIND, HistoryKind
from edudesk.roster.histories.reviews import barring_problem
from edudesk.roster.rows import TeacherRow
from edudesk.roster.service import drafting, keeping
from edudesk.roster.service.imported import ImportResult, concluded
from edudesk.roster.service.matchings import keep_matches
from edudesk.roster.service.teachers import REMEMBERED, SUBJECTS
from edudesk.roster.tables import Teacher
from edudesk.store import settings
from edudesk.store.records import Records
from edudesk.store.work import Conflict, Work

if TYPE_CHECKING:
    from edudesk.roster.intake.values import ImportPreview

Item = tuple[str, Mapping[str, str]]
"""Key of a kind, and the values of a row (intake.told.Item)."""

_IN_CELLS = ("education", "title", "honour")  # kinds of which a roster holds several facts in one cell


def import_people(
    work: Work, teachers: Records[TeacherRow], preview: "ImportPreview", step: Step
) -> ImportResult:
    """Write a preview of the roster (TeacherService.import_rows)."""
    if teachers.versions(work.connection) != preview.seen:
        raise Conflict("预览之后花名册又有改动，没有导入。", "请看过新的预览后再导入。")
    from edudesk.roster.intake.values import RowState, fields_to_apply  # brings the workbook rooms along

    new = [row for row in preview.rows if row.state is RowState.NEW]
    changed = [row for row in preview.rows if row.state is RowState.CHANGED]
    total = len(new) + len(changed)
    on = preview.as_of or clock.today().isoformat()
    step(0, total, "正在写入新增教师")
    ids = work.insert(Teacher, [drafting.new_row(rules.settled(row.draft)) for row in new])
    step(len(new), total, "正在写入变更")
    present = {row.id: row for row in teachers.rows(work.connection)}
    wanted = [(present[row.teacher_id], fields_to_apply(row)) for row in changed]
    gone = [(present[one], {"status": status, "status_date": on}) for one, status in preview.leaving.items()]
    fresh = drafting.in_step(work, [*wanted, *gone], on, is_strict=False)
    work.update_many(
        Teacher,
        {row.id: drafting.stored(values) for (row, _), values in zip([*wanted, *gone], fresh, strict=True)},
    )
    told = [(one, row.items) for one, row in zip(ids, new, strict=True) if row.items]
    told += [(row.teacher_id, row.items) for row in changed if row.items]
    if told:
        now = {row.id: row for row in teachers.rows(work.connection)}
        store_items(work, [(now[one], items) for one, items in told])
    step(total, total, "正在保存")
    left = f"，离岗 {len(gone)} 人" if gone else ""
    work.title = f"导入 {preview.file}：新增 {len(new)} 人，更新 {len(changed)} 人{left}"
    keep_matches(work.connection, REMEMBERED, preview)
    if preview.subject_groups:
        known = settings.get(work.connection, SUBJECTS, {})
        settings.put(work.connection, SUBJECTS, {**known, **preview.subject_groups})
    return concluded(work, preview, len(new), len(changed), len(gone))


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
