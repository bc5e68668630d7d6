"""Verbs on the kinds of projects: a school's own versions beside the shipped ones, frozen once a project has them."""

from collections.abc import Collection
from typing import Any, ClassVar, Final

from sqlalchemy import Connection, Select, select

from edudesk.base.errors import UserError
from edudesk.projects.forms.checking import problems_of
from edudesk.projects.forms.reading import plain_of, shipped_kinds
from edudesk.projects.forms.value import ProjectKind
from edudesk.projects.rows.kinds import KindVersionRow
from edudesk.projects.rules.kinds import KindKey, Kinds
from edudesk.projects.tables import KindVersion, Project
from edudesk.store.editions import Editions, Shipped
from edudesk.store.records import Records
from edudesk.store.rights import Right
from edudesk.store.shipped_service import ShippedService
from edudesk.store.tables import core
from edudesk.store.verbs import verb, view
from edudesk.store.work import Work

KINDS: Final[Shipped[ProjectKind]] = Shipped(
    table=KindVersion,
    row=KindVersionRow,
    noun="项目类别",
    ours=lambda: shipped_kinds().values(),
    read=lambda row: row.kind,
    plain=plain_of,
    problems=problems_of,
    made={Project: "kind"},
    beside=("family",),
)


class KindService(ShippedService[ProjectKind]):
    """项目类别."""

    sort: ClassVar[Shipped[ProjectKind]] = KINDS
    sees = Right.SEE_PROJECTS

    @view(Right.SEE_PROJECTS)
    def kinds(self, connection: Connection) -> Kinds:
        """All kinds, shipped and own."""
        return kinds_in(connection, self._editions.kept)

    @view(Right.SEE_PROJECTS)
    def versions(self, connection: Connection) -> list[KindVersionRow]:
        """The school's own versions, oldest first."""
        return self._editions.kept.rows(connection, "key", "number")

    @staticmethod
    def is_shipped(key: str, number: int) -> bool:
        """Whether that version of a kind comes with the program."""
        kind = shipped_kinds().get(key)
        return kind is not None and kind.version == number

    @verb("套用新版项目类别", right=Right.EDIT_PROJECTS)
    def adopt(self, work: Work, key: str) -> int:
        """Give the projects of a kind its newest version, but those in a stage that it no longer has (left_behind); returns
        how many."""
        kind = self._newest(work.connection, key)
        c = core(Project).c
        query = _of_another(kind).with_only_columns(c.id).where(c.stage.in_(kind.names()))
        ids = list(work.connection.scalars(query))
        work.title = f"套用新版项目类别 {kind.title} v{kind.version}"
        return work.update_many(Project, {one: {"kind_version": kind.version} for one in ids})

    @view(Right.SEE_PROJECTS)
    def left_behind(self, connection: Connection, key: str) -> list[tuple[str, str]]:
        """Title and stage of the projects that cannot be given the newest version of a kind: it no longer has their stage."""
        kind = self._newest(connection, key)
        c = core(Project).c
        query = _of_another(kind).where(c.stage.not_in(kind.names())).order_by(c.title)
        return [(title, stage) for title, stage in connection.execute(query)]

    def _newest(self, connection: Connection, key: str) -> ProjectKind:
        kind = kinds_in(connection, self._editions.kept).newest.get(key)
        if kind is None:
            raise UserError(f"没有编号为“{key}”的项目类别。", "请刷新列表后再试；数据没有改动。")
        return kind


def _of_another(kind: ProjectKind) -> Select[Any]:
    """Title and stage of the projects of a kind that have another version of it."""
    c = core(Project).c
    return select(c.title, c.stage).where(
        c.kind == kind.key, c.kind_version != kind.version, c.deleted_at == ""
    )


def kinds_in(connection: Connection, kept: Records[KindVersionRow]) -> Kinds:
    """All kinds, inside another verb."""
    editions = Editions(KINDS, kept)
    return Kinds(editions.every(connection), tuple(editions.offered(connection)))


def keep_kinds(work: Work, kept: Records[KindVersionRow], keys: Collection[KindKey]) -> None:
    """Keep shipped kinds as they are now, inside another verb."""
    Editions(KINDS, kept).keep(work, keys)
