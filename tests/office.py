"""A feature of few verbs on teachers and on lessons observed: what the store's tests act with."""

from collections.abc import Sequence
from typing import Any, ClassVar

from sqlalchemy import Connection, ForeignKey, MetaData, select

from edudesk.roster.tables import Teacher
from edudesk.school.tables import School
from edudesk.store.context import Context
from edudesk.store.engine import Store
from edudesk.store.rights import Right
from edudesk.store.tables import NAMES, RECORDS, Record, column, core
from edudesk.store.verbs import verb, view
from edudesk.store.work import Work


class Aside(Record):
    """A table that the program's own schema knows nothing of, below a class of its own."""

    metadata = MetaData(naming_convention=NAMES)


class Observation(Aside):
    """A lesson observed: needs its teacher, holds a number and one that may be unknown."""

    __tablename__ = "observation"
    noun: ClassVar[str] = "听课记录"
    label: ClassVar[str] = "topic"
    concern: ClassVar[str] = "observations"
    right: ClassVar[Right] = Right.EDIT_ROSTER

    teacher_id: str = column(ForeignKey(core(Teacher).c.id))
    topic: str
    periods: int
    score: float | None


del RECORDS["observation"]  # only for schools that know_observations


def know_observations(store: Store) -> None:
    """Give a school the table; the caller takes it out of RECORDS again."""
    with store.transaction() as connection:
        core(Observation).create(connection)
    RECORDS["observation"] = Observation


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

    @verb("登记听课", right=Right.EDIT_ROSTER)
    def observe(self, work: Work, teacher_id: str, **values: object) -> str:
        (row_id,) = work.insert(Observation, [{"teacher_id": teacher_id, **values}])
        return row_id

    @verb("登记教师和听课", right=Right.EDIT_ROSTER)
    def enter_observed(self, work: Work, name: str, periods: int) -> str:
        (teacher_id,) = work.insert(Teacher, [{"name": name}])
        work.insert(Observation, [{"teacher_id": teacher_id, "topic": name, "periods": periods}])
        return teacher_id

    @verb("改听课", right=Right.EDIT_ROSTER)
    def correct(self, work: Work, row_id: str, **values: object) -> bool:
        return work.update(Observation, row_id, values)

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
    def state(self, connection: Connection) -> dict[str, dict[str, Any]]:
        """Every stored fact that is known, by id; version left out, for it only grows."""
        return {
            row.id: {
                key: value
                for key, value in row._mapping.items()
                if value not in ("", None) and key not in ("id", "version")
            }
            for table in (Teacher, *([Observation] if "observation" in RECORDS else []))
            for row in connection.execute(select(table.__table__).order_by(table.__table__.c.id))
        }

    @view(Right.SEE_ROSTER)
    def observed(self, connection: Connection) -> list[str]:
        c = core(Observation).c
        return list(connection.scalars(select(c.id).order_by(c.id)))

    @view(Right.SEE_ROSTER)
    def names(self, connection: Connection) -> list[str]:
        c = core(Teacher).c
        query = select(c.name).where(c.deleted_at == "").order_by(c.id)
        return list(connection.scalars(query))

    @view(Right.SEE_ROSTER)
    def version(self, connection: Connection, teacher_id: str) -> int | None:
        c = core(Teacher).c
        return connection.scalar(select(c.version).where(c.id == teacher_id))
