"""Which projects something was changed of since an entry of the journal."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, Connection, select

from edudesk.projects.tables import KindVersion, Project, ProjectEvidence, ProjectMember, ProjectRecord
from edudesk.roster.tables import Teacher
from edudesk.store import journal
from edudesk.store.tables import Attachment, Record, core

MOST = 300  # changed rows and projects; of more all is sooner read again
T = TypeVar("T")

_PARTS = {
    table.__tablename__: table
    for table in ProjectRecord.__subclasses__()
    if "project_id" in core(table).c
}  # fmt: skip
_PROJECT, _FILE = Project.__tablename__, Attachment.__tablename__
_TEACHER, _KIND = Teacher.__tablename__, KindVersion.__tablename__


def touched_projects(connection: Connection, seq: int) -> set[str] | None:
    """The ids of the projects of which entries after seq changed a fact, a part, a file or a teacher who is in it; None
    when it is too much to tell, or a kind of project was changed."""
    tables = (*_PARTS, _PROJECT, _FILE, _TEACHER, _KIND)
    changes = journal.changes_after(connection, seq, tables, most=MOST + 1)
    if len(changes) > MOST or any(one.table == _KIND for one in changes):
        return None
    rows: dict[str, set[str]] = defaultdict(set)
    found: set[str] = set()
    for one in changes:
        rows[one.table].add(one.row_id)
        # a row that is gone for good, or went to another project, is told of only here
        for told in (one.before or {}, one.after or {}):
            if one.table in _PARTS and "project_id" in told:
                found.add(told["project_id"])
            if one.table == _FILE and "owner_id" in told:
                rows[ProjectEvidence.__tablename__].add(told["owner_id"])
    found |= rows[_PROJECT]
    owners = _values(connection, Attachment, "owner_id", core(Attachment).c.id.in_(rows[_FILE]))
    rows[ProjectEvidence.__tablename__] |= owners
    for name, table in _PARTS.items():
        if rows[name]:
            found |= _values(connection, table, "project_id", core(table).c.id.in_(rows[name]))
    if rows[_TEACHER]:
        theirs = core(ProjectMember).c.teacher_id.in_(rows[_TEACHER])
        found |= _values(connection, ProjectMember, "project_id", theirs)
    return found if len(found) <= MOST else None


def _values(
    connection: Connection, table: type[Record], name: str, condition: ColumnElement[bool]
) -> set[Any]:
    return set(connection.scalars(select(core(table).c[name]).where(condition)))


class ByProject(Generic[T]):
    """What is known of each project, kept by its id: of those that something was done to it is read again.

    stamp: of the store, see Context.stamp.
    """

    def __init__(self, stamp: Callable[[Connection], tuple[int, int]]) -> None:
        self._stamp = stamp
        self._state = (-1, -1)
        self._asked = ""
        self._found: dict[str, T] = {}

    def now(
        self,
        connection: Connection,
        asked: str,
        read: Callable[[Collection[str] | None], Mapping[str, T]],
    ) -> dict[str, T]:
        """As it is now; another one whenever something was changed.

        asked: under which name; another one forgets all. read(ids): of these projects, those that are there; None = of all.
        """
        state = self._stamp(connection)
        if state == self._state and asked == self._asked:
            return self._found
        is_kept = state[0] == self._state[0] and asked == self._asked
        ids = touched_projects(connection, self._state[1]) if is_kept else None
        if ids is None:
            self._found = dict(read(None))
        elif ids:
            kept = {one: value for one, value in self._found.items() if one not in ids}
            self._found = {**kept, **read(ids)}
        self._state, self._asked = state, asked
        return self._found
