"""A feature of few verbs on teachers: what the store's tests act with."""

from collections.abc import Sequence

from sqlalchemy import Connection, select

from edudesk.roster.tables import Teacher
from edudesk.school.tables import School
from edudesk.store.context import Context
from edudesk.store.rights import Right
from edudesk.store.verbs import verb, view
from edudesk.store.work import Work


class Office:
    """Enters, changes and removes teachers without the rules of the roster."""

    def __init__(self, context: Context) -> None:
        self.context = context

    @verb("登记", right=Right.EDIT_ROSTER)
    def enter(self, work: Work, *names: str) -> list[str]:
        work.title = f"登记 {'、'.join(names)}"
        return work.insert(Teacher, [{"name": name, "status": "在岗"} for name in names])

    @verb("建校", right=Right.EDIT_SCHOOL)
    def found(self, work: Work, **values: str) -> None:
        work.insert(School, [values])

    @verb("修改", right=Right.EDIT_ROSTER)
    def change(self, work: Work, teacher_id: str, version: int | None = None, **values: str) -> bool:
        work.title = f"修改 {'、'.join(values)}"
        return work.update(Teacher, teacher_id, values, version)

    @verb("登记并修改", right=Right.EDIT_ROSTER)
    def enter_and_change(self, work: Work, *names: str) -> str:
        """One row, written again and again by one verb."""
        (teacher_id,) = work.insert(Teacher, [{"name": names[0]}])
        for name in names[1:]:
            work.update(Teacher, teacher_id, {"name": name})
        return teacher_id

    @verb("删除", right=Right.EDIT_ROSTER)
    def put_away(self, work: Work, *ids: str) -> int:
        return work.put_away(Teacher, ids)

    @verb("查看", right=Right.REVEAL_PERSONAL, undoable=False)
    def look(self, work: Work, teacher_id: str) -> str:
        work.title = "查看证件号"
        work.detail = {"id": teacher_id}
        return teacher_id

    @verb("登记后出错", right=Right.EDIT_ROSTER)
    def enter_and_fail(self, work: Work, names: Sequence[str]) -> None:
        work.insert(Teacher, [{"name": name} for name in names])
        raise ValueError("after the rows were written")

    @view(Right.SEE_ROSTER)
    def state(self, connection: Connection) -> dict[str, dict[str, str]]:
        """Every stored fact that is known, by id; version left out, for it only grows."""
        found = connection.execute(select(Teacher.__table__).order_by(Teacher.id))
        return {
            row.id: {
                key: value for key, value in row._mapping.items() if value and key not in ("id", "version")
            }
            for row in found
        }

    @view(Right.SEE_ROSTER)
    def names(self, connection: Connection) -> list[str]:
        query = select(Teacher.name).where(Teacher.deleted_at == "").order_by(Teacher.id)
        return list(connection.scalars(query))

    @view(Right.SEE_ROSTER)
    def version(self, connection: Connection, teacher_id: str) -> int | None:
        return connection.scalar(select(Teacher.version).where(Teacher.id == teacher_id))
