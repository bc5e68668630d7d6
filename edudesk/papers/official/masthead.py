"""发文机关标志 with its red lines, and what stands around it: number, signers, 份号 and its like."""

from dataclasses import dataclass, replace

from edudesk.base.dates import chinese_day
from edudesk.base.document import Document, Layout
from edudesk.papers.canvas import MM, Canvas, Colour
from edudesk.papers.official.pieces import Piece
from edudesk.papers.official.setting import Line, Setter
from edudesk.papers.official.style import Letters, Part

RED: Colour = (0.86, 0.0, 0.0)
_PAGE_WIDTH = 210 * MM
_FROM_TYPE_AREA = 35 * MM  # upper edge of the mark, GB/T 9704-2012 7.2.4
_FROM_PAPER = 30 * MM  # of a letter, 10.1
_ABOVE_RULE = 4 * MM  # 7.2.7, 10.1
_RULE = 1.5  # points; the red line
_LETTER_RULE = 170 * MM
_LETTER_FOOT = 20 * MM  # from the lower edge of the paper
_MASTHEAD_LINE = 1.25  # line distance, times the size
_BEHIND, _BEFORE_BEHIND = (
    "文件",
    0.4,
)  # behind the names of several issuers, and the space before it in characters


def date_text(document: Document) -> str:
    """成文日期 in figures, without leading zeros (7.3.5.4)."""
    return chinese_day(document.on) if document.on else ""


@dataclass(frozen=True)
class _Mark:
    """发文机关标志. lines: names below each other; behind: 文件 to the right of several names, in the middle of
    their height (7.2.4); widest, whole: points of the longest name and of all; top: y; middle: x."""

    lines: tuple[str, ...]
    behind: str
    letters: Letters
    widest: float
    whole: float
    top: float
    middle: float

    @property
    def bottom(self) -> float:
        return self.top + self.letters.size * (1 + _MASTHEAD_LINE * (len(self.lines) - 1))

    def draw(self, canvas: Canvas) -> None:
        size = self.letters.size
        lettering = canvas.lettering(self.letters.role, size)
        left = self.middle - self.whole / 2
        for number, text in enumerate(self.lines):
            y = self.top + size * (0.88 + _MASTHEAD_LINE * number)
            if not self.behind:
                canvas.words(self.middle - lettering.width(text) / 2, y, text, lettering, RED)
                continue
            gap = (self.widest - lettering.width(text)) / max(len(text) - 1, 1)
            for place, char in enumerate(text):  # names of several issuers are spread to one width
                x = left + lettering.width(text[:place]) + place * gap
                canvas.words(x, y, char, lettering, RED)
        y = (self.top + self.bottom) / 2 + 0.38 * size
        canvas.words(left + self.whole - lettering.width(self.behind), y, self.behind, lettering, RED)


def _mark(document: Document, setter: Setter, top: float, width: float, middle: float) -> _Mark:
    """As large as the style says, or as the widest line has room."""
    letters = setter.style.letters[Part.MASTHEAD]
    font = setter.fonts[letters.role]
    lines = [setter.clean(text, letters, "发文机关标志") for text in document.masthead.split("\n")]
    behind = _BEHIND if len(lines) > 1 and lines[-1].endswith(_BEHIND) else ""
    lines[-1] = lines[-1].removesuffix(behind).strip()
    widest = max(map(font.width, lines))
    whole = widest + (font.width(behind) + _BEFORE_BEHIND if behind else 0.0)
    size = min(letters.size, width / max(whole, 1.0))
    shown = replace(letters, size=size)
    return _Mark(tuple(lines), behind, shown, widest * size, whole * size, top, middle)


def masthead_piece(document: Document, setter: Setter) -> Piece | None:
    """Mark, number and red line, down to the two empty lines above the title; None without a mark."""
    if not document.masthead:
        return None
    if document.layout is Layout.LETTER:
        return _letter(document, setter)
    corner = corner_piece(document, setter)
    pitch, gap = setter.style.pitch, setter.style.pitch - setter.size
    area = setter.style.top * MM
    mark = _mark(
        document,
        setter,
        area + _FROM_TYPE_AREA,
        setter.width - 2 * setter.style.cell,
        setter.left + setter.width / 2,
    )
    # two empty lines below the mark, the line 4 mm below the number, two empty lines below that
    rows = number_rows(document, setter)
    first = mark.bottom + gap + 2 * pitch
    above = first + (len(rows) - 1) * pitch + setter.size if rows else mark.bottom
    rule = above + _ABOVE_RULE
    lines = round((rule + gap + 2 * pitch - area) / pitch)

    def draw(canvas: Canvas, top: float) -> None:
        if corner:
            corner.draw(canvas, top)
        mark.draw(canvas)
        for number, row in enumerate(rows):
            for line in row:
                line.draw(canvas, setter.left, setter.baseline(first + number * pitch))
        canvas.path([(setter.left, rule), (setter.left + setter.width, rule)], _RULE, RED)

    return Piece(lines, draw)


def number_rows(document: Document, setter: Setter) -> list[list[Line]]:
    """The lines between mark and red line: number in the middle, or left of the signers (7.2.5, 7.2.6). Without a
    mark they stand below the title."""
    cell, width = setter.style.cell, setter.width
    number = setter.line(document.number, Part.TEXT, "发文字号")
    if document.layout is Layout.MINUTES:
        rows = [[number.at((width - number.width) / 2)]] if document.number else []
        if not document.issuer and document.on is None:
            return rows
        issuer = setter.line("　".join(document.issuer), Part.TEXT, "署名", cell)
        day = setter.line(date_text(document), Part.TEXT, "日期")
        return [*rows, [issuer, day.at(width - cell - day.width)]]
    if not document.signer:
        return [[number.at((width - number.width) / 2)]] if document.number else []
    names = document.signer.split("、")
    pairs = ["　".join(names[at : at + 2]) for at in range(0, len(names), 2)]
    label = setter.line("签发人：", Part.TEXT, "签发人")
    signers = [setter.line(pair, Part.SIGNER, "签发人") for pair in pairs]
    start = width - cell - max(line.width for line in signers)
    rows = [[line.at(start)] for line in signers]
    rows[0].append(label.at(start - label.width))
    rows[-1].append(number.at(cell))
    return rows


def corner_piece(document: Document, setter: Setter) -> Piece | None:
    """份号, 密级, 紧急程度 below each other at the upper left (7.2.1–7.2.3)."""
    told = (
        (document.copy_number, Part.TEXT, "份号"),
        (document.secrecy, Part.LABEL, "密级"),
        (document.urgency, Part.LABEL, "紧急程度"),
    )
    lines = [setter.line(text, part, place) for text, part, place in told if text]
    if not lines:
        return None

    def draw(canvas: Canvas, top: float) -> None:
        for number, line in enumerate(lines):
            line.draw(canvas, setter.left, setter.baseline(top + number * setter.style.pitch))

    return Piece(len(lines) + 1, draw)


def _letter(document: Document, setter: Setter) -> Piece:
    """The head of a letter, with the double line at the foot of the page too (10.1)."""
    pitch, size = setter.style.pitch, setter.size
    area = setter.style.top * MM
    mark = _mark(document, setter, _FROM_PAPER, _LETTER_RULE, _PAGE_WIDTH / 2)
    rule = mark.bottom + _ABOVE_RULE
    first = rule + size * 7 / 8
    corner = corner_piece(document, setter)
    number = setter.line(document.number, Part.TEXT, "发文字号")
    rows = max(corner.lines - 1 if corner else 0, 1 if document.number else 0)
    lines = round((first + rows * pitch + 2 * pitch - area) / pitch)

    def draw(canvas: Canvas, top: float) -> None:
        mark.draw(canvas)
        _double_rule(canvas, rule, is_thick_above=True)
        _double_rule(canvas, 297 * MM - _LETTER_FOOT, is_thick_above=False)
        if corner:
            corner.draw(canvas, first)
        number.at(setter.width - number.width).draw(canvas, setter.left, setter.baseline(first))

    return Piece(max(lines, 1), draw)


def _double_rule(canvas: Canvas, y: float, is_thick_above: bool) -> None:
    thick, thin, apart = 2.2, 0.8, 2.6
    left = (_PAGE_WIDTH - _LETTER_RULE) / 2
    for place, weight in (
        ((y, thick), (y + apart, thin)) if is_thick_above else ((y - apart, thin), (y, thick))
    ):
        canvas.path([(left, place), (left + _LETTER_RULE, place)], weight, RED)
