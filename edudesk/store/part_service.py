"""What the services of rows that belong to one owner share (records of a project, of a plan): each looked at by itself."""

from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from typing import Any, ClassVar, Generic, TypeVar

from sqlalchemy import Connection

from edudesk.base.errors import FieldProblem, UserError
from edudesk.store.row_service import RowService, insert
from edudesk.store.tables import core
from edudesk.store.verbs import look
from edudesk.store.work import Work

D = TypeVar("D")
R = TypeVar("R")


class PartService(RowService[D, R], Generic[D, R]):
    """Rows that belong to an owner (the column `owner`). There are thousands: each is judged by itself, and lists are of
    one owner; what the rows of one say together is looked at after the change (_followed)."""

    owner: ClassVar[str]
    is_alone = True

    @look
    def of(self, connection: Connection, owner_id: str = "") -> list[R]:
        """The rows of one owner, in their order; without an id those of all."""
        if owner_id:
            return self._of(connection, [owner_id])
        return sorted(self.kept.rows(connection), key=self._order)

    def _of(self, connection: Connection, owner_ids: Collection[str]) -> list[R]:
        found = self.kept.where(connection, core(self.table).c[self.owner].in_(owner_ids))
        return sorted(found, key=self._order)

    def _laid(self, work: Work, there: Sequence[R], wanted: Sequence[tuple[str, D]]) -> None:
        """Let rows be what a whole sheet says: (id, draft) of each, "" for a new one; who is not on it goes to the bin."""
        rows: dict[str, Any] = {row.id: row for row in there}  # type: ignore[attr-defined]
        named = {row_id for row_id, _ in wanted}
        work.put_away(self.table, [row_id for row_id in rows if row_id not in named])
        work.update_many(
            self.table,
            {
                row_id: self._differing(rows[row_id], self._checked(draft, ()))
                for row_id, draft in wanted
                if row_id in rows
            },
        )
        insert(self, work, [draft for row_id, draft in wanted if row_id not in rows])
        self._followed(work)

    def _problems(self, draft: D, others: Sequence[R]) -> tuple[FieldProblem, ...]:
        return tuple(self._found(draft))

    def _found(self, draft: D) -> Sequence[FieldProblem]:
        """What keeps a draft from being stored."""
        raise NotImplementedError


def touched(service: PartService[Any, Any], work: Work) -> list[str]:
    """The ids of the owners whose rows of this service a unit of work changed."""
    name, owner = service.table.__tablename__, service.owner
    ids = {change.row_id for change in work.changes if change.table == name}
    rows = work.rows(core(service.table), sorted(ids))
    gone = [
        change.before[owner]
        for change in work.changes
        if change.table == name and change.after is None and change.before is not None
    ]
    return sorted({*(row[owner] for row in rows.values()), *gone})


def refuse_twice(rows: Iterable[R], key: Callable[[R], Hashable], said: Callable[[R], FieldProblem]) -> None:
    """Raises UserError with what is said of the first row whose key another has too."""
    seen: set[Hashable] = set()
    for row in rows:
        if key(row) in seen:
            problem = said(row)
            raise UserError(problem.text, "请打开已有的那一份修改；数据没有改动。", (problem,))
        seen.add(key(row))
