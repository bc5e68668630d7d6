"""What follows the text: list of attachments, those present, issuer and date, note."""

import re
from dataclasses import replace

from edudesk.base.document import Document, Layout
from edudesk.papers.canvas import MM
from edudesk.papers.official.masthead import date_text
from edudesk.papers.official.pieces import Item, Piece, blank, kept
from edudesk.papers.official.setting import Line, Setter
from edudesk.papers.official.signing import Room, sealed, unsealed
from edudesk.papers.official.style import Part


def closing_items(document: Document, setter: Setter) -> list[Item]:
    """Everything below the text that stays with it; () when there is nothing."""
    items = [*_attachment_list(document, setter), *_attendees(document, setter)]
    if document.layout is not Layout.MINUTES:
        items += _signature(document, setter)
    if document.note:
        letters = setter.style.letters[Part.TEXT]
        words = [(f"（{document.note.strip('（）()')}）", letters)]
        indent = 2 * setter.style.cell
        items += [setter.piece(line) for line in setter.lines(words, "附注", setter.width, first=indent)]
    return [
        replace(item, is_closing=True) if isinstance(item, Piece) else item
        for item in kept(items, last=False)
    ]


def _attachment_list(document: Document, setter: Setter) -> list[Item]:
    """附件说明 one line below the text, names under each other, without a mark behind them (7.3.4)."""
    if not document.attachments:
        return []
    letters = setter.style.letters[Part.TEXT]
    indent = 2 * setter.style.cell
    label = setter.line("附件：", Part.TEXT, "附件说明", indent)
    start = indent + label.width
    items: list[Item] = [blank()]
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


def _attendees(document: Document, setter: Setter) -> list[Item]:
    """出席, 请假, 列席 of minutes: label in 黑体, names behind it and below each other (10.3)."""
    items: list[Item] = []
    indent = 2 * setter.style.cell
    for label, names in document.attendees:
        shown = setter.line(f"{label}：", Part.LABEL, "出席", indent)
        start = indent + shown.width
        lines = setter.names(re.findall("[^、]+、?", names), Part.TEXT, "出席", start, setter.width)
        items += [blank()] if not items else []
        items += [setter.piece(*([shown] if not place else []), line) for place, line in enumerate(lines)]
    return items


def _signature(document: Document, setter: Setter) -> list[Item]:
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
    items: list[Item] = []
    for line, shown_there in sorted(rows.items()):
        missing = line - sum(item.lines for item in items if isinstance(item, Piece))
        items += [blank(missing)] if missing else []
        items.append(setter.piece(*shown_there))
    return items
