"""A document value to a .docx file."""

from collections.abc import Sequence
from pathlib import Path

from edudesk.base.document import Document
from edudesk.base.files import replacing
from edudesk.base.jobs import Step, silent
from edudesk.base.report import Written
from edudesk.papers.cells import Findings
from edudesk.papers.fonts import FontBook, installed_fonts
from edudesk.papers.official.style import styles
from edudesk.papers.official.writer import heading_pages
from edudesk.papers.word.body import Body
from edudesk.papers.word.closing import Closing
from edudesk.papers.word.front import contents_elements, cover_elements
from edudesk.papers.word.head import Head
from edudesk.papers.word.package import bytes_of, empty_document
from edudesk.papers.word.pages import Pages
from edudesk.papers.word.styles import style_sheet


def write_word(
    document: Document, path: Path, step: Step = silent, *, fonts: FontBook | None = None
) -> Written:
    """Write the document to path as .docx, whole or not at all.

    Fonts are named, not put in: 仿宋, 楷体, 黑体, 宋体 and 方正小标宋简体, as office PCs have them. fonts: to
    measure tables and to draw charts with, default those of this PC. Remarks name what was left out.
    Raises UserError when the file cannot be written, Cancelled when step does.
    """
    step(0, 2, "正在排版")
    findings = Findings()
    content = word_bytes(document, fonts or installed_fonts(), findings)
    step(1, 2, "正在保存")
    with replacing(path) as part:
        part.write_bytes(content)
    return Written(path, findings.remarks())


def word_bytes(document: Document, fonts: FontBook, findings: Findings) -> bytes:
    """The .docx of a document; findings: takes what was left out."""
    style = styles()[document.style]
    word = empty_document(style_sheet(style), is_two_sided=not style.is_number_centred)
    serial = "　".join(findings.seen(text, "页脚") for text in (_serial(document), document.footer) if text)
    pages = Pages(word, style, serial)
    body = Body(word, pages, style, fonts, findings)
    head, closing = Head(document, style, body, fonts), Closing(document, style, body, fonts)
    head.letter(pages)
    if document.cover is not None:
        body.add(*cover_elements(document.cover, style, body, document.issuer))
        body.end_section(pages.front())
    begin = len(body.elements)
    head.add()
    body.blocks(document.body)
    closing.foot()
    if document.opinion is not None:
        body.keep_last()  # the box stands on the page of issuer and date
        body.blocks([document.opinion])
    for number, attachment in enumerate(document.attachments, 1):
        if attachment.body:
            label = f"附件{number}" if len(document.attachments) > 1 else "附件"
            closing.part(attachment.title, label, attachment.body)
    if document.evidence is not None:
        closing.part("佐证材料目录", "", [document.evidence])
    closing.imprint()
    section = body.last_section()
    if document.has_contents and body.headings:
        _insert_contents(body, pages, begin, heading_pages(document, fonts))
    word.element.body.extend([*body.elements, section])
    return bytes_of(word, document.title)


def _serial(document: Document) -> str:
    return f"编号 {document.serial}" if document.serial else ""


def _insert_contents(body: Body, pages: Pages, begin: int, numbers: Sequence[int]) -> None:
    """目录 before the text, in a section of its own without page numbers."""
    rest = body.elements[begin:]
    del body.elements[begin:]
    body.add(*contents_elements(body.headings, numbers))
    body.end_section(pages.front())
    body.add(*rest)
