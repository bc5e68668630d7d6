"""A paper of a project from its form (forms/projects/papers): what is known stands in it, the rest stays open and is told."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Final

from edudesk.base.document import Block, Break, Cover, Document, Heading, Paragraph
from edudesk.base.form import Form, FormCell, FormRow, Look
from edudesk.base.masking import Audience, mask_numbers
from edudesk.projects.forms.papers import Fact, PaperForm, Part, Section
from edudesk.projects.forms.value import ProjectKind
from edudesk.projects.reports.facts import IN_HOUSE, REFERENCE, ProjectFacts, refuse
from edudesk.projects.reports.tables import lacking, printed_table
from edudesk.projects.rows.dossiers import Dossier
from edudesk.projects.rows.projects import ProjectRow
from edudesk.projects.rules.words import words

STYLE: Final = "table"
_SHARES: Final = {1: ((4, 20),), 2: ((4, 8), (4, 8)), 3: ((3, 5), (3, 5), (3, 5))}
_HIDDEN: Final = "＊＊＊"
_LINE, _TALL = 7, 20  # mm of a line written by hand, and of some
_REFERENCE: Final = f"{REFERENCE}，请以主管部门当年的表样为准"
_SIGNED: Final = "年　　月　　日"


def paper(form: PaperForm, facts: ProjectFacts, audience: Audience) -> Document:
    """The paper about facts.dossier; without one an empty form. Raises UserError when it is not for this audience."""
    refuse(form.title, audience, IN_HOUSE)
    return _Paper(form, facts, audience).document()


def suits(form: PaperForm, kind: ProjectKind) -> bool:
    """Whether a paper is one of a kind of projects at all."""
    return not form.families or kind.family in form.families


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

    @cached_property
    def dossier(self) -> Dossier:
        return self.facts.dossier or empty_dossier()

    @cached_property
    def words(self) -> dict[str, str]:
        facts = self.facts
        return words(self.dossier, facts.school, facts.today, facts.year_of(self.dossier))

    @cached_property
    def hidden(self) -> re.Pattern[str] | None:
        """Names that an anonymous paper must not say: of the people, of the school, of the unit."""
        told = {one.name for one in self.dossier.members} | {self.dossier.project.unit}
        told |= {self.facts.school.name, self.facts.school.short_name}
        found = sorted((re.escape(one) for one in told if one), key=len, reverse=True)
        return re.compile("|".join(found)) if self.form.is_anonymous and found else None

    def document(self) -> Document:
        form, facts, title = self.form, self.facts, self._heading()
        cover = self._cover()
        body = [block for section in form.sections for block in self._section(section)]
        if form.pledge:
            body = [Heading("承　诺　书", 1), *map(Paragraph, form.pledge), Break.PAGE, *body]
        if form.is_reference:
            place, box = next((at, block) for at, block in enumerate(body) if isinstance(block, Form))
            body[place] = replace(box, right=_REFERENCE)
        own = [f"缺材料：{one}" for one in lacking(self.dossier)] if form.key == "archive" else []
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
            blanks=() if is_empty else tuple(dict.fromkeys((*self.blanks, *own))),
        )

    def _heading(self) -> str:
        return (self.form.heading or self.form.title).format(label=self.words["label"])

    def _cover(self) -> Cover | None:
        form = self.form
        if not form.cover:
            return None
        lines = tuple(line for line in self._heading().split("\n") if line)
        facts = tuple((one.label, self._said(one)) for one in form.cover)
        return Cover(lines, facts, REFERENCE if form.is_reference else "", form.hints)

    def _said(self, fact: Fact) -> str:
        """What stands in a labelled place; one that somebody should fill in is kept in mind."""
        text = self.words[fact.key] if fact.key else ""
        if not text and not fact.may_lack:
            self.blanks.append(fact.label.partition("（")[0])
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
            cells += [FormCell(fact.label, label, Look.LABEL), FormCell(self._said(fact), value, look)]
        return FormRow(tuple(cells), height=_TALL if any(fact.is_tall for fact in row) else _LINE)

    def _passage(self, part: Part) -> Iterator[Block]:
        """A heading over what the project wrote, else over room to write in."""
        text = self._shown(self.dossier.texts.get(part.text, "").strip())
        if not text:
            if not part.may_lack:
                self.blanks.append(part.label.partition("（")[0])
            hint = f"{part.title}（{part.hint}）" if part.hint else part.title
            rows = (
                FormRow((FormCell(hint, 24, Look.SECTION),), is_head=True),
                FormRow((FormCell("", 24, Look.TEXT),), height=part.height),
            )
            yield Form("", "", rows)
            return
        yield Heading(part.title, 2)
        for line in text.splitlines():
            if line.strip():
                yield Paragraph(line.strip())

    def _table(self, part: Part) -> Block:
        report = printed_table(part.table, part.title, self.dossier, self.facts, self.audience, part.blank)
        if not part.may_lack and not any(any(row) for row in report.rows):
            self.blanks.append(part.title.partition("（")[0])
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
