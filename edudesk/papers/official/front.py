"""Pages before the text: cover, how to fill it in, contents with page numbers."""

from collections.abc import Sequence
from dataclasses import dataclass

from edudesk.base.document import Cover, Paragraph
from edudesk.papers.canvas import MM, Align, Canvas
from edudesk.papers.official.body import paragraph
from edudesk.papers.official.head import title_piece
from edudesk.papers.official.pages import Page, paginate
from edudesk.papers.official.pieces import Item, Mark, Piece, blank, space
from edudesk.papers.official.setting import Line, Setter
from edudesk.papers.official.style import Part
from edudesk.papers.titles import cover_title, title_lines

_MIDDLE = 105 * MM
_TITLE_TOP = 78 * MM
_TITLE_LINE = 1.5  # line distance of the title, times its size
_FACTS_FOOT = 232 * MM  # the last fact ends here
_FOOT = 258 * MM
_FACT = 1.95  # line distance of facts, times their size
_LABEL_TO_VALUE = 0.5
_VALUE = 14  # characters of room for a value at least
_LISTED = 2  # levels in the contents


@dataclass(frozen=True)
class Entry:
    """A line of the contents. name: of the place it leads to; page: its number."""

    mark: Mark
    name: str
    page: int


def draw_cover(cover: Cover, canvas: Canvas, setter: Setter, names: Sequence[str] = ()) -> None:
    """Title high on the page, facts to fill in below it, who printed it at the foot."""
    letters = setter.style.letters[Part.COVER]
    font = setter.fonts[letters.role]
    clean = [setter.clean(text, letters, "封面") for text in cover.title]
    lines, size = cover_title(clean, setter.width * 0.98, letters.size, font.widths, names)
    big = canvas.lettering(letters.role, size)
    y = _TITLE_TOP
    for text in lines:
        canvas.text(_MIDDLE, y, text, big, Align.CENTRE)
        y += size * _TITLE_LINE
    _draw_facts(cover, canvas, setter, y)
    for place, foot in enumerate(_foot(cover, setter)):
        y = _FOOT + place * setter.size * _TITLE_LINE
        foot.at((setter.width - foot.width) / 2).draw(canvas, setter.left, y)


def _foot(cover: Cover, setter: Setter) -> list[Line]:
    whole = setter.line(cover.foot, Part.TEXT, "封面")
    if whole.width <= setter.width:
        return [whole]
    letters = setter.style.letters[Part.TEXT]
    room = setter.width / letters.size
    rows = title_lines(cover.foot, room, setter.fonts[letters.role].widths)
    return [setter.line(row, Part.TEXT, "封面") for row in rows]


def _draw_facts(cover: Cover, canvas: Canvas, setter: Setter, top: float) -> None:
    """Labels as wide as the widest, each value in the middle of a line to write on; long values turn."""
    size, letters = setter.size, setter.style.letters[Part.TEXT]
    labels = [setter.line(label, Part.TEXT, "封面") for label, _ in cover.facts]
    widest = max((line.width for line in labels), default=0.0)
    most = setter.width - widest - _LABEL_TO_VALUE * size
    values = [
        [
            line
            for row in _rows(value, setter, most - size)
            for line in setter.lines([(row, letters)], "封面", most - size)
        ]
        for _, value in cover.facts
    ]
    room = max([_VALUE * size, *(line.width + size for lines in values for line in lines)])
    room = min(room, most)
    start = (most - room) / 2
    left = start + widest + _LABEL_TO_VALUE * size
    rows = sum(map(len, values))
    step = min(size * _FACT, (_FACTS_FOOT - top) / max(rows, 1))
    y = _FACTS_FOOT - (rows - 1) * step
    for label, lines in zip(labels, values, strict=True):
        _spread_to(label, widest, start).draw(canvas, setter.left, y)
        for line in lines:
            line.at(left + (room - line.width) / 2).draw(canvas, setter.left, y)
            ends = (setter.left + left, setter.left + left + room)
            canvas.lines([(ends[0], y + 0.28 * size, ends[1], y + 0.28 * size)], 0.6)
            y += step


def _rows(value: str, setter: Setter, width: float) -> list[str]:
    """A value that is too long for its line turns between what wide blanks part: day, body, number."""
    rows: list[str] = []
    for part in value.split("　"):
        longer = f"{rows[-1]}　{part}" if rows else part
        if rows and setter.line(longer, Part.TEXT, "封面").width <= width:
            rows[-1] = longer
        else:
            rows.append(part)
    return rows


def _spread_to(line: Line, width: float, x: float) -> Line:
    """The characters of a label spread over a width, as labels above each other are set."""
    gaps = len(line.text) - 1
    if gaps < 1 or line.width >= width or line.width < width / 3:
        return line.at(x)
    return line.spread(width).at(x)


def hint_pages(cover: Cover, setter: Setter) -> list[Page]:
    """填写说明 behind the cover."""
    items: list[Item] = [title_piece("填写说明", setter, "填写说明"), blank()]
    for hint in cover.hints:
        items += paragraph(Paragraph(hint), setter)
    return paginate(items, setter.style.lines) if cover.hints else []


def contents_pages(entries: Sequence[Entry], setter: Setter) -> list[Page]:
    """目录 with dots up to the page numbers; each line leads to its page."""
    items: list[Item] = [title_piece("目　录", setter, "目录"), space(1)]
    for entry in entries:
        if entry.mark.level <= _LISTED:
            items += _entry(entry, setter)
    return paginate(items, setter.style.lines)


def _entry(entry: Entry, setter: Setter) -> list[Item]:
    style = setter.style
    part = Part.LABEL if entry.mark.level == 1 else Part.TEXT
    indent = (entry.mark.level - 1) * 2 * style.cell
    number = setter.line(str(entry.page), Part.TEXT, "目录")
    room = setter.width - max(number.width, 2 * style.cell) - style.cell
    lines = setter.lines(
        [(entry.mark.text, style.letters[part])], "目录", room, first=indent, hang=indent + 2 * style.cell
    )
    return [
        *(setter.piece(line) for line in lines[:-1]),
        _last_line(entry, lines[-1], number, setter),
    ]


def _last_line(entry: Entry, line: Line, number: Line, setter: Setter) -> Piece:
    style = setter.style
    right = number.at(setter.width - number.width)
    dot = 0.5 * style.cell
    start = line.x + line.width + dot
    first = int(-(-start // dot))  # dots of all lines stand below each other
    last = int((setter.width - max(number.width, style.cell) - dot) // dot)
    dots = setter.line("·", Part.NUMBER, "目录")

    def draw(canvas: Canvas, top: float) -> None:
        y = setter.baseline(top)
        line.draw(canvas, setter.left, y)
        right.draw(canvas, setter.left, y)
        for place in range(first, last):
            dots.at(place * dot).draw(canvas, setter.left, y)
        canvas.link(entry.name, setter.left, top, setter.width, setter.size)

    return Piece(1, draw)
