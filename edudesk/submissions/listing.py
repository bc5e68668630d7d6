"""Which packs there are and how they stand; without the reports behind them, so that the start page can ask."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import date

from edudesk.base import clock
from edudesk.projects.forms.value import ENDING
from edudesk.projects.rows.projects import ProjectRow
from edudesk.school.rules.years import school_year_of
from edudesk.submissions.of_plan import is_by_calendar, plans_of
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
        *(_on_its_day(sources, pack) for pack in packs_of(sources.packs.rows(), offered)),
        *map(pack_of_form, asked),
        *written,
        *of_projects.values(),
    )


def _on_its_day(sources: Sources, pack: Pack) -> Pack:
    """A pack of a plan by calendar years is due when such a year begins or is over."""
    if not pack.due_calendar or not any(is_by_calendar((one,)) for one in sources.plans.rows()):
        return pack
    plans = plans_of(sources, pack.files, clock.today())
    return replace(pack, due=pack.due_calendar) if is_by_calendar(plans.values()) else pack


def _of_projects(sources: Sources, school_year: str) -> Iterator[Pack]:
    """Of the projects that are about to end, and what of others was sent in a school year."""
    projects = {row.id: row for row in sources.projects.rows()}
    kinds, kept = sources.project_kinds.kinds(), _Kept(sources)
    for row in projects.values():
        if kinds.of(row).phase(row.stage) == ENDING:
            yield kept.about(ENDING_PACK, row)
    for sent in sources.sendings.rows():
        if sent.school_year == school_year and sent.subject in projects:
            yield kept.about(sent.pack, projects[sent.subject])


def pack_of(sources: Sources, key: str, project: ProjectRow) -> Pack:
    """A pack about one project, on the day of the pack in this school; of one that ends on its own."""
    return _Kept(sources).about(key, project)


class _Kept:
    """The packs of a school and their days, read once for any number of projects."""

    def __init__(self, sources: Sources) -> None:
        self._packs = {pack.key: pack for pack in packs_of(sources.packs.rows())}
        self._shifts = sources.pack_days.rows()
        self._year = school_year_of(clock.today())

    def about(self, key: str, project: ProjectRow) -> Pack:
        """As pack_of."""
        pack = self._packs.get(key) or shipped_pack(key)
        due = project.end if key == ENDING_PACK else rule_of(pack, self._year, self._shifts)
        return pack_of_project(pack, project.id, project.title, due)


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
