"""Verbs on the schemes a plan is evaluated by: a school's own versions beside the shipped ones."""

import json
from collections.abc import Collection
from typing import ClassVar, Final

from sqlalchemy import Connection

from edudesk.plan.forms.checking import problems_of
from edudesk.plan.forms.reading import USUAL, plain_of, scheme_of, shipped_schemes
from edudesk.plan.forms.value import Scheme
from edudesk.plan.tables import PlanReview, PlanScheme
from edudesk.store.editions import EditionKey, Editions, OwnVersionRow, Shipped
from edudesk.store.records import Records
from edudesk.store.rights import Right
from edudesk.store.shipped_service import ShippedService
from edudesk.store.verbs import view
from edudesk.store.work import Work

SCHEMES: Final[Shipped[Scheme]] = Shipped(
    table=PlanScheme,
    noun="评价方案",
    ours=lambda: shipped_schemes().values(),
    read=lambda row: scheme_of(json.loads(row.content)),
    plain=plain_of,
    problems=problems_of,
    made={PlanReview: "scheme"},
)


class SchemeService(ShippedService[Scheme]):
    """评价方案."""

    sort: ClassVar[Shipped[Scheme]] = SCHEMES
    sees = Right.SEE_PLAN

    @view(Right.SEE_PLAN)
    def offered(self, connection: Connection) -> list[Scheme]:
        """The newest version of each that is not 停用."""
        return self._editions.offered(connection)

    @view(Right.SEE_PLAN)
    def of(self, connection: Connection, key: str) -> Scheme:
        """The newest version of a scheme, of one that is gone the usual one."""
        return scheme_in(connection, self._editions.kept, key)

    @view(Right.SEE_PLAN)
    def versions(self, connection: Connection) -> list[OwnVersionRow]:
        """The school's own versions, oldest first."""
        return self._editions.kept.rows(connection, "key", "number")


def scheme_in(connection: Connection, kept: Records[OwnVersionRow], key: str) -> Scheme:
    """The newest version of a scheme, inside another reading."""
    every = Editions(SCHEMES, kept).every(connection)
    own = [one for (name, _), one in every.items() if name == (key or USUAL)]
    return max(own, key=lambda one: one.version, default=shipped_schemes()[USUAL])


def keep_schemes(work: Work, kept: Records[OwnVersionRow], keys: Collection[EditionKey]) -> None:
    """Keep shipped schemes as they are now, inside another verb."""
    Editions(SCHEMES, kept).keep(work, keys)
