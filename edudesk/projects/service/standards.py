"""Verbs on 评分标准: each change is a version of the school's own; what was judged keeps the one it was judged by."""

from collections.abc import Collection, Mapping
from typing import ClassVar

from sqlalchemy import Connection

from edudesk.base.standard import Standard
from edudesk.projects.forms.scoring import Judging
from edudesk.projects.forms.standards import (
    judging_of,
    problems_of,
    settled,
    shipped_standards,
)
from edudesk.projects.tables import ProjectStandard
from edudesk.store.context import Context
from edudesk.store.editions import Shipped, newest
from edudesk.store.rights import Right
from edudesk.store.standards import Standards, standards
from edudesk.store.verbs import view


class StandardService(Standards):
    """论证评分, 年度考核渠道, 成员考核表; 考核等第, 绩效自评分值 and 等级."""

    sort: ClassVar[Shipped[Standard]] = standards(ProjectStandard, shipped_standards, problems_of)
    sees = Right.SEE_PROJECTS

    @view(Right.SEE_PROJECTS)
    def judging(self, connection: Connection, year: str) -> Judging:
        """What the points of a year come to, see judging_in."""
        return judging_in(connection, self.context, year)

    def _settled(self, standard: Standard, taken: Collection[str]) -> Standard:
        return settled(standard, taken)


def standards_in(connection: Connection, context: Context) -> Mapping[str, Standard]:
    """As StandardService.now, inside a verb."""
    return newest(StandardService(context)._editions.every(connection))


def judging_in(connection: Connection, context: Context, year: str) -> Judging:
    """What the points of a calendar year come to: by the lists in force on 31 March after it, when the year is settled.

    Nothing of it is kept with the year: a list that is made later changes no year before.
    """
    until = f"{int(year) + 1}-03-31" if year.isdecimal() else ""
    return judging_of({one.key: one for one in StandardService(context)._editions.offered(connection, until)})
