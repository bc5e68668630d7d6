"""The files of a pack as values: each report made once, with the number that paper, file and manifest share."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TypeAlias

from edudesk.base import clock
from edudesk.base.document import Document
from edudesk.base.errors import UserError
from edudesk.base.jobs import Step, silent
from edudesk.base.masking import Audience
from edudesk.base.report import Written
from edudesk.kit.writing import write
from edudesk.school.rows import SchoolDraft
from edudesk.school.rules.years import school_year_of
from edudesk.store.journal import Head
from edudesk.submissions.registry import Paper, offers
from edudesk.submissions.rows.lines import PackLine
from edudesk.submissions.rows.packs import Pack, PackFile
from edudesk.submissions.rules import naming
from edudesk.submissions.rules.lines import pack_lines
from edudesk.submissions.rules.packs import pack_of_form, packs_of
from edudesk.submissions.sources import Sources

Writer: TypeAlias = Callable[[Path, Step], Written]


@dataclass(frozen=True)
class MadeFile:
    """One file as it will be written. paper: None for what is filled in place; problem: why it cannot be made."""

    file: PackFile
    name: str
    paper: Paper | None
    write: Writer
    count: int = 0
    problem: UserError | None = None


@dataclass(frozen=True)
class MadePack:
    """A pack ready to be looked at, checked and sent.

    pack: with the audience chosen; usual: the audience it asks for; on: the day the data stand for; head: end of
    the journal they were read at; serial, number: 2026-P6-001 and 2 for v2.
    """

    pack: Pack
    usual: Audience
    school: SchoolDraft
    school_year: str
    on: date
    made_on: date
    head: Head
    serial: str
    number: int
    files: tuple[MadeFile, ...]

    @property
    def edition(self) -> str:
        """编号 as it stands on paper: 2026-P6-001 v2."""
        return f"{self.serial} v{self.number}"

    @property
    def folder_name(self) -> str:
        """What the folder or zip is called."""
        return naming.folder_name(self.pack, self.school, self.school_year, self.made_on, self.number)


def packs(sources: Sources, school_year: str | None = None) -> tuple[Pack, ...]:
    """Every pack there is: shipped, the school's own, one for each form asked for in the school year (None = this)."""
    year = school_year or school_year_of(clock.today())
    offered = {offer.key for offer in offers()}
    asked = (form for form in sources.asked.rows() if form.school_year == year and form.template)
    return (*packs_of(sources.packs.rows(), offered), *map(pack_of_form, asked))


def lines(sources: Sources, school_year: str | None = None) -> tuple[PackLine, ...]:
    """The list of packs with their days and how they stand, the most urgent first."""
    year = school_year or school_year_of(clock.today())
    return pack_lines(
        packs(sources, year),
        sources.pack_days.rows(),
        sources.sendings.rows(),
        year,
        sources.terms.rows(),
        clock.today(),
    )


def make(
    sources: Sources,
    pack: Pack,
    *,
    on: date | None = None,
    audience: Audience | None = None,
    step: Step = silent,
) -> MadePack:
    """Everything in the pack, made from the data of a day (None = today) for an audience (None = the pack's own).

    A report that cannot be made (no term yet) stays in the pack with its problem. Raises Cancelled.
    """
    today = clock.today()
    on = on or today
    school_year = school_year_of(on)
    school = sources.school.identity()
    head = sources.timeline.head()
    taken = [
        (row.pack, row.subject, row.serial)
        for row in sources.sendings.rows()
        if row.school_year == school_year
    ]
    serial, number = naming.serial(pack, school_year, taken)
    chosen = replace(pack, audience=audience or pack.audience)
    papers: dict[str, Paper | UserError] = {}
    files = []
    for done, file in enumerate(pack.files):
        step(done, len(pack.files), f"正在准备 {file.title}")
        if file.report not in papers:  # the same report as PDF and as Word is made once
            papers[file.report] = _built(sources, file, chosen.audience, on, f"{serial} v{number}")
        name = naming.file_name(chosen, file, school, school_year, today)
        files.append(_made(file, name, papers[file.report]))
    return MadePack(chosen, pack.audience, school, school_year, on, today, head, serial, number, tuple(files))


def _built(sources: Sources, file: PackFile, audience: Audience, on: date, edition: str) -> Paper | UserError:
    offer = next((one for one in offers() if one.key == file.report), None)
    if offer is None:
        return UserError(f"没有“{file.title}”所用的报表。", "请改用别的报表，或升级校务通。")
    try:
        return with_edition(offer.build(sources, audience, on), edition)
    except UserError as error:
        return error


def with_edition(paper: Paper, edition: str) -> Paper:
    """The paper with its number at the foot of each page, so that paper and file can be matched."""
    if isinstance(paper, Document):
        return replace(paper, serial=edition)
    return replace(paper, footer=f"编号 {edition}　{paper.footer}")


def _made(file: PackFile, name: str, paper: Paper | UserError) -> MadeFile:
    if isinstance(paper, UserError):
        return MadeFile(file, name, None, _refuse(paper), problem=paper)

    def writing(path: Path, step: Step) -> Written:
        return write(paper, path, step)

    return MadeFile(file, name, paper, writing, len(paper.rows))


def _refuse(problem: UserError) -> Writer:
    def refusing(path: Path, step: Step) -> Written:
        raise problem

    return refusing
