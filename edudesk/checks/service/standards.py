"""Verbs on 检查标准: the lists the checks go by, each change a version of the school's own beside the shipped one."""

from collections.abc import Mapping
from typing import Final

from sqlalchemy import Connection

from edudesk.base import clock
from edudesk.base.errors import UserError
from edudesk.checks.forms.lists import Lists, read_lists
from edudesk.checks.forms.standards import Standard, problems_of, settled, shipped_standards
from edudesk.checks.rows.standards import StandardRow
from edudesk.checks.tables import CheckListVersion
from edudesk.store.context import Context
from edudesk.store.editions import Editions, Shipped, newest
from edudesk.store.records import Records
from edudesk.store.rights import Right
from edudesk.store.verbs import verb, view
from edudesk.store.work import Work

STANDARDS: Final[Shipped[Standard]] = Shipped(
    table=CheckListVersion,
    row=StandardRow,
    noun="检查标准",
    ours=lambda: shipped_standards().values(),
    read=lambda row: row.standard,
    plain=lambda standard: standard.lines,
    problems=problems_of,
    made=None,
)


class StandardService:
    """巡课情况, 应有次数, 听课节数, 政策提示."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self._editions = Editions(STANDARDS, Records(context, CheckListVersion, StandardRow))

    @view(Right.SEE_CHECKS)
    def now(self, connection: Connection) -> Mapping[str, Standard]:
        """The newest version of each, by its key."""
        return newest(self._editions.every(connection))

    @view(Right.SEE_CHECKS)
    def lists(self, connection: Connection) -> Lists:
        """What the newest versions say."""
        return read_lists(newest(self._editions.every(connection)))

    @view(Right.SEE_CHECKS)
    def versions(self, connection: Connection, key: str) -> list[tuple[Standard, str]]:
        """Every version of one with the day it was made on, newest first; of the shipped one ""."""
        since = {row.number: row.since for row in self._editions.kept.rows(connection) if row.key == key}
        every = [one for (mine, _), one in self._editions.every(connection).items() if mine == key]
        return [(one, since.get(one.version, "")) for one in sorted(every, key=lambda one: -one.version)]

    @verb("修改检查标准", right=Right.EDIT_CHECK_FORMS)
    def save(self, work: Work, standard: Standard, note: str = "") -> Standard:
        """Keep a list as the next version. standard: its version is that it was made from; note: 修改说明.

        Raises UserError with every problem of the lines, or when there is a newer version.
        """
        every = self._editions.every(work.connection)
        lines = [line for (key, _), one in every.items() if key == standard.key for line in one.lines]
        kept = settled(standard, {line.get("key", "") for line in lines})
        if found := problems_of(kept):
            raise UserError(f"{standard.title}还不能保存。", "请改好标出的各行；原来的内容没有改动。", found)
        return self._editions.save(work, kept, note, clock.today().isoformat())


def lists_in(connection: Connection, context: Context) -> Lists:
    """As StandardService.lists, inside a verb."""
    return read_lists(newest(StandardService(context)._editions.every(connection)))
