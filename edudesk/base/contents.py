"""Every text that stands in a paper, so that one look finds what must not be there, whatever kind of paper it is."""

from collections.abc import Iterator

from edudesk.base.chart import Chart
from edudesk.base.columns import printed
from edudesk.base.document import Break, Document, Heading, Paragraph
from edudesk.base.form import Form, FormBook
from edudesk.base.report import Report


def texts_of(paper: Report | FormBook | Document) -> Iterator[str]:
    """Titles, notes, cells and sentences, as they are printed; empty ones left out."""
    return (text for text in _texts(paper) if text)


def _texts(paper: Report | FormBook | Document) -> Iterator[str]:
    if isinstance(paper, Report):
        yield from _of_report(paper)
    elif isinstance(paper, FormBook):
        yield paper.title
        for form in paper.forms:
            yield from _of_form(form)
    else:
        yield from _of_document(paper)


def _of_report(report: Report) -> Iterator[str]:
    yield from (report.title, report.unit, *report.notes)
    yield from (column.full_title for column in report.columns)
    for row in report.rows:
        yield from map(printed, row)


def _of_form(form: Form) -> Iterator[str]:
    yield from (form.name, form.title, form.left, form.right)
    yield from (cell.text for row in form.rows for cell in row.cells)


def _of_document(document: Document) -> Iterator[str]:
    yield from (document.title, document.number, document.signer, document.addressee, document.note)
    yield from document.issuer
    for _, names in document.attendees:
        yield names
    yield from _of_blocks(document.body)
    for attachment in document.attachments:
        yield attachment.title
        yield from _of_blocks(attachment.body)
    if document.opinion is not None:
        yield from _of_form(document.opinion)
    if document.evidence is not None:
        yield from _of_report(document.evidence)


def _of_blocks(blocks: tuple[object, ...]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Heading():
                yield block.text
            case Paragraph():
                yield from (block.lead, block.text)
            case Report():
                yield from _of_report(block)
            case Chart():
                yield from (block.title, *block.categories, *block.notes)
            case Form():
                yield from _of_form(block)
            case Break():
                pass
