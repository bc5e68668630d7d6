"""Verbs on the kinds of projects: a school's own versions beside the shipped ones."""

from sqlalchemy import Connection

from edudesk.projects.forms.reading import shipped_kinds
from edudesk.projects.rows.kinds import KindVersionRow
from edudesk.projects.rules.kinds import Kinds
from edudesk.projects.tables import KindVersion
from edudesk.store.context import Context
from edudesk.store.records import Records
from edudesk.store.rights import Right
from edudesk.store.verbs import view


class KindService:
    """项目类别."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self._kept = Records(context, KindVersion, KindVersionRow)

    @view(Right.SEE_PROJECTS)
    def kinds(self, connection: Connection) -> Kinds:
        """All kinds, shipped and own."""
        return kinds_in(connection, self._kept)


def kinds_in(connection: Connection, kept: Records[KindVersionRow]) -> Kinds:
    """All kinds, inside another verb."""
    rows = kept.rows(connection)
    own = {(row.key, row.number): row.kind for row in rows}
    shipped = {(kind.key, kind.version): kind for kind in shipped_kinds().values()}
    return Kinds({**shipped, **own}, frozenset(row.key for row in rows if row.is_off))
