"""A paper of a project from its form (forms/projects/papers): what is known stands in it, the rest stays open and is told."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Final

from edudesk.base.document import Block, Break, Cover, Document, Heading, Paragraph
from edudesk.base.form import Form, FormCell, FormRow, Look
from edudesk.base.masking import Audience, mask_numbers
from edudesk.base.report import refuse
from edudesk.projects.forms.papers import Fact, PaperForm, Part, Section
from edudesk.projects.forms.value import APPLYING, PHASES, ProjectKind
from edudesk.projects.reports.facts import IN_HOUSE, REFERENCE, ProjectFacts
from edudesk.projects.reports.tables import body_of, printed_table
from edudesk.projects.rows.course import WAITING, ChangeRow
from edudesk.projects.rows.dossiers import Dossier
from edudesk.projects.rows.projects import ProjectRow
from edudesk.projects.rules.evidence import is_there
from edudesk.projects.rules.words import changes_told, words, year_told, years_told
from edudesk.projects.rules.years import due_year

STYLE: Final = "table"
_SHARES: Final = {1: ((4, 20),), 2: ((4, 8), (4, 8)), 3: ((3, 5), (3, 5), (3, 5))}
_HIDDEN: Final = "＊＊＊"
_LINE, _TALL = 7, 20  # mm of a line written by hand, and of some
_REFERENCE: Final = f"{REFERENCE}，请以主管部门当年的表样为准"
_USUAL: Final = "课题"  # an empty form asks what most are asked
_SIGNED: Final = "年　　月　　日"


def paper(form: PaperForm, facts: ProjectFacts, audience: Audience) -> Document:
    """The paper about facts.dossier; without one an empty form. Raises UserError when it is not for this audience."""
    refuse(form.title, audience, IN_HOUSE)
    if facts.dossier is not None and form.years:
        facts = replace(facts, year=facts.year_of(facts.dossier, form.years))
    return _Paper(form, facts, audience).document()


def suits(form: PaperForm, kind: ProjectKind) -> bool:
    """Whether a paper is one of a kind of projects at all: of its family, and the kind has what the paper is about."""
    if not form.is_for(kind.family, kind.title):
        return False
    if form.years == "yearly" and not kind.yearly:
        return False
    return not form.needed or bool(kind.stages_needing(form.needed))


def is_handed_in(form: PaperForm, kind: ProjectKind, stage: str, level: str) -> bool:
    """Whether a project of a kind hands a paper in now: in a stage of its phases, at its level, before it is over."""
    phases = {kind.applies_in if one == APPLYING else one for one in form.phases}
    return (not phases or kind.phase(stage) in phases) and may_hand_in(form, kind, stage, level)


def may_hand_in(form: PaperForm, kind: ProjectKind, stage: str, level: str) -> bool:
    """Whether a project alone may hand a paper in: at its level, an application until it was made, what a stage asks for until
    that stage is left."""
    phase = kind.phase(stage)
    if not phase or not form.is_at(kind.family, level):
        return False
    if form.phases == (APPLYING,):
        return PHASES.index(phase) <= PHASES.index(kind.applies_in)
    last = max((kind.place(one.name) for one in kind.stages_needing(form.needed)), default=-1)
    return not form.needed or (phase in form.phases and kind.place(stage) <= last)


def choices(form: PaperForm, dossier: Dossier, today: date) -> tuple[tuple[str, str], ...]:
    """What a paper of a project can be about, (key, words), the usual first: the year of a yearly one (ProjectFacts.year), a
    change (record); () where there is nothing to choose."""
    if form.wants == "changes":
        waiting = [one for one in dossier.changes if one.decision == WAITING]
        every = [("", f"全部待批（{len(waiting)} 项）")] if len(waiting) > 1 else []
        told = {one.id: one for one in (*waiting, *reversed(dossier.changes))}
        found = [
            *every,
            *((key, _change_words(one)) for key, one in told.items()),
        ]
    elif form.years:
        usual = year_told(dossier, today, form.years)
        years = sorted(years_told(dossier, form.years) | {usual, due_year(today)}, reverse=True)
        found = sorted(((year, f"{year} 年度") for year in years), key=lambda one: one[0] != usual)
    else:
        found = []
    return tuple(found) if len(found) > 1 else ()


def _change_words(change: ChangeRow) -> str:
    decided = "" if change.decision == WAITING else change.decision
    return " ".join(filter(None, (change.item, change.on, decided)))


def empty_dossier() -> Dossier:
    """Of no project: what an empty form is made from."""
    row = ProjectRow(id="", version=0, title="", kind="", pinyin="", initials="")
    return Dossier(project=row, on="", kind=ProjectKind("", "", "", "", ()))


@dataclass
class _Paper:
    form: PaperForm
    facts: ProjectFacts
    audience: Audience
    blanks: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    change: ChangeRow | None = None  # the one that is written just now
    _words: dict[ChangeRow | None, dict[str, str]] = field(default_factory=dict)

    @cached_property
    def dossier(self) -> Dossier:
        return self.facts.dossier or empty_dossier()

    @property
    def words(self) -> dict[str, str]:
        facts, change = self.facts, self.change
        if change not in self._words:
            year = facts.year_of(self.dossier, self.form.years)
            self._words[change] = words(self.dossier, facts.school, facts.today, year, change)
        return self._words[change]

    @cached_property
    def hidden(self) -> re.Pattern[str] | None:
        """Names that an anonymous paper must not say: of the people, of the school, of the unit."""
        told = {one.name for one in self.dossier.members} | {self.dossier.project.unit}
        told |= {self.facts.school.name, self.facts.school.short_name}
        found = sorted((re.escape(one) for one in told if one), key=len, reverse=True)
        return re.compile("|".join(found)) if self.form.is_anonymous and found else None

    def document(self) -> Document:
        form, facts = self.form, self.facts
        self.change = next(iter(self._changes), None)
        title = self._heading()
        cover = self._cover()
        body = self._sections()
        for change in self._changes[1:]:
            self.change = change
            body += [Break.PAGE, *self._sections(title)]
        if form.pledge:
            body = [Heading("承　诺　书", 1), *map(Paragraph, form.pledge), Break.PAGE, *body]
        is_empty = self.facts.dossier is None
        return Document(
            key=f"projects_{form.key}",
            title=title.replace("\n", ""),
            body=tuple(body),
            is_sealed=False,
            style=STYLE,
            cover=cover,
            footer=f"{REFERENCE}　{facts.footer}".strip() if form.is_reference else facts.footer,
            file_name=facts.file_name(form.title, self.audience, is_anonymous=form.is_anonymous),
            audience=self.audience,
            records=(self.dossier.project.id,) if self.dossier.project.id else (),
            blanks=() if is_empty else tuple(dict.fromkeys(self.blanks)),
            doubts=() if is_empty else tuple(dict.fromkeys(self.doubts)),
        )

    @cached_property
    def _changes(self) -> tuple[ChangeRow, ...]:
        is_of_one = self.form.wants == "changes"
        return changes_told(self.dossier, self.facts.record) if is_of_one else ()

    def _sections(self, title: str = "") -> list[Block]:
        """The whole paper once. title: over it where it does not begin the document."""
        body = [block for section in self.form.sections for block in self._section(section)]
        place, box = next(((at, one) for at, one in enumerate(body) if isinstance(one, Form)), (0, None))
        if box is not None:
            body[place] = replace(box, title=title, right=_REFERENCE if self.form.is_reference else "")
        return body

    def _heading(self) -> str:
        return (self.form.heading or self.form.title).format(**self._named)

    @property
    def _named(self) -> dict[str, str]:
        """What a heading or a label may say of the project."""
        return {key: self.words[key] for key in ("label", "level", "noun")}

    def _cover(self) -> Cover | None:
        form = self.form
        if not form.cover:
            return None
        lines = tuple(line for line in self._heading().split("\n") if line)
        facts = tuple((self._label(one), self._said(one)) for one in form.cover)
        return Cover(lines, facts, REFERENCE if form.is_reference else "", form.hints)

    def _label(self, fact: Fact) -> str:
        return fact.label.format(**self._named)

    def _said(self, fact: Fact) -> str:
        """What stands in a labelled place; one that somebody should fill in is kept in mind."""
        text = self.words[fact.key] if fact.key else ""
        if not text and not fact.may_lack:
            self.blanks.append(self._label(fact).partition("（")[0])
        return self._shown(text)

    def _shown(self, text: str) -> str:
        if self.hidden is not None:
            text = self.hidden.sub(_HIDDEN, text)
        return text if self.audience is Audience.INTERNAL else mask_numbers(text)

    def _section(self, section: Section) -> Iterator[Block]:
        if section.title:
            yield Heading(section.title, 1)
        for part in section.parts:
            yield from self._part(part)

    def _part(self, part: Part) -> Iterator[Block]:
        if part.say:
            yield Paragraph(part.say)
        elif part.facts:
            yield Form("", "", tuple(map(self._row, part.facts)))
        elif part.text:
            yield from self._passage(part)
        elif part.table:
            yield self._table(part)
        elif part.opinion:
            yield _opinion(part)

    def _row(self, row: tuple[Fact, ...]) -> FormRow:
        cells = []
        for fact, (label, value) in zip(row, _SHARES[len(row)], strict=True):
            look = Look.TEXT if len(row) == 1 else Look.SHORT
            cells += [FormCell(self._label(fact), label, Look.LABEL), FormCell(self._said(fact), value, look)]
        return FormRow(tuple(cells), height=_TALL if any(fact.is_tall for fact in row) else _LINE)

    def _passage(self, part: Part) -> Iterator[Block]:
        """A heading over what the project wrote, else over room to write in."""
        text = self._shown(self.dossier.texts.get(part.text, "").strip())
        title = part.heading(self.dossier.kind.family or _USUAL)
        beside = self._beside(part.beside) if part.beside else ()
        least = part.least.get(self.dossier.kind.family, 0)
        if beside and not text:
            yield Heading(title, 2)
            yield Paragraph(f"另附：{'；'.join(beside)}。")
            return
        if text and not beside and len("".join(text.split())) < least:
            count = len("".join(text.split()))
            self.doubts.append(f"{part.label.partition('（')[0]}应不少于 {least} 字，现在 {count} 字。")
        if not text:
            if not part.may_lack:
                self.blanks.append(part.label.partition("（")[0])
            hint = f"{title}（{part.hint}）" if part.hint else title
            rows = (
                FormRow((FormCell(hint, 24, Look.SECTION),), is_head=True),
                FormRow((FormCell("", 24, Look.TEXT),), height=part.height),
            )
            yield Form("", "", rows)
            return
        yield Heading(title, 2)
        for line in text.splitlines():
            if line.strip():
                yield Paragraph(line.strip())

    def _beside(self, document: str) -> list[str]:
        """The proofs that are this document."""
        dossier = self.dossier
        return [
            f"{one.number} {one.title}".strip()
            for one in dossier.evidence
            if one.document == document and is_there(one, dossier.files.get(one.id, 0))
        ]

    def _table(self, part: Part) -> Block:
        title = part.title.format(**self._named)
        body = body_of(part.table, self.dossier, self.facts)
        report = printed_table(part.table, title, body, self.facts, self.audience, part.blank)
        self.blanks += body.blanks
        self.doubts += body.doubts
        if not part.may_lack and not any(any(row) for row in report.rows):
            self.blanks.append(title.partition("（")[0])
        return report


def _opinion(part: Part) -> Form:
    """Room to write, then the line to sign, stamp and date: a seal of 42 mm has its place."""
    sign = f"{part.sign}　　{_SIGNED}　"
    rows = (
        FormRow((FormCell(part.opinion, 24, Look.SECTION),), is_head=True),
        FormRow(
            (FormCell("\n" * max(0, (part.height - 10) // 6) + sign, 24, Look.FIGURE),),
            height=part.height - 8,
        ),
    )
    return Form("", "", rows)
