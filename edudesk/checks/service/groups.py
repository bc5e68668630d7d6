"""Who answers for what is checked: of a group the head of its 教研组, of lessons somebody stood in for the substitute."""

from sqlalchemy import Connection, or_, select

from edudesk.base.errors import FieldProblem, UserError
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
        found = _meant(connection, stood_in)
        return next(iter(found)) if len(found) == 1 else ""
    if unit.teacher_id or not unit.group:
        return unit.teacher_id
    return leaders(Records(context, Department, DepartmentRow).rows(connection)).get(unit.group, "")


def refuse_unclear(connection: Connection, substitute: str) -> None:
    """Raises UserError when the roster has several of the name: the score would be nobody's. From outside somebody may be
    named, too."""
    name = substitute.strip()
    found = _meant(connection, name) if name else {}
    if len(found) > 1:
        named = "、".join(f"{name}（{number}）" for number in found.values() if number)
        problem = FieldProblem("substitute", f"有 {len(found)} 位“{name}”。")
        hint = (
            f"请连工号一起写：{named}；数据没有改动。" if named else "请先在花名册里填好工号；数据没有改动。"
        )
        raise UserError(f"花名册里有 {len(found)} 位“{name}”，分不清是哪一位代课。", hint, (problem,))


def is_known(connection: Connection, substitute: str) -> bool:
    """Whether the roster has somebody who stood in by that name, with or without the 工号."""
    return bool(_meant(connection, substitute.strip()))


def _meant(connection: Connection, word: str) -> dict[str, str]:
    """Id -> 工号 of whom a name, or a name with its 工号, may mean."""
    t = core(Teacher).c
    told = t.name + "（" + t.staff_no + "）"
    query = select(t.id, t.staff_no).where(
        or_(t.name == word, told == word), t.deleted_at == "", t.status.not_in(GONE)
    )
    return {row.id: row.staff_no for row in connection.execute(query)}
