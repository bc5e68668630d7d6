"""Who answers for what is checked of a group: the head of its 教研组."""

from sqlalchemy import Connection

from edudesk.checks.rows.campaigns import UnitDraft
from edudesk.checks.rules.groups import leaders
from edudesk.school.rows.departments import DepartmentRow
from edudesk.school.tables import Department
from edudesk.store.context import Context
from edudesk.store.records import Records


def answers_for(connection: Connection, context: Context, unit: UnitDraft) -> str:
    """Id of the teacher whose work is looked at, of the head where it is a group's; "" when nobody is named."""
    if unit.teacher_id or not unit.group:
        return unit.teacher_id
    return leaders(Records(context, Department, DepartmentRow).rows(connection)).get(unit.group, "")
