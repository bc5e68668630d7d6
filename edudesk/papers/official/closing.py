"""What follows the text: list of attachments, those present, issuer and date, note."""

import re
from collections.abc import Sequence
from dataclasses import replace

from edudesk.base.document import Document, Layout
from edudesk.papers.canvas import MM
from edudesk.papers.official.imprint import ImprintBlock
from edudesk.papers.official.masthead import date_text
from edudesk.papers.official.pieces import Item, Piece, Tall, blank, kept
from edudesk.papers.official.setting import Line, Setter
from edudesk.papers.official.signing import Room, sealed, unsealed
from edudesk.papers.official.style import Part

_COMPANY = 2  # lines of the last paragraph, or of the list of attachments, that stay with issuer and date


def with_closing(
    text: Sequence[Item],
    document: Document,
    setter: Setter,
    *,
    below: Sequence[Item] = (),
    has_imprint: bool = False,
) -> list[Item]:
    """The text and what follows it. The end of its last paragraph, or of its last table, stays with issuer and
    date, so that these never stand on a page without text (GB/T 9704-2012 7.3.5.5); its beginning does not, so
    that the first page has text (7.3.3): of a text of one line the list of attachments is the company.
    below: a box below issuer and date, on their page; has_imprint: 版记 is on the page of issuer and date, but for a text of one line.
    """
    listed = _closing([*_attachment_list(document, setter), *_attendees(document, setter)])
    signed = _closing([*_signature(document, setter), *_note(document, setter)])
    printed = _imprint(document, setter, document.is_sealed and bool(signed)) if has_imprint else []
    if not listed and not signed and not printed and not below:
        return list(text)
    before = [*text]
    bound = _company(text)
    is_long = _COMPANY + sum(piece.lines for piece in (*listed, *signed, *printed)) > setter.style.lines
    if is_long or not bound:
        before += listed[:-_COMPANY]
        return [*before, *kept([*listed[-_COMPANY:], *signed, *below], last=False), *printed]
    return [*before[:-bound], *kept([*before[-bound:], *listed, *signed, *below, *printed], last=False)]


def with_imprint(parts: Sequence[Item], document: Document, setter: Setter) -> list[Item]:
    """Attachments and evidence with 版记 behind them; their last lines stay with it."""
    bound = _company(parts)
    printed = _imprint(document, setter, has_seal_above=False)
    return [*parts[: len(parts) - bound], *kept([*parts[len(parts) - bound :], *printed], last=False)]


def _imprint(document: Document, setter: Setter, has_seal_above: bool) -> list[Piece]:
    if document.imprint is None:
        return []
    return ImprintBlock(document.imprint, setter, document.layout is Layout.LETTER).pieces(has_seal_above)


def _company(text: Sequence[Item]) -> int:
    """How many items at the end of the text stay with what follows it."""
    if not text or not isinstance(text[-1], Piece) or text[-1].lines > 1:
        return min(len(text), 1)
    lines = 1 if text[-1].begins else _COMPANY
    while lines and not any(_parts(item) for item in text[:-lines]):
        lines -= 1
    return lines


def _parts(item: Item) -> bool:
    """Whether a page may end below it."""
    return not isinstance(item, (Piece, Tall)) or not item.keeps


def _closing(pieces: Sequence[Piece]) -> list[Piece]:
    return [replace(piece, is_closing=True) for piece in pieces]


def _note(document: Document, setter: Setter) -> list[Piece]:
    """附注 in brackets below the date (7.3.6)."""
    if not document.note:
        return []
    words = [(f"（{document.note}）", setter.style.letters[Part.TEXT])]
    lines = setter.lines(words, "附注", setter.width, first=2 * setter.style.cell)
    return [setter.piece(line) for line in lines]


def _attachment_list(document: Document, setter: Setter) -> list[Piece]:
    """附件说明 one line below the text, names under each other, without a mark behind them (7.3.4)."""
    if not document.attachments:
        return []
    letters = setter.style.letters[Part.TEXT]
    indent = 2 * setter.style.cell
    label = setter.line("附件：", Part.TEXT, "附件说明", indent)
    start = indent + label.width
    items: list[Piece] = [blank()]
    for number, attachment in enumerate(document.attachments, 1):
        count = setter.line(f"{number}.", Part.TEXT, "附件说明", start)
        name = start + count.width if len(document.attachments) > 1 else start
        words = [(attachment.title.rstrip("。；;"), letters)]
        lines = setter.lines(words, "附件说明", setter.width, first=name, hang=name)
        for place, line in enumerate(lines):
            beside = [count] if place == 0 and len(document.attachments) > 1 else []
            beside += [label] if place == 0 and number == 1 else []
            items.append(setter.piece(*beside, line))
    return items


def _attendees(document: Document, setter: Setter) -> list[Piece]:
    """出席, 请假, 列席 of minutes: label in 黑体, names behind it and below each other (10.3)."""
    items: list[Piece] = []
    indent = 2 * setter.style.cell
    for label, names in document.attendees:
        shown = setter.line(f"{label}：", Part.LABEL, "出席", indent)
        start = indent + shown.width
        lines = setter.names(re.findall("[^、]+、?", names), Part.TEXT, "出席", start, setter.width)
        items += [blank()] if not items else []
        items += [setter.piece(*([shown] if not place else []), line) for place, line in enumerate(lines)]
    return items


def _signature(document: Document, setter: Setter) -> list[Piece]:
    if document.layout is Layout.MINUTES:
        return []  # they have issuer and date below their mark
    style = setter.style
    day = setter.line(date_text(document), Part.TEXT, "日期")
    if not document.issuer and not day.chunks:
        return []
    names = [setter.line(name, Part.TEXT, "署名") for name in document.issuer]
    names = [name.spread(setter.width) if name.width > setter.width else name for name in names]
    room = Room(setter.width, style.cell, style.pitch, setter.size, style.seal * MM)
    rule = sealed if document.is_sealed else unsealed
    signed = rule([(name.text, name.width) for name in names], (day.text, day.width), room)
    rows: dict[int, list[Line]] = {}
    for one, shown in zip(signed, [*names, day], strict=False):
        rows.setdefault(one.line, []).append(shown.at(one.x))
    items: list[Piece] = []
    for line, shown_there in sorted(rows.items()):
        missing = line - sum(item.lines for item in items)
        items += [blank(missing)] if missing else []
        items.append(setter.piece(*shown_there))
    return items
