"""A unit of work: the rows one verb changes, noted before and after, inside one transaction."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, String, Table, bindparam, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from edudesk.base import clock
from edudesk.base.errors import UserError
from edudesk.store.chunks import chunks
from edudesk.store.journal import Change
from edudesk.store.keys import new_id
from edudesk.store.tables import Record, core

_WORKING = "edudesk_working"


class Conflict(UserError):
    """The row is no longer as the caller last saw it."""


class Work:
    """Handed to every verb. Changes go through it, or they would escape the journal.

    title: what the journal and the undo menu will say; the verb may make it more telling. seq: of the entry.
    kind, ref: as in the entry (store.journal); detail: JSON facts kept with it; concerns: names to announce,
    of what was changed.
    """

    def __init__(self, connection: Connection, title: str, kind: str, seq: int) -> None:
        self.connection = connection.execution_options(**{_WORKING: True})
        self.seq = seq
        self.title = title
        self.kind = kind
        self.ref: int | None = None
        self.detail: dict[str, Any] = {}
        self.changes: list[Change] = []
        self.concerns: set[str] = set()
        self._gone_at = ""

    def insert(self, table: type[Record], rows: Iterable[Mapping[str, Any]]) -> list[str]:
        """Add rows; each gets an id unless it brings one. Returns the ids in order."""
        sheet = core(table)
        full = _complete(sheet, ({"id": new_id(), **row, "version": 1} for row in rows))
        if full:
            self.connection.execute(insert(sheet), full)
        self._note(table, [Change(sheet.name, row["id"], None, _told(row)) for row in full])
        return [row["id"] for row in full]

    def update(
        self, table: type[Record], row_id: str, values: Mapping[str, Any], version: int | None = None
    ) -> bool:
        """Set fields of one row; fields that already hold the value are not a change.

        version: as the caller last saw it; another one raises Conflict. Returns whether anything changed.
        """
        return self.update_many(table, {row_id: values}, {row_id: version} if version else {}) == 1

    def update_many(
        self,
        table: type[Record],
        values: Mapping[str, Mapping[str, Any]],
        versions: Mapping[str, int] | None = None,
    ) -> int:
        """Set fields of many rows (id -> fields); returns how many rows really changed."""
        sheet = core(table)
        present = self.rows(sheet, list(values))
        changed: list[Change] = []
        for row_id, wanted in values.items():
            row = present.get(row_id)
            if row is None:
                raise Conflict(
                    f"这条{table.noun}记录已不存在，没有保存。",
                    "它可能刚被删除，可到回收站查看；其他数据没有改动。",
                )
            seen = (versions or {}).get(row_id)
            if seen is not None and seen != row["version"]:
                raise Conflict(
                    f"“{table.named(row)}”刚被别的操作改过，没有保存。", "请看过新的内容后再改一次。"
                )
            fresh = {key: value for key, value in wanted.items() if row[key] != value}
            if fresh:
                changed.append(Change(sheet.name, row_id, {key: row[key] for key in fresh}, fresh))
        self._write(sheet, changed, present)
        self._note(table, changed)
        return len(changed)

    def put_away(self, table: type[Record], ids: Sequence[str]) -> int:
        """Move rows into the recycle bin, all at one moment: by that it is known what went together."""
        self._gone_at = self._gone_at or clock.now().isoformat(timespec="seconds")
        return self.update_many(table, {row_id: {"deleted_at": self._gone_at} for row_id in ids})

    def take_back(self, table: type[Record], ids: Sequence[str]) -> int:
        """Bring rows back from the recycle bin; the table may refuse them (Record.admit)."""
        back = {row_id: {"deleted_at": ""} for row_id in ids}
        count = self.update_many(table, back)
        table.admit(self.connection, back)
        return count

    def rows(self, sheet: Table, ids: Sequence[str]) -> dict[str, dict[str, Any]]:
        """Present rows by id; ids that do not exist are missing."""
        names = sheet.c.keys()
        found: dict[str, dict[str, Any]] = {}
        for chunk in chunks(ids):
            for row in self.connection.execute(_by_id(sheet), {"ids": chunk}):
                found[row.id] = dict(zip(names, row, strict=True))
        return found

    def told(self, table: type[Record], row_id: str) -> dict[str, Any]:
        """One row as it is, as the journal tells one that goes; {} when there is none."""
        row = self.rows(core(table), [row_id]).get(row_id)
        return _told(row) if row is not None else {}

    def apply(self, table: type[Record], changes: Sequence[Change]) -> None:
        """Carry changes of one table out as they stand: forward for redo, turned round for undo.

        changes: each of another row, which must be as change.before says in the fields it names. Raises Conflict
        when it is not, when other records need the row, or when the table no longer has such fields; UserError
        when the table refuses the rows (Record.admit).
        """
        sheet = core(table)
        if table.renamed:
            changes = [_in_todays_words(table, change) for change in changes]
        present = self.rows(sheet, [change.row_id for change in changes])
        try:
            if not all(_fits(present.get(change.row_id), change) for change in changes):
                raise Conflict(
                    "这之后又有别的修改，不能直接撤销。", "请先撤销后来的修改，或在记录的“历史”里恢复单个值。"
                )
            # a row born again goes on above every version it had (Records relies on it)
            born = _complete(
                sheet,
                (
                    {**change.after, "id": change.row_id, "version": self.seq}
                    for change in changes
                    if change.before is None and change.after is not None
                ),
            )
        except KeyError as error:  # a column that was renamed, removed or added since
            raise of_another_version() from error
        gone = [{"row_id": change.row_id} for change in changes if change.after is None]
        try:
            if born:
                self.connection.execute(insert(sheet), born)
            if gone:
                self.connection.execute(delete(sheet).where(sheet.c.id == bindparam("row_id")), gone)
            self._write(sheet, [change for change in changes if change.before is not None], present)
        except IntegrityError as error:
            raise Conflict(
                f"这条{table.noun}记录已被别的记录使用，不能改回去。",
                "请先撤销或删除用到它的记录；数据没有改动。",
            ) from error
        table.admit(
            self.connection, {change.row_id: change.after for change in changes if change.after is not None}
        )
        self._note(table, changes)

    def _note(self, table: type[Record], changes: Sequence[Change]) -> None:
        """For the journal, and for those who show rows of the table or the recycle bin."""
        self.changes.extend(changes)
        if changes:
            self.concerns.add(table.concern)
        if any("deleted_at" in (change.before or change.after or {}) for change in changes):
            self.concerns.add("bin")

    def _write(
        self, sheet: Table, changes: Iterable[Change], present: Mapping[str, Mapping[str, Any]]
    ) -> None:
        """Set the fields of changed rows, those with the same fields in one go."""
        by_fields: dict[tuple[str, ...], list[dict[str, Any]]] = {}
        for change in changes:
            if change.after is not None:
                by_fields.setdefault(tuple(change.after), []).append(
                    {
                        **change.after,
                        "version": present[change.row_id]["version"] + 1,
                        "row_id": change.row_id,
                    }
                )
        for fields, rows in by_fields.items():
            statement = (
                update(sheet)
                .where(sheet.c.id == bindparam("row_id"))
                .values({key: bindparam(key) for key in (*fields, "version")})
            )
            self.connection.execute(statement, rows)


def of_another_version() -> Conflict:
    """The refusal to carry out what this program does not know."""
    return Conflict(
        "这一步是另一个版本的校务通做的，不能直接撤销。", "请在记录的“历史”里恢复单个值；数据没有改动。"
    )


def is_working(connection: Connection) -> bool:
    """Whether the connection is one of a unit of work, whose writes may still be rolled back."""
    return _WORKING in connection.get_execution_options()


@cache
def _by_id(sheet: Table) -> Select[Any]:
    return select(sheet).where(sheet.c.id.in_(bindparam("ids", expanding=True)))


def _complete(sheet: Table, rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Every column of the table: what is not said is None where it may be, else "" for text, else our bug."""
    columns = set(sheet.c.keys())
    unsaid = {c.name: None if c.nullable else "" for c in sheet.c if c.nullable or isinstance(c.type, String)}
    full = [{**unsaid, **row} for row in rows]
    for row in full:
        if row.keys() != columns:
            raise KeyError(f"{sheet.name}: unknown or not said: {sorted(row.keys() ^ columns)}")
    return full


def _told(row: Mapping[str, Any]) -> dict[str, Any]:
    """What the journal keeps of a new row: only what is known."""
    return {
        key: value for key, value in row.items() if value not in ("", None) and key not in ("id", "version")
    }


def _in_todays_words(table: type[Record], change: Change) -> Change:
    before, after = (
        None if values is None else table.in_todays_words(values) for values in (change.before, change.after)
    )
    return Change(change.table, change.row_id, before, after)


def _fits(row: Mapping[str, Any] | None, change: Change) -> bool:
    """Whether the row still is as the change found it; a row about to vanish must be so in every field."""
    if row is None or change.before is None:
        return row is None and change.before is None
    if change.after is None:
        return _told(row) == change.before
    return all(row[key] == value for key, value in change.before.items())
