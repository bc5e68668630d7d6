"""Verbs on 检查标准: the lists the checks go by, each change a version of the school's own beside the shipped one."""

from collections.abc import Collection
from typing import ClassVar

from sqlalchemy import Connection

from edudesk.base.standard import Standard
from edudesk.checks.forms.lists import Lists, read_lists
from edudesk.checks.forms.standards import problems_of, settled, shipped_standards
from edudesk.checks.tables import CheckListVersion
from edudesk.store.context import Context
from edudesk.store.editions import Shipped, newest
from edudesk.store.rights import Right
from edudesk.store.standards import Standards, standards
from edudesk.store.verbs import view


class StandardService(Standards):
    """巡课情况, 应有次数, 听课节数, 政策提示."""

    sort: ClassVar[Shipped[Standard]] = standards(CheckListVersion, shipped_standards, problems_of)
    sees = Right.SEE_CHECKS

    @view(Right.SEE_CHECKS)
    def lists(self, connection: Connection) -> Lists:
        """What the newest versions say."""
        return read_lists(newest(self._editions.every(connection)))

    def _settled(self, standard: Standard, taken: Collection[str]) -> Standard:
        return settled(standard, taken)


def lists_in(connection: Connection, context: Context) -> Lists:
    """As StandardService.lists, inside a verb."""
    return read_lists(newest(StandardService(context)._editions.every(connection)))
