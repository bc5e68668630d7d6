"""What the services share of things that ship with the program and that a school copies and changes (store.editions)."""

from collections.abc import Mapping
from typing import Any, ClassVar, Generic, TypeVar

from sqlalchemy import Connection

from edudesk.base.errors import UserError
from edudesk.store.context import Context
from edudesk.store.editions import Edition, Editions, Shipped
from edudesk.store.records import Records
from edudesk.store.rights import Right, Verb
from edudesk.store.verbs import act, declare_all, look
from edudesk.store.work import Work

T = TypeVar("T", bound=Edition)


class VersionService(Generic[T]):
    """The versions of a sort of things. sees: the right it takes to read."""

    sort: ClassVar[Shipped[Any]]
    sees: ClassVar[Right]
    verbs: ClassVar[Mapping[str, Verb]]

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        if hasattr(cls, "sort"):  # else what several services share
            cls.verbs = declare_all(cls, cls.sort.table.right, cls.sees)

    def __init__(self, context: Context) -> None:
        self.context = context
        self._editions: Editions[T] = Editions(self.sort, Records(context, self.sort.table, self.sort.row))


class ShippedService(VersionService[T], Generic[T]):
    """Things that are made with a version, which is frozen then."""

    @look
    def is_frozen(self, connection: Connection, key: str, number: int) -> bool:
        """Whether saving makes the next version: something was made with this one, or it is shipped."""
        return self._editions.is_frozen(connection, key, number)

    @look
    def free_key(self, connection: Connection, key: str) -> str:
        """A key that none has, for a copy of what has this one: KT2."""
        return self._editions.free_key(connection, key)

    @act("修改{0.sort.noun}")
    def save(self, work: Work, one: T, note: str, since: str = "", *, is_new: bool = False) -> T:
        """Keep one: as the next version when something was made with the newest one or it is shipped, else in its place.

        one: its version is that it was made from; note: 修改说明; since: ISO day; is_new: it may not be there yet. What was
        made keeps its version. Raises UserError with every problem of it, or when there is a newer version.
        """
        if found := self.sort.problems(one):
            raise UserError(f"{self.sort.word}还不能保存。", "请改好标出的各项；原有的版本没有改动。", found)
        return self._editions.save(work, one, note, since, is_new=is_new)

    @act("停用{0.sort.noun}")
    def switch(self, work: Work, key: str, *, is_off: bool) -> None:
        """Offer one no more, or again; what was made with it stays. Raises UserError for an unknown key."""
        self._editions.switch(work, key, is_off=is_off)
