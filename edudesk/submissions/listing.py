"""Which packs there are and how they stand; without the reports behind them, so that the start page can ask."""

from collections.abc import Collection
from datetime import date

from edudesk.base import clock
from edudesk.projects.forms.value import ENDING
from edudesk.school.rules.years import school_year_of
from edudesk.submissions.rows.lines import PackLine
from edudesk.submissions.rows.packs import Pack
from edudesk.submissions.rules.lines import pack_lines
from edudesk.submissions.rules.packs import ENDING as ENDING_PACK
from edudesk.submissions.rules.packs import pack_of_form, pack_of_paper, pack_of_project, packs_of
from edudesk.submissions.sources import Sources


def packs(
    sources: Sources, school_year: str | None = None, offered: Collection[str] | None = None
) -> tuple[Pack, ...]:
    """Shipped packs, the school's own, one for each form asked for and each paper of the school year (None = this),
    and one for each project that is about to end.

    offered: keys of the reports there are; packs with others are left out. None = all are there. A paper without
    成文日期 is one of this school year.
    """
    year = school_year or school_year_of(clock.today())
    asked = (form for form in sources.asked.rows() if form.school_year == year)
    written = (
        pack_of_paper(paper.id, paper.title, paper.addressee)
        for paper in sources.papers.rows()
        if school_year_of(date.fromisoformat(paper.on) if paper.on else clock.today()) == year
    )
    kinds = sources.project_kinds.kinds()
    ending = (
        pack_of_project(ENDING_PACK, row.id, row.title, row.end)
        for row in sources.projects.rows()
        if kinds.of(row).phase(row.stage) == ENDING
    )
    return (*packs_of(sources.packs.rows(), offered), *map(pack_of_form, asked), *written, *ending)


def lines(
    sources: Sources, school_year: str | None = None, offered: Collection[str] | None = None
) -> tuple[PackLine, ...]:
    """The packs with their days and how they stand, the most urgent first."""
    year = school_year or school_year_of(clock.today())
    return pack_lines(
        packs(sources, year, offered),
        sources.pack_days.rows(),
        sources.sendings.rows(),
        year,
        sources.terms.rows(),
        clock.today(),
    )
