"""Which packs there are and how they stand; without the reports behind them, so that the start page can ask."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date

from edudesk.base import clock
from edudesk.projects.forms.value import ENDING
from edudesk.projects.rows.projects import ProjectRow
from edudesk.school.rules.years import school_year_of
from edudesk.submissions.rows.lines import PackLine
from edudesk.submissions.rows.packs import Pack
from edudesk.submissions.rules.lines import pack_lines
from edudesk.submissions.rules.packs import ENDING as ENDING_PACK
from edudesk.submissions.rules.packs import (
    pack_of_form,
    pack_of_paper,
    pack_of_project,
    packs_of,
    rule_of,
    shipped_pack,
)
from edudesk.submissions.sources import Sources


def packs(
    sources: Sources,
    school_year: str | None = None,
    offered: Collection[str] | None = None,
    more: Iterable[Pack] = (),
) -> tuple[Pack, ...]:
    """Shipped packs, the school's own, one for each form asked for and each paper of the school year (None = this), one
    for each project that is about to end, and those of single projects that were sent in that year.

    offered: keys of the reports there are; packs with others are left out. None = all are there. A paper without
    成文日期 is one of this school year. more: of a project that somebody looks at.
    """
    year = school_year or school_year_of(clock.today())
    asked = (form for form in sources.asked.rows() if form.school_year == year)
    written = (
        pack_of_paper(paper.id, paper.title, paper.addressee)
        for paper in sources.papers.rows()
        if school_year_of(date.fromisoformat(paper.on) if paper.on else clock.today()) == year
    )
    of_projects = {(one.key, one.subject): one for one in (*more, *_of_projects(sources, year))}
    return (
        *packs_of(sources.packs.rows(), offered),
        *map(pack_of_form, asked),
        *written,
        *of_projects.values(),
    )


def _of_projects(sources: Sources, school_year: str) -> Iterator[Pack]:
    """Of the projects that are about to end, and what of others was sent in a school year."""
    projects = {row.id: row for row in sources.projects.rows()}
    kinds = sources.project_kinds.kinds()
    for row in projects.values():
        if kinds.of(row).phase(row.stage) == ENDING:
            yield pack_of(sources, ENDING_PACK, row)
    for sent in sources.sendings.rows():
        if sent.school_year == school_year and sent.subject in projects:
            yield pack_of(sources, sent.pack, projects[sent.subject])


def pack_of(sources: Sources, key: str, project: ProjectRow) -> Pack:
    """A pack about one project, on the day of the pack in this school; of one that ends on its own."""
    own = sources.packs.rows()
    base = next((pack for pack in packs_of(own) if pack.key == key), shipped_pack(key))
    rule = rule_of(base, school_year_of(clock.today()), sources.pack_days.rows())
    due = project.end if key == ENDING_PACK else rule
    return pack_of_project(key, project.id, project.title, due, own)


def lines(
    sources: Sources,
    school_year: str | None = None,
    offered: Collection[str] | None = None,
    more: Iterable[Pack] = (),
) -> tuple[PackLine, ...]:
    """The packs with their days and how they stand, the most urgent first."""
    year = school_year or school_year_of(clock.today())
    return pack_lines(
        packs(sources, year, offered, more),
        sources.pack_days.rows(),
        sources.sendings.rows(),
        year,
        sources.terms.rows(),
        clock.today(),
    )
