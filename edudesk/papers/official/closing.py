"""What follows the text: list of attachments, those present, issuer and date, note, imprint."""

import re
from collections.abc import Sequence
from dataclasses import replace

from edudesk.base.dates import chinese_day
from edudesk.base.document import Document, Imprint, Layout
from edudesk.papers.canvas import MM, Canvas
from edudesk.papers.linebreak import even_lines
from edudesk.papers.official.head import date_text
from edudesk.papers.official.pieces import Item, Piece, blank, kept
from edudesk.papers.official.setting import Line, Setter
from edudesk.papers.official.signing import Room, sealed, unsealed
from edudesk.papers.official.style import Part

_OUTER, _INNER = 0.35 * MM, 0.25 * MM  # lines of the imprint (GB/T 9704-2012 7.4.1)
_ROW = 1.875  # line distance of the imprint, times its size


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
        lines = _uncut(re.findall("[^、]+、?", names), Part.TEXT, "出席", setter, start, setter.width)
        items += [blank()] if not items else []
        items += [setter.piece(*([shown] if not place else []), line) for place, line in enumerate(lines)]
    return items


def _uncut(
    names: Sequence[str], part: Part, place: str, setter: Setter, start: float, end: float
) -> list[Line]:
    """Names behind each other from start to end, none of them cut; all lines begin at the same x."""
    rows = [""]
    for name in names:
        if rows[-1] and start + setter.line(rows[-1] + name, part, place).width > end:
            rows.append("")
        rows[-1] += name
    letters = setter.style.letters[part]
    return [
        line for row in rows for line in setter.lines([(row, letters)], place, end, first=start, hang=start)
    ]


def _signature(document: Document, setter: Setter) -> list[Item]:
    style = setter.style
    letters = style.letters[Part.TEXT]
    day = setter.line(date_text(document), Part.TEXT, "日期")
    if not document.issuer and not day.chunks:
        return []
    widths = setter.fonts[letters.role].widths
    names = [
        part
        for name in document.issuer
        for part in even_lines(setter.clean(name, letters, "署名"), style.characters - 4, widths)
    ]
    issuers = [(name, setter.line(name, Part.TEXT, "署名").width) for name in names]
    room = Room(setter.width, style.cell, style.pitch, setter.size, style.seal * MM)
    rule = sealed if document.is_sealed else unsealed
    signed = [
        (one.line, setter.line(one.text, Part.TEXT, "署名", one.x))
        for one in rule(issuers, (day.text, day.width), room)
    ]
    rows: dict[int, list[Line]] = {}
    for line, shown in signed:
        rows.setdefault(line, []).append(shown)
    items: list[Item] = []
    for line, shown_there in sorted(rows.items()):
        missing = line - sum(item.lines for item in items if isinstance(item, Piece))
        items += [blank(missing)] if missing else []
        items.append(setter.piece(*shown_there))
    return items


class ImprintBlock:
    """版记 at the lower edge of the type area. Of a letter without lines and printer (10.1)."""

    def __init__(self, imprint: Imprint, setter: Setter, is_letter: bool) -> None:
        self.setter, self.is_letter = setter, is_letter
        letters = setter.style.letters[Part.IMPRINT]
        self.step = letters.size * _ROW
        space = letters.size
        label = setter.line("抄送：", Part.IMPRINT, "版记", space)
        hang = space + label.width
        marks = ["，"] * (len(imprint.copies_to) - 1) + ["。"]
        names = [name + mark for name, mark in zip(imprint.copies_to, marks, strict=False)]
        copies = _uncut(names, Part.IMPRINT, "版记", setter, hang, setter.width - space) if names else []
        self.copies = [[line] if place else [label, line] for place, line in enumerate(copies)]
        shown = setter.line(f"{chinese_day(imprint.on)}印发", Part.IMPRINT, "版记")
        printer = setter.line(imprint.printer, Part.IMPRINT, "版记", space)
        self.printed = [] if is_letter else [printer, shown.at(setter.width - space - shown.width)]

    @property
    def height(self) -> float:
        """Points from its upper line to its lower."""
        return (len(self.copies) + bool(self.printed)) * self.step

    @property
    def lines(self) -> int:
        """Lines of the page it needs, with one empty above it."""
        return int(-(-self.height // self.setter.style.pitch)) + 1

    def draw(self, canvas: Canvas) -> None:
        """Print it on the page begun last."""
        style, setter = self.setter.style, self.setter
        bottom = (style.top + style.height) * MM
        y = bottom - self.height
        ends = (setter.left, setter.left + setter.width)
        size = style.letters[Part.IMPRINT].size
        edges = [(y, _OUTER)]
        for row in (*self.copies, self.printed):
            for line in row:
                line.draw(canvas, setter.left, y + self.step / 2 + 0.38 * size)
            if row is self.printed and self.copies and row:
                edges.append((y, _INNER))
            y += self.step if row else 0.0
        edges.append((bottom, _OUTER))
        if not self.is_letter:
            for place, weight in edges:
                canvas.lines([(ends[0], place, ends[1], place)], weight)
