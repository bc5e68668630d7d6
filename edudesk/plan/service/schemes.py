"""Verbs on the schemes a plan is evaluated by: a school's own versions beside the shipped ones."""

import json
from collections.abc import Collection

from sqlalchemy import Connection, select

from edudesk.base.errors import UserError
from edudesk.plan.forms.checking import problems_of
from edudesk.plan.forms.reading import USUAL, plain_of, scheme_of, shipped_schemes
from edudesk.plan.forms.value import Scheme
from edudesk.plan.rows.schemes import SchemeVersionRow
from edudesk.plan.tables import PlanReview, PlanScheme
from edudesk.store.context import Context
from edudesk.store.editions import EditionKey, Editions
from edudesk.store.records import Records
from edudesk.store.rights import Right
from edudesk.store.tables import core
from edudesk.store.verbs import verb, view
from edudesk.store.work import Work


class SchemeService:
    """评价方案."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self._editions = _editions(Records(context, PlanScheme, SchemeVersionRow))

    @view(Right.SEE_PLAN)
    def offered(self, connection: Connection) -> list[Scheme]:
        """The newest version of each that is not 停用."""
        return self._editions.offered(connection)

    @view(Right.SEE_PLAN)
    def of(self, connection: Connection, key: str) -> Scheme:
        """The newest version of a scheme, of one that is gone the usual one."""
        return scheme_in(connection, self._editions.kept, key)

    @view(Right.SEE_PLAN)
    def versions(self, connection: Connection) -> list[SchemeVersionRow]:
        """The school's own versions, oldest first."""
        return self._editions.kept.rows(connection, "key", "number")

    @view(Right.SEE_PLAN)
    def is_frozen(self, connection: Connection, key: str, number: int) -> bool:
        """Whether saving makes the next version: evaluations have this one, or it is shipped."""
        return self._editions.is_frozen(connection, key, number)

    @view(Right.SEE_PLAN)
    def free_key(self, connection: Connection, key: str) -> str:
        """A number no scheme has, for a copy: yearly2."""
        return self._editions.free_key(connection, key)

    @verb("修改评价方案", right=Right.EDIT_PLAN)
    def save(self, work: Work, scheme: Scheme, note: str, since: str = "", *, is_new: bool = False) -> Scheme:
        """Keep a scheme: as the next version when evaluations have the newest one or it is shipped, else in its place.

        Evaluations that are frozen keep theirs. Raises UserError with every problem of it.
        """
        if found := problems_of(scheme):
            raise UserError("评价方案还不能保存。", "请改好标出的各项；原有的版本没有改动。", found)
        return self._editions.save(work, scheme, note, since, is_new=is_new)

    @verb("停用评价方案", right=Right.EDIT_PLAN)
    def switch(self, work: Work, key: str, *, is_off: bool) -> None:
        """Offer a scheme no more, or again. Raises UserError for an unknown key."""
        self._editions.switch(work, key, is_off=is_off)


def scheme_in(connection: Connection, kept: Records[SchemeVersionRow], key: str) -> Scheme:
    """The newest version of a scheme, inside another reading."""
    every = _editions(kept).every(connection)
    own = [one for (name, _), one in every.items() if name == (key or USUAL)]
    return max(own, key=lambda one: one.version, default=shipped_schemes()[USUAL])


def keep_schemes(work: Work, kept: Records[SchemeVersionRow], keys: Collection[EditionKey]) -> None:
    """Keep shipped schemes as they are now, inside another verb."""
    _editions(kept).keep(work, keys)


def _editions(kept: Records[SchemeVersionRow]) -> Editions[Scheme]:
    return Editions(
        PlanScheme,
        kept,
        noun="评价方案",
        read=lambda row: scheme_of(json.loads(row.content)),
        shipped=lambda: shipped_schemes().values(),
        stored=_stored,
        is_used=_is_used,
    )


def _is_used(connection: Connection, key: str, number: int) -> bool:
    c = core(PlanReview).c
    query = select(c.id).where(c.scheme == key, c.scheme_version == number).limit(1)
    return connection.scalar(query) is not None


def _stored(scheme: Scheme, since: str) -> dict[str, object]:
    return {
        "key": scheme.key,
        "number": scheme.version,
        "title": scheme.title,
        "since": since,
        "note": scheme.note,
        "content": json.dumps(plain_of(scheme), ensure_ascii=False, sort_keys=True),
        "is_off": "",
    }
