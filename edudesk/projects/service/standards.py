"""Verbs on 评分标准: each change is a version of the school's own; what was judged keeps the one it was judged by."""

from collections.abc import Mapping
from typing import Final

from sqlalchemy import Connection

from edudesk.base import clock
from edudesk.base.errors import UserError
from edudesk.projects.forms.scoring import Judging
from edudesk.projects.forms.standards import (
    Standard,
    judging_of,
    problems_of,
    settled,
    shipped_standards,
)
from edudesk.projects.rows.standards import StandardRow
from edudesk.projects.tables import ProjectStandard
from edudesk.store.context import Context
from edudesk.store.editions import Editions, Shipped, newest
from edudesk.store.records import Records
from edudesk.store.rights import Right
from edudesk.store.verbs import verb, view
from edudesk.store.work import Work

STANDARDS: Final[Shipped[Standard]] = Shipped(
    table=ProjectStandard,
    row=StandardRow,
    noun="评分标准",
    ours=lambda: shipped_standards().values(),
    read=lambda row: row.standard,
    plain=lambda standard: standard.lines,
    problems=problems_of,
    made=None,
)


class StandardService:
    """论证评分, 年度考核渠道, 成员考核表; 考核等第, 绩效自评分值 and 等级."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self._editions = Editions(STANDARDS, Records(context, ProjectStandard, StandardRow))

    @view(Right.SEE_PROJECTS)
    def now(self, connection: Connection) -> Mapping[str, Standard]:
        """The newest version of each, by its key."""
        return newest(self._editions.every(connection))

    @view(Right.SEE_PROJECTS)
    def versions(self, connection: Connection, key: str) -> list[tuple[Standard, str]]:
        """Every version of one with the day it was made on, newest first; of the shipped one ""."""
        since = {row.number: row.since for row in self._editions.kept.rows(connection) if row.key == key}
        every = [one for (mine, _), one in self._editions.every(connection).items() if mine == key]
        return [(one, since.get(one.version, "")) for one in sorted(every, key=lambda one: -one.version)]

    @view(Right.SEE_PROJECTS)
    def judging(self, connection: Connection, year: str) -> Judging:
        """What the points of a year come to, see judging_in."""
        return judging_in(connection, self.context, year)

    @verb("修改评分标准", right=Right.EDIT_PROJECT_KINDS)
    def save(self, work: Work, standard: Standard, note: str = "") -> Standard:
        """Keep a list as the next version. standard: its version is that it was made from; note: 修改说明.

        Raises UserError with every problem of the lines, or when there is a newer version.
        """
        every = self._editions.every(work.connection)
        taken = {line["key"] for (key, _), one in every.items() if key == standard.key for line in one.lines}
        kept = settled(standard, taken)
        if found := problems_of(kept):
            raise UserError(f"{standard.title}还不能保存。", "请改好标出的各行；原来的内容没有改动。", found)
        return self._editions.save(work, kept, note, clock.today().isoformat())


def standards_in(connection: Connection, context: Context) -> Mapping[str, Standard]:
    """As StandardService.now, inside a verb."""
    return newest(StandardService(context)._editions.every(connection))


def judging_in(connection: Connection, context: Context, year: str) -> Judging:
    """What the points of a calendar year come to: by the lists in force on 31 March after it, when the year is settled.

    Nothing of it is kept with the year: a list that is made later changes no year before.
    """
    until = f"{int(year) + 1}-03-31" if year.isdecimal() else ""
    return judging_of({one.key: one for one in StandardService(context)._editions.offered(connection, until)})
