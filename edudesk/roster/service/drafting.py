"""A teacher's draft on its way into the table: what follows from it, what is wrong with it, and how it is stored."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlalchemy import Connection, select

from edudesk.base.errors import FieldProblem, UserError
from edudesk.base.ids import is_valid
from edudesk.base.pinyin import spell
from edudesk.roster import rules
from edudesk.roster.rows import DATED_FIELDS, FIELDS, TeacherDraft, TeacherRow
from edudesk.roster.tables import Teacher
from edudesk.store.tables import core
from edudesk.store.work import Work


def checked(draft: TeacherDraft, more: Sequence[FieldProblem] = ()) -> TeacherDraft:
    """The draft with what follows from it; raises UserError with every problem, those known already too."""
    draft = rules.settled(draft)
    if found := (*rules.problems(draft), *more):
        raise UserError("有几项还不能保存。", "请改好标出的各项；其他内容都还在。", found)
    return draft


def changed(connection: Connection, row: TeacherRow, values: Mapping[str, str]) -> dict[str, str]:
    """The fields that differ once the teacher has these values; raises UserError with every problem."""
    draft: TeacherDraft = replace(row, **values)  # type: ignore[arg-type]
    draft = checked(draft, same_number(connection, draft, row))
    return rules.changed_fields(row, facts(draft))


def same_number(
    connection: Connection, draft: TeacherDraft, row: TeacherRow | None = None
) -> tuple[FieldProblem, ...]:
    """The problem that another teacher has the same good ID number: an import finds people by it (M39).

    row: the teacher who gets the draft; a number that is theirs already is no news.
    """
    if not is_valid(draft.id_no) or (row is not None and row.id_no == draft.id_no):
        return ()
    c = core(Teacher).c
    query = select(c.name).where(c.id_no == draft.id_no, c.deleted_at == "")
    name = connection.scalar(query.limit(1))
    return (FieldProblem("id_no", f"花名册中“{name}”已是这个身份证号。"),) if name else ()


def bearers(connection: Connection, staff_no: str) -> dict[str, str]:
    """Names of the teachers with a 工号, by id."""
    c = core(Teacher).c
    query = select(c.id, c.name).where(c.staff_no == staff_no, c.deleted_at == "").order_by(c.pinyin, c.id)
    return {row.id: row.name for row in connection.execute(query)} if staff_no else {}


def facts(draft: TeacherDraft) -> dict[str, str]:
    """The fields a person may set."""
    return {key: getattr(draft, key) for key in FIELDS}


def new_row(draft: TeacherDraft) -> dict[str, str]:
    """A settled draft as the table holds a teacher."""
    return stored(facts(draft))


def stored(values: Mapping[str, str]) -> dict[str, str]:
    """The fields as the table holds them: beside a name its pinyin and initials."""
    if "name" not in values:
        return dict(values)
    pinyin, initials = spell(values["name"])
    return {**values, "pinyin": pinyin, "initials": initials}


def in_step(
    work: Work,
    changes: Sequence[tuple[TeacherRow, Mapping[str, str]]],
    on: str = "",
    *,
    is_strict: bool = True,
) -> list[dict[str, str]]:
    """The flat fields to store once the dated facts are in step with these changes (service.keeping)."""
    if not any(key in DATED_FIELDS for _, wanted in changes for key in wanted):
        return [dict(wanted) for _, wanted in changes]
    from edudesk.roster.service import keeping  # brings all kinds along; the start needs none

    return keeping.in_step(work, changes, on, is_strict=is_strict)
