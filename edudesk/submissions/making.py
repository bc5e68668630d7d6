"""The files of a pack as values: each report made once, with the number that paper, file and manifest share."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, TypeAlias

from edudesk.base import clock
from edudesk.base.document import Document
from edudesk.base.errors import UserError
from edudesk.base.files import replacing
from edudesk.base.jobs import Step, silent
from edudesk.base.masking import Audience
from edudesk.base.report import Written
from edudesk.base.whole import Numbers, Whole, whole_numbers
from edudesk.base.words import shortened
from edudesk.kit.writing import write
from edudesk.plan.rows.plans import PlanRow
from edudesk.school.rows import SchoolDraft
from edudesk.school.rules.years import school_year_of
from edudesk.store.journal import Head
from edudesk.submissions import listing
from edudesk.submissions.enclosed import kept
from edudesk.submissions.footing import footer
from edudesk.submissions.of_plan import handed_in, is_by_calendar, plans_of, told_title
from edudesk.submissions.project_papers import handing_in, in_pack
from edudesk.submissions.proofs import Proofs, proofs
from edudesk.submissions.registry import APPRAISAL, Offer, Paper, offers
from edudesk.submissions.rows.enclosed import Enclosed
from edudesk.submissions.rows.lines import PackLine
from edudesk.submissions.rows.packs import PAPER, TEMPLATE, Pack, PackFile
from edudesk.submissions.rows.sendings import SendingRow
from edudesk.submissions.rules import naming
from edudesk.submissions.rules.enclosed import enclosed_files
from edudesk.submissions.rules.lines import turn_of
from edudesk.submissions.rules.packs import ENDING, keys_for
from edudesk.submissions.rules.papers import manuscript_of
from edudesk.submissions.rules.preflight.printed import plan_page
from edudesk.submissions.sources import Sources

if TYPE_CHECKING:  # filling a workbook of the bureau: where nobody does, no page waits for it
    from edudesk.sheets.filling.mapping import Mapping as FormMapping

Writer: TypeAlias = Callable[[Path, Step], Written]


@dataclass(frozen=True)
class MadeFile:
    """One file as it will be written. paper: None for what is filled in place, whose people's numbers stand in numbers
    and whose list on sheet, and for what goes along as it is, which is enclosed; problem: why it cannot be made; plan: that
    it is about."""

    file: PackFile
    name: str
    paper: Paper | None
    write: Writer
    count: int = 0
    problem: UserError | None = None
    numbers: tuple[Numbers, ...] = ()
    enclosed: Enclosed | None = None
    sheet: str = ""
    plan: PlanRow | None = None

    @property
    def year(self) -> str:
        """The year its paper names, "" when it names none: 2025-2026, of a plan by calendar years 2026年."""
        if self.paper is None:
            return ""
        about = self.plan.title if self.plan is not None else ""
        by_calendar = self.plan is not None and is_by_calendar((self.plan,))
        named = (one.replace(about, "") for one in (self.paper.title, self.paper.file_name))
        return next(filter(None, (naming.year_told(one, is_by_calendar=by_calendar) for one in named)), "")


@dataclass(frozen=True)
class MadePack:
    """A pack ready to be looked at, checked and sent.

    pack: with the audience chosen; usual: the audience it asks for; on: the day the data stand for; head: end of
    the journal they were read at; serial, number: 2026-P6-001 and 2 for v2; proofs: of the project that ends; plans: that
    its papers are about; is_one_of_many: whether the school has others.
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
    proofs: Proofs = field(default_factory=Proofs)
    plans: tuple[PlanRow, ...] = ()
    is_one_of_many: bool = False

    @property
    def title(self) -> str:
        """The pack, with the plan where another may be handed in too: 年度任务分解：三年规划."""
        return told_title(self.pack, self.plans if self.is_one_of_many else ())

    @property
    def edition(self) -> str:
        """编号 as it stands on paper: 2026-P6-001 v2."""
        return f"{self.serial} v{self.number}"

    @property
    def whole(self) -> Whole:
        """Numbers of people in its files that are not starred; of files that go along as they are nobody knows."""
        papers = {id(one.paper): one.paper for one in self.files if one.paper is not None}
        return whole_numbers(papers.values(), [found for one in self.files for found in one.numbers])

    def plan_at(self, page: str) -> tuple[str, str]:
        """The plan, and the year of it, that a page of plans is to show for what is put right there; "" for none."""
        about = [one for one in self.files if one.plan is not None]
        fitting = [one for one in about if plan_page(one.file.report) == page] or about
        for one in fitting:
            if one.plan is not None:
                return one.plan.id, naming.printed_year(one.year) if one.year else ""
        return "", ""

    @property
    def folder_name(self) -> str:
        """What the folder or zip is called."""
        return self.named_for(self.pack.audience)

    def named_for(self, audience: Audience) -> str:
        """What the folder or zip is called for an audience."""
        told = {one.year for one in self.files if one.paper is not None}
        year = told.pop() if len(told) == 1 else ""
        pack = replace(self.pack, audience=audience)
        year = year or handed_in(self.school_year, self.on, self.plans)
        return naming.folder_name(pack, self.school, year, self.made_on, self.number)


def packs(sources: Sources, school_year: str | None = None) -> tuple[Pack, ...]:
    """Every pack there is, as listing.packs; those with a report this program does not have are left out."""
    return listing.packs(sources, school_year, {offer.key for offer in offers()})


def lines(
    sources: Sources, school_year: str | None = None, more: Sequence[Pack] = ()
) -> tuple[PackLine, ...]:
    """The list of packs with their days and how they stand, the most urgent first. more: as listing.packs."""
    return listing.lines(sources, school_year, {offer.key for offer in offers()}, more)


def of_project(sources: Sources, project_id: str) -> tuple[Pack, ...]:
    """The packs that a project can hand in alone as it stands, the best first: those with a file of its own."""
    row = sources.projects.get(project_id)
    phase = sources.project_kinds.kinds().of(row).phase(row.stage)
    found = (listing.pack_of(sources, key, row) for key in keys_for(phase))
    papers = {is_kit: in_pack(sources, project_id, is_kit=is_kit) for is_kit in (True, False)}
    return tuple(pack for pack in found if papers[pack.key == ENDING] & {file.report for file in pack.files})


def make(
    sources: Sources,
    pack: Pack,
    *,
    on: date | None = None,
    audience: Audience | None = None,
    enclosed: Sequence[Enclosed] = (),
    plan_id: str = "",
    step: Step = silent,
) -> MadePack:
    """Everything in the pack, made from the data of a day (None = today) for an audience (None = the pack's own).

    enclosed: files that go along as they are this once, beside those added to the pack (enclosed.keep); plan_id: of the plan
    its papers are about, "" = as they are used on the day (of_plan). A report that cannot be made (no term yet) stays in the pack with its problem. Raises Cancelled.
    """
    today = clock.today()
    on = on or today
    school_year = school_year_of(on)
    school = sources.school.identity()
    head = sources.timeline.head()
    plans = plans_of(sources, pack.files, on, plan_id)
    of_plans = tuple({row.id: row for row in plans.values()}.values())
    is_one_of_many = bool(plans) and len(sources.plans.rows()) > 1
    title = told_title(pack, of_plans if is_one_of_many else ())

    def subject_of(row: SendingRow) -> str:
        """What went out of another plan, or for the calendar year before, is no earlier version of this."""
        is_other = plans and row.title not in (title, pack.title)
        is_before = pack.is_by_calendar and turn_of(row.made_at) != turn_of(today.isoformat())
        return f"{row.subject} {row.serial}" if is_other or is_before else row.subject

    taken = [
        (row.pack, subject_of(row), row.serial)
        for row in sources.sendings.rows()
        if row.school_year == school_year
    ]
    serial, number = naming.serial(pack, school_year, taken)
    chosen = replace(pack, audience=audience or pack.audience)
    maker = _Maker(sources, chosen, on, f"{serial} v{number}", plans)
    files = []
    told = [pair for file in pack.files for pair in maker.about(file)]
    told = told or [(file, "") for file in pack.files]  # says why there is nothing to hand in
    for done, (file, subject) in enumerate(told):
        step(done, len(told), f"正在准备 {file.title}")
        year = handed_in(school_year, on, [row] if (row := plans.get(file.report)) is not None else [])
        made = maker.made(file, naming.file_name(chosen, file, school, year, today), subject)
        if made.year not in ("", year):
            made = replace(made, name=naming.file_name(chosen, file, school, made.year, today))
        files.append(made)
    of_pack = [file for file, _ in told]
    beside = enclosed_files((*kept(sources, pack, school_year), *enclosed), _listed(files), of_pack)
    own = proofs(sources, pack.subject, step) if pack.key == ENDING and pack.subject else Proofs()
    for file, one in (*beside.items(), *own.files):
        files.append(_enclosed(file, naming.file_name(chosen, file, school, school_year, today), one))
    chosen = replace(chosen, files=(*of_pack, *beside, *(file for file, _ in own.files)))
    return MadePack(
        chosen,
        pack.audience,
        school,
        school_year,
        on,
        today,
        head,
        serial,
        number,
        tuple(files),
        own,
        of_plans,
        is_one_of_many,
    )


def _listed(files: Sequence[MadeFile]) -> list[str]:
    """Titles of the attachments that the first paper with any lists, in their order."""
    papers = (one.paper for one in files if isinstance(one.paper, Document))
    return next(([one.title for one in paper.attachments] for paper in papers if paper.attachments), [])


class _Maker:
    """Makes the files of one pack; the same report as PDF and as Word is made once."""

    def __init__(
        self,
        sources: Sources,
        pack: Pack,
        on: date,
        edition: str,
        plans: Mapping[str, PlanRow],
    ) -> None:
        self._sources, self._pack, self._on, self._edition = sources, pack, on, edition
        self._plans = plans  # report -> plan it is about
        self._papers: dict[tuple[str, str], Paper] = {}
        self._kit: dict[str, str] = {}  # of a pack about one project: document -> where it lies

    def about(self, file: PackFile) -> list[tuple[PackFile, str]]:
        """The file with what it is about: of a paper about one project a file for each that hands it in now; in a pack
        about one project that of this one, none where it has no such paper, and lists with this one only. Of others the
        file itself; of a paper of a plan with that plan, of a self-evaluation one for each form of the last year."""
        offer, subject = self._offer(file), self._pack.subject
        if file.report in self._plans:
            return [(file, self._plans[file.report].id)]
        if offer is not None and offer.feature == APPRAISAL and self._appraised:
            return [(replace(file, title=f"{file.title}{form}"), row_id) for form, row_id in self._appraised]
        if offer is None or offer.form is None:
            return [(file, subject if self._pack.is_of_project else "")]
        if subject:
            if file.report not in self._of_project:
                return []
            if offer.form.document:
                self._kit[offer.form.document] = f"附件{file.number}"
            return [(file, subject)]
        rows = handing_in(offer.form, self._sources)
        if len(rows) == 1:
            return [(file, rows[0].id)]
        return [(replace(file, title=f"{file.title}（{shortened(row.title)}）"), row.id) for row in rows]

    @cached_property
    def _of_project(self) -> frozenset[str]:
        return in_pack(self._sources, self._pack.subject, is_kit=self._pack.key == ENDING)

    @cached_property
    def _appraised(self) -> tuple[tuple[str, str], ...]:
        """The self-evaluations of the last year by their ids, each with its form in brackets where there are others."""
        rows = self._sources.appraisals.rows()
        last = [row for row in rows if row.year == rows[0].year]
        are_others = len({row.form for row in rows}) > 1
        return tuple((f"（{shortened(row.title)}）" if are_others else "", row.id) for row in last)

    @staticmethod
    def _offer(file: PackFile) -> Offer | None:
        return next((one for one in offers() if one.key == file.report), None)

    def made(self, file: PackFile, name: str, subject: str = "") -> MadeFile:
        """The file, or why it cannot be made."""
        try:
            if file.report == TEMPLATE:
                return self._filled(file, name)
            paper = self._paper(file, subject)
        except UserError as error:
            return MadeFile(
                file, name, None, _refuse(error), problem=error, plan=self._plans.get(file.report)
            )

        def writing(path: Path, step: Step) -> Written:
            return write(paper, path, step)

        return MadeFile(file, name, paper, writing, len(paper.rows), plan=self._plans.get(file.report))

    def _paper(self, file: PackFile, subject: str) -> Paper:
        key = (file.report, subject)
        if key not in self._papers:
            self._papers[key] = with_edition(self._built(file, subject), self._edition)
        return self._papers[key]

    def _built(self, file: PackFile, subject: str) -> Paper:
        if file.report == PAPER:
            return replace(self._written(), audience=self._pack.audience)
        offer = self._offer(file)
        if offer is None or file.format not in offer.formats:
            raise UserError(
                f"没有能存成 {file.format} 的“{file.title}”。", "请在材料包里改用别的报表或格式。"
            )
        if offer.form is not None and not subject:
            raise UserError(
                f"现在没有要交“{file.title}”的项目。", "项目到了这个阶段再报送；这次可以不带这份文件。"
            )
        return offer.build(self._sources, self._pack.audience, self._on, subject, self._kit)

    def _written(self) -> Document:
        """The paper of the school that the pack is about, as it stands now."""
        paper = self._sources.papers.get(self._pack.subject)
        return manuscript_of(paper, clock.today(), footer(self._sources)).document

    def _filled(self, file: PackFile, name: str) -> MadeFile:
        """The bureau's workbook as it was kept, to be filled with the rows of now when it is written."""
        from edudesk.sheets.filling.filling import suffix_for
        from edudesk.sheets.filling.mapping import from_toml
        from edudesk.submissions.filling import fill, numbers_filled
        from edudesk.submissions.lists import list_named

        form = self._sources.asked.get(self._pack.subject)
        content = self._sources.asked.template(form.id)
        if not form.mapping:
            raise UserError(
                f"“{form.title}”的模板还没有定好哪一格填什么。", "请打开报表清单，重新选择模板并核对。"
            )
        mapping = from_toml(form.mapping)
        rows = list_named(mapping.list_key).rows(self._sources, self._on, None)

        def filling_in(path: Path, step: Step) -> Written:
            with TemporaryDirectory(prefix="edudesk") as place:  # the empty form names nobody
                empty = Path(place) / form.template_name
                empty.write_bytes(content)
                audience = self._pack.audience
                return fill(
                    self._sources,
                    empty,
                    mapping,
                    path,
                    audience,
                    self._on,
                    step,
                    rows=rows,
                    is_alone=False,
                )

        numbers = numbers_filled(mapping, rows) if self._pack.audience is Audience.INTERNAL else ()
        name = name.removesuffix(f".{file.format}") + suffix_for(form.template_name)
        return MadeFile(file, name, None, filling_in, len(rows), numbers=numbers, sheet=mapping.sheet)


def with_edition(paper: Paper, edition: str) -> Paper:
    """The paper with its number at the foot of each page, so that paper and file can be matched."""
    if isinstance(paper, Document):
        return replace(paper, serial=edition)
    return replace(paper, footer=f"编号 {edition}　{paper.footer}")


def keep_template(
    sources: Sources, form_id: str, path: Path, mapping: "FormMapping | None" = None, step: Step = silent
) -> "FormMapping":
    """Keep the workbook the bureau sent with a form, and what goes where: as settled, else as its headers say.

    Returns the mapping, for the user to look at. Raises UserError for a file that is no form, Cancelled.
    """
    from edudesk.submissions.filling import propose

    settled = mapping or propose(sources, path, step=step).mapping
    sources.asked.keep_template(form_id, path.name, path.read_bytes(), settled.to_toml())
    return settled


def _enclosed(file: PackFile, name: str, one: Enclosed) -> MadeFile:
    def copying(path: Path, step: Step) -> Written:
        content = one.read()
        with replacing(path) as part:
            part.write_bytes(content)
        return Written(path)

    return MadeFile(file, name, None, copying, enclosed=one)


def _refuse(problem: UserError) -> Writer:
    def refusing(path: Path, step: Step) -> Written:
        raise problem

    return refusing
