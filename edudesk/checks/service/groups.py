"""Who answers for what is checked of a group: the head of its 教研组."""

from sqlalchemy import Connection, select

from edudesk.checks.rows.campaigns import UnitDraft
from edudesk.checks.rules.groups import leaders
from edudesk.roster.rows import GONE
from edudesk.roster.tables import Teacher
from edudesk.school.rows.departments import DepartmentRow
from edudesk.school.tables import Department
from edudesk.store.context import Context
from edudesk.store.records import Records
from edudesk.store.tables import core


def answers_for(connection: Connection, context: Context, unit: UnitDraft) -> str:
    """Id of the teacher whose work is looked at: of the substitute who taught, of the head where it is a group's; "" when
    nobody is named, and of a substitute from outside."""
    if stood_in := unit.substitute.strip():
        t = core(Teacher).c
        query = select(t.id).where(t.name == stood_in, t.deleted_at == "", t.status.not_in(GONE))
        found = list(connection.scalars(query))
        return found[0] if len(found) == 1 else ""
    if unit.teacher_id or not unit.group:
        return unit.teacher_id
    return leaders(Records(context, Department, DepartmentRow).rows(connection)).get(unit.group, "")
