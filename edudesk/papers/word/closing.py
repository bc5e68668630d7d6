"""What stands below the text of a Word paper: list of attachments, signature, parts on pages of their own, 版记."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from typing import Final

from docx.oxml.xmlchemy import BaseOxmlElement

from edudesk.base.document import Attachment, Block, Document, Layout, Paragraph
from edudesk.base.report import Report
from edudesk.papers.canvas import MM
from edudesk.papers.fonts import FontBook
from edudesk.papers.official.masthead import date_text
from edudesk.papers.official.signing import Room, Signed, sealed, unsealed
from edudesk.papers.official.style import Part, Style
from edudesk.papers.word.body import Body
from edudesk.papers.word.elements import aligned, flag, indent, node, paragraph, points, refine, run, spacing
from edudesk.papers.word.head import title_lines
from edudesk.papers.word.imprint import imprint_element
from edudesk.papers.word.measures import characters
from edudesk.papers.word.styles import line_pitch, whole_size

_BEYOND: Final = 2  # characters that issuer and date may stand out to the right


class Closing:
    """The lower part of one document."""

    def __init__(self, document: Document, style: Style, body: Body, fonts: FontBook) -> None:
        """fonts: of the PDF, whose last page it agrees with."""
        self.document, self.style, self.body, self.fonts = document, style, body, fonts
        self.cell, self.pitch = style.cell, line_pitch(style)
        self.width = style.width * MM

    def foot(self) -> None:
        """What follows the text: list of attachments, those present, issuer and date, remark."""
        document, said = self.document, self.body.said
        has_more = document.attachments or document.attendees or document.issuer or document.on
        if has_more and not self._is_one_line():
            self.body.keep_last()
        begin = len(self.body.elements)
        if document.attachments:
            self._list(document.attachments)
        for place, (label, names) in enumerate(document.attendees):
            shown = f"{said(label, '出席人员')}："
            self.body.add(
                paragraph(
                    "attendees",
                    run(shown, style="attendeelabel"),
                    run(said(names, "出席人员")),
                    space=spacing(0 if place else self.pitch, line=self.pitch),
                    ind=indent(self.cell, left=2 + characters(shown), first=-characters(shown)),
                )
            )
        if self._is_signed:
            self._signature()
        if document.note:
            self.body.add(paragraph("remark", run(f"（{said(document.note, '附注').strip('（）()')}）")))
        for one in self.body.elements[begin:-1]:  # all of it stands on one page
            refine(one, flag("w:keepNext"))

    @property
    def _is_signed(self) -> bool:
        """Whether issuer and date stand below the text."""
        document = self.document
        return bool(document.issuer or document.on) and document.layout is not Layout.MINUTES

    def _is_one_line(self) -> bool:
        """Whether the text is a single line, which the first page must show (7.3.3)."""
        match self.document.body:
            case [Paragraph(text, lead)] if "\n" not in text:
                return 2 + characters(lead + text) <= self.width / self.cell
        return False

    def part(self, title: str, label: str, blocks: Sequence[Block]) -> None:
        """What follows on pages of its own: 附件1 and its title, then its blocks (7.3.7)."""
        is_lying = self.body.begins_lying(blocks)
        page = {} if is_lying else {"page": flag("w:pageBreakBefore")}
        if is_lying:
            self.body.end_text()
        title = self.body.said(title, "附件")
        if label:
            self.body.add(paragraph("attachment", run(label), **page))
            page = {}
        shown = run("\n".join(title_lines(title, self.style, self.document)))
        marked = self.body.marked(f"{label}　{title}" if label else title, 1, shown)
        above = spacing(self.pitch if label else 0, self.pitch, self.style.title_leading)
        self.body.add(paragraph("attachmenttitle", *marked, space=above, **page))
        first, *others = blocks
        if isinstance(first, Report) and first.title == title:
            first = replace(first, title="")
        self.body.blocks([first, *others], is_headed=is_lying)

    def imprint(self) -> None:
        """版记 at the foot of the last page; what stands last goes along with it, issuer and date at least."""
        document, parts = self.document, [*self.document.attachments, self.document.evidence]
        has_more = any(part is not None and (isinstance(part, Report) or part.body) for part in parts)
        made = imprint_element(
            document,
            self.style,
            self.body.findings,
            self.fonts,
            has_seal_above=document.is_sealed and not has_more and self._is_signed,
        )
        if made is not None:
            if has_more or not self._is_one_line():
                self.body.keep_last()
            self.body.add(made)

    def _list(self, attachments: Sequence[Attachment]) -> None:
        """附件：1.… with the names below each other, one blank line under the text (7.3.4)."""
        for number, attachment in enumerate(attachments, 1):
            mark = f"{number}." if len(attachments) > 1 else ""
            label = "附件：" if number == 1 else ""
            left = 5 + characters(mark)
            self.body.add(
                paragraph(
                    "listed",
                    run(f"{label}{mark}{self.body.said(attachment.title, '附件说明')}"),
                    ind=indent(self.cell, left=left, first=-characters(label + mark)),
                    space=spacing(self.pitch if number == 1 else 0, line=self.pitch),
                )
            )

    def _signature(self) -> None:
        """Issuer and date where the PDF has them (7.3.5)."""
        document, style = self.document, self.style
        size = whole_size(style.letters[Part.TEXT])
        room = Room(self.width, self.cell, self.pitch, size, style.seal * MM)
        issuers = [
            (text, characters(text) * self.cell)
            for name in document.issuer
            if (text := self.body.said(name, "署名"))
        ]
        words = date_text(document)
        day = (words, characters(words) * self.cell)
        found = (sealed if document.is_sealed else unsealed)(issuers, day, room)
        before = 0
        for line, row in groupby(sorted(found, key=lambda one: (one.line, one.x)), lambda one: one.line):
            style_name = "day" if line == found[-1].line and words else "issuer"
            self.body.add(self._signed(style_name, list(row), (line - before) * self.pitch))
            before = line + 1

    def _signed(self, style: str, row: Sequence[Signed], above: float) -> BaseOxmlElement:
        first, *others = row
        stops = [node("w:tab", val="left", pos=points(one.x)) for one in others]
        tabs = {"tabs": node("w:tabs", *stops)} if stops else {}
        return paragraph(
            style,
            run("\t".join(one.text for one in row)),
            space=spacing(above, line=self.pitch),
            # into the margin rather than onto a second line, where a program sets figures off from Chinese
            ind=node("w:ind", left=points(first.x), right=-points(_BEYOND * self.cell)),
            at=aligned("left"),
            **tabs,
        )
