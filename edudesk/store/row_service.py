"""The service of one table whose rows people keep as they are: list, add, change, remove, look back.

What all such services share is written once here; each has its own names in the journal (school.term.add).
"""

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from typing import Any, ClassVar, Generic, TypeVar

from sqlalchemy import Connection

from edudesk.base.columns import Column, Kind
from edudesk.base.errors import FieldProblem, UserError
from edudesk.base.words import shortened, some_of
from edudesk.store.context import Context
from edudesk.store.following import Following, followed_by
from edudesk.store.journal import Change, Entry
from edudesk.store.records import Records
from edudesk.store.rights import Right, Verb
from edudesk.store.tables import Record
from edudesk.store.verbs import act, declare_all, look
from edudesk.store.work import Work

D = TypeVar("D")
R = TypeVar("R")


class RowService(Generic[D, R]):
    """Rows R of one table, made from drafts D, which are dataclasses with the fields a person may set.

    table, row, draft: the classes; columns: of the draft by key; sees: the right it takes to read; is_alone: each row is
    judged by itself, of thousands. A subclass
    says how rows are called and ordered, what is wrong with a draft and what follows from it.
    """

    table: ClassVar[type[Record]]
    row: ClassVar[type[Any]]
    draft: ClassVar[type[Any]]
    columns: ClassVar[Mapping[str, Column]]
    sees: ClassVar[Right]
    is_alone: ClassVar[bool] = False
    verbs: ClassVar[Mapping[str, Verb]]

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        if not hasattr(cls, "table"):  # what several services share, no service itself
            return
        cls.verbs = declare_all(cls, cls.table.right, cls.sees)
        followed_by(cls.table, lambda context, connection, changes: _Returned(cls(context), changes))

    def __init__(self, context: Context) -> None:
        self.context = context
        self.kept: Records[R] = Records(context, self.table, self.row)
        self._fields = tuple(field.name for field in fields(self.draft))

    @look
    def rows(self, connection: Connection) -> list[R]:
        """All rows outside the recycle bin, in their order."""
        return sorted(self.kept.rows(connection), key=self._order)

    @look
    def get(self, connection: Connection, row_id: str) -> R:
        """One row; raises UserError when there is none (any more)."""
        return self.kept.get(connection, row_id)

    @look
    def history(self, connection: Connection, row_id: str) -> list[tuple[Entry, Change]]:
        """Every change of one row, newest first."""
        return self.kept.history(connection, row_id)

    @look
    def problems(self, connection: Connection, draft: D, row: R | None = None) -> tuple[FieldProblem, ...]:
        """What keeps a draft from being stored, all at once. row: the one it replaces, None for a new one."""
        others = self._others(connection, row)
        return self._problems(self._settled(draft), others)

    @act("新增{0.table.noun}")
    def add(self, work: Work, draft: D) -> R:
        """Store a new row. Raises UserError with every problem of the draft."""
        (row_id,) = insert(self, work, [draft])
        row = self.kept.get(work.connection, row_id)
        work.title = f"新增{self.table.noun} {self._name(row)}"
        self._followed(work)
        return self.kept.get(work.connection, row_id)  # what followed may have changed it

    @act("批量新增{0.table.noun}")
    def add_many(self, work: Work, title: str, drafts: Sequence[D]) -> int:
        """Store many new rows as one entry named title, all or none; returns how many."""
        work.title = title
        count = len(insert(self, work, drafts))
        self._followed(work)
        return count

    @act("修改{0.table.noun}")
    def change(self, work: Work, row_id: str, values: Mapping[str, object], version: int | None = None) -> R:
        """Set fields of a row, typed values as a form gives them. version: as last seen, else the last wins.

        Raises UserError with every problem, Conflict when the row was changed meanwhile.
        """
        row = self.kept.get(work.connection, row_id)
        fresh = self._changed(work.connection, row, values)
        titles = [self.columns[key].full_title for key in self._fields if key in fresh]
        work.title = f"修改{self.table.noun} {self._name(row)} {some_of(titles, '项')}"
        work.update(self.table, row_id, fresh, version)
        self._followed(work)
        return self.kept.get(work.connection, row_id)

    @look
    def try_changes(
        self, connection: Connection, values: Mapping[str, Mapping[str, object]]
    ) -> dict[str, tuple[FieldProblem, ...]]:
        """What would keep rows from being changed (id -> fields), each beside the others as they would be."""
        return {
            row.id: found  # type: ignore[attr-defined]
            for row, draft, others in self._beside(connection, values)
            if (found := self._problems(draft, others))
        }

    @act("批量修改{0.table.noun}")
    def change_many(
        self,
        work: Work,
        values: Mapping[str, Mapping[str, object]],
        versions: Mapping[str, int] | None = None,
        title: str = "批量修改",
    ) -> int:
        """Set fields of many rows (id -> fields) as one entry, all or none; returns how many changed.

        versions: as last seen. The entry says title and whom it concerns. Raises UserError with every problem,
        Conflict when a row was changed meanwhile.
        """
        names: list[str] = []
        problems: list[FieldProblem] = []
        fresh: dict[str, Mapping[str, object]] = {}
        for row, draft, others in self._beside(work.connection, values):
            name = self._name(row)
            problems += [
                FieldProblem(one.key, f"{name}：{one.text}") for one in self._problems(draft, others)
            ]
            if differing := self._differing(row, draft):
                fresh[row.id] = differing  # type: ignore[attr-defined]
                names.append(name)
        if problems:
            raise UserError(
                "有几项不能这样改，都没有保存。", "请改好后再试；原来的内容都还在。", tuple(problems)
            )
        work.title = f"{title} {some_of(names, '条')}"
        work.update_many(self.table, fresh, versions)
        self._followed(work)
        return len(fresh)

    @act("删除{0.table.noun}")
    def put_away(self, work: Work, ids: Sequence[str]) -> None:
        """Move rows to the recycle bin. Raises UserError when one may not go."""
        rows = [self.kept.get(work.connection, row_id) for row_id in ids]
        for row in rows:
            self._may_go(row)
        work.title = f"删除{self.table.noun} {some_of([self._name(row) for row in rows], '条')}"
        work.put_away(self.table, ids)
        self._followed(work)

    @act("恢复{0.table.noun}旧值")
    def set_back(self, work: Work, row_id: str, entry: int, keys: Sequence[str]) -> R:
        """Give fields the values they had before an entry of the journal; others stay as they are."""
        row = self.kept.get(work.connection, row_id)
        old = self.kept.values_before(work.connection, row_id, entry, keys)
        work.title = f"恢复{self.table.noun} {self._name(row)} " + "、".join(
            self.columns[key].full_title for key in old
        )
        work.update(self.table, row_id, self._changed(work.connection, row, old))
        self._followed(work)
        return self.kept.get(work.connection, row_id)

    # --- what a subclass says ---------------------------------------------------------------------------------

    def _name(self, draft: Any) -> str:
        """What the journal calls a row."""
        return shortened(str(getattr(draft, self.table.label)).replace("\n", ""))

    def _may_go(self, row: R) -> None:
        """Raises UserError when a row must not go to the recycle bin."""

    def _order(self, row: R) -> Any:
        """What a list is sorted by."""
        return row.id  # type: ignore[attr-defined]

    def _settled(self, draft: D) -> D:
        """The draft as it is stored: values as they are written here, with what follows from others."""
        return draft

    def _problems(self, draft: D, others: Sequence[R]) -> tuple[FieldProblem, ...]:
        """What keeps a settled draft from being stored. others: all rows but the one it replaces, and drafts stored with it."""
        raise NotImplementedError

    def _derived(self, draft: D) -> Mapping[str, object]:
        """What the table holds beside the fields of the draft."""
        return {}

    def _followed(self, work: Work) -> None:
        """What else becomes another when rows did (work.changes), in the same entry."""

    # --- the rest ---------------------------------------------------------------------------------------------

    def _others(self, connection: Connection, row: R | None = None) -> list[R]:
        return [] if self.is_alone else self._beside_all(self.kept.rows(connection), row)

    def _beside_all(self, rows: Sequence[R], row: R | None) -> list[R]:
        """Those of all rows that one is judged beside."""
        if self.is_alone:
            return []
        return [one for one in rows if row is None or one.id != row.id]  # type: ignore[attr-defined]

    def _checked(self, draft: D, others: Sequence[R]) -> D:
        draft = self._settled(draft)
        if found := self._problems(draft, others):
            raise UserError("有几项还不能保存。", "请改好标出的各项；其他内容都还在。", found)
        return draft

    def _changed(self, connection: Connection, row: R, values: Mapping[str, object]) -> dict[str, object]:
        """The stored fields that differ once the row has these values."""
        draft = self._checked(self._with(row, values), self._others(connection, row))
        return self._differing(row, draft)

    def _with(self, row: Any, values: Mapping[str, object]) -> Any:
        return replace(row, **{key: fact(self.columns[key], value) for key, value in values.items()})

    def _differing(self, row: Any, draft: Any) -> dict[str, object]:
        return {key: value for key, value in self._stored(draft).items() if value != getattr(row, key)}

    def _beside(
        self, connection: Connection, values: Mapping[str, Mapping[str, object]]
    ) -> list[tuple[R, Any, list[Any]]]:
        """Each row to be changed, what it would be, and all others as they would be."""
        rows: dict[str, Any] = {row.id: row for row in self.kept.rows(connection)}  # type: ignore[attr-defined]
        for row_id in values.keys() - rows.keys():
            self.kept.get(connection, row_id)  # says that it is gone
        then = {
            row_id: self._settled(self._with(row, values[row_id])) if row_id in values else row
            for row_id, row in rows.items()
        }
        return [
            (rows[row_id], then[row_id], [one for other, one in then.items() if other != row_id])
            for row_id in values
        ]

    def _stored(self, draft: D) -> dict[str, object]:
        # not asdict, which copies every value: of thousands it takes longer than to write them
        return {**{key: getattr(draft, key) for key in self._fields}, **self._derived(draft)}


# by Work.kind; what neither undo nor redo brings back comes from the recycle bin
_COMING_BACK = {"undo": "撤销", "redo": "重做", "do": "恢复"}


class _Returned(Following):
    """Rows that came back are looked at as if typed, and what follows from them does."""

    def __init__(self, service: RowService[Any, Any], changes: Sequence[Change]) -> None:
        self._service = service
        self._ids = {change.row_id for change in changes if change.after is not None}

    def settle(self, work: Work) -> None:
        service, rows = self._service, self._service.kept.rows(work.connection)
        for row in (row for row in rows if row.id in self._ids):
            if found := service._problems(row, service._beside_all(rows, row)):
                word = _COMING_BACK[work.kind]
                raise UserError(
                    f"“{service._name(row)}”不能{word}：{found[0].text}",
                    f"请先改正或删除现有的那一条再{word}；数据没有改动。",
                    found,
                )
        service._followed(work)


def insert(service: RowService[D, Any], work: Work, drafts: Sequence[D]) -> list[str]:
    """Store drafts inside any verb, each checked against the rows and the drafts before it; returns the ids."""
    there: list[Any] = service._others(work.connection)
    fresh = []
    for draft in drafts:
        settled = service._checked(draft, there)
        there.append(settled)
        fresh.append(service._stored(settled))
    return work.insert(service.table, fresh)


def amend(service: RowService[Any, R], work: Work, row: R, values: Mapping[str, object]) -> None:
    """Set fields of a row inside any verb, checked as change() does; nothing is written where none differs."""
    if fresh := service._changed(work.connection, row, values):
        work.update(service.table, row.id, fresh)  # type: ignore[attr-defined]


def fact(column: Column, value: object) -> object:
    """A value as a form or a sheet gives it, as a row holds it: whole numbers are int, nothing is None or ""."""
    if column.kind is Kind.INT or column.kind is Kind.NUMBER:
        if not isinstance(value, (int, float)):
            return None
        return round(value) if column.kind is Kind.INT else float(value)
    return str(value) if value is not None else ""
