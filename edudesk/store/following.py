"""What follows when rows come back or go without a verb of their own: undo, redo and the recycle bin ask here."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from operator import attrgetter
from typing import TypeAlias

from sqlalchemy import Connection

from edudesk.store.context import Context
from edudesk.store.journal import Change
from edudesk.store.tables import Record, records
from edudesk.store.work import Work


class Following:
    """Made before rows of one table are changed, settled after them, in the same entry.

    shown: (table, id) -> fields of other rows that say nothing but what the rows of this table do; undo and
    redo leave them to settle().
    """

    shown: Mapping[tuple[str, str], frozenset[str]] = {}

    def settle(self, work: Work) -> None:
        """Bring in step what hangs on the rows; raises UserError to refuse all that was done."""


Follow: TypeAlias = Callable[[Context, Connection, Sequence[Change]], Following]
_FOLLOW: dict[str, Follow] = {}


def followed_by(table: type[Record], follow: Follow) -> None:
    """Name who is asked when rows of a table come back or go; its module must be one of verbs.later."""
    _FOLLOW[table.__tablename__] = follow


def following(context: Context, connection: Connection, changes: Sequence[Change]) -> list[Following]:
    """What will follow from changes that are about to be made, table by table."""
    by_table = groupby(sorted(changes, key=attrgetter("table")), key=attrgetter("table"))
    return [_FOLLOW[table](context, connection, list(own)) for table, own in by_table if table in _FOLLOW]


def apart(work: Work, changes: Sequence[Change], follows: Sequence[Following]) -> list[Change]:
    """The changes without the fields that settle() will say."""
    shown: dict[tuple[str, str], frozenset[str]] = {}
    for one in follows:
        for key, keys in one.shown.items():
            shown[key] = shown.get(key, frozenset()) | keys
    found: list[Change] = []
    for change in changes:
        own = shown.get((change.table, change.row_id))
        if not own or change.before is None:
            found.append(change)
        elif change.after is None:  # it goes with whatever they say now
            present = work.told(records()[change.table], change.row_id)
            kept = {key: value for key, value in change.before.items() if key not in own}
            found.append(replace(change, before=kept | {key: present[key] for key in own & present.keys()}))
        elif after := {key: value for key, value in change.after.items() if key not in own}:
            before = {key: value for key, value in change.before.items() if key not in own}
            found.append(replace(change, before=before, after=after))
    return found
