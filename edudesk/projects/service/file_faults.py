"""The files of projects held against their sha256: of proofs, of activities, of steps."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, Row, select

from edudesk.base.jobs import Step, silent
from edudesk.projects.rows.evidence import CHANGED, EMPTY, VANISHED, FileFault
from edudesk.projects.service.reading import is_shown
from edudesk.projects.tables import Deliverable, Project, ProjectActivity, ProjectEvidence, ProjectStep
from edudesk.store import kept_files
from edudesk.store.engine import Store
from edudesk.store.tables import Attachment, Record, core

# what has files: its table, where it stands in the drawer, the two columns that name it
_HOLDERS: tuple[tuple[type[Record], str, str, str], ...] = (
    (ProjectEvidence, "材料", "number", "title"),
    (ProjectActivity, "活动", "on", "title"),
    (Deliverable, "成果", "kind", "title"),
    (ProjectStep, "阶段", "to_stage", "on"),
)


@dataclass(frozen=True, slots=True)
class FileCheck:
    """What a check found. files: how many were read; faults: by project, in the order of the drawer."""

    files: int
    faults: tuple[FileFault, ...]

    @property
    def files_lost(self) -> tuple[FileFault, ...]:
        """Without the proofs that never had a file."""
        return tuple(one for one in self.faults if one.what != EMPTY)


@dataclass(frozen=True, slots=True)
class Held:
    """A file as it should be: the fault it would be, and its sha256."""

    fault: FileFault
    sha256: str


def held(connection: Connection, project_id: str = "", ids: Iterable[str] | None = None) -> list[Held]:
    """The files of a project ("" = of all that are there). ids: only these attachments."""
    a, p = core(Attachment).c, core(Project).c
    found = []
    for table, place, *named in _HOLDERS:
        h = core(table).c
        owned = core(Attachment).join(core(table), a.owner_id == h.id)
        query = (
            select(a.id, a.name.label("file"), a.sha256, *_about(h, *named))
            .select_from(owned.join(core(Project), h.project_id == p.id))
            .where(a.owner_table == table.__tablename__)
            .where(a.deleted_at == "", h.deleted_at == "", p.deleted_at == "")
        )
        if project_id:
            query = query.where(p.id == project_id)
        if ids is not None:
            query = query.where(a.id.in_(list(ids)))
        found += [Held(_fault(row, place, row.file), row.sha256) for row in connection.execute(query)]
    return found


def empty(connection: Connection, project_id: str = "", ids: Iterable[str] | None = None) -> list[FileFault]:
    """The proofs with neither a file nor a link that are not said to lie as paper. ids: only these proofs."""
    e, p = core(ProjectEvidence).c, core(Project).c
    _, place, *named = _HOLDERS[0]
    query = (
        select(e.id, *_about(e, *named))
        .join(core(Project), e.project_id == p.id)
        .where(e.deleted_at == "", p.deleted_at == "", ~is_shown())
    )
    if project_id:
        query = query.where(p.id == project_id)
    if ids is not None:
        query = query.where(e.id.in_(list(ids)))
    return [_fault(row, place, "", EMPTY) for row in connection.execute(query)]


def checked(
    store: Store, files: Sequence[Held], lacking: Iterable[FileFault], step: Step = silent
) -> FileCheck:
    """Read every file. Others may save meanwhile. Raises Cancelled."""
    gone = kept_files.missing(store, {one.sha256 for one in files}, step)
    bad = [
        replace(one.fault, what=CHANGED if gone[one.sha256] else VANISHED)
        for one in files
        if one.sha256 in gone
    ]
    return FileCheck(len(files), tuple(sorted((*bad, *lacking), key=_order)))


def still(connection: Connection, faults: Sequence[FileFault]) -> list[FileFault]:
    """Of what was found what is so still, as the records are called now."""
    lacking = [one.id for one in faults if one.what == EMPTY]
    bad = {one.id: one.what for one in faults if one.what != EMPTY}
    there = [replace(one.fault, what=bad[one.fault.id]) for one in held(connection, ids=bad)]
    return sorted((*there, *empty(connection, ids=lacking)), key=_order)


def _about(c: Any, first: str, second: str) -> tuple[Any, ...]:
    """Project and record of a row that has files. c: its columns; first, second: those that name it."""
    project = core(Project).c.title.label("project")
    return c.project_id, project, c.id.label("record_id"), c[first].label("one"), c[second].label("two")


def _fault(row: Row[*tuple[Any, ...]], place: str, file: str, what: str = "") -> FileFault:
    return FileFault(
        id=row.id,
        project_id=row.project_id,
        project=row.project,
        place=place,
        record_id=row.record_id,
        record=f"{row.one} {row.two}".strip(),
        file=file,
        what=what,
    )


def _order(fault: FileFault) -> tuple[str, str, int, str, str]:
    places = [place for _, place, _, _ in _HOLDERS]
    return fault.project, fault.project_id, places.index(fault.place), fault.record, fault.file
