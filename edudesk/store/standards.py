"""What the services share of lists that the program goes by: each change is a version of the school's own."""

import json
from collections.abc import Callable, Collection, Iterable, Mapping

from sqlalchemy import Connection

from edudesk.base import clock
from edudesk.base.errors import FieldProblem, UserError
from edudesk.base.standard import Standard
from edudesk.store.editions import Shipped, newest
from edudesk.store.shipped_service import VersionService
from edudesk.store.tables import Record
from edudesk.store.verbs import act, look
from edudesk.store.work import Work


def standards(
    table: type[Record],
    ours: Callable[[], Mapping[str, Standard]],
    problems: Callable[[Standard], tuple[FieldProblem, ...]],
) -> Shipped[Standard]:
    """The lists of a room, whose versions all stay, to be looked at and taken up again. ours: the shipped ones."""
    return Shipped(
        table=table,
        noun=table.noun,
        ours=lambda: ours().values(),
        read=lambda row: Standard(row.key, row.number, row.title, tuple(json.loads(row.content)), row.note),
        plain=lambda standard: standard.lines,
        problems=problems,
        made=None,
    )


class Standards(VersionService[Standard]):
    """The lists of a room."""

    @look
    def now(self, connection: Connection) -> Mapping[str, Standard]:
        """The newest version of each, by its key."""
        return newest(self._editions.every(connection))

    @look
    def versions(self, connection: Connection, key: str) -> list[tuple[Standard, str]]:
        """Every version of one with the day it was made on, newest first; of the shipped one ""."""
        since = {row.number: row.since for row in self._editions.kept.rows(connection) if row.key == key}
        newest_first = sorted(self._of(connection, key), key=lambda one: -one.version)
        return [(one, since.get(one.version, "")) for one in newest_first]

    @act("修改{0.sort.noun}")
    def save(self, work: Work, standard: Standard, note: str = "") -> Standard:
        """Keep a list as the next version. standard: its version is that it was made from; note: 修改说明.

        Raises UserError with every problem of the lines, or when there is a newer version.
        """
        lines = (line for one in self._of(work.connection, standard.key) for line in one.lines)
        kept = self._settled(standard, {line.get("key", "") for line in lines})
        if found := self.sort.problems(kept):
            raise UserError(f"{standard.title}还不能保存。", "请改好标出的各行；原来的内容没有改动。", found)
        return self._editions.save(work, kept, note, clock.today().isoformat())

    def _settled(self, standard: Standard, taken: Collection[str]) -> Standard:
        """A list as it is stored. taken: keys of lines of its versions, which no other line gets."""
        raise NotImplementedError

    def _of(self, connection: Connection, key: str) -> Iterable[Standard]:
        return [one for (mine, _), one in self._editions.every(connection).items() if mine == key]
