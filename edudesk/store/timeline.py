"""What was done and how to take it back: undo, redo, recycle bin; the proof of it all is in proof.py."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from edudesk.base.errors import UserError
from edudesk.base.jobs import Step, silent
from edudesk.base.words import some_of
from edudesk.store import journal, kept_files
from edudesk.store.binned import Binned, lying, owners_of, parts_of
from edudesk.store.context import Context
from edudesk.store.following import apart, following
from edudesk.store.journal import Change, Entry, Head
from edudesk.store.proof import Proof, prove
from edudesk.store.rights import Right
from edudesk.store.tables import Record, records
from edudesk.store.verbs import deed, import_verbs, verb, verb_named, view
from edudesk.store.work import Work, of_another_version


@dataclass(frozen=True, slots=True)
class Steps:
    """What Ctrl+Z would take back and what Ctrl+Y would do again now; None = nothing."""

    undo: Entry | None
    redo: Entry | None


@dataclass(frozen=True, slots=True)
class Returned:
    """What came back from the recycle bin. chosen, parts: how many; owners: what they are parts of and came back for that."""

    chosen: int
    parts: int
    owners: tuple[Binned, ...]


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

    @view(Right.SEE_SCHOOL)
    def next_steps(self, connection: Connection) -> Steps:
        """What undo and redo would do now."""
        return self._next_steps(connection)

    @view(Right.SEE_SCHOOL)
    def is_undone(self, connection: Connection, seq: int) -> bool:
        """Whether an entry was taken back, and not done again since."""
        return journal.is_undone(connection, seq)

    @verb("撤销", right=Right.SEE_SCHOOL)
    def undo(self, work: Work, seq: int | None = None) -> Entry:
        """Take one entry back: the last of this session, or the one named by seq; needs the right of its verb.

        Raises Conflict when later changes touch the same fields, UserError when there is nothing.
        """
        found = self._next_steps(work.connection).undo if seq is None else _entry(work.connection, seq)
        if found is None or found.kind != "do":
            raise UserError(
                "没有可以撤销的操作。", "只能撤销本次打开以来的修改；更早的可在“操作记录”里找到。"
            )
        return self._carry_out(work, found, "undo")

    @verb("重做", right=Right.SEE_SCHOOL)
    def redo(self, work: Work) -> Entry:
        """Do again what was last taken back; needs the right of its verb."""
        found = self._next_steps(work.connection).redo
        if found is None:
            raise UserError("没有可以重做的操作。", "撤销之后才能重做。")
        return self._carry_out(work, found, "redo")

    def _carry_out(self, work: Work, entry: Entry, kind: str) -> Entry:
        declared = verb_named(entry.verb)
        if declared is None:
            raise of_another_version()
        self.context.require(declared.right)
        word = "撤销" if kind == "undo" else "重做"
        if journal.is_undone(work.connection, entry.seq) is (kind == "undo"):
            raise UserError(f"“{entry.title}”已经{word}过了。", "数据没有再改动。")
        work.title, work.kind, work.ref = f"{word}：{entry.title}", kind, entry.seq
        changes = _directed(journal.changes_of(work.connection, entry.seq), kind)
        import_verbs()
        follows = following(self.context, work.connection, changes)
        for piece in _pieces(apart(work, changes, follows)):
            table = _table(piece[0].table)
            self._require(table)
            work.apply(table, piece)
        for one in follows:
            one.settle(work)
        return entry

    def _next_steps(self, connection: Connection) -> Steps:
        """Walk back from the newest entry: what is said last of a step is how it stands."""
        undo: Entry | None = None
        redo: Entry | None = None
        is_redo_open, settled = True, set[int]()
        for entry in journal.walk_back(connection, after=self.context.opened_at):
            if entry.kind == "do" and self._is_own(entry):
                if undo is None and entry.seq not in settled:
                    undo = entry
                is_redo_open = False  # something new ends what could be done again
            elif entry.ref is not None and entry.ref not in settled:
                step = _entry(connection, entry.ref)
                if step is None or step.seq <= self.context.opened_at or not self._is_own(step):
                    continue
                settled.add(step.seq)
                if entry.kind == "redo":
                    undo = undo or step
                elif is_redo_open and self._is_own(entry):
                    redo = redo or step
            if undo is not None and not is_redo_open:
                break
        return Steps(undo, redo)

    def _require(self, table: type[Record]) -> None:
        for right in table.rights():
            self.context.require(right)

    def _is_own(self, entry: Entry) -> bool:
        return (entry.actor, entry.device) == (self.context.actor.name, self.context.device)

    @verb("从回收站恢复", right=Right.READ_JOURNAL)
    def take_back(self, work: Work, binned: Sequence[Binned]) -> Returned:
        """Bring rows back from the recycle bin, with the parts that went with them and with what they are parts of; needs
        the right to change each of their tables.

        Raises UserError when one would double another (Record.admit, store.following); none comes back then.
        """
        import_verbs()
        parts = parts_of(work.connection, binned)
        owners = owners_of(work.connection, [*binned, *parts])
        work.title = "从回收站恢复 " + some_of([one.label for one in binned], "条")
        if parts:
            work.title += f"，连同一起删除的 {len(parts)} 条"
        self._bring_back(work, [*owners, *binned, *parts])
        return Returned(len(binned), len(parts), tuple(owners))

    def _bring_back(self, work: Work, binned: Sequence[Binned]) -> None:
        back = [
            Change(row.table, row.row_id, {"deleted_at": row.deleted_at}, {"deleted_at": ""})
            for row in binned
        ]
        follows = following(self.context, work.connection, back)
        for name in dict.fromkeys(row.table for row in binned):
            table = _table(name)
            self._require(table)
            work.take_back(table, [row.row_id for row in binned if row.table == name])
        for one in follows:
            one.settle(work)

    @view(Right.READ_JOURNAL)
    def bin(self, connection: Connection) -> list[Binned]:
        """Everything in the recycle bin, latest first."""
        return lying(connection)

    @deed("核对操作记录", right=Right.VERIFY, is_read=True)
    def verify(self, step: Step = silent) -> Proof:
        """Walk the whole chain; if it holds, hold every record against what the journal says it is; read every file
        that a record names."""
        store = self.context.store
        return replace(prove(store), faults=tuple(kept_files.faults(store, step)))


def _entry(connection: Connection, seq: int) -> Entry | None:
    return next(iter(journal.entries(connection, after=seq - 1, before=seq + 1)), None)


def _table(name: str) -> type[Record]:
    if name not in records():
        raise of_another_version()
    return records()[name]


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
