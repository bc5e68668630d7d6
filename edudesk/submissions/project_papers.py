"""What the papers of the projects are made from, and which of them a project has and hands in."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from typing import Final

from edudesk.base import clock
from edudesk.projects.forms.papers import PaperForm
from edudesk.projects.reports import catalogue as project_catalogue
from edudesk.projects.reports.facts import ProjectFacts
from edudesk.projects.reports.papers import is_handed_in, may_hand_in, suits
from edudesk.projects.rows.dossiers import Dossier
from edudesk.projects.rows.lines import ProjectLine
from edudesk.projects.rows.projects import ProjectRow
from edudesk.submissions.footing import footer as footer
from edudesk.submissions.sources import Sources

PROJECTS: Final = "projects"


def project_facts(
    sources: Sources,
    on: date,
    project_id: str = "",
    *,
    year: str = "",
    chosen: Sequence[str] | None = None,
    batch: str = "",
    record: str = "",
    kit: Mapping[str, str] | None = None,
) -> ProjectFacts:
    """What the papers of the projects are made from.

    project_id: of the project a paper is about, "" = an empty form; year: calendar year of yearly papers, "" = the last
    one told; chosen: ids of the projects a list is of, in its order, None = all; batch: the round that is handed in, of
    that year, "" = the last one; record, kit: as those of the facts.
    """

    def lines() -> list[ProjectLine]:
        every = sources.project_board.lines(on)
        if chosen is None:
            return every
        known = {line.id: line for line in every}
        return [known[one] for one in chosen if one in known]

    def wanted() -> list[Dossier]:
        ids = [row.id for row in sources.projects.rows()] if chosen is None else list(chosen)
        return sources.project_dossiers.of_many(ids)

    return ProjectFacts(
        school=sources.school.identity(),
        on=on,
        today=clock.today(),
        footer=footer(sources),
        lines=cache(lines),
        dossiers=cache(wanted),
        dossier=sources.project_dossiers.of(project_id) if project_id else None,
        participation=lambda: sources.project_board.participation(on),
        year=year,
        batch=batch,
        record=record,
        kit=kit or {},
        dots=sources.project_board.dots,
    )


def handing_in(form: PaperForm, sources: Sources) -> list[ProjectRow]:
    """The projects that hand a paper in as they stand: of its families, in its phases, with the records it is about."""
    kinds = sources.project_kinds.kinds()
    having = sources.project_dossiers.having(form.wants) if form.wants else None
    return [
        row
        for row in sources.projects.rows()
        if suits(form, kinds.of(row))
        and is_handed_in(form, kinds.of(row), row.stage, row.level)
        and (having is None or row.id in having)
    ]


def with_paper(form: PaperForm, sources: Sources) -> list[ProjectRow]:
    """The projects of the families of a paper, whatever stage they are in; none for one that is about records."""
    kinds = sources.project_kinds.kinds()
    return [] if form.wants else [row for row in sources.projects.rows() if suits(form, kinds.of(row))]


def papers_of(sources: Sources, project_id: str) -> list[project_catalogue.Sheet]:
    """The papers a project has or will have: those of its family whose records are there, in the order of use."""
    dossier = sources.project_dossiers.of(project_id)
    return [sheet for sheet in project_catalogue.sheets() if sheet.form and _is_of(sheet.form, dossier)]


def in_pack(sources: Sources, project_id: str, *, is_kit: bool = False) -> frozenset[str]:
    """Keys of the offers that a pack about a project has: papers of its kind and level whose time has not gone. is_kit: those
    that were handed in before too."""
    dossier = sources.project_dossiers.of(project_id)
    stage, level = dossier.project.stage, dossier.project.level
    return frozenset(
        f"{PROJECTS}_{sheet.key}"
        for sheet in project_catalogue.sheets()
        if sheet.form
        and _is_of(sheet.form, dossier)
        and (is_kit or may_hand_in(sheet.form, dossier.kind, stage, level))
    )


def _is_of(form: PaperForm, dossier: Dossier) -> bool:
    return suits(form, dossier.kind) and (not form.wants or bool(getattr(dossier, form.wants)))
