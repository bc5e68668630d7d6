"""Verbs on the kinds of projects: a school's own versions beside the shipped ones, frozen once a project has them."""

import json
from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection, Select, select

from edudesk.base.errors import UserError
from edudesk.projects.forms.checking import problems_of
from edudesk.projects.forms.reading import plain_of, shipped_kinds
from edudesk.projects.forms.value import ProjectKind
from edudesk.projects.rows.kinds import KindVersionRow
from edudesk.projects.rules.kinds import KindKey, Kinds
from edudesk.projects.tables import KindVersion, Project
from edudesk.store.context import Context
from edudesk.store.editions import Editions
from edudesk.store.records import Records
from edudesk.store.rights import Right
from edudesk.store.tables import core
from edudesk.store.verbs import verb, view
from edudesk.store.work import Work


class KindService:
    """项目类别."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self._editions = _editions(Records(context, KindVersion, KindVersionRow))

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

    @view(Right.SEE_PROJECTS)
    def is_frozen(self, connection: Connection, key: str, number: int) -> bool:
        """Whether saving makes the next version: projects have this one, or it is shipped."""
        return self._editions.is_frozen(connection, key, number)

    @view(Right.SEE_PROJECTS)
    def free_key(self, connection: Connection, key: str) -> str:
        """A number no kind has, for a copy: KT2."""
        return self._editions.free_key(connection, key)

    @verb("修改项目类别", right=Right.EDIT_PROJECT_KINDS)
    def save(
        self, work: Work, kind: ProjectKind, note: str, since: str = "", *, is_new: bool = False
    ) -> ProjectKind:
        """Keep a kind: as the next version when projects have the newest one or it is shipped, else in its place.

        kind: its version is that it was made from; note: 修改说明; since: ISO day; is_new: it may not be there yet. Projects
        keep their version (adopt). Raises UserError with every problem of the kind, or when there is a newer version.
        """
        if found := problems_of(kind):
            raise UserError("项目类别还不能保存。", "请改好标出的各项；原有的版本没有改动。", found)
        return self._editions.save(work, kind, note, since, is_new=is_new)

    @verb("停用项目类别", right=Right.EDIT_PROJECT_KINDS)
    def switch(self, work: Work, key: str, *, is_off: bool) -> None:
        """Offer a kind no more, or again; its projects stay as they are. Raises UserError for an unknown key."""
        self._editions.switch(work, key, is_off=is_off)

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
    editions = _editions(kept)
    return Kinds(editions.every(connection), tuple(editions.offered(connection)))


def keep_kinds(work: Work, kept: Records[KindVersionRow], keys: Collection[KindKey]) -> None:
    """Keep shipped kinds as they are now, inside another verb."""
    _editions(kept).keep(work, keys)


def _editions(kept: Records[KindVersionRow]) -> Editions[ProjectKind]:
    return Editions(
        KindVersion,
        kept,
        noun="项目类别",
        read=lambda row: row.kind,
        shipped=lambda: shipped_kinds().values(),
        stored=_stored,
        is_used=_is_used,
    )


def _is_used(connection: Connection, key: str, number: int) -> bool:
    c = core(Project).c
    query = select(c.id).where(c.kind == key, c.kind_version == number).limit(1)
    return connection.scalar(query) is not None


def _stored(kind: ProjectKind, since: str) -> dict[str, object]:
    return {
        "key": kind.key,
        "number": kind.version,
        "family": kind.family,
        "title": kind.title,
        "since": since,
        "note": kind.note,
        "content": json.dumps(plain_of(kind), ensure_ascii=False, sort_keys=True),
        "is_off": "",
    }
