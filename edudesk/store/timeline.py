"""What was done and how to take it back: undo, redo, history, recycle bin, proof of the chain."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from edudesk.base.errors import UserError
from edudesk.store import journal
from edudesk.store.context import Context
from edudesk.store.journal import Change, Entry, Head
from edudesk.store.rights import Right
from edudesk.store.tables import JournalEntry, Record, core
from edudesk.store.verbs import VERBS, verb, view
from edudesk.store.work import Work


@dataclass(frozen=True, slots=True)
class Binned:
    """One row in the recycle bin. noun: what it is (教师); deleted_at: ISO moment."""

    table: str
    row_id: str
    noun: str
    label: str
    deleted_at: str


@dataclass(frozen=True, slots=True)
class Proof:
    """Result of walking the journal. broken_at: first entry that does not fit, None = whole.

    strays: rows whose present content is not what the journal says, as (noun, label).
    """

    entries: int
    broken_at: int | None
    strays: tuple[tuple[str, str], ...]

    @property
    def is_whole(self) -> bool:
        """Nothing was changed behind the program's back."""
        return self.broken_at is None and not self.strays


class Timeline:
    """Undo and redo walk the entries made since the school was opened, each by its title."""

    def __init__(self, context: Context) -> None:
        self.context = context

    @view(Right.READ_JOURNAL)
    def entries(self, connection: Connection, limit: int = 500) -> list[Entry]:
        """The newest entries, newest first."""
        return journal.entries(connection, limit=limit)

    @view(Right.SEE_SCHOOL)
    def last(self, connection: Connection) -> Entry | None:
        """The newest entry: when something was saved last."""
        return next(iter(journal.entries(connection, limit=1)), None)

    @view(Right.READ_JOURNAL)
    def head(self, connection: Connection) -> Head:
        """The end of the chain, to be printed on reports."""
        return journal.head(connection)

    @view(Right.READ_JOURNAL)
    def history(self, connection: Connection, table: type[Record], row_id: str) -> list[tuple[Entry, Change]]:
        """Every change of one row, newest first."""
        return journal.history(connection, table.__tablename__, row_id)

    @view(Right.SEE_SCHOOL)
    def next_undo(self, connection: Connection) -> Entry | None:
        """What Ctrl+Z would take back now."""
        done, _ = self._stacks(connection)
        return done[-1] if done else None

    @view(Right.SEE_SCHOOL)
    def next_redo(self, connection: Connection) -> Entry | None:
        """What Ctrl+Y would do again now."""
        _, undone = self._stacks(connection)
        return undone[-1] if undone else None

    def undo(self, seq: int | None = None) -> Entry:
        """Take one entry back: the last of this session, or the one named by seq.

        Raises Conflict when later changes touch the same fields, UserError when there is nothing.
        """
        entry = self.next_undo() if seq is None else self._entry(seq)
        if entry is None:
            raise UserError(
                "没有可以撤销的操作。", "只能撤销本次打开以来的修改；更早的可在“操作记录”里找到。"
            )
        return self._carry_out(entry, "undo")

    def redo(self) -> Entry:
        """Do again what was last taken back."""
        entry = self.next_redo()
        if entry is None:
            raise UserError("没有可以重做的操作。", "撤销之后才能重做。")
        return self._carry_out(entry, "redo")

    def _carry_out(self, entry: Entry, kind: str) -> Entry:
        declared = VERBS.get(entry.verb)
        if declared is None:
            raise UserError(
                f"“{entry.title}”是另一个版本的校务通做的，不能直接撤销。", "请在记录的“历史”里恢复单个值。"
            )
        word = "撤销" if kind == "undo" else "重做"
        with self.context.work(declared, f"{word}：{entry.title}", kind, entry.seq) as work:
            if self._is_undone(work.connection, entry.seq) is (kind == "undo"):
                raise UserError(f"“{entry.title}”已经{word}过了。", "请刷新后再看。")
            for piece in _pieces(_directed(journal.changes_of(work.connection, entry.seq), kind)):
                table = _table(piece[0].table)
                self.context.require(table.right)
                work.apply(table, piece)
        return entry

    @verb("从回收站恢复", right=Right.READ_JOURNAL)
    def take_back(self, work: Work, binned: Sequence[Binned]) -> None:
        """Bring rows back from the recycle bin; needs the right to change each of their tables."""
        for one in binned:
            table = _table(one.table)
            self.context.require(table.right)
            work.take_back(table, [one.row_id])
        work.title = "从回收站恢复 " + _names([one.label for one in binned])

    @view(Right.READ_JOURNAL)
    def bin(self, connection: Connection) -> list[Binned]:
        """Everything in the recycle bin, latest first."""
        found = [
            Binned(table.__tablename__, row.id, table.noun, row.label, row.deleted_at)
            for table in _record_tables()
            for c in (core(table).c,)
            for row in connection.execute(
                select(c.id, c[table.label].label("label"), c.deleted_at).where(c.deleted_at != "")
            )
        ]
        return sorted(found, key=lambda one: one.deleted_at, reverse=True)

    @view(Right.VERIFY)
    def verify(self, connection: Connection) -> Proof:
        """Walk the whole chain; if it holds, hold every record against what the journal says it is."""
        seen, broken_at = journal.first_broken_link(connection)
        if broken_at is not None:  # a forged journal says nothing about records
            return Proof(seen, broken_at, ())
        told = _replayed(connection)
        strays = [
            (table.noun, str(getattr(row, table.label)))
            for table in _record_tables()
            for row in connection.execute(select(table.__table__))
            if not _agrees(dict(row._mapping), told.pop((table.__tablename__, row.id), None))
        ]
        nouns = {table.__tablename__: table.noun for table in _record_tables()}
        strays += [
            (nouns[name], "（已不在表中）") for (name, _), row in told.items() if row and name in nouns
        ]
        return Proof(seen, broken_at, tuple(strays))

    def _stacks(self, connection: Connection) -> tuple[list[Entry], list[Entry]]:
        done: list[Entry] = []
        undone: list[Entry] = []
        for entry in reversed(journal.entries(connection, after=self.context.opened_at)):
            if entry.actor != self.context.actor.name:
                continue
            if entry.kind == "do":
                done.append(entry)
                undone.clear()
            elif entry.kind == "undo":
                taken = next((e for e in done if e.seq == entry.ref), None)
                if taken is not None:
                    done.remove(taken)
                    undone.append(taken)
            elif entry.kind == "redo":
                back = next((e for e in undone if e.seq == entry.ref), None)
                if back is not None:
                    undone.remove(back)
                    done.append(back)
        return done, undone

    @view(Right.SEE_SCHOOL)
    def _entry(self, connection: Connection, seq: int) -> Entry | None:
        entry = next(iter(journal.entries(connection, after=seq - 1, before=seq + 1)), None)
        return entry if entry is not None and entry.kind == "do" else None

    @staticmethod
    def _is_undone(connection: Connection, seq: int) -> bool:
        entries = core(JournalEntry).c
        last = connection.scalar(
            select(entries.kind).where(entries.ref == seq).order_by(entries.seq.desc()).limit(1)
        )
        return last == "undo"


def _directed(changes: list[Change], kind: str) -> list[Change]:
    if kind == "redo":
        return changes
    return [Change(c.table, c.row_id, c.after, c.before) for c in reversed(changes)]


def _pieces(changes: list[Change]) -> Iterator[list[Change]]:
    """The changes in their order, cut so that each piece is of one table and names a row once."""
    piece: list[Change] = []
    named: set[str] = set()
    for change in changes:
        if piece and (change.table != piece[0].table or change.row_id in named):
            yield piece
            piece, named = [], set()
        piece.append(change)
        named.add(change.row_id)
    if piece:
        yield piece


def _record_tables() -> list[type[Record]]:
    return [table for table in Record.__subclasses__() if not table.__dict__.get("__abstract__")]


def _table(name: str) -> type[Record]:
    return next(table for table in _record_tables() if table.__tablename__ == name)


def _replayed(connection: Connection) -> dict[tuple[str, str], dict[str, Any] | None]:
    """Every row as the journal says it is: (table, id) -> fields, None when removed."""
    told: dict[tuple[str, str], dict[str, Any] | None] = {}
    for change in journal.all_changes(connection):
        key = (change.table, change.row_id)
        told[key] = None if change.after is None else {**(told.get(key) or {}), **change.after}
    return told


def _agrees(row: dict[str, Any], told: dict[str, Any] | None) -> bool:
    if told is None:
        return False
    return all(
        value == told.get(key, value if value in ("", None) else object())
        for key, value in row.items()
        if key not in ("id", "version")
    )


def _names(labels: list[str]) -> str:
    """张三、李四 等 5 条."""
    if len(labels) <= 3:
        return "、".join(labels)
    return "、".join(labels[:2]) + f" 等 {len(labels)} 条"
